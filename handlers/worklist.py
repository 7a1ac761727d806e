"""What an officer has to do: the list, and each case of it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import ReadCase
from handlers.filters import AboutCase, ByStaff, InPrivate
from models.case import Case
from services import worklist
from services.desk import Desk

router = Router(name="worklist")
router.message.filter(ByStaff(), InPrivate(), Command("cases"))
router.callback_query.filter(ByStaff(), InPrivate(), AboutCase())


@router.message()
async def show(message: Message, desk: Desk) -> None:
    await worklist.show(desk)


@router.callback_query(ReadCase.filter())
async def read(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await worklist.read(desk, case)
