"""Who is on duty: for a group's neighbourhood, for an officer's grids, for a resident."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.filters import AtWork, InGrid, InPrivate
from services import rota
from services.desk import Desk

router = Router(name="duty")
router.message.filter(Command("duty"))


@router.message(InPrivate())
async def in_private(message: Message, desk: Desk) -> None:
    rota.show_own(desk)


@router.message(InGrid())
@router.message(AtWork())
async def in_group(message: Message, desk: Desk) -> None:
    rota.show_here(desk)
