"""Links within a submission, and submissions that are links: to a key, to a neighbour, out of the course."""

import shutil
from pathlib import Path

from tests.attacks.attack import CASE, MODULE, NOTEBOOK, Handed, attack
from wellfounded.journal.file import JOURNAL

LINKS = "Links"
LEAKS_NOT = "The mark is the journal's, or refused by name; what the link leads to shows nowhere."


def key(handed: Handed) -> Path:
    return handed.course / "source" / MODULE / "cases" / f"{CASE}.yaml"


@attack(LINKS, LEAKS_NOT)
def link_to_the_key(handed: Handed) -> None:
    (handed.folder / "notes.txt").symlink_to(key(handed))


@attack(LINKS, LEAKS_NOT)
def link_to_a_neighbours_answers(handed: Handed) -> None:
    (handed.folder / "friend.txt").symlink_to(handed.neighbour() / JOURNAL)


@attack(LINKS, LEAKS_NOT)
def link_to_passwd(handed: Handed) -> None:
    (handed.folder / "notes.txt").symlink_to("/etc/passwd")


@attack(LINKS, LEAKS_NOT)
def linked_folder(handed: Handed) -> None:
    (handed.folder / "deep").symlink_to(handed.course / "source")


@attack(LINKS, LEAKS_NOT)
def link_in_a_folder(handed: Handed) -> None:
    (handed.folder / "a" / "b").mkdir(parents=True)
    (handed.folder / "a" / "b" / "notes.txt").symlink_to(key(handed))


@attack(LINKS, "The mark is the journal's, or refused by name.")
def dangling_link(handed: Handed) -> None:
    (handed.folder / "gone.txt").symlink_to("nowhere")


@attack(LINKS, "The mark is the journal's, or refused by name.")
def link_at_itself(handed: Handed) -> None:
    (handed.folder / "loop").symlink_to("loop")
    (handed.folder / "up").symlink_to("..")


@attack(
    LINKS, "Refused by name: the journal is a link, and the neighbour's answers earn nothing.", worth=0, stock=False
)
def journal_linked_to_a_neighbours(handed: Handed) -> None:
    handed.journal.unlink()
    handed.journal.symlink_to(handed.neighbour() / JOURNAL)


@attack(LINKS, "Refused by name: the journal has another name elsewhere.", worth=0, stock=False)
def journal_hard_linked(handed: Handed) -> None:
    (handed.marks.parent / "elsewhere").mkdir(exist_ok=True)
    handed.journal.rename(handed.marks.parent / "elsewhere" / handed.learner)
    handed.journal.hardlink_to(handed.marks.parent / "elsewhere" / handed.learner)


@attack(LINKS, LEAKS_NOT)
def hard_link_to_the_key(handed: Handed) -> None:
    copy = handed.marks.parent / "copy-of-the-key"  # a link at the course's own file would change how it looks
    shutil.copy(key(handed), copy)
    (handed.folder / "notes.txt").hardlink_to(copy)


@attack(LINKS, "Refused by name: the folder is a link, and the neighbour's answers earn nothing.", worth=0)
def module_folder_linked_to_a_neighbours(handed: Handed) -> None:
    shutil.rmtree(handed.folder)
    handed.folder.symlink_to(handed.neighbour())


@attack(LINKS, "Refused by name: the folder is a link, and the neighbour's answers earn nothing.", worth=0)
def learners_folder_linked_to_a_neighbours(handed: Handed) -> None:
    shutil.rmtree(handed.folder.parent)
    handed.folder.parent.symlink_to(handed.neighbour().parent)


@attack(LINKS, "Refused by name: a device has no end, and would be copied until the disk is full.")
def link_to_an_endless_device(handed: Handed) -> None:
    (handed.folder / "zero.bin").symlink_to("/dev/zero")


@attack(LINKS, "Refused by name: what lies under /proc says nothing true about its size.")
def link_to_the_graders_memory(handed: Handed) -> None:
    (handed.folder / "memory").symlink_to("/proc/self/environ")


@attack(LINKS, "The mark is the journal's: what the neighbour's notebook holds shows nowhere.")
def notebook_linked_to_a_neighbours(handed: Handed) -> None:
    handed.notebook.unlink()
    handed.notebook.symlink_to(handed.neighbour() / NOTEBOOK)
