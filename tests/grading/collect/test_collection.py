"""What instructors download is laid where nbgrader looks: whose it is, of which module; nothing lost, nothing mixed."""

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import FULL
from tests.grading.downloads import FIRST, ROSTER, SECOND, cases, entry, hand_in, journal, laid, lines, tree, zipped
from tests.grading.instructor import REGISTER, Desk, ids
from tests.places import COURSE
from wellfounded.grading.collect.collection import collect
from wellfounded.journal.file import Event, parse

HAND_IN = f"{FIRST}-20261123-180000-000000.zip"
MOODLE = {
    "folders, as before 4.1": "Ada Lovelace_55501_assignsubmission_file_/answers.jsonl",
    "folders": "Ada Lovelace_55501_assignsubmission_file/answers.jsonl",
    "a folder of the learner's within": f"Ada Lovelace_55501_assignsubmission_file/{FIRST}/answers.jsonl",
    "flat": "Ada Lovelace_55501_assignsubmission_file_answers.jsonl",
}
CANVAS = {
    "plain": "lovelaceada_101_9001_answers.jsonl",
    "late": "lovelaceada_LATE_101_9001_answers.jsonl",
    "a later version": "lovelaceada_101_9001_answers-1.jsonl",
    "late, a later version": "lovelaceada_LATE_101_9001_answers-2.jsonl",
}
NO_NUMBERS = "id,name\nada,Ada Lovelace\nbo,Bo de la Cruz\n"


# Shapes of downloads


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
@pytest.mark.parametrize("name", [*MOODLE.values(), *CANVAS.values()], ids=[*MOODLE, *(f"Canvas, {n}" for n in CANVAS)])
def test_downloads_of_an_lms_are_laid_in_nbgraders_form(desk: Desk, name: str, packed: bool) -> None:
    moodle = "assignsubmission" in name
    desk.roster(NO_NUMBERS if moodle else ROSTER)
    other = (
        "Bo de la Cruz_55502_assignsubmission_file_/answers.jsonl" if moodle else "delacruzbo_102_9002_answers.jsonl"
    )
    files = {name: journal("ada"), other: journal("bo")}
    path = desk.downloads / "all.zip"
    path.write_bytes(zipped(files)) if packed else laid(desk.downloads, files)
    told = desk.collect(path if packed else desk.downloads)
    assert desk.code == 0, told
    assert (desk.ids("ada"), desk.ids("bo")) == (ids(journal("ada")), ids(journal("bo")))
    assert {path.name for path in desk.handed().iterdir()} == {f"{FIRST}.ipynb", "answers.jsonl", "timestamp.txt"}
    released = (COURSE / "release" / FIRST / f"{FIRST}.ipynb").read_bytes()
    assert (desk.handed() / f"{FIRST}.ipynb").read_bytes() == released
    assert ("Canvas says: late" in told) == ("LATE" in name)


@pytest.mark.parametrize(
    "name",
    [
        f"Ada Lovelace_55501_assignsubmission_file_/{HAND_IN}",
        f"lovelaceada_101_9001_{HAND_IN}",
        f"lovelaceada_LATE_101_9001_{HAND_IN.replace('.zip', '-1.zip')}",
        f"ada/{HAND_IN}",
        f"ada@example.org/{HAND_IN}",
        f"Ada Lovelace/{HAND_IN}",
        f"{FIRST}/ada/{HAND_IN}",
        "ada.zip",
    ],
)
def test_hand_in_files_are_unpacked(desk: Desk, name: str) -> None:
    desk.roster(ROSTER.replace("101", "") if "assignsubmission" in name else ROSTER)
    laid(desk.downloads, {name: hand_in("ada")})
    told = desk.collect(desk.downloads)
    assert desk.ids() == ids(journal("ada")), told
    assert "2026-11-23 18:00 (hand-in)" in told
    assert (desk.handed() / "timestamp.txt").read_text() == "2026-11-23 18:00:00.000000 UTC"


def test_a_hand_in_within_the_zip_of_an_lms_is_unpacked(desk: Desk) -> None:
    path = desk.downloads / "canvas.zip"
    path.write_bytes(zipped({f"lovelaceada_101_9001_{HAND_IN}": hand_in("ada")}))
    desk.collect(path)
    assert desk.ids() == ids(journal("ada"))


