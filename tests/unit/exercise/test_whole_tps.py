from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sirekap_trainer.exercise import whole_tps
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import PhotoPlan
from sirekap_trainer.practice.packet import load_packet, save_packet

if TYPE_CHECKING:
    from pathlib import Path


def test_the_other_form_of_the_same_tps_is_found_beside(desk: Any, tmp_path: Path) -> None:
    wali_kota = desk.form("latihan_kwk_wali_kota")
    elsewhere = desk.packet(wali_kota).tps.model_copy(update={"number": "013"})
    packets = {
        "a": desk.packet(),
        "b": desk.packet(wali_kota).model_copy(update={"tps": elsewhere}),
        "c": desk.packet(wali_kota),
        "d": desk.packet(wali_kota).model_copy(update={"tps": desk.packet().tps.model_copy(update={"number": "099"})}),
    }
    for name, packet in packets.items():
        save_packet(packet, tmp_path / name)
    (tmp_path / "aa").mkdir()
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "packet.json").write_text("[]", encoding="utf-8")
    assert whole_tps.other_form_beside(tmp_path / "a") == tmp_path / "c"
    assert whole_tps.other_form_beside(tmp_path / "c") == tmp_path / "a"
    assert whole_tps.other_form_beside(tmp_path / "d") is None


def test_a_fresh_tps_has_both_forms_its_number_and_the_same_difficulty_for_everyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_tps, "PHOTOS", PhotoPlan("good", 1.0))
    told = []
    made = [
        whole_tps.make_whole_tps(
            tmp_path, "017", place, catalog=builtin_catalog(), progress=lambda *share: told.append(share)
        )
        for place in (3, 4)
    ]
    packets = [[load_packet(folder) for folder in folders] for folders in made]
    for first, second in packets:
        assert (first.form, second.form) == whole_tps.FORMS
        assert first.tps == second.tps
        assert first.tps.number == "017"
        assert not first.slips
        assert len(first.photos) == 3
    assert whole_tps.other_form_beside(made[0][0]) == made[0][1]
    for form in range(2):
        kinds = [sorted(one.pattern for one in pair[form].misreads) for pair in packets]
        assert kinds[0] == kinds[1]
        assert packets[0][form].numbers != packets[1][form].numbers
    assert told[:3] == [(0, 2), (1, 2), (2, 2)]


def test_making_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        whole_tps.make_whole_tps(tmp_path / "x", "017", 1, catalog=builtin_catalog(), progress=stop)
    assert not (tmp_path / "x").exists()
