"""An in-process Telegram (Bot API server) with residents and officers in it.

    async with Telegram() as telegram:
        bot = telegram.bot("doorstep_bot")
        anna, ben = telegram.person("Anna"), telegram.person("Ben")
        telegram.group("Maple Street", [anna, ben, bot])
        ...  # Any bot with the token bot.token and the base URL telegram.url now lives here.
        await anna.writes("/help I smell gas", in_group="Maple Street")
        card = await ben.sees("I smell gas")
        await ben.taps(card, "Accept")

What it does and refuses follows the public documentation of the Bot API; the modules cite it.
Nothing is kept when it stops.
"""

from simulator.driver.actor import CannotDo
from simulator.driver.bubble import Bubble
from simulator.driver.group import Group
from simulator.driver.person import Person
from simulator.driver.taps import Tap
from simulator.flood import Flood
from simulator.telegram import Telegram
from simulator.world.changes import Change
from simulator.world.users import BotAccount

__all__ = [
    "BotAccount",
    "Bubble",
    "CannotDo",
    "Change",
    "Flood",
    "Group",
    "Person",
    "Tap",
    "Telegram",
]
