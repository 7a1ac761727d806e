"""Who is on duty: for a group's neighbourhood, for an officer's grids, for a resident; and an
officer's changes of it for once."""

from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import callbacks
from handlers.filters import AtWork, ByStaff, InGrid, InPrivate
from services import rota, shift_changes, swapping
from services.desk import Desk

router = Router(name="duty")
router.message.filter(Command("duty"))
router.callback_query.filter(ByStaff(), InPrivate())


@router.message(InPrivate())
async def in_private(message: Message, desk: Desk) -> None:
    rota.show_own(desk)


@router.message(InGrid())
@router.message(AtWork())
async def in_group(message: Message, desk: Desk) -> None:
    rota.show_here(desk)


@router.callback_query(callbacks.TakeShift.filter())
async def take(query: CallbackQuery, callback_data: callbacks.TakeShift, desk: Desk) -> None:
    await shift_changes.take(desk, callback_data.shift)


@router.callback_query(callbacks.TakeGap.filter())
async def take_gap(query: CallbackQuery, callback_data: callbacks.TakeGap, desk: Desk) -> None:
    await shift_changes.take_gap(desk, callback_data.grid)


@router.callback_query(callbacks.MoreShifts.filter())
async def more_shifts(
    query: CallbackQuery, callback_data: callbacks.MoreShifts, desk: Desk
) -> None:
    rota.show_more(desk, callback_data.page)


@router.callback_query(callbacks.Away.filter())
async def away(query: CallbackQuery, desk: Desk) -> None:
    shift_changes.ask_when_back(desk)


@router.callback_query(callbacks.AwayUntil.filter())
async def away_until(query: CallbackQuery, callback_data: callbacks.AwayUntil, desk: Desk) -> None:
    await shift_changes.away(desk, datetime.fromtimestamp(callback_data.minutes * 60, UTC))


@router.callback_query(callbacks.Swap.filter())
async def swap(query: CallbackQuery, callback_data: callbacks.Swap, desk: Desk) -> None:
    swapping.choose(desk, callback_data.shift)


@router.callback_query(callbacks.MoreSwaps.filter())
async def more_swaps(query: CallbackQuery, callback_data: callbacks.MoreSwaps, desk: Desk) -> None:
    swapping.choose(desk, callback_data.shift, callback_data.page)


@router.callback_query(callbacks.SwapFor.filter())
async def swap_for(query: CallbackQuery, callback_data: callbacks.SwapFor, desk: Desk) -> None:
    await swapping.ask(desk, callback_data.shift, callback_data.other)


@router.callback_query(callbacks.AgreeSwap.filter())
async def agree(query: CallbackQuery, callback_data: callbacks.AgreeSwap, desk: Desk) -> None:
    await swapping.agree(desk, callback_data.swap)


@router.callback_query(callbacks.RefuseSwap.filter())
async def refuse(query: CallbackQuery, callback_data: callbacks.RefuseSwap, desk: Desk) -> None:
    await swapping.refuse(desk, callback_data.swap)


@router.callback_query(callbacks.UndoChange.filter())
async def undo(query: CallbackQuery, callback_data: callbacks.UndoChange, desk: Desk) -> None:
    await shift_changes.undo(desk, callback_data.change)
