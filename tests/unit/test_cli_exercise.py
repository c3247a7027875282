"""The exercise in a terminal, with a packet on whose paper everything is wrong that can be."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run

from sirekap_trainer import cli_exercise
from sirekap_trainer.exercise.class_card import CLASS_FILE, ClassCard, write_card
from sirekap_trainer.form import rules
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import bubbles_contradict
from sirekap_trainer.practice.make import PhotoPlan
from sirekap_trainer.practice.packet import Packet, load_packet
from sirekap_trainer.practice.sets import SetPlan, make_set
from sirekap_trainer.reading import page as reading_page

if TYPE_CHECKING:
    from typer.testing import Result

FORM = builtin_catalog().get("latihan_kwk_gubernur")
READ: dict[tuple[str, Any], Any] = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = SetPlan(
        FORM, count=1, seed=6, photos=PhotoPlan(megapixels=2.5), slips=("arithmetic", "bubble", "signature", "header")
    )
    return make_set(plan, tmp_path_factory.mktemp("slips"))[0]


@pytest.fixture(scope="module")
def packet(folder: Path) -> Packet:
    return load_packet(folder)


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real reader, which reads each photograph only once."""
    read = reading_page.PageReader.read

    def remembering(self: Any, source: Any, *, expected: Any = None) -> Any:
        if (str(source), expected) not in READ:
            READ[str(source), expected] = read(self, source, expected=expected)
        return READ[str(source), expected]

    monkeypatch.setattr(reading_page.PageReader, "read", remembering)


@pytest.fixture
def do(folder: Path, tmp_path: Path) -> Any:
    """Does the exercise by a file of answers."""

    def exercise(script: dict[str, Any]) -> Result:
        path = tmp_path / "jawaban.json"
        path.write_text(json.dumps(script), encoding="utf-8")
        return run("exercise", folder, "--answers", path, "--json")

    return exercise


def right_answers(packet: Packet) -> dict[str, str]:
    return {misread.number: packet.numbers[misread.number].boxes for misread in packet.misreads}


def wrong_bubbles(packet: Packet) -> list[str]:
    written = packet.numbers.items()
    return [name for name, one in written if one.bubbles and bubbles_contradict(one.boxes, one.bubbles)]


def broken_rules(packet: Packet) -> list[str]:
    return sorted({finding.code for finding in rules.check(FORM, packet.values)})


def points(result: Result) -> dict[str, float]:
    assert result.exit_code == 0, result.stderr
    return {part["name"]: part["points"] for part in json.loads(result.stdout)["parts"]}


def test_everything_wrong_on_the_paper_can_be_noted_by_a_script(do: Any, packet: Packet) -> None:
    assert len(wrong_bubbles(packet)) == 1
    assert broken_rules(packet)
    script = {
        "answers": right_answers(packet),
        "bubbles": wrong_bubbles(packet),
        "sums": broken_rules(packet),
        "header": False,
        "signatures": False,
    }
    full = do(script)
    assert json.loads(full.stdout)["total"] == pytest.approx(100)
    assert points(full)["arithmetic"] == pytest.approx(10)
    for left_out, value in (("bubbles", []), ("sums", []), ("header", True), ("header", None)):
        assert points(do({**script, left_out: value}))["arithmetic"] == pytest.approx(10 * 2 / 3, abs=0.06)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ({"bubbles": ["suara_9"]}, "suara_9"),
        ({"bubbles": ["suara_total"]}, "tidak punya bulatan"),
        ({"sums": ["R77"]}, "R77"),
        ({"sums": "R4"}, "sums"),
        ({"header": "mungkin"}, "header"),
    ],
)
def test_a_note_that_makes_no_sense_is_told(do: Any, script: dict[str, Any], said: str) -> None:
    result = do({"answers": {}, **script})
    assert (result.exit_code, result.stdout) == (4, "")
    assert said in result.stderr


