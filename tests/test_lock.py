"""The locks name versions and hashes, and no place to get them from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]],
}
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[a-z0-9.+]+)"
    r"(?P<marker> ; [\w '=!<>.()]+)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)

lock = pytest.mark.parametrize("lock", NEEDED)


def pins(lock: str) -> dict[str, Version]:
    found = PIN.finditer((ROOT / lock).read_text())
    return {match["name"]: Version(match["version"]) for match in found}


@lock
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: str) -> None:
    assert PIN.sub("", (ROOT / lock).read_text()) == ""


@lock
def test_a_lock_meets_what_the_project_asks_for(lock: str) -> None:
    locked = pins(lock)
    unmet = [
        text
        for text in NEEDED[lock]
        for asked in [Requirement(text)]
        if (version := locked.get(canonicalize_name(asked.name))) is None
        or not asked.specifier.contains(version, prereleases=True)
    ]
    assert unmet == [], "run make lock"


def test_development_runs_on_the_versions_that_ship() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
