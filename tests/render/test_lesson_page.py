"""A printed lesson stands alone, says what was answered, and of a key nothing that was not shown already."""

import json
import re
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from nbformat import read, writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from typer.testing import CliRunner

from tests.every_kind_copy import MODULE, case, copy, perfect, say
from tests.places import COURSE
from tests.standalone_page import Page, assert_stands_alone
from wellfounded.content.activities.activity import folded_answer
from wellfounded.content.case import Case
from wellfounded.content.questions import kinds
from wellfounded.content.questions.question import projection
from wellfounded.i18n.messages import learner_text
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.launch.commands import app
from wellfounded.learner.workspace import HIDDEN, REVIEW
from wellfounded.render.lesson_page import PrintError, print_lesson

HOSTILE = '</div></section><script>alert(1)</script><img src="https://example.org/x.png" onerror=alert(1)>'


@pytest.fixture
def printable(tmp_path: Path) -> Path:
    return copy(tmp_path)


def printed(lesson: Path) -> str:
    html = print_lesson(lesson.parent, "01").read_text(encoding="utf-8")
    assert_stands_alone(html)
    return html


def alone(tmp_path: Path, only: Case) -> Path:
    return copy(tmp_path, cases=[only])


def secrets(about: Case) -> set[str]:
    """Return the texts of a case's key that are long enough to be found."""

    def texts(item: Any) -> set[str]:
        if isinstance(item, dict | list):
            return set().union(*map(texts, item.values() if isinstance(item, dict) else item))
        return {item} if isinstance(item, str) and len(item) > 6 else set()

    return texts(asdict(about)) - texts(projection(about)) - {*about.questions[0].authorities}


def test_every_kind_says_what_was_answered(printable: Path) -> None:
    every = [case(kind, use) for kind in kinds() for use in ("practice", "graded")]
    for each in every:
        say(printable, "answer", each, perfect(each.questions[0]))
    html = printed(printable)
    assert html.count("<h5>Your answer</h5>") == len(every)
    assert "Not answered." not in html
    assert [
        each.id for each in every if each.questions[0].format_response(perfect(each.questions[0])) not in html
    ] == []
    assert [each.id for each in every if each.questions[0].static() not in html] == []


def test_without_a_journal_every_question_stands_unanswered_and_no_key_is_told(printable: Path) -> None:
    html = printed(printable)
    assert html.count("Not answered.") == 2 * len(kinds())
    assert "Not handed in." in html
    assert [(kind, each) for kind in kinds() for each in secrets(case(kind, "practice")) if each in html] == []


def test_an_answer_that_was_not_checked_brings_no_feedback_with_it(printable: Path) -> None:
    for kind in kinds():
        each = case(kind, "practice")
        say(printable, "answer", each, perfect(each.questions[0]))
    html = printed(printable)
    assert "<h5>Feedback</h5>" not in html
    assert "Secret hint." not in html
    assert "About " not in html


@pytest.mark.parametrize("kind", kinds())
def test_practice_tells_the_feedback_on_the_latest_try_and_the_hint_that_was_asked_for(
    kind: str, tmp_path: Path
) -> None:
    each = case(kind, "practice")
    lesson, asked = alone(tmp_path, each), each.questions[0]
    wrong = next(sample.response for sample in type(asked).samples() if sample.name == "wrong")
    say(lesson, "answer", each, wrong)
    say(lesson, "hint", each)
    say(lesson, "try", each, wrong)
    html = printed(lesson).replace("<details open>", "<details>")
    assert asked.feedback(wrong) in html
    assert "<h5>Your hint</h5><p>Secret hint.</p>" in html
    assert "This is about an answer that you checked before" not in html
    say(lesson, "answer", each, perfect(asked))
    html = printed(lesson).replace("<details open>", "<details>")
    assert asked.feedback(wrong) in html
    assert "This is about an answer that you checked before" in html


def test_a_try_at_a_graded_question_tells_nothing(tmp_path: Path) -> None:
    each = case("choice", "graded")
    lesson = alone(tmp_path, each)
    for event in ("answer", "try", "hint"):
        say(lesson, event, each, ["b"])
    html = printed(lesson)
    assert "Feedback" not in html
    assert "hint" not in html


