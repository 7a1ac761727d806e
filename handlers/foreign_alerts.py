"""Other authorities' alerts: a leader or chief approves one, or discards it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import callbacks
from handlers.filters import ByStaff, InPrivate
from services.desk import Desk
from services.foreign_alerts import approving

router = Router(name="foreign alerts")
router.callback_query.filter(ByStaff(), InPrivate())


@router.callback_query(callbacks.ApproveImport.filter())
async def approve(query: CallbackQuery, callback_data: callbacks.ApproveImport, desk: Desk) -> None:
    await approving.approve(desk, callback_data.imported)


@router.callback_query(callbacks.DiscardImport.filter())
async def discard(query: CallbackQuery, callback_data: callbacks.DiscardImport, desk: Desk) -> None:
    await approving.discard(desk, callback_data.imported)
