"""What is told of an interview: its transcript line by line, what its reader makes of it, and what was not learned."""

import re

import pytest

from tests.content.questions.played_interviews import CASES, MARLOW, PRACTICE, SMALL, path, plain, walked
from wellfounded.content.questions.record_reader import carried

WEAK = "t1a1 t1c2 t2a1 t3a1 t4a1 t4b2 t5c1 t5a2 t6d1 t7a1 t7c2 t8b1 t8c2 t9b1"
POINTS = {str(point.title): point for point in MARLOW.decision}


def lines(html: str) -> list[str]:
    """Return the lines of the transcript, with all that is said of each."""
    transcript = html.split("What was said, line by line")[1]
    return [plain(line) for line in re.split(r'<li data-verdict="\w+"><p><strong>', transcript)[1:]]


def reader(steps: str, title: str) -> str:
    """Return what the reader makes of one point."""
    html = MARLOW.review(path(steps)).split("reads your record")[1].split("What was said, line by line")[0]
    points = re.split(r'<li data-verdict="\w+"><p><strong>', html)
    (said,) = [plain(point) for point in points if title in plain(point)]
    return said


def test_the_results_tell_each_part_and_what_it_amounts_to() -> None:
    told = plain(MARLOW.review(path(WEAK)))
    for words in (
        "Facts on the record: 4 of 9.",
        "In words that can be relied on: 2 of 9.",
        "Standards met: 6; missed: 10.",
        "Trust at the end: 10 of 10; it began at 4.",
        "The interview is not finished.",
        "An unsafe record.",
        "Nothing here says whether the account is true.",
    ):
        assert words in told


def test_each_line_says_what_it_gained_and_cost_and_why() -> None:
    said = lines(MARLOW.review(path(WEAK)))
    assert len(said) == len(path(WEAK))
    first, letter, weekend = said[0], said[4], said[7]
    assert "You have not heard" in first or "you have not heard a word yet" in first
    assert "Missed: Neutral, and both sides." in first
    assert "Trust rose." in first
    assert "It took 3 minutes." in first
    assert "On the record: By his account seven people signed" in letter
    assert "Open question" in letter
    assert "Met: A free account, then questions." in letter
    assert "Trust fell." in weekend
    assert "Closed question" in weekend


def test_a_line_says_what_the_interpreter_lost() -> None:
    said = lines(MARLOW.review(path(WEAK)))[10]
    assert "On the record, but unsure: By his account he complained" in said
    assert "What was lost on the way: he said the second of June" in said
    assert "lost on the way" not in " ".join(lines(MARLOW.review(path("any-b t7a1 t7c2"))))


def test_each_line_bears_its_verdict() -> None:
    html = MARLOW.review(path("t1a1 t1c2 t5c1 t5d2")).split("line by line")[1]
    assert re.findall(r'<li data-verdict="(\w+)">', html) == ["wrong", "right", "right", "partly"]


def test_a_review_names_a_better_way_and_practice_does_not() -> None:
    steps = path("t1a1 t2a1 t2b2")
    review, feedback = plain(PRACTICE.review(steps)), plain(PRACTICE.feedback(steps))
    assert "A better way: “What you tell me is confidential" in review
    assert "A better way" not in feedback
    for words in ("reads your record", "Standards met: 1;", "He is nervous", "What you never learned"):
        assert words in feedback


def test_a_better_way_that_was_closed_by_then_is_called_so() -> None:
    assert "A better way, but closed to you by then: Way b2" in plain(SMALL.review(path("t2b1 t2a2")))
    assert "A better way: Way b2" in plain(SMALL.review(path("t1a1 t2b1 t2a2")))


# The reader of the record


