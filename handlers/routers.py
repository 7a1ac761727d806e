"""The order in which handlers are asked."""

from copy import copy

from aiogram import Router

from handlers import (
    alert_choices,
    alert_writing,
    alerts,
    discreet,
    doors,
    duty,
    entering,
    everyone,
    follow_ups,
    foreign_alerts,
    grid,
    handing,
    handover,
    in_danger,
    late_words,
    legwork,
    officer,
    reading,
    resident,
    suspending,
    worklist,
)

IN_ORDER = (
    entering.router,
    worklist.router,
    handover.router,
    suspending.router,
    duty.router,
    alerts.router,
    reading.router,
    follow_ups.router,
    alert_writing.router,
    alert_choices.router,
    foreign_alerts.router,
    doors.router,
    in_danger.router,
    everyone.first,
    handing.router,
    discreet.router,
    late_words.router,
    legwork.router,
    officer.router,
    resident.router,
    grid.router,
    everyone.last,
)


def build_router() -> Router:
    """A tree of its own for each dispatcher: a router can have one parent only. The handlers are
    shared; deep copies took 20 ms."""
    root = Router(name="doorstep")
    root.include_routers(*map(copy, IN_ORDER))
    return root
