"""Can the picture in the viewfinder be taken? Judged many times a second, from the tag and the corner marks alone.

What is said here helps to aim. Whether the photograph is good is told afterwards by `photo/quality.py`, on the page
that was registered to its printed frames; the limits are the same, held a little more strictly.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form, Number, Page
from sirekap_trainer.photo.anchors import MARK_FLOOR, darkness, mark_kernel, peaks
from sirekap_trainer.photo.cause import sharpness
from sirekap_trainer.photo.locate import TAG_TOLERANCE, TagSighting, find_tags, tag_corners, tag_poses
from sirekap_trainer.photo.page import (
    FRAME_WIDTH,
    Points,
    bounding,
    frame_corners,
    frame_size,
    scaled,
    transform,
)
from sirekap_trainer.photo.quality import (
    CORNER_NAMES,
    DARKEST_PAPER,
    PALEST_FRAME,
    SHARPEST_NEEDED,
    SMALLEST_SCALE,
    measure,
)
from sirekap_trainer.photo.register import Pose, photo_scale, reduced

#: Long sides of the picture in which tags are looked for, pixels, in turn from look to look: the first finds those of
#: pages that fill the picture, of some 40 px, the second those of pages far away, at twice the work.
LOOK_SIDES = (960, 1440)
#: After so many looks in a row with marks missing the page is looked for anew: a rough pose may have lost them.
MOST_ROUGH = 5
#: Width of the page frame at which corner marks are followed from look to look, pixels.
FOLLOW_WIDTH = 500
#: How far a corner mark may be from where it was in the look before, as a fraction of the frame's width.
FOLLOW_REACH = 0.05
#: Without a page: long side of the picture whose sharpness is measured, pixels, and the sharpness (`photo/cause.py`)
#: below which it is called blurred. Sharp pages have 0.26 or more, those whose tag is lost to blur less than
#: 0.23.
SHARPNESS_SIDE, BLURRED = 960, 0.24
#: Brightest parts (their 99th percentile, 0 to 255) below which a picture without a page is called dark: paper has some
#: 50 at a fifth of a good light, of which it can still be found.
DIMMEST = 70.0
#: Opposite sides of the page in the picture differ by more where the camera looks too much aslant: from 16 to 30
#: degrees on, as the page lies, mostly 22 (84 simulated frames, seeds 7100 to 7111).
STEEPEST = 1.25
#: The page's corners may move by so much of its width a second, or the picture smears.
STILLEST = 0.15
#: Pictures that follow each other sooner are taken to be so many seconds apart: they may come in bursts, and where a
#: mark is seen is uncertain by a pixel.
SHORTEST = 0.05
#: Light and focus that change from frame to frame shall not cross a limit of `photo/quality.py` between look and photo.
STRICTER = 1.1
#: A row under a reflection is so much paler than the page's usual one, while blurred rows differ by a tenth.
PALER = 0.75
#: Around a row of frames, in frame pixels: a pose by marks alone is off by a few.
ROOM = 10
#: A part of the picture that is smaller holds no tag, pixels.
SMALLEST_PART = 12
#: A corner that is not seen and lies nearer to the picture's edge, as a share of its height, is taken for cut off.
EDGE = 0.06
#: The page fills the picture when it takes up so much of its tighter side.
FULL = 0.93

#: So many seconds of green release the shutter: a hand that found its place rests about as long.
HOLD = 0.7

State = Literal["mencari", "atur", "siap"]
Said = tuple[str, str] | None
DARK, BLUR = ("gelap", "Terlalu gelap. Nyalakan lampu."), ("buram", "Gambar buram. Tahan sampai tajam.")


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen in the viewfinder.

    Attributes:
        state: `mencari`: no page of the forms; `atur`: a page, with something to do; `siap`: it can be taken.
        code: Stable name of the advice, "" when it can be taken.
        advice: One or two short Indonesian sentences of what to do; "" when it can be taken.
        outline: (4, 2) corners of the page frame in pixels of the picture: upper left, upper right, lower right, lower
            left of the page; None where none is seen.
        sharpness: Of the least sharp row of frames, as in `quality.Look`; 0 where it was not measured.
    """

    state: State
    code: str = ""
    advice: str = ""
    outline: Points | None = field(default=None, repr=False)
    sharpness: float = 0.0


