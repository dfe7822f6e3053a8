"""A lesson in a made-up language, written from right to left and long: no word is left out, and everything fits."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.answering import MOUSE, checks, fill
from tests.browser.lesson import Lesson, free_port
from tests.browser.shared_server import write_settings
from tests.places import GALLERY, copy_course
from tests.pseudo_language import CODE, write_pseudo
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.content.questions.interview import Interview
from wellfounded.i18n.messages import LOCALE
from wellfounded.learner.workspace import find_workspace

pytestmark = pytest.mark.full

MODULE = "01-gallery"

# Each visible text and name in our own views that is neither in ⟦ ⟧, nor course text, nor without words.
LEFT_OUT = """() => {
  const bare = (text) => { // what stands outside ⟦ ⟧, which may hold one another
    let depth = 0, rest = "";
    for (const each of text) {
      if (each === "⟦") depth += 1;
      else if (each === "⟧") depth -= 1;
      else if (!depth) rest += each;
    }
    return rest;
  };
  const wordless = (text) => !/\\p{L}{2,}/u.test(bare(text));
  const course = (node, root) => { // or of another language that is marked as such
    const marked = node.closest("[lang]");
    return root.contains(marked) && marked.lang !== "ar";
  };
  const found = [];
  for (const root of document.querySelectorAll(".wf")) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    // What one sentence says may stand in several pieces: its ends are looked for in the block that holds it.
    while (walk.nextNode()) {
      const node = walk.currentNode, holder = node.parentElement;
      if (course(holder, root) || wordless(node.data) || holder.closest("style, .wf-on-paper")) continue;
      const block = holder.closest("p, li, td, th, h3, h4, h5, legend, button, label, option, summary, caption, div");
      const own = block.cloneNode(true);
      own.querySelectorAll("[lang='en'], [lang='es']").forEach((each) => each.remove());
      if (wordless(own.textContent)) continue;
      found.push(node.data);
    }
    for (const each of root.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = each.getAttribute(name) || "";
        if (!course(each, root) && !wordless(text)) found.push(`${name}: ${text}`);
      }
    }
  }
  return [...new Set(found)];
}"""


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package, and add the language to it; return the folder to import from."""
    root = tmp_path_factory.mktemp("pseudo")
    copy = Path(shutil.copytree(LOCALE.parents[1], root / "wellfounded"))
    write_pseudo(copy / LOCALE.relative_to(LOCALE.parents[1]))
    return root


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Build the gallery, and a start page with progress, advice and desk."""
    root = tmp_path / "course"
    copy_course(GALLERY, root)
    path, cell = root / "source" / MODULE / "lesson.md", "```{code-cell} ipython3\n"
    text = path.read_text().replace("import case,", "import case, desk, progress, recommend,")
    more = "".join(f"{cell}{each}()\n```\n\n" for each in ("progress", "recommend", "desk"))
    path.write_text(text.replace(f"{cell}hand_in()", f"{more}{cell}hand_in()"))
    build(root)
    return root


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "my-course"


@pytest.fixture
def lab(course: Path, workspace: Path, package: Path, tmp_path: Path) -> Iterator[str]:
    env = {**os.environ, "PYTHONPATH": str(package), "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    write_settings(tmp_path / "settings")
    options = ["--course", str(course), "--workspace", str(workspace), "--port", str(free_port()), "--language", CODE]
    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser", *options]
    learn = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert learn.stdout is not None
    said = learn.stdout.readline()
    assert re.match("⟦Ready: ", said), said
    yield said.split()[1]
    learn.send_signal(signal.SIGINT)
    assert learn.wait(timeout=60) == 0
    assert "⟦Your answers are saved. Goodbye." in learn.stdout.read()


@pytest.fixture
def module() -> str:
    return MODULE


def nothing_is_left_out(page: Page) -> None:
    words = page.evaluate(LEFT_OUT)
    assert not words, ", ".join(words)


def open_notes(page: Page) -> None:
    for button in page.locator(".wf-note button", has_text="Read the case").all():
        button.click()
        expect(button).to_be_hidden()


def plays_an_english_turn(box: Locator, asked: Interview) -> None:
    """Say something in an interview. Its titles are marked as English: no voice of another language reads them."""
    box.locator(".wf-topic").first.click()
    expect(box.locator(".wf-turn legend [lang='en']")).to_have_text(asked.topics[0].title)
    box.locator(".wf-turn .wf-way").first.click()
    expect(box.locator(".wf-where [lang='en']")).to_have_text(asked.topics[0].title)


@pytest.mark.timeout(600)
def test_no_word_is_left_out_and_all_fits_from_right_to_left(course: Path, lesson: Lesson, page: Page) -> None:
    found = find_workspace(lesson.folder)
    assert found is not None
    open_notes(page)
    nothing_is_left_out(page)
    for case in read_module(course / "source" / MODULE).values():
        for each in case.questions:
            box = page.locator(f".wf-question[data-place$='/{case.id}/{each.id}']")
            box.scroll_into_view_if_needed()
            if isinstance(each, Interview):
                plays_an_english_turn(box, each)
            elif each.kind == "order":
                box.locator(".wf-moves button:enabled").first.click()
            else:
                MOUSE.get(each.kind, fill)(box, each, "A text." if each.by_hand else each.key())
            expect(box.locator(".wf-status").last).to_contain_text("⟦Saved at")
            if case.use == "practice":
                hint = box.get_by_role("button", name="⟦Hint")
                if hint.count():
                    hint.click()
                checks(box).click()
                expect(box.locator(".wf-told summary").last).to_contain_text("⟦Source")
    nothing_is_left_out(page)
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="⟦Hand in this lesson").click()
    anyway = panel.get_by_role("button", name="⟦Hand in anyway")
    expect(anyway).to_be_visible()
    nothing_is_left_out(page)
    anyway.click()
    expect(panel.locator(".wf-result-title")).to_contain_text("⟦Lesson")
    panel.get_by_text("⟦The full review").click()
    expect(page.locator(".wf-board").first).to_contain_text("⟦handed in")
    nothing_is_left_out(page)
    for width in (480, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for drawn in page.locator(".wf").all():
            wide, room = drawn.evaluate("node => [node.scrollWidth, node.clientWidth]")
            assert wide <= room, drawn.inner_text()
            assert drawn.evaluate(
                "node => node.closest('[lang]').lang === 'en' || getComputedStyle(node).direction === 'rtl'"
            )


def test_a_learner_chooses_the_language_at_the_desk(lesson: Lesson, page: Page, workspace: Path) -> None:
    desk = page.locator(".wf-desk", has=page.locator(".wf-leave"))
    choice = desk.get_by_label("Language of the buttons / Idioma de los botones")
    expect(choice).to_have_value(CODE)
    choice.select_option("es")
    expect(desk).to_contain_text("⟦Buttons speak this language")
    expect(desk).to_contain_text("los botones estarán en este idioma")
    found = find_workspace(workspace / MODULE)
    assert found is not None
    assert found.language == "es"
    lesson.open()
    expect(page.get_by_role("button", name="Entregar esta lección")).to_be_visible()
    expect(page.locator(".wf-question").first).to_contain_text("Todavía sin responder")