def test_one_file_a_learner_is_found_by_its_folder(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "bo/answers.jsonl": journal("bo")})
    desk.collect(*sorted(desk.downloads.glob("*/answers.jsonl")))
    assert (desk.ids("ada"), desk.ids("bo")) == (ids(journal("ada")), ids(journal("bo")))


def test_a_learners_folder_may_be_named_itself(desk: Desk) -> None:
    laid(desk.downloads, {f"ada/{FIRST}/answers.jsonl": journal("ada"), f"bo/{HAND_IN}": hand_in("bo")})
    desk.collect(desk.downloads / "ada", desk.downloads / "bo")
    assert (desk.ids("ada"), desk.ids("bo")) == (ids(journal("ada")), ids(journal("bo")))


def test_nbgraders_own_layout_needs_no_roster(desk: Desk) -> None:
    laid(desk.downloads, {f"zoe/{FIRST}/answers.jsonl": journal("zoe"), f"-x/{FIRST}/answers.jsonl": journal("x")})
    told = desk.collect(desk.downloads, roster=False)
    assert desk.ids("zoe") == ids(journal("zoe"))
    assert "the id “-x” may hold letters" in told
    assert desk.code == 1


def test_a_whole_copy_is_divided_by_its_folders(desk: Desk) -> None:
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}).encode()
    files = {f"{m}/answers.jsonl": journal("ada", m) for m in (FIRST, SECOND)} | {f"{SECOND}/{SECOND}.ipynb": notebook}
    laid(desk.downloads / "ada" / "my-course", files)
    desk.collect(desk.downloads)
    assert desk.ids("ada", SECOND) == ids(journal("ada", SECOND))
    assert (desk.handed("ada", SECOND) / f"{SECOND}.ipynb").read_bytes() == notebook
    assert (desk.handed("ada", FIRST) / f"{FIRST}.ipynb").read_bytes() != notebook


def test_one_file_with_all_answers_is_divided_by_module(desk: Desk) -> None:
    every = [entry(n, m, "ada", **{"in": m}) for m in (FIRST, SECOND) for n in range(3)]
    every += [entry(9, SECOND, "ada", "handin", **{"in": SECOND})]
    laid(desk.downloads, {"lovelaceada_101_9001_well-founded-answers-2026-11-24.jsonl": lines(*every)})
    desk.collect(desk.downloads)
    assert desk.ids("ada", FIRST) | desk.ids("ada", SECOND) == {each["id"] for each in every}
    text = (desk.handed("ada", SECOND) / "answers.jsonl").read_bytes()
    assert all("in" not in json.loads(line) for line in text.splitlines())
    assert {json.loads(line)["id"][4:6] for line in text.splitlines()} == {"02"}


# Whose it is


@pytest.mark.parametrize(
    ("roster", "name", "why"),
    [
        (ROSTER, "strangermax_900_1_answers.jsonl", "no one in the roster fits"),
        (ROSTER, "lovelaceada_102_1_answers.jsonl", "two fit: lms_id 102 is bo, the name is of ada"),
        (ROSTER, "lovelaceada_900_1_answers.jsonl", "the roster has this name with another lms_id (101, not 900)"),
        (ROSTER, "anon_aB3x9_77_answers.jsonl", "Canvas made it anonymous"),
        ("id,name\na1,Ada Lovelace\na2,Ada Lovelace\n", "lovelaceada_1_2_answers.jsonl", "two fit: a1 and a2"),
        ("id,name\na1,Ada Lovelace\na2,Ada Lovelace\n", "Ada Lovelace/answers.jsonl", "two fit: a1 and a2"),
        (ROSTER, "Max Stranger_9_assignsubmission_file_/ada/answers.jsonl", "no one in the roster fits"),
        (ROSTER, "Max Stranger_9_assignsubmission_file_Ada Lovelace_101_assignsubmission_file_x.jsonl", "no one in"),
        (ROSTER, "strangermax_9_8_lovelaceada_101_9001_answers.jsonl", "no one in the roster fits"),
        (ROSTER, "someone/ada/answers.jsonl", "no one in the roster fits"),
    ],
)
def test_what_nobody_can_be_named_for_is_not_placed(desk: Desk, roster: str, name: str, why: str) -> None:
    desk.roster(roster)
    laid(desk.downloads, {name: journal("x")})
    told = desk.collect(desk.downloads)
    assert why in told
    assert name.split("/")[-1] in told
    assert (desk.code, desk.submitted) == (1, {})


