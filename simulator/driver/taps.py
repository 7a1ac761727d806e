"""What a person taps, and what the tap is answered with."""

import asyncio
import re

from simulator.driver.actor import CannotDo
from simulator.driver.bubble import Bubble
from simulator.driver.presence import Presence
from simulator.driver.sight import PATIENCE
from simulator.driver.speech import Speech
from simulator.wire import JSON
from simulator.world.callbacks import Answer, Query
from simulator.world.messages import Message
from simulator.world.users import BotAccount

DEEP_LINK = re.compile(
    r"(?:https?://t\.me/(?P<name>\w+)/?|tg://resolve/?\?domain=(?P<domain>\w+))"
    r"(?:[?&]start=(?P<payload>[\w\-]*))?"
)


class Tap:
    """A tap on a button. `url` is set where the button opens a page instead."""

    def __init__(self, query: Query | None = None, url: str = "") -> None:
        self.query = query
        self.url = url

    async def answer(self, within: float = PATIENCE) -> Answer:
        """Waits for the bot's answer: text, show_alert, url."""
        query = self.query
        if query is None:
            raise CannotDo("this button waits for no answer")
        await asyncio.wait([query.answered], timeout=within)
        if query.answer is None:
            raise AssertionError(f"the tap of {query.person.name} got no answer")
        return query.answer


class Taps(Speech, Presence):
    _made: list[Tap]

    async def taps(self, bubble: Bubble, label: str) -> Tap:
        """Taps the button with that label, inline or of the reply keyboard."""
        for row in bubble.message.inline_keyboard:
            for button in row:
                if button["text"] == label:
                    return await self._press(bubble.message, button)
        if label in bubble.keyboard:
            await self._type_label(bubble, label)
            return Tap()
        raise CannotDo(f"{self.name} finds no button {label!r} under {bubble!r}")

    async def presses(self, bubble: Bubble, data: str) -> Tap:
        """Sends any callback data, as an outdated or a forged button would."""
        return self._query(bubble.message, data)

    async def is_told(self, text: str, within: float = PATIENCE) -> Answer:
        """Waits for a toast or an alert that says it."""
        with self.world.changes.listen(self.user) as changes:
            found = self._told(text) or await changes.first(lambda _: self._told(text), within)
        if found is None:
            told = [tap.query.answer for tap in self._made if tap.query]
            raise AssertionError(f"{self.name} isn't told {text!r}, but {told}")
        return found

    def _told(self, text: str) -> Answer | None:
        answers = (tap.query.answer for tap in reversed(self._made) if tap.query)
        return next((answer for answer in answers if answer and text in answer.text), None)

    async def _press(self, message: Message, button: JSON) -> Tap:
        if "callback_data" in button:
            return self._query(message, button["callback_data"])
        url = str(button.get("url", ""))
        await self.opens(url)
        return Tap(url=url)

    async def opens(self, url: str) -> None:
        """Follows a link; one to a bot opens the private chat and presses Start."""
        link = DEEP_LINK.match(url)
        name = (link["name"] or link["domain"]).lower() if link else ""
        for bot in self.world.bots.values():
            if bot.username.lower() == name and link:
                await self.starts(bot, link["payload"])

    def _query(self, message: Message, data: str) -> Tap:
        bot = message.sender
        if not isinstance(bot, BotAccount):
            raise CannotDo("only a bot's message has such buttons")
        query = self.world.callbacks.open(bot, self.user, message)
        gone = message.id not in message.chat.messages
        body: JSON = {
            "id": query.id,
            "from": self.user.as_json(),
            "message": message.as_inaccessible() if gone else message.as_json(),
            "chat_instance": str(-abs(hash((message.chat.id, bot.id)))),
            "data": data,
        }
        bot.inbox.put("callback_query", body, self.user.id)
        self._made.append(Tap(query))
        return self._made[-1]

    async def _type_label(self, bubble: Bubble, label: str) -> None:
        """In a group the apps send a reply keyboard's label as a reply."""
        if bubble.chat.id < 0:
            await self.replies(bubble, label)
        elif isinstance(bubble.message.sender, BotAccount):
            await self.writes(label, to=bubble.message.sender)
