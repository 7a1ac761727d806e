"""Waiting for what has to be seen, in one private chat or group."""

from collections.abc import Callable

from simulator import Bubble, Change, Group, Person

FOREVER = 3600.0  # Whoever has waited in vain is asked for what in the end.

Fits = Callable[[Bubble], bool]


async def look(person: Person, fits: Fits, in_group: Group | None = None) -> Bubble:
    """The newest message of others there that fits, now or when it comes."""
    where = in_group.id if in_group else person.id

    def read(bubble: Bubble) -> bool:
        return bubble.message.sender is not person.user and fits(bubble)

    def shown(change: Change) -> Bubble | None:
        bubble = Bubble(change.message) if change.message else None
        return bubble if bubble and change.chat.id == where and read(bubble) else None

    found = next(filter(read, reversed(person.chat(in_group))), None)
    if found is None:
        with person.world.changes.listen(person.user) as changes:
            found = await changes.first(shown, FOREVER)
    assert found is not None
    return found
