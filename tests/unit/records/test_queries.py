"""What screens and reports are told, compared with counting by hand, on both databases."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from math import fsum
from types import NoneType

import pytest
from simulated_city import simulate_city
from sqlalchemy import event, select, update

from sirekap_trainer.exercise.scoring import RIGHT
from sirekap_trainer.records.people import remove_person
from sirekap_trainer.records.queries import (
    Scope,
    city_overview,
    class_overview,
    district_overview,
    list_attempts,
    station_rows,
    village_overview,
)
from sirekap_trainer.records.roster_file import Operator, write_roster
from sirekap_trainer.records.tables import (
    Attempt,
    Member,
    Outcome,
    Person,
    PhotoFault,
    PhotoTake,
    Quiz,
    Station,
    Village,
)

ATTEMPTS = 60


@pytest.fixture
def city(store, tmp_path):
    """Two kecamatan with five kelurahan of three TPS; three of them have had a class."""
    names = iter(
        f"{one} {two}"
        for one in ("Adi", "Bayu", "Citra", "Dimas", "Endah")
        for two in ("Waru", "Randu", "Melati", "Kenari", "Seroja", "Pandan")
    )
    places = [("Barat", "Air"), ("Timur", "Batu"), ("Barat", "Cemara"), ("Timur", "Danau"), ("Barat", "Embun")]
    rows = [
        Operator(district, village, f"{number:03d}", next(names), role)
        for district, village in places
        for number in (1, 2, 901)
        for role in ("utama", "cadangan")
    ]
    path = write_roster(tmp_path / "operator.csv", rows)
    return simulate_city(store, seed=3, attempts=ATTEMPTS, classes=3, roster=path)


class ByHand:
    """The tables as they are, for counting without the database's help."""

    def __init__(self, session):
        self.attempts = list(session.scalars(select(Attempt).order_by(Attempt.sent_at, Attempt.id)))
        self.outcomes = defaultdict(list)
        for one in session.scalars(select(Outcome)):
            self.outcomes[one.attempt_id].append(one)
        self.takes = defaultdict(list)
        for one in session.scalars(select(PhotoTake)):
            self.takes[one.attempt_id].append(one)
        self.faults = defaultdict(list)
        for one in session.scalars(select(PhotoFault)):
            self.faults[one.attempt_id].append(one)
        self.quizzes = list(session.scalars(select(Quiz)))
        self.came = {one.person_id for one in session.scalars(select(Member)) if one.present}
        rows = session.execute(
            select(Person.id, Person.role, Person.left_at, Station.id, Village.id, Village.district_id)
            .join(Station, Person.station_id == Station.id)
            .join(Village, Station.village_id == Village.id)
        )
        self.people = {row[0]: row for row in rows}

    def of(self, wanted):
        return [one for one in self.attempts if wanted(one)]

    def in_village(self, village):
        return self.of(lambda one: one.person_id in self.people and self.people[one.person_id][4] == village)

    def check(self, attempts, found, quizzes):
        """Compares an overview's sums with these attempts."""
        totals = [one.total for one in attempts]
        assert found.summary.attempts == found.summary.scored == len(attempts)
        assert found.summary.mean == (pytest.approx(fsum(totals) / len(totals)) if totals else None)
        assert found.summary.passed == sum(one.passed for one in attempts)
        assert found.summary.votes_at_stake == sum(one.votes_at_stake for one in attempts)
        bars = Counter(min(9, int(one // 10)) for one in totals)
        assert found.summary.distribution == tuple(bars[bar] for bar in range(10))
        self._check_numbers(attempts, found)
        self._check_photos(attempts, found)
        each = [one.seconds / one.numbers_asked for one in attempts]
        told = (found.time.mean, found.time.quickest, found.time.slowest)
        assert told == (pytest.approx((fsum(each) / len(each), min(each), max(each))) if each else (None, None, None))
        self._check_gain(quizzes, found)

    def _check_numbers(self, attempts, found):
        asked, wrong, planted, missed = Counter(), Counter(), Counter(), Counter()
        shown, passed_by = Counter(), Counter()
        for one in attempts:
            for item in self.outcomes[one.id]:
                key = one.form, item.number
                bad = item.kind not in RIGHT
                asked[key] += 1
                wrong[key] += bad
                planted[key] += bool(item.pattern)
                missed[key] += bad and bool(item.pattern)
                if item.pattern:
                    shown[item.pattern] += 1
                    passed_by[item.pattern] += bad
        assert {(one.form, one.number): (one.asked, one.wrong, one.planted, one.missed) for one in found.numbers} == {
            key: (asked[key], wrong[key], planted[key], missed[key]) for key in asked
        }
        shares = [one.share for one in found.numbers]
        assert shares == sorted(shares, reverse=True)
        assert {one.pattern: (one.shown, one.missed) for one in found.patterns} == {
            key: (shown[key], passed_by[key]) for key in shown
        }

    def _check_photos(self, attempts, found):
        takes = [take for one in attempts for take in self.takes[one.id]]
        faults = [fault for one in attempts for fault in self.faults[one.id]]
        wrong = {(one.attempt_id, one.page) for one in faults}
        assert (found.photos.pages, found.photos.first_usable, found.photos.takes) == (
            len(takes), len(takes) - len(wrong), sum(one.takes for one in takes),
        )  # fmt: skip
        assert dict(found.photos.faults) == Counter(one.code for one in faults)

    def _check_gain(self, quizzes, found):
        shares = defaultdict(lambda: defaultdict(list))
        for one in quizzes:
            shares[one.person_id][one.stage].append(one.right / one.asked)
        both = [{stage: fsum(of) / len(of) for stage, of in one.items()} for one in shares.values() if len(one) == 2]
        assert found.gain.people == len(both)
        if both:
            assert found.gain.before == pytest.approx(fsum(one["pre"] for one in both) / len(both))
            assert found.gain.points == pytest.approx(100 * fsum(one["post"] - one["pre"] for one in both) / len(both))


def test_a_class_is_what_it_is_counted_to_be(store, city):
    with store.read() as session:
        hand = ByHand(session)
        for class_id in city.classes:
            found = class_overview(session, class_id)
            attempts = hand.of(lambda one, here=class_id: one.class_id == here)
            hand.check(attempts, found, [one for one in hand.quizzes if one.class_id == class_id])
            assert found.row.attempts == len(attempts)
            for member in found.members:
                mine = [one for one in attempts if one.person_id == member.person_id]
                assert (member.attempts, member.passed) == (len(mine), any(one.passed for one in mine))
                assert member.best == (max(one.total for one in mine) if mine else None)
                assert member.latest == (mine[-1].total if mine else None)
                assert member.votes_at_stake == (mine[-1].votes_at_stake if mine else None)
                assert len(member.dealt) == 2
            assert sum(one.attempts for one in found.members) + len(found.others) == len(attempts)
        assert class_overview(session, 10**6) is None


def test_kelurahan_kecamatan_and_city_are_what_they_are_counted_to_be(store, city):
    with store.read() as session:
        hand = ByHand(session)
        passed = {one.person_id for one in hand.attempts if one.passed}
        trained = hand.came | {one.person_id for one in hand.attempts if one.person_id}
        villages = sorted({row[4] for row in hand.people.values()})
        places = []
        for village in villages:
            found = village_overview(session, village)
            here = [row for row in hand.people.values() if row[4] == village]
            quizzes = [one for one in hand.quizzes if one.person_id in {row[0] for row in here}]
            hand.check(hand.in_village(village), found, quizzes)
            counts = Counter(
                sum(row[0] in passed for row in here if row[3] == station) for station in {r[3] for r in here}
            )
            total = found.total
            assert (total.stations, total.both, total.one, total.none) == (3, counts[2], counts[1], counts[0])
            assert (total.operators, total.trained, total.passed) == (
                6, sum(row[0] in trained for row in here), sum(row[0] in passed for row in here),
            )  # fmt: skip
            assert [one.passed for one in found.stations].count(2) == total.both
            late = {one.operator.person_id: one.reason for one in found.follow_up}
            assert late == {
                row[0]: "not_passed" if row[0] in trained else "not_trained" for row in here if row[0] not in passed
            }
            places.append(total)
        districts = [district_overview(session, one) for one in sorted({row[5] for row in hand.people.values()})]
        whole = city_overview(session)
    assert sorted(len(one.parts) for one in districts) == [2, 3]
    assert {part.village for one in districts for part in one.parts} == {one.village for one in places}
    for name in ("stations", "both", "one", "none", "operators", "trained", "passed", "scored"):
        assert getattr(whole.total, name) == sum(getattr(one, name) for one in places)
        assert getattr(whole.total, name) == sum(getattr(one.total, name) for one in districts)
    best = defaultdict(float)
    for one in hand.attempts:
        if one.person_id:
            best[one.person_id] = max(best[one.person_id], one.total)
    assert whole.total.mean == pytest.approx(fsum(best.values()) / len(best))
    hand.check(hand.attempts, whole, hand.quizzes)
    assert whole.stations == ()
    assert len(whole.follow_up) == whole.total.operators - whole.total.passed


def kinds_within(value):
    if is_dataclass(value):
        return {kind for field in fields(value) for kind in kinds_within(getattr(value, field.name))}
    if isinstance(value, tuple):
        return {kind for one in value for kind in kinds_within(one)}
    return {type(value)}


def test_figures_are_plain_numbers_on_every_database(store, city):
    """PostgreSQL would give decimals where it divides or sums up whole numbers."""
    with store.read() as session:
        everything = (city_overview(session), village_overview(session, 1), class_overview(session, city.classes[0]))
    assert kinds_within(everything) <= {int, float, str, bool, NoneType, datetime, date}


def test_a_seat_without_an_operator_is_to_be_filled(store, city, now):
    with store.read() as session:
        one = next(row for row in station_rows(session, Scope()) if row.utama is not None)
    with store.write() as session:
        remove_person(session, one.utama.person_id, at=now)
    with store.read() as session:
        after = next(row for row in station_rows(session, Scope()) if row.station_id == one.station_id)
        late = city_overview(session).follow_up
    assert after.utama is None
    assert after.cadangan == one.cadangan
    assert ("no_operator", None) in {(row.reason, row.operator) for row in late}


def test_only_modes_that_count_count(store, city):
    with store.read() as session:
        modes = {one.mode for one in list_attempts(session, Scope())}
        exams = city_overview(session, modes=("ujian",))
        practice = city_overview(session, modes=("latihan",))
        everything = city_overview(session)
    assert modes == {"latihan"}
    assert (exams.total.passed, exams.summary.attempts) == (0, 0)
    assert exams.total.none == 15
    assert practice == everything


def test_no_points_at_all_are_told_as_none_of_a_hundred(store, city):
    with store.write() as session:
        session.execute(update(Attempt).values(total=0.0, passed=False))
    with store.read() as session:
        found = city_overview(session)
    assert found.total.scored > 0
    assert found.total.mean == 0.0


def test_empty_records_are_told_as_empty(store):
    with store.read() as session:
        found = city_overview(session)
        assert village_overview(session, 1) is None
        assert district_overview(session, 1) is None
    assert (found.total.stations, found.total.mean, found.summary.mean, found.gain.points) == (0, None, None, None)
    assert (found.numbers, found.patterns, found.follow_up, found.parts) == ((), (), (), ())


def test_the_number_of_queries_does_not_grow(lite, tmp_path):
    """However much there is: no question is asked once a row."""
    asked = []
    event.listen(lite.engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))

    def count():
        asked.clear()
        with lite.read() as session:
            class_overview(session, 1)
            city_overview(session)
            village_overview(session, 1)
        return len(asked)

    empty = count()
    simulate_city(lite, seed=3, attempts=40, classes=2)
    filled = count()
    assert filled <= 60
    assert empty <= filled
