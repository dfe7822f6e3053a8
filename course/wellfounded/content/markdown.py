"""Markdown to HTML, for the text of cases: links to authorities, no raw HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markupsafe import Markup

from wellfounded.content.law import authorities
from wellfounded.content.markup import fill_html
from wellfounded.content.reading_mark import parse_mark, reading_mark

SCHEME = "authority:"
OUTSIDE = ("http:", "https:", "mailto:")  # such addresses mean the same wherever a page lies


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("link", "reading_mark", parse_mark)
    return parser


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link as markdown-it does, and note in its token where in the text its destination stands."""
    start, before = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        opened.meta["destination"] = slice(parseLinkLabel(state, start, True) + 1, state.pos)
    return True


def cited(text: str) -> list[str]:
    """Return the keys of the authorities that Markdown links to, in order, however the links are written."""
    return [key for token in _within(_parser().parse(text)) if (key := _key(token))]


def unresolved(text: str) -> list[str]:
    """Return the keys of the authorities whose links `linked` leaves as they are: one of a reference, for instance."""
    return cited(linked(text))


def _within(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens within paragraphs, headings and cells of tables."""
    return (child for token in tokens for child in token.children or ())


def _key(token: Token) -> str:
    """Return the key of the authority that a link begins to lead to; "" if it leads elsewhere, or is no link."""
    target = str(token.attrGet("href") or "") if token.type == "link_open" else ""
    return target[len(SCHEME) :] if target.lower().startswith(SCHEME) else ""


def pictures(text: str) -> list[tuple[str, str]]:
    """Return (path, alternative text) of the pictures in Markdown, in order."""
    tokens = _within(_parser().parse(text))
    return [(str(token.attrGet("src")), token.content) for token in tokens if token.type == "image"]


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list, table or other block of Markdown, as it is written."""

    kind: str  # "paragraph", "heading", "bullet_list", …
    text: str


def blocks(text: str) -> list[Block]:
    """Return the outermost blocks of Markdown, in order."""
    begun = [(token.map[0], token) for token in _parser().parse(text) if token.map and not token.level]
    lines = text.split("\n")
    ends = [*(line for line, _ in begun[1:]), len(lines)]
    return [
        Block(token.type.removesuffix("_open"), "\n".join(lines[line:end]).strip())
        for (line, token), end in zip(begun, ends, strict=True)
    ]


def block(text: str) -> Markup:
    """Render Markdown to HTML blocks."""
    return _rendered(_parser().parse(text))


def inline(text: str) -> Markup:
    """Render Markdown to HTML without a paragraph around it."""
    return _rendered(_parser().parseInline(text.strip()))


def standalone(text: str, title: str) -> Markup:
    """Render a lesson's text, already linked, for a page of its own that has the heading `title`.

    That heading is not repeated, and none is above the second level. Links to files of the course become plain words,
    and the cells of a column that is aligned to the right say so by their class.
    """
    tokens = _parser().parse(text)
    if len(tokens) > 1 and tokens[0].tag == "h1" and tokens[1].content == title:
        del tokens[:3]
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "wf-number")
        if token.children:
            token.children = list(_leading_out(token.children))
    return _rendered(tokens)


def _rendered(tokens: list[Token]) -> Markup:
    """Render tokens, with the address of an authority where its key stands, its full name as title, and its mark."""
    for token in tokens:
        if token.children:
            token.children = [*_resolved_links(token.children)]
    html = _parser().renderer.render(tokens, _parser().options, {})
    return Markup(str(html).strip())  # noqa: S704 (markdown-it escapes all HTML that stands in the text)


def _resolved_links(tokens: Iterable[Token]) -> Iterator[Token]:
    mark = Markup("")  # of the link that is open: links do not nest
    for token in tokens:
        if key := _key(token):
            token.attrs |= {"href": authorities()[key].address, "title": authorities()[key].name()}
            mark = _mark(key)
        yield token
        if token.type == "link_close" and mark:
            yield Token("html_inline", "", 0, content=mark)
            mark = Markup("")


def _mark(key: str) -> Markup:
    """Return the mark of how a source was read, held to the word before it."""
    source = authorities()[key]
    return Markup("\u00a0") + reading_mark(source.checked, source.trust())


def _leading_out(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens without the links that lead to files of the course."""
    kept = False  # links do not nest
    for token in tokens:
        if token.type == "link_open":
            kept = str(token.attrGet("href")).startswith(OUTSIDE)
        if token.type not in ("link_open", "link_close") or kept:
            yield token


def linked(text: str) -> str:
    """Return Markdown in which `(authority:key)` is the address, with the full name as title and a mark behind it.

    See `unresolved`.
    """
    lines = text.split("\n")
    begun = [0] * len(lines)  # how much of each line was looked at: the cells of a table share one
    for block in _parser().parse(text):
        if block.type != "inline" or not block.map:
            continue
        for number, (old, new) in enumerate(_resolved(block), block.map[0]):
            at = lines[number].find(old, begun[number])
            if at >= 0:
                lines[number] = lines[number][:at] + new + lines[number][at + len(old) :]
                begun[number] = at + len(new)
    return "\n".join(lines)


def _resolved(block: Token) -> Iterator[tuple[str, str]]:
    """Return the lines of a paragraph, heading or cell as they are, and with the addresses of authorities."""
    text = block.content
    for token in reversed(block.children or []):
        key = _key(token)
        place = token.meta.get("destination", slice(0, 0))
        if key in authorities() and text[place].startswith("(") and "\n" not in text[place]:
            title = authorities()[key].name().replace('"', "”")
            link = f'({authorities()[key].address} "{title}")'
            text = f"{text[: place.start]}{link}{_mark(key)}{text[place.stop :]}"
    return zip(block.content.split("\n"), text.split("\n"), strict=True)


def citation(key: str) -> Markup:
    """Return a link to an authority, and the mark of how it was read."""
    source = authorities()[key]
    return fill_html('<a href="{}">{}</a>{}', source.address, source.name(), _mark(key))


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading or cell of a table that cites: the line where it stands, from 0, and its keys."""

    line: int
    is_cell: bool
    text: str
    keys: list[str]


def passages(text: str) -> Iterator[Passage]:
    """Yield what in a text cites authorities."""
    before = ""
    for token in _parser().parse(text):
        keys = [key for child in token.children or () if (key := _key(child))]
        if keys and token.map:
            yield Passage(token.map[0], before in ("td_open", "th_open"), token.content, keys)
        before = token.type
