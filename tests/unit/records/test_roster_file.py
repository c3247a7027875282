"""Lists of operators as files: columns guessed and put right, each wrong row named, broken files refused in words."""

from __future__ import annotations

import random

import openpyxl
import pytest
from sqlalchemy import func, select

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.roster_file import (
    MEANINGS,
    Checked,
    check_rows,
    open_sheet,
    refuse_problems,
    write_roster,
    write_template,
)
from sirekap_trainer.records.tables import Base
from sirekap_trainer.samples import sample_roster

TITLES = list(MEANINGS.values())
GOOD = ["Mayangan", "Jati", "012", "Budi Kenari", "utama", "081234567890"]


def book(path, rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def text(path, lines, encoding="utf-8"):
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def checked(path):
    sheet = open_sheet(path)
    return check_rows(sheet, sheet.matching)


def problems(path):
    return [str(one) for one in checked(path).problems]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\nisi", b"{\\rtf1 isi}", b"\n<html><table></table></html>", b"\xd0\xcf\x11\xe0\0"]
)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_another_file_under_the_name_of_a_list_is_told_to_be_none(tmp_path, content, ending):
    path = tmp_path / f"operator.{ending}"
    path.write_bytes(content)
    with pytest.raises(RecordsError, match="bukan berkas Excel") as told:
        open_sheet(path)
    assert "template" not in told.value.hint, "the window has no commands"


def test_a_spreadsheet_is_read(tmp_path):
    path = book(tmp_path / "a.xlsx", [TITLES, GOOD, ["Mayangan", "JATI", 12, "Sari Randu", "Cadangan", 81234567891.0]])
    found = checked(path)
    assert found.problems == ()
    first, second = found.operators
    assert (first.station, first.name, first.role, first.phone, first.row) == (
        "012", "Budi Kenari", "utama", "081234567890", 2,
    )  # fmt: skip
    # What Excel made a number of has its zeros again, and a place is spelt as it stood first.
    assert (second.village, second.station, second.phone) == ("Jati", "012", "081234567891")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0812-3456 7890", "081234567890"),
        ("+62 812 3456 7890", "081234567890"),
        ("6281234567890", "081234567890"),
        (81234567890, "081234567890"),
        ("81234567890.0", "081234567890"),
        ("+6591234567", "+6591234567"),
        ("-", ""),
        (None, ""),
    ],
)
def test_a_phone_number_is_kept_as_it_is_dialled(tmp_path, written, kept):
    (one,) = checked(book(tmp_path / "a.xlsx", [TITLES, [*GOOD[:5], written]])).operators
    assert one.phone == kept


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_read_as_excel_saves_it(tmp_path, separator, encoding):
    path = text(
        tmp_path / "a.csv", [separator.join(TITLES), separator.join([*GOOD[:3], "Bu Siné", *GOOD[4:]])], encoding
    )
    (one,) = checked(path).operators
    assert (one.name, one.station) == ("Bu Siné", "012")


@pytest.mark.parametrize(
    ("titles", "order"),
    [
        (
            ["NO", "NAMA KECAMATAN", "DESA/KELURAHAN", "NO. TPS", "NAMA OPERATOR", "JABATAN", "NO HP/WA"],
            [0, 1, 2, 3, 4, 5],
        ),
        (["No", "Kec.", "Kel.", "TPS", "Nama Lengkap", "Posisi Operator", "Telp."], [0, 1, 2, 3, 4, 5]),
        (["No", "Nama", "Peran", "TPS", "Kelurahan", "Kecamatan", "Keterangan"], [3, 4, 2, 1, 0, None]),
    ],
)
def test_columns_are_guessed_by_their_titles(tmp_path, titles, order):
    rows = [[nth, *(GOOD[at] if at is not None else "" for at in order)] for nth in range(1)]
    path = book(tmp_path / "a.xlsx", [["DAFTAR OPERATOR SIREKAP", "", ""], ["KOTA CONTOH"], [], titles, *rows])
    sheet = open_sheet(path)
    assert sheet.missing == ()
    (one,) = checked(path).operators
    assert (one.district, one.village, one.station, one.name, one.role) == tuple(GOOD[:5])
    assert sheet.columns[0].title.lower() == "no"


