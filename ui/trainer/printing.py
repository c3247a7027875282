"""Puts sheets and reports on a printer, page by page. Works in a lane: Qt paints on printers in any thread."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from sirekap_trainer.errors import TrainerError

from ..tasks import Progress
from ..widgets.pictures import to_image
from . import craft
from .craft import SheetPage
from .words import tr

#: Finest print, in pixels an inch: a page of A4 takes 105 MB while it is printed, one of A3 twice that, at 1,200 four
#: times that, and the pen's strokes are no finer.
FINEST = 600

#: Height of a sheet in inches as it is stored (A4); on A3 it is drawn larger, not enlarged.
SHEET_HEIGHT = 297 / 25.4


class PrintError(TrainerError):
    """Sheets could not be printed."""


def printer_for(paper: str) -> QPrinter:
    """A printer set to a paper, "A4" or "A3", upright, without margins: the sheets bring their own.

    Must be made on the thread of the window.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize.PageSizeId.A3 if paper == "A3" else QPageSize.PageSizeId.A4
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(size), upright, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    return printer


def print_pages(printer: QPrinter, pages: list[SheetPage], report: Progress) -> int:
    """Prints sheets, each as large as its paper allows, and gives how many.

    Args:
        printer: What the print dialog gave.
        pages: Which, in order.
        report: Told before each page; stops the printing by raising.

    Raises:
        PrintError: The printer does not take the sheets.
        PacketError: A sheet is gone or damaged.
    """
    printer.setFullPage(True)
    printer.setResolution(min(printer.resolution(), FINEST))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(tr("Printer tidak menerima lembar."), hint=tr("Periksa printer, lalu cetak lagi."))
    try:
        for done, page in enumerate(pages):
            report(tr("Mencetak lembar {n} dari {all}").format(n=done + 1, all=len(pages)), done / len(pages))
            if done:
                _turn_over(printer)
            _paint(printer, painter, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _turn_over(printer: QPrinter) -> None:
    if not printer.newPage():
        raise PrintError(tr("Printer berhenti."), hint=tr("Periksa kertas dan printer, lalu cetak lagi."))


def _paint(printer: QPrinter, painter: QPainter, page: SheetPage) -> None:
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    image = to_image(craft.sheet_pixels(page, dpi=room.height() / SHEET_HEIGHT))
    if image.width() > image.height():  # lies on its side: the paper is turned, not the page made small
        image = image.transformed(QTransform().rotate(90))
    scale = min(room.width() / image.width(), room.height() / image.height())
    wide, high = image.width() * scale, image.height() * scale
    place = QRectF((room.width() - wide) / 2, (room.height() - high) / 2, wide, high)
    # JPEG, as Qt would otherwise take, puts a haze around pen strokes and the QR code.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)
