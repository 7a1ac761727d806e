"""An officer hands a case to somebody by name."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import AboutCase, AtWork, ByStaff
from models.case import Case
from services import handing
from services.desk import Desk

router = Router(name="handing")
router.callback_query.filter(ByStaff(), AtWork(), AboutCase())


@router.callback_query(callbacks.ChooseColleague.filter())
async def choose(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await handing.choose(desk, case)


@router.callback_query(callbacks.HandTo.filter())
async def to_colleague(
    query: CallbackQuery, callback_data: callbacks.HandTo, desk: Desk, case: Case
) -> None:
    await handing.to_colleague(desk, case, callback_data.person)


@router.callback_query(callbacks.HandBack.filter())
async def back(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await handing.back(desk, case)


@router.callback_query(callbacks.HandToRoom.filter())
async def to_duty_room(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await handing.to_duty_room(desk, case)
