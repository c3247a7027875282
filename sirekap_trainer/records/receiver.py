"""The trainer's laptop takes bundles from other laptops on the local network, for as long as a class wants it to.

    desk = Desk(take)                                       # take: puts an `OpenBundle` into the records
    async with receiving(desk) as port:
        ...                                                 # laptops post to http://<address>:<port>/<token>/hasil

What is sent is proved (`records/bundle.py`) before `take` sees it. The other side is `records/sender.py`. A desk lives
in one event loop. Nothing is encrypted on its way: whoever listens on the network can read it, but not change it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from aiohttp import web
from aiohttp.web_protocol import RequestPayloadError

from sirekap_trainer.errors import RecordsError, TrainerError
from sirekap_trainer.phone.inbox import new_token
from sirekap_trainer.phone.listening import HEADERS, listening
from sirekap_trainer.records.bundle import MAX_BUNDLE, OpenBundle, open_bundle, too_large

if TYPE_CHECKING:
    from sirekap_trainer.records.exchange import TakenBundle  # the sender needs no database

#: Listened on where it is free, so that it need not be typed.
PORT = 8765
#: Bundles that arrive at the same time; more are asked to wait, so that memory stays bounded.
AT_ONCE = 8
_PART = 64 * 1024
_LOG = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
#: HTTP status of a refusal, by its code; 422 for what is wrong with the bundle itself.
_STATUS = {
    "kedaluwarsa": 403,
    "terlalu_besar": 413,
    "terputus": 400,
    "terlalu_lama": 408,
    "sibuk": 409,
    "hasil_bertentangan": 409,
    "catatan": 503,
}
#: Refusals after which the same may be sent once more.
_AGAIN = ("terputus", "terlalu_lama", "sibuk", "catatan", "galat")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What happened at a desk.

    Attributes:
        kind: `taken` a bundle is in the records, `refused` it is not.
        message: What the trainer is told.
        taken: Of `taken`.
    """

    kind: Literal["taken", "refused"]
    message: str
    taken: TakenBundle | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds.

    Attributes:
        idle: Between two parts of a bundle; a laptop that left the network says nothing.
        upload: For a whole bundle.
    """

    idle: float = 15.0
    upload: float = 120.0


@dataclass(slots=True)
class Desk:
    """Where laptops hand in, for one class.

    Attributes:
        take: Puts a bundle into the records and gives what became of it; may raise `TrainerError`.
        tell: Called with each `Arrival`, in the loop's thread; must not raise.
        patience: How long is waited.
        token: The code that the trainer shows; who has it may hand in.
    """

    take: Callable[[OpenBundle], Awaitable[TakenBundle]] = field(repr=False)
    tell: Callable[[Arrival], object] = field(default=lambda _: None, repr=False)
    patience: Patience = Patience()
    token: str = field(default_factory=new_token, repr=False)
    _is_open: bool = True
    _clocks: set[asyncio.Timeout] = field(default_factory=set, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether bundles are still taken."""
        return self._is_open

    def admits(self, token: str) -> bool:
        """Whether this code opens the desk, compared without telling by time how much of it is right."""
        given = token.lower().encode(errors="replace")
        return self._is_open and secrets.compare_digest(given, self.token.encode())

    def close(self) -> None:
        """Ends it: the code is dead from now on, and who still sends is told so at once."""
        self._is_open = False
        for clock in self._clocks:
            if not clock.expired():
                clock.reschedule(asyncio.get_running_loop().time())

    async def receive(self, parts: AsyncIterator[bytes]) -> TakenBundle:
        """Takes a bundle as it arrives.

        Raises:
            TrainerError: It is refused or does not arrive; nothing is in the records then.
        """
        if len(self._clocks) >= AT_ONCE:
            raise busy()
        try:
            bundle = open_bundle(await self._arrive(parts))
            taken = await self.take(bundle)
        except TrainerError as error:
            self.tell(Arrival("refused", f"{error.message} {error.hint}"))
            raise
        self.tell(Arrival("taken", f"{taken.laptop_message} {taken.message}", taken))
        return taken

    async def _arrive(self, parts: AsyncIterator[bytes]) -> bytes:
        loop = asyncio.get_running_loop()
        end = loop.time() + self.patience.upload
        whole = bytearray()
        clock = asyncio.timeout(self.patience.idle)
        self._clocks.add(clock)
        try:
            async with clock:
                async for part in parts:
                    whole += part
                    if len(whole) > MAX_BUNDLE:
                        raise too_large()
                    if self._is_open and not clock.expired():
                        clock.reschedule(min(loop.time() + self.patience.idle, end))
        except TimeoutError:
            raise (too_slow() if self._is_open else expired()) from None
        except (ConnectionError, RequestPayloadError) as error:
            raise cut_off() from error
        finally:
            self._clocks.discard(clock)
        if not self._is_open:
            raise expired()
        return bytes(whole)


