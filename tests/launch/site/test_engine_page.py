"""How Python starts in a page: from a picture of its memory where the reader keeps one, anew where that fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.launch.site.conftest import version_folder
from tests.launch.site.web_lesson import alive, choose

pytestmark = pytest.mark.full

LESSON, PRACTICE = "01-gallery", "choice-practice/q1"
KEEP = """async ([name, spoil]) => {
    const address = new URL(name, location.href);
    const kept = new Uint8Array(await (await fetch(address)).arrayBuffer());
    if (spoil) kept.fill(7, kept.length / 2);
    await (await caches.open("kept")).put(address, new Response(kept));
}"""
STARTS = "performance.getEntriesByType('mark').map((mark) => mark.name)"
IDS = """async () => {
    const open = indexedDB.open("well-founded", 1);
    await new Promise((resolve) => open.onsuccess = resolve);
    const all = open.result.transaction("pieces").objectStore("pieces").getAll();
    await new Promise((resolve) => all.onsuccess = resolve);
    return all.result.map(({ data }) => new TextDecoder().decode(data)).join("").match(/"id": "[^"]+"/g);
}"""


def keep_picture(page: Page, address: str, site: Path, *, spoil: bool = False) -> None:
    """Keep the picture as one does who keeps the course on a device; `spoil` half of it."""
    page.goto(f"{address}version.json")
    page.evaluate(KEEP, [f"{version_folder(site).name}/engine/snapshot.gz", spoil])


def starts(page: Page) -> list[str]:
    """Return how Python started in the page."""
    return [name for name in page.workers[0].evaluate(STARTS) if name.startswith("Python started")]


def test_from_a_kept_picture_two_learners_answers_have_other_ids(
    page: Page, address: str, site: Path, another: BrowserContext
) -> None:
    ids = []
    for learner in (page, another.new_page()):
        keep_picture(learner, address, site)
        learner.goto(f"{address}{LESSON}/index.html#choice-practice")
        alive(learner)
        assert starts(learner) == ["Python started from a picture"]
        expect(choose(learner, PRACTICE, 1)).to_contain_text("Saved at")
        ids.append(set(learner.evaluate(IDS)))
    assert len(ids[0]) == len(ids[1]) == 1
    assert ids[0] != ids[1]


def test_where_the_picture_is_spoilt_python_starts_anew(page: Page, address: str, site: Path) -> None:
    keep_picture(page, address, site, spoil=True)
    page.goto(f"{address}{LESSON}/index.html#choice-practice")
    alive(page)
    assert starts(page) == ["Python started"]
    expect(choose(page, PRACTICE, 1)).to_contain_text("Saved at")


def test_a_first_visit_fetches_what_it_needs_and_nothing_twice(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}{LESSON}/index.html#choice-practice")
    alive(page)
    engine = sorted(path.rpartition("engine/")[2] for path in asked if "/engine/" in path)
    assert engine == ["lessons.zst", "pyodide.asm.wasm.zst", "python.zst", "zstd.wasm.gz"]


@pytest.fixture
def another(context: BrowserContext) -> Iterator[BrowserContext]:
    """Return another learner's browser."""
    assert context.browser
    other = context.browser.new_context()
    yield other
    other.close()
