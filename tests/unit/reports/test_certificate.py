"""Certificates: for those who passed alone, and a code that only their records confirm."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from sqlalchemy import func, select, update

from sirekap_trainer.records.queries import Scope
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt, Person
from sirekap_trainer.reports.certificate import (
    certificate_key,
    certificates,
    certificates_pdf,
    check_code,
    code_of,
    tidy,
)
from sirekap_trainer.reports.make import form_words
from sirekap_trainer.reports.page import MARGIN, NOT_OFFICIAL

WORDS = form_words()


def issued(store, edition, **wanted):
    with store.write() as session:
        person_id = wanted.pop("person_id", None)
        return certificates(session, Scope(**wanted), WORDS, edition, person_id=person_id)


def checked(store, code, edition):
    with store.read() as session:
        return check_code(session, code, WORDS, edition)


def test_who_passed_gets_one_and_nobody_else(own_city, edition):
    with own_city.read() as session:
        passed = set(session.scalars(select(Attempt.person_id).where(Attempt.passed.is_(True)))) - {None}
        first = dict(
            session.execute(
                select(Attempt.person_id, func.min(Attempt.sent_at))
                .where(Attempt.passed.is_(True), Attempt.person_id.is_not(None))
                .group_by(Attempt.person_id)
            ).all()
        )
        of = dict(session.execute(select(Attempt.id, Attempt.person_id)).all())
        sent = dict(session.execute(select(Attempt.id, Attempt.sent_at)).all())
    found = issued(own_city, edition)
    assert {of[one.attempt_id] for one in found} == passed
    assert len(found) == len(passed)
    assert all(sent[one.attempt_id] == first[of[one.attempt_id]] for one in found)


def test_scopes_limit_it(own_city, edition):
    with own_city.read() as session:
        row = session.execute(
            select(Attempt.class_id, Attempt.person_id).where(Attempt.passed.is_(True), Attempt.person_id.is_not(None))
        ).first()
        in_class = set(session.scalars(select(Attempt.id).where(Attempt.class_id == row.class_id)))
    assert {one.attempt_id for one in issued(own_city, edition, class_id=row.class_id)} <= in_class
    assert len(issued(own_city, edition, person_id=row.person_id)) == 1
    assert issued(own_city, edition, modes=("ujian",)) == ()


def test_a_code_tells_what_the_paper_must_say(own_city, edition):
    for one in issued(own_city, edition):
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", one.code)
        assert checked(own_city, one.code, edition) == one


def test_a_code_is_typed_as_people_type(own_city, edition):
    one = issued(own_city, edition)[0]
    typed = one.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert checked(own_city, f"  {typed} ", edition) == one
    assert tidy("o1il") == "0111"


@pytest.mark.parametrize("code", ["", "-", "0000-0000-0000-0000", "kode é salah", "9" * 500])
def test_another_code_is_none(own_city, edition, code):
    issued(own_city, edition)
    assert checked(own_city, code, edition) is None


def test_a_changed_letter_is_noticed(own_city, edition):
    code = issued(own_city, edition)[0].code
    changed = ("2" if code[0] != "2" else "3") + code[1:]
    assert checked(own_city, changed, edition) is None


def test_other_records_do_not_confirm_it(own_city, edition, tmp_path):
    one = issued(own_city, edition)[0]
    assert code_of(b"another key", one.attempt_id) != one.code
    with closing(Store.open(tmp_path / "lain")) as other:
        assert checked(other, one.code, edition) is None
        with other.write() as session:
            assert certificate_key(session) == certificate_key(session)
        assert checked(other, one.code, edition) is None


def test_a_name_put_right_later_does_not_spoil_it(own_city, edition):
    one = issued(own_city, edition)[0]
    with own_city.write() as session:
        session.execute(update(Person).where(Person.name == one.name).values(name="Nama Benar"))
    assert checked(own_city, one.code, edition) == replace(one, name="Nama Benar")


def test_who_did_not_pass_after_all_has_none(own_city, edition):
    one = issued(own_city, edition)[0]
    with own_city.write() as session:
        session.execute(update(Attempt).where(Attempt.id == one.attempt_id).values(passed=False))
    assert checked(own_city, one.code, edition) is None


@pytest.mark.parametrize("name", ["Ani", "Raden Ajeng Sri Wahyuningsih Kusumawardhani Hadiprawirodirjo", "W" * 80])
def test_one_page_each_and_all_of_it_on_the_page(own_city, edition, name):
    one = replace(issued(own_city, edition)[0], name=name, village="Kebonsari Kulon " * 5, class_title="Bimtek " * 17)
    content = certificates_pdf((one, one), edition)
    assert content == certificates_pdf((one, one), edition)
    pdf = pypdfium2.PdfDocument(content)
    assert len(pdf) == 2
    for page in pdf:
        text = page.get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
        words = text.get_text_range()
        assert page.get_width() > page.get_height()
        assert name.replace(" ", "") in re.sub(r"\s", "", words)
        assert f"Kode {one.code}" in words
        assert NOT_OFFICIAL in words
        assert min(box[0] for box in boxes) >= MARGIN - 1
        assert max(box[2] for box in boxes) <= page.get_width() - MARGIN + 1
