"""Programs that tests need, from the packages of Debian and its kin where the machine has none."""

from __future__ import annotations

import os
import subprocess


def install(package: str) -> bool:
    """Install a package, as root or by `sudo` without a password; return whether it is installed."""
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package])
    return all(succeeds([*sudo, *command]) for command in commands)


def succeeds(command: list[str]) -> bool:
    """Run a command silently; return whether it ended well."""
    none = subprocess.DEVNULL
    try:
        return subprocess.run(command, check=False, stdin=none, stdout=none, stderr=none).returncode == 0
    except FileNotFoundError:
        return False
