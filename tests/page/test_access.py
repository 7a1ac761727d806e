"""With the keyboard alone, on a phone's width, in the dark."""

import pytest
from playwright.async_api import expect

from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(1)


async def test_the_main_job_by_keyboard_alone(visitor: Visitor) -> None:
    keyboard, page = visitor.page.keyboard, visitor.page
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await keyboard.press("F6")
    await expect(street.locator("textarea")).to_be_focused()
    await keyboard.type("/he")
    await page.locator(".suggestions button").first.wait_for()
    await keyboard.type("lp The lamp is out")
    await keyboard.press("Enter")
    await visitor.sees(ben, "The lamp is out")
    for _ in range(2):
        await keyboard.press("F6")
    await expect(ben.locator("textarea")).to_be_focused()
    while await page.evaluate("() => document.activeElement.dataset.label") != "Accept":
        await keyboard.press("Shift+Tab")
    await keyboard.press("Enter")
    await expect(visitor.case).to_contain_text("Held by Ben")
    await ben.locator("textarea").focus()
    await keyboard.press("ArrowUp")
    await expect(ben.locator(".message:focus")).to_contain_text("The lamp is out")
    await keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await keyboard.press("ArrowDown")
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    await keyboard.type("I am on my way")
    await keyboard.press("Enter")
    await visitor.sees(street, "I am on my way")
    await expect(ben.locator(".log")).to_have_attribute("aria-live", "polite")


class TestInTheDark:
    @pytest.fixture
    def scheme(self) -> str:
        return "dark"

    async def test_all_can_be_read(self, visitor: Visitor) -> None:
        street = visitor.phone("anna", "street")
        await visitor.writes(street, "/help The lamp is out, see https://example.org")
        await visitor.sees(visitor.phone("ben"), "The lamp is out")
        await visitor.replies(visitor.phone("ben"), "The lamp is out", "Thank you")
        await visitor.sees(street, "Thank you")
        assert await visitor.grave_findings() == []


class TestOnAPhone:
    @pytest.fixture
    def size(self) -> tuple[int, int]:
        return 390, 844

    @pytest.fixture(params=["light", "dark"])
    def scheme(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture
    def language(self) -> str:
        return "zh-CN"

    async def test_one_phone_fills_the_width(self, visitor: Visitor) -> None:
        page, street = visitor.page, visitor.phone("anna", "street")
        await visitor.writes(street, "求助 路灯不亮了")
        await page.locator(".tabs button", has_text="王向阳").click()
        await visitor.sees(visitor.phone("ben"), "路灯不亮了")
        await expect(visitor.phone("ben")).to_be_in_viewport(ratio=0.9)
        wide = await page.evaluate("() => document.documentElement.scrollWidth")
        assert wide == 390
        assert await visitor.grave_findings() == []
        await page.locator(".tabs button", has_text="记录").click()
        await expect(visitor.case.locator(".number")).to_be_in_viewport()
