"""The catalogue is fresh and Spanish is whole; nothing that learners read is said outside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from markupsafe import escape

from tests.places import GALLERY
from tests.pseudo_language import CODE, left_out, write_pseudo
from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.scoring import score_case
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_case, read_module, rendered
from wellfounded.i18n import catalogue, messages
from wellfounded.i18n.messages import LOCALE, phrase, phrase_many
from wellfounded.journal.file import Journal, merge, new_event
from wellfounded.launch.jupyterlab import learn
from wellfounded.launch.lesson_handlers import VIEW
from wellfounded.launch.site.python_zip import PAGE_WORDS
from wellfounded.learner.erase import forget
from wellfounded.learner.language import speak_language
from wellfounded.learner.layout import lay_out
from wellfounded.learner.progress import read_progress
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.case_cell import REMEDY_AUTOGRADE
from wellfounded.notebook.cells import CELLS
from wellfounded.notebook.widgets.base import SCRIPT
from wellfounded.render.answers import answered_case
from wellfounded.render.calibration_table import tally_table
from wellfounded.render.case import about, static
from wellfounded.render.completion_record import record_page
from wellfounded.render.lesson_page import printed_lesson
from wellfounded.render.progress_board import picture
from wellfounded.render.review_page import review, written_answer

PACKAGE = LOCALE.parents[1]
INTERVIEW = PACKAGE / "exchange" / "scorm" / "static" / "page.js"  # as a page of another platform
PACKAGES = ("assessment", "content", "learner", "notebook", "render")  # what speaks to learners in their lessons
# What is the same in Spanish: no words, or words that are no language's own.
SAME = {"No", "{name}: no", "ltr", "{n} of {all}", "(planned: {n} min)", "about {n} min", "Hijri (Umm al-Qura)"}
NOT_READ = {"labextensions", "static", "grading"}  # bundles, and the page of those who mark
SCRIPTS = sorted(path for path in PACKAGE.rglob("*.js") if not NOT_READ & set(path.relative_to(PACKAGE).parts))
# What says nothing to learners: its words are for authors, browsers and programs.
FOR_OTHERS = {
    "content/activities/clock_mistakes.py",
    "content/activities/day_count.py",
    "content/activity_file.py",
    "content/author_yaml.py",
    "content/case_file.py",
    "content/law/__init__.py",
    "content/mistakes.py",
    "content/questions/script_mistakes.py",
    "content/questions/strategies.py",
    "learner/printed_pages.py",
    "render/safe_html.py",
}
SPOKEN = {
    *(path.relative_to(PACKAGE).as_posix() for name in PACKAGES for path in (PACKAGE / name).rglob("*.py")),
    "grading/at_home.py",
}


def translations() -> list[Path]:
    return catalogue.translation_files()


def entries(path: Path) -> list[Message]:
    return [each for each in catalogue.read_translation(path) if each.id]


def forms(told: object) -> list[str]:
    return list(told) if isinstance(told, list | tuple) else [str(told)]


# The catalogue


def test_all_that_make_words_writes_is_fresh() -> None:
    assert (LOCALE / "es" / "LC_MESSAGES" / "wellfounded.po") in translations()
    stale = [path for path, data in catalogue.updated_files().items() if not path.exists() or path.read_bytes() != data]
    assert stale == [], "run: make words"


@pytest.mark.parametrize("path", translations(), ids=lambda path: path.parents[1].name)
def test_every_message_is_translated(path: Path) -> None:
    said = entries(path)
    assert len(said) > 400
    assert [each.id for each in said if each.fuzzy or not all(forms(each.string))] == []
    number = catalogue.read_translation(path).num_plurals
    assert [each.id for each in said if isinstance(each.id, tuple) and len(forms(each.string)) != number] == []


@pytest.mark.parametrize("path", translations(), ids=lambda path: path.parents[1].name)
def test_a_translation_has_the_placeholders_and_tags_of_its_message(path: Path) -> None:
    def marks(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}|</?\w+>", text))

    for each in entries(path):
        for form in forms(each.string):
            assert marks(form) in [marks(one) for one in forms(each.id)], each.id


def test_spanish_says_nothing_in_english() -> None:
    path = LOCALE / "es" / "LC_MESSAGES" / "wellfounded.po"
    same = {each.id for each in entries(path) if each.id == each.string}
    assert same <= SAME


def test_no_message_is_a_placeholder_alone() -> None:
    template: Catalog = catalogue.collect_messages()
    bare = [each.id for each in template if each.id and not re.sub(r"\{\w+\}|\W", "", "".join(forms(each.id)))]
    in_order = {"{day} {month} {year}", "{weekday} {day} {month} {year}", "{month} {year}"}
    assert set(bare) == in_order  # their order is the translation


# How it is said


def test_a_message_is_said_in_the_chosen_language_with_its_values() -> None:
    messages.use_language("es")
    assert phrase("Line {n}: {title}", n=2, title="{n}") == "Línea 2: {n}"
    assert phrase_many("({n} point)", "({n} points)", 1) == "(1 punto)"
    assert phrase_many("({n} point)", "({n} points)", 1.5) == "(1.5 puntos)"
    assert phrase("Nobody has translated this.") == "Nobody has translated this."


def test_an_unknown_language_is_english() -> None:
    messages.use_language("xx")
    assert messages.chosen() == "en"
    assert phrase("Try again") == "Try again"


def test_course_text_is_marked_in_another_language_alone() -> None:
    messages.use_language("es")
    case = rendered(read_case(GALLERY / "source/01-gallery/cases/vance.yaml"))
    assert f'<span lang="en" dir="ltr">{case.jurisdiction}</span>' in about(case)
    messages.use_language("en")
    assert "lang=" not in about(case)


def test_the_views_get_the_words_that_their_javascript_says_and_no_others() -> None:
    messages.use_language("es")
    told = messages.javascript(SCRIPT + "".join(path.read_text("utf-8") for path in (VIEW, PAGE_WORDS, INTERVIEW)))
    said = [message for path in SCRIPTS for message, _ in catalogue.messages_in_javascript(path.read_text("utf-8"))]
    assert set(told["messages"]) == {each if isinstance(each, str) else each[0] for each in said}
    assert told["messages"]["Try again"] == "Intentar otra vez"
    assert told["messages"]["Undo going back"] == "Deshacer la vuelta atrás"
    assert told["plural"][:3] == [1, 0, 1]
    assert messages.javascript('phrase("Not " + "right.")')["messages"] == {"Not right.": "No es correcto."}


# No word is left out


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_javascript_says_nothing_outside_the_catalogue(path: Path) -> None:
    assert left_in_javascript(path.read_text("utf-8")) == []


def left_in_javascript(text: str) -> list[str]:
    """Return every string with words in it that is not a message: one with a space and letters, or that is shown."""
    text = re.sub(r"^\s*//.*$|\s// .*$", "", text, flags=re.MULTILINE)
    text = messages.CALL.sub("CALLED(", text)
    shown = r'(?:(?:textContent|innerHTML|title|placeholder|label)\s*[:=]|"aria-label",)\s*(["`])(.*?)\1'
    found = [each for _, each in re.findall(shown, text) if re.search("[A-Za-z]{2,}", _said(each))]
    found += [each for each in re.findall(r'"([^"\n]*)"', text) if re.search(r"[A-Za-z]{2,}[ …’]+[A-Za-z]{2,}", each)]
    found += [each for each in re.findall(r"`([^`]*)`", text) if re.search(r"[A-Za-z]{2,} +[A-Za-z]{2,}", _said(each))]
    return [each for each in found if not any(re.fullmatch(known, each) for known in NO_WORDS)]


def _said(template: str) -> str:
    """Return a template without its values and its tags."""
    return re.sub(r"<[^>]*>", "", re.sub(r"\$\{[^}]*\}+", "§", template))


NO_WORDS = [
    r"(wf(-[\w-]+)? ?)+",  # classes
    r"[\w.\[\]=',:()#>* -]*(\.wf-|input|button|details|:not)[\w.\[\]=',:()#>* -]*",  # selectors
    r"(thead|tbody) t[hd]r?|tbody tr",  # selectors, too
    r"JupyterLab (Light|Dark)",  # names of themes
    r"wellfounded .*",  # names in storage
    r"Language of the buttons|Idioma de los botones",  # in both languages, for whoever can read but one
    r"<!doctype html>.*|<title>Blank page.*",  # the neutral page says nothing of the course
    # Errors, of which a web page speaks in words of its own; a measure's name; a word to a service worker.
    r"no passphrase was given|another window has encrypted the answers, or does so no longer|there is no database",
    r"nothing came|\$\{url\} is of another version|Python started( from a picture)?|delete unused",
]


@pytest.mark.parametrize(
    "text", ['make("p", { textContent: "Hello" })', 'const A = "Hello there";', "say(`Hello you ${n}`)"]
)
def test_a_word_that_is_left_out_in_javascript_is_found(text: str) -> None:
    assert len(left_in_javascript(text)) > 0


def test_no_constant_in_javascript_is_said_before_the_language_is_known() -> None:
    early = [
        line for path in SCRIPTS for line in path.read_text("utf-8").splitlines() if re.match(r"const .*phrase\(", line)
    ]
    assert [line for line in early if "=>" not in line] == []


@pytest.mark.parametrize("name", sorted(SPOKEN - FOR_OTHERS))
def test_python_says_nothing_outside_the_catalogue(name: str) -> None:
    assert left_in_python((PACKAGE / name).read_text("utf-8")) == []


def left_in_python(text: str) -> list[str]:
    """Return each string that is made for a learner: a sentence, or HTML with words in it, that is not a message."""
    tree = ast.parse(text)
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Constant)]
    skipped = {id(inner) for node in ast.walk(tree) if _not_for_learners(node) for inner in ast.walk(node)}
    strings = [each.value for each in parts if isinstance(each, ast.Constant) and id(each) not in skipped]
    plain = [re.sub(r"<[^>]*>?|^[^<>]*'/?>", "", each) for each in strings if isinstance(each, str)]
    return [each for each in plain if WORDS.search(each) and each not in NOT_SAID]


WORDS = re.compile(r"[A-Za-z]{2,}[,.:;]? +[A-Za-z]{2,}|^[A-Z][a-z]{2,}[.:]")
NOT_SAID = {
    *("handed in", "not begun", "earlier wording", "not open"),  # states, which a page says in words of its own
    *("wf-record wf-many", REMEDY_AUTOGRADE),  # classes; to an instructor
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    ' target="_blank" rel="noopener noreferrer"',
}


def _not_for_learners(node: ast.AST) -> bool:
    """Tell what is said to authors or to no one: messages, docstrings, mistakes, samples, errors, types."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in {*catalogue.MESSAGE_ARGUMENTS, "Sample", "Literal"} or getattr(
            node.func, "attr", ""
        ) in ("compile", "write")
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.FunctionDef):
        return "mistakes" in node.name or node.name in FOR_AUTHORS
    return isinstance(node, ast.Raise | ast.AnnAssign | ast.Subscript)


