"""The trainer's settings: city, place of the records, backup, people's data, passphrase."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.city import city_of, counted_modes
from sirekap_trainer.records.door import LOCK_FILE, Door
from sirekap_trainer.records.people import add_person, find_people, list_people, remove_person
from sirekap_trainer.records.privacy import retention_date, set_retention_date
from sirekap_trainer.records.roster_file import Operator
from sirekap_trainer.records.store import RECORDS_FILE, Store
from sirekap_trainer.records.tables import Attempt
from ui.settings import Settings
from ui.trainer import care


@pytest.fixture
def records(places):
    """The window's records with two operators."""
    store = Store.open(places.data / "catatan")
    with store.write() as session:
        for number, name in (("001", "Sri Contoh"), ("002", "Budi Contoh")):
            add_person(session, Operator("Mayangan", "Jati", number, name, "utama", "0812345678"))
    yield store
    store.close()


def opened(make_window, qtbot, part="city"):
    window = make_window()
    window.go("settings")
    screen = window.step
    qtbot.waitUntil(lambda: screen.city.name.text != "", timeout=20000)
    screen.parts.choose([part])
    return window, screen


def told(screen, qtbot, words):
    qtbot.waitUntil(lambda: words in screen.notice.words.text() and screen._stack.isEnabled(), timeout=20000)


def names(records):
    with records.read() as session:
        return [one.name for one in list_people(session)]


def test_a_polling_day_that_has_passed_is_told_and_the_keyboard_stays_in_its_field(make_window, qtbot, records):
    _, screen = opened(make_window, qtbot)
    screen.city.day.line.setFocus()
    screen.city.day.line.setText("27-11-2020")
    QTest.keyClick(screen.city.day.line, Qt.Key.Key_Return)
    told(screen, qtbot, "sudah lewat")
    assert QApplication.focusWidget() is screen.city.day.line
    with records.read() as session:
        assert city_of(session).polling_day == date(2020, 11, 27)


