"""The report of one operator: all of theirs, and nobody else's name."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import openpyxl
import pypdfium2
import pytest
from printed import figures_in, figures_of
from simulated_city import packets
from sqlalchemy import func, select, update

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.plain import PlainExercise
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.records.attempts import exercise_in
from sirekap_trainer.records.tables import Attempt, Person, TrainingClass
from sirekap_trainer.reports.content import attempt_report
from sirekap_trainer.reports.crops import crops_in
from sirekap_trainer.reports.individual import Sources, person_pdf, person_report, pictured, save_person, score_in
from sirekap_trainer.reports.make import form_words
from sirekap_trainer.reports.xlsx import document_xlsx
from sirekap_trainer.samples import sample_packets

WORDS = form_words()


@pytest.fixture
def busiest(city):
    """Somebody with many attempts."""
    with city.read() as session:
        return session.scalar(
            select(Attempt.person_id)
            .where(Attempt.person_id.is_not(None))
            .group_by(Attempt.person_id)
            .order_by(func.count().desc(), func.sum(Attempt.votes_at_stake).desc(), Attempt.person_id)
            .limit(1)
        )


def report_of(store, person, edition, **options):
    with store.read() as session:
        return person_report(session, person, WORDS, edition, **options)


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_an_attempt_is_told_from_the_records_as_it_was_from_the_exercise(city, edition, busiest):
    """Without the packet at hand nothing but the candidates' names and its place is missing; with it nothing."""
    with city.read() as session:
        rows = session.execute(
            select(Attempt.id, Attempt.packet, Attempt.sent_at, Attempt.mode, Attempt.document)
            .where(Attempt.person_id == busiest)
            .order_by(Attempt.sent_at, Attempt.id)
        ).all()
    told = report_of(city, busiest, edition, sources=Sources(packet=packets().get), every=True).details
    assert len(told) == len(rows)
    for report, row in zip(told, rows, strict=True):
        packet = packets()[row.packet]
        exercise = exercise_in(row.document, packet, catalog=builtin_catalog())
        result = score(exercise, packet, load_rubric())
        assert score_in(row.document, builtin_catalog().get(packet.form)).to_dict() == result.to_dict()
        expected = attempt_report(
            exercise, packet, result, advice=report.advice, mode=row.mode, when=row.sent_at.astimezone(edition.zone)
        )
        assert report == expected


def test_the_latest_of_each_form_is_told_in_full(city, edition, busiest):
    with city.read() as session:
        rows = session.execute(
            select(Attempt.form, Attempt.total)
            .where(Attempt.person_id == busiest)
            .order_by(Attempt.sent_at, Attempt.id)
        ).all()
    latest = {row.form: row.total for row in rows}
    found = report_of(city, busiest, edition)
    figures = sorted(f"{one:.1f}".removesuffix(".0").replace(".", ",") for one in latest.values())
    assert sorted(one.figure for one in found.details) == figures
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(found.document)))
    assert [row[6] for row in list(book["Percobaan"].values)[1:]] == [row.total for row in rows]


def test_nobody_else_is_named(city, edition, busiest):
    with city.read() as session:
        others = set(session.scalars(select(Person.name).where(Person.id != busiest)))
        name = session.get(Person, busiest).name
    report = report_of(city, busiest, edition, every=True)
    text = text_of(person_pdf(report))
    assert name in text
    assert not [one for one in others - {name} if one in text]
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(report.document)))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not cells & (others - {name})


def test_every_mistake_is_in_the_spreadsheet(city, edition, busiest):
    report = report_of(city, busiest, edition, every=True)
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(report.document)))
    rows = list(book["Angka terlewat"].values)[1:]
    mistakes = [one for attempt in report.details for one in attempt.mistakes]
    assert mistakes
    assert [row[4:7] for row in rows] == [(one.shown, one.sent, one.written) for one in mistakes]
    parts = list(book["Nilai"].values)[1:]
    assert [row[2] for row in parts] == [part.points for attempt in report.details for part in attempt.parts]


def test_every_figure_on_paper_is_in_the_spreadsheet(city, edition, busiest):
    report = report_of(city, busiest, edition, every=True)
    pages = text_of(person_pdf(report))
    for one in (one for attempt in report.details for one in attempt.mistakes):
        for boxes in (one.shown, one.sent or "", one.written):  # drawn box by box
            pages = re.sub(r"\s*".join(boxes), " ", pages, count=1) if boxes else pages
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(report.document)))
    told = figures_of(book)
    assert figures_in(pages) - told - {figure.removesuffix(",0") for figure in told} == set()


def test_it_can_be_signed_and_is_the_same_again(city, edition, busiest):
    report = report_of(city, busiest, edition)
    content = person_pdf(report)
    assert content == person_pdf(report_of(city, busiest, edition))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert "Pelatih Contoh" in pages[0]
    assert all(len(page) > 150 for page in pages), "an empty page"


def test_crops_stand_in_the_pdf(city, edition, busiest, evening):
    asked = []

    def crops(exercise, form, numbers):
        asked.extend(numbers)
        return dict.fromkeys(numbers, evening.picture(40))

    report = report_of(city, busiest, edition, every=True, sources=Sources(crops=crops))
    mistakes = [one for attempt in report.details for one in attempt.mistakes]
    assert {one.id for one in mistakes} <= set(asked)
    assert all(one.crop for one in mistakes if one.kind != "false_flag")
    assert "tanpa gambar" not in text_of(person_pdf(report)).casefold()
    without = text_of(person_pdf(report_of(city, busiest, edition, every=True)))
    assert "Tanpa gambar: foto tidak ikut diserahkan" in without


