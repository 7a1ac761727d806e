"""Answers tapped buttons, after the commit. Such an answer may come too late; nothing depends
on it."""

import asyncio
from collections.abc import Iterable

import structlog
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery

from bot.deep_link import deep_link
from bot.line import Line
from locales import render_plain
from services.desk import Acknowledgement

log = structlog.get_logger()

ALERTS = frozenset({"who_is_on_duty"})  # shown until they are closed; so are refusals


class Acknowledger:
    """Sends what desks collected, beside everything else."""

    def __init__(self, line: Line, username: str, tasks: asyncio.TaskGroup) -> None:
        self._line, self._username, self._tasks = line, username, tasks

    def send(self, acknowledgements: Iterable[Acknowledgement], timezone: str) -> None:
        for one in acknowledgements:
            self._tasks.create_task(self._answer(one, timezone))

    async def _answer(self, one: Acknowledgement, timezone: str) -> None:
        text = None
        if one.template is not None:
            text = render_plain(one.template, one.language, one.values, timezone)
        alert = one.template is not None and (
            one.template in ALERTS or one.template.startswith("error/")
        )
        try:
            await self._line.number(
                AnswerCallbackQuery(
                    callback_query_id=one.callback_id,
                    text=text,
                    show_alert=alert,
                    url=deep_link(self._username, one.payload) if one.payload else None,
                )
            )
        except AiogramError as error:
            log.info("acknowledgement_failed", error=type(error).__name__)
