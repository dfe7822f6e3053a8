"""What is printed from web pages is what is printed at home, byte for byte: every lesson, and the record."""

import json
import subprocess
from pathlib import Path

from tests.launch.site.conftest import ENGINE, version_folder
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import open_workspace
from wellfounded.render.completion_record import record_page
from wellfounded.render.lesson_page import printed_lesson

HERE = Path(__file__).parent
OWN_WORDS = "00-start-here"  # says other things of where answers lie


def answered(copy: Path) -> dict[str, str]:
    """Answer every question of a copy rightly, and return its journals by their paths."""
    journals = {}
    for folder in sorted(path for path in (COURSE / "source").iterdir() if (path / "cases").is_dir()):
        journal = copy / folder.name / JOURNAL
        for case in read_module(folder).values():
            for asked in case.questions:
                for event in ("answer", "try"):
                    append(journal, new_event(event, case.id, asked.id, wording=asked.wording, response=asked.key()))
        journals[f"{folder.name}/{JOURNAL}"] = journal.read_text()
    return journals


def test_every_lesson_and_the_record_are_printed_as_at_home(lessons: Path, tmp_path: Path) -> None:
    lay_out(COURSE, tmp_path / "copy", "home")
    (tmp_path / "kept.json").write_text(json.dumps(answered(tmp_path / "copy")))
    there = subprocess.run(
        ["node", str(HERE / "print_pages.mjs"), str(ENGINE), str(version_folder(lessons)), str(tmp_path / "kept.json")],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert there.returncode == 0, there.stderr[-2000:]
    pages = json.loads(there.stdout)
    workspace = open_workspace(tmp_path / "copy")
    assert workspace
    assert set(workspace.lessons) == set(pages) - {"record"}
    for module in set(workspace.lessons) - {OWN_WORDS}:
        assert pages[module] == str(printed_lesson(workspace, module)), module
    assert "Your answers lie in this browser" in pages[OWN_WORDS]
    assert pages["record"] == str(record_page(workspace, "Sokha Vann"))