def test_a_picture_shows_the_boxes_of_its_number():
    """Of a photograph that ships, cut by the reader itself."""
    folder = next(iter(sample_packets()))
    packet = load_packet(folder)
    form = builtin_catalog().get(packet.form)
    photo = next(path for path in sorted(folder.glob("page-*.jpg")))
    page = int(photo.stem.split("-")[1])
    number = form.page(page).numbers[0]
    exercise = SimpleNamespace(photos=(SimpleNamespace(page=page, photo=f"/home/other/{photo.name}"),))
    found = crops_in(folder, exercise, form, [number.id, "lain"], PageReader())
    assert list(found) == [number.id]
    picture = cv2.imdecode(np.frombuffer(found[number.id], np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape[1] > 2 * picture.shape[0] > 80
    assert picture.min() < 120 < picture.max(), "neither ink nor paper"


def test_pictures_are_cut_from_photographs_that_are_there(tmp_path, city, busiest):
    with city.read() as session:
        row = session.execute(select(Attempt.form, Attempt.document).where(Attempt.person_id == busiest)).first()
    form = builtin_catalog().get(row.form)
    exercise = PlainExercise.model_validate(row.document["exercise"])
    (tmp_path / exercise.photos[0].photo).write_bytes(b"no photograph")
    reader = SeesNothing()
    assert crops_in(tmp_path, exercise, form, [number.id for number in form.numbers], reader) == {}
    assert reader.asked == [(exercise.photos[0].photo, (form.id, exercise.photos[0].page))]


class SeesNothing:
    """A reader that recognises no page."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, int]]] = []

    def read(self, path, *, expected, corners):
        from sirekap_trainer.errors import PhotoError

        self.asked.append((path.name, expected))
        raise PhotoError("Halaman tidak ditemukan.", hint="Foto ulang.")


def test_pictures_are_of_the_packets_photographs_where_the_class_has_them(own_city, edition, busiest):
    """The trainer's laptop has no photograph of a trainee's, but most often the packet with photographs of its own."""
    folder = next(iter(sample_packets()))
    packet = load_packet(folder)
    form = builtin_catalog().get(packet.form)
    with own_city.write() as session:
        done = select(Attempt.id).where(Attempt.person_id == busiest, Attempt.form == packet.form, Attempt.class_id > 0)
        attempt = session.get(Attempt, session.scalar(done.order_by(Attempt.sent_at.desc()).limit(1)))
        attempt.packet = packet.id
        session.get(TrainingClass, attempt.class_id).packets = str(folder.parent)
    report = report_of(own_city, busiest, edition, every=True)
    assert folder.parent in report.packets
    assert pictured(report, WORDS) == report, "another packet of that name, its numbers say"
    report = replace(report, told=tuple((number, as_in(packet, one)) for number, one in report.told))
    found = pictured(report, WORDS)
    mine = [mistake for one in found.details if one.packet == packet.id for mistake in one.mistakes]
    assert mine
    assert all(one.crop for one in mine)
    assert not any(mistake.crop for one in found.details if one.packet != packet.id for mistake in one.mistakes)
    number = form.number(mine[0].id)
    photo = next(one.file for one in packet.photos if one.page == number.page)
    exercise = SimpleNamespace(photos=(SimpleNamespace(page=number.page, photo=photo),))
    assert mine[0].crop == crops_in(folder, exercise, form, [number.id], PageReader())[number.id]
    assert "Gambar dari foto paket" in text_of(person_pdf(found))
    assert "Gambar dari foto paket" not in text_of(person_pdf(report))
    assert found.document == report.document


def as_in(packet, one):
    """An attempt's report, as if it had been at this packet where it says so."""
    mistakes = tuple(replace(mistake, written=packet.numbers[mistake.id].boxes) for mistake in one.mistakes)
    return replace(one, mistakes=mistakes) if one.packet == packet.id else one


def test_no_pictures_where_the_packets_are_gone_or_damaged(own_city, edition, busiest, tmp_path):
    with own_city.write() as session:
        session.execute(update(TrainingClass).values(packets=str(tmp_path)))
        packet = session.scalar(select(Attempt.packet).where(Attempt.person_id == busiest))
    report = report_of(own_city, busiest, edition, every=True)
    assert pictured(report, WORDS) == report
    for name, words in ((packet, "{}"), ("lain", "no json"), ("noch", "[]")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "packet.json").write_text(words)
    assert pictured(report, WORDS) == report
    with own_city.write() as session:
        session.execute(update(TrainingClass).values(packets=str(tmp_path / "gone")))
    assert (
        pictured(report_of(own_city, busiest, edition), WORDS).details == report_of(own_city, busiest, edition).details
    )


def test_somebody_without_attempts_has_a_report_too(city, edition, tmp_path):
    with city.read() as session:
        tried = select(Attempt.person_id).where(Attempt.person_id.is_not(None))
        person = session.scalar(select(Person.id).where(Person.id.not_in(tried)).order_by(Person.id).limit(1))
    report = report_of(city, person, edition)
    assert report.details == ()
    assert "Belum ada percobaan" in text_of(person_pdf(report))
    assert [path.suffix for path in save_person(report, tmp_path / "a" / "peserta")] == [".pdf", ".xlsx"]


def test_a_sealed_attempt_is_listed_and_not_told(own_city, edition, busiest):
    with own_city.write() as session:
        session.execute(
            update(Attempt)
            .where(Attempt.person_id == busiest)
            .values(total=None, passed=None, votes_at_stake=None, numbers_right=None, numbers_asked=None)
        )
    report = report_of(own_city, busiest, edition, every=True)
    assert report.details == ()
    assert re.search(r"belum\s+dinilai", text_of(person_pdf(report)))


def test_nobody_there_is_said(city, edition):
    with pytest.raises(RecordsError, match="tidak ada"):
        report_of(city, 99999, edition)
