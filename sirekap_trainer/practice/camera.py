"""A flat page image becomes a simulated phone photograph, with the truth of where everything is.

The order is a real camera's: the scene's geometry (`pose`), what lies around the page (`desk`, `fingers`), the light
(`light`), the lens, the sensor and the phone's own touching up (`sensor`), and the JPEG file. `manners` says what the
three levels mean. Everything follows from the seed: the same page, level, seed and faults give the same bytes on the
same machine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.practice.desk import Image, Surface, Thing, clutter, fill, lay_table
from sirekap_trainer.practice.exif import FULL_FRAME_DIAGONAL, Exposure, exif_block
from sirekap_trainer.practice.fingers import put_finger
from sirekap_trainer.practice.light import (
    Lighting,
    add_light,
    apply_light,
    exposed,
    glare_light,
    hand_shadow,
    lamp_light,
    look_at,
)
from sirekap_trainer.practice.manners import MANNERS, Level, Manner
from sirekap_trainer.practice.pose import Camera, Crease, Curl, Floats, Relief, Size, aim, turned
from sirekap_trainer.practice.sensor import (
    DISPLAY_TURN,
    Sensor,
    defocus,
    expose,
    lens_blur,
    motion,
    sensitivity,
)

Fault = Literal[
    "fold",
    "curl",
    "glare",
    "hand_shadow",
    "defocus",
    "motion",
    "night",
    "covered_mark",
    "cut_off",
    "covered_tag",
    "moire",
]

FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)
"""Everything that can go wrong on request. `moire` shows the page on a computer's screen."""

FAULT_GROUPS: Final[tuple[tuple[Fault, ...], ...]] = (
    ("fold", "curl"),
    ("glare", "hand_shadow"),
    ("defocus", "motion"),
    ("night",),
    ("covered_mark", "cut_off"),
    ("covered_tag",),
)
"""A hard photograph draws two to four of these groups and one fault of each: a page is rarely unlucky in every way."""

MARKS: Final = (0.0521, 0.0290, 0.9640, 0.9758)
"""Left, top, right and bottom of the rectangle between C.HASIL-PPWP's corner marks, as shares of the page image."""

TAG: Final = (0.915, 0.072)
"""Middle of the AprilTag in that rectangle, measured on page 2 of C.HASIL-PPWP 2024."""

SENSOR_SHAPE: Final = 4 / 3
"""Long to short side of a phone's picture."""

REFERENCE_WIDTH: Final = 2582
"""Long side of a 5-megapixel picture: blurs are given in its pixels and scaled to other sizes."""

PAPER: Final = (0.86, 0.88, 0.88)
"""Light that office paper gives back, BGR."""

INK: Final = 0.04
"""Light that black toner gives back."""

SMALLEST_PHOTO, LARGEST_PHOTO = 0.05, 50.0
"""Megapixels beyond which a request is taken for a mistake."""

SMALLEST_PAGE: Final = 200
"""Pixels of the page image's shorter side below which nothing on a form could be read."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A simulated photograph and the truth about it. Pixel (0, 0) means the centre of the first pixel throughout.

    Attributes:
        image: (H, W, 3) uint8 BGR as the phone stores it, before the turn that EXIF asks for; without JPEG's losses.
        corners: (4, 2) where `image` shows the centres of the page image's corner pixels: top left, top right, bottom
            right, bottom left of the page's content. Includes the paper's relief; may lie outside for `cut_off`.
        homography: (3, 3) from page image pixels to pixels of `image`. Exact where the paper lies flat on the table.
        level: How hard the photograph is.
        seed: What it was made from.
        faults: What went wrong, of `FAULTS`, in that order.
        exif_orientation: EXIF orientation (1, 3, 6 or 8) that turns `image` as the phone was held.
        exposure: Lens, shutter and sensitivity, as the phone writes them.
    """

    image: NDArray[np.uint8]
    corners: NDArray[np.float64]
    homography: NDArray[np.float64]
    level: Level
    seed: int
    faults: tuple[str, ...]
    exif_orientation: int
    exposure: Exposure


