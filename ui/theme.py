"""The look: named tokens for light and dark, the palette and style sheet made from them, and tinted icons.

Nothing else in the window names a colour or a size of type. Widgets take the `Theme` they are drawn with and ask it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

RESOURCES = Path(__file__).parent / "resources"
#: Qt's own style that all else is laid over.
_BASE = "Fusion"
#: Sizes of text a person can choose, in percent.
SCALES = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one mode, as `#rrggbb`.

    Text colours keep a contrast of at least 4.5 : 1 on the backgrounds they are named after (a test holds that). There
    is no party colour among them, and green is `aligned` alone, as in Sirekap.
    """

    paper: str
    surface: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    aligned: str


LIGHT = Tokens(
    paper="#f6f5f2",
    surface="#ffffff",
    sunken="#e9e7e2",
    line="#d8d5ce",
    edge="#85837d",
    ink="#1d2223",
    ink_soft="#52585a",
    accent="#1c6769",
    accent_strong="#134f51",
    on_accent="#ffffff",
    accent_soft="#dcebea",
    warn="#7a4d00",
    warn_soft="#fbefd5",
    bad="#9c2620",
    bad_soft="#fbe5e2",
    aligned="#178a41",
)

DARK = Tokens(
    paper="#16191a",
    surface="#202526",
    sunken="#0f1112",
    line="#394042",
    edge="#7f888b",
    ink="#edebe6",
    ink_soft="#b0b6b8",
    accent="#74bdba",
    accent_strong="#93d3d0",
    on_accent="#0c2425",
    accent_soft="#1f3c3d",
    warn="#edc069",
    warn_soft="#3b2f14",
    bad="#f59b92",
    bad_soft="#452320",
    aligned="#42d17a",
)


