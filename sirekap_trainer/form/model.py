"""The parts of a form, as frozen values.

All coordinates are fractions of the *page frame*: the rectangle between the touching points of the four corner marks,
x to the right as a fraction of its width, y down as a fraction of its height. That is how the 2024 forms were measured
(see `docs/architecture.md`), and it makes them independent of paper size and resolution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle in page-frame fractions; (x, y) is its upper left corner.

    Raises:
        ValueError: Width or height is not positive.
    """

    x: float
    y: float
    w: float
    h: float

    def __post_init__(self) -> None:
        if self.w <= 0 or self.h <= 0:
            raise ValueError(f"rectangle without area: {self}")

    @property
    def right(self) -> float:
        """x of the right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """y of the lower side."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) of the middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def inside_page(self) -> bool:
        """Whether it lies wholly within the page frame."""
        return self.x >= 0 and self.y >= 0 and self.right <= 1 and self.bottom <= 1


@dataclass(frozen=True, slots=True)
class Tag:
    """The AprilTag (36h10) that says which page this is.

    Attributes:
        id: Number of the tag in OpenCV's `DICT_APRILTAG_36h10`.
        x: Left side of the black border, page-frame fraction.
        y: Upper side of the black border, page-frame fraction.
        side: Side of the black border as a fraction of the frame's *width*.
        turn: Clockwise degrees by which the tag is printed turned: 0, 90, 180 or 270.
    """

    id: int
    x: float
    y: float
    side: float
    turn: int


@dataclass(frozen=True, slots=True)
class Number:
    """One number to be read: its boxes, one digit each, and where the form has them its bubbles.

    Attributes:
        id: Stable name, unique in the form.
        label: The form's own words.
        short: A name short enough for a sentence, e.g. `B.4 (L+P)`.
        section: Heading it stands under, e.g. `I.B`.
        boxes: One rectangle a digit, left to right: the centre line of the printed frame.
        bubbles: For each box a column of ten rectangles, bubbles 0 to 9; None where the form has none.
        candidate: Number of the candidate whose votes these are, else None.
        page: Page the number stands on, from 1.
    """

    id: str
    label: str
    short: str
    section: str
    boxes: tuple[Rect, ...]
    bubbles: tuple[tuple[Rect, ...], ...] | None
    candidate: int | None
    page: int


@dataclass(frozen=True, slots=True)
class Artwork:
    """One printed thing beside frames, bubbles, tag and marks. Used to draw sheets.

    The reader needs the place of the QR code alone.

    Attributes:
        kind: `line` from (x, y) to (x2, y2); `rect` with corner (x, y) and opposite corner (x2, y2);
            `text` with its baseline's anchor at (x, y); `dots`, a dotted line to write on, from (x, y) to x2.
        x, y, x2, y2: Page-frame fractions. Where x2 of a text is set, its words are stretched to end there.
        width: Line width as a fraction of the frame's width.
        text: The words; `{name}` is filled in when the sheet is drawn.
        size: Height of the type as a fraction of the frame's width.
        align: Of a text relative to its anchor.
        style: Of a text.
        grey: 0 is black, 1 white.
    """

    kind: Literal["line", "rect", "text", "dots"]
    x: float
    y: float
    x2: float = 0.0
    y2: float = 0.0
    width: float = 0.001
    text: str = ""
    size: float = 0.012
    align: Literal["left", "centre", "right"] = "left"
    style: Literal["regular", "bold", "italic"] = "regular"
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class HeaderArea:
    """Where a printed word of the header stands: whose form this is.

    Attributes:
        name: What stands there.
        rect: Around the whole line, wide enough for the longest name.
    """

    name: Literal["kecamatan", "kelurahan", "tps"]
    rect: Rect


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form.

    Attributes:
        number: From 1.
        title: What stands on it, for people.
        tag: Its AprilTag.
        numbers: Top to bottom, left to right.
        artwork: What else is printed on it.
        header: Where kecamatan, kelurahan and TPS are printed; empty where they are written by hand.
    """

    number: int
    title: str
    tag: Tag
    numbers: tuple[Number, ...]
    artwork: tuple[Artwork, ...] = ()
    header: tuple[HeaderArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of arithmetic the numbers of a form must obey.

    Attributes:
        id: R1 to R9 of the field (see `CONTEXT.md`).
        kind: `sum`: total = sum of parts; `equal`: all of `parts` equal; `at_most`: the first of `parts` is at most the
            second, or at most `limit`; `reserve`: total = parts[0] + `rate` of it, rounded up.
        severity: `error` or `warning`.
        total: Number id, for `sum` and `reserve`.
        parts: Number ids.
        limit: Largest allowed value, for `at_most` with one part.
        rate: Reserve as a fraction, for `reserve`.
        tolerance: Largest difference that is still accepted.
    """

    id: str
    kind: Literal["sum", "equal", "at_most", "reserve"]
    severity: Literal["error", "warning"]
    parts: tuple[str, ...]
    total: str | None = None
    limit: int | None = None
    rate: float = 0.0
    tolerance: int = 0

    @property
    def numbers(self) -> tuple[str, ...]:
        """Ids of all numbers the rule speaks of: the total first."""
        return ((self.total,) if self.total else ()) + self.parts


@dataclass(frozen=True, slots=True)
class Form:
    """A form of several pages.

    Attributes:
        id: Stable name, e.g. `c_hasil_ppwp_2024`.
        title: For people, Indonesian.
        model: What the form calls itself, e.g. `MODEL C.HASIL-PPWP`.
        practice: Whether the trainer may print it; then LATIHAN stands across it and its tags are 200 and above.
        aspect: Height of the page frame divided by its width.
        mark_side: Side of one square of a corner mark as a fraction of the frame's width.
        voter_limit: Largest number of voters a TPS may have.
        reserve: Reserve ballots as a fraction of the DPT.
        pages: In order.
        rules: In order of their ids.
    """

    id: str
    title: str
    model: str
    practice: bool
    aspect: float
    mark_side: float
    voter_limit: int
    reserve: float
    pages: tuple[Page, ...]
    rules: tuple[Rule, ...]

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers in the form's order."""
        return tuple(number for page in self.pages for number in page.numbers)

    @property
    def candidates(self) -> tuple[Number, ...]:
        """The numbers that are candidates' votes, by candidate number."""
        return tuple(
            sorted(
                (n for n in self.numbers if n.candidate is not None),
                key=lambda n: n.candidate or 0,
            )
        )

    def page(self, number: int) -> Page:
        """The page with this number.

        Raises:
            KeyError: There is none.
        """
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)

    def number(self, number_id: str) -> Number:
        """The number with this id.

        Raises:
            KeyError: There is none.
        """
        for page in self.pages:  # `numbers` would be made anew each time
            for number in page.numbers:
                if number.id == number_id:
                    return number
        raise KeyError(number_id)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)
