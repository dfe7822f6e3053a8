"""Makes a marker's page: one file that needs no network, on which rubric lines are clicked and the marks saved.

It holds learners' words, which are escaped. Its policy lets it load nothing, and run nothing but its own script.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from wellfounded.content.questions.written import Criterion
from wellfounded.grading.marking.marking_folder import MarkingFolder
from wellfounded.grading.marking.written_answers import AnswerKey, MarkingError, Writing
from wellfounded.grading.reports.graded_questions import GradedQuestion
from wellfounded.render import case as case_html
from wellfounded.render.page import STYLES, with_pictures

HERE = Path(__file__).parent
MOST_COMMENTS = 12  # offered for a question
SHARED_FROM = 2  # a comment of other markers is offered once it was used so often: then it is about no one learner


def marking_page(marker: str, folder: MarkingFolder, writing: Writing, names: dict[str, str], source: Path) -> str:
    """Return the page of a marker. `names` are learners' by id, empty where it is blind."""
    keys = [key for key in folder.shares.of_marker(marker) if key in writing.answers]
    if not keys:
        raise MarkingError(f"{marker} has nothing to mark. Say who has what: wellfounded marking share")
    groups = [
        _question(folder, writing, marker, [*group], names, source) for _, group in groupby(keys, lambda key: key[:3])
    ]
    script, style = (HERE / "marking_page.js").read_text("utf-8"), (HERE / "marking_page.css").read_text("utf-8")
    script = script.replace("export ", "")  # a script on a page exports nothing; its tests import it
    values = {
        "marker": marker,
        "groups": groups,
        "count": len(keys),
        "blind": not names,
        "script": Markup(script),  # noqa: S704 (our own)
        "style": Markup("".join(path.read_text("utf-8") for path in STYLES) + style),  # noqa: S704 (our own)
        "digest": base64.b64encode(sha256(script.encode()).digest()).decode(),
    }
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("marking_page.html.jinja").render(values)


def _question(
    folder: MarkingFolder,
    writing: Writing,
    marker: str,
    keys: list[AnswerKey],
    names: dict[str, str],
    source: Path,
) -> dict[str, Any]:
    """Return a question with its case, its rubric, the comments used before, and the answers to it."""
    graded, question = writing.questions[keys[0][:3]], writing.question(keys[0])
    comments = _comments(folder, marker, graded)
    return {
        "title": graded.case.title,
        "module": graded.module,
        "prompt": question.prompt,
        "case": with_pictures(graded.case.facts + case_html.papers(graded.case.documents), source / graded.module),
        "model": question.model,
        "most": question.points,
        "rubric": [(line, [*steps(line)]) for line in question.rubric],
        "comments": json.dumps(comments, ensure_ascii=False),
        "answers": [_answer(folder, writing, marker, key, names) for key in keys],
    }


def _answer(
    folder: MarkingFolder, writing: Writing, marker: str, key: AnswerKey, names: dict[str, str]
) -> dict[str, Any]:
    answer = writing.answers[key]
    before = folder.mark_of(marker, key, answer.digest)
    return {
        "code": folder.shares.answers[key].code,
        "name": _name(key.learner, names),
        "digest": answer.digest,
        "text": writing.question(key).format_response(answer.text),
        "words": len(answer.text.split()),
        "points": before.points if before else {},
        "comment": before.comment if before else "",
        "at": before.at if before else "",
    }


def _name(learner: str, names: dict[str, str]) -> str:
    """Return how a learner is called; nothing where the page is blind."""
    name = names.get(learner, learner) if names else ""
    return f"{name} ({learner})" if name not in ("", learner) else name


def steps(line: Criterion) -> Iterator[float]:
    """Yield the points that a line of a rubric may earn: whole ones, and all it is worth."""
    yield from (float(points) for points in range(int(line.points) + 1))
    if line.points != int(line.points):
        yield line.points


def _comments(folder: MarkingFolder, marker: str, graded: GradedQuestion) -> list[str]:
    """Return comments that were used for a question: the marker's own, and what others used more than once."""
    last = {(m.marker, m.key): m for m in folder.record if m.kind == "mark" and m.key[:3] == graded.place and m.comment}
    count = Counter(mark.comment for mark in last.values())
    own = {mark.comment for mark in last.values() if mark.marker == marker}
    offered = [comment for comment, n in count.most_common() if n >= SHARED_FROM or comment in own]
    return offered[:MOST_COMMENTS]
