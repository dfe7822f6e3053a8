"""Activities: every mistake in one is named, all of it is released, and a lesson reads without a kernel."""

import datetime
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from tests.added_activities import MODULE, SHOWN, WRITTEN, add_activities
from wellfounded.authoring.case_schema import schema
from wellfounded.authoring.check_report import report
from wellfounded.authoring.course_build import build, check
from wellfounded.authoring.lesson import LESSON
from wellfounded.content.activities import ACTIVITIES, activity_in, read_activities
from wellfounded.content.activities.exploration import Exploration
from wellfounded.content.activities.inputs import Value
from wellfounded.content.activity_file import FOLDER, read_activity_files, rendered_activity
from wellfounded.content.case import CASES, public_part, read_cases
from wellfounded.content.law import authorities
from wellfounded.content.mistakes import MistakesError
from wellfounded.content.path_place import PathPlace
from wellfounded.content.release import files
from wellfounded.grading.nbgrader.release_leaks import leaks

RELEASED = Path("release/01-sample")

# What an author changes in a file (old text, new text), and what the mistake must say.
CHANGES = {
    "an unknown kind": ("desks", "kind: predict", "kind: guess", "line 1, kind: no kind of activity: guess", "write one of deadlines, explore, path, predict, timeline"),
    "an unknown field": ("desks", "closing:", "ending:", "unknown field 'ending'", "spelling"),
    "a field twice": ("desks", "kind: predict", "kind: predict\nkind: predict", "'kind' is written twice", "remove one"),
    "no date": ("desks", "law_as_of: 2026-06-25", "law_as_of: June", "line 3, law_as_of: 'June' is no date", "2026-06-25"),
    "no source": ("desks", "    sources: [qr-9-1]\n", "", "rows.0: a statement without a source", "sources: [key]"),
    "an unknown source": ("desks", "[qr-9-1]", "[qr-9-11]", "rows.0.sources: unknown authority 'qr-9-11'", "did you mean"),
    "an unverified source": ("desks", "[qr-9-1]", "[unhcr-handbook-56-60]", "'unhcr-handbook-56-60', which is unverified", "cite another"),
    "an unknown citation": ("desks", "authority:guo-2018", "authority:guo-2081", "rows.2.why: unknown authority", "did you"),
    "an answer that is not there": ("desks", "answer: b", "answer: d", "rows.2.answer: no answer 'd'", "known are: a, b, c"),
    "one answer for all": ("desks", "answer: b", "answer: a", "every row has the same answer", "differs"),
    "a long answer": ("desks", "By counting the hours", "By counting " + "the hours " * 6, "longer than 60", "shorter"),
    "two rows of one id": ("desks", "id: uk", "id: eu", "rows.1.id: the id 'eu' stands twice", "its own"),
    "a start off the slider": ("likely", "start: 30", "start: 31", "inputs.0: this is no slider", "whole numbers"),
    "a start that is no option": ("likely", "start: a", "start: c", "inputs.2.start: 'c' is none", "begin with one"),
    "dates out of order": ("likely", '"2024-12-31"', '"2021-12-31"', "inputs.3: this is no range", "in order"),
    "an input that is not there": ("likely", "{reason: false}", "{raisin: false}", "when.raisin: no input", "spelling"),
    "a condition of another kind": ("likely", "{reason: false}", "{reason: [a]}", "no condition for a switch", "true or"),
    "an option that is not there": ("likely", "[a, b]", "[a, z]", "an option that 'where' does not have", "it has: a, b"),
    "limits that are no date": ("likely", '{below: "2022-06-28"}', "{below: 3}", "limits that no date can have", "2022-06-28"),
    "facts without an outcome": ("likely", "      - verdict: depends\n        says: Open.", "      - when: {chance: {below: 5}}\n        verdict: depends\n        says: Open.", "outcomes.0.rules: the last rule has conditions", "end with a rule without"),
    "a rule that never counts": ("likely", "{over: 50}", "{over: 60}", "outcomes.1.rules.0: no facts lead to this rule", "mend"),
    "an answer that leads nowhere": ("doors", "to: when}", "to: then}", "nodes.0.answers.0.to: no node or outcome 'then'", "known are"),
    "an outcome nobody reaches": ("doors", "to: old}", "to: new}", "outcomes.2.id: no answer leads to 'old'", "lead one"),
    "a way without an end": ("doors", "to: old}", "to: where}", "from 'when' one comes back to it", "end in an outcome"),
    "an answer's meaning without a source": ("doors", ", means: Section 32 applies., sources: [naba-32]", ", means: It applies.", "names no source", "add"),
    "a date that its calendar lacks": ("two-calendars", '"2017-02-10"', '"2017-02-31"', "entries.4.date: 2017-2-31 is no ethiopian date", "as its calendar counts"),
    "a date in words": ("two-calendars", '"2024-09-20"', '"20 September"', "entries.3.date: '20 September' is no date", "about 2017-01"),
    "a calendar that is not shown": ("two-calendars", "[gregorian, ethiopian]", "[gregorian, hijri]", "entries.1.calendar: 'ethiopian' is not one", "add it to 'calendars'"),
    "three calendars": ("two-calendars", "[gregorian, ethiopian]", "[gregorian, ethiopian, hijri]", "calendars: these are not one or two", "write [gregorian, ethiopian]"),
    "a pair of an unknown entry": ("two-calendars", "[e1, e2]", "[e1, e9]", "pairs.0.between: no entry 'e9'", "known are: e1, e2"),
    "an entry with itself": ("two-calendars", "[e1, e2]", "[e1, e1]", "pairs.0.between: a pair is of two entries", "between: [one, other]"),
    "a pair twice": ("two-calendars", "[e4, e5]", "[e2, e1]", "pairs.1.between: the same pair stands twice", "remove one"),
    "an entry's name that is too long": ("two-calendars", "Form: the release", "Form: " + "the release " * 6, "entries.3.name: longer than 60", "the rest in 'what'"),
    "a ruling's name that is too long": ("turns", "name: L-E-A- II\n", "name: The ruling of the year 2019\n", "rules.1.name: longer than 24", "shorter"),
    "two lines of days": ("turns", "inputs:\n", "inputs:\n  - {id: other, kind: day, name: D, lowest: 2017-01-01, highest: 2026-06-25, start: 2020-01-01}\n", "inputs: two inputs are a day", "make one of them a 'date'"),
    "a line whose days are out of order": ("turns", "start: 2020-01-01", "start: 2027-01-01", "inputs.0: this is no range of dates", "in order"),
    "an event without a range": ("week", "earliest: 2025-06-03, latest: 2026-12-31", "earliest: 2027-06-03, latest: 2026-12-31", "events.1: its dates are out of order", "between"),
    "an event whose date is none": ("week", "date: 2025-07-05", "date: July", "events.0: a date that is none", "2026-06-25"),
    "a clock from an event that is not there": ("week", "starts: [visit, claim]", "starts: [visit, clam]", "clocks.0.starts: no event 'clam', and no clock above", "known are: visit, claim"),
    "a clock from one below it": ("week", "starts: [referral]", "starts: [ask]", "clocks.1.starts: no event 'ask', and no clock above", "known are"),
    "a clock from nothing": ("week", "starts: [referral]", "starts: []", "clocks.1.starts: it counts from nothing", "name an event"),
    "a clock that no date starts": ("week", "only_after: 2020-06-24", "only_after: 2026-12-31", "clocks.0.starts: no date of its events can start it", "only_after"),
    "a clock of no days": ("week", "length: 45", "length: 0", "clocks.1.length: it counts no days", "write how many"),
    "a credit whose first day is none": ("week", "length: 45", "length: 45\n    credit: {since: May, days: 2, most: 20}", "clocks.1.credit.since: 'May' is no date", "2026-06-25"),
    "a credit longer than the clock": ("week", "length: 45", "length: 45\n    credit: {since: 2026-01-01, days: 2, most: 45}", "clocks.1.credit: days before the start can make only", "'most' be fewer"),
    "a credit of no days": ("week", "length: 45", "length: 45\n    credit: {since: 2026-01-01, days: 0, most: 20}", "clocks.1.credit.days: fewer than one", "count as one"),
    "a clock that counts back and its own day": ("week", "length: -3", "counts_first_day: true\n    length: -3", "clocks.2.length: one that counts back", "remove 'counts_first_day'"),
    "a unit that is none": ("week", "unit: working days", "unit: business days", "clocks.2.unit", "use one of the values named"),
    "holidays of nowhere": ("week", "holidays: CA-ON", "holidays: CA-XX", "clocks.2.holidays: no holidays are known of 'CA-XX'", "CA-ON"),
    "a clock without a source": ("week", "    missed: There is still a risk assessment before a removal.\n    sources: [irpa-101-one-year]\n", "    missed: There is.\n", "clocks.0: a statement without a source", "sources: [key]"),
    "a clock that is moved too far": ("week", "date: 2026-06-03, earliest: 2026-06-01, latest: 2026-12-31", "date: 2026-06-03, earliest: 2026-06-01, latest: 2046-12-31", "clocks.1.starts: its events can be moved too far", "at most 4000 days"),
    "a day without an end": ("week", "to: sent, sets: {form: 2026-07-17}}", "to: monday}", "from 'friday' one comes back to it", "end in an outcome"),
    "a day that leads back in time": ("week", "date: 2026-07-17\n", "date: 2026-07-10\n", "days.0.answers.1.to: 'friday' is an earlier day", "forward"),
    "a choice that sets no event": ("week", "sets: {form: 2026-07-13}", "sets: {from: 2026-07-13}", "days.0.answers.0.sets.from: no event has this id", "known are: visit"),
    "a choice that sets a day out of range": ("week", "sets: {form: 2026-07-13}", "sets: {form: 2029-07-13}", "2029-07-13 is not between its 'earliest' and 'latest'", "mend one"),
    "a choice that means something without a source": ("week", ", means: The request had to be there three working days before., sources: [irb-pnpi-2]", ", means: It had to be there.", "days.1.answers.0: what the answer means names no source", "add"),
    "no YAML": ("doors", "title: Which test first?", "title: Which: test", "line 2: mapping values", "quote text"),
}  # fmt: skip


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(("name", "old", "new", "problem", "remedy"), CHANGES.values(), ids=CHANGES)
def test_every_mistake_is_named_with_file_place_and_remedy(
    course: Path, name: str, old: str, new: str, problem: str, remedy: str
) -> None:
    add_activities(course)
    edit(course / MODULE / FOLDER / f"{name}.yaml", old, new)
    with pytest.raises(MistakesError) as raised:
        read_activity_files(course / MODULE)
    (mistake, *_) = [str(each) for each in raised.value.mistakes if problem in str(each)] or [str(raised.value)]
    assert f"{name}.yaml: line " in mistake
    assert problem in mistake
    assert remedy in mistake


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('predict("desks")', 'predict("desk")', "no activity 'desk'"),
        ('predict("desks")', 'explore("desks")', "'desks' is of the kind 'predict'; write predict"),
        ('predict("desks")', 'path("doors")', "'doors' is shown twice"),
        ('predict("desks")', "x = 1", "desks.yaml: file: no lesson shows this activity"),
    ],
)
def test_a_lesson_shows_each_activity_once_and_as_what_it_is(course: Path, old: str, new: str, words: str) -> None:
    add_activities(course)
    edit(course / MODULE / LESSON, old, new)
    with pytest.raises(MistakesError, match=words):
        build(course)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("graded-thiss", "case: no case 'graded-thiss'"),
        ("graded-this", "case: 'graded-this' is graded, and a timeline is public"),
        ("practise-this", "entries.0.paper: 'practise-this' has no paper 'The form'"),
    ],
)
def test_the_papers_of_a_timeline_are_those_of_its_case(course: Path, case: str, words: str) -> None:
    add_activities(course)
    edit(course / MODULE / FOLDER / "two-calendars.yaml", "calendars:", f"case: {case}\ncalendars:")
    with pytest.raises(MistakesError, match=words):
        build(course)


