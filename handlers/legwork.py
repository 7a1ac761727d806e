"""An officer on foot: what is told with one tap, and what is noted for colleagues."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AboutCase, AtWork, ByStaff
from handlers.requests import words
from models.case import Case
from services import legwork
from services.desk import Desk
from services.errors import NoteNeedsACase

router = Router(name="legwork")
router.message.filter(ByStaff(), AtWork(), Command("note"))
router.callback_query.filter(ByStaff(), AtWork(), AboutCase())


@router.callback_query(callbacks.OnMyWay.filter())
async def on_my_way(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await legwork.on_my_way(desk, case)


@router.callback_query(callbacks.NotReached.filter())
async def not_reached(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await legwork.not_reached(desk, case)


@router.message(AboutCase())
async def note(message: Message, desk: Desk, case: Case) -> None:
    await legwork.note(desk, case, words(message))


@router.message()
async def note_on_nothing(message: Message, desk: Desk) -> None:
    raise NoteNeedsACase
