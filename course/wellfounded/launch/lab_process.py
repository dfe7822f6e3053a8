"""The process of a learner's JupyterLab: its port, its start and its end, and the private files that it uses."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from wellfounded.i18n.messages import phrase
from wellfounded.launch.server import TOKEN, environment
from wellfounded.learner.workspace import LOG

HOST = "127.0.0.1"
START_TIMEOUT = 60.0  # seconds
END_TIMEOUT = 10.0  # seconds
OWNER_ONLY = 0o600


def port_problem(port: int) -> str:
    """Return why no server can listen on a port, and what would help; "" if one can."""
    try:
        with socket.create_server((HOST, port)):
            return ""
    except PermissionError:
        return phrase("Port {port} needs rights that you lack here. Choose another: --port 9000.", port=port)
    except OSError:
        return phrase("Another program uses port {port}. End it, or choose another port: --port 9000.", port=port)


def start_lab(course: Path, workspace: Path, port: int, token: str, scratch: Path) -> subprocess.Popen[bytes]:
    """Start JupyterLab in a workspace; `scratch` is a folder for its temporary files."""
    options = {
        "ServerApp.root_dir": str(workspace.resolve()),
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.no_browser_open_file": True,
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    token_file = write_private(scratch / "token", token)
    variables = {"JUPYTERLAB_WORKSPACES_DIR": str(scratch), TOKEN: str(token_file)}
    # In a session of its own: Ctrl-C then reaches this program alone, which ends JupyterLab without its questions.
    with _open_log(workspace) as log:
        return subprocess.Popen(  # noqa: S603 (our own arguments)
            [sys.executable, "-m", "jupyterlab", *arguments],
            env=environment(course, workspace) | variables,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_until_ready(server: subprocess.Popen[bytes], is_ready: Callable[[], bool]) -> bool:
    """Return True once a server is ready, or False if it has ended or does not become ready in time."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and server.poll() is None:
        if is_ready():
            return True
        time.sleep(0.1)
    return False


def end_lab(server: subprocess.Popen[bytes]) -> None:
    """End JupyterLab. If it hangs, for instance on a kernel that has died, it is killed, and its kernels end too."""
    server.terminate()
    try:
        server.wait(timeout=END_TIMEOUT)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def write_private(path: Path, text: str) -> Path:
    """Write a new file that only its owner can read; OSError if that fails."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _open_log(workspace: Path) -> BinaryIO:
    """Open the log file of JupyterLab; if it cannot be written, the output is lost."""
    try:
        return write_private(workspace / LOG, "").open("wb")
    except OSError:
        return Path(os.devnull).open("wb")
