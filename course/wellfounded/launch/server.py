"""A learner's JupyterLab server: its environment, and how `learn` recognises it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

JUPYTER = Path(__file__).parent / "jupyter"  # our kernel, and a JupyterLab without news or instructors' panels
# Environment variables: the paths of the served copy, of the course it was laid out from, and of the token's file. The
# token itself must not be in a variable or on a command line, which other users may see.
COPY, COURSE, TOKEN = "WELLFOUNDED_COPY", "WELLFOUNDED_COURSE", "WELLFOUNDED_TOKEN_FILE"
PROOF_PATH = ("wellfounded", "ours")  # the URL at which the server proves that it knows the token
LOOPBACK = ("127.0.0.1", "localhost")
TIMEOUT = 2.0  # seconds for an answer
MAX_ANSWER_BYTES = 1000


def environment(course: Path, copy: Path) -> dict[str, str]:
    """Return the environment of a learner's JupyterLab.

    Our Jupyter folder comes first in its paths, and an instructor's own folders are not changed. It names the served
    copy and its course: only lessons of that copy start by themselves.
    """
    names = ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH")
    paths = {name: os.pathsep.join(filter(None, (str(JUPYTER), os.environ.get(name)))) for name in names}
    served = {COPY: str(copy.resolve()), COURSE: str(course.resolve())}
    return {**os.environ, **paths, **served, **without_proxy(), "PYTHONSAFEPATH": "1"}


def without_proxy() -> dict[str, str]:
    """Return the environment variables by which requests to this machine bypass a proxy, as its other exceptions do."""
    exceptions = os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))
    hosts = [host for host in exceptions.split(",") if host and host not in LOOPBACK]
    return dict.fromkeys(("no_proxy", "NO_PROXY"), ",".join((*hosts, *LOOPBACK)))


def proof(token: str, challenge: str) -> str:
    """Return the answer to a challenge, which only a holder of the token can compute."""
    return hmac.new(token.encode(), challenge.encode(), hashlib.sha256).hexdigest()


def is_ours(address: str, token: str) -> bool:
    """Return whether the server at `http://127.0.0.1:PORT` has this token; the token is not sent to it."""
    challenge = secrets.token_hex(16)
    try:
        url = f"{address}/{'/'.join(PROOF_PATH)}?challenge={challenge}"
        with build_opener(ProxyHandler({})).open(url, timeout=TIMEOUT) as reply:
            answer = reply.read(MAX_ANSWER_BYTES).decode(errors="replace")
    except (OSError, ValueError, HTTPException):  # no server, or another program's
        return False
    return hmac.compare_digest(answer.encode(), proof(token, challenge).encode())
