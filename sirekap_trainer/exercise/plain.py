"""The layout of saved work: what an interrupted exercise or sitting needs to go on, as validated plain values.

No answer key stands in it: the packet is read again from its folder.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

#: Version of the layout of a whole sitting.
SITTING_FORMAT: Literal[1] = 1

Symbols = Annotated[str, Field(pattern=r"^[0-9X_?-]+$")]
Bubbles = Annotated[str, Field(pattern=r"^[0-9_?]+$")]


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlainTrainee(_Plain):
    """See `flow.Trainee`."""

    name: str
    tps: str
    role: Literal["utama", "cadangan"]
    kelurahan: str = ""


class PlainReading(_Plain):
    """See `reading.result.NumberReading`."""

    id: str
    label: str
    boxes: Symbols
    bubbles: Bubbles | None
    confidence: float


class PlainPhoto(_Plain):
    """See `flow.PhotoTaken`."""

    page: Annotated[int, Field(ge=1)]
    photo: str
    takes: Annotated[int, Field(ge=1)]
    first_findings: tuple[str, ...]
    findings: tuple[str, ...]
    readings: tuple[PlainReading, ...]


class PlainAnswer(_Plain):
    """See `review.Answer`."""

    kind: Literal["accepted", "corrected", "flagged"]
    boxes: Symbols | None = None


class PlainItem(_Plain):
    """See `review.Item`; the number itself is looked up in the form."""

    id: str
    shown: Symbols
    bubbles: Bubbles | None
    confidence: float
    answer: PlainAnswer | None


class PlainReview(_Plain):
    """See `review.Review`."""

    mode: Literal["koreksi", "tandai"]
    items: tuple[PlainItem, ...]
    noted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    history: tuple[tuple[str, PlainAnswer | None], ...] = ()
    tries: tuple[tuple[str, PlainAnswer], ...] = ()


class PlainExercise(_Plain):
    """See `flow.Exercise`. `saved_at` is when it was saved, in seconds, so that the interruption does not count.

    `format` is the version of this layout: 1, without `own_header`, and 2, without a review's `tries`, are still read;
    another one is refused.
    """

    format: Literal[1, 2, 3] = 3
    step: str
    trainee: PlainTrainee | None
    packet: str | None
    packet_folder: str
    form: str | None
    photos: tuple[PlainPhoto, ...]
    review: PlainReview | None
    signatures: bool | None
    own_header: bool | None = None
    started_at: float | None
    sent_at: float | None
    saved_at: float | None


class PlainResult(PlainExercise):
    """An attempt at a sealed packet as it is handed over: a finished exercise.

    Attributes:
        class_code: Of the class whose packet it was; left out of the file where none is known, as in files of earlier
            versions.
    """

    class_code: Annotated[str, Field(pattern=r"^[A-Z0-9-]{0,32}$")] = ""


class PlainTurn(_Plain):
    """See `sitting.Turn`."""

    operator: Annotated[int, Field(ge=0, le=1)]
    packet: Annotated[int, Field(ge=0, le=1)]
    photographs: bool
    queued_at: float | None
    exercise: PlainExercise


class PlainSitting(_Plain):
    """See `sitting.Sitting`. `saved_at` is as in `PlainExercise`, `format` the version of this layout."""

    format: Literal[1] = SITTING_FORMAT
    mode: Literal["latihan", "simulasi", "ujian"]
    rule: Literal["koreksi", "tandai"]
    crew: Annotated[tuple[PlainTrainee, ...], Field(max_length=2)]
    turns: Annotated[tuple[PlainTurn, ...], Field(min_length=1, max_length=4)]
    current: Annotated[int, Field(ge=0)]
    begun_at: float | None
    ended_at: float | None
    saved_at: float | None
    class_code: Annotated[str, Field(pattern=r"^[A-Z0-9-]{0,32}$")] = ""
    pair: Annotated[tuple[PlainTrainee, ...], Field(max_length=2)] = ()
