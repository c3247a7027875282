"""Printed sheets are read back whole: a sample of what `tools/check_material.py` does over sixty packets."""

from __future__ import annotations

import cv2
import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.sheet import render_page, sheet_bytes
from sirekap_trainer.practice.slips import SLIP_KINDS, corrections_in
from sirekap_trainer.reading.page import PageReader

#: A set whose packets have two corrected numbers each.
SEED = 92_008
PRINTED_DPI = 300


@pytest.mark.parametrize(("name", "index"), [("latihan_kwk_gubernur", 7), ("latihan_kwk_wali_kota", 12)])
def test_a_printed_packet_with_every_slip_is_read_as_it_is_written(name: str, index: int) -> None:
    form, reader = builtin_catalog().get(name), PageReader()
    packet = make_packet(form, seed=SEED, index=index, slips=SLIP_KINDS)
    assert len(packet.corrections) == corrections_in(form, seed=SEED) == 2
    for page in form.pages:
        image = render_page(sheet_bytes(form, page.number, packet), dpi=PRINTED_DPI)
        png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
        reading = reader.read(png, name=f"page-{page.number}")
        assert (reading.form, reading.page) == (form.id, page.number)
        assert {one.id: one.value for one in reading.numbers} == {
            one.id: packet.numbers[one.id].value for one in page.numbers
        }
        seen = {one.id: one.bubbles for one in reading.numbers if one.bubbles is not None}
        assert seen == {one.id: packet.numbers[one.id].bubbles for one in page.numbers if one.bubbles is not None}