def test_columns_are_put_right_by_a_person(tmp_path):
    path = book(
        tmp_path / "a.xlsx", [["A", "B", "C", "Petugas", "Peran"], ["Mayangan", "Jati", "012", "Budi", "utama"]]
    )
    sheet = open_sheet(path)
    with pytest.raises(RecordsError, match="tidak mempunyai kolom Kecamatan, Kelurahan, TPS, Nama"):
        check_rows(sheet, sheet.matching)
    matching = {"district": 0, "village": 1, "station": 2, "name": 3, "role": 4}
    assert [one.name for one in check_rows(sheet, matching).operators] == ["Budi"]
    with pytest.raises(RecordsError, match="dua isian"):
        check_rows(sheet, matching | {"name": 4})
    with pytest.raises(RecordsError, match="tidak ada"):
        check_rows(sheet, matching | {"name": 9})


def test_a_list_without_titles_loses_no_row(tmp_path):
    sheet = open_sheet(book(tmp_path / "a.xlsx", [GOOD[:5], ["Mayangan", "Jati", "013", "Sari", "utama"]]))
    matching = {"district": 0, "village": 1, "station": 2, "name": 3, "role": 4}
    assert [one.name for one in check_rows(sheet, matching).operators] == ["Budi Kenari", "Sari"]
    assert sheet.columns[3].samples == ("Budi Kenari", "Sari")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({0: ""}, "kecamatan kosong."),
        ({1: " "}, "kelurahan kosong."),
        ({1: "123"}, "'123' bukan nama."),
        ({2: ""}, "nomor TPS kosong."),
        ({2: "1234"}, "nomor TPS '1234' harus tiga angka, misalnya 012."),
        ({2: "0"}, "nomor TPS '0' harus tiga angka, misalnya 012."),
        ({2: "١٢"}, "nomor TPS '١٢' harus tiga angka, misalnya 012."),
        ({3: ""}, "nama kosong."),
        ({3: "=HYPERLINK(1)"}, "'=HYPERLINK(1)' bukan nama."),
        ({3: "x" * 81}, f"nama '{'x' * 20}...' terlalu panjang (paling banyak 80 huruf)."),
        ({4: ""}, "peran kosong; isi utama atau cadangan."),
        ({4: "saksi"}, "peran 'saksi' tidak dikenal; isi utama atau cadangan."),
        ({5: "123"}, "nomor HP '123' salah; isi misalnya 081234567890, atau kosongkan."),
    ],
)
def test_a_wrong_row_is_named_with_its_reason(tmp_path, change, reason):
    row = [change.get(place, cell) for place, cell in enumerate(GOOD)]
    path = text(tmp_path / "a.csv", [";".join(TITLES), ";".join([*GOOD[:2], "013", *GOOD[3:]]), "", ";".join(row)])
    assert problems(path) == [f"Baris 4: {reason}"]


def test_an_operator_twice_is_named(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        [TITLES, GOOD, [*GOOD[:3], "Sari", "cadangan", ""], ["MAYANGAN", "Kel. Jati", "TPS 12", "Rama", "UTAMA", ""]],
    )
    assert problems(path) == ["Baris 4: operator utama TPS 012 Jati sudah ada di baris 2."]


def test_a_place_is_one_however_the_word_before_it_is_shortened(tmp_path):
    others = [
        ["Kec.Mayangan", "Kel.Jati", "012", "Sari", "cadangan"],
        ["KEC. Mayangan", "kelurahan Jati", "013", "Rama", "utama"],
    ]
    found = checked(book(tmp_path / "a.xlsx", [TITLES[:5], GOOD[:5], *others]))
    assert {(one.district, one.village) for one in found.operators} == {("Mayangan", "Jati")}


def test_many_problems_are_told_in_short(tmp_path):
    rows = [[*GOOD[:2], f"{nth:03d}", "", *GOOD[4:]] for nth in range(1, 16)]
    found = checked(book(tmp_path / "a.xlsx", [TITLES, *rows]))
    with pytest.raises(RecordsError) as caught:
        refuse_problems(found, "a.xlsx")
    assert "Baris 2: nama kosong. Baris 3" in caught.value.message
    assert "Baris 12" not in caught.value.message
    assert caught.value.message.endswith("Dan 5 baris lain.")


def test_the_template_is_itself_a_list(tmp_path):
    for name in ("contoh.xlsx", "contoh.csv"):
        assert len(checked(write_template(tmp_path / name)).operators) == 2
    with pytest.raises(RecordsError, match="sudah ada"):
        write_template(tmp_path / "contoh.csv")


