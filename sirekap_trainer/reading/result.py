"""What reading a photograph gives: plain values, no pixels needed to use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.findings import Finding
from sirekap_trainer.form.symbols import value_of


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number as the reader sees it.

    Attributes:
        id: The number's id in its form.
        label: The form's own words.
        boxes: One symbol a box (`form/symbols.py`).
        bubbles: One digit a column, `_` none blackened, `?` several; None where the form has none.
        confidence: Of the least certain box, 0 to 1.
    """

    id: str
    label: str
    boxes: str
    bubbles: str | None
    confidence: float

    @property
    def value(self) -> int | None:
        """The number the boxes mean, None when unreadable."""
        return value_of(self.boxes)

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON of `sirekap-trainer read`."""
        return {
            "id": self.id,
            "label": self.label,
            "boxes": self.boxes,
            "bubbles": self.bubbles,
            "value": self.value,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class TpsName:
    """Whose form it is.

    Attributes:
        number: Three-digit text, e.g. `012`.
        kelurahan: May be empty: then only the number counts.
        packet: Id of the packet that a practice sheet should be of; empty where any will do.
    """

    number: str
    kelurahan: str = ""
    packet: str = ""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """One printed field of a page's header.

    Attributes:
        field: `kelurahan` or `tps`.
        text: As read; may be empty.
        confidence: 0 to 1: how alike it is to what was expected, or where it is another, how alike two readings are.
    """

    field: str
    text: str
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON of `sirekap-trainer read`."""
        return {"field": self.field, "text": self.text, "confidence": round(self.confidence, 4)}


@dataclass(frozen=True, slots=True)
class PageReading:
    """One photographed page, read.

    Attributes:
        photo: Name or path as given.
        form: Id of the form.
        page: Number of the page.
        numbers: In the form's order.
        photo_findings: About the photograph; it is good when there are none.
        findings: About the numbers: arithmetic, bubbles against digits, low confidence.
        outline: (4, 2) float, corners of the page frame on the photograph in pixels: upper left, upper right, lower
            right, lower left as one reads the page.
        upright: (H, W, 3) uint8 BGR, the straightened page (`photo/page.py`), for crops on a screen.
        header: Whose form it says it is; empty where that was not asked for or is not printed.
    """

    photo: str
    form: str
    page: int
    numbers: tuple[NumberReading, ...]
    photo_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    outline: NDArray[np.float64] = field(repr=False, compare=False)
    upright: NDArray[np.uint8] = field(repr=False, compare=False)
    header: tuple[HeaderReading, ...] = ()

    @property
    def photo_ok(self) -> bool:
        """Whether the photograph is usable as it is."""
        return not self.photo_findings

    @property
    def values(self) -> dict[str, int | None]:
        """Number id to value."""
        return {number.id: number.value for number in self.numbers}

    def to_dict(self) -> dict[str, Any]:
        """The object that `sirekap-trainer read --json` prints for this photo."""
        return {
            "photo": self.photo,
            "form": self.form,
            "page": self.page,
            "quality": {
                "ok": self.photo_ok,
                "findings": [finding.to_dict() for finding in self.photo_findings],
            },
            "numbers": [number.to_dict() for number in self.numbers],
            "findings": [finding.to_dict() for finding in self.findings],
            **({"header": [reading.to_dict() for reading in self.header]} if self.header else {}),
        }
