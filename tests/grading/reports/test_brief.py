"""The page before class names nobody, whatever the size of the class; whom to look after stands on another."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request
from typer.testing import CliRunner

from tests.accessibility import run_axe
from tests.grading.reports.reported_cohort import ALL, MODULE, STRONG, WEAK, Reported
from wellfounded.grading.reports import read
from wellfounded.grading.reports.brief import fraction, make_brief, share_in_words
from wellfounded.grading.reports.look_after import look_after
from wellfounded.launch.commands import app

OF_ALL = [*ALL, "absent", "not-yet"]


def run(reported: Reported, folder: Path, *more: str, code: int = 0) -> str:
    about = ["--course", str(reported.course), "--output", str(folder)]
    done = CliRunner().invoke(app, ["report", *more, "--brief", *about])
    assert done.exit_code == code, done.output
    return done.output


def test_what_most_got_wrong_comes_first_with_what_tempted_them(reported: Reported) -> None:
    brief = make_brief(reported.cohort, MODULE)
    shares = [float(found.words.partition("%")[0]) for found in brief.hardest]
    assert len(shares) == 5
    assert shares == sorted(shares)
    assert all("95 % interval" in found.words for found in brief.hardest + brief.misconceptions)
    assert any(found.example.startswith("Most tempting: “") for found in brief.hardest)
    assert len({found.title for found in brief.cases}) == 3
    assert all(found.words for found in brief.cases)
    assert any("half" in found.words for found in brief.misconceptions)


@pytest.mark.parametrize("size", [3, 7, 22])
def test_no_page_names_a_learner_or_quotes_what_was_typed(reported: Reported, tmp_path: Path, size: int) -> None:
    roster = tmp_path / "group.csv"
    chosen = [*STRONG, *WEAK][-size:]
    roster.write_text("id,name\n" + "".join(f"{learner},{learner}\n" for learner in chosen))
    run(reported, tmp_path / "out", MODULE, "--roster", str(roster))
    page = (tmp_path / "out" / "brief.html").read_text("utf-8")
    assert [learner for learner in OF_ALL if learner in page] == []
    assert "guess 1" not in page
    assert "<script" not in page
    assert ("Fewer than five" in page) == (size == 3)
    assert ("This is a small class" in page) == (size == 7)
    assert ("95 % interval" in page) == (size == 22)


def test_of_a_small_class_no_figure_is_told(reported: Reported) -> None:
    brief = make_brief(read(reported.course, [MODULE], only=set(WEAK[:7])), MODULE)
    assert brief.small
    assert brief.hardest
    for found in [*brief.hardest, *brief.misconceptions, *brief.cases]:
        assert not any(letter.isdigit() for letter in found.words)
    assert brief.hardest[0].words.startswith("About ")


def test_who_needs_a_look_is_named_with_reasons_on_another_page(reported: Reported, tmp_path: Path) -> None:
    found = {concern.learner: concern for concern in look_after(reported.cohort, MODULE)}
    assert found["absent"].reasons == ["has handed in nothing"]
    assert found["absent"].name == "Ada O'Neil, Jr"
    assert any("damaged" in reason for reason in found["damaged"].reasons)
    assert any("without an answer" in reason for reason in found["silent"].reasons)
    assert not set(STRONG) & {name for name, concern in found.items() if "earned" in "".join(concern.reasons)}
    said = run(reported, tmp_path, MODULE)
    page = (tmp_path / "look-after.html").read_text("utf-8")
    assert f"{len(found)} learners" in said
    assert "absent" in page
    assert "onerror=document" not in page.replace("&lt;img src=x onerror=document", "")


def test_one_module_is_named_where_there_are_several(reported: Reported, tmp_path: Path) -> None:
    course = shutil.copytree(reported.course, tmp_path / "course", ignore=shutil.ignore_patterns("autograded"))
    shutil.copytree(course / "submitted" / "late" / MODULE, course / "submitted" / "late" / "02-other")
    other = Reported(course, "", "", "")
    assert "Name the one module that you teach: wellfounded report 02-other --brief" in run(other, tmp_path, code=1)


def test_shares_are_said_in_words() -> None:
    shares = (0.0, 0.32, 0.49, 0.7, 1.0)
    assert [fraction(share) for share in shares] == ["none", "a third", "half", "two thirds", "all"]
    large, small = (share_in_words(0.5, "of them", (0.24, 0.76), small=small) for small in (False, True))
    assert large == "50 % of them (95 % interval 24 to 76 %)"
    assert small == "About half of them (it may be a quarter to three quarters)"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_is_one_page_of_paper_calls_nobody_and_fits_a_telephone(
    browser: Browser, reported: Reported, tmp_path: Path, width: int, scheme: str
) -> None:
    run(reported, tmp_path, MODULE)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    calls: list[Request] = []
    page.on("request", lambda request: calls.append(request))
    page.goto((tmp_path / "brief.html").as_uri())
    assert len(calls) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    found = run_axe(page)
    assert found.response["violations"] == [], found.generate_report()
    context.close()
