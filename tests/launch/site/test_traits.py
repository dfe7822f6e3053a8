"""A view's attributes on a web page: what stands in for the package `traitlets` does what the package does."""

from types import ModuleType
from typing import Any

import pytest
import traitlets

from wellfounded.launch.site.in_browser import traits

MODULES = pytest.mark.parametrize("module", [traits, traitlets], ids=["on a page", "the package"])


def made(module: Any) -> Any:
    """Return a class whose attributes are of a module, below one with an attribute of its own."""

    class Base(module.HasTraits):  # type: ignore[misc]
        view = module.Unicode().tag(sync=True)

    class Board(Base):
        view = module.Unicode("board").tag(sync=True)
        rows = module.List(["one"]).tag(sync=True)
        kept = module.Dict().tag(sync=True, packed=True)
        asks = module.Bool(True).tag(sync=True)
        limit = module.Int(3)

    return Board


@MODULES
def test_each_has_its_default_which_no_other_shares(module: ModuleType) -> None:
    one, other = made(module)(), made(module)()
    one.rows.append("two")
    assert (one.view, one.rows, one.kept, one.asks, one.limit) == ("board", ["one", "two"], {}, True, 3)
    assert other.rows == ["one"]


@MODULES
def test_what_was_tagged_is_found_by_it(module: ModuleType) -> None:
    board = made(module)(view="other")
    assert set(board.traits(sync=True)) == {"view", "rows", "kept", "asks"}
    assert set(board.traits(sync=True, packed=True)) == {"kept"}
    assert board.view == "other"


@MODULES
def test_of_a_change_only_those_hear_who_observe_it(module: ModuleType) -> None:
    board, heard = made(module)(kept={"a": 1}), []
    board.observe(lambda change: heard.append((change["name"], change["old"], change["new"])), names=["kept", "asks"])
    board.kept = {"a": 1}  # is the same
    board.kept = {"a": 2}
    board.rows = []
    board.asks = False
    assert heard == [("kept", {"a": 1}, {"a": 2}), ("asks", True, False)]
