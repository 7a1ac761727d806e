"""How a message is marked for the catalogue where it isn't translated yet."""


def _(message: str) -> str:
    return message
