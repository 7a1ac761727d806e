"""What a killed bot left half done: it shows between which of its steps the kill fell."""

from enum import Enum

from sqlalchemy import Connection, func, inspect, select

from models.exchange import Delivery, Exchange
from models.journal import JournalEntry, Leadership
from simulator import BotAccount, Telegram

DELIVERING = ("sendMessage", "copyMessage", "editMessageText", "deleteMessage", "pinChatMessage")


class Between(Enum):
    """The value is what the table calls it."""

    COMMIT = "fetched, not committed"
    ACKNOWLEDGE = "committed, not acknowledged"
    CLAIM = "committed, not claimed"
    SEND = "claimed, not sent"
    RECORD = "sent, not recorded"
    NOTHING = "nothing under way"


def found(connection: Connection, telegram: Telegram, account: BotAccount) -> set[Between]:
    """`telegram.calls` has to hold this bot's calls alone."""
    if not inspect(connection).has_table(Exchange.__tablename__):
        return {Between.NOTHING}
    return _of_intake(connection, telegram, account) | _of_courier(connection, telegram) or {
        Between.NOTHING
    }


def _of_intake(connection: Connection, telegram: Telegram, account: BotAccount) -> set[Between]:
    pending = account.inbox.peek(100)
    known = set(
        connection.scalars(
            select(JournalEntry.update_id).where(
                JournalEntry.update_id.in_([one.id for one in pending])
            )
        )
    )
    fetches = [call.at for call in telegram.calls.named("getUpdates") if call.is_ok]
    latest = max(fetches, default=0.0)
    states = set()
    for update in pending:
        if update.id in known:
            states.add(Between.ACKNOWLEDGE)
        elif update.arrived <= latest:
            states.add(Between.COMMIT)
    return states


def _of_courier(connection: Connection, telegram: Telegram) -> set[Between]:
    def rows(*conditions: object) -> int:
        return connection.scalar(select(func.count(Exchange.id)).where(*conditions)) or 0  # type: ignore[arg-type]

    epoch = connection.scalar(select(func.max(Leadership.epoch))) or 0
    sent = sum(call.is_ok for call in telegram.calls.named(*DELIVERING))
    sending = rows(Exchange.delivery == Delivery.SENDING, Exchange.epoch == epoch)
    unrecorded = sent - rows(Exchange.delivery == Delivery.DONE, Exchange.epoch == epoch)
    states = set()
    if rows(Exchange.delivery == Delivery.QUEUED):
        states.add(Between.CLAIM)
    if sending > unrecorded:
        states.add(Between.SEND)
    if unrecorded > 0:
        states.add(Between.RECORD)
    return states
