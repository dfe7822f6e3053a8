"""How Moodle and Canvas name what a learner handed in, in the zip that they give to an instructor.

Moodle (`mod/assign/classes/downloader.php`): `Full Name_123_assignsubmission_file/answers.jsonl`, before 4.1 with a
`_` after `file`; without folders `Full Name_123_assignsubmission_file_answers.jsonl`. The number is of one
assignment, and the roster for it is that assignment's grading worksheet. Canvas (`lib/content_zipper.rb`):
`lastnamefirstname_LATE_12345_678910_answers-1.jsonl`: the learner, late or not, the learner's number, the file's
number, the file. Neither says when a file was handed in: the times in their zips are those of the download.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A name begins at the left, and ends at the first number that an LMS may have put there: the sender chose the rest,
# the file's own name.
MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<number>\d+)_assignsubmission_[a-z]+(_.*|)", re.DOTALL)
CANVAS = re.compile(r"(?P<name>\w+?)_(?P<late>LATE_)?(?P<number>\d+)_(\d+_.+|text\.html|link\.html)", re.DOTALL)
# What stands before the file's own name, by which both find the learner again when feedback is given back to them.
# Moodle (mod/assign/feedback/file/importziplib.php) splits it at `_`; Canvas (Assignment#generate_comments_from_files)
# looks for the two numbers.
GIVEN_BACK = {
    "moodle": re.compile(r"[^_]+_\d+_assignsubmission_[a-z]+"),
    "canvas": re.compile(r"\w+?_(?:LATE_)?\d+_\d+(?=_)"),
}
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w+?_\d+_.+", re.DOTALL)


@dataclass(frozen=True)
class LmsName:
    """The sender whom a name from an LMS gives; `index` is the place of that name among those on a file's path.

    `number` is the LMS's own for the sender. `name` is "" where Canvas hides it, and then `number` is the whole name.
    """

    lms: str
    name: str
    number: str
    late: bool
    index: int


def feedback_name(name: str, file: str) -> tuple[str, str]:
    """Return the LMS that gave a name, and under which name it takes a file back for that learner; "" for none."""
    found = find_lms_name([name])
    match = GIVEN_BACK[found.lms].match(name) if found else None
    return (found.lms, f"{match[0]}_{file}") if found and match else ("", "")


def find_lms_name(names: Sequence[str]) -> LmsName | None:
    """Return what the first of these names that came from an LMS says; None if none came from one."""
    for index, name in enumerate(names):
        if match := MOODLE.fullmatch(name):
            return LmsName("moodle", match["name"], match["number"], False, index)
        if match := CANVAS.fullmatch(name):
            return LmsName("canvas", match["name"], match["number"], bool(match["late"]), index)
        if ANONYMOUS.fullmatch(name):
            return LmsName("canvas", "", name, False, index)
    return None
