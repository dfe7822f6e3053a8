"""A machine of its own, as far as files go: what is written there in /etc, /home, /opt, /srv and /usr stays there.

Real accounts with real passwords are made there, and the machine that runs the tests keeps its own. It needs root, and
Linux's mount namespaces and overlays.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.places import COURSE

OWN, EMPTY = ("etc", "opt", "usr"), ("home", "srv")  # begun as the machine of the tests has them, and with nothing
RUNUSER = "/usr/sbin/runuser"  # the account that grades has a path of its own
HOLD = """
mount -t tmpfs tmpfs "$1"
for name in $2; do
  mkdir "$1/$name" "$1/$name.work"
  mount -t overlay -o "lowerdir=/$name,upperdir=$1/$name,workdir=$1/$name.work" overlay "/$name"
done
for name in $5; do mount -t tmpfs -o mode=755 tmpfs "/$name"; done
# Python, and what is tested, may lie in a home that nobody else may enter.
for path in $3; do mkdir -p "$1/open$path"; mount --bind "$path" "$1/open$path"; done
for closed in $4; do mount -t tmpfs -o mode=755 tmpfs "$closed"; done
for path in $3; do mkdir -p "$path"; mount --bind "$1/open$path" "$path"; done
chmod 711 "$1"
echo ready
exec sleep infinity
"""


class Machine:
    """Runs commands on the machine; `root` is its root folder as a test can open it."""

    def __init__(self, holder: int) -> None:
        self.holder, self.root = holder, Path(f"/proc/{holder}/root")

    def path(self, path: str | Path) -> Path:
        """Return where a test finds a file of the machine."""
        return self.root / str(path).lstrip("/")

    def enter(self, user: str, *command: str) -> list[str]:
        """Return the command line that runs a command there as a user."""
        inside = ["nsenter", f"--mount=/proc/{self.holder}/ns/mnt", "--"]
        return [*inside, *([] if user == "root" else [RUNUSER, "-u", user, "--"]), *command]

    def run(
        self, script: str, user: str = "root", folder: str = "/", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a shell script there, and return what it said."""
        home = [] if user == "root" or env else ["env", "--unset=HOME"]
        command = self.enter(user, *home, "bash", "-euo", "pipefail", "-c", f"cd {folder}\n{script}")
        return subprocess.run(command, env=env or clean(), cwd="/", capture_output=True, text=True, check=False)

    def do(self, script: str, user: str = "root", folder: str = "/", env: dict[str, str] | None = None) -> str:
        """Run a shell script that has to succeed, and return what it said."""
        done = self.run(script, user, folder, env)
        assert done.returncode == 0, f"{script}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout + done.stderr


def clean() -> dict[str, str]:
    """Return the environment that a shell of root has: nothing of the tests' own."""
    return {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}


@contextmanager
def machine() -> Iterator[Machine]:
    """Start the machine, and end it with all that runs on it."""
    scratch = tempfile.mkdtemp(prefix="machine-")
    shown = sorted({str(Path(path).resolve()) for path in (COURSE, sys.prefix, sys.base_prefix)})
    closed = sorted({above for path in shown if (above := _closed(Path(path)))})
    script = ["bash", "-euc", HOLD, "hold", scratch, *(" ".join(words) for words in (OWN, shown, closed, EMPTY))]
    holder = subprocess.Popen(
        ["unshare", "--mount", "--propagation=private", *script], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        yield Machine(holder.pid)
    finally:
        holder.kill()
        holder.wait()
        Path(scratch).rmdir()


def _closed(path: Path) -> str:
    """Return the outermost folder above a path that others may not enter; "" where there is none."""
    return next((str(above) for above in reversed(path.parents) if not above.stat().st_mode & 0o001), "")