def test_without_roster_or_pattern_nothing_of_an_lms_is_placed(desk: Desk) -> None:
    laid(desk.downloads, {CANVAS["plain"]: journal("ada")})
    assert "name a --roster, or a --pattern with {learner}" in desk.collect(desk.downloads, roster=False)
    assert desk.submitted == {}


def test_two_senders_of_one_name_are_never_mixed(desk: Desk) -> None:
    desk.roster(NO_NUMBERS)
    names = [f"Ada Lovelace_{number}_assignsubmission_file_/answers.jsonl" for number in (1, 2)]
    laid(desk.downloads, {names[0]: journal("one"), names[1]: journal("two"), "bo/answers.jsonl": journal("bo")})
    told = desk.collect(desk.downloads)
    assert told.count("two senders, 1 and 2, fit ada; give the roster a column lms_id") == 2
    assert {name.split("/")[0] for name in desk.submitted} == {"bo"}


def test_a_folder_that_is_named_like_a_learner_is_not_the_learner(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    home = laid(desk.downloads / "ada", {"x.zip": zipped({"delacruzbo_102_1_answers.jsonl": journal("bo")})})
    laid(home, {f"{FIRST}/delacruzbo_102_3_answers.jsonl": journal("bo"), f"{FIRST}/who/answers.jsonl": journal("who")})
    laid(home, {"who/answers.jsonl": journal("who"), "bo.jsonl": journal("bo"), "ngohara_1_2_answers.jsonl": b""})
    monkeypatch.chdir(home)
    for path in (home, ".", "x.zip"):
        desk.collect(path)
    laid(home, {"answers.jsonl": journal("who")})
    desk.collect("answers.jsonl")
    assert {name.split("/")[0] for name in desk.submitted} == {"bo"}


def test_a_learners_own_zip_cannot_name_another(desk: Desk) -> None:
    forged = zipped({"Bo de la Cruz_102_assignsubmission_file_/answers.jsonl": journal("ada")})
    laid(desk.downloads, {"1/ada/x.zip": forged, "2/ada.zip": forged, "3/lovelaceada_101_1_x.zip": forged})
    for number in "123":
        desk.collect(desk.downloads / number)
    desk.collect(desk.downloads / "2" / "ada.zip")
    given = desk.downloads / "4" / "Ada Lovelace_101_assignsubmission_file_"
    desk.collect(laid(given, {"bo/answers.jsonl": journal("ada"), f"{FIRST}/bo/answers.jsonl": journal("ada")}))
    assert {name.split("/")[0] for name in desk.submitted} == {"ada"}


def test_who_gives_in_anothers_file_is_remarked(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "bo/answers.jsonl": journal("ada")})
    told = desk.collect(desk.downloads)
    assert "holds entries of bo" in told
    assert "holds entries of ada" in told


@pytest.mark.parametrize(
    ("pattern", "name", "roster"),
    [
        ("{learner}_*", "ada_essay/answers.jsonl", False),
        ("{module}/{learner}.jsonl", f"{FIRST}/ada.jsonl", False),
        ("{name} - *", "Ada Lovelace - 24 November/answers.jsonl", True),
        ("{email}", "ada@example.org/answers.jsonl", True),
        ("*_{lms_id}", "group_101/answers.jsonl", True),
        (r"(?P<learner>[a-z]+)-\d+/", "ada-77/answers.jsonl", False),
    ],
)
def test_a_pattern_says_whose_it_is(desk: Desk, pattern: str, name: str, roster: bool) -> None:
    laid(desk.downloads, {name: journal("ada")})
    told = desk.collect(desk.downloads, "--pattern", pattern, roster=roster)
    assert desk.ids() == ids(journal("ada")), told


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?P<learner>", "--pattern (?P<learner>: missing )"),
        ("answers", "--pattern names no one. Put {learner}"),
        ("{name}", "Without a --roster the pattern needs {learner}"),
        ("{learner}{learner}", "redefinition of group name"),
    ],
)
def test_a_pattern_of_no_use_is_refused_in_words(desk: Desk, pattern: str, words: str) -> None:
    assert words in desk.collect(desk.downloads, "--pattern", pattern, roster=False)
    assert desk.code == 1


