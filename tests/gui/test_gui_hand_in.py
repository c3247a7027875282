"""Handing results in from the window: kept by themselves, saved to a stick, sent to the trainer's laptop."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from packets import add_packets
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox, Part
from sirekap_trainer.records.bundle import open_bundle
from sirekap_trainer.records.receiver import Desk, receiving


@pytest.fixture
def outbox(places):
    return Outbox(places.data / OUTBOX_FOLDER)


@pytest.fixture
def finish(make_window, walk, qtbot):
    """A window at the result of an exercise."""

    def finished(**options):
        window = make_window(**options)
        walk.to_check(window)
        walk.accept_all(window)
        window.primary.click()
        for button in (window.step.own, window.step.signed, window.step.compared):
            button.click()
        window.primary.click()
        return window

    return finished


def put(outbox, count=3):
    for number in range(count):
        outbox.put(Part("question", f"0000000{number}-bbbb-4bbb-8bbb-bbbbbbbbbbbb", question(number)))


def question(number):
    return {
        "format": 1,
        "id": f"0000000{number}-bbbb-4bbb-8bbb-bbbbbbbbbbbb",
        "name": "Andika Pratama",
        "village": "Jati",
        "station": "001",
        "role": "utama",
        "about": "Suara sah",
        "note": "Mengapa?",
        "asked_at": "2024-11-20T08:00:00Z",
        "document": {},
    }


@pytest.fixture
def at_hand_in(make_window, qtbot, outbox):
    """A window at the screen, from the beginning."""

    def opened(count=3, **options):
        put(outbox, count)
        window = make_window(**options)
        window.step.hand_in.click()
        qtbot.waitUntil(lambda: window.step.kept is not None, timeout=5000)
        return window

    return opened


@contextmanager
def trainer(take):
    """A trainer's laptop in a thread of its own."""
    ready, place = threading.Event(), SimpleNamespace()

    async def serve():
        stop = asyncio.Event()
        desk = Desk(take)
        async with receiving(desk, host="127.0.0.1", port=0) as port:
            place.address, place.code = f"127.0.0.1:{port}", desk.token
            place.close = partial_close(asyncio.get_running_loop(), stop)
            ready.set()
            await stop.wait()
        await asyncio.sleep(0.1)  # connections that were let go are closed before the loop is

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield place
    finally:
        place.close()
        thread.join(10)


def partial_close(loop, stop):
    return lambda: loop.call_soon_threadsafe(stop.set)


def told(window):
    return window.step.told.words.text() if window.step.told.isVisibleTo(window) else ""


def taken(parts, unknown=0):
    """What the records would say."""
    return SimpleNamespace(message="Diterima.", laptop_message="Laptop baru.", id="x", parts=tuple(parts), unknown=0)


# --- keeping


def test_a_finished_turn_is_kept_and_a_file_of_it_can_be_taken(finish, outbox, qtbot, tmp_path, monkeypatch):
    window = finish()
    assert window.session.where == "result"
    qtbot.waitUntil(lambda: outbox.count() == (1, 0), timeout=5000)
    (part,) = outbox.waiting()
    assert part.data["score"]["votes_at_stake"] == 800
    assert part.data["exercise"]["trainee"]["name"] == "Peserta Satu"
    assert str(tmp_path) not in json.dumps(part.data)
    window.step.hand_in_button.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=5000)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.primary.click()
    qtbot.waitUntil(lambda: bool(told(window)), timeout=5000)
    (path,) = tmp_path.glob("*.sirekap")
    assert path.name in told(window)
    assert open_bundle(path.read_bytes()).attempts[0].id == part.id
    assert outbox.count() == (0, 1)
    window.back.click()
    assert window.step is window._steps["result"]


