"""Requests to a platform: slowly enough, tried again where that is safe, and to no other machine.

The library we use sets no time limits and tries nothing twice; it sends through the session that it is given.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from wellfounded.i18n.errors import UserError

TIMEOUT = (10, 30)  # seconds: until it is connected, and until the answer comes
TRIES = 5
LONGEST_PAUSE = 120.0  # seconds
BUSY = (429, 503)  # the platform says that it did nothing
Log = Callable[[str], None]


class PlatformBusyError(UserError):
    """The platform asks for a pause longer than anybody waits; the message says how long."""


class StoppedError(Exception):
    """Somebody has stopped the run."""


class Pace:
    """Lets requests begin no faster than `rate` a second, whichever thread makes them, and all of them pause."""

    def __init__(self, rate: float) -> None:
        """Begin at once."""
        self._interval = 1 / rate
        self._next = 0.0
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def wait(self) -> None:
        """Wait for the next turn; StoppedError once the run is stopped."""
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + self._interval
        if self._stopped.wait(max(0.0, turn - time.monotonic())):
            raise StoppedError

    def pause(self, seconds: float) -> None:
        """Let no request begin for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def stop(self) -> None:
        """Let no request begin any more."""
        self._stopped.set()


class PoliteAdapter(HTTPAdapter):
    """Sends requests at a pace. One that changes nothing is tried again; a score is left to who posted it."""

    def __init__(self, pace: Pace, token_url: str, connections: int, log: Log) -> None:
        """`log` gets a line a request, without its headers and contents."""
        super().__init__(pool_maxsize=connections)
        self._pace, self._token_url, self._log = pace, token_url, log

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request, and return the last answer; a requests exception where none came."""
        harmless = request.method == "GET" or request.url == self._token_url
        kwargs["timeout"] = TIMEOUT
        for tried in range(1, TRIES + 1):
            self._pace.wait()
            last = tried == TRIES
            try:
                response = super().send(request, *args, **kwargs)
            except requests.RequestException as error:
                self._log(f"{request.method} {_path(request)}: {type(error).__name__}")
                if last or not harmless:
                    raise
                self._pace.pause(backoff(tried))
                continue
            self._log(f"{request.method} {_path(request)}: {response.status_code}")
            if last or not (is_busy(response) or (harmless and response.status_code >= 500)):
                break
            self._pace.pause(_asked_pause(response) or backoff(tried))
        return response


def polite_session(
    origins: Collection[str], token_url: str, pace: Pace, connections: int, log: Log
) -> requests.Session:
    """Return a session that reaches these hosts alone: an answer that leads elsewhere gets no token of ours."""
    session = requests.Session()
    session.adapters.clear()
    for origin in origins:
        session.mount(f"{origin}/", PoliteAdapter(pace, token_url, connections, log))
    session.max_redirects = 0  # a redirected POST would become a GET
    session.auth = lambda request: request  # or a password for this host in ~/.netrc would take the token's place
    return session


def backoff(tried: int) -> float:
    """Return how many seconds to wait after this many tries: twice as long each time, and never all at once."""
    return float(min(LONGEST_PAUSE, 2 ** (tried - 1)) * random.uniform(0.5, 1.0))  # noqa: S311 (no secret)


def is_busy(response: requests.Response) -> bool:
    """Return whether a platform did nothing because it has too much to do; Canvas says so with 403, too."""
    return response.status_code in BUSY or (response.status_code == 403 and "rate limit" in response.text.lower())


def _asked_pause(response: requests.Response) -> float:
    """Return how many seconds the platform asks to wait: a number, or until a time; 0 where it does not say."""
    text = response.headers.get("Retry-After", "").strip()
    try:
        if text.isdecimal():
            seconds = float(text)
        else:
            seconds = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds() if text else 0.0
    except (ValueError, TypeError):
        return 0.0
    if seconds > LONGEST_PAUSE:
        raise PlatformBusyError(
            f"The platform asks to wait {seconds / 60:.0f} minutes. Run the same again then; nothing is sent twice."
        )
    return max(0.0, seconds)


def _path(request: requests.PreparedRequest) -> str:
    parts = urlsplit(str(request.url))
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