@pytest.mark.parametrize("learner", ["-rf", "a+b", "a b", "a*", "CON", "nul.txt", "x" * 101])
def test_an_id_that_cannot_be_a_folder_is_refused(desk: Desk, learner: str) -> None:
    laid(desk.downloads / "it", {f"{learner[:120]}=/answers.jsonl": journal("x")})
    told = desk.collect(desk.downloads / "it", "--pattern", "{learner}=", roster=False)
    assert f"{learner}" in told
    assert "Not placed" in told
    assert (desk.code, desk.submitted) == (1, {})


# Of which module


def test_cases_say_the_module_whatever_the_folder_says(desk: Desk) -> None:
    laid(desk.downloads, {f"ada/{FIRST}/answers.jsonl": journal("ada", SECOND)})
    assert f"came as {FIRST}" in desk.collect(desk.downloads)
    assert desk.ids("ada", SECOND) == ids(journal("ada", SECOND))
    assert desk.ids("ada", FIRST) == set()


def test_a_case_nobody_knows_goes_by_folder_or_option(desk: Desk) -> None:
    old = lines(entry(1, FIRST, "ada") | {"case": "withdrawn"})
    laid(desk.downloads, {"ada/answers.jsonl": old})
    assert "1 lines are of no module known here; name one with --module" in desk.collect(desk.downloads)
    assert desk.submitted == {}
    desk.collect(desk.downloads, "--module", "01")
    assert desk.ids() == ids(old)
    assert "There is no module “77”. Modules are 0" in desk.collect(desk.downloads, "--module", "77")


# Merging


def test_a_second_run_collects_nothing_new(desk: Desk) -> None:
    torn = journal("bo") + b'{"torn'
    laid(desk.downloads, {CANVAS["plain"]: journal("ada"), "delacruzbo_102_2_answers.jsonl": torn})
    assert "1 lines cannot be read" in desk.collect(desk.downloads)
    before = desk.submitted
    assert b'{"torn' in before[f"bo/{FIRST}/answers.jsonl"]
    assert "Placed: 0; nothing new: 2; not placed: 0." in desk.collect(desk.downloads)
    assert (desk.code, desk.submitted) == (0, before)


def test_a_later_hand_in_is_merged_and_nothing_is_lost(desk: Desk) -> None:
    kept = [entry(n, who="ada") for n in range(5)]
    handed = entry(1, who="ada", event="handin", at="2026-11-10T10:00:00.000001Z")
    laid(desk.downloads / "1", {"ada/answers.jsonl": lines(*kept[:3], handed)})
    laid(desk.downloads / "2", {"ada/answers.jsonl": lines(*kept[2:])[:-1]})
    desk.collect(desk.downloads / "1")
    assert "ada" in desk.collect(desk.downloads / "2")
    assert desk.ids() == {each["id"] for each in (*kept, handed)}
    assert parse((desk.handed() / "answers.jsonl").read_bytes()).skipped == 0
    assert (desk.handed() / "timestamp.txt").read_text().startswith("2026-11-10 10:00")


def test_an_entry_that_was_changed_does_not_replace_the_earlier(desk: Desk) -> None:
    laid(desk.downloads / "1", {"ada/answers.jsonl": lines(entry(1))})
    laid(desk.downloads / "2", {"ada/answers.jsonl": lines(entry(1) | {"response": ["b"]})})
    desk.collect(desk.downloads / "1")
    before = desk.submitted
    assert "1 entries contradict earlier ones, which stand" in desk.collect(desk.downloads / "2")
    assert desk.submitted == before


def test_a_link_that_stands_where_answers_would_go_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jsonl"
    outside.write_bytes(journal("else"))
    desk.handed().mkdir(parents=True)
    (desk.handed() / "answers.jsonl").symlink_to(outside)
    (desk.course / "submitted" / "bo").symlink_to(tmp_path)
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "bo/answers.jsonl": journal("bo")})
    told = desk.collect(desk.downloads)
    assert "is a link and was not followed; remove it first" in told
    assert f"bo/{FIRST} is a link; remove it first" in told
    assert outside.read_bytes() == journal("else")
    assert not (tmp_path / FIRST).exists()


