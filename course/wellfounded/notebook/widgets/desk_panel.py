"""The desk's live view: saves all answers as one file, opens such a file, makes the record, forgets a learner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import traitlets

from wellfounded.i18n import messages
from wellfounded.i18n.messages import later, phrase, phrase_many
from wellfounded.journal import clock
from wellfounded.journal.file import MAX_BYTES, TooLargeError
from wellfounded.learner.erase import ELSEWHERE, contents_of, forget
from wellfounded.learner.export import export_answers, export_in_words
from wellfounded.learner.import_file import confirm_in_words, import_answers, import_in_words, replaces
from wellfounded.learner.language import choose_language
from wellfounded.learner.lessons import read_together
from wellfounded.learner.sureness import choose_asking, is_asked
from wellfounded.learner.workspace import Workspace
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.case import show_asking

LARGE = later("This file is larger than {size} MiB. No file of answers is, so it was not opened.")
GAP = later("The file did not arrive whole. Open it again.")
CHANGED = later("Buttons speak this language in every lesson that you open from now on. Reload one that is open.")
Reply = dict[str, Any]


class DeskPanel(View):
    """Draws the desk. Each message from the view is {"id", "event", …}, and is answered by one with the same two.

    "save" is answered by the file in a buffer, its `name`, and what it `says`. "piece" brings a piece of a file to
    open in a buffer: which `file`, where it is to stand (`start`), whether it is the `last`; that one is answered
    by what the file brought, or by what it `asks`: then "open" of this `file` opens it. "record" is answered by the
    completion record in a buffer, with the name `whose` it is, and by the `name` of its file. "look" is answered by
    what forgetting would delete (`traces`) and leave (`own`); "forget" by what it did, see `Forgotten`; "language"
    chooses the `language` with that code; "asks" says by `response` whether the learner is asked how sure they are.
    What could not be done is `refused`, in words. Before each answer goes one that says that there is `more`: much
    takes longer than a view waits for a word.
    """

    view = traitlets.Unicode("desk_panel").tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)  # HTML that stands before it
    binder = traitlets.Bool().tag(sync=True)
    languages = traitlets.Dict().tag(sync=True)  # by code, each named in itself
    language = traitlets.Unicode().tag(sync=True)
    asks = traitlets.Bool().tag(sync=True)  # whether the learner is asked how sure they are
    limit = traitlets.Int(MAX_BYTES).tag(sync=True)

    def __init__(self, workspace: Workspace) -> None:
        """Draw the desk of the learner whose copy this is."""
        self._workspace, self._file, self._pieces = workspace, "", bytearray()
        super().__init__(
            notice=_notice(workspace),
            binder=workspace.kind == "binder",
            languages=messages.languages(),
            language=messages.chosen(),
            asks=is_asked(workspace),
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return "DeskPanel()"

    def _receive(self, _widget: object, message: dict[str, Any], buffers: list[Any]) -> None:
        answers: dict[str, Callable[[dict[str, Any], list[Any]], Reply]] = {
            "save": self._save,
            "piece": self._piece,
            "open": self._open,
            "record": self._record,
            "look": self._look,
            "forget": self._forget,
            "language": self._language,
            "asks": self._ask,
        }
        self.send({"id": message["id"], "event": message["event"], "more": True})
        try:
            reply = answers[message["event"]](message, buffers)
        except TooLargeError as error:
            reply = {"refused": str(error)}
        except OSError as error:
            reason = why(error, self._workspace.folder)
            reply = {"refused": phrase("This could not be done: {why}", why=reason)}
        sent = reply.pop("buffers", None)
        self.send({"id": message["id"], "event": message["event"], **reply}, buffers=sent)

    def _save(self, _message: dict[str, Any], _buffers: list[Any]) -> Reply:
        taken = export_answers(self._workspace)
        return {"name": taken.name, "says": export_in_words(taken), "buffers": [taken.data]}

    def _piece(self, message: dict[str, Any], buffers: list[Any]) -> Reply:
        if message["start"] == 0:
            self._file, self._pieces = message["file"], bytearray()
        if message["file"] != self._file or message["start"] != len(self._pieces):
            return {"refused": phrase(GAP)}
        self._pieces += buffers[0]
        if len(self._pieces) > MAX_BYTES:
            self._pieces = bytearray()
            return {"refused": phrase(LARGE, size=MAX_BYTES // 2**20)}
        if not message["last"]:
            return {}
        replaced = replaces(self._workspace, bytes(self._pieces))
        return {"asks": confirm_in_words(replaced)} if replaced else self._open(message, [])

    def _open(self, message: dict[str, Any], _buffers: list[Any]) -> Reply:
        if message["file"] != self._file:
            return {"refused": phrase(GAP)}
        data, self._pieces, self._file = bytes(self._pieces), bytearray(), ""
        return {"done": True, "says": import_in_words(import_answers(self._workspace, data))}

    def _record(self, message: dict[str, Any], _buffers: list[Any]) -> Reply:
        from wellfounded.render.completion_record import FILE, record_page  # seldom needed

        page = record_page(self._workspace, str(message["whose"]))
        return {"name": FILE, "buffers": [page.encode("utf-8", "replace")]}

    def _look(self, _message: dict[str, Any], _buffers: list[Any]) -> Reply:
        contents = contents_of(self._workspace)
        return {"traces": contents.named(), "own": contents.own}

    def _forget(self, _message: dict[str, Any], _buffers: list[Any]) -> Reply:
        done = asdict(forget(self._workspace))
        lessons = len(done["restored"])
        done["restored"] = [phrase_many("{n} lesson", "{n} lessons", lessons)] if lessons else []
        return {"done": True, **done, "elsewhere": phrase(ELSEWHERE)}

    def _ask(self, message: dict[str, Any], _buffers: list[Any]) -> Reply:
        """Ask how sure the learner is, from now on, or no longer."""
        asks = message["response"] is True
        choose_asking(self._workspace, asks)
        show_asking(asks=asks)
        return {"says": phrase("You are asked from now on.") if asks else phrase("You are not asked any more.")}

    def _language(self, message: dict[str, Any], _buffers: list[Any]) -> Reply:
        """Change the language, and say so in the old one and the new."""
        before = phrase(CHANGED)
        choose_language(self._workspace, message["language"])
        self.language = messages.chosen()
        return {"done": True, "says": " ".join(dict.fromkeys([before, phrase(CHANGED)]))}


def _notice(workspace: Workspace) -> str:
    """Say, as HTML, that the clock was put right, if it was."""
    count = sum(_righted(workspace, name) for name in workspace.lessons)
    return f"<p>{clock.correction_message(count)}</p>" if count else ""


def _righted(workspace: Workspace, name: str) -> int:
    try:
        return read_together(workspace.folders(name)).clock_errors
    except OSError:  # saving says so
        return 0
