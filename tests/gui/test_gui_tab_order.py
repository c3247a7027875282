"""Tab walks through every step of the trainee in reading order: down the page, then the primary button, then back."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from packets import add_packets
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from sirekap_trainer.phone.network import Address
from ui.camera import Cameras, Choice, Source
from ui.trainee import by_phone
from ui.trainee.by_camera import ByCamera
from ui.trainee.by_file import ByFile
from ui.trainee.by_phone import ByPhone
from ui.trainee.result_gallery import Gallery

#: So tall that nothing scrolls: places on the screen can be compared then.
TALL = (1366, 3000)


class Standing(Source):
    """A camera that sees nothing."""

    def start(self):
        pass

    def stop(self):
        pass


class TwoCameras(Cameras):
    """Two of them, without Qt's library."""

    def load(self):
        pass

    def choices(self):
        return [Choice("satu", "Kamera satu"), Choice("dua", "Kamera dua")]

    def open(self, choice):
        return Standing()


def press(key):
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key)
    QApplication.processEvents()


def walk_round(window, key=Qt.Key.Key_Tab):
    """The widgets that Tab comes by, from the first of the step to its last, and then those at the foot."""
    QTest.qWait(30)
    seen = []
    for _ in range(80):
        press(key)
        at = QApplication.focusWidget()
        if seen and at is seen[-1]:  # has more than one place for the keyboard, as four corners
            continue
        if at in seen:
            break
        seen.append(at)
    feet = [one for one in (window.back, window.primary) if one in seen]
    begin = seen.index(feet[0]) + 1
    turned = seen[begin:] + seen[:begin]
    return [one for one in turned if one is not window.step]  # that it holds the keyboard is no stop in sight


def place(window, widget):
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def follows(before: QRect, after: QRect) -> bool:
    """Whether something stands below another one, or beside it on the right."""
    return after.top() >= before.center().y() or (after.left() >= before.right() and after.bottom() > before.top())


def check_order(window, *, asides=()):
    """Fails where Tab jumps back; `asides` are the widgets that may stand elsewhere, and why is said where they are."""
    stops = walk_round(window)
    feet = [one for one in (window.primary, window.back) if one.isVisible() and one.isEnabled()]
    inner = [one for one in stops if one not in (*feet, *asides)]
    assert [one for one in stops if one in feet] == feet, "the primary button comes before the way back"
    if feet:
        assert all(stops.index(one) < stops.index(feet[0]) for one in inner), "and all of the step before both"
    places = [place(window, one) for one in inner]
    for at, (before, after) in enumerate(pairwise(places)):
        assert follows(before, after), f"{_name(inner[at])} {before}, then {_name(inner[at + 1])} {after}"
    return stops


def _name(widget) -> str:
    return widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "") or type(widget).__name__


# --- before the photographs


def test_home(make_window, walk, qtbot):
    first = make_window()
    walk.to_photo(first)
    first.close()
    window = make_window(size=TALL)
    qtbot.waitUntil(window.step.anew.isVisible, timeout=20000)
    stops = check_order(window)
    assert window.step.anew in stops
    assert window.step.hand_in in stops


def test_identity(make_window):
    window = make_window(size=TALL)
    window.primary.click()
    check_order(window)
    window.step.pair.click()
    # Both names, then the number that stands beside the first: who types names goes on typing names.
    stops = check_order(window, asides=(window.step.tps,))
    names = [window.step.name, window.step.second, window.step.tps]
    assert [one for one in stops if one in names] == names


@pytest.mark.parametrize("mode", ["latihan", "simulasi", "ujian"])
def test_packets(make_window, walk, sealed_folder, mode):
    window = make_window(size=TALL)
    walk.identify(window)
    step = window.step
    if mode == "ujian":
        add_packets(step, sealed_folder / "UJI-01")
    step.modes[mode].setChecked(True)
    stops = check_order(window)
    assert [step.modes[mode], step.folder_button] == stops[:2]
    assert step._marked.button in stops, "also what was marked for somebody, not by them"
    assert step.rules["koreksi"] in stops
    step.rules["tandai"].setChecked(True)
    assert step.rules["tandai"] in check_order(window)


def test_a_test_before_the_class(make_window, qtbot):
    window = make_window(size=TALL)
    window.step.tests["pre_test"].click()
    window.step.pair.click()
    for field, words in ((window.step.name, "Siti"), (window.step.second, "Budi"), (window.step.tps, "012")):
        field.setText(words)
    window.primary.click()
    quiz = window.step
    qtbot.waitUntil(lambda: quiz.ready, timeout=5000)
    press(Qt.Key.Key_2)
    assert check_order(window)[:1] == [quiz.people[1]]
    quiz.setFocus()
    window.primary.click()
    assert check_order(window)[:1] == [quiz.answers[0]], "one of those of which none is chosen"
    quiz.setFocus()
    press(Qt.Key.Key_3)
    assert check_order(window)[:1] == [quiz.answers[2]]
    window.primary.click()
    assert check_order(window)[:1] == [quiz.answers[0]], "of another question none is chosen"


# --- photographs


def test_photographs(make_window, walk, qtbot):
    window = make_window(size=TALL)
    walk.to_photo(window)
    step = window.step
    tabs = step._tab_group.buttons()
    stops = check_order(window)
    assert stops[:2] == [tabs[0], step.sample_button]
    step.sample_button.click()
    qtbot.waitUntil(lambda: step.ready, timeout=5000)
    stops = check_order(window)
    assert stops[0] is tabs[0]
    assert step.retake_button in stops
    step.show_corners()
    assert step.corners.turn_button in check_order(window)


