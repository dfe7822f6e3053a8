"""How sure learners were, against how often they were right, as a table of a review."""

from __future__ import annotations

from wellfounded.assessment.calibration import Tally
from wellfounded.assessment.scoring import SURE
from wellfounded.i18n.messages import phrase


def table(tallies: dict[int, Tally]) -> str:
    """Return how often graded answers were right by how sure the learner was; "" if nothing was said.

    Right means full points. Well calibrated is who is right more often where they are surer; no points hang on it.
    """
    rows = "".join(
        f"<tr><td>{phrase(SURE[level])}</td><td>{phrase('{n} of {all}', n=right, all=every)}</td></tr>"
        for level, (right, every) in tallies.items()
        if every
    )
    head = f"<tr><th>{phrase('You said')}</th><th>{phrase('Fully right')}</th></tr>"
    about = phrase("How sure you were, and how often you were right. This counts in no marks.")
    title = f"<h4>{phrase('How well you know what you know')}</h4><p>{about}</p>"
    return f"{title}<table>{head}{rows}</table>" if rows else ""
