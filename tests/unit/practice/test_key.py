"""Keys of hand-filled sheets: what is typed is checked whole, and becomes a packet like any other."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.blank import BlankSheet, make_blanks
from sirekap_trainer.practice.key import (
    BUBBLES,
    NO_NUMBER,
    SIGNATURES,
    TypedKey,
    TypedNumber,
    check,
    doubts,
    key_packet,
    load_keys,
    photos_in,
    save,
    write_template,
)
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.misreads import kinds_of
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.sealed import load_any

FORM = builtin_catalog().get("latihan_kwk_wali_kota")
OTHER = builtin_catalog().get("latihan_kwk_gubernur")
PAPER = make_packet(FORM, seed=3, index=1)
SHEET = BlankSheet(
    id="WK-T-7K2QM-X0F9T",
    form=FORM.id,
    seed=3,
    index=1,
    tps=tps_at("Jati", "12"),
    candidates=PAPER.candidates,
)


def typed(**changes: TypedNumber) -> TypedKey:
    """The numbers of a made packet, as somebody would type them."""
    numbers = {name: TypedNumber(written.boxes, "", written.bubbles or "") for name, written in PAPER.numbers.items()}
    return TypedKey({**numbers, **changes}, signed=True)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (made,), _ = make_blanks(FORM, tps_at("Jati", "12"), out=tmp_path, seed=3)
    return tmp_path / made.id


# --- typed ------------------------------------------------------------------------------------------------------------


def test_a_key_becomes_the_packet_of_its_sheet() -> None:
    assert check(FORM, typed()) == ()
    assert doubts(FORM, typed()) == ()
    packet = key_packet(FORM, SHEET, typed())
    assert packet.numbers == PAPER.numbers
    assert (packet.id, packet.tps, packet.candidates) == (SHEET.id, SHEET.tps, SHEET.candidates)
    assert packet.signed
    assert packet.slips == ()
    assert packet == key_packet(FORM, SHEET, typed())


def test_misreads_are_planted_as_in_a_made_set() -> None:
    packet = key_packet(FORM, SHEET, typed())
    assert sorted(one.pattern for one in packet.misreads) == sorted(kinds_of(FORM, seed=3).patterns)
    assert all(one.boxes != packet.numbers[one.number].boxes for one in packet.misreads)


def test_where_numbers_have_no_room_fewer_misreads_are_planted() -> None:
    numbers = {number.id: TypedNumber("XX0") for number in FORM.numbers}
    packet = key_packet(FORM, SHEET, TypedKey(numbers, signed=True), on_paper=True)
    assert len(packet.misreads) < len(kinds_of(FORM, seed=3).patterns)


def test_a_value_alone_is_enough() -> None:
    value = PAPER.values["suara_2"]
    packet = key_packet(FORM, SHEET, typed(suara_2=TypedNumber(value=f" {value} ")))
    written = packet.numbers["suara_2"]
    assert written.value == value
    assert written.bubbles == f"{value:03d}"
    assert written.boxes == str(value).rjust(3, "X")


@pytest.mark.parametrize(
    ("boxes", "bubbles", "paper"),
    [
        ("x 2 4", "", ("X24", "024")),
        ("\u2013\u201424", "", None),
        ("-24", "_24", ("-24", "_24")),
        ("_24", "-24", ("_24", "_24")),
    ],
)
def test_spaces_small_letters_and_the_dashes_of_excel_are_understood(
    boxes: str, bubbles: str, paper: tuple[str, str] | None
) -> None:
    key = typed(suara_2=TypedNumber(boxes, "", bubbles))
    assert bool(check(FORM, key)) == (paper is None)
    if paper is not None:
        written = key_packet(FORM, SHEET, key, on_paper=True).numbers["suara_2"]
        assert (written.boxes, written.bubbles) == paper


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (TypedNumber(), "Belum diisi"),
        (TypedNumber(bubbles="024"), "Belum diisi"),
        (TypedNumber("24"), "3 tanda"),
        (TypedNumber("2?4"), "3 tanda"),
        (TypedNumber("2\u0664\u0664"), "3 tanda"),
        (TypedNumber(value="1000"), "sampai 999"),
        (TypedNumber(value="-1"), "sampai 999"),
        (TypedNumber(value="2,5"), "sampai 999"),
        (TypedNumber("X24", "25"), "berbeda"),
        (TypedNumber("X24", "", "24"), "Bulatan"),
        (TypedNumber("X24", "", "X24"), "Bulatan"),
    ],
)
def test_what_cannot_stand_in_the_boxes_is_a_problem(number: TypedNumber, said: str) -> None:
    (problem,) = check(FORM, typed(suara_2=number))
    assert problem.number == "suara_2"
    assert said in problem.message
    with pytest.raises(PacketError, match="belum benar"):
        key_packet(FORM, SHEET, typed(suara_2=number))


def test_all_problems_are_told_at_once() -> None:
    wrong = replace(typed(pemilih_dpt_l=TypedNumber("9"), suara_sah=TypedNumber("XX1", "", "001")), signed=None)
    strange = TypedKey({**wrong.numbers, "suara_9": TypedNumber("XX1")})
    assert [one.number for one in check(FORM, strange)] == ["pemilih_dpt_l", "suara_sah", "suara_9", SIGNATURES]
    assert len(check(FORM, TypedKey({}))) == len(FORM.numbers) + 1


def test_doubts_are_saved_only_when_they_stand_on_the_paper() -> None:
    votes = (PAPER.values["suara_1"] or 0) + 1
    bubbles = PAPER.numbers["suara_2"].bubbles or ""
    other = bubbles[:-1] + str((int(bubbles[-1]) + 1) % 10)
    key = typed(
        suara_1=TypedNumber(value=str(votes)),
        suara_2=TypedNumber(PAPER.numbers["suara_2"].boxes, "", other),
        pengguna_dpph_l=TypedNumber("___"),
    )
    found = doubts(FORM, replace(key, signed=False))
    assert {one.code for one in found} == {"R3", BUBBLES, NO_NUMBER}
    with pytest.raises(PacketError) as caught:
        key_packet(FORM, SHEET, key)
    assert caught.value.code == "kunci_ragu"
    assert all(one.message in caught.value.message for one in found)
    packet = key_packet(FORM, SHEET, replace(key, signed=False), on_paper=True)
    assert [slip.kind for slip in packet.slips] == ["arithmetic", "bubble", "signature"]
    assert not packet.signed
    assert packet.values["pengguna_dpph_l"] is None
    assert not {one.number for one in packet.misreads} & {"pengguna_dpph_l", "suara_sah"}


# --- saved ------------------------------------------------------------------------------------------------------------


def test_the_exercise_takes_what_was_saved(sheet: Path) -> None:
    packet = save(FORM, typed(), sheet)
    assert load_any(sheet) == packet
    assert packet.photos == ()
    assert Exercise().identify(Trainee("Ani", "012")).choose(packet, FORM, folder=sheet).packet == packet


def test_photographs_beside_it_are_taken_along(sheet: Path) -> None:
    before = save(FORM, typed(), sheet)
    for name in ("page-1.jpg", "PAGE-2.JPEG", "page-3.png", "page-4.jpg", "catatan.txt"):
        (sheet / name).write_bytes(b"x")
    packet = save(FORM, typed(), sheet)
    assert [(photo.page, photo.file) for photo in packet.photos] == [
        (1, "page-1.jpg"),
        (2, "PAGE-2.JPEG"),
        (3, "page-3.png"),
    ]
    assert packet.model_copy(update={"photos": ()}) == before
    (sheet / "page-1.png").write_bytes(b"x")
    with pytest.raises(PacketError, match="dua foto"):
        photos_in(sheet, FORM)


def test_another_key_is_replaced_only_when_that_is_said(sheet: Path) -> None:
    first = save(FORM, typed(), sheet)
    changed = replace(typed(), signed=False)
    with pytest.raises(PacketError, match="sudah mempunyai kunci lain"):
        save(FORM, changed, sheet)
    assert load_packet(sheet) == first
    assert save(FORM, changed, sheet, replace=True) == load_packet(sheet) != first


def test_only_a_blank_sheet_of_the_form_gets_a_key(sheet: Path, tmp_path: Path) -> None:
    with pytest.raises(PacketError, match="tidak ditemukan"):
        save(FORM, typed(), tmp_path)
    with pytest.raises(PacketError, match="bukan dari formulir"):
        save(OTHER, typed(), sheet)
    with pytest.raises(PacketError, match="belum benar"):
        save(FORM, TypedKey({}), sheet)
    assert not (sheet / PACKET_FILE).exists()


# --- the spreadsheet --------------------------------------------------------------------------------------------------


def fill(path: Path, key: TypedKey, *, sheet: str | None = None) -> None:
    """Fills in a template as a person would, in the rows of `sheet` or all."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        for row in rows[1:]:
            row[3:6] = filled(row[1], key) if sheet in (None, row[0]) else row[3:6]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=",").writerows(rows)
        return
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        if sheet in (None, row[0].value):
            for cell, text in zip(row[3:6], filled(row[1].value, key), strict=True):
                cell.value = text or None
    book.save(path)