class Theme(QObject):
    """The mode and text size in force; `changed` fires when either is another.

    Palette and font are the application's, the style sheet is set on each page (`dress`), and each page has a theme of
    its own (`twin`): Qt needs some 0.1 ms a widget for a style sheet, so pages that nobody sees are dressed later.

    Args:
        dark: Whether to start in the dark.
        percent: Size of text, one of `SCALES`.
    """

    changed = Signal()

    def __init__(self, *, dark: bool = False, percent: int = 100) -> None:
        super().__init__()
        self._dark = dark
        self._percent = percent

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in force."""
        return self._dark

    @property
    def percent(self) -> int:
        """Size of text in percent of the base."""
        return self._percent

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self._dark else LIGHT

    def set(self, *, dark: bool | None = None, percent: int | None = None) -> None:
        """Changes mode or size of text, and palette and font of the application."""
        self._dark = self._dark if dark is None else dark
        self._percent = self._percent if percent is None else percent
        self.apply()
        self.changed.emit()

    def twin(self) -> Theme:
        """Another theme of the same look, for a page that follows in its own time."""
        return Theme(dark=self._dark, percent=self._percent)

    def like(self, other: Theme) -> bool:
        """Whether another theme has the same look."""
        return (self._dark, self._percent) == (other.dark, other.percent)

    def follow(self, other: Theme, page: QWidget) -> None:
        """Takes the look of another theme and gives it to the page; nothing where it has it already."""
        if self.like(other):
            return
        self._dark, self._percent = other.dark, other.percent
        self.dress(page)
        self.changed.emit()

    def dress(self, page: QWidget) -> None:
        """Gives a page, and all that is or comes to be in it, the style sheet."""
        page.setStyleSheet(self.style_sheet())

    def text(self, pixels: int) -> int:
        """A size of type in pixels at the chosen size of text."""
        return round(pixels * self._percent / 100)

    def measure(self, give: Callable[[int], None], pixels: int) -> None:
        """Gives a widget's method a size of type, now and whenever the size of text is another.

        For what stays as long as its page: each is remembered.
        """

        def follow() -> None:
            owner = getattr(give, "__self__", None)
            if not isinstance(owner, QObject) or isValid(owner):
                give(self.text(pixels))

        give(self.text(pixels))
        self.changed.connect(follow)

    def space(self, steps: float) -> int:
        """Spacing in pixels, in steps of 8; it grows less than the text so that large text keeps its room."""
        return round(8 * steps * (1 + (self._percent - 100) / 400))

    def color(self, name: str) -> QColor:
        """The colour of a tint."""
        return QColor(getattr(self.tokens, name))

    def font(self, pixels: int, *, bold: bool = False, tabular: bool = False) -> QFont:
        """The application's font at a size; `tabular` gives digits of one width."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.text(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if tabular:
            make_tabular(font)
        return font

    def icon(self, name: str, tint: str = "ink", *, size: int = 22, gap_left: bool = False) -> QIcon:
        """An icon of `resources/icons` for a button, tinted; greyed where the button is disabled.

        Args:
            name: Of the file.
            tint: Name of a token.
            size: Height in pixels at 100%.
            gap_left: Whether the room between icon and words is left of the icon, for an icon behind the words.
        """
        icon = QIcon()
        for mode, color in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "ink_soft")):
            icon.addPixmap(self._with_gap(self.pixmap(name, color, self.text(size)), left=gap_left), mode)
        return icon

    def _with_gap(self, pixmap: QPixmap, *, left: bool) -> QPixmap:
        """Qt leaves 4 px between icon and words, too little beside large type; the icon brings the rest along."""
        gap, ratio = self.space(0.75), pixmap.devicePixelRatio()
        size = pixmap.deviceIndependentSize().toSize()
        wider = QPixmap(QSize(size.width() + gap, size.height()) * ratio)
        wider.setDevicePixelRatio(ratio)
        wider.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wider)
        painter.drawPixmap(gap if left else 0, 0, pixmap)
        painter.end()
        return wider

    def empty_icon(self) -> QIcon:
        """No icon."""
        return QIcon()

    def pixmap(self, name: str, tint: str, size: int) -> QPixmap:
        """An icon as a picture of `size` logical pixels, sharp on a fine screen."""
        ratio = QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        return _tinted(name, getattr(self.tokens, tint), size, ratio)

    def apply(self) -> None:
        """Gives the application its style, palette and font; the style sheet belongs to the pages."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.style().objectName() != _BASE.lower():
            app.setStyle(_BASE)
        app.setPalette(self._palette())
        app.setFont(self._base_font())

    def style_sheet(self) -> str:
        """The style sheet of the tokens in force."""
        colors = {name: getattr(self.tokens, name) for name in Tokens.__slots__}
        sizes = {f"t{size}": f"{self.text(size)}px" for size in (14, 16, 18, 22, 28, 40, 56)}
        # Targets are 40 px high by padding: a least height would let layouts squeeze what is taller.
        target = {"tall": f"{self.text(10)}px", "pad": f"{self.space(1)}px", "wide": f"{self.space(2)}px"}
        # Beside a border of 2 px instead of 1, so that what is inside keeps its place and its room.
        target |= {
            "tall_": f"{self.text(10) - 1}px",
            "pad_": f"{self.space(1) - 1}px",
            "cell": f"{self.space(1) + 3}px",  # where Qt begins the text of a cell that has "pad"
            "wide_": f"{self.space(2) - 1}px",
        }
        down = (RESOURCES / f"down_{'dark' if self._dark else 'light'}.svg").as_posix()  # a style sheet tints no icon
        return Template(_STYLE).substitute(colors, **sizes, **target, down=down)

    def _base_font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(self.text(16))
        return font

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, tint in _PALETTE.items():
            palette.setColor(role, self.color(tint))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("edge"))
        return palette


def make_tabular(font: QFont) -> None:
    """Gives a font digits of one width, where Qt can (6.7 and later)."""
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)


@cache
def _drawing(name: str) -> str:
    """The text of an icon."""
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _tinted(name: str, color: str, size: int, ratio: float) -> QPixmap:
    svg = _drawing(name).replace("currentColor", color)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


_PALETTE = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.PlaceholderText: "ink_soft",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}

#: Roles are dynamic properties (`widgets/text.py`), so that no widget carries a style string of its own.
_STYLE = """
QWidget { color: $ink; }
QLabel { background: transparent; }
QLabel[role="quiet"] { color: $ink_soft; }
QLabel[role="small"] { color: $ink_soft; font-size: $t14; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="label"] { font-size: $t18; font-weight: 600; }
QLabel[role="answer"] { font-size: $t18; }
QLabel[role="heading"] { font-size: $t22; font-weight: 600; }
QLabel[role="title"] { font-size: $t28; font-weight: 600; }
QLabel[role="hero"] { font-size: $t40; font-weight: 600; }
QLabel[role="figure"] { font-size: $t56; font-weight: 600; }
QLabel[state="ok"] { color: $accent; }
QLabel[state="warn"] { color: $warn; }
QLabel[state="bad"] { color: $bad; }

