"""What the window needs of PySide6 itself."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QPainter, QPixmap


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_calls_that_give_nothing_do_not_use_up_none(qapp):
    """PySide6 6.12.0 gives None without counting it: after some thousand calls Python 3.11 dies."""
    pixmap = QPixmap(8, 8)
    painter = QPainter(pixmap)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.resetTransform()
    painter.end()
    assert before - sys.getrefcount(None) < 100, "this PySide6 kills Python 3.11; use one below 6.12"
