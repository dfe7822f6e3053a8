"""Two safeguards, each by itself: what was typed gives Markdown nothing to render; what was rendered is cleaned."""

import re
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import markdown2html
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from tests.attacks.attack import MODULE
from tests.attacks.attacks_pages import TYPED
from tests.places import COURSE
from wellfounded.content.questions.written import Written
from wellfounded.grading.nbgrader.config import load_config
from wellfounded.render.safe_html import inert

ASKED = Written.samples()[0].question
TAG = re.compile("<[^<>]*>")
COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LINES = st.sampled_from(["\r", "\n", "\r\n", "\f", "\x0b", "\x1c", "\x85", "\u2028", "\u2029", "\0", " ", "\t", "\xa0"])
SIGNS = st.sampled_from(
    ["# ", "> ", "- ", "1. ", "```", "    ", "[a](b)", "[1]: b", "|a|\n|-|", "$$", "<p>", "&#10;", "==="]
)
TEXTS = st.lists(st.one_of(LINES, SIGNS, st.text(max_size=5)), max_size=20).map("".join)


@pytest.mark.parametrize("render", [markdown2html, COMMONMARK.render])
@pytest.mark.parametrize("name", TYPED)
def test_no_renderer_of_markdown_makes_anything_of_what_was_typed(render: Any, name: str) -> None:
    renders_nothing(render, TYPED[name])


@given(TEXTS)
def test_nor_of_any_other_text(text: str) -> None:
    renders_nothing(markdown2html, text)
    renders_nothing(COMMONMARK.render, text)


def renders_nothing(render: Any, text: str) -> None:
    source = inert(f"<section>{ASKED.review(text)}</section>")
    assert len(source.splitlines()) == 1
    assert TAG.findall(render(source)) == TAG.findall(source)


@pytest.fixture(scope="module", params=["formgrade", "feedback"])
def exporter(request: pytest.FixtureRequest) -> HTMLExporter:
    """Make pages as formgrader and generate_feedback do, with the course's configuration."""
    config = load_config(COURSE, COURSE, MODULE)
    config = GenerateFeedback(CourseDirectory(config=config), config=config).config
    config.HTMLExporter.template_name = request.param
    return HTMLExporter(config=config)


@pytest.mark.parametrize("name", TYPED)
def test_what_is_rendered_raw_is_cleaned(exporter: HTMLExporter, name: str) -> None:
    text = TYPED[name]
    about = {"grade": True, "solution": True, "grade_id": "a", "points": 1, "score": 0, "comment": text}
    data = {"text/html": text, "application/javascript": text, "image/svg+xml": text}
    shown = [nbformat.v4.new_output("display_data", {kind: each}) for kind, each in data.items()]
    cells = [
        nbformat.v4.new_markdown_cell(f"<section>x</section>\n\n{text}", metadata={"nbgrader": about}),
        nbformat.v4.new_code_cell("1", outputs=shown, metadata={"nbgrader": {**about, "solution": False}}),
        nbformat.v4.new_raw_cell(text),
    ]
    resources = {
        "nbgrader": {"score": 0, "max_score": 1, "late_penalty": 0, "notebook": "n"},
        "base_url": "",
        "index": 0,
        "total": 1,
        "first_name": text,
        "last_name": text,
        "student": text,
    }
    page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells), resources)
    whole = BeautifulSoup(page, "html.parser")
    assert whole.select(".breadcrumb :is(img, script, svg, iframe, style, a[href^='javascript'])") == []
    notebook = whole.select("#notebook")[0]
    assert len(notebook.select(".rendered_html")) == 2
    assert notebook.select("script, style, svg, math, iframe, link, meta, base, object, form") == []
    attributes = [(name, value) for each in notebook.find_all(True) for name, value in each.attrs.items()]
    assert [name for name, _ in attributes if name.startswith("on")] == []
    for link in notebook.select(".panel-footer a[href^='https://']"):
        link.decompose()  # an instructor's comment may lead anywhere on the web
    attributes = [(name, value) for each in notebook.find_all(True) for name, value in each.attrs.items()]
    addresses = [str(value) for name, value in attributes if name in ("href", "src")]
    assert [each for each in addresses if not each.startswith(("#", "data:image/svg+xml;base64,"))] == []
