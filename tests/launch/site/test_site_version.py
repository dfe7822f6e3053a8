"""A site says which version it is: pages take nothing from another, and a reader can keep all of it, as an app too."""

import json
import re
import struct
from hashlib import sha256
from pathlib import Path

from tests.launch.site.conftest import ENGINE, version_folder
from wellfounded.launch.site.site_build import build_site

LESSON = "01-gallery"


def test_a_page_takes_all_that_is_live_from_the_folder_of_its_version(site: Path) -> None:
    html = (site / LESSON / "index.html").read_text()
    taken = re.findall(r'<(?:script|link)[^>]* (?:src|href)="\.\./([^"]+)"', html)
    version = version_folder(site).name
    assert {f"{version}/page.js", f"{version}/page.css", "begin.js", "manifest.json"} <= set(taken)
    assert [path for path in taken if not (site / path).is_file()] == []
    assert {path.name for path in version_folder(site).iterdir()} >= {"page.js", "worker.js", "lessons.json", "engine"}


def test_what_a_reader_keeps_is_listed_with_its_size_and_digest(site: Path) -> None:
    listed = json.loads((site / "version.json").read_text())
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    left_out = [name for name in files if name not in listed["files"]]
    notebooks = [name for name in files if name.endswith(".ipynb")]
    assert sorted(left_out) == sorted([*notebooks, "service_worker.js", "version.json"])
    for name, (size, digest) in listed["files"].items():
        assert (size, digest) == (len(files[name]), sha256(files[name]).hexdigest()), name
    assert listed["size"] == sum(size for size, _ in listed["files"].values()) > 10_000_000


def test_another_wording_is_another_version(gallery: Path, site: Path, tmp_path: Path) -> None:
    released = gallery / "release" / LESSON / "cases.json"
    before = released.read_bytes()
    released.write_bytes(before.replace(b"A stamp at the airport", b"A stamp at the border"))
    try:
        build_site(gallery, tmp_path / "site", ENGINE, lambda _: None)
    finally:
        released.write_bytes(before)
    assert version_folder(tmp_path / "site").name != version_folder(site).name


def test_the_lesson_is_there_for_jupyterlab_and_on_binder_where_that_is_named(
    gallery: Path, site: Path, tmp_path: Path
) -> None:
    notebook = f"{LESSON}/{LESSON}.ipynb"
    assert (site / notebook).read_bytes() == (gallery / "release" / notebook).read_bytes()
    assert 'data-binder=""' in (site / LESSON / "index.html").read_text()
    build_site(gallery, tmp_path / "site", ENGINE, lambda _: None, binder="https://binder.example/v2/gh/a/b/HEAD")
    address = f"https://binder.example/v2/gh/a/b/HEAD?urlpath=doc/tree/my-course/{notebook}"
    assert f'data-binder="{address}"' in (tmp_path / "site" / LESSON / "index.html").read_text()


def test_the_manifest_names_what_is_there(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text())
    assert (site / manifest["start_url"]).is_file()
    pictures = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon.get("purpose", "any")) for icon in pictures} == {
        *(("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"))
    }
    for icon in pictures:
        width, height = struct.unpack(">II", (site / icon["src"]).read_bytes()[16:24])
        assert f"{width}x{height}" == icon["sizes"]
    assert (site / "apple-touch-icon.png").is_file()
