"""To whom an alert goes, tap by tap."""

from dataclasses import replace

from sqlalchemy import select

from models.alert import Alert
from models.station import Area, GroupKind
from services.alerts.audience import Audience
from services.desk import Desk
from services.errors import OutdatedButton

KINDS = tuple(kind for kind in GroupKind if kind is not GroupKind.DUTY_ROOM)


async def areas(desk: Desk) -> list[Area]:
    found = await desk.session.scalars(
        select(Area).where(Area.station_id == desk.station.id, Area.active).order_by(Area.name)
    )
    return list(found)


def everywhere(alert: Alert) -> None:
    _set(alert, replace(Audience.of(alert), grids=(), areas=()))


def toggle_grid(desk: Desk, alert: Alert, grid_id: int) -> None:
    grid = next((one for one in desk.directory.open_grids() if one.id == grid_id), None)
    if grid is None:
        raise OutdatedButton
    audience = Audience.of(alert)
    _set(alert, replace(audience, grids=_toggled(audience.grids, grid.code)))


async def toggle_area(desk: Desk, alert: Alert, area_id: int) -> None:
    area = next((one for one in await areas(desk) if one.id == area_id), None)
    if area is None:
        raise OutdatedButton
    audience = Audience.of(alert)
    _set(alert, replace(audience, areas=_toggled(audience.areas, area.code)))


def toggle_kind(alert: Alert, kind: GroupKind) -> None:
    """A group of this kind; with none chosen it goes to all."""
    if kind not in KINDS:
        raise OutdatedButton
    audience = Audience.of(alert)
    _set(alert, replace(audience, kinds=_toggled(audience.kinds, kind.value)))


def toggle_groups(alert: Alert) -> None:
    """Without groups it goes to private subscribers alone."""
    audience = Audience.of(alert)
    _set(alert, replace(audience, groups=not audience.groups))


def toggle_subscribers(alert: Alert) -> None:
    audience = Audience.of(alert)
    _set(alert, replace(audience, subscribers=not audience.subscribers))


def _set(alert: Alert, audience: Audience) -> None:
    alert.audience = audience.dump()


def _toggled(chosen: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(x for x in chosen if x != one) if one in chosen else (*chosen, one)
