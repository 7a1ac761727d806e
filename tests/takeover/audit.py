"""What became of each case and message: the rows, and what Telegram saw, held to each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from models.address import Address
from models.case import Case, CaseEvent
from models.deadline import Deadline, DeadlineKind
from models.exchange import UNSENT, Delivery, Direction, Exchange, Operation
from simulator.world.chats import Chat
from tests.crash import delivered
from tests.crash.audit import unsent
from tests.takeover.calls import Sent
from tests.takeover.precinct import Precinct

if TYPE_CHECKING:
    from tests.takeover.run import Cut

FAR = timedelta(minutes=5)  # ahead is what nobody has to wait for
IN_FLIGHT = 2.0  # seconds in which a send is recorded
ARRIVES = 1.0  # seconds after another leads, in which what was claimed before may still arrive
LEAVES = (Operation.SEND, Operation.COPY, Operation.ALBUM)


@dataclass
class Audit:
    """Numbers, and of what is wrong each single case in words."""

    cases: int = 0
    accepted: int = 0
    done: int = 0
    late: list[float] = field(default_factory=list)  # seconds, of each deadline done
    led: list[float] = field(default_factory=list)  # of these, while somebody led
    latest: str = ""  # the way of the one that was done latest
    sends: int = 0
    repeated: Counter[str] = field(default_factory=Counter)  # by how the leader was lost
    missed: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    by_two: list[str] = field(default_factory=list)
    not_leading: list[str] = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def is_at_rest(connection: Connection) -> bool:
    soon = select(func.count(Deadline.id)).where(
        Deadline.done_at.is_(None), Deadline.due_at < _now() + FAR
    )
    return not connection.scalar(soon) and not unsent(connection)


def audit(
    connection: Connection, precinct: Precinct, calls: Sequence[Sent], cuts: Sequence["Cut"]
) -> Audit:
    found = Audit(sends=len(calls))
    _climbs(connection, precinct.climb, found)
    _deadlines(connection, cuts, found)
    found.not_leading = list(_by_others(calls, cuts))
    _repeats(connection, precinct, calls, cuts, found)
    found.unsent = [
        f"{row.id} {row.template} is {row.delivery}: {row.error}"
        for row in connection.execute(
            select(Exchange.id, Exchange.template, Exchange.delivery, Exchange.error).where(
                Exchange.delivery.in_((*UNSENT, Delivery.FAILED, Delivery.UNKNOWN))
            )
        )
    ]
    found.missing = delivered.missing(connection, precinct.telegram)
    return found


def _climbs(connection: Connection, climb: list[str], found: Audit) -> None:
    """Each step is asked once in each round, in order, until somebody accepts."""
    events = select(Case.number, CaseEvent.what, CaseEvent.detail)
    story: dict[str, list[str]] = {}
    for number, what, detail in connection.execute(
        events.join(CaseEvent, CaseEvent.case_id == Case.id).order_by(CaseEvent.at, CaseEvent.id)
    ):
        if what in ("asked", "accepted", "still_waiting"):
            story.setdefault(number, []).append(detail["rung"] if what == "asked" else what)
    found.cases = len(story)
    for number, steps in story.items():
        is_accepted = "accepted" in steps
        found.accepted += is_accepted
        climbed = steps[: steps.index("accepted")] if is_accepted else steps
        expected = climb[: len(climbed)] if is_accepted else climb
        if climbed != expected or len(climbed) + is_accepted != len(steps):
            more = Counter(steps) - Counter([*expected, "accepted"])
            (found.twice if more else found.missed).append(f"{number} climbed {steps}")


def _deadlines(connection: Connection, cuts: Sequence["Cut"], found: Audit) -> None:
    ahead: Counter[int] = Counter()
    rows = connection.execute(
        select(Deadline.case_id, Deadline.kind, Deadline.due_at, Deadline.done_at)
    )
    for row in rows:
        if row.kind is DeadlineKind.UNREACHABLE:
            continue
        if row.done_at is None:
            ahead[row.case_id] += 1
            if row.due_at < _now():
                found.missed.append(f"case {row.case_id} was due at {row.due_at}")
        elif row.done_at >= row.due_at:
            found.done += 1
            due, done = row.due_at.timestamp(), row.done_at.timestamp()
            if done - due > max(found.late, default=0.0):
                found.latest = _way(row.kind, cuts, due, done)
            found.late.append(done - due)
            found.led.append(done - due - _unled(cuts, due, done))
    found.twice += [
        f"case {id_} has {number} deadlines" for id_, number in ahead.items() if number > 1
    ]
    alone = connection.scalars(select(Case.id).where(Case.id.not_in(list(ahead) or [0])))
    found.missed += [f"case {id_} has no deadline" for id_ in alone]


def _unled(cuts: Sequence["Cut"], since: float, until: float) -> float:
    """How long nobody led between the two."""
    return sum(max(0.0, min(until, one.led_at) - max(since, one.at)) for one in cuts)


def _way(kind: DeadlineKind, cuts: Sequence["Cut"], due: float, done: float) -> str:
    """What became of the leaders between the two: when each was lost, how, and until when."""
    steps = [
        f"{one.at - due:+.1f} s {one.way.value}, {one.led_at - due:+.1f} s another leads"
        for one in cuts
        if one.at < done and one.led_at > due
    ]
    return "; ".join([f"{kind} is due", *steps, f"{done - due:+.1f} s done"])


def _by_others(calls: Sequence[Sent], cuts: Sequence["Cut"]) -> Iterator[str]:
    """From each takeover to the next cut one process sends: the one that leads."""
    for cut, until in zip(cuts, [*(one.at for one in cuts[1:]), float("inf")], strict=True):
        for one in calls:
            if cut.led_at + ARRIVES < one.at < until and one.token != cut.leader:
                after = one.at - cut.led_at
                yield f"to {one.chat}, {after:.3f} s after another led (it was {cut.way.value})"


def _repeats(
    connection: Connection,
    precinct: Precinct,
    calls: Sequence[Sent],
    cuts: Sequence["Cut"],
    found: Audit,
) -> None:
    """A message that no row knows was sent again by the next leader: at a cut, the one that was on
    its way to a chat can't be told from one that is lost."""
    recorded = {(row.external_id, row.message_id) for row in _recorded(connection)}
    sent = {(one.chat, one.message_id): one for one in calls if not one.is_edit}
    excused: set[tuple[int, int]] = set()
    for chat, message_id, text in _written(precinct):
        if (chat, message_id) in recorded:
            continue
        one = sent[chat, message_id]
        at = {number for number, cut in enumerate(cuts) if _was_on_its_way(one, cut)}
        fresh = {(number, chat) for number in at} - excused
        if fresh:
            excused.add(min(fresh))
            found.repeated[cuts[min(fresh)[0]].way.value] += 1
        else:
            found.by_two.append(f"{text!r} to {chat}")


def _was_on_its_way(one: Sent, cut: "Cut") -> bool:
    return one.token == cut.former and cut.at - IN_FLIGHT < one.at <= cut.led_at + ARRIVES


def _recorded(connection: Connection) -> Iterable[Any]:
    return connection.execute(
        select(Exchange.message_id, Address.external_id)
        .join(Address, Address.id == Exchange.address_id)
        .where(
            Exchange.direction == Direction.OUT,
            Exchange.operation.in_(LEAVES),
            Exchange.delivery == Delivery.DONE,
        )
    )


def _written(precinct: Precinct) -> Iterator[tuple[int, int, str]]:
    """Chat, number and text of all that the bot wrote."""
    world = precinct.telegram.world
    chats: list[Chat] = [*world.private.values(), *world.chats.values()]
    for chat in chats:
        for message in chat.messages.values():
            if message.sender is precinct.account and not message.is_service:
                yield chat.id, message.id, message.text


def _now() -> datetime:
    return datetime.now(UTC)
