"""Who there is: kecamatan, kelurahan, TPS and their operators, from a list or typed by hand.

A list is planned first (`plan_roster`): what is new, changed, moved, the same, and who is in the records but not in the
list. Taken in (`import_roster`), it is whole or not at all; taken in again, it changes nothing.

Who is no longer an operator keeps what they did (`Person.left_at`): another person's results are never theirs. Places
without regard to people are looked after in `places.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.city import not_in
from sirekap_trainer.records.names import alike, norm, place_norm
from sirekap_trainer.records.roster_file import Checked, Operator, refuse_problems
from sirekap_trainer.records.tables import Attempt, District, Member, Person, Question, Quiz, Station, Village

#: What a list does with an operator.
ChangeKind = Literal["new", "changed", "moved", "replaced", "gone"]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An operator in the records.

    Attributes:
        id: In the table.
        district: Kecamatan.
        village: Kelurahan.
        station: Three-digit text.
        name: As written.
        role: `utama` or `cadangan`.
        phone: May be empty.
        left: Whether they are no operator any more; what they did is kept.
    """

    id: int
    district: str
    village: str
    station: str
    name: str
    role: str
    phone: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a list does with one operator.

    Attributes:
        kind: `new` where the TPS had none of this role; `changed` where name or phone are written differently; `moved`
            where the same person has another TPS or role; `replaced` where another person takes the place; `gone`
            where the records have somebody whom the list does not name.
        before: As the records have it; None for `new`.
        after: As the list has it; None for `gone`, and for `replaced` where the other person is one who moved.
    """

    kind: ChangeKind
    before: PersonRow | None
    after: Operator | None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What taking in a list would do.

    Attributes:
        changes: In the list's order, `gone` last.
        same: How many operators stand in the records just so.
        new_districts: Kecamatan that are new, as the list spells them.
        new_villages: Kelurahan that are new, with their kecamatan: look whether one is misspelt.
        new_stations: How many TPS are new.
        other_city: The city of the records, where not one kecamatan of the list is in it; else "".
    """

    changes: tuple[Change, ...]
    same: int
    new_districts: tuple[str, ...]
    new_villages: tuple[tuple[str, str], ...]
    new_stations: int
    other_city: str = ""

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind == kind for change in self.changes)


def list_people(session: Session, *, district_id: int | None = None, village_id: int | None = None) -> list[PersonRow]:
    """The operators of today, by place and role, utama first; in one query.

    Args:
        session: For reading.
        district_id: Only of this kecamatan.
        village_id: Only of this kelurahan.
    """
    query = (
        _PEOPLE.where(Person.left_at.is_(None))
        .order_by(District.norm, Village.norm, Station.number, Person.role.desc(), Person.id)
    )  # fmt: skip
    if district_id is not None:
        query = query.where(District.id == district_id)
    if village_id is not None:
        query = query.where(Village.id == village_id)
    return [PersonRow(*row) for row in session.execute(query)]


_PEOPLE = (
    select(
        Person.id,
        District.name,
        Village.name,
        Station.number,
        Person.name,
        Person.role,
        Person.phone,
        Person.left_at.is_not(None),
    )
    .join(Station, Person.station_id == Station.id)
    .join(Village, Station.village_id == Village.id)
    .join(District, Village.district_id == District.id)
)


# --- a list -----------------------------------------------------------------------------------------------------------


def plan_roster(session: Session, operators: Sequence[Operator]) -> RosterPlan:
    """What taking in a list would do; changes nothing.

    A person with the same name in another TPS of the kelurahan, or with the same name and phone anywhere, has moved,
    where neither name is there twice. An operator in the same place with a name that is alike is the same person; with
    another name somebody else. Only who belongs to a kelurahan that the list names can be gone: a list may be of one
    kelurahan alone.

    Args:
        session: For reading.
        operators: As `check_rows` gives them: each TPS and role once.
    """
    return _of_the_city(session, _planned(_Known(session), operators), operators)