def test_a_photograph_without_a_page(make_window, walk, draw_photo, qtbot, tmp_path):
    window = make_window(size=TALL)
    walk.to_photo(window)
    window.step.take(draw_photo(tmp_path / "meja.jpg", 1))
    qtbot.waitUntil(window.step.asking.notice.isVisible, timeout=5000)
    assert window.step.asking.corners_button in check_order(window)


def test_the_ways_of_taking_a_photograph(make_window, walk, monkeypatch, qtbot):
    monkeypatch.setattr(by_phone, "_addresses", lambda: (Address("192.168.1.2", "wlan0"), Address("10.0.0.2", "usb0")))
    window = make_window(size=TALL)
    walk.to_photo(window)
    ways = {type(way): way for way in window.step.ways}
    camera, phone = ways[ByCamera], ways[ByPhone]
    camera._cameras = TwoCameras()
    window.step.open_way(camera)
    qtbot.waitUntil(camera.choice.isVisible, timeout=20000)
    camera.button.setEnabled(True)
    stops = check_order(window)
    assert [one for one in stops if camera.isAncestorOf(one)] == [camera.choice, camera.by_itself, camera.button]
    camera._fail(RuntimeError())
    assert camera.again in check_order(window)
    window.step.open_way(phone)
    qtbot.waitUntil(lambda: bool(phone.url), timeout=30000)
    assert phone._networks in check_order(window)
    monkeypatch.setattr(QFileDialog, "open", lambda _: None)
    window.step.open_way(ways[ByFile])
    check_order(window)


def test_a_photograph_that_is_being_read(make_window, walk, readers):
    window = make_window(readers.slow, size=TALL)
    walk.to_photo(window)
    window.step.sample_button.click()
    assert check_order(window)[:2] == [window.step._tab_group.buttons()[0], window.step.busy.stop]
    window.step.cancel()


# --- checking and sending


def test_checking_keeps_tab_for_the_numbers(make_window, walk):
    window = make_window(size=TALL)
    walk.to_check(window)
    step, first = window.step, window.step.current
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is step
    assert step.current != first
    press(Qt.Key.Key_Backtab)
    assert step.current == first


def test_sending(make_window, walk, qtbot):
    window = make_window(size=TALL)
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    step = window.step
    gallery = step.findChild(Gallery)
    qtbot.waitUntil(lambda: gallery.complete, timeout=5000)
    for button in (step.own, step.signed, step.compared):
        button.click()
    # The tabs of the pages turn the paper that stands beside it all, and *Ubah* leads back: both come before the step,
    # for the line at the foot promises that Tab and Space answer one question after the other.
    pages, changes = step._tab_group.buttons(), step._changes
    stops = check_order(window, asides=[*pages, *changes])
    assert len(changes) == len(step.suspects) > 2
    assert stops == [pages[-1], *changes, step.own, step.signed, step.compared, window.primary, window.back]
    step.setFocus()
    for button in (step.own, step.signed, step.compared, window.primary):
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button


def test_the_page_shown_at_sending_is_marked_also_the_second_time(make_window, walk):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    for _ in range(2):
        window.primary.click()
        QApplication.processEvents()
        assert [one.text() for one in window.step._tab_group.buttons() if one.isChecked()] == ["Hal. 3"]
        window.back.click()
        QApplication.processEvents()


def test_what_was_answered_by_somebody_else_is_forgotten_by_tab(make_window, walk):
    window = make_window(size=TALL)
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    step = window.step
    QTest.mouseClick(step.other, Qt.MouseButton.LeftButton)
    assert step.other in walk_round(window)
    walk.accept_all(window)
    QTest.mouseClick(step.signed, Qt.MouseButton.LeftButton)
    step.compared.click()
    window.primary.click()
    window.primary.click()
    window.primary.click()
    walk.photograph(window)
    walk.accept_all(window)
    window.primary.click()
    assert window.step is step
    assert step.own in walk_round(window)


# --- afterwards


def test_the_result(make_window, walk, qtbot, tmp_path):
    window = make_window(size=TALL)
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    window.primary.click()
    step = window.step
    assert [step.again_button, step.pdf_button, step.hand_in_button] == check_order(window)[:3]
    step.keeper.save(step.told, step._crops, tmp_path / "hasil.pdf")
    qtbot.waitUntil(step.keeper.folder_button.isVisible, timeout=20000)
    assert check_order(window)[3] is step.keeper.folder_button
    window.toggle_ask()
    check_order(window)
    window.toggle_ask()
    window.toggle_guide()
    check_order(window)


def test_handing_in(make_window, qtbot):
    from sirekap_trainer.exercise.flow import Trainee
    from sirekap_trainer.exercise.questions import question

    window = make_window(size=TALL)
    trainee = Trainee.typed("Siti", "012", "utama")
    outbox = window.session.handing.outbox()
    outbox.put(question(trainee, "angka", "apa?", at=time.time()))
    window.step.hand_in.click()
    step = window.step
    qtbot.waitUntil(lambda: step.kept is not None, timeout=5000)
    assert check_order(window)[:2] == [step.by_stick, window.primary]
    step.by_network.click()
    step.again.setText("Sertakan")
    step.again.show()
    assert check_order(window)[:4] == [step.by_network, step.address.line, step.key.line, step.again]
