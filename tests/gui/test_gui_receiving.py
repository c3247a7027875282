"""Receiving results in the window: a desk that is open between start and stop, bundles taken in by a lane."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.exchange import take_bundle
from sirekap_trainer.records.sender import SendPatience, Where, send
from sirekap_trainer.records.store import Store
from ui.receiving import OpenDesk, Receiving
from ui.tasks import Lane

FIRST = Path(__file__).parents[1] / "unit" / "records" / "bundle-1.0.sirekap"
NOW = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)
QUICK = SendPatience(connect=2.0, whole=20.0, again=0.01, tries=2)


@pytest.fixture
def lanes(qapp):
    """A lane for the records, and one in which the other laptop sends."""
    made = [Lane("catatan"), Lane("kirim")]
    yield made
    for lane in made:
        lane.close()


@pytest.fixture
def desk(qtbot, lanes, tmp_path):
    """What receives into records in a lane, and a way to send to it."""
    store = Store.open(tmp_path / "catatan")

    def take(bundle, success, failure):
        def work(_):
            with store.write() as session:
                return take_bundle(session, bundle, at=NOW)

        lanes[0].run(work, success=success, failure=failure)

    made = Receiving(take)
    yield made
    made.stop()
    assert [thread for thread in made.findChildren(QThread) if thread.isRunning()] == []
    store.close()


def opened(desk, qtbot) -> OpenDesk:
    with qtbot.waitSignal(desk.opened, timeout=10000) as signal:
        desk.start()
    return signal.args[0]


def handed_in(lanes, qtbot, where, data=None):
    """What the other laptop is told: a receipt or an error."""
    got = []
    data = FIRST.read_bytes() if data is None else data
    lanes[1].run(lambda _: send(data, where, patience=QUICK), success=got.append, failure=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=10000)
    return got[0]


def test_a_bundle_is_taken_in_by_the_lane_and_told_to_both(desk, lanes, qtbot):
    place = opened(desk, qtbot)
    told = []
    desk.arrived.connect(told.append)
    receipt = handed_in(lanes, qtbot, Where("127.0.0.1", place.port, place.code))
    assert receipt.message == "1 hasil baru, 1 tes baru, 1 pertanyaan baru."
    qtbot.waitUntil(lambda: len(told) == 1, timeout=5000)
    assert told[0].kind == "taken"
    assert told[0].taken.new == 3
    again = handed_in(lanes, qtbot, Where("127.0.0.1", place.port, place.code))
    assert again.message.startswith("Tidak ada yang baru")
    bad = handed_in(lanes, qtbot, Where("127.0.0.1", place.port, place.code), FIRST.read_bytes()[:-9])
    assert "rusak" in bad.message
    qtbot.waitUntil(lambda: [one.kind for one in told] == ["taken", "taken", "refused"], timeout=5000)


def test_the_code_is_dead_after_stop_and_new_after_start(desk, lanes, qtbot):
    first = opened(desk, qtbot)
    assert desk.is_open
    desk.stop()
    assert not desk.is_open
    gone = handed_in(lanes, qtbot, Where("127.0.0.1", first.port, first.code))
    assert isinstance(gone, RecordsError)
    second = opened(desk, qtbot)
    assert second.code != first.code
    refused = handed_in(lanes, qtbot, Where("127.0.0.1", second.port, first.code))
    assert "Kode ini tidak berlaku" in refused.message


def test_what_nobody_foresaw_is_told_to_both(lanes, qtbot):

    def take(bundle, success, failure):
        def work(_):
            raise ZeroDivisionError("something inside")

        lanes[0].run(work, success=success, failure=failure)

    desk = Receiving(take)
    errors = []
    desk.failed.connect(errors.append)
    try:
        place = opened(desk, qtbot)
        told = handed_in(lanes, qtbot, Where("127.0.0.1", place.port, place.code))
    finally:
        desk.stop()
    assert "Ada yang tidak berjalan di laptop pelatih" in told.message
    assert isinstance(errors[0], ZeroDivisionError)


def test_stopping_while_a_bundle_is_taken_in_ends_at_once(lanes, qtbot):
    waiting = []
    desk = Receiving(lambda *asked: waiting.append(asked))
    place = opened(desk, qtbot)
    got = []
    where = Where("127.0.0.1", place.port, place.code)
    lanes[1].run(lambda _: send(FIRST.read_bytes(), where, patience=QUICK), success=got.append, failure=got.append)
    qtbot.waitUntil(lambda: bool(waiting), timeout=10000)
    desk.stop()
    qtbot.waitUntil(lambda: bool(got), timeout=10000)
    assert isinstance(got[0], RecordsError)
    _, success, _ = waiting[0]
    success(object())  # too late: nobody is told, nothing breaks


def test_what_to_type_leaves_out_the_usual_port():
    from sirekap_trainer.phone.network import Address

    address = Address("192.168.43.10", "wlan0")
    usual = OpenDesk((address,), 8765, "abcd2345", usual=True)
    assert usual.typed(address) == "192.168.43.10"
    assert usual.url(address) == "http://192.168.43.10:8765/abcd2345/"
    assert OpenDesk((address,), 40001, "abcd2345", usual=False).typed(address) == "192.168.43.10:40001"
