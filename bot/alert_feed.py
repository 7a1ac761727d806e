"""Asks for a feed of alerts, or for one alert that it links to."""

from collections.abc import Collection

from bot.fetching import FetchError, RefusedAddressError, Terms, TooLargeError, get
from services.cap import CapError, NotFetchedError
from services.cap.document import LARGEST

ACCEPT = "application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.5"


async def fetch(url: str, hosts: Collection[str], inside: Collection[str] = ()) -> bytes:
    """For services.cap.entries or read, which take their time with a large one: in a thread.

    No host but these is asked, also where a redirect leads, and none of them may be private or
    speak plain http but those `inside`. Raises CapError with a plain sentence that doesn't name
    the address: NotFetchedError where that may pass.
    """
    terms = Terms(ACCEPT, inside, frozenset(hosts), largest=LARGEST)
    try:
        return await get(url, terms)
    except (RefusedAddressError, TooLargeError) as error:
        raise CapError(str(error)) from None
    except FetchError as error:
        raise NotFetchedError(str(error)) from None
