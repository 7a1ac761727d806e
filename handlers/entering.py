"""An officer enters a case: in one line, by a form, or by a tap under what they sent on."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AboutCase, AnswersForm, AtWork, ByStaff, InPrivate, OwnEntry
from handlers.requests import words
from models.case import Case
from models.exchange import Purpose
from services import answering, entering
from services.desk import Desk
from services.errors import NewInPrivate
from services.notices import entries

router = Router(name="entering")
router.message.filter(ByStaff(), AtWork())
router.edited_message.filter(ByStaff(), InPrivate())
router.callback_query.filter(ByStaff(), InPrivate())


@router.message(Command("new"), InPrivate())
async def new(message: Message, command: CommandObject, desk: Desk) -> None:
    if command.args or message.caption:
        await entering.enter(desk, [desk.said])
    else:
        entries.ask_new(desk)


@router.message(Command("new"))
async def new_in_duty_room(message: Message, desk: Desk) -> None:
    raise NewInPrivate


@router.message(AnswersForm(Purpose.ASK_NEW))
async def new_in_words(message: Message, desk: Desk) -> None:
    await entering.answer_form(desk)


@router.message(OwnEntry())
async def more(message: Message, desk: Desk, case: Case) -> None:
    await entering.add(desk, case)


@router.message(AnswersForm(Purpose.ASK_WHEN), AboutCase())
@router.edited_message(AnswersForm(Purpose.ASK_WHEN), AboutCase())
async def when_in_words(message: Message, desk: Desk, case: Case) -> None:
    await entering.happened(desk, case, words(message))


@router.message(AnswersForm(Purpose.ASK_WHO), AboutCase())
@router.edited_message(AnswersForm(Purpose.ASK_WHO), AboutCase())
async def who_in_words(message: Message, desk: Desk, case: Case) -> None:
    await entering.name(desk, case, words(message))


@router.callback_query(callbacks.NewCase.filter())
async def new_case(query: CallbackQuery, callback_data: callbacks.NewCase, desk: Desk) -> None:
    await answering.taken_as_new(desk, callback_data.exchange)


@router.callback_query(callbacks.ForMyself.filter())
async def for_myself(query: CallbackQuery, callback_data: callbacks.ForMyself, desk: Desk) -> None:
    await answering.taken_as_own(desk, callback_data.exchange)


@router.callback_query(callbacks.EntryGrid.filter(), AboutCase())
async def choose_grid(
    query: CallbackQuery, callback_data: callbacks.EntryGrid, desk: Desk, case: Case
) -> None:
    await entering.choose_grid(desk, case, callback_data.grid)


@router.callback_query(callbacks.EntryNow.filter(), AboutCase())
async def just_now(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await entering.happened(desk, case, words=None)


@router.callback_query(callbacks.EntryWhen.filter(), AboutCase())
async def ask_when(query: CallbackQuery, desk: Desk, case: Case) -> None:
    entering.must_be_theirs(desk, case)
    entries.ask_when(desk, case)


@router.callback_query(callbacks.EntryWho.filter(), AboutCase())
async def ask_who(query: CallbackQuery, desk: Desk, case: Case) -> None:
    entering.must_be_theirs(desk, case)
    entries.ask_who(desk, case)


@router.callback_query(callbacks.EntrySkip.filter(), AboutCase())
async def skip(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await entering.skip(desk, case)
