"""In a grid group: residents ask, neighbours add, the group sees it done."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import (
    AskConsultation,
    AskHelp,
    Cancel,
    GoPrivate,
    SomethingNew,
    WhoIsOnDuty,
)
from handlers.filters import AboutCase, AnswersForm, ByStaff, ForAnother, InGrid
from handlers.requests import consultation_request, help_request, request
from models.case import Case, CaseKind
from models.exchange import Purpose
from services import arrivals, asking, behalf, cases, privacy
from services.desk import Desk
from services.errors import NewInPrivate, NotesInPrivate
from services.kinds import asked_in
from services.notices import groups, people
from services.quotation import Quotation

router = Router(name="grid")
router.message.filter(InGrid())
router.callback_query.filter(InGrid())


@router.message(ForAnother())
async def ask_for_another(message: Message, desk: Desk, quoted: Quotation) -> None:
    await behalf.ask_for(desk, quoted, asked_in(message.text or ""))


@router.message(Command("help"))
async def ask_for_help(message: Message, command: CommandObject, desk: Desk) -> None:
    if command.args or message.caption:
        await asking.ask(desk, help_request(message))
    else:
        groups.ask_words(desk, desk.here, CaseKind.HELP)


@router.message(Command("ask"))
async def ask_a_question(message: Message, command: CommandObject, desk: Desk) -> None:
    if command.args or message.caption:
        await asking.ask(desk, consultation_request(message))
    else:
        groups.ask_words(desk, desk.here, CaseKind.CONSULTATION)


@router.message(Command("note"), ByStaff())
async def note(message: Message, desk: Desk) -> None:
    raise NotesInPrivate


@router.message(Command("new"), ByStaff())
async def new(message: Message, desk: Desk) -> None:
    raise NewInPrivate


@router.message(Command("cases"))
async def own_cases(message: Message, desk: Desk) -> None:
    people.own_cases_are_private(desk, desk.here)


@router.message(Command("start"))
async def show_card(message: Message, desk: Desk) -> None:
    await arrivals.joined_group(desk, may_pin=False)


@router.message(AnswersForm(Purpose.ASK_HELP))
async def help_in_words(message: Message, desk: Desk) -> None:
    await asking.ask(desk, help_request(message))


@router.message(AnswersForm(Purpose.ASK_CONSULTATION))
async def question_in_words(message: Message, desk: Desk) -> None:
    await asking.ask(desk, consultation_request(message))


@router.message(AboutCase())
async def add_to_case(message: Message, desk: Desk, case: Case) -> None:
    await asking.add(desk, case, request(message))


@router.message()
async def ask(message: Message, desk: Desk) -> None:
    await asking.ask(desk, request(message))


@router.callback_query(AskHelp.filter())
async def help_form(query: CallbackQuery, desk: Desk) -> None:
    groups.ask_words(desk, desk.here, CaseKind.HELP)


@router.callback_query(AskConsultation.filter())
async def question_form(query: CallbackQuery, desk: Desk) -> None:
    groups.ask_words(desk, desk.here, CaseKind.CONSULTATION)


@router.callback_query(WhoIsOnDuty.filter())
async def who_is_on_duty(query: CallbackQuery, desk: Desk) -> None:
    groups.who_is_on_duty(desk)


@router.callback_query(GoPrivate.filter(), AboutCase())
async def go_private(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await privacy.go_private(desk, case)


@router.callback_query(Cancel.filter(), AboutCase())
async def cancel(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await cases.cancel(desk, case)


@router.callback_query(SomethingNew.filter())
async def something_new(query: CallbackQuery, callback_data: SomethingNew, desk: Desk) -> None:
    await asking.something_new(desk, callback_data.exchange)
