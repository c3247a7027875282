"""What screens and reports ask of the records: frozen values, summed up by the database, a few queries each.

A `Scope` says whose attempts are meant: a class's, a kelurahan's, a kecamatan's, or all. An operator has *passed* when
one of their attempts in a mode that counts did; `modes` says which count, all where nobody says otherwise.
Everything is in a stated order, the same on every database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from sirekap_trainer.exercise.scoring import RIGHT
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.records.classes import ClassRow, list_classes
from sirekap_trainer.records.tables import (
    Attempt,
    District,
    Member,
    Outcome,
    Person,
    PhotoFault,
    PhotoTake,
    Question,
    Quiz,
    Station,
    Village,
)

#: A query of whatever columns: how `Select` counts its columns differs between versions of SQLAlchemy.
_Select: TypeAlias = Any
#: All modes: what counts unless somebody says otherwise.
MODES: tuple[Mode, ...] = get_args(Mode)
#: Points of each bar of a distribution: from, and below; the last holds 100 too.
_BARS = tuple((low, low + 10 if low < 90 else 101) for low in range(0, 100, 10))

#: Why somebody is on the follow-up list: the TPS has no operator of this role; never trained; trained, not passed.
Reason = Literal["no_operator", "not_trained", "not_passed"]
REASONS: dict[Reason, str] = {
    "no_operator": "Belum ada operator",
    "not_trained": "Belum ikut pelatihan",
    "not_passed": "Belum lulus",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose attempts are meant; all of them where nothing is said, and only one thing is.

    Attributes:
        class_id: Those made in this class.
        village_id: Those of this kelurahan's operators.
        district_id: Those of this kecamatan's operators.
        modes: Only those in these modes.
    """

    class_id: int | None = None
    village_id: int | None = None
    district_id: int | None = None
    modes: tuple[Mode, ...] = MODES


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt, without its document.

    Attributes:
        id: Of the attempt.
        person_id: None while nobody fits.
        name: As they wrote it; empty once erased.
        village: Kelurahan, as they wrote it.
        station: TPS, as they wrote it.
        role: As they wrote it.
        packet: Which packet.
        form: Id of its form.
        mode: Of the sitting.
        sent_at: When.
        seconds: From the start of checking to sending.
        total: Points; None while sealed.
        passed: None while sealed.
        votes_at_stake: None while sealed.
        right: Numbers right in the end; None while sealed.
        asked: Of how many.
    """

    id: str
    person_id: int | None
    name: str
    village: str
    station: str
    role: str
    packet: str
    form: str
    mode: str
    sent_at: datetime
    seconds: float
    total: float | None
    passed: bool | None
    votes_at_stake: int | None
    right: int | None
    asked: int | None


@dataclass(frozen=True, slots=True)
class MemberResult:
    """A member of a class and what came of it.

    Attributes:
        person_id: Of the operator.
        district: Kecamatan.
        village: Kelurahan.
        station: TPS.
        name: Of the operator.
        role: `utama` or `cadangan`.
        present: None while nobody said.
        dealt: Ids of packets.
        attempts: How many in this class.
        best: Most points; None without a scored attempt.
        latest: Points of the latest scored attempt.
        passed: Whether one of them passed.
        seconds: Of the latest attempt.
        votes_at_stake: Of the latest scored attempt.
        before: Share right in the pre-test of this class, 0 to 1; None where not done.
        after: The same of the post-test.
    """

    person_id: int
    district: str
    village: str
    station: str
    name: str
    role: str
    present: bool | None
    dealt: tuple[str, ...]
    attempts: int
    best: float | None
    latest: float | None
    passed: bool
    seconds: float | None
    votes_at_stake: int | None
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class NumberStat:
    """How one number of a form went.

    Attributes:
        form: Id of the form.
        number: Id of the number.
        asked: In how many attempts.
        wrong: How often it was sent wrong, or not answered.
        planted: How often a wrong reading was shown.
        missed: How often such a one was let through, or made another wrong number.
    """

    form: str
    number: str
    asked: int
    wrong: int
    planted: int
    missed: int

    @property
    def share(self) -> float:
        """Share wrong, 0 to 1."""
        return self.wrong / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class PatternStat:
    """How often a documented pattern of misreading was shown, and missed."""

    pattern: str
    shown: int
    missed: int

    @property
    def share(self) -> float:
        """Share missed, 0 to 1."""
        return self.missed / self.shown if self.shown else 0.0


@dataclass(frozen=True, slots=True)
class PhotoStat:
    """How photographing went.

    Attributes:
        pages: Pages photographed.
        first_usable: How many of them at the first take.
        takes: Photographs taken.
        faults: Code of what was wrong with first takes and how often, the most frequent first.
    """

    pages: int
    first_usable: int
    takes: int
    faults: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TimeStat:
    """How long checking took, in seconds a number: the mean of all attempts, the quickest and the slowest one."""

    attempts: int
    mean: float | None
    quickest: float | None
    slowest: float | None


@dataclass(frozen=True, slots=True)
class Gain:
    """Pre-test and post-test of those who did both: how many, and their mean shares right, 0 to 1."""

    people: int
    before: float | None
    after: float | None

    @property
    def points(self) -> float | None:
        """What was gained, in percentage points."""
        return None if self.before is None or self.after is None else 100 * (self.after - self.before)


@dataclass(frozen=True, slots=True)
class Summary:
    """Attempts of a scope, summed up.

    Attributes:
        attempts: All.
        scored: Those with a score.
        unmatched: Those of nobody on the roster; only a class, or all, can have some.
        mean: Points.
        passed: How many attempts passed.
        votes_at_stake: Their sum.
        distribution: How many scored attempts have 0 to 9.9 points, 10 to 19.9, ..., 90 to 100.
    """

    attempts: int
    scored: int
    unmatched: int
    mean: float | None
    passed: int
    votes_at_stake: int
    distribution: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClassOverview:
    """A class, as board and report show it.

    Attributes:
        row: What it is.
        members: By place and role.
        others: Attempts made in it that belong to no member.
        summary: Its attempts.
        numbers: The form's numbers, the most often wrong first.
        patterns: The most often missed first.
        photos: See `PhotoStat`.
        time: See `TimeStat`.
        gain: See `Gain`.
    """

    row: ClassRow
    members: tuple[MemberResult, ...]
    others: tuple[AttemptRow, ...]
    summary: Summary
    numbers: tuple[NumberStat, ...]
    patterns: tuple[PatternStat, ...]
    photos: PhotoStat
    time: TimeStat
    gain: Gain


@dataclass(frozen=True, slots=True)
class OperatorState:
    """One operator of a TPS, and how far they are.

    Attributes:
        person_id: Of the operator.
        name: Theirs.
        phone: May be empty.
        attempts: How many, in modes that count.
        trained: Whether they came to a class or made an attempt.
        passed: Whether one attempt passed.
        best: Most points; None without a scored attempt.
        last_at: When the last attempt was sent.
    """

    person_id: int
    name: str
    phone: str
    attempts: int
    trained: bool
    passed: bool
    best: float | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class StationRow:
    """A TPS and its two operators; None where it has none of that role."""

    station_id: int
    district: str
    village: str
    number: str
    utama: OperatorState | None
    cadangan: OperatorState | None

    @property
    def passed(self) -> int:
        """How many of its operators passed: 0, 1 or 2."""
        return sum(one is not None and one.passed for one in (self.utama, self.cadangan))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody to invite again, or a place to fill."""

    district: str
    village: str
    station: str
    role: str
    reason: Reason
    operator: OperatorState | None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A kelurahan or kecamatan, counted.

    Attributes:
        id: In its table.
        district: Kecamatan.
        village: Kelurahan; empty for a whole kecamatan.
        stations: TPS.
        both: TPS both operators of which passed.
        one: TPS one operator of which passed.
        none: TPS no operator of which passed.
        operators: On the roster.
        trained: Of these, who came to a class or made an attempt.
        passed: Of these, who passed.
        scored: Of these, who have a scored attempt.
        mean: Mean of their best points; None where there are none.
    """

    id: int
    district: str
    village: str
    stations: int
    both: int
    one: int
    none: int
    operators: int
    trained: int
    passed: int
    scored: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class AreaOverview:
    """A kelurahan, a kecamatan or the whole city, as a report shows it.

    Attributes:
        total: The area itself; its names are empty for the city.
        parts: The kelurahan of a kecamatan, the kecamatan of the city; empty for a kelurahan.
        stations: The TPS of a kelurahan or kecamatan, by place; empty for the city, which has them in its parts.
        follow_up: Whom to invite, by place.
        summary: The operators' attempts.
        numbers: As in `ClassOverview`.
        patterns: As in `ClassOverview`.
        photos: As in `ClassOverview`.
        time: As in `ClassOverview`.
        gain: As in `ClassOverview`.
        open_questions: Questions that nobody has answered.
    """

    total: AreaRow
    parts: tuple[AreaRow, ...]
    stations: tuple[StationRow, ...]
    follow_up: tuple[FollowUp, ...]
    summary: Summary
    numbers: tuple[NumberStat, ...]
    patterns: tuple[PatternStat, ...]
    photos: PhotoStat
    time: TimeStat
    gain: Gain
    open_questions: int


# --- whole pictures ---------------------------------------------------------------------------------------------------


def class_overview(session: Session, class_id: int) -> ClassOverview | None:
    """All of a class; None where it is not there. A fixed number of queries, whatever its size."""
    row = next((one for one in list_classes(session) if one.id == class_id), None)
    if row is None:
        return None
    scope = Scope(class_id=class_id)
    members = class_members(session, class_id)
    known = {one.person_id for one in members}
    return ClassOverview(
        row=row,
        members=members,
        others=tuple(one for one in list_attempts(session, scope) if one.person_id not in known),
        summary=summary(session, scope),
        numbers=number_stats(session, scope),
        patterns=pattern_stats(session, scope),
        photos=photo_stat(session, scope),
        time=time_stat(session, scope),
        gain=gain(session, scope),
    )


def village_overview(session: Session, village_id: int, *, modes: Sequence[Mode] = MODES) -> AreaOverview | None:
    """All of a kelurahan; None where it is not there."""
    return _overview(session, Scope(village_id=village_id, modes=tuple(modes)))


def district_overview(session: Session, district_id: int, *, modes: Sequence[Mode] = MODES) -> AreaOverview | None:
    """All of a kecamatan; None where it is not there."""
    return _overview(session, Scope(district_id=district_id, modes=tuple(modes)))


def city_overview(session: Session, *, modes: Sequence[Mode] = MODES) -> AreaOverview:
    """The whole city, its kecamatan as parts."""
    found = _overview(session, Scope(modes=tuple(modes)))
    assert found is not None
    return found


def _overview(session: Session, scope: Scope) -> AreaOverview | None:
    stations = station_rows(session, scope)
    parts: tuple[AreaRow, ...] = ()
    whole_city = scope.village_id is None and scope.district_id is None
    if scope.village_id is not None:
        places = village_rows(session, scope)
    else:
        places = district_rows(session, scope)
        parts = places if whole_city else village_rows(session, scope)
    if not places and not whole_city:
        return None
    return AreaOverview(
        total=_city_row(places) if whole_city else places[0],
        parts=parts,
        stations=() if whole_city else stations,
        follow_up=_follow_up(stations),
        summary=summary(session, scope),
        numbers=number_stats(session, scope),
        patterns=pattern_stats(session, scope),
        photos=photo_stat(session, scope),
        time=time_stat(session, scope),
        gain=gain(session, scope),
        open_questions=open_questions(session, scope),
    )


def _city_row(districts: Sequence[AreaRow]) -> AreaRow:
    names = ("stations", "both", "one", "none", "operators", "trained", "passed", "scored")
    counts = {name: sum(getattr(one, name) for one in districts) for name in names}
    points = fsum(one.mean * one.scored for one in districts if one.mean is not None)
    mean = points / counts["scored"] if counts["scored"] else None
    return AreaRow(id=0, district="", village="", mean=mean, **counts)


def _follow_up(stations: Sequence[StationRow]) -> tuple[FollowUp, ...]:
    found = []
    for one in stations:
        for role, operator in (("utama", one.utama), ("cadangan", one.cadangan)):
            reason = _reason(operator)
            if reason is not None:
                found.append(FollowUp(one.district, one.village, one.number, role, reason, operator))
    return tuple(found)


def _reason(operator: OperatorState | None) -> Reason | None:
    if operator is None:
        return "no_operator"
    if operator.passed:
        return None
    return "not_passed" if operator.trained else "not_trained"


# --- attempts ---------------------------------------------------------------------------------------------------------

_ATTEMPT_COLUMNS = (
    Attempt.id, Attempt.person_id, Attempt.name, Attempt.village, Attempt.station, Attempt.role, Attempt.packet,
    Attempt.form, Attempt.mode, Attempt.sent_at, Attempt.seconds, Attempt.total, Attempt.passed, Attempt.votes_at_stake,
    Attempt.numbers_right, Attempt.numbers_asked,
)  # fmt: skip


def list_attempts(session: Session, scope: Scope, *, person_id: int | None = None) -> tuple[AttemptRow, ...]:
    """The attempts of a scope, or of one operator, the earliest first."""
    query: _Select = _in_scope(select(*_ATTEMPT_COLUMNS), scope).order_by(Attempt.sent_at, Attempt.id)
    if person_id is not None:
        query = query.where(Attempt.person_id == person_id)
    return tuple(AttemptRow(*row) for row in session.execute(query))


def summary(session: Session, scope: Scope) -> Summary:
    """The attempts of a scope, summed up."""
    bars = [func.sum(_one(and_(Attempt.total >= low, Attempt.total < high))) for low, high in _BARS]
    row = session.execute(
        _in_scope(
            select(
                func.count(Attempt.id),
                func.count(Attempt.total),
                func.sum(case((Attempt.person_id.is_(None), 1), else_=0)),
                func.avg(Attempt.total),
                func.sum(case((Attempt.passed.is_(True), 1), else_=0)),
                func.sum(Attempt.votes_at_stake),
                *bars,
            ),
            scope,
        )
    ).one()
    attempts, scored, unmatched, mean, passed, votes, *shares = row
    return Summary(
        attempts, scored, unmatched or 0, mean, passed or 0, votes or 0, tuple(int(one or 0) for one in shares)
    )


def number_stats(session: Session, scope: Scope) -> tuple[NumberStat, ...]:
    """Each number of each form, the most often wrong first."""
    wrong = case((Outcome.kind.not_in(sorted(RIGHT)), 1), else_=0)
    planted = case((Outcome.pattern != "", 1), else_=0)
    missed = case((and_(Outcome.pattern != "", Outcome.kind.not_in(sorted(RIGHT))), 1), else_=0)
    rows = session.execute(
        _in_scope(
            select(
                Attempt.form,
                Outcome.number,
                func.count(),
                func.sum(wrong),
                func.sum(planted),
                func.sum(missed),
            )
            .select_from(Attempt)
            .join(Outcome, Outcome.attempt_id == Attempt.id),
            scope,
        ).group_by(Attempt.form, Outcome.number)
    )
    found = (NumberStat(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (-one.share, -one.wrong, one.form, one.number)))


def pattern_stats(session: Session, scope: Scope) -> tuple[PatternStat, ...]:
    """Each pattern that was shown, the most often missed first."""
    missed = case((Outcome.kind.not_in(sorted(RIGHT)), 1), else_=0)
    rows = session.execute(
        _in_scope(
            select(Outcome.pattern, func.count(), func.sum(missed))
            .select_from(Attempt)
            .join(Outcome, Outcome.attempt_id == Attempt.id),
            scope,
        )
        .where(Outcome.pattern != "")
        .group_by(Outcome.pattern)
    )
    return tuple(sorted((PatternStat(*row) for row in rows), key=lambda one: (-one.share, one.pattern)))


def photo_stat(session: Session, scope: Scope) -> PhotoStat:
    """How photographing went."""
    pages, takes = session.execute(
        _in_scope(
            select(func.count(), func.sum(PhotoTake.takes))
            .select_from(Attempt)
            .join(PhotoTake, PhotoTake.attempt_id == Attempt.id),
            scope,
        )
    ).one()
    faulty = _in_scope(
        select(PhotoFault.attempt_id, PhotoFault.page)
        .select_from(Attempt)
        .join(PhotoFault, PhotoFault.attempt_id == Attempt.id),
        scope,
    ).distinct()
    wrong = session.scalar(select(func.count()).select_from(faulty.subquery())) or 0
    codes = session.execute(
        _in_scope(
            select(PhotoFault.code, func.count())
            .select_from(Attempt)
            .join(PhotoFault, PhotoFault.attempt_id == Attempt.id),
            scope,
        ).group_by(PhotoFault.code)
    )
    faults = sorted(((code, count) for code, count in codes), key=lambda one: (-one[1], one[0]))
    return PhotoStat(pages, pages - wrong, takes or 0, tuple(faults))


def time_stat(session: Session, scope: Scope) -> TimeStat:
    """How long checking took, of attempts with a score."""
    each = Attempt.seconds / Attempt.numbers_asked
    row = session.execute(
        _in_scope(select(func.count(), func.avg(each), func.min(each), func.max(each)), scope).where(
            Attempt.numbers_asked > 0
        )
    ).one()
    return TimeStat(*row)


def gain(session: Session, scope: Scope) -> Gain:
    """Pre-test and post-test; each person by the mean of what they did of either."""
    share = Quiz.right * 1.0 / Quiz.asked
    before = func.avg(case((Quiz.stage == "pre", share))).label("before")
    after = func.avg(case((Quiz.stage == "post", share))).label("after")
    query = select(Quiz.person_id, before, after).where(Quiz.person_id.is_not(None), Quiz.asked > 0)
    if scope.class_id is not None:
        query = query.where(Quiz.class_id == scope.class_id)
    query = _of_area(query, Quiz.person_id, scope)
    each = query.group_by(Quiz.person_id).subquery()
    both = session.execute(
        select(func.count(), func.avg(each.c.before), func.avg(each.c.after)).where(
            each.c.before.is_not(None), each.c.after.is_not(None)
        )
    ).one()
    return Gain(both[0], _real(both[1]), _real(both[2]))


def open_questions(session: Session, scope: Scope) -> int:
    """How many questions of a scope have no answer yet."""
    query = select(func.count(Question.id)).where(Question.answered_at.is_(None))
    if scope.class_id is not None:
        query = query.where(Question.class_id == scope.class_id)
    return session.scalar(_of_area(query, Question.person_id, scope)) or 0


def _real(value: Any) -> float | None:  # noqa: ANN401 - PostgreSQL gives a Decimal for a share of whole numbers
    return None if value is None else float(value)


def _rows(session: Session, query: _Select) -> Iterable[Any]:
    return session.execute(query)


def _in_scope(query: _Select, scope: Scope) -> _Select:
    """A query over attempts, limited to a scope."""
    if scope.class_id is not None:
        query = query.where(Attempt.class_id == scope.class_id)
    if set(scope.modes) != set(MODES):
        query = query.where(Attempt.mode.in_(scope.modes))
    return _of_area(query, Attempt.person_id, scope)


def _of_area(query: _Select, person_id: Any, scope: Scope) -> _Select:  # noqa: ANN401 - a column of any table
    """A query limited to the people of a scope's area."""
    if scope.village_id is None and scope.district_id is None:
        return query
    query = query.join(Person, Person.id == person_id).join(Station, Person.station_id == Station.id)
    if scope.village_id is not None:
        return query.where(Station.village_id == scope.village_id)
    return query.join(Village, Station.village_id == Village.id).where(Village.district_id == scope.district_id)


