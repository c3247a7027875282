"""Listening on the local network for a while: the part that does not depend on what is listened for.

async with listening(app, ending=inbox.close) as port:
...
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

#: Phones open up to six connections each; more of them than this are closed unheard, so that nobody uses up what the
#: application needs to open its own files.
MAX_CONNECTIONS = 48
#: Seconds a connection may take to send a request's head, and may idle between requests.
HEAD_SECONDS = 10.0
#: Seconds that closing waits for answers on their way; handlers end by themselves when what they serve ends.
CLOSING_SECONDS = 0.05
#: Of the loop, until a connection that came at the last moment is closed: accepted, made, closed, gone.
_ROUNDS = 6
#: Of every answer: nothing is kept, framed, or asked of another machine.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "Latihan Sirekap",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: What aiohttp writes of requests it cannot read holds their first line, and that may hold the token.
_UNHEARD = logging.getLogger(f"{__name__}.unheard")
_UNHEARD.setLevel(logging.CRITICAL + 1)


@asynccontextmanager
async def listening(
    app: web.Application,
    *,
    ending: Callable[[], object],
    host: str = "0.0.0.0",  # noqa: S104
    port: int = 0,
) -> AsyncIterator[int]:
    """Serves an application until the block is left.

    All interfaces are listened on, for a person chooses on which network the other device is, and may join one
    meanwhile; a token has to guard them all.

    Args:
        app: What is served.
        ending: Called when the block is left, so that handlers end before the connections are closed.
        host: Address to listen on.
        port: 0 for any free one.

    Yields:
        The port that is listened on.

    Raises:
        OSError: The port is taken, or listening is forbidden.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_UNHEARD,
        auto_decompress=False,  # what is wanted does not come packed, and a packed bomb is not unpacked
        keepalive_timeout=HEAD_SECONDS,
        shutdown_timeout=CLOSING_SECONDS,
    )
    await runner.setup()
    assert runner.server is not None
    gate = _Gate(runner.server)
    try:
        listener = await asyncio.get_running_loop().create_server(gate, host, port)
        try:
            yield listener.sockets[0].getsockname()[1]
        finally:
            gate.shut = True
            try:
                await _hear_no_more(listener)
            finally:
                listener.close()
    finally:
        ending()
        await asyncio.sleep(0)
        lines = [one.transport for one in runner.server.connections]
        await runner.cleanup()
        for line in lines:
            if line is not None:
                line.abort()  # else one whose other end does not read stays open with what it was to be told
        for _ in range(_ROUNDS):  # what was accepted at the last moment ends, too
            await asyncio.sleep(0)


async def _hear_no_more(listener: asyncio.Server) -> None:
    """Lets what was accepted in this very round find the gate shut.

    Python forgets a connection that is made after its server was closed, and leaves it open (`Server._attach`).
    """
    with contextlib.suppress(NotImplementedError):  # on Windows, where a connection is made as it is accepted
        for one in listener.sockets:
            asyncio.get_running_loop().remove_reader(one.fileno())
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)


class _Gate:
    """Lets in so many connections at once."""

    def __init__(self, server: web.Server) -> None:
        self._server = server
        #: Whether nobody is let in any more.
        self.shut = False

    def __call__(self) -> asyncio.BaseProtocol:
        full = self.shut or len(self._server.connections) >= MAX_CONNECTIONS
        return _Closed() if full else self._server()


class _Closed(asyncio.Protocol):
    """A connection that is not wanted."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()