@pytest.mark.parametrize("kind", ["short", "written", "choice"])
def test_whatever_a_learner_typed_is_only_text(kind: str, tmp_path: Path) -> None:
    each = case(kind, "practice")
    lesson = alone(tmp_path, each)
    response = [HOSTILE] if kind == "choice" else HOSTILE
    for event in ("answer", "try"):
        say(lesson, event, each, response, at=HOSTILE)
    page = Page(printed(lesson))
    assert (HOSTILE in page.words) == (kind != "choice")
    assert ("not one that this question allows" in page.words) == (kind == "choice")


def test_a_review_that_somebody_else_wrote_runs_nothing_and_links_nowhere_but_to_the_web(tmp_path: Path) -> None:
    lesson = alone(tmp_path, case("short", "graded"))
    review = lesson.parent / HIDDEN / MODULE / REVIEW
    review.parent.mkdir(parents=True)
    refresh = "<meta http-equiv='refresh' content='0;url=https://evil.example'>"
    review.write_text(f"<h3>Review</h3>{refresh}{HOSTILE}<a href='javascript:x'>a</a><a href=\"file:///etc\">b</a>")
    html = printed(lesson)
    assert "<h3>Review</h3>&lt;meta" in html
    assert not re.search(r"<[^>]*(refresh|javascript:|file:)", html)


def test_a_strange_time_is_printed_too(tmp_path: Path) -> None:
    each = case("written", "graded")
    lesson = alone(tmp_path, each)
    line = {"id": "1", "at": "<b>noon", "event": "answer", "case": each.id, "question": each.questions[0].id}
    line |= {"wording": each.questions[0].wording, "response": "It was noon."}
    (lesson / JOURNAL).write_text(json.dumps(line) + "\n")
    words = Page(printed(lesson)).words
    assert "It was noon." in words
    assert "noon." not in words.replace("It was noon.", "")


def test_a_damaged_journal_is_said_and_the_rest_is_printed(tmp_path: Path) -> None:
    each = case("short", "graded")
    lesson = alone(tmp_path, each)
    say(lesson, "answer", each, "citizenship")
    with (lesson / JOURNAL).open("ab") as file:
        file.write(b'{"torn\n\xff\xfe\n')
    html = printed(lesson)
    assert "2 lines of your answers could not be read." in html
    assert f"<p>{learner_text('citizenship')}</p>" in html
    (lesson / JOURNAL).unlink()
    (lesson / JOURNAL).mkdir()
    assert "Your answers could not be read: " in printed(lesson)


def test_an_answer_to_an_earlier_wording_is_named_as_such(tmp_path: Path) -> None:
    each = case("short", "practice")
    lesson = alone(tmp_path, each)
    for event in ("answer", "try"):
        say(lesson, event, each, "citizenship", wording="0" * 12)
    html = printed(lesson)
    assert "You answered an earlier wording" in html
    assert "citizenship" not in html
    assert "Feedback" not in html


def test_handing_in_and_what_was_answered_after_it_are_told(tmp_path: Path) -> None:
    each = case("choice", "graded")
    lesson = alone(tmp_path, each)
    say(lesson, "answer", each, ["a"])
    append(lesson / JOURNAL, new_event("handin", module=MODULE, number=1))
    html = printed(lesson)
    assert "Handed in on " in html
    assert "after you had handed in" not in html
    say(lesson, "answer", each, ["b"])
    review = lesson.parent / HIDDEN / MODULE / REVIEW
    review.parent.mkdir(parents=True)
    folded = (
        "<details><summary>The facts again</summary>F</details><details><summary>A model answer</summary>M</details>"
    )
    review.write_text(f"<section><h3>Your review: 0 of 2 points</h3>{folded}</section>")
    html = printed(lesson)
    assert "after you had handed in" in html
    assert "Your review: 0 of 2 points" in html
    assert "<details><summary>The facts again" in html
    assert "<details open><summary>A model answer" in html


