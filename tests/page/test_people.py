"""Who is where: joining, leaving, the bot's standing, supergroups, more people and places."""

import pytest
from playwright.async_api import expect

from tests.page.marks import page
from tests.page.visitor import Visitor

LONG = "Иоганн Себастьян בן־גוריון Wolfeschlegelsteinhausenbergerdorff"
"""As long as Telegram lets a name be, and written in two directions."""
INSIDE = """button => {
    const phone = button.closest(".phone").getBoundingClientRect();
    return button.getBoundingClientRect().right <= phone.right;
}"""

pytestmark = page(2)


async def test_a_poll_is_asked_in_the_group(visitor: Visitor) -> None:
    street = visitor.phone("anna", "street")
    await visitor.attaches(street, "A poll")
    await visitor.fills(question="When do we clean the yard?", options="Saturday\nSunday")
    await street.get_by_role("button", name="Sunday").click()
    await expect(street.locator(".poll")).to_contain_text("100%")


async def test_leaving_joining_blocking(visitor: Visitor) -> None:
    street, private = visitor.phone("anna", "street"), visitor.phone("anna")
    await visitor.in_menu(street, "Leave the group")
    await street.locator(".gate").get_by_role("button", name="Join the group").click()
    await expect(street.locator(".service", has_text="Anna joined")).to_be_visible()
    await visitor.starts(private)
    await visitor.in_menu(private, "Block the bot")
    await private.get_by_role("button", name="Unblock").click()
    await expect(private.locator("textarea")).to_be_visible()


async def test_the_bots_standing_in_a_group(visitor: Visitor) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await visitor.in_menu(street, "Take the bot's admin rights away")
    await visitor.writes(street, "求助 nobody hears this")
    await visitor.in_menu(street, "Make the bot an administrator")
    await visitor.writes(street, "求助 this is heard")
    await visitor.sees(ben, "this is heard")
    await visitor.does_not_see(ben, "nobody hears this")
    await visitor.in_menu(street, "Turn privacy mode off", "Remove the bot", "Add the bot")
    await visitor.writes(street, "求助 this is heard as well")
    await visitor.sees(ben, "this is heard as well")


async def test_more_people_and_places(visitor: Visitor) -> None:
    page, draft = visitor.page, visitor.phone("anna", "street").locator("textarea")
    await draft.fill("Half a sen")
    for what, name in (("resident", "Frank"), ("grid", "Oak Lane"), ("forum", "Elm Square")):
        await visitor.adds(what, name)
        await page.locator(".phone", has_text=name).last.wait_for()
    await expect(draft).to_have_value("Half a sen")
    await draft.clear()
    frank = page.locator(".phone", has_text="Frank").first
    await visitor.writes(frank, "/help I am new here")
    await visitor.sees(visitor.phone("ben"), "I am new here")
    oak = page.locator(".phone", has=page.locator(".head b", has_text="Oak Lane"))
    await visitor.writes(oak, "/help The oak leans")
    await visitor.sees(visitor.phone("ben"), "The oak leans")
    await expect(page.locator(".case .title", has_text="Oak Lane")).to_be_visible()
    await expect(page.get_by_role("button", name="Elm Square").first).to_be_visible()
    await visitor.adds("officer", LONG)
    officer = page.locator(".phone", has_text=LONG).last
    await visitor.sees(officer, f"Officer {LONG}, you are on the list")
    await expect(page.locator(".shifts")).to_contain_text(LONG)
    close = page.get_by_role("button", name=f"Put {LONG}'s phone away")
    assert await close.evaluate(INSIDE)
    await page.get_by_role("button", name="Add a phone").click()
    await visitor.fills(what="person")
    await visitor.fills(person=str(visitor.stage.people["tom"].id))
    await visitor.fills(chat=str(visitor.stage.groups["street"].id))
    await visitor.sees(visitor.phone("tom", "street"), "I am new here")
    await visitor.phone("tom", "street").get_by_role("button", name="Put Tom's phone away").click()
    await expect(visitor.phone("tom", "street")).to_have_count(0)


@pytest.mark.usefixtures("_new_street")
async def test_a_group_becomes_a_supergroup_with_topics(visitor: Visitor) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await visitor.writes(street, "/help The lamp is out")
    await visitor.sees(ben, "The lamp is out")
    await visitor.in_menu(street, "Convert to a supergroup")
    street = visitor.phone("anna", "street")
    await expect(street.locator(".head")).to_contain_text("supergroup")
    await visitor.sees(street, "The lamp is out")
    await visitor.replies(ben, "The lamp is out", "It is mended tonight")
    await visitor.sees(street, "It is mended tonight")
    await visitor.in_menu(street, "Open a topic")
    await visitor.fills(name="Lost and found")
    await street.get_by_role("button", name="Lost and found").click()
    await visitor.writes(street, "/help I found a glove")
    await visitor.sees(ben, "I found a glove")
    await visitor.sees(street, "Request")