# --- people and places ------------------------------------------------------------------------------------------------


def class_members(session: Session, class_id: int) -> tuple[MemberResult, ...]:
    """The members of a class, by place and role, utama first."""
    ranked = (
        select(
            Attempt.person_id,
            Attempt.total,
            Attempt.votes_at_stake,
            Attempt.seconds,
            func.row_number()
            .over(
                partition_by=Attempt.person_id,
                order_by=(Attempt.total.is_(None), Attempt.sent_at.desc(), Attempt.id),
            )
            .label("place"),
        )
        .where(Attempt.class_id == class_id, Attempt.person_id.is_not(None))
        .subquery()
    )
    latest = select(ranked).where(ranked.c.place == 1).subquery()
    sums = _attempt_sums(Scope(class_id=class_id))
    tests = (
        select(
            Quiz.person_id,
            func.avg(case((Quiz.stage == "pre", Quiz.right * 1.0 / Quiz.asked))).label("before"),
            func.avg(case((Quiz.stage == "post", Quiz.right * 1.0 / Quiz.asked))).label("after"),
        )
        .where(Quiz.class_id == class_id, Quiz.asked > 0)
        .group_by(Quiz.person_id)
        .subquery()
    )
    query: _Select = (
        select(
            Person.id, District.name, Village.name, Station.number, Person.name, Person.role, Member.present,
            Member.dealt, func.coalesce(sums.c.attempts, 0), sums.c.best, latest.c.total,
            func.coalesce(sums.c.passed, 0), latest.c.seconds, latest.c.votes_at_stake, tests.c.before, tests.c.after,
        )
        .join(Member, Member.person_id == Person.id)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .outerjoin(sums, sums.c.person_id == Person.id)
        .outerjoin(latest, latest.c.person_id == Person.id)
        .outerjoin(tests, tests.c.person_id == Person.id)
        .where(Member.class_id == class_id)
        .order_by(District.norm, Village.norm, Station.number, Person.role.desc(), Person.id)
    )  # fmt: skip
    return tuple(_member(row) for row in _rows(session, query))


