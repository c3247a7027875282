"""Finding the page: however it lies, whoever photographs it; and what is no page is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.form.catalog import Catalog, builtin_catalog
from sirekap_trainer.photo.load import open_photo
from sirekap_trainer.photo.locate import locate, pose_from_corners
from sirekap_trainer.photo.page import (
    FRAME_WIDTH,
    MARGIN,
    frame_corners,
    frame_size,
    scaled,
    transform,
    upright_size,
)
from sirekap_trainer.photo.register import Pose, register
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page
from sirekap_trainer.photo.words import PART

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sirekap_trainer.photo.upright import UprightPage

    Image = NDArray[np.uint8]
    Points = NDArray[np.float64]

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"
CATALOG = builtin_catalog()
BOTH = Catalog([CATALOG.get(GUBERNUR), CATALOG.get(WALI_KOTA)])
#: Digit boxes' frames lie within this of where the form says, at 1,200 px of page width.
EXACT = 1.0


def frame_errors(upright: UprightPage) -> Points:
    """(numbers, 2) how far the printed frames of each number are from where the form says, px.

    Measured anew: of each upright side of a box, the middle of the dark line that crosses its rows; of each level side,
    the same the other way. The median over rows, since a pen may cross some.
    """
    width, height = frame_size(upright.form)
    dark = 255.0 - upright.image.max(axis=2)
    errors = []
    for number in upright.page.numbers:
        across, down = [], []
        for box in number.boxes:
            left, right = box.x * width + MARGIN, box.right * width + MARGIN
            top, bottom = box.y * height + MARGIN, box.bottom * height + MARGIN
            rows, columns = (slice(round(a + 8), round(b - 8)) for a, b in ((top, bottom), (left, right)))
            across += [line_error(dark[rows], side) for side in (left, right)]
            down += [line_error(dark[:, columns].T, side) for side in (top, bottom)]
        errors.append((np.mean(across), np.mean(down)))
    return np.array(errors)


def line_error(rows: NDArray[np.float64], place: float) -> float:
    """Distance of a dark upright line from its place."""
    first, reach = round(place) - 4, 9
    profile = np.median(rows[:, first : first + reach], axis=0)
    profile -= profile.min()
    return float((profile * np.arange(reach)).sum() / max(profile.sum(), 1e-9) + first - place)


def assert_found(upright: UprightPage, form_id: str, number: int) -> None:
    assert (upright.form.id, upright.page.number) == (form_id, number)
    width, height = upright_size(upright.form)
    assert upright.image.shape == (height, width, 3)
    errors = frame_errors(upright)
    assert np.abs(errors).max() <= EXACT, errors
    assert upright.residual < 0.7
    assert upright.anchors_found >= 0.6


def assert_outline(upright: UprightPage, corners: Points, *, within: float = 0.004) -> None:
    """The outline lies on the frame's corners, as a share of the frame's width on the photograph."""
    off = np.linalg.norm(upright.outline - corners, axis=1)
    assert off.max() < within * FRAME_WIDTH * upright.scale, off


def sheet_to_photo(studio: Any, form_id: str, homography: Points) -> Points:
    return cv2.perspectiveTransform(studio.frame(form_id)[None], homography)[0]


# --- how the page may lie ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 7, 38, 135, 301])
def test_a_page_is_found_however_it_is_turned(studio: Any, degrees: float) -> None:
    image, homography = studio.tilted(studio.sheet(), roll=degrees, distance=1.7)
    upright = locate(image, CATALOG)
    assert_found(upright, WALI_KOTA, 2)
    assert_outline(upright, sheet_to_photo(studio, WALI_KOTA, homography))
    assert upright.method == "tag"


@pytest.mark.parametrize(
    ("tilt", "towards", "roll", "distance"),
    [(20, 0, 2, 1.3), (30, 90, -5, 1.3), (35, 135, 95, 1.4), (30, 250, 178, 1.4), (10, 45, 0, 2.1)],
)
def test_a_page_is_found_in_perspective(studio: Any, tilt: float, towards: float, roll: float, distance: float) -> None:
    image, homography = studio.tilted(studio.sheet(), tilt=tilt, towards=towards, roll=roll, distance=distance)
    upright = locate(image, CATALOG)
    assert_found(upright, WALI_KOTA, 2)
    truth = sheet_to_photo(studio, WALI_KOTA, homography)
    assert_outline(upright, truth)
    width, height = frame_size(upright.form)
    assert upright.scale == pytest.approx(
        np.sqrt(cv2.contourArea(truth.astype(np.float32)) / (width * height)), rel=0.02
    )


@pytest.mark.parametrize("desk", [20, 250])
def test_the_desk_does_not_matter(studio: Any, desk: int) -> None:
    image, homography = studio.tilted(studio.sheet(GUBERNUR, 3), tilt=15, towards=300, roll=4, desk=desk)
    upright = locate(image, CATALOG)
    assert_found(upright, GUBERNUR, 3)
    assert_outline(upright, sheet_to_photo(studio, GUBERNUR, homography))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photograph_is_turned_as_exif_says_before_it_is_looked_at(studio: Any, orientation: int) -> None:
    image, homography = studio.tilted(studio.sheet(), tilt=10)
    back = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_COUNTERCLOCKWISE, 8: cv2.ROTATE_90_CLOCKWISE}
    stored = cv2.rotate(image, back[orientation]) if orientation in back else image
    photo = open_photo(studio.jpeg(stored, orientation=orientation)).decode()
    upright = locate(photo.image, CATALOG)
    assert_found(upright, WALI_KOTA, 2)
    assert_outline(upright, sheet_to_photo(studio, WALI_KOTA, homography))


# --- photographs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "what"), [("good", "blank"), ("typical", "filled")])
@pytest.mark.parametrize(("form_id", "number"), [(GUBERNUR, 1), (GUBERNUR, 2), (WALI_KOTA, 2), (WALI_KOTA, 3)])
def test_frames_are_exact_on_photographs(studio: Any, form_id: str, number: int, level: str, what: str) -> None:
    shot = studio.shot(form_id, number, level=level, seed=number + 10, filled=what == "filled")
    upright = locate(shot.image, CATALOG)
    assert_found(upright, form_id, number)
    assert_outline(upright, studio.seen_frame(shot, form_id))
    assert upright.method == "tag"


@pytest.mark.parametrize("fault", ["fold", "curl"])
def test_frames_stay_near_on_paper_that_is_not_flat(studio: Any, fault: str) -> None:
    """Most within a pixel; beside a crease a row of boxes is bent itself, and no shift makes it straight."""
    shot = studio.shot(GUBERNUR, 1, seed=5, faults=(fault,))
    upright = locate(shot.image, CATALOG)
    assert (upright.form.id, upright.page.number) == (GUBERNUR, 1)
    off = np.linalg.norm(frame_errors(upright), axis=1)
    assert np.median(off) <= EXACT
    assert off.max() <= 2.5 * EXACT


def test_a_page_with_one_corner_covered_is_found(studio: Any) -> None:
    shot = studio.shot(WALI_KOTA, 2, seed=3, faults=("covered_mark",))
    upright = locate(shot.image, CATALOG)
    assert_found(upright, WALI_KOTA, 2)
    assert_outline(upright, studio.seen_frame(shot), within=0.01)


def test_a_page_of_which_one_corner_is_outside_is_found(studio: Any) -> None:
    shot = studio.shot(WALI_KOTA, 3, seed=4, faults=("cut_off",))
    assert_found(locate(shot.image, CATALOG), WALI_KOTA, 3)


def test_a_large_photograph_is_found_as_a_small_one(studio: Any) -> None:
    shot = studio.shot(WALI_KOTA, 2, seed=1)
    large = cv2.resize(shot.image, None, fx=1.7, fy=1.7, interpolation=cv2.INTER_CUBIC)
    upright = locate(large, CATALOG)
    assert_found(upright, WALI_KOTA, 2)
    assert_outline(upright, (studio.seen_frame(shot) + 0.5) * 1.7 - 0.5)


# --- without the tag --------------------------------------------------------------------------------------------------


def covered_tag(studio: Any, form_id: str, number: int, *, share: float, colour: int = 150) -> Image:
    """The sheet with something laid over its tag, from the left."""
    sheet = studio.sheet(form_id, number).copy()
    form, page = studio.page(form_id, number)
    corners = studio.frame(form_id)
    (left, top), (width, height) = corners[0], corners[2] - corners[0]
    x, y, side = left + page.tag.x * width, top + page.tag.y * height, page.tag.side * width
    rim = 0.25 * side if share == 1 else 0.0
    cv2.rectangle(
        sheet,
        (round(x - rim), round(y - rim)),
        (round(x + share * side + rim), round(y + side + rim)),
        (colour, colour, colour),
        -1,
    )
    assert form.practice
    return sheet


@pytest.mark.parametrize(("form_id", "number", "degrees"), [(GUBERNUR, 1, 4), (GUBERNUR, 2, 93), (WALI_KOTA, 3, 4)])
def test_with_half_a_tag_the_page_is_found_and_named(studio: Any, form_id: str, number: int, degrees: float) -> None:
    image, homography = studio.tilted(covered_tag(studio, form_id, number, share=0.5), roll=degrees, distance=1.6)
    upright = locate(image, CATALOG)
    assert upright.method != "tag"
    assert_found(upright, form_id, number)
    assert_outline(upright, sheet_to_photo(studio, form_id, homography))


@pytest.mark.parametrize("degrees", [0, 90, 186])
def test_with_the_tag_painted_over_an_expected_page_is_found(studio: Any, degrees: float) -> None:
    image, homography = studio.tilted(covered_tag(studio, GUBERNUR, 1, share=1), roll=degrees, distance=1.6)
    upright = locate(image, CATALOG, prefer=(GUBERNUR, 1))
    assert upright.method != "tag"
    assert_found(upright, GUBERNUR, 1)
    assert_outline(upright, sheet_to_photo(studio, GUBERNUR, homography))


@pytest.mark.parametrize(("form_id", "number"), [(GUBERNUR, 1), (WALI_KOTA, 1), (GUBERNUR, 3), (WALI_KOTA, 3)])
def test_with_the_tag_painted_over_the_words_name_the_page(studio: Any, form_id: str, number: int) -> None:
    """Pages of these two forms have the same frames; only words and a few lines differ."""
    image, _ = studio.tilted(covered_tag(studio, form_id, number, share=1), roll=2)
    assert_found(locate(image, CATALOG), form_id, number)


def test_words_contradict_the_page_that_was_asked_for(studio: Any) -> None:
    image, _ = studio.tilted(covered_tag(studio, GUBERNUR, 3, share=1), roll=2)
    assert_found(locate(image, CATALOG, prefer=(WALI_KOTA, 3)), GUBERNUR, 3)


def without_telling_words(studio: Any, form_id: str, number: int, other: str) -> Image:
    """The sheet, its tag covered, and white where its blank page differs from another form's."""
    sheet = covered_tag(studio, form_id, number, share=1)
    blank, rival = blank_page(form_id, number), blank_page(other, number)
    assert blank is not None
    assert rival is not None
    differs = np.asarray(cv2.absdiff(blank, rival) > 40, np.uint8)
    differs = cv2.dilate(differs, np.ones((PART, PART), np.uint8))
    frame = frame_corners(studio.page(form_id, number)[0])
    small = scaled(frame + MARGIN, TEMPLATE_SCALE).astype(np.float32)
    to_sheet = cv2.getPerspectiveTransform(small, studio.frame(form_id).astype(np.float32))
    sheet[cv2.warpPerspective(differs, to_sheet, sheet.shape[1::-1]) > 0] = 255
    return sheet


