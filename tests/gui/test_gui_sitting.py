"""Sittings through the window: three modes, two rules of checking, one person and two, and interruptions."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from packets import add_packets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sirekap_trainer.exercise import whole_tps
from sirekap_trainer.exercise.saved import load_sitting
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.packet import load_packet, save_packet

NAMES = ("Siti Aminah", "Budi Santoso")


def words(widget) -> str:
    """All words that are to be seen in a widget."""
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def press(window, key) -> None:
    """A key, where the keyboard is."""
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or window, key)


def gubernur_of(packet):
    """The same TPS's other form: one candidate fewer."""
    numbers = {name: one for name, one in packet.numbers.items() if name != "suara_4"}
    numbers["suara_3"] = numbers["suara_3"].model_copy(update={"boxes": boxes_for(125, 3), "bubbles": "125"})
    update = {
        "id": packet.id.replace("UJI", "GUB"),
        "form": "latihan_kwk_gubernur",
        "candidates": packet.candidates[:3],
        "numbers": numbers,
    }
    return packet.model_copy(update=update)


@pytest.fixture
def write_tps(sample_folder: Path, draw_photo):
    """Writes both forms of one TPS, with photographs."""

    def write(out: Path) -> tuple[Path, ...]:
        packet = load_packet(sample_folder / "UJI-01")
        folders = []
        for one in (gubernur_of(packet), packet):
            save_packet(one, out / one.id)
            for photo in one.photos:
                draw_photo(out / one.id / photo.file, photo.page)
            folders.append(out / one.id)
        return tuple(folders)

    return write


@pytest.fixture
def whole(write_tps, tmp_path: Path) -> Path:
    """A folder with both forms of a TPS beside each other."""
    write_tps(tmp_path / "tps")
    return tmp_path / "tps"


@pytest.fixture
def sit(make_window, walk, qtbot, whole, sealed_folder):  # noqa: C901, PLR0915 - a handful of short walks
    """Ways through a sitting."""
    key = {path.name: load_packet(path) for path in whole.iterdir()}

    def window_(crew=2, **options):
        window = make_window(samples=lambda: whole, **options)
        window.primary.click()
        if crew == 2:
            window.step.pair.click()
            window.step.second.setText(NAMES[1])
        window.step.name.setText(NAMES[0])
        window.step.tps.setText("12")
        window.primary.click()
        return window

    def choose(window, mode, rule="koreksi"):
        window.step.rules[rule].click()
        if mode == "ujian":
            add_packets(window.step, sealed_folder / "UJI-01")
        else:
            window.step.modes[mode].click()
        if mode == "simulasi":
            qtbot.waitUntil(lambda: window.step.chosen is not None, timeout=5000)
        window.primary.click()

    def answer(window, *, careful=True, keys=3):
        """The first numbers, and what is wrong, by keyboard; what is left at once, for time's sake."""
        packet = key[window.session.packet.id]
        for item in window.session.review.items[:keys]:
            window.step.go_to(item.id)
            press(window, Qt.Key.Key_Return)
        review, wrong = window.session.review, []
        for item in review.items:
            if careful and item.shown_value != packet.numbers[item.id].value:
                wrong.append(item)
            else:
                review = review.accept(item.id)
        window.session.answer(review)
        for item in wrong:
            window.step.go_to(item.id)
            if review.mode == "tandai":
                press(window, Qt.Key.Key_T)
            else:
                for digit in packet.numbers[item.id].boxes.lstrip("X"):
                    QTest.keyClicks(QApplication.focusWidget(), digit)
                press(window, Qt.Key.Key_Return)
        window.step.go_to(review.items[-1].id)
        assert window.session.review.complete

    def send(window):
        window.primary.click()
        window.step.own.click()
        window.step.signed.click()
        if not window.primary.isEnabled():
            window.step.compared.click()
        window.primary.click()

    def turn(window, *, careful=True):
        if window.session.exercise.step.name == "PHOTO":
            walk.photograph(window)
        answer(window, careful=careful)
        send(window)

    return SimpleNamespace(window=window_, choose=choose, answer=answer, send=send, turn=turn)


