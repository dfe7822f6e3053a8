"""The kind `short`: a word or a short phrase, compared with the forms that its author accepts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import Problems, Sample, public
from wellfounded.content.questions.typed import Foreseen, TypedQuestion, without_feedback
from wellfounded.i18n.messages import course_text, learner_text, phrase_html

LIMIT = 200  # characters; typed.js knows it too
ARTICLES = {"a", "an", "the"}
APOSTROPHES = re.compile("['’‘ʼ`´]")
BETWEEN = re.compile(r"[\W_]+")
NO_LETTERS = {"Mn", "Mc", "Me", "Cf"}  # Unicode's categories of combining marks, and of what cannot be seen
HALF = re.compile("[\ud800-\udfff]")  # halves of a character: no field yields them, and no file can hold them


@dataclass(frozen=True, kw_only=True)
class WrongForm(Foreseen):
    """A wrong answer in the forms in which it may be typed."""

    forms: list[str]


@dataclass(frozen=True, kw_only=True)
class Short(TypedQuestion):
    """A word or short phrase is asked for. A response is a string of at most 200 characters.

    It earns the points if its `form` is that of an accepted answer, and otherwise nothing. What is neither accepted
    nor foreseen is in `Score.other`, as typed: a right answer that nobody thought of comes to light there.
    """

    thinking: ClassVar[int] = 45
    kind: Literal["short"] = public()
    accepted: list[str] = field(default_factory=list)
    wrong: list[WrongForm] = field(default_factory=list)

    def read(self, response: Any) -> str | None:
        """Return the text, as typed; None for anything else, and for a text that is too long."""
        return response if isinstance(response, str) and len(response) <= LIMIT and not HALF.search(response) else None

    def is_right(self, answer: str) -> bool:
        """Tell whether a text has the form of an accepted one."""
        return form(answer) in {form(form_) for form_ in self.accepted} - {""}

    def foreseen(self, answer: str) -> WrongForm | None:
        """Return the wrong answer of that form."""
        return next((mistake for mistake in self.wrong if form(answer) in map(form, mistake.forms)), None)

    def shown(self, answer: str) -> Markup:
        """Return a text as typed."""
        return learner_text(answer.strip())

    def expected(self) -> Markup:
        """Return the first accepted form, and the others after it."""
        first, *others = [course_text(form_) for form_ in self.accepted] or [phrase_html("none is known")]
        named = fill_html("<strong>{}</strong>", first)
        if not others:
            return named
        return phrase_html("{answer}; also accepted: {others}", answer=named, others=Markup(", ").join(others))

    def key(self) -> str:
        """Return the first accepted form."""
        return next(iter(self.accepted), "")

    def static(self) -> Markup:
        """Return the prompt, and what kind of answer it asks for."""
        return fill_html(
            "<p><strong>{}</strong></p><p>{}</p>", self.heading(), phrase_html("Answer with a word or a short phrase.")
        )

    def mistakes(self) -> Problems:
        """Yield a key that accepts nothing, forms without a word, and forms that stand twice."""
        yield from super().mistakes()
        yield from without_feedback(self.wrong)
        if not self.accepted:
            yield "accepted", "nothing is accepted", "write the right word or phrase, with its usual variants"
        seen: dict[str, str] = {}
        places = [(f"accepted.{number}", form_) for number, form_ in enumerate(self.accepted)]
        for number, wrong in enumerate(self.wrong):
            if not wrong.forms:
                yield f"wrong.{number}.forms", "there is nothing to compare with", "write a wrong word or phrase"
            places += [(f"wrong.{number}.forms.{i}", form_) for i, form_ in enumerate(wrong.forms)]
        for place, written in places:
            if not form(written) or self.read(written) is None:
                yield place, f"'{written[:40]}' is no word or short phrase", "write one, in letters or digits"
            elif form(written) in seen:
                problem = f"'{written}' is '{seen[form(written)]}' again: case, accents, hyphens, plurals do not count"
                yield place, problem, "remove it here"
            seen.setdefault(form(written), written)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it."""
        wrong = [WrongForm(forms=["habitual residence"], feedback=Markup("<p>For those without one.</p>"))]
        about: dict[str, Any] = {"why": Markup("<p>It says so.</p>"), "otherwise": Markup("<p>Read it again.</p>")}
        question = cls(
            id="q1",
            kind="short",
            prompt=Markup("Of what?"),
            points=2,
            accepted=["nationality", "citizenship"],
            wrong=wrong,
            **about,
        )
        return [
            Sample("perfect", question, "nationality", 2),
            Sample("perfect", question, " The Nationalities. ", 2),
            Sample("empty", question, "", 0),
            Sample("wrong", question, "habitual-residence", 0),
            Sample("partial", question, "nationality or citizenship", 0),  # two answers are none
            Sample("malformed", question, ["nationality"], 0),
            Sample("malformed", question, "nationality " * 20, 0),
        ]


def form(text: str) -> str:
    """Return what of a text is compared: words in small letters, without accents, signs, first article and plural.

    Compatible characters and accents are parted by NFKD (Unicode Standard Annex 15). An apostrophe goes, so that
    refugee's is refugees, and so does what cannot be seen; any other sign ends a word: well-founded is well founded.
    """
    parted = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold()
    bare = "".join(letter for letter in parted if unicodedata.category(letter) not in NO_LETTERS)
    words = BETWEEN.sub(" ", bare).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(map(_singular, words))


def _singular(word: str) -> str:
    """Undo a plural by its ending alone, both in what is typed and in what is accepted.

    Words of three letters or more: -ies becomes -y; after s, x, z, ch and sh an -es goes, and so does an -e, for then
    *cases* is *case* as *boxes* is *box*; any other -s goes, but not from -ss, -us and -is. Much as the S stemmer of
    D. Harman, "How effective is suffixing?", Journal of the American Society for Information Science 42(1), 1991.
    """
    if len(word) < 3:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if match := re.fullmatch(r"(.*(?:s|x|z|ch|sh))es?", word):
        return match[1]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
