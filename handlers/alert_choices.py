"""What is chosen on the sheets of an alert's form: to whom, when, how serious."""

from datetime import time

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import ByStaff, InPrivate
from services.alerts import addressing, grading, timing, writing
from services.alerts.form import Sheet
from services.desk import Desk

router = Router(name="alert choices")
router.callback_query.filter(ByStaff(), InPrivate())


@router.callback_query(callbacks.AlertEverywhere.filter())
async def everywhere(
    query: CallbackQuery, callback_data: callbacks.AlertEverywhere, desk: Desk
) -> None:
    await writing.change(desk, callback_data.alert, Sheet.AUDIENCE, addressing.everywhere)


@router.callback_query(callbacks.AlertGrid.filter())
async def grid(query: CallbackQuery, callback_data: callbacks.AlertGrid, desk: Desk) -> None:
    await writing.toggle_grid(desk, callback_data.alert, callback_data.grid)


@router.callback_query(callbacks.AlertGrids.filter())
async def more_grids(query: CallbackQuery, callback_data: callbacks.AlertGrids, desk: Desk) -> None:
    await writing.more_grids(desk, callback_data.alert, callback_data.page)


@router.callback_query(callbacks.AlertArea.filter())
async def area(query: CallbackQuery, callback_data: callbacks.AlertArea, desk: Desk) -> None:
    await writing.toggle_area(desk, callback_data.alert, callback_data.area)


@router.callback_query(callbacks.AlertGroupKind.filter())
async def group_kind(
    query: CallbackQuery, callback_data: callbacks.AlertGroupKind, desk: Desk
) -> None:
    kind = callback_data.group_kind
    await writing.change(
        desk, callback_data.alert, Sheet.AUDIENCE, lambda one: addressing.toggle_kind(one, kind)
    )


@router.callback_query(callbacks.AlertInGroups.filter())
async def in_groups(
    query: CallbackQuery, callback_data: callbacks.AlertInGroups, desk: Desk
) -> None:
    await writing.change(desk, callback_data.alert, Sheet.AUDIENCE, addressing.toggle_groups)


@router.callback_query(callbacks.AlertSubscribers.filter())
async def subscribers(
    query: CallbackQuery, callback_data: callbacks.AlertSubscribers, desk: Desk
) -> None:
    await writing.change(desk, callback_data.alert, Sheet.AUDIENCE, addressing.toggle_subscribers)


@router.callback_query(callbacks.AlertWhen.filter())
async def when(query: CallbackQuery, callback_data: callbacks.AlertWhen, desk: Desk) -> None:
    chosen = callback_data.when
    await writing.change(
        desk, callback_data.alert, Sheet.WHEN, lambda one: timing.choose(desk, one, chosen)
    )


@router.callback_query(callbacks.AlertTime.filter())
async def time_of_day(query: CallbackQuery, callback_data: callbacks.AlertTime, desk: Desk) -> None:
    at = time(*divmod(callback_data.minute, 60))
    await writing.change(
        desk, callback_data.alert, Sheet.WHEN, lambda one: timing.set_time(desk, one, at)
    )


@router.callback_query(callbacks.AlertWeekday.filter())
async def weekday(query: CallbackQuery, callback_data: callbacks.AlertWeekday, desk: Desk) -> None:
    chosen = callback_data.weekday
    await writing.change(
        desk, callback_data.alert, Sheet.WHEN, lambda one: timing.toggle_weekday(one, chosen)
    )


@router.callback_query(callbacks.AlertMonth.filter())
async def month(query: CallbackQuery, callback_data: callbacks.AlertMonth, desk: Desk) -> None:
    chosen = callback_data.day
    await writing.change(
        desk, callback_data.alert, Sheet.WHEN, lambda one: timing.set_day_of_month(one, chosen)
    )


@router.callback_query(callbacks.AlertSeason.filter())
async def season(query: CallbackQuery, callback_data: callbacks.AlertSeason, desk: Desk) -> None:
    chosen = callback_data.season
    await writing.change(
        desk, callback_data.alert, Sheet.WHEN, lambda one: timing.set_season(one, chosen)
    )


@router.callback_query(callbacks.AlertSeverity.filter())
async def severity(
    query: CallbackQuery, callback_data: callbacks.AlertSeverity, desk: Desk
) -> None:
    await grading.grade(desk, callback_data.alert, Sheet.GRADE, severity=callback_data.severity)


@router.callback_query(callbacks.AlertUrgent.filter())
async def urgency(query: CallbackQuery, callback_data: callbacks.AlertUrgent, desk: Desk) -> None:
    await grading.grade(desk, callback_data.alert, Sheet.GRADE, urgency=callback_data.urgency)


@router.callback_query(callbacks.AlertCertainty.filter())
async def certainty(
    query: CallbackQuery, callback_data: callbacks.AlertCertainty, desk: Desk
) -> None:
    await grading.grade(desk, callback_data.alert, Sheet.GRADE, certainty=callback_data.certainty)


@router.callback_query(callbacks.AlertCategory.filter())
async def category(
    query: CallbackQuery, callback_data: callbacks.AlertCategory, desk: Desk
) -> None:
    await grading.grade(desk, callback_data.alert, Sheet.GRADE, category=callback_data.category)


@router.callback_query(callbacks.AlertHolds.filter())
async def holds(query: CallbackQuery, callback_data: callbacks.AlertHolds, desk: Desk) -> None:
    await grading.grade(desk, callback_data.alert, Sheet.GRADE, valid_minutes=callback_data.minutes)