def name_section(course: Path) -> Path:
    """Let the second node of a path name the section of the graded case, and return the path's file."""
    add_activities(course)
    doors = course / MODULE / FOLDER / "doors.yaml"
    edit(doors, "    question: Was the claim", "    section: Graded\n    question: Was the claim")
    return doors


def test_a_section_says_which_place_of_a_path_it_tells_of_and_the_path_leads_to_it(course: Path) -> None:
    doors = name_section(course)
    edit(doors, "    verdict: depends", "    section: Graded\n    verdict: depends")
    build(course)
    nb = nbformat.read(course / RELEASED / "01-sample.ipynb", as_version=4)
    (graded,) = (cell.source for cell in nb.cells if cell.id == "graded")
    assert graded.startswith("## Graded\n\n*[Which test first?](#Graded), 2 of 2: The date*")
    (path,) = (cell for cell in nb.cells if cell.id == "doors")
    link = '<p>In this lesson: <a href="#Graded">Graded</a></p>'
    assert path.outputs[0].data["text/html"].count(link) == 1
    edit(doors, "section: Graded", "section: Grades")
    with pytest.raises(MistakesError, match=r"doors\.yaml: nodes\.1\.section: no section 'Grades'.*'Graded'"):
        build(course)


def test_the_cases_of_a_section_say_which_place_of_a_path_it_tells_of_and_no_others(course: Path) -> None:
    name_section(course)
    build(course)
    cases = read_cases(course / RELEASED / CASES)
    assert cases["graded-this"].path_place == PathPlace(title="Which test first?", name="The date", n=2, all=2)
    assert "path_place" not in public_part(cases["practise-this"])
    nb = nbformat.read(course / RELEASED / "01-sample.ipynb", as_version=4)
    shown = {cell.id: cell.outputs[0].data["text/html"] for cell in nb.cells if cell.id in cases}
    assert (
        '<span></span><span class="wf-lit"></span></span> <em>Which test first?, 2 of 2: The date'
        in shown["graded-this"]
    )
    assert "wf-lit" not in shown["practise-this"]
    assert check(course) == []


