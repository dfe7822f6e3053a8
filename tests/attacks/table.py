"""The table of what became of every attack: kept in `results.csv`, checked by the tests, shown in `docs/attacks.md`.

Run as `python -m tests.attacks.table [COLUMN…]` it makes both anew, from what is done now. Look at what has changed
before you commit it.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.attacks import (
    attacks_answers,  # noqa: F401
    attacks_code,  # noqa: F401
    attacks_files,  # noqa: F401
    attacks_links,  # noqa: F401
    attacks_notebook,  # noqa: F401
    attacks_pages,  # noqa: F401
)
from tests.attacks.attack import ATTACKS, Attack
from tests.places import COURSE

RESULTS = Path(__file__).parent / "results.csv"
DOCS = COURSE / "docs" / "attacks.md"
COLUMNS = {"nbgrader": "nbgrader with our steps", "wellfounded": "`wellfounded grade`", "stock": "stock nbgrader"}
NOT_TRIED = "does not apply"
REFUSED = "that entry is refused, by name; all others are placed"

ABOUT = """# Attacks

What hostile and broken submissions do, and what becomes of them. This page is written by
`python -m tests.attacks.table` from `tests/attacks/results.csv`; the tests fail where a grader does other than it says.

Every attack begins as a genuine submission, whose journal is worth 4.5 points, and is then spoilt. *nbgrader with our
steps* is `nbgrader autograde` in the root of this course; *`wellfounded grade`* is our own grader. All attacks are in
one cohort with three honest learners, who keep their marks. *Stock nbgrader* is version VERSION as it comes, with no
configuration, on a notebook of one autograded cell that imports `yaml` as a lesson might. There each attack is alone
with one neighbour. It reads no journal, so attacks on journals do not apply. An instructor can run it in a container;
these runs do not. Where it is safe, the table says so.

A *fair score* is the marks of what the journal still says. *Refused by name*: no mark is given, the run says whose
submission it is and why, and the others are graded. *No points, and says why*: the review, which the learner sees,
names what was wrong.

