"""Blank sheets: printed for one TPS, nothing written on them, and nothing that could pass for a real form."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.blank import BLANK_FILE, SHEETS_FILE, blanks_in, load_blank, make_blanks
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.sheet import PAPERS, Paper, blank_sheets, render_page, sheet_bytes

FORMS = [form for form in builtin_catalog() if form.practice]
TPS = tps_at("Jati", "12")


def text_of(pdf: bytes, number: int) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[number - 1].get_textpage().get_text_range()
    finally:
        document.close()


def assert_marked(pdf: bytes, number: int, tag: int, *, dpi: float) -> None:
    """LATIHAN is there as words and seen across the page; the tags are those of practice."""
    assert "LATIHAN" in text_of(pdf, number).split()
    image = render_page(pdf, dpi=dpi, number=number)
    grey = np.argwhere(np.all(np.abs(image.astype(int) - round(0.92 * 255)) <= 1, axis=2))
    assert len(grey) > 0.04 * image.shape[0] * image.shape[1]
    assert (np.ptp(grey, axis=0) > 0.7 * np.array(image.shape[:2])).all()
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10))
    _, ids, _ = detector.detectMarkers(image)
    assert ids is not None
    assert ids.ravel().tolist() == [tag]
    assert tag >= 200


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_page_carries_watermark_and_practice_tag(form: Form, paper: Paper, tmp_path: Path) -> None:
    (sheet,), _ = make_blanks(form, TPS, out=tmp_path, paper=paper)
    blank = (tmp_path / sheet.id / SHEETS_FILE).read_bytes()
    packet = make_packet(form, seed=8, index=2)
    dpi = 80 * 210 / PAPERS[paper][0]
    for place, page in enumerate(form.pages, start=1):
        assert_marked(blank, place, page.tag.id, dpi=dpi)
        assert_marked(sheet_bytes(form, page.number, packet, paper=paper), 1, page.tag.id, dpi=dpi)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_is_vector_with_its_fonts_and_of_the_papers_size(paper: Paper) -> None:
    packet = make_packet(FORMS[0], seed=8, index=2)
    for number in (1, 2, 3):
        pdf = sheet_bytes(FORMS[0], number, packet, paper=paper)
        assert b"/Subtype /Image" not in pdf
        assert pdf.count(b"/Subtype /TrueType") == pdf.count(b"/FontFile2") > 0
        document = pypdfium2.PdfDocument(io.BytesIO(pdf))
        assert document[0].get_size() == pytest.approx([side * 72 / 25.4 for side in PAPERS[paper]], abs=0.1)
        document.close()


def test_the_header_is_printed_and_nothing_is_written(tmp_path: Path) -> None:
    form = FORMS[1]
    (sheet,), printed = make_blanks(form, TPS, out=tmp_path)
    assert printed == tmp_path / sheet.id / SHEETS_FILE
    pdf = printed.read_bytes()
    for number in (1, 2, 3):
        words = text_of(pdf, number)
        assert all(word in words for word in ("Mayangan", "Jati", "012", sheet.id, sheet.candidates[0].first))
        assert "{" not in words
        image = render_page(pdf, dpi=150, number=number)
        assert np.ptp(image.astype(int), axis=2).max() == 0  # no blue
        corner = cv2.resize(image[: image.shape[0] // 8, : image.shape[1] // 4], None, fx=2, fy=2)
        assert cv2.QRCodeDetector().detectAndDecode(corner)[0] == sheet.id


def test_many_copies_have_ids_of_their_own_and_one_file_to_print(tmp_path: Path) -> None:
    first, printed = make_blanks(FORMS[0], TPS, out=tmp_path, count=3)
    second, _ = make_blanks(FORMS[0], TPS, out=tmp_path, count=2)
    assert len({sheet.id for sheet in first + second}) == 5
    assert {folder.name: sheet for folder, sheet in blanks_in(tmp_path).items()} == {
        sheet.id: sheet for sheet in first + second
    }
    assert blanks_in(tmp_path / first[0].id) == {tmp_path / first[0].id: first[0]}
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 9
    document.close()
    assert len({sheet.candidates for sheet in first + second}) == 1
    assert load_blank(tmp_path / first[1].id).index == 2


def test_a_real_form_is_refused(tmp_path: Path) -> None:
    real = builtin_catalog().get("c_hasil_ppwp_2024")
    with pytest.raises(PacketError, match="resmi"):
        blank_sheets(real, [])
    with pytest.raises(PacketError, match="resmi"):
        make_blanks(real, TPS, out=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wish", [{"count": 0}, {"count": 201}, {"seed": -1}])
def test_impossible_wishes_are_refused(wish: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(PacketError) as caught:
        make_blanks(FORMS[0], TPS, out=tmp_path, **wish)
    assert caught.value.hint
    assert not list(tmp_path.iterdir())


def test_an_unwritable_folder_and_a_damaged_memory_are_clear_errors(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(PacketError, match="tidak dapat disimpan"):
        make_blanks(FORMS[0], TPS, out=tmp_path / "file")
    with pytest.raises(PacketError, match="Tidak ada lembar"):
        blanks_in(tmp_path)
    (tmp_path / BLANK_FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(PacketError, match="rusak"):
        load_blank(tmp_path)


def test_a_tps_is_found_by_its_kelurahan() -> None:
    assert (TPS.kecamatan, TPS.kelurahan, TPS.number) == ("Mayangan", "Jati", "012")
    assert tps_at(" jrebeng  LOR ", "901").kelurahan == "Jrebeng Lor"
    elsewhere = tps_at("Kepanjen", "1", kecamatan="Kepanjen", city="Kabupaten Malang")
    assert (elsewhere.city, elsewhere.province, elsewhere.number) == ("Kabupaten Malang", "Jawa Timur", "001")


@pytest.mark.parametrize(("kelurahan", "number", "said"), [("Jatti", "1", "Jati"), ("", "1", "kecamatan")])
def test_an_unknown_kelurahan_is_refused_with_what_may_be_meant(kelurahan: str, number: str, said: str) -> None:
    with pytest.raises(PacketError) as caught:
        tps_at(kelurahan, number)
    assert said in caught.value.hint


@pytest.mark.parametrize(("kelurahan", "number"), [("Jati", "0"), ("Jati", "1234"), ("Jati", "x"), ("J" * 41, "1")])
def test_what_does_not_fit_the_header_is_refused(kelurahan: str, number: str) -> None:
    with pytest.raises(PacketError):
        tps_at(kelurahan, number)
