"""A folder of plain pages: nothing inline runs, no key lies where a reader looks, nothing is overwritten unasked."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from tests.launch.site.conftest import ENGINE, unpacked, version_folder
from wellfounded.content.case_file import read_module
from wellfounded.launch.site.engine_build import engine_files
from wellfounded.launch.site.site_build import SiteError, build_site

LESSON = "01-gallery"


def page(site: Path) -> str:
    return (site / LESSON / "index.html").read_text()


def test_a_page_is_read_without_anything_that_runs(site: Path) -> None:
    text = unescape(re.sub(r"<[^>]+>", " ", page(site)))
    assert "Choose Run in JupyterLab" not in text
    for case in read_module(site.parent / "course" / "source" / LESSON).values():
        assert case.title in text, case.id


def test_nothing_inline_runs_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    html = page(site)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe-inline" not in re.search(r"script-src [^;]*", policy[1])[0]  # type: ignore[index]
    assert re.findall(r"<script(?![^>]* src=)", html) == []
    assert re.findall(r"\son\w+=", html) == []
    assert [link for link in re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', html) if "//" in link] == []


def test_no_key_lies_in_what_a_reader_fetches_before_handing_in(site: Path) -> None:
    cases = read_module(site.parent / "course" / "source" / LESSON).values()
    graded = [question for case in cases if case.use == "graded" for question in case.questions]
    keys = [option.feedback for question in graded for option in getattr(question, "options", [])]
    assert len(keys) > 5
    lessons = unpacked(version_folder(site) / "engine" / "lessons.zst")
    with zipfile.ZipFile(BytesIO(lessons)) as archive:
        packed = "".join(archive.read(name).decode() for name in archive.namelist())
    for key in keys:
        told = re.split(r"[*_\[\]()\"“”'’]", key)[0].strip()
        if len(told) > 20:
            assert told not in page(site)
            assert told not in packed
            assert told in (version_folder(site) / LESSON / "keys.json").read_text()


def test_without_keys_there_is_no_file_of_them(gallery: Path, tmp_path: Path) -> None:
    build_site(gallery, tmp_path / "site", ENGINE, lambda _: None, keys=False)
    assert list((tmp_path / "site").rglob("keys.json")) == []


@pytest.mark.full
def test_twice_gives_the_same_bytes_but_for_the_picture_of_memory(gallery: Path, site: Path, tmp_path: Path) -> None:
    engine_files.cache_clear()
    build_site(gallery, tmp_path / "site", ENGINE, lambda _: None)
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(
        path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_file()
    )
    differ = [name.name for name in files if (site / name).read_bytes() != (tmp_path / "site" / name).read_bytes()]
    assert set(differ) <= {"snapshot.gz", "version.json"}  # the list of files has the picture's digest


def test_a_folder_with_other_files_is_left_as_it_is(gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "version.json").write_text("mine")
    with pytest.raises(SiteError, match="holds other files"):
        build_site(gallery, tmp_path, ENGINE, lambda _: None)
    assert (tmp_path / "version.json").read_text() == "mine"


def test_without_the_engine_the_remedy_is_named(gallery: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="npm --prefix course ci"):
        build_site(gallery, tmp_path / "site", tmp_path, lambda _: None)
    assert not (tmp_path / "site").exists()
