"""How sure learners were, against how often they were right, as a table of a review."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.assessment.calibration import Tally
from wellfounded.assessment.scoring import SURE
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import phrase_html


def tally_table(tallies: dict[int, Tally]) -> Markup:
    """Return how often graded answers were right by how sure the learner was; "" if nothing was said.

    Right means full points. Well calibrated is who is right more often where they are surer; no points hang on it.
    """
    rows = join_html(
        fill_html(
            "<tr><td>{}</td><td>{}</td></tr>", phrase_html(SURE[level]), phrase_html("{n} of {all}", n=right, all=every)
        )
        for level, (right, every) in tallies.items()
        if every
    )
    head = fill_html("<tr><th>{}</th><th>{}</th></tr>", phrase_html("You said"), phrase_html("Fully right"))
    about = phrase_html("How sure you were, and how often you were right. This counts in no marks.")
    title = fill_html("<h4>{}</h4><p>{}</p>", phrase_html("How well you know what you know"), about)
    return fill_html("{}<table>{}{}</table>", title, head, rows) if rows else Markup("")
