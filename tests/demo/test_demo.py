"""`doorstep demo` as a person runs it: a process of its own, its output, and what it leaves."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.demo import BROKEN, INTERRUPTED
from bot.demo.broken import StoryBroken
from bot.demo.play import play
from bot.demo.screen import Screen
from bot.demo.script import Script
from locales import LANGUAGES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
DEMO = [sys.executable, "-c", "from bot.cli import main; main()", "demo"]


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    return {**kept, "TMPDIR": str(folder), **more}


def run(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEMO, *options],
        env=surroundings(folder, **environment),
        capture_output=True,
        encoding="utf-8",
        timeout=150,
        check=False,
    )


def shows(played: subprocess.CompletedProcess[str], script: Script) -> None:
    """All that the people say, and the conversation in the README."""
    assert (played.returncode, played.stderr) == (0, "")
    for heading in script.scenes.values():
        assert heading in played.stdout
    for words in script.lines.values():
        assert squeezed(words) in squeezed(played.stdout)
    is_as_in_the_readme(played)


def is_as_in_the_readme(played: subprocess.CompletedProcess[str]) -> None:
    """The conversation that README.md shows, but for the case's number."""
    number = re.search(r"doorstep case (\w{5})", played.stdout)
    assert number is not None
    shown = squeezed(played.stdout.replace(number[1], "K7M4P"))
    told = [text for text in re.findall(r"```text\n(.*?)```", README, re.S) if "K7M4P" in text]
    mine = [text for text in told if squeezed(text.splitlines()[1]) in shown]
    assert len(mine) == 1
    for line in mine[0].splitlines():
        if line.startswith("    "):
            for part in re.split(r"\[ | \]", line):
                assert squeezed(part) in shown


def squeezed(text: str) -> str:
    """Whatever the lines it was broken into."""
    return "".join(letter for letter in text if letter not in " \n│")


def test_a_whole_case_is_played_in_the_terminals_language(tmp_path: Path) -> None:
    played = run(tmp_path, "--story", LC_ALL="", LANG="zh_CN.UTF-8")
    shows(played, Script.read("zh_Hans"))
    assert not list(tmp_path.iterdir())


def test_settings_of_a_real_bot_are_left_alone(tmp_path: Path) -> None:
    real = {
        "DOORSTEP_DATABASE": f"sqlite:///{tmp_path / 'real.db'}",
        "DOORSTEP_WEBHOOK_URL": "https://bot.example.org",
        "DOORSTEP_WEBHOOK_SECRET": "secret",
        "DOORSTEP_STATION": "nowhere.yaml",
    }
    played = run(tmp_path, "--fast", "--language", "en", LANG="zh_CN.UTF-8", **real)
    shows(played, Script.read("en"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_story_with_the_same_parts(language: str) -> None:
    script, english = Script.read(language), Script.read("en")
    assert script.language == language
    for part in ("people", "lines", "scenes", "screen", "record"):
        assert list(getattr(script, part)) == list(getattr(english, part))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_halfway_it_leaves_nothing(how: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen(
        [*DEMO, "--language", "en"],
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as demo:
        assert demo.stdout is not None
        assert any(Script.read("en").scenes["request"] in line for line in demo.stdout)
        assert list(tmp_path.glob("*/doorstep.db"))
        demo.send_signal(how)
        _, errors = demo.communicate(timeout=60)
    assert (demo.returncode, errors) == (INTERRUPTED, "")
    assert not list(tmp_path.iterdir())


async def test_a_story_that_breaks_is_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    script = Script.read("en")
    mute = replace(script, lines={**script.lines, "request": "I smell gas"})
    with pytest.raises(StoryBroken, match="Ben sees no button 'Accept'"):
        await play(mute, Screen(mute, hurry=True))
    assert "gas" in capsys.readouterr().out
    assert BROKEN
