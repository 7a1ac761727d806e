"""What an officer decides so that a street doesn't read what it needn't."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import AboutCase, AtWork, ByStaff
from models.case import Case
from services import discreet, privacy, resolving, taking_back
from services.desk import Desk

router = Router(name="discreet")
router.callback_query.filter(ByStaff(), AtWork(), AboutCase())


@router.callback_query(callbacks.MakePrivate.filter())
async def make_private(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await privacy.make_private(desk, case)


@router.callback_query(callbacks.DeleteSaid.filter())
async def delete_said(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await taking_back.accepted(desk, case)


@router.callback_query(callbacks.PostAloud.filter())
async def post_aloud(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await resolving.resolve(desk, case, aloud=True)


@router.callback_query(callbacks.SendToGroup.filter())
async def send_to_group(
    query: CallbackQuery, callback_data: callbacks.SendToGroup, desk: Desk, case: Case
) -> None:
    await discreet.send_to_group(desk, case, callback_data.exchange)


@router.callback_query(callbacks.WillCall.filter())
async def will_call(
    query: CallbackQuery, callback_data: callbacks.WillCall, desk: Desk, case: Case
) -> None:
    await discreet.will_call(desk, case, callback_data.exchange)
