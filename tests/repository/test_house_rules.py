"""What the README and the locks promise is there; nothing names a registry or a machine."""

import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from tests.places import COURSE
from wellfounded.launch.commands import app

DOCS = [
    COURSE / "README.md",
    COURSE / "CONTRIBUTING.md",
    *sorted((COURSE / "docs").glob("*ing.md")),
    *(COURSE / "docs" / name for name in ("elsewhere.md", "hub.md", "lms.md", "site.md")),
]
LOCKS = [COURSE / folder / "requirements.lock" for folder in ("", "tests", "deploy/jupyterhub")]
# Put together here, so that this file does not name what no file may.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("python" + "hosted", "org"), ("registry", "npmjs", "org"))]
PATHS = [f"/{name}/" for name in ("work", "root", "home")]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=COURSE, capture_output=True, text=True, check=True).stdout
    files = [COURSE / line for line in listed.splitlines()]
    assert files
    return [path for path in files if path.suffix not in (".png", ".mo", ".zip") and path.exists()]


def commands() -> set[str]:
    """Return what a shell would accept: every target of make, and every command of wellfounded."""
    targets = re.findall(r"^([a-z-]+):", (COURSE / "Makefile").read_text(), re.MULTILINE)
    known = {f"make {target}" for target in targets}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {})
        known |= {f"wellfounded {name} {each}" for each in inner} or {f"wellfounded {name}"}
    return known


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(path: Path) -> None:
    shown = "\n".join(a or b for a, b in re.findall(r"^    (.+)$|`([^`\n]+)`", path.read_text(), re.MULTILINE))
    named = re.findall(
        r"\b(make [a-z][a-z-]+|wellfounded (?:export|import|new|marking|marks) [a-z]+|wellfounded [a-z]+)", shown
    )
    assert named
    assert [each for each in named if each not in commands()] == []


def test_every_command_is_documented() -> None:
    text = "".join(path.read_text() for path in DOCS)
    assert [each for each in commands() if each.startswith("wellfounded") and each not in text] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_locks_are_exact_hashed_universal_and_name_no_index(lock: Path) -> None:
    text = lock.read_text()
    packages = re.findall(r"^([a-z0-9-]+)(.*?)(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(packages) > 100
    assert all(re.match(r"==\S+", rest.replace("[", "==[")) and "--hash=sha256:" in rest for _, rest in packages)
    assert "sys_platform == 'win32'" in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_ci_runs_what_the_readme_names() -> None:
    assert "make test-all" in (COURSE / ".ci" / "run").read_text()
    assert "make test-all" in (COURSE / "README.md").read_text()


@pytest.mark.parametrize("path", tracked(), ids=lambda path: str(path.relative_to(COURSE)))
def test_no_file_names_a_registry_or_a_path_of_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [host for host in HOSTS if host in text] == []
    assert [
        path for path in PATHS if re.search(rf"(?<![\w.-]){path}", text)
    ] == []  # in the middle of an address it is none


def test_no_two_test_modules_share_a_name() -> None:
    names = [path.name for path in tracked() if re.fullmatch(r"test_\w+\.py", path.name)]
    assert sorted(names) == sorted(set(names))  # pytest imports them by name


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len((COURSE / "README.md").read_text().split()) < 3 * 240  # words; most people read more in a minute


@pytest.mark.parametrize("path", [path for path in tracked() if path.suffix == ".md"], ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    links = re.findall(
        r"\]\((?!https?:|#|authority:|mailto:)([^)#\s]+)", re.sub("`[^`\n]*`", "", path.read_text("utf-8"))
    )
    assert [link for link in links if not (path.parent / link).exists()] == []
