"""Journals that lie, that no reader may choke on, or that are made to be slow."""

from collections.abc import Callable
from typing import Any

from tests.attacks.attack import CASE, FAIR, LATER, Handed, Spoil, attack

READ, LIES = "Answers no reader may choke on", "Answers that lie"
SKIPPED = "The line is skipped, counted and named; the rest earns its marks."
UNREADABLE = "The answer is one that the question does not allow, and earns nothing; the rest earns its marks."
TOO_LARGE = "The journal is refused by name: no lesson makes so much."
Q1, Q2, Q3 = 2.0, 1.5, 1.0  # what the genuine answers earn


def journal(group: str, must: str, worth: float = FAIR) -> Callable[[Spoil], Spoil]:
    return attack(group, must, worth=worth, stock=False)


def raw(response: bytes, question: bytes = b"q1") -> bytes:
    about = (
        b'{"v": 1, "id": "x", "at": "2026-01-02T00:00:00.000000Z", "event": "answer", "case": "%s", "question": "%s", '
    )
    return about % (CASE.encode(), question) + b'"wording": "", "response": %s}' % response


@journal(READ, SKIPPED)
def nan(handed: Handed) -> None:
    handed.raw(raw(b"NaN"), raw(b"[-Infinity]"))


@journal(READ, SKIPPED)
def infinity(handed: Handed) -> None:
    handed.line("q1", None)
    handed.journal.write_bytes(handed.journal.read_bytes().replace(b'"response": null', b'"response": 1e999'))


@journal(READ, SKIPPED)
def number_of_10_000_digits(handed: Handed) -> None:
    handed.raw(raw(b"9" * 10_000), b"9" * 10_000)


@journal(READ, UNREADABLE, worth=FAIR - Q1 - Q2)
def number_of_4_000_digits(handed: Handed) -> None:
    handed.line("q1", 10**4000)
    handed.line("q2", [10**4000])
    handed.line("q9", 10**4000)


@journal(READ, SKIPPED)
def lists_100_000_deep(handed: Handed) -> None:
    handed.raw(raw(b"[" * 100_000 + b"]" * 100_000), b"[" * 100_000, b'{"a":' * 100_000)


@journal(READ, SKIPPED)
def lists_300_deep(handed: Handed) -> None:
    deep: Any = "b"
    for _ in range(300):
        deep = [deep]
    handed.line("q1", deep)
    handed.line("q2", {"a": deep})


@journal(READ, TOO_LARGE, worth=0)
def million_lines_of_nothing(handed: Handed) -> None:
    handed.raw(*[b"x"] * 1_000_000)


@journal(READ, "The mark is what stood at the last hand-in, found once: hand-ins are not copied one by one.")
def hand_ins_by_the_ten_thousand(handed: Handed) -> None:
    about = b'{"id":"%d","at":"2026-01-02T00:00:00.000000Z","event":"handin"}'
    handed.raw(*(about % number for number in range(90_000)))


@journal(READ, "The last answer counts, found without reading all of them again for every question.")
def answers_by_the_ten_thousand(handed: Handed) -> None:
    about = b'{"id":"%d","at":"2026-01-02T00:00:00.000000Z","event":"answer","case":"x","question":"q1",'
    handed.raw(*(about % number + b'"wording":"","response":[]}' for number in range(90_000)))


@journal(READ, TOO_LARGE, worth=0)
def million_answers(handed: Handed) -> None:
    about = b'{"id":"%d","at":"2026-01-02T00:00:00.000000Z","event":"handin"}'
    handed.raw(*(about % number for number in range(1_000_000)))


@journal(READ, SKIPPED)
def half_a_character(handed: Handed) -> None:
    handed.raw(raw(b'["\\ud800"]'), raw(b'"\\uDFFF"', b"q9"))


@journal(READ, UNREADABLE, worth=FAIR - Q1)
def nul_characters(handed: Handed) -> None:
    handed.line("q1", ["b\0"])
    handed.line("q9", "\0")


@journal(READ, SKIPPED)
def text_of_five_megabytes(handed: Handed) -> None:
    handed.line("q1", "b" * 5_000_000)
    handed.line("q9", "<b>" * 1_000_000)


@journal(READ, "No line is read, and that is said.", worth=0)
def binary_journal(handed: Handed) -> None:
    handed.journal.write_bytes(bytes(range(256)) * 40)


