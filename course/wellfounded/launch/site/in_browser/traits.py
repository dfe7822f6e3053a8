"""Attributes of views that say when they change, in the place of the package `traitlets`: that takes long to import."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar, Self


class Trait:
    """An attribute of a view. `default` is copied for each view."""

    kind: ClassVar[type] = object

    def __init__(self, default: Any = None) -> None:
        """Be that until something else is set."""
        self.default = default
        self.metadata: dict[str, Any] = {}

    def tag(self, **metadata: Any) -> Self:
        """Note something about the attribute, for `HasTraits.traits`."""
        self.metadata |= metadata
        return self

    def __set_name__(self, _owner: type, name: str) -> None:
        """Take note of the attribute's name."""
        self.name = name

    def __get__(self, view: HasTraits | None, _owner: type) -> Any:
        """Return what was set, or the default."""
        if view is None:
            return self
        if self.name not in vars(view):
            vars(view)[self.name] = self.kind() if self.default is None else self.kind(self.default)
        return vars(view)[self.name]

    def __set__(self, view: HasTraits, new: Any) -> None:
        """Set it, and tell who observes it where it is another now."""
        old = getattr(view, self.name)
        vars(view)[self.name] = new
        if old != new:
            view.tell({"name": self.name, "old": old, "new": new})


class Unicode(Trait):
    """Text, "" by default."""

    kind = str


class Bool(Trait):
    """False by default."""

    kind = bool


class Int(Trait):
    """0 by default."""

    kind = int


class List(Trait):
    """[] by default."""

    kind = list


class Dict(Trait):
    """{} by default."""

    kind = dict


class HasTraits:
    """What has such attributes."""

    def __init__(self, **values: Any) -> None:
        """Set these."""
        self._observers: list[tuple[Callable[[dict[str, Any]], None], Collection[str]]] = []
        for name, value in values.items():
            setattr(self, name, value)

    def traits(self, **metadata: Any) -> dict[str, Trait]:
        """Return by name the attributes of which all this was noted."""
        classes = reversed(type(self).__mro__)
        every = {name: item for each in classes for name, item in vars(each).items() if isinstance(item, Trait)}
        return {name: item for name, item in every.items() if metadata.items() <= item.metadata.items()}

    def observe(self, observer: Callable[[dict[str, Any]], None], names: Collection[str]) -> None:
        """Tell somebody of every change of these attributes: {"name", "old", "new"}."""
        self._observers.append((observer, names))

    def tell(self, change: dict[str, Any]) -> None:
        """Tell all who observe an attribute."""
        for observer, names in vars(self).get("_observers", ()):
            if change["name"] in names:
                observer(change)
