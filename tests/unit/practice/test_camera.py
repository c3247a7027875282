"""Simulated phone photographs: the truth they come with, their faults, their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.ExifTags
import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.practice.camera import FAULTS, Shot, photograph, save_jpeg
from sirekap_trainer.practice.exif import (
    F_NUMBER,
    FULL_FRAME_DIAGONAL,
    MODELS,
    SENSOR_DIAGONAL,
    Exposure,
    exif_block,
)
from sirekap_trainer.practice.pose import Camera, Crease, Curl, Relief, Size, aim, turned

SMALL = 0.4
LEVELS = ("good", "typical", "hard")
PAGE_WIDTH, PAGE_HEIGHT = 620, 920


@pytest.fixture(scope="module")
def page() -> np.ndarray:
    """A form-like page: frames, text-like strokes and, at 5% of the sides, a different mark in each corner."""
    rng = np.random.default_rng(7)
    image = np.full((PAGE_HEIGHT, PAGE_WIDTH, 3), 255, np.uint8)
    for top in range(120, 800, 60):
        cv2.rectangle(image, (60, top), (560, top + 40), (30, 30, 30), 2)
        for left in range(70, 540, 12):
            cv2.line(image, (left, top + 30), (left + int(rng.integers(-4, 9)), top + 12), (90, 40, 30), 2)
    return image


@pytest.fixture(scope="module")
def dotted() -> tuple[np.ndarray, np.ndarray]:
    """A white page with nine black discs, and their middles."""
    image = np.full((PAGE_HEIGHT, PAGE_WIDTH, 3), 255, np.uint8)
    middles = np.array([(x, y) for y in (80, 460, 840) for x in (70, 310, 550)], dtype=float)
    for x, y in middles.astype(int):
        cv2.circle(image, (int(x), int(y)), 14, (0, 0, 0), cv2.FILLED, cv2.LINE_AA)
    return image, middles


def sent_through(homography: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points[None].astype(float), homography)[0]


def dark_middle(image: np.ndarray, near: np.ndarray, reach: int = 22) -> np.ndarray:
    """Middle of the dark spot around a place, weighed by darkness."""
    left, top = np.rint(near).astype(int) - reach
    patch = cv2.cvtColor(image[top : top + 2 * reach + 1, left : left + 2 * reach + 1], cv2.COLOR_BGR2GRAY)
    dark = np.clip(np.percentile(patch, 80) * 0.85 - patch, 0, None)
    rows, columns = np.mgrid[: patch.shape[0], : patch.shape[1]]
    return np.array([left + (columns * dark).sum() / dark.sum(), top + (rows * dark).sum() / dark.sum()])


def magenta_middle(image: np.ndarray) -> np.ndarray:
    """Middle of the one magenta spot in a photo, weighed by colour."""
    blue, green, red = cv2.split(image.astype(float))
    colour = np.clip(np.minimum(blue, red) - green - 50, 0, None)
    rows, columns = np.mgrid[: image.shape[0], : image.shape[1]]
    return np.array([(columns * colour).sum(), (rows * colour).sum()]) / colour.sum()


def foreshortening(shot: Shot) -> float:
    """How much more one side of the page is magnified than the opposite one; 0 is seen straight from above."""
    sides = np.linalg.norm(np.roll(shot.corners, -1, axis=0) - shot.corners, axis=1)
    return float(max(abs(np.log(sides[0] / sides[2])), abs(np.log(sides[1] / sides[3]))))


def sharpness(shot: Shot) -> float:
    """Spread of the Laplacian over the page's middle, where frames and strokes are, as a share of its brightness."""
    x, y = np.rint(shot.corners.mean(axis=0)).astype(int)
    patch = cv2.cvtColor(shot.image[y - 80 : y + 80, x - 80 : x + 80], cv2.COLOR_BGR2GRAY)
    return float(cv2.Laplacian(cv2.GaussianBlur(patch, (3, 3), 0.8), cv2.CV_64F).std() / patch.mean())


