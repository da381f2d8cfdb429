"""Finds the browser for the tests, or installs it from the system's packages where it may.

python -m scripts.chromium      # prints nothing when there is one
"""

import os
import shutil
import sys
from pathlib import Path

from scripts import debian

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
# Where installers of macOS and Windows put it, which is not on the path.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find() -> str | None:
    """The program of a Chromium or its kin, or None; NEUROBOARD_CHROMIUM names one outright."""
    if named := os.environ.get("NEUROBOARD_CHROMIUM"):
        return named
    for name in NAMES:
        if program := shutil.which(name):
            return program
    return next((place for place in PLACES if Path(place).is_file()), None)


def main() -> int:
    if find() or (debian.install(["chromium"]) and find()):
        return 0
    how = (
        f"type\n\n    {' '.join(debian.command(['chromium']))}\n"
        if shutil.which("apt-get")
        else "install Chromium or Google Chrome, or name its program in NEUROBOARD_CHROMIUM."
    )
    print(
        f"test: no Chromium for the tests in a real browser, and none could be installed: {how}\n"
        "The tests that need no browser run with: .venv/bin/pytest -m 'not browser'",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
