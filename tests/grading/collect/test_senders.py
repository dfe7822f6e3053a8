"""No learner's work is put to another's: names of all scripts, ids, senders of one name, copied journals, clocks."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.grading.downloads import FIRST, SECOND, entry, hand_in, journal, laid, lines, zipped
from tests.grading.instructor import REGISTER, Desk, ids

FOLDER = "{}_{}_assignsubmission_file_/answers.jsonl"


def moodle(desk: Desk, name: str, **files: bytes) -> Path:
    """Lay a download of Moodle; each file is `Name_123`."""
    path = desk.downloads / name
    made = {FOLDER.format(*who.rsplit("_", 1)): data for who, data in files.items()}
    path.write_bytes(zipped(made))
    return path


# Names


@pytest.mark.parametrize(
    ("names", "stranger"),
    [
        (("राम", "रमा"), "रोमी"),
        (("கமலா", "கமல்"), "கமலி"),
        (("ស៊ីណា", "សូណា"), "សេណា"),
        (("မောင်", "မင်း"), "မိုင်"),
        (("José", "Jose"), "Josè"),
        (("Anna Lee", "Ann Alee"), "An Nalee"),
    ],
    ids=["Hindi", "Tamil", "Khmer", "Burmese", "accents", "where words end"],
)
def test_names_that_differ_in_a_sign_are_two_learners(desk: Desk, names: tuple[str, str], stranger: str) -> None:
    desk.roster("id,name\n" + "".join(f"l{number},{name}\n" for number, name in enumerate(names)))
    every = {f"{name}_{number}": journal(name) for number, name in enumerate((*names, stranger))}
    told = desk.collect(moodle(desk, "all.zip", **every))
    assert [desk.ids(f"l{number}") for number in range(2)] == [ids(journal(name)) for name in names]
    assert "no one in the roster fits" in told
    assert {name.split("/")[0] for name in desk.submitted} == {"l0", "l1"}


@pytest.mark.parametrize(
    ("roster", "name"),
    [
        ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
        ("José Núñez", "Jose Nunez"),
        ("Νίκος Παππάς", "Νικος Παππας"),
        ("Dana \u200fכהן", "Dana כהן"),
        ("علی\u200cرضا", "علیرضا"),
        ("ＡＤＡ Lovelace", "Ada Lovelace"),
        ("Cynthia Ng-O'Hara", "Cynthia Ng-OHara"),
        ("Bo de la Cruz", "de la Cruz, Bo"),
    ],
    ids=["composed", "no accents", "Greek", "a mark of direction", "a joiner", "wide", "apostrophe", "last name first"],
)
def test_one_name_written_in_two_ways_is_one_learner(desk: Desk, roster: str, name: str) -> None:
    desk.roster(f"id,name\nada,{roster}\n")
    told = desk.collect(moodle(desk, "all.zip", **{f"{name}_7": journal("ada")}))
    assert desk.ids() == ids(journal("ada")), told


def test_a_name_without_accents_that_two_have_with_them_is_nobodys(desk: Desk) -> None:
    desk.roster("id,name\na1,José\na2,Josè\n")
    told = desk.collect(moodle(desk, "all.zip", Jose_7=journal("x")))
    assert "two fit: a1 and a2 have this name" in told
    assert desk.submitted == {}


def test_a_mark_of_direction_in_a_name_stops_nobody(desk: Desk) -> None:
    desk.roster("id,name\ndana,דנה כהן\nbo,Bo\n")
    told = desk.collect(moodle(desk, "all.zip", **{"\u200fדנה כהן\u200f_7": journal("dana"), "Bo_8": journal("bo")}))
    assert (desk.ids("dana"), desk.ids("bo")) == (ids(journal("dana")), ids(journal("bo"))), told
    assert "\u200f" not in told


# Ids


def test_ids_that_differ_in_case_alone_are_refused_by_name(desk: Desk) -> None:
    laid(desk.downloads, {f"{who}/{FIRST}/answers.jsonl": journal(who) for who in ("Eve", "eve", "bo")})
    told = desk.collect(desk.downloads, roster=False)
    assert told.count("Eve and eve are one name on disks that ignore case; rename one") == 2
    assert ({name.split("/")[0] for name in desk.submitted}, desk.code) == ({"bo"}, 1)
    laid(desk.downloads / "later", {f"BO/{FIRST}/answers.jsonl": journal("x")})
    assert "BO and bo are one name" in desk.collect(desk.downloads / "later", roster=False)
    assert desk.ids("bo") == ids(journal("bo"))


# Senders of one name


def test_another_sender_of_the_same_name_is_not_merged_in_a_later_run(desk: Desk) -> None:
    desk.roster("id,name\nada,Ada Lovelace\nbo,Bo\n")
    desk.collect(moodle(desk, "1.zip", **{"Ada Lovelace_11": journal("ada"), "Bo_12": journal("bo")}))
    before = desk.submitted
    told = desk.collect(moodle(desk, "2.zip", **{"Ada Lovelace_99": journal("eve")}))
    assert "sender 99 has the name of ada, as has sender 11; give the roster a column lms_id" in told
    assert (desk.code, desk.submitted) == (1, before)
    more = lines(*(entry(n, who="ada") for n in range(5)))
    desk.collect(moodle(desk, "3.zip", **{"Ada Lovelace_11": more}))
    assert desk.ids() == ids(more)


def test_in_canvas_a_number_is_a_person(desk: Desk) -> None:
    desk.roster("id,name\nada,Ada Lovelace\n")
    desk.collect(laid(desk.downloads / "1", {"lovelaceada_101_1_answers.jsonl": journal("ada")}))
    later = laid(desk.downloads / "2", {"lovelaceada_666_1_answers.jsonl": journal("ada", count=9)})
    assert "sender 666 has the name of ada, as has sender 101" in desk.collect(later)
    assert desk.ids() == ids(journal("ada"))


def test_who_has_another_number_in_another_assignment_of_moodle_is_the_same_learner(desk: Desk) -> None:
    """A file with all answers goes into each assignment, and there each learner has another number."""
    desk.roster("id,name\nada,Ada Lovelace\n")
    first = [entry(n, FIRST, "ada") for n in range(3)]
    both = [*first, *(entry(n, SECOND, "ada") for n in range(3))]
    desk.collect(moodle(desk, "1.zip", **{"Ada Lovelace_11": lines(*first)}))
    told = desk.collect(moodle(desk, "2.zip", **{"Ada Lovelace_22": lines(*both)}))
    assert desk.ids("ada", SECOND) == ids(journal("ada", SECOND)), told
    assert desk.code == 0
    desk.roster("id,name,lms_id\nada,Ada Lovelace,33\n")
    desk.collect(moodle(desk, "3.zip", **{"Ada Lovelace_33": journal("anew")}))
    assert desk.ids() == ids(lines(*first)) | ids(journal("anew"))


def test_two_senders_of_one_name_in_two_downloads_of_one_run_are_both_in_doubt(desk: Desk) -> None:
    desk.roster("id,name\nada,Ada Lovelace\nbo,Bo\n")
    paths = [
        moodle(desk, f"{n}.zip", **{f"Ada Lovelace_{n}": journal(str(n)), f"Bo_{n}": journal("bo")}) for n in (1, 2)
    ]
    told = desk.collect(*paths)
    assert told.count("has the name of ada, as has sender") == 2
    assert {name.split("/")[0] for name in desk.submitted} == {"bo"}


def test_what_is_remembered_is_private_and_checked(desk: Desk) -> None:
    download = moodle(desk, "1.zip", **{"Ada Lovelace_101": journal("ada")})
    desk.collect(download)
    path = desk.course / "submitted" / REGISTER
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    name = "Ada Lovelace_101_assignsubmission_file_"  # by which Moodle takes feedback back
    assert json.loads(path.read_text()) == {"learners": {"ada": {"moodle": {FIRST: ["101"]}, "names": {FIRST: name}}}}
    for damaged in ("{", "[]", '{"learners": {"ada": {"canvas": 5}}}', "[" * 99999):
        path.write_text(damaged)
        told = desk.collect(download)
        assert f"{REGISTER} is damaged. Remove it" in told
        assert desk.code == 1
    path.unlink()
    desk.collect(download)
    assert desk.code == 0


# Copied journals


def test_a_copied_journal_is_reported_in_whichever_run_it_comes(desk: Desk) -> None:
    laid(desk.downloads / "1", {"ada/answers.jsonl": journal("ada")})
    laid(desk.downloads / "2", {"bo/answers.jsonl": journal("ada", count=1), "cyn/answers.jsonl": journal("cyn")})
    assert "holds entries" not in desk.collect(desk.downloads / "1")
    told = desk.collect(desk.downloads / "2").splitlines()
    assert ["holds entries of ada" in line for line in told[1:3]] == [True, False]
    assert "holds entries of bo" in desk.collect(desk.downloads / "1")


# Clocks


def test_a_device_with_a_wrong_clock_is_noticed_when_two_hand_in(desk: Desk) -> None:
    """The hand-in that came first says the later time: it counts as the later, and that is said."""
    files = {
        "lovelaceada_101_1_a.zip": (hand_in("fast", stamp="2026-11-23 14:00:00.000000 UTC"), (2026, 11, 23, 12, 0, 0)),
        "lovelaceada_101_2_b.zip": (hand_in("right", stamp="2026-11-23 13:00:00.000000 UTC"), (2026, 11, 23, 13, 0, 0)),
    }
    for name, (data, at) in files.items():
        (desk.downloads / f"{name[-5]}.zip").write_bytes(zipped({name: data}, at))
    told = desk.collect(*sorted(desk.downloads.glob("*.zip")))
    assert "one device's clock is wrong; the later time counts" in told
    assert desk.ids() == ids(journal("fast")) | ids(journal("right"))


def test_entries_whose_clock_was_put_right_are_noticed(desk: Desk) -> None:
    wrong = {**entry(1, who="ada"), "clock": "2090-01-01T00:00:00.000000Z"}
    laid(desk.downloads, {"ada/answers.jsonl": lines(wrong, wrong, entry(2, who="ada"))})
    assert "a clock was far ahead for 1 entries" in desk.collect(desk.downloads)


def test_two_hand_ins_in_their_order_are_nothing_to_say(desk: Desk) -> None:
    for hour in (12, 13):
        data = hand_in(str(hour), stamp=f"2026-11-23 {hour}:00:00.000000 UTC")
        packed = zipped({f"lovelaceada_101_{hour}_a.zip": data}, (2026, 11, 23, hour, 0, 1))
        (desk.downloads / f"{hour}.zip").write_bytes(packed)
    assert "clock" not in desk.collect(*sorted(desk.downloads.glob("*.zip")))


def test_a_hand_in_that_says_a_time_after_the_files_own_is_noticed(desk: Desk) -> None:
    laid(desk.downloads, {"ada/x.zip": hand_in("ada", stamp="2026-11-23 20:00:00.000000 UTC")})
    os.utime(desk.downloads / "ada" / "x.zip", (1795456800, 1795456800))  # 18:00 UTC
    assert "answers.jsonl says a time 2.0 hours after its file's own" in desk.collect(desk.downloads)


def test_a_hand_in_older_than_the_one_that_is_there_is_said(desk: Desk) -> None:
    for number, hour in ((1, 14), (2, 13)):
        events = entry(number, who="ada"), entry(number, who="ada", event="handin")
        stamp = f"2026-11-23 {hour}:00:00.000000 UTC".encode()
        folder = f"{number}/ada/{FIRST}"
        laid(desk.downloads, {f"{folder}/answers.jsonl": lines(*events), f"{folder}/timestamp.txt": stamp})
        told = desk.collect(desk.downloads / str(number))
    assert "older than the hand-in of 2026-11-23 14:00, which counts" in told
