"""Fetches a roster from an address that somebody else has chosen.

It must not become a way into the station's own network: only https, only public addresses, each
redirect examined anew, and not more than a roster can have. Hosts that the station file names
under duty.feed_hosts may be private, and speak plain http. The address is examined where the
connection is made, so that a name can't lead elsewhere in between.
"""

import ipaddress
import socket
from collections.abc import Collection
from typing import Any
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, DefaultResolver, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from services.calendars import CalendarError

LARGEST = 2 * 1024 * 1024  # bytes
MOST_REDIRECTS = 3
SECONDS = 20
MOVED = (301, 302, 303, 307, 308)
# Addresses that carry another one inside, and networks that lead to such.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class RefusedAddressError(OSError):
    """The host is in a private network, or is none."""


async def fetch(url: str, allowed: Collection[str]) -> str:
    """The text at an address. Raises CalendarError with a plain sentence that doesn't name it:
    what follows a host is often a secret."""
    connector = TCPConnector(resolver=_Resolver(allowed), use_dns_cache=False)
    async with ClientSession(
        connector=connector,
        timeout=ClientTimeout(total=SECONDS),
        auto_decompress=False,
        headers={"Accept-Encoding": "identity", "Accept": "text/calendar, text/plain;q=0.5"},
    ) as session:
        try:
            return await _follow(session, url, allowed)
        except RefusedAddressError as error:
            raise CalendarError(str(error)) from None
        except TimeoutError:
            raise CalendarError(f"There was no answer within {SECONDS} seconds.") from None
        except (ClientError, OSError, ValueError) as error:
            cause = error.__cause__ if isinstance(error.__cause__, RefusedAddressError) else None
            said = str(cause) if cause else f"It can't be reached ({type(error).__name__})."
            raise CalendarError(said) from None


async def _follow(session: ClientSession, url: str, allowed: Collection[str]) -> str:
    for _ in range(MOST_REDIRECTS + 1):
        _must_be_allowed(url, allowed)
        async with session.get(url, allow_redirects=False) as answer:
            if answer.status in MOVED and (to := answer.headers.get("Location")):
                url = urljoin(url, to)
                continue
            if answer.status != 200:
                raise CalendarError(f"The answer was {answer.status}.")
            return await _read(answer.content)
    raise CalendarError(f"It was redirected more than {MOST_REDIRECTS} times.")


async def _read(content: Any) -> str:
    found = bytearray()
    async for part in content.iter_chunked(64 * 1024):
        found += part
        if len(found) > LARGEST:
            raise CalendarError(f"It is larger than {LARGEST // 1024 // 1024} MB.")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarError("It is no text in UTF-8.") from None


def _must_be_allowed(url: str, allowed: Collection[str]) -> None:
    """Names are examined when they are resolved; numbers aren't resolved, so here."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host in allowed and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https":
        raise RefusedAddressError("Only https addresses are asked.")
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return
    if not is_public(ip):
        raise _refused()


def is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the public internet, also where it hides another one."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(inner)
        if ip.teredo is not None or ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def _refused() -> RefusedAddressError:
    return RefusedAddressError(
        "Its address is in a private network: if that is meant, name the host under "
        "duty.feed_hosts in the station file."
    )


class _Resolver(AbstractResolver):
    """Gives no private address of a host that isn't allowed."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._inner, self._allowed = DefaultResolver(), allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host.lower() not in self._allowed:
            for one in found:
                if not is_public(ipaddress.ip_address(one["host"].partition("%")[0])):
                    raise _refused()
        return found

    async def close(self) -> None:
        await self._inner.close()
