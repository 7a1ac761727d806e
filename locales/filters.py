"""What templates say of the values: times, names, kinds, states."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.lists import format_list
from jinja2 import pass_context
from jinja2.runtime import Context

from locales.calendar_words import calendar_in_words
from locales.choices import choice
from locales.defects import defect, remedy
from locales.languages import name_of
from locales.marking import _
from locales.translations import translated

MOST_NAMED = 10
BRIEF = 40  # letters: about what one line of a small phone shows
DAY_AND_TIME = _("d MMM HH:mm")  # Unicode date pattern, as Babel knows it
MONTH = _("LLLL")
OFFICER = _("Officer %(name)s")
WATCH = _("%(officer)s (%(details)s)")
UNTIL = _("until %(until)s")
KINDS = {
    "help": _("Help"),
    "consultation": _("Question"),
    "dispute": _("Dispute"),
    "service": _("Service"),
    "tip": _("Tip"),
    "suggestion": _("Suggestion"),
    "complaint": _("Complaint"),
    "alarm": _("Alarm"),
}
TOPICS = {  # of alerts, as residents choose them: the button, and in a sentence
    "fraud": (_("Fraud and theft"), _("fraud and theft")),
    "fire": (_("Fire"), _("fire")),
    "safety": (_("Safety at home and outdoors"), _("safety at home and outdoors")),
    "weather": (_("Storms and heat"), _("storms and heat")),
    "missing": (_("Missing people"), _("missing people")),
    "traffic": (_("Traffic"), _("traffic")),
    "health": (_("Health"), _("health")),
    "everything": (_("Everything"), _("everything")),
}
SERVICES = {
    "police": _("%(number)s (police)"),
    "fire": _("%(number)s (fire)"),
    "ambulance": _("%(number)s (ambulance)"),
}
STATES = {
    "waiting": _("waiting"),
    "accepted": _("in hand"),
    "resolved": _("done"),
    "cancelled": _("taken back"),
}
POSITIONS = {
    "own": _("Neighbourhood officer"),
    "main": _("On duty"),
    "backup": _("Backup"),
    "leader": _("Shift leader"),
}
HAPPENINGS = {
    "accepted": _("accepted it"),
    "passed_on": _("passed it on"),
    "handed_over": _("their shift ended, the next in line were asked"),
    "nobody_next": _("their shift ended, nobody was on duty next"),
    "moved_on": _("nobody took it, the next in line were asked"),
    "on_my_way": _("set out"),
    "not_reached": _("could not reach them"),
    "went_private": _("continues in private"),
    "answered_aloud": _("answered in the group"),
    "to_call": _("they have to be called"),
    "called": _("called them"),
    "holder_lost": _("no longer has it"),
    "waits_for_morning": _("waits for the morning"),
    "danger": _("says that someone is in danger"),
    "no_danger": _("says that nobody is in danger"),
    "no_word": _("the asker had heard nothing by the promised time"),
    "quiet": _("nothing had come of it for a day"),
    "repaired": _("had been left alone, and was asked again"),
    "resolved": _("resolved it"),
    "cancelled": _("took it back"),
}
CONTENTS = {
    "photo": _("a photo"),
    "voice": _("a voice message"),
    "video": _("a video"),
    "video_note": _("a video"),
    "animation": _("an animation"),
    "document": _("a document"),
    "poll": _("a poll"),
}
ATTACHMENT = _("an attachment")
MARKS = {"waiting": "🟡", "accepted": "🟡", "resolved": "🟢", "cancelled": "⚪"}
OVERDUE = "🔴"


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """The filters of one language, by the names that templates use."""
    return {
        "moment": pass_context(partial(moment, language)),
        "month": pass_context(partial(month, language)),
        "day_moment": pass_context(partial(day_moment, language)),
        "names": partial(names, language),
        "officer": partial(officer, language),
        "officers": partial(officers, language),
        "kind": partial(kind, language),
        "state": partial(state, language),
        "topics": partial(topics, language),
        "watch": pass_context(partial(watch, language)),
        "position": partial(position, language),
        "happening": partial(happening, language),
        "calendar": partial(calendar_in_words, language),
        "choice": partial(choice, language),
        "language": partial(name_of, language),
        "content": partial(content, language),
        "services": partial(services, language),
        "mark": mark,
        "brief": brief,
        "defect": partial(defect, language),
        "remedy": partial(remedy, language),
    }


def moment(language: str, context: Context, at: str, since: str | None = None) -> str:
    """15:42 in the station's zone; with the day, when that isn't the day of `since`."""
    zone = context["zone"]
    local = _local(at, zone)
    if since is not None and _local(since, zone).date() != local.date():
        return _with_day(language, at, zone)
    return local.strftime("%H:%M")


def day_moment(language: str, context: Context, at: str) -> str:
    return _with_day(language, at, context["zone"])


def month(language: str, context: Context, at: str) -> str:
    pattern = translated(language, MONTH)
    return format_datetime(_local(at, context["zone"]), pattern, locale=language)


def names(language: str, people: Sequence[str]) -> str:
    """All of them, or the first few and how many more there are."""
    if len(people) == 1:
        return people[0]
    named = str(format_list(list(people[:MOST_NAMED]), locale=language))
    return named if len(people) <= MOST_NAMED else f"{named} … (+{len(people) - MOST_NAMED})"


def topic(language: str, chosen: str) -> str:
    return translated(language, TOPICS[chosen][0])


def topics(language: str, chosen: Sequence[str]) -> str:
    """fraud and theft, fire and traffic"""
    return names(language, [translated(language, TOPICS[one][1]) for one in chosen])


def officer(language: str, name: str) -> str:
    """王向阳 is 王向阳警官; who is 王警官 in the station file stays so."""
    titled = translated(language, OFFICER)
    title = titled.replace("%(name)s", "").strip()
    if name.startswith(title) or name.endswith(title):
        return name
    return titled % {"name": name}


def officers(language: str, people: Sequence[str]) -> str:
    return names(language, [officer(language, name) for name in people])


def watch(language: str, context: Context, people: Sequence[Mapping[str, Any]]) -> str:
    """Who is on duty, each with their hours (starts, ends) and their work phone, if there are."""
    return names(language, [_on_watch(language, context["zone"], one) for one in people])


def _on_watch(language: str, zone: str, one: Mapping[str, Any]) -> str:
    details = [_hours(language, zone, one["starts"], one["ends"]), one["phone"]]
    said = ", ".join(detail for detail in details if detail)
    name = officer(language, one["name"])
    return translated(language, WATCH) % {"officer": name, "details": said} if said else name


def _hours(language: str, zone: str, starts: str | None, ends: str | None) -> str | None:
    """08:00-20:00; what doesn't begin and end within a day is said by its end."""
    if ends is None:
        return None
    end = _local(ends, zone)
    if starts is not None and end - (start := _local(starts, zone)) <= timedelta(days=1):
        return f"{start:%H:%M}-{end:%H:%M}"
    return translated(language, UNTIL) % {"until": _with_day(language, ends, zone)}


