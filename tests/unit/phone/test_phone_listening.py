"""Listening for a while: what it leaves behind."""

from __future__ import annotations

import asyncio
import contextlib
import socket

import pytest
from aiohttp import web

from sirekap_trainer.phone.listening import listening


@pytest.mark.parametrize("rounds", range(6))
def test_who_connects_at_the_last_moment_is_hung_up_on(rounds):
    """At whichever round of the loop it ends: knocked, accepted, made, and read from.

    Python forgets a connection that was accepted in the round in which its server is closed, and leaves it open.
    """

    async def whole():
        async with listening(web.Application(), ending=lambda: None, host="127.0.0.1") as port:
            line = socket.create_connection(("127.0.0.1", port), timeout=10)
            for _ in range(rounds):
                await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        with line, contextlib.suppress(ConnectionResetError):  # which is who was never accepted
            assert line.recv(1) == b""

    asyncio.run(whole())
