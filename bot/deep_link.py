"""The link that opens a chat with the bot: apart, for a terminal needs no aiogram for it."""


def deep_link(username: str, payload: str) -> str:
    """`payload`: at most 64 of A-Z a-z 0-9 _ - (Bot features, "Deep linking")."""
    return f"https://t.me/{username}?start={payload}"