def test_a_page_without_tag_and_without_telling_words_is_not_guessed(studio: Any) -> None:
    image, _ = studio.tilted(without_telling_words(studio, GUBERNUR, 3, WALI_KOTA), roll=2)
    assert refused(image, catalog=BOTH).code == "halaman_tidak_dikenali"


def test_a_page_without_tag_and_without_telling_words_is_the_one_that_was_asked_for(studio: Any) -> None:
    image, _ = studio.tilted(without_telling_words(studio, GUBERNUR, 3, WALI_KOTA), roll=2)
    assert_found(locate(image, BOTH, prefer=(GUBERNUR, 3)), GUBERNUR, 3)


def found_or_refused(image: Image, **extra: Any) -> UprightPage | None:
    try:
        return locate(image, CATALOG, **extra)
    except PhotoError:
        return None


# --- what is no page --------------------------------------------------------------------------------------------------


def letter(image: Image) -> None:
    for row in range(40):
        text = "Surat keterangan ini dibuat untuk latihan semata."
        cv2.putText(image, text, (80, 120 + 36 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (60, 60, 60), 2)


def chessboard(image: Image) -> None:
    image[:] = 40 + 180 * np.kron(np.indices((20, 15)).sum(axis=0) % 2, np.ones((80, 80)))[..., None].astype(np.uint8)


def table_of_boxes(image: Image) -> None:
    for row in range(24):
        for column in range(12):
            left, top = 100 + 80 * column, 100 + 60 * row
            cv2.rectangle(image, (left, top), (left + 44, top + 42), (60, 60, 60), 3)


OTHER_PICTURES = {
    "white": lambda image: image.fill(215),
    "black": lambda image: image.fill(3),
    "noise": lambda image: np.copyto(image, np.random.default_rng(9).integers(0, 256, image.shape, np.uint8)),
    "letter": letter,
    "chessboard": chessboard,
    "table of boxes": table_of_boxes,
}


def other_picture(kind: str) -> Image:
    image = np.full((1600, 1200, 3), 205, np.uint8)
    OTHER_PICTURES[kind](image)
    return image


def refused(image: Image, *, catalog: Catalog = CATALOG, **extra: Any) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        locate(image, catalog, **extra)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", OTHER_PICTURES)
def test_a_picture_of_something_else_is_refused(kind: str) -> None:
    refused(other_picture(kind), prefer=(GUBERNUR, 1))


def test_an_empty_sheet_on_a_desk_is_refused(studio: Any) -> None:
    paper = np.full_like(studio.sheet(), 235)
    image, _ = studio.tilted(paper, tilt=20)
    refused(image, prefer=(WALI_KOTA, 2))


def other_tag(studio: Any, tag_id: int) -> Image:
    """The sheet with another page's tag pasted over its own."""
    sheet = covered_tag(studio, WALI_KOTA, 2, share=1, colour=255)
    _, page = studio.page(WALI_KOTA, 2)
    corners = studio.frame(WALI_KOTA)
    (left, top), (width, height) = corners[0], corners[2] - corners[0]
    side = round(page.tag.side * width)
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    tag = cv2.rotate(cv2.aruco.generateImageMarker(family, tag_id, side), cv2.ROTATE_180)
    x, y = round(left + page.tag.x * width), round(top + page.tag.y * height)
    sheet[y : y + side, x : x + side] = tag[..., None]
    return sheet


def test_a_page_with_an_unknown_tag_is_no_known_form(studio: Any) -> None:
    image, _ = studio.tilted(other_tag(studio, 300), roll=3)
    refused(image, catalog=Catalog([CATALOG.get(WALI_KOTA)]))


def test_a_tag_alone_is_no_page(studio: Any) -> None:
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    image = np.full((1600, 1200, 3), 220, np.uint8)
    image[200:320, 900:1020] = cv2.aruco.generateImageMarker(family, 202, 120)[..., None]
    refused(image)


def test_another_pages_tag_on_a_page_is_not_believed(studio: Any) -> None:
    """Page 1 has other frames than page 2: its tag there must not put boxes where none are."""
    image, _ = studio.tilted(other_tag(studio, 211), roll=3)
    refused(image, catalog=Catalog([CATALOG.get(WALI_KOTA)]))


def test_a_form_that_is_not_in_the_catalog_is_refused(studio: Any) -> None:
    image, _ = studio.tilted(studio.sheet(WALI_KOTA, 2), roll=3)
    with pytest.raises(PhotoError):
        locate(image, Catalog([CATALOG.get("c_hasil_ppwp_2024")]))


# --- a person gives the corners, or someone a pose --------------------------------------------------------------------


def pose_of(studio: Any, form_id: str, number: int, corners: Points) -> Pose:
    form, page = studio.page(form_id, number)
    return pose_from_corners(form, page, corners)


@pytest.mark.parametrize("off", [0.0, 5.0, 9.0])
def test_corners_given_by_hand_are_made_exact(studio: Any, off: float) -> None:
    image, homography = studio.tilted(studio.sheet(), tilt=20)
    truth = sheet_to_photo(studio, WALI_KOTA, homography)
    angles = np.array([0.3, 2.0, 4.0, 5.5])
    given = truth + off * np.column_stack([np.cos(angles), np.sin(angles)])
    upright = locate(image, CATALOG, poses=[pose_of(studio, WALI_KOTA, 2, given)])
    assert upright.method == "corners"
    assert_found(upright, WALI_KOTA, 2)
    assert_outline(upright, truth)


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (500, 500), (500, 0), (0, 500)],
        [(0, 0), (500, 0), (200, 100), (0, 500)],
        [(0, 0), (1, 0), (1, 1), (0, 1)],
        [(0, 0), (100, 100), (200, 200), (300, 300)],
    ],
    ids=["crossed", "dented", "tiny", "a line"],
)
def test_corners_that_make_no_page_are_refused(studio: Any, corners: list[tuple[float, float]]) -> None:
    with pytest.raises(PhotoError) as caught:
        pose_of(studio, WALI_KOTA, 2, np.array(corners, np.float64))
    assert caught.value.code == "sudut"
    assert caught.value.hint