def test_when_writing_fails_it_is_said_and_the_next_run_finishes(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "bo/answers.jsonl": journal("bo")})
    blocked = desk.handed("bo") / f".{FIRST}.ipynb.new"
    (blocked / "in the way").mkdir(parents=True)
    told = desk.collect(desk.downloads)
    assert "What was placed before stays. Mend this, then run the same again." in told
    assert (desk.code, bool(desk.ids("ada")), bool(desk.ids("bo"))) == (1, True, False)
    shutil.rmtree(blocked)
    assert "Placed: 1; nothing new: 1; not placed: 0." in desk.collect(desk.downloads)


# Time


@pytest.mark.parametrize(
    ("events", "stamp", "said"),
    [
        ([entry(1), entry(2, event="handin")], b"2026-11-09 08:00:00 UTC", "2026-11-09 08:00 (hand-in)"),
        ([entry(1), entry(2, event="handin")], b"not a time", "2026-11-03 09:00 (hand-in)"),
        ([entry(1), entry(4)], b"", "2026-11-05 09:00 (last answer)"),
        ([entry(1, at="never")], b"", "(zip entry)"),
        ([entry(1, at="2031-01-01T00:00:00.000001Z")], b"2031-01-01 00:00:00 UTC", "2026-11-24"),
    ],
)
def test_the_time_of_handing_in_is_said_with_whose_time_it_is(
    desk: Desk, events: list[Event], stamp: bytes, said: str
) -> None:
    name = "Ada Lovelace_101_assignsubmission_file_"
    path = desk.downloads / "all.zip"
    path.write_bytes(zipped({f"{name}/answers.jsonl": lines(*events), f"{name}/timestamp.txt": stamp}))
    assert said in desk.collect(path)


def test_a_lone_file_without_a_readable_time_has_the_files_own(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": lines(entry(1, at="never"))})
    os.utime(desk.downloads / "ada" / "answers.jsonl", (1790000000, 1790000000))
    assert "2026-09-21 14:13 (file)" in desk.collect(desk.downloads)


# What is wrong is said, and nothing is written


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"ada/answers.jsonl": b"\x00\xff damaged\n" * 9}, "is damaged: no line can be read"),
        ({"ada/answers.jsonl": b"\n"}, "holds no answers"),
        ({f"ada/{FIRST}.ipynb": b"{}"}, "there is no answers.jsonl, so no answers"),
        ({"lovelaceada_101_1_essay.pdf": b"%PDF"}, "lovelaceada_101_1_essay.pdf: there is no answers.jsonl"),
        ({"lovelaceada_101_text.html": b"<p>"}, "lovelaceada_101_text.html: there is no answers.jsonl"),
        ({f"ada/{HAND_IN}": b"PK\x03\x04 no"}, "is damaged, or no zip at all"),
        ({f"ada/{HAND_IN}": zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": b""})})})}, "lies 3 zips deep"),
    ],
)
def test_what_holds_no_answers_is_named_and_others_go_on(desk: Desk, files: dict[str, bytes], why: str) -> None:
    laid(desk.downloads, files | {"bo/answers.jsonl": journal("bo")})
    told = desk.collect(desk.downloads)
    assert why in told
    assert "Traceback" not in told
    assert (desk.code, {name.split("/")[0] for name in desk.submitted}) == (1, {"bo"})


def test_a_damaged_notebook_is_replaced_by_the_released_one(desk: Desk) -> None:
    laid(desk.downloads, {f"ada/{FIRST}/answers.jsonl": journal("ada"), f"ada/{FIRST}/{FIRST}.ipynb": b"no notebook"})
    assert "its notebook is damaged; the released one is used" in desk.collect(desk.downloads)
    assert json.loads((desk.handed() / f"{FIRST}.ipynb").read_bytes())["nbformat"] == 4


def test_a_dry_run_writes_nothing_and_says_the_same(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "who/answers.jsonl": journal("who")})
    before = tree(desk.course)
    dry = desk.collect(desk.downloads, "--dry-run")
    assert tree(desk.course) == before
    assert not (desk.course / "submitted").exists()
    assert "Nothing was written: this was a dry run." in dry
    assert dry.replace(" Nothing was written: this was a dry run.", "") == desk.collect(desk.downloads)


def test_a_roster_or_reading_matter_beside_is_no_hand_in(desk: Desk) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada"), "roster.csv": b"id", "__MACOSX/._answers.jsonl": b"x"})
    assert "not placed: 0." in desk.collect(desk.downloads)


