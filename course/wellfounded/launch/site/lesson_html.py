"""The web page of a released lesson: all its text at once, and the name of the call that each live part is drawn by."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

import wellfounded
from wellfounded.content.markup import join_html
from wellfounded.launch.lesson_handlers import number_of

NOTEBOOK = re.compile(r"(\.\./)?(?P<module>[0-9]{2}-[\w-]+)/(?P=module)\.ipynb(?P<place>#.*)?")
PAGE = "index.html"
OWN_TEXTS = Path(__file__).with_name("own_texts.yaml")
RUN_HINT = re.compile(r"<p class=['\"]wf-run-hint['\"]>.*?</p>", re.DOTALL)  # how to run a notebook
OUTLINE = 80  # words: more than a text may have, links and all, that leads over to the case after it
COMING = '<p class="wf-coming"></p>'  # page.js says there that more comes
# Nothing inline runs, nothing is loaded from anywhere else, and the only thing compiled is Python's own engine.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
WHOLE = Markup(
    "<!DOCTYPE html>\n"
    '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n'
    "<title>{number}{title} · Well-Founded</title>\n"
    '<script src="../begin.js"></script>\n<link rel="stylesheet" href="../{version}/page.css">\n'
    '<script type="module" src="../{version}/page.js"></script>\n'
    '<link rel="icon" href="../mark.svg" type="image/svg+xml">\n'
    '<link rel="apple-touch-icon" href="../apple-touch-icon.png">\n<link rel="manifest" href="../manifest.json">\n'
    '<link rel="alternate" type="application/x-ipynb+json" href="{module}.ipynb">\n</head>\n'
    '<body data-wf-view="lesson" data-wf-settled data-module="{module}" data-sittings="{sittings}" '
    'data-binder="{binder}">\n'
    '<p class="wf-only-read">You can read all of this page here, but not answer. Its questions need a web host, which '
    "serves these pages, and a browser that runs scripts.</p>\n"
    '<header id="wf-bar" class="wf-bar"></header>\n'
    '<main class="jp-NotebookPanel"><div class="jp-Notebook"><div class="jp-WindowedPanel-outer">'
    '<div class="jp-WindowedPanel-viewport">\n{cells}\n</div></div></div></main>\n</body>\n</html>\n'
)
TEXT = Markup(
    '<div class="jp-Cell jp-MarkdownCell" data-cell="{id}" data-source="{source}">'
    '<div class="jp-RenderedHTMLCommon jp-RenderedMarkdown jp-MarkdownOutput">{html}</div></div>'
)
PART = Markup(
    '<div class="jp-Cell jp-CodeCell" data-cell="{id}" data-source="{source}" data-call="{call}">'
    '<div class="jp-Cell-outputArea">'
    '<div class="jp-OutputArea-output jp-RenderedHTMLCommon jp-RenderedHTML">{html}</div></div></div>'
)


@dataclass(frozen=True)
class LessonText:
    """A released notebook, read as JSON: its module, its title, and what the page is made of."""

    module: str
    title: str
    sittings: list[dict[str, Any]]
    cells: list[dict[str, Any]]


def read_lesson(notebook: Path) -> LessonText:
    """Read a released notebook."""
    written = json.loads(notebook.read_text(encoding="utf-8"))
    about = written["metadata"]
    return LessonText(notebook.stem, about["title"], about.get("sittings", []), written["cells"])


def lesson_page(lesson: LessonText, version: str, binder: str) -> str:
    """Return the whole page of a lesson, which takes all that is live from the folder of its version."""
    number = number_of(lesson.module)
    return str(
        WHOLE.format(
            policy=POLICY,
            number=f"{number} " if number else "",
            title=lesson.title,
            module=lesson.module,
            sittings=json.dumps(lesson.sittings),
            version=version,
            binder=binder and f"{binder}?urlpath=doc/tree/my-course/{lesson.module}/{lesson.module}.ipynb",
            cells=join_html(_cells(lesson)),
        )
    )


def _cells(lesson: LessonText) -> Iterator[Markup]:
    for cell in lesson.cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if not cell["metadata"].get("nbgrader", {}).get("grade"):  # for who marks a written answer
                text = text_of(cell)
                yield TEXT.format(id=cell["id"], source=_outline(text), html=_rendered(text))
            continue
        html = _shown(cell)
        if html:
            yield PART.format(id=cell["id"], source=source, call=json.dumps(_call(source)), html=html) + Markup("\n")


def _outline(text: str) -> str:
    """Return what of a cell's Markdown the learner's view goes by, see screens.js: its headings, or if it is short."""
    headings = [line for line in text.splitlines() if line.startswith("#")]
    return "\n".join(headings) if headings else " ".join(text.split()[:OUTLINE])


def text_of(cell: dict[str, Any]) -> str:
    """Return the Markdown of a cell, in the words of a web page."""
    return _own_texts().get(cell["id"], "".join(cell["source"]))


@cache
def _own_texts() -> dict[str, str]:
    return dict(yaml.safe_load(OWN_TEXTS.read_text(encoding="utf-8")))


def _shown(cell: dict[str, Any]) -> Markup:
    """Return what a cell shows where nothing runs, as the build made it; "" for one that only imports."""
    shown = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    html = "".join("".join(part) for part in shown)
    return Markup(RUN_HINT.sub(COMING, html))  # noqa: S704 (the build made it)


def _call(source: str) -> list[Any]:
    """Return the name and the arguments of the one call that a cell makes; [] for a lesson's own code."""
    body = ast.parse(source).body
    match body[-1:]:
        case [ast.Expr(ast.Call(ast.Name(name), arguments, []))] if name in wellfounded.__all__:
            return [name, [ast.literal_eval(argument) for argument in arguments]]
        case _:
            return []


class _Renderer(RendererHTML):
    """Gives headings the names that Jupyter gives them, and leads links to notebooks to their pages."""

    def heading_open(self, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        tokens[index].attrSet("id", _words(tokens[index + 1]).replace(" ", "-"))
        return self.renderToken(tokens, index, options, env)

    def link_open(self, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        href = str(tokens[index].attrGet("href"))
        if notebook := NOTEBOOK.fullmatch(href):
            tokens[index].attrSet("href", f"../{notebook['module']}/{PAGE}{notebook['place'] or ''}")
        return self.renderToken(tokens, index, options, env)


def _words(heading: Token) -> str:
    return "".join(child.content for child in heading.children or ())


def _rendered(source: str) -> Markup:
    """Render a lesson's own text, which may hold HTML: authors are trusted."""
    parser = MarkdownIt("commonmark", {"html": True}, renderer_cls=_Renderer).enable("table")
    return Markup(parser.render(source))  # noqa: S704 (authors are trusted)
