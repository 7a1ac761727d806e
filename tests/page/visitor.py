"""Somebody who sits before the page and clicks."""

from pathlib import Path
from typing import Any, Self

from playwright.async_api import ConsoleMessage, Dialog, Error, Locator, Page, Request, expect

from simulator.page import PageServer, Stage

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_OPTIONS = "{ resultTypes: ['violations'], preload: false }"
GRAVE = ("serious", "critical")
expect.set_options(timeout=20_000)


class Visitor:
    def __init__(self, page: Page, server: PageServer) -> None:
        self.page, self._server = page, server
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.dialogs: list[str] = []

    def __enter__(self) -> Self:
        self.page.on("console", self._console)
        self.page.on("pageerror", self._error)
        self.page.on("request", self._request)
        self.page.on("dialog", self._dialog)
        return self

    def __exit__(self, *_: object) -> None:
        self.page.remove_listener("console", self._console)
        self.page.remove_listener("pageerror", self._error)
        self.page.remove_listener("request", self._request)
        self.page.remove_listener("dialog", self._dialog)

    @property
    def stage(self) -> Stage:
        return self._server.house.stage

    async def opens(self) -> None:
        await self.page.goto(self._server.url)
        await self.page.wait_for_selector("body.ready")
        await self.bot_is("running")

    async def bot_is(self, state: str) -> None:
        await self.page.wait_for_selector(f".process .dot.{state}", timeout=60_000)

    def phone(self, person: str, chat: str = "") -> Locator:
        """By their short names on the stage; without a group, the chat with the bot."""
        owner = self.stage.people[person].id
        key = self.stage.groups[chat].id if chat else f"p{owner}"
        return self.page.locator(f'.phone[data-person="{owner}"][data-chat="{key}"]')

    @property
    def case(self) -> Locator:
        """The newest, in the record."""
        return self.page.locator(".case").first

    async def starts(self, phone: Locator) -> None:
        """The bot, unless the person did so before."""
        await phone.locator("textarea, .gate").wait_for()
        if await phone.locator(".gate").is_visible():
            await phone.get_by_role("button", name="Start").click()
            await phone.locator("textarea").wait_for()

    async def writes(self, phone: Locator, text: str) -> None:
        field = phone.locator("textarea")
        await field.fill(text)
        await field.press("Enter")

    async def sees(self, phone: Locator, text: str) -> Locator:
        words = self.page.locator(".words, .attachment", has_text=text)
        message = phone.locator(".message").filter(has=words).last
        await expect(message).to_be_visible()
        return message

    async def does_not_see(self, phone: Locator, text: str) -> None:
        words = self.page.locator(".words", has_text=text)
        await expect(phone.locator(".message").filter(has=words)).to_have_count(0)

    async def taps(self, phone: Locator, label: str) -> None:
        await phone.locator(f'.keyboard button[data-label="{label}"]').last.click()

    async def chooses(self, phone: Locator, words: str, item: str) -> None:
        """Opens the menu of the message that says it."""
        message = await self.sees(phone, words)
        await message.hover()
        await message.locator(".dots").click()
        await self.page.get_by_role("menuitem", name=item).click()

    async def replies(self, phone: Locator, words: str, text: str, item: str = "Reply") -> None:
        await self.chooses(phone, words, item)
        await self.writes(phone, text)

    async def in_menu(self, phone: Locator, *labels: str, button: int = -1) -> None:
        """Opens one of the menus in the phone's head, and takes the item with that label."""
        for label in labels:
            await phone.locator(".head > button").nth(button).click()
            await self.page.get_by_role("menuitem", name=label).click()

    async def attaches(self, phone: Locator, item: str) -> None:
        await phone.locator(".line > button").first.click()
        await self.page.get_by_role("menuitem", name=item).click()

    async def adds(self, what: str, name: str) -> None:
        await self.page.get_by_role("button", name="Add a phone").click()
        await self.fills(what=what)
        await self.fills(name=name)

    async def fills(self, **fields: str) -> None:
        """The dialog that is open."""
        for name, value in fields.items():
            field = self.page.locator(f"dialog [name={name}]")
            if await field.evaluate("field => field.tagName") == "SELECT":
                await field.select_option(value)
            else:
                await field.fill(value)
        await self.page.locator("dialog .primary").click()

    async def as_bot(self, method: str, **parameters: Any) -> Any:
        """A call of the Bot API with the bot's own token."""
        stage = self.stage
        answer = await self.page.request.post(
            f"{stage.telegram.url}/bot{stage.bot.token}/{method}", data=parameters
        )
        return (await answer.json())["result"]

    async def grave_findings(self) -> list[str]:
        """What axe-core finds serious or critical."""
        if not await self.page.evaluate("() => Boolean(window.axe)"):
            # Evaluated, not added as a script: the page's policy lets none in but its own.
            await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.page.evaluate(f"() => window.axe.run({AXE_OPTIONS})")
        return [
            f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
            for one in found["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _error(self, error: Error) -> None:
        self.complaints.append(str(error))

    async def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        await dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._server.url, "data:", "blob:", "about:")):
            self.strangers.append(request.url)