def pass_time(window, now: list[float], seconds: int) -> None:
    """Lets time go by, in steps too small to be taken for a laptop that slept."""
    for _ in range(seconds // 50):
        now[0] += 50
        window.session._pulse()


def is_at(window, name: str) -> bool:
    """Whether the window shows a step."""
    return window.step is window._steps.get(name)


@pytest.mark.parametrize("rule", ["koreksi", "tandai"])
@pytest.mark.parametrize("crew", [1, 2])
def test_practice_to_the_end(sit, crew, rule):
    window = sit.window(crew)
    sit.choose(window, "latihan", rule)
    assert window.session.coached
    assert not window.clock.isVisibleTo(window)
    sit.turn(window)
    if crew == 2:
        seen = words(window.step)
        assert "Sekarang giliran operator cadangan:" in seen
        assert NAMES[1] in seen
        assert "Jangan perlihatkan jawaban Anda" in seen
        window.primary.click()
        assert window.session.review.mode == rule
        assert window.session.review.answered == 0, "nothing of the first one's answers"
        assert f"{NAMES[1]} (cadangan)" in window.place.text()
        assert not window.session.crop(window.session.review.items[0].number).isNull(), "the same photographs"
        sit.turn(window, careful=False)
    assert is_at(window, "result")
    assert [one.score.passed for one in window.session.results()] == [True, False][:crew]
    assert [[one.number.id for one in agreed.differences] for agreed in window.session.agreement()] == [["suara_2"]] * (
        crew - 1
    )


@pytest.mark.parametrize("rule", ["koreksi", "tandai"])
@pytest.mark.parametrize("crew", [1, 2])
def test_a_simulation_to_the_end(sit, qtbot, crew, rule):
    window = sit.window(crew)
    now = [1000.0]
    window.session.now = lambda: now[0]
    sit.choose(window, "simulasi", rule)
    assert not window.session.coached
    assert window.clock.isVisibleTo(window)
    assert window.clock.text() == "00:00"
    turns = []
    for index in range(2 * crew):
        if index:
            assert is_at(window, "hand_over")
            assert "masuk antrean kirim" in words(window.step)
            if crew == 2:
                assert window.step.name.isVisible(), "who is next stands there, also who goes on"
                assert window.step.name.text() == NAMES[index in (1, 2)]
            assert window.step.title.text() in window.step.accessibleName()
            press(window, Qt.Key.Key_Return)
        turns.append((window.session.exercise.trainee.name, window.session.form.id[12:], is_at(window, "photo")))
        sit.turn(window)
        now[0] += 1.0
    first, second = NAMES
    assert (
        turns
        == {
            1: [(first, "gubernur", True), (first, "wali_kota", True)],
            2: [
                (first, "gubernur", True),
                (second, "gubernur", False),
                (second, "wali_kota", True),
                (first, "wali_kota", False),
            ],
        }[crew]
    )
    assert is_at(window, "queue")
    assert window.step.accessibleName() == window.step.title.text()
    assert "Tidak ada yang hilang" in words(window.step)
    assert not window.primary.isEnabled()
    press(window, Qt.Key.Key_Return)
    assert is_at(window, "queue"), "nothing to press before all is out"
    now[0] += 15
    window.step.tick()
    assert 0 < window.step.rows[0].bar.value() < 100
    assert window.step.rows[-1].bar.value() == 0
    pass_time(window, now, 300)
    window.step.tick()
    assert "Semua angka sudah terkirim" in words(window.step)
    press(window, Qt.Key.Key_Return)
    assert is_at(window, "result")
    assert len(window.session.results()) == 2 * crew
    assert all(one.score.passed for one in window.session.results())
    assert [agreed.share for agreed in window.session.agreement()] == [1.0] * (2 if crew == 2 else 0)
    press(window, Qt.Key.Key_F1)
    assert is_at(window, "guide"), "it is over, and time to read why"
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_Return)
    assert is_at(window, "packet")
    assert window.step.fresh.button.isChecked(), "another TPS than the one that is known by now"


