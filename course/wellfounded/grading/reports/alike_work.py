"""Finds hand-ins that are alike in what two people do not produce apart: it says what was seen, and touches no mark.

Looked at are entries with the same ids, entries that follow each other at the same distances in time, and written
texts. What was chosen or typed in answer to a question that has a right answer is never compared.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

import numpy as np

from wellfounded.assessment.scoring import score_question
from wellfounded.grading.collect.copied_journals import NAMED, each_other, sample
from wellfounded.grading.reports.graded_questions import GradedQuestion
from wellfounded.grading.reports.spreadsheet_text import text_of_html
from wellfounded.journal.file import Event, Journal

ALIKE_COLUMNS = ["module", "learners", "sign", "seen"]
RUN = 5  # words, or entries, that follow each other
LEAST_GAP_US = 1000  # microseconds: entries closer than that were written by one deed, or by a clock's correction
LEAST_WORDS = 12  # of a text that is compared: shorter ones are alike by chance
LEAST_RUNS, LEAST_SHARE = 15, 0.5  # of runs of words that two texts share, of the shorter text's
COMMON_HOLDERS, COMMON_SHARE = 10, 0.02  # what more learners than that have is a quote, or came with their copies
MOST_HOLDERS = 50  # of 2500 learners and more: what n have makes n (n - 1) / 2 pairs, and so each has at most 25
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
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
    entries: array[int]
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
        entries = array("q", b"".join(sample(event["id"] for event in journal.events)))
        return Trace(module, learner, entries, gaps(journal.events), texts)


def alike(traces: Iterable[Trace]) -> list[tuple[str, str, str, str]]:
    """Return rows of ALIKE_COLUMNS: whose hand-ins of a module are alike, by which sign, and what was seen."""
    by_module: dict[str, list[Trace]] = defaultdict(list)
    for each in traces:
        by_module[each.module].append(each)
    return [row for module in sorted(by_module) for row in _alike(module, by_module[module])]


def _alike(module: str, traces: list[Trace]) -> Iterator[tuple[str, str, str, str]]:
    most = min(max(COMMON_HOLDERS, int(COMMON_SHARE * len(traces))), MOST_HOLDERS)
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


def sharers(traces: list[Trace]) -> dict[str, set[str]]:
    """Return, for each learner who shares entries with others in the same module, those others."""
    named = (holders[: NAMED + 1] for holders in shared([trace.entries for trace in traces]))
    return each_other([traces[number].learner for number in holders] for holders in named)


def pairs_that_share(sets: Sequence[array[int]], most: int) -> Counter[Pair]:
    """Return how many things each two of these sets share; what more than `most` have is not counted."""
    pairs: Counter[Pair] = Counter()
    for holders in shared(sets, most):
        pairs.update(combinations(holders, 2))
    return pairs


def shared(sets: Sequence[array[int]], most: int | None = None) -> Iterator[list[int]]:
    """Yield, for each thing that two sets or more have, and no more than `most`, their numbers in order.

    All things are sorted together, so that those that nobody shares, nearly all, cost little.
    """
    things = np.concatenate([np.empty(0, dtype=np.int64), *(np.asarray(one, dtype=np.int64) for one in sets)])
    holders = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    order = np.argsort(things, kind="stable")
    things, holders = things[order], holders[order]
    starts = np.flatnonzero(np.concatenate([things[:1] == things[:1], things[1:] != things[:-1]]))
    sizes = np.diff(starts, append=len(things))
    for number in np.flatnonzero((sizes > 1) & (sizes <= (most or len(sets)))):
        yield holders[starts[number] : starts[number] + sizes[number]].tolist()


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
        since = datetime.fromisoformat(at) - EPOCH
    except (ValueError, OverflowError, TypeError):
        return 0
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without what tells apart two ways to type them: capitals, marks, spaces."""
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def runs(words: tuple[str, ...]) -> frozenset[int]:
    """Return a number for each run of words, the same for the same words on every machine."""
    numbers = [*map(_word_number, words)]
    return frozenset(hash(tuple(numbers[i : i + RUN])) for i in range(len(words) - RUN + 1))


@lru_cache(maxsize=100_000)
def _word_number(word: str) -> int:
    """Return a number for a word; the hash of text differs from process to process, that of numbers does not."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=7).digest())


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
