"""Whoever reads alerts: reports something like one, and chooses which they get in private."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AnswersForm, ByReader, InGrid, InPrivate
from handlers.requests import request
from models.exchange import Purpose
from services.alerts import reporting, subscribing
from services.desk import Desk
from services.notices import subscriptions

router = Router(name="reading")
private = Router(name="reading, private")
private.message.filter(InPrivate())
private.callback_query.filter(InPrivate())
router.include_router(private)


@private.callback_query(callbacks.Report.filter())
async def report(query: CallbackQuery, callback_data: callbacks.Report, desk: Desk) -> None:
    await reporting.ask(desk, await reporting.of_run(desk, callback_data.run))


@private.message(AnswersForm(Purpose.ASK_REPORT))
async def answer(message: Message, desk: Desk) -> None:
    await reporting.answer(desk, request(message))


@private.message(Command("alert"), ByReader())
@private.callback_query(callbacks.MyAlerts.filter())
async def show(event: Message | CallbackQuery, desk: Desk) -> None:
    await subscribing.show(desk)


@router.message(Command("alert"), InGrid(), ByReader())
async def show_the_way(message: Message, desk: Desk) -> None:
    subscriptions.in_private(desk, desk.here)


@private.callback_query(callbacks.WantAlerts.filter())
async def want(query: CallbackQuery, callback_data: callbacks.WantAlerts, desk: Desk) -> None:
    await subscribing.want(desk, callback_data.topic, callback_data.grid)


@private.callback_query(callbacks.DropAlerts.filter())
async def drop(query: CallbackQuery, callback_data: callbacks.DropAlerts, desk: Desk) -> None:
    await subscribing.drop(desk, callback_data.topic)


@private.callback_query(callbacks.AlertPlaces.filter())
async def places(query: CallbackQuery, callback_data: callbacks.AlertPlaces, desk: Desk) -> None:
    subscribing.choose_place(desk, callback_data.page)


@private.callback_query(callbacks.AlertsFor.filter())
async def move(query: CallbackQuery, callback_data: callbacks.AlertsFor, desk: Desk) -> None:
    await subscribing.move(desk, callback_data.grid)


@private.callback_query(callbacks.StopAlerts.filter())
async def stop(query: CallbackQuery, desk: Desk) -> None:
    await subscribing.stop(desk)


@private.callback_query(callbacks.UndoStop.filter())
async def undo_stop(query: CallbackQuery, callback_data: callbacks.UndoStop, desk: Desk) -> None:
    await subscribing.undo_stop(desk, callback_data.topics, callback_data.grid)