@pytest.mark.parametrize("level", LEVELS)
def test_same_seed_gives_same_pixels_and_bytes(page: np.ndarray, tmp_path: Path, level: str) -> None:
    first, again = (photograph(page, level=level, seed=11, megapixels=SMALL) for _ in range(2))
    other = photograph(page, level=level, seed=12, megapixels=SMALL)
    assert np.array_equal(first.image, again.image)
    assert np.array_equal(first.corners, again.corners)
    assert first.image.shape != other.image.shape or not np.array_equal(first.image, other.image)
    save_jpeg(first, tmp_path / "a.jpg")
    save_jpeg(again, tmp_path / "b.jpg")
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_page_image_is_left_alone(page: np.ndarray) -> None:
    before = page.copy()
    photograph(page, level="hard", seed=3, megapixels=SMALL, faults=FAULTS)
    assert np.array_equal(page, before)


@pytest.mark.parametrize(("level", "limit"), [("good", 1.0), ("typical", 1.0), ("hard", 1.5)])
@pytest.mark.parametrize("seed", range(4))
def test_homography_leads_to_what_the_photo_shows(
    dotted: tuple[np.ndarray, np.ndarray], level: str, limit: float, seed: int
) -> None:
    image, middles = dotted
    shot = photograph(image, level=level, seed=seed, megapixels=1.0, faults=())
    for expected in sent_through(shot.homography, middles):
        assert np.linalg.norm(dark_middle(shot.image, expected) - expected) < limit


@pytest.mark.parametrize("size", [(PAGE_WIDTH, PAGE_HEIGHT), (2 * PAGE_WIDTH, 2 * PAGE_HEIGHT), (3100, 4600)])
def test_homography_holds_for_pages_much_finer_than_the_photo(
    dotted: tuple[np.ndarray, np.ndarray], size: tuple[int, int]
) -> None:
    image, middles = dotted
    big = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC)
    shot = photograph(big, level="good", seed=2, megapixels=1.0)
    factor = size[0] / PAGE_WIDTH
    for expected in sent_through(shot.homography, (middles + 0.5) * factor - 0.5):
        assert np.linalg.norm(dark_middle(shot.image, expected) - expected) < 1.0


def test_corners_are_the_homography_of_flat_paper(page: np.ndarray) -> None:
    shot = photograph(page, level="typical", seed=5, megapixels=SMALL)
    right, bottom = PAGE_WIDTH - 1, PAGE_HEIGHT - 1
    corners = np.array([[0, 0], [right, 0], [right, bottom], [0, bottom]])
    assert np.allclose(sent_through(shot.homography, corners), shot.corners, atol=1e-6)


@pytest.mark.parametrize("fault", ["fold", "curl"])
@pytest.mark.parametrize("seed", range(3))
def test_corners_of_uneven_paper_are_where_the_photo_shows_them(fault: str, seed: int) -> None:
    corner = np.array([[PAGE_WIDTH - 1.0, PAGE_HEIGHT - 1.0]])
    shifts = []
    for inset in (40, 80, 120):
        image = np.full((PAGE_HEIGHT, PAGE_WIDTH, 3), 255, np.uint8)
        disc = corner - inset
        cv2.circle(image, (int(disc[0, 0]), int(disc[0, 1])), 12, (255, 0, 255), cv2.FILLED, cv2.LINE_AA)
        shot = photograph(image, level="typical", seed=seed, megapixels=1.0, faults=[fault])
        shifts.append(magenta_middle(shot.image) - sent_through(shot.homography, disc)[0])
    near, middle, far = shifts
    # The paper's shift against flat paper is smooth: three equally spaced values foretell the corner's.
    expected = sent_through(shot.homography, corner)[0] + 3 * near - 3 * middle + far
    assert np.linalg.norm(shot.corners[2] - expected) < 4.0
    if fault == "curl":
        assert np.linalg.norm(shot.corners[2] - sent_through(shot.homography, corner)[0]) > 3.0


@pytest.mark.parametrize("level", LEVELS)
def test_whole_page_is_in_the_frame(page: np.ndarray, level: str) -> None:
    kept = tuple(fault for fault in FAULTS if fault not in {"cut_off", "motion", "moire", "night"})
    for seed in range(14):
        faults = kept if level == "hard" else None
        shot = photograph(page, level=level, seed=seed, megapixels=0.1, faults=faults)
        height, width = shot.image.shape[:2]
        assert (shot.corners >= 0).all()
        assert (shot.corners <= (width - 1, height - 1)).all()


