"""Sends a bundle to the trainer's laptop on the local network (`records/receiver.py`).

    where = parse_address("192.168.43.10", "abcd 2345")
    receipt = send(data, where)

Only to an address of a local network, over no proxy, and wherever that is nothing else is asked for or followed.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from pydantic import BaseModel, ValidationError

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.phone.inbox import ALPHABET, TOKEN_LENGTH
from sirekap_trainer.records.receiver import PORT, expired

#: Bytes of an answer that are read; it names each part of a bundle.
_MAX_ANSWER = 1_000_000
#: Seconds between two looks at whether somebody changed their mind.
_PULSE = 0.2
#: Seconds in which a connection that was let go closes.
_PARTING = 0.02
_ADDRESS = re.compile(
    r"(?:https?://)?([0-9]{1,3}(?:\.[0-9]{1,3}){3})(?::([0-9]{1,5}))?(?:/([^/?#]*))?(?:/.*)?", re.IGNORECASE
)
_STICK = "Jika tetap begitu, simpan hasil ke stik USB."


@dataclass(frozen=True, slots=True)
class Where:
    """The trainer's laptop.

    Attributes:
        host: IPv4 address on a local network.
        port: TCP port.
        token: The code.
    """

    host: str
    port: int
    token: str

    @property
    def url(self) -> str:
        """Where bundles are posted to."""
        return f"http://{self.host}:{self.port}/{self.token}/hasil"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the trainer's laptop said.

    Attributes:
        message: In words.
        parts: Kind and id of what it has now.
    """

    message: str
    parts: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SendPatience:
    """How long is waited, in seconds.

    Attributes:
        connect: For the laptop to answer at all.
        whole: For everything; longer than the other side waits for a whole bundle.
        again: Before sending once more where it was busy or the connection broke.
        tries: How often it is sent at most.
    """

    connect: float = 6.0
    whole: float = 180.0
    again: float = 1.5
    tries: int = 3


def parse_address(address: str, code: str = "") -> Where:
    """The trainer's laptop as a person types or pastes it: `192.168.43.10`, with or without port, or a whole address.

    Args:
        address: May hold the code as well.
        code: Capitals, spaces and hyphens do not matter; may be empty where `address` has it.

    Raises:
        RecordsError: That is no address of a local network, or no code.
    """
    found = _ADDRESS.fullmatch(address.strip())
    try:
        host = ipaddress.IPv4Address(found[1]) if found else None
    except ValueError:
        host = None
    port = int(found[2] or PORT) if found else 0
    if found is None or host is None or not host.is_private or host.is_unspecified or not 0 < port < 65_536:
        raise RecordsError(
            "Alamat laptop pelatih belum benar.",
            hint="Ketik seperti di layar pelatih, misalnya 192.168.43.10.",
            code="alamat",
        )
    token = re.sub(r"[\s-]", "", code or found[3] or "").lower()
    if len(token) != TOKEN_LENGTH or not set(token) <= set(ALPHABET):
        raise RecordsError(
            "Kode dari pelatih belum benar.",
            hint=f"Ketik {TOKEN_LENGTH} huruf dan angka seperti di layar pelatih.",
            code="kode",
        )
    return Where(str(host), port, token)


def send(
    data: bytes, where: Where, *, pulse: Callable[[], object] = lambda: None, patience: SendPatience | None = None
) -> Receipt:
    """Sends a bundle and waits for the answer; for a thread of its own.

    Args:
        data: From `bundle.pack`.
        where: To whom.
        pulse: Called some times a second; what it raises ends the sending.
        patience: How long is waited.

    Raises:
        RecordsError: It is not there; nothing was taken, or it may be sent again without harm.
    """
    return asyncio.run(_watched(data, where, pulse, patience or SendPatience()))


async def _watched(data: bytes, where: Where, pulse: Callable[[], object], patience: SendPatience) -> Receipt:
    sending = asyncio.create_task(_sent(data, where, patience))
    try:
        while not sending.done():
            await asyncio.wait({sending}, timeout=_PULSE)
            pulse()
        return await sending
    finally:
        sending.cancel()
        await asyncio.wait({sending})
        await asyncio.sleep(_PARTING)  # also after a refusal: what was let go is closed before the loop is


async def _sent(data: bytes, where: Where, patience: SendPatience) -> Receipt:
    limits = aiohttp.ClientTimeout(total=patience.whole, sock_connect=patience.connect)
    async with aiohttp.ClientSession(timeout=limits, trust_env=False, auto_decompress=False) as client:
        for _ in range(patience.tries - 1):
            try:
                return await _posted(client, data, where)
            except _TryAgainError:
                await asyncio.sleep(patience.again)
        return await _posted(client, data, where)


class _TryAgainError(RecordsError):
    """Refused for now."""


class _Answer(BaseModel):
    """What a receiver says; what else it says is left alone."""

    good: bool
    message: str = ""
    hint: str = ""
    code: str = "ditolak"
    again: bool = False
    parts: tuple[tuple[str, str], ...] = ()


async def _posted(client: aiohttp.ClientSession, data: bytes, where: Where) -> Receipt:
    try:
        async with client.post(where.url, data=data, allow_redirects=False) as reply:
            text = await reply.content.read(_MAX_ANSWER) if reply.content_type == "application/json" else b""
            while text and len(text) < _MAX_ANSWER and (more := await reply.content.read(_MAX_ANSWER)):
                text += more
    except TimeoutError as error:
        raise _unreachable() from error
    except aiohttp.ClientConnectorError as error:
        raise _unreachable() from error
    except aiohttp.ClientError as error:
        raise _broken() from error
    try:
        said = _Answer.model_validate_json(text)
    except ValidationError as error:
        raise _somebody_else() from error
    if said.good:
        return Receipt(said.message, frozenset(said.parts))
    if said.code == "kedaluwarsa":
        raise expired()
    kind = _TryAgainError if said.again else RecordsError
    raise kind(
        said.message[:300] or "Laptop pelatih menolak hasil ini.", hint=said.hint[:300] or _STICK, code=said.code
    )


def _unreachable() -> RecordsError:
    return RecordsError(
        "Laptop pelatih tidak ditemukan.",
        hint="Periksa alamatnya, dan apakah kedua laptop memakai Wi-Fi yang sama.",
        code="tidak_tersambung",
    )


def _broken() -> _TryAgainError:
    return _TryAgainError("Sambungan ke laptop pelatih terputus.", hint=f"Kirim sekali lagi. {_STICK}", code="terputus")


def _somebody_else() -> RecordsError:
    return RecordsError(
        "Di alamat ini bukan laptop pelatih yang menerima hasil.",
        hint="Periksa alamat dan kode di layar pelatih.",
        code="bukan_pelatih",
    )
