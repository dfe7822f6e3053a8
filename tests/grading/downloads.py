"""Makes what instructors have: journals, hand-in files, and downloads in the shapes that Moodle and Canvas give."""

import io
import json
import zipfile
from pathlib import Path

from tests.places import COURSE
from wellfounded.journal.file import Event

FIRST, SECOND = "01-refugee-definition", "02-persecution-thresholds"
ROSTER = """\
id,name,lms_id,email
ada,Ada Lovelace,101,ada@example.org
bo,Bo de la Cruz,102,bo@example.org
cyn,"Cynthia Ng-O'Hara",103,cyn@example.org
"""


def cases(module: str) -> list[str]:
    return [each["id"] for each in json.loads((COURSE / "release" / module / "cases.json").read_text())["cases"]]


def entry(
    number: int, module: str = FIRST, who: str = "x", event: str = "answer", at: str = "", **more: object
) -> Event:
    """Return an event of a learner's, the same each time it is asked for."""
    known = cases(module)
    about = (
        {"case": known[number % len(known)], "question": "q1", "wording": "", "response": ["a"]}
        if event != "handin"
        else {}
    )
    at = at or f"2026-11-{number % 20 + 1:02d}T09:00:00.000001Z"
    return {"v": 1, "id": f"{who}-{module[:2]}-{event}-{number}", "at": at, "event": event, **about, **more}


def lines(*events: Event) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in events)


def journal(who: str, module: str = FIRST, count: int = 3) -> bytes:
    return lines(*(entry(number, module, who) for number in range(count)))


def zipped(files: dict[str, bytes], at: tuple[int, ...] = (2026, 11, 24, 12, 0, 0)) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, at), data)  # type: ignore[arg-type]
    return packed.getvalue()


def hand_in(who: str, module: str = FIRST, stamp: str = "2026-11-23 18:00:00.000000 UTC") -> bytes:
    """Return the file that a kit's lesson writes."""
    notebook = (COURSE / "release" / module / f"{module}.ipynb").read_bytes()
    inside = {f"{module}.ipynb": notebook, "answers.jsonl": journal(who, module), "timestamp.txt": stamp.encode()}
    return zipped({f"{module}/{name}": data for name, data in inside.items()})


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
