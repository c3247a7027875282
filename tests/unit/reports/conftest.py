"""Finished exercises to report on, pictures of numbers, and a whole city's training."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from simulated_city import simulate_city
from sqlalchemy import select

from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.review import start_review
from sirekap_trainer.exercise.scoring import advice, load_rubric, score
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.reading.result import NumberReading, PageReading
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt, Member, Person, Station, Village
from sirekap_trainer.reports.common import Edition
from sirekap_trainer.reports.content import attempt_report
from sirekap_trainer.reports.document_pdf import document_pdf
from sirekap_trainer.reports.make import city_document, class_document, district_document, village_document
from sirekap_trainer.reports.xlsx import document_xlsx

#: The founding evening; local time, as the report tells it.
WHEN = datetime(2024, 11, 27, 19, 5)  # noqa: DTZ001
FORM = "latihan_kwk_wali_kota"


@cache
def picture(seed: int) -> bytes:
    """A crop's worth of pixels as JPEG, another one for every seed."""
    pixels = np.full((63, 180, 3), 120 + seed, np.uint8)
    return cv2.imencode(".jpg", pixels)[1].tobytes()


@cache
def packet_of(form_id: str, slips: tuple[str, ...]) -> Packet:
    return make_packet(builtin_catalog().get(form_id), seed=5, index=1, slips=slips)


def photographed(packet, form, trainee: Trainee, codes=()) -> Exercise:
    exercise = Exercise().identify(trainee).choose(packet, form)
    for page in form:
        readings = tuple(
            NumberReading(n.id, n.label, packet.numbers[n.id].boxes, packet.numbers[n.id].bubbles, 0.99)
            for n in page.numbers
        )
        findings = tuple(Finding(code, "Foto ulang.") for code in codes) if page.number == 2 else ()
        reading = PageReading(
            f"page-{page.number}.jpg", form.id, page.number, readings, findings, (), np.zeros((4, 2)),
            np.zeros((1, 1, 3), np.uint8),
        )  # fmt: skip
        exercise = exercise.add_photo(page.number, reading)
    return exercise


def answered(review, packet, wrong: int):
    """Every number put right, but for the first `wrong` ones, which are made wrong; or all flagged that are misread."""
    for at, item in enumerate(review.items):
        written = packet.numbers[item.id]
        if review.mode == "tandai":
            misread = item.shown_value != written.value
            review = review.flag(item.id) if misread != (at < wrong) else review.accept(item.id)
            continue
        if at < wrong:
            value = ((written.value or 0) + 7) % 1000
            review = review.correct(item.id, boxes_for(value, 3))
        elif item.shown_value == written.value:
            review = review.accept(item.id)
        else:
            review = review.correct(item.id, written.boxes)
    return review


@pytest.fixture(scope="session")
def evening():
    """Makes exercises and reports: `evening.attempt(wrong=3)`."""

    def parts(wrong=0, *, name="Peserta Satu", role="utama", form_id=FORM, codes=(), slips=(), rule="koreksi"):
        form = builtin_catalog().get(form_id)
        packet = packet_of(form_id, slips)
        exercise = photographed(packet, form, Trainee(name, "012", role, "Jrebeng Kidul"), codes)
        exercise = exercise.start_check(rule, at=100.0)
        review = answered(start_review(form, _readings(exercise), packet.misreads, rule), packet, wrong)
        exercise = exercise.with_review(review).signatures_checked(complete=True).confirm().send(at=200.0)
        return exercise, packet, score(exercise, packet, load_rubric())

    def attempt(wrong=0, *, crops=True, first_right=None, mode="latihan", **options):
        exercise, packet, result = parts(wrong, **options)
        pictures = {one.number.id: picture(at) for at, one in enumerate(result.outcomes)} if crops else None
        return attempt_report(
            exercise, packet, result,
            advice=advice(result), mode=mode, when=WHEN, first_right=first_right, crops=pictures,
        )  # fmt: skip

    return SimpleNamespace(parts=parts, attempt=attempt, picture=picture, when=WHEN)


def _readings(exercise: Exercise):
    return tuple(reading for taken in exercise.photos for reading in taken.readings)


# --- a city -----------------------------------------------------------------------------------------------------------

#: The day reports of the city are printed.
PRINTED = date(2024, 11, 20)


@pytest.fixture(scope="session")
def small_city(tmp_path_factory):
    """A city's training, small; its records are for reading."""
    folder = tmp_path_factory.mktemp("kota")
    with closing(Store.open(folder)) as store:
        simulate_city(store, seed=3, attempts=90, classes=4)
    return folder


@pytest.fixture
def city(small_city):
    """The same, to look things up."""
    with closing(Store.open(small_city)) as store:
        yield store


@pytest.fixture
def own_city(small_city, tmp_path):
    """A copy of the same, to be changed."""
    folder = tmp_path / "kota"
    shutil.copytree(small_city, folder)
    with closing(Store.open(folder)) as store:
        yield store


@pytest.fixture(scope="session")
def edition():
    return Edition(PRINTED, UTC, "Kota Contoh", date(2024, 11, 27), "Pelatih Contoh")


@pytest.fixture(scope="session")
def documents(edition):
    """Makes a report of each kind: `documents(store)["kota"]`."""

    def make(store):
        with store.read() as session:
            members = session.scalar(select(Member.class_id).order_by(Member.class_id).limit(1))
            village = session.scalar(
                select(Station.village_id)
                .join(Person, Person.station_id == Station.id)
                .join(Attempt, Attempt.person_id == Person.id)
                .order_by(Station.village_id)
                .limit(1)
            )
            district = session.get(Village, village).district_id
            return {
                "kelas": class_document(session, members, edition),
                "kelurahan": village_document(session, village, edition),
                "kecamatan": district_document(session, district, edition),
                "kota": city_document(session, edition),
            }

    return make


@pytest.fixture(scope="session")
def printed(small_city, documents):
    """Of each kind of report of that city: the document, its PDF and its XLSX, made once."""
    with closing(Store.open(small_city)) as store:
        return {
            kind: (document, document_pdf(document), document_xlsx(document))
            for kind, document in documents(store).items()
        }
