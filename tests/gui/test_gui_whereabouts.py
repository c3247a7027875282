"""What the window keeps of where the records are is understood by the command line, which knows no Qt."""

from __future__ import annotations

import pytest

from sirekap_trainer.records.whereabouts import Whereabouts, settings_file, usual_place, whereabouts
from ui.app import Places
from ui.settings import Settings


@pytest.mark.parametrize(
    "place",
    [
        "postgresql://pelatih:p%40s@server/catatan",
        'postgresql://pelatih:a;b,"c=d#\\e@server/catatan?sslmode=require',
        "C:\\Users\\Sari\\catatan é Ж",
        "/media/stik kelas/catatan",
        "@aneh",
        "x41 \t tab ",
    ],
)
def test_every_place_the_window_keeps_is_read(tmp_path, place):
    path = tmp_path / "tampilan.ini"
    kept = Settings(path)
    kept.percent = 150
    kept.records = place
    kept.dark = True
    assert Settings(path).records == place
    assert whereabouts(settings=path) == Whereabouts(place, by_settings=True)
    kept.records = ""
    assert whereabouts(settings=path) == Whereabouts(usual_place())


def test_both_look_in_the_same_folders(monkeypatch, tmp_path):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert Places.usual().settings == settings_file()
    assert Places.usual().data / "catatan" == usual_place()
