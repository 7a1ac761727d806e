"""People in a hurry: double clicks, two tabs, a reload, a connection that is lost."""

from playwright.async_api import expect

from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(1)


async def test_a_story_survives_its_spectators(visitor: Visitor) -> None:
    """Clicked twice, reloaded on the way, seen in two tabs, the bot killed twice and the clock
    moved: it is played once, and to its end."""
    tab = visitor.page
    await tab.get_by_role("button", name="Two officers tap at once").dblclick()
    await tab.wait_for_selector("body[data-playing=together]")
    await tab.reload()
    other = await tab.context.new_page()
    await other.goto(tab.url)
    await other.wait_for_selector("body.ready")
    await visitor.sees(visitor.phone("anna", "street"), "bench by the playground")
    for _ in range(2):
        await visitor.stage.process.kill()
    await tab.get_by_role("button", name="+10 min").click()
    await tab.get_by_role("button", name="Start the bot").dblclick()
    for each in (tab, other):
        await each.wait_for_selector("body.ready[data-playing='']", timeout=60_000)
        await expect(each.locator(".case")).to_have_count(1)
    await expect(visitor.case).to_contain_text("Held by")
    await other.close()


async def test_a_lost_connection_is_told_and_comes_back(visitor: Visitor) -> None:
    tab, street = visitor.page, visitor.phone("anna", "street")
    await tab.context.set_offline(True)
    await visitor.writes(street, "Good morning")
    await expect(tab.locator("#told")).to_contain_text("The connection to the demo is lost")
    await expect(street.locator("textarea")).to_have_value("Good morning")
    visitor.complaints.clear()  # The browser itself complains of the network.
    await tab.context.set_offline(False)
    await street.locator("textarea").press("Enter")
    await visitor.sees(street, "Good morning")