def import_roster(
    session: Session, checked: Checked, *, name: str, at: datetime, remove_missing: bool = False
) -> RosterPlan:
    """Takes a list in, whole or not at all, and tells what it did.

    Args:
        session: For writing (`Store.write`).
        checked: As `check_rows` gives it.
        name: Of the file, for messages.
        at: Now.
        remove_missing: Whether who is `gone` (`plan_roster`) stops being an operator; else they stay as they are.

    Raises:
        RecordsError: A row is wrong; nothing is changed then.
    """
    refuse_problems(checked, name)
    known = _Known(session)
    plan = _of_the_city(session, _planned(known, checked.operators), checked.operators)
    _apply(session, known, plan, at=at, remove_missing=remove_missing)
    rematch(session)
    return plan


def _of_the_city(session: Session, plan: RosterPlan, operators: Sequence[Operator]) -> RosterPlan:
    return replace(plan, other_city=not_in(session, (one.district for one in operators)))


def _planned(known: _Known, operators: Sequence[Operator]) -> RosterPlan:
    wanted = {(one.place, one.role): one for one in operators}
    in_place = {key: known.people[key] for key in wanted if key in known.people}
    villages = {one.place[:2] for one in operators}
    missing = {
        key: row for key, row in known.people.items() if key not in wanted and (key[0][0], key[0][1]) in villages
    }
    exact = {key for key, row in in_place.items() if norm(row.name) == norm(wanted[key].name)}
    moved = _moves(
        [(key, wanted[key]) for key in wanted if key not in exact],
        [(key, row) for key, row in known.people.items() if key not in exact],
    )
    went = {row.id for row in moved.values()}
    stays = exact | {
        key
        for key, row in in_place.items()
        if key not in moved and row.id not in went and alike(row.name, wanted[key].name)
    }
    changes: list[Change] = []
    same = 0
    for key, operator in wanted.items():
        if key in moved:
            changes.append(Change("moved", moved[key], operator))
            if key in in_place and in_place[key].id not in went:
                changes.append(Change("replaced", in_place[key], None))
        elif key in stays and _is_same(in_place[key], operator):
            same += 1
        elif key in stays:
            changes.append(Change("changed", in_place[key], operator))
        elif key in in_place and in_place[key].id not in went:
            changes.append(Change("replaced", in_place[key], operator))
        else:
            changes.append(Change("new", None, operator))
    changes += [Change("gone", row, None) for row in missing.values() if row.id not in went]
    return RosterPlan(tuple(changes), same, *known.new_places(operators))


#: A place and a role: what one operator has at a time.
_Seat = tuple[tuple[str, str, str], str]


def _moves(coming: list[tuple[_Seat, Operator]], leaving: list[tuple[_Seat, PersonRow]]) -> dict[_Seat, PersonRow]:
    """Who of those in the records sits elsewhere in the list, by the new seat."""
    names_in = Counter(norm(one.name) for _, one in coming)
    names_out: defaultdict[str, list[tuple[_Seat, PersonRow]]] = defaultdict(list)
    for seat, row in leaving:
        names_out[norm(row.name)].append((seat, row))
    moved = {}
    for seat, operator in coming:
        name = norm(operator.name)
        if names_in[name] != 1 or len(names_out[name]) != 1:
            continue
        old, row = names_out[name][0]
        same_phone = bool(operator.phone) and operator.phone == row.phone
        if same_phone or old[0][:2] == seat[0][:2]:
            moved[seat] = row
    return moved


def _is_same(row: PersonRow, operator: Operator) -> bool:
    """A list without phones does not take phones away."""
    return row.name == operator.name and operator.phone in ("", row.phone)


