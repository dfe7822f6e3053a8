"""Every mistake an author can make is named with its file, its place and its remedy."""

from pathlib import Path

import pytest

from wellfounded.authoring.course_build import build
from wellfounded.authoring.module import read_modules
from wellfounded.content.mistakes import MistakesError

GRADED = "source/01-sample/cases/graded-this.yaml"
PRACTICE = "source/01-sample/cases/practise-this.yaml"
LESSON = "source/01-sample/lesson.md"
NOT_UTF_8 = "this is not UTF-8, perhaps the text of an older editor; save the file as UTF-8"

# What an author changes in a file (old text, new text), and what the mistake must say.
CHANGES = {
    "invalid YAML": (GRADED, "title: Graded this", "title: Graded: this", "line 1: mapping values", "quote text"),
    "a field twice": (GRADED, "use: graded", "use: graded\nuse: graded", "line 3: 'use' is written twice", "remove one"),
    "an unknown field": (GRADED, "    points: 3", "    weight: 3", "line 29, questions.1.weight: unknown field", "spelling"),
    "an unknown kind": (GRADED, "kind: choices", "kind: matching", "line 27, questions.1", "one of the kinds"),
    "an unknown use": (GRADED, "use: graded", "use: exam", "line 2, use: Input should be 'practice' or 'graded'", "named"),
    "a missing field": (GRADED, "title: Graded this\n", "", "'title' is missing", "add it"),
    "no right option": (PRACTICE, "        correct: true\n", "", "line 14, questions.0.options: no option is right", "correct: true"),
    "two right in a choice": (
        GRADED, "text: Gamma\n", "text: Gamma\n        correct: true\n", "more than one option is right", "'choices'",
    ),
    "no feedback": (GRADED, "        feedback: Graded feedback on zeta.\n", "", "line 41, questions.1.options.2: option 'c' has no feedback", "why it tempts"),
    "two options of one id": (GRADED, "id: c\n        text: Gamma", "id: a\n        text: Gamma", "the id 'a' stands twice", "own letter"),
    "two questions of one id": (GRADED, "id: q2", "id: q1", "line 27, questions.1.id: the id 'q1' stands twice", "q1, q2, q3"),
    "an option id that says something": (GRADED, "- id: b\n        text: Beta", "- id: right\n        text: Beta", "the id 'right' says something", "learners see it"),
    "a question id that says something": (GRADED, "id: q2", "id: nexus", "line 27, questions.1.id: the id 'nexus' says something", "learners see it"),
    "an unknown authority": (GRADED, "[irpa-96]", "[irpa-966]", "unknown authority 'irpa-966'", "did you mean 'irpa-96'"),
    "an unknown authority in feedback": (
        GRADED, "feedback on beta.", "feedback on [beta](authority:ward-1939).", "unknown authority 'ward-1939'", "did you mean 'ward-1993'",
    ),
    "no authority": (GRADED, "    authorities: [irpa-96]\n", "", "cites no authority", "name the source"),
    "an unknown objective": (GRADED, "[first, second]", "[frist]", "unknown objective 'frist'", "did you mean 'first'"),
    "an unknown jurisdiction": (GRADED, "jurisdiction: ca", "jurisdiction: canada", "unknown jurisdiction 'canada'", "known are: any, au, ca"),
    "no date": (GRADED, "law_as_of: 2026-06-25", "law_as_of: June", "'June' is no date", "2026-06-25"),
    "no points": (GRADED, "    points: 1\n", "", "a graded question has no points", "points: 1"),
    "points in practice": (PRACTICE, "kind: choice\n", "kind: choice\n    points: 1\n", "a practice question has points", "remove"),
    "a case no lesson shows": (LESSON, '```{code-cell} ipython3\ncase("graded-this")\n```\n', "", "graded-this.yaml: file: no lesson shows this case", 'case("graded-this")'),
    "a case shown twice": (LESSON, 'case("graded-this")', 'case("practise-this")', "line 30: 'practise-this' is shown twice", "once"),
    "a case that is not there": (LESSON, 'case("graded-this")', 'case("graded-that")', "no case 'graded-that'", "did you mean 'graded-this'"),
    "two cases in a cell": (LESSON, 'case("graded-this")', 'case("graded-this")\ncase("x")', "more than one case", "own"),
    "no hand-in": (LESSON, "hand_in()\n```", "x = 1\n```", "last cell: the lesson cannot be handed in", "hand_in()"),
    "no Python": (LESSON, 'case("graded-this")', 'case("graded-this"', "this is no Python", "case("),
    "a citation to nothing": (LESSON, "authority:convention-1a2", "authority:convention-1a3", "line 12: unknown authority", "did you mean"),
    "a citation by reference": (LESSON, "](authority:convention-1a2)", "][c]\n\n[c]: authority:convention-1a2\n\n", "no notebook would resolve", "[words](authority:convention-1a2)"),
    "an unknown authority in angle brackets": (GRADED, "feedback on beta.", "feedback on [beta](<authority:ward-1939>).", "unknown authority 'ward-1939'", "did you mean 'ward-1993'"),
    "a picture that is not there": (LESSON, "figures/boxes.svg", "figures/box.svg", "no picture 'figures/box.svg'", "draw it"),
    "a picture without words": (LESSON, "![Two boxes]", "![]", "says nothing to the blind", "what it tells"),
    "no title in a lesson": (LESSON, "title: A sample\n", "", "front matter: 'title' is missing", "title:"),
    "front matter that is no YAML": (LESSON, "title: A sample", "title: A: sample", "cannot be read", "front matter"),
}  # fmt: skip


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def mistakes(course: Path) -> str:
    with pytest.raises(MistakesError) as caught:
        read_modules(course)
    return str(caught.value)


