"""What a way of grading costs: the processor's time, each process's memory, the disk."""

from __future__ import annotations

import os
import re
import resource
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

Figures = dict[str, float]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def spent() -> float:
    """Return the processor seconds of all processes that were started here and have ended."""
    about = resource.getrusage(resource.RUSAGE_CHILDREN)
    return about.ru_utime + about.ru_stime


def spent_by(processes: Iterable[psutil.Process]) -> float:
    """Return the processor seconds of processes that are at work, those that each started and saw end included."""
    seconds = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            seconds += sum(process.cpu_times()[:4])
    return seconds


def family(number: int) -> list[psutil.Process]:
    """Return a process and all that it started and that are at work."""
    parent = psutil.Process(number)
    return [parent, *parent.children(recursive=True)]


def memory(session: int) -> dict[int, int]:
    """Return the peak resident memory, in KiB, of each process of a session; Linux alone."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[3]) == session:
                found[int(path.parent.name)] = peak(int(path.parent.name))
    return found


def peak(process: int) -> int:
    """Return the peak resident memory of a process, in KiB; 0 where it has ended."""
    with suppress(OSError):
        return int((re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text()) or [0, 0])[1])
    return 0


def disk(path: Path) -> float:
    """Return the bytes that a file or a folder takes on the disk; each name of a shared file takes its part."""
    if not path.exists():
        return 0
    if path.is_dir():
        return path.stat().st_blocks * 512 + sum(disk(Path(entry)) for entry in os.scandir(path))
    about = path.stat()
    return about.st_blocks * 512 / about.st_nlink