class _Known:
    """All places and operators of the records, by what they are compared by."""

    def __init__(self, session: Session) -> None:
        districts = session.execute(select(District.id, District.norm)).all()
        self.districts: dict[str, int] = {key: place for place, key in districts}
        villages = session.execute(
            select(Village.id, District.norm, Village.norm).join(District, Village.district_id == District.id)
        )
        self.villages: dict[tuple[str, str], int] = {(outer, key): place for place, outer, key in villages}
        stations = session.execute(
            select(Station.id, District.norm, Village.norm, Station.number)
            .join(Village, Station.village_id == Village.id)
            .join(District, Village.district_id == District.id)
        )
        self.stations: dict[tuple[str, str, str], int] = {
            (outer, inner, number): place for place, outer, inner, number in stations
        }
        rows = session.execute(_PEOPLE.add_columns(District.norm, Village.norm).where(Person.left_at.is_(None)))
        self.people: dict[_Seat, PersonRow] = {
            ((outer, inner, row[3]), row[5]): PersonRow(*row)
            for *row, outer, inner in ((*one,) for one in rows)  # a plain tuple unpacks
        }

    def new_places(
        self, operators: Iterable[Operator]
    ) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], int]:  # fmt: skip
        districts: dict[str, str] = {}
        villages: dict[tuple[str, str], tuple[str, str]] = {}
        stations = set()
        for one in operators:
            place = one.place
            if place[0] not in self.districts:
                districts.setdefault(place[0], one.district)
            if place[:2] not in self.villages:
                villages.setdefault(place[:2], (one.district, one.village))
            if place not in self.stations:
                stations.add(place)
        return tuple(districts.values()), tuple(villages.values()), len(stations)

    def station_id(self, session: Session, one: Operator) -> int:
        """The TPS of an operator, made where it is new."""
        district, village, number = place = one.place
        if district not in self.districts:
            made = District(name=one.district, norm=district)
            session.add(made)
            session.flush()
            self.districts[district] = made.id
        if (district, village) not in self.villages:
            inner = Village(district_id=self.districts[district], name=one.village, norm=village)
            session.add(inner)
            session.flush()
            self.villages[district, village] = inner.id
        if place not in self.stations:
            station = Station(village_id=self.villages[district, village], number=number)
            session.add(station)
            session.flush()
            self.stations[place] = station.id
        return self.stations[place]


def _apply(session: Session, known: _Known, plan: RosterPlan, *, at: datetime, remove_missing: bool) -> None:
    leaves = [
        change.before.id
        for change in plan.changes
        if change.before and (change.kind in ("replaced", "moved") or (change.kind == "gone" and remove_missing))
    ]
    # First everybody gives up their seat: two who change places would else sit on one for a moment.
    if leaves:
        session.execute(update(Person).where(Person.id.in_(leaves)).values(left_at=at))
    _make_places(session, known, [change.after for change in plan.changes if change.after])
    back = _former(session)
    fresh = []
    for change in plan.changes:
        if change.after is None:
            continue
        values = _values(known, change.after)
        if change.before is not None and change.kind != "replaced":
            values["phone"] = values["phone"] or change.before.phone
            session.execute(update(Person).where(Person.id == change.before.id).values(**values, left_at=None))
        elif (person_id := back.get((values["station_id"], values["role"], values["norm"]))) is not None:
            session.execute(update(Person).where(Person.id == person_id).values(**values, left_at=None))
        else:
            fresh.append(values)
    if fresh:
        session.execute(insert(Person), fresh)
    session.expire_all()


def _values(known: _Known, one: Operator) -> dict[str, object]:
    return {
        "station_id": known.stations[one.place],
        "name": one.name,
        "norm": norm(one.name),
        "role": one.role,
        "phone": one.phone,
    }


def _make_places(session: Session, known: _Known, operators: Sequence[Operator]) -> None:
    """All new places of a list, level by level, each level at once."""
    districts = {one.place[0]: one.district for one in reversed(operators) if one.place[0] not in known.districts}
    if districts:
        rows = [{"name": name, "norm": key} for key, name in districts.items()]
        session.execute(insert(District), rows)
        known.districts |= {key: place for place, key in session.execute(select(District.id, District.norm))}
    villages = {one.place[:2]: one.village for one in reversed(operators) if one.place[:2] not in known.villages}
    if villages:
        rows_of = [
            {"district_id": known.districts[outer], "name": name, "norm": key}
            for (outer, key), name in villages.items()
        ]
        session.execute(insert(Village), rows_of)
        names = {place: key for key, place in known.districts.items()}
        found = session.execute(select(Village.id, Village.district_id, Village.norm))
        known.villages |= {(names[outer], key): place for place, outer, key in found}
    stations = dict.fromkeys(one.place for one in operators if one.place not in known.stations)
    if stations:
        session.execute(
            insert(Station), [{"village_id": known.villages[place[:2]], "number": place[2]} for place in stations]
        )
        outer_of = {place: key for key, place in known.villages.items()}
        made = session.execute(select(Station.id, Station.village_id, Station.number))
        known.stations |= {(*outer_of[village], number): place for place, village, number in made}


def _former(session: Session) -> dict[tuple[object, object, object], int]:
    """Who once had which seat, by seat and name."""
    rows = session.execute(
        select(Person.id, Person.station_id, Person.role, Person.norm).where(Person.left_at.is_not(None))
    )
    return {(station, role, name): person for person, station, role, name in rows}


