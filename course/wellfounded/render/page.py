"""A page of HTML that stands alone: its style and its pictures are inside, and a browser may load nothing for it."""

from __future__ import annotations

import base64
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from wellfounded.i18n.messages import ENGLISH, attributes, course, later, phrase
from wellfounded.learner.printed_pages import POLICY

STYLE = Path(__file__).with_name("page.css")
KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
# What Markdown is rendered to; whatever a learner typed is escaped, and matches neither.
PICTURE = re.compile(r'<img src="(?!data:)([^"]*)" alt="([^"]*)"[^>]*>')
LINK = re.compile(r'<a href="([^"]+)"(?: title="([^"]+)")?[^>]*>(.*?)</a>', re.DOTALL)
# On paper nobody can open what is folded away. What stands on the page already stays folded, and so does what a
# content note warns of.
KEPT_FOLDED = (later("The facts again"), later("The text again"), later("Read the case"))


def page(title: str, body: str, about: str, look: str = "wf-lesson", heading: str = "") -> str:
    """Return a whole page: `about` stands below its one heading of the first level, `look` is a class.

    The heading is the `title`, unless it is given as HTML.
    """
    style, name = STYLE.read_text("utf-8"), escape(title)
    spoken = attributes() or f' lang="{ENGLISH}"'
    return (
        f'<!DOCTYPE html>\n<html{spoken}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="{look}">\n<header><h1>{heading or name}</h1>{about}</header>\n'
        f"<main>\n{_unfolded(body)}\n</main>\n</body>\n</html>\n"
    )


def _unfolded(body: str) -> str:
    """Return HTML in which is open what can be: a review may be older than the language that is spoken now."""
    kept = "|".join(re.escape(each) for words in KEPT_FOLDED for each in (words, phrase(words)))
    return re.sub(f"<details>(?!<summary>(?:{kept}))", "<details open>", body)


def with_pictures(body: str, folder: Path) -> str:
    """Return HTML in which every picture holds its own data. One that does not lie in `folder` becomes its words.

    An SVG is a picture like any other: so it can run nothing, and its styles and names are not those of the page.
    """

    def embedded(found: re.Match[str]) -> str:
        path = (folder / unquote(unescape(found[1]))).resolve()
        kind = KINDS.get(path.suffix.lower())
        if kind is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return f"<em>{found[2]}</em>"
        return f'<img src="{address(kind, path.read_bytes())}" alt="{found[2]}">'

    return PICTURE.sub(embedded, body)


def address(kind: str, data: bytes) -> str:
    """Return an address that is the data itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def sources(body: str) -> str:
    """Return what HTML links to, named in full, each once: on paper no link tells it."""
    named = {(address, title or re.sub("<[^>]*>", "", words)) for address, title, words in LINK.findall(body)}
    full = [each for each in named if not any(other != each and _repeats(each, other) for other in named)]
    full.sort(key=lambda each: each[1].casefold())
    links = (f'{title}: <a href="{address}">{address}</a>' for address, title in full)
    items = "".join(f"<li>{course(each)}</li>" for each in links)
    return f'<section class="wf-sources"><h2>{phrase("Sources")}</h2><ul>{items}</ul></section>' if items else ""


def _repeats(each: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether one (address, title) says less than another: `Ward` beside `Ward, [1993] 2 S.C.R. 689`."""
    return each[0] == other[0] and other[1].startswith(each[1])