@journal(READ, "All lines count: an editor saved it so.")
def journal_in_utf16(handed: Handed) -> None:
    handed.journal.write_bytes(handed.journal.read_text().encode("utf-16"))


@journal(READ, "Nothing was answered, and that is said.", worth=0)
def empty_journal(handed: Handed) -> None:
    handed.journal.write_bytes(b"")


@journal(READ, "No answers were handed in, and that is said.", worth=0)
def no_journal(handed: Handed) -> None:
    handed.journal.unlink()


@journal(READ, "All lines count, after a mark of byte order and with the line ends of Windows.")
def journal_as_windows_saves_it(handed: Handed) -> None:
    handed.journal.write_bytes(b"\xef\xbb\xbf" + handed.journal.read_bytes().replace(b"\n", b"\r\n"))


WRONG: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": -0.0,
    "text": "b",
    "list_of_lists": [["b"]],
    "list_of_numbers": [1, 2.5, -(10**30)],
    "empty_object": {},
    "object": {"b": True, "length": 1, "__class__": "str"},
}


def _wrong(name: str, response: Any) -> None:
    def spoil(handed: Handed) -> None:
        for question in ("q1", "q2", "q3", "q9"):
            handed.line(question, response)
        for case in ("typed", "counted", "reasons"):
            for question in ("q1", "q2"):
                handed.line(
                    question,
                    response,
                    case=case,
                    id=f"{case}-{question}",
                    wording=handed.wordings.get(f"{case}-{question}", ""),
                )

    spoil.__name__ = f"wrong_type_{name}"
    journal(READ, UNREADABLE, worth=0)(spoil)


for each, value in WRONG.items():
    _wrong(each, value)


@journal(READ, "The events are skipped or kept and ignored; the rest earns its marks.")
def fields_of_wrong_types(handed: Handed) -> None:
    wrong: list[tuple[str, Any]]
    wrong = [("id", 1), ("at", None), ("event", []), ("case", ["x"]), ("case", {}), ("question", 7), ("v", "x")]
    for name, value in wrong:
        handed.line("q1", ["a"], **{"wording": "0", "case": "x", name: value})
    handed.raw(b"[]", b"null", b'"text"', b"{}", b"1")


@journal(LIES, "Answers to other cases change nothing here.")
def answers_of_other_cases(handed: Handed) -> None:
    for case in ("practise-this", "thirty-days", "../graded-this", "GRADED-THIS", "graded-this "):
        handed.line("q1", ["a"], case=case, id=case)
    handed.line("q1__proto__", ["a"])
    handed.line("__class__", ["a"])


@journal(LIES, "An event counts once: the first to name an id keeps it.")
def ids_of_other_events(handed: Handed) -> None:
    handed.line("q1", ["a"], id="genuine-q1")


@journal(
    LIES,
    "The last answer by the times written counts, and what is no time keeps its place: a learner may answer anew, and "
    "needs no forging.",
    worth=FAIR - Q1,
)
def forged_times(handed: Handed) -> None:
    handed.line("q1", ["a"], at="9999-99-99")
    handed.line("q2", ["c"], at="2001-01-01T00:00:00.000000Z")


@journal(LIES, "What stood at the hand-in counts.", worth=0)
def hand_in_before_the_answers(handed: Handed) -> None:
    handed.line("q1", None, at="2001-01-01T00:00:00.000000Z", event="handin")


@journal(LIES, "Marks and flags in a journal are no marks.")
def points_in_the_journal(handed: Handed) -> None:
    for event in ("score", "grade", "manual_score", "handin"):
        handed.line("q1", 900, event=event, id=event, points=900, auto_score=900, score=900, max_score=1)


@journal(LIES, "An answer to another wording is kept and not marked against this one.", worth=FAIR - Q1)
def wording_of_another_question(handed: Handed) -> None:
    handed.line("q1", ["b"], wording=handed.wordings["q3"])


@journal(LIES, "A case without a content note cannot be left out.")
def left_out_without_a_note(handed: Handed) -> None:
    handed.line("", True, event="skip", question="", case=CASE)
    handed.line("", True, event="skip", question="", case=CASE, at=LATER + "x")


@journal(LIES, "Ticking everything earns nothing.", worth=FAIR - Q2)
def everything_ticked(handed: Handed) -> None:
    handed.line("q2", ["a", "b", "c", "d", "a"])


@journal(LIES, "An answer is a set of options: one named 100,000 times is one.")
def option_repeated(handed: Handed) -> None:
    handed.line("q2", ["a"] * 100_000)
