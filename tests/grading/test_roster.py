"""A class list is read as spreadsheets, Moodle and Canvas write it; what is wrong is said, with line and remedy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.grading.names import harmless, learner_problem, name_problem
from wellfounded.grading.roster import Roster, RosterError, read_roster


def roster(folder: Path, text: str | bytes) -> Roster:
    path = folder / "class.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


@pytest.mark.parametrize(
    "text",
    [
        "id,name,lms_id\nada,Ada King Lovelace,101\n",
        "\ufeffid;name;lms id\r\nada;Ada King Lovelace;101\r\n",
        "ID\tSortable Name\tLMS_ID\nada\tLovelace, Ada King\t101\n",
        'id,sortable name,lms_id\nada,"Lovelace, Ada King",101\n\n,,\n',
        "Identifier,Full name,Username,Email address,Status\nParticipant 101,Ada King Lovelace,ada,a@x.org,Submitted\n",
        "First name,Surname,ID number,lms_id\nAda King,Lovelace,ada,101\n",
        'Student,ID,SIS User ID,SIS Login ID,Section\n"    Points Possible",,,,\n"Lovelace, Ada King",101,7,ada,A\n'
        '"Student, Test",9,,,A\n',
    ],
    ids=["plain", "Excel's", "tabs", "sortable", "Moodle's worksheet", "Moodle's participants", "Canvas's gradebook"],
)
def test_a_roster_is_read_in_each_form(tmp_path: Path, text: str) -> None:
    found = roster(tmp_path, text)
    assert [each.id for each in found.learners] == ["ada"]
    assert found.by_sender("", "101") == ("ada", "")
    for name in ("Ada King Lovelace", "lovelaceadaking"):
        assert found.by_sender(name, "101") == ("ada", "")
        assert found.by_word(name) == ("ada", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: the columns are none. It needs a column 'id'"),
        ("name,email\nAda,a@x.org\n", "line 1: the columns are name, email. It needs a column 'id'"),
        ("id,section\nada,A\n", "one or more of 'name', 'sortable name', 'lms_id', 'email'"),
        ("id,name\nada,Ada\nada,Bo\n", "line 3: id ada stands in line 2 too"),
        ("id,name\nada,Ada\nADA,Bo\n", "line 3: id ada stands in line 2 too"),
        ("id,lms_id\nada,1\nbo,1\n", "line 3: lms_id 1 stands in line 2 too"),
        ("id,email\nada,a@x\nbo,A@x\n", "line 3: a@x stands in line 2 too"),
        ("id,name\n../x,Ada\n", "line 2: the id “../x” may hold letters, digits"),
        ("id,name\n,Ada\n", "line 2: the id “” may hold"),
        ('id,name\nada,"Ada', "line 2: unexpected end of data. Save the spreadsheet as CSV again"),
        (b"id,name\nada,Jos\xe9\n", "is not UTF-8. In the spreadsheet choose to save as “CSV UTF-8”"),
        ("i\x1bd,name\n", "the columns are i\\u001bd, name"),
    ],
)
def test_what_is_wrong_with_a_roster_is_said(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(RosterError) as error:
        roster(tmp_path, text)
    assert "class.csv" in str(error.value)
    assert words in str(error.value)


def test_a_roster_that_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("id,name\nada,Ada\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    for name, words in (("link.csv", "is a link"), ("none.csv", "is not there"), (".", "is a folder")):
        with pytest.raises(RosterError, match=words):
            read_roster(tmp_path / name)


@given(st.binary() | st.text().map(lambda text: f"id,name\n{text}".encode()))
def test_whatever_a_roster_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        found = roster(folder, data)
    except RosterError:
        return
    assert all(not learner_problem(each.id) for each in found.learners)


def test_names_are_compared_as_an_lms_writes_them(tmp_path: Path) -> None:
    found = roster(tmp_path, "id,name\ncyn,Cynthia Ng-O'Hara\njose,José Núñez\nli,李 明\n")
    assert found.by_sender("ngoharacynthia", "")[0] == "cyn"
    assert found.by_sender("Jose\u0301 Nu\u0301n\u0303ez", "")[0] == "jose"
    assert found.by_sender("李明", "")[0] == "li"
    assert found.by_sender("Jose Nunez", "") == ("jose", "")
    assert found.by_sender("Jose Nuñez", "") == ("", "no one in the roster fits")


@pytest.mark.parametrize("learner", ["ada", "a.b", "x@y.org", "É2", "7", "o_o", "li-na"])
def test_ids_that_can_be_folders(learner: str) -> None:
    assert learner_problem(learner) == ""


@pytest.mark.parametrize(
    "learner",
    [
        *(
            "",
            ".",
            "..",
            ".x",
            "-x",
            "_x",
            "a/b",
            "a\\b",
            "a b",
            "a\n",
            "a+b",
            "a*",
            "a?",
            "[a]",
            "com1",
            "Nul.x",
            "a.",
        ),
        *("x" * 101, "a\u202eb", "a\x00", "~", "$x", "{a}"),
    ],
)
def test_ids_that_cannot(learner: str) -> None:
    assert learner_problem(learner)


@given(st.text())
def test_an_id_that_passes_is_one_plain_part_of_a_path(learner: str) -> None:
    if not learner_problem(learner):
        assert Path(learner).parts == (learner,)
        assert learner.isprintable()
        assert not set("+*?[]{}/\\:") & set(learner)


@given(st.text())
def test_what_is_shown_prints_and_names_that_pass_stay_below(name: str) -> None:
    assert harmless(name).isprintable()
    if not name_problem(name):
        assert ".." not in Path(name).parts
        assert not Path(name).is_absolute()