QFrame[role="header"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[role="footer"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="current"] { background: $surface; border: 2px solid $accent; border-radius: 8px; }
QFrame[role="info"], QFrame[role="none"] { background: $sunken; border: none; border-radius: 8px; }
QFrame[role="ok"] { background: $accent_soft; border: none; border-radius: 8px; }
QFrame[role="warn"] { background: $warn_soft; border: none; border-radius: 8px; }
QFrame[role="bad"] { background: $bad_soft; border: none; border-radius: 8px; }
QFrame[role="ok"] QLabel { color: $accent_strong; }
QFrame[role="warn"] QLabel { color: $warn; }
QFrame[role="bad"] QLabel { color: $bad; }

QPushButton {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px;
    padding: $tall $wide; font-size: $t16;
}
QPushButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: $tall_ $wide_; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { color: $edge; border-color: $line; background: $paper; }
QPushButton:checked {
    background: $accent_soft; border: 2px solid $accent; color: $accent_strong; padding: $tall_ $wide_;
}
QPushButton::menu-indicator {
    image: url("$down"); width: $t16; height: $t16; subcontrol-origin: padding; subcontrol-position: right center;
    right: $pad;
}
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_strong; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $ink_soft; border-color: $line; }
QPushButton[role="plain"] { background: transparent; border-color: transparent; padding: $tall $pad; }
QPushButton[role="plain"]:hover { background: $accent_soft; }
QPushButton[role="plain"]:focus { border-color: $accent; padding: $tall_ $pad_; }
QPushButton[role="plain"]::menu-indicator { image: none; }
QPushButton[role="choice"] { padding: $wide; text-align: left; font-size: $t18; }
QPushButton[role="choice"]:focus, QPushButton[role="choice"]:checked { padding: $wide_; }

QToolButton[role="rail"] {
    background: transparent; color: $ink_soft; border: 2px solid transparent; border-radius: 6px;
    padding: $pad; font-size: $t14;
}
QToolButton[role="rail"]:hover { background: $accent_soft; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $accent_strong; font-weight: 600; }
QToolButton[role="rail"]:focus { border-color: $accent; }

QTableView, QListWidget {
    background: $surface; border: 1px solid $line; border-radius: 8px; font-size: $t16; outline: none;
    selection-background-color: $accent_soft; selection-color: $accent_strong;
}
QTableView:focus, QListWidget:focus { border: 2px solid $accent; }
QTableView::item { padding: 0 $pad; border-bottom: 1px solid $line; }
QListWidget::item { padding: $tall $pad; }
QTableView::item:selected, QListWidget::item:selected { background: $accent_soft; color: $accent_strong; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $ink_soft; border: none; border-bottom: 2px solid $line;
    padding: $pad $cell; font-size: $t14; font-weight: 600;
}
QTableCornerButton::section { background: $surface; border: none; }

QLineEdit, QComboBox, QPlainTextEdit {
    background: $surface; border: 1px solid $edge; border-radius: 6px;
    padding: $tall $pad; font-size: $t18; selection-background-color: $accent;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: $tall_ $pad_; }
QComboBox { combobox-popup: 0; }
QListView, QTreeView { selection-background-color: $accent_soft; selection-color: $accent_strong; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $accent_strong; }
QComboBox QListView {
    background: $surface; border: 1px solid $edge; outline: none; font-size: $t18;
}
QComboBox QListView::item { min-height: $t40; padding: 0 $pad; }
QComboBox::drop-down { border: none; width: $t40; }
QComboBox::down-arrow { image: url("$down"); width: $t22; height: $t22; }

QProgressBar { background: $sunken; border: none; border-radius: 6px; min-height: 12px; max-height: 12px; }
QProgressBar::chunk { background: $accent; border-radius: 6px; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 5px; min-height: 40px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 5px; min-width: 40px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: $pad $wide; min-height: 24px; }
QMenu::item:selected { background: $accent_soft; color: $accent_strong; }
QMenu::item:checked { font-weight: 600; }
QMenu::separator { height: 1px; background: $line; margin: 4px; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 4px; font-size: $t16; }
"""
