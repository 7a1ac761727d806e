"""The neighbourhood in a browser: one page on which one is everyone.

It stands on the public driver: in the chats it can do nothing that a test can't. What lies
behind the bot (its record, its clock, its process) comes through the ports in `ports`.
"""

from simulator.page.ports import BotProcess, Clock, Director, Record, Settlement
from simulator.page.server import PageServer
from simulator.page.stage import Phone, Stage
from simulator.page.story import Step, Story

__all__ = [
    "BotProcess",
    "Clock",
    "Director",
    "PageServer",
    "Phone",
    "Record",
    "Settlement",
    "Stage",
    "Step",
    "Story",
]
