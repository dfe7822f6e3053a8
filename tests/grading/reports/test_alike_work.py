"""What is alike is listed with what was seen; a class that works for itself, or is merely right, is not."""

import re

import pytest

from tests.effort import FULL
from tests.grading.large_cohort import events
from tests.grading.reports.alike_class import MODULE, asked, chance, essay, graded, journal, renamed, traced
from wellfounded.grading.reports.alike_work import alike
from wellfounded.journal.file import Event

QUESTIONS = asked()


def class_of(number: int) -> dict[str, list[Event]]:
    return {f"learner-{n:04}": journal(QUESTIONS, chance(n)) for n in range(number)}


def seen(journals: dict[str, list[Event]]) -> list[tuple[str, str]]:
    return [(learners, sign) for _, learners, sign, _ in alike(traced(journals))]


def test_a_class_that_works_for_itself_is_not_named() -> None:
    assert seen(class_of(1000 if FULL else 150)) == []


def test_the_generated_cohort_whose_times_are_all_the_same_is_not_named() -> None:
    for size in (2, 40):
        assert seen({f"l{n}": [*events(QUESTIONS, chance(n))] for n in range(size)}) == []


def test_two_who_are_right_in_everything_and_quote_the_case_are_not_named() -> None:
    (written,) = (each for each in graded() if each.question.by_hand)
    model = re.sub("<[^>]*>", " ", str(written.question.key()))
    facts = re.sub("<[^>]*>", " ", str(written.case.facts))

    def right(seed: int) -> list[Event]:
        entries = journal(QUESTIONS, chance(seed), f"{model} {facts} {essay(chance(seed), 2)}")
        keys = {(case.id, question.id): question.key() for case, question in QUESTIONS if not question.by_hand}
        return [
            {**e, "response": keys.get((e.get("case", ""), e.get("question", "")), e.get("response"))} for e in entries
        ]

    assert seen({"ada": right(1), "bo": right(2)}) == []


@pytest.mark.parametrize("later", [0.0, 86_400.5])
def test_a_file_that_was_renamed_or_moved_in_time_is_seen_by_its_times(later: float) -> None:
    journals = class_of(20)
    journals["copy"] = [
        {**entry, "response": "Another text of my own."} if entry.get("question") == "q2" else entry
        for entry in renamed(journals["learner-0003"], later)
    ]
    assert ("learner-0003, copy", "times") in seen(journals)
    assert {learners for learners, _ in seen(journals)} == {"learner-0003, copy"}


def test_entries_with_the_same_ids_are_counted_and_their_times_are_not_told_again() -> None:
    journals = class_of(20)
    half = journals["learner-0003"][:12]
    journals["sister"] = [*half, *journal(QUESTIONS, chance(99))]
    ((_, learners, sign, words),) = alike(traced(journals))
    assert (learners, sign) == ("learner-0003, sister", "entries")
    assert words.startswith(f"12 of the {len(journals['learner-0003'])} and {len(journals['sister'])} entries")


def test_the_same_text_and_nearly_the_same_text_are_seen() -> None:
    journals, text = class_of(20), essay(chance(500))
    words = text.split()
    nearly = " ".join(["well", *words[: len(words) // 2], "indeed", *words[len(words) // 2 :]])
    journals["one"] = journal(QUESTIONS, chance(501), text)
    journals["two"] = journal(QUESTIONS, chance(502), f"  {text.upper()}!!")
    journals["three"] = journal(QUESTIONS, chance(503), nearly)
    found = seen(journals)
    assert found == [("one, two", "text"), ("one, three", "text"), ("two, three", "text")]


def test_a_short_text_says_nothing() -> None:
    short = " ".join(["word"] * 11)
    assert seen({name: journal(QUESTIONS, chance(n), short) for n, name in enumerate("ab")}) == []


def test_many_with_one_text_are_one_line_and_what_many_hold_makes_no_pairs() -> None:
    text = essay(chance(500))
    journals = {f"l{n:02}": journal(QUESTIONS, chance(n), text) for n in range(15)}
    ((_, learners, sign, _),) = alike(traced(journals))
    assert (len(learners.split(", ")), sign) == (15, "text")


def test_a_passage_that_many_quote_makes_no_pairs_and_one_that_two_share_does() -> None:
    quote = essay(chance(500), 4)
    texts = [f"{quote} {essay(chance(n), 2)}" for n in range(15)]
    assert seen({f"l{n:02}": journal(QUESTIONS, chance(n), text) for n, text in enumerate(texts)}) == []
    assert seen({f"l{n:02}": journal(QUESTIONS, chance(n), text) for n, text in enumerate(texts[:2])}) == [
        ("l00, l01", "text")
    ]


def test_modules_are_compared_apart() -> None:
    journals = class_of(3)
    (one, *_), (other, *_) = traced(journals), traced({"copy": journals["learner-0000"]})
    apart = type(other)("02-other", *list(vars(other).values())[1:])
    assert alike([one, apart]) == []
    assert alike([one, other])[0][:2] == (MODULE, "learner-0000, copy")