def _member(row: Sequence[Any]) -> MemberResult:
    values = [*row[:7], tuple(row[7] or ()), *row[8:11], bool(row[11]), *row[12:14], _real(row[14]), _real(row[15])]
    return MemberResult(*values)


def station_rows(session: Session, scope: Scope) -> tuple[StationRow, ...]:
    """The TPS of a scope's area with their operators of today, by place."""
    utama, cadangan = aliased(Person), aliased(Person)
    sums, came = _attempt_sums(Scope(modes=scope.modes)), _came()
    columns = []
    joins = []
    for person, role in ((utama, "utama"), (cadangan, "cadangan")):
        theirs, seen = sums.alias(), came.alias()
        joins.append((person, role, theirs, seen))
        columns += [
            person.id, person.name, person.phone, func.coalesce(theirs.c.attempts, 0),
            case((seen.c.person_id.is_not(None), 1), else_=0), func.coalesce(theirs.c.passed, 0), theirs.c.best,
            theirs.c.last_at,
        ]  # fmt: skip
    query: _Select = (
        select(Station.id, District.name, Village.name, Station.number, *columns)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
    )
    for person, role, theirs, seen in joins:
        seat = and_(person.station_id == Station.id, person.role == role, person.left_at.is_(None))
        query = query.outerjoin(person, seat)
        query = query.outerjoin(theirs, theirs.c.person_id == person.id)
        query = query.outerjoin(seen, seen.c.person_id == person.id)
    query = _places_in(query, scope).order_by(District.norm, Village.norm, Station.number)
    return tuple(_station(row) for row in _rows(session, query))


