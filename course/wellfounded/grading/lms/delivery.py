"""Posts scores, some at once, each until it is known to have arrived, and each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import NamedTuple

import requests
from pylti1p3.exception import LtiServiceException
from pylti1p3.lineitem import LineItem

from wellfounded.grading.lms.connector import PlatformError, reason
from wellfounded.grading.lms.learner_marks import LearnerMark
from wellfounded.grading.lms.mark_plan import Kind, Outcome, Posting, same_mark
from wellfounded.grading.lms.platform import Platform, Score
from wellfounded.grading.lms.polite_session import TRIES, Pace, PlatformBusyError, StoppedError, backoff, is_busy
from wellfounded.grading.lms.sent_marks import SentMarks
from wellfounded.i18n.errors import UserError

WORKERS = 4  # requests at once: the answer of a platform takes longer than our pace
AHEAD = 2 * WORKERS
FAILURES = 3  # in a row, and the platform is taken to be down
STOPPED = "the run was stopped"


class _Running(NamedTuple):
    posting: Posting
    score: Score


def deliver_all(
    platform: Platform, column: LineItem, postings: Iterable[Posting], sent: SentMarks, pace: Pace
) -> Iterator[Outcome]:
    """Post scores, and yield the outcome of each; once the run is stopped, or the platform down, no more are posted."""
    waiting, failures = iter(postings), 0
    address = str(column.get_id())
    running: dict[Future[str], _Running] = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        while True:
            while len(running) < AHEAD and (posting := next(waiting, None)):
                mark = posting.mark
                score = sent.begin(address, posting.user, mark.points, mark.maximum, mark.comment)
                running[pool.submit(_deliver, platform, column, score, pace)] = _Running(posting, score)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                posting, score = running.pop(future)
                outcome = _outcome(future, posting.mark)
                failures = failures + 1 if outcome.kind == Kind.NOT_REACHED and outcome.why != STOPPED else 0
                if outcome.kind == Kind.SENT:
                    sent.confirm(address, [(score.user, score.points, score.maximum)])
                if failures == FAILURES or isinstance(future.exception(), PlatformBusyError):
                    pace.stop()
                yield outcome


def _outcome(future: Future[str], mark: LearnerMark) -> Outcome:
    """Return what became of a posting that has ended."""
    try:
        refusal = future.result()
    except StoppedError:
        return Outcome(mark, Kind.NOT_REACHED, STOPPED)
    except UserError as error:
        return Outcome(mark, Kind.NOT_REACHED, str(error))
    return Outcome(mark, Kind.REFUSED, refusal) if refusal else Outcome(mark, Kind.SENT)


def _deliver(platform: Platform, column: LineItem, score: Score, pace: Pace) -> str:
    """Post a score until it is known to be there; return "", or why the platform refuses it.

    After an answer that leaves open whether it arrived, the platform is asked before it is posted again: Canvas would
    write its comment twice, and Moodle refuse it, since it is no later than what it has.
    """
    for tried in range(1, TRIES + 1):
        try:
            platform.post(column, score)
        except LtiServiceException as error:
            if _arrived(platform, column, score):
                return ""
            if error.response.status_code < 500 and not is_busy(error.response):
                return reason(error)
        except requests.RequestException:
            if _arrived(platform, column, score):
                return ""
        else:
            return ""
        pace.pause(backoff(tried))
    raise PlatformError("the platform did not answer")


def _arrived(platform: Platform, column: LineItem, score: Score) -> bool:
    return same_mark(platform.result(column, score.user), score.points, score.maximum)