def test_large_text_begins_with_the_first_question_and_follows_the_arrows(sit, qtbot):
    window = sit.window(2, percent=200)
    step = window.step
    qtbot.waitUntil(lambda: any(one.mode == "simulasi" and one.folders for one in step._options), timeout=5000)
    QTest.qWait(50)
    area = step._area

    def seen(button):
        return area.viewport().rect().contains(button.mapTo(area.viewport(), button.rect().center()))

    assert area.verticalScrollBar().value() == 0
    assert seen(step.modes["latihan"])
    marked = step._marked
    press(window, Qt.Key.Key_Down)
    assert step._marked is not marked
    assert seen(step._marked.button)


def test_after_a_packet_the_next_one_is_marked(make_window, walk):
    window = make_window()
    for done in range(3):
        if done:
            press(window, Qt.Key.Key_Return)
        else:
            walk.identify(window)
        assert window.session.exercise.packet is None
        # Both are known after two; then the last one stays marked.
        assert window.step.chosen.name == ("UJI-01", "UJI-02", "UJI-02")[done]
        press(window, Qt.Key.Key_Return)
        window.back.click()
        assert window.step.chosen.name == ("UJI-01", "UJI-02", "UJI-02")[done], "who comes back chose it"
        press(window, Qt.Key.Key_Return)
        walk.photograph(window)
        walk.accept_all(window)
        window.primary.click()
        for button in (window.step.own, window.step.signed, window.step.compared):
            button.click()
        window.primary.click()
        assert is_at(window, "result")


@pytest.mark.parametrize(("crew", "rule"), [(1, "koreksi"), (1, "tandai"), (2, "koreksi"), (2, "tandai")])
def test_an_exam_to_the_end_and_only_once(sit, qtbot, places, crew, rule):
    window = sit.window(crew)
    sit.choose(window, "ujian", rule)
    assert window.session.sitting.mode == "ujian"
    assert not window.session.coached
    for index in range(crew):
        if index:
            window.primary.click()
        with qtbot.waitSignal(window.session.handed_in, timeout=20000):
            sit.turn(window)
    assert is_at(window, "result")
    assert window.session.results() == ()
    assert window.session.agreement() == ()
    press(window, Qt.Key.Key_F1)
    assert is_at(window, "guide"), "it is sent, and nothing of it can be changed"
    press(window, Qt.Key.Key_F1)
    files = sorted(path.name for path in (places.packets / "Hasil ujian").iterdir())
    assert files == ["ujian-UJI-01-012-cadangan.json", "ujian-UJI-01-012-utama.json"][2 - crew :]
    qtbot.waitUntil(lambda: not (places.data / "sitting.json").exists(), timeout=3000)
    window.session.restart()
    window.go("packet")
    assert window.step.mode == "ujian"
    window.primary.click()
    assert is_at(window, "packet")
    assert "sudah mengerjakan ujian UJI-01" in words(window.banner)


def test_an_exam_offers_sealed_packets_alone(sit, sealed_folder):
    window = sit.window(1)
    step = window.step
    step.modes["ujian"].click()
    assert step.chosen is None
    assert not window.primary.isEnabled()
    assert "paket tersegel" in words(step)
    step.modes["latihan"].click()
    assert window.primary.isEnabled()
    add_packets(step, sealed_folder / "UJI-02")
    assert step.mode == "ujian", "a sealed packet is for an exam"
    assert step.chosen == sealed_folder / "UJI-02"


@pytest.fixture
def quickly_made(monkeypatch, write_tps):
    """Makes the making of a TPS quick; what was made, folder and number."""
    made = []

    def make(out, number, place, *, catalog, progress):
        progress(0, 2)
        made.append((out, number))
        return write_tps(out)

    monkeypatch.setattr(whole_tps, "make_whole_tps", make)
    return made


def test_without_both_forms_a_tps_is_made_and_the_last_one_taken_away(make_window, walk, qtbot, quickly_made, places):
    made = quickly_made
    window = make_window()
    walk.identify(window)
    for count in (1, 2):
        window.step.modes["simulasi"].click()
        window.step.fresh.button.click()
        assert window.primary.text() == "Buat dan mulai"
        window.primary.click()
        qtbot.waitUntil(lambda: is_at(window, "photo"), timeout=5000)
        assert len(made) == count
        assert made[-1][1] == "012"
        assert window.session.sitting.mode == "simulasi"
        assert [turn.exercise.form.id[12:] for turn in window.session.sitting.turns] == ["gubernur", "wali_kota"]
        qtbot.waitUntil(lambda: list((places.data / "simulasi").iterdir()) == [made[-1][0]], timeout=3000)
        window.back.click()
        assert window.step.chosen == made[-1][0] / "GUB-01", "what was made is there to go on with"


