"""The page asks our server where the reader of a lesson stopped, and tells it."""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.browser.shared_server import SharedServer
from tests.places import SAMPLE, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.learner.bookmark import BOOKMARKS
from wellfounded.learner.erase import forget
from wellfounded.learner.workspace import HIDDEN, open_workspace

MODULE = "01-sample"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedServer]:
    root = copy_course(SAMPLE, tmp_path_factory.mktemp("place") / "course")
    build(root)
    server = SharedServer(root, tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


def ask(server: SharedServer, path: str, place: object = None) -> str:
    """Return what the server says of a notebook's place; with `place`, tell it first."""
    parts = urlsplit(server.address)
    method, data = ("GET", None) if place is None else ("PUT", json.dumps({"place": place}).encode())
    address = f"{parts.scheme}://{parts.netloc}/wellfounded/place?path={quote(path)}"
    headers = {"Authorization": f"token {parts.query.removeprefix('token=')}"}
    request = Request(address, data, headers, method=method)  # noqa: S310 (our own server)
    with build_opener(ProxyHandler({})).open(request, timeout=30) as reply:
        body = reply.read()
    return str(json.loads(body)["place"]) if body else ""


def test_a_place_is_kept_wherever_the_lesson_lies_and_is_forgotten_with_its_reader(server: SharedServer) -> None:
    path = f"{MODULE}/{MODULE}.ipynb"
    assert ask(server, path) == ""
    ask(server, path, "a-section")
    assert ask(server, path) == "a-section"
    (server.workspace / MODULE).rename(server.workspace / "mine")
    assert ask(server, f"mine/{MODULE}.ipynb") == "a-section"
    (server.workspace / "mine").rename(server.workspace / MODULE)
    workspace = open_workspace(server.workspace)
    assert workspace is not None
    forget(workspace)
    assert ask(server, path) == ""


@pytest.mark.parametrize("path", ["", "notes.ipynb", f"{MODULE}/cases.json", f"../{MODULE}/{MODULE}.ipynb"])
def test_what_is_no_lesson_has_no_place(server: SharedServer, path: str) -> None:
    for place in (None, "a-section"):
        with pytest.raises(HTTPError) as refused:
            ask(server, path, place)
        assert refused.value.code == 404


@pytest.mark.parametrize("place", ["", "x" * 65, 3, ["a"], {"a": 1}])
def test_what_is_no_place_is_refused(server: SharedServer, place: object) -> None:
    with pytest.raises(HTTPError) as refused:
        ask(server, f"{MODULE}/{MODULE}.ipynb", place)
    assert refused.value.code == 400
    assert not (server.workspace / HIDDEN / BOOKMARKS).exists()
