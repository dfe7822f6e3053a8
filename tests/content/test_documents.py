"""The papers of a case file: read from YAML, drawn without marks, pointed into by questions."""

import re
from pathlib import Path

import pytest

from wellfounded.content.case import from_public, public_part
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.mistakes import MistakesError
from wellfounded.i18n.messages import use_language
from wellfounded.notebook.widgets.case import CaseView
from wellfounded.render.case import static

CASE = """
title: Two papers
use: practice
jurisdiction: any
law_as_of: 2026-06-25
facts: A short story.
documents:
  - id: d1
    title: A letter
    form: letter
    dates: Day before month.
    body: |
      Seen on [[p1: 3 April]] by **me**.
  - id: d2
    title: A stamp
    form: passport
    body: ENTRY
questions:
  - id: q1
    kind: choice
    prompt: Which?
    authorities: [convention-1a2]
    documents: [d1]
    options:
      - {id: a, text: One, correct: true, feedback: Yes.}
      - {id: b, text: Two, feedback: No.}
"""


def read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "two-papers.yaml"
    path.write_text(text)
    read_case(path)


def test_papers_are_drawn_without_the_marks_of_passages(tmp_path: Path) -> None:
    (tmp_path / "two-papers.yaml").write_text(CASE)
    case = from_public(public_part(rendered(read_case(tmp_path / "two-papers.yaml"))))
    html = static(case)
    assert "<p>Seen on 3 April by <strong>me</strong>.</p>" in html
    assert "<em>Day before month.</em>" in html
    assert "[[" not in html
    view = CaseView(case, None)
    assert [each["title"] for each in view.documents] == ["A letter", "A stamp"]
    assert "[[" not in "".join(each["body"] for each in view.documents)
    (question,) = view.questions
    assert question["papers"] == [{"id": "d1", "title": "A letter"}]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("documents: [d1]", "documents: [d7]", "the case has no document 'd7'; known are: d1, d2"),
        ("id: d2", "id: d1", "the id 'd1' stands twice"),
        ("id: d2", "id: passport", "the id 'passport' says something"),
        ("form: passport", "form: stamp", "form"),
        ("form: passport", "form: passport\n    look: pretty", "Input should be 'form', 'passport'"),
        ("form: passport", "form: passport\n    stamp: '[me](authority:nobody-1999)'", "unknown authority"),
        ("**me**", "[me](authority:nobody-1999)", "unknown authority 'nobody-1999'"),
    ],
)
def test_a_mistake_in_papers_is_named(tmp_path: Path, before: str, after: str, words: str) -> None:
    assert before in CASE
    with pytest.raises(MistakesError, match=r"two-papers\.yaml: line") as error:
        read(tmp_path, CASE.replace(before, after))
    assert words in str(error.value)


def test_dates_that_yaml_reads_as_dates_are_text_at_any_depth(tmp_path: Path) -> None:
    read(tmp_path, CASE.replace("title: A stamp", "title: 2025-03-04"))


AROUND = """
    look: note
    head: The **office**
    dated: 2 July 2025
    by_hand: Seen again.
    signed: Ilya Brandt
    stamp: Received
"""


def test_what_stands_around_a_text_is_drawn_in_the_order_of_the_paper_and_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "two-papers.yaml").write_text(CASE.replace("    form: letter\n", f"    form: letter{AROUND}"))
    case = from_public(public_part(rendered(read_case(tmp_path / "two-papers.yaml"))))
    letter, passport = CaseView(case, None).documents
    assert re.findall(r"<p[^>]*>(.*?)</p>", letter["body"]) == [
        "The <strong>office</strong>",
        "2 July 2025",
        "Seen on 3 April by <strong>me</strong>.",
        '<span class="wf-heard">By hand: </span>Seen again.',
        '<span class="wf-heard">Signed: </span>Ilya Brandt',
        '<span class="wf-heard">Stamp: </span>Received',
    ]
    assert (letter["look"], passport["look"]) == ("note", "passport")
    assert '<section class="wf-paper" data-look="note"><h4>A letter</h4>' in static(case)


def test_what_the_course_says_of_a_stamp_is_marked_as_the_learners_language(tmp_path: Path) -> None:
    (tmp_path / "two-papers.yaml").write_text(CASE.replace("    form: letter\n", f"    form: letter{AROUND}"))
    case = rendered(read_case(tmp_path / "two-papers.yaml"))
    use_language("es")
    try:
        assert '<span class="wf-heard" lang="es" dir="ltr">' in static(case)
    finally:
        use_language("en")
