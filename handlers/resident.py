"""A resident in private: everything sent opens a case, or joins the one that is open."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Cancel, ChooseGrid, DeleteSaid, Language, MoreGrids, SomethingNew
from handlers.filters import InPrivate, OwnCase
from handlers.requests import consultation_request, help_request, request
from locales import LANGUAGES
from models.case import Case
from services import arrivals, asking, cases, taking_back
from services.desk import Desk

router = Router(name="resident")
router.message.filter(InPrivate())
router.callback_query.filter(InPrivate())


@router.callback_query(Language.filter(F.code.in_(LANGUAGES)))
async def choose_language(query: CallbackQuery, callback_data: Language, desk: Desk) -> None:
    await arrivals.choose_language(desk, callback_data.code)


@router.callback_query(Cancel.filter(), OwnCase())
async def cancel(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await cases.cancel(desk, case)


@router.callback_query(DeleteSaid.filter(), OwnCase())
async def delete_said(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await taking_back.accepted(desk, case)


@router.callback_query(ChooseGrid.filter(), OwnCase())
async def choose_grid(
    query: CallbackQuery, callback_data: ChooseGrid, desk: Desk, case: Case
) -> None:
    await cases.choose_grid(desk, case, callback_data.grid)


@router.callback_query(MoreGrids.filter(), OwnCase())
async def more_grids(
    query: CallbackQuery, callback_data: MoreGrids, desk: Desk, case: Case
) -> None:
    await cases.more_grids(desk, case, callback_data.page)


@router.callback_query(SomethingNew.filter())
async def something_new(query: CallbackQuery, callback_data: SomethingNew, desk: Desk) -> None:
    await asking.something_new(desk, callback_data.exchange)


@router.message(Command("help"))
async def ask_for_help(message: Message, desk: Desk) -> None:
    await asking.ask(desk, help_request(message))


@router.message(Command("ask"))
async def ask_a_question(message: Message, desk: Desk) -> None:
    await asking.ask(desk, consultation_request(message))


@router.message(OwnCase())
async def add_to_case(message: Message, desk: Desk, case: Case) -> None:
    await asking.add(desk, case, request(message))


@router.message()
async def ask(message: Message, desk: Desk) -> None:
    await asking.ask(desk, request(message))
