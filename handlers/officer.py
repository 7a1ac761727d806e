"""An officer at work: in private, or in the duty room. What replies to nothing waits."""

import re

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AboutCase, AnswersForm, AtWork, ByStaff, InPrivate, OwnCase
from handlers.requests import consultation_request, help_request, request, words, written_by
from models.case import Case
from models.exchange import Purpose
from services import answering, asking, calling, cases, holding, resolving
from services.desk import Desk
from services.errors import ReplyToACase
from services.notices import cards, people

ANY_COMMAND = re.compile(r"\w+")

router = Router(name="officer")
router.message.filter(ByStaff(), AtWork())
router.callback_query.filter(ByStaff(), AtWork())


@router.callback_query(callbacks.Accept.filter(), AboutCase())
async def accept(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await holding.accept(desk, case)


@router.callback_query(callbacks.PassOn.filter(), AboutCase())
@router.callback_query(callbacks.NextInLine.filter(), AboutCase())
async def pass_on(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await cases.pass_on(desk, case)


@router.callback_query(callbacks.Resolve.filter(), AboutCase())
@router.callback_query(callbacks.Redraft.filter(), AboutCase())
async def ask_outcome(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await resolving.ask_outcome(desk, case)


@router.callback_query(callbacks.PostOutcome.filter(), AboutCase())
async def post_outcome(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await resolving.resolve(desk, case)


@router.callback_query(callbacks.Kinds.filter(), AboutCase())
async def kinds(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await cases.choose_kind(desk, case)


@router.callback_query(callbacks.SetKind.filter(F.kind.in_(cards.KINDS_TO_CHOOSE)), AboutCase())
async def set_kind(
    query: CallbackQuery, callback_data: callbacks.SetKind, desk: Desk, case: Case
) -> None:
    await cases.change_kind(desk, case, callback_data.kind)


@router.callback_query(callbacks.ShowCard.filter(), AboutCase())
async def show_card(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await cases.show_card(desk, case)


@router.callback_query(callbacks.Called.filter(), AboutCase())
async def called(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await calling.called(desk, case)


@router.message(AnswersForm(Purpose.ASK_OUTCOME), AboutCase())
async def outcome_in_words(message: Message, desk: Desk, case: Case) -> None:
    await resolving.draft_outcome(desk, case, words(message))


@router.message(OwnCase())
async def add_to_own_case(message: Message, desk: Desk, case: Case) -> None:
    await asking.add(desk, case, request(message))


@router.message(AboutCase())
async def answer(message: Message, desk: Desk, case: Case) -> None:
    await answering.reply(desk, case)


@router.message(Command("help"), InPrivate())
async def help_for_oneself(message: Message, command: CommandObject, desk: Desk) -> None:
    """An officer is a neighbour somewhere, too. Without words it asks what an officer can do."""
    if command.args:
        await asking.ask(desk, help_request(message))
    else:
        people.greeting(desk, desk.here, desk.me)


@router.message(Command("ask"), InPrivate())
async def question_for_oneself(message: Message, desk: Desk) -> None:
    await asking.ask(desk, consultation_request(message))


@router.message(Command(ANY_COMMAND))
async def unknown_command(message: Message, desk: Desk) -> None:
    raise ReplyToACase


@router.message(InPrivate())
async def which_case(message: Message, desk: Desk) -> None:
    await answering.which_case(desk, written_by(message))


@router.message()
async def reply_to_a_case(message: Message, desk: Desk) -> None:
    raise ReplyToACase


@router.callback_query(callbacks.AnswerCase.filter(), AboutCase())
async def answer_chosen(
    query: CallbackQuery, callback_data: callbacks.AnswerCase, desk: Desk, case: Case
) -> None:
    await answering.chosen(desk, case, callback_data.exchange)
