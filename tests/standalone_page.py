"""A page read for what it is made of and what it would load: one that stands alone loads nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """What a page is made of: its tags, addresses it would load, where it links to, headings, and words."""

    html: str
    tags: set[str] = field(default_factory=set)
    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href", "srcset", "poster", "data", "action", "background", "formaction", "ping"):
                self.loads.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def assert_stands_alone(html: str) -> None:
    """Fail where a page would load anything, run anything, or lead a reader to a file of the course."""
    page = Page(html)
    assert page.tags.isdisjoint(
        {"script", "link", "iframe", "object", "embed", "form", "base", "audio", "video", "svg"}
    )
    assert [each for each in page.loads if not each.startswith("data:image/")] == []
    assert [each for each in page.links if not each.startswith(("https://", "http://", "mailto:"))] == []
    assert [each for each in page.attributes if each.startswith("on") or each == "style"] == []
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in html
    assert '<html lang="en">' in html
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(a, b) for a, b in steps if b > a + 1] == [], "a heading skips a level"
