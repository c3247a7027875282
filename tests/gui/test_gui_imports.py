"""What is imported beside the window does not stop it (`ui.imports`), and the records come bit by bit."""

import importlib
import linecache
import os
import sys

import pytest

from ui.imports import load_library, read_ahead_for_cameras
from ui.trainer import office


def test_sources_of_what_is_imported_are_not_read(tmp_path, monkeypatch):
    """PySide6 would read each of them, and `linecache` keep it."""
    path = tmp_path / "diimpor_latihan.py"
    path.write_text("ANGKA = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        import diimpor_latihan  # not by importlib, which passes PySide6 by

        assert diimpor_latihan.ANGKA == 1
        assert str(path) not in linecache.cache
    finally:
        sys.modules.pop("diimpor_latihan", None)


def test_qt_still_knows_who_uses_it():
    feature = importlib.import_module("shibokensupport.feature")
    import numpy as np

    import ui.app

    assert feature._mod_uses_pyside(ui.app)
    assert not feature._mod_uses_pyside(np)


@pytest.mark.skipif(os.name != "posix", reason="loaded by the import itself")
@pytest.mark.parametrize(("package", "name"), [("cv2", "cv2"), ("PySide6", "QtSvg")])
def test_a_library_is_loaded_before_its_import(package, name):
    assert load_library(package, name)


@pytest.mark.parametrize(("package", "name"), [("tidak_ada", "cv2"), ("cv2", "tidak_ada"), ("json", "json")])
def test_what_cannot_be_loaded_is_left_to_the_import(package, name):
    assert not load_library(package, name)


def test_a_library_that_is_broken_is_left_to_the_import(tmp_path, monkeypatch):
    package = tmp_path / "rusak_latihan"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "rusak.abi3.so").write_bytes(b"rusak")
    monkeypatch.syspath_prepend(tmp_path)
    assert not load_library("rusak_latihan", "rusak")


@pytest.mark.skipif(sys.platform != "linux", reason="so they are called there")
def test_what_cameras_stand_on_is_read_ahead():
    """FFmpeg's five libraries, once each, and Qt's own plugin."""
    assert read_ahead_for_cameras() == 6


def test_the_records_are_imported_in_parts(make_window, qtbot, monkeypatch):
    """One after the other, with rests; one that is missing ends it and says nothing yet."""
    came = []
    monkeypatch.setattr(office, "import_module", came.append)
    monkeypatch.setattr(office, "_STANDS_ON", ("satu", "dua", "tiga"))
    monkeypatch.setattr(office, "_REST", 0)
    make_window().office.warm_up()
    qtbot.waitUntil(lambda: came == ["satu", "dua", "tiga"])


def test_all_that_the_records_stand_on_is_there():
    for name in office._STANDS_ON:
        assert importlib.import_module(name)
