"""What a straightforward bot does: python-telegram-bot with its AIORateLimiter, which sends an
alert by asyncio.gather over all chats, and to the officers what is said in their group."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

TRIES = 5  # after a 429


def build(
    url: str, token: str, routes: dict[int, list[int]], chats: list[int], text: str
) -> Application[Any, Any, Any, Any, Any, Any]:
    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_chat is not None:
            await context.bot.send_message(update.effective_chat.id, "Welcome")

    async def broadcast(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        sends = (context.bot.send_message(chat, text) for chat in chats)
        await asyncio.gather(*sends, return_exceptions=True)

    async def relay(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is not None:
            for officer in routes.get(message.chat.id, ()):
                await context.bot.send_message(officer, message.text or "")

    made = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{url}/bot")
        .rate_limiter(AIORateLimiter(max_retries=TRIES))
        .concurrent_updates(True)
        .build()
    )
    made.add_handler(CommandHandler("start", start))
    made.add_handler(CommandHandler("broadcast", broadcast))
    made.add_handler(MessageHandler(filters.ChatType.GROUPS, relay))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("routes", type=Path, help="JSON: a group's id to its officers' ids")
    parser.add_argument("chats", type=Path, help="the ids of those who get the alert")
    parser.add_argument("text")
    chosen = parser.parse_args()
    routes = {int(group): chats for group, chats in json.loads(chosen.routes.read_text()).items()}
    chats = [int(line) for line in chosen.chats.read_text().splitlines()]
    build(chosen.url, chosen.token, routes, chats, chosen.text).run_polling()


if __name__ == "__main__":
    main()
