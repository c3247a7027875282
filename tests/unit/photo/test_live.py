"""The viewfinder: green where the photograph will do, and plain advice where something keeps it from being good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.photo.live import HOLD, Shutter, Sight, Viewfinder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"
WIDTH, HEIGHT = 1280, 720


@pytest.fixture(scope="module")
def lying(studio: Any) -> Image:
    """A sheet turned by a quarter, as a lying picture shows most of it."""
    return np.ascontiguousarray(np.rot90(studio.sheet()))


def seen(studio: Any, sheet: Image, **how: Any) -> Image:
    """The sheet under a webcam."""
    image, _ = studio.tilted(sheet, **{"distance": 1.15, "width": WIDTH, "height": HEIGHT, **how})
    return image


def told(image: Image, wanted: tuple[str, int] | None = (WALI_KOTA, 2), before: Image | None = None) -> Sight:
    """What is said of the second of two pictures, a fifteenth of a second apart."""
    finder = Viewfinder(builtin_catalog(), wanted)
    finder.look(image if before is None else before, 0.0)
    return finder.look(image, 1 / 15)


def shifted(image: Image, across: float) -> Image:
    move = np.array([[1, 0, across], [0, 1, 0]], np.float64)
    return np.asarray(cv2.warpAffine(image, move, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE), np.uint8)


def test_a_page_that_fills_the_picture_can_be_taken(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    sight = told(image)
    assert (sight.state, sight.code, sight.advice) == ("siap", "", "")
    assert sight.sharpness > 0.17
    sheet_height = studio.sheet().shape[0]
    corners = studio.frame()
    turned = np.column_stack([corners[:, 1], studio.sheet().shape[1] - 1 - corners[:, 0]])
    _, homography = studio.tilted(lying, distance=1.15, width=WIDTH, height=HEIGHT)
    true = cv2.perspectiveTransform(turned[None], homography)[0]
    assert sheet_height == lying.shape[1]
    assert np.abs(sight.outline - true).max() < 2.0


def test_a_full_hd_camera_sees_an_upright_page_well_enough(studio: Any) -> None:
    image = seen(studio, studio.sheet(), width=1920, height=1080, distance=1.65)
    assert told(image).state == "siap"


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("jauh", {"distance": 1.7}),
        ("terpotong", {"distance": 0.95}),
        ("miring", {"tilt": 33.0, "distance": 1.3}),
        ("kasar", {"width": 640, "height": 480}),
    ],
)
def test_what_keeps_a_page_from_being_taken_is_said(studio: Any, lying: Image, code: str, how: dict[str, Any]) -> None:
    sight = told(seen(studio, lying, **how))
    assert (sight.state, sight.code) == ("atur", code)
    assert sight.outline is not None


def test_a_page_that_stands_upright_on_a_lying_picture_is_to_be_turned(studio: Any) -> None:
    assert told(seen(studio, studio.sheet(), distance=1.7)).code == "putar"


def test_a_page_far_away_is_found_at_the_second_look(studio: Any, lying: Image) -> None:
    image = seen(studio, lying, distance=2.3)
    finder = Viewfinder(builtin_catalog())
    assert "jauh" in {finder.look(image, turn / 15).code for turn in range(2)}


def test_the_corner_that_is_cut_off_is_named(studio: Any, lying: Image) -> None:
    """The lying sheet's upper left corner on the picture is the page's upper right one."""
    image = seen(studio, lying)
    outline = told(image).outline
    corner = outline[1]
    gone = np.zeros_like(image)
    across, down = int(corner[0]) + 4, 0
    gone[:, : WIDTH - across] = image[:, across:]
    sight = told(np.ascontiguousarray(gone[down:]))
    assert sight.code == "terpotong"
    assert any(name in sight.advice for name in ("kanan atas", "kiri atas", "kanan bawah"))


@pytest.mark.parametrize("beyond", [40, 90, 200])
def test_a_page_of_which_a_whole_side_is_cut_off_is_never_green(studio: Any, lying: Image, beyond: int) -> None:
    """Two marks and the tag say too little of how the page lies: it must not be guessed."""
    image = seen(studio, lying)
    cut = np.vstack([np.full((beyond, WIDTH, 3), 90, np.uint8), image[:-beyond]])
    finder = Viewfinder(builtin_catalog())
    assert {finder.look(cut, turn / 15).code for turn in range(4)} == {"terpotong"}


def test_a_page_that_comes_back_into_the_picture_becomes_green_again(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    cut = np.vstack([np.full((90, WIDTH, 3), 90, np.uint8), image[:-90]])
    finder = Viewfinder(builtin_catalog())
    states = [
        finder.look(picture, turn / 15).state for turn, picture in enumerate([image, image, cut, cut, image, image])
    ]
    assert states[1:4] == ["siap", "atur", "atur"]
    assert states[-1] == "siap"


def test_a_finger_on_a_mark_is_noticed(studio: Any, lying: Image) -> None:
    image = seen(studio, lying, distance=1.2)
    x, y = (round(v) for v in told(image).outline[2])
    covered = cv2.circle(image.copy(), (x, y), 14, (110, 140, 190), -1)
    sight = told(np.asarray(covered, np.uint8))
    assert (sight.code, "kanan bawah" in sight.advice) == ("tertutup", True)


def test_darkness_blur_and_motion_are_told_apart(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    assert told((image * 0.28).astype(np.uint8)).code == "gelap"
    assert told(np.asarray(cv2.GaussianBlur(image, (0, 0), 2.0), np.uint8)).code == "buram"
    assert told(image, before=shifted(image, 25)).code == "diam"
    assert told(image, before=shifted(image, 1)).state == "siap"


def test_a_reflection_on_a_number_is_noticed(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    _, page = studio.page(WALI_KOTA, 2)
    centre = np.array(page.numbers[0].boxes[1].centre)
    outline = told(image).outline
    to_picture = cv2.getPerspectiveTransform(
        np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32), outline.astype(np.float32)
    )
    x, y = cv2.perspectiveTransform(centre[None, None], to_picture)[0, 0]
    rows, columns = np.indices(image.shape[:2])
    light = np.clip(1.6 - np.hypot(columns - x, rows - y) / 50, 0, 1)[..., None]
    assert told((image * (1 - light) + 255 * light).astype(np.uint8)).code == "silau"


def test_another_page_and_another_form_are_not_taken(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    assert told(image, (WALI_KOTA, 3)).code == "halaman_lain"
    assert "halaman 2" in told(image, (WALI_KOTA, 3)).advice
    other = told(image, (GUBERNUR, 2))
    assert (other.code, other.advice) == ("formulir_lain", "Ini formulir Wali Kota. Ganti kertasnya.")
    assert told(image, None).state == "siap"


def test_without_a_page_it_searches_and_says_why_where_it_can(studio: Any, lying: Image) -> None:
    desk = np.random.default_rng(3).integers(90, 160, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    assert (told(desk).state, told(desk).code, told(desk).outline) == ("mencari", "halaman", None)
    assert told((desk * 0.1).astype(np.uint8)).code == "gelap"
    assert told(np.asarray(cv2.GaussianBlur(seen(studio, lying), (0, 0), 6), np.uint8)).code == "buram"


def test_a_page_that_moves_is_followed_and_one_that_jumps_is_found_again(studio: Any, lying: Image) -> None:
    image = seen(studio, lying)
    finder = Viewfinder(builtin_catalog())
    first = finder.look(image, 0.0).outline
    for turn in range(1, 5):
        outline = finder.look(shifted(image, 6.0 * turn), turn / 15).outline
        assert np.abs(outline - first - [6.0 * turn, 0]).max() < 2.5
    far = shifted(image, -60.0)
    assert np.abs(finder.look(far, 0.9).outline - first + [60, 0]).max() < 2.5
    turned = np.ascontiguousarray(image[::-1, ::-1])
    assert np.abs(finder.look(turned, 1.0).outline - ([WIDTH - 1, HEIGHT - 1] - first)).max() < 3


GREEN, AMBER = Sight("siap", sharpness=0.2), Sight("atur", "jauh")


def picture(value: int) -> Image:
    return np.full((2, 2, 3), value, np.uint8)


def test_the_shutter_releases_after_a_moment_of_green_with_the_sharpest_picture() -> None:
    shutter = Shutter()
    assert not shutter.see(GREEN, picture(1), 0.0)
    assert not shutter.see(Sight("siap", sharpness=0.3), picture(2), 0.3)
    assert shutter.see(GREEN, picture(3), HOLD)
    assert shutter.best[0, 0, 0] == 2


def test_anything_but_green_begins_the_moment_anew() -> None:
    shutter = Shutter()
    shutter.see(GREEN, picture(1), 0.0)
    shutter.see(AMBER, picture(2), 0.5)
    assert shutter.best is None
    assert not shutter.see(GREEN, picture(3), 0.8)
    assert not shutter.see(GREEN, picture(4), 1.4)
    assert shutter.see(GREEN, picture(5), 1.5)


def test_pictures_older_than_the_moment_are_let_go() -> None:
    shutter = Shutter()
    shutter.see(Sight("siap", sharpness=0.9), picture(1), 0.0)
    for turn in range(1, 12):
        shutter.see(GREEN, picture(2), turn / 10)
    assert shutter.best[0, 0, 0] == 2
