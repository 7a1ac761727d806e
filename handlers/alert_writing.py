"""A leader or chief writes an alert, in private: the form, its answers, and who approves it."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AboutCase, AnswersForm, ByStaff, InPrivate
from models.case import Case
from models.exchange import Purpose
from services.alerts import approving, follow_up_drafts, lessons, writing
from services.desk import Desk
from services.errors import AlertInPrivate

router = Router(name="alert writing")
router.message.filter(ByStaff())
router.edited_message.filter(ByStaff(), InPrivate())
router.callback_query.filter(ByStaff(), InPrivate())


@router.message(Command("alert"), InPrivate())
async def alert(message: Message, command: CommandObject, desk: Desk) -> None:
    if command.args:
        await writing.begin(desk, command.args)
    else:
        await writing.home(desk)


@router.message(Command("alert"))
async def in_front_of_others(message: Message, desk: Desk) -> None:
    raise AlertInPrivate


@router.message(AnswersForm(Purpose.ASK_ALERT), InPrivate())
@router.edited_message(AnswersForm(Purpose.ASK_ALERT))
async def answered(message: Message, desk: Desk) -> None:
    await writing.answer(desk)


@router.callback_query(callbacks.AllAlerts.filter())
async def home(query: CallbackQuery, desk: Desk) -> None:
    await writing.home(desk)


@router.callback_query(callbacks.NewAlert.filter())
async def begin(query: CallbackQuery, desk: Desk) -> None:
    await writing.begin(desk)


@router.callback_query(callbacks.FlashAlert.filter())
async def begin_flash(query: CallbackQuery, desk: Desk) -> None:
    await writing.begin_flash(desk)


@router.callback_query(callbacks.OpenAlert.filter())
async def open_one(query: CallbackQuery, callback_data: callbacks.OpenAlert, desk: Desk) -> None:
    await writing.open_one(desk, callback_data.alert)


@router.callback_query(callbacks.AlertPage.filter())
async def turn_to(query: CallbackQuery, callback_data: callbacks.AlertPage, desk: Desk) -> None:
    await writing.turn_to(desk, callback_data.alert, callback_data.sheet)


@router.callback_query(callbacks.AskAlert.filter())
async def ask(query: CallbackQuery, callback_data: callbacks.AskAlert, desk: Desk) -> None:
    await writing.ask(desk, callback_data.alert, callback_data.asked, callback_data.code)


@router.callback_query(callbacks.ReadyAlert.filter())
async def choose_ready(
    query: CallbackQuery, callback_data: callbacks.ReadyAlert, desk: Desk
) -> None:
    await writing.choose_ready(desk, callback_data.alert, callback_data.key)


@router.callback_query(callbacks.FollowReady.filter())
async def follow_ready(
    query: CallbackQuery, callback_data: callbacks.FollowReady, desk: Desk
) -> None:
    chosen = callback_data
    await follow_up_drafts.end_by(desk, chosen.alert, chosen.followed, chosen.follows)


@router.callback_query(callbacks.AlertWithout.filter())
async def without(query: CallbackQuery, callback_data: callbacks.AlertWithout, desk: Desk) -> None:
    await writing.without(desk, callback_data.alert, callback_data.thing, callback_data.code)


@router.callback_query(callbacks.PreviewAlert.filter())
async def preview(query: CallbackQuery, callback_data: callbacks.PreviewAlert, desk: Desk) -> None:
    await writing.preview(desk, callback_data.alert)


@router.callback_query(callbacks.SendAlert.filter())
async def send(query: CallbackQuery, callback_data: callbacks.SendAlert, desk: Desk) -> None:
    await approving.send(desk, callback_data.alert)


@router.callback_query(callbacks.ApproveAlert.filter())
async def approve(query: CallbackQuery, callback_data: callbacks.ApproveAlert, desk: Desk) -> None:
    await approving.approve(desk, callback_data.alert, callback_data.version)


@router.callback_query(callbacks.GiveBackAlert.filter())
async def give_back(
    query: CallbackQuery, callback_data: callbacks.GiveBackAlert, desk: Desk
) -> None:
    await approving.give_back(desk, callback_data.alert)


@router.callback_query(callbacks.TakeBackAlert.filter())
async def take_back(
    query: CallbackQuery, callback_data: callbacks.TakeBackAlert, desk: Desk
) -> None:
    await approving.take_back(desk, callback_data.alert)


@router.callback_query(callbacks.DiscardAlert.filter())
async def discard(query: CallbackQuery, callback_data: callbacks.DiscardAlert, desk: Desk) -> None:
    await writing.discard(desk, callback_data.alert)


@router.callback_query(callbacks.MakeLesson.filter(), AboutCase())
async def make_lesson(query: CallbackQuery, desk: Desk, case: Case) -> None:
    await lessons.make(desk, case)
