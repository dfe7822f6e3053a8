"""A marker's page in a real browser: rubric lines are clicked, marks are kept and saved to a file that is taken."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.accessibility import run_axe
from tests.grading.marking.marked_class import Class


def opened(browser: Browser, school: Class, width: int = 1280, scheme: Any = "light") -> tuple[Page, list[Request]]:
    school.marking("share", "anna", "--blind")
    school.marking("pack", "anna")
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    calls: list[Request] = []
    page.on("request", lambda request: calls.append(request))
    page.goto((school.course / "marking" / "anna.html").as_uri())
    return page, calls


def mark(page: Page, code: str, points: str = "121") -> None:
    article = page.locator(f"article[data-code='{code}']")
    for line, value in zip("abc", points, strict=True):
        article.locator(f"[data-criterion={line}] input[value='{value}']").check()


def saved(page: Page, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the marks to a file").click()
    assert download.value.suggested_filename == "marks-anna.json"
    download.value.save_as(to)
    return to


def test_marks_are_clicked_kept_saved_and_taken_and_hostile_text_stays_text(
    browser: Browser, school: Class, tmp_path: Path
) -> None:
    page, calls = opened(browser, school)
    codes = {learner: share.code for learner, share in school.shares().items()}
    assert page.locator("#progress").inner_text() == "0 of 12 marked."
    assert (
        '<script>document.title="ran"</script>' in page.locator(f"article[data-code='{codes['mallory']}']").inner_text()
    )
    mark(page, codes["learner-03"], "120")
    mark(page, codes["learner-04"], "120")
    page.locator(f"article[data-code='{codes['learner-03']}'] textarea").fill("Say what could change it.")
    other = page.locator(f"article[data-code='{codes['learner-04']}']")
    other.locator("summary").click()
    other.get_by_role("button", name="Say what could change it.").click()
    assert other.locator("textarea").input_value() == "Say what could change it."
    assert other.locator(".total").inner_text() == "3 of 4 points"
    page.locator(f"article[data-code='{codes['mallory']}'] [data-criterion=a] input[value='0']").check()
    page.reload()
    assert page.locator("#progress").inner_text() == "2 of 12 marked."
    page.get_by_role("button", name="Next to mark").click()
    assert page.evaluate("document.activeElement.tagName") == "H3"
    file = saved(page, tmp_path / "marks-anna.json")
    assert page.title() == "Answers to mark: anna"  # nothing that was typed ran
    assert {call.url.partition(":")[0] for call in calls} <= {"file", "blob"}
    said = school.marking("take", file)
    assert "anna: 2 marks; 1 have lines left to choose." in said
    assert school.book("learner-04") == (3, False, "Say what could change it.")
    page.context.close()


def test_on_another_computer_one_goes_on_from_the_file_and_later_marks_stay(
    browser: Browser, school: Class, tmp_path: Path
) -> None:
    page, _ = opened(browser, school)
    codes = {learner: share.code for learner, share in school.shares().items()}
    mark(page, codes["learner-03"], "120")
    mark(page, codes["learner-04"], "120")
    file = saved(page, tmp_path / "marks-anna.json")
    page.context.close()
    page, _ = opened(browser, school)
    mark(page, codes["learner-04"], "000")
    page.locator("#load").set_input_files(file)
    page.get_by_text("1 taken from the file").wait_for()
    marks = {each["code"]: each["points"] for each in json.loads(saved(page, file).read_text())["marks"]}
    assert marks == {codes["learner-03"]: {"a": 1, "b": 2, "c": 0}, codes["learner-04"]: {"a": 0, "b": 0, "c": 0}}
    (tmp_path / "other.json").write_text("[]")
    page.locator("#load").set_input_files(tmp_path / "other.json")
    page.get_by_text("That file holds no marks").wait_for()
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_the_page_can_be_read_by_everybody_and_fits(browser: Browser, school: Class, width: int, scheme: str) -> None:
    page, _ = opened(browser, school, width, scheme)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = run_axe(page)
    assert found.response["violations"] == [], found.generate_report()
    page.context.close()
