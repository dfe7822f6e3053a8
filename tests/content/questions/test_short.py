"""The kind `short`: which forms are the same, what it earns, and what it tells."""

import json
import re
from dataclasses import asdict, replace
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tests.javascript import QUESTIONS
from wellfounded.content.case import CHECKED
from wellfounded.content.questions.question import projection
from wellfounded.content.questions.short import LIMIT, Short, WrongForm, form
from wellfounded.i18n.messages import learner_text
from wellfounded.render.safe_html import TAGS

ASKED: Any = Short.samples()[0].question  # nationality or citizenship; habitual residence is foreseen
SAME = [
    (
        "nationality",
        "Nationality",
        "NATIONALITY",
        " the  nationality. ",
        "a nationality",
        "Nationalities",
        "“nationality”",
    ),
    ("well-founded fear", "well founded fear", "Well‑Founded Fears", "well–founded_fear", "a well-founded fear!"),
    ("refoulé", "refoule", "re\u00adfoule", "\ufeffrefoule", "refoule\u0301", "REFOULÉ"),
    ("claimant's statement", "claimants’ statements", "claimant’s statement", "Claimant`s statement"),
    ("case", "cases"),
    ("box", "boxes"),
    ("church", "churches"),
    ("clash", "clashes"),
    ("class", "classes"),
    ("use", "uses"),
    ("bus", "buses"),
    ("country", "countries"),
    ("ﬁle", "file", "Files"),
    ("Straße", "strasse"),
    ("IDP", "IDPs", "idp"),
    ("پناهنده", "پناهنده."),
]
OTHER = [
    ("nationality", "national"),
    ("nationality", "no nationality"),
    ("status", "statu"),
    ("analysis", "analysi"),
    ("process", "proces"),
    ("the state", "state of the"),
    ("sur place", "surplace"),
    ("the", "a"),
    ("1951", "1967"),
    ("persecution", "prosecution"),
]


@pytest.mark.parametrize("group", SAME, ids=lambda group: group[0])
def test_ways_to_write_the_same_are_the_same(group: tuple[str, ...]) -> None:
    assert len({form(each) for each in group}) == 1
    asked = replace(ASKED, accepted=[group[0]], wrong=[])
    assert all(asked.score(each).points == 2 for each in group)


@pytest.mark.parametrize("pair", OTHER, ids="-".join)
def test_other_words_are_not_the_same(pair: tuple[str, str]) -> None:
    assert form(pair[0]) != form(pair[1])


@given(text=st.text(max_size=40))
def test_case_spaces_and_signs_around_do_not_count(text: str) -> None:
    assert form(text) == form(f"  {text} \n") == form(f"({text})") == form(f"“{text}”.")
    assert re.fullmatch(r"([^\W_]+( [^\W_]+)*)?", form(text))


@given(text=st.text(max_size=250))
def test_a_text_earns_all_or_nothing_and_what_is_new_is_kept_as_typed(text: str) -> None:
    score = ASKED.score(text)
    right, known = form(text) in ("nationality", "citizenship"), form(text) == "habitual residence"
    assert score.readable == (len(text) <= LIMIT)
    assert score.points == (2 if right and score.readable else 0)
    assert score.other == ("" if right or known or not score.readable or not text.strip() else text)


def test_the_limit_is_200_characters() -> None:
    assert ASKED.score("x" * 200).readable
    assert not ASKED.score("x" * 201).readable
    assert f"const MOST_CHARACTERS = {LIMIT};" in (QUESTIONS / "typed.js").read_text("utf-8")


def test_naming_everything_earns_nothing() -> None:
    guesses = [
        "nationality citizenship",
        "nationality, citizenship",
        "nationality or habitual residence",
        "yes",
        "no",
        "x",
    ]
    assert [ASKED.score(each).points for each in guesses] == [0] * len(guesses)


@pytest.mark.parametrize("response", [None, 7, True, ["nationality"], {"text": "nationality"}, "n" * 201, "\ud800"])
def test_what_is_no_short_text_is_unreadable(response: object) -> None:
    assert ASKED.score(response).readable is False
    assert ASKED.unfinished(response) == "Nothing is answered yet."
    (ASKED.review(response) + ASKED.feedback(response)).encode()


