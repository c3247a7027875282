"""What a trainer takes away from an exam: results as a spreadsheet, and the keys in a folder of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.scoring import Score, load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, load_packet
from sirekap_trainer.reading.result import NumberReading, PageReading
from ui.trainer import grading
from ui.trainer.export import ExportError, export
from ui.trainer.grading import Graded, Grading

#: Names that Excel would take for formulas, and one for a link.
NAMES = ('=HYPERLINK("http://contoh","klik")', "+62 Budi", "-Sari", "@Tono", "http://contoh")


@pytest.fixture
def marked(sample_folder) -> Score:
    """Of an exercise whose planted misread was let through, and whose last number was spoiled."""
    packet = load_packet(sample_folder / "UJI-01")
    form = builtin_catalog().get(packet.form)
    exercise = Exercise().identify(Trainee("Peserta", "012")).choose(packet, form)
    for page in form:
        exercise = exercise.add_photo(page.number, honest(packet, page.number))
    exercise = exercise.start_check("koreksi", at=0.0)
    review = exercise.review
    for item in review.items:
        review = review.accept(item.id)
    review = review.correct("suara_total", "999")
    exercise = exercise.with_review(review).signatures_checked(complete=True).confirm().send(at=200.4)
    return score(exercise, packet, load_rubric())


def honest(packet: Packet, page: int) -> PageReading:
    """What is written on a page, read."""
    numbers = [(one, packet.numbers[one.id]) for one in builtin_catalog().get(packet.form).page(page).numbers]
    read = tuple(NumberReading(one.id, one.label, on.boxes, on.bubbles, 0.99) for one, on in numbers)
    return PageReading(f"page-{page}.jpg", packet.form, page, read, (), (), np.zeros((4, 2)), np.zeros((1, 1, 3)))


def rows_of(path: Path, sheet: str) -> list[dict[str, object]]:
    heads, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_results_are_written_and_names_stay_names(marked, tmp_path):
    results = [Graded(tmp_path / f"ujian-{name[0]}.json", Trainee(name, "012"), marked, packet="U-1") for name in NAMES]
    results.append(Graded(tmp_path / "ujian-rusak.json", problem="Berkasnya rusak."))
    path = export(results, tmp_path / "hasil")
    assert path == tmp_path / "hasil.xlsx"
    sheets = openpyxl.load_workbook(path)
    assert sheets.sheetnames == ["Hasil", "Angka salah"]
    kinds = {cell.data_type for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}, "no formula"
    assert not any(cell.hyperlink for sheet in sheets for row in sheet.iter_rows() for cell in row)

    *opened, closed = rows_of(path, "Hasil")
    assert [row["Nama"] for row in opened] == list(NAMES)
    assert (opened[0]["TPS"], opened[0]["Operator"], opened[0]["Paket"]) == ("012", "utama", "U-1")
    assert opened[0]["Nilai"] == marked.total == pytest.approx(sum(part.points for part in marked.parts))
    assert opened[0]["Hasil"] == "Belum lulus"
    assert (opened[0]["Suara dipertaruhkan"], opened[0]["Detik"]) == (800, 200)
    for part in marked.parts:
        assert opened[0][f"{part.label} (dari {part.max:g})"] == part.points
    assert (closed["Nama"], closed["Berkas"], closed["Catatan"]) == (None, "ujian-rusak.json", "Berkasnya rusak.")

    wrong = rows_of(path, "Angka salah")
    assert len(wrong) == 2 * len(NAMES)
    missed, spoiled = ([row[head] for head in ("Ditampilkan", "Terkirim", "Di kertas")] for row in wrong[:2])
    assert missed == ["873", "873", "X73"]
    assert spoiled == ["240", "999", "240"]
    assert wrong[0]["Pola salah baca"] == "Kotak kosong terbaca 8"
    assert wrong[0]["Yang terjadi"] == "Salah baca, lolos"
    assert wrong[1]["Pola salah baca"] is None


def test_an_older_file_is_replaced_whole_or_kept(marked, tmp_path, monkeypatch):
    results = [Graded(tmp_path / "a.json", Trainee("Satu", "001"), marked)]
    path = export(results, tmp_path / "hasil.xlsx")
    before = path.read_bytes()
    export([replace(results[0], trainee=Trainee("Dua", "001"))], path)
    assert rows_of(path, "Hasil")[0]["Nama"] == "Dua"
    path.write_bytes(before)

    def open_in_excel(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", open_in_excel)
    with pytest.raises(ExportError, match=r"hasil\.xlsx tidak dapat disimpan") as caught:
        export(results, path)
    assert "Excel" in caught.value.hint
    assert [one.name for one in tmp_path.iterdir()] == ["hasil.xlsx"]
    assert path.read_bytes() == before


def test_the_window_keeps_results_and_says_where(trainer, qtbot, marked, tmp_path):
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    step.results = (Graded(tmp_path / "a.json", Trainee("Satu", "001"), marked),)
    step.export(tmp_path / "hasil.xlsx")
    assert not step.export_button.isEnabled()
    qtbot.waitUntil(step.export_button.isEnabled, timeout=20000)
    assert f"Tersimpan di {tmp_path / 'hasil.xlsx'}" in step.notice.words.text()
    assert rows_of(tmp_path / "hasil.xlsx", "Hasil")[0]["Nama"] == "Satu"
    step.export(tmp_path / "tidak ada" / "hasil.xlsx")
    qtbot.waitUntil(step.export_button.isEnabled, timeout=20000)
    assert "tidak dapat disimpan" in step.notice.words.text()


def test_what_was_opened_stays_in_sight_where_the_records_are_not_scored(trainer, qtbot, marked, tmp_path, monkeypatch):
    def broken(*_):
        raise RecordsError("Catatan tidak dapat dibaca atau disimpan.", hint="Tutup jendela yang lain.", code="catatan")

    monkeypatch.setattr(grading, "score_records", broken)
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    step.waiting = 1
    step._show(Grading((Graded(tmp_path / "a.json", Trainee("Satu", "001"), marked),), closed=False))
    qtbot.waitUntil(step.notice.isVisible, timeout=20000)
    assert "Tutup jendela yang lain" in step.notice.words.text()
    assert step.results
    assert step.table.isVisible()


# --- keys


@pytest.fixture
def asking(trainer, sealed_folder):
    """The window where an exam's folder is named."""
    window = trainer()
    window.step.rail.buttons["results"].click()
    window.step.folder.line.setText(str(sealed_folder))
    return window