def _station(row: Sequence[Any]) -> StationRow:
    values = [*row[:4], _state(tuple(row[4:12])), _state(tuple(row[12:20]))]
    return StationRow(*values)


def village_rows(session: Session, scope: Scope) -> tuple[AreaRow, ...]:
    """The kelurahan of a scope's area, counted, by place."""
    rows = session.execute(
        _places_in(
            _counted(select(Village.id, District.name, Village.name), scope)
            .group_by(Village.id, District.name, Village.name, District.norm, Village.norm)
            .order_by(District.norm, Village.norm),
            scope,
        )
    )
    return tuple(_area(row[0], row[1], row[2], row[3:]) for row in rows)


def district_rows(session: Session, scope: Scope) -> tuple[AreaRow, ...]:
    """The kecamatan of a scope's area, counted, by name."""
    rows = session.execute(
        _places_in(
            _counted(select(District.id, District.name), scope)
            .group_by(District.id, District.name, District.norm)
            .order_by(District.norm),
            scope,
        )
    )
    return tuple(_area(row[0], row[1], "", row[2:]) for row in rows)


def _state(values: tuple[Any, ...]) -> OperatorState | None:
    if values[0] is None:
        return None
    person, name, phone, attempts, seen, passed, best, last_at = values
    return OperatorState(person, name, phone, attempts, bool(seen) or attempts > 0, bool(passed), best, last_at)