class Viewfinder:
    """Judges one picture after the other of a live camera.

    Not safe to share between threads: it remembers the look before.

    Args:
        catalog: The forms to look for.
        wanted: Form id and page that is to be photographed; None for any.
    """

    def __init__(self, catalog: Catalog, wanted: tuple[str, int] | None = None) -> None:
        self._catalog = catalog
        self._wanted = wanted
        self._last: Pose | None = None
        self._known: Pose | None = None  # the last one with all its marks
        self._searches = 0
        self._rough = 0  # looks in a row at which marks were missing
        self._before: tuple[Points, float] | None = None

    def look(self, picture: NDArray[np.uint8], at: float) -> Sight:
        """What to say of a picture.

        Args:
            picture: (H, W, 3) uint8 BGR, as large as the camera gives it.
            at: When it was taken, in seconds of any clock.
        """
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        seen = self._find(grey)
        if seen is None:
            self._before = None
            return Sight("mencari", *_nothing(grey))
        pose = seen.pose
        outline = transform(pose.homography, frame_corners(pose.form))
        moved = self._moved(outline, at)
        said = (
            self._other_page(pose)
            or _hidden(seen, outline, picture.shape)
            or _cut(outline, picture.shape, pose.form)
            or _aslant(outline)
            or _far(pose, outline, picture.shape)
        )
        if said:
            return Sight("atur", *said, outline)
        said, sharpness = _light(picture, pose)
        said = said or (("diam", "Bergerak. Tahan diam.") if moved else None)
        return Sight("atur" if said else "siap", *(said or ("", "")), outline, sharpness)

    def _find(self, grey: NDArray[np.uint8]) -> _Seen | None:
        """Where the page is: near where it was, else anywhere."""
        seen = _followed(grey, self._last, self._catalog) if self._last else None
        self._rough = self._rough + 1 if seen and seen.missing else 0
        if seen is None or self._rough == MOST_ROUGH:
            seen = _found(grey, self._catalog, LOOK_SIDES[self._searches % len(LOOK_SIDES)], self._known) or seen
            self._rough = 0
        self._searches = 0 if seen else self._searches + 1
        self._last = seen.pose if seen else None
        self._known = seen.pose if seen and not seen.missing else self._known
        return seen

    def _moved(self, outline: Points, at: float) -> bool:
        before, self._before = self._before, (outline, at)
        if before is None:
            return True  # nobody knows yet
        width = float(np.linalg.norm(outline[1] - outline[0]))
        way = float(np.linalg.norm(outline - before[0], axis=1).mean()) / width
        return way > STILLEST * max(at - before[1], SHORTEST)

    def _other_page(self, pose: Pose) -> Said:
        if self._wanted is None or self._wanted == (pose.form.id, pose.page.number):
            return None
        if self._wanted[0] != pose.form.id:
            name = pose.form.title.removeprefix("Lembar latihan ").removeprefix("C.Hasil ").split(" dan ")[0]
            return "formulir_lain", f"Ini formulir {name}. Ganti kertasnya."
        return "halaman_lain", f"Ini halaman {pose.page.number}. Perlihatkan halaman {self._wanted[1]}."


