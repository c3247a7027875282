"""Exams in the window: made sealed, gone on with, done by a trainee, and opened again by the trainer."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date

import pytest
from packets import add_packets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from sirekap_trainer.exercise.class_card import ClassCard, write_card
from sirekap_trainer.exercise.saved import attempted_class, attempted_packet
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import PACKET_FILE
from sirekap_trainer.practice.seal import Keyring, open_sealed
from sirekap_trainer.practice.sealed import load_any
from sirekap_trainer.records.attempts import take_in
from sirekap_trainer.records.classes import ClassDraft, list_classes, new_class
from sirekap_trainer.records.plain_attempt import read_attempt
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt


def fill_exam(window, passphrase, again=None, count="6"):
    """The form for an exam, filled in and sent."""
    window.step.use.choose(["exam"])
    window.step.count.setText(count)
    window.step.slips.choose(["bubble"])
    window.step.passphrase.line.setText(passphrase)
    window.step.again.line.setText(passphrase if again is None else again)
    window.primary.click()


def test_a_passphrase_is_typed_twice_and_long_enough(trainer, qtbot, passphrase):
    window = trainer()
    window.primary.click()
    step = window.step
    fill_exam(window, passphrase, again="kuda laut makan nasi")
    assert step.again.problem.isVisibleTo(window)
    assert QApplication.focusWidget() is step.again.line
    fill_exam(window, "bayam")
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "terlalu pendek" in step.passphrase.problem.text()
    window.back.click()
    assert step.passphrase.line.text() == step.again.line.text() == ""


def test_an_exam_is_made_stopped_and_gone_on_with(trainer, until_made, places, qtbot, passphrase):
    window = trainer()
    window.primary.click()
    fill_exam(window, passphrase)
    qtbot.waitUntil(lambda: bool("making" in window._steps), timeout=20000)
    making = window._steps["making"]
    qtbot.waitUntil(lambda: bool(making.busy.bar.value() > 0), timeout=30000)
    making.busy.stop.click()
    until_made(window)
    whole = {path: path.read_bytes() for path in places.packets.rglob(PACKET_FILE)}
    assert 0 < len(whole) < 6
    window.back.click()
    assert window.workshop.job is None, "the passphrase is forgotten"
    qtbot.waitUntil(lambda: bool(window.step.ready and window.step.entries), timeout=20000)
    assert window.step.table.shown[0][1:3] == ["Ujian", f"{len(whole)} dari 6"]

    window.step.resume_button.click()
    assert window.step is window._steps["unlock"]
    window.primary.click()
    assert window.step.passphrase.problem.text() == "Ketik kata sandi dulu."
    QTest.keyClicks(window.step.passphrase.line, "kuda laut makan nasi")
    QTest.keyClick(window.step.passphrase.line, Qt.Key.Key_Return)
    until_made(window)
    assert "kata sandinya salah" in window.step.notice.words.text()
    window.primary.click()
    assert window.step is window._steps["unlock"]
    assert window.step.passphrase.line.text() == ""
    window.step.passphrase.line.setText(passphrase)
    window.primary.click()
    until_made(window)
    assert window.step.title.text() == "Paket selesai"
    assert all(path.read_bytes() == before for path, before in whole.items())
    folders = [path.parent for path in places.packets.rglob(PACKET_FILE)]
    assert len(folders) == 6

    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries[0].complete), timeout=20000)
    assert window.step.results_button.isVisibleTo(window)
    assert not window.step.resume_button.isVisibleTo(window)

    packet = open_sealed(folders[0], Keyring(passphrase))
    assert [slip.kind for slip in packet.slips] == ["bubble"]
    for path in (one for one in places.data.parent.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for secret in (str(packet.seed), passphrase, "misreads", "bubble"):
            assert secret.encode() not in data, f"{secret} in {path.name}"


@pytest.fixture
def attempt(make_window, walk, qtbot, sealed_folder, places):
    """The file of a trainee who did the exam in the window and accepted everything."""
    window = make_window()
    walk.identify(window)
    add_packets(window.step, sealed_folder / "UJI-01")
    window.primary.click()
    walk.photograph(window)
    while not window.session.review.complete:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    window.primary.click()
    window.step.own.click()
    window.step.signed.click()
    window.step.compared.click()
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        window.primary.click()
    assert window.step.headline == "Terkirim"
    (path,) = (places.packets / "Hasil ujian").glob("ujian-*.json")
    assert path.name in window.step.sent_words.text()
    window.back.click()
    return path


@pytest.fixture
def exam_class(sealed_folder):
    """The sealed packets were handed out for a class; gives its code."""
    write_card(sealed_folder, ClassCard(code="K7M2QX", title="Ujian Jati", mode="ujian", rule="koreksi"))
    return "K7M2QX"


@pytest.mark.parametrize("known", [True, False])
def test_a_result_names_its_class_and_goes_into_it(  # noqa: PLR0917 - fixtures, in the order in which things happen
    exam_class, attempt, trainer, qtbot, places, sealed_folder, passphrase, known
):
    assert attempted_class(attempt) == exam_class
    draft = ClassDraft("Ujian Jati", "formal", date(2024, 11, 20), mode="ujian")
    with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
        new_class(session, draft, code=exam_class if known else "LAINNY")
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    step.take_files([attempt])
    step.folder.line.setText(str(sealed_folder))
    step.passphrase.line.setText(passphrase)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.results), timeout=20000)
    step.keep()
    qtbot.waitUntil(lambda: "1 hasil baru" in step.notice.words.text(), timeout=20000)
    assert ("1 menyebut kelas yang tidak ada di catatan ini." in step.notice.words.text()) is not known
    with closing(Store.open(places.data / "catatan")) as store, store.read() as session:
        assert [one.attempts for one in list_classes(session)] == [int(known)]


def test_results_are_opened_with_the_passphrase(attempt, trainer, qtbot, sealed_folder, passphrase):
    damaged = attempt.with_name("ujian-rusak.json")
    damaged.write_text(json.dumps({"step": "RESULT"}), encoding="utf-8")
    before = attempt.read_bytes()
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    window.primary.click()
    assert step.files_words.text() == "Pilih berkas hasil dulu."
    step.take_files([attempt])
    window.primary.click()
    assert "folder" in step.folder.problem.text()
    step.folder.line.setText(str(sealed_folder))
    window.primary.click()
    assert step.passphrase.problem.isVisibleTo(window)

    step.passphrase.line.setText("kuda laut makan nasi")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "kata sandinya salah" in step.passphrase.problem.text()
    assert attempt.read_bytes() == before

    step.take_files([attempt, damaged])
    step.passphrase.line.setText(passphrase)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.results), timeout=20000)
    assert step.passphrase.line.text() == ""
    assert [row[0] for row in step.table.shown] == ["Peserta Satu", "ujian-rusak.json"]
    assert step.table.shown[0][4] == "Belum lulus"
    assert step.table.shown[1][4] == "Tidak terbuka"
    assert "1 berkas tidak terbuka" in step.heading.text()
    step.table.mark(1)
    assert "rusak" in step.results[1].problem
    window.back.click()
    assert step.attempts == [attempt, damaged]


def _totals(places):
    with closing(Store.open(places.data / "catatan")) as store, store.read() as session:
        return [(one.name, one.mode, one.total is not None) for one in session.scalars(select(Attempt))]


def test_opened_results_go_into_the_records_once(  # noqa: PLR0917 - fixtures
    attempt, trainer, qtbot, places, sealed_folder, passphrase
):
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    step.take_files([attempt])
    step.folder.line.setText(str(sealed_folder))
    step.passphrase.line.setText(passphrase)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.results), timeout=20000)
    for said in ("1 hasil baru", "1 sudah ada"):
        step.keep()
        qtbot.waitUntil(lambda said=said: said in step.notice.words.text(), timeout=20000)
    assert "1 belum jelas pemiliknya" not in step.notice.words.text(), "it was told the first time"
    assert _totals(places) == [("Peserta Satu", "ujian", True)]


@pytest.mark.parametrize("files", [False, True])
def test_an_exam_that_came_in_with_a_bundle_is_scored(  # noqa: PLR0917 - fixtures
    attempt, trainer, qtbot, places, sealed_folder, passphrase, files
):
    packet = next(
        load_any(place) for place in sealed_folder.iterdir() if load_any(place).id == attempted_packet(attempt)
    )
    with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
        take_in(session, [read_attempt(attempt, packet, catalog=builtin_catalog())])
    assert _totals(places) == [("Peserta Satu", "ujian", False)]
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    qtbot.waitUntil(lambda: step.waiting == 1, timeout=20000)
    assert "1 hasil ujian sudah masuk" in step.kept_notice.words.text()
    if files:
        step.take_files([attempt])
    step.folder.line.setText(str(sealed_folder))
    step.passphrase.line.setText("kuda laut makan nasi")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert step.passphrase.problem.isVisibleTo(window)
    assert _totals(places) == [("Peserta Satu", "ujian", False)]
    step.passphrase.line.setText(passphrase)
    window.primary.click()
    notice = step.notice if files else step.kept_notice
    qtbot.waitUntil(lambda: "1 hasil ujian di catatan sekarang dinilai" in notice.words.text(), timeout=20000)
    assert _totals(places) == [("Peserta Satu", "ujian", True)]


def test_a_changed_packet_is_told_and_keeps_no_other_from_being_opened(
    attempt, trainer, qtbot, sealed_folder, passphrase
):
    (sealed_folder / "UJI-01" / "page-2.jpg").write_bytes(b"lain")
    window = trainer()
    window.step.rail.buttons["results"].click()
    step = window.step
    step.take_files([attempt])
    step.folder.line.setText(str(sealed_folder))
    step.passphrase.line.setText(passphrase)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.results), timeout=20000)
    assert "page-2.jpg dari paket UJI-01 sudah berubah" in step.results[0].problem