def _attempt_sums(scope: Scope) -> Subquery:
    """Attempts by person."""
    query = select(
        Attempt.person_id.label("person_id"),
        func.count().label("attempts"),
        func.max(Attempt.total).label("best"),
        func.max(case((Attempt.passed.is_(True), 1), else_=0)).label("passed"),
        func.max(Attempt.sent_at).label("last_at"),
    ).where(Attempt.person_id.is_not(None))
    made: Subquery = _in_scope(query, scope).group_by(Attempt.person_id).subquery()
    return made


def _came() -> Subquery:
    """Who came to a class, by person."""
    return select(Member.person_id).where(Member.present.is_(True)).distinct().subquery()


def _counted(query: _Select, scope: Scope) -> _Select:
    """TPS and operators counted, TPS by TPS first."""
    sums, came = _attempt_sums(Scope(modes=scope.modes)), _came()
    each = (
        select(
            Station.id.label("station_id"),
            func.count(Person.id).label("operators"),
            func.sum(_one(sums.c.person_id.is_not(None) | came.c.person_id.is_not(None))).label("trained"),
            func.sum(func.coalesce(sums.c.passed, 0)).label("passed"),
            func.sum(sums.c.best).label("points"),
            func.count(sums.c.best).label("scored"),
        )
        .outerjoin(Person, and_(Person.station_id == Station.id, Person.left_at.is_(None)))
        .outerjoin(sums, sums.c.person_id == Person.id)
        .outerjoin(came, came.c.person_id == Person.id)
        .group_by(Station.id)
        .subquery()
    )
    return (
        query.add_columns(
            func.count(each.c.station_id),
            func.sum(_one(each.c.passed >= 2)),
            func.sum(_one(each.c.passed == 1)),
            func.sum(_one(each.c.passed == 0)),
            func.sum(each.c.operators),
            func.sum(each.c.trained),
            func.sum(each.c.passed),
            func.sum(each.c.points),
            func.sum(each.c.scored),
        )
        .select_from(District)
        .join(Village, Village.district_id == District.id)
        .outerjoin(Station, Station.village_id == Village.id)
        .outerjoin(each, each.c.station_id == Station.id)
    )


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _area(place: int, district: str, village: str, counts: Sequence[Any]) -> AreaRow:
    *whole, points, scored = counts
    stations, both, one, none, operators, trained, passed = (int(value or 0) for value in whole)
    mean = float(points) / int(scored) if scored else None
    return AreaRow(
        place, district, village, stations, both, one, none, operators, trained, passed, int(scored or 0), mean
    )


def _places_in(query: _Select, scope: Scope) -> _Select:
    if scope.village_id is not None:
        return query.where(Village.id == scope.village_id)
    if scope.district_id is not None:
        return query.where(District.id == scope.district_id)
    return query
