"""Finds hand-ins that are alike in what two people do not produce apart: it says what was seen, and touches no mark.

Looked at are entries with the same ids, entries that follow each other at the same distances in time, and written
texts. What was chosen or typed in answer to a question that has a right answer is never compared.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import combinations, pairwise

from wellfounded.assessment.scoring import score_question
from wellfounded.grading.collect.copied_journals import sample
from wellfounded.grading.reports.graded_questions import GradedQuestion
from wellfounded.grading.reports.spreadsheet_text import text_of_html
from wellfounded.journal.file import Event, Journal

ALIKE_COLUMNS = ["module", "learners", "sign", "seen"]
RUN = 5  # words, or entries, that follow each other
LEAST_GAP_US = 1000  # microseconds: entries closer than that were written by one deed, or by a clock's correction
LEAST_WORDS = 12  # of a text that is compared: shorter ones are alike by chance
LEAST_RUNS, LEAST_SHARE = 15, 0.5  # of runs of words that two texts share, of the shorter text's
COMMON_HOLDERS, COMMON_SHARE = 10, 0.02  # what more learners than that have is a quote, or came with their copies
WORD = re.compile(r"\w+")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """What is compared of a text: a digest of its words, their number, and a number for each of its runs of words."""

    digest: bytes
    words: int
    runs: array[int]


@dataclass(frozen=True)
class Trace:
    """What is compared of one hand-in: few bytes, for a cohort has thousands. Texts are by case and question."""

    module: str
    learner: str
    entries: frozenset[bytes]
    gaps: array[int]
    texts: dict[tuple[str, str], Text]


NO_TEXT = Text(b"", 0, array("q"))


class Tracer:
    """Takes what is compared from journals, question by question."""

    def __init__(self, questions: Iterable[GradedQuestion]) -> None:
        """Look through the questions that ask for a text, for what two learners may both quote."""
        self._written: dict[str, list[tuple[GradedQuestion, frozenset[int]]]] = defaultdict(list)
        for graded in questions:
            if graded.question.by_hand:
                self._written[graded.module].append((graded, _own_runs(graded)))

    def trace(self, module: str, learner: str, journal: Journal) -> Trace:
        """Return what is compared of a learner's journal."""
        counted, texts = journal.counted(), {}
        for graded, quoted in self._written[module]:
            text = score_question(graded.case, graded.question, counted).response
            words = words_of(text) if isinstance(text, str) else ()
            if len(words) >= LEAST_WORDS:
                digest = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
                own = array("q", runs(words) - quoted)
                texts[graded.case.id, graded.question.id] = Text(digest, len(words), own)
        return Trace(module, learner, sample(event["id"] for event in journal.events), gaps(journal.events), texts)


def alike(traces: Iterable[Trace]) -> list[tuple[str, str, str, str]]:
    """Return rows of ALIKE_COLUMNS: whose hand-ins of a module are alike, by which sign, and what was seen."""
    by_module: dict[str, list[Trace]] = defaultdict(list)
    for each in traces:
        by_module[each.module].append(each)
    return [row for module in sorted(by_module) for row in _alike(module, by_module[module])]


def _alike(module: str, traces: list[Trace]) -> Iterator[tuple[str, str, str, str]]:
    most = max(COMMON_HOLDERS, int(COMMON_SHARE * len(traces)))
    entries = pairs_that_share([trace.entries for trace in traces], most)
    for (a, b), n in sorted(entries.items()):
        yield module, _names(traces, (a, b)), "entries", _entries_seen(n, traces[a], traces[b])
    for pair, n in sorted(pairs_that_share([trace.gaps for trace in traces], most).items()):
        if pair not in entries:
            yield module, _names(traces, pair), "times", _times_seen(n)
    for place in sorted({place for trace in traces for place in trace.texts}):
        yield from ((module, *row) for row in _alike_texts(place, traces, most))


