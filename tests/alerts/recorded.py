"""Voices and polls that a leader has sent to the bot, for alerts that carry them."""

from typing import Any

from models.exchange import Direction, Exchange
from simulator import Bubble, Person
from tests.alerts.station import Station


async def recorded(station: Station, lee: Person, content: str) -> tuple[Exchange, Bubble]:
    """On record, as an answer to a question of the form would be."""
    street = station.street
    await street.quiet()
    if content == "voice":
        bubble = await lee.sends_voice()
    else:
        bubble = await lee.asks("Where do you charge it?", "Outside", "In the stairwell")
    await street.quiet()
    media: dict[str, Any] = bubble.raw[content]
    async with station.desk() as desk:
        row = Exchange(
            station_id=desk.station.id,
            direction=Direction.IN,
            address_id=(await street.address(lee)).id,
            message_id=bubble.message.id,
            at=desk.now(),
            content=content,
            media=media if content == "voice" else {"question": media["question"]},
        )
        desk.add(row)
    return row, bubble


def carrying(row: Exchange, language: str) -> dict[str, Any]:
    """The columns of an alert that takes it along."""
    if row.content == "voice":
        return {"voices": {language: row.id}}
    return {"source_id": row.id, "content": row.content, "media": row.media}
