"""When practice comes back for review, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wellfounded.i18n.messages import long_date, phrase, phrase_many

if TYPE_CHECKING:  # it loads the scheduler
    from wellfounded.learner.schedule import Plan


def day_and_wait(day: date, today: date) -> str:
    """Return a day to come, and how far off it is."""
    days = (day - today).days
    wait = phrase("tomorrow") if days == 1 else phrase_many("in {n} day", "in {n} days", days)
    return f"{long_date(day, weekday=True)} ({wait})"


def comes_back_in_words(plan: Plan) -> str:
    """Return what is due today, or else when the next question comes back; "" where nothing ever does."""
    if plan.due:
        return phrase_many(
            "One practice question is due for review today.",
            "{n} practice questions are due for review today.",
            len(plan.due),
        )
    if not plan.later:
        return ""
    return phrase_many(
        "One practice question comes back for review on {day}.",
        "{n} practice questions come back for review, the first on {day}.",
        len(plan.later),
        day=day_and_wait(plan.later[0].day, plan.today),
    )