def test_a_section_is_no_place_of_a_path_that_branches(course: Path) -> None:
    doors = name_section(course)
    edit(
        doors,
        "outcomes:\n",
        "  - {id: more, name: More, question: More, answers: [{text: A, to: new}, {text: B, to: old}]}\noutcomes:\n",
    )
    edit(doors, "to: us, means", "to: more, means")
    edit(doors, '"No", to: old', '"No", to: us')
    build(course)
    assert [case.path_place for case in read_cases(course / RELEASED / CASES).values()] == [None, None]


def test_a_place_that_the_build_did_not_give_a_case_is_refused(course: Path) -> None:
    name_section(course)
    build(course)
    nb = nbformat.read(course / RELEASED / "01-sample.ipynb", as_version=4)
    assert leaks(course / MODULE, course / RELEASED, "01-sample.ipynb", nb) == []
    edit(course / RELEASED / CASES, '"name": "The date"', '"name": "Answer b"')
    (problem,) = leaks(course / MODULE, course / RELEASED, "01-sample.ipynb", nb)
    assert "'graded-this' is not the public part of its case" in problem


def test_an_author_writes_no_place_into_a_case(course: Path) -> None:
    place = "path_place: {title: The gates, name: The date, n: 2, all: 2}"
    edit(course / MODULE / "cases/graded-this.yaml", "use: graded", f"use: graded\n{place}")
    with pytest.raises(MistakesError, match="'path_place' is written; remove it"):
        build(course)
    assert "path_place" not in schema()
    assert PathPlace.__name__ not in schema()


