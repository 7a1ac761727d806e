"""Whether an alert's file can go out as it stands: what chat refuses, a file is refused for."""

from collections.abc import AsyncIterator

from models.alert import Alert
from services.alerts import audience as audiences
from services.alerts import checking
from services.alerts.audience import Audience
from services.alerts.checking import Lack
from services.desk import Desk
from services.errors import AlertTooLong
from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding


async def findings(desk: Desk, document: Document, alert: Alert) -> AsyncIterator[Finding]:
    """Each at the key that is to be changed."""
    reach = await audiences.reach(desk, Audience.of(alert), alert.category)
    lacks = await checking.lacks(desk, alert, reach)
    for lack in lacks:
        yield finding(document, _place(document, lack), _said(lack))
    if lacks:
        return
    try:
        checking.must_fit(desk, alert, alert.words, alert.content)
    except AlertTooLong as error:
        told = error.values
        what = f"{told['over']} characters too many: a message holds {told['limit']}, and with "
        what += f"all that stands around the words this would be {told['units']}."
        yield finding(document, _words(document, told["said_in"]), what)


def _place(document: Document, lack: Lack) -> Place:
    match lack.what:
        case "headline" | "text":
            return (*_words(document, lack.language), lack.what)
        case "language":
            return ("languages",) if "languages" in document.data else _words(document)
        case "nobody":
            return ("to",) if "to" in document.data else ()
        case _:
            return ("calendar",) if "calendar" in document.data else ("at",)


def _words(document: Document, language: str | None = None) -> Place:
    if "words" not in document.data:
        return ("template",)
    return ("words", language) if language else ("words",)


def _said(lack: Lack) -> str:
    match lack.what:
        case "headline" | "text":
            return "it says nothing."
        case "language":
            return f"there are no words in {lack.language}, and there are groups that read it."
        case "nobody":
            return "this goes to nobody: there is no such group, and no private chat."
        case "never":
            return "by this calendar it would never go out."
        case _:
            return "this time has passed."
