"""What becomes of a case while time passes, the bot dies, and Telegram is in trouble."""

import pytest
from playwright.async_api import expect

from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = [*page(2), pytest.mark.usefixtures("_new_street")]


async def test_a_case_goes_private(visitor: Visitor) -> None:
    street, private = visitor.phone("anna", "street"), visitor.phone("anna")
    await visitor.writes(street, "/help My neighbour's cat is in my flat")
    await visitor.sees(visitor.phone("ben"), "cat is in my flat")
    await visitor.taps(street, "Continue privately")
    await expect(private.locator("textarea")).to_be_focused()
    await visitor.writes(private, "She says that I lure it")
    await visitor.sees(visitor.phone("ben"), "that I lure it")
    await visitor.does_not_see(street, "that I lure it")
    await expect(visitor.case).to_contain_text("Private")


async def test_the_bot_is_killed_and_started_again(visitor: Visitor) -> None:
    street, ben, page = visitor.phone("anna", "street"), visitor.phone("ben"), visitor.page
    await visitor.writes(street, "/help The lamp is out")
    await visitor.sees(ben, "The lamp is out")
    await page.get_by_role("button", name="Kill the bot").click()
    await visitor.bot_is("stopped")
    await visitor.taps(ben, "Accept")
    await visitor.writes(street, "/help The lift is stuck, too")
    await expect(page.locator(".process")).to_contain_text("waiting for it")
    await visitor.does_not_see(ben, "The lift is stuck")
    await page.get_by_role("button", name="Start the bot").click()
    await visitor.bot_is("running")
    await visitor.sees(ben, "The lift is stuck")
    await expect(page.locator(".facts", has_text="Held by Ben")).to_be_visible()


async def test_trouble_with_telegram(visitor: Visitor) -> None:
    street = visitor.phone("anna", "street")
    for trouble, words in (
        ("429", "The lamp is out"),
        ("502", "The lift is stuck"),
        ("nothing", "A tree fell"),
    ):
        await _switch(visitor, f"Telegram answers {trouble}")
        await visitor.writes(street, f"/help {words}")
        await visitor.sees(street, words)
        if trouble == "nothing":
            assert len(visitor.stage.bot.inbox)
        else:
            await expect(visitor.case).to_contain_text(words)
            await expect(visitor.case.locator(".delivery:is(.queued, .sending)")).not_to_have_count(
                0
            )
        await visitor.does_not_see(visitor.phone("ben"), words)
        await _switch(visitor, f"Telegram answers {trouble}")
        await visitor.sees(visitor.phone("ben"), words)


async def test_an_officer_has_blocked_the_bot(visitor: Visitor) -> None:
    street = visitor.phone("anna", "street")
    await _switch(visitor, "Ben has blocked the bot")
    await visitor.writes(street, "/help The gate won't close")
    await visitor.sees(visitor.phone("cora"), "The gate won't close")
    await expect(visitor.phone("ben").locator(".gate")).to_contain_text("Unblock")
    await _switch(visitor, "Ben has blocked the bot")
    await expect(visitor.phone("ben").locator("textarea")).to_be_visible()


async def test_time_passes_and_the_case_moves_on(visitor: Visitor) -> None:
    page, cora = visitor.page, visitor.phone("cora")
    await visitor.writes(visitor.phone("anna", "street"), "/help The bench is broken")
    await visitor.sees(visitor.phone("ben"), "The bench is broken")
    await expect(page.locator(".deadlines")).to_contain_text("somebody accepts")
    await page.get_by_role("button", name="Pause the clock").click()
    stands = await page.locator(".clock-time").inner_text()
    await visitor.does_not_see(cora, "The bench is broken")
    await page.get_by_role("button", name="+10 min").click()
    await page.get_by_role("button", name="Let the clock run").click()
    await visitor.sees(cora, "The bench is broken")
    assert await page.locator(".clock-time").inner_text() > stands
    await expect(page.locator(".shifts")).to_contain_text("until 20:00")
    await page.get_by_role("button", name="Next shift").click()
    await expect(page.locator(".shifts")).to_contain_text("until 08:00")
    await page.get_by_title("Sixty times as fast").click()
    await expect(page.locator(".clock .small")).to_contain_text("60")


async def _switch(visitor: Visitor, label: str) -> None:
    await visitor.page.locator(".machine [aria-haspopup]").click()
    await visitor.page.get_by_role("menuitemcheckbox", name=label).click()