def test_what_a_content_note_warns_of_is_folded_until_met_and_gone_if_left_out(tmp_path: Path) -> None:
    each = replace(case("choice", "graded"), content_note=Markup("Mentions <em>beatings</em>."))
    lesson = alone(tmp_path, each)
    folded = "<details><summary>Read the case. To have it on paper, open it on a screen first.</summary><p>Facts of"
    html = printed(lesson)
    assert "<strong>Before you read:</strong> Mentions <em>beatings</em>.</p>" + folded in html
    say(lesson, "answer", each, ["a"])
    html = printed(lesson)
    assert "beatings" in html
    assert folded not in html
    assert "Facts of" in html
    append(lesson / JOURNAL, new_event("skip", each.id, response=True))
    html = printed(lesson)
    assert "You left this case out, as its note offers." in html
    assert "Facts of" not in html
    assert "Option a" not in html


def test_how_sure_a_learner_was_and_what_they_gave_themselves_is_told(tmp_path: Path) -> None:
    each = case("written", "practice")
    lesson = alone(tmp_path, each)
    say(lesson, "answer", each, "Because.")
    say(lesson, "sure", each, 2)
    assert "You said: fairly sure." in printed(lesson)
    say(lesson, "sure", each, 3)
    assert "fairly sure" not in printed(lesson)
    say(lesson, "selfmark", each, {"a": 1, "b": 2})
    assert "You gave yourself 3 points." in printed(lesson)


def test_pictures_are_in_the_file_and_what_lies_elsewhere_becomes_words(printable: Path) -> None:
    html = printed(printable)
    page = Page(html)
    (picture,) = page.loads
    assert picture.startswith("data:image/svg+xml;base64,")
    for words in ("Gone", "Outside", "Far"):
        assert f"<em>{words}</em>" in html
    assert "the glossary" in page.words
    assert "Kept for a marker." not in page.words


ANSWER = Markup("<p>By nature.</p>")


def test_comparisons_of_the_lesson_are_there_and_other_output_is_not(printable: Path, tmp_path: Path) -> None:
    path = tmp_path / "release" / MODULE / f"{MODULE}.ipynb"
    notebook = read(path, as_version=4)
    shows = {
        'compare("us", "ca")': {"text/html": "<table><tr><td>Compared</td></tr></table>"},
        'predict("desks")': {"text/html": f"<details><summary>Look</summary>Once</details>{folded_answer(ANSWER)}"},
        "progress()": {"text/html": "<p>never</p>"},
    }
    for source, data in shows.items():
        notebook.cells.append(new_code_cell(source, outputs=[new_output("display_data", data)]))
    notebook.cells.append(new_code_cell("1", outputs=[new_output("stream", text="never")]))
    path.write_text(writes(notebook))
    html = printed(printable)
    assert "<td>Compared</td>" in html
    assert f"<details open><summary>Look</summary>Once</details>{ANSWER}" in html
    assert "Look at the answer" not in html
    assert "never" not in html


def test_jupyterlab_prints_answers_in_the_place_of_cases_and_no_hidden_code(printable: Path) -> None:
    from wellfounded.launch.print_preprocessor import PrintAnswers

    each = case("short", "graded")
    say(printable, "answer", each, HOSTILE)
    notebook = read(printable / f"{MODULE}.ipynb", as_version=4)
    folded = new_output("display_data", {"text/html": "<details><summary>Look</summary>The answer</details>"})
    notebook.cells += [new_code_cell("hidden", metadata={"jupyter": {"source_hidden": True}}, outputs=[folded])]
    notebook.cells.append(new_code_cell("mine"))
    drawn, _ = PrintAnswers().preprocess(notebook, {"metadata": {"path": str(printable)}})
    shown = {cell.source: cell for cell in drawn.cells}
    page = Page(shown['case("short-graded")'].outputs[0].data["text/html"])
    assert HOSTILE in page.words
    assert page.loads == []
    assert shown["hidden"].metadata["transient"]["remove_source"]
    assert shown["hidden"].outputs[0].data["text/html"].startswith("<details open>")
    assert "transient" not in shown["mine"].metadata
    assert "Kept for a marker." not in shown


