"""The folder of photographs: nothing needed is lost, nothing else stays."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from packets import add_packets

from sirekap_trainer.errors import ReadingError
from sirekap_trainer.practice.packet import load_packet, save_packet
from ui.photo_folder import PhotoFolder


@pytest.fixture
def in_folder(places, qtbot):
    """Waits until these photographs are kept and no others; they are named by the end of their names."""
    folder = places.data / "foto"

    def kept() -> list[str]:
        return sorted(path.name.split("-", 3)[3] for path in folder.iterdir()) if folder.is_dir() else []

    return lambda *names: qtbot.waitUntil(lambda: kept() == list(names), timeout=3000)


@pytest.fixture
def stick(tmp_path, sample_folder, draw_photo):
    """A USB stick with photographs of a packet's pages."""
    folder = tmp_path / "stik"
    folder.mkdir()
    save_packet(load_packet(sample_folder / "UJI-01"), folder)
    for page in (1, 2, 3):
        draw_photo(folder / f"page-{page}.jpg", page)
    return folder


@pytest.fixture
def take(qtbot):
    """Takes a photograph and waits until it is read."""

    def wait(window, path: Path):
        window.step.take(path)
        qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)

    return wait


def test_a_photograph_is_kept_when_it_is_taken(at_photo, stick, take):
    window = at_photo()
    take(window, stick / "page-1.jpg")
    photo = Path(window.session.exercise.photo(1).photo)
    assert photo.parent == window.session.photo_folder
    assert photo.read_bytes() == (stick / "page-1.jpg").read_bytes()


def test_an_exercise_goes_on_after_its_photographs_are_gone(at_photo, make_window, stick, take, qtbot):
    first = at_photo()
    for page in (1, 2):
        take(first, stick / f"page-{page}.jpg")
        first.primary.click()
    qtbot.waitUntil(lambda: not first.session._saving.busy, timeout=3000)
    first.close()
    for photo in stick.glob("*.jpg"):
        photo.unlink()
    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.primary.click()
    qtbot.waitUntil(lambda: second.session.page(2) is not None, timeout=5000)
    assert not second.session.page(1).upright.isNull()
    assert second.session.exercise.missing_pages == (3,)


def test_an_exercise_goes_on_after_its_packet_is_gone(at_photo, make_window, stick, take, qtbot):
    packet = shutil.copytree(stick, stick.with_name("stik pelatih"))
    first = at_photo()
    first.back.click()
    add_packets(first.step, packet)
    first.primary.click()
    assert Path(first.session.exercise.packet_folder) == packet
    take(first, stick / "page-1.jpg")
    first.primary.click()
    qtbot.waitUntil(lambda: not first.session._saving.busy, timeout=3000)
    first.close()
    shutil.rmtree(packet)
    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.primary.click()
    qtbot.waitUntil(lambda: second.session.page(1) is not None, timeout=5000)
    assert second.session.exercise.missing_pages == (2, 3)


def test_only_the_last_photograph_of_a_page_stays(at_photo, stick, take, in_folder, draw_photo):
    window = at_photo()
    for _ in range(3):
        take(window, stick / "page-1.jpg")
    in_folder("page-1.jpg")
    cats = [draw_photo(stick / f"kucing-{n}.jpg", 1) for n in range(3)]
    for cat in cats:
        take(window, cat)
    in_folder("kucing-2.jpg", "page-1.jpg")
    take(window, stick / "page-2.jpg")
    in_folder("kucing-2.jpg", "page-1.jpg")
    take(window, stick / "page-1.jpg")
    in_folder("page-1.jpg")


def test_a_photograph_that_was_let_go_is_not_kept(at_photo, stick, qtbot, readers, in_folder):
    window = at_photo(readers.slow)
    window.step.take(stick / "page-1.jpg")
    qtbot.waitUntil(lambda: window.step.busy.bar.value() > 0, timeout=5000)
    window.step.cancel()
    in_folder()


def test_nor_is_one_of_a_way_that_was_let_go(at_photo, draw_photo, qtbot, readers, in_folder):
    window = at_photo(readers.slow)
    window.step.take(draw_photo(window.session.photo_folder / "kamera-1-0-page-1.jpg", 1))
    qtbot.waitUntil(lambda: window.step.busy.bar.value() > 0, timeout=5000)
    window.step.cancel()
    in_folder()


def test_a_page_mended_in_vain_keeps_its_photograph(at_photo, stick, take, qtbot, monkeypatch, in_folder):  # noqa: PLR0917
    window = at_photo()
    take(window, stick / "page-1.jpg")

    def broken(*_, **__):
        raise ReadingError("Berkas pembaca angka rusak.")

    monkeypatch.setattr(window.session.pages, "read", broken)
    window.step.result.corners_button.click()
    window.primary.click()
    qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)
    in_folder("page-1.jpg")  # and no corners with which it would not be read again
    assert window.session.page(1) is not None


