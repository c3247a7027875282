"""The commands for the trainer's records."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from command_line import run

from sirekap_trainer.samples import sample_roster

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Kecamatan;Kelurahan;TPS;Nama;Peran;HP"
ROWS = ("Mayangan;Jati;001;Budi Kenari;utama;081234567890", "Mayangan;Jati;001;Sari Randu;cadangan;")


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the records of this test lie; two operators are in them."""
    folder = tmp_path / "catatan"
    monkeypatch.setenv("SIREKAP_TRAINER_RECORDS", str(folder))
    assert run("records", "import-roster", a_list(tmp_path, *ROWS)).exit_code == 0
    return folder


def a_list(folder: Path, *rows: str) -> Path:
    path = folder / "operator.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def names(*words: object) -> list[str]:
    return [one["name"] for one in json.loads(run("records", "people", *words, "--json").stdout)]


def test_a_list_is_imported_and_says_what_it_changes(records: Path, tmp_path: Path) -> None:
    assert names() == ["Budi Kenari", "Sari Randu"]
    again = run("records", "import-roster", a_list(tmp_path, *ROWS), "--json")
    assert json.loads(again.stdout)["same"] == 2
    other = a_list(tmp_path, ROWS[0].replace("Budi", "Zulaikha"), ROWS[1])
    seen = run("records", "import-roster", other, "--preview")
    assert "Budi Kenari -> Zulaikha Kenari (diganti)" in seen.stdout
    assert "Belum disimpan: 1 diganti, 1 tetap" in seen.stdout
    assert names() == ["Budi Kenari", "Sari Randu"]
    assert run("records", "import-roster", other).exit_code == 0
    assert names("jati 001 utama"[:8]) == ["Sari Randu", "Zulaikha Kenari"]


def test_somebody_is_added_by_hand(records: Path) -> None:
    where = ("--kecamatan", "Mayangan", "--kelurahan", "jati")
    done = run("records", "add-person", "Rama Waru", *where, "--tps", "2", "--role", "cadangan")
    assert "operator cadangan TPS 002 jati" in done.stdout
    assert names("rama") == ["Rama Waru"]
    assert run("records", "add-person", "Wati Waru", *where, "--tps", "1").exit_code == 6  # somebody has that seat
    assert run("records", "add-person", "Wati Waru", *where, "--tps", "1x").exit_code == 6
    assert len(names()) == 3


def test_the_sample_city_is_imported(tmp_path: Path) -> None:
    done = run("records", "import-roster", sample_roster(), "--records", tmp_path / "c", "--json")
    assert {key: json.loads(done.stdout)[key] for key in ("new", "new_stations")} == {"new": 656, "new_stations": 328}
    told = json.loads(run("records", "summary", "--records", tmp_path / "c", "--json").stdout)
    assert [one["operators"] for one in told][-1] == 656
    assert len(told) == 6


def test_a_wrong_list_changes_nothing(records: Path, tmp_path: Path) -> None:
    done = run("records", "import-roster", a_list(tmp_path, ROWS[0], "Mayangan;Jati;1x;Rama;utama;"))
    assert done.exit_code == 6
    assert "Baris 3: nomor TPS '1x' harus tiga angka" in done.stderr
    assert names() == ["Budi Kenari", "Sari Randu"]