def filled(name: str, key: TypedKey) -> list[str]:
    if name == SIGNATURES:
        return ["Ya" if key.signed else "tidak", "", ""]
    number = key.numbers[name]
    return [number.boxes, number.value, number.bubbles]


@pytest.mark.parametrize("name", ["kunci.xlsx", "kunci.csv"])
def test_a_template_filled_in_gives_the_key(name: str, tmp_path: Path) -> None:
    path = write_template(tmp_path / name, FORM)
    with pytest.raises(PacketError, match="belum diisi"):
        load_keys(path, {"": FORM})
    fill(path, typed())
    keys = load_keys(path, {SHEET.id: FORM})
    assert key_packet(FORM, SHEET, keys[SHEET.id]) == key_packet(FORM, SHEET, typed())


def test_a_template_holds_many_sheets_and_those_not_filled_in_are_left_out(tmp_path: Path) -> None:
    blanks = [SHEET, SHEET.model_copy(update={"id": "WK-T-2", "index": 2})]
    forms = {blank.id: FORM for blank in blanks}
    path = write_template(tmp_path / "kunci.xlsx", FORM, blanks)
    fill(path, typed(), sheet="WK-T-2")
    assert set(load_keys(path, forms)) == {"WK-T-2"}
    with pytest.raises(PacketError, match="Lembar 'WK-T-2' tidak ada"):
        load_keys(path, {SHEET.id: FORM})
    fill(path, typed())
    assert set(load_keys(path, forms)) == set(forms)


