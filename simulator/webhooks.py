"""Handing updates to webhooks (https://core.telegram.org/bots/api#setwebhook).

Several at once, up to max_connections, but those of one chat one after another. Anything but a
2xx is tried again, later and later. A method in the body of the answer is not carried out.
"""

import asyncio

from aiohttp import ClientError, ClientSession, ClientTimeout

from simulator.world.inbox import Pending
from simulator.world.users import BotAccount
from simulator.world.webhook import Webhook
from simulator.world.world import World

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 60.0
PATIENCE = ClientTimeout(total=30)


class Postman:
    """Serves one bot for as long as it keeps the same webhook."""

    def __init__(self, world: World, bot: BotAccount, webhook: Webhook) -> None:
        self._world = world
        self._bot = bot
        self._webhook = webhook
        self._busy: set[int] = set()

    async def work(self) -> None:
        async with ClientSession(timeout=PATIENCE) as session, asyncio.TaskGroup() as tasks:
            while True:
                update = self._next()
                if update is None:
                    await self._bot.inbox.expect()
                    continue
                self._busy.add(update.lane)
                tasks.create_task(self._deliver(session, update))

    def _next(self) -> Pending | None:
        if len(self._busy) >= self._webhook.max_connections:
            return None
        waiting = self._bot.inbox.peek(len(self._bot.inbox))
        return next((update for update in waiting if update.lane not in self._busy), None)

    async def _deliver(self, session: ClientSession, update: Pending) -> None:
        pause = FIRST_PAUSE
        while not await self._post(session, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._bot.inbox.forget(update)
        self._busy.discard(update.lane)
        self._bot.inbox.wake()

    async def _post(self, session: ClientSession, update: Pending) -> bool:
        headers = {"Content-Type": "application/json"}
        if self._webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._webhook.secret_token
        try:
            async with session.post(self._webhook.url, data=update.body, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return True
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, TimeoutError, OSError) as error:
            trouble = f"Connection failed: {type(error).__name__}"
        self._webhook.last_error_date = self._world.now()
        self._webhook.last_error_message = trouble
        return False


class Webhooks:
    def __init__(self, world: World) -> None:
        self._world = world
        self._working: dict[int, tuple[Webhook, asyncio.Task[None]]] = {}

    async def attend(self, bot: BotAccount) -> None:
        """Starts, changes or ends what the bot's present webhook asks for."""
        webhook, _ = self._working.get(bot.id, (None, None))
        if webhook is bot.webhook:
            return
        await self._end(bot.id)
        if bot.webhook is not None:
            postman = Postman(self._world, bot, bot.webhook)
            self._working[bot.id] = bot.webhook, asyncio.create_task(postman.work())

    async def stop(self) -> None:
        for bot_id in list(self._working):
            await self._end(bot_id)

    async def _end(self, bot_id: int) -> None:
        if bot_id in self._working:
            _, task = self._working.pop(bot_id)
            task.cancel()
            await asyncio.wait([task])