_DESK = web.AppKey("desk", Desk)


def make_app(desk: Desk) -> web.Application:
    """The application of one desk: `/<token>/` says what it is, bundles are posted to `/<token>/hasil`."""
    app = web.Application(middlewares=[_guarded], client_max_size=MAX_BUNDLE)
    app[_DESK] = desk
    app.router.add_get("/{token}/", _hello)
    app.router.add_post("/{token}/hasil", _bundle)
    return app


@asynccontextmanager
async def receiving(desk: Desk, *, host: str = "0.0.0.0", port: int = PORT) -> AsyncIterator[int]:  # noqa: S104
    """Serves a desk until the block is left, then closes it.

    Args:
        desk: What is served.
        host: Address to listen on.
        port: Where it is taken already, any free one is listened on instead.

    Yields:
        The port that is listened on.

    Raises:
        OSError: Listening is forbidden.
    """
    async with contextlib.AsyncExitStack() as stack:
        try:
            found = await stack.enter_async_context(_listening(desk, host, port))
        except OSError:
            found = await stack.enter_async_context(_listening(desk, host, 0))
        yield found


@asynccontextmanager
async def _listening(desk: Desk, host: str, port: int) -> AsyncIterator[int]:
    began = False

    def end() -> None:
        if began:  # a port that is taken does not close the desk
            desk.close()

    async with listening(make_app(desk), ending=end, host=host, port=port) as found:
        began = True
        yield found


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets nobody in without the code, and turns every error into words for the other laptop."""
    try:
        _admit(request)
        answer = await handler(request)
    except TrainerError as error:
        answer = _refused(error, _STATUS.get(error.code, 422))
    except web.HTTPException as error:
        answer = _refused(_no_page(), error.status)
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
    except Exception:  # noqa: BLE001 - whatever it is, the other laptop must hear of it
        # The words of the error may come from the request; the place it happened does not.
        _LOG.exception("Receiving a bundle failed.")
        answer = _refused(_unforeseen(), 500)
    answer.headers.update(HEADERS)
    return answer


def _admit(request: web.Request) -> None:
    token = request.path.split("/")[1] if request.path.startswith("/") else ""
    if not request.app[_DESK].admits(token):
        raise expired()


def _refused(error: TrainerError, status: int) -> web.Response:
    said = {"good": False, **error.to_dict(), "again": error.code in _AGAIN}
    answer = web.json_response(said, status=status)
    # What is still on its way is read for a while, so that the other side hears the answer, and kept nowhere.
    answer.force_close()
    return answer


async def _hello(_: web.Request) -> web.Response:
    return web.json_response({"good": True, "message": "Laptop pelatih siap menerima hasil."})


async def _bundle(request: web.Request) -> web.Response:
    if request.content_length is not None and request.content_length > MAX_BUNDLE:
        raise too_large()
    taken = await request.app[_DESK].receive(request.content.iter_chunked(_PART))
    return web.json_response({"good": True, "message": taken.message, "bundle": taken.id, "parts": taken.parts})


# --- refusals ---------------------------------------------------------------------------------------------------------


def expired() -> RecordsError:
    """The code is not, or no longer, the desk's."""
    return RecordsError(
        "Kode ini tidak berlaku.", hint="Tanyakan kode yang sekarang ada di layar pelatih.", code="kedaluwarsa"
    )


def busy() -> RecordsError:
    """Too many bundles arrive at the same time."""
    return RecordsError(
        "Laptop pelatih sedang menerima banyak hasil.", hint="Tunggu sebentar, lalu kirim lagi.", code="sibuk"
    )


def cut_off() -> RecordsError:
    """The connection broke while the bundle arrived."""
    return RecordsError("Sambungan terputus di tengah jalan.", hint="Periksa Wi-Fi, lalu kirim lagi.", code="terputus")


def too_slow() -> RecordsError:
    """The bundle did not arrive in time."""
    return RecordsError(
        "Hasil terlalu lama di jalan.", hint="Dekatkan laptop ke Wi-Fi, lalu kirim lagi.", code="terlalu_lama"
    )


def _no_page() -> RecordsError:
    return RecordsError(
        "Alamat ini tidak ada di laptop pelatih.", hint="Periksa alamat dan kode di layar pelatih.", code="tidak_ada"
    )


def _unforeseen() -> RecordsError:
    return RecordsError(
        "Ada yang tidak berjalan di laptop pelatih.",
        hint="Coba sekali lagi, atau simpan hasil ke stik USB.",
        code="galat",
    )