@dataclass(frozen=True, slots=True)
class _Chances:
    """Random numbers for each part of a photograph, so that a fault in one part leaves the others as they were."""

    faults: np.random.Generator
    pose: np.random.Generator
    relief: np.random.Generator
    table: np.random.Generator
    light: np.random.Generator
    spoils: np.random.Generator
    fingers: np.random.Generator
    lens: np.random.Generator
    sensor: np.random.Generator


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where everything is before the shutter opens; `marks` is left, top, right, bottom, in ground coordinates."""

    page: Size
    camera: Camera
    relief: Relief
    marks: tuple[float, float, float, float]
    lighting: Lighting
    manner: Manner
    faults: tuple[Fault, ...]

    def rect_point(self, across: float, down: float) -> Floats:
        """Ground point at shares of the rectangle between the corner marks."""
        left, top, right, bottom = self.marks
        return np.array([left + across * (right - left), top + down * (bottom - top)])

    def seen(self, ground: Floats) -> Floats:
        """(N, 2) photo pixels of (N, 2) points of the paper."""
        return self.camera.project(ground, self.relief.lift(ground[:, 0], ground[:, 1]))


def photograph(
    page: NDArray[np.uint8],
    *,
    level: Level,
    seed: int,
    megapixels: float = 5.0,
    faults: Collection[str] | None = None,
    marks: tuple[float, float, float, float] = MARKS,
) -> Shot:
    """Takes a simulated phone photograph of a page.

    Args:
        page: (h, w, 3) uint8 BGR page image including its white margin, about 150 to 220 dots an inch.
        level: `good` (even light, upright, sharp), `typical` (tilted, turned, yellow lamp) or `hard` (strongly tilted,
            poor light, several faults).
        seed: What the photograph is made from, 0 or more.
        megapixels: Size of the photo; it is always kept to. Hard photographs of cheap phones have 2.
        faults: What goes wrong, of `FAULTS`; an empty collection for nothing. Left out, `hard` draws some itself and
            the other levels have none.
        marks: Left, top, right and bottom of the rectangle between the page's corner marks, as shares of the page
            image, for the faults that hide a mark or the tag.

    Returns:
        The photograph. Without `cut_off` the whole page is in the frame.

    Raises:
        ValueError: If an argument makes no sense; the text says which.
    """
    _check_page(page, marks)
    _check_wishes(level, seed, megapixels, faults)
    chances = _Chances(*np.random.default_rng(seed).spawn(9))
    manner, wrong = MANNERS[level], _chosen_faults(level, faults, chances.faults)
    scene, orientation = _scene(page, manner=manner, faults=wrong, megapixels=megapixels, marks=marks, chances=chances)
    image, sensor = _expose(_lit(_laid_out(page, scene, chances), scene, chances), scene, chances)
    to_ground = np.array([[1, 0, -(page.shape[1] - 1) / 2], [0, 1, -(page.shape[0] - 1) / 2], [0, 0, 1]])
    homography = scene.camera.ground_to_photo @ to_ground
    return Shot(
        image=image,
        corners=scene.seen(_corner_points(scene.page)),
        homography=homography / homography[2, 2],
        level=level,
        seed=seed,
        faults=wrong,
        exif_orientation=orientation,
        exposure=_exposure(scene, sensor),
    )


def save_jpeg(shot: Shot, path: Path, *, quality: int | None = None, taken: str | None = None) -> None:
    """Writes a photograph as a phone does: JPEG with halved colour and EXIF (`exif.py`).

    The phone is fictitious ("Latihan") and the time follows from the seed, so the same shot gives the same bytes.

    Args:
        shot: The photograph.
        path: The file; its folder must exist.
        quality: JPEG quality of 1 to 100; the level's own (90, 75, 65) if left out.
        taken: When, as `YYYY:MM:DD HH:MM:SS`; a time that follows from the shot's seed if left out.

    Raises:
        ValueError: If the quality is out of range.
        OSError: If the file cannot be written.
    """
    chosen = MANNERS[shot.level].quality if quality is None else quality
    if not 1 <= chosen <= 100:
        raise ValueError(f"quality must be 1 to 100, not {chosen}")
    options = [cv2.IMWRITE_JPEG_QUALITY, chosen, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420]
    done, encoded = cv2.imencode(".jpg", shot.image, options)
    if not done:
        raise OSError(f"could not encode {path}")
    data = encoded.tobytes()
    size = Size(shot.image.shape[1], shot.image.shape[0])
    exif = exif_block(
        orientation=shot.exif_orientation,
        taken=taken or time_taken(shot.seed % COUNTING_SECONDS),
        size=size,
        exposure=shot.exposure,
    )
    path.write_bytes(data[:2] + exif + data[2:])


COUNTING_SECONDS: Final = 28_800
"""Length of the hours in which forms are photographed, 14:00 to 22:00."""


def time_taken(second: int) -> str:
    """A time on 27 November 2024, the day of the Pilkada, in EXIF's notation: so many seconds after 14:00."""
    minutes, seconds = divmod(second, 60)
    return f"2024:11:27 {14 + minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def _check_page(page: NDArray[np.uint8], marks: tuple[float, float, float, float]) -> None:
    if page.dtype != np.uint8 or page.ndim != 3 or page.shape[2] != 3:
        raise ValueError(f"page must be a BGR uint8 image (h, w, 3), not {page.dtype} {page.shape}")
    height, width = page.shape[:2]
    if min(height, width) < SMALLEST_PAGE:
        raise ValueError(f"page must be at least {SMALLEST_PAGE} px wide and high, not {width} x {height}")
    left, top, right, bottom = marks
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise ValueError(f"marks must be left, top, right, bottom as shares of the page image, not {marks}")