@pytest.mark.parametrize("place", ["a damaged lesson", "outside a learner's copy", "nowhere"])
def test_what_is_no_lesson_is_printed_by_jupyterlab_as_it_is(place: str, printable: Path, tmp_path: Path) -> None:
    from wellfounded.launch.print_preprocessor import PrintAnswers

    if place == "a damaged lesson":
        (printable / "cases.json").write_text("{")
    folder = printable if place == "a damaged lesson" else tmp_path / "release" / MODULE
    about = {} if place == "nowhere" else {"metadata": {"path": str(folder)}}
    told = new_code_cell('case("short-graded")', metadata={"nbgrader": {"grade_id": "short-graded"}})
    notebook = new_notebook(cells=[told, new_markdown_cell("Mine")])
    drawn, _ = PrintAnswers().preprocess(notebook, about)
    assert [(cell.source, cell.get("outputs", [])) for cell in drawn.cells] == [(told.source, []), ("Mine", [])]


def test_sources_are_named_in_full_with_their_address_once_each(printable: Path) -> None:
    html = printed(printable)
    listed = html[html.index("<h2>Sources</h2>") :]
    assert listed.count("Canada v. Ward, 1993 (we read it): ") == 1
    assert ">https://example.org/ward?a=1&amp;b=2</a>" in listed
    assert "Ward: " not in listed.replace("v. Ward", "")


def test_the_papers_of_a_file_are_all_there(tmp_path: Path) -> None:
    from wellfounded.content.documents import Document

    each = case("choice", "graded")
    paper = Document(id="d1", title="Exhibit <1>", form="letter", body=Markup("<p>I saw [[p1: it]].</p>"))
    asked = replace(each.questions[0], documents=["d1"])
    html = printed(alone(tmp_path, replace(each, documents=[paper], questions=[asked])))
    assert "<h4>Exhibit &lt;1&gt;</h4><p>I saw it.</p>" in html
    assert "Look at: Exhibit &lt;1&gt;." in html


def test_the_lessons_of_this_course_stand_alone(tmp_path: Path) -> None:
    from wellfounded.learner.layout import lay_out

    lay_out(COURSE, tmp_path / "my-course", "home")
    for folder in sorted(path for path in (COURSE / "release").iterdir() if path.is_dir()):
        html = print_lesson(tmp_path / "my-course", folder.name).read_text(encoding="utf-8")
        assert_stands_alone(html)
        shown = read(folder / f"{folder.name}.ipynb", as_version=4).metadata["title"]
        assert f"<h1>{shown}</h1>" in html


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["07"], "holds no lesson '07'. It holds: 01-samples."),
        ([], "Name a lesson, for instance 01"),
        (["01", "--record"], "Name a lesson, for instance 01"),
        (["01", "--name", "Ada"], "--name goes with --record"),
        (["01", "--workspace", "nowhere"], "nowhere holds no copy of the lessons. Run 'wellfounded learn' first"),
        (["01", "--to", f"my-course/{MODULE}/{JOURNAL}"], "Name a file that ends in .html."),
        (["01", "--to", "nowhere/x.html"], "could not be written"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = copy(tmp_path)
    say(lesson, "answer", case("choice", "graded"), ["a"])
    kept = (lesson / JOURNAL).read_bytes()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["print", *arguments])
    assert done.exit_code == 1
    assert words in done.stderr
    assert (lesson / JOURNAL).read_bytes() == kept


def test_it_says_where_the_file_is(tmp_path: Path) -> None:
    copy(tmp_path)
    command = [sys.executable, "-m", "wellfounded", "print", "01", "--to", "mine.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "Written: mine.html. Open it in a browser, to read or to print.\n"
    assert_stands_alone((tmp_path / "mine.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["cases.json", f"{MODULE}.ipynb"])
def test_a_damaged_release_is_named(name: str, printable: Path, tmp_path: Path) -> None:
    for damaged in ("{", "[]", '{"cases": [{}], "cells": 1}', '{"cases": [{"questions": []}], "cells": [1]}'):
        (tmp_path / "release" / MODULE / name).write_text(damaged)
        with pytest.raises(PrintError, match="Run 'wellfounded learn' again"):
            print_lesson(printable.parent, "01")
