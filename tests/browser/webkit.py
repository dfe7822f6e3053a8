"""A page in WebKit, the engine of every browser on an iPhone: Debian's, driven by its own WebDriver.

Playwright's WebKit is a download from a host of its own; this one comes with the distribution's packages.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import debian
from tests.browser.lesson import free_port

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
PACKAGES = "webkit2gtk-driver", "xvfb"
REMEDY = "No WebKit was found, and none could be fetched. Install one, for instance: sudo apt install webkit2gtk-driver"
WAIT = 120.0  # seconds, on a busy machine


def system() -> str | None:
    """Return the path of the system's browser for its driver, if there is one."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found and shutil.which(DRIVER) and shutil.which(SCREEN) else None


def webkit() -> str:
    """Return the path of a WebKit; SystemExit with the remedy where there is none."""
    path = system() or (system() if all(map(debian.install, PACKAGES)) else None)
    if path is None:
        raise SystemExit(REMEDY)
    return path


class WebKitPage:
    """A page, as WebDriver works it."""

    def __init__(self, port: int, browser: str) -> None:
        self._root = f"http://127.0.0.1:{port}"
        wanted = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        self._session = ""
        answer = self.wait_for(lambda: self._begun({"capabilities": {"alwaysMatch": wanted}}))
        self._session = f"/session/{answer['sessionId']}"

    def _begun(self, wish: dict[str, Any]) -> Any:
        try:
            return self._ask("POST", "/session", wish)
        except urllib.error.HTTPError:
            raise
        except OSError:  # it does not listen yet
            return None

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._root}{self._session}{path}", data, method=method)  # noqa: S310 (ours)
        with urllib.request.urlopen(request, timeout=WAIT) as reply:  # noqa: S310
            return json.load(reply)["value"]

    def goto(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def reload(self) -> None:
        self._ask("POST", "/refresh", {})

    def resize(self, width: int, height: int) -> None:
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": arguments})

    def click(self, css: str) -> None:
        """Click on the first visible element."""
        shown = "[...document.querySelectorAll(arguments[0])].find((each) => each.checkVisibility())"
        element = self.wait_for(lambda: self.evaluate(f"const it = {shown}; it?.scrollIntoView(); return it", css))
        (name,) = element.values()
        self._ask("POST", f"/element/{name}/click", {})

    def expect(self, css: str) -> None:
        """Wait until there is such an element."""
        self.wait_for(lambda: self.evaluate("return document.querySelector(arguments[0]) !== null", css))

    def wait_for(self, look: Callable[[], Any]) -> Any:
        """Look until something is there, and return it."""
        end = time.monotonic() + WAIT
        while not (found := look()):
            assert time.monotonic() < end, "it did not come"
            time.sleep(0.1)
        return found

    def close(self) -> None:
        self._ask("DELETE", "")


@contextmanager
def webkit_page() -> Iterator[WebKitPage]:
    """Give a page in a WebKit of its own, on a screen that nobody sees."""
    browser, port = webkit(), free_port()
    with tempfile.TemporaryDirectory() as home:
        screen = subprocess.Popen([SCREEN, "-displayfd", "1", "-nolisten", "tcp"], stdout=subprocess.PIPE, text=True)
        assert screen.stdout
        env = {**os.environ, "HOME": home, "DISPLAY": f":{screen.stdout.readline().strip()}"}
        env |= {"LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        driver = subprocess.Popen([DRIVER, f"--port={port}"], env=env, stderr=subprocess.DEVNULL)
        try:
            page = WebKitPage(port, browser)
            yield page
            page.close()
        finally:
            for process in (driver, screen):
                process.terminate()
                process.communicate()


if __name__ == "__main__":
    sys.stdout.write(f"Tests in a third engine use {webkit()}\n")
