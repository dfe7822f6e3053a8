"""The Review lesson says in words what is due and what comes next, and draws what is due without its old answers."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import nbformat
from ipywidgets import VBox
from markupsafe import Markup

from tests.made_up_copy import Copy
from wellfounded.authoring.review_lesson import PATH, review_page
from wellfounded.content.case import Case
from wellfounded.content.questions import Question, kinds
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.schedule import Plan, Scheduled
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.review_cell import MAX_CASES, MAX_ROWS, draw, due_cases, overview, static
from wellfounded.notebook.widgets.case import CaseView
from wellfounded.notebook.widgets.text import Text

TODAY = date(2026, 11, 23)
HOME = Path("01-one")


def case(name: str, questions: int = 1) -> Case:
    sample = kinds()["choice"].samples()[0].question
    asked: list[Question] = [replace(sample, id=f"q{number}", points=0) for number in range(1, questions + 1)]
    return Case(
        id=name,
        title=f"Case <{name}>",
        use="practice",
        jurisdiction="any",
        law_as_of="2026-01-01",
        facts=Markup("<p>Facts of {}.</p>").format(name),
        questions=asked,
    )


def comes(case: Case, days: int, question: int = 1, interval: int = 1) -> Scheduled:
    return Scheduled(HOME, case, case.questions[question - 1], TODAY + timedelta(days=days), interval)


def said(*questions: Scheduled, unread: tuple[str, ...] = ()) -> str:
    return overview(Plan(TODAY, list(questions), list(unread)))


def drawn(box: VBox) -> list[CaseView]:
    return [each for each in box.children if isinstance(each, CaseView)]


def test_where_nothing_is_scheduled_it_says_how_something_would_be() -> None:
    assert "<h2>Nothing is due today</h2>" in said()
    assert "say “I am guessing”" in said()
    assert "<table>" not in said()


def test_where_nothing_is_due_it_says_when_the_next_is() -> None:
    text = said(comes(case("a"), 1), comes(case("b"), 9))
    assert "The next question comes back on Tuesday 24 November 2026 (tomorrow)." in text
    assert "<td>Wednesday 2 December 2026 (in 9 days)</td>" in text


def test_it_counts_what_is_due_and_names_what_comes_next() -> None:
    both, later = case("a", 2), case("b", 2)
    text = said(comes(both, -3), comes(both, 0, 2), comes(later, 6, 1, 6), comes(later, 6, 2, 6))
    assert "<h2>2 questions due today</h2><p>From 1 case, drawn below.</p>" in text
    assert "<td>6 days</td><td>Case &lt;b&gt; (2 questions), lesson 01</td>" in text
    assert "<h2>1 question due today</h2>" in said(comes(both, 0))


def test_a_long_list_is_cut_short_and_says_so() -> None:
    text = said(*(comes(case(f"c{day}", 2), day) for day in range(1, MAX_ROWS + 4)))
    assert text.count("<tr>") == MAX_ROWS + 1
    assert "3 more questions will come back after that." in text


def test_a_lesson_whose_answers_cannot_be_read_is_named() -> None:
    assert "The answers of lesson 0&lt;1 cannot be read." in said(unread=("0<1",))


def test_only_the_due_questions_of_a_case_are_drawn_in_its_own_order() -> None:
    three = case("a", 3)
    plan = Plan(TODAY, [comes(three, -1, 3), comes(three, 0, 1), comes(three, 2, 2)], [])
    ((home, part),) = due_cases(plan)
    assert (home, [each.id for each in part.questions]) == (HOME, ["q1", "q3"])
    assert [question["id"] for view in drawn(draw(plan)) for question in view.questions] == ["q1", "q3"]


def test_what_was_answered_before_is_not_given_away(tmp_path: Path) -> None:
    asked = case("a")
    append(tmp_path / JOURNAL, new_event("answer", "a", "q1", wording="", response=["b"]))
    plan = Plan(TODAY, [replace(comes(asked, 0), home=tmp_path)], [])
    assert [view.kept["q1"]["response"] for view in drawn(draw(plan))] == [None]


def test_five_cases_are_drawn_at_once_and_the_rest_is_promised() -> None:
    plan = Plan(TODAY, [comes(case(f"c{number}"), 0) for number in range(MAX_CASES + 2)], [])
    assert [view.name for view in drawn(draw(plan))] == [f"c{number}" for number in range(MAX_CASES)]
    assert "From 7 cases. The first 5 are drawn below." in overview(plan)


def test_who_has_nothing_due_is_not_asked_whether_answers_were_checked() -> None:
    (only,) = draw(Plan(TODAY, [], [])).children
    assert isinstance(only, Text)


def test_the_page_runs_nothing_but_the_review_and_reads_as_text_before() -> None:
    page = nbformat.reads(review_page(), as_version=4)
    assert PATH.parts == ("release", "98-review", "98-review.ipynb")
    assert [cell.source for cell in page.cells[1:]] == ["from wellfounded import review", "review()"]
    assert page.cells[2].outputs[0].data == static()
    text = page.cells[0].source
    for words in (
        "FSRS",
        "Free Spaced Repetition Scheduler",
        "What does not come back",
        "Graded questions",
        "guessing",
    ):
        assert words in text


def test_in_a_learners_copy_each_case_leads_to_its_lesson_and_the_page_to_the_map(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.module("01-one")
    copy.start("01")
    workspace = Workspace(tmp_path, "home", tmp_path, tmp_path)
    due, coming = (replace(comes(case(name), day), home=tmp_path / "01-one") for name, day in (("a", 0), ("b", 3)))
    top, lesson, asked, end = draw(Plan(TODAY, [due, coming], []), workspace).children
    assert "data-lesson='01-one' data-path='01-one/01-one.ipynb' data-in='b/q1'" in top.html
    assert "data-lesson='01-one' data-path='01-one/01-one.ipynb' data-in='a/q1'" in lesson.html
    assert isinstance(asked, CaseView)
    assert "Reload this page to see what is next." in end.html
    assert "data-lesson='00-start-here'" in end.html
