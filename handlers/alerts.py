"""Alerts: noted by whoever reads one, and steered by its author."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import ByStaff, InPrivate
from services.alerts import noting
from services.alerts import steering as runs
from services.desk import Desk

router = Router(name="alerts")
steering = Router(name="alerts, steering")
steering.callback_query.filter(ByStaff(), InPrivate())
router.include_router(steering)


@router.callback_query(callbacks.Noted.filter())
async def noted(query: CallbackQuery, callback_data: callbacks.Noted, desk: Desk) -> None:
    await noting.note(desk, callback_data.run)


@steering.callback_query(callbacks.PauseRun.filter())
async def pause(query: CallbackQuery, callback_data: callbacks.PauseRun, desk: Desk) -> None:
    await runs.pause(desk, callback_data.run)


@steering.callback_query(callbacks.ResumeRun.filter())
async def resume(query: CallbackQuery, callback_data: callbacks.ResumeRun, desk: Desk) -> None:
    await runs.resume(desk, callback_data.run)


@steering.callback_query(callbacks.CancelRun.filter())
async def cancel(query: CallbackQuery, callback_data: callbacks.CancelRun, desk: Desk) -> None:
    await runs.cancel(desk, callback_data.run)


@steering.callback_query(callbacks.RetryFailed.filter())
async def retry(query: CallbackQuery, callback_data: callbacks.RetryFailed, desk: Desk) -> None:
    await runs.retry_failed(desk, callback_data.run)
