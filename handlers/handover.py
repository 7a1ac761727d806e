"""The end of a shift, and the start of the next: what is kept, handed over, opened, accepted."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import AboutCase, ByStaff, InPrivate
from models.case import Case
from models.handover import Choice
from services import digests, handover_choices
from services.desk import Desk

router = Router(name="handover")
router.callback_query.filter(ByStaff(), InPrivate())


@router.callback_query(callbacks.KeepCase.filter(), AboutCase())
async def keep(
    query: CallbackQuery, callback_data: callbacks.KeepCase, desk: Desk, case: Case
) -> None:
    await handover_choices.choose(desk, case, callback_data.handover, Choice.KEEP)


@router.callback_query(callbacks.HandCase.filter(), AboutCase())
async def hand_over(
    query: CallbackQuery, callback_data: callbacks.HandCase, desk: Desk, case: Case
) -> None:
    await handover_choices.choose(desk, case, callback_data.handover, Choice.HAND_OVER)


@router.callback_query(callbacks.KeepAll.filter())
async def keep_all(query: CallbackQuery, callback_data: callbacks.KeepAll, desk: Desk) -> None:
    await handover_choices.choose_all(desk, callback_data.handover, Choice.KEEP)


@router.callback_query(callbacks.HandAll.filter())
async def hand_all(query: CallbackQuery, callback_data: callbacks.HandAll, desk: Desk) -> None:
    await handover_choices.choose_all(desk, callback_data.handover, Choice.HAND_OVER)


@router.callback_query(callbacks.MoreHandover.filter())
async def more(query: CallbackQuery, callback_data: callbacks.MoreHandover, desk: Desk) -> None:
    await handover_choices.show_more(desk, callback_data.handover, callback_data.page)


@router.callback_query(callbacks.OpenCase.filter(), AboutCase())
async def open_case(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await digests.open_case(desk, case)


@router.callback_query(callbacks.AcceptAll.filter())
async def accept_all(query: CallbackQuery, desk: Desk) -> None:
    await digests.accept_all(desk)


@router.callback_query(callbacks.MoreDigest.filter())
async def more_of_digest(
    query: CallbackQuery, callback_data: callbacks.MoreDigest, desk: Desk
) -> None:
    await digests.show_more(desk, callback_data.page)
