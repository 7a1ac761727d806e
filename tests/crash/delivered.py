"""What is recorded as sent, held against the chats: it is there, in order, and shows the truth."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, select

from models.address import Address
from models.case import Case, CaseState, Privacy
from models.exchange import Delivery, Exchange, Operation, Purpose
from models.person import Person
from simulator import Telegram
from simulator.world.chats import Chat

STATES = {
    CaseState.WAITING: ("Waiting for an officer",),
    CaseState.ACCEPTED: ("{} has it", "In hand"),
    CaseState.RESOLVED: ("Done by {}", "Done"),
    CaseState.CANCELLED: ("Taken back",),
}


def missing(connection: Connection, telegram: Telegram) -> list[str]:
    chats = _chats(telegram)
    return [
        f"{row.id} {row.template} was sent to {row.external_id}, and isn't there"
        for row in _messages(connection)
        if row.message_id not in chats[row.external_id].messages
    ]


def out_of_order(connection: Connection) -> list[str]:
    """Within a chat and a priority, what was said first arrives first; but answers that were
    meant for the group come later to whoever went private meanwhile."""
    queues: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in _messages(connection):
        may_be_redirected = row.went_private and row.purpose is Purpose.WORDS
        if not (may_be_redirected and row.external_id > 0):
            queues[row.external_id, row.priority].append(row)
    return [
        f"{second.id} {second.template} overtook {first.id} {first.template} in {chat}"
        for (chat, _), rows in queues.items()
        for first, second in pairwise(rows)
        if second.message_id < first.message_id
    ]


def stale_cards(connection: Connection, telegram: Telegram) -> list[str]:
    """The newest card of a case in a chat shows how the case stands."""
    chats = _chats(telegram)
    cards = {(row.number, row.external_id): row for row in connection.execute(_cards())}
    faults = []
    for row in cards.values():
        shown = chats[row.external_id].messages[row.message_id].text
        if not any(words.format(row.holder) in shown for words in STATES[row.state]):
            faults.append(f"{row.number} is {row.state} ({row.holder}), but shows {shown!r}")
    return faults


def _cards() -> Select[*tuple[Any, ...]]:
    columns = (Exchange.message_id, Address.external_id, Case.number, Case.state)
    return (
        select(*columns, Person.name.label("holder"))
        .join(Address, Address.id == Exchange.address_id)
        .join(Case, Case.id == Exchange.case_id)
        .outerjoin(Person, Person.id == Case.holder_id)
        .where(
            Exchange.purpose == Purpose.CARD,
            Exchange.operation == Operation.SEND,
            Exchange.delivery == Delivery.DONE,
        )
        .order_by(Exchange.id)
    )


def _chats(telegram: Telegram) -> dict[int, Chat]:
    private = {chat.id: chat for chat in telegram.world.private.values()}
    return {**telegram.world.chats, **private}


def _messages(connection: Connection) -> Iterable[Any]:
    return connection.execute(
        select(
            Exchange.id,
            Exchange.template,
            Exchange.priority,
            Exchange.purpose,
            Exchange.message_id,
            Address.external_id,
            (Case.group_id.is_not(None) & (Case.privacy == Privacy.PRIVATE)).label("went_private"),
        )
        .join(Address, Address.id == Exchange.address_id)
        .outerjoin(Case, Case.id == Exchange.case_id)
        .where(
            Exchange.delivery == Delivery.DONE,
            Exchange.operation.in_((Operation.SEND, Operation.COPY)),
        )
        .order_by(Exchange.id)
    )