def test_the_sample_course_has_none(course: Path) -> None:
    assert [module.name for module in read_modules(course)] == ["01-sample"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_mistake_names_file_place_and_remedy(course: Path, change: tuple[str, str, str, str, str]) -> None:
    file, old, new, problem, remedy = change
    edit(course / file, old, new)
    (line,) = [line for line in mistakes(course).splitlines() if problem in line]
    assert Path(file).name in line
    assert remedy in line


def test_choices_with_nothing_to_leave_are_refused(course: Path) -> None:
    edit(course / PRACTICE, "kind: choice", "kind: choices")
    edit(course / PRACTICE, "misconception: second-is-first", "correct: true")
    assert "no option is wrong; add a wrong one: ticking everything must not pay" in mistakes(course)


def test_a_case_id_with_two_hyphens_is_refused(course: Path) -> None:
    path = course / GRADED
    path.rename(path.with_name("graded--this.yaml"))
    assert "use single hyphens" in mistakes(course)


def test_a_case_id_used_in_two_modules_is_refused(course: Path) -> None:
    import shutil

    shutil.copytree(course / "source/01-sample", course / "source/02-sample")
    assert "the case id 'graded-this' is used in 01-sample too; rename one" in mistakes(course)


def test_all_mistakes_of_a_build_are_shown_together(course: Path) -> None:
    edit(course / GRADED, "use: graded", "use: exam")
    edit(course / PRACTICE, "[convention-1a2]", "[]")
    edit(course / LESSON, "minutes: 4", "minutes: four")
    said = mistakes(course)
    assert "graded-this.yaml" in said
    assert "practise-this.yaml" in said
    assert "lesson.md" in said


def test_nothing_is_written_when_there_is_a_mistake(course: Path) -> None:
    edit(course / GRADED, "use: graded", "use: exam")
    before = sorted(course.rglob("*"))
    with pytest.raises(MistakesError):
        build(course)
    assert sorted(course.rglob("*")) == before


def test_a_folder_without_modules_says_where_to_run(tmp_path: Path) -> None:
    assert "run this in the root of the course" in mistakes(tmp_path)


@pytest.mark.parametrize("file", [GRADED, LESSON])
@pytest.mark.parametrize(("encoding", "line"), [("cp1252", 2), ("utf-16", 1)])
def test_a_file_that_is_not_utf_8_is_named_with_its_line(file: str, encoding: str, line: int, course: Path) -> None:
    path = course / file
    first, rest = path.read_text().split("\n", 1)
    path.write_bytes(f"{first}\n# “quoted”\n{rest}".encode(encoding))
    with pytest.raises(MistakesError) as error:
        build(course)
    assert str(error.value) == f"{path}: line {line}: {NOT_UTF_8}."


@pytest.mark.parametrize("file", [GRADED, LESSON])
def test_a_byte_order_mark_is_no_mistake(file: str, course: Path) -> None:
    build(course)
    (course / file).write_text((course / file).read_text(), encoding="utf-8-sig")
    assert build(course) == []


@pytest.mark.parametrize("file", [GRADED, LESSON])
def test_brackets_without_end_are_a_mistake_like_any_other(file: str, course: Path) -> None:
    path = course / file
    path.write_text(path.read_text().replace("title: ", f"title: {'[' * 3000}", 1))
    with pytest.raises(MistakesError, match=f"{path.name}: (line 1|front matter): cannot be read"):
        build(course)
