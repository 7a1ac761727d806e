"""Bootstrap: builds the app from the settings, and runs it."""

import asyncio
import gc
import signal
from collections.abc import Callable

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import User

from bot import logs, menus, revision, stations
from bot.complaints import cannot_listen, telegram_unreachable, unknown_token
from bot.courier import TokenRevoked
from bot.flood import FloodLimits
from bot.parts import Parts, Source
from bot.polling import ALLOWED_UPDATES, Polling, TokenRefused
from bot.running import App
from bot.settings import Settings
from bot.store import Store
from bot.webhook import PATH, CannotListen, Webhook
from handlers import build_router
from services.clock import Clock, SystemClock

log = structlog.get_logger()

REQUEST_SECONDS = 15  # after which the outcome of a send counts as unknown


async def run(
    settings: Settings,
    limits: Callable[[], FloodLimits] = FloodLimits,
    clock: Clock | None = None,
) -> int:
    """Migrate, load the station file, check the token, and run until a signal. Returns the
    exit status; what is wrong with the set-up is raised as a ConfigurationError."""
    logs.configure(settings.log_level, settings.secrets)
    store = Store(settings.database)
    try:
        await revision.migrate(store)
        async with build_bot(settings) as bot:
            me = await introduce(bot)
            await stations.load(store, settings.station, bot.id, clock)
            app = App(parts(settings, store, bot, me.username or "", clock, limits))
            _stop_on_signals(app)
            await prepare(bot, settings)
            _spare_the_collector()
            wrong = None
            try:
                await app.run()
            except* (TokenRefused, TokenRevoked):
                wrong = unknown_token()  # What is raised here, older Pythons 3.11 wrap in a group.
            except* CannotListen:
                wrong = cannot_listen(settings.listen.host, settings.listen.port)
            if wrong is not None:
                raise wrong
    finally:
        await store.close()
    return 0


def build_bot(settings: Settings) -> Bot:
    """aiogram's Bot at the server that the settings name."""
    server = TelegramAPIServer.from_base(settings.telegram_api)
    session = AiohttpSession(api=server, timeout=REQUEST_SECONDS)
    return Bot(settings.token, session=session)


def parts(
    settings: Settings,
    store: Store,
    bot: Bot,
    username: str,
    clock: Clock | None = None,
    limits: Callable[[], FloodLimits] = FloodLimits,
) -> Parts:
    """Everything the app runs, wired once."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(build_router())
    return Parts(
        bot=bot,
        username=username,
        dispatcher=dispatcher,
        store=store,
        clock=clock or SystemClock(),
        limits=limits,
        source=lambda: _source(settings, bot),
        folder=settings.data,
        heartbeat=settings.heartbeat_url.get_secret_value() if settings.heartbeat_url else None,
    )


async def introduce(bot: Bot) -> User:
    """Ask Telegram who we are, which is how a token is checked."""
    try:
        me = await bot.me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise unknown_token() from None
    except AiogramError as error:
        raise telegram_unreachable(error) from None
    log.info("bot", username=me.username, reads_all_groups=me.can_read_all_group_messages)
    return me


def _source(settings: Settings, bot: Bot) -> Source:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Polling(bot)
    secret = settings.webhook_secret.get_secret_value()
    return Webhook(settings.listen.host, settings.listen.port, secret)


async def prepare(bot: Bot, settings: Settings) -> None:
    """The command menu in each language, and where updates go."""
    await menus.set_everybodys(bot)
    if settings.webhook_url is None or settings.webhook_secret is None:
        await bot.delete_webhook()
        return
    await bot.set_webhook(
        settings.webhook_url.rstrip("/") + PATH,
        secret_token=settings.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED_UPDATES,
    )


def _spare_the_collector() -> None:
    """What is there by now (classes, validators, templates) stays: leave it out of each full
    collection, and collect less often. A batch makes many objects and few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _stop_on_signals(app: App) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
