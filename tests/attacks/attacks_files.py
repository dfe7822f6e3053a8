"""Pipes, devices, sockets, huge files and hostile names within a submission; times of submission."""

import os
import socket
import stat
from pathlib import Path

from tests.attacks.attack import NOTEBOOK, Handed, attack
from tests.attacks.attacks_links import key
from wellfounded.journal.file import JOURNAL

ODD, SIZE, NAMES = "Files that are no files", "Size and depth", "Names within a submission"
TIME = "The time of submission"
SAME = "The mark is the journal's."
REFUSED = "Refused by name; the others are graded."


@attack(ODD, "The mark is the journal's, or refused by name: nobody waits for the pipe.")
def pipe(handed: Handed) -> None:
    os.mkfifo(handed.folder / "notes.txt")


@attack(ODD, "Refused by name: nobody waits for the pipe.", worth=0, stock=False)
def pipe_for_a_journal(handed: Handed) -> None:
    handed.journal.unlink()
    os.mkfifo(handed.journal)


@attack(ODD, "Refused by name: nobody waits for the pipe.")
def pipe_for_a_time(handed: Handed) -> None:
    os.mkfifo(handed.folder / "timestamp.txt")


@attack(ODD, "The mark is the journal's, or refused by name.")
def a_socket(handed: Handed) -> None:
    here = Path.cwd()
    os.chdir(handed.folder)  # a socket's path may be 108 bytes long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("talk")
    finally:
        os.chdir(here)


@attack(ODD, "Refused by name. (Only root can make one.)")
def device(handed: Handed) -> None:
    os.mknod(handed.folder / "null", 0o666 | stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero


@attack(ODD, "Refused by name: the journal is a folder.", worth=0, stock=False)
def folder_for_a_journal(handed: Handed) -> None:
    handed.journal.unlink()
    handed.journal.mkdir()


@attack(ODD, "The mark is the journal's.")
def unreadable_modes(handed: Handed) -> None:
    for name in (NOTEBOOK, JOURNAL):
        (handed.folder / name).chmod(0o444)
    (handed.folder / "notes.txt").write_text("x")
    (handed.folder / "notes.txt").chmod(0o6777)


def sparse(path: Path, size: int) -> None:
    path.touch()
    os.truncate(path, size)


@attack(SIZE, "Refused by name, before it is copied: a terabyte.")
def sparse_file_of_a_terabyte(handed: Handed) -> None:
    sparse(handed.folder / "data.bin", 10**12)


@attack(SIZE, "Refused by name: the journal is over the limit.", worth=0, stock=False)
def sparse_journal(handed: Handed) -> None:
    sparse(handed.journal, 65 * 2**20)


@attack(SIZE, REFUSED)
def thousands_of_files(handed: Handed) -> None:
    for number in range(1500):
        (handed.folder / f"{number}.txt").touch()


@attack(SIZE, REFUSED)
def folders_900_deep(handed: Handed) -> None:
    here = os.open(handed.folder, os.O_RDONLY)
    for _ in range(900):
        os.mkdir("deeper", dir_fd=here)
        here, above = os.open("deeper", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(os.open("end.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


def named(handed: Handed, *names: bytes) -> None:
    for name in names:
        Path(os.fsdecode(os.fsencode(handed.folder) + b"/" + name)).write_text("x")


@attack(NAMES, SAME)
def newlines_in_names(handed: Handed) -> None:
    named(handed, b"a\nb.txt", b"[AutogradeApp | INFO] all graded\n.txt")


@attack(NAMES, "The mark is the journal's; no escape sequence reaches the terminal.")
def escape_sequences_in_names(handed: Handed) -> None:
    named(handed, b"\x1b[2J\x1b[31mred.txt", b"\x1b]0;title\x07.txt")


@attack(NAMES, "The mark is the journal's; no mark that turns text round reaches the terminal.")
def unicode_tricks_in_names(handed: Handed) -> None:
    named(
        handed,
        *(name.encode() for name in ("gpj.\u202eexe", "e\u0301.txt", "\u00e9.txt", "answers\u2024jsonl", "\u200b")),
    )


@attack(NAMES, SAME)
def names_that_are_not_utf8(handed: Handed) -> None:
    named(handed, b"\xff\xfe.txt", b"\xed\xa0\x80")


@attack(NAMES, SAME)
def names_that_begin_with_dashes(handed: Handed) -> None:
    named(handed, b"-rf", b"--help", b"--force.txt")


@attack(NAMES, SAME)
def names_with_dots(handed: Handed) -> None:
    named(handed, b"...", b"..\\..\\..\\evil.txt", b"..hidden", b"C:evil.txt", b".. ")


@attack(NAMES, SAME)
def the_longest_name(handed: Handed) -> None:
    named(handed, b"x" * 255)


@attack(NAMES, SAME)
def patterns_in_names(handed: Handed) -> None:
    named(handed, b"*", b"[a-z]*", b"?.txt", b"{0.__class__}", b"%s%n")


def time(handed: Handed, data: bytes) -> None:
    (handed.folder / "timestamp.txt").write_bytes(data)


@attack(TIME, REFUSED)
def no_time_at_all(handed: Handed) -> None:
    time(handed, b"half past never")


@attack(TIME, REFUSED)
def time_that_is_not_text(handed: Handed) -> None:
    time(handed, b"\xff\xfe\x00")


@attack(TIME, REFUSED)
def time_of_four_megabytes(handed: Handed) -> None:
    time(handed, b"1" * 2**22)


@attack(TIME, "Refused by name; the key shows nowhere.")
def time_linked_to_the_key(handed: Handed) -> None:
    (handed.folder / "timestamp.txt").symlink_to(key(handed))


@attack(TIME, "The mark is the journal's: a learner can write any time; what counts is what was collected.")
def forged_time(handed: Handed) -> None:
    time(handed, b"1951-07-28 12:00:00 UTC")


@attack(TIME, "The mark is the journal's.")
def time_with_a_formula(handed: Handed) -> None:
    time(handed, b"2026-01-01 12:00:00 =1+1")
