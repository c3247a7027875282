"""Whose sheet it is, by the code printed on it: also where no Tesseract reads the header."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.reading import page as reading
from sirekap_trainer.reading.imprint import imprint_findings, printed_id
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.reading.result import TpsName


class Nines:
    """Reads nines."""

    def read(self, images):
        return [("9", 1.0)] * len(images)


def asked_ocr(said):
    """Notes that the header was to be read."""
    said.append("header")


@pytest.fixture
def seen(monkeypatch):
    """The straightened pages whose codes were read."""
    pages = []

    def kept(upright):
        pages.append(upright)
        return printed_id(upright)

    monkeypatch.setattr(reading, "printed_id", kept)
    return pages


def test_every_sheet_says_its_packet(sample_folders, seen):
    reader = PageReader(digits=Nines(), ocr=lambda: None)
    for folder in sample_folders[:: len(sample_folders) - 1]:
        packet = load_packet(folder)
        for photo in packet.photos:
            found = reader.read(folder / photo.file, tps=TpsName(packet.tps.number, packet.tps.kelurahan, packet.id))
            assert printed_id(seen[-1]) == packet.id
            assert "lembar_lain" not in [one.code for one in found.photo_findings]


def test_the_sheet_of_another_packet_is_told_and_its_header_not_read_too(sample_folders):
    said = []
    reader = PageReader(digits=Nines(), ocr=lambda: asked_ocr(said))
    photo = sample_folders[0] / "page-2.jpg"
    found = reader.read(photo, tps=TpsName("012", "Jati", "WK-1-001"))
    (told,) = [one for one in found.photo_findings if one.code == "lembar_lain"]
    assert told.severity == "error"
    assert (
        told.message
        == f"Ini lembar paket {load_packet(sample_folders[0]).id}, bukan WK-1-001. Foto ulang lembar paket Anda."
    )
    assert said == []
    reader.read(photo, tps=TpsName("012", "Jati"))
    assert said == ["header"], "where the packet does not matter"


def test_nothing_is_said_where_there_is_no_code(sample_folders, seen):
    PageReader(digits=Nines(), ocr=lambda: None).read(sample_folders[0] / "page-2.jpg", tps=TpsName("1", "", "X"))
    (page,) = seen
    assert printed_id(replace(page, page=replace(page.page, artwork=()))) == ""
    assert printed_id(replace(page, image=np.full_like(page.image, 255))) == ""
    noise = np.random.default_rng(1).integers(0, 256, page.image.shape, np.uint8)
    assert printed_id(replace(page, image=noise)) == ""


@pytest.mark.parametrize(("found", "wanted"), [("", "A"), ("A", ""), ("A", "A")])
def test_in_doubt_nothing_is_said(found, wanted):
    assert imprint_findings(found, wanted) == ()