# --- by hand ----------------------------------------------------------------------------------------------------------


def add_person(session: Session, operator: Operator) -> int:
    """Takes in one operator, their TPS too where it is new, and gives their id; what they did already finds them.

    Args:
        session: For writing.
        operator: As `typed_operator` gives it.

    Raises:
        RecordsError: That TPS has an operator of this role.
    """
    known = _Known(session)
    _refuse_taken(known, operator, None)
    known.station_id(session, operator)
    values = _values(known, operator)
    back = _former(session).get((values["station_id"], values["role"], values["norm"]))
    if back is not None:
        session.execute(update(Person).where(Person.id == back).values(**values, left_at=None))
        rematch(session)
        return back
    person = Person(**values)
    session.add(person)
    session.flush()
    rematch(session)
    return person.id


def change_person(session: Session, person_id: int, operator: Operator) -> None:
    """Puts right what is known of an operator; what they did stays theirs, and what fitted nobody may fit now.

    For another person in the same place, remove the one and add the other.

    Raises:
        RecordsError: Nobody has this id, or that TPS has another operator of this role.
    """
    person = _person(session, person_id)
    known = _Known(session)
    _refuse_taken(known, operator, person_id)
    known.station_id(session, operator)
    for name, value in _values(known, operator).items():
        setattr(person, name, value)
    session.flush()
    rematch(session)


def remove_person(session: Session, person_id: int, *, at: datetime) -> None:
    """Ends somebody's time as an operator. What they did stays; who did nothing is taken away altogether.

    Raises:
        RecordsError: Nobody has this id.
    """
    person = _person(session, person_id)
    if any(session.scalar(select(func.count()).where(link == person_id)) for link in _TRACES):
        person.left_at = at
    else:
        session.delete(person)
    session.flush()


_TRACES = (Attempt.person_id, Member.person_id, Quiz.person_id, Question.person_id)


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise RecordsError("Peserta ini tidak ada lagi.", hint="Muat ulang daftar peserta.", code="peserta")
    return person


def _refuse_taken(known: _Known, operator: Operator, person_id: int | None) -> None:
    sitting = known.people.get((operator.place, operator.role))
    if sitting is not None and sitting.id != person_id:
        raise RecordsError(
            f"TPS {operator.station} {operator.village} sudah mempunyai operator {operator.role}: {sitting.name}.",
            hint="Ubah atau hapus peserta itu dulu.",
            code="peserta_ganda",
        )


