"""Who speaks where: filters on the Desk that intake prepared."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import TelegramObject

from models.case import Case
from models.exchange import Purpose, Voice
from models.station import GroupKind
from services.alerts import scheduling
from services.desk import Desk

# Who a filter is asked about doesn't matter: the Desk knows. aiogram hands the event on anyway.
Event = TelegramObject


class InGrid(Filter):
    """In a group of a grid."""

    async def __call__(self, event: Event, desk: Desk) -> bool:
        group = desk.group
        return group is not None and group.kind is not GroupKind.DUTY_ROOM


class AtWork(Filter):
    """Where officers work: in private, or in the duty room."""

    async def __call__(self, event: Event, desk: Desk) -> bool:
        in_room = desk.group is not None and desk.group.kind is GroupKind.DUTY_ROOM
        return in_room or (desk.place is not None and desk.place.is_private)


class InPrivate(Filter):
    async def __call__(self, event: Event, desk: Desk) -> bool:
        return desk.place is not None and desk.place.is_private


class ByStaff(Filter):
    """By a member of the station's staff, as the station file has it now."""

    async def __call__(self, event: Event, desk: Desk) -> bool:
        return desk.actor is not None and desk.actor.is_staff


class ByReader(Filter):
    """By somebody who writes no alerts: /alert is for choosing them."""

    async def __call__(self, event: Event, desk: Desk) -> bool:
        return desk.actor is None or not scheduling.may_write(desk.actor)


class Migrates(Filter):
    """A service message of a group that becomes a supergroup: told in the old chat ("to") and in
    the new one ("from"). A magic filter would run in a thread each time."""

    def __init__(self, way: str) -> None:
        self._field = f"migrate_{way}_chat_id"

    async def __call__(self, event: Event, desk: Desk) -> bool:
        return getattr(event, self._field, None) is not None


class AboutCase(Filter):
    """A reply to a message of a case, or a button of one: hands over `case`."""

    async def __call__(self, event: Event, desk: Desk) -> bool | dict[str, Any]:
        return {"case": desk.case} if isinstance(desk.case, Case) else False


class OwnCase(Filter):
    """About a case that the sender asked: hands over `case`."""

    async def __call__(self, event: Event, desk: Desk) -> bool | dict[str, Any]:
        case = desk.case
        is_own = case is not None and desk.actor is not None and case.asker_id == desk.actor.id
        return {"case": case} if is_own else False


class OwnEntry(Filter):
    """A reply to, or a further item of, the very words with which the sender entered a case for
    somebody: hands over `case`."""

    async def __call__(self, event: Event, desk: Desk) -> bool | dict[str, Any]:
        case, about = desk.case, desk.about
        if case is None or about is None or about.voice is not Voice.ASKER or desk.actor is None:
            return False
        is_own = case.entered_by_id == about.person_id == desk.actor.id != case.asker_id
        return {"case": case} if is_own else False


class ForAnother(Filter):
    """A mention, /help or 求助 alone, in reply to what somebody said: hands over `quoted`."""

    async def __call__(self, event: Event, desk: Desk) -> bool | dict[str, Any]:
        return {"quoted": desk.quoted} if desk.quoted is not None else False


class AnswersForm(Filter):
    """A reply to a form (ForceReply) of this purpose that was meant for the sender."""

    def __init__(self, *purposes: Purpose) -> None:
        self._purposes = purposes

    async def __call__(self, event: Event, desk: Desk) -> bool:
        form = desk.about
        if form is None or form.purpose not in self._purposes:
            return False
        return form.person_id is None or (
            desk.actor is not None and form.person_id == desk.actor.id
        )
