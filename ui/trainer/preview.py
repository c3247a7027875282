"""The page that will come out, beside the form that asks for it: drawn anew a moment after each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..tasks import Task, problem_of
from ..theme import Theme
from ..widgets.basics import label, tight
from ..widgets.page_tabs import PageTabs
from ..widgets.page_view import PageView
from .workshop import Workshop

if TYPE_CHECKING:
    from .shelf import Wishes

#: Rest after a change before the page is drawn anew, in milliseconds: someone who clicks on is not waited for.
REST = 250


class Preview(QWidget):
    """Draws a page of what is wished.

    Args:
        theme: Sizes.
        workshop: Draws.
        wishes: Asked for what is wished now; None where there is nothing to draw yet.
    """

    def __init__(self, theme: Theme, workshop: Workshop, wishes: Callable[[], Wishes | None]) -> None:
        super().__init__()
        self._theme, self._workshop, self._wishes = theme, workshop, wishes
        self._drawing: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self.draw)
        column = tight(QVBoxLayout(self), theme.space(1))
        self.page_view = PageView(theme)
        self.page_view.setAccessibleName(self.tr("Contoh lembar"))
        self.words = label("", "quiet", wrap=True)
        self._tabs = PageTabs(theme)
        self._tabs.picked.connect(self.draw)
        column.addWidget(self.words)
        column.addWidget(self.page_view, 1)
        column.addWidget(self._tabs)

    def show_tabs(self, names: Sequence[str]) -> None:
        """A button a page, with these names; at first the second page is shown, that of the votes."""
        self._tabs.show_names(names, first=2)

    def draw_soon(self) -> None:
        """Something is wished otherwise."""
        self._timer.start()

    def draw(self) -> None:
        """Draws now."""
        self.stop()
        wishes = self._wishes()
        if wishes is None:
            return
        self.words.setText(self.tr("Contoh lembar"))
        self._drawing = self._workshop.draw_page(wishes, self._tabs.page, self._drawn, self._not_drawn)

    def stop(self) -> None:
        """No page is drawn any more."""
        self._timer.stop()
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    @property
    def drawn(self) -> bool:
        """Whether a page stands there and none is being drawn."""
        return self._drawing is None and not self._timer.isActive() and not self.page_view.image_size.isEmpty()

    def _drawn(self, image: QImage) -> None:
        self._drawing = None
        self.page_view.show_image(image)

    def _not_drawn(self, error: BaseException) -> None:
        self._drawing = None
        problem = problem_of(error)
        self.words.setText(f"{problem.message} {problem.hint}")
