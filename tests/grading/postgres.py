"""Finds a PostgreSQL, or fetches Debian's, and starts a server in a temporary folder: on a socket, never on a port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import debian

REMEDY = "No PostgreSQL was found, and none could be fetched. Install one, for instance: sudo apt install postgresql"
QUICK = "-c fsync=off -c full_page_writes=off -c listen_addresses="  # a server for tests alone


def system() -> Path | None:
    """Return the folder of the system's `initdb` and `pg_ctl`, if there is one; the newest of Debian's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [Path(path) for path in [shutil.which("initdb")] if path] or debian
    return found[-1].parent if found else None


def postgres() -> Path:
    """Return the folder of the server's programs; SystemExit with the remedy where there are none."""
    programs = system() or (system() if debian.install("postgresql") else None)
    if programs is None:
        raise SystemExit(REMEDY)
    return programs


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the URL of an empty database for SQLAlchemy; stop and remove it at the end."""
    programs, user = postgres(), _user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    data = folder / "data"
    try:
        _as(user, programs / "initdb", "-D", data, "--auth=trust", "--encoding=UTF8", "--no-sync", "-U", "grader")
        options = f"{QUICK} -k {folder}"
        _as(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    finally:
        if data.exists():
            _as(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str:
    """Return who runs the server: it refuses to be root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as(user: str, *command: str | Path, check: bool = True) -> None:
    other = ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]
    words = [*(other if os.geteuid() == 0 else []), *map(str, command)]
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.stdout.write(f"Tests of PostgreSQL use {postgres()}\n")
