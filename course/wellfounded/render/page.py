"""A page of HTML that stands alone: its style and its pictures are inside, and a browser may load nothing for it."""

from __future__ import annotations

import base64
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import ENGLISH, course_text, language_attributes, later, phrase, phrase_html
from wellfounded.learner.printed_pages import POLICY

STYLES = [Path(__file__).with_name(name) for name in ("palette.css", "page.css", "papers.css", "reading_marks.css")]
KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
# What Markdown is rendered to; whatever a learner typed is escaped, and matches neither.
PICTURE = re.compile(r'<img src="(?!data:)([^"]*)" alt="([^"]*)"[^>]*>')
LINK = re.compile(
    r'<a href="([^"]+)"(?: title="([^"]+)")?[^>]*>(.*?)</a>(?:\s*<small [^>]*title="([^"]+)")?', re.DOTALL
)
# On paper nobody can open what is folded away. What stands on the page already stays folded, and so does what a
# content note warns of.
KEPT_FOLDED = (later("The facts again"), later("The text again"), later("Read the case"))


WHOLE = Markup(
    "<!DOCTYPE html>\n<html{spoken}>\n<head>\n"
    '<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
    '<body class="{look}">\n<header><h1>{heading}</h1>{about}</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
)


def standalone_page(title: str, body: Markup, about: Markup, look: str = "wf-lesson", heading: str = "") -> Markup:
    """Return a whole page: `about` stands below its one heading of the first level, `look` is a class.

    The heading is the `title`, unless it is given.
    """
    return WHOLE.format(
        spoken=language_attributes() or fill_html(' lang="{}"', ENGLISH),
        policy=Markup(POLICY),  # noqa: S704 (our own; `is_printed_page` looks for it as it is)
        title=title,
        style=Markup("".join(path.read_text("utf-8") for path in STYLES)),  # noqa: S704 (our own)
        look=look,
        heading=heading or title,
        about=about,
        body=_unfolded(body),
    )


def _unfolded(body: Markup) -> Markup:
    """Return HTML in which is open what can be: a review may be older than the language that is spoken now."""
    kept = "|".join(re.escape(text) for words in KEPT_FOLDED for text in (words, phrase(words)))
    return Markup(re.sub(f"<details>(?!<summary>(?:{kept}))", "<details open>", str(body)))  # noqa: S704 (it was HTML)


def with_pictures(body: Markup, folder: Path) -> Markup:
    """Return HTML in which every picture holds its own data. One that does not lie in `folder` becomes its words.

    An SVG is a picture like any other: so it can run nothing, and its styles and names are not those of the page.
    """

    def embedded(match: re.Match[str]) -> str:
        path = (folder / unquote(unescape(match[1]))).resolve()
        kind = KINDS.get(path.suffix.lower())
        if kind is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return f"<em>{match[2]}</em>"
        return f'<img src="{address(kind, path.read_bytes())}" alt="{match[2]}">'

    return Markup(PICTURE.sub(embedded, str(body)))  # noqa: S704 (it was HTML, and every part of it stays escaped)


def without_places(body: Markup) -> Markup:
    """Return HTML in which a link to another place of the lesson is its words: no printed page has such places."""
    return Markup(re.sub(r'<a href="#[^"]*">(.*?)</a>', r"\1", str(body), flags=re.DOTALL))  # noqa: S704 (it was HTML)


def address(kind: str, data: bytes) -> str:
    """Return an address that is the data itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def source_list(body: Markup) -> Markup:
    """Return what HTML links to, named in full, each once, and how it was read: on paper no link tells it."""
    links = LINK.findall(str(body))
    named = {
        (unescape(address), _full_name(title or re.sub("<[^>]*>", "", words), read))
        for address, title, words, read in links
    }
    full = [name for name in named if not any(other != name and _repeats(name, other) for other in named)]
    full.sort(key=lambda name: name[1].casefold())
    named_in_full = (fill_html('{}: <a href="{}">{}</a>', title, address, address) for address, title in full)
    items = join_html(fill_html("<li>{}</li>", course_text(name)) for name in named_in_full)
    if not items:
        return Markup("")
    return fill_html('<section class="wf-sources"><h2>{}</h2><ul>{}</ul></section>', phrase_html("Sources"), items)


def _full_name(name: str, read: str) -> str:
    """Return the name of a source, with the title of the mark that says how it was read."""
    return unescape(f"{name} ({read})" if read else name)


def _repeats(name: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether one (address, title) says less than another: `Ward` beside `Ward, [1993] 2 S.C.R. 689`."""
    return name[0] == other[0] and other[1].startswith(name[1])
