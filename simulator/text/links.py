"""Web and tg:// links inside marked-up text."""

import re

from simulator.wire import JSON

USER_LINK = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)
WEB_LINK = re.compile(
    r"(?:(https?|tg|tonsite)://)?((?:[\w\-]+\.)*[\w\-]+(?::\d+)?)([/?#][^\s]*)?", re.IGNORECASE
)


def link_entity(url: str, span: JSON) -> list[JSON]:
    """A text_link or a mention of a user; nothing where the address makes no link."""
    if user := USER_LINK.fullmatch(url.strip()):
        return [{"type": "text_mention", **span, "user": {"id": int(user[1])}}]
    checked = checked_link(url)
    return [{"type": "text_link", **span, "url": checked}] if checked else []


def checked_link(url: str) -> str:
    """The address as Telegram stores it: with a scheme and a path; empty where it is no link."""
    match = WEB_LINK.fullmatch(url.strip())
    if not match:
        return ""
    scheme, host, rest = (match[1] or "").lower(), match[2], match[3] or ""
    if scheme == "tg":
        return f"tg://{host}{rest}"
    name = host.split(":")[0]
    if "." not in name.strip(".") and name != "localhost":
        return ""
    if not rest.startswith("/"):
        rest = "/" + rest
    return f"{scheme or 'http'}://{host.lower()}{rest}"