def rewrite(path: Path, change: dict[int, list[str] | None]) -> None:
    """Puts rows (as a spreadsheet numbers them) in place of others; None takes one away."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    kept = [change.get(place, row) for place, row in enumerate(rows, start=1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row for row in kept if row is not None])


def test_every_wrong_row_is_told_with_its_reason(tmp_path: Path) -> None:
    path = write_template(tmp_path / "kunci.csv", FORM)
    fill(path, typed())
    last = len(FORM.numbers) + 1
    rewrite(
        path,
        {
            2: ["", "pemilih_dpt_l", "", "24", "", ""],
            3: ["", "pemilih_dpt_p", "", "X24", "25", ""],
            4: ["lain", "pemilih_dpt_lp", "", "X24", "", ""],
            5: ["", "", "", "X24", "", ""],
            6: ["", "pemilih_dpt_l", "", "X24", "", ""],
            7: ["", "pemilih_apa", "", "X24", "", ""],
            last: None,
            last + 1: ["", "tanda_tangan", "", "mungkin", "", ""],
        },
    )
    with pytest.raises(PacketError) as caught:
        load_keys(path, {SHEET.id: FORM})
    lines = caught.value.message.splitlines()
    for row, said in [(2, "3 tanda"), (3, "berbeda"), (5, "angka belum"), (6, "baris 2"), (7, "tidak ada di formulir")]:
        assert any(line.startswith(f"Baris {row}: ") and said in line for line in lines), row
    assert any(line.startswith(f"Baris {last}: tanda_tangan: Isi ya") for line in lines)
    assert "Baris 4: lain: Lembar 'lain' tidak ada di folder itu." in lines
    assert "suara_total: Baris ini tidak ada." in lines
    assert "belum ada yang disimpan" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x00\x01", b"angka;nilai\r\n", b"nama\nx\n"])
def test_a_file_that_is_no_key_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kunci.xlsx"
    path.write_bytes(data)
    with pytest.raises(PacketError) as caught:
        load_keys(path, {SHEET.id: FORM})
    assert caught.value.code == "kunci"
    assert "kunci.xlsx" in caught.value.message


def test_a_template_overwrites_nothing_and_needs_a_known_ending(tmp_path: Path) -> None:
    path = write_template(tmp_path / "kunci.xlsx", FORM)
    with pytest.raises(PacketError, match="sudah ada"):
        write_template(path, FORM)
    with pytest.raises(PacketError, match="berakhiran"):
        write_template(tmp_path / "kunci.ods", FORM)
    with pytest.raises(PacketError, match="bukan dari formulir"):
        write_template(tmp_path / "lain.xlsx", OTHER, [SHEET])
    assert [one.name for one in tmp_path.iterdir()] == ["kunci.xlsx"]