def test_columns_are_named_where_they_cannot_be_guessed(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "lain.csv"
    path.write_text("A;B;C;D;E\nMayangan;Jati;2;Rama Waru;utama\n", encoding="utf-8")
    assert "tidak mempunyai kolom" in run("records", "import-roster", path).stderr
    columns = [word for one in ("district=A", "kelurahan=B", "tps=C", "nama=D", "role=E") for word in ("--column", one)]
    assert run("records", "import-roster", path, *columns).exit_code == 0
    assert "Rama Waru" in names()
    assert run("records", "import-roster", path, "--column", "umur=A").exit_code == 2


def test_one_person_is_given_and_erased(records: Path, tmp_path: Path) -> None:
    assert run("records", "export-person", 1, "--out", tmp_path / "data").exit_code == 0
    data = json.loads((tmp_path / "data" / "peserta-1.json").read_text(encoding="utf-8"))
    assert data["person"]["phone"] == "081234567890"
    assert "Budi Kenari" in (tmp_path / "data" / "peserta-1.txt").read_text(encoding="utf-8")
    assert run("records", "export-person", 1, "--out", tmp_path / "data").exit_code == 6
    assert run("records", "erase-person", 1, told="n\n").exit_code == 1
    assert names("budi") == ["Budi Kenari"]
    assert "1 peserta dihapus" in run("records", "erase-person", 1, told="y\n").stdout
    assert names() == ["Sari Randu"]
    assert run("records", "erase-person", 1, "--yes").exit_code == 6


def test_records_are_backed_up_and_restored(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "simpan.cadangan"
    assert run("records", "backup", path).exit_code == 0
    run("records", "erase-person", 1, "--yes")
    assert names() == ["Sari Randu"]
    assert run("records", "restore", path, told="n\n").exit_code == 1
    done = run("records", "restore", path, "--yes")
    assert done.exit_code == 0
    # Who was erased stays away, in these records; in others everybody comes.
    assert "Penghapusan yang lalu tetap berlaku untuk 1 peserta." in done.stderr
    assert names() == ["Sari Randu"]
    other = ("--records", tmp_path / "lain")
    assert run("records", "restore", path, "--yes", *other).exit_code == 0
    assert names(*other) == ["Budi Kenari", "Sari Randu"]
    assert list(tmp_path.glob("catatan-sebelum-*.cadangan"))
    path.write_bytes(path.read_bytes()[:-40])
    assert run("records", "restore", path, "--yes").exit_code == 6
    assert names() == ["Sari Randu"]


def test_retention_asks_before_anything_goes(records: Path) -> None:
    assert "belum ditetapkan" in run("records", "retention").stdout
    assert "1 Januari" not in run("records", "retention", "--until", "2020-01-01").stdout
    assert names() == ["Budi Kenari", "Sari Randu"]
    assert run("records", "retention", "--erase", told="n\n").exit_code == 1
    assert names() == ["Budi Kenari", "Sari Randu"]
    assert run("records", "retention", "--erase", "--yes").exit_code == 0
    assert names() == []


def test_packets_are_made_for_the_city_of_the_records(records: Path, tmp_path: Path) -> None:
    from sirekap_trainer.practice.roster import load_roster

    city = tmp_path / "kota.toml"
    city.write_text('province = "Jawa"\ncity = "Kota Lain"\n', encoding="utf-8")
    assert "Kota Lain, Jawa" in run("records", "city", city).stdout
    assert run("records", "tps", tmp_path / "tps.csv").exit_code == 0
    found = load_roster(tmp_path / "tps.csv")
    assert found.assumed == "", "the list of the records names its city"
    (one,) = found.places
    assert (one.province, one.city, one.kelurahan, one.number) == ("Jawa", "Kota Lain", "Jati", "001")


def test_the_rest_answers_on_empty_records(records: Path, tmp_path: Path) -> None:
    assert "Kota Probolinggo" in run("records", "city").stdout
    assert "Belum ada hasil" in run("records", "fairness").stderr
    assert json.loads(run("records", "fairness", "--json").stdout) == []
    assert run("records", "template", tmp_path / "contoh.xlsx").exit_code == 0
    assert run("records", "template", tmp_path / "contoh.xlsx").exit_code == 6
    assert run("records", "city", tmp_path / "tidak-ada.toml").exit_code == 6


def test_exam_files_are_taken_in_once_and_scored(records: Path, tmp_path: Path) -> None:
    folder, passphrase = tmp_path / "ujian", tmp_path / "sandi.txt"
    passphrase.write_text("kuda laut makan bayam\n", encoding="utf-8")
    hasil = an_exam(folder, "kuda laut makan bayam")
    take = ("records", "take", hasil, "--packets", folder)
    assert run(*take, "--class", "TIADAK").exit_code == 6
    assert run(*take).stdout == "1 hasil baru, 0 sudah ada, 0 belum cocok.\n"
    assert run(*take).stdout == "0 hasil baru, 1 sudah ada, 0 belum cocok.\n"
    score = ("records", "score", "--packets", folder, "--passphrase-file", passphrase)
    assert run(*score).stdout == "1 hasil dinilai, 0 belum.\n"
    assert run(*score).stdout == "0 hasil dinilai, 0 belum.\n"
    told = json.loads(run("records", "fairness", "--json").stdout)
    assert [(one["packet"], one["attempts"]) for one in told] == [("G-U-00000-00001", 1)]
    assert run("records", "take", passphrase, "--packets", folder).exit_code == 4


def test_a_result_goes_into_the_class_it_names(records: Path, tmp_path: Path) -> None:
    def made(title: str) -> str:
        code: str = json.loads(run("records", "class", "new", title, "--mode", "ujian", "--json").stdout)["code"]
        return code

    def attempts() -> dict[str, int]:
        found = json.loads(run("records", "class", "list", "--json").stdout)
        return {one["title"]: one["attempts"] for one in found}

    other, ours = made("Kelas lain"), made("Ujian Jati")
    take = ("records", "take", "--packets", tmp_path / "ujian")
    named = an_exam(tmp_path / "ujian", "kuda laut makan bayam", code=ours)
    assert run(*take, named, "--class", other).stdout == "1 hasil baru, 0 sudah ada, 0 belum cocok.\n"
    assert attempts() == {"Kelas lain": 0, "Ujian Jati": 1}
    (member,) = json.loads(run("records", "class", "members", ours, "--json").stdout)
    assert (member["name"], member["present"]) == ("Budi Kenari", True)

    shutil.rmtree(tmp_path / "ujian")
    strange = an_exam(tmp_path / "ujian", "kuda laut makan bayam", name="Sari Randu", role="cadangan", code="ZZZZZZ")
    assert run(*take, strange).stdout == (
        "1 hasil baru, 0 sudah ada, 0 belum cocok. 1 menyebut kelas yang tidak ada di catatan ini.\n"
    )
    assert attempts() == {"Kelas lain": 0, "Ujian Jati": 1}
    # The class comes into the records later, and the file once more: then it belongs to it.
    text = strange.read_text(encoding="utf-8").replace("ZZZZZZ", other)
    strange.write_text(text, encoding="utf-8")
    assert run(*take, strange).stdout == "0 hasil baru, 1 sudah ada, 0 belum cocok.\n"
    assert attempts() == {"Kelas lain": 1, "Ujian Jati": 1}


def test_a_result_of_an_earlier_version_goes_into_the_class_it_is_taken_for(records: Path, tmp_path: Path) -> None:
    code = json.loads(run("records", "class", "new", "Ujian Jati", "--json").stdout)["code"]
    take = ("records", "take", an_exam(tmp_path / "ujian", "kuda laut makan bayam"), "--packets", tmp_path / "ujian")
    assert run(*take, "--class", code).stdout == "1 hasil baru, 0 sudah ada, 0 belum cocok.\n"
    (row,) = json.loads(run("records", "class", "list", "--json").stdout)
    assert row["attempts"] == 1


def test_whose_a_result_is_can_be_settled_by_hand(records: Path, tmp_path: Path) -> None:
    hasil = an_exam(tmp_path / "ujian", "kuda laut makan bayam", name="Zulaikha Rahayu")
    taken = run("records", "take", hasil, "--packets", tmp_path / "ujian")
    assert taken.stdout == "1 hasil baru, 0 sudah ada, 1 belum cocok.\n"
    told = run("records", "unmatched").stdout
    assert "Zulaikha Rahayu, utama, TPS 001 Jati" in told
    assert "mungkin 1: Budi Kenari, utama" in told
    (found,) = json.loads(run("records", "unmatched", "--json").stdout)
    assert found["suggestions"] == [1]
    assert run("records", "settle", found["id"], 999).exit_code == 6
    assert run("records", "settle", "tidak-ada", 1).exit_code == 6
    assert run("records", "settle", found["id"], 1).stdout == "Hasil itu milik Budi Kenari, TPS 001 Jati.\n"
    assert "Semua hasil sudah cocok" in run("records", "unmatched").stderr


def an_exam(folder: Path, passphrase: str, *, name: str = "Budi Kenari", role: str = "utama", code: str = "") -> Path:
    """A sealed packet in a folder, and the file of an attempt at it."""
    from simulated_city import _exercise

    from sirekap_trainer.exercise.saved import save_attempt
    from sirekap_trainer.form.catalog import builtin_catalog
    from sirekap_trainer.practice.dice import Dice
    from sirekap_trainer.practice.make import make_packet
    from sirekap_trainer.practice.packet import PACKET_FILE
    from sirekap_trainer.practice.seal import Cost, Keyring, seal
    from sirekap_trainer.practice.sealed import load_any
    from sirekap_trainer.records.people import PersonRow

    packet_id = "G-U-00000-00001"
    packet = make_packet(builtin_catalog().get("latihan_kwk_gubernur"), seed=1 << 127, index=1)
    packet = packet.model_copy(update={"id": packet_id})
    key = Keyring(passphrase).new_key(cost=Cost(n=16, r=1, p=1))
    (folder / packet_id).mkdir(parents=True)
    (folder / packet_id / PACKET_FILE).write_bytes(seal(packet, key, photos=(), sheets=()))
    budi = PersonRow(1, "Mayangan", "Jati", "001", name, role, "")
    when = datetime(2024, 11, 20, 9, tzinfo=UTC)
    exercise = _exercise(budi, packet, when, "koreksi", skill=0.9, dice=Dice("ujian"))
    sealed = load_any(folder / packet_id)
    items = tuple(replace(one, shown=sealed.shown[one.id]) for one in exercise.review.items)
    exercise = replace(exercise, packet=sealed, review=replace(exercise.review, items=items))
    return save_attempt(exercise, folder.parent / "hasil", class_code=code)


def test_a_forgotten_passphrase_is_taken_away_and_nothing_else(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sirekap_trainer.records import whereabouts
    from sirekap_trainer.records.door import LOCK_FILE, Door

    monkeypatch.setattr(whereabouts, "usual_place", lambda: tmp_path / "data" / "catatan")
    door = Door(tmp_path / "data" / LOCK_FILE)
    door.lock("kuda laut makan")
    assert "tetap" in run("records", "forget-passphrase", "--yes").stderr
    assert not door.path.exists()
    assert "tidak ada" in run("records", "forget-passphrase", "--yes").stderr
    assert names() == ["Budi Kenari", "Sari Randu"]


def test_without_a_name_the_records_are_those_of_the_window(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sirekap_trainer.records import whereabouts

    settings = tmp_path / "tampilan.ini"
    monkeypatch.setattr(whereabouts, "settings_file", lambda: settings)
    monkeypatch.setattr(whereabouts, "usual_place", lambda: tmp_path / "biasa" / "catatan")
    named = run("records", "people")
    assert f"Catatan: folder {records}." in named.stderr
    assert "Budi Kenari" in named.stdout
    monkeypatch.delenv("SIREKAP_TRAINER_RECORDS")
    usual = run("records", "people")
    assert f"Catatan: folder {tmp_path / 'biasa' / 'catatan'}." in usual.stderr
    assert "Budi Kenari" not in usual.stdout
    settings.write_text(f"[General]\nrecords={records}\n".replace("\\", "\\\\"), encoding="utf-8")
    for command in (("records", "people"), ("records", "place", "list"), ("report", "check-code", "ABCD")):
        result = run(*command)
        assert f"Catatan: folder {records}, dari Pengaturan." in result.stderr
    assert "Budi Kenari" in run("records", "people").stdout
    assert "Budi Kenari" not in run("records", "people", "--records", tmp_path / "lain").stdout


def test_records_on_a_server_are_told_without_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sirekap_trainer.records import whereabouts

    settings = tmp_path / "tampilan.ini"
    settings.write_text("[General]\nrecords=postgresql://sari:rahasia@127.0.0.1:1/catatan\n", encoding="utf-8")
    monkeypatch.setattr(whereabouts, "settings_file", lambda: settings)
    monkeypatch.delenv("SIREKAP_TRAINER_RECORDS", raising=False)
    for command in (("records", "people"), ("bundle", "take", tmp_path / "x.sirekap")):
        result = run(*command)
        assert result.exit_code == 6
        assert "Catatan: PostgreSQL, basis data catatan di 127.0.0.1, dari Pengaturan." in result.stderr
        assert "Server catatan tidak menjawab." in result.stderr
        assert "rahasia" not in result.output
