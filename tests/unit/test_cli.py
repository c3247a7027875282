"""The command line: what it prints where, and the status it ends with."""

from __future__ import annotations

import json
import shutil
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from command_line import run

from sirekap_trainer import __version__, cli, cli_exercise
from sirekap_trainer.exercise.scoring import load_rubric
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.reading import page as reading_page
from sirekap_trainer.reading.result import TpsName

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

    from sirekap_trainer.practice.packet import Packet

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"
FORMS = ("c_hasil_ppwp_2024", GUBERNUR, WALI_KOTA)
PAGE_KEYS = {"photo", "form", "page", "quality", "numbers", "findings"}
NUMBER_KEYS = {"id", "label", "boxes", "bubbles", "value", "confidence"}


def shown(result: Result) -> Any:
    """What was printed as JSON: all of standard output."""
    return json.loads(result.stdout)


# --- help -------------------------------------------------------------------------------------------------------------

PRACTICE = ("make", "roster", "blank", "key", "seal", "open", "score")
RECORDS = (
    "template", "import-roster", "people", "city", "tps", "take", "score", "summary", "fairness", "export-person",
    "erase-person", "retention", "backup", "restore",
)  # fmt: skip
COMMANDS = (
    ["forms"], ["read"], *(["practice", name] for name in PRACTICE), ["exercise"],
    *(["records", name] for name in RECORDS),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_an_example_that_names_it(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert f"Contoh: sirekap-trainer {' '.join(command)}" in words


def examples() -> Iterator[list[str]]:
    for command in COMMANDS:
        words = " ".join(run(*command, "--help").stdout.split())
        yield words.partition("Contoh: sirekap-trainer ")[2].split()


def test_the_examples_name_options_that_exist() -> None:
    for command, words in zip(COMMANDS, examples(), strict=True):
        options = [word for word in words if word.startswith("--")]
        told = run(*command, "--help").stdout
        assert all(option in told.partition("Contoh")[0] for option in options)


def test_without_a_command_the_commands_are_listed() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(command[0] in result.stdout for command in COMMANDS)


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"sirekap-trainer {__version__}\n"


@pytest.mark.parametrize(
    "command", [["bacakan"], ["read"], ["forms", "--xml"], ["practice", "make", "--count", "tiga"]]
)
def test_a_command_that_cannot_be_understood_ends_with_2(command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


# --- forms ------------------------------------------------------------------------------------------------------------


def test_all_forms_are_listed() -> None:
    lines = run("forms").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(FORMS)


def test_forms_as_json() -> None:
    rows = {row["id"]: row for row in shown(run("forms", "--json"))}
    assert set(rows) == set(FORMS)
    assert rows["c_hasil_ppwp_2024"]["tags"] == [101, 102, 103]
    assert not rows["c_hasil_ppwp_2024"]["practice"]
    assert rows[GUBERNUR]["tags"] == [201, 202, 203]
    assert rows[WALI_KOTA]["tags"] == [211, 212, 213]
    for form in builtin_catalog():
        assert (rows[form.id]["pages"], rows[form.id]["numbers"]) == (3, len(form.numbers))


# --- read -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real reader, which reads each photograph of the session's packet only once."""

    class Remembering(reading_page.PageReader):
        def read(self, source: Any, *, expected: Any = None, **extra: Any) -> Any:
            key = str(source), expected
            if key not in READ:
                READ[key] = super().read(source, expected=expected, **extra)
            return READ[key]

    monkeypatch.setattr(reading_page, "PageReader", Remembering)


READ: dict[tuple[str, Any], Any] = {}


@pytest.fixture(scope="session")
def packet(photographed_packet: Path) -> Packet:
    return load_packet(photographed_packet)


@pytest.fixture
def bad_photos(tmp_path: Path, photographed_packet: Path) -> list[Path]:
    """One of each kind that cannot be read, in this order."""
    kinds: dict[str, bytes | None] = {
        "empty.jpg": b"",
        "text.jpg": b"halo",
        "cut.jpg": (photographed_packet / "page-1.jpg").read_bytes()[:5000],
        "one.png": cv2.imencode(".png", np.zeros((1, 1, 3), np.uint8))[1].tobytes(),
        "black.png": cv2.imencode(".png", np.zeros((900, 700, 3), np.uint8))[1].tobytes(),
        "missing.jpg": None,
    }
    for name, data in kinds.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in kinds]


def test_a_photograph_is_read_as_the_contract_says(remembered: None, photographed_packet: Path, packet: Packet) -> None:
    photo = photographed_packet / "page-2.jpg"
    result = run("read", photo, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    (page,) = shown(result)
    assert set(page) == PAGE_KEYS
    assert (page["photo"], page["form"], page["page"]) == (str(photo), GUBERNUR, 2)
    assert page["quality"] == {"ok": True, "findings": []}
    assert page["findings"] == []
    for number in page["numbers"]:
        assert set(number) == NUMBER_KEYS
        written = packet.numbers[number["id"]]
        assert (number["boxes"], number["bubbles"], number["value"]) == (written.boxes, written.bubbles, written.value)
        assert 0 <= number["confidence"] <= 1
    assert [number["id"] for number in page["numbers"]] == ["suara_1", "suara_2", "suara_3"]


def test_bad_photographs_stop_nothing_and_the_order_is_kept(
    remembered: None, photographed_packet: Path, bad_photos: list[Path]
) -> None:
    good = photographed_packet / "page-3.jpg"
    photos = [*bad_photos[:3], good, *bad_photos[3:], good]
    result = run("read", *photos, "--json")
    assert result.exit_code == 1
    pages = shown(result)
    assert [page["photo"] for page in pages] == [str(photo) for photo in photos]
    for page, photo in zip(pages, photos, strict=True):
        if photo == good:
            assert set(page) == PAGE_KEYS
        else:
            assert set(page) == {"photo", "error"}
            assert set(page["error"]) == {"code", "message", "hint"}
            assert all(page["error"].values())
    codes = [page["error"]["code"] for page in pages if "error" in page]
    assert codes == ["kosong", "bukan_foto", "rusak", "terlalu_kecil", "gelap", "tidak_ada"]


def test_a_person_is_told_the_same(
    remembered: None, photographed_packet: Path, packet: Packet, bad_photos: list[Path]
) -> None:
    result = run("read", photographed_packet / "page-2.jpg", bad_photos[0])
    assert result.exit_code == 1
    said = result.stdout
    assert f"{builtin_catalog().get(GUBERNUR).title}, halaman 2" in said
    for name in ("suara_1", "suara_2", "suara_3"):
        written = packet.numbers[name]
        assert any(
            written.boxes in line and f" {written.value} " in f"{line} " and str(written.bubbles) in line
            for line in said.splitlines()
        )
    assert "kosong" in said


def test_a_folder_is_no_photograph(tmp_path: Path) -> None:
    result = run("read", tmp_path, "--json")
    assert result.exit_code == 1
    assert shown(result)[0]["error"]["code"] == "tidak_terbuka"


@pytest.mark.parametrize("jobs", [0, -2])
def test_fewer_jobs_than_one_are_refused(photographed_packet: Path, jobs: int) -> None:
    result = run("read", photographed_packet / "page-2.jpg", "--jobs", jobs, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "--jobs" in result.stderr


@pytest.mark.parametrize("options", [("--tps", "12a"), ("--tps", "0"), ("--tps", "1234"), ("--kelurahan", "Jati")])
def test_a_tps_that_is_none_is_refused(photographed_packet: Path, options: tuple[str, ...]) -> None:
    result = run("read", photographed_packet / "page-2.jpg", *options, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--tps" in result.stderr


def test_without_tesseract_one_line_says_so_and_the_page_is_read(
    remembered: None, monkeypatch: pytest.MonkeyPatch, photographed_packet: Path
) -> None:
    monkeypatch.setattr(cli.shutil, "which", lambda _name: None)
    result = run("read", photographed_packet / "page-2.jpg", "--tps", "12", "--json")
    assert result.exit_code == 0
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Tesseract belum terpasang" in result.stderr
    assert "header" not in shown(result)[0]


def test_whose_form_it_should_be_reaches_the_reader() -> None:
    assert cli._whose("", "") is None
    if shutil.which("tesseract"):
        assert cli._whose(" 12", " Jrebeng  Lor ") == TpsName("012", "Jrebeng Lor")


def test_answers_are_printed_as_they_come_and_are_one_json_list(
    monkeypatch: pytest.MonkeyPatch, bad_photos: list[Path]
) -> None:
    """Letter by letter what json.dumps makes of the whole list."""
    printed: list[str] = []
    monkeypatch.setattr(cli.typer, "echo", lambda text, *, nl=True: printed.append(text + "\n" * nl))
    answers = [{"photo": str(photo), "numbers": [], "label": 'baris\n"dua" é'} for photo in bad_photos]
    cli._print_json_list(answer for place, answer in enumerate(answers) if len(printed) == place)
    assert "".join(printed) == json.dumps(answers, ensure_ascii=False, indent=1) + "\n"


# --- practice make ----------------------------------------------------------------------------------------------------


def make(out: Path, *more: object, form: str = WALI_KOTA) -> Result:
    return run("practice", "make", "--form", form, "--out", out, *more)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        result = make(tmp_path / name, "--count", 2, "--seed", 11)
        assert result.exit_code == 0
        assert result.stdout == ""
        assert "2 paket" in result.stderr
    first, second = (sorted((tmp_path / name).rglob("packet.json")) for name in "ab")
    assert len(first) == 2
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len(list((tmp_path / "a").rglob("page-*.pdf"))) == 6
    assert not list((tmp_path / "a").rglob("*.jpg"))
    assert make(tmp_path / "c", "--seed", 12).exit_code == 0
    (other,) = (tmp_path / "c").rglob("packet.json")
    assert other.read_bytes() not in [path.read_bytes() for path in first]


def test_photographs_are_made_where_asked_for(tmp_path: Path) -> None:
    assert make(tmp_path, "--seed", 3, "--photos").exit_code == 0
    (folder,) = (path.parent for path in tmp_path.rglob("packet.json"))
    packet = load_packet(folder)
    assert [photo.file for photo in packet.photos] == ["page-1.jpg", "page-2.jpg", "page-3.jpg"]
    assert all((folder / photo.file).read_bytes().startswith(b"\xff\xd8\xff") for photo in packet.photos)


@pytest.mark.parametrize(
    ("form", "more", "status"),
    [
        ("c_hasil_ppwp_2024", (), 3),
        ("tidak_ada", (), 2),
        (WALI_KOTA, ("--count", 0), 3),
        (WALI_KOTA, ("--count", -3), 3),
        (WALI_KOTA, ("--count", 1_000_000), 3),
        (WALI_KOTA, ("--seed", -1), 3),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_and_nothing_written(
    tmp_path: Path, form: str, more: tuple[object, ...], status: int
) -> None:
    result = make(tmp_path / "paket", *more, form=form)
    assert result.exit_code == status
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "paket").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("tidak boleh ditimpa")
    result = make(tmp_path / "berkas")
    assert result.exit_code == 3
    assert "berkas" in result.stderr
    assert (tmp_path / "berkas").read_text() == "tidak boleh ditimpa"


def test_another_packet_of_that_name_is_left_alone(tmp_path: Path) -> None:
    assert make(tmp_path, "--seed", 5).exit_code == 0
    (key,) = tmp_path.rglob("packet.json")
    key.write_text(key.read_text() + " ")
    result = make(tmp_path, "--seed", 5)
    assert result.exit_code == 3
    assert key.read_text().endswith(" ")


# --- exercise ---------------------------------------------------------------------------------------------------------

exercising = pytest.mark.usefixtures("remembered")


@pytest.fixture
def do(photographed_packet: Path, tmp_path: Path) -> Any:
    """Does the exercise by a file of answers and gives the score."""

    def exercise(script: object, *more: object) -> Any:
        path = tmp_path / "jawaban.json"
        path.write_text(json.dumps(script))
        result = run("exercise", photographed_packet, "--answers", path, "--json", *more)
        assert result.exit_code == 0, result.stderr
        assert result.stderr == ""
        return shown(result)

    return exercise


def planted(packet: Packet, boxes: str = "") -> dict[str, str]:
    """An answer for every planted misread: what is written, or the same for all."""
    return {misread.number: boxes or packet.numbers[misread.number].boxes for misread in packet.misreads}


def outcomes(score: Any) -> dict[str, str]:
    return {outcome["number"]: outcome["outcome"] for outcome in score["outcomes"]}


@exercising
def test_correcting_what_was_planted_earns_every_point(do: Any, packet: Packet) -> None:
    score = do({"answers": planted(packet), "signatures": True})
    assert score["total"] == pytest.approx(100)
    assert score["passed"]
    assert score["votes_at_stake"] == 0
    assert set(outcomes(score)) == set(packet.numbers)
    found = outcomes(score)
    assert {name for name, kind in found.items() if kind == "caught"} == set(planted(packet))
    assert set(found.values()) == {"caught", "accepted_right"}
    assert sum(part["points"] for part in score["parts"]) == pytest.approx(score["total"])


@exercising
def test_accepting_everything_misses_what_was_planted(do: Any, packet: Packet) -> None:
    score = do({"answers": {}, "signatures": True})
    found = outcomes(score)
    assert {name for name, kind in found.items() if kind == "missed"} == set(planted(packet))
    assert not score["passed"]
    assert score["votes_at_stake"] > 0
    assert score["total"] < 100
    assert score["advice"]
    for outcome in score["outcomes"]:
        if outcome["outcome"] == "missed":
            assert outcome["sent"] == outcome["shown"]
            assert outcome["written"] == packet.numbers[outcome["number"]].boxes


@exercising
def test_a_right_number_made_wrong_is_spoiled(do: Any, packet: Packet) -> None:
    right = next(name for name in packet.numbers if name not in planted(packet) and name.startswith("surat"))
    score = do({"answers": {**planted(packet), right: "999"}, "signatures": True})
    assert outcomes(score)[right] == "spoiled"
    assert score["total"] < 100


@exercising
def test_signatures_not_looked_at_cost_points(do: Any, packet: Packet) -> None:
    looked, not_looked = (do({"answers": planted(packet), "signatures": given}) for given in (True, False))
    assert looked["total"] - not_looked["total"] == pytest.approx(5)


@exercising
@pytest.mark.parametrize("asked", ["option", "file"])
def test_flagging_only(do: Any, packet: Packet, asked: str) -> None:
    script: dict[str, Any] = {"answers": planted(packet, "t"), "signatures": True}
    if asked == "file":
        script["mode"] = "tandai"
    score = do(script, *(("--mode", "tandai") if asked == "option" else ()))
    found = outcomes(score)
    assert {name for name, kind in found.items() if kind == "flagged"} == set(planted(packet))
    assert set(found.values()) == {"flagged", "accepted_right"}
    assert score["total"] == pytest.approx(100)


@exercising
def test_short_answers_are_filled_up(do: Any, packet: Packet) -> None:
    """`24` in three boxes is `X24`; small letters are as good as capitals."""
    answers = {name: boxes.lstrip("X_-").lower() or boxes for name, boxes in planted(packet).items()}
    assert set(outcomes(do({"answers": answers, "signatures": True})).values()) == {"caught", "accepted_right"}


@exercising
def test_a_person_is_told_the_score(photographed_packet: Path, packet: Packet, tmp_path: Path) -> None:
    (tmp_path / "jawaban.json").write_text(json.dumps({"answers": {}, "signatures": True}))
    result = run("exercise", photographed_packet, "--answers", tmp_path / "jawaban.json")
    assert result.exit_code == 0
    assert "3 foto dibaca" in result.stdout
    for misread in packet.misreads:
        assert packet.numbers[misread.number].boxes in result.stdout
    assert "dari 60" in result.stdout


@exercising
def test_a_person_at_the_keyboard_is_asked_number_by_number(
    photographed_packet: Path, packet: Packet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter accepts; digits correct; what makes no sense is asked again."""
    monkeypatch.setattr(
        cli_exercise,
        "sys",
        SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True), stdout=sys.stdout, stderr=sys.stderr),
    )
    form = builtin_catalog().get(packet.form)
    lines = [planted(packet).get(number.id, "") for number in form.numbers]
    lines.insert(0, "9Q9")
    result = run("exercise", photographed_packet, told="\n".join([*lines, "y", "y", ""]))
    assert result.exit_code == 0, result.stderr
    assert f"(1 dari {len(form.numbers)})" in result.stdout
    assert f"({len(form.numbers)} dari {len(form.numbers)})" in result.stdout
    for misread in packet.misreads:
        assert f"Mesin membaca {misread.boxes}" in result.stdout
    assert any(block in result.stdout for block in "▀▄█"), "the boxes are shown"
    assert " 60,0 dari 60" in result.stdout


MALFORMED = {
    "missing": None,
    "empty": b"",
    "no json": b"{",
    "a list": b"[]",
    "not text": b"\xff\xfe\x00",
    "unknown entry": b'{"jawaban": {}}',
    "a number for boxes": b'{"answers": {"suara_1": 24}}',
    "no truth for signatures": b'{"answers": {}, "signatures": "barangkali"}',
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_file_of_answers_is_told(photographed_packet: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "jawaban.json"
    data = MALFORMED[kind]
    if data is not None:
        path.write_bytes(data)
    assert_refused(run("exercise", photographed_packet, "--answers", path, "--json"), 4, "jawaban.json")


def assert_refused(result: Result, status: int, *words: str) -> None:
    assert result.exit_code == status
    assert result.stdout == ""
    assert all(word in result.stderr for word in words)
    assert "Traceback" not in result.stderr


@exercising
@pytest.mark.parametrize(
    ("answers", "word"),
    [({"suara_9": "123"}, "suara_9"), ({"suara_1": "1234"}, ""), ({"suara_1": "abc"}, ""), ({"suara_1": "t"}, "")],
    ids=["unknown number", "too long", "no symbols", "flag in mode koreksi"],
)
def test_answers_that_do_not_fit_are_told(
    photographed_packet: Path, tmp_path: Path, answers: dict[str, str], word: str
) -> None:
    path = tmp_path / "jawaban.json"
    path.write_text(json.dumps({"answers": answers}))
    assert_refused(run("exercise", photographed_packet, "--answers", path, "--json"), 4, word)


@pytest.mark.parametrize(
    ("more", "status", "word"),
    [
        (("--mode", "tebak"), 4, "tebak"),
        (("--role", "ketua"), 4, ""),
        (("--tps", "1A"), 4, ""),
        (("--name", " "), 4, ""),
    ],
)
def test_who_and_how_must_make_sense(photographed_packet: Path, more: tuple[str, ...], status: int, word: str) -> None:
    assert_refused(run("exercise", photographed_packet, "--json", *more), status, word)


def test_a_folder_without_a_packet_is_told(tmp_path: Path) -> None:
    assert_refused(run("exercise", tmp_path, "--json"), 3, "Tidak ada paket", "Pilih folder paket")
    (tmp_path / "packet.json").write_text("{}")
    assert_refused(run("exercise", tmp_path, "--json"), 3, "rusak")


def test_a_packet_without_photographs_is_told(tmp_path: Path) -> None:
    assert make(tmp_path).exit_code == 0
    (folder,) = (path.parent for path in tmp_path.rglob("packet.json"))
    assert_refused(run("exercise", folder, "--json"), 4, "--photos")


def test_a_packet_whose_photograph_is_gone_is_told(photographed_packet: Path, tmp_path: Path) -> None:
    for name in ("packet.json", "page-1.jpg", "page-2.jpg"):
        (tmp_path / name).write_bytes((photographed_packet / name).read_bytes())
    assert_refused(run("exercise", tmp_path, "--json"), 1, "page-3.jpg")


def test_points_are_those_of_the_rubric() -> None:
    """The tests above expect 100 points in all and 60 for numbers."""
    points = load_rubric().points.model_dump()
    assert points["numbers"] == 60
    assert sum(points.values()) == 100
