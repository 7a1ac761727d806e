"""What the form shows of a draft, sheet by sheet."""

from datetime import datetime
from typing import Any

from locales import LANGUAGES
from models.alert import Alert
from models.exchange import Exchange
from services import calendar_rule
from services.alert_library import Follows
from services.alerts import addressing, checking, ready, scheduling
from services.alerts import audience as audiences
from services.alerts.audience import Audience
from services.alerts.form import Sheet
from services.alerts.policy import policy_of
from services.desk import Desk
from services.notices import alert_forms

BRIEF = 120  # letters of each part of the words that the form shows


async def show(
    desk: Desk,
    alert: Alert,
    sheet: Sheet,
    form: Exchange | None = None,
    page: int = 0,
    anew: bool = False,
) -> None:
    """On the form, which is what was tapped unless it is named; a new one where there is none."""
    form = None if anew else form or _tapped(desk)
    alert_forms.shown(desk, form, alert, sheet, await facts(desk, alert), page)


async def show_endable(desk: Desk, alert: Alert, follows: Follows, found: list[Alert]) -> None:
    """Which one is over, of those that there are."""
    shown = await facts(desk, alert) | {"endable": len(found)}
    alert_forms.shown_endable(desk, _tapped(desk), alert, shown, follows, found)


async def facts(desk: Desk, alert: Alert) -> dict[str, Any]:
    """Of an alert that is being written, in plain values. Times are ISO 8601, UTC."""
    audience = Audience.of(alert)
    reach = await audiences.reach(desk, audience, alert.category)
    areas = await addressing.areas(desk)
    grids = desk.directory.open_grids()
    return {
        "number": alert.number,
        "languages": [_language(desk, alert, one) for one in LANGUAGES],
        "picture": alert.content,
        "everywhere": audience.is_everywhere,
        "areas": [one.name for one in areas if one.code in audience.areas],
        "grids": [one.name for one in grids if one.code in audience.grids],
        "all_areas": [(one.id, one.name, one.code in audience.areas) for one in areas],
        "all_grids": [(one.id, one.name, one.code in audience.grids) for one in grids],
        "kinds": list(audience.kinds),
        "subscribers": audience.subscribers,
        "in_groups": audience.groups,
        "chats": reach.chats,
        "groups": reach.groups,
        "private": reach.subscribers,
        "members": reach.members,
        "uncounted": reach.uncounted,
        **_when(desk, alert),
        "until": scheduling.foreseen_end(desk, alert).isoformat(),
        "severity": alert.severity.value,
        "urgency": alert.urgency.value,
        "certainty": alert.certainty.value,
        "category": alert.category.value,
        "holds": str(alert.valid_minutes),
        "ready": [(one.key, one.title) for one in ready.offered(desk)],
        "blank": blank.label if (blank := ready.next_blank(desk, alert)) else None,
        "contact": alert.contact or desk.station.hotline,
        "lesson": alert.case_id is not None,
        "lacks": [one.dump() for one in await checking.lacks(desk, alert, reach)],
        "approved": policy_of(desk.station).must_be_approved(alert),
    }


def _language(desk: Desk, alert: Alert, language: str) -> dict[str, Any]:
    said = alert.words.get(language, {})
    return {
        "code": language,
        "written": language in alert.words,
        "headline": said.get("headline", ""),
        "text": said.get("text", "")[:BRIEF],
        "instruction": said.get("instruction", "")[:BRIEF],
        "voice": language in alert.voices,
        "units": checking.measured(desk, alert, language, said) if said else 0,
        "limit": checking.limit(alert.content),
    }


def _when(desk: Desk, alert: Alert) -> dict[str, Any]:
    """`at` is the time that was chosen, `goes` when it really goes out: None for at once."""
    now = desk.now()
    if alert.rule is not None:
        rule = calendar_rule.loaded(alert.rule)
        due = scheduling.following(desk, alert, now)
        shown = calendar_rule.described(rule)
        quiet = due is not None and not _is_at(desk, due, alert.rule["time"])
        return {
            "calendar": shown,
            "at": None,
            "goes": _iso(due),
            "quiet": quiet,
            "rule": alert.rule,
        }
    wanted = max(alert.next_at or now, now)
    goes = scheduling.at_its_hour(desk, alert, wanted)
    is_now = alert.next_at is None and goes == wanted
    return {
        "calendar": None,
        "at": _iso(alert.next_at),
        "goes": None if is_now else _iso(goes),
        "quiet": goes != wanted,
        "rule": None,
    }


def _is_at(desk: Desk, due: datetime, shown: str) -> bool:
    return f"{due.astimezone(desk.directory.timezone):%H:%M}" == f"{shown:0>5}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def _tapped(desk: Desk) -> Exchange | None:
    return desk.about if desk.callback_id is not None else None
