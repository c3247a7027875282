"""What is kept: answers from one to the next, the look, and what was written when something broke."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER
from ui import settings as settings_module
from ui.crash import LIMIT, CrashLog
from ui.settings import Settings


def answered(places) -> int:
    """How many answers stand on the disk."""
    data = json.loads((places.data / "sitting.json").read_text())
    review = data["turns"][data["current"]]["exercise"]["review"]
    return sum(item["answer"] is not None for item in review["items"])


def test_every_answer_is_on_the_disk_soon(make_window, walk, qtbot, places):
    window = make_window()
    walk.to_check(window)
    for count in range(1, 6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda n=count: answered(places) == n, timeout=1000)


def test_an_interrupted_exercise_goes_on_where_it_was(make_window, walk, qtbot, places):
    first = make_window()
    walk.to_check(first)
    for _ in range(7):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: answered(places) == 7, timeout=1000)
    first.close()
    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.primary.click()
    qtbot.waitUntil(lambda: second.stepper.accessibleName().endswith("PERIKSA"), timeout=5000)
    assert second.session.review.answered == 7
    assert second.step.current == second.session.review.items[7].id
    assert not second.session.crop(second.step.item.number).isNull(), "the paper is there again"


def test_a_result_that_was_not_left_can_be_seen_again_and_no_other(make_window, walk, qtbot, places):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    window.step.own.click()
    window.step.signed.click()
    window.step.compared.click()
    window.primary.click()
    told = window.step.headline
    assert told
    window.close()

    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    assert second.step.anew.text() == "Lihat hasil"
    assert second.primary.text() == "Mulai latihan", "Enter is for who comes next"
    second.step.anew.click()
    qtbot.waitUntil(lambda: second.stepper.accessibleName().endswith("Hasil"), timeout=5000)
    assert second.step.headline == told
    form = second.session.form
    assert not second.session.pages.crop(form, form.numbers[0]).isNull(), "with its photographs"
    second.back.click()
    qtbot.waitUntil(lambda: not (places.data / "sitting.json").exists(), timeout=2000)
    qtbot.wait(100)
    assert not second.step.anew.isVisible()


def test_a_result_is_seen_again_even_where_its_photographs_are_gone(make_window, walk, qtbot, places):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    window.primary.click()
    window.close()
    for photo in (places.data / "foto").iterdir():
        photo.unlink()

    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.step.anew.click()
    qtbot.waitUntil(lambda: second.stepper.accessibleName().endswith("Hasil"), timeout=5000)
    assert second.step.headline


def test_a_damaged_file_is_no_reason_not_to_start(make_window, places, qtbot):
    places.data.mkdir(parents=True)
    (places.data / "sitting.json").write_text("{ half")
    window = make_window()
    qtbot.wait(200)
    assert not window.step.anew.isVisible()
    window.primary.click()
    assert window.primary.text() == "Lanjut"


def test_an_unwritable_folder_is_told(make_window, walk, qtbot, places):
    places.data.parent.mkdir(exist_ok=True)
    places.data.write_text("a file where the folder should be")
    window = make_window()
    walk.to_photo(window)
    qtbot.waitUntil(window.banner.isVisible, timeout=2000)
    assert "tidak dapat disimpan" in window.banner.words.text()


def test_the_look_is_kept(make_window, places, qtbot):
    window = make_window()
    window.change_look(dark=True, percent=150)
    assert (window._settings.dark, window._settings.percent) == (True, 150)

    def kept():
        found = Settings(places.settings)
        return found.dark, found.percent

    qtbot.waitUntil(lambda: kept() == (True, 150), timeout=5000)
    window.change_look(percent=100)
    window.close()
    assert "percent=100" in places.settings.read_text(), "what was chosen last is written before the window is gone"


def test_nothing_is_written_on_the_windows_thread(qapp, tmp_path):
    path, jobs = tmp_path / "baru" / "tampilan.ini", []
    settings = Settings(path, later=jobs.append)
    chosen = {"dark": True, "percent": 150, "language": "en", "records": "postgresql://pelatih:rahasia@server/catatan"}
    for name, value in chosen.items():
        setattr(settings, name, value)
        assert getattr(settings, name) == value
    assert not path.exists()
    for job in jobs:
        job()
    found = Settings(path)
    assert {name: getattr(found, name) for name in chosen} == chosen


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("there", [False, True])
def test_an_address_with_a_password_is_never_open_to_others(qapp, tmp_path, monkeypatch, there):
    path, seen = tmp_path / "tampilan.ini", []
    if there:
        path.write_text("[General]\npercent=150\n")
        path.chmod(0o644)
    write = settings_module._write

    def watched(*arguments):
        seen.append(path.stat().st_mode & 0o077)
        write(*arguments)
        seen.append(path.stat().st_mode & 0o077)

    monkeypatch.setattr(settings_module, "_write", watched)
    settings = Settings(path)
    settings.records = "postgresql://pelatih:rahasia@server/catatan"
    settings.percent = 125
    assert (seen, path.stat().st_mode & 0o077) == ([0, 0], 0)
    assert "rahasia" in path.read_text()


@pytest.mark.parametrize("kept", ["", "abc", "-5", "999"])
def test_nonsense_in_the_settings_is_not_used(qapp, tmp_path, kept):
    path = tmp_path / "tampilan.ini"
    path.write_text(f"[General]\npercent={kept}\n")
    assert Settings(path).percent == 100


def test_ctrl_plus_and_minus_change_the_size(make_window):
    window = make_window()
    for keys, percent in ((Qt.Key.Key_Plus, 125), (Qt.Key.Key_Plus, 150), (Qt.Key.Key_Minus, 125), (Qt.Key.Key_0, 100)):
        QTest.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier)
        assert window._theme.percent == percent


def test_a_run_that_died_is_told_at_the_next_start(tmp_path):
    code = (
        "import sys, os; from pathlib import Path; from ui.crash import CrashLog;"
        "log = CrashLog(Path(sys.argv[1]), '1'); log.take_last(); log.install(); os.abort()"
    )
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert died.returncode != 0
    log = CrashLog(tmp_path, "2")
    assert "Fatal Python error" in log.take_last()
    assert log.take_last() == "", "told once"
    assert "Fatal Python error" in log.path.read_text()


def test_a_run_that_ended_well_leaves_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from ui.crash import CrashLog;"
        "log = CrashLog(Path(sys.argv[1]), '1'); log.take_last(); log.install(); log.close()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert CrashLog(tmp_path, "2").take_last() == ""


def test_the_record_of_errors_does_not_grow_for_ever(tmp_path):
    log = CrashLog(tmp_path, "1")
    for _ in range(30):
        log.write("x" * 20_000)
    assert log.path.stat().st_size <= LIMIT


@pytest.mark.parametrize("there", [True, False])
def test_file_dialogs_begin_in_the_documents_or_at_home(qtbot, tmp_path, monkeypatch, there):
    from ui.app import begin_files_at

    home, documents = tmp_path / "rumah", tmp_path / "rumah" / "Dokumen"
    (documents if there else home).mkdir(parents=True)
    monkeypatch.setattr("pathlib.Path.home", lambda: home)
    monkeypatch.chdir(tmp_path)  # and back again
    begin_files_at(documents)
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setDirectory("")
    assert dialog.directory().absolutePath() == str(documents if there else home)


def test_where_nothing_can_be_written_the_crash_log_is_no_reason_not_to_start(tmp_path):
    (tmp_path / "berkas").write_text("")
    program = (
        "import sys; from pathlib import Path; from ui.crash import CrashLog; "
        "log = CrashLog(Path(sys.argv[1]), '1'); log.take_last(); log.install(); log.write('galat'); log.close()"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "berkas" / "log")], check=False)
    assert done.returncode == 0


def test_what_can_be_gone_on_with_is_in_sight_in_large_letters(make_window, walk, qtbot):
    window = make_window()
    walk.to_photo(window)
    window.close()
    second = make_window(percent=200)
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    QApplication.processEvents()
    assert second.step.anew.visibleRegion().boundingRect().size() == second.step.anew.size()


def test_a_result_that_is_not_kept_for_the_trainer_yet_is_not_thrown_away(make_window, walk, qtbot, places):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    places.data.mkdir(exist_ok=True)
    (places.data / OUTBOX_FOLDER).write_text("in the way")
    window.primary.click()
    qtbot.waitUntil(window.banner.isVisible, timeout=3000)
    window.back.click()
    qtbot.wait(200)
    assert (places.data / "sitting.json").exists()
    (places.data / OUTBOX_FOLDER).unlink()
    window.close()

    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.step.anew.click()
    qtbot.waitUntil(lambda: second.stepper.accessibleName().endswith("Hasil"), timeout=5000)
    second.back.click()
    qtbot.waitUntil(lambda: not (places.data / "sitting.json").exists(), timeout=2000)
    assert list((places.data / OUTBOX_FOLDER).iterdir())


def test_what_could_not_be_kept_for_the_trainer_is_kept_with_the_next_exercise(make_window, walk, qtbot, places):
    window = make_window()
    walk.to_check(window)
    walk.accept_all(window)
    window.primary.click()
    for button in (window.step.own, window.step.signed, window.step.compared):
        button.click()
    places.data.mkdir(exist_ok=True)
    outbox = places.data / OUTBOX_FOLDER
    outbox.write_text("in the way")
    window.primary.click()
    qtbot.waitUntil(window.banner.isVisible, timeout=3000)
    window.primary.click()
    window.primary.click()
    qtbot.waitUntil(lambda: window.session.exercise.step.name == "PHOTO", timeout=3000)
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=3000)
    assert outbox.is_file()
    outbox.unlink()
    window.session._save()
    qtbot.waitUntil(lambda: outbox.is_dir() and bool(list(outbox.iterdir())), timeout=3000)