def test_a_new_exercise_begins_with_an_empty_folder(at_photo, stick, take, in_folder, qtbot):
    window = at_photo()
    take(window, stick / "page-1.jpg")
    window.session.restart()
    qtbot.waitUntil(lambda: not window.session._saving.busy, timeout=3000)
    window.session.choose(window.session.material.shipped()[1].folder)
    in_folder()


def test_what_a_killed_run_left_is_cleared_at_the_next_start(at_photo, make_window, stick, take, in_folder):
    first = at_photo()
    take(first, stick / "page-1.jpg")
    in_folder("page-1.jpg")
    first.close()
    (first.session.photo_folder / "hal-2-00000000-lama.jpg").write_bytes(b"left behind")
    in_folder("lama.jpg", "page-1.jpg")
    make_window()
    in_folder("page-1.jpg")


def test_what_a_phone_brings_before_the_folder_is_cleared_stays(make_window, in_folder, qtbot):
    window = make_window()
    qtbot.waitUntil(lambda: not window.session._reading.busy, timeout=5000)
    folder = window.session.photo_folder
    (folder / "hal-2-00000000-lama.jpg").write_bytes(b"left behind")
    reached, go_on = threading.Event(), threading.Event()

    def wait(_) -> None:
        reached.set()
        go_on.wait(5)

    window.session._reading.run(wait)  # as the core is imported there
    reached.wait(5)
    window.session.look_for_saved(lambda _: None)
    (folder / "hal-2-00000000-datang.jpg").write_bytes(b"just arrived")
    go_on.set()
    in_folder("datang.jpg")


def test_a_folder_that_cannot_be_written_stops_nobody(at_photo, stick, take, places):
    places.data.mkdir()
    (places.data / "foto").write_text("a file where the folder should be")
    window = at_photo()
    take(window, stick / "page-1.jpg")
    assert window.session.page(1).path == stick / "page-1.jpg"


def test_names_of_files_do_no_harm(tmp_path):
    folder = PhotoFolder(tmp_path / "foto", tmp_path)
    wild = tmp_path / ("a b'\"ü" * 20 + ".JPG")
    wild.write_bytes(b"x")
    name = folder.own_name(wild, 2)
    assert name.suffix == ".jpg"
    assert name.name.isascii()
    assert len(name.name) < 80
    assert folder.keep(wild, name).read_bytes() == b"x"
    assert folder.own_name(name, 2) == name, "what lies there already stays"


def test_what_is_no_photograph_is_not_copied(tmp_path):
    folder = PhotoFolder(tmp_path / "foto", tmp_path)
    gone = tmp_path / "hilang.jpg"
    huge = tmp_path / "besar.jpg"
    with huge.open("wb") as file:
        file.truncate(100_000_001)
    for photo in (gone, huge, tmp_path):
        assert folder.keep(photo, folder.own_name(photo, 1)) == photo
    assert list(folder.path.iterdir()) == []


def test_corners_by_hand_stay_beside_their_photograph(tmp_path):
    folder = PhotoFolder(tmp_path / "foto", tmp_path)
    photo = tmp_path / "a.jpg"
    shutil.copy(__file__, photo)
    mine = folder.keep(photo, folder.own_name(photo, 1))
    corners = [(1.0, 2.5), (3.0, 4.0), (5.0, 6.0), (7.0, 8.0)]
    assert folder.corners_of(mine) is None
    folder.keep_corners(mine, corners)
    assert folder.corners_of(mine) == corners
    (tmp_path / "exercise.json").write_text(mine.name)
    folder.tidy()
    assert folder.corners_of(mine) == corners
    folder.drop([mine, photo])
    assert list(folder.path.iterdir()) == []
    assert photo.exists(), "what lies elsewhere is not ours"


def test_nothing_is_cleared_while_an_exercise_cannot_be_read(tmp_path, monkeypatch):
    """On Windows another program, such as one that looks for viruses, may hold a file for a moment."""
    folder = PhotoFolder(tmp_path / "foto", tmp_path)
    needed = folder.path / "hal-1-0123abcd-a.jpg"
    needed.write_bytes(b"photo")
    record = tmp_path / "sitting.json"
    record.write_text(needed.name, encoding="utf-8")
    real = Path.read_text

    def held(path, *args, **kwargs):
        if path == record:
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", held)
    folder.tidy()
    assert needed.exists()
    monkeypatch.undo()
    record.write_text("", encoding="utf-8")
    folder.tidy()
    assert not needed.exists()
