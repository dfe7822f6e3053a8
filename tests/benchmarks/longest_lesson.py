"""What the lesson with most questions costs: its widgets, what ten runs leave of them, and how long until all live."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, chromium
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.learner.layout import lay_out

RUNS = 10
COUNT = """
import json
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances
parts = [part for widget in _instances.values() for part in Widget.get_state(widget).items()]
sizes = [len(part[1]) if isinstance(part[1], bytes) else len(json.dumps(dict([part]))) for part in parts]
print(len(_instances), sum(sizes))
"""
SHOWN_AND_LIVE = """
    globalThis.seen = {};
    new MutationObserver(() => {
        const now = performance.now();
        const live = document.querySelectorAll(".wf-question").length;
        const title = seen.shown ? null : document.querySelector(".jp-Notebook .jp-RenderedMarkdown h1");
        if (title?.checkVisibility()) seen.shown = now;
        if (live) seen.first ??= now;
        if (live > (seen.live ?? 0)) Object.assign(seen, { live, last: now });
    }).observe(document, {childList: true, subtree: true, attributes: true});
"""


def longest() -> tuple[str, int]:
    """Return the lesson with most questions, and how many it has."""
    lessons = {path.parent.name: read_module(path.parent) for path in sorted((COURSE / "source").glob("*/cases"))}
    counts = {name: sum(len(case.questions) for case in cases.values()) for name, cases in lessons.items()}
    return max(counts.items(), key=lambda item: item[1])


def widgets(scratch: Path) -> None:
    """Print the state of the lesson's widgets after one run, and how many models ten runs leave in one window."""
    module, questions = longest()
    lay_out(COURSE, scratch / "longest", "home")
    folder = scratch / "longest" / module
    page = nbformat.read(folder / f"{module}.ipynb", as_version=4)
    code = [new_code_cell(cell.source) for cell in page.cells if cell.cell_type == "code"]
    page.cells = [each for _ in range(RUNS) for each in (*code, new_code_cell(COUNT))]
    NotebookClient(page, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    counts = [cell.outputs[0].text.split() for cell in page.cells if cell.source == COUNT]
    (models, state), (later, _) = counts[0], counts[-1]
    sys.stdout.write(
        f"widgets of {module} ({questions} questions): {models} models, {int(state) / 1024:.0f} KiB of state; "
        f"{later} models after {RUNS} runs   aim: under 250 KiB, no more models than two windows need\n"
    )


def live(address: str) -> tuple[float, float]:
    """Return the seconds from the lesson shown, at its address, to its first and to its last live question."""
    _, questions = longest()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.add_init_script(SHOWN_AND_LIVE)
        page.goto(address)
        page.wait_for_function(f"seen.live === {questions}", timeout=120_000)
        seen = page.evaluate("seen")
        browser.close()
    return (seen["first"] - seen["shown"]) / 1000, (seen["last"] - seen["shown"]) / 1000