@pytest.mark.parametrize(
    ("steps", "title", "verdict"),
    [
        ("t4a1", "Why was he harmed?", "right"),
        ("t4b1", "Why was he harmed?", "partly"),
        ("t1b1", "Why was he harmed?", "wrong"),
        ("t6c1", "Do the form and the slip contradict each other?", "right"),
        ("t6a1", "Do the form and the slip contradict each other?", "wrong"),
        ("t6a1 t9d1", "Do the form and the slip contradict each other?", "wrong"),  # explained, but never put to him
        ("t7a1 t7c2", "Would Halvern protect him?", "partly"),
        ("t7a1 t7c2 any-a", "Would Halvern protect him?", "right"),
        ("t1a1 t1c2 t9d1", "Can I rely on the record itself?", "right"),
        ("t1a1 t1c2 t9a1", "Can I rely on the record itself?", "partly"),
        ("t9a1", "Can I rely on the record itself?", "wrong"),
        ("t5c1", "How grave was the harm?", "wrong"),
    ],
)
def test_the_reader_finds_what_the_record_carries(steps: str, title: str, verdict: str) -> None:
    assert carried(MARLOW, walked(MARLOW, path(steps)), POINTS[title]) == verdict


def test_the_reader_quotes_the_line_on_which_a_fact_stands() -> None:
    told = reader("t1b1 t4a1", "Why was he harmed?")
    assert "✓ The record carries this." in told
    assert "Line 2: “Patients had died. Seven of us signed." in told


def test_the_reader_quotes_the_words_that_a_fact_was_borrowed_from() -> None:
    told = reader("t1b1 t8b1 t8c2", "Could he live elsewhere")
    assert "How it ended I know only from you." in told
    assert "Line 3 leaves it unsure: “So they found you in Port Selby as well?”" in told


def test_the_reader_quotes_what_the_interpreter_made_of_it() -> None:
    assert "Line 2 leaves it unsure: He answers in two long sentences" in reader(
        "t7a1 t7c2", "Would Halvern protect him?"
    )


def test_the_reader_quotes_no_line_twice() -> None:
    assert reader("t5c1 t5a2", "How grave was the harm?").count("Line 2") == 1


def test_the_reader_quotes_where_a_fact_was_lost_or_says_where_its_place_is() -> None:
    assert "Line 1 did not bring it: “I take it that there was nobody" in reader("t7b1", "Would Halvern protect him?")
    told = reader("t1b1", "Would Halvern protect him?")
    assert "No line speaks of it. The place for it: Protection, Closing." in told


def test_the_reader_of_the_sound_interview_carries_every_point() -> None:
    moves = walked(MARLOW, MARLOW.sound)
    assert {carried(MARLOW, moves, point) for point in MARLOW.decision} == {"right"}


# What is told apart from that


def test_facts_stand_under_how_far_they_came() -> None:
    told = plain(MARLOW.review(path("t4a1 t4c2 t8b1 t8c2")))
    assert re.search(
        r"What you learned By his account seven people signed.*What is unsure By his account he lived in", told
    )
    assert "This tells against the claim. It is good that you found it." in told  # the charts
    assert "It belongs on the record all the same." in plain(MARLOW.review(path("t4a1")))


@pytest.mark.parametrize("response", [None, [], "t1a", [["t1", "z"]], {"t1": "a"}])
def test_where_nothing_was_said_the_review_shows_a_sound_interview(response: object) -> None:
    assert "A sound interview" in plain(MARLOW.review(response))
    assert "Help me see how they fit." in plain(MARLOW.review(response))
    assert plain(MARLOW.feedback(response)).strip() == "Nothing is said yet."
    assert MARLOW.unfinished(response) == "The interview is not finished."


def test_nothing_that_is_told_judges_whether_he_is_truthful() -> None:
    written = (CASES / "marlow.yaml").read_text("utf-8") + MARLOW.review(MARLOW.sound)
    assert not re.search(r"\b(truthful|credible|genuine|he lied|is lying|told the truth)\b", written)


def test_the_static_form_shows_how_to_begin_and_nothing_that_is_said() -> None:
    told = plain(MARLOW.static())
    assert "Interview Mr Marlow. (12 points)" in told
    assert "You are the officer, and speak with Mr Marlow." in told
    assert "You have 75 minutes." in told
    assert "Elsewhere in Halvern" in told
    assert "Mr Marlow sits down across from you" in told
    assert "Marenna" not in told
    assert "under the stairs" not in told


def test_what_was_said_is_printed_line_by_line_without_a_word_on_it() -> None:
    told = plain(MARLOW.format_response(path("t4a1 any-c")))
    assert "The letter" in told
    assert "At any time" in told
    assert "Seven of us signed" in told
    assert "You took up his own word" not in told
