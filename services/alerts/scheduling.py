"""When an alert goes out: handed in, approved, put on the calendar, called off."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from models.alert import Alert, AlertKind, AlertRun, AlertState, RunState
from models.person import Person, Role
from services import calendar_rule, workdays
from services.alerts import superseding
from services.alerts.policy import policy_of
from services.desk import Desk
from services.errors import AlertNotDraft, AlertTooLate, NotYours, OwnAlert

WRITERS = {Role.LEADER, Role.CHIEF}


def may_write(person: Person) -> bool:
    return bool(WRITERS & set(person.roles))


def must_write(desk: Desk) -> None:
    if not may_write(desk.me):
        raise NotYours


async def hand_in(desk: Desk, alert: Alert, at: datetime | None = None) -> bool:
    """It goes out at `at` (none: now, or by its calendar), or waits for a second person, whom
    the caller asks, or the clock does: then False. Its words have been checked. Raises
    AlertNotDraft, or AlertOver for what follows an alert that has been taken back meanwhile."""
    if alert.state is not AlertState.DRAFT:
        raise AlertNotDraft(number=alert.number)
    followed = await superseding.must_be_open(desk, alert)
    alert.at, alert.next_at = desk.now(), at
    if policy_of(desk.station).must_be_approved(alert):
        alert.state, alert.asked_at = AlertState.SUBMITTED, None
        return False
    schedule(desk, alert)
    await superseding.stop(desk, alert, followed)
    return True


async def approve(desk: Desk, alert: Alert) -> None:
    """By a second person. Raises OwnAlert, AlertNotDraft, AlertOver, AlertTooLate."""
    must_write(desk)
    if alert.state is not AlertState.SUBMITTED:
        raise AlertNotDraft(number=alert.number)
    if alert.author_id == desk.me.id:
        raise OwnAlert(number=alert.number)
    if is_past(desk, alert):
        raise AlertTooLate(number=alert.number)
    followed = await superseding.must_be_open(desk, alert)
    if alert.state is not AlertState.SUBMITTED:  # Another was faster.
        raise AlertNotDraft(number=alert.number)
    alert.approver_id, alert.at = desk.me.id, desk.now()
    schedule(desk, alert)
    await superseding.stop(desk, alert, followed)


def is_past(desk: Desk, alert: Alert) -> bool:
    """Approved now, it would be sent when it no longer holds, or never. An update goes out at
    once, whatever is left of its calendar."""
    if goes_by_calendar(alert):
        return following(desk, alert, desk.now()) is None
    return due_of(alert) + valid_for(alert) <= desk.now()


def goes_by_calendar(alert: Alert) -> bool:
    """From the first time on; an update does from the second."""
    return alert.rule is not None and alert.kind is not AlertKind.UPDATE


def due_of(alert: Alert) -> datetime:
    """When it was to go out, without a calendar: at the hour chosen, or as soon as it was handed
    in."""
    return max(alert.next_at or alert.at, alert.at)


async def give_back(desk: Desk, alert: Alert) -> None:
    """Not approved: it is a draft again. Raises AlertNotDraft."""
    must_write(desk)
    if alert.state is not AlertState.SUBMITTED:
        raise AlertNotDraft(number=alert.number)
    alert.state, alert.approver_id = AlertState.DRAFT, None


def schedule(desk: Desk, alert: Alert) -> None:
    """Set when it goes out first, by its calendar and the quiet hours. An update goes out at once,
    and from then on by the calendar that it has taken over."""
    now = desk.now()
    alert.state = AlertState.SCHEDULED
    if goes_by_calendar(alert):
        alert.next_at = following(desk, alert, now)
    else:
        alert.next_at = at_its_hour(desk, alert, max(alert.next_at or now, now))


def following(desk: Desk, alert: Alert, after: datetime) -> datetime | None:
    """The next time after `after` (UTC) by its calendar; none if it goes out no more."""
    if alert.rule is None:
        return None
    rule = calendar_rule.loaded(alert.rule)
    zone = desk.directory.timezone
    is_workday = partial(workdays.is_workday, desk.station.duty or {})
    due = calendar_rule.next_after(rule, after, zone, is_workday)
    return at_its_hour(desk, alert, due) if due is not None else None


def at_its_hour(desk: Desk, alert: Alert, instant: datetime) -> datetime:
    """Not within the quiet hours, unless it is urgent."""
    if alert.is_urgent:
        return instant
    quiet = policy_of(desk.station).quiet
    return calendar_rule.after_quiet_hours(instant, quiet, desk.directory.timezone)


def is_quiet(desk: Desk, alert: Alert) -> bool:
    return at_its_hour(desk, alert, desk.now()) > desk.now()


def valid_for(alert: Alert) -> timedelta:
    return timedelta(minutes=alert.valid_minutes)


def foreseen_end(desk: Desk, alert: Alert) -> datetime:
    """When it would hold no more, if it went out as it stands."""
    now = desk.now()
    due = following(desk, alert, now) if alert.kind is not AlertKind.UPDATE else None
    due = due or at_its_hour(desk, alert, max(alert.next_at or now, now))
    return due + valid_for(alert)


def is_to_come(desk: Desk, alert: Alert) -> bool:
    """It goes out later, or once more: what is due by night may still wait for the morning."""
    if alert.state is not AlertState.SCHEDULED or alert.next_at is None:
        return False
    return at_its_hour(desk, alert, max(alert.next_at, desk.now())) > desk.now()


async def call_off(desk: Desk, alert: Alert) -> None:
    """It goes out no more; what is under way goes on. A draft is discarded."""
    begun = select(AlertRun.id).where(
        AlertRun.alert_id == alert.id, AlertRun.state != RunState.MISSED
    )
    is_begun = await desk.session.scalar(begun.limit(1)) is not None
    alert.state = AlertState.ENDED if is_begun else AlertState.DISCARDED
    alert.next_at = None


async def runs(desk: Desk, alert: Alert) -> list[AlertRun]:
    """Each time that it went out, or should have, oldest first."""
    mine = select(AlertRun).where(AlertRun.alert_id == alert.id)
    return list(await desk.session.scalars(mine.order_by(AlertRun.due_at)))


async def end_if_over(desk: Desk, alert: Alert) -> None:
    """Nothing is to come, and nothing is under way."""
    if alert.next_at is None and alert.state is AlertState.SCHEDULED:
        under_way = (RunState.SENDING, RunState.PAUSED)
        mine = select(AlertRun.id).where(
            AlertRun.alert_id == alert.id, AlertRun.state.in_(under_way)
        )
        if await desk.session.scalar(mine.limit(1)) is None:
            alert.state = AlertState.ENDED
