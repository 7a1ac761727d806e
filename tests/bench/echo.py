"""The yardstick: a bare aiogram bot on aiogram's own polling. It stores nothing, and repeats
what is said in a group to the chats that it is told of."""

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

Routes = dict[int, list[int]]


def router(routes: Routes, calls: float) -> Router:
    """`calls`: how many a message costs on average: first to a group's officers, then to the
    group itself."""
    echo = Router(name="echo")
    shares = _shares(calls)

    @echo.message()
    async def repeat(message: Message, bot: Bot) -> None:
        group = message.chat.id
        words = message.text or ""
        goals = itertools.cycle([*routes.get(group, ()), group])
        for chat in itertools.islice(goals, next(shares)):
            if chat == group:
                await message.reply(words)
            else:
                await bot.send_message(chat, words)

    return echo


def _shares(calls: float) -> Iterator[int]:
    """2.5 is 2, 3, 2, 3, …"""
    for number in itertools.count(1):
        yield int(number * calls + 1e-9) - int((number - 1) * calls + 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("routes", type=Path, help="JSON: a group's id to its officers' ids")
    parser.add_argument("calls", type=float)
    chosen = parser.parse_args()
    routes = {int(group): chats for group, chats in json.loads(chosen.routes.read_text()).items()}
    session = AiohttpSession(api=TelegramAPIServer.from_base(chosen.url))
    dispatcher = Dispatcher()
    dispatcher.include_router(router(routes, chosen.calls))
    dispatcher.run_polling(Bot(chosen.token, session=session))


if __name__ == "__main__":
    main()
