"""One person's data given away and taken away, and until when it is kept."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from simulated_city import simulate_city
from sqlalchemy import func, select, update

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.attempts import list_unmatched
from sirekap_trainer.records.people import list_people, rematch
from sirekap_trainer.records.person_files import write_export
from sirekap_trainer.records.privacy import (
    due,
    erase_due,
    erase_person,
    export_person,
    retention_date,
    set_retention_date,
)
from sirekap_trainer.records.queries import Scope, number_stats, summary
from sirekap_trainer.records.roster_file import write_roster
from sirekap_trainer.records.tables import Attempt, Base, Member, Outcome, Person, Question, Quiz

LAST = date(2025, 6, 30)


@pytest.fixture
def someone(store, roster, tmp_path):
    """An operator who did something of everything, in a city where others did too."""
    simulate_city(store, seed=2, attempts=40, classes=2, roster=write_roster(tmp_path / "a.csv", roster(2, 2)))
    with store.read() as session:
        asked = set(session.scalars(select(Question.person_id)))
        tried = set(session.scalars(select(Attempt.person_id)))
        tested = set(session.scalars(select(Quiz.person_id)))
        return next(one for one in list_people(session) if one.id in asked & tried & tested)


def all_text(store):
    """Everything that stands in any table, as one text."""
    with store.engine.connect() as connection:
        return "\n".join(
            json.dumps([str(cell) for cell in row], ensure_ascii=False)
            for table in Base.metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def counts(store):
    with store.read() as session:
        tables = (Person, Member, Attempt, Outcome, Quiz, Question)
        return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_all_that_is_kept_of_a_person_is_given(store, someone):
    with store.read() as session:
        found = export_person(session, someone.id)
        mine = session.scalar(select(func.count()).where(Attempt.person_id == someone.id))
    data = json.loads(json.dumps(found.data))
    assert data["person"] == {
        "name": someone.name, "phone": "", "kecamatan": someone.district, "kelurahan": someone.village,
        "tps": someone.station, "role": someone.role,
    }  # fmt: skip
    assert len(data["attempts"]) == mine > 0
    assert data["attempts"][0]["document"]["exercise"]["trainee"]["name"] == someone.name
    assert data["quizzes"]
    assert data["questions"]
    assert data["classes"]
    assert found.text.startswith(f"Data tentang {someone.name}\n")
    assert f"Latihan dan ujian: {mine}" in found.text
    others = {one.name for one in _people(store)} - {someone.name}
    assert not [name for name in others if name in found.text + json.dumps(found.data)]


def test_the_days_told_are_those_on_the_wall(store, someone):
    """Half an hour past midnight on polling day, which is the day before in UTC."""
    late = datetime(2024, 11, 27, 17, 30, tzinfo=UTC)
    with store.write() as session:
        for table, column in ((Attempt, "sent_at"), (Quiz, "done_at"), (Question, "asked_at")):
            session.execute(update(table).values({column: late}))
    with store.read() as session:
        found = export_person(session, someone.id, zone=timezone(timedelta(hours=7)))
    done = found.text.partition("Latihan dan ujian")[2]
    assert "2024-11-28" in done
    assert "2024-11-27" not in done


def test_what_cannot_be_written_whole_is_not_in_the_way_later(store, someone, tmp_path, monkeypatch):
    with store.read() as session:
        found = export_person(session, someone.id)
    real = os.fsync
    room = iter([True])

    def nearly_full(file):
        if not next(room, False):
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr("os.fsync", nearly_full)
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        write_export(found, someone.id, tmp_path / "data")
    assert not list((tmp_path / "data").iterdir())
    monkeypatch.undo()
    read, plain = write_export(found, someone.id, tmp_path / "data")
    assert read.read_text(encoding="utf-8") == found.text
    assert json.loads(plain.read_text(encoding="utf-8")) == found.data
    with pytest.raises(RecordsError, match="sudah ada"):
        write_export(found, someone.id, tmp_path / "data")


def _people(store):
    with store.read() as session:
        return list_people(session)


def test_an_erased_person_is_nowhere_but_their_results_still_count(store, someone):
    before = counts(store)
    with store.read() as session:
        told, numbers = summary(session, Scope()), number_stats(session, Scope())
    assert someone.name in all_text(store)
    with store.write() as session:
        erased = erase_person(session, someone.id, today=LAST)
    assert someone.name not in all_text(store)
    after = counts(store)
    assert (after["person"], after["attempt"], after["outcome"]) == (
        before["person"] - 1, before["attempt"], before["outcome"],
    )  # fmt: skip
    assert erased.attempts > 0
    with store.read() as session:
        assert number_stats(session, Scope()) == numbers
        assert summary(session, Scope()).mean == pytest.approx(told.mean)
        # They are nobody's, and not waiting to become somebody's.
        assert someone.name not in {one.name for one in list_unmatched(session)}
    with store.write() as session:
        rematch(session)
        assert session.scalar(select(func.count()).where(Attempt.person_id == someone.id)) == 0
    with pytest.raises(RecordsError), store.write() as session:
        erase_person(session, someone.id, today=LAST)


def test_results_go_too_where_that_is_wished(store, someone):
    before = counts(store)
    with store.write() as session:
        erased = erase_person(session, someone.id, today=LAST, keep_results=False)
    after = counts(store)
    assert someone.name not in all_text(store)
    assert before["attempt"] - after["attempt"] == erased.attempts > 0
    assert before["quiz"] - after["quiz"] == erased.quizzes > 0
    assert after["outcome"] < before["outcome"]


def test_nothing_goes_before_its_date_and_nobody_stays_after(store, someone):
    with store.write() as session:
        assert retention_date(session) is None
        assert due(session, date(2099, 1, 1)) is None
        set_retention_date(session, LAST)
        assert retention_date(session) == LAST
        assert due(session, LAST) is None
        assert erase_due(session, LAST) is None
    names = [one.name for one in _people(store)]
    before = counts(store)
    with store.write() as session:
        what = due(session, date(2025, 7, 1))
        assert (what.people, what.attempts) == (before["person"], before["attempt"])
        assert erase_due(session, date(2025, 7, 1)) == what
        assert due(session, date(2025, 7, 1)).people == 0
    kept = all_text(store)
    assert [name for name in [*names, "Peserta Lain"] if name in kept] == []
    after = counts(store)
    assert (after["person"], after["member"], after["attempt"]) == (0, 0, before["attempt"])


def test_after_the_date_results_may_go_too(store, someone):
    with store.write() as session:
        set_retention_date(session, LAST)
        erase_due(session, date(2025, 7, 1), keep_results=False)
    assert set(counts(store).values()) == {0}