FOR_AUTHORS = {
    *(
        "samples",
        "remarks",
        "sample_options",
        "_overlaps",
        "_misnamed",
        "_never_used",
        "_worthless",
        "__repr__",
        "_twice",
    ),
    *("misplaced_marks", "without_feedback"),
}


def test_a_word_that_is_left_out_in_python_is_found() -> None:
    assert left_in_python('def told(n):\n    return f"<p>It is {n}</p>"') != []
    assert left_in_python('def told(n):\n    return phrase("It is {n}", n=n)') == []


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the made-up language."""
    write_pseudo(tmp_path / "locale")
    with monkeypatch.context() as patch:
        patch.setattr(messages, "LOCALE", tmp_path / "locale")
        messages.languages.cache_clear()
        messages.use_language(CODE)
        yield
    messages.languages.cache_clear()


@pytest.mark.usefixtures("made_up")
def test_no_word_is_left_out_of_any_case_its_review_and_its_print() -> None:
    for case in map(rendered, read_module(GALLERY / "source/01-gallery").values()):
        assert left_out(static(case) + answered_case(case, Journal())) == []
        for number, question in enumerate(case.questions):
            for response in [None, question.key()]:
                about = {"wording": question.wording, "response": response, "at": "2026-01-02T03:04:05.000000Z"}
                event = new_event("answer", case.id, question.id) | about
                journal = merge([event, {**event, "event": "try", "id": str(number)}])
                told = answered_case(case, journal) + question.feedback(response)
                told += written_answer(case, question, journal) + review(score_case(case, journal))
                assert left_out(told + tally_table(tallies(ratings([case], journal, by_key)))) == []


@pytest.mark.usefixtures("made_up")
def test_no_word_is_left_out_of_progress_record_and_what_stands_without_a_kernel(course: Path, tmp_path: Path) -> None:
    build(course)
    lay_out(course, tmp_path / "my-course", "home", language=CODE)
    found = find_workspace(tmp_path / "my-course" / "01-sample")
    assert found is not None
    speak_language(found)
    pages = [
        printed_lesson(found, "01-sample"),
        record_page(found),
        picture(read_progress(found.folder), lambda _module, words: escape(words)),
    ]
    cells = [shown()["text/html"] for shown in CELLS.values()]
    assert left_out("".join([*pages, *cells])) == []
    assert "⟦Completion record of self-study" in pages[1]


# Which language


def test_the_language_that_was_chosen_stays_until_another_is_or_the_learner_is_forgotten(
    course: Path, tmp_path: Path
) -> None:
    build(course)
    folder = tmp_path / "my-course"

    def kept() -> str:
        found = find_workspace(folder / "01-sample")
        assert found is not None
        speak_language(found)
        assert messages.chosen() == found.language
        return found.language

    lay_out(course, folder, "home")
    assert kept() == "en"
    lay_out(course, folder, "home", language="es")
    lay_out(course, folder, "home")
    assert kept() == "es"
    workspace = find_workspace(folder / "01-sample")
    assert workspace is not None
    assert "qué idioma eligió para los botones" in forget(workspace).deleted
    assert kept() == "en"


def test_a_language_that_is_not_there_is_refused_and_those_that_are_are_named(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert learn(course, tmp_path / "my-course", 0, browser=False, language="xx") == 1
    assert "es (Español)" in capsys.readouterr().out
    assert not (tmp_path / "my-course").exists()
