"""The PDF to keep: all of it is there, on every page that it is practice, and nothing is cut."""

from __future__ import annotations

import ctypes
import errno
from dataclasses import replace

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sirekap_trainer.errors import ReportError
from sirekap_trainer.reports import page as saving
from sirekap_trainer.reports.content import Difference, PairReport, Report
from sirekap_trainer.reports.page import MARGIN, NOT_OFFICIAL
from sirekap_trainer.reports.pdf import pdf_bytes, save_pdf

LONG = "Peserta Contoh Bernama Sangat Panjang Sekali Dari Kelurahan Jrebeng Kidul Kidul"


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def fonts(pdf: bytes) -> dict[str, bool]:
    """Names of the fonts that texts are set in, and whether they are embedded."""
    found: dict[str, bool] = {}
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(one.raw)
            name = ctypes.create_string_buffer(100)
            pdfium.FPDFFont_GetBaseFontName(font, name, 100)
            found[name.value.decode()] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    document.close()
    return found


def ink_outside(pdf: bytes, margin: float) -> int:
    """Pixels that are not white within a margin (points) of the paper's edges."""
    document = pypdfium2.PdfDocument(pdf)
    dark = 0
    for page in document:
        pixels = page.render(scale=1).to_numpy().min(axis=2)
        edge = int(margin) - 2
        inner = pixels.copy()
        inner[edge:-edge, edge:-edge] = 255
        dark += int((inner < 200).sum())
    document.close()
    return dark


def pair_of(attempt) -> PairReport:
    differences = tuple(
        Difference(one.name, one.label, one.shown, one.sent, one.written, one.crop) for one in attempt.mistakes
    )
    return PairReport(attempt.form, LONG, "Peserta Dua", 29, differences)


def test_one_mistake_is_told_with_all_that_belongs_to_it(evening):
    attempt = evening.attempt(1, first_right=24, codes=("buram",), slips=("signature",))
    pages = texts(pdf_bytes(Report((attempt,))))
    whole = " ".join(pages)
    mistake = attempt.mistakes[0]
    for words in (
        "Hasil latihan", "Peserta Satu", "TPS 012", "Operator utama", attempt.form, attempt.packet, attempt.place,
        "Latihan, aturan Koreksi", attempt.when, attempt.headline, attempt.figure, "Sekali jawab benar: 24 dari 29",
        f"Suara yang dipertaruhkan: {attempt.votes_at_stake}", mistake.name, mistake.words,
        "Halaman 2: foto pertama buram.", "Tanda tangan tidak lengkap.", *attempt.advice,
        *(part.label for part in attempt.parts), *(part.figure for part in attempt.parts),
    ):  # fmt: skip
        assert words in whole, words
    for boxes in (mistake.shown, mistake.sent, mistake.written):
        assert " ".join(boxes) in whole or boxes in whole.replace(" ", "")
    document = pypdfium2.PdfDocument(pdf_bytes(Report((attempt,))))
    assert sum(len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) for page in document) == 1


def test_a_perfect_attempt_fits_one_page(evening):
    pages = texts(pdf_bytes(Report((evening.attempt(0),))))
    assert len(pages) == 1
    assert "Tidak ada angka yang terlewat" in pages[0]


@pytest.mark.parametrize("wrong", [0, 1, 5, 6, 7, 15, 29])
def test_no_page_is_empty_and_every_page_says_what_it_is(evening, wrong):
    attempt = evening.attempt(wrong, name=LONG, slips=("bubble", "signature"))
    pages = texts(pdf_bytes(Report((attempt, attempt), (pair_of(attempt),))))
    for number, page in enumerate(pages, start=1):
        assert NOT_OFFICIAL in page
        assert f"Halaman {number} dari {len(pages)}" in page
        own = page.replace(NOT_OFFICIAL, "").replace(f"Halaman {number} dari {len(pages)}", "")
        assert len(own.split()) > 5, f"page {number} of {wrong} mistakes"


def test_29_mistakes_and_the_longest_names_are_whole(evening):
    attempt = evening.attempt(29, name=LONG)
    pdf = pdf_bytes(Report((attempt,), (pair_of(attempt),)))
    whole = "".join("".join(texts(pdf)).split())
    assert LONG.replace(" ", "") in whole
    for one in attempt.mistakes:
        # Twice: among the mistakes, and where the pair differs.
        assert whole.count(one.label.replace(" ", "")) >= 2, one.label
    assert ink_outside(pdf, MARGIN) == 0
    document = pypdfium2.PdfDocument(pdf)
    assert sum(len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) for page in document) == 2 * 29