def _alike_texts(place: tuple[str, str], traces: list[Trace], most: int) -> Iterator[tuple[str, str, str]]:
    """Yield whose texts are the same word for word, and the pairs whose texts are nearly so."""
    texts = [trace.texts.get(place, NO_TEXT) for trace in traces]
    same: dict[bytes, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text.words:
            same[text.digest].append(number)
    for holders in same.values():
        if len(holders) > 1:
            seen = f"{' '.join(place)}: the same text of {texts[holders[0]].words} words, word for word."
            yield _names(traces, holders), "text", seen
    for (a, b), n in sorted(pairs_that_share([text.runs for text in texts], most).items()):
        shorter = min(len(texts[a].runs), len(texts[b].runs))
        if texts[a].digest != texts[b].digest and n >= LEAST_RUNS and n >= LEAST_SHARE * shorter:
            yield _names(traces, (a, b)), "text", _text_seen(place, n, shorter)


def pairs_that_share(sets: Sequence[Iterable[Hashable]], most: int) -> Counter[Pair]:
    """Return how many things each two of these sets share; what more than `most` have is not counted."""
    first: dict[Hashable, int] = {}
    holders: dict[Hashable, list[int]] = {}
    for number, things in enumerate(sets):
        for thing in things:
            if (before := first.setdefault(thing, number)) != number:
                holders.setdefault(thing, [before]).append(number)
    pairs: Counter[Pair] = Counter()
    for numbers in holders.values():
        if len(numbers) <= most:
            pairs.update(combinations(numbers, 2))
    return pairs


def gaps(events: Iterable[Event]) -> array[int]:
    """Return a number for the distances in time within each run of entries; a copy of them keeps these.

    Distances below a millisecond are no person's, and a run that has one is left out; so are corrected times.
    """
    times = [_microseconds(event["at"]) for event in events if "clock" not in event]
    steps = [later - earlier for earlier, later in pairwise(times)]
    every = (tuple(steps[i : i + RUN - 1]) for i in range(len(steps) - RUN + 2))
    return array("q", {hash(run) for run in every if min(run) >= LEAST_GAP_US})


def _microseconds(at: str) -> int:
    try:
        since = datetime.fromisoformat(at).astimezone(UTC) - datetime(2020, 1, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        return 0
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without what tells apart two ways to type them: capitals, marks, spaces."""
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def runs(words: tuple[str, ...]) -> frozenset[int]:
    """Return a number for each run of words, the same for the same words in this process."""
    return frozenset(hash(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _own_runs(graded: GradedQuestion) -> frozenset[int]:
    """Return the runs of words of what learners read in the case, and of its rubric and model answer.

    Two who write what the case says, or what a good answer says, have not written from each other.
    """
    case, question = graded.case, graded.question
    papers = (paper.shown() for paper in case.documents)
    rubric = (line.text for line in getattr(question, "rubric", ()))
    prompts = (each.prompt for each in case.questions)
    parts = (case.facts, *papers, *prompts, *rubric, getattr(question, "model", ""))
    return frozenset().union(*(runs(words_of(text_of_html(str(part)))) for part in parts))


def _names(traces: list[Trace], numbers: Iterable[int]) -> str:
    return ", ".join(traces[number].learner for number in numbers)


def _entries_seen(n: int, one: Trace, other: Trace) -> str:
    counts = f"{n} of the {len(one.entries)} and {len(other.entries)} entries have the same id"
    return f"{counts}: a file, or a copy of the course with answers in it, was passed on."


def _times_seen(n: int) -> str:
    count = f"{n} run{'' if n == 1 else 's'} of {RUN} entries follow{'s' if n == 1 else ''} each other"
    return f"{count} at the same distances, to a fraction of a second, under other ids."


def _text_seen(place: tuple[str, str], n: int, shorter: int) -> str:
    return (
        f"{' '.join(place)}: {n} of the {shorter} runs of {RUN} words in the shorter text are in the other, too; "
        "what the case, the rubric and the model answer say is not counted."
    )
