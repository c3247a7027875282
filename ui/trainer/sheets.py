"""The sheets of a set: looked at page by page, and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import Task
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import label, tight
from ..widgets.busy import Busy
from ..widgets.choices import Choices
from ..widgets.page_tabs import PageTabs
from ..widgets.page_view import PageView
from .craft import PacketSheets, SheetPage
from .screen import SetScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from .shelf import MadeSet


class SheetsScreen(SetScreen):
    """Shows what the printer will print."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary, self.primary_icon = self.tr("Cetak"), "print"
        self.back = self.tr("Kembali")
        self.sheets: tuple[PacketSheets, ...] = ()
        self._drawing: Task | None = None
        self._printing: Task | None = None
        self.packets = QListWidget()
        self.packets.setAccessibleName(self.tr("Paket"))
        self.packets.setWordWrap(True)  # a pair has two names
        self.packets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.packets.currentRowChanged.connect(self._show_packet)
        self.page_view = PageView(theme)
        self.busy = Busy(theme)
        self.busy.stop.setText(self.tr("Batalkan"))
        self.busy.stopped.connect(self.cancel)
        self.tabs = PageTabs(theme)
        self.tabs.picked.connect(self._draw)
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(self.heading, 1)
        head.addWidget(self.tabs)
        self.body.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._looking())
        self._stack.addWidget(self.busy)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    def _looking(self) -> QWidget:
        place = QWidget()
        row = tight(QHBoxLayout(place), self.theme.space(3))
        choices = QWidget()
        left = tight(QVBoxLayout(choices), self.theme.space(1))
        left.setContentsMargins(0, 0, self.theme.space(1), 0)
        left.addWidget(label(self.tr("Paket"), "strong"))
        left.addWidget(self.packets, 1)
        names = {"all": self.tr("Semua paket"), "one": self.tr("Paket ini saja")}
        self.which = Choices(self.theme, self.tr("Yang dicetak"), names)
        self.paper = Choices(self.theme, self.tr("Kertas"), {"A4": "A4", "A3": "A3"})
        left.addWidget(self.which)
        left.addWidget(self.paper)
        self.packets.setMinimumHeight(self.theme.text(140))
        area = scrolling(choices)
        area.setMinimumWidth(self.theme.text(225))  # the name of a packet
        row.addWidget(area, 2)
        row.addWidget(self.page_view, 5)
        return place

    # --- showing

    def look_up(self, made: MadeSet) -> None:
        """Looks the sheets up."""
        self.paper.choose([made.wishes.paper])
        self._stack.setCurrentIndex(0)
        self.hints = self.tr("Panah paket lain · roda tetikus memperbesar · Enter cetak")
        self.workshop.sheets(made.wishes.folder, self._show, self.fail)

    def leave(self) -> None:
        """Nothing is drawn or printed unseen."""
        self.cancel()
        if self._drawing is not None:
            self._drawing.cancel()

    def _show(self, sheets: tuple[PacketSheets, ...]) -> None:
        self.sheets = sheets
        self.packets.blockSignals(True)
        self.packets.clear()
        self.packets.addItems([one.name for one in sheets])
        self.packets.blockSignals(False)
        self.tabs.show_names(())
        if not sheets:
            self.say(self.tr("Tidak ada lembar di folder ini. Buat lagi paketnya."), "warning")
            return
        self.packets.setCurrentRow(0)
        self.packets.setFocus()
        self.set_ready(True)

    def _show_packet(self, row: int) -> None:
        if row < 0:
            return
        self.tabs.show_names(self.sheets[row].tabs)
        self._draw()

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        pages = self.sheets[self.packets.currentRow()].pages
        page = min(self.tabs.page, len(pages))
        self._drawing = self.workshop.draw_sheet(pages[page - 1], self._drawn, self.fail)

    def _drawn(self, image: QImage) -> None:
        self._drawing = None
        self.notice.hide()
        self.page_view.show_image(image)

    def fail(self, error: BaseException) -> None:
        """Says what went wrong; another page can be tried."""
        self._drawing = None
        super().fail(error)

    # --- printing

    @property
    def wanted(self) -> list[SheetPage]:
        """The sheets that would be printed, in order."""
        chosen = self.sheets if self.which.one == "all" else (self.sheets[self.packets.currentRow()],)
        return [page for packet in chosen for page in packet.pages]

    def press_primary(self) -> None:
        """Opens the system's print dialog."""
        from .printing import printer_for  # noqa: PLC0415

        made = self.workshop.chosen
        if made is None:
            return
        printer = printer_for(self.paper.one)
        printer.setDocName(made.wishes.folder.name)
        if self.ask(printer):
            self.print_on(printer)

    def ask(self, printer: QPrinter) -> bool:
        """Has the person choose a printer; False where they changed their mind."""
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Cetak {n} lembar").format(n=len(self.wanted)))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def print_on(self, printer: QPrinter) -> None:
        """Prints what is wanted."""
        self.notice.hide()
        self.busy.start(self.tr("Menyiapkan cetakan"))
        self._stack.setCurrentIndex(1)
        self.hints = self.tr("Esc batalkan")
        self.set_ready(False)
        self._printing = self.workshop.print_sheets(printer, self.wanted, self._printed, self.fail)
        self._printing.progressed.connect(self.busy.show_progress)
        self._printing.finished.connect(self._printing_ended)
        self.busy.stop.setFocus()

    def cancel(self) -> None:
        """Stops the printing after the page under way."""
        if self._printing is not None:
            self._printing.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops."""
        if event.key() == Qt.Key.Key_Escape and self._printing is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _printing_ended(self) -> None:
        if self._printing is not None and self._printing.cancelled:
            self.say(self.tr("Cetakan dihentikan. Lembar tetap ada di folder."), "info")
        self._printing = None
        self._stack.setCurrentIndex(0)
        self.hints = self.tr("Panah paket lain · roda tetikus memperbesar · Enter cetak")
        self.set_ready(True)
        self.packets.setFocus()

    def _printed(self, pages: int) -> None:
        self.say(self.tr("{n} lembar dikirim ke printer.").format(n=pages), "ok")
