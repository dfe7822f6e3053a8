"""The key to the marks: once a lesson, before the hand-in, with how many sources bear each mark, and printed."""

import json
import re
from pathlib import Path

from tests.authoring.test_rules import LESSON, edit
from wellfounded.authoring.course_build import build
from wellfounded.authoring.module import read_modules
from wellfounded.authoring.reading_key import HEADING, place_for_key, reading_key
from wellfounded.content import markdown
from wellfounded.content.law import authorities


def test_the_key_counts_the_sources_of_text_and_questions_once_each_with_their_days(course: Path) -> None:
    edit(course, LESSON, "A sentence with", "A [rule](authority:irpr-206), [again](authority:irpr-206), with")
    (module,) = read_modules(course)
    rows = dict(re.findall(r'\| <small class="wf-read-(\w+)".*?\| (\d+) \| ', reading_key(module)))
    used = {"irpr-206", *(str(key) for case in module.cases.values() for q in case.questions for key in q.authorities)}
    levels = [authorities()[key].checked for key in used]
    assert rows == {level: str(levels.count(level)) for level in sorted({*levels}, key=[*rows].index)}
    assert re.search(r"\| \d+ \w+( to \d+ \w+)? 2026 \|", reading_key(module))


def test_the_key_stands_once_before_the_words_that_lead_over_to_the_hand_in(course: Path) -> None:
    build(course)
    cells = json.loads((course / "release/01-sample/01-sample.ipynb").read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    assert sum(HEADING in source for source in sources) == 1
    assert sources.index("hand_in()") > next(i for i, source in enumerate(sources) if HEADING in source)
    assert place_for_key(["# A", "When done, hand in.", "hand_in()"]) == 1
    assert place_for_key(["# A", "hand_in()"]) == 1
    assert place_for_key(["# A", "case()"]) == 2


def test_the_printed_key_keeps_its_marks() -> None:
    quoted = next(key for key, source in authorities().items() if source.checked == "quoted")
    text = f"{HEADING}\n\n| Mark |\n|---|\n| {markdown.citation(quoted).split('</a>')[1]} |\n"
    assert '<small class="wf-read-quoted"' in markdown.standalone(text, "Another title")