def test_an_exam_is_kept_without_a_score_and_its_file_is_still_told_afterwards(
    make_window, walk, qtbot, outbox, sealed_folder
):
    window = make_window()
    walk.identify(window)
    add_packets(window.step, sealed_folder / "UJI-01")
    window.primary.click()
    walk.photograph(window)
    while not window.session.review.complete:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        window.primary.click()
    said = window.step.sent_words.text()
    assert said.startswith("Serahkan berkas ujian-UJI-01")
    window.step.hand_in_button.click()
    assert window.step is window._steps["hand_in"]
    window.back.click()
    assert window.step.sent_words.text() == said
    assert not window.step.folder_button.isHidden()
    (part,) = outbox.waiting()
    assert (part.data["mode"], part.data["score"]) == ("ujian", None)


# --- a stick


def test_the_beginning_says_how_much_waits(make_window, outbox, qtbot):
    put(outbox)
    window = make_window()
    qtbot.waitUntil(lambda: window.step.hand_in.text() == "Serahkan hasil (3)", timeout=5000)
    row = {button.mapTo(window, QPoint()).y() for button in (window.step.guide, window.step.hand_in)}
    assert len(row) == 1, "the count moves nothing to another line"


def test_without_results_there_is_nothing_to_press(at_hand_in, outbox):
    window = at_hand_in(count=0)
    assert "Belum ada hasil" in window.step.waiting.words.text()
    assert not window.primary.isEnabled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    window.back.click()
    assert window.step is window._steps["home"]


def test_a_stick_that_cannot_be_written_keeps_everything(at_hand_in, outbox, qtbot, tmp_path, monkeypatch):
    window = at_hand_in()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "gone"))
    window.primary.click()
    qtbot.waitUntil(lambda: bool(told(window)), timeout=5000)
    assert "tidak dapat disimpan" in told(window)
    assert outbox.count() == (3, 0)
    assert window.primary.text() == "Pilih stik USB"


def test_no_folder_chosen_changes_nothing(at_hand_in, outbox, monkeypatch):
    window = at_hand_in()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.primary.click()
    assert (told(window), outbox.count()) == ("", (3, 0))


def test_what_was_handed_over_can_go_once_more(at_hand_in, outbox, qtbot, tmp_path, monkeypatch):
    window = at_hand_in()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.primary.click()
    qtbot.waitUntil(lambda: window.primary.text() == "Selesai", timeout=5000)
    qtbot.waitUntil(lambda: "Semua hasil sudah" in window.step.waiting.words.text(), timeout=5000)
    window.primary.click()
    assert window.step is window._steps["home"]
    window.step.hand_in.click()
    qtbot.waitUntil(lambda: window.step.again.isVisibleTo(window), timeout=5000)
    assert not window.primary.isEnabled()
    window.step.again.click()
    assert window.primary.isEnabled()
    window.primary.click()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.sirekap"))) == 2, timeout=5000)
    qtbot.waitUntil(lambda: bool(told(window)), timeout=5000)


# --- the network


def test_results_go_to_the_trainers_laptop_by_keyboard(at_hand_in, outbox, qtbot):
    got = []

    async def take(bundle):
        got.append(bundle)
        return taken(("question", one.id) for one in bundle.questions)

    window = at_hand_in()
    with trainer(take) as place:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is window.step.by_stick
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert window.step.by_network.isChecked()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is window.step.address.line
        QTest.keyClicks(QApplication.focusWidget(), place.address)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is window.step.key.line
        QTest.keyClicks(QApplication.focusWidget(), place.code.upper())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    assert told(window) == "3 hasil ada di laptop pelatih."
    assert outbox.count() == (0, 3)
    assert len(got[0].questions) == 3
    assert window.primary.text() == "Selesai"


