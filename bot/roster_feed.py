"""Asks for a roster that is polled."""

from collections.abc import Collection

from bot.fetching import FetchError, Terms, get
from services.calendars import CalendarError

ACCEPT = "text/calendar, text/plain;q=0.5"
REMEDY = "if that is meant, name the host under duty.feed_hosts in the station file."


async def fetch(url: str, inside: Collection[str]) -> str:
    """The text at an address; `inside` are the hosts under duty.feed_hosts. Raises CalendarError
    with a plain sentence that doesn't name the address."""
    try:
        data = await get(url, Terms(ACCEPT, inside, remedy=REMEDY))
        return data.decode("utf-8-sig")
    except FetchError as error:
        raise CalendarError(str(error)) from None
    except UnicodeDecodeError:
        raise CalendarError("It is no text in UTF-8.") from None
