"""Reports of classes and areas: what they say is what the records say, on paper and in the spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdfium2
import pytest
from printed import figures_in, figures_of, pages_of
from sqlalchemy import func, select, update

from sirekap_trainer.records.classes import remove_members
from sirekap_trainer.records.privacy import erase_person
from sirekap_trainer.records.queries import AreaOverview, AreaRow, Gain, PhotoStat, Summary, TimeStat
from sirekap_trainer.records.tables import Attempt, Member, Outcome, Person, Station, TrainingClass, Village
from sirekap_trainer.reports.area_report import area_report
from sirekap_trainer.reports.class_report import _one_place
from sirekap_trainer.reports.document import Column, Document, Fact, Facts, Grid, Section, shown
from sirekap_trainer.reports.document_pdf import document_pdf
from sirekap_trainer.reports.make import (
    class_document,
    class_name,
    file_name,
    form_words,
    save,
    save_all,
    village_document,
)
from sirekap_trainer.reports.page import MARGIN, NOT_OFFICIAL
from sirekap_trainer.reports.xlsx import document_xlsx

KINDS = ("kelas", "kelurahan", "kecamatan", "kota")
LONG = "Raden Ajeng Sri Wahyuningsih Kusumawardhani Hadiprawirodirjo"


def book_of(document):
    return opened(document_xlsx(document))


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_on_paper_is_in_the_spreadsheet(kind, printed):
    _, pdf, xlsx = printed[kind]
    on_paper = figures_in("\n".join(pages_of(pdf)))
    assert len(on_paper) > 20
    assert on_paper - figures_of(opened(xlsx)) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_what_it_is(kind, printed):
    pages = pages_of(printed[kind][1])
    for number, text in enumerate(pages, start=1):
        assert NOT_OFFICIAL in text
        assert f"Halaman {number} dari {len(pages)}" in text
        assert "Dicetak 20 November 2024" in text
        assert len(text) > 200, "an empty page"
    assert "Nama dan tanda tangan" in pages[-1]


def test_same_records_same_bytes(city, documents, printed):
    for kind, document in documents(city).items():
        assert (document, document_pdf(document), document_xlsx(document)) == printed[kind]


def test_only_figures_are_numbers_and_no_text_is_a_formula(own_city, documents):
    with own_city.write() as session:
        session.execute(update(Person).values(name="=1+1", phone="08123456789"))
        session.execute(update(TrainingClass).values(title='=HYPERLINK("http://example.org")', place="@SUM(A1)"))
    for document in documents(own_city).values():
        content = document_xlsx(document)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
        for grid in openpyxl.load_workbook(io.BytesIO(content)).worksheets[1:]:
            heads = [cell.value for cell in grid[1]]
            if "TPS" in heads and grid.title in ("Peserta", "TPS", "Tindak lanjut"):
                numbers = [row[heads.index("TPS")].value for row in grid.iter_rows(min_row=2)]
                assert all(isinstance(one, str) and len(one) == 3 for one in numbers)


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_are_ready_to_use_and_to_print(kind, printed):
    for sheet in opened(printed[kind][2]).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert NOT_OFFICIAL in sheet.oddFooter.left.text
        if sheet.title != "Ringkasan":
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.auto_filter.ref


def test_the_spreadsheet_of_a_class_says_what_the_records_say(city, edition):
    with city.read() as session:
        class_id = session.scalar(select(func.min(TrainingClass.id)))
        document = class_document(session, class_id, edition)
        members = session.execute(
            select(Person.id, Person.name, Station.number, Member.present)
            .join(Member, Member.person_id == Person.id)
            .join(Station, Person.station_id == Station.id)
            .where(Member.class_id == class_id)
        ).all()
        attempts = session.scalars(select(Attempt).where(Attempt.class_id == class_id)).all()
    book = book_of(document)
    rows = {(row["TPS"], row["Nama"]): row for row in table(book["Peserta"])}
    assert len(rows) == len(members)
    for person, name, number, present in members:
        own = [one for one in attempts if one.person_id == person]
        row = rows[number, name]
        assert row["Percobaan"] == len(own)
        assert row["Nilai terbaik"] == (max(one.total for one in own) if own else None)
        assert row["Kehadiran"] == ("hadir" if present else "tidak hadir")
        assert (row["Hasil"] == "lulus") == any(one.passed for one in own)
    facts = facts_of(book)
    assert facts["Percobaan"] == len(attempts)
    assert facts["Percobaan yang lulus"] == sum(one.passed for one in attempts)
    assert facts["Nilai rata-rata percobaan"] == pytest.approx(sum(one.total for one in attempts) / len(attempts))
    assert facts["Suara yang dipertaruhkan, semua percobaan"] == sum(one.votes_at_stake for one in attempts)
    assert facts["Hadir"] == sum(one.present for one in members)
    assert sum(row["Percobaan"] for row in table(book["Sebaran nilai"])) == len(attempts)


def test_the_most_missed_number_and_pattern_are_those_of_the_records(city, printed):
    book = opened(printed["kota"][2])
    with city.read() as session:
        ends = session.execute(select(Attempt.form, Outcome.number, Outcome.kind, Outcome.pattern).join(Attempt)).all()
    wrong = [one for one in ends if one.kind not in ("accepted_right", "caught", "flagged", "false_flag")]
    numbers, patterns = list(table(book["Angka"])), list(table(book["Pola salah baca"]))
    assert sum(row["Dikerjakan"] for row in numbers) == len(ends)
    assert sum(row["Terkirim salah"] for row in numbers) == len(wrong)
    assert [row["Bagian salah"] for row in numbers] == sorted((row["Bagian salah"] for row in numbers), reverse=True)
    assert sum(row["Ditampilkan"] for row in patterns) == sum(bool(one.pattern) for one in ends)
    assert sum(row["Lolos"] for row in patterns) == sum(bool(one.pattern) for one in wrong)


def test_the_spreadsheet_of_the_city_says_what_the_records_say(city, printed):
    with city.read() as session:
        passed = set(session.scalars(select(Attempt.person_id).where(Attempt.passed.is_(True))))
        people = session.execute(
            select(Person.id, Person.station_id, Village.name)
            .join(Station, Person.station_id == Station.id)
            .join(Village)
        ).all()
    stations: dict[int, int] = {}
    for one in people:
        stations[one.station_id] = stations.get(one.station_id, 0) + (one.id in passed)
    book = opened(printed["kota"][2])
    facts = facts_of(book)
    assert facts["Kedua operator lulus"] == sum(count == 2 for count in stations.values())
    assert facts["Satu operator lulus"] == sum(count == 1 for count in stations.values())
    assert facts["Belum ada operator lulus"] == sum(count == 0 for count in stations.values())
    assert facts["Hari sampai pemungutan suara"] == 7
    villages = table(book["Kelurahan"])
    assert sum(row["Operator"] for row in villages) == len(people)
    assert len(villages) == len({one.name for one in people})
    assert len(table(book["Tindak lanjut"])) == len(people) - len(passed - {None})


def test_whoever_has_not_passed_is_invited_and_nobody_else(city, documents, edition):
    with city.read() as session:
        village = session.scalar(select(Village.id).order_by(Village.id).limit(1))
        document = village_document(session, village, edition)
        people = session.scalars(select(Person).join(Station).where(Station.village_id == village)).all()
        passed = set(session.scalars(select(Attempt.person_id).where(Attempt.passed.is_(True))))
    invited = {row["Nama"] for row in table(book_of(document)["Tindak lanjut"])}
    assert invited == {one.name for one in people if one.id not in passed}


def test_long_names_are_whole_and_within_the_page(own_city, documents):
    with own_city.write() as session:
        session.execute(update(Person).values(name=LONG))
        for village in session.scalars(select(Village)):
            village.name = f"{village.id} Kebonsari Kulon Wetan Lor Kidul Tengah Raya Selatan"[:60]
    for document in documents(own_city).values():
        pdf = pypdfium2.PdfDocument(document_pdf(document))
        together = ""
        for page in pdf:
            text = page.get_textpage()
            together += re.sub(r"\s", "", text.get_text_range())
            boxes = [text.get_rect(at) for at in range(text.count_rects())]
            assert min(box[0] for box in boxes) >= MARGIN - 1
            assert max(box[2] for box in boxes) <= page.get_width() - MARGIN + 1
            assert min(box[1] for box in boxes) >= MARGIN - 3
        assert LONG.replace(" ", "") in together


def test_the_head_of_a_table_stands_on_each_of_its_pages(printed):
    _, pdf, xlsx = printed["kecamatan"]
    names = {row["Operator utama"] for row in table(opened(xlsx)["TPS"])}
    pages = [text for text in pages_of(pdf) if sum(name in text for name in names) > 2]
    assert len(pages) > 3
    assert all("Operator utama" in text or "Diundang" in text for text in pages)


def test_a_class_with_the_longest_title_has_no_page_that_is_nearly_empty(own_city, documents):
    with own_city.write() as session:
        long = " ".join(["Kecamatan Kademangan"] * 6)[:120].strip()
        session.execute(update(TrainingClass).values(title=long, place=long, trainer=long[:80].strip()))
    pages = pages_of(document_pdf(documents(own_city)["kelas"]))
    assert all(len(text) > 400 for text in pages[:-1])
    assert "Tes awal dan tes akhir" not in pages[0]


def test_figures_that_come_last_stand_above_the_lines_to_sign_on_and_not_on_a_page_of_their_own(city, documents):
    facts = Facts("Foto", (Fact("Halaman difoto", 6), Fact("Foto diambil", 7)))
    short = replace(documents(city)["kelas"], sections=(Section((facts,)),))
    assert len(pages_of(document_pdf(short))) == 1


def test_the_kecamatan_stands_on_paper_only_where_two_kelurahan_have_one_name():
    assert _one_place({("Mayangan", "Jati")}) == "Kelurahan Jati, Kecamatan Mayangan."
    assert _one_place({("Mayangan", "Jati"), ("Mayangan", "Sukabumi")}) == "Kecamatan Mayangan."
    assert not _one_place({("Mayangan", "Jati"), ("Kedopok", "Kedopok")})


@pytest.mark.parametrize("count", [29, 30, 31, 330])
def test_a_regency_has_more_villages_than_a_page_has_room(count, edition):
    """A made-up one: its charts go on from page to page, and no village is lost."""
    parts = tuple(
        AreaRow(at, f"Kecamatan {at // 12}", f"Desa {at:03d}", 12, at % 5, 3, 9 - at % 5, 24, 20, 8, 15, 83.25)
        for at in range(count)
    )
    stacked = AreaOverview(
        parts[0], parts, (), (), Summary(0, 0, 0, None, 0, 0, (0,) * 10), (), (), PhotoStat(0, 0, 0, ()),
        TimeStat(0, None, None, None), Gain(0, None, None), 0,
    )  # fmt: skip
    document = area_report(stacked, form_words(), edition, level="kecamatan")
    text = "\n".join(pages_of(document_pdf(document)))
    for row in parts:
        assert text.count(row.village) >= 3, "in both charts and in the table"
    assert ("(lanjutan)" in text) == (count > 30)


def test_a_class_without_anything_is_a_report_too(own_city, documents, edition):
    with own_city.write() as session:
        made = TrainingClass(
            code="KOSONG", title="Kosong", kind="formal", held_on=date(2024, 11, 5), place="", trainer="",
            mode="latihan", rule="koreksi", packets="",
        )  # fmt: skip
        session.add(made)
        session.flush()
        document = class_document(session, made.id, edition)
    text = "\n".join(pages_of(document_pdf(document)))
    assert "Belum ada peserta yang hadir." in text
    assert "Kelas ini belum punya peserta." in text
    assert book_of(document)["Peserta"].max_row == 1


# --- blind ------------------------------------------------------------------------------------------------------------


def numbers_of(book) -> list[list[object]]:
    """All numbers of all sheets in order, without words."""
    return [
        [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
        for sheet in book
    ]


def test_no_figure_hangs_on_a_name(own_city, documents, printed):
    before = {kind: numbers_of(opened(xlsx)) for kind, (_, _, xlsx) in printed.items()}
    with own_city.write() as session:
        people = session.scalars(select(Person).order_by(Person.id)).all()
        names = [one.name for one in people]
        for one, name in zip(people, reversed(names), strict=True):
            one.name, one.norm = name, name.casefold()
        session.execute(update(Attempt).values(name="Nama Lain"))
    assert {kind: numbers_of(book_of(document)) for kind, document in documents(own_city).items()} == before


def test_no_figure_hangs_on_the_number_of_a_candidate(own_city, documents, printed):
    def told(book):
        """Facts and tables but those by number; and those, a candidate's number taken out."""
        rest = {name: list(book[name].values) for name in book.sheetnames if name not in ("Angka", "Peta formulir")}
        plain = [
            tuple(re.sub(r"(paslon|urut) \d", r"\1", value) if isinstance(value, str) else value for value in row)
            for name in ("Angka", "Peta formulir")
            for row in book[name].values
        ]
        return rest, sorted(map(str, plain))

    books = {kind: opened(xlsx) for kind, (_, _, xlsx) in printed.items()}
    with own_city.write() as session:
        for old, new in (("suara_1", "x"), ("suara_2", "suara_1"), ("x", "suara_2")):
            session.execute(update(Outcome).where(Outcome.number == old).values(number=new))
    after = {kind: book_of(document) for kind, document in documents(own_city).items()}
    assert {kind: told(book) for kind, book in after.items()} == {kind: told(book) for kind, book in books.items()}
    swapped = [kind for kind in KINDS if list(after[kind]["Angka"].values) != list(books[kind]["Angka"].values)]
    assert swapped, "nothing was swapped"


