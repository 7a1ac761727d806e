"""A person decides whether another authority's alert goes out here."""

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.alert import Alert, AlertState
from models.imported import ImportedMessage, ImportOutcome
from models.person import Person
from models.station import Station
from services.alerts import audience as audiences
from services.alerts import finding, scheduling, series
from services.alerts.audience import Audience, Reach
from services.desk import Desk
from services.errors import AlertNotDraft, OutdatedButton
from services.foreign_alerts import holding, standing
from services.notices import foreign_alerts as notices

log = structlog.get_logger()


async def unasked(session: AsyncSession, station: Station) -> list[int]:
    """Messages that wait, of which nobody has heard: also what the command line took in."""
    found = await session.scalars(
        select(ImportedMessage.id)
        .where(ImportedMessage.station_id == station.id, ImportedMessage.asked_at.is_(None))
        .where(ImportedMessage.outcome == ImportOutcome.WAITS)
        .order_by(ImportedMessage.id)
    )
    return list(found)


async def ask(desk: Desk, message_id: int) -> None:
    """Every leader and chief, who see it as it will look; where there is none, the duty room hears
    of it."""
    message = await desk.session.get_one(ImportedMessage, message_id)
    alert = await desk.session.get_one(Alert, message.alert_id)
    message.asked_at = desk.now()
    if alert.state is not AlertState.SUBMITTED:
        return
    reach, approvers = await _reach(desk, alert), _approvers(desk)
    for person, address in approvers:
        notices.waits(desk, alert, reach, address, person)
    if not approvers:
        log.warning("nobody_approves", alert=alert.number)
        notices.nobody_approves(desk, alert)


async def show(desk: Desk, alert: Alert) -> None:
    """Once more, to who looks for what waits."""
    notices.waits(desk, alert, await _reach(desk, alert), desk.here, desk.me)


async def approve(desk: Desk, alert_id: int) -> None:
    """The first one settles it; what no longer holds, or won't by the time that it could go out,
    is discarded. Raises NotYours, OutdatedButton, AlertNotDraft."""
    alert = await _waiting(desk, alert_id)
    goes = scheduling.at_its_hour(desk, alert, max(alert.next_at or desk.now(), desk.now()))
    if holding.until(alert) <= goes:
        await scheduling.call_off(desk, alert)
        notices.settled(desk, alert, "expired", None)
        return
    if alert.root_id is not None:
        found = await standing.of(desk, alert)
        await standing.withdraw(desk, found.planned)
    await scheduling.approve(desk, alert)
    holding.hold(alert, alert.next_at or desk.now())
    notices.settled(desk, alert, "approved", await _reach(desk, alert))


async def discard(desk: Desk, alert_id: int) -> None:
    """It never goes out. Raises NotYours, OutdatedButton, AlertNotDraft."""
    alert = await _waiting(desk, alert_id)
    await scheduling.call_off(desk, alert)
    notices.settled(desk, alert, "discarded", None)


async def _waiting(desk: Desk, alert_id: int) -> Alert:
    scheduling.must_write(desk)
    alert = await finding.by_id(desk, alert_id)
    if alert is None:
        raise OutdatedButton
    await series.locked(desk, alert)
    if alert.imported is None:
        raise OutdatedButton
    if alert.state is not AlertState.SUBMITTED:
        raise AlertNotDraft(number=alert.number)
    return alert


async def _reach(desk: Desk, alert: Alert) -> Reach:
    return await audiences.reach(desk, Audience.of(alert), alert.category)


def _approvers(desk: Desk) -> list[tuple[Person, Address]]:
    found = []
    for person in sorted(desk.directory.staff.values(), key=lambda one: one.name):
        address = desk.directory.address_of_person.get(person.id)
        if scheduling.may_write(person) and address is not None and address.reachable:
            found.append((person, address))
    return found
