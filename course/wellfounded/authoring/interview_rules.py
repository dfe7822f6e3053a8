"""Plays each interview of a module by simple strategies and by chance: what that earns, and what no play comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellfounded.authoring.module import Module
from wellfounded.authoring.rules import questions
from wellfounded.content.mistakes import Mistake
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.strategies import BOUNDS, TOLERANCE, unreached


def interview_mistakes(modules: Sequence[Module]) -> Iterator[Mistake]:
    """Yield a mistake for each strategy that earns more than it may, and for what none of many plays comes to."""
    for placed in (placed for module in modules for placed in questions(module)):
        if isinstance(placed.question, Interview):
            for strategy, share in placed.question.strategies.items():
                if share > BOUNDS[strategy] + TOLERANCE:
                    problem = f"taking {strategy} earns {share:.0%} of the points, more than {BOUNDS[strategy]:.0%}"
                    yield placed.mistake(problem, "even the ways and replies out, or let more of them miss a standard")
            for place, problem, remedy in unreached(placed.question):
                yield Mistake(placed.file, f"{placed.question.id}.{place}", problem, remedy)