@pytest.mark.parametrize("response", ["", "   "])
def test_an_empty_text_is_readable_and_unfinished(response: str) -> None:
    score = ASKED.score(response)
    assert (score.points, score.readable, score.other) == (0, True, "")
    assert ASKED.unfinished(response) == "Nothing is answered yet."
    assert ASKED.unfinished("nationality") == ""


def test_signs_alone_are_no_accepted_form_even_where_an_author_wrote_some() -> None:
    assert replace(ASKED, accepted=["…"]).score("!").points == 0


def forms(*each: str, feedback: str = "x") -> WrongForm:
    return WrongForm(forms=[*each], feedback=escape(feedback))


MISTAKES = {
    "nothing": (replace(ASKED, accepted=[]), "accepted", "nothing is accepted"),
    "no word": (replace(ASKED, accepted=["nationality", "…"]), "accepted.1", "'…' is no word"),
    "too long": (replace(ASKED, accepted=["n" * 201]), "accepted.0", "'nnn"),
    "redundant": (replace(ASKED, accepted=["fear", "Fears"]), "accepted.1", "'Fears' is 'fear' again"),
    "both": (replace(ASKED, wrong=[forms("residence", "Citizenships")]), "wrong.0.forms.1", "'Citizenships' is"),
    "foreseen twice": (
        replace(ASKED, wrong=[forms("race"), forms("Race")]),
        "wrong.1.forms.0",
        "'Race' is 'race' again",
    ),
    "no form": (replace(ASKED, wrong=[forms()]), "wrong.0.forms", "there is nothing to compare with"),
    "silent": (replace(ASKED, wrong=[forms("race", feedback="")]), "wrong.0", "this wrong answer has no feedback"),
    "why": (replace(ASKED, why=" "), "why", "nothing says why the right answer is right"),
    "otherwise": (replace(ASKED, otherwise=""), "otherwise", "an answer that nobody foresaw has no feedback"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    asked, place, problem = MISTAKES[name]
    ((where, what, remedy),) = asked.mistakes()
    assert where == place
    assert what.startswith(problem)
    assert remedy


def test_review_shows_answer_every_accepted_form_and_feedback() -> None:
    shown = ASKED.review("Habitual Residence")
    given = f"Your answer: <strong>{learner_text('Habitual Residence')}</strong>. It is not right.</p>"
    assert f"{given}<p>For those without one.</p>" in shown
    assert "<strong>nationality</strong>; also accepted: citizenship</p><p>It says so.</p>" in shown
    assert f"Your answer: <strong>{learner_text('The Nationality')}</strong>. It is right.</p>" in ASKED.review(
        "The Nationality"
    )
    assert "<p>Read it again.</p>" in ASKED.review("race")
    assert ASKED.review("") == f"<p>Right answer: {ASKED.expected()}</p><p>It says so.</p>"


def test_feedback_keeps_the_key_until_it_is_found() -> None:
    assert ASKED.feedback("race") == "<p>Read it again.</p>"
    assert ASKED.feedback("habitual residence") == "<p>For those without one.</p>"
    assert ASKED.feedback("citizenship") == "<p>It says so.</p>"
    assert ASKED.feedback(" ") == "<p>Nothing is answered yet.</p>"


@given(text=st.text("<>&\"'/ab ", max_size=30))
def test_what_was_typed_is_escaped_in_reviews(text: str) -> None:
    html = ASKED.review(text) + ASKED.feedback(text)
    assert set(re.findall(r"</?(\w*)", html)) <= set(TAGS)
    assert re.search("<(a|b)[ >]", html) is None


def test_accepted_forms_are_plain_text() -> None:
    assert "<strong>A &amp; B</strong>; also accepted: A &lt; B" in replace(ASKED, accepted=["A & B", "A < B"]).review(
        ""
    )


def test_the_learner_s_side_is_built_from_public_fields_and_holds_no_key() -> None:
    public = from_dict(Short, projection(ASKED), CHECKED)
    assert (public.accepted, public.wrong, public.why) == ([], [], "")
    assert public.static() == ASKED.static()
    assert public.score("nationality").points == 0
    assert public.review("nationality")
    assert from_dict(Short, json.loads(json.dumps(asdict(ASKED))), CHECKED) == ASKED
