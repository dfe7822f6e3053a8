"""HTML that is safe to show: judged by bleach, whose lists are the same, and by reading what comes out."""

import re
from html.parser import HTMLParser

import bleach
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellfounded.i18n.messages import OWN_WORDS
from wellfounded.render.safe_html import ATTRIBUTES, DEEPEST, EMPTY, EVERYWHERE, TAGS, safe

RAN = "document.title='ran'"
HOSTILE = [
    f"<script>{RAN}</script>",
    f"<SCRIPT>{RAN}</SCRIPT>",
    f"<img src=x onerror={RAN}>",
    f'<img src="x.png" alt="" onerror="{RAN}">',
    f'<img src="x.png"/onerror="{RAN}">',
    f'<img alt="&quot; onerror=&quot;{RAN}">',
    f'<img\x0csrc="x.png"\x0conerror="{RAN}">',
    f"<p onclick='{RAN}'>x",
    '<a href="javascript:x">k</a>',
    '<a href=" javascript:x">k</a>',
    '<a href="java&#115;cript&colon;x">k</a>',
    '<a href="java\nscript:x">k</a>',
    '<a href="data:text/html,x">k</a>',
    '<a href="files/javascript:x">k</a>',
    '<a href="//evil.example">k</a>',
    '<a href="https:evil.example">k</a>',
    '<a href="https:\\\\evil.example">k</a>',
    '<a href="https://good.example@evil.example">k</a>',
    '<a href="https://good.example&#64;evil.example">k</a>',
    '<a href="#top" href="javascript:x">k</a>',
    '<img src="https://evil.example/x.png" alt="">',
    '<img src="//evil.example/x.png" alt="">',
    '<img src="../x.png" alt="">',
    '<img src="/x.png" alt="">',
    '<img src="files//evil.example/x.png" alt="">',
    '<img src="data:text/html;base64,AAAA" alt="">',
    '<p style="background:url(https://evil.example)">x</p>',
    '<p class="wf-panel" id="x">x</p>',
    '<blockquote class="wf-panel">x</blockquote>',
    "<svg><style><img src=x onerror=1></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=1&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=1>'>",
    '<iframe src="https://evil.example"></iframe><base href="https://evil.example"><form action="x"><input></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<!--><img src=x onerror=1>-->",
    "<![CDATA[<img src=x onerror=1>]]>",
    "<p>a</div></section></body></html>b",
    '<p title="<img src=x onerror=1>">x</p>',
    "&lt;script&gt;x&lt;/script&gt;&ltscript>",
    "\0<scr\0ipt>x</script>",
]
MARKUP = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(HOSTILE),
    st.sampled_from(
        ['<a href="https://x.example/?a=1&amp;b">', '<img src="a/b.svg" alt="&quot;">', "<", ">", '"', "&"]
    ),
    st.text(max_size=8),
)
PAGES = st.lists(MARKUP, max_size=30).map("".join)


class Tags(HTMLParser):
    """Reads every tag, and fails where one is closed that is not the last to be open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.read: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.append((tag, dict(attrs)))
        assert tag != "a" or "a" not in self.open  # a parser would end the first link there
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def is_safe(html: str) -> None:
    found = Tags(html)
    assert found.open == []
    for tag, attributes in found.read:
        assert tag in TAGS
        assert set(attributes) <= {*EVERYWHERE, *ATTRIBUTES.get(tag, ()), "target", "rel"}
        href = attributes.get("href")
        assert href is None or re.match("https?://[a-z.]+(/|$)", href)
        assert href is None or (attributes["target"], attributes["rel"]) == ("_blank", "noopener noreferrer")
        assert not re.search(r"//|\.\.|^/", (attributes.get("src") or "").removeprefix("data:"))
        assert attributes.get("class") in (None, OWN_WORDS)


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_keeps_its_force(html: str) -> None:
    is_safe(safe(html))
    is_safe(safe(f"<section><p>{html}</p></section>"))


@given(PAGES)
@example('<p>a<a href="https://x.example">b<p title="1">')
@example('<a href="https://x.example"><blockquote><a>')
def test_whatever_is_shown_is_made_of_the_lists_alone_and_well_nested(html: str) -> None:
    is_safe(safe(html))


@given(PAGES)
@example("<table><a><a>")
def test_a_parser_of_html_finds_nothing_more_in_it(html: str) -> None:
    once, more = safe(html), []

    def judged(tag: str, name: str, value: str) -> bool:
        if f'{name}="{value}"' not in once:
            more.append((tag, name, value))
        return True

    read = bleach.clean(once, tags=TAGS, attributes=judged, protocols=["http", "https", "data"])
    assert more == []
    assert read.count("&lt;") <= once.count("&lt;")  # so bleach writes a tag that it does not let through


@given(PAGES)
def test_to_clean_twice_is_to_clean_once(html: str) -> None:
    once = safe(html)
    assert safe(once) == once


@pytest.mark.parametrize(
    "html",
    [
        '<section data-written="thirty-days/q2"><h3>Thirty days: 2 of 3 points</h3></section>',
        '<ol type="a" start="3"><li data-criterion="a" data-most="2">One &amp; two</li></ol>',
        '<p>Costs &#36;5, for <bdi lang="" dir="auto">x &lt; y</bdi><br>and more</p><hr>',
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        f'<blockquote class="{OWN_WORDS}"><p>Mine</p></blockquote><details><summary>More</summary>It</details>',
        '<img src="figures/gates.svg" alt="Seven “gates”"><img src="data:image/svg+xml;base64,AA/+b==" alt="">',
        "a > b and &c",
    ],
)
def test_what_we_write_ourselves_stays(html: str) -> None:
    assert safe(html) == html.replace(" > ", " &gt; ").replace("&c", "&amp;c")


def test_a_link_leads_to_a_page_of_the_web_and_says_nothing_of_where_it_was_followed() -> None:
    leaving = ' target="_blank" rel="noopener noreferrer"'
    assert safe('<a title="T" href="https://x.example/a?b=1&amp;c#d">k</a>') == (
        f'<a href="https://x.example/a?b=1&amp;c#d" title="T"{leaving}>k</a>'
    )
    assert safe('<a href="mailto:x@x.example">k</a>') == "<a>k</a>"


def test_where_hosts_are_named_links_lead_to_no_other() -> None:
    ours = {"x.example"}
    assert "href" in safe('<a href="https://X.example/a">k</a>', ours)
    for other in (
        "https://y.example",
        "https://x.example.y.example",
        "https://y.example/x.example",
        "https://sx.example",
    ):
        assert safe(f'<a href="{other}">k</a>', ours) == "<a>k</a>"


def test_tags_nested_deeper_than_any_page_are_text() -> None:
    found = Tags(safe("<div>" * 5000))
    assert len(found.read) == DEEPEST


@pytest.mark.parametrize(
    "unit", ["<!--", "<a b='", '<a href="', "<", "</", "&", '<em title="1"><p>', "<div></em>", "</p>"]
)
def test_a_long_page_is_read_once(unit: str) -> None:
    assert len(safe(unit * 50_000)) >= 50_000  # what is read again for every tag would take an hour