# --- finding somebody -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """Who may have done something.

    Attributes:
        person_id: Whose it is; None where nobody can say for sure.
        suggestions: Ids of those it may be, the likeliest first, for a person to decide.
    """

    person_id: int | None
    suggestions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seated:
    """Somebody who has, or had, a seat."""

    person: int
    village: str
    role: str
    name: str
    left: bool


class Finder:
    """Finds operators by what somebody wrote of themselves; looks the records up once.

    A person is found by kelurahan, TPS and role, with the name as a witness. Where the kelurahan is not told, the
    TPS's number must be told apart by the name. What comes late may be of somebody who left the seat since, where the
    name says so and not the successor's. Everything else is left for a person to decide; suggested are also those of
    the name elsewhere in the kelurahan, for a TPS may have another number than when it was written down. Where that
    fits nobody, the members of the class it was done in are asked: a sheet for practice may bear another kelurahan.

    Args:
        session: For reading.
    """

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(Person.id, Village.norm, Station.number, Person.role, Person.name, Person.left_at.is_not(None))
            .join(Station, Person.station_id == Station.id)
            .join(Village, Station.village_id == Village.id)
            .order_by(Person.role.desc(), Person.id)
        )
        self._session = session
        self._members: dict[int, frozenset[int]] = {}
        self._stations: defaultdict[str, list[_Seated]] = defaultdict(list)
        self._villages: defaultdict[str, list[_Seated]] = defaultdict(list)
        for person, village, number, role, name, left in rows:
            seated = _Seated(person, village, role, name, bool(left))
            self._stations[number].append(seated)
            self._villages[village].append(seated)

    def find(self, *, name: str, village: str, station: str, role: str, class_id: int | None = None) -> Match:
        """Who that is; `class_id` is the class it was done in, where one is known."""
        found = self._by_place(name=name, village=village, station=station, role=role)
        if found.person_id is not None or class_id is None:
            return found
        seated = [
            one
            for one in self._stations.get(station, [])
            if one.person in self._class_members(class_id) and one.role == role and not one.left
        ]
        named = [one.person for one in seated if alike(one.name, name)]
        if len(named) == 1:
            return Match(named[0])
        return Match(None, tuple(dict.fromkeys((*named, *(one.person for one in seated), *found.suggestions))))

    def _class_members(self, class_id: int) -> frozenset[int]:
        if class_id not in self._members:
            members = select(Member.person_id).where(Member.class_id == class_id)
            self._members[class_id] = frozenset(self._session.scalars(members))
        return self._members[class_id]

    def _by_place(self, *, name: str, village: str, station: str, role: str) -> Match:
        here = self._stations.get(station, [])
        if village:
            here = [one for one in here if one.village == place_norm(village)]
        by_name = [one for one in here if alike(one.name, name)]
        for left in (False, True):
            fitting = [one for one in by_name if one.role == role and one.left == left]
            if len(fitting) == 1:
                return Match(fitting[0].person)
            if fitting:
                break
        if not village:
            return Match(None, tuple(dict.fromkeys(one.person for one in by_name)))
        elsewhere = [
            one for one in self._villages.get(place_norm(village), ()) if not one.left and alike(one.name, name)
        ]
        seated = [one for one in here if one.role == role and not one.left]
        return Match(None, tuple(dict.fromkeys(one.person for one in (*by_name, *elsewhere, *seated))))


def rematch(session: Session) -> int:
    """Looks again whose those results are that fitted nobody, and says how many fit somebody now.

    What was settled by hand stays; what was erased has nobody to be found by.
    """
    finder = None
    found = 0
    for table in (Attempt, Quiz, Question):
        rows = session.execute(
            select(table.id, table.class_id, table.name, table.village, table.station, table.role).where(
                table.person_id.is_(None), table.station != ""
            )
        ).all()
        for key, class_id, name, village, station, role in rows:
            finder = finder or Finder(session)
            match = finder.find(name=name, village=village, station=station, role=role, class_id=class_id)
            person = match.person_id
            if person is None:
                continue
            session.execute(update(table).where(table.id == key).values(person_id=person))
            if table is Attempt and class_id is not None:
                came_to_class(session, class_id, {person})
            found += 1
    return found


def came_to_class(session: Session, class_id: int, people: Iterable[int]) -> None:
    """Some operators did something in a class: they were there, as far as nobody said otherwise, and are members."""
    rows = [{"class_id": class_id, "person_id": one, "present": True, "dealt": []} for one in sorted(set(people))]
    if not rows:
        return
    insert_to = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert_to(Member).on_conflict_do_nothing(), rows)
    session.execute(
        update(Member)
        .where(
            Member.class_id == class_id,
            Member.person_id.in_([row["person_id"] for row in rows]),
            Member.present.is_(None),
        )
        .values(present=True)
    )


def find_people(session: Session, words: str, *, limit: int = 50, former: bool = False) -> list[PersonRow]:
    """Operators whose name, kelurahan or TPS hold all of some words; for a search box.

    Args:
        session: For reading.
        words: To be found.
        limit: Of how many are given.
        former: Whether those are found too who are no operator any more.
    """
    query = _PEOPLE if former else _PEOPLE.where(Person.left_at.is_(None))
    for word in norm(words).split():
        like = f"%{word}%"
        query = query.where(Person.norm.like(like) | Village.norm.like(like) | Station.number.like(like))
    return [PersonRow(*row) for row in session.execute(query.order_by(Person.norm, Person.id).limit(limit))]


def people_at(session: Session, ids: Iterable[int]) -> dict[int, PersonRow]:
    """Operators by id, also those who left."""
    wanted = list(ids)
    return {row[0]: PersonRow(*row) for row in session.execute(_PEOPLE.where(Person.id.in_(wanted)))} if wanted else {}


def person_at(session: Session, person_id: int) -> PersonRow:
    """An operator by id, also one who left.

    Raises:
        RecordsError: There is nobody with it.
    """
    found = people_at(session, [person_id])
    if person_id not in found:
        raise RecordsError("Peserta ini tidak ada lagi.", hint="Muat ulang daftar peserta.", code="peserta")
    return found[person_id]
