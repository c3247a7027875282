"""The phone as the camera: a QR code here, a page there, and the findings on both."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..language import locale, said
from ..session import Session
from ..tasks import Service, problem_of
from ..theme import Theme
from ..widgets.basics import Box, label, tight
from ..widgets.notices import Notice
from .step import LINE, scrolling
from .way import Way

if TYPE_CHECKING:
    from sirekap_trainer.phone.inbox import Inbox, News, PhoneAnswer
    from sirekap_trainer.phone.network import Address

    from ..pages import TakenPage

#: Side of the QR code with its white rim, in pixels, at least and at most: a phone held half a metre away reads the
#: least. It takes the height there is, and does not grow with the text, which needs the room.
QR_SIDE = (260, 440)
#: Milliseconds between two looks at the laptop's networks, for it may join a hotspot meanwhile.
LOOK_EVERY = 3000
#: More findings than this are for the photograph's own screen.
MAX_FINDINGS = 3
#: What the phone is told and what to do next; Indonesian, as all words that are passed on.
_GOOD = (
    str(QT_TRANSLATE_NOOP("ByPhone", "Foto baik.")),
    str(QT_TRANSLATE_NOOP("ByPhone", "Lanjutkan di laptop.")),
)
_NOT_GOOD = (
    str(QT_TRANSLATE_NOOP("ByPhone", "Foto terbaca, tetapi belum baik.")),
    str(QT_TRANSLATE_NOOP("ByPhone", "Foto ulang, atau pakai foto ini di laptop.")),
)
_STOPPED = (
    str(QT_TRANSLATE_NOOP("ByPhone", "Pembacaan dihentikan di laptop.")),
    str(QT_TRANSLATE_NOOP("ByPhone", "Ambil foto lagi.")),
)


class ByPhone(Way):
    """Opens a page for the phone's browser, takes what it sends and tells it what was found.

    The page is served by a thread of its own. News from there comes by signal, and what the phone is told goes there by
    `Service.call`. One address holds for the whole step, whichever page is wanted.
    """

    icon = "phone"
    stays = True

    #: From the service's thread: which opening it belongs to, and the news.
    _news = Signal(int, object)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.name = self.tr("HP sebagai kamera")
        self.hints = self.tr("Esc cara lain")
        self._opening = 0
        self._service: Service | None = None
        self._inbox: Inbox | None = None
        self._port = 0
        self._page = 0
        self._taken = False  # whether the page at hand was photographed already
        self._seen = False
        self._awaited: Path | None = None  # the phone's photograph that is being read
        self._told: tuple[str, str] = ("", "info")
        self._addresses: tuple[Address, ...] = ()
        self._drawn: tuple[str, int, float] = ("", 0, 1.0)
        self._news.connect(self._hear)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self._look_around)

    @property
    def unavailable(self) -> str:  # type: ignore[override] # looked up each time: the laptop may join a network
        """What to do where the laptop is on no network; "" where it is on one."""
        return "" if _addresses() else self._no_network()

    @property
    def url(self) -> str:
        """The address that the phone opens; "" while there is none."""
        if self._inbox is None:
            return ""
        host = self._networks.currentData()
        return f"http://{host}:{self._port}/{self._inbox.token}/" if host else ""

    # --- the screen

    def _build(self) -> None:
        self.qr = QLabel()
        self.qr.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address = label("", "title", wrap=True)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._networks = QComboBox()
        self._networks.setAccessibleName(self.tr("Jaringan untuk HP"))
        self._networks.currentIndexChanged.connect(self._draw)
        self._other = label("", "quiet", wrap=True)
        self.status = Notice(self.theme)
        column = tight(QVBoxLayout(), self.theme.space(1.5))
        for place in self._steps():
            column.addLayout(place)
        column.addSpacing(self.theme.space(1))
        self._by_hand = label(self.tr("Atau ketik alamat ini di peramban HP:"), "quiet", wrap=True)
        for widget in (self._by_hand, self.address, self._other, self._networks):
            column.addWidget(widget)
        column.addStretch()
        words = QWidget()
        self.theme.measure(words.setMaximumWidth, LINE)
        words.setLayout(column)
        # Side by side from the top: where large type makes the words scroll, the code is in sight.
        both = tight(QHBoxLayout(), self.theme.space(4))
        both.addStretch(1)
        both.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        both.addWidget(words, 20)
        both.addStretch(1)
        card = Box("card")
        space = self.theme.space(2)
        card.body.setContentsMargins(space, space, space, space)
        card.body.addStretch()
        card.body.addLayout(both)
        card.body.addStretch()
        whole = tight(QVBoxLayout(self), self.theme.space(1.5))
        whole.addWidget(scrolling(card), 1)
        whole.addWidget(self.status)
        self.theme.changed.connect(self._draw)

    def _steps(self) -> list[QHBoxLayout]:
        steps = (
            self.tr("Sambungkan HP dan laptop ke jaringan yang sama: Wi-Fi atau hotspot HP."),
            self.tr("Arahkan kamera HP ke kode ini, lalu buka alamat yang muncul."),
            self.tr("Di HP, tekan Ambil foto. Hasilnya tampil di HP dan di sini."),
        )
        rows = []
        for number, text in enumerate(steps, 1):
            row = tight(QHBoxLayout(), self.theme.space(1.5))
            figure = label(str(number), "heading")
            figure.setMinimumWidth(
                self.theme.text(16)
            )  # a 1 is narrower than a 2, and the words begin below each other
            row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(text, "label", wrap=True), 1)
            rows.append(row)
        return rows

    def _draw(self) -> None:
        """Shows the address chosen, as a code and in letters."""
        url = self.url
        have = bool(url)
        for widget in (self.qr, self._by_hand, self.address, self._other):
            widget.setVisible(have)
        several = len(self._addresses) > 1
        self._networks.setVisible(have and several)
        self._other.setText(self.tr("Tidak terbuka di HP?") + " " + self._instead(several=several))
        # Room for two lines of status is left, however many there are now: the code keeps its place.
        room = self.height() - 2 * self.theme.space(2) - self.theme.text(80)
        wanted = (url, min(QR_SIDE[1], room), self.devicePixelRatioF())
        if have and wanted != self._drawn:
            self._drawn = wanted
            self.qr.setPixmap(_qr(*wanted))
            self.qr.setAccessibleName(self.tr("Kode QR untuk alamat {address}").format(address=url))
            self.address.setText(_typed(url))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The code takes the height there is."""
        super().resizeEvent(event)
        if self.built:
            self._draw()

    def _say(self, text: str, severity: str = "info") -> None:
        self._told = (text, severity)
        self._show_status()

    def _say_waiting(self) -> None:
        if self._seen:
            self._say(self.tr("HP tersambung. Menunggu foto halaman {n}.").format(n=self._page), "ok")
        else:
            self._say(self.tr("Menunggu HP"))

    def _show_status(self) -> None:
        if self._service is not None and not self._addresses:
            self.status.say(self._no_network(), "warning")
        else:
            self.status.say(*self._told)

    def _instead(self, *, several: bool) -> str:
        """What to try where the phone does not reach the laptop."""
        rest = self.tr("Coba jaringan lain:") if several else self._no_network()
        allow = self.tr("Izinkan Python jika Windows bertanya.")
        return f"{allow} {rest}" if sys.platform == "win32" else rest

    def _no_network(self) -> str:
        return self.tr("Nyalakan hotspot HP, lalu sambungkan laptop ke hotspot itu.")

    # --- opening and closing

    def begin(self, page: int) -> None:
        """Opens the page for phones, or has an open one ask for another page."""
        self.build()
        self._page, self._taken = page, False
        if self._service is not None:
            self._ask()
            return
        self._opening += 1
        self._seen = False
        self._say(self.tr("Menyiapkan alamat untuk HP"))
        self._service = Service("hp", self._serving(), self)
        self._service.ready.connect(self._opened)
        self._service.failed.connect(self._not_opened)
        self._look.start()
        self._look_around()

    def shown(self, page: int) -> None:
        """A photograph that comes now is of the page shown."""
        self._page, self._taken = page, True
        self._ask()

    def end(self) -> None:
        """Closes the page for phones; whoever still sends or waits is told so."""
        if self._service is None:
            return
        self._look.stop()
        self._service.close()
        self._service.deleteLater()
        self._service = self._inbox = self._awaited = None
        self._draw()

    def _serving(self) -> Callable[[], AbstractAsyncContextManager[Any]]:
        """What makes the service. It is called in the service's thread, where the imports take nobody's time."""
        wanted, folder, language = self._wanted(), self.session.photo_folder, locale().bcp47Name()
        tell = partial(self._news.emit, self._opening)

        def serve() -> AbstractAsyncContextManager[Any]:
            from sirekap_trainer.phone.inbox import Asked  # noqa: PLC0415
            from sirekap_trainer.phone.server import open_inbox  # noqa: PLC0415

            return open_inbox(Asked(*wanted), tell, folder, say=said, language=language)

        return serve

    def _wanted(self) -> tuple[str, int, int, str, bool]:
        """The fields of `Asked`."""
        form, tps = self.session.form, self.session.packet.tps
        whose = self.tr("TPS {number}, {place}").format(number=tps.number, place=tps.kelurahan)
        return form.title, self._page, len(form.pages), whose, self._taken

    def _ask(self) -> None:
        """Has the open page ask for what is wanted now."""
        from sirekap_trainer.phone.inbox import Asked  # noqa: PLC0415

        if self._service is not None and self._inbox is not None:
            self._service.call(self._inbox.ask, Asked(*self._wanted()))
            self._say_waiting()

    @Slot(object)
    def _opened(self, given: tuple[Inbox, int]) -> None:
        self._inbox, self._port = given
        self._ask()
        self._draw()

    @Slot(object)
    def _not_opened(self, error: BaseException) -> None:
        del error  # whichever it is, the person can do the same about it
        self._say(self.tr("Laptop tidak dapat membuka alamat untuk HP. Pilih cara lain."), "error")

    def _look_around(self) -> None:
        """Sees whether the laptop is on other networks than before; the one chosen stays, if it can."""
        found = _addresses()
        if found != self._addresses:
            chosen = self._networks.currentData()
            self._addresses = found
            self._networks.blockSignals(True)
            self._networks.clear()
            for one in found:
                self._networks.addItem(f"{one.host}  ({one.adapter})", one.host)
            self._networks.setCurrentIndex(max(0, self._networks.findData(chosen)) if found else -1)
            self._networks.blockSignals(False)
        self._draw()
        self._show_status()

    # --- news and answers

    @Slot(int, object)
    def _hear(self, opening: int, news: News) -> None:
        if opening != self._opening or self._service is None:
            if news.photo is not None:
                with suppress(OSError):  # it is cleared with the folder
                    news.photo.unlink(missing_ok=True)
            return
        if news.kind == "seen":
            if not self._seen:
                self._seen = True
                self._say_waiting()
        elif news.kind == "coming":
            self._say(self.tr("Foto sedang dikirim dari HP"))
        elif news.kind == "lost":
            self._say(self.tr("Foto dari HP belum diterima. Lihat layar HP."), "warning")
        else:
            self._awaited = news.photo
            self._say(self.tr("Foto diterima, sedang dibaca"))
            self.taken.emit(news.photo)

    def tell(self, taken: TakenPage | None, error: BaseException | None) -> None:
        """Passes on to the phone what came of its photograph, and shows here what it was told."""
        if self._service is None or self._inbox is None or self._awaited is None:
            return
        answer = self._answer(taken if taken is not None and taken.path == self._awaited else None, error)
        self._awaited = None
        self._service.call(self._inbox.answer, answer)
        told = self.tr("HP diberi tahu: {what}").format(
            what=f"{_in_window(answer.message)} {_in_window(answer.hint)}".strip()
        )
        findings = [f"•  {said(one.message)}" for one in answer.findings[:MAX_FINDINGS]]
        self._say("\n".join([told, *findings]), "ok" if answer.good else "warning")

    def _answer(self, taken: TakenPage | None, error: BaseException | None) -> PhoneAnswer:
        from sirekap_trainer.phone.inbox import PhoneAnswer  # noqa: PLC0415

        if taken is not None and taken.reading.photo_ok:
            return PhoneAnswer(True, *_GOOD)
        if taken is not None:
            return PhoneAnswer(False, *_NOT_GOOD, taken.reading.photo_findings)
        if error is None:
            return PhoneAnswer(False, *_STOPPED)
        problem = problem_of(error)
        return PhoneAnswer(False, problem.message, problem.hint)


def _in_window(words: str) -> str:
    """What the phone is told, in the language of the window."""
    return said(QCoreApplication.translate("ByPhone", words))


def _addresses() -> tuple[Address, ...]:
    from sirekap_trainer.phone.network import addresses  # noqa: PLC0415

    return addresses()


def _typed(url: str) -> str:
    """The address as it is typed; it may break behind a colon or stroke, where large type leaves no room for a line."""
    shown = url.removeprefix("http://").rstrip("/")
    return re.sub("([:/])", "\\1\N{ZERO WIDTH SPACE}", shown)


def _qr(url: str, side: int, ratio: float) -> QPixmap:
    """A QR code of `side` logical pixels or less, but never too small; a module is a whole number of real pixels."""
    from sirekap_trainer.phone.network import qr_png  # noqa: PLC0415

    plain, pixmap = QPixmap(), QPixmap()
    plain.loadFromData(qr_png(url, scale=1))
    least = -(-round(QR_SIDE[0] * ratio) // plain.width())
    pixmap.loadFromData(qr_png(url, scale=max(least, int(side * ratio) // plain.width())))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
