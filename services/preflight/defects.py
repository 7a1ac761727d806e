"""What the pre-flight finds. How it is said, and how it is mended: locales/defects.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.words import harmless


class DefectKind(StrEnum):
    """In the order in which they are told."""

    NO_DUTY_ROOM = "no_duty_room"
    DUTY_ROOM_GONE = "duty_room_gone"
    DUTY_ROOM_MUTE = "duty_room_mute"
    GAP = "gap"
    NOT_STARTED = "not_started"
    UNREACHABLE = "unreachable"
    NOT_IN_GROUP = "not_in_group"
    NOT_ADMIN = "not_admin"
    LACKS_RIGHTS = "lacks_rights"
    NO_CARD = "no_card"
    NOT_PINNED = "not_pinned"
    UNASKED = "unasked"
    HEARS_ALL = "hears_all"
    CLOCK = "clock"
    DATABASE_CLOCK = "database_clock"
    REVISION = "revision"
    TEMPLATES = "templates"


@dataclass(frozen=True)
class Defect:
    """One kind of it, and whom or what it concerns, as people know them."""

    kind: DefectKind
    names: tuple[str, ...] = ()


def found(kind: DefectKind, names: Iterable[str]) -> list[Defect]:
    """One, or none if it concerns nobody."""
    concerned = tuple(map(harmless, names))
    return [Defect(kind, concerned)] if concerned else []


def in_order(defects: Iterable[Defect]) -> list[Defect]:
    kinds = list(DefectKind)
    return sorted(defects, key=lambda one: kinds.index(one.kind))
