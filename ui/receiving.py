"""The window's side of receiving results: a desk in a thread of its own, whose bundles the window takes in.

receiving = Receiving(take)      # take(bundle, success, failure): runs it in the lane of the records
receiving.opened.connect(show)   # addresses, port and code
receiving.arrived.connect(tell)  # an `Arrival`: taken or refused
receiving.start()                # by hand, for a class
receiving.stop()                 # when the class is over, and whenever its screen is left
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from sirekap_trainer.errors import TrainerError

from .tasks import Service

if TYPE_CHECKING:
    import asyncio

    from sirekap_trainer.phone.network import Address
    from sirekap_trainer.records.bundle import OpenBundle
    from sirekap_trainer.records.exchange import TakenBundle

#: Takes a bundle in somewhere else, and calls one of the two on the thread of the window.
Take = Callable[["OpenBundle", Callable[["TakenBundle"], None], Callable[[BaseException], None]], object]


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Where laptops hand in.

    Attributes:
        addresses: Of this laptop, the likeliest first; empty where it is on no network.
        port: It listens on.
        code: To type on the other laptops.
        usual: Whether the port is the one that need not be typed.
    """

    addresses: tuple[Address, ...]
    port: int
    code: str
    usual: bool

    def typed(self, address: Address) -> str:
        """What is typed as the address on another laptop."""
        return address.host if self.usual else f"{address.host}:{self.port}"

    def url(self, address: Address) -> str:
        """The whole address, to paste; the code is in it."""
        return f"http://{address.host}:{self.port}/{self.code}/"


class Receiving(QObject):
    """Receives while it is started. Each start has a code of its own.

    Args:
        take: Takes a bundle in.
        parent: Qt's.
    """

    #: Laptops can hand in; carries an `OpenDesk`.
    opened = Signal(object)
    #: A bundle was taken or refused; carries an `Arrival`.
    arrived = Signal(object)
    #: It cannot be listened, or something went wrong that nobody foresaw; carries the error.
    failed = Signal(object)
    _asked = Signal(object, object)

    def __init__(self, take: Take, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._service: Service | None = None
        self._asked.connect(self._ask)

    @property
    def is_open(self) -> bool:
        """Whether it is started."""
        return self._service is not None

    def start(self) -> None:
        """Begins to receive; does nothing where it does."""
        if self._service is None:
            self._service = Service("terima", self._serve, self)
            self._service.ready.connect(self.opened)
            self._service.failed.connect(self._fail)

    def stop(self) -> None:
        """Ends it: the code is dead, and who still sends is told so."""
        if self._service is not None:
            self._service.close()
            self._service.deleteLater()
            self._service = None

    # --- in the service's thread

    def _serve(self) -> AbstractAsyncContextManager[OpenDesk]:
        return self._open()

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[OpenDesk]:
        from sirekap_trainer.phone.network import addresses  # noqa: PLC0415
        from sirekap_trainer.records.receiver import PORT, Desk, receiving  # noqa: PLC0415

        desk = Desk(self._have_taken, self.arrived.emit)
        async with receiving(desk) as port:
            yield OpenDesk(addresses(), port, desk.token, usual=port == PORT)

    async def _have_taken(self, bundle: OpenBundle) -> TakenBundle:
        import asyncio  # noqa: PLC0415

        answer: asyncio.Future[TakenBundle] = asyncio.get_running_loop().create_future()
        self._asked.emit(bundle, answer)
        return await answer

    # --- on the thread of the window

    @Slot(object, object)
    def _ask(self, bundle: OpenBundle, answer: asyncio.Future[TakenBundle]) -> None:
        self._take(bundle, partial(self._answer, answer.set_result, answer), partial(self._refuse, answer))

    def _refuse(self, answer: asyncio.Future[TakenBundle], error: BaseException) -> None:
        if not isinstance(error, TrainerError):
            self.failed.emit(error)
        self._answer(answer.set_exception, answer, error)

    def _answer(self, say: Callable[[Any], object], answer: asyncio.Future[TakenBundle], what: object) -> None:
        def tell() -> None:
            if not answer.done():
                say(what)

        if self._service is not None:
            self._service.call(tell)

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self.stop()
        self.failed.emit(error)