def test_a_tidying_queued_before_touches_nothing_made_since(make_window, walk, qtbot, quickly_made, places):
    window = make_window()
    walk.identify(window)
    disk = Event()
    window.session._saving.run(lambda _: disk.wait(20))
    window.step.modes["simulasi"].click()
    window.step.fresh.button.click()
    window.primary.click()
    qtbot.waitUntil(lambda: is_at(window, "photo"), timeout=15000)
    made = places.data / "simulasi" / "tps-012-0000"
    made.mkdir()
    disk.set()
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=5000)
    assert made.is_dir()


def test_making_a_tps_can_be_stopped(make_window, walk, qtbot, monkeypatch, places):
    begun = []

    def slow(out, number, place, *, catalog, progress):
        out.mkdir(parents=True)
        begun.append(out)
        while True:
            progress(1, 2)
            QTest.qSleep(5)

    monkeypatch.setattr(whole_tps, "make_whole_tps", slow)
    window = make_window()
    walk.identify(window)
    window.step.modes["simulasi"].click()
    window.primary.click()
    qtbot.waitUntil(lambda: bool(begun), timeout=3000)
    press(window, Qt.Key.Key_Escape)
    assert window.primary.isEnabled()
    qtbot.waitUntil(lambda: not begun[0].exists(), timeout=3000)
    assert is_at(window, "packet")


def test_a_tps_that_cannot_be_made_is_told(make_window, walk, qtbot, monkeypatch):
    from sirekap_trainer.errors import PacketError

    def broken(*_, **__):
        raise PacketError("Paket tidak dapat disimpan.", hint="Periksa ruang penyimpanan.")

    monkeypatch.setattr(whole_tps, "make_whole_tps", broken)
    window = make_window()
    walk.identify(window)
    window.step.modes["simulasi"].click()
    window.primary.click()
    qtbot.waitUntil(window.banner.isVisible, timeout=3000)
    assert "Periksa ruang" in words(window.banner)
    assert window.primary.isEnabled()


# --- who


def test_a_pair_says_beside_the_field_what_is_missing(make_window):
    window = make_window()
    window.primary.click()
    step = window.step
    step.pair.click()
    assert not step.roles["utama"].isVisibleTo(window)
    step.name.setText(NAMES[0])
    step.tps.setText("12")
    window.primary.click()
    assert "Nama belum diisi" in words(step)
    assert step.second.hasFocus()
    step.second.setText(NAMES[0].upper())
    window.primary.click()
    assert "Nama kedua operator sama" in words(step)
    step.second.setText(NAMES[1])
    window.primary.click()
    assert [one.role for one in window.session.sitting.crew] == ["utama", "cadangan"]


def test_two_people_sit_down_by_keyboard_alone(make_window):
    window = make_window()
    press(window, Qt.Key.Key_Return)
    window.step.alone.setFocus()
    press(window, Qt.Key.Key_Right)
    assert window.step.is_pair
    press(window, Qt.Key.Key_Tab)
    for text in (*NAMES, "12"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        press(window, Qt.Key.Key_Return)
    assert [one.name for one in window.session.sitting.crew] == list(NAMES)
    assert is_at(window, "packet")
    for _ in range(12):
        if QApplication.focusWidget() is window.step.modes["latihan"]:
            break
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Right)
    assert window.step.mode == "simulasi"
    assert window.primary.isEnabled()


def test_the_same_people_go_on_to_another_packet(sit):
    window = sit.window(2)
    sit.choose(window, "latihan")
    sit.turn(window)
    window.primary.click()
    sit.turn(window)
    window.session.restart()
    assert [one.name for one in window.session.sitting.crew] == list(NAMES)
    assert window.session.where == "packet"


# --- interruptions


