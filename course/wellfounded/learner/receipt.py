"""The receipt of a hand-in: which answers it held, by digests that tell nobody what was answered.

docs/dates-and-receipts.md says what is in one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from wellfounded.content.case import CASES
from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import clock
from wellfounded.journal.file import Event, Journal
from wellfounded.learner.lessons import MODULE, module_of

Way = Literal["home", "file", "exchange", "page"]
WAYS: dict[str, str] = {
    "home": later("marked on this computer"),
    "file": later("in a file for the instructor, who has the answers once that file is given in"),
    "exchange": later("given to the course, where the answers were found again"),
    "page": later("marked on this web page"),
}
USER = "JUPYTERHUB_USER"  # the environment variable by which a hub names the learner
VERSION, MAX_BYTES, MAX_ANSWERS = 1, 2**20, 5000
ID_LENGTH, LINE_LENGTH, RELEASE_LENGTH = 16, 24, 12  # of digests, in hexadecimal digits
NOT_IN_LINE = ("in", "clock")  # fields that taking along and righting a clock add to an event
BROKEN = re.compile(r"[\r\n]+(?:> ?)*")  # where a mail program broke a long line


@dataclass(frozen=True)
class Receipt:
    """What is in a receipt. `answers` maps "case/question" to the digests of an answer's id and of its line."""

    module: str
    at: str
    local: str
    way: str
    learner: str
    release: str
    answers: dict[str, tuple[str, str]]
    digest: str

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return f"{self.module}-{datetime.fromisoformat(self.at):%Y%m%d-%H%M%S-%f}-receipt.txt"


@dataclass
class Matched:
    """The questions whose answers, as a receipt names them, are in a journal, were changed, or are missing.

    `newer` are those of which the journal has a later answer too. `whole` is whether the receipt agrees with itself.
    """

    same: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    whole: bool = True

    @property
    def complete(self) -> bool:
        """Return whether every answer is there as it was handed in."""
        return self.whole and not self.changed and not self.missing


def make_receipt(folder: Path, journal: Journal, event: Event, way: Way) -> Receipt:
    """Return the receipt of a hand-in, an `event` in the journal of the lesson in `folder`."""
    answers = _latest_answers(journal.before(event))
    lines = {place: _line(answer) for place, answer in answers.items()}
    at = datetime.fromisoformat(event["at"])
    return Receipt(
        module=module_of(folder),
        at=event["at"],
        local=at.astimezone().isoformat(timespec="seconds"),
        way=way,
        learner=os.environ.get(USER, ""),
        release=release_digest(folder),
        answers={place: (_id_digest(answers[place]), _sha(line)[:LINE_LENGTH]) for place, line in lines.items()},
        digest=_sha(b"".join(line + b"\n" for line in lines.values())),
    )


def release_digest(lesson: Path) -> str:
    """Return the digest of a released lesson's cases; "" where they cannot be read."""
    with suppress(OSError):
        return _sha((lesson / CASES).read_bytes())[:RELEASE_LENGTH]
    return ""


def text(receipt: Receipt) -> str:
    """Return a receipt as a text: lines for people, and one that `read_receipt` reads."""
    lines = [
        phrase("Well-Founded: the receipt of a hand-in"),
        "",
        phrase("Lesson: {module}", module=receipt.module),
        phrase("Handed in: {times}", times=_times(receipt.at)),
        phrase("How: {way}", way=phrase(WAYS[receipt.way])),
        *([phrase("Learner: {name}", name=receipt.learner)] if receipt.learner else []),
        phrase("Answers: {n}", n=len(receipt.answers)),
        "",
        phrase(
            "It holds none of your answers, and is no secret. It shows later which answers were handed in: keep it."
        ),
        phrase("To check it: wellfounded receipt FILE"),
        "",
        json.dumps({"receipt": VERSION, **asdict(receipt)}, separators=(",", ":")),
    ]
    return "\n".join(lines) + "\n"


def _times(at: str) -> str:
    """Return when it was in UTC, and on the clock of whoever reads it."""
    utc = datetime.fromisoformat(at)
    here = utc.astimezone()
    if not here.utcoffset():
        return f"{utc:%Y-%m-%d %H:%M:%S} UTC"
    offset = f"{here:%z}"
    local = f"{here:%Y-%m-%d %H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})"
    return phrase("{utc} UTC, which is {local} here", utc=f"{utc:%Y-%m-%d %H:%M:%S}", local=local)


def read_receipt(data: bytes) -> Receipt | None:
    """Return the receipt in a text, perhaps copied into a mail; None where there is none."""
    written = data[:MAX_BYTES].decode("utf-8-sig", "replace")
    start, end = written.find('{"receipt"'), written.rfind("}")
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        receipt = json.loads(BROKEN.sub("", written[start : end + 1])) if start >= 0 else {}
        if receipt.get("receipt") == VERSION:
            return _checked(receipt)
    return None


def _checked(written: dict[str, object]) -> Receipt | None:
    """Return what was read, if it is what a receipt holds: it may have passed through anybody's hands."""
    answers = {str(place): (str(of_id), str(of_line)) for place, (of_id, of_line) in dict(written["answers"]).items()}  # type: ignore[call-overload]
    texts = {name: str(written[name]) for name in ("module", "at", "local", "way", "learner", "release", "digest")}
    printable = all(value.isprintable() and len(value) <= 300 for value in (*texts.values(), *answers))
    known = MODULE.fullmatch(texts["module"]) and clock.is_valid_time(texts["at"]) and texts["way"] in WAYS
    return Receipt(**texts, answers=answers) if known and printable and len(answers) <= MAX_ANSWERS else None


def match(receipt: Receipt, journal: Journal) -> Matched:
    """Look for the answers that a receipt names in a journal."""
    by_id = {_id_digest(event): event for event in journal.events if event["event"] == "answer"}
    latest, matched, lines = _latest_answers(journal), Matched(), []
    for place, (of_id, of_line) in receipt.answers.items():
        event = by_id.get(of_id)
        line = _line(event) if event else b""
        kind = matched.missing if event is None else matched.same if _sha(line).startswith(of_line) else matched.changed
        kind.append(place)
        lines.append(line + b"\n")
        if event is not None and latest.get(place, event)["id"] != event["id"]:
            matched.newer.append(place)
    if not matched.missing and not matched.changed:
        matched.whole = _sha(b"".join(lines)) == receipt.digest
    return matched


def id_digests(journal: Journal) -> frozenset[str]:
    """Return the digests by which a receipt would know the answers in a journal."""
    return frozenset(_id_digest(event) for event in journal.events if event["event"] == "answer")


def _latest_answers(journal: Journal) -> dict[str, Event]:
    """Return the last answer to each question, by "case/question" in the order of these names."""
    answers = (event for event in journal.events if event["event"] == "answer")
    latest = {f"{event['case']}/{event['question']}": event for event in answers}
    return dict(sorted(latest.items()))


def _line(event: Event) -> bytes:
    plain = {name: value for name, value in event.items() if name not in NOT_IN_LINE}
    plain["at"] = event.get("clock", event["at"])
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")


def _id_digest(event: Event) -> str:
    return _sha(event["id"].encode(errors="surrogatepass"))[:ID_LENGTH]


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
