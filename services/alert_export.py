"""An alert of ours as others read it: a message of the Common Alerting Protocol 1.2."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from models.alert import Alert, AlertKind, AlertRun
from models.station import Grid, Station
from services import cap
from services.alerts import audience as audiences
from services.alerts.audience import Audience
from services.alerts.series import RELEASED
from services.cap import language_tag
from services.desk import Desk
from services.foreign_alerts import standing
from services.foreign_alerts.choosing import named

Choice = TypeVar("Choice", cap.Category, cap.Urgency, cap.Severity, cap.Certainty)
MSG_TYPES = {
    AlertKind.ALERT: cap.MsgType.ALERT,
    AlertKind.UPDATE: cap.MsgType.UPDATE,
    AlertKind.CANCEL: cap.MsgType.CANCEL,
    AlertKind.ALL_CLEAR: cap.MsgType.UPDATE,
}


async def exported(desk: Desk, alert: Alert) -> cap.Alert:
    """One that may go out is Actual; what is still written, or was dropped, is a Draft. What we
    pass on of another authority is ours to answer for, and names the original."""
    zone, sender = desk.directory.timezone, sender_of(desk.station)
    areas = await _areas(desk, alert)
    expires = (await _expires(desk, alert)).astimezone(zone)
    is_released = alert.state in RELEASED
    return cap.Alert(
        identifier=alert.number,
        sender=sender,
        sent=alert.at.astimezone(zone),
        status=cap.Status.ACTUAL if is_released else cap.Status.DRAFT,
        msg_type=MSG_TYPES[alert.kind],
        source=_original(alert),
        scope=cap.Scope.PUBLIC,
        references=tuple([one async for one in _references(desk, alert, sender)]),
        infos=tuple(_info(desk, alert, language, areas, expires) for language in alert.words),
    )


def sender_of(station: Station) -> str:
    given: Mapping[str, Any] = station.alerts or {}
    return str(given.get("sender") or f"doorstep-{station.bot_id}")


def _original(alert: Alert) -> str | None:
    given = alert.imported
    return f"{given['sender']},{given['identifier']},{given['sent']}" if given else None


async def _references(desk: Desk, alert: Alert, sender: str) -> AsyncIterator[cap.Reference]:
    """What it follows, as far as it went out, oldest first."""
    if alert.root_id is None:
        return
    zone = desk.directory.timezone
    found = await standing.of(desk, alert)
    for one in found.begun or [found.root]:
        if one.id < alert.id:
            yield cap.Reference(sender, one.number, one.at.astimezone(zone))


async def _expires(desk: Desk, alert: Alert) -> datetime:
    last = select(func.max(AlertRun.expires_at)).where(AlertRun.alert_id == alert.id)
    ran = await desk.session.scalar(last)
    if ran is not None:
        return ran
    return (alert.next_at or alert.at) + timedelta(minutes=max(1, alert.valid_minutes))


def _info(
    desk: Desk,
    alert: Alert,
    language: str,
    areas: tuple[cap.Area, ...],
    expires: datetime,
) -> cap.Info:
    said = alert.words[language]
    is_over = alert.kind is AlertKind.ALL_CLEAR
    onset = (alert.imported or {}).get("onset")
    return cap.Info(
        language=language_tag(language),
        categories=(_same(cap.Category, alert.category),),
        event=said["headline"] or said["text"],
        response_types=(cap.ResponseType.ALL_CLEAR,) if is_over else (),
        urgency=_same(cap.Urgency, alert.urgency),
        severity=_same(cap.Severity, alert.severity),
        certainty=_same(cap.Certainty, alert.certainty),
        onset=datetime.fromisoformat(onset) if onset else None,
        expires=expires,
        sender_name=desk.station.name,
        headline=said["headline"] or None,
        description=said.get("text") or None,
        instruction=said.get("instruction") or None,
        contact=alert.contact or desk.station.hotline,
        areas=areas,
    )


def _same(kind: type[Choice], ours: str) -> Choice:
    return next(one for one in kind if one.value.casefold() == ours)


async def _areas(desk: Desk, alert: Alert) -> tuple[cap.Area, ...]:
    """One for each grid."""
    ids = await audiences.grid_ids(desk, Audience.of(alert))
    grids = await desk.session.scalars(
        select(Grid).where(Grid.id.in_(ids)).order_by(Grid.code).options(undefer(Grid.shape))
    )
    return tuple(
        cap.Area(
            area_desc=grid.name,
            polygons=tuple(_rings(grid.shape)),
            geocodes=named(grid.geocodes),
        )
        for grid in grids
    )


def _rings(shape: Mapping[str, Any] | None) -> Iterator[cap.Polygon]:
    """The outer ones: CAP has no holes, and latitude before longitude."""
    if shape is None:
        return
    parts = shape["coordinates"]
    for rings in [parts] if shape["type"] == "Polygon" else parts:
        yield tuple((point[1], point[0]) for point in rings[0])
