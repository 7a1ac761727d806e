"""Downloads the files that the station keeps, after the commit and outside every transaction."""

import asyncio
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiohttp import ClientError

from bot.desks import Desks
from bot.sniffing import extension
from models.kept_file import KeptFile
from services import files
from services.files import Kept

log = structlog.get_logger()

FULL = "the folder has reached its size"


@dataclass(frozen=True)
class _Failure:
    reason: str
    again: bool = False


class Keeper:
    """One for each leader. Errors are recorded by their names alone: the address of a download
    holds the bot's token."""

    def __init__(self, bot: Bot, desks: Desks) -> None:
        self._bot, self._desks = bot, desks

    async def keep(self) -> None:
        """The next few. A file that is half written when the process dies is written anew."""
        async with self._desks.looking() as (session, station):
            if station.keep_files is None:
                return
            rows = await files.wanted(session, station)
            folder = Path(station.keep_files["folder"])
            room = await files.room(session, station) if rows else 0
        for row in rows:
            result = await self._fetch(row, folder, room)
            if isinstance(result, Kept):
                room -= result.size
            await self._record(row, result)

    async def _fetch(self, row: KeptFile, folder: Path, room: int) -> Kept | _Failure:
        try:
            content = await self._download(row.file_id)
            if len(content) > room:
                return _Failure(FULL)
            return await asyncio.to_thread(_write, folder, row.exchange_id, content)
        except TelegramBadRequest as error:
            return _Failure(error.message[:200])
        except (AiogramError, ClientError, TimeoutError, OSError) as error:
            return _Failure(type(error).__name__, again=True)

    async def _download(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        found = await self._bot.download_file(file.file_path) if file.file_path else None
        return found.read() if found else b""

    async def _record(self, row: KeptFile, result: Kept | _Failure) -> None:
        async with self._desks.transaction() as session:
            own = await session.get_one(KeptFile, row.id)
            if isinstance(result, Kept):
                files.done(own, result)
                return
            if result.again:
                files.failed(own, result.reason)
            else:
                files.left(own, result.reason)
        log.warning("file_not_kept", exchange=row.exchange_id, reason=result.reason)


def _write(folder: Path, exchange_id: int, content: bytes) -> Kept:
    """Under a name of our own making, readable for us alone, and only whole."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name, half = f"{exchange_id}.{extension(content)}", folder / f".{exchange_id}.part"
    with os.fdopen(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / name)
    return Kept(name, hashlib.sha256(content).hexdigest(), len(content))
