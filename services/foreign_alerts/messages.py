"""Which messages have come before, and what they became."""

from collections.abc import Iterable

from sqlalchemy import select

from models.alert import Alert
from models.imported import ImportedMessage, ImportOutcome
from services.cap import Alert as Message
from services.cap import Reference
from services.desk import Desk
from services.foreign_alerts.sources import Source

MOST_REFERENCES = 100  # the last ones that a message names


async def find(desk: Desk, message: Message | Reference) -> ImportedMessage | None:
    return await desk.session.scalar(
        select(ImportedMessage).where(
            ImportedMessage.station_id == desk.station.id,
            ImportedMessage.sender == message.sender,
            ImportedMessage.identifier == message.identifier,
            ImportedMessage.sent == message.sent,
        )
    )


def put(
    desk: Desk,
    message: Message | Reference,
    source: Source,
    outcome: ImportOutcome,
    alert: Alert | None = None,
) -> ImportedMessage:
    row = ImportedMessage(
        station_id=desk.station.id,
        sender=message.sender,
        identifier=message.identifier,
        sent=message.sent,
        source=source.name,
        outcome=outcome,
        alert_id=alert.id if alert else None,
        at=desk.now(),
    )
    desk.add(row)
    return row


async def referred(desk: Desk, message: Message, source: Source) -> list[ImportedMessage]:
    """Those that it names, as far as they have come. One that hasn't is too late from now on."""
    found = []
    for one in _distinct(message.references[-MOST_REFERENCES:]):
        if (one.sender, one.identifier, one.sent) == _key(message):
            continue
        row = await find(desk, one)
        found.append(row or put(desk, one, source, ImportOutcome.REPLACED))
    return found


def _distinct(references: Iterable[Reference]) -> Iterable[Reference]:
    return {(one.sender, one.identifier, one.sent): one for one in references}.values()


def _key(message: Message) -> tuple[object, ...]:
    return message.sender, message.identifier, message.sent
