"""An instructor's own questions become case files that say what is missing, and build once it is written."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.exchange.test_elsewhere_page import FILES
from tests.exchange.test_moodle_export import exported
from tests.places import GALLERY, SAMPLE, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_case, rendered
from wellfounded.exchange.case_writer import LARGEST, Import, case_id, write_cases
from wellfounded.exchange.foreign import Foreign, NotTakenError
from wellfounded.exchange.gift_import import read_gift
from wellfounded.exchange.html_to_markdown import LONGEST, markdown_of
from wellfounded.exchange.moodle_export import export_moodle
from wellfounded.exchange.moodle_import import read_moodle
from wellfounded.i18n.errors import UserError

MODULE = "01-sample"
WORDS = "Somebody who knows writes this."


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course(SAMPLE, tmp_path / "course")


def take_in(course: Path, text: str, name: str = "mine.xml") -> Import:
    path = course / name
    path.write_text(text, encoding="utf-8")
    return write_cases(course, "01", read_gift(path) if name.endswith(".txt") else read_moodle(path))


def moodle(questions: str) -> str:
    return f'<?xml version="1.0"?><quiz>{questions}</quiz>'


def question(inner: str, name: str = "A name", kind: str = "shortanswer", text: str = "What?") -> str:
    about = f"<name><text>{name}</text></name><questiontext><text>{text}</text></questiontext>"
    return f'<question type="{kind}">{about}{inner}</question>'


ANSWER = '<answer fraction="100"><text>yes</text></answer>'


def written(course: Path, name: str) -> dict[str, Any]:
    text = (course / "source" / MODULE / "cases" / f"{name}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def complete(path: Path) -> None:
    """Write what only an author knows: whose law, when, which source, and feedback."""
    case = yaml.safe_load(path.read_text("utf-8"))
    case |= {"jurisdiction": "any", "law_as_of": "2026-06-25"}
    asked = case["questions"][0]
    asked["authorities"] = ["convention-1a2"]
    for part in (*asked.get("options", []), *asked.get("cards", []), *asked.get("items", []), *asked.get("wrong", [])):
        part["feedback"] = part.get("feedback") or WORDS
    for field in ("why", "otherwise"):
        if asked["kind"] in ("short", "number"):
            asked[field] = asked[field] or WORDS
    if asked["kind"] == "written":
        rubric = [{"id": "a", "text": WORDS, "points": asked["points"]}]
        asked |= {"least": 50, "most": 90, "model": WORDS, "rubric": rubric}
    path.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.mark.parametrize(("file", "read"), [("questions.xml", read_moodle), ("questions.txt", read_gift)])
def test_each_question_becomes_a_case_and_what_is_missing_is_named(file: str, read: Any, course: Path) -> None:
    result = write_cases(course, "01", read(FILES / file))
    assert not result.left_out
    cases = course / "source" / MODULE / "cases"
    names = [line.split(",")[0].removeprefix("Written: ") for line in result.written if line.startswith("Written")]
    assert len(names) == 8
    for field in ("jurisdiction", "law_as_of", "authorities"):
        assert sum(f"{field}:" in line for line in result.missing) == 8
    assert any("has no feedback" in line for line in result.missing)
    for name in names:
        assert Path(name).parent == cases
        complete(Path(name))
        read_case(Path(name))
        assert f'case("{Path(name).stem}")' in (course / "source" / MODULE / "lesson.md").read_text("utf-8")


def test_a_course_with_imported_questions_builds_once_what_is_missing_is_written(course: Path) -> None:
    before = set((course / "source" / MODULE / "cases").iterdir())
    write_cases(course, "01", read_moodle(FILES / "questions.xml"))
    for path in set((course / "source" / MODULE / "cases").iterdir()) - before:
        complete(path)
    build(course)
    assert "Thirty days" in (course / "release" / MODULE / f"{MODULE}.ipynb").read_text("utf-8")


def test_keys_survive_the_way_there_and_back_for_every_kind_that_moodle_has(course: Path) -> None:
    to = course / "exported"
    export_moodle(GALLERY, [], to)
    result = write_cases(course, "01", read_moodle(to / "01-gallery.xml"))
    assert all("description" in line for line in result.left_out)
    seen = set()
    for case, asked, _ in exported(GALLERY):
        path = course / "source" / MODULE / "cases" / f"{case_id(f'{case.title}: {asked.id}')}.yaml"
        if asked.kind in ("choice", "choices", "classify", "order", "short", "number"):
            complete(path)
            taken = rendered(read_case(path))
            back: Any = taken.questions[0]
            seen.add(back.kind)
            assert asked.prompt.striptags() in f"{taken.facts.striptags()} {back.prompt.striptags()}"
            assert _key(back) == _key(asked)
    assert seen == {"choice", "choices", "classify", "order", "short", "number"}


def _key(asked: Any) -> Any:
    """Return what is right, in words: ids are given anew."""
    if asked.kind == "classify":
        names = {bin_.id: bin_.text.striptags() for bin_ in asked.bins}
        return [(card.text.striptags(), names[card.bin]) for card in asked.cards]
    if asked.kind == "order":
        return [item.text.striptags() for item in sorted(asked.items, key=lambda item: item.place)]
    if asked.kind in ("choice", "choices"):
        return [(option.text.striptags(), option.correct, option.feedback.striptags()[:20]) for option in asked.options]
    return asked.key()


def test_an_essay_keeps_no_invented_rubric_and_says_that_notes_are_left_out(course: Path) -> None:
    result = write_cases(course, "01", read_moodle(FILES / "questions.xml"))
    assert written(course, "question-con")["questions"][0]["rubric"] == []
    assert any("grader's notes" in line for line in result.written)
    assert any("rubric" in line for line in result.missing)


def test_what_is_taken_in_is_graded_with_its_points_so_that_no_key_is_published(course: Path) -> None:
    write_cases(course, "01", read_moodle(FILES / "questions.xml"))
    case = written(course, "amal-waits-1-2")
    assert (case["use"], case["questions"][0]["points"]) == ("graded", 2.0)
    assert case["facts"] == "Amal left in **May**.\n"


def test_nothing_is_overwritten_however_often_a_file_is_taken_in(course: Path) -> None:
    for _ in range(3):
        take_in(course, moodle(question(ANSWER)))
    names = {path.stem for path in (course / "source" / MODULE / "cases").iterdir()}
    assert {"a-name", "a-name-2", "a-name-3"} <= names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amal waits: 1/2", "amal-waits-1-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("عاصمة", "imported-question"),
        ("CON", "question-con"),
        ("É" * 300, "e" * 60),
        ("a -- b", "a-b"),
    ],
)
def test_a_name_becomes_an_id_that_any_system_takes_as_a_file(name: str, expected: str) -> None:
    assert case_id(name) == expected


def test_one_question_never_stops_another(course: Path) -> None:
    spoilt = [
        question(ANSWER, "Gap", "cloze"),
        question('<answer fraction="100"><text>x</text></answer>', "No number", "numerical"),
        question('<answer fraction="much"><text>x</text></answer>', "No share"),
        question('<answer fraction="50"><text>x</text></answer>', "No key", "multichoice"),
        question(ANSWER, "Silent", text=""),
        question(ANSWER, "Long", text="x" * (LONGEST + 1)),
        question("", "Empty"),
        "<question/>",
    ]
    result = take_in(course, moodle("".join(spoilt) + question(ANSWER, "Sound")))
    said = "\n".join(result.left_out)
    for name, why in (("Gap", "cloze"), ("No number", "no number"), ("No share", "no number"), ("Silent", "nothing")):
        assert any(name in line and why in line for line in result.left_out), said
    assert "50,001" in said
    assert (course / "source" / MODULE / "cases" / "sound.yaml").is_file()


GIFT = "::Sound:: Which? {=a ~b}\n\n"


@pytest.mark.parametrize(
    "spoilt", ["::A:: {", "::A::", "{}", "::A:: x {#=x}", "::A:: x {y}", "::A::x{=%z%a}", "}{", "::::{=}", "\\", "=~"]
)
def test_spoilt_gift_is_named_and_the_next_question_is_taken(spoilt: str, course: Path) -> None:
    result = take_in(course, f"{spoilt}\n\n{GIFT}", "mine.txt")
    assert (course / "source" / MODULE / "cases" / "sound.yaml").is_file()
    assert len(result.left_out) <= 1


def test_gift_keeps_signs_that_are_escaped_and_leaves_comments_out(tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text("// not this\n::A\\:b:: Is 1 \\= 1? {=yes \\~ no#so \\#1 ~no}\n", "utf-8")
    [(name, read)] = read_gift(tmp_path / "q.txt")
    assert isinstance(read, Foreign)
    assert (name, read.text) == ("A:b", "Is 1 = 1?")
    assert [(answer.text, answer.feedback) for answer in read.answers] == [("yes ~ no", "so \\#1"), ("no", "")]


LAUGHS = '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "document type"),
        (OUTSIDE, "document type"),
        ("<quiz>", "no XML"),
        ("", "no XML"),
        ("<html/>", "no Moodle XML"),
        ('<?xml version="1.0" encoding="no-such"?><quiz/>', "no XML"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_in_a_sentence(text: str, said: str, course: Path) -> None:
    before = sorted((course / "source").rglob("*"))
    with pytest.raises(UserError, match=said):
        take_in(course, text)
    assert sorted((course / "source").rglob("*")) == before


@pytest.mark.parametrize("read", [read_moodle, read_gift])
def test_a_file_of_100_mb_is_refused_before_it_is_read(read: Any, tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(100_000_000)
    assert LARGEST < 100_000_000
    with pytest.raises(UserError, match="20 MB"):
        next(read(tmp_path / "large"))


def test_scripts_styles_and_addresses_of_scripts_do_not_come_along(course: Path) -> None:
    html = (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;style&gt;p{}&lt;/style&gt;&lt;p onclick='x()'&gt;"
        "Which &lt;a href='javascript:alert(1)'&gt;one&lt;/a&gt;, &lt;a href='https://example.org'&gt;two&lt;/a&gt;"
        "&lt;img src=x onerror=alert(1) alt='a map'&gt; &amp;lt;b&amp;gt;?&lt;/p&gt;"
    )
    take_in(course, moodle(question(ANSWER, text=html)))
    path = course / "source" / MODULE / "cases" / "a-name.yaml"
    prompt = written(course, "a-name")["questions"][0]["prompt"]
    assert prompt == "Which one, [two](https://example.org)\\[a map\\] \\<b\\>?"
    complete(path)
    assert "<b>" not in rendered(read_case(path)).questions[0].prompt


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a href=", '<a "', "<b", "<script>", "<p>", "&", "*", "<a href=https://a>"]
)
def test_html_that_nothing_closes_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    markdown_of((piece * LONGEST)[:LONGEST])
    assert time.process_time() - begun < 2  # 0.2 at most; Python's own parser takes 12 for one of these


@pytest.mark.parametrize(
    "block",
    [
        "::A:: x {#" + "." * 40_000 + "x}",
        " " * 49_000 + "x {=a ~b}",
        "::" * 24_000,
        "=~" * 20_000,
        "{" * 40_000,
        "\\" * 40_000,
    ],
)
def test_gift_that_means_nothing_takes_no_time(block: str, course: Path) -> None:
    begun = time.process_time()
    take_in(course, f"{block}\n\n{GIFT}", "mine.txt")
    assert time.process_time() - begun < 2
    assert (course / "source" / MODULE / "cases" / "sound.yaml").is_file()


def test_what_no_teacher_wrote_is_not_taken(course: Path) -> None:
    result = take_in(
        course, moodle(question(ANSWER * 101) + question(ANSWER, "y" * (LONGEST + 1)) + question(ANSWER, "B"))
    )
    assert ["101 answers" in line or "50,001 characters" in line for line in result.left_out] == [True, True]
    with pytest.raises(UserError, match=r"1,000 questions"):
        take_in(course, moodle(question(ANSWER) * 1001))
    assert not (course / "source" / MODULE / "cases" / "a-name.yaml").exists()


def test_a_question_that_is_refused_says_why() -> None:
    with pytest.raises(NotTakenError, match="no counterpart"):
        Foreign(name="A", type="cloze", text="x").fields()
