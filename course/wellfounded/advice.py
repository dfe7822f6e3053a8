"""What to do next, in one plain sentence; and where somebody new should begin."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.progress import Mastery, Progress, Standing

WEAK = 0.7  # of an objective; less asks for another look


@dataclass(frozen=True)
class Advice:
    """One or two sentences, and the module they lead to, if any."""

    words: str
    module: Standing | None = None


def next_step(progress: Progress) -> Advice:
    """Return what to do next: open practice, then the weakest objective, then the next lesson."""
    begun = max((each for each in progress.modules if each.state == "begun"), key=lambda each: each.at, default=None)
    if begun:
        return _go_on(begun)
    handed = [each for each in progress.modules if each.state == "handed in"]
    if weak := weakest(handed):
        return _again(*weak)
    if len(handed) < len(progress.modules):
        return begin(progress)
    waiting = next((each for each in handed if each.waiting), None)
    if waiting:
        about = f"Go back to lesson {waiting.number}, {waiting.title}. {_open(waiting)}"
        return Advice(f"You have handed in every lesson here. {about}", waiting)
    if handed:
        return Advice("You have handed in every lesson here, and tried all the practice. Come back whenever you like.")
    return Advice("No lesson is here yet.")


def begin(progress: Progress) -> Advice:
    """Return where to begin, from the answers on the start page.

    It is the first lesson not yet handed in whose question there was missed, or was not answered; where all were
    right, the last.
    """
    left = [each for each in progress.modules if each.state != "handed in"]
    if not left:
        return next_step(progress) if progress.modules else Advice("No lesson is here yet.")
    answers = progress.start
    open_ = [each for each in left if answers.get(each.number) is not True]
    first = open_[0] if open_ else left[-1]
    return Advice(f"{_begin(first)}{_why(first, answers)}", first)


def weakest(modules: list[Standing]) -> tuple[Standing, Mastery] | None:
    """Return the objective of which least was right, if it can be practised again and enough answers speak of it."""
    every = [(module, each) for module in modules for each in module.objectives]
    weak = [(module, each) for module, each in every if each.again and not each.few and each.share < WEAK]
    return min(weak, key=lambda pair: pair[1].share, default=None)


def _go_on(module: Standing) -> Advice:
    words = _open(module) or "You have tried all its practice. Answer the graded cases, and hand it in."
    return Advice(f"Go on with lesson {module.number}, {module.title}. {words}", module)


def _open(module: Standing) -> str:
    if module.waiting == 1:
        return "One of its practice questions is still to try."
    return f"{module.waiting} of its practice questions are still to try." if module.waiting else ""


def _again(module: Standing, objective: Mastery) -> Advice:
    missed = "the practice question you missed" if objective.again == 1 else "the practice questions you missed"
    return Advice(
        f"Look again at one aim of lesson {module.number}: “{objective.sentence}” "
        f"You had {objective.share:.0%} of it right. Try {missed} once more.",
        module,
    )


def _why(module: Standing, answers: dict[str, bool | None]) -> str:
    """Return what the answers on the start page say for a module; "" where there is no start page."""
    if answers and all(answer is None for answer in answers.values()):
        return " No question on the start page is answered yet. The answers would help you to choose."
    if module.number in answers and answers[module.number] is None:
        return " Its question on the start page is not answered yet."
    if answers.get(module.number) is False:
        return " Its question on the start page went wrong, so this is a good place."
    if answers and all(answers.values()):
        return " Every question on the start page went right."
    return " On the start page the questions for the lessons here went right." if answers else ""


def _begin(module: Standing) -> str:
    verb = "Go on" if module.state == "begun" else "Begin"
    time = f" It takes about {module.minutes} minutes." if module.minutes else ""
    return f"{verb} with lesson {module.number}, {module.title}.{time}"