def test_what_is_released_is_what_was_written_as_html(course: Path) -> None:
    add_activities(course)
    build(course)
    written = {name: rendered_activity(each) for name, each in read_activity_files(course / MODULE).items()}
    assert read_activities(course / RELEASED / ACTIVITIES) == written
    assert Path(ACTIVITIES) in files(course / RELEASED)
    assert not (course / RELEASED / FOLDER).exists()
    assert check(course) == []
    assert activity_in(course / RELEASED, "desks", "predict") == written["desks"]
    assert activity_in(course / RELEASED, "desks", "path") is None


def test_activities_that_were_removed_leave_nothing_behind(course: Path) -> None:
    before = (course / MODULE / LESSON).read_text()
    add_activities(course)
    build(course)
    shutil.rmtree(course / MODULE / FOLDER)
    (course / MODULE / LESSON).write_text(before)
    assert any(f"{ACTIVITIES}: is left over" in line for line in check(course))
    build(course)
    assert not [*course.rglob(ACTIVITIES)]
    assert check(course) == []


def test_a_release_that_shows_something_else_is_refused(course: Path) -> None:
    add_activities(course)
    build(course)
    path = course / RELEASED / ACTIVITIES
    notebook = course / RELEASED / "01-sample.ipynb"
    nb = nbformat.read(notebook, as_version=4)
    assert leaks(course / MODULE, course / RELEASED, notebook.name, nb) == []
    edit(path, "Nobody counts hours", "Graded feedback on zeta.")
    (first, second) = leaks(course / MODULE, course / RELEASED, notebook.name, nb)
    assert "activities.json: is not what the build writes" in first
    assert "of a graded key" in second


