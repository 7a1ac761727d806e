"""`doorstep demo` as a person runs it: a process of its own, its output, and what it leaves."""

import os
import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from bot.demo import BROKEN, INTERRUPTED
from bot.demo.broken import StoryBroken
from bot.demo.play import play
from bot.demo.screen import Screen
from bot.demo.script import Script
from locales import LANGUAGES
from tests.demo.launching import MARKS, Demo, demo

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
pytestmark = MARKS


def goes_to_its_end(process: Demo) -> str:
    status, said, errors = process.ends()
    assert (status, errors) == (0, "")
    assert process.left_behind() == []
    return said


def shows(said: str, script: Script) -> None:
    """All that the people say, and the conversation in the README."""
    for heading in script.scenes.values():
        assert heading in said
    for words in script.lines.values():
        assert squeezed(words) in squeezed(said)
    is_as_in_the_readme(said)


def is_as_in_the_readme(said: str) -> None:
    """The conversation that README.md shows, but for the case's number."""
    number = re.search(r"doorstep case (\w{5})", said)
    assert number is not None
    shown = squeezed(said.replace(number[1], "K7M4P"))
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


def test_a_whole_case_is_played(tmp_path: Path) -> None:
    """In the terminal's language or another; settings of a real bot are left alone."""
    real = {
        "DOORSTEP_DATABASE": f"sqlite:///{tmp_path / 'real.db'}",
        "DOORSTEP_WEBHOOK_URL": "https://bot.example.org",
        "DOORSTEP_WEBHOOK_SECRET": "secret",
        "DOORSTEP_STATION": "nowhere.yaml",
    }
    with (
        demo(tmp_path / "own", "--story", LC_ALL="", LANG="zh_CN.UTF-8") as chinese,
        demo(tmp_path / "en", "--fast", "--language", "en", LANG="zh_CN.UTF-8", **real) as english,
    ):
        shows(goes_to_its_end(chinese), Script.read("zh_Hans"))
        shows(goes_to_its_end(english), Script.read("en"))
    assert not (tmp_path / "real.db").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_story_with_the_same_parts(language: str) -> None:
    script, english = Script.read(language), Script.read("en")
    assert script.language == language
    for part in ("people", "lines", "scenes", "screen", "record"):
        assert list(getattr(script, part)) == list(getattr(english, part))


def test_stopped_halfway_it_leaves_nothing(tmp_path: Path) -> None:
    with (
        demo(tmp_path / "ctrl-c", "--language", "en") as interrupted,
        demo(tmp_path / "kill", "--language", "en") as terminated,
    ):
        for process, how in ((interrupted, signal.SIGINT), (terminated, signal.SIGTERM)):
            assert any(Script.read("en").scenes["request"] in line for line in process.output)
            assert list(process.temporary.glob("*/doorstep.db"))
            os.kill(process.pid, how)
            status, _, errors = process.ends()
            assert (status, errors) == (INTERRUPTED, "")
            assert process.left_behind() == []


async def test_a_story_that_breaks_is_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    script = Script.read("en")
    mute = replace(script, lines={**script.lines, "request": "I smell gas"})
    with pytest.raises(StoryBroken, match="Ben sees no button 'Accept'"):
        await play(mute, Screen(mute, hurry=True))
    assert "gas" in capsys.readouterr().out
    assert BROKEN
