"""*Saya belum paham* (F8): over any step of the way, nothing below it lost, kept for the trainer."""

from __future__ import annotations

import pytest
from packets import add_packets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox
from sirekap_trainer.records.parts import PlainQuestion
from ui.trainee.ask import MAX_NOTE, AskStep


@pytest.fixture
def outbox(places):
    return Outbox(places.data / OUTBOX_FOLDER)


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def ask(window, qtbot, note=""):
    press(Qt.Key.Key_F8)
    assert isinstance(window.step, AskStep)
    QTest.keyClicks(QApplication.focusWidget(), note)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isinstance(window.step, AskStep), timeout=5000)


def questions(outbox):
    return [PlainQuestion.model_validate(part.data) for part in outbox.waiting() if part.kind == "question"]


def test_a_question_about_a_number(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.to_check(window)
    step, number = window.step, window.step.current
    press(Qt.Key.Key_5)  # a correction is begun
    typed, exercise = step.card.editor.text, window.session.exercise
    ask(window, qtbot, "Kotak pertama kosong?")
    assert (window.step, step.current, step.card.editor.text) == (step, number, typed)
    assert window.session.exercise == exercise
    assert "Pertanyaan disimpan" in window.banner.words.text()
    (kept,) = questions(outbox)
    assert (kept.about, kept.note) == ("Angka: DPT (L) · Wali Kota", "Kotak pertama kosong?")
    assert (kept.name, kept.station, kept.role) == ("Peserta Satu", "012", "utama")
    assert kept.document["number"] == number
    assert "140" not in str(kept.document)  # nothing of what stands on the paper
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    assert step.current != number  # the keyboard is at checking again


def test_every_step_of_the_way_can_be_asked_about(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.identify(window)
    ask(window, qtbot)
    window.step.rules["koreksi"].click()
    window.primary.click()
    ask(window, qtbot)
    walk.photograph(window)
    walk.accept_all(window)
    window.primary.click()
    ask(window, qtbot, "?")
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    window.primary.click()
    ask(window, qtbot)
    assert sorted((one.about, one.note) for one in questions(outbox)) == [
        ("Langkah Foto, halaman 1 · Wali Kota", ""),
        ("Langkah Hasil · Wali Kota", ""),
        ("Langkah Kirim · Wali Kota", "?"),
        ("Langkah Paket", ""),
    ]


def test_an_exam_may_be_asked_about_too(make_window, walk, qtbot, outbox, sealed_folder):
    window = make_window()
    walk.identify(window)
    add_packets(window.step, sealed_folder / "UJI-01")
    window.step.rules["koreksi"].click()
    window.primary.click()
    assert not window.session.coached
    ask(window, qtbot, "Bolehkah memakai lampu?")
    (kept,) = questions(outbox)
    assert kept.document["mode"] == "ujian"


def test_of_two_operators_the_one_whose_turn_it_is_asks(make_window, walk, qtbot, outbox):
    window = make_window()
    window.primary.click()
    window.step.pair.click()
    for field, words in ((window.step.name, "Peserta Satu"), (window.step.second, "Peserta Dua")):
        field.setText(words)
    window.step.tps.setText("012")
    window.primary.click()
    window.primary.click()
    walk.photograph(window)
    ask(window, qtbot, "satu")
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    window.primary.click()
    assert window.step is window._steps["hand_over"]
    window.primary.click()
    ask(window, qtbot, "dua")
    assert {one.note: (one.name, one.role) for one in questions(outbox)} == {
        "satu": ("Peserta Satu", "utama"),
        "dua": ("Peserta Dua", "cadangan"),
    }


def test_what_was_begun_is_still_there(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.to_check(window)
    step = window.step
    press(Qt.Key.Key_F8)
    QTest.keyClicks(QApplication.focusWidget(), "Kapan")
    press(Qt.Key.Key_Escape)
    assert window.step is step
    press(Qt.Key.Key_F8)
    assert window.step.note.toPlainText() == "Kapan"
    press(Qt.Key.Key_F8)
    assert window.step is step
    step.step_by(1)
    press(Qt.Key.Key_F8)  # about another number
    assert window.step.note.toPlainText() == ""
    press(Qt.Key.Key_F1)  # asks for the guide: back to the step, nothing is kept
    assert window.step is step
    assert outbox.count() == (0, 0)


def test_a_note_ends_at_500_letters(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.to_check(window)
    press(Qt.Key.Key_F8)
    window.step.note.setPlainText("x" * 490)
    window.step.note.moveCursor(window.step.note.textCursor().MoveOperation.End)
    QTest.keyClicks(window.step.note, "y" * 20)
    assert window.step.note.toPlainText() == "x" * 490 + "y" * 10
    assert window.step.left.text() == f"{MAX_NOTE} dari {MAX_NOTE} huruf"
    assert window.step.note.textCursor().position() == MAX_NOTE


def test_nobody_asks_before_they_said_who_they_are(make_window):
    window = make_window()
    home = window.step
    press(Qt.Key.Key_F8)
    assert window.step is home
    assert not window.ask_button.isVisible()
    window.primary.click()
    press(Qt.Key.Key_F8)
    assert window.step is window._steps["identity"]
    assert not window.ask_button.isVisible()


def test_the_button_is_there_where_one_may_ask(make_window, walk):
    window = make_window()
    walk.to_check(window)
    assert window.ask_button.isVisible()
    window.ask_button.click()
    assert isinstance(window.step, AskStep)
    assert not window.ask_button.isVisible()
    window.back.click()
    assert window.ask_button.isVisible()


def test_what_cannot_be_kept_stays_in_the_panel(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.to_check(window)
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=5000)
    outbox.folder.write_text("in the way")
    press(Qt.Key.Key_F8)
    QTest.keyClicks(QApplication.focusWidget(), "Kapan?")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(window.banner.isVisible, timeout=5000)
    assert "tidak dapat disimpan" in window.banner.words.text()
    assert window.step.note.toPlainText() == "Kapan?"
    outbox.folder.unlink()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isinstance(window.step, AskStep), timeout=5000)
    assert [one.note for one in questions(outbox)] == ["Kapan?"]


@pytest.fixture
def asked(make_window, walk, qtbot):
    """A window that tells of a question just kept."""
    window = make_window()
    walk.to_check(window)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(window.banner.isVisible, timeout=5000)
    assert window.banner.words.text().startswith("Pertanyaan disimpan.")
    return window


def test_that_a_question_is_kept_is_told_for_a_while(asked, qtbot):
    assert asked._passes.isActive()
    asked._passes.start(1)
    qtbot.waitUntil(lambda: not asked.banner.isVisible(), timeout=5000)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_5, Qt.Key.Key_Return])
def test_that_a_question_is_kept_is_past_with_the_next_key(asked, key):
    press(Qt.Key.Key_Shift)
    assert asked.banner.isVisible(), "alone it does nothing"
    press(key)
    assert not asked.banner.isVisible()
    assert not asked._passes.isActive()


def test_that_a_question_is_kept_is_past_with_the_next_answer(asked):
    asked.session.answer(asked.session.review.accept(asked.session.review.items[0].id))
    assert not asked.banner.isVisible()


def test_what_went_wrong_stays_until_it_is_closed(asked):
    asked.show_error(OSError("gone"))
    assert not asked._passes.isActive()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_5):
        press(key)
    assert asked.banner.isVisible()


def test_a_pressed_enter_asks_once(make_window, walk, qtbot, outbox):
    window = make_window()
    walk.to_check(window)
    press(Qt.Key.Key_F8)
    for _ in range(5):
        window._enter(repeated=False)
    qtbot.waitUntil(lambda: not isinstance(window.step, AskStep), timeout=5000)
    assert len(questions(outbox)) == 1


@pytest.mark.parametrize(("percent", "dark"), [(100, False), (200, True)])
def test_the_panel_is_seen_whole(make_window, walk, cut_texts, percent, dark):
    window = make_window(percent=percent, dark=dark)
    walk.to_check(window)
    window.step.go_to("pengguna_dptb_lp")
    press(Qt.Key.Key_F8)
    QApplication.processEvents()
    assert cut_texts(window) == []
    places = [window.step.note.geometry(), window.step.about.geometry(), window.step.left.geometry()]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
