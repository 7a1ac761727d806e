"""The menu of commands: everybody's, and in their private chats that of the staff."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.desks import Desks
from locales import LANGUAGES, commands
from models.address import Address
from services import menus
from services.menus import Wanted

log = structlog.get_logger()


async def set_everybodys(bot: Bot) -> None:
    for language in LANGUAGES:
        await bot.set_my_commands(_menu(language, "everybody"), language_code=_iso(language))


class Menus:
    """Looks once after each change of the directory; what Telegram didn't take is tried again."""

    def __init__(self, bot: Bot, desks: Desks) -> None:
        self._bot, self._desks = bot, desks
        self._revision = 0

    async def keep(self) -> None:
        async with self._desks.looking() as (_, station):
            revision = station.revision
        if revision == self._revision:
            return
        async with self._desks.open() as desk:
            waiting = await menus.to_change(desk)
        try:
            for address, wanted in waiting:
                await self._set(address, wanted)
                async with self._desks.transaction() as session:
                    (await session.get_one(Address, address.id)).menu = menus.named(wanted)
        except AiogramError as error:
            log.info("menus_wait", error=type(error).__name__)
            return
        self._revision = revision

    async def _set(self, address: Address, wanted: Wanted | None) -> None:
        """A chat that isn't there (any more) needs no menu."""
        scope = BotCommandScopeChat(chat_id=address.external_id)
        try:
            if wanted is None:
                await self._bot.delete_my_commands(scope=scope)
            else:
                menu, language = wanted
                await self._bot.set_my_commands(_menu(language, menu), scope=scope)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            log.warning("menu_refused", address=address.id, error=error.message[:200])


def _menu(language: str, whose: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=text) for name, text in commands(language, whose)]


def _iso(language: str) -> str:
    """Two letters (ISO 639-1), as setMyCommands wants them: zh_Hans is zh."""
    return language.partition("_")[0]