def test_corners_of_nothing_are_refused(studio: Any) -> None:
    corners = np.array([(100, 100), (1000, 100), (1000, 1500), (100, 1500)], np.float64)
    refused(other_picture("letter"), poses=[pose_of(studio, WALI_KOTA, 2, corners)])


@pytest.mark.parametrize(
    ("form_id", "number", "boxes", "rows"),
    [(GUBERNUR, 1, 1, 0), (GUBERNUR, 1, 0, -1), (WALI_KOTA, 2, -1, 0), (WALI_KOTA, 2, 0, 1), (WALI_KOTA, 2, 0, -1)],
)
def test_a_page_is_never_taken_a_box_or_a_row_beside_itself(
    studio: Any, form_id: str, number: int, boxes: int, rows: int
) -> None:
    """Rows of frames resemble each other. A pose that is off by one must be mended or refused, never believed."""
    form, page = studio.page(form_id, number)
    image, homography = studio.tilted(studio.sheet(form_id, number), roll=2)
    truth = sheet_to_photo(studio, form_id, homography)
    exact = cv2.getPerspectiveTransform(frame_corners(form).astype(np.float32), truth.astype(np.float32))
    first = page.numbers[0].boxes
    across = boxes * (first[1].x - first[0].x) * FRAME_WIDTH
    rows_at = sorted({item.boxes[0].y for item in page.numbers})
    down = rows * (rows_at[1] - rows_at[0]) * FRAME_WIDTH * form.aspect
    beside = exact @ np.array([[1, 0, across], [0, 1, down], [0, 0, 1]], np.float64)
    upright = found_or_refused(image, poses=[Pose(form, page, beside, "marks")])
    if upright is not None:
        assert_outline(upright, truth, within=0.01)


