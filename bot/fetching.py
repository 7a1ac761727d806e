"""Fetches something from an address that somebody else has chosen: a roster, a feed of alerts.

It must not become a way into the station's own network: only https, only public addresses, each
redirect examined anew, and no more than the terms allow, in size and in time. Hosts that the
station names as its own may be private, and speak plain http. The address is examined where the
connection is made, so that a name can't lead elsewhere in between.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DefaultResolver,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

MOST_REDIRECTS = 3
MOVED = (301, 302, 303, 307, 308)
PIECE = 64 * 1024
# Addresses that carry another one inside, and networks that lead to such.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class FetchError(OSError):
    """A plain sentence that doesn't name the address: what follows a host is often a secret."""


class TooLargeError(FetchError):
    """It is more than the terms allow."""


class RefusedAddressError(FetchError):
    """The host is in a private network, isn't on the list, or is none."""


@dataclass(frozen=True)
class Terms:
    """`inside` are the station's own hosts. `only`: if it is there, no others are asked. `remedy`
    says what to do if a private address is meant. `largest` is in bytes, `seconds` for it all."""

    accept: str
    inside: Collection[str] = ()
    only: Collection[str] | None = None
    remedy: str = ""
    largest: int = 2 * 1024 * 1024
    seconds: float = 20


async def get(url: str, terms: Terms) -> bytes:
    """What is at an address. Raises FetchError."""
    try:
        async with asyncio.timeout(terms.seconds), _session(terms) as session:
            return await _follow(session, URL(url), terms)
    except FetchError:
        raise
    except TimeoutError:
        raise FetchError(f"There was no answer within {terms.seconds:g} seconds.") from None
    except (ClientError, OSError, ValueError) as error:
        if isinstance(error.__cause__, RefusedAddressError):
            raise RefusedAddressError(str(error.__cause__)) from None
        is_none = isinstance(error, ValueError)
        said = f"It can't be reached ({type(error).__name__})."
        raise (RefusedAddressError if is_none else FetchError)(said) from None


def _session(terms: Terms) -> ClientSession:
    return ClientSession(
        connector=TCPConnector(resolver=_Resolver(terms), use_dns_cache=False),
        timeout=ClientTimeout(total=terms.seconds),
        auto_decompress=False,
        headers={"Accept-Encoding": "identity", "Accept": terms.accept},
    )


async def _follow(session: ClientSession, url: URL, terms: Terms) -> bytes:
    for _ in range(MOST_REDIRECTS + 1):
        _must_be_allowed(url, terms)
        async with session.get(url, allow_redirects=False) as answer:
            if answer.status in MOVED and (to := answer.headers.get("Location")):
                url = url.join(URL(to))
                continue
            if answer.status != 200:
                raise FetchError(f"The answer was {answer.status}.")
            return await _read(answer, terms.largest)
    raise FetchError(f"It was redirected more than {MOST_REDIRECTS} times.")


async def _read(answer: ClientResponse, largest: int) -> bytes:
    found = bytearray()
    if (answer.content_length or 0) <= largest:
        async for part in answer.content.iter_chunked(PIECE):
            found += part
            if len(found) > largest:
                break
        else:
            return bytes(found)
    raise TooLargeError(f"It is larger than {largest // 1024 // 1024} MB.")


def _must_be_allowed(url: URL, terms: Terms) -> None:
    """Names are examined when they are resolved; numbers aren't resolved, so here. It is the same
    reading of the address that the connection is made by."""
    host = (url.host or "").lower()
    if terms.only is not None and host not in terms.only:
        raise RefusedAddressError("Its host isn't on the list of those that may be asked.")
    if host in terms.inside and url.scheme in ("http", "https"):
        return
    if url.scheme != "https":
        raise RefusedAddressError("Only https addresses are asked.")
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return
    if not is_public(ip):
        raise _refused(terms)


def is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the public internet, also where it hides another one."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(inner)
        if ip.teredo is not None or ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def _refused(terms: Terms) -> RefusedAddressError:
    said = "Its address is in a private network"
    return RefusedAddressError(f"{said}: {terms.remedy}" if terms.remedy else f"{said}.")


class _Resolver(AbstractResolver):
    """Gives no private address of a host that isn't the station's own."""

    def __init__(self, terms: Terms) -> None:
        self._inner, self._terms = DefaultResolver(), terms

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host.lower() not in self._terms.inside:
            for one in found:
                if not is_public(ipaddress.ip_address(one["host"].partition("%")[0])):
                    raise _refused(self._terms)
        return found

    async def close(self) -> None:
        await self._inner.close()
