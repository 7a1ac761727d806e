"""A run: one row for each chat, written a few hundred ahead of what the courier sends.

A run's rows are all that a crash has to find again: `AlertRun.cursor` moves on in the transaction
that writes them, and a unique key holds each chat to one row.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, false, func, or_, select

from models.address import Address
from models.alert import Alert, AlertKind, AlertRun, AlertWords, RunState
from models.exchange import Delivery, Exchange, Reason
from models.station import Group
from services.alerts import audience as audiences
from services.alerts import (
    parts,
    progress,
    replacing,
    rows,
    scheduling,
    series,
    superseding,
)
from services.alerts.audience import Audience
from services.alerts.languages import language_of
from services.desk import Desk
from services.notices import alerts as notices

log = structlog.get_logger()

PAGE = 90  # rows written at once: three seconds of Telegram's limit


async def begin(desk: Desk, alert: Alert, due: datetime) -> AlertRun:
    """Write down what is said and to how many, and the rows of all groups."""
    run = new_run(desk, alert, due, RunState.SENDING)
    run.salt = secrets.token_hex(16)
    desk.add(run)
    await superseding.take_over(desk, alert)
    for language in alert.words:
        values = notices.words(desk, alert, language, run.expires_at)
        desk.add(AlertWords(run_id=run.id, language=language, values=values))
    audience = Audience.of(alert)
    reached = await _reached_groups(desk, alert)
    wanted = {group.id for group in await _wanted_groups(desk, alert, audience)}
    chosen = (wanted | reached.keys()) & desk.directory.address_of_group.keys()
    groups = [group for id_, group in desk.directory.groups.items() if id_ in chosen]
    written = [_write_group(desk, alert, run, group, reached.get(group.id)) for group in groups]
    spoken = await parts.recordings(desk, alert)
    for row in written:  # Each chat reads it before any chat gets what goes with it.
        notices.parts(desk, alert, run, row, spoken, pinned=alert.is_pinned)
    run.members = sum(group.members or 0 for group in groups)
    private = await _count_private(desk, alert)
    run.total, run.members = len(groups) + private, run.members + private
    run.written = not private
    if private and not scheduling.is_quiet(desk, alert):
        await _write_private(desk, alert, run)
    await replacing.write(desk, alert, run)
    await progress.start(desk, alert, run)
    log.info("alert_begins", alert=alert.number, chats=run.total)
    return run


async def go_on(desk: Desk, alert: Alert, run: AlertRun) -> None:
    """Write the next rows if few are left, and say how far it is."""
    left = await progress.left(desk, run)
    is_over = run.is_under_way and run.expires_at <= desk.now()
    if is_over and (left.waiting or not run.written):
        await rows.halt(desk, run, Reason.EXPIRED)
        left = await progress.left(desk, run)
    if run.state is RunState.SENDING:
        await replacing.write(desk, alert, run)
    if run.state is RunState.SENDING and not run.written and left.waiting < PAGE:
        if not scheduling.is_quiet(desk, alert):
            await _write_private(desk, alert, run)
    elif run.written and not left.unsettled and await _is_over(desk, alert, run):
        await _finish(desk, alert, run)
    await progress.show(desk, alert, run)


async def _is_over(desk: Desk, alert: Alert, run: AlertRun) -> bool:
    """Also what goes with it has come to its end."""
    if not await replacing.is_over(desk, alert, run):
        return False
    return not await parts.are_under_way(desk, run)


async def _finish(desk: Desk, alert: Alert, run: AlertRun) -> None:
    """What was under way has come to its end, also of a run that was stopped."""
    run.ended_at = desk.now()
    if run.is_under_way:
        run.state, run.total = RunState.DONE, (await progress.counted(desk, run)).total
    await scheduling.end_if_over(desk, alert)


def new_run(desk: Desk, alert: Alert, due: datetime, state: RunState) -> AlertRun:
    return AlertRun(
        station_id=desk.station.id,
        alert_id=alert.id,
        state=state,
        due_at=due,
        started_at=desk.now(),
        expires_at=due + scheduling.valid_for(alert),
    )


def missed_run(desk: Desk, alert: Alert, due: datetime) -> AlertRun:
    """Nobody sent it while it held."""
    run = new_run(desk, alert, due, RunState.MISSED)
    run.ended_at = run.closed_at = desk.now()
    return run


async def _wanted_groups(desk: Desk, alert: Alert, audience: Audience) -> list[Group]:
    """What takes an alert back goes only where that one went."""
    if alert.kind in series.ENDING:
        return []
    return await audiences.groups(desk, audience)


def _write_group(
    desk: Desk, alert: Alert, run: AlertRun, group: Group, target_id: int | None
) -> Exchange:
    address = desk.directory.address_of_group[group.id]
    language = language_of(alert, group.language or desk.station.language, desk.station.language)
    row = notices.alert(desk, alert, run, address, language, target_id)
    if not address.reachable:
        # It is on record as not reached, and nothing is asked of Telegram.
        row.delivery, row.reason, row.error = Delivery.FAILED, Reason.REMOVED, "not in the group"
    return row


async def _write_private(desk: Desk, alert: Alert, run: AlertRun) -> None:
    """The next page of private chats, by their ids."""
    wanted = await _is_wanted(desk, alert)
    page = await desk.session.scalars(
        select(Address).where(wanted, Address.id > run.cursor).order_by(Address.id).limit(PAGE)
    )
    addresses = list(page)
    ids = [address.id for address in addresses]
    reads = await audiences.languages(desk, ids)
    targets = await _reached(desk, alert, Exchange.address_id.in_(ids))
    spoken = await parts.recordings(desk, alert)
    for address in addresses:
        language = language_of(alert, reads[address.id], desk.station.language)
        row = notices.alert(desk, alert, run, address, language, targets.get(address.id))
        if not address.reachable:
            row.delivery, row.reason, row.error = Delivery.FAILED, Reason.BLOCKED, "not heard there"
        notices.parts(desk, alert, run, row, spoken, pinned=False)
    run.cursor = ids[-1] if ids else run.cursor
    run.written = len(ids) < PAGE


async def _count_private(desk: Desk, alert: Alert) -> int:
    wanted = await _is_wanted(desk, alert)
    count = select(func.count()).select_from(Address).where(wanted)
    return await desk.session.scalar(count) or 0


async def _is_wanted(desk: Desk, alert: Alert) -> ColumnElement[bool]:
    """Of an Address: of who subscribed, or was reached by what this one follows. Of those it is on
    record, too, that they can't be reached any more."""
    conditions: list[ColumnElement[bool]] = [false()]
    if alert.root_id is not None:
        reached = select(Exchange.address_id).where(*series.brought(alert))
        theirs = (Address.station_id == desk.station.id) & Address.person_id.is_not(None)
        conditions.append(theirs & Address.moved_to_id.is_(None) & Address.id.in_(reached))
    if alert.kind in (AlertKind.ALERT, AlertKind.UPDATE):
        subscribed = await audiences.is_subscriber(desk, Audience.of(alert), alert.category)
        if subscribed is not None:
            conditions.append(audiences.in_private(desk) & subscribed)
    return or_(*conditions)


async def _reached(desk: Desk, alert: Alert, where: ColumnElement[bool]) -> Mapping[int, int]:
    """By address: the newest message there that this one follows."""
    if alert.root_id is None:
        return {}
    newest = (
        select(Exchange.address_id, func.max(Exchange.id).label("id"))
        .where(where, *series.brought(alert))
        .group_by(Exchange.address_id)
    )
    return {row.address_id: row.id for row in await desk.session.execute(newest)}


async def _reached_groups(desk: Desk, alert: Alert) -> dict[int, int]:
    """By group, also one that has moved since: then what it follows stands in its old chat."""
    known = desk.directory.address_by_id
    ids = [address.id for address in known.values() if address.group_id is not None]
    reached = await _reached(desk, alert, Exchange.address_id.in_(ids))
    found: dict[int, int] = {}
    for address_id in sorted(reached):
        group_id = known[address_id].group_id
        if group_id is not None:
            found[group_id] = reached[address_id]
    return found