def test_the_sample_roster_is_a_whole_city(tmp_path):
    found = checked(sample_roster())
    assert found.problems == ()
    assert len(found.operators) == 656
    stations = {one.place for one in found.operators}
    assert len(stations) == 328
    assert (len({one[0] for one in stations}), len({one[:2] for one in stations})) == (5, 29)
    assert {number for *_, number in stations if number >= "900"} == {"901", "902"}
    assert len({one.name for one in found.operators}) == 656
    # What is written out is read back.
    assert [one.name for one in checked(write_roster(tmp_path / "a.xlsx", found.operators)).operators] == [
        one.name for one in found.operators
    ]


def test_the_sample_roster_is_what_its_tool_makes():
    import make_sample_roster

    made = [
        (one.district, one.village, one.station, one.name, one.role) for one in make_sample_roster.sample_operators()
    ]
    read = [(one.district, one.village, one.station, one.name, one.role) for one in checked(sample_roster()).operators]
    assert made == read


# --- broken ones ------------------------------------------------------------------------------------------------------


def broken_lists(folder, count):
    """Lists that cannot be taken in, made from good ones by a seeded hand: each another way to go wrong."""
    ways = (_cut, _flipped, _cell, _twice, _no_column, _other_file)
    for seed in range(count):
        dice = random.Random(seed)
        yield ways[seed % len(ways)](folder / f"{seed}.xlsx", dice)


def _rows(dice, count=30):
    return [TITLES] + [
        ["Mayangan", "Jati", f"{nth:03d}", f"Nama {dice.choice('ABCDEFG')}{'abcdefgh'[nth % 8]}", role, ""]
        for nth in range(1, count + 1)
        for role in ("utama", "cadangan")
    ]


def _cut(path, dice):
    data = book(path, _rows(dice)).read_bytes()
    path.write_bytes(data[: dice.randrange(4, len(data) - 30)])
    return path


def _flipped(path, dice):
    data = bytearray(book(path, _rows(dice)).read_bytes())
    middle = data.index(b"xl/worksheets/sheet1.xml") + 60
    for at in range(middle, middle + 40):
        data[at] ^= dice.randrange(1, 256)
    path.write_bytes(bytes(data))
    return path


def _cell(path, dice):
    rows = _rows(dice)
    bad = [
        ["", "7", "\x07bel"],
        ["", "99", "k" * 90],
        ["", "0000", "1a", "-3", "12,5"],
        ["", "=1", "<b>", "1"],
        ["", "ketua", "utama/cadangan"],
        ["tidak ada", "12", "08x"],
    ]
    for row in dice.sample(rows[1:], dice.randrange(1, 5)):
        place = dice.randrange(6)
        row[place] = dice.choice(bad[place])
    return _csv(path, rows)


def _twice(path, dice):
    rows = _rows(dice)
    rows.insert(dice.randrange(2, len(rows)), list(dice.choice(rows[1:])))
    return book(path, rows)


def _no_column(path, dice):
    rows = _rows(dice)
    place = dice.randrange(5)
    return book(path, [row[:place] + row[place + 1 :] for row in rows])


def _other_file(path, dice):
    kinds = [
        b"",
        b"\0" * 50,
        dice.randbytes(300),
        b"%PDF-1.7\n",
        b"PK\x03\x04" + dice.randbytes(40),
        b"{}",
        b";;;\n;;;\n",
        b"a\n" * 20_001,
    ]
    path.write_bytes(dice.choice(kinds))
    return path


def _csv(path, rows):
    return text(path.with_suffix(".csv"), [";".join(map(str, row)) for row in rows])


def _take_in(store, path, now):
    with store.write() as session:
        import_roster(session, checked(path), name=path.name, at=now)


def test_two_hundred_broken_lists_are_refused_in_words_and_change_nothing(lite, tmp_path, roster, now):
    with lite.write() as session:
        import_roster(session, Checked(tuple(roster()), ()), name="a", at=now)
        before = list_people(session)
    told = set()
    for path in broken_lists(tmp_path, 200):
        with pytest.raises(RecordsError) as caught:
            _take_in(lite, path, now)
        assert path.name in caught.value.message, path
        assert caught.value.hint
        told.add(caught.value.message.replace(path.name, ""))
        with lite.read() as session:
            assert list_people(session) == before
    assert len(told) > 40
    with lite.read() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    assert (counts["district"], counts["village"], counts["station"], counts["person"]) == (1, 2, 6, 12)
