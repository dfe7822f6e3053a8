"""Scores the samples of every kind: what Python for browsers says must be what any other says."""

import json

from wellfounded.content.questions import kinds


def scores() -> str:
    """Return the points and the feedback of every sample of every kind, as JSON."""
    return json.dumps(
        {
            f"{kind}/{sample.name}/{number}": [
                sample.question.score(sample.response).points,
                str(sample.question.feedback(sample.response)),
            ]
            for kind, question in kinds().items()
            for number, sample in enumerate(question.samples())
        }
    )


scores()  # what runs this file by its text gets it