def test_the_first_pose_that_the_frames_confirm_is_taken(studio: Any) -> None:
    form, page = studio.page(WALI_KOTA, 2)
    image, homography = studio.tilted(studio.sheet(), roll=5)
    truth = sheet_to_photo(studio, WALI_KOTA, homography)
    wrong = pose_of(studio, WALI_KOTA, 2, np.roll(truth, 2, axis=0))
    right = pose_of(studio, WALI_KOTA, 2, truth)
    upright = locate(image, CATALOG, poses=[wrong, right])
    assert_outline(upright, truth)
    assert np.allclose(transform(right.homography, frame_corners(form)), truth, atol=0.5)
    assert upright.page is page


def test_a_pose_like_one_that_led_nowhere_is_not_tried_again(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    image, homography = studio.tilted(studio.sheet(), roll=5)
    truth = sheet_to_photo(studio, WALI_KOTA, homography)
    upside_down = np.roll(truth, 2, axis=0)
    wrong = [pose_of(studio, WALI_KOTA, 2, upside_down + off) for off in (0.0, 1.5, 60.0)]
    tried = []

    def recorded(photo: Image, pose: Pose, **extra: Any) -> UprightPage | None:
        tried.append(pose)
        return register(photo, pose, **extra)

    monkeypatch.setattr("sirekap_trainer.photo.locate.register", recorded)
    locate(image, CATALOG, poses=[*wrong, pose_of(studio, WALI_KOTA, 2, truth)])
    assert [pose is other for pose, other in zip(tried, (wrong[0], wrong[2]), strict=False)] == [True, True]
    assert len(tried) == 3