def kept(places) -> dict:
    """What stands on the disk; nothing while it is being replaced for the first time."""
    path = places.data / "sitting.json"
    return json.loads(path.read_text()) if path.exists() else {}


def answers_kept(places) -> int:
    """How many answers of the first turn stand on the disk."""
    review = kept(places).get("turns", [{}])[0].get("exercise", {}).get("review") or {}
    return len(review.get("history", ()))


def goes_on(sit, qtbot, window, at: str, *, done: str = "", meanwhile=lambda: None):
    """Closes the window and opens another one, that says how far it was and goes on."""
    now = window.session.now
    window.close()
    meanwhile()
    again = sit_again(sit, now)
    qtbot.waitUntil(again.step.anew.isVisible, timeout=5000)
    assert f"({done}" in again.step._interrupted_words.text()
    again.primary.click()
    qtbot.waitUntil(lambda: is_at(again, at), timeout=10000)
    return again


def sit_again(sit, now):
    """Another window on the same folder."""
    window = sit.again()
    window.session.now = now
    return window


@pytest.fixture
def again(sit, make_window, whole):
    """Lets `sit` open another window."""
    sit.again = lambda: make_window(samples=lambda: whole)
    return sit


def test_a_pair_goes_on_at_every_place_of_a_simulation(again, qtbot, walk, places):
    sit = again
    window = sit.window(2)
    now = [1000.0]
    window.session.now = lambda: now[0]
    sit.choose(window, "simulasi", "tandai")
    window = goes_on(sit, qtbot, window, "photo", done="giliran 1 dari 4: foto)")
    walk.photograph(window)
    sit.answer(window)
    window.primary.click()
    window = goes_on(sit, qtbot, window, "send", done="giliran 1 dari 4: 28 dari 28 angka)")
    window.step.own.click()
    window.step.signed.click()
    if not window.primary.isEnabled():
        window.step.compared.click()
    now[0] += 30
    window.primary.click()
    window = goes_on(sit, qtbot, window, "hand_over", done="giliran 1 dari 4: selesai)")
    assert NAMES[1] in words(window.step)
    assert window.clock.text() == "00:30"
    window.primary.click()
    for _ in range(4):
        press(window, Qt.Key.Key_Return)
    window = goes_on(sit, qtbot, window, "check", done="giliran 2 dari 4: 4 dari 28 angka)")
    assert window.session.review.answered == 4
    assert window.session.review.mode == "tandai"
    assert window.session.exercise.trainee.name == NAMES[1]
    assert not window.session.crop(window.session.review.items[5].number).isNull()
    sit.turn(window)
    for _ in range(2):
        window.primary.click()
        sit.turn(window)
    assert is_at(window, "queue")
    now[0] += 20
    window.session._save()
    qtbot.waitUntil(lambda: kept(places).get("saved_at") == now[0], timeout=3000)
    before = window.session.uploads
    window = goes_on(
        sit, qtbot, window, "queue", done="tinggal pengiriman)", meanwhile=lambda: now.__setitem__(0, now[0] + 3600)
    )
    assert window.session.uploads == before, "nothing went out while nobody was there"
    assert window.clock.text() == "00:50"
    pass_time(window, now, 600)
    window.step.tick()
    window.primary.click()
    assert is_at(window, "result")
    assert len(window.session.results()) == 4
    for result in window.session.results():
        assert not window.session.pages.crop(result.form, result.form.numbers[0]).isNull(), "both forms' photographs"
    window.back.click()
    qtbot.waitUntil(lambda: not (places.data / "sitting.json").exists(), timeout=3000)


def test_time_the_laptop_slept_does_not_count(sit, qtbot):
    window = sit.window(1)
    now = [1000.0]
    window.session.now = lambda: now[0]
    sit.choose(window, "simulasi")
    now[0] += 5
    window.session._pulse()
    assert window.session.clock == 5
    now[0] += 3605
    window.session._pulse()
    assert window.session.clock == 10


