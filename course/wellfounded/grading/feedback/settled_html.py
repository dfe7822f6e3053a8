"""HTML as it stands in a page when nbconvert has finished: cleaned by our filter, then written anew by Beautiful Soup.

Both take their time for every tag. What learners get back is made of the same tags and sentences over and over, so
each is looked at once and remembered. HTML of any other form than ours goes through both as a whole.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from wellfounded.grading.nbgrader.page_filters import clean_html
from wellfounded.render.safe_html import DEEPEST, EMPTY

MISSING_ALT = "No description has been provided for this image"  # nbconvert's
QUESTION = "<h4>"  # a question's review begins with it, and learners with the same answer get the same
MOST_TAGS, MOST_QUESTIONS = 50_000, 4_000  # that are remembered; then all are forgotten
TAG = re.compile(r"(<[^<>]*>)")
OPENING = re.compile(r"<([a-z][a-z0-9]*)[\s>/]")
# A text that both leave as it is: nothing to escape, and not white space alone, which Beautiful Soup shortens.
PLAIN = re.compile(r"[^&<>\r\0]*[^&<>\r\0\s][^&<>\r\0]*")
Within = tuple[str, ...]  # the tags that are open, outermost first

_tags: dict[str, tuple[str, str]] = {}  # an opening tag: how it is written, and its name if it has to be closed
_questions: dict[tuple[str, Within], tuple[bytes, Within]] = {}


class OtherFormError(Exception):
    """HTML is not of the form in which we write it."""


def settled(html: str) -> str:
    """Return HTML as nbconvert's HTML exporter leaves it."""
    soup = BeautifulSoup(html, features="html.parser")
    for picture in soup.select("img:not([alt])"):
        picture.attrs["alt"] = MISSING_ALT
    return str(soup)


def clean_and_settled(html: str) -> bytes:
    """Return the same as `settled(clean_html(html))`, in UTF-8 and sooner."""
    try:
        return b"".join(_known_parts(html))
    except OtherFormError:
        return settled(clean_html(html)).encode()


def _known_parts(html: str) -> list[bytes]:
    if "<pre" in html:  # in which white space stays
        raise OtherFormError
    first, *questions = html.split(QUESTION)
    parts, within = [], Within()
    for text in (first, *(f"{QUESTION}{question}" for question in questions)):
        known = _questions.get((text, within))
        if not known:
            if len(_questions) > MOST_QUESTIONS:
                _questions.clear()
            known = _questions[text, within] = _written(text, within)
        part, within = known
        parts.append(part)
    if within:
        raise OtherFormError
    return parts


def _written(html: str, open_tags: Within) -> tuple[bytes, Within]:
    """Return a part of some HTML, cleaned and settled, and the tags that are open after it."""
    parts, within = TAG.split(html), list(open_tags)
    parts[::2] = [text if not text or PLAIN.fullmatch(text) else settled(clean_html(text)) for text in parts[::2]]
    for i in range(1, len(parts), 2):
        tag = parts[i]
        if tag[1] == "/":
            if not within or tag != f"</{within.pop()}>":
                raise OtherFormError
            continue
        parts[i], name = _tags.get(tag) or _opening(tag)
        if name:
            if len(within) >= DEEPEST - 1 or (name == "a" and "a" in within):
                raise OtherFormError
            within.append(name)
    return "".join(parts).encode(), tuple(within)


def _opening(tag: str) -> tuple[str, str]:
    """Return how an opening tag is written, and its name, "" where it needs no closing one."""
    match, written = OPENING.match(tag), settled(clean_html(tag))
    name = match[1] if match else ""
    closing = "" if name in EMPTY else f"</{name}>"
    if not match or not written.startswith(f"<{name}") or not written.endswith(closing):
        raise OtherFormError
    if len(_tags) > MOST_TAGS:
        _tags.clear()
    _tags[tag] = written.removesuffix(closing), "" if name in EMPTY else name
    return _tags[tag]
