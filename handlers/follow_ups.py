"""A leader or chief follows an alert up: an update, an all-clear, a cancellation."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AnswersForm, ByStaff, InPrivate
from handlers.requests import words
from models.alert import AlertKind
from models.exchange import Purpose
from services.alerts import follow_up_drafts as drafts
from services.desk import Desk

router = Router(name="follow-ups")
router.message.filter(ByStaff(), InPrivate())
router.callback_query.filter(ByStaff(), InPrivate())


@router.callback_query(callbacks.UpdateAlert.filter())
async def update(query: CallbackQuery, callback_data: callbacks.UpdateAlert, desk: Desk) -> None:
    await drafts.draw_up(desk, callback_data.alert, AlertKind.UPDATE)


@router.callback_query(callbacks.AllClear.filter())
async def all_clear(query: CallbackQuery, callback_data: callbacks.AllClear, desk: Desk) -> None:
    await drafts.draw_up(desk, callback_data.alert, AlertKind.ALL_CLEAR)


@router.callback_query(callbacks.Found.filter())
async def found(query: CallbackQuery, callback_data: callbacks.Found, desk: Desk) -> None:
    await drafts.draw_up_found(desk, callback_data.alert)


@router.callback_query(callbacks.CallOff.filter())
async def call_off(query: CallbackQuery, callback_data: callbacks.CallOff, desk: Desk) -> None:
    await drafts.draw_up(desk, callback_data.alert, AlertKind.CANCEL)


@router.callback_query(callbacks.FollowUpWords.filter())
async def ask_words(
    query: CallbackQuery, callback_data: callbacks.FollowUpWords, desk: Desk
) -> None:
    await drafts.ask_words(desk, callback_data.alert, callback_data.code)


@router.message(AnswersForm(Purpose.ASK_FOLLOW_UP))
async def words_given(message: Message, desk: Desk) -> None:
    await drafts.write(desk, words(message))


@router.callback_query(callbacks.SendFollowUp.filter())
async def send(query: CallbackQuery, callback_data: callbacks.SendFollowUp, desk: Desk) -> None:
    await drafts.send(desk, callback_data.alert)


@router.callback_query(callbacks.DropFollowUp.filter())
async def drop(query: CallbackQuery, callback_data: callbacks.DropFollowUp, desk: Desk) -> None:
    await drafts.drop(desk, callback_data.alert)
