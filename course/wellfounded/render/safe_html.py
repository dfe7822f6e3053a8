"""Makes rendered HTML safe to show: the last step before a browser, for whatever may hold words of a stranger.

It knows one form of HTML, in which we and the renderers of Markdown write, and of it the tags, attributes and
addresses on the lists below. All else is text and is shown as text. What it returns it has written anew, with every
tag closed, so no parser can read more into it; and its time grows with the length alone. (bleach, which is no longer
developed, took 49 seconds over 110 KB of tags that nothing closes.) The tests let bleach and a browser judge it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import escape, unescape

from markupsafe import Markup

from wellfounded.i18n.messages import OWN_WORDS

# Every tag that a lesson, a case and a review are made of, and the attributes that each may bear.
TAGS = (
    *("a", "bdi", "blockquote", "br", "code", "del", "details", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("img", "li", "ol", "p", "pre", "section", "small", "span", "strong", "summary"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
)
EMPTY = ("br", "hr", "img")
EVERYWHERE = ("lang", "dir")
ATTRIBUTES = {
    "a": ("href", "title"),
    "bdi": ("class",),
    "blockquote": ("class",),
    "img": ("src", "alt"),
    "li": ("data-criterion", "data-most", "data-verdict"),  # by the first two a learner weighs what they wrote
    "ol": ("type", "start"),
    "p": ("class", "data-verdict"),
    "section": ("data-written",),
    "small": ("class", "title"),
    "span": ("aria-hidden", "class"),
}
# A picture was released beside the lesson, or holds its own data. Drawn as a picture, an SVG runs nothing.
PICTURE = r"(?:[\w-]+/)*[\w-]+\.(?:svg|png|jpe?g|webp)|data:image/(?:svg\+xml|png|jpeg|webp);base64,[A-Za-z0-9+/]*=*"
# http and https alone, and no @, behind which another host could stand.
LINK = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#][^\s\"<>\\`\x00-\x1f]*)?")
VALUES = {
    "aria-hidden": re.compile("true"),
    "class": re.compile(f"{OWN_WORDS}|wf-read-[a-z]+|wf-path-place|wf-path-marks|wf-lit"),
    "data-verdict": re.compile("right|partly|wrong|missed"),
    "dir": re.compile("auto|ltr|rtl"),
    "lang": re.compile("[A-Za-z-]{0,20}"),
    "src": re.compile(PICTURE, re.ASCII),
    "start": re.compile("[0-9]{1,4}"),
    "type": re.compile("[aAiI1]"),
}
# Who follows a link leaves neither the lesson nor the page of marks, and the other page learns nothing of either.
LEAVING = ' target="_blank" rel="noopener noreferrer"'
DEEPEST = 100  # tags within tags; ours are about ten deep

ATTRIBUTE = re.compile(r'\s+([a-z-]+)="([^"<>]*)"')
TAG = re.compile(rf"<(/?)({'|'.join(TAGS)})((?:{ATTRIBUTE.pattern})*)\s*/?>")
SIGN = re.compile(r"[^\w ]|_")  # neither a letter, nor a digit, nor a space
LOOSE = re.compile("&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)")


def safe(html: str, hosts: Container[str] | None = None) -> Markup:
    """Return HTML made of `TAGS` and `ATTRIBUTES` alone: no script, no style, nothing that is fetched.

    Links lead to pages of http and https, of `hosts` alone if they are given. The words of other links stay.
    """
    return Markup("".join(_written(str(html), hosts)))  # noqa: S704 (this is what makes it safe)


def inert(html: str) -> str:
    """Return safe HTML as one line of Markdown in which nothing is left to render: it shows what the HTML shows.

    All but letters, digits and single spaces is written as numbers, which no reader of Markdown takes for its signs.
    """
    parts = re.split(r"(<[^<>]*>)", str(safe(html)))  # text, a tag, text, a tag, and so on
    parts[::2] = [_in_numbers(unescape(part)) for part in parts[::2]]
    return "".join(parts)


def _in_numbers(text: str) -> str:
    return SIGN.sub(lambda sign: f"&#{ord(sign[0])};", re.sub(r"\s+", " ", text))


def _written(html: str, hosts: Container[str] | None) -> Iterator[str]:
    within: list[str] = []  # the tags that are open, outermost first
    end = 0
    for match in TAG.finditer(html):
        yield _text(html[end : match.start()])
        end = match.end()
        closing, tag, attributes = match[1], match[2], match[3]
        if closing and tag in within:
            while (last := within.pop()) != tag:
                yield f"</{last}>"
            yield f"</{tag}>"
        elif closing or len(within) == DEEPEST or (tag == "a" and "a" in within):  # a parser would end the first link
            yield _text(match[0])
        else:
            yield f"<{tag}{''.join(_kept(tag, attributes, hosts))}>"
            within += [tag] if tag not in EMPTY else []
    yield _text(html[end:])
    yield from (f"</{tag}>" for tag in reversed(within))


def _text(html: str) -> str:
    """Return text as it is written in HTML; signs that are written as entities already stay so."""
    return LOOSE.sub("&amp;", html).replace("<", "&lt;").replace(">", "&gt;")


def _kept(tag: str, attributes: str, hosts: Container[str] | None) -> Iterator[str]:
    known = (*EVERYWHERE, *ATTRIBUTES.get(tag, ()))
    values = {name: unescape(value) for name, value in reversed(ATTRIBUTE.findall(attributes))}  # the first one counts
    kept = {name: values[name] for name in known if name in values and _allowed(name, values[name], hosts)}
    yield from (f' {name}="{escape(" ".join(value.split()))}"' for name, value in kept.items())
    if "href" in kept:
        yield LEAVING


def _allowed(name: str, value: str, hosts: Container[str] | None) -> bool:
    if name == "href":
        match = LINK.fullmatch(value)
        return match is not None and (hosts is None or match[1].lower() in hosts)
    return name not in VALUES or VALUES[name].fullmatch(value) is not None
