"""Works out late penalties, by nbgrader's own plugin and rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any


def seconds_late(timestamp: datetime | None, due: datetime | None, extension: timedelta | None) -> float:
    """Return by how many seconds a submission missed its due date, extension included; 0 where either is unknown."""
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - due - (extension or timedelta())).total_seconds())


class LatePenalties:
    """The plugin that `AssignLatePenalties.plugin_class` names, made once."""

    def __init__(self, autograde: Any) -> None:
        """Make the plugin as nbgrader's converter, `autograde`, is configured."""
        from nbgrader.preprocessors import AssignLatePenalties

        self._step = AssignLatePenalties(parent=autograde, config=autograde.config)
        self._step.init_plugin()

    def penalty(self, learner: str, score: float, late: float) -> float | None:
        """Return the points that being `late` seconds late takes off `score`, or None."""
        if not (late > 0 and self._step.enabled):
            return None
        penalty = self._step.plugin_inst.late_submission_penalty(learner, score, late)
        return None if penalty is None else self._step._check_late_penalty(SimpleNamespace(score=score), penalty)