def test_cut_off_loses_exactly_one_corner_mark(page: np.ndarray) -> None:
    marks = np.array([(x * PAGE_WIDTH, y * PAGE_HEIGHT) for x in (0.0521, 0.964) for y in (0.029, 0.9758)])
    for level in LEVELS:
        for seed in range(7):
            shot = photograph(page, level=level, seed=seed, megapixels=0.1, faults=["cut_off"])
            height, width = shot.image.shape[:2]
            seen = sent_through(shot.homography, marks)
            outside = ((seen < 0) | (seen > (width - 1, height - 1))).any(axis=1)
            assert outside.sum() == 1, (level, seed)


@pytest.mark.parametrize("megapixels", [0.3, 2.0, 5.0, 12.0])
def test_size_is_as_asked(page: np.ndarray, megapixels: float) -> None:
    shot = photograph(page, level="good", seed=1, megapixels=megapixels)
    height, width = shot.image.shape[:2]
    assert height * width == pytest.approx(megapixels * 1e6, rel=0.03)
    assert max(height, width) / min(height, width) == pytest.approx(4 / 3, rel=0.01)
    assert shot.image.dtype == np.uint8


def test_exif_turns_the_file_as_the_phone_was_held(page: np.ndarray, tmp_path: Path) -> None:
    clockwise = {1: 0, 3: 2, 6: 1, 8: 3}
    met = set()
    for seed in range(12):
        shot = photograph(page, level="typical", seed=seed, megapixels=0.1)
        met.add(shot.exif_orientation)
        path = tmp_path / "photo.jpg"
        save_jpeg(shot, path, quality=95)
        stored = cv2.imread(str(path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
        shown = cv2.imread(str(path))
        assert stored.shape == shot.image.shape
        assert np.abs(stored.astype(int) - shot.image).mean() < 6
        assert np.array_equal(shown, np.rot90(stored, -clockwise[shot.exif_orientation]))
    assert {1, 6} <= met


def test_file_names_a_fictitious_phone(page: np.ndarray, tmp_path: Path) -> None:
    shot = photograph(page, level="good", seed=4, megapixels=SMALL)
    save_jpeg(shot, tmp_path / "photo.jpg")
    data = (tmp_path / "photo.jpg").read_bytes()
    head = data[:700]
    assert data[:4] == b"\xff\xd8\xff\xe1"
    assert b"Exif\0\0II" in head
    assert head.count(b"Latihan") == 2
    assert b"2024:11:27 14:00:04\0" in head


def exif_of(path: Path) -> dict[str, Any]:
    """Every EXIF entry of a file by name, as another program reads it."""
    with PIL.Image.open(path) as image:
        found = image.getexif()
        return {PIL.ExifTags.TAGS[tag]: value for part in (found, found.get_ifd(0x8769)) for tag, value in part.items()}


@pytest.mark.parametrize("level", LEVELS)
def test_another_program_reads_the_exif(page: np.ndarray, tmp_path: Path, level: str) -> None:
    shot = photograph(page, level=level, seed=5, megapixels=SMALL, faults=())
    save_jpeg(shot, tmp_path / "photo.jpg", taken="2024:11:27 19:30:05")
    entries = exif_of(tmp_path / "photo.jpg")
    height, width = shot.image.shape[:2]
    assert (entries["Make"], entries["Orientation"]) == ("Latihan", shot.exif_orientation)
    assert entries["Model"] in MODELS.values()
    assert {entries[name] for name in ("DateTime", "DateTimeOriginal", "DateTimeDigitized")} == {"2024:11:27 19:30:05"}
    assert entries["OffsetTimeOriginal"] == "+07:00"
    assert (entries["ExifImageWidth"], entries["ExifImageHeight"]) == (width, height)
    assert entries["ExposureTime"] == pytest.approx(1 / shot.exposure.shutter)
    assert (entries["ISOSpeedRatings"], entries["FNumber"], entries["Flash"]) == (shot.exposure.iso, F_NUMBER, 16)
    equivalent = float(entries["FocalLength"]) * FULL_FRAME_DIAGONAL / SENSOR_DIAGONAL
    assert abs(equivalent - entries["FocalLengthIn35mmFilm"]) <= 0.51


@pytest.mark.parametrize("seed", range(6))
def test_the_focal_length_told_is_the_one_that_shows(page: np.ndarray, seed: int) -> None:
    """A tilted rectangle tells the focal length: the page's two directions are square to each other (Zhang 2000)."""
    shot = photograph(page, level="hard", seed=seed, megapixels=1.0, faults=())
    height, width = shot.image.shape[:2]
    middle = np.array([[1, 0, -(width - 1) / 2], [0, 1, -(height - 1) / 2], [0, 0, 1]])
    one, other, _ = (middle @ shot.homography).T
    # Equal lengths and a right angle, each solved for the focal length's square; the better founded one counts.
    alike = one[2] ** 2 - other[2] ** 2, (other[:2] ** 2).sum() - (one[:2] ** 2).sum()
    square = one[2] * other[2], -(one[:2] * other[:2]).sum()
    below, above = max(alike, square, key=lambda pair: abs(pair[0]))
    seen = np.sqrt(above / below) / np.hypot(width, height) * FULL_FRAME_DIAGONAL
    assert seen == pytest.approx(shot.exposure.focal, rel=0.01)


def test_poor_light_shows_in_the_exposure(page: np.ndarray) -> None:
    means = [
        np.mean([photograph(page, level=level, seed=seed, megapixels=0.1, faults=()).exposure.iso for seed in range(8)])
        for level in LEVELS
    ]
    assert means == sorted(means)
    night, shaken = (
        photograph(page, level="hard", seed=1, megapixels=0.1, faults=[one]) for one in ("night", "motion")
    )
    assert night.exposure.iso >= 800
    assert shaken.exposure.shutter < 25 <= night.exposure.shutter


def test_the_block_is_in_the_order_that_tiff_asks_for() -> None:
    block = exif_block(orientation=6, taken="2024:11:27 15:00:00", size=Size(4, 3), exposure=Exposure(26.2, 50, 320))
    tiff = block[10:]
    for start in (8, int.from_bytes(tiff[8 + 2 + 12 * 7 + 8 :][:4], "little")):
        count = int.from_bytes(tiff[start : start + 2], "little")
        tags = [int.from_bytes(tiff[start + 2 + 12 * i :][:2], "little") for i in range(count)]
        assert tags == sorted(set(tags))


def test_good_photographs_are_upright_when_shown(page: np.ndarray) -> None:
    clockwise = {1: 0, 3: 180, 6: 90, 8: 270}
    for seed in range(10):
        shot = photograph(page, level="good", seed=seed, megapixels=0.1)
        top = shot.corners[1] - shot.corners[0]
        shown = np.degrees(np.arctan2(top[1], top[0])) + clockwise[shot.exif_orientation]
        assert abs((shown + 180) % 360 - 180) < 12


def test_typical_photographs_lie_in_every_quarter_turn(page: np.ndarray) -> None:
    clockwise = {1: 0, 3: 180, 6: 90, 8: 270}
    turns = set()
    for seed in range(25):
        shot = photograph(page, level="typical", seed=seed, megapixels=0.05)
        top = shot.corners[1] - shot.corners[0]
        turns.add(round((np.degrees(np.arctan2(top[1], top[0])) + clockwise[shot.exif_orientation]) / 90) % 4)
    assert turns == {0, 1, 2, 3}


def test_levels_grow_harder(page: np.ndarray) -> None:
    shots = {
        level: [photograph(page, level=level, seed=seed, megapixels=0.2, faults=()) for seed in range(8)]
        for level in LEVELS
    }
    tilt = [np.mean([foreshortening(shot) for shot in shots[level]]) for level in LEVELS]
    assert tilt == sorted(tilt)
    assert tilt[0] < 0.1 < tilt[2]
    yellow = [
        np.mean([shot.image[..., 2].mean() / shot.image[..., 0].mean() for shot in shots[level]]) for level in LEVELS
    ]
    assert yellow[0] < yellow[1]
    fine = cv2.resize(page, None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST)
    sharp = [
        np.mean([sharpness(photograph(fine, level=level, seed=seed, megapixels=2.0, faults=())) for seed in range(3)])
        for level in LEVELS
    ]
    assert sharp[0] > 1.1 * sharp[1] > sharp[2]


def test_only_hard_photographs_draw_faults_of_themselves(page: np.ndarray) -> None:
    drawn = [photograph(page, level="hard", seed=seed, megapixels=0.05).faults for seed in range(24)]
    assert all(2 <= len(faults) <= 4 for faults in drawn)
    assert {fault for faults in drawn for fault in faults} == set(FAULTS) - {"moire"}
    assert photograph(page, level="typical", seed=0, megapixels=0.1).faults == ()
    assert photograph(page, level="good", seed=0, megapixels=0.1).faults == ()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("level", ["good", "hard"])
def test_every_fault_can_be_asked_for_alone(page: np.ndarray, fault: str, level: str) -> None:
    clean = photograph(page, level=level, seed=21, megapixels=SMALL, faults=())
    spoilt = photograph(page, level=level, seed=21, megapixels=SMALL, faults=[fault])
    assert spoilt.faults == (fault,)
    assert spoilt.image.shape == clean.image.shape
    changed = np.abs(clean.image.astype(int) - spoilt.image).max(axis=2) > 12
    assert changed.mean() > 0.004


def test_a_fault_of_the_light_leaves_the_geometry_as_it_was(page: np.ndarray) -> None:
    clean = photograph(page, level="typical", seed=8, megapixels=SMALL, faults=())
    for fault in ("glare", "hand_shadow", "defocus", "motion", "night", "covered_mark", "covered_tag", "moire"):
        spoilt = photograph(page, level="typical", seed=8, megapixels=SMALL, faults=[fault])
        assert np.array_equal(spoilt.corners, clean.corners)


@pytest.mark.parametrize("fault", ["defocus", "motion"])
def test_blurs_take_sharpness(page: np.ndarray, fault: str) -> None:
    clean = photograph(page, level="good", seed=9, megapixels=2.0, faults=())
    assert sharpness(photograph(page, level="good", seed=9, megapixels=2.0, faults=[fault])) < 0.8 * sharpness(clean)


def test_night_is_dark_and_noisy(page: np.ndarray) -> None:
    blank = np.full_like(page, 255)
    day, night = (
        photograph(blank, level="good", seed=6, megapixels=SMALL, faults=faults) for faults in ((), ("night",))
    )
    x, y = np.rint(day.corners.mean(axis=0)).astype(int)
    here = np.s_[y - 40 : y + 40, x - 40 : x + 40]
    assert night.image[here].mean() < 0.85 * day.image[here].mean()
    grain = [
        np.std(shot.image[here] - cv2.GaussianBlur(shot.image[here].astype(float), (0, 0), 3)) for shot in (day, night)
    ]
    assert grain[1] > 1.5 * grain[0]


def test_covered_tag_hides_about_half_of_it(page: np.ndarray) -> None:
    marks = np.array([0.0521, 0.0290, 0.9640, 0.9758]) * (PAGE_WIDTH, PAGE_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT)
    middle = marks[:2] + (0.915, 0.072) * (marks[2:] - marks[:2])
    half = 0.063 / 2 * (marks[2] - marks[0])
    shares = []
    for seed in range(5):
        clean, spoilt = (
            photograph(page, level="good", seed=seed, megapixels=2.0, faults=faults)
            for faults in ((), ("covered_tag",))
        )
        square = middle + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        tag = np.zeros(clean.image.shape[:2], np.uint8)
        cv2.fillPoly(tag, [np.rint(sent_through(clean.homography, square)).astype(np.int32)], 255)
        skin = (clean.image.astype(int) - spoilt.image)[..., 0] > 60
        shares.append(skin[tag > 0].mean())
    assert min(shares) > 0.25
    assert max(shares) < 0.75


def test_marks_of_another_form_are_covered_there(page: np.ndarray) -> None:
    inner = (0.2, 0.2, 0.8, 0.8)
    usual, moved = (
        photograph(page, level="good", seed=2, megapixels=SMALL, faults=["covered_mark"], **extra)
        for extra in ({}, {"marks": inner})
    )
    assert (np.abs(usual.image.astype(int) - moved.image).max(axis=2) > 40).mean() > 0.01


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"level": "worst"}, "level must be one of good, typical, hard"),
        ({"seed": -1}, "seed must be 0 or more"),
        ({"megapixels": 0}, "megapixels must be"),
        ({"megapixels": 900}, "megapixels must be"),
        ({"faults": ["rain", "fold"]}, "unknown faults: rain; known are fold"),
        ({"faults": "fold"}, "faults must be a collection"),
        ({"marks": (0.9, 0.1, 0.1, 0.9)}, "marks must be left, top, right, bottom"),
        ({"page": np.zeros((400, 300), np.uint8)}, "page must be a BGR uint8 image"),
        ({"page": np.zeros((400, 300, 3), np.float32)}, "page must be a BGR uint8 image"),
        ({"page": np.zeros((100, 300, 3), np.uint8)}, "page must be at least 200 px"),
    ],
)
def test_senseless_wishes_are_refused(page: np.ndarray, change: dict[str, object], words: str) -> None:
    wishes = {"page": page, "level": "good", "seed": 1, "megapixels": SMALL} | change
    with pytest.raises(ValueError, match=words):
        photograph(wishes.pop("page"), **wishes)


