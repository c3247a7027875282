"""From a photograph to numbers, with stand-ins for the reader of digits: fixed, unsure, broken, slow."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.errors import FormError, PhotoError, ReadingError, TrainerError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.rules import check
from sirekap_trainer.photo.page import upright_size
from sirekap_trainer.reading.digits import REFUSAL_THRESHOLD
from sirekap_trainer.reading.page import PageReader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sirekap_trainer.practice.packet import Packet
    from sirekap_trainer.reading.result import PageReading

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"


class Fixed:
    """Reads what it was told, box after box; unless told otherwise it is sure of it."""

    def __init__(self, symbols: str, confidences: Sequence[float] | None = None) -> None:
        self.symbols = symbols
        self.confidences = confidences or [1.0] * len(symbols)
        self.seen: list[int] = []

    def read(self, images: Sequence[np.ndarray]) -> list[tuple[str, float]]:
        self.seen.append(len(images))
        assert len(images) == len(self.symbols)
        assert all(image.dtype == np.uint8 and image.shape[2] == 3 for image in images)
        return list(zip(self.symbols, self.confidences, strict=True))


class Broken:
    def read(self, images: Sequence[np.ndarray]) -> list[tuple[str, float]]:
        raise ReadingError("Jaringan rusak.", hint="Pasang ulang aplikasi.")


class Slow(Fixed):
    def read(self, images: Sequence[np.ndarray]) -> list[tuple[str, float]]:
        time.sleep(0.05)
        return super().read(images)


class StoppedError(Exception):
    """Raised by someone who no longer waits."""


def true_boxes(packet: Packet, page: Any) -> str:
    return "".join(packet.numbers[number.id].boxes for number in page.numbers)


@pytest.fixture(scope="module")
def votes(studio: Any) -> bytes:
    """A photograph of the page with the candidates' votes."""
    return studio.photo_bytes(studio.shot(WALI_KOTA, 2, seed=12))


@pytest.fixture(scope="module")
def totals(studio: Any) -> bytes:
    """A photograph of page 3: valid, invalid and all votes."""
    return studio.photo_bytes(studio.shot(WALI_KOTA, 3, seed=13))


def read(data: bytes, symbols: str, confidences: Sequence[float] | None = None, **extra: Any) -> PageReading:
    return PageReader(digits=Fixed(symbols, confidences)).read(data, name="foto.jpg", **extra)


def test_numbers_come_in_the_forms_order_with_labels_boxes_and_bubbles(studio: Any, votes: bytes) -> None:
    form, page = studio.page(WALI_KOTA, 2)
    packet = studio.packet(WALI_KOTA)
    reading = read(votes, true_boxes(packet, page))
    assert (reading.photo, reading.form, reading.page) == ("foto.jpg", WALI_KOTA, 2)
    assert [number.id for number in reading.numbers] == [number.id for number in page.numbers]
    assert [number.label for number in reading.numbers] == [number.label for number in page.numbers]
    assert [number.boxes for number in reading.numbers] == [packet.numbers[n.id].boxes for n in page.numbers]
    assert [number.bubbles for number in reading.numbers] == [packet.numbers[n.id].bubbles for n in page.numbers]
    assert reading.values == {n.id: packet.values[n.id] for n in page.numbers}
    assert all(number.confidence == 1.0 for number in reading.numbers)
    assert reading.photo_ok
    assert reading.findings == ()
    width, height = upright_size(form)
    assert reading.upright.shape == (height, width, 3)
    assert reading.outline.shape == (4, 2)


def test_the_boxes_of_a_page_are_read_in_one_batch(totals: bytes) -> None:
    digits = Fixed("123004127")
    PageReader(digits=digits).read(totals)
    assert digits.seen == [9]


def test_an_unsure_box_is_refused_and_the_number_with_it(totals: bytes) -> None:
    enough = REFUSAL_THRESHOLD
    below = enough - 0.01
    reading = read(totals, "123004127", [0.99, below, 0.98, 0.9, 0.9, 0.9, enough, 0.95, 0.9])
    first, second, third = reading.numbers
    assert (first.boxes, first.value, first.confidence) == ("1?3", None, below)
    assert (second.boxes, second.value) == ("004", 4)
    assert (third.boxes, third.confidence) == ("127", enough)
    refused, suggested, *doubted = reading.findings
    assert (refused.code, refused.severity, refused.numbers) == ("tidak_terbaca", "warning", (first.id,))
    assert "V.A" in refused.message
    assert (suggested.code, suggested.numbers) == ("usul", (first.id,))
    assert [(finding.code, finding.numbers) for finding in doubted] == [
        ("kurang_yakin", (second.id,)),
        ("kurang_yakin", (third.id,)),
    ]


