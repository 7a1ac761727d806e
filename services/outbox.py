"""What is to be said: rows that the courier sends after the commit.

A row holds the template, the values and the actions; the courier draws it when it is sent and
records what went out. `actions` are rows of buttons, each "name:argument:…", and after a "|"
what its label is to show; only handlers/ and bot/ know what a name means and looks like.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from models.address import Address
from models.case import Case
from models.exchange import Delivery, Direction, Exchange, Operation, Priority, Purpose, Reason
from models.person import Person
from services.desk import Desk

Actions = Sequence[Sequence[str]]
WHISPERED_WITHIN = timedelta(seconds=15)  # of what it goes with
SAYS = (Operation.SEND, Operation.COPY, Operation.ALBUM)  # what leaves a message in the chat


def say(
    desk: Desk,
    to: Address,
    template: str,
    values: dict[str, Any] | None = None,
    *,
    language: str | None = None,
    actions: Actions = (),
    case: Case | None = None,
    purpose: Purpose = Purpose.NOTICE,
    reply_to_id: int | None = None,
    person_id: int | None = None,
    priority: Priority = Priority.CONVERSATION,
    thread_id: int | None = None,
    expires_at: datetime | None = None,
) -> Exchange:
    """Say something in a chat, as a reply where there is something to reply to."""
    return put(
        desk,
        to,
        operation=Operation.SEND,
        template=template,
        values=values or {},
        language=language or desk.language,
        actions=[list(row) for row in actions],
        case_id=case.id if case else None,
        purpose=purpose,
        target_id=reply_to_id,
        person_id=person_id,
        priority=priority,
        thread_id=thread_id,
        expires_at=expires_at,
    )


def copy(
    desk: Desk,
    to: Address,
    source: Exchange,
    template: str | None,
    values: dict[str, Any],
    *,
    language: str,
    case: Case,
    reply_to_id: int | None,
    actions: Actions = (),
    thread_id: int | None = None,
) -> Exchange:
    """Copy somebody's photo, voice message, … with the template, if any, as its caption."""
    return put(
        desk,
        to,
        operation=Operation.COPY,
        source_id=source.id,
        content=source.content,
        media=source.media,
        template=template,
        values=values,
        language=language,
        actions=[list(row) for row in actions],
        case_id=case.id,
        purpose=Purpose.WORDS,
        target_id=reply_to_id,
        priority=Priority.CONVERSATION,
        thread_id=thread_id,
    )


def whisper(
    desk: Desk,
    group: Address,
    receiver: Address,
    template: str,
    values: dict[str, Any],
    *,
    language: str,
    case: Case,
) -> Exchange:
    """Say something to one member of a group alone, beside what everyone reads there. Telegram
    doesn't promise that it arrives: it goes after everything else, or not at all."""
    return put(
        desk,
        group,
        operation=Operation.WHISPER,
        template=template,
        values={**values, "receiver": receiver.id},
        language=language,
        actions=[],
        case_id=case.id,
        person_id=receiver.person_id,
        priority=Priority.NOTICE,
        thread_id=case.thread_id,
        expires_at=desk.now() + WHISPERED_WITHIN,
    )


def take_out(desk: Desk, said: Exchange, for_person: Person) -> Exchange:
    """Take somebody's own message out of the chat, for whom it is done."""
    return put(
        desk,
        said,
        operation=Operation.DELETE,
        case_id=said.case_id,
        purpose=Purpose.SAID,
        target_id=said.id,
        person_id=for_person.id,
        priority=Priority.CONVERSATION,
    )


def amend(
    desk: Desk,
    target: Exchange,
    template: str,
    values: dict[str, Any],
    actions: Actions = (),
    *,
    language: str | None = None,
) -> Exchange:
    """Change what a message of ours shows. If it is gone, this is said anew."""
    return put(
        desk,
        target,
        operation=Operation.EDIT,
        template=template,
        values=values,
        language=language or target.language,
        actions=[list(row) for row in actions],
        case_id=target.case_id,
        purpose=target.purpose,
        target_id=target.id,
        person_id=target.person_id,
        priority=Priority.NOTICE,
        thread_id=target.thread_id,
    )


def pin(desk: Desk, target: Exchange) -> Exchange:
    return put(desk, target, operation=Operation.PIN, target_id=target.id, priority=Priority.NOTICE)


def unpin(desk: Desk, target: Exchange) -> Exchange:
    return put(
        desk,
        target,
        operation=Operation.UNPIN,
        target_id=target.id,
        priority=Priority.NOTICE,
        run_id=target.run_id,
    )


def delete(desk: Desk, target: Exchange) -> Exchange:
    """Take a message of ours out of the chat."""
    return put(
        desk,
        target,
        operation=Operation.DELETE,
        case_id=target.case_id,
        target_id=target.id,
        priority=Priority.CONVERSATION,
    )


async def readdress(desk: Desk, old: Address, new: Address) -> None:
    """What waits for a chat goes to its new address; the messages it aims at stayed behind."""
    await desk.session.execute(
        update(Exchange)
        .where(
            Exchange.address_id == old.id,
            Exchange.delivery.in_((Delivery.QUEUED, Delivery.HELD)),
        )
        .values(address_id=new.id, reason=Reason.MOVED)
    )


def put(desk: Desk, at: Address | Exchange, **columns: Any) -> Exchange:
    """Write a row that is to be sent; `at` is the chat, or a message of ours that stands in it."""
    row = Exchange(
        station_id=desk.station.id,
        direction=Direction.OUT,
        address_id=at.id if isinstance(at, Address) else at.address_id,
        at=desk.now(),
        delivery=Delivery.QUEUED,
        **columns,
    )
    desk.add(row)
    desk.outgoing.append(row)
    return row
