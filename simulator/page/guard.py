"""Who may talk to the page: this machine's browser, on this page, and nothing else.

A name that somebody else's DNS leads to 127.0.0.1 comes with that name as its Host; another
site's script comes with that site as its Origin.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox"
"""For what people send: it is shown, and nothing in it runs."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guard(hosts: Callable[[], frozenset[str]]) -> Middleware:
    """`hosts` are the names and ports under which the page is served."""

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Host", "").lower() not in hosts():
            return web.Response(status=421, text="This page has another address.\n")
        if request.method != "GET" and not _is_own(request, hosts()):
            return web.Response(status=403, text="Only this page itself may do that.\n")
        return await handler(request)

    return checked


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _is_own(request: web.Request, hosts: frozenset[str]) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin in {f"http://{host}" for host in hosts}
