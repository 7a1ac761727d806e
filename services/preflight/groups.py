"""How the bot stands in each group (docs/decisions/0005-privacy-mode-on-and-the-bot-an-
administrator.md): its rights, the pinned card, and whether it may write in the duty room."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.exchange import Delivery, Exchange, Operation, Purpose
from models.station import Group, GroupKind
from services.directory import Directory
from services.preflight.defects import Defect, DefectKind, found

Cards = Mapping[int, Sequence[int]]  # of each address, the numbers of the cards that stand there


@dataclass(frozen=True)
class Standing:
    """What the channel answers of one group; `pinned` is the number of the newest message among
    those that are pinned there. Not `answered`: it couldn't be asked."""

    answered: bool = True
    is_in: bool = False
    is_admin: bool = False
    may_pin: bool = False
    may_delete: bool = False
    may_write: bool = False
    pinned: int | None = None


def to_ask(directory: Directory) -> list[Address]:
    """Where each group is."""
    found = directory.address_of_group
    return [found[id_] for id_, group in directory.groups.items() if group.active and id_ in found]


async def cards_in(session: AsyncSession, directory: Directory) -> Cards:
    sent = await session.execute(
        select(Exchange.address_id, Exchange.message_id).where(
            Exchange.address_id.in_([address.id for address in to_ask(directory)]),
            Exchange.purpose == Purpose.GROUP_CARD,
            Exchange.operation == Operation.SEND,
            Exchange.delivery == Delivery.DONE,
            Exchange.message_id.is_not(None),
        )
    )
    cards: dict[int, list[int]] = defaultdict(list)
    for address_id, message_id in sent:
        cards[address_id].append(message_id or 0)
    return cards


def of_groups(
    directory: Directory, standings: Mapping[int, Standing], cards: Cards
) -> list[Defect]:
    """`standings` by address. Of each group the first thing that is to be mended: the next one
    often mends itself with it."""
    names: dict[DefectKind, list[str]] = defaultdict(list)
    for address in to_ask(directory):
        group = directory.groups[address.group_id or 0]
        standing = standings.get(address.id, Standing(answered=False))
        kind = _wrong_with(group, standing, cards.get(address.id, ()))
        if kind is not None:
            names[kind].append(_name(directory, group))
    told = [one for kind, concerned in names.items() for one in found(kind, concerned)]
    return [*_without_room(directory.groups.values()), *told]


def _without_room(groups: Iterable[Group]) -> list[Defect]:
    is_there = any(one.kind is GroupKind.DUTY_ROOM and one.active for one in groups)
    return [] if is_there else [Defect(DefectKind.NO_DUTY_ROOM)]


def _wrong_with(group: Group, standing: Standing, cards: Sequence[int]) -> DefectKind | None:
    is_room = group.kind is GroupKind.DUTY_ROOM
    wrong = None
    if not standing.answered:
        wrong = DefectKind.UNASKED
    elif not standing.is_in:
        wrong = DefectKind.DUTY_ROOM_GONE if is_room else DefectKind.NOT_IN_GROUP
    elif is_room:
        wrong = None if standing.may_write else DefectKind.DUTY_ROOM_MUTE
    elif not standing.is_admin:
        wrong = DefectKind.NOT_ADMIN
    elif not (standing.may_pin and standing.may_delete):
        wrong = DefectKind.LACKS_RIGHTS
    elif not cards:
        wrong = DefectKind.NO_CARD
    elif not _is_pinned(cards, standing.pinned):
        wrong = DefectKind.NOT_PINNED
    return wrong


def _is_pinned(cards: Sequence[int], newest: int | None) -> bool:
    """Only the newest of a chat's pinned messages is told (Bot API, "ChatFullInfo"). If that came
    after the card, the card may be pinned below it."""
    return newest is not None and (newest in cards or newest > max(cards))


def _name(directory: Directory, group: Group) -> str:
    grid = directory.grid_of_group(group.id)
    return group.title or (grid.name if grid else "?")