def _check_wishes(level: str, seed: int, megapixels: float, faults: Collection[str] | None) -> None:
    if level not in MANNERS:
        raise ValueError(f"level must be one of {', '.join(MANNERS)}, not {level!r}")
    if seed < 0:
        raise ValueError(f"seed must be 0 or more, not {seed}")
    if not SMALLEST_PHOTO <= megapixels <= LARGEST_PHOTO:
        raise ValueError(f"megapixels must be {SMALLEST_PHOTO:g} to {LARGEST_PHOTO:g}, not {megapixels}")
    if isinstance(faults, str):
        raise ValueError(f"faults must be a collection of names, not the text {faults!r}")  # noqa: TRY004
    unknown = sorted(set(faults or ()) - set(FAULTS))
    if unknown:
        raise ValueError(f"unknown faults: {', '.join(unknown)}; known are {', '.join(FAULTS)}")


def _chosen_faults(level: Level, asked: Collection[str] | None, rng: np.random.Generator) -> tuple[Fault, ...]:
    if asked is not None:
        return tuple(fault for fault in FAULTS if fault in asked)
    if level != "hard":
        return ()
    groups = rng.choice(len(FAULT_GROUPS), size=int(rng.integers(2, 5)), replace=False)
    drawn = {FAULT_GROUPS[group][int(rng.integers(len(FAULT_GROUPS[group])))] for group in groups}
    return tuple(fault for fault in FAULTS if fault in drawn)


# The scene: how the phone is held and how the paper lies.


def _scene(
    page: NDArray[np.uint8],
    *,
    manner: Manner,
    faults: tuple[Fault, ...],
    megapixels: float,
    marks: tuple[float, float, float, float],
    chances: _Chances,
) -> tuple[_Scene, int]:
    """The scene and the EXIF orientation."""
    size = Size(page.shape[1], page.shape[0])
    rng = chances.pose
    turn = 90 * int(rng.integers(4)) if manner.any_turn else 0
    orientation, frame = _held(size, turn, megapixels, rng)
    askew = rng.uniform(-manner.roll, manner.roll)
    if "cut_off" in faults:
        askew = np.copysign(max(abs(askew), CUT_ROLL), askew)
    rotation = turned(
        tilt=np.radians(rng.uniform(*manner.tilt)),
        towards=rng.uniform(0, 2 * np.pi),
        roll=np.radians(turn + askew - DISPLAY_TURN[orientation]),
    )
    focal = rng.uniform(25, 28) / FULL_FRAME_DIAGONAL * float(np.hypot(*frame))
    relief = _relief(size, faults, chances.relief)
    outline = _outline(size)
    heights = relief.lift(outline[:, 0], outline[:, 1])
    camera = aim(outline, heights, rotation, focal=focal, frame=frame, fill=rng.uniform(*manner.fill))
    from_centre = (
        (marks[0] - 0.5) * size.width,
        (marks[1] - 0.5) * size.height,
        (marks[2] - 0.5) * size.width,
        (marks[3] - 0.5) * size.height,
    )
    lighting = _lighting(manner, size, faults, chances.light)
    scene = _Scene(size, camera, relief, from_centre, lighting, manner, faults)
    return (_cut_off(scene) if "cut_off" in faults else scene), orientation


CUT_DEPTH: Final = 0.04
"""Share of the frame by which a cut-off mark's middle lies outside, unless the next mark is so near that it would go
too."""

