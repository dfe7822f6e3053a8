"""The gallery's course and this one as web pages, on a host that serves files and knows nothing else."""

import json
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.launch.site.small_site import LESSON, built
from tests.places import COURSE, GALLERY, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.launch.site.site_build import build_site
from wellfounded.launch.site.site_version import VERSION_LIST

ENGINE = COURSE / "course" / "node_modules" / "pyodide"


class FileHost(SimpleHTTPRequestHandler):
    """Serves files, and notes which were asked for."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []  # noqa: RUF012 (one for all requests)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def version_folder(site: Path) -> Path:
    """Return the folder of what is of the site's version alone."""
    return site / str(json.loads((site / VERSION_LIST).read_text())["version"])


def unpacked(file: Path) -> bytes:
    """Return what a file holds that the build packed, unpacked as a page does it."""
    node = which("node")
    assert node
    return subprocess.run(
        [node, Path(__file__).with_name("unpacked.mjs"), file], capture_output=True, check=True
    ).stdout


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course whose one lesson has a case of every kind, built."""
    course = copy_course(GALLERY, tmp_path_factory.mktemp("gallery") / "course")
    build(course)
    return course


@pytest.fixture(scope="session")
def site(gallery: Path) -> Path:
    folder = gallery.parent / "site"
    build_site(gallery, folder, ENGINE, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[ThreadingHTTPServer]:
    """Serve the site below a path, as many hosts do."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(FileHost, directory=str(site.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this course's own lessons as web pages."""
    folder = tmp_path_factory.mktemp("course") / "site"
    build_site(COURSE, folder, ENGINE, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def course_address(lessons: Path) -> Iterator[str]:
    """Serve them below a path, and return where."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(FileHost, directory=str(lessons.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


@pytest.fixture
def address(host: ThreadingHTTPServer) -> str:
    """Return where the site lies; what was asked of its host before is forgotten."""
    FileHost.asked.clear()
    return f"http://127.0.0.1:{host.server_port}/site/"


@pytest.fixture
def asked() -> list[str]:
    """Return the paths that were asked for, which grow."""
    return FileHost.asked


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small course, with a desk in its lesson, built."""
    return built(tmp_path_factory.mktemp("small") / "course", LESSON)


@pytest.fixture(scope="session")
def served(small_course: Path) -> Iterator[str]:
    """Return where the small course lies as web pages."""
    build_site(small_course, small_course.parent / "site", ENGINE, lambda _: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(FileHost, directory=str(small_course.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()