@pytest.mark.parametrize("quality", [0, 101])
def test_senseless_quality_is_refused(page: np.ndarray, tmp_path: Path, quality: int) -> None:
    shot = photograph(page, level="good", seed=1, megapixels=0.1)
    with pytest.raises(ValueError, match="quality must be 1 to 100"):
        save_jpeg(shot, tmp_path / "photo.jpg", quality=quality)


angles = st.floats(0, 2 * np.pi)
tilts = st.floats(0, np.radians(40))
flat_sheet = np.array([[-300.0, -460], [300, -460], [300, 460], [-300, 460]])


def aimed(tilt: float, towards: float, roll: float, fill: float = 0.9) -> Camera:
    rotation = turned(tilt=tilt, towards=towards, roll=roll)
    return aim(flat_sheet, np.zeros(4), rotation, focal=960.0, frame=Size(1280, 960), fill=fill)


@given(tilts, angles, angles, st.floats(0.5, 0.98))
@settings(deadline=None, max_examples=60)
def test_an_aimed_camera_sees_the_sheet_in_the_middle(tilt: float, towards: float, roll: float, fill: float) -> None:
    seen = aimed(tilt, towards, roll, fill).project(flat_sheet)
    low, high = seen.min(axis=0), seen.max(axis=0)
    assert np.allclose((low + high) / 2, (639.5, 479.5), atol=0.1)
    assert max((high - low) / (1280, 960)) == pytest.approx(fill, abs=1e-3)


