"""A class list is read as spreadsheets, Moodle and Canvas write it; what is wrong is said, with line and remedy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from tests.commands import nbgrader
from wellfounded.grading.collect.class_list import Roster
from wellfounded.grading.collect.roster_file import RosterError, read_roster
from wellfounded.grading.names import escape_controls, learner_id_problem, path_problem
from wellfounded.launch.commands import app


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
    assert found.find_sender("", "101") == ("ada", "")
    for name in ("Ada King Lovelace", "lovelaceadaking"):
        assert found.find_sender(name, "101") == ("ada", "")
        assert found.find(name) == ("ada", "")


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
    assert all(not learner_id_problem(each.id) for each in found.learners)


def test_names_are_compared_as_an_lms_writes_them(tmp_path: Path) -> None:
    found = roster(tmp_path, "id,name\ncyn,Cynthia Ng-O'Hara\njose,José Núñez\nli,李 明\n")
    assert found.find_sender("ngoharacynthia", "")[0] == "cyn"
    assert found.find_sender("Jose\u0301 Nu\u0301n\u0303ez", "")[0] == "jose"
    assert found.find_sender("李明", "")[0] == "li"
    assert found.find_sender("Jose Nunez", "") == ("jose", "")
    assert found.find_sender("Jose Nuñez", "") == ("", "no one in the roster fits")


@pytest.mark.parametrize("learner", ["ada", "a.b", "x@y.org", "É2", "7", "o_o", "li-na"])
def test_ids_that_can_be_folders(learner: str) -> None:
    assert learner_id_problem(learner) == ""


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
    assert learner_id_problem(learner)


@given(st.text())
def test_an_id_that_passes_is_one_plain_part_of_a_path(learner: str) -> None:
    if not learner_id_problem(learner):
        assert Path(learner).parts == (learner,)
        assert learner.isprintable()
        assert not set("+*?[]{}/\\:") & set(learner)


@given(st.text())
def test_what_is_shown_prints_and_names_that_pass_stay_below(name: str) -> None:
    assert escape_controls(name).isprintable()
    if not path_problem(name):
        assert ".." not in Path(name).parts
        assert not Path(name).is_absolute()


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nid;name;lms_id\nada;Ada King Lovelace;101\n",
        "ID,Vollständiger Name,Anmeldename,E-Mail-Adresse,Status\nTeilnehmer/in 101,Ada King Lovelace,ada,a@x.org,x\n",
        "Identifiant,Nom complet,Nom d’utilisateur,Adresse de courriel\n"
        "Participant 101,Ada King Lovelace,ada,a@x.org\n",
        "Identificador,Nombre completo,Nombre de usuario,Dirección de correo\n"
        "Participante 101,Ada King Lovelace,ada,a@x.org\n",
        "\ufeffVorname;Nachname;ID-Nummer;lms_id\nAda King;Lovelace;ada;101\n",
        "id\tname\tlms_id\nada\tAda King Lovelace\t101\n".encode("utf-16"),
    ],
    ids=["sep=;", "German", "French", "Spanish", "German, Excel's", "UTF-16"],
)
def test_a_roster_in_another_language_or_encoding_is_read(tmp_path: Path, text: str | bytes) -> None:
    found = roster(tmp_path, text)
    assert [each.id for each in found.learners] == ["ada"]
    assert found.find_sender("Ada King Lovelace", "101") == ("ada", "")


@pytest.mark.parametrize("other", ["ADA", "ａｄａ"])
def test_ids_that_disks_may_take_for_one_are_refused(tmp_path: Path, other: str) -> None:
    with pytest.raises(RosterError, match="stands in line 2 too, as ada: disks that do not tell them apart would mix"):
        roster(tmp_path, f"id,name\nada,Ada\n{other},Bo\n")


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffid;first_name;last_name;email\r\nada;Ada;Müller;a@x.org\r\n".encode(),
        "sep=;\nid;name;email\nada;Ada Müller;a@x.org\n".encode(),
        "id\tsortable name\temail\nada\tMüller, Ada\ta@x.org\n".encode("utf-16"),
        "ID,Vollständiger Name,Anmeldename,E-Mail-Adresse\nTeilnehmer/in 7,Ada Müller,ada,a@x.org\n".encode(),
    ],
    ids=["BOM, semicolons", "sep=", "UTF-16", "German worksheet"],
)
def test_nbgrader_imports_what_we_write_of_any_roster(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "class.csv").write_bytes(data)
    made = tmp_path / "for-nbgrader.csv"
    told = CliRunner().invoke(app, ["roster", str(tmp_path / "class.csv"), "--to", str(made)])
    assert told.exit_code == 0, told.output
    assert nbgrader(tmp_path, "db", "student", "import", str(made)).returncode == 0
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        (ada,) = book.students
        assert (ada.id, ada.first_name, ada.last_name, ada.email) == ("ada", "Ada", "Müller", "a@x.org")
    again = roster(tmp_path, made.read_bytes())
    assert again.find_sender("Ada Müller", "") == ("ada", "")


def test_a_roster_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cp1252.csv").write_bytes(b"id,name\nada,Ada\njose,Jos\xe9\n")
    for arguments, words in (
        (["cp1252.csv", "--to", "x.csv"], "cp1252.csv, line 3: is not UTF-8"),
        (["none.csv", "--to", "x.csv"], "none.csv is not there"),
    ):
        told = CliRunner().invoke(app, ["roster", str(tmp_path / arguments[0]), *arguments[1:]])
        assert (told.exit_code, words in told.output) == (1, True), told.output
    (tmp_path / "good.csv").write_text("id,name\nada,Ada\n")
    told = CliRunner().invoke(app, ["roster", str(tmp_path / "good.csv"), "--to", str(tmp_path)])
    assert (told.exit_code, "cannot be written" in told.output) == (1, True)
