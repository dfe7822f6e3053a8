"""A job in which one item kills its worker, and one fails."""

import os
from functools import partial

from wellfounded.grading.workers.job import Job

DEADLY = "deadly"
RAISES = "raises"


def done_with(ending: str, item: str) -> str:
    if item == DEADLY:
        os._exit(9)
    if item == RAISES:
        raise FileNotFoundError("no such thing")
    return item + ending


def refused(item: str) -> str:
    return f"{item} refused"


JOB = Job(partial(str, " done"), done_with, refused)
