"""A report in a real browser: no request, no script, nothing that axe finds; it fits a telephone, light and dark."""

import pytest
from playwright.sync_api import Browser, Request

from tests.accessibility import run_axe
from tests.effort import FULL
from tests.grading.reports.reported_cohort import Reported

SEEN = [(1280, "light"), (480, "dark"), *([(1280, "dark"), (480, "light")] if FULL else [])]


@pytest.mark.parametrize(("width", "scheme"), SEEN)
def test_the_page_calls_nobody_runs_nothing_and_can_be_read(
    browser: Browser, reported: Reported, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto((reported.folder / "report.html").as_uri())
    title = page.title()
    for each in page.locator("summary").all():
        each.click()
    assert [each.url for each in asked] == [page.url]
    assert page.title() == title == "Well-Founded: report on a cohort"
    assert page.locator("svg[role=img]").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = run_axe(page)
    assert found.response["violations"] == [], found.generate_report()
    context.close()
