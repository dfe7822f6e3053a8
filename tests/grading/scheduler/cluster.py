"""A dask scheduler and workers as an instructor starts them, kept running as a service manager would keep them."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from tests.places import COURSE

# Quick to lose patience, and to call a task bad: fewer processes are started in a test.
QUICK = {
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "20s",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__SCHEDULER__WORK_STEALING": "False",
}


def documented(command: str, address: str, store: str = "") -> list[str]:
    """Return the arguments of a command that the manual shows, with addresses in place of those there."""
    lines = re.findall(rf"^{command}.*$", (COURSE / "docs" / "cohorts.md").read_text("utf-8"), re.MULTILINE)
    (line,) = (line for line in lines if bool(store) == ("--store" in line))
    return str(line).replace("tcp://grading-1:8786", address).replace("s3://grading/asylum", store).split()[1:]


class Service:
    """A command that is started again whenever it ends, until it is stopped."""

    def __init__(self, log: Path, *arguments: str, within: Sequence[str] = (), **env: str) -> None:
        """Start it, perhaps within another command; what it says is added to a file."""
        self._command = [*within, sys.executable, "-m", "dask", *arguments]
        self._env = {**os.environ, **QUICK, "PYTHONPATH": str(COURSE), **env}
        self._log, self._stopped = log, threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(self._command, env=self._env, stdout=log, stderr=log)

    def _keep(self) -> None:
        while not self._stopped.is_set():
            self._process.wait()
            if not self._stopped.is_set():
                self._process = self._start()

    def kill(self) -> None:
        """Kill the process itself; it comes back."""
        self._process.kill()

    def kill_child(self) -> bool:
        """Kill the worker that dask's nanny watches; return whether there was one."""
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self._process.pid).children():
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()
                    return True
        return False

    def processes(self) -> list[psutil.Process]:
        """Return the process itself, and what it started."""
        try:
            parent = psutil.Process(self._process.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def stop(self) -> None:
        """End it for good, and what it started."""
        self._stopped.set()
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()
        self._thread.join()


class Cluster:
    """A scheduler on a port of this machine, and workers of it."""

    def __init__(self, folder: Path, **env: str) -> None:
        """Start a scheduler; its log and its workers' are in `folder`."""
        self._folder, self._env, self.workers = folder, env, list[Service]()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> Service:
        """Start the scheduler."""
        arguments = ["--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"]
        self.scheduler = Service(
            self._folder / "scheduler.log", *documented("dask scheduler", ""), *arguments, **self._env
        )
        return self.scheduler

    def start_worker(self, within: Sequence[str] = (), **env: str) -> Service:
        """Start one more worker: a process that does one thing at a time, and dask's nanny that watches it."""
        about = ["--nworkers", "1", "--no-dashboard", "--local-directory", str(self._folder)]
        command = documented("dask worker", self.address)
        worker = Service(
            self._folder / f"worker-{len(self.workers)}.log", *command, *about, within=within, **self._env, **env
        )
        self.workers.append(worker)
        return worker

    def stop(self) -> None:
        """Stop everything."""
        for service in [*self.workers, self.scheduler]:
            service.stop()
