"""The command line's reports: each kind, for those who are named, and clear words where nothing fits."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command_line import run
from simulated_city import simulate_city
from sqlalchemy import select

from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt, TrainingClass

if TYPE_CHECKING:
    from pathlib import Path

ON = ("--date", "2024-11-20", "--trainer", "Pelatih Contoh")


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("catatan")
    with closing(Store.open(folder)) as store:
        simulate_city(store, seed=4, attempts=24, classes=2)
    return folder


@pytest.fixture(scope="module")
def passed(records) -> tuple[int, str]:
    """Somebody who passed, and the code of the class."""
    with closing(Store.open(records)) as store, store.read() as session:
        return session.execute(
            select(Attempt.person_id, TrainingClass.code)
            .join(TrainingClass, Attempt.class_id == TrainingClass.id)
            .where(Attempt.passed.is_(True), Attempt.person_id.is_not(None))
            .order_by(Attempt.id)
        ).first()


def report(*words, records, out):
    result = run("report", *words, "--out", out, "--records", records)
    assert result.exit_code == 0, result.output
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*"))


def test_a_class(records, passed, tmp_path):
    files = report("class", passed[1].lower(), *ON, records=records, out=tmp_path)
    assert [name.rsplit(".")[-1] for name in files] == ["pdf", "xlsx"]
    assert all(name.startswith("kelas-bimtek-") for name in files)


def test_areas(records, tmp_path):
    assert report("kelurahan", "triwung  LOR", *ON, records=records, out=tmp_path / "a") == [
        "kelurahan-kademangan-triwung-lor.pdf",
        "kelurahan-kademangan-triwung-lor.xlsx",
    ]
    assert report("kecamatan", "mayangan", "--as", "xlsx", *ON, records=records, out=tmp_path / "b") == [
        "kecamatan-mayangan.xlsx"
    ]
    assert report("kota", "--as", "pdf", "--mode", "ujian", *ON, records=records, out=tmp_path / "c") == [
        "kota-kota-probolinggo.pdf"
    ]


def test_all_of_them(records, tmp_path):
    files = report("all", "--as", "xlsx", *ON, records=records, out=tmp_path)
    assert len(files) == 2 + 29 + 5 + 1


def test_one_operator(records, passed, tmp_path):
    files = report("individual", passed[0], "--every", *ON, records=records, out=tmp_path)
    assert len(files) == 2
    assert all(name.startswith(f"peserta-{passed[0]}-") for name in files)


def test_a_certificate_and_its_code(records, passed, tmp_path):
    import pypdfium2

    person, code = passed
    files = report("certificate", person, *ON, records=records, out=tmp_path)
    text = pypdfium2.PdfDocument(tmp_path / files[0])[0].get_textpage().get_text_range()
    printed = re.search(r"Kode (\S+)", text)[1]
    result = run("report", "check-code", printed, "--records", records, "--json")
    told = json.loads(result.stdout)
    assert told["name"] in text
    assert told["code"] == printed
    assert told["name"] in run("report", "check-code", printed, "--records", records).stdout
    assert len(report("certificate", "--class", code, *ON, records=records, out=tmp_path / "kelas")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("class", "TIDAKADA", "--out", "x"), "Kelas 'TIDAKADA' tidak ada. Kode kelas terakhir: K"),
        (("kelurahan", "Antah", "--out", "x"), "Kelurahan 'Antah' tidak ada."),
        (("kecamatan", "Antah", "--out", "x"), "Kecamatan 'Antah' tidak ada."),
        (("kota", "--as", "docx", "--out", "x"), "Jenis berkas tidak dikenal."),
        (("kota", "--mode", "tidur", "--out", "x"), "Cara tidak dikenal."),
        (("individual", "99999", "--out", "x"), "Peserta ini tidak ada."),
        (("certificate", "--out", "x"), "Sertifikat untuk siapa?"),
        (("certificate", "99999", "--out", "x"), "Belum ada yang lulus."),
        (("check-code", "AAAA-BBBB-CCCC-DDDD"), "Kode ini bukan dari catatan ini."),
    ],
)
def test_what_is_not_there_is_said(records, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    result = run("report", *words, "--records", records)
    assert result.exit_code in (2, 6)
    assert said in result.stderr
    assert not list(tmp_path.rglob("*.*"))


def test_a_folder_that_cannot_be_made_is_said(records, tmp_path):
    (tmp_path / "berkas").write_text("x")
    result = run("report", "kota", "--out", tmp_path / "berkas" / "laporan", "--records", records)
    assert result.exit_code == 5
    assert "tidak dapat dibuat. Pilih folder lain." in result.stderr
