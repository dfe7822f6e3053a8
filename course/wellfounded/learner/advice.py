"""What to do next, in one plain sentence; and where somebody new should begin."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.content.sittings import time_in_words
from wellfounded.i18n.messages import later, phrase, phrase_many
from wellfounded.learner.progress import Mastery, ModuleProgress, Progress

ALL = later("You have handed in every lesson here, and tried all the practice. Come back whenever you like.")
NONE = later("No lesson is here yet.")
WEAK = 0.7  # of an objective; less asks for another look


@dataclass(frozen=True)
class Advice:
    """One or two sentences, and the module they lead to, if any."""

    words: str
    module: ModuleProgress | None = None


def next_step(progress: Progress) -> Advice:
    """Return what to do next: open practice, then the weakest objective, then the next lesson."""
    begun = max(
        (module for module in progress.modules if module.state == "begun"), key=lambda module: module.at, default=None
    )
    if begun:
        return _go_on(begun)
    handed = [module for module in progress.modules if module.state == "handed in"]
    if weak := weakest(handed):
        return _again(*weak)
    if len(handed) < len(progress.modules):
        return where_to_begin(progress)
    waiting = next((module for module in handed if module.waiting), None)
    if waiting:
        words = phrase("You have handed in every lesson here. Go back to lesson {number}, {title}.", **_named(waiting))
        return Advice(f"{words} {_open(waiting)}", waiting)
    if handed:
        return Advice(phrase(ALL))
    return Advice(phrase(NONE))


def where_to_begin(progress: Progress) -> Advice:
    """Return where to begin, from the answers on the start page.

    It is the first lesson not yet handed in whose question there was missed, or was not answered; where all were
    right, the last.
    """
    left = [module for module in progress.modules if module.state != "handed in"]
    if not left:
        return next_step(progress) if progress.modules else Advice(phrase(NONE))
    answers = progress.start
    open_ = [module for module in left if answers.get(module.number) is not True]
    first = open_[0] if open_ else left[-1]
    return Advice(" ".join(filter(None, (_begin(first), _why(first, answers)))), first)


def weakest(modules: list[ModuleProgress]) -> tuple[ModuleProgress, Mastery] | None:
    """Return the objective of which least was right, if it can be practised again and enough answers speak of it."""
    every = [(module, aim) for module in modules for aim in module.objectives]
    weak = [(module, aim) for module, aim in every if aim.again and not aim.few and aim.share < WEAK]
    return min(weak, key=lambda pair: pair[1].share, default=None)


def _go_on(module: ModuleProgress) -> Advice:
    done = phrase("You have tried all its practice. Answer the graded cases, and hand it in.")
    words = phrase("Go on with lesson {number}, {title}.", **_named(module))
    return Advice(f"{words} {_open(module) or done}", module)


def _named(module: ModuleProgress) -> dict[str, str]:
    return {"number": module.number, "title": module.title}


def _open(module: ModuleProgress) -> str:
    if not module.waiting:
        return ""
    return phrase_many(
        "One of its practice questions is still to try.",
        "{n} of its practice questions are still to try.",
        module.waiting,
    )


def _again(module: ModuleProgress, objective: Mastery) -> Advice:
    words = phrase(
        "Look again at one aim of lesson {number}: “{aim}” It is not yours yet.",
        number=module.number,
        aim=objective.sentence,
    )
    again = phrase_many(
        "Try the practice question that went wrong once more.",
        "Try the {n} practice questions that went wrong once more.",
        objective.again,
    )
    return Advice(f"{words} {again}", module)


def _why(module: ModuleProgress, answers: dict[str, bool | None]) -> str:
    """Return what the answers on the start page say for a module; "" where there is no start page."""
    if answers and all(answer is None for answer in answers.values()):
        return phrase("The nine questions on the start page would help you to choose.")
    if module.number in answers and answers[module.number] is None:
        return phrase("Its question on the start page is not answered yet.")
    if answers.get(module.number) is False:
        return phrase("Its question on the start page is the first that went wrong, so this is a good place.")
    if answers and all(answers.values()):
        return phrase("Every question on the start page went right.")
    return phrase("On the start page the questions for the lessons here went right.") if answers else ""


def _begin(module: ModuleProgress) -> str:
    first = later("Go on with lesson {number}, {title}.")
    if module.state != "begun":
        first = later("Begin with lesson {number}, {title}.")
    time = time_in_words(module.minutes, len(module.sittings))
    return " ".join([phrase(first, **_named(module)), *([phrase("It takes {time}.", time=time)] if time else [])])
