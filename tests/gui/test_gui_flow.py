"""The whole way through the window, in both rules of checking, and the ways back."""

from __future__ import annotations

import pytest
from packets import add_packets
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ui.trainee.result_gallery import Gallery
from ui.widgets.basics import Button


def words(widget) -> str:
    """All words that are to be seen in a widget."""
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def press(window, key) -> None:
    """A key, where the keyboard is, once what came before is painted."""
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or window, key)


def test_a_careful_trainee_passes_in_koreksi(make_window, walk, qtbot):
    window = make_window()
    walk.to_check(window)
    for _ in range(23):
        press(window, Qt.Key.Key_Return)
    assert window.step.current == "suara_2"
    press(window, Qt.Key.Key_7)
    press(window, Qt.Key.Key_3)
    press(window, Qt.Key.Key_Return)
    walk.accept_all(window)
    press(window, Qt.Key.Key_Return)
    assert window.primary.text() == "Kirim"
    assert not window.primary.isEnabled()
    window.step.own.click()
    window.step.signed.click()
    assert window.step.suspects == []
    assert window.primary.isEnabled()
    window.primary.click()
    assert window.step.headline.startswith("Lulus")
    assert "Anda menemukan 1 angka" in words(window.step)
    assert [one.score.passed for one in window.session.results()] == [True]


def test_a_flag_finds_the_misread_in_tandai(make_window, walk):
    window = make_window()
    walk.to_check(window, "tandai")
    assert not window.step.card.editor.isVisible()
    for _ in range(23):
        press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_7)
    assert not window.step.card.editor.active
    press(window, Qt.Key.Key_T)
    assert window.session.review.item("suara_2").answer.kind == "flagged"
    walk.accept_all(window)
    window.primary.click()
    window.step.own.click()
    window.step.signed.click()
    if window.step.suspects:
        window.step.compared.click()
    window.primary.click()
    assert "Anda menemukan 1 angka" in words(window.step)


def test_who_only_presses_enter_is_shown_what_slipped_through(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    assert [item.id for item in window.step.suspects][:2] == ["suara_1", "suara_2"]
    assert "1. MANGGA – SALAK Suara paslon 1" in words(window.step), "in short, and in the form's words"
    window.step.own.click()
    window.step.signed.click()
    assert not window.primary.isEnabled(), "what is suspicious is asked about first"
    window.step.compared.click()
    window.primary.click()
    seen = words(window.step)
    assert "800" in window.step.headline
    assert "Salah baca lolos" in seen
    assert "2. DUKU – JERUK" in seen


def test_all_that_is_suspicious_is_asked_about_however_much_it_is(make_window, walk, qtbot):
    window = make_window()
    walk.to_check(window)
    while not window.session.review.complete:
        QTest.keyClicks(window.step, "7")
        press(window, Qt.Key.Key_Return)
        if window.session.review.item(window.step.current).answer is not None:
            press(window, Qt.Key.Key_Tab)
    window.primary.click()
    asked = len(window.step.suspects)
    assert asked > 4
    gallery = window.step.findChild(Gallery)
    qtbot.waitUntil(lambda: gallery.complete, timeout=5000)
    assert len([one for one in gallery.findChildren(Button) if one.isVisible()]) == asked


def test_a_suspicious_number_can_be_changed_before_sending(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    window.step.change("suara_2")
    assert window.step.current == "suara_2"
    for key in (Qt.Key.Key_7, Qt.Key.Key_3, Qt.Key.Key_Return):
        press(window, key)
    assert window.session.review.item("suara_2").sent == "X73"


def test_identity_says_beside_the_field_what_is_missing(make_window):
    window = make_window()
    window.primary.click()
    window.primary.click()
    assert "Nama belum diisi" in words(window.step)
    assert "Nomor TPS" in words(window.step)
    window.step.name.setText("Siti")
    window.step.tps.setText("7")
    window.primary.click()
    assert window.session.exercise.trainee.tps == "007"


def test_enter_goes_from_the_name_to_an_empty_tps_first(make_window):
    window = make_window()
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Siti")
    press(window, Qt.Key.Key_Return)
    assert window.step.tps.hasFocus()
    QTest.keyClicks(window.step.tps, "12")
    press(window, Qt.Key.Key_Return)
    assert window.session.exercise.trainee.tps == "012"


def test_the_whole_way_by_keyboard_alone(make_window, walk, qtbot):
    window = make_window()
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(window.step.name, "Siti")
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(window.step.tps, "12")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    assert window.session.packet.id == "UJI-02"
    for _ in range(3):
        press(window, Qt.Key.Key_Return)  # on "Pakai foto contoh"
        qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
        press(window, Qt.Key.Key_Return)
    walk.accept_all(window)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Tab)
    assert window.step.own.hasFocus()
    press(window, Qt.Key.Key_Space)
    for button in (window.step.signed, window.step.compared):
        for _ in range(3):
            if not button.hasFocus():
                press(window, Qt.Key.Key_Tab)
        press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_Return)
    assert window.session.exercise.step.name == "RESULT"