# --- files and parts --------------------------------------------------------------------------------------------------


def test_all_reports_are_saved(city, edition, tmp_path):
    told = []
    with city.read() as session:
        count = save_all(session, tmp_path, edition, kinds=("xlsx",), progress=lambda *one: told.append(one))
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert count == len(files) == 4 + 29 + 5 + 1
    assert told[-1] == (count, count)
    assert "kelurahan/kelurahan-kademangan-triwung-lor.xlsx" in files
    assert "kota-kota-contoh.xlsx" in files


def test_whoever_was_erased_is_counted_and_not_asked_about(own_city, documents):
    """Their results are nobody's, and nobody can be chosen for them any more."""
    with own_city.write() as session:
        class_id = session.scalar(select(Member.class_id).order_by(Member.class_id).limit(1))
        person = session.scalar(
            select(Attempt.person_id).where(Attempt.class_id == class_id, Attempt.person_id.is_not(None)).limit(1)
        )
        done = session.scalar(select(func.count()).where(Attempt.person_id == person, Attempt.class_id == class_id))
        erase_person(session, person, today=date(2024, 11, 26))
    document = documents(own_city)["kelas"]
    blocks = [block for section in document.sections for block in section.blocks]
    assert not [row for grid in blocks if isinstance(grid, Grid) for row in grid.rows if not any(row[:4])]
    facts = {fact.label: fact.value for one in blocks if isinstance(one, Facts) for fact in one.facts}
    assert facts["Percobaan tanpa nama, datanya dihapus"] == done


