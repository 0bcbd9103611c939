"""A line to a server that can be cut: everything that runs over it breaks off, again and again."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Self

CHUNK = 64 * 1024


class CutLine:
    """Passes bytes on to a port of this machine.

    Args:
        to: that port.
        rate: megabytes a second that each connection carries to the server; 0: as fast as it can.

    Attributes:
        port: where it listens.
        sent: bytes that went to the server.
        cuts: how often connections were broken off.
    """

    def __init__(self, to: int, *, rate: float = 0) -> None:
        self._to, self._rate = to, rate
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()
        self._every = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.port = self.sent = self.cuts = 0

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def cut_each(self, seconds: float) -> None:
        """Cut every so many seconds from now on; 0 stops it."""
        self._loop.call_soon_threadsafe(self._set, seconds)

    def _set(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._every = seconds
        self._timer = self._loop.call_later(seconds, self._cut) if seconds else None

    def _cut(self) -> None:
        self._break_off()
        self.cuts += 1
        self._set(self._every)

    def _break_off(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._joined, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        server.close()
        self._break_off()
        left = asyncio.gather(*asyncio.all_tasks(self._loop), return_exceptions=True)
        self._loop.run_until_complete(left)
        self._loop.close()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self._to)
        ends = {writer, to_writer}
        self._writers |= ends
        try:
            await asyncio.gather(
                self._pass(reader, to_writer, counted=True), self._pass(to_reader, writer)
            )
        except OSError:
            pass  # cut
        finally:
            self._writers -= ends
            for end in ends:
                end.transport.abort()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool = False
    ) -> None:
        while piece := await reader.read(CHUNK):
            writer.write(piece)
            await writer.drain()
            if counted:
                self.sent += len(piece)
                await asyncio.sleep(len(piece) / (self._rate * 1e6) if self._rate else 0)
        if writer.can_write_eof():
            writer.write_eof()
