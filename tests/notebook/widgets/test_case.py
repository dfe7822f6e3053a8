"""A case is one widget; all of them share one script and one style sheet."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import Widget

from tests.benchmarks.longest_lesson import longest
from tests.places import COURSE
from tests.two_lesson_copy import ONE, copy_in
from tests.variants_told import case_with_variants
from wellfounded.content.case import Case, read_cases
from wellfounded.content.path_place import PathPlace
from wellfounded.content.questions import kinds
from wellfounded.i18n import messages
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.notebook.widgets.base import SCRIPT
from wellfounded.notebook.widgets.case import CaseView
from wellfounded.notebook.widgets.text import Text


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    messages.use_language("en")


def case(*questions: str) -> Case:
    sample = kinds()["choice"].samples()[0].question
    asked: list[Any] = [replace(sample, id=name) for name in questions]
    about = {"use": "practice", "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": "<p>Facts.</p>"}
    return Case(id="c", title="A <case>", questions=asked, **about)  # type: ignore[arg-type]


def size(*widgets: Widget) -> int:
    """Return the bytes of a state: bytes go as they are, and all else as JSON."""
    parts = [value for widget in widgets for value in Widget.get_state(widget).items()]
    return sum(len(value) if isinstance(value, bytes) else len(json.dumps({name: value})) for name, value in parts)


def test_the_widgets_of_the_lesson_with_most_questions_hold_less_than_250_kib() -> None:
    module, questions = longest()
    cases = read_cases(COURSE / "release" / module / "cases.json").values()
    views = [CaseView(each, None) for each in cases]
    shared = views[0].shared
    assert sum(len(view.questions) for view in views) == questions
    assert all(view.shared is shared and view.layout is shared.layout for view in views)
    assert size(shared, shared.layout, *views) < 250 * 1024


def test_all_views_of_a_language_take_their_script_and_words_from_one_model() -> None:
    first, second = CaseView(case("q1"), None), Text("", None, classes=[])
    assert first.shared is second.shared
    assert first.shared.words == {}
    messages.use_language("es")
    spanish = CaseView(case("q1"), None)
    assert spanish.shared is not first.shared
    assert spanish.shared.words["messages"]["Try again"] == "Intentar otra vez"
    assert gzip.decompress(spanish.shared.script) == gzip.decompress(first.shared.script) == SCRIPT.encode()


def test_where_somebody_closed_all_widgets_the_next_view_has_its_script_again() -> None:
    before = Text("", None, classes=[]).shared
    before.close()
    after = Text("", None, classes=[]).shared
    assert after is not before
    assert after.comm is not None


def test_an_answer_is_kept_for_its_question_alone_and_shown_wherever_that_question_is(tmp_path: Path) -> None:
    whole, part = CaseView(case("q1", "q2"), tmp_path / JOURNAL), CaseView(case("q2"), tmp_path / JOURNAL)
    message = {"id": "one", "event": "answer", "question": "q1", "wording": "", "response": ["b"]}
    whole._receive(whole, message, [])
    assert (whole.kept["q1"]["response"], whole.kept["q2"]["response"]) == (["b"], None)
    assert set(part.kept) == {"q2"}
    part._receive(part, {**message, "id": "two", "question": "q2", "response": ["a"]}, [])
    assert (whole.kept["q1"]["response"], whole.kept["q2"]["response"]) == (["b"], ["a"])


def test_whether_one_is_asked_how_sure_one_is_is_chosen_once_for_all_cases_and_kept(tmp_path: Path) -> None:
    folder = copy_in(tmp_path).home(ONE)
    here, beside = CaseView(case("q1"), folder / JOURNAL), CaseView(case("q2"), folder / JOURNAL)
    assert here.asks
    said: list[dict[str, Any]] = []
    here.send = said.append
    here._receive(here, {"id": "one", "event": "asks", "response": False}, [])
    assert said == [{"id": "one"}]
    assert (here.asks, beside.asks, CaseView(case("q1"), folder / JOURNAL).asks) == (False, False, False)
    here._receive(here, {"id": "two", "event": "asks", "response": True}, [])
    assert (beside.asks, CaseView(case("q1"), folder / JOURNAL).asks) == (True, True)
    assert not (folder / JOURNAL).exists()


def test_a_try_is_judged_and_an_answer_is_not(tmp_path: Path) -> None:
    view = CaseView(case("q1"), tmp_path / JOURNAL)
    said: list[dict[str, Any]] = []
    view.send = said.append
    message = {"question": "q1", "wording": "", "response": ["a"]}
    for event in ("answer", "try"):
        view._receive(view, {**message, "id": event, "event": event}, [])
    answered, tried = said
    assert "verdict" not in answered
    assert (tried["verdict"], tried["marks"]) == ("wrong", {"a": False})
    assert "Not right." in tried["feedback"]
    again = CaseView(case("q1"), tmp_path / JOURNAL).kept["q1"]
    assert (
        (again["verdict"], again["marks"])
        == ("wrong", {"a": False})
        == tuple(view.kept["q1"][k] for k in ("verdict", "marks"))
    )
    view._receive(view, {**message, "id": "three", "event": "answer", "response": ["b"]}, [])
    assert (view.kept["q1"]["verdict"], view.kept["q1"]["marks"], view.kept["q1"]["feedback"]) == ("", {}, "")


def test_above_the_facts_stands_which_place_on_a_path_the_section_tells_of(tmp_path: Path) -> None:
    place = PathPlace(title="The gates", name="Fear", n=1, all=2)
    view = CaseView(replace(case("q1"), path_place=place), tmp_path / JOURNAL)
    assert view.head.endswith('<span class="wf-lit"></span><span></span></span> <em>The gates, 1 of 2: Fear</em></p>')
    assert "wf-path-place" not in CaseView(case("q1"), tmp_path / JOURNAL).head


def test_what_the_view_draws_holds_no_key_and_no_markup_of_a_title() -> None:
    view = CaseView(case("q1"), None)
    assert "A &lt;case&gt;" in view.head
    drawn = json.dumps(view.questions)
    assert "correct" not in drawn
    assert "feedback" not in drawn


def press_another(view: CaseView) -> None:
    view._receive(view, {"id": "1", "event": "another"}, [])


def test_another_like_it_is_drawn_in_every_window_and_a_reload_shows_the_same(tmp_path: Path) -> None:
    practice = case_with_variants("practice")
    path = tmp_path / JOURNAL
    windows = [CaseView(practice, path) for _ in range(2)]
    assert [question["id"] for question in windows[0].questions] == ["q1"]
    press_another(windows[0])
    for view in (*windows, CaseView(practice, path)):
        assert view.variant == "b"
        assert "Facts b." in view.facts
        assert [question["id"] for question in view.questions] == ["bq1"]
        assert set(view.kept) == {"bq1"}
    assert [event["event"] for event in replay(path).events] == ["variant"]


def test_an_answer_that_comes_late_reaches_the_variant_that_it_was_given_to(tmp_path: Path) -> None:
    view = CaseView(case_with_variants("practice"), tmp_path / JOURNAL)
    press_another(view)
    answer = {"id": "2", "event": "answer", "question": "q1", "wording": "wording ", "response": ["b"]}
    view._receive(view, answer, [])
    answers = replay(tmp_path / JOURNAL).about("answer", "two", "q1")
    assert [event["response"] for event in answers] == [["b"]]
    assert set(view.kept) == {"bq1"}


def test_of_graded_variants_nobody_is_offered_another(tmp_path: Path) -> None:
    view = CaseView(case_with_variants(), tmp_path / JOURNAL)
    assert not view.another
    press_another(view)
    assert not (tmp_path / JOURNAL).exists()


def test_who_would_leave_a_case_out_may_take_the_variant_without_what_its_note_warns_of(tmp_path: Path) -> None:
    view = CaseView(case_with_variants(note="A death."), tmp_path / JOURNAL)
    assert (view.note["state"], view.another) == ("closed", True)
    press_another(view)
    assert (view.variant, view.note, view.another) == ("b", {}, False)


def test_a_variant_that_cannot_be_kept_is_not_drawn_and_the_reason_is_said(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).mkdir()
    view = CaseView(case_with_variants("practice"), tmp_path / JOURNAL)
    replies: list[Any] = []
    view.send = replies.append
    press_another(view)
    assert view.variant == "a"
    assert replies[0]["refused"]


def test_what_turned_the_answer_is_asked_once_the_other_questions_of_the_second_variant_are_checked(
    tmp_path: Path,
) -> None:
    path = tmp_path / JOURNAL
    view = CaseView(case_with_variants("practice"), path)

    def check(question: str, wording: str) -> None:
        said = {"question": question, "wording": wording, "response": ["b"]}
        for event in ("answer", "try"):
            view._receive(view, {"id": f"{question} {event}", "event": event, **said}, [])

    check("q1", "wording ")
    press_another(view)
    assert [question["id"] for question in view.questions] == ["bq1"]
    check("bq1", "wording b")
    assert [question["id"] for question in view.questions] == ["bq1", "bq2"]
    assert set(view.kept) == {"bq1", "bq2"}
    assert [question["id"] for question in CaseView(case_with_variants("practice"), path).questions] == ["bq1", "bq2"]