def test_what_the_trainer_does_not_take_waits(at_hand_in, outbox, qtbot):
    async def take(bundle):
        return taken([("question", bundle.questions[0].id)])

    window = at_hand_in()
    with trainer(take) as place:
        window.step.by_network.click()
        window.step.address.line.setText(f"http://{place.address}/{place.code}/")
        window.primary.click()
        qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    assert "2 lainnya belum diterima" in told(window)
    assert outbox.count() == (2, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("8.8.8.8 abcd2345", "Alamat laptop pelatih belum benar."),
        ("127.0.0.1:9 abcd2345", "Laptop pelatih tidak ditemukan."),
        ("127.0.0.1:9 abc", "Kode dari pelatih belum benar."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(at_hand_in, outbox, qtbot, typed, said):
    window = at_hand_in()
    address, code = typed.split()
    window.step.by_network.click()
    window.step.address.line.setText(address)
    window.step.key.line.setText(code)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    assert told(window).startswith(said)
    field = window.step.key if said.startswith("Kode") else window.step.address
    assert QApplication.focusWidget() is field.line
    assert outbox.count() == (3, 0)
    assert window.primary.text() == "Kirim"


def test_an_empty_field_is_asked_for(at_hand_in):
    window = at_hand_in()
    window.step.by_network.click()
    window.primary.click()
    assert window.step.address.problem.isVisibleTo(window)
    window.step.address.line.setText("192.168.1.1")
    window.primary.click()
    assert window.step.key.problem.isVisibleTo(window)
    assert QApplication.focusWidget() is window.step.key.line


def test_a_refusal_of_the_trainers_laptop_is_said(at_hand_in, outbox, qtbot):
    async def take(_):
        raise RecordsError("Isi berkas ini berbeda.", hint="Tanyakan.", code="hasil_bertentangan")

    window = at_hand_in()
    with trainer(take) as place:
        window.step.by_network.click()
        window.step.address.line.setText(place.address)
        window.step.key.line.setText(place.code)
        window.primary.click()
        qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    assert told(window) == "Isi berkas ini berbeda. Tanyakan."
    assert outbox.count() == (3, 0)


def test_esc_stops_sending_and_everything_waits(at_hand_in, outbox, qtbot):
    reached = threading.Event()

    async def take(_):
        reached.set()
        await asyncio.sleep(60)

    window = at_hand_in()
    with trainer(take) as place:
        window.step.by_network.click()
        window.step.address.line.setText(place.address)
        window.step.key.line.setText(place.code)
        window.primary.click()
        assert window.step.busy.isVisibleTo(window)
        assert not window.primary.isEnabled()
        qtbot.waitUntil(reached.is_set, timeout=5000)  # a desk that closes on one who just comes leaves a socket open
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert not window.step.busy.isVisibleTo(window)
        assert window.primary.isEnabled()
    assert outbox.count() == (3, 0)


@pytest.mark.parametrize("percent", [100, 150])
def test_what_is_wrong_moves_nothing(at_hand_in, qtbot, percent):
    window = at_hand_in(percent=percent, size=(1366, 1400))
    step = window.step

    def places():
        QTest.qWait(50)
        return [one.mapTo(window, one.rect().topLeft()).y() for one in (step.by_stick, step.address.line, step.code)]

    before = places()
    step.by_network.click()
    before[1] = places()[1]  # it was not in sight, nor laid out
    assert places() == before, "the other way"
    window.primary.click()
    assert step.address.problem.isVisible()
    assert places() == before, "a field that is empty"
    QTest.keyClicks(step.address.line, "8.8.8.8")
    QTest.keyClicks(step.key.line, "x")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    assert places() == before, "what came of it"
    QTest.keyClicks(step.address.line, "1")
    assert not told(window)
    assert places() == before, "typing anew"


@pytest.mark.parametrize(("percent", "dark"), [(100, False), (200, True)])
def test_no_text_is_cut(at_hand_in, cut_texts, qtbot, percent, dark):
    window = at_hand_in(percent=percent, dark=dark)
    QApplication.processEvents()
    assert cut_texts(window) == []
    window.step.by_network.click()
    window.step.address.line.setText("8.8.8.8")
    window.step.key.line.setText("x")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(told(window)), timeout=10000)
    QTest.qWait(60)
    assert cut_texts(window) == []
