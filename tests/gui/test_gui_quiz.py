"""Tes awal and Tes akhir in the window: by keys alone, kept answer by answer, nothing told before the end."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox
from sirekap_trainer.exercise.quiz import SIZE, load_bank
from sirekap_trainer.records.parts import PlainQuiz

DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
LONG = "Maria Magdalena Retnoningtyas Kusumawardhani"


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def texts(window):
    return [one.text() for one in window.step.findChildren(QLabel) if one.isVisibleTo(window)]


@pytest.fixture
def outbox(places):
    return Outbox(places.data / OUTBOX_FOLDER)


@pytest.fixture
def at_test(make_window, qtbot):
    """A window at the beginning of a test, of one person or two."""

    def open_there(name="pre_test", *, pair=False, window=None, first="Peserta Satu", **options):
        window = window or make_window(**options)
        window.step.tests[name].click()
        if pair:
            window.step.pair.click()
            window.step.second.setText("Peserta Dua")
        window.step.name.setText(first)
        window.step.tps.setText("012")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
        return window

    return open_there


def right_place(window):
    """Where the right answer of the question shown stands, from 0."""
    return window.step.quiz.items[window.step.at].order.index(0)


@pytest.fixture
def answer_all(qtbot):
    """Answers every question by keys, so many of them right; ends at the result."""

    def answer(window, right=SIZE):
        press(Qt.Key.Key_Return)
        for number in range(SIZE):
            place = right_place(window)
            press(DIGITS[place if number < right else (place + 1) % 4])
            press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(window.step.quiz.done), timeout=5000)

    return answer


def test_a_test_by_keys_alone_is_kept_for_the_trainer(at_test, answer_all, outbox):
    window = at_test()
    answer_all(window, 9)
    assert "9 dari 12 benar" in texts(window)
    (part,) = outbox.waiting()
    kept = PlainQuiz.model_validate(part.data)
    assert (kept.stage, kept.right, kept.asked, kept.station, kept.role) == ("pre", 9, 12, "012", "utama")
    assert (kept.name, part.kind, part.id) == ("Peserta Satu", "quiz", kept.id)
    press(Qt.Key.Key_Return)
    assert window.step is window._steps["home"]
    assert list((window.session.photo_folder.parent.parent / "tes").glob("*")) == []


def test_nothing_tells_what_is_right_before_the_end(at_test, qtbot):
    window = at_test()
    press(Qt.Key.Key_Return)
    bank, looks = load_bank(), Counter()
    for _ in range(SIZE):
        item = bank.get(window.step.quiz.items[window.step.at].id)
        shown = [button.words for button in window.step.answers]
        assert sorted(shown) == sorted(item.answers)
        assert window.step.ask.text() == item.ask
        assert not window.step.ready  # an answer is asked for
        press(DIGITS[right_place(window)])
        right = window.step.answers[right_place(window)]
        looks[right.isChecked(), right.property("role"), window.banner.isVisible(), window.primary.isEnabled()] += 1
        assert item.why not in texts(window)
        press(DIGITS[(right_place(window) + 1) % 4])
        wrong = window.step.answers[(right_place(window) + 1) % 4]
        looks[wrong.isChecked(), wrong.property("role"), window.banner.isVisible(), window.primary.isEnabled()] += 1
        assert sum(button.isChecked() for button in window.step.answers) == 1
        if window.step.at < SIZE - 1:
            press(Qt.Key.Key_Return)
    assert len(looks) == 1


def test_the_result_says_what_was_right_and_why(at_test, answer_all):
    window = at_test()
    answer_all(window, 11)
    told = texts(window)
    bank = load_bank()
    missed = bank.get(window.step.quiz.items[-1].id)
    assert {missed.ask, f"Yang benar: {missed.right}", missed.why} <= set(told)
    assert sum(text.startswith("Yang benar: ") for text in told) == SIZE
    assert sum(text.startswith("Jawaban Anda: ") for text in told) == 1
    assert told.index(missed.ask) < told.index("Sudah benar")
    before = window.step._result_area.verticalScrollBar().value()
    press(Qt.Key.Key_Down)
    assert window.step._result_area.verticalScrollBar().value() > before


def test_there_is_no_guide_while_questions_are_asked(at_test):
    window = at_test()
    step = window.step
    press(Qt.Key.Key_F1)
    assert window.step is window._steps["guide"]
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F1)
    assert window.step is step
    assert "Panduan" in window.banner.words.text()


def test_arrows_mouse_and_going_back(at_test):
    window = at_test()
    step = window.step
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    assert step.answers[0].isChecked()
    for _ in range(5):
        press(Qt.Key.Key_Down)
    assert step.answers[3].isChecked()
    press(Qt.Key.Key_Up)
    assert step.quiz.chosen(0) == 2
    QTest.mouseClick(step.answers[1], Qt.MouseButton.LeftButton)
    assert step.quiz.chosen(0) == 1
    press(Qt.Key.Key_Down)  # the keyboard may stand on the answer that was clicked
    assert step.quiz.chosen(0) == 2
    press(Qt.Key.Key_Return)
    assert (step.at, window.back.text()) == (1, "Sebelumnya")
    press(Qt.Key.Key_Return)
    assert step.at == 1  # no answer yet
    window.back.click()
    assert (step.at, step.answers[2].isChecked(), window.back.text()) == (0, True, "Kembali")
    assert step.bar.value() == 1


def test_a_killed_window_goes_on_where_it_was(at_test, make_window, answer_all, qtbot, outbox):
    window = at_test()
    press(Qt.Key.Key_Return)
    for _ in range(5):
        press(Qt.Key.Key_2)
        press(Qt.Key.Key_Return)
    quiz = window.step.quiz
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=5000)
    # Nothing is done on closing: a window made anew finds what was kept.
    again = at_test(window=make_window())
    assert again.primary.text() == "Lanjutkan"
    assert again.step.quiz == quiz
    press(Qt.Key.Key_Return)
    assert again.step.at == 5
    assert outbox.count() == (0, 0)


def test_a_test_is_done_once(at_test, answer_all, outbox):
    window = at_test()
    answer_all(window, 4)
    press(Qt.Key.Key_Return)
    at_test(window=window)
    assert window.primary.text() == "Lihat hasil"
    press(Qt.Key.Key_Return)
    assert "4 dari 12 benar" in texts(window)
    assert outbox.count() == (1, 0)


def test_a_result_can_be_seen_again_and_says_how(at_test, answer_all):
    window = at_test()
    answer_all(window, 7)
    assert any("pilih Tes awal lagi di layar pertama" in text for text in texts(window))
    window.back.click()
    assert "Tes ini sudah selesai." in texts(window)
    assert "Hasilnya masih dapat dilihat hari ini." in texts(window)
    assert (window.primary.text(), window.hints.text()) == ("Lihat hasil", "Enter lihat hasil")
    press(Qt.Key.Key_Return)
    assert "7 dari 12 benar" in texts(window)
    press(Qt.Key.Key_Return)
    assert window.step is window._steps["home"]


def test_each_of_two_can_see_theirs_after_the_other(at_test, answer_all):
    window = at_test(pair=True)
    answer_all(window, 12)
    window.back.click()
    assert window.step.trainee.name == "Peserta Dua", "who has not done it yet"
    assert window.primary.text() == "Mulai"
    answer_all(window, 3)
    window.back.click()
    assert [one.words.endswith("selesai") for one in window.step.people] == [True, True]
    for key, right in ((Qt.Key.Key_1, 12), (Qt.Key.Key_2, 3)):
        press(key)
        press(Qt.Key.Key_Return)
        assert f"{right} dari 12 benar" in texts(window)
        assert f"Tes awal · {window.step.trainee.name}" in texts(window)
        window.back.click()
    window.back.click()
    assert window.step is window._steps["home"]


def test_the_second_test_tells_the_first(at_test, answer_all, outbox):
    window = at_test()
    answer_all(window, 4)
    asked = {one.id for one in window.step.quiz.items}
    press(Qt.Key.Key_Return)
    at_test("post_test", window=window)
    answer_all(window, 10)
    assert asked.isdisjoint(one.id for one in window.step.quiz.items)
    assert any(text.startswith("Tes awal 4 dari 12. Naik 6.") for text in texts(window))
    assert [part.data["stage"] for part in outbox.waiting()].count("post") == 1


def test_two_operators_one_after_the_other(at_test, answer_all, outbox):
    window = at_test(pair=True)
    step = window.step
    press(Qt.Key.Key_2)
    assert (step.trainee.name, step.people[1].isChecked()) == ("Peserta Dua", True)
    press(Qt.Key.Key_Up)
    answer_all(window, 12)
    first = {one.id for one in step.quiz.items}
    assert window.primary.text() == "Orang berikutnya"
    press(Qt.Key.Key_Return)
    assert step.trainee.name == "Peserta Dua"
    assert step.people[0].words.endswith("selesai")
    answer_all(window, 3)
    assert first.isdisjoint(one.id for one in step.quiz.items)
    assert window.primary.text() == "Selesai"
    assert {part.data["name"]: part.data["right"] for part in outbox.waiting()} == {
        "Peserta Satu": 12,
        "Peserta Dua": 3,
    }


def test_what_cannot_be_kept_is_told_and_asked_for_again(at_test, places, qtbot, outbox):
    window = at_test()
    press(Qt.Key.Key_Return)
    for number in range(SIZE):
        press(Qt.Key.Key_1)
        if number < SIZE - 1:
            press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=5000)
    outbox.folder.parent.mkdir(exist_ok=True)
    outbox.folder.write_text("in the way")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(window.banner.isVisible, timeout=5000)
    assert "tidak dapat disimpan" in window.banner.words.text()
    assert not window.step.quiz.done
    outbox.folder.unlink()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.step.quiz.done), timeout=5000)
    assert outbox.count() == (1, 0)


def test_practice_after_a_test_goes_to_the_packets(at_test, answer_all, walk):
    window = at_test()
    window.back.click()
    walk.identify(window)
    assert window.step is window._steps["packet"]


def test_a_test_that_was_given_up_does_not_come_back(at_test, make_window, walk, qtbot):
    window = make_window()
    walk.to_photo(window)
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=5000)
    again = make_window()
    qtbot.waitUntil(again.step.anew.isVisible, timeout=5000)
    again.step.tests["post_test"].click()
    again.back.click()
    qtbot.waitUntil(again.step.anew.isVisible, timeout=5000)
    again.primary.click()
    qtbot.waitUntil(lambda: bool(again.step is again._steps.get("photo")), timeout=5000)
    again.back.click()
    again.back.click()
    assert again.step is again._steps["identity"]
    again.step.name.setText("Peserta Satu")
    again.step.tps.setText("012")
    again.primary.click()
    assert again.step is again._steps["packet"]


@pytest.mark.parametrize(("percent", "dark"), [(100, False), (200, True)])
def test_every_question_and_answer_is_seen_whole(at_test, cut_texts, percent, dark):
    """All 48 questions at both sizes of text, with the longest name."""
    from sirekap_trainer.exercise.quiz import Asked

    window = at_test(pair=True, first=LONG, percent=percent, dark=dark)
    assert cut_texts(window) == []
    step = window.step
    press(Qt.Key.Key_Return)
    for item in load_bank().question:
        step.sitter.quiz = type(step.quiz)(
            step.quiz.id, "pre", step.quiz.trainee, (Asked(item.id, (3, 2, 1, 0)),) * SIZE, {}
        )
        step._show_question(0)
        press(Qt.Key.Key_1)
        QApplication.processEvents()
        assert cut_texts(window) == [], item.id
        assert step.answers[0].height() >= 40