def test_back_loses_nothing(make_window, walk, qtbot):
    window = make_window()
    walk.to_photo(window)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    window.back.click()
    window.back.click()
    assert window.step.name.text() == "Peserta Satu"
    window.primary.click()
    window.primary.click()
    assert window.step.page == 2, "the first page is still there"
    assert window.session.page(1) is not None


def test_another_exercise_begins_with_the_same_person_and_nothing_of_the_last(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    window.step.own.click()
    window.step.signed.click()
    window.step.compared.click()
    window.primary.click()
    window.primary.click()
    assert window.session.exercise.trainee.name == "Peserta Satu"
    window.primary.click()
    assert window.step.page == 1
    assert window.session.page(1) is None


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_a_folder_that_is_no_packet_is_told_and_the_list_stays(make_window, walk, tmp_path, content):
    window = make_window()
    walk.identify(window)
    folder = tmp_path / "bukan"
    folder.mkdir()
    if content:
        (folder / "packet.json").write_text(content)
    add_packets(window.step, folder)
    assert "bukan" in words(window.banner)
    assert "packet.json" not in words(window.banner) or content, "nobody here knows what that is"
    assert len(window.step.entries) == 2
    window.step.modes["simulasi"].click()
    assert not window.banner.isVisible(), "what did not work is past"


def test_without_packets_the_list_says_what_to_do(make_window, walk, tmp_path):
    window = make_window(samples=lambda: tmp_path / "nirgends")
    walk.identify(window)
    assert "Belum ada paket" in words(window.step)
    assert not window.primary.isEnabled()


def test_another_tps_on_the_paper_is_told_before_sending(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    step = window.step
    assert "TPS 012, Wiroborang" in words(step)
    step.signed.click()
    step.compared.click()
    assert not window.primary.isEnabled()
    assert window.hints.text() == "Jawab dulu soal kepala formulir · Tab, lalu Spasi"
    step.other.click()
    assert window.primary.isEnabled()
    assert window.session.exercise.own_header is False


def test_a_double_press_of_enter_at_sending_does_not_pass_by_the_result(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    press(window, Qt.Key.Key_Return)
    assert window.step.headline
    window.pause = 60_000
    result = window.step
    press(window, Qt.Key.Key_Return)
    assert window.step is result
    window.pause = 0
    press(window, Qt.Key.Key_Return)
    assert window.step is not result, "later it is another press"


def test_a_double_click_on_the_button_lower_right_is_one_press(make_window):
    window = make_window()
    went = []
    window.primary.clicked.connect(lambda: went.append(window.step))
    for act in (QTest.mouseClick, QTest.mouseDClick):
        act(window.primary, Qt.MouseButton.LeftButton)
    assert len(went) == 1


def test_enter_held_since_the_photograph_confirms_no_number_unseen(at_photo, walk):
    window = at_photo()
    walk.photograph(window)
    assert window.session.review.answered == 0
    for repeated, answered in ((True, 0), (True, 0), (False, 1), (True, 2)):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)
        assert window.session.review.answered == answered


def test_a_line_that_tells_of_no_trouble_goes_with_enter_and_an_error_stays(make_window, walk):
    window = make_window()
    walk.to_check(window)
    window.show_banner("Pertanyaan disimpan.", "ok")
    press(window, Qt.Key.Key_Return)
    assert not window.banner.isVisible()
    assert window.session.review.answered == 1, "and Enter is not lost to it"
    window.show_banner("Tidak dapat disimpan.", "error")
    press(window, Qt.Key.Key_Return)
    assert window.banner.isVisible()


def test_the_language_that_is_spoken_needs_no_other_start(make_window):
    window = make_window()
    window.change_language("en")
    assert "English" in words(window.banner)
    window.change_language("id")
    assert not window.banner.isVisible()


def test_the_button_lower_right_follows_the_size_of_text(make_window):
    window = make_window(percent=200)
    window.change_look(percent=100)
    QApplication.processEvents()
    assert window.primary.minimumWidth() == 180


def test_no_name_is_cut_when_the_text_grows_where_one_is(make_window, cut_texts, qtbot):
    window = make_window()
    window.primary.click()
    window.change_look(percent=200)
    QTest.qWait(60)
    assert cut_texts(window) == []


def test_the_head_names_form_and_tps_only_where_somebody_is_at_them(make_window, walk):
    window = make_window()
    walk.to_check(window)
    assert window.place.text().endswith("TPS 012")
    window.toggle_ask()
    assert window.place.text().endswith("TPS 012"), "the question is about a number there"
    window.toggle_ask()
    for step in ("photo", "packet", "identity", "home"):
        window.go(step)
        assert window.place.text().endswith("TPS 012") is (step == "photo"), step
