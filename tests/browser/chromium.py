"""Finds a Chromium for the browser tests, or fetches one: the system's, playwright's, the distribution's."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

from tests import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"  # of Debian and of playwright
# Chromium's sandbox refuses to run as root; the rest keeps it from calling home, which no test may wait for.
ROOT = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
# Each window would draw two pages more, for suggestions under the address that no test types. Chromium heeds one list
# alone, the last: so this one says again what playwright's switches off for tests to be able to rely on.
OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "MediaRouter", "LensOverlay", "AimEnabled", "PreconnectToSearch"),
)
FLAGS = [*ROOT, *QUIET, "--disable-gpu", f"--disable-features={','.join(OFF)}"]
REMEDY = "No Chromium was found, and none could be fetched. Install one, for instance: sudo apt install chromium"


def system() -> str | None:
    """Return the path of the system's Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@cache
def place() -> Path:
    """Return where playwright's Chromium would lie."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def playwrights() -> str | None:
    """Return the path of the Chromium that playwright downloaded, if it has."""
    return str(place()) if place().exists() else None


def fetched() -> str | None:
    """Have playwright, then the distribution, provide one; return its path."""
    if debian.succeeds([sys.executable, "-m", "playwright", "install", "chromium"]) and (path := playwrights()):
        return path
    return system() if debian.install("chromium") else None


def chromium() -> str:
    """Return the path of a Chromium; SystemExit with the remedy where there is none."""
    found = system() or playwrights() or fetched()
    if found is None:
        raise SystemExit(REMEDY)
    return found


def shell() -> str | None:
    """Return the path of a Chromium without what surrounds a page, the system's or playwright's, if there is one."""
    downloads = next(folder.parent for folder in place().parents if folder.name.startswith("chromium-"))
    return shutil.which(SHELL) or next(map(str, downloads.glob("chromium_headless_shell-*/*/*headless*shell*")), None)


def fetched_shell() -> str | None:
    """Have whoever provides the whole one provide it; return its path."""
    if system():
        return shell() if debian.install(SHELL) else None
    return shell() if debian.succeeds([sys.executable, "-m", "playwright", "install", SHELL]) else None


def light_chromium() -> str:
    """Return the path of the Chromium that tests share: it draws the same pages for a tenth less of the processor.

    Where there is no such one it is the whole one, which is also for tests of what a browser keeps on its disk.
    """
    return shell() or chromium()


if __name__ == "__main__":
    whole = chromium()
    sys.stdout.write(f"Browser tests use {whole} and {shell() or fetched_shell() or whole}\n")
