"""Nobody reads what isn't for them: all that the bot has said, anywhere, at the end."""

import re
from collections.abc import Iterator

from simulator.world.chats import Chat, PrivateChat
from tests.matrix.presses import AT_WORK
from tests.matrix.scene import Fresh, Scene
from tests.matrix.table import Where, Who

SECRET = re.compile(r"(WORDS|NAME|NOTE|OUTCOME)q(\d+)z")


def leaks(
    scene: Scene, cases: dict[int, Fresh], resolved: set[int], private: set[int]
) -> list[str]:
    """`resolved` and `private`: the serials of cases that are by now."""
    found = []
    for chat, text in _said(scene):
        for kind, serial in SECRET.findall(text):
            fresh = cases[int(serial)]
            if not _may_read(scene, chat, kind, fresh, resolved, private):
                found.append(f"In {chat.name} one reads {kind} of a case: {text!r}")
    return found


def _said(scene: Scene) -> Iterator[tuple[Chat, str]]:
    world, bot = scene.street.telegram.world, scene.street.bot
    for chat in (*world.private.values(), *world.chats.values()):
        for message in chat.messages.values():
            if message.sender is bot:
                buttons = [button["text"] for row in message.inline_keyboard for button in row]
                yield chat, " ".join((message.text, *buttons))


def _may_read(
    scene: Scene, chat: Chat, kind: str, fresh: Fresh, resolved: set[int], private: set[int]
) -> bool:
    hidden = fresh.serial in private
    if isinstance(chat, PrivateChat):
        if chat.person is fresh.asker.user:
            return kind != "NOTE" and (kind != "OUTCOME" or fresh.serial in resolved)
        return any(chat.person is scene.people[who].user for who in AT_WORK)
    if chat is scene.groups[Where.ROOM].chat:
        return not hidden
    if chat is scene.groups[Where.GROUP].chat and not hidden:
        return kind in ("NAME", "WORDS") or (kind == "OUTCOME" and fresh.serial in resolved)
    return False


def told(answer: str, who: Who, fresh: Fresh) -> str | None:
    """What an answer to a tap gave away, if anything."""
    kinds = {kind for kind, _ in SECRET.findall(answer)}
    if who in AT_WORK:
        return None
    if who is Who.ASKER:
        kinds -= {"WORDS", "NAME"}
    elif fresh.number in answer:
        kinds.add("number")
    return ", ".join(sorted(kinds)) or None