def test_law_and_sources_of_an_activity_grow_stale(course: Path) -> None:
    add_activities(course)
    late = [str(mistake) for mistake in report(course, datetime.date(2027, 12, 1)).stale]
    assert any("desks.yaml: law_as_of: law_as_of 2026-06-25 is more than a year ago" in line for line in late)
    checked_on = authorities()["guo-2018"].checked_on
    assert any(f"desks.yaml: guo-2018: checked_on {checked_on}" in line for line in late)


def test_without_a_kernel_all_is_there_to_read(course: Path) -> None:
    add_activities(course)
    build(course)
    notebook = json.loads((course / RELEASED / "01-sample.ipynb").read_text())
    shown = {cell["id"]: cell["outputs"][0]["data"] for cell in notebook["cells"] if cell["id"] in SHOWN}
    html = {name: "".join(data["text/html"]) for name, data in shown.items()}
    assert '<details class="wf-answer"><summary>Look at the answer</summary><p><strong>By nature' in html["desks"]
    for words in ("By counting the hours", "<strong>By the whole record.</strong>", "we read a copy of the text"):
        assert words in html["desks"]
    for words in ("The chance of prison: over 50\N{NO-BREAK SPACE}%:", "Applied on: before 28 June 2022", "Otherwise:"):
        assert words in html["likely"]
    for words in ("Belfast or London", "The law is stated as of 25 June 2026."):
        assert words in html["likely"]
    for words in ("Yes → go to “Section 32”.", "Go by section 32's order of questions."):
        assert words in html["doors"].replace("&#x27;", "'").replace("’", "'")
    for words in ("<th>Gregorian</th><th>Ethiopian</th>", "<td>12 September 2024</td><td>2 Meskerem 2017</td>"):
        assert words in html["two-calendars"]
    for words in (
        "about September 2024",
        "The police paper writes “02/01/2017”.",
        "<strong>Both can be right.</strong>",
    ):
        assert words in html["two-calendars"]
    assert "The day: on 29 July 2019 or later; The day: before 16 June 2021:" in html["turns"]
    assert "".join(shown["doors"]["text/plain"]) == "To try: Which test first?."


def test_every_combination_of_facts_has_an_outcome_and_limits_are_kept() -> None:
    likely = read_activity_files(WRITTEN.parent)["likely"]
    assert isinstance(likely, Exploration)
    asylum, withholding, britain = likely.outcomes
    facts: dict[str, Value] = {"chance": 50, "reason": True, "where": "a", "day": "2022-06-27"}
    assert [outcome.rule(facts) for outcome in (asylum, withholding, britain)] == [1, 1, 0]
    assert [outcome.rule({**facts, "chance": 51}) for outcome in (asylum, withholding)] == [1, 0]
    assert [outcome.rule({**facts, "chance": 9, "day": "2022-06-28"}) for outcome in (asylum, britain)] == [2, 1]
    assert asylum.rule({**facts, "chance": 10}) == 1
    assert len([*likely.combinations()]) == 12 * 2 * 2 * 4
