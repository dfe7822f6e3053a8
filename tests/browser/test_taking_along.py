"""Answers travel as one file: saved in one place, opened in another, without loss or doubles."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser import desk_lesson as at_desk
from tests.browser.desk_lesson import MANY, ONE, SMALL, answer, part
from tests.browser.lesson import Lesson
from tests.browser.shared_server import SharedServer
from wellfounded.journal.file import JOURNAL

pytestmark = pytest.mark.full

course, module = at_desk.course, at_desk.module  # fixtures


@pytest.fixture
def elsewhere(course: Path, tmp_path: Path, browser: Browser) -> Iterator[Lesson]:
    """Give the same lesson on another server, in a browser that has seen nothing: another Binder, another computer."""
    server = SharedServer(course, tmp_path / "other")
    page = browser.new_context().new_page()
    lesson = Lesson(page, server.address, server.workspace / SMALL)
    lesson.open()
    yield lesson
    page.context.close()
    server.stop()


def save(lesson: Lesson, path: Path) -> Path:
    with lesson.page.expect_download() as download:
        part(lesson, "Take your answers along").get_by_role("button", name="Save all my answers").click()
    download.value.save_as(path / download.value.suggested_filename)
    return path / download.value.suggested_filename


def opened(lesson: Lesson, path: Path) -> Locator:
    """Open a file of answers; return where the desk says what became of it."""
    files = part(lesson, "Take your answers along")
    files.get_by_label("Open such a file").set_input_files(path)
    return files.locator(".wf-status")


def test_answers_that_were_saved_as_a_file_are_there_in_another_place(
    lesson: Lesson, elsewhere: Lesson, tmp_path: Path
) -> None:
    answer(lesson)
    answer(lesson, "Delta", MANY)
    saved = save(lesson, tmp_path)
    assert saved.name.startswith("well-founded-answers-20")
    expect(part(lesson, "Take").locator(".wf-status")).to_contain_text("2 answers from 1 lesson")
    answer(elsewhere, "Epsilon", MANY)  # later, so this one counts
    expect(opened(elsewhere, saved)).to_contain_text("2 new answers; 0 were here already.")
    elsewhere.open()
    expect(elsewhere.option(ONE, "Beta").locator("input")).to_be_checked()
    expect(elsewhere.option(MANY, "Epsilon").locator("input")).to_be_checked()
    expect(elsewhere.option(MANY, "Delta").locator("input")).not_to_be_checked()
    expect(opened(elsewhere, saved)).to_contain_text("0 new answers; 2 were here already.")
    back = save(elsewhere, tmp_path / "back")
    before = lesson.journal()
    for choice, said in (
        ("No, keep", "Nothing was changed here."),
        ("Yes, open", "1 new answer; 2 were here already."),
    ):
        assert lesson.journal() == before
        status = opened(lesson, back)
        asked = part(lesson, "Take").get_by_role("group", name="Are you sure?")
        expect(asked).to_contain_text("newer answer to 1 question that you have answered here")
        asked.get_by_role("button", name=choice).click()
        expect(status).to_contain_text(said)
    assert lesson.journal() == elsewhere.journal()
    assert len(lesson.journal().events) == 3


def test_a_file_of_more_than_a_server_takes_at_once_is_opened_whole(lesson: Lesson, tmp_path: Path) -> None:
    event = {"v": 1, "at": "2026-01-01T00:00:00.000000Z", "event": "answer", "in": SMALL}
    event |= {"case": "withdrawn", "question": "q1", "wording": "", "response": "x" * 9000}
    path = tmp_path / "large.jsonl"
    path.write_text("".join(json.dumps({**event, "id": f"{number}"}) + "\n" for number in range(1400)))
    assert path.stat().st_size > 12 * 2**20
    expect(opened(lesson, path)).to_contain_text("1400 new answers")
    assert len(lesson.journal().events) == 1400
    assert save(lesson, tmp_path).stat().st_size > 12 * 2**20


def test_a_file_that_is_none_of_ours_changes_nothing_and_is_said_to_be_so(lesson: Lesson, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n\x00\xff\n")
    (tmp_path / "empty").touch()
    expect(opened(lesson, tmp_path / "letter.pdf")).to_contain_text("Nothing in this file could be read.")
    expect(opened(lesson, tmp_path / "empty")).to_contain_text("This file is empty.")
    assert not (lesson.folder / JOURNAL).exists()
    part(lesson, "Take your answers along").get_by_role("button", name="Save all my answers").click()
    expect(part(lesson, "Take your answers along").locator(".wf-status")).to_contain_text("nothing to save")
