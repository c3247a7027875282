"""What was erased stays erased: whatever brings it again, whoever writes meanwhile, whichever backup is restored."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk import Desk
from simulated_city import simulate_city
from sqlalchemy import func, inspect, select, text

from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.records.attempts import TakenIn, take_in
from sirekap_trainer.records.backup import Restored, back_up, restore
from sirekap_trainer.records.bundle import open_bundle, pack
from sirekap_trainer.records.erased import turn_digest
from sirekap_trainer.records.exchange import TakenBundle, take_bundle
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.parts import PlainQuestion, PlainQuiz, attempt_part, question_part, quiz_part
from sirekap_trainer.records.people import add_person, list_people
from sirekap_trainer.records.plain_attempt import PlainAttempt, plain_attempt
from sirekap_trainer.records.privacy import Erased, erase_due, erase_person, set_retention_date
from sirekap_trainer.records.queries import Scope, summary
from sirekap_trainer.records.roster_file import Operator, write_roster
from sirekap_trainer.records.store import Store, migrate
from sirekap_trainer.records.tables import Attempt, Base, ErasedPart, Member, Person, Question, Quiz

if TYPE_CHECKING:
    from collections.abc import Callable

    from sirekap_trainer.exercise.outbox import Part

NOW = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2025, 7, 1)
DESK = Desk()
NAME, OTHER, STRANGER = "Andika Pratama", "Bunga Lestari", "Citra Asing"
#: What the version before this table backed up: both people, and all that `bundle-1.0.sirekap` brings of the first.
BEFORE = Path(__file__).parent / "backup-0001.cadangan"
FIRST = Path(__file__).parent / "bundle-1.0.sirekap"


def turn(
    name: str = NAME, tps: str = "001", *, at: float = 1000.0, blind: bool = False, scored: bool = True
) -> PlainAttempt:
    packet = DESK.packet()
    exercise = DESK.photographed(packet)
    exercise = replace(exercise, trainee=Trainee(name, tps, "utama", "Jati")).start_check("koreksi", at=at)
    assert exercise.review is not None
    review = DESK.blind(exercise.review) if blind else DESK.perfect(exercise.review, packet)
    done = DESK.sent(exercise, review, at=at + 60)
    result = score(done, packet, load_rubric()) if scored else None
    return plain_attempt(done, result, mode="latihan", sent_at=NOW - timedelta(hours=1))


def asked(name: str = NAME, tps: str = "001", number: int = 1) -> list[Part]:
    who = {"name": name, "village": "Jati", "station": tps, "role": "utama"}
    quiz = PlainQuiz.model_validate(
        {**who, "id": f"quiz-{number}", "stage": "pre", "right": 7, "asked": 10, "done_at": NOW, "document": {"a": "b"}}
    )
    question = PlainQuestion.model_validate(
        {**who, "id": f"question-{number}", "about": "Suara sah", "note": f"Saya, {name}, bingung", "asked_at": NOW}
    )
    return [quiz_part(quiz), question_part(question)]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> LaptopKey:
    return LaptopKey.of(tmp_path_factory.mktemp("laptop"))


@pytest.fixture
def data(key: LaptopKey) -> bytes:
    """Three parts of somebody, three of another, and one of who is in no roster."""
    parts = [attempt_part(turn()), *asked(), attempt_part(turn(OTHER, "002", at=2000.0)), *asked(OTHER, "002", 2)]
    return pack([*parts, attempt_part(turn(STRANGER, "077", at=3000.0))], key, at=NOW)[0].data


@pytest.fixture
def full(store: Store, data: bytes) -> Store:
    seat(store)
    take(store, data)
    return store


def seat(store: Store) -> None:
    with store.write() as session:
        add_person(session, Operator("Mayangan", "Jati", "001", NAME, "utama"))
        add_person(session, Operator("Mayangan", "Jati", "002", OTHER, "utama"))


def take(store: Store, data: bytes) -> TakenBundle:
    with store.write() as session:
        return take_bundle(session, open_bundle(data), at=NOW)


def take_turn(store: Store, one: PlainAttempt) -> TakenIn:
    with store.write() as session:
        return take_in(session, [one])


def erase(store: Store, name: str = NAME, *, keep: bool = False) -> Erased:
    with store.write() as session:
        (one,) = (row for row in list_people(session) if row.name == name)
        return erase_person(session, one.id, today=TODAY, keep_results=keep)


def bring_back(store: Store, path: Path, tmp_path: Path, *, minutes: int = 0) -> Restored:
    return restore(store, path, at=NOW + timedelta(minutes=minutes), aside=tmp_path)


def plain(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def rows(store: Store, *, but: str = "") -> dict[str, list[tuple[str, ...]]]:
    with store.engine.connect() as connection:
        return {
            table.name: [
                tuple(map(plain, row)) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
            if table.name != but
        }


def everything(store: Store) -> str:
    """All that stands in any table, as one text."""
    return json.dumps(rows(store))


def count(store: Store, table: type[Base]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


# --- the same again


def test_what_was_erased_does_not_come_back_with_the_same_bundle(full: Store, data: bytes) -> None:
    assert erase(full) == Erased(1, 1, 1, 1)
    assert NAME not in everything(full)
    before = rows(full)
    again = take(full, data)
    assert rows(full) == before
    assert (again.new, again.erased, len(again.attempts.erased), len(again.attempts.known)) == (0, 2, 1, 2)
    assert again.message == "Tidak ada yang baru; 4 sudah ada. 3 dihapus sebelumnya: tidak diterima lagi."
    # The laptop is told to let go of all of it.
    assert len(again.parts) == 7


def test_nor_in_another_bundle_with_new_work(full: Store, key: LaptopKey) -> None:
    erase(full)
    fresh = turn(OTHER, "002", at=9000.0)
    parts = [attempt_part(turn()), *asked(), attempt_part(fresh)]
    again = take(full, pack(parts, key, at=NOW + timedelta(hours=1))[0].data)
    assert again.attempts.new == (fresh.id,)
    assert again.message == "1 hasil baru. 3 dihapus sebelumnya: tidak diterima lagi."
    assert NAME not in everything(full)


def test_what_comes_for_the_first_time_after_an_erasure_is_taken_in(full: Store) -> None:
    """Nobody can tell that it is of who was erased, without keeping who that was."""
    erase(full)
    taken = take_turn(full, turn(at=9000.0))
    assert (len(taken.new), taken.erased) == (1, ())


def test_results_that_were_kept_stay_without_a_name_and_take_their_score(store: Store, key: LaptopKey) -> None:
    seat(store)
    waiting = turn(scored=False)
    bundle = pack([attempt_part(waiting), *asked()], key, at=NOW)[0].data
    take(store, bundle)
    erase(store, keep=True)
    scored = turn()
    assert scored.id == waiting.id
    taken = take(store, pack([attempt_part(scored), *asked()], key, at=NOW)[0].data)
    assert (taken.attempts.scored, taken.attempts.erased, taken.erased) == ((scored.id,), (), 0)
    assert taken.message == "1 hasil mendapat nilai; 2 sudah ada."
    assert NAME not in everything(store)
    with store.read() as session:
        (found,) = session.scalars(select(Attempt))
        assert (found.total, found.person_id, found.station) == (scored.score.total, None, "")  # type: ignore[union-attr]
        assert found.document["score"] is not None
    before = rows(store)
    assert take(store, bundle).new == 0
    assert rows(store) == before


@pytest.mark.parametrize("keep", [True, False])
def test_after_the_date_nobody_comes_back_nor_who_is_in_no_roster(full: Store, data: bytes, *, keep: bool) -> None:
    with full.write() as session:
        set_retention_date(session, date(2025, 6, 30))
        assert erase_due(session, TODAY, keep_results=keep) == Erased(2, 3, 2, 2)
    before = rows(full)
    again = take(full, data)
    assert rows(full) == before
    assert len(again.attempts.erased) + again.erased == (0 if keep else 7)
    assert [name for name in (NAME, OTHER, STRANGER) if name in everything(full)] == []
    assert count(full, Attempt) == (3 if keep else 0)


# --- the same turn under another id


@pytest.mark.parametrize("keep", [True, False])
def test_an_erased_turn_with_other_answers_or_another_name_does_not_come_back(full: Store, *, keep: bool) -> None:
    erase(full, keep=keep)
    before = rows(full)
    for edited in (turn(blind=True), turn("Orang Lain", "002")):
        assert edited.id != turn().id
        taken = take_turn(full, edited)
        assert (taken.new, taken.erased) == ((), (edited.id,))
    assert rows(full) == before


def test_what_is_kept_of_the_erased_says_nothing_of_anybody(full: Store) -> None:
    with full.read() as session:
        uid = session.scalar(select(Person.uid).where(Person.name == NAME))
    erase(full)
    with full.read() as session:
        found = {(one.kind, one.id, one.erased_on, one.kept) for one in session.scalars(select(ErasedPart))}
    assert found == {
        ("person", uid, TODAY, False),
        ("attempt", turn().id, TODAY, False),
        ("turn", turn_digest("GUB-1-001", 1000.0), TODAY, False),
        ("quiz", "quiz-1", TODAY, False),
        ("question", "question-1", TODAY, False),
    }
    # The digest is the same whoever it was.
    same = [one.exercise for one in (turn(), turn("Orang Lain", "009"))]
    assert len({turn_digest(one.packet, one.started_at) for one in same}) == 1
    assert turn_digest("GUB-1-001", None) is None


# --- at the same time


def waiting_for_a_lock(store: Store) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")) or 0


def in_the_middle(store: Store, outer: Callable[[Any], object], inner: Callable[[], object]) -> object:
    """Does `inner` in another thread before what `outer` wrote is committed, and gives what it gave.

    On PostgreSQL `inner` is given the time to run as far as it can: to its end, or to where it waits.
    """
    with ThreadPoolExecutor(1) as pool:
        with store.write() as session:
            outer(session)
            session.flush()
            other = pool.submit(inner)
            if store.engine.dialect.name == "postgresql":
                while not other.done() and not waiting_for_a_lock(store):
                    time.sleep(0.01)
        return other.result()


def test_who_takes_in_while_it_is_erased_brings_nothing_back(full: Store, data: bytes) -> None:
    with full.read() as session:
        person_id = session.scalar(select(Person.id).where(Person.name == NAME)) or 0
    taken = in_the_middle(
        full,
        lambda session: erase_person(session, person_id, today=TODAY, keep_results=False),
        lambda: take(full, data),
    )
    assert isinstance(taken, TakenBundle)
    assert len(taken.attempts.erased) + taken.erased == 3
    assert NAME not in everything(full)


def test_nor_an_edited_turn(full: Store) -> None:
    with full.read() as session:
        person_id = session.scalar(select(Person.id).where(Person.name == NAME)) or 0
    in_the_middle(
        full,
        lambda session: erase_person(session, person_id, today=TODAY, keep_results=False),
        lambda: take_turn(full, turn(blind=True)),
    )
    assert NAME not in everything(full)


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_taken_in_while_its_person_is_erased_goes_too(full: Store, *, keep: bool) -> None:
    fresh = turn(at=9000.0)
    erased = in_the_middle(full, lambda session: take_in(session, [fresh]), lambda: erase(full, keep=keep))
    assert isinstance(erased, Erased)
    assert erased.attempts == 2
    assert NAME not in everything(full)


def test_many_who_take_in_and_one_who_erases(full: Store, data: bytes) -> None:
    """Whatever the order: in the end nothing of the erased is there, and all of the others once."""
    start = threading.Barrier(9)

    def work(number: int) -> None:
        start.wait()
        if number == 4:
            erase(full)
        else:
            for _ in range(3):
                take(full, data)

    with ThreadPoolExecutor(9) as pool:
        list(pool.map(work, range(9)))
    assert NAME not in everything(full)
    assert (count(full, Attempt), count(full, Quiz), count(full, Question)) == (2, 1, 1)


# --- backups


@pytest.mark.parametrize("keep", [True, False])
def test_an_older_backup_does_not_bring_back_who_was_erased(
    full: Store, data: bytes, tmp_path: Path, *, keep: bool
) -> None:
    made = back_up(full, tmp_path / "lama.cadangan", at=NOW)
    erase(full, keep=keep)
    after = rows(full)
    with full.read() as session:
        told = summary(session, Scope())
    done = bring_back(full, made.path, tmp_path)
    assert done.again == Erased(1, 1, 1, 1)
    assert done.message == "Penghapusan yang lalu tetap berlaku untuk 1 peserta dan 3 hasil, tes atau pertanyaan."
    assert rows(full) == after
    with full.read() as session:
        assert summary(session, Scope()) == told
    assert take(full, data).new == 0
    assert NAME not in everything(full)
    # What was put aside holds the list as well, and so does every backup from now on.
    nothing = bring_back(full, done.before.path, tmp_path, minutes=1)
    assert (nothing.again, nothing.message) == (Erased(0, 0, 0, 0), "")
    assert rows(full) == after


def test_who_did_nothing_is_known_again_too(store: Store, tmp_path: Path) -> None:
    seat(store)
    made = back_up(store, tmp_path / "lama.cadangan", at=NOW)
    erase(store)
    assert bring_back(store, made.path, tmp_path).again == Erased(1, 0, 0, 0)
    assert NAME not in everything(store)
    # Another person in the same row, as SQLite numbers them, is another one.
    with store.write() as session:
        add_person(session, Operator("Mayangan", "Jati", "003", "Dewi Baru", "utama"))
    later = back_up(store, tmp_path / "baru.cadangan", at=NOW)
    assert bring_back(store, later.path, tmp_path, minutes=1).message == ""
    with store.read() as session:
        assert {one.name for one in list_people(session)} == {OTHER, "Dewi Baru"}


def test_after_the_date_an_older_backup_brings_nobody_back(full: Store, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "lama.cadangan", at=NOW)
    with full.write() as session:
        set_retention_date(session, date(2025, 6, 30))
        erase_due(session, TODAY)
    assert bring_back(full, made.path, tmp_path).again == Erased(2, 3, 2, 2)
    assert [name for name in (NAME, OTHER, STRANGER) if name in everything(full)] == []
    assert count(full, Attempt) == 3


def test_what_was_erased_twice_goes_the_stricter_way(full: Store, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "lama.cadangan", at=NOW)
    erase(full, keep=True)
    with closing(Store.open(tmp_path / "lain")) as elsewhere:
        bring_back(elsewhere, made.path, tmp_path)
        erase(elsewhere, keep=False)
        kept = back_up(full, tmp_path / "tanpa-nama.cadangan", at=NOW)
        bring_back(elsewhere, kept.path, tmp_path, minutes=1)
        assert (count(elsewhere, Attempt), count(elsewhere, Quiz), count(elsewhere, Question)) == (2, 1, 1)
        bring_back(elsewhere, made.path, tmp_path, minutes=2)
        assert (count(elsewhere, Attempt), NAME in everything(elsewhere)) == (2, False)


def test_the_list_travels_with_a_backup_into_other_records(full: Store, data: bytes, tmp_path: Path) -> None:
    erase(full)
    made = back_up(full, tmp_path / "pindah.cadangan", at=NOW)
    with closing(Store.open(tmp_path / "lain")) as elsewhere:
        bring_back(elsewhere, made.path, tmp_path)
        assert take(elsewhere, data).new == 0
        assert rows(elsewhere) == rows(full)


def test_a_backup_of_the_first_tables_comes_back(store: Store, tmp_path: Path) -> None:
    """If this fails, nobody can restore what an earlier version backed up."""
    done = bring_back(store, BEFORE, tmp_path)
    assert done.message == ""
    with store.read() as session:
        assert [one.name for one in list_people(session)] == [NAME, OTHER]
        assert len(set(session.scalars(select(Person.uid))) - {""}) == 2
        assert session.scalars(select(Member.present)).all() == [True, None]
    assert (count(store, Attempt), count(store, Quiz), count(store, Question)) == (1, 1, 1)
    assert take(store, FIRST.read_bytes()).message == "Tidak ada yang baru; 3 sudah ada."


@pytest.mark.parametrize("keep", [True, False])
def test_nor_does_a_backup_of_the_first_tables_bring_back_what_was_done(
    store: Store, tmp_path: Path, *, keep: bool
) -> None:
    """Of the person it holds no id that outlives it: the name comes back, with nothing."""
    seat(store)
    take(store, FIRST.read_bytes())
    erase(store, keep=keep)
    done = bring_back(store, BEFORE, tmp_path)
    assert done.again == Erased(0, 1, 1, 1)
    assert done.message == "Penghapusan yang lalu tetap berlaku untuk 3 hasil, tes atau pertanyaan."
    assert count(store, Attempt) == keep
    with store.read() as session:
        assert session.scalars(select(Attempt.name)).all() == [""] * keep
        person = session.scalar(select(Person).where(Person.name == NAME))
        assert person is not None
        assert session.scalar(select(func.count()).where(Attempt.person_id == person.id)) == 0


# --- from the first tables on


def test_records_of_the_first_tables_keep_everything(
    where: Path | str, roster: Callable[..., list[Operator]], tmp_path: Path
) -> None:
    with closing(Store.open(where)) as store:
        simulate_city(store, seed=2, attempts=20, classes=2, roster=write_roster(tmp_path / "a.csv", roster(2, 2)))
        before = plain_people(store)
        downgrade(store)
        assert not inspect(store.engine).has_table("erased")
        assert "uid" not in {one["name"] for one in inspect(store.engine).get_columns("person")}
    with closing(Store.open(where)) as store:
        assert plain_people(store) == before
        with store.read() as session:
            uids = session.scalars(select(Person.uid)).all()
        assert len(set(uids)) == len(uids) == 8
        assert all(map(len, uids))


def plain_people(store: Store) -> dict[str, list[tuple[str, ...]]]:
    """All rows, of people without what is drawn."""
    with store.read() as session:
        columns = (Person.id, Person.station_id, Person.name, Person.role, Person.left_at)
        people = [tuple(map(plain, row)) for row in session.execute(select(*columns).order_by(Person.id))]
    return rows(store, but="person") | {"person": people}


def downgrade(store: Store) -> None:
    from alembic import command

    from sirekap_trainer.records.store import alembic_config

    config = alembic_config()
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")


def test_a_database_that_the_first_version_made_is_brought_up_to_date(where: Path | str) -> None:
    """With rows in it, also where others point at a person: they must not go with an old table."""
    from sirekap_trainer.records.store import _engine

    engine = _engine(where)
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO district VALUES (1, 'A', 'a')",
            "INSERT INTO village VALUES (1, 1, 'B', 'b')",
            "INSERT INTO station VALUES (1, 1, '001')",
            "INSERT INTO person VALUES (1, 1, 'Siti', 'siti', 'utama', '', NULL)",
            "INSERT INTO person VALUES (2, 1, 'Adi', 'adi', 'cadangan', '', NULL)",
            "INSERT INTO training_class"
            " VALUES (1, 'K7M2QX', 'T', 'formal', '2024-11-20', '', '', 'latihan', 'koreksi', '')",
            "INSERT INTO member VALUES (1, 1, NULL, '[]'), (1, 2, NULL, '[]')",
        ):
            connection.execute(text(statement))
    engine.dispose()
    with closing(Store.open(where)) as store, store.read() as session:
        assert count(store, Member) == 2
        assert len(set(session.scalars(select(Person.uid))) - {""}) == 2
