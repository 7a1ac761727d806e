"""The ready stories: each goes to its end, and can be taken over on the way."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import expect

from bot.demo.director import Director
from bot.demo.tales import tales
from locales import LANGUAGES
from simulator.page import Stage, Story
from simulator.page.player import Cue, Player
from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(2)


@pytest.mark.xdist_group("stories")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_story_goes_to_its_end(director: Director, language: str) -> None:
    """All at once, each in a street of its own: they mostly wait for flood limits."""
    async with AsyncExitStack() as streets, asyncio.TaskGroup() as tasks:
        for key, tale in tales(language).items():
            stage = await director.beside(streets, language, key)
            tasks.create_task(_goes_to_its_end(stage, tale.story))


async def _goes_to_its_end(stage: Stage, story: Story) -> None:
    await stage.process.start()
    cues: list[Cue] = []
    await Player(stage, cues.append, pace=0.0).play(story)
    assert {"writes", "taps"} <= {cue.act for cue in cues}


async def test_both_languages_tell_the_same_stories() -> None:
    english, chinese = tales("en"), tales("zh_Hans")
    assert list(english) == list(chinese)
    for key, tale in english.items():
        steps = [(step.act, step.who, step.group) for step in tale.story.steps]
        other = chinese[key]
        assert steps == [(step.act, step.who, step.group) for step in other.story.steps]
        assert (tale.time, tale.phones) == (other.time, other.phones)


async def test_a_story_plays_with_one_click_and_is_taken_over(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="Two officers tap at once").click()
    await page.wait_for_selector("body[data-playing=together]")
    await visitor.sees(visitor.phone("anna", "street"), "bench by the playground")
    await page.get_by_role("button", name="Stop and take over").click()
    await expect(page.locator(".caption")).to_contain_text("Everything is yours now")
    await visitor.sees(visitor.phone("ben"), "bench by the playground")
    await visitor.taps(visitor.phone("ben"), "Accept")
    await expect(visitor.case).to_contain_text("Held by Ben")


async def test_two_officers_tap_at_once(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="Two officers tap at once").click()
    await page.wait_for_selector("body[data-playing=together]")
    await page.wait_for_selector("body[data-playing='']", timeout=60_000)
    await expect(page.locator(".caption")).to_contain_text("One holds the case")
    await expect(visitor.case).to_contain_text("Held by")
