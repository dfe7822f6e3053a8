"""The browser is killed while answers are kept: all that a reader was told is saved is there, whole and once."""

import itertools
import random
import threading
from base64 import b64encode
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import FLAGS, chromium
from tests.browser.page_fixtures import ALONE, new_page
from tests.launch.site.killed_browser import Learner, kill_while_they_answer
from tests.launch.site.small_site import LESSON, ONE, option, read
from wellfounded.journal.file import JOURNAL, parse_lines

pytestmark = pytest.mark.full

KILLS, LEARNERS = 40, 25  # to start a browser is dear: so each kill cuts off many who answer, a thousand in all
OF_LESSONS = 4
# Says each answer that the page calls saved, as it does so.
TELL = """document.addEventListener("wellfounded-change", ({ target }) => {
  const chosen = target.querySelector("input:checked");
  if (target.dataset.state === "saved" && chosen) console.log(`saved ${chosen.value}`);
})"""
PIECES = """() => new Promise((resolve) => {
  const opening = indexedDB.open("well-founded");
  opening.onsuccess = () => {
    const all = opening.result.transaction("pieces").objectStore("pieces").getAll();
    all.onsuccess = () => resolve(all.result.map(({ path, data }) => [path, new TextDecoder().decode(data)]));
  };
})"""


def test_what_was_saved_outlives_every_kill_of_the_browser(tmp_path: Path) -> None:
    learners = [Learner(encrypted=number == 0) for number in range(LEARNERS)]
    kill_while_they_answer(learners, tmp_path / "profile", KILLS, random.Random(1))  # noqa: S311 (no secret)
    assert [trouble for learner in learners for trouble in learner.troubles] == []
    assert min(learner.count for learner in learners) > KILLS / 4  # each was cut off while they answered


def test_so_it_does_in_a_whole_lesson(browser: Browser, served: str, tmp_path: Path) -> None:
    profile, chance, before = tmp_path / "profile", random.Random(7), list[str]()  # noqa: S311 (no secret)
    said: list[str] = []
    for _ in range(OF_LESSONS + 1):
        page = opened(browser, profile, said)
        read(page, served)
        kept = responses(page)
        assert kept[: len(before)] == before
        rest = iter(kept[len(before) :])
        assert [response for response in said if response not in rest] == []  # it is there, in this order
        assert len(kept) - len(before) <= len(said) + 2  # what was sent when the browser was killed
        before = kept
        said.clear()
        killer = threading.Timer(0.3 + chance.random(), kill, [profile])
        killer.start()
        with pytest.raises(Error):  # the browser is gone
            answer_on(page)
        killer.join()
    assert len(kept) > OF_LESSONS


ANSWERS = "course/wellfounded/launch/site/page/answers.js"
IN_WORKER = """([module, doing]) => new Promise((resolve) => {
  const keepThen = async (module, doing) => {
    const { Answers } = await import(module);
    const answers = new Answers(() => {});
    await answers.open();
    const line = new TextEncoder().encode("what I answered\\n".repeat(20));
    for (let start = 0; start < 20; start++) await answers.alone(() => answers.keep([["answers.jsonl", start, line]]));
    await answers.alone(() => (doing === "forget" ? answers.forget() : answers.encrypt("nine grey herons wait")));
    await answers.alone(() => answers.overwriteDeleted());
    return answers.files.size;
  };
  const script = `(${keepThen})(${JSON.stringify(module)}, "${doing}").then(postMessage)`;
  new Worker(URL.createObjectURL(new Blob([script]))).onmessage = ({ data }) => resolve(data);
})"""


@pytest.mark.parametrize(("doing", "files"), [("forget", 0), ("encrypt", 1)])
def test_nothing_of_it_stays_in_the_files_of_the_browser(
    browser: Browser, tmp_path: Path, doing: str, files: int
) -> None:
    host = Learner(encrypted=False).server
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), args=[*FLAGS, ALONE]
    )
    page = new_page(context)
    address = f"http://127.0.0.1:{host.server_port}"
    page.goto(f"{address}/docs/site.md")
    assert page.evaluate(IN_WORKER, [f"{address}/{ANSWERS}", doing]) == files
    context.close()
    host.shutdown()
    places = [tmp_path / "profile" / "Default" / name for name in ("IndexedDB", "File System")]
    stored = [path for place in places for path in place.rglob("*") if path.is_file()]
    readable = [b"what I answered", b64encode(b"what I answered")]
    assert [path for path in stored if any(text in path.read_bytes() for text in readable)] == []
    assert [any(path.stat().st_size for path in stored if path.is_relative_to(place)) for place in places] == [True] * 2


def opened(browser: Browser, profile: Path, said: list[str]) -> Page:
    """Open a browser with this profile; what its page says is saved grows in `said`."""
    options = {"executable_path": chromium(), "args": [*FLAGS, ALONE]}
    page = new_page(browser.browser_type.launch_persistent_context(profile, **options))  # type: ignore[arg-type]
    page.add_init_script(TELL)
    page.on("console", lambda message: said.append(message.text[-1]) if message.text.startswith("saved ") else None)
    return page


def answer_on(page: Page) -> None:
    for number in itertools.count():
        option(page, ONE, number % 3).check()


def responses(page: Page) -> list[str]:
    """Return what the browser has of the first question, in order; each event is there once, and whole."""
    journal = "".join(text for path, text in page.evaluate(PIECES) if path == f"{LESSON}/{JOURNAL}")
    lines = parse_lines(journal.encode())
    assert lines.skipped == 0
    assert len({event["id"] for event in lines.events}) == len(lines.events)
    answers = [event for event in lines.events if (event["case"], event["question"]) == tuple(ONE.split("/"))]
    return ["".join(event["response"]) for event in answers]


def kill(profile: Path) -> None:
    """Kill a browser and all of its processes."""
    named = [
        process for process in psutil.process_iter(["cmdline"]) if f"--user-data-dir={profile}" in said_by(process)
    ]
    for process in named:
        process.kill()


def said_by(process: psutil.Process) -> list[str]:
    return process.info["cmdline"] or []
