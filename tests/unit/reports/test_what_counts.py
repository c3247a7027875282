"""Which attempts say that somebody can do it: all, or only those without a coach."""

from __future__ import annotations

import io

import openpyxl
from sqlalchemy import select, update

from sirekap_trainer.records.city import count_modes, counted_modes
from sirekap_trainer.records.queries import Scope
from sirekap_trainer.records.tables import Attempt
from sirekap_trainer.reports.certificate import certificates
from sirekap_trainer.reports.make import city_document, edition_of, form_words
from sirekap_trainer.reports.xlsx import document_xlsx


def facts_of(document) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(document)))
    return {label: value for label, value, *_ in book["Ringkasan"].values if label is not None}


def test_the_records_say_which_attempts_count(own_city, edition):
    """A coach tells in Latihan what is wrong: a KPU may want only what somebody did alone to count."""
    with own_city.write() as session:
        assert edition_of(session, printed_on=edition.printed_on).modes == ("latihan", "simulasi", "ujian")
        every = city_document(session, edition)
        session.execute(update(Attempt).where(Attempt.id.in_(_some(session))).values(mode="ujian"))
        count_modes(session, ("ujian",))
        exams = edition_of(session, printed_on=edition.printed_on)
        assert exams.modes == ("ujian",)
        counted = city_document(session, exams)
        passed = select(Attempt.person_id).where(Attempt.passed.is_(True), Attempt.mode == "ujian")
        people = set(session.scalars(passed)) - {None}
        assert facts_of(counted)["Sudah lulus"] == len(people)
        assert facts_of(every)["Sudah lulus"] > len(people)
        found = certificates(session, Scope(modes=exams.modes), form_words(), exams)
        assert len(found) == len(people)
        count_modes(session, ())
        assert counted_modes(session) == ("latihan", "simulasi", "ujian"), "nothing at all is no choice"
    assert dict(counted.about)["Yang dihitung"] == "Ujian"
    assert dict(every.about)["Yang dihitung"] == "Latihan (dengan bimbingan), Simulasi, Ujian"


def _some(session):
    return session.scalars(select(Attempt.id).where(Attempt.passed.is_(True)).order_by(Attempt.id).limit(5)).all()
