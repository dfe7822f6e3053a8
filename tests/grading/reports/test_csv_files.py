"""The command, the page and the CSV files: harmless whatever is in them, whole or absent, as Canvas and Moodle want."""

import csv
import io
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.grading.reports.reported_cohort import ALL, HOSTILE, MODULE, Reported
from tests.places import COURSE
from wellfounded.grading.reports import ReportError, marks
from wellfounded.grading.reports.csv_files import make_output_folder, write_whole
from wellfounded.grading.reports.spreadsheet_text import FORMULA_STARTS, csv_value, escape_hidden, text_of_html
from wellfounded.launch.commands import app

CSVS = {
    *("marks", "questions", "options", "misconceptions", "reliability", "questions-to-look-at", "canvas", "moodle"),
    *("requests-for-another-look", "alike-work", "variants"),
}
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TEXTS = st.text() | st.sampled_from(["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1", "a;=1", 'a",=1'])


def rows(reported: Reported, name: str) -> list[list[str]]:
    with (reported.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_command_says_what_is_in_the_report_and_where(reported: Reported) -> None:
    for words in (f"{MODULE}: ", "1 missing", "1 waiting", "1 not graded", "left empty in canvas.csv"):
        assert words in reported.said
    assert {path.stem for path in reported.folder.glob("*.csv")} == CSVS
    assert not [path for path in reported.folder.iterdir() if path.name.startswith(".")]


def test_a_cohort_that_handed_in_nothing_gets_sentences(reported: Reported) -> None:
    assert f"{MODULE}: " in reported.before
    assert "too few to tell" in reported.page_before
    assert "Nobody has a mark yet." in reported.page_before
    assert not re.search(r"\bnan\b", reported.page_before, re.IGNORECASE)


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_that_was_typed_is_markup_in_the_page(reported: Reported) -> None:
    text = (reported.folder / "report.html").read_text("utf-8")
    tags = Tags(text).found
    assert {tag for tag, _ in tags}.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form"})
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
    addresses = [value or "" for _, attrs in tags for name, value in attrs.items() if name in ("src", "href")]
    assert [value for value in addresses if value[:1] != "#"] == []
    assert "&lt;img src=x" in text
    assert not COMMANDS.search(text.replace("\t", ""))
    assert not re.search(r">\s*(nan|NaN|None)\s*<|\bnan\b", text)


@pytest.mark.parametrize("name", sorted(CSVS))
def test_no_cell_is_a_formula_or_a_command(reported: Reported, name: str) -> None:
    raw = (reported.folder / f"{name}.csv").read_text("utf-8-sig")
    for each in (each for row in rows(reported, name) for each in row):
        assert not each.lstrip(" ").startswith(FORMULA_STARTS) or float(each) < 0
        assert not COMMANDS.search(each)
    for line in csv.reader(io.StringIO(raw), delimiter=";"):  # as where a semicolon parts cells
        assert not [each for each in line if each.startswith(FORMULA_STARTS)] or name in ("options", "questions")


@pytest.mark.parametrize("name", sorted(CSVS))
def test_a_table_says_to_excel_that_it_is_utf8_and_a_file_for_import_begins_with_its_heading(
    reported: Reported, name: str
) -> None:
    raw = (reported.folder / f"{name}.csv").read_bytes()
    assert raw.startswith(b'"' if name in ("canvas", "moodle") else b'\xef\xbb\xbf"')


def test_canvas_gets_its_columns_the_points_row_and_finished_marks_alone(reported: Reported) -> None:
    head, possible, *learners = rows(reported, "canvas")
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", MODULE]
    assert possible == ["Points Possible", "", "", "", "", "62"]
    found = {row[3]: row for row in learners}
    assert found["absent"] == ["O'Neil, Jr, Ada", "77", "", "absent", "", ""]
    mark = marks(reported.cohort).set_index("learner")["mark"]
    assert float(found["strong-03"][5]) == pytest.approx(mark["strong-03"])
    assert found["not-yet"][5] == ""
    assert found["'" + escape_hidden(HOSTILE)][5] == ""  # a person has still to mark an answer


def test_moodle_gets_who_it_is_and_one_column_a_module(reported: Reported) -> None:
    head, *learners = rows(reported, "moodle")
    assert head == ["Username", "ID number", "Email address", "First name", "Last name", MODULE]
    found = {row[0]: row for row in learners}
    assert found["absent"] == ["absent", "77", "'@a@example.org", "Ada", "O'Neil, Jr", ""]
    assert len(found) == len(ALL) + 2


@given(TEXTS)
def test_text_in_a_cell_is_no_formula_and_reads_the_same(text: str) -> None:
    found = csv_value(text)
    assert isinstance(found, str)
    assert not found.lstrip(" ").startswith(FORMULA_STARTS)
    assert found in (escape_hidden(text), "'" + escape_hidden(text))
    assert not COMMANDS.search(found)
    assert "\n" not in found


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_a_number_stays_a_number(value: float) -> None:
    assert csv_value(value) == pytest.approx(value, rel=1e-9)


@given(st.text())
def test_any_text_can_be_shown(text: str) -> None:
    assert not COMMANDS.search(escape_hidden(text))
    assert escape_hidden(escape_hidden(text)) == escape_hidden(text)
    escape_hidden(text).encode()
    text_of_html(text)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.csv", "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.csv", "new \ud800")
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    with pytest.raises(ReportError, match="cannot be written"):
        write_whole(tmp_path / "none" / "a.csv", "new")


def test_a_folder_that_git_would_take_up_is_refused(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(ReportError, match="git does not ignore this folder"):
        make_output_folder(tmp_path / "reports")
    assert not (tmp_path / "reports").exists()
    (tmp_path / ".gitignore").write_text("/reports/\n")
    assert make_output_folder(tmp_path / "reports").stat().st_mode & 0o777 == 0o700


def test_this_repository_ignores_the_reports_folder() -> None:
    lines = (COURSE / ".gitignore").read_text().splitlines()
    assert "/reports/" in lines


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("nowhere", "Run this in the root of the course"),
        ("ungraded", "there is no gradebook yet"),
        ("broken", "cannot be read"),
    ],
)
def test_what_is_missing_is_said_without_a_traceback(tmp_path: Path, wrong: str, words: str) -> None:
    if wrong != "nowhere":
        config = (COURSE / "nbgrader_config.py").read_text()
        (tmp_path / "nbgrader_config.py").write_text(config)
    if wrong == "broken":
        (tmp_path / "gradebook.db").write_text("this is no database, but it is long enough to be read as one" * 99)
    said = CliRunner().invoke(app, ["report", "--course", str(tmp_path)])
    assert said.exit_code == 1
    assert words in said.output
    assert not (tmp_path / "reports").exists()
