"""A learner's JupyterLab: what its environment tells it, and how it proves that it is ours."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

JUPYTER = Path(__file__).parent / "jupyter"  # our kernel, and a JupyterLab without news or instructor's panels
COPY, COURSE = "WELLFOUNDED_COPY", "WELLFOUNDED_COURSE"  # variables: the copy that is served, and whose it is
TOKEN = "WELLFOUNDED_TOKEN_FILE"  # noqa: S105 (a variable: where the token lies, which no command line may show)
PROOF = ("wellfounded", "ours")  # the address at which the server proves that it knows the token
LOOPBACK = ("127.0.0.1", "localhost")
TIMEOUT = 2.0  # seconds that an answer may take
LONGEST = 1000  # bytes of it that are read


def environment(course: Path, copy: Path) -> dict[str, str]:
    """Return the environment of a learner's JupyterLab: ours comes first, an instructor's own is untouched.

    It says which copy is served, and from which course it was laid out: only that starts by itself.
    """
    ours = {"JUPYTER_CONFIG_PATH": str(JUPYTER), "JUPYTER_PATH": str(JUPYTER)}
    paths = {name: os.pathsep.join(filter(None, (path, os.environ.get(name)))) for name, path in ours.items()}
    served = {COPY: str(copy.resolve()), COURSE: str(course.resolve())}
    return {**os.environ, **paths, **served, **without_proxy(), "PYTHONSAFEPATH": "1"}


def without_proxy() -> dict[str, str]:
    """Return the variables that keep what is said to this machine from a proxy, beside those that are there."""
    before = os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))
    hosts = [host for host in before.split(",") if host and host not in LOOPBACK]
    return dict.fromkeys(("no_proxy", "NO_PROXY"), ",".join((*hosts, *LOOPBACK)))


def proof(token: str, challenge: str) -> str:
    """Return what nobody without the token can answer to a challenge."""
    return hmac.new(token.encode(), challenge.encode(), hashlib.sha256).hexdigest()


def is_ours(address: str, token: str) -> bool:
    """Return whether the server at `http://127.0.0.1:PORT` is the one with this token; it is not told the token."""
    challenge = secrets.token_hex(16)
    try:
        url = f"{address}/{'/'.join(PROOF)}?challenge={challenge}"
        with build_opener(ProxyHandler({})).open(url, timeout=TIMEOUT) as reply:
            answer = reply.read(LONGEST).decode(errors="replace")
    except (OSError, ValueError, HTTPException):  # nobody is there, or somebody else
        return False
    return hmac.compare_digest(answer.encode(), proof(token, challenge).encode())
