"""What a person says."""

from simulator.driver.actor import Actor, CannotDo, Place
from simulator.driver.bubble import Bubble
from simulator.quotes import external_reply, origin, quoted
from simulator.text.formatting import TEXT_LIMIT, format_text
from simulator.text.units import width
from simulator.wire import JSON
from simulator.world.chats import Chat
from simulator.world.groups import Group as BasicGroup
from simulator.world.groups import SharedChat, Supergroup
from simulator.world.messages import Message
from simulator.world.users import BotAccount, User


class Speech(Actor):
    async def writes(
        self,
        text: str,
        *,
        in_group: Place | None = None,
        to: BotAccount | None = None,
        topic: int = 0,
        anonymously: bool = False,
        as_channel: Place | None = None,
    ) -> Bubble:
        """In a group, or privately to the bot. What is too long goes in several messages, as
        the apps do it; the last one is returned.

        `anonymously` is as the group itself, `as_channel` as a channel that one runs.
        """
        chat = self._place(in_group, to)
        voice = self._voice(chat, anonymously, as_channel)
        parts = _parts(text)
        sent = [self._say(chat, _text_content(part), voice=voice, thread=topic) for part in parts]
        return sent[-1]

    async def replies(self, bubble: Bubble, text: str, *, quote: str = "") -> Bubble:
        """To a message that is on the screen, also one that was deleted meanwhile."""
        sent = [self._reply(bubble, _text_content(part), quote) for part in _parts(text)]
        return sent[-1]

    async def edits(self, bubble: Bubble, text: str) -> Bubble:
        """Changes the text or the caption of one's own message."""
        message = bubble.message
        if message.sender is not self.user:
            raise CannotDo(f"{self.name} can only edit own messages")
        new, entities = format_text(text, "", None)
        words, marks = ("text", "entities")
        if "text" not in message.content:
            words, marks = ("caption", "caption_entities")
        content = {k: v for k, v in message.content.items() if k not in (words, marks)}
        content |= {words: new} | ({marks: entities} if entities else {})
        message.content = content
        self.world.touch(message)
        return bubble

    async def deletes(self, bubble: Bubble) -> None:
        """No bot is told. In a group others' messages take an administrator."""
        if bubble.message.sender is not self.user:
            self._refuse_deleting(bubble.chat)
        self.world.delete(bubble.message)

    async def forwards(
        self,
        bubble: Bubble,
        *,
        in_group: Place | None = None,
        to: BotAccount | None = None,
    ) -> Bubble:
        chat = self._place(in_group, to)
        details = {"forward_origin": origin(bubble.message)}
        return self._say(chat, dict(bubble.message.content), details=details)

    async def types(self, *, in_group: Place | None = None, to: BotAccount | None = None) -> None:
        """Others see for a few seconds that something is being written; no bot learns of it."""
        chat = self._place(in_group, to)
        self.world.notice("typing", chat, action="typing", by=self.user)

    def _reply(
        self, bubble: Bubble, content: JSON, quote: str = "", details: JSON | None = None
    ) -> Bubble:
        original = bubble.message
        chat, details = original.chat, details or {}
        if part := quoted(quote, original):
            details["quote"] = part
        if isinstance(chat, BasicGroup) and chat.upgraded_to:
            # What was said before the upgrade is, to the supergroup, another chat's message.
            details["external_reply"] = external_reply(original)
            return self._say(chat.upgraded_to, content, details=details)
        return self._say(chat, content, reply_to=original, details=details)

    def _say(
        self,
        chat: Chat,
        content: JSON,
        *,
        voice: "tuple[User, Chat | None] | None" = None,
        reply_to: Message | None = None,
        thread: int = 0,
        details: JSON | None = None,
    ) -> Bubble:
        self._refuse_silenced(chat)
        sender, sender_chat = voice or (self.user, None)
        if reply_to is not None and chat.is_forum:
            thread = thread or reply_to.thread
        message = self.world.post(
            chat, sender, content, reply_to=reply_to, thread=thread, details=details or None,
            sender_chat=sender_chat,
        )  # fmt: skip
        return Bubble(message)

    def _voice(
        self, chat: Chat, anonymously: bool, as_channel: Place | None
    ) -> tuple[User, Chat | None]:
        """`from` is a stand-in where a chat speaks (https://core.telegram.org/bots/api#message)."""
        if as_channel is not None:
            return self.world.channel_bot, self._group(as_channel)
        if anonymously:
            if not isinstance(chat, Supergroup):
                raise CannotDo("only a supergroup has anonymous administrators")
            return self.world.anonymous, chat
        return self.user, None

    def _refuse_deleting(self, chat: Chat) -> None:
        if isinstance(chat, SharedChat) and not chat.member(self.user).may("can_delete_messages"):
            raise CannotDo(f"{self.name} may not delete messages in {chat.name}")

    def _refuse_silenced(self, chat: Chat) -> None:
        if not isinstance(chat, SharedChat):
            return
        member = chat.member(self.user)
        if not member.is_inside:
            raise CannotDo(f"{self.name} is not in {chat.title}")
        if member.status == "restricted" and "can_send_messages" not in member.rights:
            raise CannotDo(f"{self.name} may not write in {chat.title}")


def _text_content(text: str) -> JSON:
    shown, entities = format_text(text, "", None)
    if not shown:
        raise CannotDo("an empty message can't be sent")
    return {"text": shown} | ({"entities": entities} if entities else {})


def _parts(text: str) -> list[str]:
    """Without lone surrogates, which can't be typed, in pieces that fit one message."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if width(text) <= TEXT_LIMIT:
        return [text]
    parts = [""]
    size = 0
    for character in text:
        size += width(character)
        if size > TEXT_LIMIT:
            parts.append("")
            size = width(character)
        parts[-1] += character
    return parts
