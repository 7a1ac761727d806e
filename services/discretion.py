"""What a whole street needn't read, though it was asked in front of it."""

from functools import lru_cache

from locales import is_sensitive
from models.address import Address
from models.case import Case, CaseKind, CaseState
from services import lookup
from services.desk import Desk

_remembered = lru_cache(maxsize=1024)(is_sensitive)


def is_delicate(case: Case) -> bool:
    """A dispute, or words of violence at home, health, minors or family: the group reads of it
    its number and its state alone."""
    return case.kind is CaseKind.DISPUTE or _remembered(case.words)


def teaches(case: Case) -> bool:
    """Whether a lesson can be made of it: it is resolved, and nobody is recognised by it."""
    return case.state is CaseState.RESOLVED and not is_delicate(case)


async def private_chat(desk: Desk, case: Case) -> Address | None:
    """The asker's, if they have one with us in which they are reached."""
    own = await lookup.address_of(desk, case.asker_id) if case.asker_id is not None else None
    return own if own is not None and own.is_heard else None


async def asker_hears(desk: Desk, case: Case) -> bool:
    """Whether the asker has a private chat with us."""
    return await private_chat(desk, case) is not None


async def heard_at(desk: Desk, case: Case) -> Address | None:
    """Where the asker is told what concerns them alone: of a delicate case in private, if they
    have such a chat, and otherwise where it was asked."""
    own = await private_chat(desk, case) if is_delicate(case) else None
    return own or await lookup.asked_at(desk, case)
