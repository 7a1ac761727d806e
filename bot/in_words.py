"""What can't be passed on: words say at least what it was, and where it stands."""

from typing import Any

from bot.atlas import Atlas
from bot.outcome import Kind, Outcome
from bot.resending import about
from models.exchange import Operation

SUPERGROUP = "-100"  # begins their ids


def in_words(atlas: Atlas, row: Any, template: str) -> Outcome:
    """`template`: content_gone, content_too_big, or content_not_copied. Of an alert its own words
    are what matters, without whatever went with them."""
    if row.run_id is not None:
        return _alone(row, template)
    facts = {"content": row.content, "about": about(row.content, row.media), "link": None}
    if template != "content_gone":
        facts["link"] = _link(atlas, row.source_id)
    return Outcome(
        Kind.AGAIN,
        error=template.replace("_", " "),
        changes={
            "operation": Operation.SEND,
            "template": template,
            "values": {**(row.values or {}), **facts},
        },
    )


def _alone(row: Any, template: str) -> Outcome:
    error = template.replace("_", " ")
    if row.template is None:
        return Outcome(Kind.REFUSED, error=error)
    return Outcome(Kind.AGAIN, error=error, changes={"operation": Operation.SEND})


def _link(atlas: Atlas, source_id: int | None) -> str | None:
    """To a message in a supergroup, for its members; other chats have no such link."""
    source = atlas.place(source_id)
    chat_id = str(atlas.chats.get(source.address_id, "")) if source else ""
    if source is None or not chat_id.startswith(SUPERGROUP):
        return None
    return f"https://t.me/c/{chat_id.removeprefix(SUPERGROUP)}/{source.message_id}"