def test_a_clock_that_is_put_back_neither_stops_the_queue_nor_gives_time(sit, walk):
    """As where Windows learns the time at last, in the middle of a class."""
    window = sit.window(1)
    now = [10_000.0]
    window.session.now = lambda: now[0]
    sit.choose(window, "simulasi")
    sit.turn(window)
    window.primary.click()
    walk.photograph(window)
    pass_time(window, now, 200)
    now[0] -= 3600
    window.session._pulse()
    pass_time(window, now, 100)
    sit.answer(window)
    sit.send(window)
    assert is_at(window, "queue")
    assert window.session.sitting.turns[1].exercise.seconds == pytest.approx(300, abs=10)
    pass_time(window, now, 600)
    assert window.session.all_out
    assert window.session.clock == pytest.approx(900, abs=10)


def test_an_exam_goes_on_and_its_files_are_written_once(again, qtbot, places, passphrase):
    sit = again
    window = sit.window(2)
    sit.choose(window, "ujian")
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        sit.turn(window)
    window = goes_on(sit, qtbot, window, "hand_over")
    text = (places.data / "sitting.json").read_text()
    assert "leading_eight" not in text
    assert passphrase not in text
    window.primary.click()
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        sit.turn(window)
    assert len(list((places.packets / "Hasil ujian").iterdir())) == 2


def test_an_exam_handed_in_is_not_offered_again_after_a_kill_before_it_was_taken_away(again, qtbot, places, walk):
    sit = again
    window = sit.window(1)
    sit.choose(window, "ujian")
    walk.photograph(window)
    sit.answer(window)
    qtbot.waitUntil(lambda: answers_kept(places) > 28, timeout=3000)
    before = (places.data / "sitting.json").read_bytes()
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        sit.send(window)
    window.close()
    (places.data / "sitting.json").write_bytes(before)
    assert sit.again().session.saved() is None


def test_a_file_for_the_trainer_that_could_not_be_written_is_written_later(again, qtbot, places):
    sit = again
    window = sit.window(2)
    sit.choose(window, "ujian")
    blocked = places.packets / "Hasil ujian"
    places.packets.mkdir(exist_ok=True)
    blocked.write_text("a file where the folder should be")
    with qtbot.waitSignal(window.session.unsaved, timeout=20000):
        sit.turn(window)
    # What goes to the trainer another way is kept all the same.
    qtbot.waitUntil(lambda: len(window.session.handing.outbox().waiting()) == 1, timeout=3000)
    window = goes_on(sit, qtbot, window, "hand_over")
    blocked.unlink()
    with qtbot.waitSignal(window.session.handed_in, timeout=20000):
        window.primary.click()
    assert [path.name for path in blocked.iterdir()] == ["ujian-UJI-01-012-utama.json"]


def test_beginning_anew_does_not_lose_what_was_interrupted_before_packets_are_chosen(again, qtbot):
    sit = again
    window = sit.window(1)
    sit.choose(window, "latihan")
    window.close()
    second = sit.again()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=5000)
    second.step.anew.click()
    second.step.name.setText("Orang Lain")
    second.step.tps.setText("1")
    second.primary.click()
    second.close()
    third = sit.again()
    qtbot.waitUntil(third.step.anew.isVisible, timeout=5000)
    assert NAMES[0] in words(third.step)


def test_enter_goes_on_with_what_was_interrupted(again, qtbot):
    sit = again
    window = sit.window(1)
    sit.choose(window, "latihan")
    window.close()
    second = sit.again()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=5000)
    assert second.primary.text() == "Lanjutkan"
    press(second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.step.stage == 2, timeout=5000)


def test_an_exercise_saved_by_an_earlier_version_goes_on(again, qtbot, places, walk):
    sit = again
    window = sit.window(1)
    sit.choose(window, "latihan")
    walk.photograph(window)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: answers_kept(places) == 1, timeout=3000)
    window.close()
    data = kept(places)["turns"][0]["exercise"] | {"format": 2}
    del data["review"]["tries"]
    (places.data / "sitting.json").unlink()
    (places.data / "exercise.json").write_text(json.dumps(data))
    window = sit.again()
    qtbot.waitUntil(window.step.anew.isVisible, timeout=5000)
    window.primary.click()
    qtbot.waitUntil(lambda: is_at(window, "check"), timeout=10000)
    assert window.session.review.answered == 1
    assert window.session.coached
    sit.turn(window)
    assert is_at(window, "result")
    window.back.click()
    qtbot.waitUntil(lambda: list(places.data.glob("*.json")) == [], timeout=3000)