CUT_ROLL: Final = 6.0
"""Degrees a page is turned at least when one corner is cut off, so that the frame's edge meets that corner alone."""


def _held(page: Size, turn: int, megapixels: float, rng: np.random.Generator) -> tuple[int, Size]:
    """EXIF orientation and stored size of a picture that is shown upright or lying, whichever suits the page.

    Most phones store the lying picture of their sensor and a turn; some store the turned picture.
    """
    upright = (page.height >= page.width) == (turn % 180 == 0)
    short, long = photo_sides(megapixels)
    choices = ((6, 0.7), (8, 0.05), (1, 0.25)) if upright else ((1, 0.7), (3, 0.3))
    orientation = int(rng.choice([choice for choice, _ in choices], p=[share for _, share in choices]))
    stored_upright = upright != (DISPLAY_TURN[orientation] % 180 == 90)
    return orientation, Size(short, long) if stored_upright else Size(long, short)


def photo_sides(megapixels: float) -> tuple[int, int]:
    """Short and long side of a photograph, in pixels."""
    short = 2 * round(np.sqrt(megapixels * 1e6 / SENSOR_SHAPE) / 2)
    long = 2 * round(np.sqrt(megapixels * 1e6 * SENSOR_SHAPE) / 2)
    return short, long


def _relief(page: Size, faults: tuple[Fault, ...], rng: np.random.Generator) -> Relief:
    folds, rolled = _creases(page, rng), _curl(page, rng)
    return Relief(folds if "fold" in faults else (), rolled if "curl" in faults else None)


def _creases(page: Size, rng: np.random.Generator) -> tuple[Crease, ...]:
    """Two folds: across the middle, and either lengthwise or across a half, as a form is folded for an envelope."""
    crosswise, lengthwise = np.pi / 2, 0.0
    second = (lengthwise, 0.0) if rng.random() < 0.5 else (crosswise, page.height / 4)
    return tuple(
        Crease(
            angle=angle + rng.uniform(-0.02, 0.02),
            position=position + rng.uniform(-0.04, 0.04) * page.height,
            height=rng.uniform(0.010, 0.022) * page.width,
            reach=rng.uniform(0.12, 0.25) * page.width,
            valley=bool(rng.random() < 0.5),
        )
        for angle, position in ((crosswise, 0.0), second)
    )


def _curl(page: Size, rng: np.random.Generator) -> Curl:
    """Rolled paper: both ends rise, or mostly one."""
    along_height = rng.random() < 0.6
    side = page.height if along_height else page.width
    return Curl(
        angle=(np.pi / 2 if along_height else 0.0) + rng.uniform(-0.15, 0.15),
        position=rng.uniform(-0.25, 0.25) * side,
        reach=side / 2,
        height=rng.uniform(0.025, 0.05) * side,
    )


def _corner_points(page: Size) -> Floats:
    """(4, 2) ground points of the centres of the page image's corner pixels, clockwise from the top left."""
    return np.asarray(np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (np.array(page) - 1) / 2)


