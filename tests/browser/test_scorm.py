"""An interview played as a learning platform plays it: in a frame, beside the platform's own SCORM object."""

import io
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.accessibility import run_axe
from tests.browser.page_fixtures import new_page
from tests.content.questions.played_interviews import PRACTICE
from tests.places import COURSE, GALLERY
from wellfounded.content.case_file import read_case
from wellfounded.exchange.scorm.package import interviews, scorm_package

RUNTIME = COURSE / "course" / "node_modules" / "scorm-again" / "dist" / "scorm12.min.js"
# As a platform does: an object that checks each value, in the window around the page; what it held is there again.
PLATFORM = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Platform</title><script src="scorm12.min.js">
</script><script>
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
API.loadFromJSON(JSON.parse(localStorage.kept ?? "{}"));
API.on("LMSCommit", () => (localStorage.kept = API.renderCMIToJSONString()));
</script><main><h1>Platform</h1>
<iframe src="package/index.html" title="Interview" style="width: 100%; height: 90vh"></iframe></main></html>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[str]:
    """Serve the unpacked interview in a frame of a platform's page; return its address."""
    case = read_case(GALLERY / "source" / "01-gallery" / "cases" / "interview-practice.yaml")
    (question,) = interviews(case)
    zipfile.ZipFile(io.BytesIO(scorm_package(case, question))).extractall(tmp_path / "package")
    (tmp_path / "scorm12.min.js").write_bytes(RUNTIME.read_bytes())
    (tmp_path / "index.html").write_text(PLATFORM)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def value(page: Page, name: str) -> str:
    """Return what the platform holds."""
    held: str = page.evaluate("name => API.LMSGetValue(name)", name)
    return held


def say(frame: FrameLocator, step: list[str]) -> None:
    """Say one way as a person does: of its topic, which is chosen first where another is open."""
    topic, way = step
    card = frame.locator(f".wf-way[value='{way}']")
    title = next(other.title for other in PRACTICE.topics if other.id == topic)
    if frame.locator(".wf-turn legend", has_text=title).count() == 0:
        frame.locator(f".wf-topic[value='{topic}']").click()
    card.click()


def test_an_interview_on_a_platform_is_kept_scored_and_completed(page: Page, platform: str) -> None:
    page.goto(platform)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("You are the")).to_be_visible()
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    first, *others = PRACTICE.sound
    say(frame, first)
    expect(frame.locator(".wf-reply").last).to_be_visible()
    assert value(page, "cmi.suspend_data") == ".".join(first)
    page.reload()  # the page is left in the middle, and opened again
    expect(frame.locator(".wf-reply").last).to_be_visible()
    for step in others:
        say(frame, step)
    debrief = frame.locator(".wf-debrief")
    expect(debrief).to_be_focused()
    expect(debrief).to_contain_text("100 of 100 points.")
    assert value(page, "cmi.core.lesson_status") == "completed"
    assert value(page, "cmi.core.score.raw") == "100"
    assert value(page, "cmi.interactions._count") == str(len(PRACTICE.sound))
    expect(frame.locator(".wf-kept")).to_be_empty()
    assert run_axe(page).response["violations"] == []
    page.goto("about:blank")
    page.goto(platform)
    told_on_leaving = page.evaluate("JSON.parse(localStorage.kept).cmi.core.session_time")
    assert told_on_leaving.startswith("00:00:")  # a visit of seconds
    expect(frame.locator(".wf-debrief")).to_contain_text("100 of 100 points.")


def test_without_a_platform_the_page_says_that_nothing_is_kept(page: Page, platform: str) -> None:
    page.goto(platform.replace("index.html", "package/index.html"))
    expect(page.locator(".wf-kept")).to_contain_text("keeps nothing of this")
    phone = new_page(page.context)
    phone.set_viewport_size({"width": 390, "height": 800})
    phone.goto(page.url)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