def test_the_keyboard_does_not_fall_upon_the_way_out_while_something_is_done(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    QApplication.focusWidget().clearFocus()  # as after a file dialog
    window.primary.click()
    told(screen, qtbot, "Data kota disimpan")
    assert QApplication.focusWidget() is screen


def test_polling_day_is_changed_and_a_wrong_one_is_not(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    assert "1 kecamatan, 1 kelurahan, 2 TPS" in screen.city.areas_title.text()
    assert "2,5%" in screen.city.limits.text()
    screen.city.day.line.setText("31-02-2030")
    window.primary.click()
    assert "Tanggal ini tidak ada" in screen.city.day.problem.text()
    screen.city.day.line.setText("5.6.2030")
    screen.city.day.line.setFocus()
    QTest.keyClick(screen.city.day.line, Qt.Key.Key_Return)
    told(screen, qtbot, "Data kota disimpan")
    with records.read() as session:
        assert city_of(session).polling_day == date(2030, 6, 5)
        assert city_of(session).kecamatan  # stays


def test_what_counts_as_a_pass_is_chosen_and_kept(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    assert screen.city.counted.one == "all"
    screen.city.counted.buttons["exam"].click()
    window.primary.click()
    told(screen, qtbot, "Data kota disimpan")
    with records.read() as session:
        assert counted_modes(session) == ("ujian",)
    screen.city.counted.choose(["all"])
    screen.city.reload()
    qtbot.waitUntil(lambda: screen.city.counted.one == "exam", timeout=5000)


def test_another_city_has_none_of_the_kelurahan_that_ship(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot)
    screen.city.name.line.setText("Kota Karang")
    screen.city.province.line.setText("Papua")
    window.primary.click()
    told(screen, qtbot, "Data kota disimpan")
    with records.read() as session:
        assert (city_of(session).city, city_of(session).kecamatan) == ("Kota Karang", {})


def test_a_city_of_a_file_is_taken_and_a_broken_one_refused(make_window, qtbot, records, tmp_path):
    _, screen = opened(make_window, qtbot)
    good, bad = tmp_path / "kota.toml", tmp_path / "rusak.toml"
    good.write_text('province = "Aceh"\ncity = "Kota Uji"\n[kecamatan]\nSatu = ["Dua"]\n', encoding="utf-8")
    bad.write_text("city = ", encoding="utf-8")
    screen.city.take(bad)
    told(screen, qtbot, "bukan TOML yang benar")
    screen.city.take(good)
    told(screen, qtbot, "diambil dari kota.toml")
    qtbot.waitUntil(lambda: screen.city.name.text == "Kota Uji", timeout=20000)
    assert screen.city.day.text == ""


def test_records_in_another_folder_are_tried_then_used_and_kept(make_window, qtbot, records, places, tmp_path):
    window, screen = opened(make_window, qtbot, "place")
    assert str(places.data / "catatan") in screen.places.now.text()
    (tmp_path / "berkas").write_text("")
    screen.places.kind.choose(["folder"])
    screen.places.folder.line.setText(str(tmp_path / "berkas" / "catatan"))
    window.primary.click()
    told(screen, qtbot, "tidak dapat dibuat")
    assert str(places.data / "catatan") in screen.places.now.text()
    screen.places.folder.line.setText(str(tmp_path / "lain"))
    window.primary.click()
    told(screen, qtbot, "dipakai dari sini")
    assert (tmp_path / "lain" / RECORDS_FILE).is_file()
    qtbot.waitUntil(lambda: Settings(places.settings).records == str(tmp_path / "lain"), timeout=20000)
    assert os.name == "nt" or places.settings.stat().st_mode & 0o077 == 0  # a password may stand there
    screen.places.kind.choose(["here"])
    window.primary.click()
    qtbot.waitUntil(lambda: Settings(places.settings).records == "", timeout=20000)


def test_a_server_that_is_not_there_changes_nothing_and_its_password_shows_nowhere(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot, "place")
    page = screen.places
    page.kind.choose(["server"])
    window.primary.click()
    assert "belum lengkap" in page.host.problem.text()
    page.host.line.setText("127.0.0.1:9")
    page.base.line.setText("catatan")
    page.user.line.setText("pelatih")
    page.password.line.setText("sangat:rahasia@")
    window.primary.click()
    told(screen, qtbot, "tidak dapat dibuka")
    assert "rahasia" not in screen.notice.words.text()
    assert screen.office.url == ""
    screen.parts.choose(["city"])
    assert page.password.line.text() == ""
    url = care.server_url("db:5433", "catatan", "pelatih", "sangat:rahasia@")
    assert care.shown_place(url) == "server db:5433, basis data catatan, pengguna pelatih"
    with pytest.raises(RecordsError, match="port"):
        care.server_url("db:x", "catatan", "pelatih", "")


def test_a_backup_is_made_and_restored_only_when_sure(make_window, qtbot, records, tmp_path, monkeypatch):
    _, screen = opened(make_window, qtbot, "backup")
    held, restore = [], care.restore
    monkeypatch.setattr(care, "restore", lambda *told: held.append(screen.office._lane.store) or restore(*told))
    screen.backup.back_up(tmp_path / "salinan")
    told(screen, qtbot, "2 peserta, 0 hasil")
    path = tmp_path / "salinan.cadangan"
    assert path.is_file()
    with records.write() as session:
        add_person(session, Operator("Mayangan", "Jati", "003", "Baru", "utama", ""))
    answers, asked = [False, True], []

    def sure(question, words, do):
        asked.append((question, words, do))
        return answers.pop(0)

    monkeypatch.setattr(screen, "sure", sure)
    screen.backup.look_into(path)
    qtbot.waitUntil(lambda: len(asked) == 1 and screen._stack.isEnabled(), timeout=20000)
    assert len(names(records)) == 3
    screen.backup.look_into(path)
    told(screen, qtbot, "Dipulihkan")
    assert "2 peserta" in asked[1][1]
    assert held == [None], "Windows moves no file that is open"
    records.engine.dispose()
    assert names(records) == ["Sri Contoh", "Budi Contoh"]
    assert len(list((screen.office.lock_file.parent / "cadangan").glob("*.cadangan"))) == 1


def test_a_backup_brings_nobody_back_who_was_erased_since_and_says_so(
    make_window, qtbot, records, tmp_path, monkeypatch
):
    _, screen = opened(make_window, qtbot, "backup")
    path = care.back_up(records, tmp_path / "salinan").path
    with records.write() as session:
        (sri,) = (one.id for one in list_people(session) if one.name == "Sri Contoh")
        care.erase_person(session, sri, keep_results=True)
    monkeypatch.setattr(screen, "sure", lambda *_: True)
    screen.backup.look_into(path)
    told(screen, qtbot, "Dipulihkan")
    told(screen, qtbot, "Penghapusan yang lalu tetap berlaku untuk 1 peserta.")
    records.engine.dispose()
    assert names(records) == ["Budi Contoh"]


def test_a_damaged_backup_is_refused_before_anything_is_asked(make_window, qtbot, records, tmp_path, monkeypatch):
    _, screen = opened(make_window, qtbot, "backup")
    monkeypatch.setattr(screen, "sure", lambda *_: pytest.fail("asked"))
    (tmp_path / "rusak.cadangan").write_bytes(b"PK nothing")
    screen.backup.look_into(tmp_path / "rusak.cadangan")
    told(screen, qtbot, "rusak")
    assert len(names(records)) == 2


def test_damaged_records_are_told_and_a_backup_still_comes_back(make_window, qtbot, places, tmp_path, monkeypatch):
    store = Store.open(tmp_path / "asli")
    with store.write() as session:
        add_person(session, Operator("Mayangan", "Jati", "001", "Sri Contoh", "utama", ""))
    path = care.back_up(store, tmp_path / "salinan").path
    store.close()
    folder = places.data / "catatan"
    folder.mkdir(parents=True)
    (folder / RECORDS_FILE).write_bytes(b"not a database, but long enough to be looked at" * 100)
    window = make_window()
    window.go("settings")
    screen = window.step
    told(screen, qtbot, "tidak dapat dibuka")
    screen.parts.choose(["backup"])
    monkeypatch.setattr(screen, "sure", lambda *_: True)
    screen.backup.look_into(path)
    told(screen, qtbot, "Dipulihkan")
    again = Store.open(folder)
    assert names(again) == ["Sri Contoh"]
    again.close()


def test_who_left_is_found_and_erased_too(make_window, qtbot, records, monkeypatch):
    with records.write() as session:
        sri = next(one.id for one in list_people(session) if one.name == "Sri Contoh")
        session.add(
            Attempt(id="x", person_id=sri, packet="p", packet_set="p", form="f", mode="latihan", rule="koreksi",
                    sent_at=datetime.now(UTC), seconds=1.0, document={})
        )  # fmt: skip
        session.flush()
        remove_person(session, sri, at=datetime.now(UTC))
    _, screen = opened(make_window, qtbot, "privacy")
    page = screen.privacy
    page.search.setText("contoh")
    qtbot.waitUntil(lambda: page.people.count() == 2, timeout=20000)
    told_of = [page.people.item(row).text() for row in range(2)]
    assert told_of == [
        "Budi Contoh · TPS 002 Jati, utama", "Sri Contoh · TPS 001 Jati, utama, tidak bertugas lagi",
    ]  # fmt: skip
    page.people.setCurrentRow(1)
    monkeypatch.setattr(screen, "sure", lambda *_: True)
    page.erase_button.click()
    told(screen, qtbot, "1 peserta dihapus")
    with records.read() as session:
        assert find_people(session, "sri", former=True) == []


def test_one_persons_data_is_given_and_erased(make_window, qtbot, records, tmp_path, monkeypatch):
    _, screen = opened(make_window, qtbot, "privacy")
    page = screen.privacy
    assert not page.erase_button.isEnabled()
    page.search.setText("sri")
    qtbot.waitUntil(lambda: page.person is not None, timeout=20000)
    key = page.person.id
    page.export(tmp_path)
    told(screen, qtbot, "Data Sri Contoh tersimpan")
    data = json.loads((tmp_path / f"peserta-{key}.json").read_text(encoding="utf-8"))
    assert data["person"]["phone"] == "0812345678"
    page.export(tmp_path)
    told(screen, qtbot, "sudah ada")
    asked = []
    monkeypatch.setattr(screen, "sure", lambda *words: not asked.append(words))
    page.erase_button.click()
    told(screen, qtbot, "1 peserta dihapus")
    assert "Sri Contoh" in asked[0][0]
    assert names(records) == ["Budi Contoh"]


def test_the_day_of_retention_is_kept_and_what_is_due_is_told_first(make_window, qtbot, records, monkeypatch):
    window, screen = opened(make_window, qtbot, "privacy")
    page = screen.privacy
    assert not page.due_box.isVisibleTo(page)
    page.until.line.setText("31-12-2999")
    window.primary.click()
    told(screen, qtbot, "Masa simpan disimpan")
    with records.write() as session:
        assert retention_date(session) == date(2999, 12, 31)
        set_retention_date(session, date(2024, 12, 1))
    screen.reload()
    qtbot.waitUntil(lambda: page.due_box.isVisibleTo(page), timeout=20000)
    assert "2 peserta" in page.due.text()
    monkeypatch.setattr(screen, "sure", lambda *_: True)
    page.due_button.click()
    told(screen, qtbot, "2 peserta dihapus")
    assert names(records) == []


def test_the_passphrase_is_typed_twice_and_shuts_the_door(make_window, qtbot, records):
    window, screen = opened(make_window, qtbot, "door")
    page = screen.door
    page.first.line.setText("kuda laut makan bayam")
    page.again.line.setText("kuda laut")
    window.primary.click()
    assert "berbeda" in page.again.problem.text()
    page.again.line.setText("kuda laut makan bayam")
    window.primary.click()
    told(screen, qtbot, "Kata sandi disimpan")
    assert page.first.line.text() == ""
    assert not any("kuda" in path.read_text(encoding="utf-8", errors="ignore") for path in _texts(screen))
    page.shut_button.click()
    window.go("settings")
    assert window.step is not screen


def test_the_door_stays_shut_where_the_trainer_went_before_it_opened(make_window, qtbot, places):
    """The lane may be importing: who was impatient left the laptop to a trainee with the door open."""
    Door(places.data / LOCK_FILE).lock("kuda laut makan bayam")
    window = make_window()
    window.go("settings")
    door = window.step
    waits = threading.Event()
    window.office._lane.run(lambda _: waits.wait(20))
    door.passphrase.line.setText("kuda laut makan bayam")
    window.primary.click()
    window.back.click()
    waits.set()
    qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
    window.go("settings")
    assert window.step is door
    door.passphrase.line.setText("kuda laut makan bayam")
    window.primary.click()
    qtbot.waitUntil(lambda: window.step is window._steps.get("settings"), timeout=20000)
    waits.clear()
    window.office._lane.run(lambda _: waits.wait(20))
    window.step.door._set("kuda laut makan rumput")
    window.go("home")
    waits.set()
    qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
    window.go("settings")
    assert window.step is door


@pytest.mark.parametrize("view", [(100, False), (200, True)])
@pytest.mark.usefixtures("records")
def test_no_text_is_cut_and_no_control_without_a_name(make_window, qtbot, cut_texts, view):
    window = make_window(percent=view[0], dark=view[1])

    def look():
        qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
        qtbot.wait(20)
        assert cut_texts(window) == []
        assert _nameless(window.step) == []

    for step in ("reports", "questions", "desk", "settings"):
        window.go(step)
        look()
    for part in window.step.pages:
        window.step.parts.choose([part])
        look()


def _nameless(screen) -> list[str]:
    """What the keyboard reaches and a screen reader has no words for."""
    reached = [one for one in screen.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    words = {one: one.accessibleName() or getattr(one, "text", str)() for one in reached if one.isVisibleTo(screen)}
    return [f"{one} has no name" for one, name in words.items() if not name]


def _texts(screen) -> list[Path]:
    return [path for path in screen.office.lock_file.parent.rglob("*.json") if path.is_file()]