def kind(language: str, of_case: str) -> str:
    return translated(language, KINDS[of_case])


def state(language: str, of_case: str) -> str:
    return translated(language, STATES[of_case])


def position(language: str, of_shift: str) -> str:
    return translated(language, POSITIONS[of_shift])


def happening(language: str, what: str) -> str:
    return translated(language, HAPPENINGS[what])


def content(language: str, of_message: str) -> str:
    return translated(language, CONTENTS.get(of_message, ATTACHMENT))


def services(language: str, numbers: Mapping[str, str]) -> str:
    """119 (fire) and 120 (ambulance). A service that has no name here is its number alone."""
    said = [
        translated(language, SERVICES.get(service, "%(number)s")) % {"number": number}
        for service, number in numbers.items()
    ]
    return names(language, said)


def mark(of_case: str, overdue: bool = False) -> str:
    """A colour beside the words, never instead of them."""
    return OVERDUE if overdue and of_case in ("waiting", "accepted") else MARKS[of_case]


def brief(words: str) -> str:
    """The beginning, on one line."""
    line = " ".join(words[: 4 * BRIEF].split())
    return line if len(line) <= BRIEF else line[: BRIEF - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def _local(at: str, zone: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone))


@lru_cache(maxsize=4096)
def _with_day(language: str, at: str, zone: str) -> str:
    pattern = translated(language, DAY_AND_TIME)
    return format_datetime(_local(at, zone), pattern, locale=language)
