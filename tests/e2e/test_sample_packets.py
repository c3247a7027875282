"""Every folder of sample_c_hasil/ is a test of the whole way: photographs, numbers, review, score."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sirekap_trainer.cli import app
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.reading import page as reading_page

SAMPLES = Path(__file__).resolve().parents[2] / "sample_c_hasil"
FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/packet.json"))

each_sample = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two tests of a folder share what was read from its photographs; the first of them reads in earnest."""

    class Remembering(reading_page.PageReader):
        def read(self, source: Any, *, expected: Any = None, **extra: Any) -> Any:
            key = str(source)
            if key not in READ:
                READ[key] = super().read(source, **extra)
            assert expected in {None, (READ[key].form, READ[key].page)}, "would have been a finding"
            return READ[key]

    monkeypatch.setattr(reading_page, "PageReader", Remembering)


READ: dict[str, Any] = {}


@cache
def key_of(folder: Path) -> Any:
    return load_packet(folder)


def run(*arguments: object) -> Any:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_all_packets_are_there() -> None:
    """Four of each form, three photographs each: a folder that went missing is no fewer tests, but a failure."""
    forms = [key_of(folder).form for folder in FOLDERS]
    assert forms.count("latihan_kwk_gubernur") >= 4
    assert forms.count("latihan_kwk_wali_kota") >= 4
    folders = {path for path in SAMPLES.iterdir() if path.is_dir()}
    assert folders == set(FOLDERS), "a folder without a packet"
    photographs = sorted(SAMPLES.glob("*/*.jpg"))
    assert photographs == sorted(folder / photo.file for folder in FOLDERS for photo in key_of(folder).photos)
    assert len(photographs) >= 24


def test_the_table_in_the_readme_names_each_folder() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [folder.name for folder in FOLDERS if f"`{folder.name}`" not in readme] == []


@each_sample
def test_every_number_of_every_photograph_is_right(folder: Path) -> None:
    key = key_of(folder)
    form = builtin_catalog().get(key.form)
    photographs = [folder / f"page-{page.number}.jpg" for page in form]
    pages = run("read", *photographs, "--json")
    assert [(page["form"], page["page"]) for page in pages] == [(form.id, page.number) for page in form]
    read = {number["id"]: number for page in pages for number in page["numbers"]}
    assert list(read) == [number.id for number in form.numbers]
    wrong = {
        name: (written.boxes, read[name]["boxes"], written.bubbles, read[name]["bubbles"])
        for name, written in key.numbers.items()
        if (read[name]["boxes"], read[name]["bubbles"]) != (written.boxes, written.bubbles)
    }
    assert not wrong, "written and read: boxes, then bubbles"
    assert {name: number["value"] for name, number in read.items()} == key.values
    assert [finding for page in pages for finding in page["quality"]["findings"]] == []
    assert [finding for page in pages for finding in page["findings"] if finding["severity"] == "error"] == []


@each_sample
def test_correcting_what_was_planted_passes_and_accepting_it_does_not(folder: Path, tmp_path: Path) -> None:
    key = key_of(folder)
    assert key.misreads, "an exercise without misreads trains no one"
    scores = []
    for answers in ({misread.number: key.numbers[misread.number].boxes for misread in key.misreads}, {}):
        script = tmp_path / "jawaban.json"
        script.write_text(json.dumps({"answers": answers, "signatures": key.signed}))
        scores.append(run("exercise", folder, "--answers", script, "--json"))
    corrected, accepted = scores
    assert corrected["total"] == pytest.approx(100)
    assert corrected["passed"]
    assert corrected["votes_at_stake"] == 0
    missed = {outcome["number"] for outcome in accepted["outcomes"] if outcome["outcome"] == "missed"}
    assert missed == {misread.number for misread in key.misreads}
    assert not accepted["passed"]
    assert accepted["votes_at_stake"] > 0
