"""Receiving results in the window: out of files and over the network, and saying whose a result is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.phone.network import Address
from sirekap_trainer.records.attempts import Unmatched, list_unmatched
from sirekap_trainer.records.bundle import open_bundle
from sirekap_trainer.records.classes import ClassDraft, list_classes, new_class
from sirekap_trainer.records.parts import attempt_part, question_part, quiz_part
from sirekap_trainer.records.people import PersonRow, add_person, list_people
from sirekap_trainer.records.privacy import erase_person
from sirekap_trainer.records.roster_file import Operator
from sirekap_trainer.records.sender import SendPatience, Where, send
from sirekap_trainer.records.store import Store
from ui.receiving import OpenDesk
from ui.tasks import Lane
from ui.trainer import desk

FIRST = Path(__file__).parents[1] / "unit" / "records" / "bundle-1.0.sirekap"
QUICK = SendPatience(connect=2.0, whole=20.0, again=0.01, tries=2)


@pytest.fixture
def records(places):
    """The window's records, for looking into from outside."""
    store = Store.open(places.data / "catatan")
    yield store
    store.close()


@pytest.fixture
def sending(qapp):
    """The lane of another laptop."""
    lane = Lane("kirim")
    yield lane
    lane.close()


def opened(make_window, qtbot, **look):
    window = make_window(**look)
    window.go("desk")
    qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
    return window, window.step


def told(screen) -> list[str]:
    lines = [screen._lines.itemAt(at).widget() for at in range(screen._lines.count() - 1)]
    return [one.words.text() for one in lines]