def test_names_are_shown_so_that_they_cannot_turn_the_terminal_around(desk: Desk) -> None:
    laid(desk.downloads, {"ada\x1b[31m/answers.jsonl": journal("x"), "bo\u202e/answers.jsonl": journal("x")})
    told = desk.collect(desk.downloads)
    assert "\\u001b[31m" in told
    assert "\\u202e" in told
    assert not {"\x1b", "\u202e"} & set(told)
    assert desk.submitted == {}


@pytest.mark.parametrize(("what", "words"), [("nowhere", "is not there"), ("empty", "holds no files")])
def test_a_path_that_holds_nothing_is_named(desk: Desk, what: str, words: str) -> None:
    (desk.downloads / "empty").mkdir()
    assert words in desk.collect(desk.downloads / what)
    assert desk.code == 1


def test_elsewhere_than_in_a_course_it_says_where_to_run(desk: Desk, tmp_path: Path) -> None:
    desk.course = tmp_path
    (tmp_path / "roster.csv").write_text(ROSTER)
    assert "is no course. Run this in its root, where nbgrader_config.py lies." in desk.collect(desk.downloads)


# Whatever comes

WORDS = st.sampled_from(
    [
        *(
            "ada",
            "bo",
            "Ada Lovelace",
            "..",
            FIRST,
            SECOND,
            HAND_IN,
            "answers.jsonl",
            f"{FIRST}.ipynb",
            "timestamp.txt",
        ),
        *(
            "Ada Lovelace_101_assignsubmission_file_",
            "lovelaceada_101_1_answers.jsonl",
            "delacruzbo_LATE_102_2_x.jsonl",
        ),
        *("a.zip", "-x", "CON", "anon_x_1_a.jsonl", "well-founded-answers-2026-11-24.jsonl"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELD = st.sampled_from([cases(FIRST)[0], cases(SECOND)[0], "withdrawn", FIRST, SECOND, "../..", "\ud800"]) | JSON
EVENT = st.fixed_dictionaries(
    {"id": st.sampled_from(["1", "2", "3"]), "at": st.text(max_size=4) | st.just("2026-11-01T09:00:00.000001Z")}
    | {"event": st.sampled_from(["answer", "handin", "x"])},
    optional={"case": FIELD, "in": FIELD, "module": FIELD, "response": JSON},
)
LINES = st.lists(EVENT | JSON, max_size=5).map(lambda each: b"".join(json.dumps(e).encode() + b"\n" for e in each))
FILES = st.dictionaries(
    st.lists(WORDS, min_size=1, max_size=4).map("/".join), LINES | st.binary(max_size=40) | st.just(hand_in("ada"))
)


def collected(desk: Desk, known: bool, *, dry_run: bool = False) -> str:
    """Collect as the command does, without the time that reading a command line takes."""
    roster = desk.course / "roster.csv" if known else None
    report = collect(desk.course, [desk.downloads], roster, "", "", dry_run=dry_run)
    told = "\n".join(report.lines(dry_run=dry_run))
    assert told.replace("\n", "").isprintable()
    return told


@settings(max_examples=300 if FULL else 25)
@given(FILES, st.booleans(), st.booleans())
def test_whatever_comes_is_laid_in_its_place_or_refused(files: dict[str, bytes], packed: bool, known: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(Path(scratch))
        (desk.downloads / "all.zip").write_bytes(zipped(files))
        with suppress(OSError):  # a file where a folder would be, or ".."
            laid(desk.downloads, {} if packed else {n: d for n, d in files.items() if ".." not in n.split("/")})
        before = tree(Path(scratch))
        collected(desk, known, dry_run=True)
        assert tree(Path(scratch)) == before
        collected(desk, known)
        after = tree(Path(scratch))
        laid_out = {name.removeprefix("course/submitted/") for name in after.keys() - before.keys()}
        laid_out -= {REGISTER, "course/.graded.db.lock"}
        for name in laid_out:
            learner, module, file = name.split("/")
            assert (learner in ("ada", "bo") and module in (FIRST, SECOND)) or not known
            assert file in (f"{module}.ipynb", "answers.jsonl", "timestamp.txt")
        assert "Placed: 0;" in collected(desk, known)
        assert tree(Path(scratch)) == after


def test_every_case_has_one_home() -> None:
    every = [case for path in sorted((COURSE / "release").glob("*/cases.json")) for case in cases(path.parent.name)]
    assert len(every) == len(set(every)) > 100
