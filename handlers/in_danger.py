"""The asker's answer, in a group or in private: is anyone in danger right now?"""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import OwnCase
from models.case import Case
from services import in_danger
from services.desk import Desk

router = Router(name="in_danger")
router.callback_query.filter(OwnCase())


@router.callback_query(callbacks.Danger.filter())
async def yes(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await in_danger.yes(desk, case)


@router.callback_query(callbacks.NoDanger.filter())
async def no(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await in_danger.no(desk, case)
