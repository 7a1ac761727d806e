"""Whether an alert can go out as it stands: nothing missing, and each language fits a message."""

from dataclasses import asdict, dataclass
from typing import Any

from locales import LANGUAGES, as_read
from models.alert import Alert
from services.alerts import audience as audiences
from services.alerts import scheduling
from services.alerts.audience import Audience, Reach
from services.desk import Desk
from services.errors import AlertIncomplete, AlertTooLong
from services.notices import alerts as notices
from services.words import CAPTION_UNITS, TEXT_UNITS, units


@dataclass(frozen=True)
class Lack:
    """`what` is missing: headline, text, language, lesson (each in a language), nobody, past,
    never."""

    what: str
    language: str | None = None

    def dump(self) -> dict[str, Any]:
        return asdict(self)


def limit(content: str | None) -> int:
    """What one message holds, in UTF-16 units: less under a photo, video or document."""
    return CAPTION_UNITS if content in notices.CAPTIONED else TEXT_UNITS


def measured(
    desk: Desk, alert: Alert, language: str, said: dict[str, str], contact: str | None = None
) -> int:
    """The units of the whole message with these words."""
    until = scheduling.foreseen_end(desk, alert)
    values = notices.said_as(desk, alert, said, until, contact)
    return units(as_read("alert", language, values, desk.station.timezone))


def must_fit(
    desk: Desk,
    alert: Alert,
    words: dict[str, dict[str, str]],
    content: str | None,
    contact: str | None = None,
) -> None:
    """Before anything is kept. Raises AlertTooLong."""
    most = limit(content)
    for language, said in words.items():
        length = measured(desk, alert, language, said, contact)
        if length > most:
            raise AlertTooLong(
                said_in=language,
                units=length,
                limit=most,
                over=length - most,
                content=content if most == CAPTION_UNITS else None,
            )


async def lacks(desk: Desk, alert: Alert, reach: Reach) -> list[Lack]:
    found = [lack for language in alert.words for lack in _of_words(alert, language)]
    wanted = await needed_languages(desk, alert)
    found += [Lack("language", one) for one in wanted if one not in alert.words]
    if not reach.chats:
        found.append(Lack("nobody"))
    if alert.rule is not None and scheduling.following(desk, alert, desk.now()) is None:
        found.append(Lack("never"))
    if alert.rule is None and alert.next_at is not None and alert.next_at <= desk.now():
        found.append(Lack("past"))
    return found


def _of_words(alert: Alert, language: str) -> list[Lack]:
    said = alert.words[language]
    lack = [Lack(what, language) for what in ("headline", "text") if not said.get(what)]
    if alert.case_id is not None and not said.get("instruction"):
        lack.append(Lack("lesson", language))
    return lack


async def needed_languages(desk: Desk, alert: Alert) -> list[str]:
    """Those of the groups that it goes to: without its words a group would read another's."""
    groups = await audiences.groups(desk, Audience.of(alert))
    read = {group.language or desk.station.language for group in groups}
    read = read or {desk.station.language}
    return [language for language in LANGUAGES if language in read]


async def must_be_whole(desk: Desk, alert: Alert) -> Reach:
    """Raises AlertIncomplete or AlertTooLong."""
    audience = Audience.of(alert)
    reach = await audiences.reach(desk, audience, alert.category)
    missing = await lacks(desk, alert, reach)
    if missing:
        raise AlertIncomplete(lacks=[one.dump() for one in missing])
    must_fit(desk, alert, alert.words, alert.content)
    return reach
