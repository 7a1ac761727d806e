"""A message of another authority becomes an alert of ours, or is on record as passed over."""

from dataclasses import dataclass, field
from datetime import datetime

import structlog

from models.alert import Alert, AlertKind, AlertState
from models.imported import ImportedMessage, ImportOutcome
from services import cap
from services.alerts import hearer, series
from services.cap import MsgType, ResponseType, Scope, Status
from services.desk import Desk
from services.foreign_alerts import drawing, messages, standing
from services.foreign_alerts.choosing import Chosen
from services.foreign_alerts.sources import Source
from services.foreign_alerts.standing import Standing
from services.notices import foreign_alerts as notices

log = structlog.get_logger()

UNRECORDED = (ImportOutcome.ELSEWHERE, ImportOutcome.NO_LANGUAGE, ImportOutcome.NOT_THEIRS)
FOLLOWING = (MsgType.UPDATE, MsgType.CANCEL)


@dataclass(frozen=True)
class TakenIn:
    outcome: ImportOutcome
    alert: Alert | None = None
    grids: dict[str, cap.Matched] = field(default_factory=dict)


async def take_in(desk: Desk, message: cap.Alert, chosen: Chosen, source: Source) -> TakenIn:
    """Once, however often it comes."""
    known = await messages.find(desk, message)
    if known is not None and not await _comes_better(desk, known, chosen, source):
        return TakenIn(ImportOutcome.TWICE)
    done = await _judged(desk, message, chosen, source)
    if known is not None:
        known.outcome, known.source, known.asked_at = done.outcome, source.name, None
        known.alert_id = done.alert.id if done.alert else None
    elif done.outcome not in UNRECORDED:
        messages.put(desk, message, source, done.outcome, done.alert)
    log.info(
        "alert_imported",
        source=source.name,
        identifier=message.identifier,
        outcome=done.outcome.value,
        alert=done.alert.number if done.alert else None,
        lenient=[one.value for one in message.lenient],
    )
    return done


async def _comes_better(desk: Desk, known: ImportedMessage, chosen: Chosen, source: Source) -> bool:
    """What one source has said to be replaced still counts from another; and what waits for a
    person goes out once a trusted source brings it."""
    if known.outcome is ImportOutcome.REPLACED:
        return known.source != source.name
    if known.outcome is not ImportOutcome.WAITS or chosen.severity not in source.trusted:
        return False
    waiting = await desk.session.get_one(Alert, known.alert_id)
    await series.locked(desk, waiting)
    if waiting.state is not AlertState.SUBMITTED:
        return False
    await standing.withdraw(desk, [waiting])
    return True


async def _judged(desk: Desk, message: cap.Alert, chosen: Chosen, source: Source) -> TakenIn:
    if refusal := _refusal(message, chosen, desk.now()):
        return TakenIn(refusal)
    if message.msg_type in FOLLOWING:
        return await _follow(desk, message, chosen, source)
    return await _alone(desk, message, chosen, source)


def _refusal(message: cap.Alert, chosen: Chosen, now: datetime) -> ImportOutcome | None:
    if message.msg_type in (MsgType.ACK, MsgType.ERROR):
        return ImportOutcome.REPLY
    if message.status is not Status.ACTUAL or message.scope is not Scope.PUBLIC:
        return ImportOutcome.NOT_PUBLIC
    if message.msg_type is not MsgType.CANCEL:
        if chosen.main is None:
            return ImportOutcome.NO_LANGUAGE
        if chosen.main.expires is not None and chosen.main.expires <= now:
            return ImportOutcome.EXPIRED
    return None


async def _alone(desk: Desk, message: cap.Alert, chosen: Chosen, source: Source) -> TakenIn:
    if not chosen.grids:
        return TakenIn(ImportOutcome.ELSEWHERE)
    drawn = await drawing.draw(desk, message, chosen, source, AlertKind.ALERT)
    return TakenIn(*drawn, chosen.grids)


async def _follow(desk: Desk, message: cap.Alert, chosen: Chosen, source: Source) -> TakenIn:
    rows = await messages.referred(desk, message, source)
    found = await standing.followed(desk, rows)
    kind = _kind(message)
    if found is None:
        if kind is AlertKind.UPDATE:
            return await _alone(desk, message, chosen, source)
        return TakenIn(ImportOutcome.UNKNOWN)
    if found.over:
        return TakenIn(ImportOutcome.OVER)
    if kind in series.ENDING and found.adopted is not None:
        _tell_owner(desk, found.adopted, source)
        if found.adopted.state is AlertState.DRAFT:
            return TakenIn(ImportOutcome.WITHDRAWN, found.adopted)
    return await _follow_up(desk, message, chosen, source, found, kind)


async def _follow_up(
    desk: Desk,
    message: cap.Alert,
    chosen: Chosen,
    source: Source,
    found: Standing,
    kind: AlertKind,
) -> TakenIn:
    """It takes the place of what waits. Where nobody has read anything yet, there is nothing to
    follow."""
    trusted = (chosen.severity or found.newest.severity) in source.trusted
    may_withdraw = trusted or source.by_hand or _brought_by(source, found.waiting)
    if may_withdraw:
        await standing.withdraw(desk, [*found.waiting, *(found.planned if trusted else ())])
    if found.begun or (found.planned and not trusted):
        drawn = await drawing.draw(desk, message, chosen, source, kind, found)
        return TakenIn(*drawn, chosen.grids)
    if not may_withdraw:
        return TakenIn(ImportOutcome.NOT_THEIRS)
    if kind is AlertKind.UPDATE:
        return await _alone(desk, message, chosen, source)
    return TakenIn(ImportOutcome.WITHDRAWN, found.root)


def _tell_owner(desk: Desk, alert: Alert, source: Source) -> None:
    """Its draft is theirs: whether it is still true they decide."""
    if (hears := hearer.of(desk, alert)) is not None:
        notices.adopted_taken_back(desk, alert, source.name, hears)


def _brought_by(source: Source, alerts: list[Alert]) -> bool:
    return all(one.imported and one.imported["source"] == source.name for one in alerts)


def _kind(message: cap.Alert) -> AlertKind:
    if any(ResponseType.ALL_CLEAR in info.response_types for info in message.infos):
        return AlertKind.ALL_CLEAR
    return AlertKind.CANCEL if message.msg_type is MsgType.CANCEL else AlertKind.UPDATE
