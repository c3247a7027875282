"""Whose form it is: what is read of a header, and when another TPS's form is said to be one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sirekap_trainer.photo.locate import locate
from sirekap_trainer.reading.header import header_findings, read_header
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.reading.result import HeaderReading, TpsName

WALI_KOTA = "latihan_kwk_wali_kota"


class Says:
    """Reads what it is told to, line by line, and keeps the pictures."""

    def __init__(self, *texts: str) -> None:
        self.texts, self.seen = list(texts), []

    def __call__(self, image: Any, allowed: str) -> str:
        self.seen.append((image, allowed))
        return self.texts.pop(0)


class Nines:
    def read(self, images: Any) -> list[tuple[str, float]]:
        return [("9", 0.99)] * len(images)


@pytest.fixture(scope="module")
def sheet(studio: Any) -> Any:
    """A photograph without flaws, and the page on it."""
    image, _ = studio.tilted(studio.sheet(WALI_KOTA, 3), tilt=5, width=1800, height=2400)
    return image, locate(image, studio.catalog)


def read(sheet: Any, expected: TpsName, *texts: str) -> tuple[tuple[HeaderReading, ...], Says]:
    ocr = Says(*texts)
    return read_header(*sheet, expected, ocr), ocr


def test_the_expected_header_is_read_once_and_is_no_finding(sheet: Any) -> None:
    expected = TpsName("012", "Jati")
    readings, ocr = read(sheet, expected, "Jatl", "012")
    assert [(one.field, one.text) for one in readings] == [("kelurahan", "Jatl"), ("tps", "012")]
    assert [allowed for _, allowed in ocr.seen] == ["", "0123456789"]
    assert header_findings(readings, expected) == ()


def test_a_second_preparation_that_says_what_is_expected_is_believed(sheet: Any) -> None:
    expected = TpsName("012")
    readings, _ = read(sheet, expected, "072", "012")
    assert readings == (HeaderReading("tps", "012", 1.0),)
    assert header_findings(readings, expected) == ()


def test_another_tps_is_told_when_both_preparations_say_so(sheet: Any) -> None:
    expected = TpsName("012", "Jati")
    readings, _ = read(sheet, expected, "Jati", "017", "017")
    (finding,) = header_findings(readings, expected)
    assert (finding.code, finding.severity) == ("tps_lain", "error")
    said = "Kepala formulir terbaca TPS 017, bukan TPS 012 Kelurahan Jati. Foto ulang formulir TPS Anda."
    assert finding.message == said


def test_another_kelurahan_is_told_too(sheet: Any) -> None:
    expected = TpsName("012", "Jati")
    readings, _ = read(sheet, expected, "Wonoasih", "Wonoaslh", "012")
    (finding,) = header_findings(readings, expected)
    assert "terbaca Kelurahan “Wonoasih”, bukan" in finding.message, "what was read, as what was read"


@pytest.mark.parametrize("texts", [("017", "019"), ("", ""), ("17", "17"), ("017", ""), ("0171", "0171")])
def test_in_doubt_nothing_is_said(sheet: Any, texts: tuple[str, str]) -> None:
    expected = TpsName("012")
    readings, _ = read(sheet, expected, *texts)
    assert header_findings(readings, expected) == ()


def test_nonsense_read_twice_is_no_kelurahan_while_the_number_is_illegible(sheet: Any) -> None:
    expected = TpsName("012", "Jrebeng Wetan")
    readings, _ = read(sheet, expected, "i tekens Sheher", "i tekens Shehe", "", "")
    assert header_findings(readings, expected) == ()


def test_the_crops_are_words_on_white_and_hold_nothing_of_the_dotted_line(sheet: Any) -> None:
    _, ocr = read(sheet, TpsName("999"), "", "")
    for (image, _), zoom in zip(ocr.seen, (3, 4), strict=True):
        assert image.dtype == np.uint8
        assert image[0].min() == 255
        assert 20 * zoom < image.shape[1] < 50 * zoom, "three digits and a border"
        assert image[-7 * zoom].min() == 255 or image.shape[0] < 40 * zoom


def test_print_that_is_too_small_is_not_read(sheet: Any) -> None:
    """Where digits are a few pixels high two preparations may agree on the same wrong ones."""
    image, page = sheet
    ocr = Says("017", "017")
    assert read_header(image, replace(page, scale=0.6), TpsName("012"), ocr) == ()
    assert ocr.seen == []


def test_without_a_tps_the_header_is_not_read(studio: Any) -> None:
    def never() -> Any:
        raise AssertionError

    photo = studio.photo_bytes(studio.shot(WALI_KOTA, 3))
    reading = PageReader(digits=Nines(), ocr=never).read(photo)
    assert reading.header == ()
    assert "header" not in reading.to_dict()


def test_a_page_of_another_tps_is_a_finding_of_the_photograph(studio: Any) -> None:
    photo = studio.photo_bytes(studio.shot(WALI_KOTA, 3, megapixels=5.0))
    reader = PageReader(digits=Nines(), ocr=lambda: Says("017", "017"))
    reading = reader.read(photo, tps=TpsName("012"))
    assert [finding.code for finding in reading.photo_findings] == ["tps_lain"]
    assert reading.to_dict()["header"] == [{"field": "tps", "text": "017", "confidence": 1.0}]


def test_where_nothing_reads_headers_the_page_is_read_all_the_same(studio: Any) -> None:
    photo = studio.photo_bytes(studio.shot(WALI_KOTA, 3))
    reading = PageReader(digits=Nines(), ocr=lambda: None).read(photo, tps=TpsName("012"))
    assert reading.photo_ok
    assert "header" not in reading.to_dict()


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract (tesseract-ocr) is not installed")
def test_tesseract_tells_ones_own_form_from_another(studio: Any) -> None:
    true = studio.packet(WALI_KOTA).tps
    photo = studio.photo_bytes(studio.shot(WALI_KOTA, 3, megapixels=5.0))
    reader = PageReader(digits=Nines())
    own = reader.read(photo, tps=TpsName(true.number, true.kelurahan))
    assert {one.field: one.text for one in own.header}["tps"] == true.number
    assert own.photo_ok
    other = reader.read(photo, tps=TpsName("555", true.kelurahan))
    assert [finding.code for finding in other.photo_findings] == ["tps_lain"]