def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has somebody sit there."""
    here = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True), stdout=sys.stdout, stderr=sys.stderr)
    monkeypatch.setattr(cli_exercise, "sys", here)


def test_everything_wrong_on_the_paper_can_be_noted_at_the_keyboard(
    folder: Path, packet: Packet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`B` notes bubbles, and takes it back; what does not add up, the header and the signatures are asked about."""
    keyboard(monkeypatch)
    right, (wrong,) = right_answers(packet), wrong_bubbles(packet)
    lines = []
    for number in FORM.numbers:
        lines += {wrong: ["b"], "suara_total": ["b"]}.get(number.id, [])
        lines += ["b", "B"] if number.bubbles and number.id != wrong else []
        lines.append(right.get(number.id, ""))
    sums = rules.check(FORM, packet.values)
    result = run("exercise", folder, told="\n".join([*lines, *("y" for _ in sums), "n", "n", ""]))
    assert result.exit_code == 0, result.stderr
    assert "tidak punya bulatan" in result.stdout
    assert result.stdout.count("Di kertas memang begitu?") == len(sums), "bubbles that were noted are not asked about"
    assert f"menyebut TPS {packet.tps.number}, {packet.tps.kelurahan}?" in result.stdout
    assert "10,0 dari 10" in next(line for line in result.stdout.splitlines() if "Kejanggalan" in line)


def test_what_was_let_through_can_be_corrected_when_the_sums_show_it(
    folder: Path, packet: Packet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is accepted at first; where something does not agree every number of it is looked at again."""
    keyboard(monkeypatch)
    seen: list[str] = []

    def compare(text: str, **_: Any) -> str:
        seen.append(text)
        label = text.strip().rpartition(": ")[0]
        again = [number for number in FORM.numbers if number.label == label]
        return packet.numbers[again[0].id].boxes if text.startswith("  ") else ""

    monkeypatch.setattr(cli_exercise.typer, "prompt", compare)
    monkeypatch.setattr(cli_exercise.typer, "confirm", lambda *_, **__: False)
    result = run("exercise", folder, "--json")
    assert result.exit_code == 0, result.stderr
    outcomes = {one["number"]: one["outcome"] for one in json.loads(result.stdout)["outcomes"]}
    assert "caught" in outcomes.values()
    assert not {"spoiled", "miscorrected"} & set(outcomes.values())
    again = [text for text in seen if text.startswith("  ")]
    assert len(again) >= len(FORM.candidates)


@pytest.fixture
def handed_out(folder: Path, tmp_path: Path) -> Any:
    """The packet as a class hands it out: its folder, and the class's above that of the TPS."""

    def hand_out(**options: Any) -> tuple[Path, Path]:
        place = tmp_path / "kelas" / "TPS 012 Jati" / folder.name
        shutil.copytree(folder, place)
        card = ClassCard(code="K7M2QX", title="Bimtek Jati 1", mode="latihan", rule="tandai")
        return place, write_card(tmp_path / "kelas", card.model_copy(update=options))

    return hand_out


def test_the_class_of_a_packet_fixes_the_rule(handed_out: Any, tmp_path: Path) -> None:
    place, _ = handed_out()
    answers = tmp_path / "jawaban.json"
    answers.write_text('{"answers": {"suara_1": "t"}}')
    done = run("exercise", place, "--answers", answers)
    assert done.exit_code == 0, done.stderr
    assert "Kelas: Bimtek Jati 1. Aturan memeriksa ditetapkan pelatih: tandai." in done.stdout
    assert run("exercise", place, "--answers", answers, "--mode", "tandai").exit_code == 0
    other = run("exercise", place, "--answers", answers, "--mode", "koreksi")
    assert other.exit_code == 4
    assert "Kelas Bimtek Jati 1 memeriksa dengan aturan tandai." in other.stderr


def test_a_simulation_of_a_class_and_a_broken_card_are_refused(handed_out: Any) -> None:
    place, card = handed_out(mode="simulasi")
    assert "jendela aplikasi" in run("exercise", place, "--json").stderr
    card.write_text("{")
    broken = run("exercise", place, "--json")
    assert (broken.exit_code, broken.stdout) == (4, "")
    assert f"{CLASS_FILE} di folder kelas rusak" in broken.stderr