What no grader can do: a learner who can read another's file can copy it, and one who writes a time of submission can
write any. Hard links: who may write into `submitted/` can take a second name for a neighbour's journal; both are then
refused, by name, until the copy is removed. `wellfounded collect` takes no links.
"""

# What is tried by other tests than those of the attacks' cohort: the tests, and what must happen.
ELSEWHERE = {
    "Collections": (
        "`tests/grading/collect/test_archives.py`, `test_collection.py`, `test_downloads.py`, `test_senders.py`, "
        "`tests/grading/test_strays.py`",
        [
            ("a path out of the folder (zip slip), an absolute path, a drive letter", REFUSED),
            ("a symbolic link or a device in an archive", REFUSED),
            ("a bomb: a few kilobytes that unpack to gigabytes", REFUSED),
            ("an archive in an archive in an archive", REFUSED),
            ("two entries of one name", REFUSED),
            ("a file nobody wants, of any kind, name or size", "let lie"),
            ("one sender's many or large files", "that sender alone is refused, by name"),
            ("a stranger under a learner's display name, in a later download too", "named, not placed"),
            ("names that differ in vowel signs, accents, case or normal form", "told apart, or named and not placed"),
            ("a copied journal, also from an earlier collection", "named by `collect` and in the report"),
            ("work laid into `submitted/` by hand", "named by `grade` and `report`, with the remedy"),
            ("two commands at once", "the second says so, and ends"),
        ],
    ),
    "A learner's copy": (
        "`tests/launch/test_autostart.py`, `test_jupyterlab.py`, `tests/learner/test_export.py`, `test_erase.py`, "
        "`tests/browser/test_starting.py`",
        [
            (
                "a planted record, a downloaded folder, a copy, a link, a pipe, a nested course",
                "nothing starts by itself",
            ),
            ("a forged `cases.json`", "nothing starts by itself"),
            ("a planted review", "cleaned when it is read: no script runs"),
            (
                "a stranger's file of answers: other events, far times, great sizes, answers of wrong types",
                "left out, and said",
            ),
            ("a stranger's file with newer answers than the learner's", "asked before they replace any"),
            ("links in place of folders and files, when all is forgotten or laid out", "not followed; named"),
            ("a server that already listens on the port", "not taken for ours; no token is sent to it"),
        ],
    ),
    "Marks": (
        "`tests/assessment/test_content_notes.py`, `tests/grading/batch/test_grade.py`, "
        "`tests/authoring/test_giveaway_rules.py`",
        [
            (
                "every case with a content note left out",
                "a third of the points at most, at the share that the rest earned",
            ),
            ("handing in twice, or by a double click", "one hand-in, unless something was answered since"),
            ("always the option most like the others, the first, the longest reply", "earns about what chance does"),
        ],
    ),
    "What learners are given": (
        "`tests/launch/test_kit_zip.py`, `tests/content/test_release.py`, "
        "`tests/grading/nbgrader/test_release_leaks.py`",
        [
            (
                "an author's answers, checkpoints and other leftovers in `release/`",
                "not in the kit; the zip is opened and checked",
            )
        ],
    ),
}


def results() -> dict[str, dict[str, str]]:
    """Return what is written down, by attack and column."""
    with RESULTS.open(newline="") as file:
        return {row["attack"]: row for row in csv.DictReader(file)}


def page() -> str:
    """Return `docs/attacks.md` as it follows from the attacks and from what is written down."""
    return "\n".join([ABOUT.replace("VERSION", version("nbgrader")), *_groups(), *_elsewhere()])


def _groups() -> Iterator[str]:
    told = results()
    for group in dict.fromkeys(attack.group for attack in ATTACKS.values()):
        yield f"## {group}\n"
        yield f"| attack | what must happen | {' | '.join(COLUMNS.values())} |"
        yield "|---" * (len(COLUMNS) + 2) + "|"
        for attack in ATTACKS.values():
            if attack.group == group:
                yield _row(attack, told[attack.name])
        yield ""


def _row(attack: Attack, told: dict[str, str]) -> str:
    name = attack.name.replace("_", " ")
    return f"| {name} | {attack.must} | {' | '.join(told[column] or NOT_TRIED for column in COLUMNS)} |"


def _elsewhere() -> Iterator[str]:
    for title, (tests, rows) in ELSEWHERE.items():
        yield f"## {title}\n"
        yield f"Tried by {tests}.\n"
        yield "| attack | what must happen |"
        yield "|---|---|"
        yield from (f"| {name} | {must} |" for name, must in rows)
        yield ""


def _record(columns: list[str]) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="attacks-"))
    kept = results() if RESULTS.exists() else {}
    told = {name: {column: kept.get(name, {}).get(column, "") for column in COLUMNS} for name in ATTACKS}
    for column in columns or COLUMNS:
        for name, outcome in _outcomes(column, scratch):
            told[name][column] = outcome
    with RESULTS.open("w", newline="") as file:
        rows = csv.DictWriter(file, ["attack", *COLUMNS], lineterminator="\n")
        rows.writeheader()
        rows.writerows({"attack": name, **each} for name, each in told.items())
    DOCS.write_text(page())
    subprocess.run(["rm", "-rf", scratch], check=True)


def _outcomes(column: str, scratch: Path) -> Iterator[tuple[str, str]]:
    from tests.attacks.attacked_cohort import attacked, make_course
    from tests.attacks.stock_nbgrader import all_outcomes

    if column == "stock":
        yield from all_outcomes(scratch, {}).items()
        return
    cohort = attacked(make_course(scratch / f"{column}-template"), scratch / column, column)
    yield from [(name, cohort.outcome(attack)) for name, attack in ATTACKS.items()]


if __name__ == "__main__":
    _record(sys.argv[1:])
