"""Questions to the trainer in the window: by kelurahan, answered, given to the PPS."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sirekap_trainer.records.people import add_person
from sirekap_trainer.records.questions import answer_question, list_questions
from sirekap_trainer.records.roster_file import Operator
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Question

AT = datetime(2024, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def records(places):
    """The window's records with three questions in two kelurahan."""
    store = Store.open(places.data / "catatan")
    with store.write() as session:
        for place, (village, note) in enumerate((("Jati", "Mengapa X?"), ("Jati", ""), ("Wiroborang", "=1+1"))):
            name = f"Peserta {place}"
            person = add_person(session, Operator("Mayangan", village, f"00{place + 1}", name, "utama", ""))
            session.add(
                Question(
                    id=f"t{place}", person_id=person, class_id=None, bundle_id=None, name=name, village=village,
                    station=f"00{place + 1}", role="utama", about="Suara sah", note=note, asked_at=AT, answer="",
                    answered_by="", answered_at=None, document={},
                )
            )  # fmt: skip
    yield store
    store.close()


def opened(make_window, qtbot, **look):
    window = make_window(**look)
    window.go("questions")
    qtbot.waitUntil(lambda: bool(window.step.questions), timeout=20000)
    return window, window.step


def stored(records):
    with records.read() as session:
        return {one.id: (one.answer, one.answered_by) for one in list_questions(session)}


def test_a_question_is_answered_by_keys_and_the_next_is_at_hand(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    assert screen.note.text() == "Mengapa X?"
    assert not window.primary.isEnabled()
    screen.answer.setFocus()
    QTest.keyClicks(screen.answer, "X berarti kotak kosong.")
    QTest.keyClick(screen.answer, Qt.Key.Key_Return)  # a new line, not kept yet
    QTest.keyClicks(screen.answer, "Lihat panduan.")
    window.primary.click()
    assert "Tulis nama Anda" in screen.by.problem.text()
    QTest.keyClicks(screen.by.line, "Bu Tri")
    QTest.keyClick(screen.by.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.rows) == 2, timeout=20000)
    assert stored(records)["t0"] == ("X berarti kotak kosong.\nLihat panduan.", "Bu Tri")
    assert screen.marked.id == "t1"
    assert screen.note.text() == "Tanpa catatan."
    assert screen.answer.toPlainText() == ""
    assert screen.by.text == "Bu Tri"
    screen.which.choose(["all"])
    assert [row[4] for row in screen.table.shown] == ["✓ sudah", "belum", "belum"]


def test_a_kelurahan_is_chosen_and_only_its_questions_are_saved_as_text(make_window, qtbot, records, tmp_path):
    _, screen = opened(make_window, qtbot)
    screen.village.setCurrentIndex(screen.village.findData("Wiroborang"))
    screen.village.activated.emit(screen.village.currentIndex())
    assert [one.id for one in screen.rows] == ["t2"]
    screen.export(tmp_path / "pps.xlsx")
    qtbot.waitUntil(lambda: "1 pertanyaan tersimpan" in screen.notice.words.text(), timeout=20000)
    rows = list(load_workbook(tmp_path / "pps.xlsx").active.values)
    assert len(rows) == 2
    assert "=1+1" in rows[1]
    screen.export(tmp_path / "pps.xlsx")
    qtbot.waitUntil(lambda: "sudah ada" in screen.notice.words.text(), timeout=20000)


def test_no_empty_list_is_saved_once_all_shown_are_answered(make_window, qtbot, records, monkeypatch):
    _, screen = opened(make_window, qtbot)
    screen.rows = []
    monkeypatch.setattr(screen, "ask_file", lambda *_: pytest.fail("asked where to save nothing"))
    screen.export_button.click()
    assert "Pilih Semua" in screen.notice.words.text()


def test_without_questions_it_says_where_they_come_from(make_window, qtbot):
    window = make_window()
    window.go("questions")
    screen = window.step
    qtbot.waitUntil(lambda: screen._stack.currentIndex() == 1, timeout=20000)
    assert not window.primary.isEnabled()
    assert not screen.export_button.isEnabled()


def test_an_answer_half_typed_survives_a_change_of_the_records(make_window, qtbot, records):
    _, screen = opened(make_window, qtbot)
    screen.answer.setPlainText("Belum selesai")
    with qtbot.waitSignal(screen.office.changed, timeout=20000):
        screen.office.write(lambda _: None, lambda _: None, screen.fail)
    with qtbot.waitSignal(screen.buttons_changed, timeout=20000):
        pass
    assert screen.answer.toPlainText() == "Belum selesai"
    assert screen.marked.id == "t0"


def test_an_answer_half_typed_waits_while_another_question_is_looked_at(make_window, qtbot, records):
    _, screen = opened(make_window, qtbot)
    screen.answer.setPlainText("Belum selesai")
    screen.table.mark(1)
    assert (screen.marked.id, screen.answer.toPlainText()) == ("t1", "")
    screen.which.choose(["all"])
    screen.table.mark(0)
    assert (screen.marked.id, screen.answer.toPlainText()) == ("t0", "Belum selesai")


def test_two_laptops_that_answer_the_same_do_not_overwrite_each_other(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    screen.answer.setPlainText("Tulis X.")
    screen.by.line.setText("Pak Budi")
    with records.write() as session:
        answer_question(session, "t0", "Lihat panduan.", by="Bu Tri", at=AT)
    window.primary.click()
    qtbot.waitUntil(screen.theirs.isVisible, timeout=20000)
    assert stored(records)["t0"] == ("Lihat panduan.", "Bu Tri")
    assert "Bu Tri sudah menjawab pertanyaan ini." in screen.notice.words.text()
    assert screen.theirs.text() == "Jawaban Bu Tri: Lihat panduan."
    assert (screen.marked.id, screen.answer.toPlainText(), screen.by.text) == ("t0", "Tulis X.", "Pak Budi")
    assert window.primary.isEnabled(), "who has read it may replace it"
    window.primary.click()
    qtbot.waitUntil(lambda: len(screen.rows) == 2, timeout=20000)
    assert stored(records)["t0"] == ("Tulis X.", "Pak Budi")
    assert not screen.theirs.isVisible()


def test_large_text_shows_table_or_answer(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot, percent=200)
    assert not screen.right.isVisibleTo(screen)
    window.primary.click()
    assert screen.right.isVisibleTo(screen)
    assert not screen.left.isVisibleTo(screen)
    window.back.click()
    assert screen.left.isVisibleTo(screen)
