"""How often a reader who looks at the form of options alone picks a right one, beside who picks by chance.

Two such readers are played. One was trained: a classifier that has read the options of all other modules, their form
(option_form.py) and their words, and picks in each question what looks most like a right option. The other keeps one
fixed rule, such as "the second longest". In `choices` too, a pick counts when it is one of the right options.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from wellfounded.authoring.module import Module
from wellfounded.authoring.option_form import form_measures, option_forms
from wellfounded.authoring.rules import options, questions, without_links
from wellfounded.content.mistakes import Mistake

MIN_QUESTIONS = 8  # of a module with options; fewer are measured together with the others alone
MAX_OVER_CHANCE = 0.10  # by how much the classifier's share in a module may exceed chance
MAX_RULE_OVER_CHANCE = 0.08  # by how much a fixed rule's share over all modules may
MAX_ONE_NUMBER = 0.5  # the share of a module's `choices` that may have the same number of right options
MIN_CHOICES = 4  # of a module; in fewer the numbers are not judged
STRENGTH, WORDS_WEIGHT = 0.03, 5.0  # of several settings these guessed most in the course's first edition: 58 %
REMEDY = "even the options out: see CONTRIBUTING"


@dataclass(frozen=True)
class OptionSet:
    """The options of one question: their texts, which are right, and where the question stands."""

    module: Module
    place: str
    kind: str
    texts: list[str]
    correct: list[bool]

    @property
    def chance(self) -> float:
        """Return the share of right options, from 0 to 1."""
        return sum(self.correct) / len(self.correct)


@dataclass(frozen=True)
class Guesses:
    """What the classifier picked in one module: the questions in which it was right, and its share by chance."""

    module: Module
    right: list[str]
    questions: int
    chance: float

    @property
    def share(self) -> float:
        """Return the share of questions in which a right option was picked, from 0 to 1."""
        return len(self.right) / self.questions

    def line(self) -> str:
        """Return a line for an author to read."""
        shares = f"{self.share:.0%} of {self.questions} questions are guessed (by chance {self.chance:.0%})"
        return f"{self.module.name}: by the form of options alone {shares}"


def option_sets(modules: Sequence[Module]) -> list[OptionSet]:
    """Return the options of every question that has some, in the order of the course."""
    return [
        OptionSet(
            module,
            f"{placed.case.id}/{placed.question.id}",
            placed.question.kind,
            [without_links(option.text) for option in options(placed)],
            [option.correct for option in options(placed)],
        )
        for module in modules
        for placed in questions(module)
        if options(placed)
    ]


def form_mistakes(modules: Sequence[Module], guesses: Sequence[Guesses]) -> Iterator[Mistake]:
    """Yield a mistake for each module, and each fixed rule, by which keys can be guessed."""
    for module_guesses in guesses:
        over = module_guesses.share - module_guesses.chance
        if over > MAX_OVER_CHANCE:
            places = ", ".join(module_guesses.right)
            problem = f"{module_guesses.line().partition(': ')[2]}: {places}"
            yield Mistake(module_guesses.module.lesson.path, "cases", problem, REMEDY)
    for module in modules:
        yield from _one_number(module)
    sets = option_sets(modules)
    if len(sets) >= MIN_QUESTIONS:
        chance = sum(option_set.chance for option_set in sets) / len(sets)
        for rule, share in sorted(rule_shares(sets).items()):
            if share - chance > MAX_RULE_OVER_CHANCE:
                problem = (
                    f"'{rule}' picks a right option in {share:.0%} of {len(sets)} questions (by chance {chance:.0%})"
                )
                yield Mistake(modules[0].folder.parent, "cases", problem, REMEDY)


def _one_number(module: Module) -> Iterator[Mistake]:
    numbers = Counter(sum(option_set.correct) for option_set in option_sets([module]) if option_set.kind == "choices")
    if numbers.total() >= MIN_CHOICES:
        number, count = numbers.most_common(1)[0]
        if count / numbers.total() > MAX_ONE_NUMBER:
            problem = f"{number} options are right in {count} of {numbers.total()} `choices`"
            yield Mistake(module.lesson.path, "cases", problem, "let their number vary from one to all but one")


def rule_shares(sets: Sequence[OptionSet]) -> dict[str, float]:
    """Return how often each fixed rule picks a right option, from 0 to 1; where options tie it picks among them."""
    earned: defaultdict[str, float] = defaultdict(float)
    for option_set in sets:
        for name, values in form_measures(option_set.texts).items():
            earned[f"most {name}"] += _share_right(option_set, values, max(values))
            earned[f"least {name}"] += _share_right(option_set, values, min(values))
        lengths = [float(len(text)) for text in option_set.texts]
        earned["second longest"] += _share_right(option_set, lengths, sorted(lengths)[-2])
        earned["second shortest"] += _share_right(option_set, lengths, sorted(lengths)[1])
    return {rule: points / len(sets) for rule, points in earned.items()}


def _share_right(option_set: OptionSet, values: Sequence[float], wanted: float) -> float:
    picked = [right for right, value in zip(option_set.correct, values, strict=True) if value == wanted]
    return sum(picked) / len(picked)


def classifier_guesses(modules: Sequence[Module]) -> list[Guesses]:
    """Return what a classifier that read the options of the other modules guesses in each module with enough of them.

    ImportError where scikit-learn is not installed: it comes with what the tests need.
    """
    sets = option_sets(modules)
    guesses = []
    for module in modules:
        own = [option_set for option_set in sets if option_set.module is module]
        others = [option_set for option_set in sets if option_set.module is not module]
        if len(own) >= MIN_QUESTIONS and others:
            guesses.append(_guesses(own, _trained(others)))
    return guesses


def _guesses(sets: list[OptionSet], score: Callable[[list[str]], Sequence[float]]) -> Guesses:
    right = []
    for option_set in sets:
        scores = score(option_set.texts)
        if option_set.correct[max(range(len(scores)), key=scores.__getitem__)]:
            right.append(option_set.place)
    return Guesses(sets[0].module, right, len(sets), sum(option_set.chance for option_set in sets) / len(sets))


Row = tuple[dict[str, float], str]


def _trained(sets: Sequence[OptionSet]) -> Callable[[list[str]], Sequence[float]]:
    """Return a function that says of each option of a question how much it looks like a right one."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import FeatureUnion, make_pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    forms = make_pipeline(FunctionTransformer(_forms), DictVectorizer(sparse=False), StandardScaler())
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, preprocessor=_text)
    classifier = make_pipeline(
        FeatureUnion([("forms", forms), ("words", words)], transformer_weights={"words": WORDS_WEIGHT}),
        LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000),
    )
    rows = [row for option_set in sets for row in _rows(option_set.texts)]
    classifier.fit(rows, list(chain.from_iterable(option_set.correct for option_set in sets)))
    return lambda texts: list(classifier.predict_proba(_rows(texts))[:, 1])


def _rows(texts: list[str]) -> list[Row]:
    return list(zip(option_forms(texts), texts, strict=True))


def _forms(rows: Sequence[Row]) -> list[dict[str, float]]:
    return [form for form, _ in rows]


def _text(row: Row) -> str:
    return row[1].lower()
