"""Both client libraries hold a conversation, as they come, by polling and by webhook."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram as ptb
from aiogram import Dispatcher, F
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from simulator import BotAccount, Group, Person, Telegram

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Accept", callback_data="accept")]]
)


async def converse(anna: Person, ben: Person, street: Group) -> None:
    """A question in the group, a tap, a photo in private."""
    await anna.starts()
    await anna.sees("You said /start")
    await anna.writes("@doorstep_bot I smell gas", in_group=street)
    card = await ben.sees("You said @doorstep_bot I smell gas", in_group=street)
    assert card.reply_to
    assert card.reply_to.sender == "Anna Lind"
    tap = await ben.taps(card, "Accept")
    assert (await tap.answer()).text == "Accepted"
    await ben.is_told("Accepted")
    await anna.sees("Ben has it", in_group=street)
    await anna.sends_photo(caption="Look <here>")
    copy = await anna.sees("Look <here>")
    assert copy.kind == "photo"


@pytest.fixture
def dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(F.photo)
    async def copy(message: aiogram.types.Message) -> None:
        await message.copy_to(message.chat.id)

    @dispatcher.message(F.text)
    async def answer(message: aiogram.types.Message) -> None:
        await message.reply(f"You said {message.text}", reply_markup=KEYBOARD)

    @dispatcher.callback_query()
    async def accept(query: CallbackQuery) -> None:
        await query.answer("Accepted", show_alert=True)
        assert isinstance(query.message, aiogram.types.Message)
        await query.message.edit_text(f"{query.from_user.first_name} has it")

    return dispatcher


async def test_aiogram_polls(
    dispatcher: Dispatcher, api: aiogram.Bot, anna: Person, ben: Person, street: Group
) -> None:
    async with asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(
            dispatcher.start_polling(api, handle_signals=False, close_bot_session=False)
        )
        await converse(anna, ben, street)
        await dispatcher.stop_polling()
        await polling


async def test_aiogram_gets_a_webhook(
    dispatcher: Dispatcher, api: aiogram.Bot, anna: Person, ben: Person, street: Group
) -> None:
    app = web.Application()
    SimpleRequestHandler(dispatcher, api, secret_token="s3cret").register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await api.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")
    await converse(anna, ben, street)
    assert (await api.get_webhook_info()).url.endswith("/hook")
    await api.delete_webhook()
    await runner.cleanup()


async def answer(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message
    if message.photo:
        await message.copy(message.chat.id)
        return
    markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Accept", callback_data="a")]])
    await message.reply_text(f"You said {message.text}", reply_markup=markup, do_quote=True)


async def accept(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    await query.answer("Accepted", show_alert=True)
    await query.edit_message_text(f"{query.from_user.first_name} has it")


@contextlib.asynccontextmanager
async def application(
    telegram: Telegram, bot: BotAccount
) -> AsyncIterator["Application[ptb.Bot, ContextTypes.DEFAULT_TYPE, dict, dict, dict, None]"]:  # type: ignore[type-arg]
    builder = ApplicationBuilder().token(bot.token).job_queue(None)
    builder = builder.base_url(f"{telegram.url}/bot").base_file_url(f"{telegram.url}/file/bot")
    app = builder.build()
    app.add_handler(MessageHandler(filters.ALL, answer))
    app.add_handler(CallbackQueryHandler(accept))
    async with app:
        await app.start()
        yield app  # type: ignore[misc]
        await app.stop()


async def test_ptb_polls(
    telegram: Telegram, bot: BotAccount, anna: Person, ben: Person, street: Group
) -> None:
    async with application(telegram, bot) as app:
        assert app.updater
        await app.updater.start_polling()
        await converse(anna, ben, street)
        await app.updater.stop()


async def test_ptb_gets_a_webhook(
    telegram: Telegram, bot: BotAccount, anna: Person, ben: Person, street: Group
) -> None:
    """With a web server of one's own, as its documentation shows."""
    async with application(telegram, bot) as app:

        async def receive(request: web.BaseRequest) -> web.Response:
            assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
            await app.update_queue.put(ptb.Update.de_json(await request.json(), app.bot))
            return web.Response()

        runner = web.ServerRunner(web.Server(receive))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        await app.bot.set_webhook(address, secret_token="s3cret")
        await converse(anna, ben, street)
        await app.bot.delete_webhook()
        await runner.cleanup()


async def test_both_clients_agree(
    api: aiogram.Bot, second: ptb.Bot, anna: Person, street: Group
) -> None:
    await anna.starts()
    sent = await api.send_message(anna.id, "<b>x</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    edited = await second.edit_message_text("y", anna.id, sent.message_id)
    assert isinstance(edited, ptb.Message)
    assert edited.text == "y"
    assert (await second.get_me()).id == (await api.get_me()).id
    assert (await second.get_chat(street.id)).title == (await api.get_chat(street.id)).title