def test_keys_are_opened_into_a_folder_that_says_so(asking, qtbot, sealed_folder, sample_folder, passphrase):
    before = {path: path.read_bytes() for path in sealed_folder.rglob("*") if path.is_file()}
    step = asking.step
    step.keys_button.click()
    assert step.passphrase.problem.text() == "Ketik kata sandi dulu."
    step.passphrase.line.setText("kuda laut makan nasi")
    step.open_keys(sealed_folder.parent)
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "kata sandinya salah" in step.passphrase.problem.text()
    target = sealed_folder.with_name(f"{sealed_folder.name} - BERISI JAWABAN")
    assert not target.exists()

    step.passphrase.line.setText(passphrase)
    step.open_keys(sealed_folder.parent)
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "berisi semua jawaban" in step.keys_notice.words.text()
    assert step.keys_notice.isVisibleTo(asking)
    assert step.passphrase.line.text() == ""
    names = sorted(path.name for path in sealed_folder.iterdir() if path.is_dir())
    assert sorted(path.name for path in target.iterdir()) == names
    for name in names:
        assert load_packet(target / name) == load_packet(sample_folder / name)
        assert (target / name / "page-2.jpg").read_bytes() == (sealed_folder / name / "page-2.jpg").read_bytes()
    assert {path: path.read_bytes() for path in sealed_folder.rglob("*") if path.is_file()} == before


def test_keys_do_not_go_where_the_exam_is_handed_out_from(asking, qtbot, sealed_folder, passphrase):
    asking.step.passphrase.line.setText(passphrase)
    asking.step.open_keys(sealed_folder)
    qtbot.waitUntil(lambda: bool(asking.step.ready), timeout=20000)
    assert "di dalam folder ujian" in asking.step.keys_notice.words.text()
    assert all(b'"seal"' in path.read_bytes() for path in sealed_folder.rglob(PACKET_FILE))


def test_one_changed_packet_keeps_all_keys_shut(asking, qtbot, sealed_folder, passphrase, tmp_path):
    (sealed_folder / "UJI-02" / "page-2.jpg").write_bytes(b"lain")
    asking.step.passphrase.line.setText(passphrase)
    asking.step.open_keys(tmp_path)
    qtbot.waitUntil(lambda: bool(asking.step.ready), timeout=20000)
    assert "sudah berubah" in asking.step.keys_notice.words.text()
    assert not (tmp_path / f"{sealed_folder.name} - BERISI JAWABAN").exists()