class Shutter:
    """Releases once the view has been green for a moment, and keeps the sharpest picture of that moment.

    Args:
        hold: Seconds of green before it releases.
    """

    def __init__(self, hold: float = HOLD) -> None:
        self._hold = hold
        self._green: deque[tuple[float, float, NDArray[np.uint8]]] = deque()
        self._since: float | None = None

    def see(self, sight: Sight, picture: NDArray[np.uint8], at: float) -> bool:
        """Takes note of what was seen of a picture at a time in seconds; whether to release now."""
        if sight.state != "siap":
            self._green.clear()
            self._since = None
            return False
        self._since = at if self._since is None else self._since
        self._green.append((at, sight.sharpness, picture))
        while at - self._green[0][0] > self._hold:
            self._green.popleft()
        return at - self._since >= self._hold

    @property
    def best(self) -> NDArray[np.uint8] | None:
        """The sharpest green picture of the last moment; None where the view is not green."""
        return max(self._green, key=lambda one: one[1])[2] if self._green else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page on a picture, and the corners whose marks are not to be seen; with any missing the pose is rough."""

    pose: Pose
    missing: tuple[int, ...]


def _found(grey: NDArray[np.uint8], catalog: Catalog, side: int, known: Pose | None = None) -> _Seen | None:
    """The page on a picture, by its tag and the marks that agree with it.

    Args:
        grey: (H, W) uint8.
        catalog: The forms to look for.
        side: Size at which the tag is looked for, pixels.
        known: How a page lay before: most likely it was only moved.
    """
    scale = min(1.0, side / max(grey.shape))
    small = _shrunk(grey, side)
    for tag in find_tags(small, catalog):
        moved = _carried(known, tag, scale) if known is not None else None
        seen = _followed(grey, moved, catalog) if moved else None
        if seen and not seen.missing:
            return seen
        for pose in tag_poses(small, tag):
            corners = frame_corners(pose.form)
            rough = _posed(pose.form, pose.page, corners, scaled(transform(pose.homography, corners), 1 / scale))
            return _followed(grey, rough, catalog) or _Seen(rough, (0, 1, 2, 3))
    return None


def _carried(known: Pose, tag: TagSighting, scale: float) -> Pose | None:
    """The pose of a page that was moved and turned as its tag was; None where the tag is another page's."""
    if (known.form.id, known.page.number) != (tag.form.id, tag.page.number):
        return None
    last = transform(known.homography, tag_corners(known.form, known.page))
    # OpenCV's type stubs do not know that it answers None where it finds nothing.
    move: Any = cv2.estimateAffinePartial2D(last, scaled(tag.corners, 1 / scale), method=cv2.LMEDS)[0]
    if move is None:
        return None
    return Pose(known.form, known.page, np.vstack([move, [0, 0, 1]]) @ known.homography, "tag")


def _followed(grey: NDArray[np.uint8], before: Pose, catalog: Catalog) -> _Seen | None:
    """The page that a look before has found, at a tenth of the work; None where it is not near that place."""
    tag = _tag_near(grey, before, catalog)
    if tag is None:
        return None
    marks = {i: mark for i, mark in enumerate(_marks_near(grey, before)) if mark is not None}
    pose = _solved(before, marks, tag)
    if pose is None:
        return None
    off = np.linalg.norm(transform(pose.homography, tag_corners(pose.form, pose.page)) - tag, axis=1).max()
    near = off < TAG_TOLERANCE * FRAME_WIDTH * photo_scale(pose.homography, pose.form)
    return _Seen(pose, tuple(i for i in range(4) if i not in marks)) if near else None


def _solved(before: Pose, marks: dict[int, Points], tag: Points) -> Pose | None:
    """The pose that puts the marks of some corners, and the tag where not all are seen, where they were seen."""
    corners = frame_corners(before.form)
    if len(marks) == 4:
        return _posed(before.form, before.page, corners, np.array(list(marks.values())))
    if len(marks) < 2:
        return None
    # Too little is seen for perspective.
    printed = np.vstack([corners[list(marks)], tag_corners(before.form, before.page)])
    way = cv2.estimateAffine2D if len(marks) == 3 else cv2.estimateAffinePartial2D
    # OpenCV's type stubs do not know that it answers None where it finds nothing.
    flat: Any = way(printed, np.vstack([*marks.values(), tag]), method=cv2.LMEDS)[0]
    if flat is None:
        return None
    return Pose(before.form, before.page, np.vstack([flat, [0, 0, 1]]).astype(np.float64), "tag")


