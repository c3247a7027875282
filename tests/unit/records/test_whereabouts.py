"""Where the records are: where somebody says, else as the window's settings have it, else the usual folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.whereabouts import Whereabouts, usual_place, whereabouts


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("records=postgresql://pelatih@server/catatan", "postgresql://pelatih@server/catatan"),
        (r'records="postgresql://a:p%40s;s,\"w=d#\\x@server/b"', 'postgresql://a:p%40s;s,"w=d#\\x@server/b'),
        (r"records=D:\\Catatan kelas\\é", "D:\\Catatan kelas\\é"),
        (r"records=/tmp/\x41\x62", "/tmp/Ab"),  # noqa: S108 - nothing is written there
        ("records=@@aneh", "@aneh"),
    ],
)
def test_the_settings_of_the_window_name_the_place(tmp_path: Path, line: str, place: str) -> None:
    settings = tmp_path / "tampilan.ini"
    settings.write_text(f"[Lain]\nrecords=/salah\n\n[General]\npercent=100\n{line}\ndark=true\n", encoding="utf-8")
    assert whereabouts(settings=settings) == Whereabouts(place, by_settings=True)
    assert whereabouts("/di/sini", settings=settings) == Whereabouts("/di/sini")


@pytest.mark.parametrize(
    "text", [None, "", "[General]\nrecords=\n", "[General]\npercent=150\n", "[General]\nrecords=@Invalid()\n"]
)
def test_without_a_place_in_the_settings_it_is_the_usual_folder(tmp_path: Path, text: str | None) -> None:
    settings = tmp_path / "tampilan.ini"
    if text is not None:
        settings.write_text(text, encoding="utf-8")
    assert whereabouts(settings=settings) == Whereabouts(usual_place())


def test_settings_that_cannot_be_read_are_told_instead_of_guessed_at(tmp_path: Path) -> None:
    settings = tmp_path / "tampilan.ini"
    settings.write_bytes(b"[General]\nrecords=\xff\xfe\n")
    with pytest.raises(RecordsError, match="belum jelas"):
        whereabouts(settings=settings)
    assert whereabouts("/di/sini", settings=settings).where == "/di/sini"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Path("/a/catatan"), f"folder {Path('/a/catatan')}"),
        ("postgresql://pelatih:rahasia@server.kota:5433/catatan", "PostgreSQL, basis data catatan di server.kota"),
        ("postgresql+psycopg://u:rahasia@/catatan?host=/var/run", "PostgreSQL, basis data catatan di /var/run"),
        ("postgresql://u@h/catatan?password=rahasia", "PostgreSQL, basis data catatan di h"),
        ("postgresql://u:rahasia@h", "PostgreSQL, basis data (tanpa nama) di h"),
        ("postgresql://u:rahasia@h:port/b", "basis data di alamat yang tidak dikenali"),
        ("postgresql://u:ra/hasia@h/b", None),
        ("postgresql://u:ra#hasia@h/b", None),
        ("postgresql://u:ra?hasia@h/b", None),
        ("postgresql://u:ra@hasia@h/b", "PostgreSQL, basis data b di h"),
        ("postgresql://u:ra@/hasia@h/b", None),
    ],
)
def test_the_place_is_told_without_a_password(where: Path | str, words: str | None) -> None:
    told = Whereabouts(where).words
    assert words in (None, told)
    assert "hasia" not in told
