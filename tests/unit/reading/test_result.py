"""What a reading says in JSON: contract 2, key by key."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.findings import Finding
from sirekap_trainer.reading.result import NumberReading, PageReading


def page(**changes: object) -> PageReading:
    values = {
        "photo": "foto/1.jpg",
        "form": "latihan_kwk_gubernur",
        "page": 2,
        "numbers": (
            NumberReading("suara_1", "Apel - Belimbing", "X24", "024", 0.98765432),
            NumberReading("suara_2", "Cempedak - Duku", "1?4", "1?_", 0.31),
        ),
        "photo_findings": (),
        "findings": (Finding("tidak_terbaca", "IV.2: ada kotak yang tidak terbaca.", "warning", ("suara_2",)),),
        "outline": np.zeros((4, 2)),
        "upright": np.zeros((1, 1, 3), np.uint8),
    }
    return PageReading(**{**values, **changes})


def test_the_object_has_the_keys_of_the_contract_and_no_others() -> None:
    shown = json.loads(json.dumps(page().to_dict()))
    assert list(shown) == ["photo", "form", "page", "quality", "numbers", "findings"]
    assert shown["photo"] == "foto/1.jpg"
    assert (shown["form"], shown["page"]) == ("latihan_kwk_gubernur", 2)
    assert shown["quality"] == {"ok": True, "findings": []}
    for number in shown["numbers"]:
        assert list(number) == ["id", "label", "boxes", "bubbles", "value", "confidence"]
    first, second = shown["numbers"]
    assert first == {
        "id": "suara_1",
        "label": "Apel - Belimbing",
        "boxes": "X24",
        "bubbles": "024",
        "value": 24,
        "confidence": 0.9877,
    }
    assert (second["boxes"], second["bubbles"], second["value"]) == ("1?4", "1?_", None)
    (finding,) = shown["findings"]
    assert {"code", "message"} <= finding.keys()
    assert finding["numbers"] == ["suara_2"]


def test_a_photograph_with_a_finding_is_not_ok() -> None:
    blurred = page(photo_findings=(Finding("buram", "Foto ulang: gambar buram."),))
    assert not blurred.photo_ok
    quality = blurred.to_dict()["quality"]
    assert quality["ok"] is False
    assert [(finding["code"], finding["message"]) for finding in quality["findings"]] == [
        ("buram", "Foto ulang: gambar buram.")
    ]


def test_a_form_without_bubbles_says_null() -> None:
    number = NumberReading("surat_sisa", "Sisa", "__7", None, 1.0)
    assert json.loads(json.dumps(number.to_dict()))["bubbles"] is None


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ("427", 427),
        ("__3", 3),
        ("XX0", 0),
        ("-12", 12),
        ("X_-", None),
        ("000", 0),
        ("007", 7),
        ("1X2", None),
        ("12_", None),
        ("1-2", None),
        ("?12", None),
        ("X?2", None),
        ("12?", None),
    ],
)
def test_the_value_is_what_the_boxes_mean(boxes: str, value: int | None) -> None:
    assert NumberReading("a", "A", boxes, None, 0.9).value == value


def test_values_go_by_id() -> None:
    assert page().values == {"suara_1": 24, "suara_2": None}


@given(st.text("0123456789X_-?", min_size=1, max_size=4))
def test_a_value_is_never_made_of_anything_but_digits_behind_fillers(boxes: str) -> None:
    value = NumberReading("a", "A", boxes, None, 0.5).value
    if value is None:
        assert "?" in boxes or not boxes.lstrip("X_-").isdigit()
    else:
        assert boxes.lstrip("X_-") == str(value).zfill(len(boxes.lstrip("X_-")))


def test_readings_are_compared_without_their_pixels() -> None:
    assert page() == page(upright=np.ones((2, 2, 3), np.uint8), outline=np.ones((4, 2)))
    assert page() != page(page=3)
    assert "upright" not in repr(page())
