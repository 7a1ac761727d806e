"""The machine's own Chromium, which the browser tests drive. `python -m tests.browser` says
whether there is one, by its exit status."""

import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium is installed (on Debian: apt-get install chromium)"


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    found = chromium()
    sys.stdout.write(f"{found or MISSING}\n")
    sys.exit(not found)
