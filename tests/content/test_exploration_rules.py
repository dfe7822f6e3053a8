"""The page and the build find the same rule for the same facts: every combination of an exploration, in both."""

from dataclasses import asdict
from pathlib import Path

from tests.javascript import evaluate
from tests.places import COURSE, GALLERY
from wellfounded.content.activities.exploration import Exploration
from wellfounded.content.activity_file import read_activity_files
from wellfounded.notebook.widgets import activity

VIEW = Path(activity.__file__).with_name("rules.js")


def explorations() -> list[Exploration]:
    folders = [GALLERY / "source/01-gallery", *sorted((COURSE / "source").glob("[0-9]*"))]
    return [
        each for folder in folders for each in read_activity_files(folder).values() if isinstance(each, Exploration)
    ]


def test_the_view_finds_the_rule_that_python_finds() -> None:
    for exploration in explorations():
        facts = [*exploration.combinations()]
        expected = [[outcome.rule(values) for outcome in exploration.outcomes] for values in facts]
        given = {"facts": facts, "outcomes": [asdict(outcome) for outcome in exploration.outcomes]}
        found = evaluate(
            VIEW,
            "given.facts.map((values) => given.outcomes.map((outcome) => module.ruleOf(outcome, values)))",
            given,
        )
        assert found == expected