@given(tilts, angles, angles, st.floats(-300, 300), st.floats(-460, 460))
@settings(deadline=None, max_examples=60)
def test_looking_down_undoes_projecting(tilt: float, towards: float, roll: float, x: float, y: float) -> None:
    camera = aimed(tilt, towards, roll)
    curve = Relief(creases=(Crease(0.3, 40, 8, 120, valley=False),), curl=Curl(1.5, 30, 460, 25))
    for relief in (Relief(), curve):
        point = np.array([[x, y]])
        seen = camera.project(point, relief.lift(point[:, 0], point[:, 1]))
        back_x, back_y = camera.look_down(seen[:, 0], seen[:, 1], relief)
        assert np.hypot(back_x[0] - x, back_y[0] - y) < 0.3


@given(tilts, angles, angles)
@settings(deadline=None, max_examples=60)
def test_the_camera_is_a_pinhole_above_the_table(tilt: float, towards: float, roll: float) -> None:
    camera = aimed(tilt, towards, roll)
    assert camera.position[2] < 0
    assert np.degrees(np.arccos(np.clip(camera.rotation[2, 2], -1, 1))) == pytest.approx(np.degrees(tilt), abs=1e-4)
    by_homography = cv2.perspectiveTransform(flat_sheet[None], camera.ground_to_photo)[0]
    assert np.allclose(by_homography, camera.project(flat_sheet), atol=1e-6)
    # Seen from above, the page is never mirrored.
    assert cv2.contourArea(by_homography.astype(np.float32), oriented=True) > 0