def test_what_stands_in_the_boxes_is_told_apart(totals: bytes) -> None:
    reading = read(totals, "___1X2X-4")
    assert [number.value for number in reading.numbers] == [None, None, 4]
    assert [(finding.code, finding.numbers) for finding in reading.findings] == [
        ("kosong", ("suara_sah",)),
        ("bukan_angka", ("suara_tidak_sah",)),
    ]


def test_broken_arithmetic_comes_behind_what_is_wrong_with_single_numbers(totals: bytes) -> None:
    form = builtin_catalog().get(WALI_KOTA)
    right = read(totals, "123004127")
    assert right.findings == ()
    wrong = read(totals, "123004128")
    assert wrong.findings == tuple(check(form, wrong.values))
    (finding,) = wrong.findings
    assert finding.numbers[0] == "suara_total"
    assert set(finding.numbers) == {"suara_total", "suara_sah", "suara_tidak_sah"}


def test_bubbles_that_say_something_else_are_a_finding_and_replace_nothing(studio: Any, votes: bytes) -> None:
    _, page = studio.page(WALI_KOTA, 2)
    packet = studio.packet(WALI_KOTA)
    true = true_boxes(packet, page)
    other = ("1" if true[0] != "1" else "2") + true[1:]
    reading = read(votes, other)
    first = reading.numbers[0]
    assert first.boxes == other[:3]
    assert first.bubbles == packet.numbers[first.id].bubbles
    conflicts = [finding for finding in reading.findings if finding.code == "bulatan"]
    assert [finding.numbers for finding in conflicts] == [(first.id,)]
    assert other[:3] in conflicts[0].message
    assert first.bubbles in conflicts[0].message


def test_findings_follow_the_order_of_the_numbers(studio: Any, votes: bytes) -> None:
    _, page = studio.page(WALI_KOTA, 2)
    reading = read(votes, "???" * 4, [0.1] * 12)
    assert [finding.numbers for finding in reading.findings] == [(number.id,) for number in page.numbers]
    assert {finding.code for finding in reading.findings} == {"tidak_terbaca"}
    ids = {number.id for number in page.numbers}
    assert all(set(finding.numbers) <= ids for finding in reading.findings)


