"""A leader, in private: a colleague's phone is lost."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Lift, Suspend
from handlers.filters import ByStaff, InPrivate
from services import suspending
from services.desk import Desk
from services.errors import LostInPrivate

router = Router(name="suspending")
router.message.filter(ByStaff(), Command("lost"))
router.callback_query.filter(ByStaff(), InPrivate())


@router.message(InPrivate())
async def show(message: Message, desk: Desk) -> None:
    suspending.show(desk)


@router.message()
async def in_front_of_others(message: Message, desk: Desk) -> None:
    raise LostInPrivate


@router.callback_query(Suspend.filter())
async def suspend(query: CallbackQuery, callback_data: Suspend, desk: Desk) -> None:
    await suspending.suspend(desk, callback_data.person)


@router.callback_query(Lift.filter())
async def lift(query: CallbackQuery, callback_data: Lift, desk: Desk) -> None:
    await suspending.lift(desk, callback_data.person)
