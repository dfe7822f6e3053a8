"""Gets the tokens that open a platform's services, and makes the requests; says in a line why one was refused.

What is signed to get a token is pylti1p3next's. Added here are a cache of tokens, and a second try when one was
withdrawn.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from typing import Any

import requests
from pylti1p3.exception import LtiServiceException
from pylti1p3.registration import Registration
from pylti1p3.service_connector import ServiceConnector, TServiceConnectorResponse

from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError

MARGIN = 60  # seconds before it ends in which a token is no longer used
LONGEST_REASON = 200  # characters
TAGS = re.compile(r"<[^>]*>")
REGISTER = "See that it is registered there with the key of 'wellfounded marks connect', and may use these services"
KEY_REFUSED = f"The platform does not accept our key, or not for this course. {REGISTER}."


class PlatformError(UserError):
    """The platform refused something that concerns everybody, or does not answer; the message says what to do."""


class Connector(ServiceConnector):
    """Gets tokens and keeps them in memory until they end; a token that was withdrawn is asked for anew, once."""

    def __init__(self, registration: Registration, session: requests.Session) -> None:
        """Hold no token yet."""
        super().__init__(registration, session)
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.RLock()

    def _get_cached_access_token(self, scope_key: str) -> str | None:
        token, ends = self._tokens.get(scope_key, ("", 0.0))
        return token if time.monotonic() < ends else None

    def _cache_access_token(self, scope_key: str, access_token: str, expires_in: float) -> None:
        self._tokens[scope_key] = access_token, time.monotonic() + float(expires_in or 0) - MARGIN

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """Return a token, one request for it at a time."""
        with self._lock:
            try:
                return super().get_access_token(scopes)
            except LtiServiceException as error:
                raise PlatformError(f"{KEY_REFUSED} It says: {reason(error)}.") from error
            except (KeyError, TypeError) as error:
                raise PlatformError("The platform's answer held no token. Look at its token address.") from error

    def make_service_request(self, scopes: Sequence[str], url: str, **options: Any) -> TServiceConnectorResponse:
        """Make a request with a token."""
        token = self.get_access_token(scopes)
        try:
            return super().make_service_request(scopes, url, **options)
        except LtiServiceException as error:
            if error.response.status_code != 401:
                raise
            self._forget(token)
            return super().make_service_request(scopes, url, **options)

    def _forget(self, token: str) -> None:
        with self._lock:
            self._tokens = {key: kept for key, kept in self._tokens.items() if kept[0] != token}


def reason(error: LtiServiceException) -> str:
    """Return what the platform said, in a line without markup, and without the token should it repeat it."""
    response = error.response
    sent = str(response.request.headers.get("Authorization", "")) if response.request is not None else ""
    text = response.text.replace(sent.removeprefix("Bearer ") or "\0", "…")
    text = escape_controls(" ".join(TAGS.sub(" ", text).split()))[:LONGEST_REASON]
    return " ".join(filter(None, (str(response.status_code), response.reason or "", text)))