def test_a_broken_reader_ends_in_its_own_error(totals: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        PageReader(digits=Broken()).read(totals)
    assert isinstance(caught.value, TrainerError)
    assert caught.value.hint


def test_progress_is_told_from_nothing_to_nearly_all(totals: bytes) -> None:
    told: list[tuple[str, float]] = []
    digits = Slow("123004127")
    PageReader(digits=digits).read(totals, progress=lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert len(told) >= 4
    assert all(what for what, _ in told)


def test_whoever_is_told_can_stop_the_reading(totals: bytes) -> None:
    digits = Fixed("123004127")

    def stop(_what: str, share: float) -> None:
        if share > 0.1:
            raise StoppedError

    with pytest.raises(StoppedError):
        PageReader(digits=digits).read(totals, progress=stop)
    assert digits.seen == [], "the digits are no longer read"


def test_the_expected_page_is_no_finding(totals: bytes) -> None:
    assert read(totals, "123004127", expected=(WALI_KOTA, 3)).photo_ok


@pytest.mark.parametrize(
    ("expected", "code", "word"),
    [((WALI_KOTA, 2), "halaman_lain", "halaman 2"), ((GUBERNUR, 3), "formulir_lain", "formulir")],
)
def test_another_page_than_the_expected_is_read_with_a_finding(
    totals: bytes, expected: tuple[str, int], code: str, word: str
) -> None:
    reading = read(totals, "123004127", expected=expected)
    assert (reading.form, reading.page) == (WALI_KOTA, 3)
    assert reading.values["suara_total"] == 127
    assert not reading.photo_ok
    first = reading.photo_findings[0]
    assert (first.code, first.severity) == (code, "error")
    assert word in first.message


def test_corners_given_by_hand_are_used(studio: Any) -> None:
    image, homography = studio.tilted(studio.sheet(), tilt=12, roll=3)
    truth = cv2.perspectiveTransform(studio.frame()[None], homography)[0]
    packet = studio.packet(WALI_KOTA)
    symbols = true_boxes(packet, studio.page(WALI_KOTA, 2)[1])
    reading = read(studio.jpeg(image), symbols, corners=truth + 4, expected=(WALI_KOTA, 2))
    assert (reading.form, reading.page) == (WALI_KOTA, 2)
    assert np.abs(reading.outline - truth).max() < 2
    assert [number.bubbles for number in reading.numbers] == [packet.numbers[n.id].bubbles for n in reading.numbers]


def test_a_person_sees_corners_where_the_marks_are_covered(studio: Any) -> None:
    image, homography = studio.tilted(studio.sheet(), tilt=8)
    truth = cv2.perspectiveTransform(studio.frame()[None], homography)[0]
    for corner in truth[[0, 2]]:  # two marks on one diagonal, and the tag
        cv2.circle(image, tuple(int(at) for at in corner), 30, (190, 195, 200), -1)
    cv2.circle(image, tuple(int(at) for at in truth[1] + (truth[3] - truth[1]) * 0.075), 75, (190, 195, 200), -1)
    symbols = true_boxes(studio.packet(WALI_KOTA), studio.page(WALI_KOTA, 2)[1])
    by_hand = {"corners": truth + 4, "expected": (WALI_KOTA, 2)}
    assert np.abs(read(studio.jpeg(image), symbols, **by_hand).outline - truth).max() < 2
    upside_down = {"corners": np.roll(truth, 2, axis=0), "expected": (WALI_KOTA, 2)}
    with pytest.raises(PhotoError):
        read(studio.jpeg(image), symbols, **upside_down)


def test_corners_are_pixels_of_a_large_photograph_too(studio: Any) -> None:
    """However the reader reduces it inside."""
    small, homography = studio.tilted(studio.sheet(), tilt=8)
    truth = cv2.perspectiveTransform(studio.frame()[None], homography)[0]
    large = cv2.resize(small, None, fx=2.4, fy=2.4, interpolation=cv2.INTER_LINEAR)
    truth = (truth + 0.5) * 2.4 - 0.5
    symbols = true_boxes(studio.packet(WALI_KOTA), studio.page(WALI_KOTA, 2)[1])
    for extra in ({"corners": truth, "expected": (WALI_KOTA, 2)}, {}):
        reading = read(studio.jpeg(large), symbols, **extra)
        assert np.abs(reading.outline - truth).max() < 5
        assert reading.photo_ok


def test_a_small_blurred_tag_is_seen_in_full_size(studio: Any) -> None:
    """12 megapixels, the sheet 900 px wide: its tag is lost at half the size."""
    width, height = 3000, 4000
    sheet = studio.sheet()
    small = cv2.resize(sheet, None, fx=900 / sheet.shape[1], fy=900 / sheet.shape[1], interpolation=cv2.INTER_AREA)
    left, top = (width - 900) // 2, (height - small.shape[0]) // 2
    quad = [[left + 40, top], [left + 870, top + 25], [left + 900, top + small.shape[0]], [left, top + 1250]]
    image, homography = studio.placed(small, quad, width=width, height=height)
    data = studio.jpeg(cv2.GaussianBlur(image, (0, 0), 2.0))
    corners = studio.frame() * (900 / sheet.shape[1])
    truth = cv2.perspectiveTransform(corners[None], homography)[0]
    reading = read(data, true_boxes(studio.packet(WALI_KOTA), studio.page(WALI_KOTA, 2)[1]))
    assert np.abs(reading.outline - truth).max() < 5
    assert [finding.code for finding in reading.photo_findings] == ["buram"]


def test_corners_need_to_be_told_which_page_it_is(totals: bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        read(totals, "123004127", corners=np.zeros((4, 2)))


def test_corners_of_something_else_are_refused(totals: bytes) -> None:
    square = np.array([[100.0, 100], [300, 100], [300, 400], [100, 400]])
    with pytest.raises(PhotoError) as caught:
        read(totals, "123004127", corners=square, expected=(WALI_KOTA, 3))
    assert caught.value.hint


def test_an_unknown_form_cannot_be_expected_with_corners(totals: bytes) -> None:
    with pytest.raises(FormError):
        read(totals, "123004127", corners=np.eye(4, 2), expected=("tidak_ada", 1))


def test_a_file_is_named_by_its_path_unless_told_otherwise(studio: Any, totals: bytes, tmp_path: Path) -> None:
    path = tmp_path / "halaman 3.jpg"
    path.write_bytes(totals)
    assert PageReader(digits=Fixed("123004127")).read(path).photo == str(path)
    assert PageReader(digits=Fixed("123004127")).read(path, name="kamera").photo == "kamera"


def test_a_reader_can_be_used_again_after_a_failure(totals: bytes) -> None:
    reader = PageReader(digits=Fixed("123004127"))
    for data in (b"", b"halo", totals[:3000]):
        with pytest.raises(PhotoError):
            reader.read(data)
    assert reader.read(totals).values["suara_total"] == 127


@pytest.mark.parametrize(("form_id", "number", "level"), [(GUBERNUR, 1, "typical"), (WALI_KOTA, 2, "good")])
def test_the_whole_way_with_the_real_reader(
    studio: Any, page_reader: PageReader, form_id: str, number: int, level: str
) -> None:
    reading = page_reader.read(studio.photo_bytes(studio.shot(form_id, number, level=level, seed=number + 10)))
    packet = studio.packet(form_id)
    assert {item.id: item.boxes for item in reading.numbers} == {
        item.id: packet.numbers[item.id].boxes for item in studio.page(form_id, number)[1].numbers
    }
    assert all(item.confidence >= REFUSAL_THRESHOLD for item in reading.numbers)
    assert reading.photo_ok
