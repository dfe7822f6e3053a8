"""What a lesson lets a learner try, beside its cases: nothing of it is graded.

An activity is a YAML file in a lesson's `activities/`. All of it is public: the build writes it into `activities.json`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from dacite import DaciteError, from_dict

from wellfounded.content.activities.activity import Activity
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.activities.decision_path import DecisionPath
from wellfounded.content.activities.exploration import Exploration
from wellfounded.content.activities.prediction import Prediction
from wellfounded.content.activities.timeline import Timeline
from wellfounded.content.case import CHECKED
from wellfounded.content.release import ACTIVITIES

__all__ = ["ACTIVITIES", "KINDS", "Activity", "activities_in", "activity_in", "public_activities", "read_activities"]

KINDS: dict[str, type[Activity]] = {
    "deadlines": Deadlines,
    "explore": Exploration,
    "path": DecisionPath,
    "predict": Prediction,
    "timeline": Timeline,
}


def public_activities(activities: dict[str, Activity]) -> dict[str, Any]:
    """Return what `activities.json` holds: every field of each activity, by name."""
    return {name: asdict(activity) for name, activity in activities.items()}


def read_activities(path: Path) -> dict[str, Activity]:
    """Read an `activities.json`; OSError or ValueError when it is missing or damaged."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {name: from_dict(KINDS[fields["kind"]], fields, CHECKED) for name, fields in document.items()}
    except (DaciteError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is damaged: {error}. Run 'wellfounded learn' again.") from error


def activities_in(folder: Path) -> dict[str, Activity]:
    """Return the activities of a lesson's folder; none where it has none, or they cannot be read."""
    path = folder / ACTIVITIES
    try:
        return _activities(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}


@cache
def _activities(path: Path, _changed: int) -> dict[str, Activity]:
    return read_activities(path)


def activity_in(folder: Path, name: str, kind: str) -> Activity | None:
    """Return an activity of a lesson's folder by its name; None where none of this kind can be read."""
    activity = activities_in(folder).get(name)
    return activity if activity and activity.kind == kind else None
