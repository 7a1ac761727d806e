"""What can be chosen while an alert is written, in plain words: on buttons, and in its form."""

from collections.abc import Mapping

from locales.languages import LANGUAGES, own_name
from locales.marking import _
from locales.translations import translated

TICK = "✓ "
URGENCIES = {
    "immediate": _("Act at once"),
    "expected": _("Act soon"),
    "future": _("For later"),
    "past": _("It is over"),
    "unknown": _("Not known"),
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "alert_page": {
        "hub": _("Back"),
        "words": _("Words"),
        "ready": _("Ready-made"),
        "endable": _("Which alert is over?"),
        "voice": _("Voice"),
        "picture": _("Picture"),
        "audience": _("To whom"),
        "when": _("When"),
        "grade": _("How serious"),
        "category": _("What it is about"),
        "holds": _("How long it holds"),
        "discard": _("Discard"),
    },
    "ask_alert": {
        "headline": _("Heading"),
        "text": _("Text"),
        "instruction": _("What to do"),
        "contact": _("Contact"),
        "picture": _("Choose one"),
        "blank": _("Fill in what is missing"),
        "moment": _("Another time…"),
        "until": _("Until…"),
        "sentence": _("Danger now"),
    },
    "alert_without": {
        "picture": _("Without a picture"),
        "voice": _("Without a voice"),
        "instruction": _("Nothing to do"),
        "until": _("Without an end"),
    },
    "alert_everywhere": {"everywhere": _("Whole station")},
    "alert_group_kind": {
        "residents": _("Residents"),
        "merchants": _("Merchants"),
        "school": _("Schools"),
        "hospital": _("Hospitals"),
        "bank": _("Banks"),
        "village": _("Villages"),
    },
    "alert_in_groups": {"groups": _("Groups")},
    "alert_subscribers": {"subscribers": _("Subscribers")},
    "alert_when": {
        "now": _("Now"),
        "today": _("Later today"),
        "tomorrow": _("Tomorrow"),
        "day": _("Each day"),
        "workday": _("Each working day"),
        "week": _("Each week"),
        "month": _("Each month"),
    },
    "alert_weekday": {
        "mon": _("Mon"),
        "tue": _("Tue"),
        "wed": _("Wed"),
        "thu": _("Thu"),
        "fri": _("Fri"),
        "sat": _("Sat"),
        "sun": _("Sun"),
    },
    "alert_month": {
        "first_workday": _("1st working day"),
        "last_workday": _("Last working day"),
        "first_day": _("The 1st"),
        "middle": _("The 15th"),
        "last_day": _("Last day"),
    },
    "alert_season": {
        "all": _("All year"),
        "cold": _("In the cold months"),
        "hot": _("In the hot months"),
    },
    "alert_severity": {
        "extreme": _("Danger to life"),
        "severe": _("Serious harm"),
        "moderate": _("Some harm"),
        "minor": _("Little harm"),
        "unknown": _("Not known"),
    },
    "alert_urgency": {**URGENCIES, "urgent": _("It can't wait: urgent")},
    "alert_certainty": {
        "observed": _("It has happened"),
        "likely": _("Likely"),
        "possible": _("Possible"),
        "unlikely": _("Unlikely"),
        "unknown": _("Not known"),
    },
    "alert_category": {
        "geo": _("Earthquake, landslide"),
        "met": _("Weather"),
        "safety": _("Public safety"),
        "security": _("Fraud, theft, crime"),
        "rescue": _("Missing, rescue"),
        "fire": _("Fire"),
        "health": _("Health"),
        "env": _("Environment"),
        "transport": _("Traffic"),
        "infra": _("Water, power, gas"),
        "cbrne": _("Hazardous materials"),
        "other": _("Other"),
    },
    "alert_holds": {
        "60": _("1 hour"),
        "360": _("6 hours"),
        "1440": _("1 day"),
        "4320": _("3 days"),
        "10080": _("1 week"),
        "43200": _("30 days"),
    },
    "send_alert": {
        "send": _("Send"),
        "schedule": _("Put it on the calendar"),
        "flash": _("Send to whole station"),
        "submit": _("Submit for approval"),
    },
}


def choice(language: str, chosen: str, action: str) -> str:
    """One of the choices of a button, with its tick if it is taken now; a language by the name that
    it has for itself. What isn't among them is said as it is."""
    name = chosen.removeprefix(TICK)
    known = CHOICES[action]
    said = own_name(name) if name in LANGUAGES else name
    said = translated(language, known[name]) if name in known else said
    return TICK + said if chosen.startswith(TICK) else said
