"""The line between one process and the database, which can go dead."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

CHUNK = 64 * 1024
# When each end's keepalives give up on a dead line (bot/store.py: 5 s idle, then 3 times 2 s).
# They don't notice here, since the line itself answers them: so it hangs up on their behalf.
NOTICED_AFTER = 11.0


class Line:
    """A port that leads to the server. A dead line carries nothing either way and tells nobody."""

    def __init__(self, host: str, port: int) -> None:
        self._server_at = (host, port)
        self._alive = asyncio.Event()
        self._alive.set()
        self._open: dict[asyncio.Task[None], int] = {}  # the port that the server sees
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        await self._hang_up()

    @property
    def ports(self) -> Iterator[int]:
        """Of the connections that are open, as the server sees them."""
        return iter(self._open.values())

    async def goes_dead(self) -> None:
        """Until both ends have noticed; from then on it works again."""
        self._alive.clear()
        await asyncio.sleep(NOTICED_AFTER)
        await self._hang_up()
        self._alive.set()

    async def _hang_up(self) -> None:
        under_way = list(self._open)
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = 0
        ends = [back]
        try:
            await self._alive.wait()
            far, on = await asyncio.open_connection(*self._server_at)
            ends.append(on)
            self._open[task] = on.get_extra_info("sockname")[1]
            there = asyncio.ensure_future(self._pump(near, on))
            here = asyncio.ensure_future(self._pump(far, back))
            try:
                await asyncio.wait({there, here}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                there.cancel()
                here.cancel()
        except (OSError, asyncio.CancelledError):
            pass  # It was hung up, or the server lets nobody in.
        finally:
            del self._open[task]
            for end in ends:
                end.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(CHUNK):
                await self._alive.wait()
                sink.write(data)
                await sink.drain()
