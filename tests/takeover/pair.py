"""The processes: one leads, one stands by, each with a line to the database and a token of its own
for the same bot, so that Telegram can tell who calls."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from sqlalchemy import URL, make_url

from tests.crash.bot import Bot
from tests.takeover.line import Line
from tests.takeover.precinct import Precinct

LEADS = """
    SELECT client_port FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND datname = current_database()
    AND (classid::bigint << 32 | objid::bigint) = %s
"""
EPOCH = "SELECT epoch FROM leadership"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_port = ANY(%s)"
LOOK = 0.02  # seconds between looks
LONGEST = 30.0  # until somebody leads


@dataclass
class Member:
    """One process; `token` tells its calls from those of the others."""

    name: str
    token: str
    line: Line
    bot: Bot


class Pair:
    def __init__(self, precinct: Precinct, database: str, folder: Path) -> None:
        self._precinct, self._folder, self._url = precinct, folder, make_url(database)
        self._number = 0
        self.members: list[Member] = []

    async def __aenter__(self) -> "Pair":
        self._server = await psycopg.AsyncConnection.connect(_text(self._url), autocommit=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        for member in self.members:
            member.bot.kill()
            await member.bot.ended()
            await member.line.stop()
        await self._server.close()

    async def starts(self) -> None:
        """One more process."""
        self._number += 1
        account = self._precinct.account
        token = f"{account.id}:{self._number:A>35}"
        self._precinct.telegram.world.bots[token] = account
        line = Line(self._url.host or "127.0.0.1", self._url.port or 5432)
        await line.start()
        environment = {
            "DOORSTEP_TELEGRAM_TOKEN": token,
            "DOORSTEP_TELEGRAM_API": self._precinct.telegram.url,
            "DOORSTEP_DATABASE": _text(self._url.set(host="127.0.0.1", port=line.port)),
            "DOORSTEP_STATION": str(self._folder / "station.yaml"),
            "DOORSTEP_DATA": str(self._folder),
        }
        bot = Bot(environment, self._folder / "bot.log")
        self.members.append(Member(f"bot {self._number}", token, line, bot))

    async def leader(self) -> Member:
        """Who holds the lock, as the server sees it; waits for somebody to."""
        async with asyncio.timeout(LONGEST):
            while True:
                for (port,) in await self._rows(LEADS, self._precinct.account.id):
                    for member in self.members:
                        if port in member.line.ports:
                            return member
                await asyncio.sleep(LOOK)

    async def epoch(self) -> int:
        """How many leaders there have been."""
        return sum(epoch for (epoch,) in await self._rows(EPOCH))

    async def led_anew(self, after: int) -> None:
        async with asyncio.timeout(LONGEST):
            while await self.epoch() == after:  # noqa: ASYNC110  Another process counts.
                await asyncio.sleep(LOOK)

    async def killed(self, member: Member) -> None:
        """kill -9; another takes its place."""
        member.bot.kill()
        self.members.remove(member)
        await self.starts()
        await member.bot.ended()
        await member.line.stop()

    async def thrown_out(self, member: Member) -> None:
        """The server ends all its sessions."""
        await self._server.execute(END, [list(member.line.ports)])

    async def _rows(self, query: LiteralString, *values: int) -> list[tuple[int]]:
        return await (await self._server.execute(query, values)).fetchall()


def _text(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