def _posed(form: Form, page: Page, corners: Points, seen: Points) -> Pose:
    exact = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    return Pose(form, page, np.asarray(exact, np.float64), "tag")


def _tag_near(grey: NDArray[np.uint8], before: Pose, catalog: Catalog) -> Points | None:
    """(4, 2) corners of the page's tag, looked for around its last place."""
    last = transform(before.homography, tag_corners(before.form, before.page))
    reach = 2 * float(np.abs(last - last.mean(axis=0)).max())
    left, top = np.maximum(0, last.mean(axis=0) - reach).astype(int)
    right, bottom = (last.mean(axis=0) + reach).astype(int)
    part = np.ascontiguousarray(grey[top : max(top, bottom), left : max(left, right)])
    if min(part.shape) < SMALLEST_PART:
        return None
    for tag in find_tags(part, catalog):
        if (tag.form.id, tag.page.number) == (before.form.id, before.page.number):
            return np.asarray(tag.corners + np.array([left, top]), np.float64)
    return None


def _marks_near(grey: NDArray[np.uint8], before: Pose) -> Iterator[Points | None]:
    """(2,) of each corner's mark, looked for around its last place; None where it is not there."""
    scale = FOLLOW_WIDTH / FRAME_WIDTH
    small, to_small = reduced(grey, photo_scale(before.homography, before.form) / scale)
    kernel = mark_kernel(round(before.form.mark_side * FOLLOW_WIDTH, 1))
    reach = round(FOLLOW_REACH * FOLLOW_WIDTH)
    half = reach + len(kernel)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    for x, y in frame_corners(before.form) * scale:
        to_picture = before.homography @ np.array(
            [[1 / scale, 0, (x - half) / scale], [0, 1 / scale, (y - half) / scale], [0, 0, 1]]
        )
        flat = cv2.warpPerspective(
            small, to_small @ to_picture, (2 * half + 1,) * 2, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        answer = cv2.filter2D(darkness(np.asarray(flat, np.uint8)), cv2.CV_32F, kernel)
        middle = np.asarray(answer[len(kernel) : -len(kernel), len(kernel) : -len(kernel)], np.float32)
        found = peaks(np.ascontiguousarray(middle), count=1, apart=reach, floor=MARK_FLOOR)
        yield transform(to_picture, found[:, :2] + len(kernel))[0] if len(found) else None


def _shrunk(grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    scale = min(1.0, side / max(grey.shape))
    small = grey if scale == 1 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _nothing(grey: NDArray[np.uint8]) -> tuple[str, str]:
    """What to say of a picture without a page."""
    small = _shrunk(grey, SHARPNESS_SIDE)
    if float(np.percentile(small, 99)) < DIMMEST:
        return DARK
    sharp = sharpness(small)
    if sharp is not None and sharp < BLURRED:
        return BLUR
    return "halaman", "Perlihatkan keempat sudut halaman."


def _hidden(seen: _Seen, outline: Points, shape: tuple[int, ...]) -> Said:
    """A corner whose mark is not to be seen: outside, or covered where three others say that it is inside."""
    if not seen.missing:
        return None
    if len(seen.missing) > 2:
        return "terpotong", "Jauhkan, perlihatkan keempat sudut."
    name, (x, y) = CORNER_NAMES[seen.missing[0]], outline[seen.missing[0]]
    if len(seen.missing) == 1 and min(x, y, shape[1] - x, shape[0] - y) > EDGE * shape[0]:
        return "tertutup", f"Sudut {name} tertutup."
    return "terpotong", f"Sudut {name} terpotong. Jauhkan sedikit."


def _cut(outline: Points, shape: tuple[int, ...], form: Form) -> Said:
    """As `quality.judge`: a corner is there when the whole of its mark is."""
    height, width = shape[:2]
    side = form.mark_side * float(np.linalg.norm(outline[1] - outline[0]))
    for name, (x, y) in zip(CORNER_NAMES, outline, strict=True):
        if not (side <= x <= width - 1 - side and side <= y <= height - 1 - side):
            return "terpotong", f"Sudut {name} terpotong. Jauhkan sedikit."
    return None


def _aslant(outline: Points) -> Said:
    sides = np.linalg.norm(np.roll(outline, -1, axis=0) - outline, axis=1)
    steepest = max(sides[0] / sides[2], sides[2] / sides[0], sides[1] / sides[3], sides[3] / sides[1])
    return ("miring", "Terlalu miring. Luruskan kertas.") if steepest > STEEPEST else None


def _far(pose: Pose, outline: Points, shape: tuple[int, ...]) -> Said:
    """Whether the page is too small, and whether going nearer helps or only turning the paper."""
    scale = photo_scale(pose.homography, pose.form)
    if scale >= SMALLEST_SCALE:
        return None
    short, long = sorted(shape[:2])
    if FULL * min(short, long / pose.form.aspect) < SMALLEST_SCALE * FRAME_WIDTH:
        return "kasar", "Kamera ini terlalu kasar. Pakai HP atau berkas."
    (height, width), extent = shape[:2], outline.max(axis=0) - outline.min(axis=0)
    across = (extent[1] > extent[0]) != (height > width)
    if across and scale * FULL / max(extent[0] / width, extent[1] / height) < SMALLEST_SCALE:
        return "putar", "Putar kertas, sisi panjangnya mendatar."
    return "jauh", "Dekatkan kertas ke kamera."


def _light(picture: NDArray[np.uint8], pose: Pose) -> tuple[Said, float]:
    """What light and focus do to the rows of frames, and how sharp the least sharp one is."""
    looks = [measure(row) for row in _rows(picture, pose)]
    papers, contrasts, sharpness = np.array(looks).T
    least = float(sharpness.min())
    if papers.min() < STRICTER * DARKEST_PAPER:
        return DARK, least
    # A reflection touches some rows and leaves no edges to measure; blur touches all and makes thin lines pale.
    if np.median(sharpness) < STRICTER * SHARPEST_NEEDED or np.median(contrasts) < STRICTER * PALEST_FRAME:
        return BLUR, least
    pale = (contrasts < STRICTER * PALEST_FRAME) & (papers > 2 * DARKEST_PAPER)
    if np.any(pale & (contrasts < PALER * np.median(contrasts))):
        return ("silau", "Ada pantulan. Geser lampu atau kertas."), least
    if np.any(pale):
        return BLUR, least
    return (BLUR if least < STRICTER * SHARPEST_NEEDED else None), least


def _rows(picture: NDArray[np.uint8], pose: Pose) -> Iterator[NDArray[np.uint8]]:
    """Each number's row of frames, straightened."""
    small, to_small = reduced(picture, photo_scale(pose.homography, pose.form))
    for number in pose.page.numbers:
        left, top, width, height = _place(pose.form, number)
        there = to_small @ pose.homography @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        yield np.asarray(cv2.warpPerspective(small, there, (width, height), flags=flags), np.uint8)


def _place(form: Form, number: Number) -> tuple[int, int, int, int]:
    """Left, top, width and height of a number's frames and a little around them, in frame pixels."""
    wide, high = frame_size(form)
    rect = bounding(number.boxes)
    return (
        round(rect.x * wide) - ROOM,
        round(rect.y * high) - ROOM,
        round(rect.w * wide) + 2 * ROOM,
        round(rect.h * high) + 2 * ROOM,
    )