#: Goes on with what is saved in a folder and changes answers for ever; says how many changes are safe.
CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.session import Session
from ui.tasks import Lane

app = QCoreApplication([])
reading, saving = Lane("baca"), Lane("simpan")
session = Session(reading, saving, Path(sys.argv[1]))
session.resume(session.saved())

def change(_=None):
    done = len(session.review.history)
    print(done, flush=True)
    item = session.review.items[done % len(session.review.items)]
    session.answer(session.review.accept(item.id) if item.answer is None else session.review.clear(item.id))
    saving.run(lambda _: None, success=change)  # behind what was just saved

change()
app.exec()
"""


@pytest.mark.parametrize("moment", range(3))
def test_killed_at_any_moment_no_answer_is_missing(sit, walk, places, moment):
    window = sit.window(2)
    sit.choose(window, "simulasi")
    walk.photograph(window)
    window.close()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(places.data)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(random.Random(moment).randint(2, 60)):
        child.stdout.readline()
    child.kill()
    safe = [int(line) for line in child.communicate()[0].splitlines() if line.isdecimal()]
    found = load_sitting(places.data, catalog=builtin_catalog())
    assert found is not None
    assert len(found.exercise.review.history) >= max(safe, default=1)


# --- looks


@pytest.mark.parametrize(
    ("percent", "size"), [(100, (1366, 768)), (200, (1366, 768)), (150, (1366, 768)), (200, (1920, 1080))]
)
def test_nothing_is_cut_on_the_screens_of_a_sitting(sit, cut_texts, percent, size):
    found = {}

    def look(name: str) -> None:
        for _ in range(3):
            QApplication.processEvents()
        found[name] = cut_texts(window)

    window = sit.window(2, percent=percent, size=size, dark=percent == 200)
    now = [1000.0]
    window.session.now = lambda: now[0]
    for mode in ("ujian", "simulasi", "latihan"):
        window.step.modes[mode].click()
        look(f"packet, {mode}")
    window.back.click()
    window.step.second.clear()
    window.primary.click()
    look("identity, two")
    window.step.second.setText("Maria Magdalena Retnoningtyas Kusumawardhani")
    window.primary.click()
    sit.choose(window, "simulasi")
    look("photo")
    for index in range(4):
        if index:
            window.primary.click()
        sit.turn(window)
        look(f"after turn {index + 1}")
        now[0] += 10
    for _ in range(8):
        now[0] += 12
        window.step.tick()
        look(f"queue at {now[0]}")
    assert {name: cut for name, cut in found.items() if cut} == {}


@pytest.mark.parametrize("percent", [100, 200])
def test_that_they_change_seats_is_seen_at_every_size_of_text(sit, percent, cut_texts):
    window = sit.window(2, percent=percent)
    window.back.click()
    window.step.second.setText("Budi Santoso Kusumawardhana")
    window.primary.click()
    sit.choose(window, "latihan")
    sit.turn(window)
    QTest.qWait(60)
    warning = window.step.warning
    low = warning.mapTo(window.step, warning.rect().bottomLeft()).y()
    assert low < window.step.height(), "without scrolling"
    assert cut_texts(window) == []


def test_large_text_shows_what_is_under_way_in_the_queue_and_then_that_all_is_out(sit):
    window = sit.window(1, percent=200, size=(1366, 600))
    now = [1000.0]
    window.session.now = lambda: now[0]
    sit.choose(window, "simulasi")
    sit.turn(window)
    window.primary.click()
    now[0] += 150
    sit.turn(window)
    step = window.step
    assert is_at(window, "queue")
    assert next(one.state for one in window.session.uploads) == "sent"
    view = step._area.viewport()

    def seen(widget):
        QTest.qWait(60)
        return view.rect().contains(widget.mapTo(view, widget.rect().center()))

    assert seen(step.rows[1])
    pass_time(window, now, 600)
    step.tick()
    assert seen(step.title)
    assert step.title.text() == "Semua angka sudah terkirim"
