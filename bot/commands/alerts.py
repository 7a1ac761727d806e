"""doorstep alert send FILE, doorstep alert list, doorstep alert cancel NUMBER"""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

from rich.table import Table

from bot.commands.opening import at_desk
from bot.complaints import ConfigurationError
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from locales import account_word, own_name, render, render_plain
from models.alert import Alert, AlertKind
from services import alert_file
from services.alerts import approving, audience, finding, following, scheduling, series
from services.alerts.audience import Audience
from services.desk import Desk
from services.errors import DoorstepError
from services.notices import alerts as notices

LISTED = 50
_TAG = re.compile(r"<[^>]*>")


async def send(settings: Settings, path: Path, dry_run: bool, badge: str | None) -> int:
    """Hand in what the file says; or only show it."""
    async with at_desk(settings) as desk:
        acting = _acting(desk, badge)
        try:
            alert, at = await alert_file.read(acting, path)
            approvers = approving.must_have_approvers(acting, alert)
        except alert_file.AlertFileError as error:
            raise ConfigurationError(*error.sentences) from None
        except DoorstepError as error:
            raise ConfigurationError(_said(error)) from None
        if dry_run:
            await _show(acting, alert, at, approvers)
            return 0
        acting.add(alert)
        await scheduling.hand_in(acting, alert, at)
        tell(f"Alert {alert.number}: {_when(acting, alert, approvers)}")
    return 0


async def show_list(settings: Settings) -> int:
    async with at_desk(settings) as desk:
        found = await finding.newest(desk, LISTED)
        language, zone = desk.station.language, desk.station.timezone
    if not found:
        tell("There are no alerts yet.")
        return 0
    heads = ("number", "kind", "state", "headline", "next")
    table = Table(*(account_word("head", head, language) for head in heads))
    for alert in found:
        table.add_row(
            alert.number,
            account_word("kind", alert.kind.value, language),
            account_word("alert", alert.state.value, language),
            words(headline(alert, language)),
            moment(alert.next_at, zone),
        )
    out().print(table)
    return 0


async def cancel(settings: Settings, number: str, badge: str | None) -> int:
    """What nobody has read yet is discarded; else those who have are told."""
    async with at_desk(settings) as desk:
        acting = _acting(desk, badge)
        alert = await finding.by_number(acting, number)
        if alert is None:
            tell(words(f"There is no alert {number}."))
            return 1
        if not await series.has_begun(acting, alert):
            await scheduling.call_off(acting, alert)
            tell(f"Alert {alert.number} hadn't gone out, and doesn't.")
            return 0
        try:
            made = await following.draft(acting, alert, AlertKind.CANCEL)
        except DoorstepError as error:
            tell(_said(error))
            return 1
        try:
            approvers = approving.must_have_approvers(acting, made)
        except DoorstepError as error:
            raise ConfigurationError(_said(error)) from None
        await scheduling.hand_in(acting, made)
        said = f"Alert {alert.number} is called off by {made.number}"
        tell(f"{said}: {_when(acting, made, approvers)}")
    return 0


def headline(alert: Alert, language: str) -> str:
    said: dict[str, str] = alert.words.get(language) or next(iter(alert.words.values()), {})
    return str(said.get("headline", ""))


def _acting(desk: Desk, badge: str | None) -> Desk:
    """As this leader or chief; without a badge, as the station itself."""
    if badge is None:
        return desk
    person = next((one for one in desk.directory.staff.values() if one.badge == badge), None)
    if person is None:
        raise ConfigurationError(f'Nobody of the station has the badge "{badge}".')
    if not scheduling.may_write(person):
        raise ConfigurationError(f"{badge} {person.name} is no leader or chief: they send alerts.")
    return desk.acting_as(person)


async def _show(desk: Desk, alert: Alert, at: datetime | None, approvers: int) -> None:
    """What would happen. Nothing is written."""
    alert.next_at = at
    until = scheduling.foreseen_end(desk, alert)
    for language in alert.words:
        shown = notices.words(desk, alert, language, until)
        html = render("alert", language, shown, desk.station.timezone)
        tell(f"--- {own_name(language)}")
        tell(words(unescape(_TAG.sub("", html))))
    tell("---")
    reach = await audience.reach(desk, Audience.of(alert), alert.category)
    uncounted = f"; the members of {reach.uncounted} groups aren't known" if reach.uncounted else ""
    tell(
        f"To {reach.groups} groups and {reach.subscribers} private chats, "
        f"{reach.members} people{uncounted}."
    )
    scheduling.schedule(desk, alert)
    tell(f"It would go out: {_when(desk, alert, 0)}")
    if approvers:
        tell(f"But first it waits for a second person: {approvers} could approve it.")


def _when(desk: Desk, alert: Alert, approvers: int) -> str:
    if approvers:
        return f"it waits for a second person's approval; the bot asks {approvers}."
    if alert.next_at is None:
        return "never: its calendar has no day to come."
    if alert.next_at <= desk.now():
        return "now."
    return f"{moment(alert.next_at, desk.station.timezone)}."


def _said(error: DoorstepError) -> str:
    return render_plain(f"error/{error.notice}", "en", error.values, "UTC")
