"""JupyterLab as an instructor starts it, with formgrader."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.lesson import free_port


@contextmanager
def formgrader(course: Path) -> Iterator[str]:
    """Start JupyterLab in the root of the course; give its address, to which `?token=t` is added."""
    with server(course) as (address, _process):
        yield address


@contextmanager
def server(course: Path) -> Iterator[tuple[str, int]]:
    """Start the same; give the address and the number of the process."""
    port = free_port()
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=t", "--no-browser"]
    options += ["--ServerApp.ip=127.0.0.1"]
    command = [sys.executable, "-m", "jupyterlab", *options, *(["--allow-root"] if os.geteuid() == 0 else [])]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "JUPYTER_CONFIG_DIR": str(course / "jupyter")}
    lab = subprocess.Popen(command, cwd=course, env=env, stderr=subprocess.PIPE, text=True)
    try:
        assert lab.stderr is not None
        assert any("is running at" in line for line in lab.stderr)
        while not listens(port):  # Jupyter says so a moment before it listens
            assert lab.poll() is None
        yield f"http://127.0.0.1:{port}", lab.pid
    finally:
        lab.terminate()
        lab.communicate(timeout=60)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