def _outline(page: Size) -> Floats:
    """(128, 2) ground points around the edge of the page image."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(page) / 2
    along = np.linspace(0, 1, 32, endpoint=False)[:, None]
    return np.vstack(
        [start + along * (end - start) for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)]
    )


def _cut_off(scene: _Scene) -> _Scene:
    """The scene with the picture moved so that the frame's edge cuts off one corner mark, as a sloppy crop does."""
    marks = scene.seen(np.array([scene.rect_point(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]))
    best_gap, best_shift = -1.0, np.zeros(2)
    for axis, last in ((0, scene.camera.frame.width - 1), (1, scene.camera.frame.height - 1)):
        for sign, edge in ((1.0, 0.0), (-1.0, float(last))):
            first, second = sorted(sign * (marks[:, axis] - edge))[:2]
            if second - first > best_gap:
                shift = np.zeros(2)
                shift[axis] = -sign * (first + min(0.45 * (second - first), CUT_DEPTH * last))
                best_gap, best_shift = second - first, shift
    camera = replace(scene.camera, centre=scene.camera.centre + best_shift)
    return replace(scene, camera=camera)


# The things in the picture, in even white light.


def _laid_out(page: NDArray[np.uint8], scene: _Scene, chances: _Chances) -> Image:
    """Table, page and fingers in even light, at full size."""
    image = _table(scene, chances.table)
    _put_page(image, page, scene, chances.relief)
    for tip, away, width in _finger_places(scene, chances.fingers):
        put_finger(image, scene.camera, tip=tip, away=away, width=width, rng=chances.fingers)
    return image


def _table(scene: _Scene, rng: np.random.Generator) -> Image:
    surface: Surface = scene.manner.surfaces[int(rng.integers(len(scene.manner.surfaces)))]
    things = clutter(scene.page, rng) if rng.random() < scene.manner.cluttered else []
    if "moire" in scene.faults:
        surface, things = "screen", []
    else:
        outline = _outline(scene.page)
        lift = scene.relief.lift(outline[:, 0], outline[:, 1]) + PAPER_OFF_TABLE * scene.page.width
        things.append(Thing(outline, None, lift))
    view = lay_table(
        scene.camera, scene.page, surface, rng, things=things, shadow_direction=scene.lighting.shadow_direction
    )
    frame = scene.camera.frame
    whole = cv2.resize(view, (2 * view.shape[1], 2 * view.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole[: frame.height, : frame.width], dtype=np.uint8)


PAPER_OFF_TABLE: Final = 0.004
"""Height of a sheet's edge above the table, in page widths: paper never lies quite flat, so it throws a thin shadow."""


def _put_page(image: Image, page: NDArray[np.uint8], scene: _Scene, rng: np.random.Generator) -> None:
    """Lays the page into the picture, in place, with soft edges."""
    seen = _warped(_as_paper(page, scene, rng), scene)
    mask = np.zeros(image.shape[:2], dtype=np.uint8)
    outline = _outline(scene.page)
    fill(mask, scene.seen(outline), (255,))
    cv2.copyTo(seen, (mask == 255).astype(np.uint8), image)
    rim = np.nonzero((mask > 0) & (mask < 255))
    share = mask[rim][:, None].astype(np.float32) / 255
    image[rim] = np.rint(share * seen[rim] + (1 - share) * image[rim]).astype(np.uint8)


def _as_paper(page: NDArray[np.uint8], scene: _Scene, rng: np.random.Generator) -> Image:
    """The page as paper and ink, with worn lines where it was folded, no finer than the photo shows it."""
    area = cv2.contourArea(scene.seen(_corner_points(scene.page)).astype(np.float32))
    scale = 1.15 * np.sqrt(area / (scene.page.width * scene.page.height))
    if scale < 0.85:
        page = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    light = INK + (np.array(PAPER) - INK) * (np.arange(256)[:, None] / 255) ** 2.2
    if "moire" in scene.faults:
        light = 0.02 + 0.98 * (np.arange(256)[:, None] / 255) ** 2.2 * np.ones(3)
    paper = np.asarray(cv2.LUT(page, np.rint(255 * light ** (1 / 2.2)).astype(np.uint8)[None]), dtype=np.uint8)
    for crease in scene.relief.creases:
        _wear(paper, scene.page, crease, rng)
    return paper


def _wear(paper: Image, page: Size, crease: Crease, rng: np.random.Generator) -> None:
    """Draws the worn line of a fold, in place: ink flakes off a little, dirt gathers in a valley."""
    scale = paper.shape[1] / page.width
    across = np.array([np.cos(crease.angle), np.sin(crease.angle)])
    along = np.array([-across[1], across[0]]) * max(page)
    steps = np.linspace(-1, 1, 60)[:, None]
    line = crease.position * across + steps * along + rng.normal(0, 0.0006 * page.width, (60, 1)) * across
    points = np.rint((line + np.array(page) / 2) * scale * 16).astype(np.int32)
    worn = np.zeros(paper.shape[:2], dtype=np.uint8)
    thickness = max(1, round(0.0016 * paper.shape[1]))
    cv2.polylines(worn, [points], False, 255, thickness, cv2.LINE_AA, 4)
    share = cv2.merge([cv2.convertScaleAbs(worn, alpha=0.22 if crease.valley else 0.30)] * 3)
    if crease.valley:
        cv2.subtract(paper, share, paper)
    else:
        cv2.addWeighted(paper, 1.0, share, 0.5, 0, paper)


def _warped(paper: Image, scene: _Scene) -> Image:
    """The paper as the camera sees it, continued beyond its edges."""
    scale_x, scale_y = paper.shape[1] / scene.page.width, paper.shape[0] / scene.page.height
    middle = np.array([paper.shape[1] - 1, paper.shape[0] - 1]) / 2
    frame, beyond = scene.camera.frame, cv2.BORDER_REPLICATE
    if scene.relief.flat:
        to_ground = np.array(
            [[1 / scale_x, 0, -middle[0] / scale_x], [0, 1 / scale_y, -middle[1] / scale_y], [0, 0, 1]]
        )
        to_photo = scene.camera.ground_to_photo @ to_ground
        return np.asarray(
            cv2.warpPerspective(paper, to_photo, frame, flags=cv2.INTER_LINEAR, borderMode=beyond), dtype=np.uint8
        )
    grid = look_at(scene.camera, scene.page, scene.relief, RELIEF_STEP)
    across = grid.spread((grid.x * scale_x + middle[0]).astype(np.float32))
    down = grid.spread((grid.y * scale_y + middle[1]).astype(np.float32))
    return np.asarray(cv2.remap(paper, across, down, cv2.INTER_LINEAR, borderMode=beyond), dtype=np.uint8)


RELIEF_STEP: Final = 4
"""Photo pixels between computed points of uneven paper; in between the map is straight."""

FLAT_STEP: Final = 16
"""The same for the light on flat paper, which changes slowly."""

FINGER_WIDTH: Final = 0.07
"""Width of a thumb in page widths, for a page of A3 (20 of 297 mm)."""


def _finger_places(scene: _Scene, rng: np.random.Generator) -> list[tuple[Floats, float, float]]:
    """Fingertips on the page: ground point, direction in which the hand lies, and width in page pixels."""
    width = FINGER_WIDTH * scene.page.width
    corner = int(rng.integers(4))
    wobble = rng.uniform(-0.35, 0.35, 2)
    places = []
    if "covered_mark" in scene.faults:
        across, down = ((0, 0), (1, 0), (1, 1), (0, 1))[corner]
        away = np.arctan2(0.7 * (2 * down - 1), 2 * across - 1) + wobble[0]
        places.append((scene.rect_point(across, down), away, width))
    if "covered_tag" in scene.faults:
        away = wobble[1] * 0.7
        # The finger's end, half a width before the tip's middle, shall lie a little beyond the tag's middle.
        tip = scene.rect_point(*TAG) + rng.uniform(0.20, 0.45) * width * np.array([np.cos(away), np.sin(away)])
        places.append((tip, away, width))
    return places


# Light, lens and sensor.


def _lighting(manner: Manner, page: Size, faults: tuple[Fault, ...], rng: np.random.Generator) -> Lighting:
    side = max(page)
    around, aside = rng.uniform(0, 2 * np.pi), rng.uniform(*manner.lamp_aside) * side
    warm = rng.uniform(0, 0.25)
    lighting = Lighting(
        lamp=np.array([aside * np.cos(around), aside * np.sin(around), rng.uniform(*manner.lamp_height) * side]),
        ambient=rng.uniform(*manner.ambient),
        lamp_colour=np.array([1 - warm, 1 - 0.2 * warm, 1.0]),
        ambient_colour=np.array([1.0, 0.99, 0.95 - 0.3 * warm]),
        paper_level=rng.uniform(*manner.paper_level),
        vignette=rng.uniform(*manner.vignette),
    )
    if "night" not in faults:
        return lighting
    return replace(lighting, ambient=0.12, paper_level=lighting.paper_level * rng.uniform(0.6, 0.8))


def _lit(image: Image, scene: _Scene, chances: _Chances) -> Image:
    """The picture under the scene's light."""
    lighting = scene.lighting
    step = FLAT_STEP if scene.relief.flat and "hand_shadow" not in scene.faults else RELIEF_STEP
    grid = look_at(scene.camera, scene.page, scene.relief, step)
    shade_rng, glare_rng, screen_rng = chances.spoils.spawn(3)
    shade = hand_shadow(scene.camera, scene.page, shade_rng, grid) if "hand_shadow" in scene.faults else None
    if "moire" in scene.faults:
        return _on_screen(image, scene, screen_rng)
    image = apply_light(image, exposed(lamp_light(grid, lighting, scene.relief, shade), grid, lighting), grid)
    if "glare" in scene.faults:
        image = add_light(image, glare_light(grid, scene.page, glare_rng), grid)
    return image


def _on_screen(image: Image, scene: _Scene, rng: np.random.Generator) -> Image:
    """The picture as shown on a screen that shines by itself: the screen's dots beat with the sensor's pixels."""
    grid = look_at(scene.camera, scene.page, scene.relief, FLAT_STEP)
    screen = Lighting(
        np.array([0.0, 0.0, 2.0 * max(scene.page)]), 0.5, np.ones(3), np.ones(3), scene.lighting.paper_level, 0.2
    )
    image = apply_light(image, exposed(lamp_light(grid, screen, scene.relief, None), grid, screen), grid)
    across = grid.spread(grid.x.astype(np.float32))
    down = grid.spread(grid.y.astype(np.float32))
    middle = scene.seen(np.array([[-1.0, 0.0], [1.0, 0.0]]))
    pitch = 2 / float(np.linalg.norm(middle[1] - middle[0])) * rng.uniform(0.985, 1.015)
    lines = sum(np.cos(2 * np.pi / (pitch * ratio) * down) for ratio in MOIRE_PITCHES)
    for channel, third in enumerate((2 / 3, 1 / 3, 0.0)):
        dots = sum(np.cos(2 * np.pi * (across / (pitch * ratio) + third)) for ratio in MOIRE_PITCHES)
        factor = 1 + MOIRE_COLOUR * dots + MOIRE_GREY * lines
        image[..., channel] = np.clip(image[..., channel] * factor, 0, 255)
    return image


MOIRE_PITCHES: Final = (0.92, 1.0, 1.09)
"""Distances of a screen's dots in photo pixels at the page's middle.

Near 1 the beat is slow and shows; it quickens where the page is seen smaller or larger, so that several distances
together mark a whole tilted page.
"""

MOIRE_COLOUR: Final = 0.04
"""Strength of the coloured beat of a screen's columns, as on phone photographs of a laptop's screen."""

MOIRE_GREY: Final = 0.025
"""Strength of the grey beat of its rows."""


def _expose(image: Image, scene: _Scene, chances: _Chances) -> tuple[Image, Sensor]:
    """The picture through lens and sensor, and the sensor."""
    manner, faults, rng = scene.manner, scene.faults, chances.lens
    scale = max(scene.camera.frame) / REFERENCE_WIDTH
    image = lens_blur(image, max(0.45, rng.uniform(*manner.blur) * scale))
    radius, length = rng.uniform(1.6, 3.2) * scale, rng.uniform(5, 10) * scale
    angle, bend = rng.uniform(0, np.pi), rng.uniform(-0.2, 0.2)
    if "defocus" in faults:
        image = defocus(image, radius)
    if "motion" in faults:
        image = motion(image, length, angle, bend)
    sensor = _sensor(scene, chances.sensor)
    return expose(image, sensor, chances.sensor), sensor


SHUTTERS: Final = ((200, 100), (400, 50), (800, 33))
"""Highest ISO and 1/s for which a phone keeps the shutter so fast; in times that do not flicker at 50 Hz mains."""

SLOW_SHUTTER: Final = 25
"""1/s in poorer light still."""

SHAKEN_SHUTTER: Final = 12
"""1/s at which a hand blurs a picture by several pixels."""


def _exposure(scene: _Scene, sensor: Sensor) -> Exposure:
    """What the phone writes about lens, shutter and sensitivity: what the simulated camera really had."""
    iso = sensitivity(sensor.electrons)
    steady = next((shutter for most, shutter in SHUTTERS if iso <= most), SLOW_SHUTTER)
    focal = scene.camera.focal / float(np.hypot(*scene.camera.frame)) * FULL_FRAME_DIAGONAL
    return Exposure(focal=focal, shutter=SHAKEN_SHUTTER if "motion" in scene.faults else steady, iso=iso)


def _sensor(scene: _Scene, rng: np.random.Generator) -> Sensor:
    manner, night = scene.manner, "night" in scene.faults
    warm, tint = rng.uniform(*manner.warmth), rng.uniform(-0.012, 0.012)
    electrons = rng.uniform(*manner.electrons)
    return Sensor(
        electrons=rng.uniform(400, 900) if night else electrons,
        chroma=0.6 if night else 0.4,
        sharpen=rng.uniform(*manner.sharpen),
        contrast=rng.uniform(0.1, 0.35),
        flare=rng.uniform(0.002, 0.012),
        white_balance=np.array([1 - 0.42 * warm, 1 - 0.13 * warm + tint, 1 + 0.05 * warm]),
    )
