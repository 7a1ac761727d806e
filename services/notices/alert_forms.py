"""The form in which an alert is written, and what it asks for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from locales.choices import TICK
from models.alert import Alert, Category, Certainty, Severity
from models.exchange import Exchange, Purpose
from services import outbox
from services.alert_library import Blank, Follows
from services.alerts.form import (
    NO_LANGUAGE,
    Asked,
    DayOfMonth,
    Part,
    Sheet,
    TimeOfYear,
    Weekday,
    When,
)
from services.desk import Desk
from services.outbox import Actions

if TYPE_CHECKING:
    from services.alerts.drafts import OpenAlerts

TIMES = ("08:00", "10:00", "12:00", "16:00", "18:00", "20:00")
KINDS = ("residents", "merchants", "school", "hospital", "bank", "village")
URGENCIES = ("immediate", "expected", "future")
HOLDS = (60, 360, 1440, 4320, 10080, 43200)
GRIDS_SHOWN = 16
HIDDEN = ("all_areas", "all_grids", "rule", "ready")  # of the facts, what only the buttons show


def home(desk: Desk, found: "OpenAlerts") -> None:
    """The alerts that are open, and what can be begun; in place of the form, where there is one."""
    listed = (*found.others, *found.own, *found.to_come, *found.out)
    rows = [[f"open_alert:{one.id}|{_name(desk, one)}"] for one in listed]
    values = {
        "own": len(found.own),
        "others": len(found.others),
        "to_come": len(found.to_come),
        "out": len(found.out),
    }
    actions: Actions = [["flash_alert", "new_alert"], *rows]
    if desk.callback_id is not None and desk.about is not None:
        outbox.amend(desk, desk.about, "alert_home", values, actions, language=desk.language)
    else:
        outbox.say(desk, desk.here, "alert_home", values, actions=actions)


def shown(
    desk: Desk,
    form: Exchange | None,
    alert: Alert,
    sheet: Sheet,
    facts: dict[str, Any],
    page: int = 0,
) -> None:
    _put(desk, form, sheet, facts, _sheet_actions(alert, sheet, facts, page))


def shown_endable(
    desk: Desk,
    form: Exchange | None,
    alert: Alert,
    facts: dict[str, Any],
    follows: Follows,
    found: Sequence[Alert],
) -> None:
    """Each alert that could be ended."""
    rows = [[f"follow_ready:{alert.id}:{one.id}:{follows}|{_name(desk, one)}"] for one in found]
    back = f"alert_page:{alert.id}:{Sheet.READY}|hub"
    _put(desk, form, Sheet.ENDABLE, facts, [*rows, [back]])


def _put(
    desk: Desk, form: Exchange | None, sheet: Sheet, facts: dict[str, Any], actions: Actions
) -> None:
    values = {"sheet": sheet.value, **{k: v for k, v in facts.items() if k not in HIDDEN}}
    if form is not None:
        outbox.amend(desk, form, "alert_form", values, actions, language=desk.language)
    else:
        outbox.say(desk, desk.here, "alert_form", values, actions=actions)


def ask(desk: Desk, alert: Alert, what: Asked, language: str, form: Exchange | None) -> None:
    """A form: the answer is a reply to it. `target_id` is the form that shows it then."""
    outbox.say(
        desk,
        desk.here,
        "ask_alert",
        {
            "alert": alert.id,
            "what": what.value,
            "said_in": language if language != NO_LANGUAGE else None,
            "repeats": alert.rule is not None,
        },
        purpose=Purpose.ASK_ALERT,
        person_id=desk.me.id,
        reply_to_id=form.id if form else None,
    )


def ask_blank(desk: Desk, alert: Alert, blank: Blank, form: Exchange | None) -> None:
    """The same for one of the blanks of a ready alert."""
    outbox.say(
        desk,
        desk.here,
        "ask_blank",
        {
            "alert": alert.id,
            "what": Asked.BLANK.value,
            "name": blank.name,
            "label": blank.label,
            "example": blank.example,
        },
        purpose=Purpose.ASK_ALERT,
        person_id=desk.me.id,
        reply_to_id=form.id if form else None,
    )


def taken(desk: Desk, form: Exchange | None) -> None:
    """The answer stands in the form, which may have scrolled away: the quote leads to it."""
    outbox.say(desk, desk.here, "alert_taken", {}, reply_to_id=form.id if form else desk.heard_id)


def _sheet_actions(alert: Alert, sheet: Sheet, facts: dict[str, Any], page: int) -> Actions:
    back = [f"alert_page:{alert.id}:{Sheet.HUB}|hub"]
    match sheet:
        case Sheet.HUB:
            return _hub(alert)
        case Sheet.WORDS:
            return [*_words(alert, facts), back]
        case Sheet.READY | Sheet.ENDABLE:
            chosen = [f"ready_alert:{alert.id}:{key}|{title}" for key, title in facts["ready"]]
            return [*_in_rows(chosen, 2), back]
        case Sheet.VOICE:
            return [*_voices(alert, facts), back]
        case Sheet.PICTURE:
            return [_picture(alert), back]
        case Sheet.AUDIENCE:
            return [*_audience(alert, facts, page), back]
        case Sheet.WHEN:
            return [*_when(alert, facts), back]
        case Sheet.GRADE:
            return [*_grade(alert), back]
        case Sheet.CATEGORY:
            chosen = [_one(alert, "alert_category", one, alert.category) for one in Category]
            return [*_in_rows(chosen, 2), back]
        case Sheet.HOLDS:
            held = [_one(alert, "alert_holds", str(x), str(alert.valid_minutes)) for x in HOLDS]
            return [*_in_rows(held, 3), back]
        case Sheet.DISCARD:
            return [[f"discard_alert:{alert.id}", *back]]


def _hub(alert: Alert) -> Actions:
    sheets = (Sheet.WORDS, Sheet.AUDIENCE, Sheet.PICTURE, Sheet.WHEN, Sheet.VOICE, Sheet.GRADE)
    return [
        *_in_rows([_to(alert, sheet) for sheet in sheets], 2),
        [f"preview_alert:{alert.id}"],
        ["all_alerts", _to(alert, Sheet.DISCARD)],
    ]


def _words(alert: Alert, facts: dict[str, Any]) -> Actions:
    rows: list[list[str]] = []
    for one in facts["languages"]:
        code = one["code"]
        parts = [Asked.HEADLINE, Asked.TEXT, Asked.INSTRUCTION] if one["written"] else []
        rows.append([_ask(alert, Asked.WHOLE, code, code)])
        rows.append([_ask(alert, part, code) for part in parts])
        if one["instruction"]:
            rows.append([f"alert_without:{alert.id}:{Part.INSTRUCTION}:{code}|instruction"])
    blank = [[_ask(alert, Asked.BLANK)]] if facts["blank"] else []
    ready = [_to(alert, Sheet.READY), _ask(alert, Asked.CONTACT)]
    return [*blank, *(row for row in rows if row), ready]


def _voices(alert: Alert, facts: dict[str, Any]) -> Actions:
    return [
        [
            _ask(alert, Asked.VOICE, one["code"], one["code"]),
            *([f"alert_without:{alert.id}:{Part.VOICE}:{one['code']}|voice"] * one["voice"]),
        ]
        for one in facts["languages"]
    ]


def _picture(alert: Alert) -> list[str]:
    without = f"alert_without:{alert.id}:{Part.PICTURE}:{NO_LANGUAGE}|picture"
    return [_ask(alert, Asked.PICTURE), *([without] if alert.content else [])]


def _audience(alert: Alert, facts: dict[str, Any], page: int) -> Actions:
    grids = facts["all_grids"]
    first = page * GRIDS_SHOWN
    areas = [
        f"alert_area:{alert.id}:{id_}|{_tick(on)}{name}" for id_, name, on in facts["all_areas"]
    ]
    some = [
        f"alert_grid:{alert.id}:{id_}|{_tick(on)}{name}"
        for id_, name, on in grids[first : first + GRIDS_SHOWN]
    ]
    following = page + 1 if first + GRIDS_SHOWN < len(grids) else 0
    more = [[f"alert_grids:{alert.id}:{following}"]] if len(grids) > GRIDS_SHOWN else []
    kinds = [
        f"alert_group_kind:{alert.id}:{kind}|{_tick(kind in facts['kinds'])}{kind}"
        for kind in KINDS
    ]
    return [
        [f"alert_everywhere:{alert.id}|{_tick(facts['everywhere'])}everywhere"],
        *_in_rows(areas, 2),
        *_in_rows(some, 2),
        *more,
        *(_in_rows(kinds, 3) if facts["in_groups"] else ()),
        [
            f"alert_in_groups:{alert.id}|{_tick(facts['in_groups'])}groups",
            f"alert_subscribers:{alert.id}|{_tick(facts['subscribers'])}subscribers",
        ],
    ]


def _when(alert: Alert, facts: dict[str, Any]) -> Actions:
    rule = facts["rule"]
    now = [] if rule or alert.next_at else ["now"]
    chosen = rule["repeat"] if rule else next(iter(now), None)
    days = [_one(alert, "alert_when", one, chosen) for one in When]
    rows = [days[:1], days[1:3], days[3:5], days[5:]]
    if rule and rule["repeat"] == When.WEEK:
        week = [
            f"alert_weekday:{alert.id}:{day}|{_tick(day in rule['weekdays'])}{day}"
            for day in Weekday
        ]
        rows += [week[:4], week[4:]]
    if rule and rule["repeat"] == When.MONTH:
        rows += _in_rows([f"alert_month:{alert.id}:{day}|{day}" for day in DayOfMonth], 2)
    if rule or alert.next_at:
        rows += _in_rows([f"alert_time:{alert.id}:{_minutes(one)}|{one}" for one in TIMES], 3)
    if rule:
        rows += [[f"alert_season:{alert.id}:{one}|{one}" for one in TimeOfYear]]
        without = f"alert_without:{alert.id}:{Part.UNTIL}:{NO_LANGUAGE}|until"
        rows += [[_ask(alert, Asked.UNTIL), *([without] if "until" in rule else [])]]
    urgent = [[f"alert_urgency:{alert.id}:immediate|urgent"]] if facts["quiet"] else []
    return [*rows, [_ask(alert, Asked.MOMENT)], *urgent]


def _grade(alert: Alert) -> Actions:
    severity = [_one(alert, "alert_severity", one, alert.severity) for one in Severity][:4]
    urgency = [_one(alert, "alert_urgency", one, alert.urgency) for one in URGENCIES]
    certainty = [_one(alert, "alert_certainty", one, alert.certainty) for one in Certainty][:3]
    return [
        *_in_rows(severity, 2),
        urgency,
        certainty,
        [_to(alert, Sheet.CATEGORY), _to(alert, Sheet.HOLDS)],
    ]


def _to(alert: Alert, sheet: Sheet) -> str:
    return f"alert_page:{alert.id}:{sheet}|{sheet}"


def _ask(alert: Alert, what: Asked, language: str = NO_LANGUAGE, shown: str = "") -> str:
    return f"ask_alert:{alert.id}:{what}:{language}|{shown or what}"


def _one(alert: Alert, action: str, name: str, chosen: str | None) -> str:
    return f"{action}:{alert.id}:{name}|{_tick(name == chosen)}{name}"


def _tick(on: bool) -> str:
    return TICK if on else ""


def _minutes(shown: str) -> int:
    hours, _, minutes = shown.partition(":")
    return int(hours) * 60 + int(minutes)


def _in_rows(actions: list[str], width: int) -> list[list[str]]:
    return [actions[i : i + width] for i in range(0, len(actions), width)]


def _name(desk: Desk, alert: Alert) -> str:
    said: dict[str, str] = alert.words.get(desk.language) or next(iter(alert.words.values()), {})
    return f"{alert.number} {said.get('headline', '')}".strip()
