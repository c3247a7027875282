"""Reports say the same whatever database the records are in."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date
from typing import TYPE_CHECKING

from simulated_city import simulate_city
from sqlalchemy import select

from sirekap_trainer.records.queries import Scope
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt
from sirekap_trainer.reports.certificate import certificates, check_code
from sirekap_trainer.reports.common import Edition
from sirekap_trainer.reports.document_pdf import document_pdf
from sirekap_trainer.reports.individual import person_pdf, person_report
from sirekap_trainer.reports.make import city_document, class_document, district_document, form_words, village_document
from sirekap_trainer.reports.xlsx import document_xlsx

if TYPE_CHECKING:
    from pathlib import Path

EDITION = Edition(date(2024, 11, 20), UTC, "Kota Contoh", date(2024, 11, 27), "Pelatih Contoh")


def told(store: Store) -> list[bytes]:
    """Every kind of report of a small city, as files."""
    city = simulate_city(store, seed=6, attempts=30, classes=1)
    with store.read() as session:
        person = session.scalar(select(Attempt.person_id).where(Attempt.person_id.is_not(None)).order_by(Attempt.id))
        documents = [
            class_document(session, city.classes[0], EDITION),
            village_document(session, 1, EDITION),
            district_document(session, 1, EDITION),
            city_document(session, EDITION),
        ]
        one = person_report(session, person, form_words(), EDITION, every=True)
    files = [make(document) for document in documents for make in (document_pdf, document_xlsx)]
    return [*files, person_pdf(one), document_xlsx(one.document)]


def test_every_database_gives_the_same_reports(store: Store, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "lain")) as other:
        assert told(store) == told(other)


def test_certificates_are_confirmed_by_every_database(store: Store) -> None:
    simulate_city(store, seed=6, attempts=30, classes=1)
    with store.write() as session:
        found = certificates(session, Scope(), form_words(), EDITION)
    assert found
    with store.read() as session:
        assert check_code(session, found[-1].code, form_words(), EDITION) == found[-1]
