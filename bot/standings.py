"""How the bot stands in its groups, as Telegram tells: one after the other, and not too fast."""

from collections.abc import Iterable
from typing import Any

import structlog

from bot.questions import Answer, Questions, UnansweredError
from models.address import Address
from services.preflight import Standing

log = structlog.get_logger()

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})
UNANSWERED = Standing(answered=False)


async def standings(
    questions: Questions, bot_id: int, addresses: Iterable[Address]
) -> dict[int, Standing]:
    """By the addresses' ids. Once Telegram wants to be left alone, the rest isn't asked."""
    found: dict[int, Standing] = {}
    waiting = list(addresses)
    try:
        for address in waiting:
            found[address.id] = await _standing(questions, bot_id, address.external_id)
    except UnansweredError as error:
        log.warning("groups_not_asked", groups=len(waiting) - len(found), reason=str(error))
    return found


async def _standing(questions: Questions, bot_id: int, chat_id: int) -> Standing:
    answer = await questions.ask("getChatMember", chat_id=chat_id, user_id=bot_id)
    if answer.moved_to is not None:
        return await _standing(questions, bot_id, answer.moved_to)
    if answer.result is None:
        return _refused(answer)
    if answer.result["status"] not in INSIDE or answer.result.get("is_member") is False:
        return Standing()
    chat = await questions.ask("getChat", chat_id=chat_id)
    return _refused(chat) if chat.result is None else _of(answer.result, chat.result)


def _refused(answer: Answer) -> Standing:
    """400 and 403: the chat isn't there, or not for us; another refusal says nothing of it."""
    return Standing() if answer.status in (400, 403) else UNANSWERED


def _of(member: dict[str, Any], chat: dict[str, Any]) -> Standing:
    """Bot API, "ChatMember" and "ChatFullInfo"."""
    is_owner, is_admin = member["status"] == "creator", member["status"] in ADMINS
    writes = chat.get("permissions", {}).get("can_send_messages", True)
    if member["status"] == "restricted":
        writes = member.get("can_send_messages", False)
    return Standing(
        is_in=True,
        is_admin=is_admin,
        may_pin=is_owner or bool(member.get("can_pin_messages")),
        may_delete=is_owner or bool(member.get("can_delete_messages")),
        may_write=is_admin or writes,
        pinned=(chat.get("pinned_message") or {}).get("message_id"),
    )
