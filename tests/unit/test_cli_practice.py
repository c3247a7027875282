"""The command line's way of practice material: sets, lists of TPS, blank sheets and their keys."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run

from sirekap_trainer import cli_common
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice import sets
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, load_packet

if TYPE_CHECKING:
    from pathlib import Path


FORM = "latihan_kwk_gubernur"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "tps.csv"
    path.write_text("Kecamatan;Kelurahan;TPS\nMayangan;Jati;1\nMayangan;Jati;2\nKedopok;Jrebeng Lor;1\n")
    return path


# --- make -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[sets.SetPlan]:
    """The plans that would be made; nothing is."""
    plans: list[sets.SetPlan] = []

    def noted(plan: sets.SetPlan, _out: Path, **_: Any) -> list[Path]:
        plans.append(plan)
        return []

    monkeypatch.setattr(sets, "make_set", noted)
    return plans


def test_every_option_reaches_the_plan(planned: list[sets.SetPlan], roster: Path, tmp_path: Path) -> None:
    options = ("--seed", 7, "--level", "Hard", "--megapixels", 2, "--paper", "A3", "--style", "februari_2024")
    slips = ("--slips", "kepala, hitungan")
    make = ("practice", "make", "--form", FORM, "--out", tmp_path / "set")
    assert run(*make, *options, *slips, "--roster", roster).exit_code == 0
    (plan,) = planned
    assert (plan.form.id, plan.count, plan.seed, plan.paper, plan.style) == (FORM, 3, 7, "A3", "februari_2024")
    assert plan.photos == PhotoPlan("hard", 2.0)
    assert plan.slips == ("arithmetic", "header")
    assert [place.number for place in plan.places or ()] == ["001", "002", "001"]
    assert run(*make, "--slips", "semua", "--count", 5, "--roster", roster).exit_code == 0
    assert (planned[1].count, len(planned[1].slips), planned[1].photos) == (5, 4, None)
    assert run(*make).exit_code == 0
    assert planned[2] == sets.SetPlan(builtin_catalog().get(FORM), count=1, seed=1)
    assert run(*make, "--photos").exit_code == 0
    assert planned[3].photos == PhotoPlan()


def test_a_simulation_has_both_forms_of_every_tps(roster: Path, tmp_path: Path) -> None:
    make = ("practice", "make", "--simulation", "--out", tmp_path / "set", "--roster", roster, "--jobs", 1)
    result = run(*make)
    assert result.exit_code == 0, result.output
    assert "3 pasang paket dibuat di" in result.stderr
    packets = [load_packet(folder) for folder in sorted((tmp_path / "set").iterdir())]
    places = [{one.tps for one in packets if one.form == form} for form in (FORM, "latihan_kwk_wali_kota")]
    assert places[0] == places[1]
    assert len(places[0]) == 3
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "set").rglob("*.pdf")}
    assert run(*make).exit_code == 0
    assert all(path.stat().st_mtime_ns == when for path, when in before.items())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Sebutkan --form (lihat perintah forms), atau --simulation"),
        (("--simulation", "--form", "latihan_kwk_gubernur"), "Formulirnya belum jelas"),
        (("--simulation", "--exam"), "Simulasi dan ujian tidak dapat digabung"),
        (("--simulation", "--count", 2501), "Pilih 1 sampai 2500"),
    ],
)
def test_what_a_simulation_cannot_be_is_said(options: tuple[object, ...], said: str, tmp_path: Path) -> None:
    result = run("practice", "make", "--out", tmp_path / "set", *options)
    assert result.exit_code in (2, 3)
    assert said in result.stderr
    assert not (tmp_path / "set").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--level", "mudah"), "good, typical, hard"),
        (("--paper", "f4"), "a4, a3"),
        (("--style", "maret"), "februari_2024"),
        (("--slips", "bulatan,apa"), "tanda_tangan"),
        (("--jobs", 0), "--jobs"),
        (("--megapixels", 99, "--photos"), "1 sampai 20"),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_those_that_do(
    options: tuple[object, ...], said: str, tmp_path: Path
) -> None:
    result = run("practice", "make", "--form", FORM, "--out", tmp_path / "set", *options)
    assert result.exit_code in (2, 3)
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "set").exists()


def test_a_roster_gives_each_tps_its_packet_and_each_kelurahan_its_zip(roster: Path, tmp_path: Path) -> None:
    out = tmp_path / "set"
    make = ("practice", "make", "--form", FORM, "--out", out, "--roster", roster, "--zip")
    result = run(*make)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 paket dibuat" in result.stderr
    assert "2 ZIP dibuat" in result.stderr
    packets = [load_packet(path.parent) for path in sorted(out.glob(f"*/{PACKET_FILE}"))]
    assert [(one.tps.kelurahan, one.tps.number) for one in packets] == [
        ("Jati", "001"),
        ("Jati", "002"),
        ("Jrebeng Lor", "001"),
    ]
    zips = {path.name: path.read_bytes() for path in out.glob("*.zip")}
    assert set(zips) == {"Mayangan - Jati.zip", "Kedopok - Jrebeng Lor.zip"}
    with zipfile.ZipFile(out / "Mayangan - Jati.zip") as archive:
        assert f"TPS 002/{packets[1].id}/page-3.pdf" in archive.namelist()
    assert run(*make).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.glob("*.zip")} == zips


def test_a_wrong_roster_makes_nothing(roster: Path, tmp_path: Path) -> None:
    roster.write_text(roster.read_text() + "Mayangan;Jati;satu\nMayangan;;3\n")
    result = run("practice", "make", "--form", FORM, "--out", tmp_path / "set", "--roster", roster)
    assert result.exit_code == 3
    assert "Baris 5: nomor TPS 'satu'" in result.stderr
    assert "Baris 6: kelurahan kosong" in result.stderr
    assert not (tmp_path / "set").exists()


def test_ctrl_c_says_what_is_there_and_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_plan: object, _out: Path, *, progress: Any, **_: Any) -> list[Path]:
        progress(1, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(sets, "make_set", interrupted)
    result = run("practice", "make", "--form", FORM, "--count", 3, "--out", tmp_path)
    assert result.exit_code == 130
    assert "Dihentikan: 1 dari 3 paket sudah jadi" in result.stderr
    assert "perintah yang sama" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a Ctrl-C cannot be sent to one process there")
def test_a_real_ctrl_c_leaves_whole_packets_only(tmp_path: Path) -> None:
    arguments = ("--form", FORM, "--count", "200", "--jobs", "2", "--out", str(tmp_path))
    command = [sys.executable, "-P", "-m", "sirekap_trainer", "practice", "make", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        while process.poll() is None and not list(tmp_path.glob(f"*/{PACKET_FILE}")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert told.count("\n") == 2
    assert "Jalankan lagi perintah yang sama" in told
    left = sorted(path.name for path in tmp_path.iterdir())
    assert 0 < len(left) < 200
    for name in left:
        kept = sorted(path.name for path in (tmp_path / name).iterdir())
        assert kept == [PACKET_FILE, "page-1.pdf", "page-2.pdf", "page-3.pdf"]


def test_progress_is_one_line_for_who_watches(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    clock = iter([0.0, 10.0, 200.0])
    monkeypatch.setattr(cli_common.time, "monotonic", lambda: next(clock))
    line = cli_common.ProgressLine("Paket")
    line(1, 5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for done in (1, 3, 4, 5):
        line(done, 5)
    words = [part.strip() for part in capsys.readouterr().err.split("\r")]
    assert words == [
        "",
        "Paket 1 dari 5",
        "Paket 3 dari 5, kira-kira 10 detik lagi",
        "Paket 4 dari 5, kira-kira 67 detik lagi",
        "Paket 5 dari 5",
    ]


# --- roster -----------------------------------------------------------------------------------------------------------


def test_a_list_of_tps_is_begun_and_checked(roster: Path, tmp_path: Path) -> None:
    template = tmp_path / "baru.xlsx"
    assert run("practice", "roster", "--template", template).exit_code == 0
    assert "2 TPS di 1 kelurahan" in run("practice", "roster", template).stdout
    assert "3 TPS di 2 kelurahan" in run("practice", "roster", roster).stdout
    for arguments in ((), (roster, "--template", tmp_path / "lain.xlsx")):
        result = run("practice", "roster", *arguments)
        assert result.exit_code == 2
        assert "satu berkas" in result.stderr


# --- the city ---------------------------------------------------------------------------------------------------------

OTHER = 'province = "Papua"\ncity = "Kota Karang"\n[kecamatan]\nTanjung = ["Batu Putih", "Muara Dua"]\n'


def headers(folder: Path) -> set[tuple[str, str, str, str, str]]:
    packets = [load_packet(path.parent) for path in folder.rglob(PACKET_FILE)]
    tps = [one.tps for one in packets]
    return {(one.province, one.city, one.kecamatan, one.kelurahan, one.number) for one in tps}


def test_a_list_that_names_no_city_gets_the_one_that_is_named_and_says_which(tmp_path: Path) -> None:
    roster = tmp_path / "tps.csv"
    roster.write_text("Kecamatan;Kelurahan;TPS\nTanjung;Muara Dua;1\n")
    make = ("practice", "make", "--form", FORM, "--roster", roster, "--out")
    told = run(*make, tmp_path / "a", "--kota", "Kota Karang", "--provinsi", "Papua").stderr.splitlines()
    assert told[0] == "[i] Daftar ini tidak menyebut kota. Di lembar tertulis Kota Karang, Papua."
    assert headers(tmp_path / "a") == {("Papua", "Kota Karang", "Tanjung", "Muara Dua", "001")}
    guessed = run(*make, tmp_path / "b").stderr.splitlines()
    (shipped,) = headers(tmp_path / "b")
    assert f"Di lembar tertulis {shipped[1]}, {shipped[0]}. Kota lain: sebutkan --kota" in guessed[0]
    assert run("practice", "roster", roster).stderr == guessed[0] + "\n"
    roster.write_text(
        "Provinsi;Kabupaten/Kota;Kecamatan;Kelurahan;TPS\nPapua;Kota Karang;Tanjung;Muara Dua;1\n", encoding="utf-8"
    )
    assert "lembar" not in run(*make, tmp_path / "c").stderr, "it names its city"
    assert headers(tmp_path / "c") == headers(tmp_path / "a")


def test_made_up_tps_are_in_the_city_of_a_file(tmp_path: Path) -> None:
    city = tmp_path / "kota.toml"
    city.write_text(OTHER, encoding="utf-8")
    make = ("practice", "make", "--form", FORM, "--count", 3, "--data-kota", city, "--out")
    told = run(*make, tmp_path / "a").stderr
    assert told.startswith("[i] TPS karangan di Kota Karang, Papua.\n")
    assert {one[:3] for one in headers(tmp_path / "a")} == {("Papua", "Kota Karang", "Tanjung")}
    city.write_text(OTHER.split("[", maxsplit=1)[0], encoding="utf-8")
    refused = run(*make, tmp_path / "b")
    assert refused.exit_code == 2
    assert "Kelurahan di Kota Karang belum diketahui. Sebutkan --roster atau --data-kota." in refused.stderr


def test_a_kelurahan_is_looked_up_in_its_own_city(tmp_path: Path) -> None:
    city = tmp_path / "kota.toml"
    city.write_text(OTHER, encoding="utf-8")
    blank = ("practice", "blank", "--form", FORM, "--tps", "7", "--kelurahan")
    told = run(*blank, "muara dua", "--data-kota", city, "--out", tmp_path / "a").stderr
    assert told.startswith("[i] Di lembar tertulis Kota Karang, Papua.\n")
    sheet = json.loads(next((tmp_path / "a").rglob("blank.json")).read_text(encoding="utf-8"))
    assert sheet["tps"] == {
        "province": "Papua",
        "city": "Kota Karang",
        "kecamatan": "Tanjung",
        "kelurahan": "Muara Dua",
        "number": "007",
    }
    elsewhere = run(*blank, "Jati", "--kota", "Kota Karang", "--out", tmp_path / "b")
    assert "tidak dikenal" in elsewhere.stderr, "no kelurahan of the city that ships is another city's"
    assert "Kota lain: sebutkan" in run(*blank, "Jati", "--out", tmp_path / "c").stderr


# --- key --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A folder of two blank sheets."""
    arguments = ("--form", FORM, "--tps", 12, "--kelurahan", "jati", "--count", 2, "--out", tmp_path / "lembar")
    assert run("practice", "blank", *arguments).exit_code == 0
    return tmp_path / "lembar"


