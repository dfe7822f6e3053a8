"""The table of what became of every attack: kept in `results.csv`, checked by the tests, shown in `docs/attacks.md`.

Run as `python tests/attacks/table.py` it makes both anew, from what the graders and stock nbgrader do now. Look at what
has changed before you commit it.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import attacks_answers  # noqa: F401 (they register their attacks)
import attacks_code  # noqa: F401
import attacks_files  # noqa: F401
import attacks_notebook  # noqa: F401
import attacks_pages  # noqa: F401
from attack import ATTACKS, Attack

RESULTS = Path(__file__).parent / "results.csv"
DOCS = Path(__file__).parents[2] / "docs" / "attacks.md"
COLUMNS = {"nbgrader": "nbgrader with our steps", "wellfounded": "`wellfounded grade`", "stock": "stock nbgrader"}
NOT_TRIED = "does not apply"

ABOUT = """# Attacks

What hostile and broken submissions do, and what becomes of them. This page is written by
`python tests/attacks/table.py` from `tests/attacks/results.csv`; the tests fail where a grader does other than it says.

Every attack begins as a genuine submission, whose journal is worth 4.5 points, and is then spoilt. *nbgrader with our
steps* is `nbgrader autograde` in the root of this course; *`wellfounded grade`* is our own grader. All attacks are in
one cohort with three honest learners, who keep their marks. *Stock nbgrader* is version 0.9.6 as it comes, with no
configuration, on a notebook of one autograded cell that imports `yaml` as a lesson might. There each attack is alone
with one neighbour. It reads no journal, so attacks on journals do not apply. An instructor can run it in a container;
these runs do not. Where it is safe, the table says so.

A *fair score* is what the journal still says is worth. *Refused by name*: no mark is given, the run says whose
submission it is and why, and the others are graded. *No points, and says why*: the review, which the learner sees,
names what was wrong.

What no grader can do: a learner who can read another's file can copy it, and one who writes a time of submission can
write any. Hard links: who may write into `submitted/` can take a second name for a neighbour's journal; both are then
refused, by name, until the copy is removed. `wellfounded collect` takes no links.
"""

# `wellfounded collect` takes archives apart; its own tests try these.
ARCHIVES = [
    ("a path out of the folder (zip slip)", "refused before anything is written"),
    ("an absolute path, or a drive letter", "refused before anything is written"),
    ("a symbolic link or a device in an archive", "refused before anything is written"),
    ("a bomb: a few kilobytes that unpack to gigabytes", "refused before anything is written"),
    ("an archive in an archive in an archive", "refused before anything is written"),
    ("two entries of one name", "refused before anything is written"),
]


def results() -> dict[str, dict[str, str]]:
    """Return what is written down, by attack and column."""
    with RESULTS.open(newline="") as file:
        return {row["attack"]: row for row in csv.DictReader(file)}


def page() -> str:
    """Return `docs/attacks.md` as it follows from the attacks and from what is written down."""
    return "\n".join([ABOUT, *_groups(), *_archives(), ""])


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


def _archives() -> Iterator[str]:
    yield "## Archives\n"
    yield "Tested with `wellfounded collect`, in `tests/collect/`.\n"
    yield "| attack | what must happen |"
    yield "|---|---|"
    yield from (f"| {name} | {must} |" for name, must in ARCHIVES)


def _record() -> None:
    from cohort import attacked, make_course
    from graders import GRADERS
    from stock import all_outcomes

    scratch = Path(tempfile.mkdtemp(prefix="attacks-"))
    told = {name: dict.fromkeys(COLUMNS, "") for name in ATTACKS}
    template = make_course(scratch / "template")
    for grader in GRADERS:
        cohort = attacked(template, scratch / grader, grader)
        for name, attack in ATTACKS.items():
            told[name][grader] = cohort.outcome(attack)
        cohort.tidy()
    for name, outcome in all_outcomes(scratch):
        told[name]["stock"] = outcome
    with RESULTS.open("w", newline="") as file:
        rows = csv.DictWriter(file, ["attack", *COLUMNS], lineterminator="\n")
        rows.writeheader()
        rows.writerows({"attack": name, **each} for name, each in told.items())
    DOCS.write_text(page())
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    _record()