def test_whoever_was_taken_out_of_a_class_is_not_asked_about_either(own_city, documents):
    """It is known whose their results are."""
    with own_city.write() as session:
        class_id = session.scalar(select(Member.class_id).order_by(Member.class_id).limit(1))
        tried = select(Attempt.person_id).where(Attempt.class_id == class_id, Attempt.person_id.is_not(None))
        person = session.scalar(tried.limit(1))
        remove_members(session, class_id, [person])
        done = session.scalar(select(func.count()).where(Attempt.person_id == person, Attempt.class_id == class_id))
    document = documents(own_city)["kelas"]
    grids = {one.name: one for section in document.sections for one in section.blocks if isinstance(one, Grid)}
    assert len(grids["Bukan peserta"].rows) == done


def test_a_report_replaces_the_one_before(city, documents, tmp_path):
    document = documents(city)["kelas"]
    first = save(document, tmp_path / "baru" / "kelas")
    assert save(document, tmp_path / "baru" / "kelas") == first
    assert [path.name for path in sorted((tmp_path / "baru").iterdir())] == ["kelas.pdf", "kelas.xlsx"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("kelurahan", "Triwung Lor"), "kelurahan-triwung-lor"),
        (("kelas", "Bimtek: 1/2 *?", "../x"), "kelas-bimtek-1-2-x"),
        (("Désa Ümar",), "desa-umar"),
        (("東京",), "laporan"),
    ],
)
def test_file_names_are_plain(words, name):
    assert file_name(*words) == name