def fill(path: Path, key: Packet, *, sheet: str, signed: str = "ya") -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for row in rows[1:]:
        if row[0] == sheet:
            row[3] = signed if row[1] == "tanda_tangan" else key.numbers[row[1]].boxes
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def test_the_key_of_a_hand_filled_sheet_is_typed_in_and_practised(sheets: Path, tmp_path: Path) -> None:
    key = make_packet(builtin_catalog().get(FORM), seed=2, index=1)
    path = tmp_path / "kunci.csv"
    assert run("practice", "key", "--template", path, "--packet", sheets).exit_code == 0
    first, second = sorted(folder.name for folder in sheets.iterdir() if folder.is_dir())
    fill(path, key, sheet=first, signed="")
    result = run("practice", "key", path, "--packet", sheets)
    assert result.exit_code == 3
    assert "tanda_tangan: Isi ya" in result.stderr
    assert not list(sheets.glob(f"*/{PACKET_FILE}"))

    fill(path, key, sheet=first, signed="tidak")
    result = run("practice", "key", path, "--packet", sheets)
    assert result.exit_code == 0
    assert result.stdout == f"{first}: kunci disimpan, 0 foto, 5 salah baca.\n"
    packet = load_packet(sheets / first)
    assert packet.values == key.values
    assert not packet.signed
    assert not (sheets / second / PACKET_FILE).exists()

    fill(path, key, sheet=first, signed="ya")
    result = run("practice", "key", path, "--packet", sheets)
    assert result.exit_code == 3
    assert "sudah mempunyai kunci lain" in result.stderr
    assert run("practice", "key", path, "--packet", sheets, "--replace").exit_code == 0
    assert load_packet(sheets / first).signed


