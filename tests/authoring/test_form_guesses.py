"""How far keys can be guessed by form: each tell is seen to be found, and options without one are let be."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.modules_read import modules_of
from tests.places import COURSE
from wellfounded.authoring.form_guesses import classifier_guesses, form_mistakes, option_sets, rule_shares
from wellfounded.authoring.module import Module, read_modules

WORDS = ["river", "bridge", "north", "south", "harbour", "letter", "winter", "market", "border", "school", "paper"]
HEAD = """\
title: T
use: practice
objectives: [first, second]
jurisdiction: any
law_as_of: 2026-06-25
facts: F
questions:
"""
LESSON = """\
---
title: A lesson
law_as_of: 2026-06-25
objectives:
  first: Do the first thing.
  second: Do the second thing.
kernelspec:
  display_name: Python 3
  name: python3
---

# A lesson

```{code-cell} ipython3
from wellfounded import case
```

```{code-cell} ipython3
case("of-MODULE")
```
"""


def written(course: Path, right_text: Callable[[str], str], kind: str = "choice", right: int = 1) -> list[Module]:
    """Give a course three modules of twelve questions each, whose right options are written by `right_text`."""
    chance = random.Random(7)  # noqa: S311
    for module in ("01-first", "03-second", "04-third"):
        folder = course / "source" / module
        (folder / "cases").mkdir(parents=True)
        (folder / "lesson.md").write_text(LESSON.replace("MODULE", module))
        (folder / "cases" / f"of-{module}.yaml").write_text(
            HEAD + "".join(question(number, chance, right_text, kind, right) for number in range(12))
        )
    return own_modules(course)


def question(number: int, chance: random.Random, right_text: Callable[[str], str], kind: str, right: int) -> str:
    text = (
        f"  - id: q{number}\n    kind: {kind}\n    prompt: Which?\n"
        "    authorities: [irpa-96]\n    hint: H\n    options:\n"
    )
    correct = set(chance.sample("abcd", right))
    for letter in "abcd":
        option = " ".join(chance.choices(WORDS, k=9))
        mark = "correct: true" if letter in correct else "misconception: m"
        option = right_text(option) if letter in correct else option
        text += f'      - id: {letter}\n        text: "{option}"\n        {mark}\n        feedback: F\n'
    return text


def own_modules(course: Path) -> list[Module]:
    return [module for module in read_modules(course) if module.name != "01-sample"]


@pytest.mark.parametrize("tell", [lambda text: f"{text}, yet so", lambda text: text[:30], lambda text: f"{text}?"])
def test_a_tell_learnt_in_other_modules_is_found(course: Path, tell: Callable[[str], str]) -> None:
    modules = written(course, tell)
    guesses = classifier_guesses(modules)
    assert [round(guess.share, 1) for guess in guesses] == [1.0, 1.0, 1.0]
    assert "01-first: by the form of options alone 100% of 12 questions are guessed (by chance 25%)" in [
        guess.line() for guess in guesses
    ]
    said = [str(mistake) for mistake in form_mistakes(modules, guesses)]
    assert "source/04-third/lesson.md: cases" in said[2]
    assert "of-04-third/q0, of-04-third/q1" in said[2]


def test_options_without_a_tell_are_let_be(course: Path) -> None:
    guesses = classifier_guesses(written(course, lambda text: text))
    assert sum(len(guess.right) for guess in guesses) <= 18, "chance alone would pick 9 of 36"


def test_a_fixed_rule_that_earns_too_much_is_named(course: Path) -> None:
    modules = written(course, lambda text: f"{text}; {text}")
    assert rule_shares(option_sets(modules))["most length"] == 1
    said = [str(mistake) for mistake in form_mistakes(modules, [])]
    assert any("'most length' picks a right option in 100% of 36 questions (by chance 25%)" in text for text in said)
    assert any("'most colons and semicolons' picks" in text for text in said)
    assert not any("'second longest'" in text for text in said)


def test_options_that_tie_share_the_pick(course: Path) -> None:
    sets = option_sets(written(course, lambda text: text))
    assert rule_shares(sets)["most questions"] == pytest.approx(0.25)


def test_one_number_of_right_options_is_found(course: Path) -> None:
    modules = written(course, lambda text: text, "choices", 2)
    said = [str(mistake) for mistake in form_mistakes(modules, [])]
    assert any("2 options are right in 12 of 12 `choices`" in text for text in said)


def test_the_course_is_not_guessed_by_its_form() -> None:
    modules = modules_of(COURSE)
    assert list(form_mistakes(modules, classifier_guesses(modules))) == []