def test_long_names_that_begin_alike_are_names_of_two_files():
    """The second class's report took the place of the first one's when all reports were saved."""
    title = "Bimbingan teknis penggunaan Sirekap bagi operator KPPS se-Kecamatan Mayangan, Kota Probolinggo, gelombang"
    names = [class_name(f"{title} {number}", code) for number, code in ((1, "K7M2QX"), (2, "B4N9PD"))]
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 100
    assert names[0] == class_name(f"{title} 1", "K7M2QX")


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, "points", "–"),
        (0.625, "share", "63%"),
        (0.005, "share", "1%"),
        (84.25, "points", "84,3"),
        (90.0, "points", "90,0"),
        (331549, "whole", "331.549"),
        (-2.5, "gain", "-2,5"),
        (27.64, "gain", "+27,6"),
        (date(2024, 8, 4), "day", "4 Agu 2024"),
        ("012", "text", "012"),
    ],
)
def test_values_in_indonesian(value, kind, words):
    assert shown(value, kind) == words


def test_a_fact_tells_its_share_only_where_there_is_one():
    assert Fact("Hadir", 3, of=4).figure == "3 dari 4 (75%)"
    assert Fact("Hadir", 0, of=0).figure == "0 dari 0"
    assert Fact("Nilai", None, "points", unit="dari 100").figure == "–"


def test_a_column_that_is_not_printed_is_in_the_spreadsheet():
    grid = Grid("Isi", "Isi", (Column("Satu"), Column("Dua", printed=False)), (("tampak", "sembunyi"),))
    facts = Facts("Angka", (Fact("Jumlah", 7),))
    document = Document(
        "Laporan",
        "x",
        (("Nama", "x"),),
        "Ya.",
        "7",
        "buah",
        (Section((facts, grid)),),
        (("Pelatih", ""),),
        date(2024, 1, 2),
    )
    text = "".join(pages_of(document_pdf(document)))
    assert "tampak" in text
    assert "sembunyi" not in text
    assert book_of(document)["Isi"]["B2"].value == "sembunyi"


def table(sheet) -> list[dict[str, object]]:
    heads, *rows = sheet.values
    return [dict(zip(heads, row, strict=True)) for row in rows]


def facts_of(book) -> dict[str, object]:
    return {label: value for label, value, *_ in book["Ringkasan"].values if label is not None}