def test_what_does_not_add_up_must_be_so_on_the_paper(sheets: Path, tmp_path: Path) -> None:
    made = make_packet(builtin_catalog().get(FORM), seed=2, index=1)
    numbers = {**made.numbers, "suara_total": made.numbers["pemilih_dpt_l"]}
    key, path = made.model_copy(update={"numbers": numbers}), tmp_path / "kunci.csv"
    folder = min(folder for folder in sheets.iterdir() if folder.is_dir())
    assert run("practice", "key", "--template", path, "--form", FORM, "--packet", folder).exit_code == 0
    fill(path, key, sheet=folder.name)
    result = run("practice", "key", path, "--packet", folder)
    assert result.exit_code == 3
    assert "Bandingkan dengan kertas" in result.stderr
    assert run("practice", "key", path, "--packet", folder, "--on-paper").exit_code == 0
    assert {slip.kind for slip in load_packet(folder).slips} == {"arithmetic"}
    assert json.loads((folder / PACKET_FILE).read_bytes())["hand"] == "tulisan_tangan"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "satu berkas"),
        (("--template", "kunci.csv"), "--form"),
        (("--template", "kunci.csv", "--form", "tidak_ada"), "tidak_ada"),
        (("kunci.csv",), "--packet"),
        (("kunci.csv", "--packet", "tidak-ada"), "Tidak ada lembar kosong"),
    ],
)
def test_a_key_that_has_no_sheet_or_form_is_refused(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("practice", "key", *arguments)
    assert result.exit_code in (2, 3)
    assert said in result.stderr
    assert not list(tmp_path.iterdir())
