"""What becomes of words that came after the case had gone to somebody else."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import AboutCase, AtWork, ByStaff
from models.case import Case
from services import late_words
from services.desk import Desk

router = Router(name="late words")
router.callback_query.filter(ByStaff(), AtWork(), AboutCase())


@router.callback_query(callbacks.SendLate.filter())
async def send(
    query: CallbackQuery, callback_data: callbacks.SendLate, desk: Desk, case: Case
) -> None:
    await late_words.send(desk, case, callback_data.exchange)


@router.callback_query(callbacks.GiveLate.filter())
async def give(
    query: CallbackQuery, callback_data: callbacks.GiveLate, desk: Desk, case: Case
) -> None:
    await late_words.give(desk, case, callback_data.exchange)


@router.callback_query(callbacks.DropLate.filter())
async def drop(
    query: CallbackQuery, callback_data: callbacks.DropLate, desk: Desk, case: Case
) -> None:
    await late_words.drop(desk, case, callback_data.exchange)
