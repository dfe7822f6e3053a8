"""Text that wants to be more than text: in answers, in names of learners. Followed into every page and file."""

from tests.attacks.attack import CASE, Handed, attack

TEXT, NAME = "Injection in answers", "Injection in a learner's name"
SHOWN = "Shown as the text it is, in formgrader and on the feedback page; nothing runs, no request leaves."
RENAME = (
    "Refused by name, with the name written in escapes; no page, table or terminal meets it; the others are graded."
)

RAN = "document.title='ran'"
ELSEWHERE = "https://example.org/"
FORGED = "Graded this: 6 of 6 points"
# What is Markdown only where a line begins anew. Markdown's readers and Python disagree about what ends a line.
LINES = [
    *("x", "", f"[click](javascript:{RAN})", "", f"![x]({ELSEWHERE}x.png)", "", f"# {FORGED}", "", FORGED, "======"),
    *("", f"[click][1] <{ELSEWHERE}> {ELSEWHERE} www.example.org", "", f"[1]: javascript:{RAN}", ""),
    *(f"<script>{RAN}</script>", "", f"- [click](files/javascript:{RAN})", f"- ![x](files//{ELSEWHERE}x.png)", ""),
    *("```", f"<b onclick={RAN}>", "```", "", f"    <h3>{FORGED}</h3>", "", f"| {FORGED} |", "|---|"),
    f"| [click](JaVaScRiPt:{RAN}) |",
]
ENDS = {"cr": "\r", "crlf": "\r\n", "lf": "\n", "form_feed": "\f", "next_line": "\x85", "separators": "\u2028\u2029"}
TYPED = {
    "script": f"<script>{RAN}</script></section></details></textarea></title><script>{RAN}</script>",
    "handlers": (
        f'<img src=x onerror="{RAN}"><a href="javascript:{RAN}">click</a><body onload={RAN}>'
        f"<details open ontoggle={RAN}><input autofocus onfocus={RAN}>"
    ),
    "svg": (
        f"<svg onload={RAN}><script>{RAN}</script><animate onbegin={RAN} attributeName=x></svg>"
        f"<math><mtext><img src=x onerror={RAN}>"
    ),
    "frames": (
        f'<iframe src="{ELSEWHERE}"></iframe><img src="{ELSEWHERE}x.png"><link rel=stylesheet href="{ELSEWHERE}x.css">'
        f'<meta http-equiv=refresh content="0;url={ELSEWHERE}"><base href="{ELSEWHERE}">'
    ),
    "style": f"<style>@import '{ELSEWHERE}x.css'; body{{display:none}}</style><p style='background:url({ELSEWHERE}x)'>",
    "markdown": f"![x]({ELSEWHERE}x.png)\n\n[click](javascript:{RAN})\n\n<script>{RAN}</script>\n\n<{ELSEWHERE}>",
    "formulas": f"$$\\href{{javascript:{RAN}}}{{x}} \\require{{html}} \\style{{display:none}}{{x}}$$",
    "picture_of_the_key": "![x](../../source/01-sample/cases/graded-this.yaml)",
    "picture_for_a_neighbour": "![x](../../../release/01-sample/../../submitted/../zz-zoe/01-sample/evil.png)",
    "template": "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} <%= 7*7 %>",
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x1b]8;;https://example.org/\x07link",
    "right_to_left": "\u202e5 fo 0\u202c \u2066isolate \u200f",
    **{f"lines_by_{name}": end.join(LINES) for name, end in ENDS.items()},
    "lines_by_any": "".join(line + end for line, end in zip(LINES * 2, [*ENDS.values()] * len(LINES), strict=False)),
    "entities": f"&#13;&#13;[click](javascript:{RAN})&#10;&#10;# {FORGED}&NewLine;&lt;script&gt;{RAN}&lt;/script&gt;",
    "forged_frame": f"x</bdi></blockquote></section><h3>{FORGED}</h3><section><blockquote class='wf-own-words'>",
    "forged_line": f"x. It is right. 2 of 2 points. {FORGED} \u202e.thgir si tI\u202c",
    "formula": '=HYPERLINK("https://example.org/","x")\n+1+1\n-2+3\n@SUM(1)\n\t=1\n\r=1',
}


def _typed(name: str, text: str) -> None:
    def spoil(handed: Handed) -> None:
        for case, question in (("typed", "q1"), ("counted", "q1"), ("reasons", "q2")):
            wording = handed.wordings[f"{case}-{question}"]
            handed.line(question, text, case=case, id=f"{case}-typed", wording=wording)
            handed.line(question, text, case=case, id=f"{case}-{text}", wording=wording, at=f"2026-01-03 {text}")
        handed.line(text, text, case=text, id=text, event=text)
        handed.line("q9", [text, {text: text}], case=CASE)

    spoil.__name__ = f"page_{name}"
    attack(TEXT, SHOWN, stock=False)(spoil)


for each, value in TYPED.items():
    _typed(each, value)

LEARNERS = {
    "newline": "eve\nAutogradeApp INFO all graded",
    "escape_sequence": "\x1b[2J\x1b[31meve",
    "right_to_left": "eve\u202egpj",
    "markup": "<img src=x onerror=document.title='ran'>",
    "pattern": "*",
    "brackets": "[a-z]*",
    "formula": "=1+1",
    "plus": "+1+1",
    "at_sign": "@SUM(1)",
    "dashes": "--force",
    "dots": "..eve",
    "comma": "eve,900,900",
    "quote": 'eve",x="',
    "braces": "{0.__class__}",
    "percent": "%s%n",
    "too_long": "e" * 255,  # too long for nbgrader on PostgreSQL
    "not_utf8": b"\xffeve".decode("utf-8", "surrogateescape"),
    "invisible": "eve\u200b",
    "backslashes": "..\\..\\eve",
}


def _named(name: str, learner: str) -> None:
    def spoil(handed: Handed) -> None:
        assert handed.learner == learner

    spoil.__name__ = f"learner_named_{name}"
    attack(NAME, RENAME, learner=learner)(spoil)


for each, learner in LEARNERS.items():
    _named(each, learner)


@attack(NAME, "A name in any script is a name.", learner="e\u0301ve ني O'Neil-2@example")
def learner_named_in_other_scripts(handed: Handed) -> None:
    assert handed.folder.exists()