def drop(screen, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    event = QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.dropEvent(event)


def test_files_are_dropped_each_taken_once_and_a_broken_one_holds_up_no_other(make_window, qtbot, records, tmp_path):
    broken = tmp_path / "rusak.sirekap"
    broken.write_bytes(FIRST.read_bytes()[:-9])
    _, screen = opened(make_window, qtbot)
    drop(screen, broken, FIRST)
    qtbot.waitUntil(lambda: screen._task is None, timeout=20000)
    lines = told(screen)
    assert "1 hasil baru, 1 tes baru, 1 pertanyaan baru." in lines[0]
    assert "Laptop baru" in lines[0]
    assert "rusak" in lines[1]
    assert "1 dari 2 berkas tidak diambil" in screen.notice.words.text()
    drop(screen, FIRST)
    qtbot.waitUntil(lambda: screen._task is None and len(told(screen)) == 3, timeout=20000)
    assert "Tidak ada yang baru" in told(screen)[0]
    assert "Laptop baru" not in told(screen)[0]
    with records.read() as session:
        assert len(list_unmatched(session)) == 1


def test_what_was_erased_is_told_and_does_not_come_back(make_window, qtbot, records):
    with records.write() as session:
        andika = add_person(session, Operator("Mayangan", "Jati", "001", "Andika Pratama", "utama", ""))
    _, screen = opened(make_window, qtbot)
    drop(screen, FIRST)
    qtbot.waitUntil(lambda: screen._task is None and len(told(screen)) == 1, timeout=20000)
    with records.write() as session:
        erase_person(session, andika, today=date(2024, 11, 20), keep_results=False)
    drop(screen, FIRST)
    qtbot.waitUntil(lambda: screen._task is None and len(told(screen)) == 2, timeout=20000)
    assert "Tidak ada yang baru. 3 dihapus sebelumnya: tidak diterima lagi." in told(screen)[0]
    with records.read() as session:
        assert (list_people(session), list_unmatched(session)) == ([], [])


def test_what_was_done_on_this_laptop_is_taken_once(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    screen.here_button.click()
    qtbot.waitUntil(lambda: screen._task is None, timeout=20000)
    assert "tidak ada hasil yang belum diserahkan" in screen.notice.words.text()
    done = open_bundle(FIRST.read_bytes())
    for part in (attempt_part(done.attempts[0]), quiz_part(done.quizzes[0]), question_part(done.questions[0])):
        window.session.handing.put(part)
    screen.here_button.click()
    qtbot.waitUntil(lambda: bool(told(screen)), timeout=20000)
    assert "Laptop ini: 1 hasil baru, 1 tes baru, 1 pertanyaan baru." in told(screen)[0]
    screen.here_button.click()
    qtbot.waitUntil(lambda: "tidak ada hasil yang belum diserahkan" in screen.notice.words.text(), timeout=20000)
    assert len(told(screen)) == 1
    assert window.session.handing.outbox().count() == (0, 3)


@pytest.mark.parametrize("name", ["here_button", "files_button"])
def test_after_taking_in_the_keyboard_is_where_it_was(make_window, qtbot, monkeypatch, name):
    window, screen = opened(make_window, qtbot)
    chosen = ([str(FIRST)], "")
    monkeypatch.setattr(desk.QFileDialog, "getOpenFileNames", lambda *_: chosen)
    button = getattr(screen, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert screen.busy.stop.hasFocus()
    qtbot.waitUntil(lambda: screen._task is None and not window.office.busy, timeout=20000)
    assert button.hasFocus()
    button.click()
    screen.classes.setFocus()
    qtbot.waitUntil(lambda: screen._task is None and not window.office.busy, timeout=20000)
    assert screen.classes.hasFocus(), "who went elsewhere stays there"


def test_a_laptop_hands_in_over_the_network_until_the_screen_is_left(make_window, qtbot, sending, records):
    with records.write() as session:
        key = new_class(session, ClassDraft("Bimtek Uji", "formal", date(2024, 11, 20)))
    window, screen = opened(make_window, qtbot)
    screen.classes.setCurrentIndex(screen.classes.findData(key))
    got, desks = [], []
    screen.receiving.opened.connect(desks.append)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(desks), timeout=20000)
    assert screen.code.isVisibleTo(screen)
    assert screen.code.text().replace(" ", "") == desks[0].code
    assert window.primary.text() == "Berhenti menerima"
    where = Where("127.0.0.1", desks[0].port, desks[0].code)
    sending.run(lambda _: send(FIRST.read_bytes(), where, patience=QUICK), success=got.append, failure=got.append)
    qtbot.waitUntil(lambda: bool(got) and bool(told(screen)), timeout=20000)
    assert "1 hasil baru" in told(screen)[0]
    assert open_bundle(FIRST.read_bytes()).code in told(screen)[0]
    assert screen.count.text() == "1 kiriman"
    window.go("reports")
    assert not screen.receiving.is_open
    sending.run(lambda _: send(FIRST.read_bytes(), where, patience=QUICK), success=got.append, failure=got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=20000)
    assert isinstance(got[1], RecordsError)
    with records.read() as session:
        assert [one.id for one in list_classes(session)] == [key]


@pytest.mark.parametrize("then", ["back", "reports"])
def test_results_come_in_while_the_board_is_shown(make_window, qtbot, sending, records, then):
    with records.write() as session:
        key = new_class(session, ClassDraft("Bimtek Uji", "formal", date(2024, 11, 20)))
    window, screen = opened(make_window, qtbot)
    assert not screen.board_button.isVisibleTo(screen)
    screen.classes.setCurrentIndex(screen.classes.findData(key))
    screen.classes.activated.emit(screen.classes.currentIndex())
    got, desks = [], []
    screen.receiving.opened.connect(desks.append)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(desks) and screen.board_button.isVisibleTo(screen), timeout=20000)
    screen.board_button.click()
    board = window.step
    assert board is window._steps["class_board"]
    where = Where("127.0.0.1", desks[0].port, desks[0].code)
    sending.run(lambda _: send(FIRST.read_bytes(), where, patience=QUICK), success=got.append, failure=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=20000)
    assert not isinstance(got[0], RecordsError)
    if then == "back":
        window.back.click()
        assert window.step is screen
        assert screen.receiving.is_open
        assert screen.code.isVisibleTo(screen)
        assert "1 hasil baru" in told(screen)[0]
        window.go("home")
    else:
        window.go("reports")
    assert not screen.receiving.is_open


def test_stop_hides_the_code_and_a_laptop_without_network_is_told(make_window, qtbot):
    window, screen = opened(make_window, qtbot)
    assert not screen.code.isVisibleTo(screen)
    window.primary.click()
    qtbot.waitUntil(lambda: screen.code.isVisibleTo(screen), timeout=20000)
    window.primary.click()
    assert not screen.code.isVisibleTo(screen)
    assert window.primary.text() == "Mulai menerima"
    screen._opened(OpenDesk((), 8765, "abcd2345", usual=True))
    assert "tidak terhubung ke jaringan" in screen._addresses.itemAt(0).widget().text()
    screen._opened(OpenDesk((Address("192.168.43.117", "wlan0"),), 8765, "abcd2345", usual=True))
    assert screen._addresses.itemAt(0).widget().text() == "192.168.43.117"


def test_a_result_of_nobody_is_settled_by_keys(make_window, qtbot, records):
    with records.write() as session:
        person = add_person(session, Operator("Mayangan", "Wiroborang", "044", "Sri Uji", "utama", ""))
    window, screen = opened(make_window, qtbot)
    assert not screen.settle_open.isVisibleTo(screen)
    screen.take_files([FIRST])
    qtbot.waitUntil(lambda: screen.settle_open.isVisibleTo(screen), timeout=20000)
    screen.settle_open.click()
    assert screen.settling
    assert not screen.notice.isVisibleTo(screen)
    assert screen.nobody.isVisibleTo(screen) == (screen.people.count() == 0)
    screen.search.setText("tidak ada orang begini")
    qtbot.waitUntil(lambda: screen.people.count() == 0 and "Hapus kata" in screen.nobody.text(), timeout=20000)
    assert screen.nobody.isVisibleTo(screen)
    screen.search.clear()
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "sri uji")
    qtbot.waitUntil(lambda: screen.people.count() == 1 and window.primary.isEnabled(), timeout=20000)
    assert "Sri Uji" in screen.people.item(0).text()
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.settling, timeout=20000)
    assert "milik Sri Uji" in screen.notice.words.text()
    with records.read() as session:
        assert not list_unmatched(session)
        assert [one.id for one in list_people(session)] == [person]


