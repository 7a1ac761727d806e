"""Two officers of a post swap a shift, from /duty to the colleague's yes, and maybe back."""

from sqlalchemy import select

from models.shift import ShiftChange, ShiftChangeKind
from simulator import Bubble, Person
from tests.machine.posts import Post
from tests.machine.searching import tap

done: list[str] = []  # by whom each that was agreed was undone, if it was


async def swap(post: Post, asker: Person, which: int, undone_by: str) -> None:
    """As far as it comes: some have no shift to give, or a colleague who can't be reached.
    `undone_by`: "asker", "other", or "" for nobody."""
    await asker.writes("/duty")
    if await _taps(post, asker, "Swap ", which) is None:
        return
    theirs = await _taps(post, asker, "", which)
    other = next((one for one in post.staff if (theirs or "").startswith(f"{one.name} ")), None)
    if other is None:
        return
    before = await _in_force(post)
    if await _taps(post, other, "Agree") is None or await _in_force(post) == before:
        return
    assert await _in_force(post) == before + 2, "half a swap was agreed"
    done.append(undone_by)
    who = {"asker": asker, "other": other}.get(undone_by)
    if who is not None and await _taps(post, who, "Undo") is not None:
        assert await _in_force(post) == before, "a swap wasn't undone"


async def _taps(post: Post, who: Person, begins: str, which: int = 0) -> str | None:
    """One of the newest message's buttons that begin so, if there is any."""
    await post.street.quiet()
    newest: Bubble | None = next(iter(post.shown(who)), None)
    labels = [one for one in newest.buttons if one.startswith(begins)] if newest else []
    if newest is None or not labels:
        return None
    label = labels[which % len(labels)]
    await tap(who, newest, label)
    await post.street.quiet()
    return label


async def _in_force(post: Post) -> int:
    """Halves of swaps that count."""
    async with post.street.record() as session:
        found = select(ShiftChange.id).where(
            ShiftChange.kind == ShiftChangeKind.SWAPPED,
            ShiftChange.agreed_at.is_not(None),
            ShiftChange.undone_at.is_(None),
        )
        return len(list(await session.scalars(found)))
