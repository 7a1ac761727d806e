"""In private: the answer to where somebody is to be found."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AnswersForm, InPrivate, OwnCase
from handlers.requests import request
from models.case import Case
from models.exchange import Purpose
from services import doors
from services.desk import Desk

router = Router(name="doors")
router.message.filter(InPrivate(), AnswersForm(Purpose.ASK_DOOR), OwnCase())
router.edited_message.filter(InPrivate(), AnswersForm(Purpose.ASK_DOOR), OwnCase())
router.callback_query.filter(InPrivate(), OwnCase())


@router.message()
@router.edited_message()
async def tell(message: Message, desk: Desk, case: Case) -> None:
    await doors.tell(desk, case, request(message))


@router.callback_query(callbacks.SameDoor.filter())
async def same(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await doors.same(desk, case)


@router.callback_query(callbacks.SkipDoor.filter())
async def skip(query: CallbackQuery, desk: Desk, case: Case) -> None:
    doors.skip(desk, case)