def test_what_arrives_while_a_result_is_settled_puts_no_other_one_under_the_hand(make_window, qtbot):
    now = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)

    def waiting(key):
        one = Unmatched(key, f"Nama {key}", "Jati", "012", "utama", "WK-11-001", now, ())
        return desk.Waiting(one, (PersonRow(9, "Mayangan", "Jati", "012", "Sri Lain", "utama", ""),))

    _, screen = opened(make_window, qtbot)
    screen._show(desk.DeskState((), (waiting("a"), waiting("b"))))
    screen.open_settling()
    screen.table.mark(1)
    found = [PersonRow(n, "Mayangan", "Jati", f"{n:03}", f"Sri {n}", "utama", "") for n in (1, 2)]
    screen._put_words("sri")
    screen._show_people(found)
    screen.people.setCurrentRow(1)
    screen._show(desk.DeskState((), (waiting("new"), waiting("a"), waiting("b"))))
    assert screen.marked.one.id == "b"
    assert (screen.search.text(), screen._chosen) == ("sri", 2)
    screen._show(desk.DeskState((), (waiting("new"), waiting("a"))))
    assert screen.marked.one.id == "new", "somebody else settled it"
    assert (screen.search.text(), screen._chosen) == ("", 9)


def test_back_leads_from_settling_to_receiving(make_window, qtbot):
    window, screen = opened(make_window, qtbot)
    screen.take_files([FIRST])
    qtbot.waitUntil(lambda: bool(screen.waiting), timeout=20000)
    screen.settle_open.click()
    window.back.click()
    assert not screen.settling
    assert window.step is screen


def test_a_bundle_the_records_contradict_is_refused_in_words(make_window, qtbot, monkeypatch):
    from sirekap_trainer.records import exchange

    def refuse(*_, **__):
        raise exchange.contradicting()

    monkeypatch.setattr(exchange, "take_bundle", refuse)
    _, screen = opened(make_window, qtbot)
    screen.take_files([FIRST])
    qtbot.waitUntil(lambda: screen._task is None, timeout=20000)
    assert "berbeda dari hasil yang sudah diterima" in told(screen)[0]