def test_a_name_without_spaces_is_broken_not_cut(evening):
    attempt = evening.attempt(0, name="W" * 80)
    pdf = pdf_bytes(Report((attempt,)))
    assert "".join(texts(pdf)).count("W") >= 80
    assert ink_outside(pdf, MARGIN) == 0


def test_a_name_is_no_markup(evening):
    attempt = evening.attempt(0, name="<b>Siti & <font size='90'>Amin</b> 😀")
    assert "<b>Siti & <font size='90'>Amin</b>" in texts(pdf_bytes(Report((attempt,))))[0]


def test_every_font_is_embedded(evening):
    found = fonts(pdf_bytes(Report((evening.attempt(2),))))
    assert len(found) == 2
    assert all(found.values())
    assert b"Helvetica" not in pdf_bytes(Report((evening.attempt(2),)))


def test_same_report_same_bytes(evening):
    attempt = evening.attempt(3)
    first = pdf_bytes(Report((attempt,)))
    assert pdf_bytes(Report((attempt,))) == first
    assert pdf_bytes(Report((replace(attempt, figure="12"),))) != first


def test_bars_are_as_long_as_their_share(evening):
    attempt = evening.attempt(0)
    half = replace(attempt, parts=tuple(replace(part, points=part.max / 2) for part in attempt.parts))
    lengths = []
    for one in (attempt, half):
        document = pypdfium2.PdfDocument(pdf_bytes(Report((one,))))
        pixels = document[0].render(scale=1).to_numpy()[:, :, :3].astype(int)
        # The bars' teal: clearly less red than blue.
        lengths.append(int((pixels.max(axis=2) - pixels.min(axis=2) > 40).sum()))
        document.close()
    assert lengths[1] == pytest.approx(lengths[0] / 2, rel=0.05)


def test_it_is_readable_in_grey(evening):
    """What marks a wrong digit is a heavy frame: the page has as much dark ink without colours."""
    document = pypdfium2.PdfDocument(pdf_bytes(Report((evening.attempt(2, crops=False),))))
    colour = document[0].render(scale=1).to_numpy().astype(float)
    grey = document[0].render(scale=1, grayscale=True).to_numpy().astype(float)
    assert (grey < 128).sum() == pytest.approx((colour.mean(axis=2) < 128).sum(), rel=0.1)
    assert np.unique(grey).size > 3


def test_flags_are_told_as_such(evening):
    whole = " ".join(texts(pdf_bytes(Report((evening.attempt(3, rule="tandai"),)))))
    assert "Ditandai padahal sesuai" in whole
    assert "aturan Tandai saja" in whole


def test_without_pictures_it_says_so(evening):
    whole = " ".join(texts(pdf_bytes(Report((evening.attempt(2, crops=False),)))))
    assert whole.count("tanpa gambar") == 2


def test_a_file_is_written_whole(evening, tmp_path):
    report = Report((evening.attempt(0),))
    path = save_pdf(report, tmp_path / "hasil.pdf")
    assert path.read_bytes() == pdf_bytes(report)
    assert [one.name for one in tmp_path.iterdir()] == ["hasil.pdf"]


def test_a_file_that_cannot_be_written_is_told(evening, tmp_path):
    (tmp_path / "hasil.pdf").mkdir()
    with pytest.raises(ReportError) as told:
        save_pdf(Report((evening.attempt(0),)), tmp_path / "hasil.pdf")
    assert "hasil.pdf tidak dapat disimpan" in told.value.message
    assert told.value.hint
    assert [one.name for one in tmp_path.iterdir()] == ["hasil.pdf"]
    with pytest.raises(ReportError):
        save_pdf(Report((evening.attempt(0),)), tmp_path / "tidak ada" / "hasil.pdf")


def test_a_full_disk_is_told_as_such(tmp_path, monkeypatch):
    def full(path, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)
    with pytest.raises(ReportError) as caught:
        saving.save_bytes(b"%PDF", tmp_path / "hasil.pdf")
    assert "penuh" in caught.value.hint
    assert "bila sedang dibuka" not in caught.value.hint
