"""Classes: what is held when and where, who is in them, who came, and which packets each TPS is dealt.

Dealing knows places only: neither a person's name nor any candidate has a say in it. Both operators of a TPS get the
same packet, and all packets of a class must be equally hard: as many misreads and slips of the same kinds
(`PacketCard.difficulty`), which the packets of one set are by construction.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.review import CheckMode
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.packet import PACKET_FILE, Packet
from sirekap_trainer.practice.sealed import load_any
from sirekap_trainer.records.names import place_norm
from sirekap_trainer.records.plain_attempt import set_of
from sirekap_trainer.records.tables import Attempt, District, Member, Person, Station, TrainingClass, Village

ClassKind = Literal["formal", "nonformal", "simulasi"]
#: The kinds as a person reads them.
KINDS: dict[ClassKind, str] = {
    "formal": "Bimtek formal",
    "nonformal": "Bimtek nonformal",
    "simulasi": "Simulasi",
}
#: Letters of a class's code: none that looks like another one.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6
#: Longest texts that the table holds.
_LONGEST = {"title": 120, "place": 120, "trainer": 80}


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """What is said of a class.

    Attributes:
        title: E.g. `Bimtek formal 1`.
        kind: `formal`, `nonformal` or `simulasi`.
        held_on: The day.
        place: Where; may be empty.
        trainer: Who gives it; may be empty.
        mode: What is done in it.
        rule: Of checking.
        packets: Folder of the set of packets on this laptop; may be empty.
    """

    title: str
    kind: ClassKind
    held_on: date
    place: str = ""
    trainer: str = ""
    mode: Mode = "latihan"
    rule: CheckMode = "koreksi"
    packets: str = ""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class in the records.

    Attributes:
        id: In the table.
        code: By which other laptops know it.
        draft: What is said of it.
        members: How many belong to it.
        present: How many of them came.
        attempts: How many attempts were made in it.
    """

    id: int
    code: str
    draft: ClassDraft
    members: int
    present: int
    attempts: int


def new_class(session: Session, draft: ClassDraft, *, code: str = "") -> int:
    """Takes in a class and gives its id.

    Args:
        session: For writing.
        draft: What is said of it.
        code: Of a class that another laptop made; a new one is drawn where it is empty.

    Raises:
        RecordsError: Something said of it cannot be used.
    """
    made = TrainingClass(code=code or _new_code(session), **_fields(draft))
    session.add(made)
    session.flush()
    return made.id


def change_class(session: Session, class_id: int, draft: ClassDraft) -> None:
    """Says something else of a class.

    Raises:
        RecordsError: It is not there, or something said of it cannot be used.
    """
    found = class_of(session, class_id)
    for name, value in _fields(draft).items():
        setattr(found, name, value)
    session.flush()


def remove_class(session: Session, class_id: int) -> None:
    """Takes a class away. What its members did stays theirs."""
    session.execute(delete(TrainingClass).where(TrainingClass.id == class_id))
    session.expire_all()


def class_of(session: Session, class_id: int) -> TrainingClass:
    """The class with this id.

    Raises:
        RecordsError: It is not there.
    """
    found = session.get(TrainingClass, class_id)
    if found is None:
        raise RecordsError("Kelas ini tidak ada lagi.", hint="Muat ulang daftar kelas.", code="kelas")
    return found


def class_with_code(session: Session, code: str) -> int | None:
    """The id of the class with this code; None where there is none."""
    return session.scalar(select(TrainingClass.id).where(TrainingClass.code == code.strip().upper()))


def class_id_of(session: Session, code: str) -> int:
    """The id of the class with this code.

    Raises:
        RecordsError: There is none; the hint names the latest classes.
    """
    found = class_with_code(session, code)
    if found is None:
        codes = ", ".join(one.code for one in list_classes(session)[:10]) or "belum ada kelas"
        raise RecordsError(f"Kelas '{code}' tidak ada.", hint=f"Kode kelas terakhir: {codes}.", code="kelas")
    return found


def list_classes(session: Session) -> list[ClassRow]:
    """All classes, the latest first, in one query."""
    members = (
        select(
            Member.class_id,
            func.count().label("members"),
            func.sum(case((Member.present.is_(True), 1), else_=0)).label("present"),
        )
        .group_by(Member.class_id)
        .subquery()
    )
    attempts = (
        select(Attempt.class_id, func.count().label("attempts"))
        .where(Attempt.class_id.is_not(None))
        .group_by(Attempt.class_id)
        .subquery()
    )
    rows = session.execute(
        select(
            TrainingClass,
            func.coalesce(members.c.members, 0),
            func.coalesce(members.c.present, 0),
            func.coalesce(attempts.c.attempts, 0),
        )
        .outerjoin(members, members.c.class_id == TrainingClass.id)
        .outerjoin(attempts, attempts.c.class_id == TrainingClass.id)
        .order_by(TrainingClass.held_on.desc(), TrainingClass.id.desc())
    )
    return [ClassRow(one.id, one.code, draft_of(one), *counts) for one, *counts in rows]


def draft_of(one: TrainingClass) -> ClassDraft:
    """What is said of a class."""
    return ClassDraft(
        title=one.title,
        kind=one.kind,  # type: ignore[arg-type]  # the table holds nothing else
        held_on=one.held_on,
        place=one.place,
        trainer=one.trainer,
        mode=one.mode,  # type: ignore[arg-type]
        rule=one.rule,  # type: ignore[arg-type]
        packets=one.packets,
    )


def _fields(draft: ClassDraft) -> dict[str, Any]:
    fields = {name: " ".join(getattr(draft, name).split()) for name in _LONGEST}
    if not fields["title"]:
        raise RecordsError("Nama kelas belum diisi.", hint="Isi misalnya Bimtek formal 1.", code="isian_title")
    for name, most in _LONGEST.items():
        if len(fields[name]) > most:
            raise RecordsError(
                f"Isian ini paling panjang {most} huruf.", hint="Perpendek isian itu.", code=f"isian_{name}"
            )
    if draft.kind not in KINDS:
        raise RecordsError(
            "Jenis kelas tidak dikenal.", hint="Pilih formal, nonformal atau simulasi.", code="isian_kind"
        )
    others = {"kind": draft.kind, "held_on": draft.held_on, "mode": draft.mode, "rule": draft.rule}
    return fields | others | {"packets": draft.packets[:1000]}


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        if class_with_code(session, code) is None:
            return code


# --- who is in it -----------------------------------------------------------------------------------------------------


def add_members(session: Session, class_id: int, people: Iterable[int]) -> int:
    """Puts operators into a class, and says how many were not in it before.

    Raises:
        RecordsError: The class is not there.
    """
    class_of(session, class_id)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    rows: list[dict[str, Any]] = [
        {"class_id": class_id, "person_id": one, "present": None, "dealt": []} for one in sorted(set(people))
    ]
    if not rows:
        return 0
    before = _member_count(session, class_id)
    session.execute(insert(Member).on_conflict_do_nothing(), rows)
    return _member_count(session, class_id) - before


def add_villages(session: Session, class_id: int, villages: Sequence[int]) -> int:
    """Puts all operators of some kelurahan into a class, and says how many were not in it before."""
    people = session.scalars(
        select(Person.id)
        .join(Station, Person.station_id == Station.id)
        .where(Station.village_id.in_(villages), Person.left_at.is_(None))
    )
    return add_members(session, class_id, people)


def remove_members(session: Session, class_id: int, people: Iterable[int]) -> None:
    """Takes operators out of a class. What they did in it stays."""
    session.execute(delete(Member).where(Member.class_id == class_id, Member.person_id.in_(list(people))))
    session.expire_all()


def set_present(session: Session, class_id: int, people: Iterable[int], *, present: bool | None) -> None:
    """Says of some members whether they came; None where nobody knows."""
    session.execute(
        update(Member).where(Member.class_id == class_id, Member.person_id.in_(list(people))).values(present=present)
    )
    session.expire_all()


def _member_count(session: Session, class_id: int) -> int:
    return session.scalar(select(func.count()).where(Member.class_id == class_id)) or 0


# --- dealing ----------------------------------------------------------------------------------------------------------

#: Kecamatan, kelurahan and TPS, to be compared.
_Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PacketCard:
    """What dealing knows of a packet. No answer and no candidate is among it.

    Attributes:
        id: Of the packet.
        form: Of which form.
        set_name: See `attempts.set_of`.
        place: Kecamatan, kelurahan and TPS it was made for, to be compared; two kecamatan may have a kelurahan of the
            same name.
        difficulty: What makes it hard: kinds of misreads and slips, style, level of the photographs; None of a sealed
            packet, the set of which was made all alike.
    """

    id: str
    form: str
    set_name: str
    place: _Place
    difficulty: tuple[str, ...] | None


def read_cards(folder: Path) -> tuple[PacketCard, ...]:
    """The packets of a set, in order.

    Args:
        folder: With a folder for each packet.

    Raises:
        RecordsError: It holds no packet.
        PacketError: A packet is damaged.
    """
    found = tuple(_card(path.parent) for path in sorted(folder.glob(f"**/{PACKET_FILE}")))
    if not found:
        raise RecordsError(
            f"Folder {folder.name} tidak berisi paket.", hint="Pilih folder paket, atau buat paket dulu.", code="paket"
        )
    return found


def _card(folder: Path) -> PacketCard:
    packet = load_any(folder)
    difficulty = _difficulty(packet) if isinstance(packet, Packet) else None
    place = place_norm(packet.tps.kecamatan), place_norm(packet.tps.kelurahan), packet.tps.number
    return PacketCard(packet.id, packet.form, set_of(packet), place, difficulty)


def _difficulty(packet: Packet) -> tuple[str, ...]:
    misreads = sorted(f"bacaan {one.pattern}" for one in packet.misreads)
    on_votes = sum(one.number.startswith("suara_") and one.number[6:].isdecimal() for one in packet.misreads)
    slips = sorted(f"kejanggalan {one.kind}" for one in packet.slips)
    photos = sorted({f"foto {one.level}" for one in packet.photos})
    return (*misreads, f"{on_votes} pada suara calon", *slips, *photos)


def deal(
    session: Session, class_id: int, cards: Sequence[PacketCard], *, seed: int = 0, keep: bool = False
) -> dict[int, tuple[str, ...]]:
    """Deals packets to a class, and gives each member's: a packet of each form, in the order of the forms' ids.

    Both operators of a TPS get the same. A TPS for which a packet was made gets that one; the others get what is left,
    round by round, in an order that hangs on the seed, the class's code, places and packets' ids alone; of another form
    they get what was made for the same TPS as the first, where there is such a packet. What one of a
    TPS had before, in another class too, is dealt again only where there is nothing else. Dealing again with the same
    seed gives the same.

    Args:
        session: For writing.
        class_id: Which class.
        cards: As `read_cards` gives them.
        seed: Another one gives another order.
        keep: Whether a TPS keeps what it was dealt of these packets: laptops have it already when others come late.

    Raises:
        RecordsError: The class has no members, there is no packet, or the packets are not equally hard.
    """
    of = class_of(session, class_id)
    code = of.code
    refuse_unequal(cards)
    seats = _seats(session, class_id)
    if not seats or not cards:
        raise RecordsError(
            "Belum ada peserta atau paket untuk dibagi.", hint="Tambahkan peserta dan pilih folder paket.", code="bagi"
        )
    had = _had_before(session, class_id)
    made_for = {card.id: card.place for card in cards}
    kept = _kept(session, class_id) if keep else {}
    if of.mode == "simulasi":  # forms of two TPS cannot be done together: that is put right
        kept = {place: ids for place, ids in kept.items() if len({made_for.get(one) for one in ids}) < 2}
    dealt: dict[_Place, list[str]] = defaultdict(list)
    for form in sorted({card.form for card in cards}):
        dice = Dice(seed, code, form, "deal")
        beside = {place: made_for[packets[0]] for place, packets in dealt.items()}
        of_form = [card for card in cards if card.form == form]
        for place, packet in _dealt(of_form, seats, had, kept, beside=beside, dice=dice).items():
            dealt[place].append(packet)
    given = {person: tuple(dealt[place]) for place, people in seats.items() for person in people}
    for person, packets in sorted(given.items()):
        session.execute(
            update(Member)
            .where(Member.class_id == class_id, Member.person_id == person)
            .values(dealt=list(packets))
        )  # fmt: skip
    session.expire_all()
    return given


def refuse_unequal(cards: Sequence[PacketCard]) -> None:
    """Raises RecordsError where packets of one form are not equally hard, or not all of one set where sealed."""
    first: dict[str, PacketCard] = {}
    for card in cards:
        known = first.setdefault(card.form, card)
        unequal = known.difficulty != card.difficulty
        if unequal or (card.difficulty is None and known.set_name != card.set_name):
            raise RecordsError(
                f"Paket {known.id} dan {card.id} tidak sama sulit.",
                hint="Pakai paket-paket dari satu kali pembuatan, agar adil bagi semua.",
                code="tidak_sama_sulit",
            )


def _seats(session: Session, class_id: int) -> dict[_Place, list[int]]:
    """The members of a class by TPS."""
    rows = session.execute(
        select(Person.id, District.norm, Village.norm, Station.number)
        .join(Member, Member.person_id == Person.id)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .where(Member.class_id == class_id)
        .order_by(District.norm, Village.norm, Station.number, Person.id)
    )
    seats: dict[_Place, list[int]] = defaultdict(list)
    for person, *place in rows:
        seats[(place[0], place[1], place[2])].append(person)
    return dict(seats)


def _had_before(session: Session, class_id: int) -> Mapping[_Place, set[str]]:
    """What the operators of each TPS of a class had before: attempted, or were dealt in another class."""
    ours = select(Person.station_id).join(Member, Member.person_id == Person.id).where(Member.class_id == class_id)
    places = (
        select(Person.id, District.norm, Village.norm, Station.number)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .where(Person.station_id.in_(ours))
        .subquery()
    )
    had: dict[_Place, set[str]] = defaultdict(set)
    attempted = (
        select(places.c[1], places.c[2], places.c[3], Attempt.packet)
        .join(Attempt, Attempt.person_id == places.c.id)
        .where(or_(Attempt.class_id.is_(None), Attempt.class_id != class_id))
    )
    for *place, packet in session.execute(attempted):
        had[(place[0], place[1], place[2])].add(packet)
    dealt = (
        select(places.c[1], places.c[2], places.c[3], Member.dealt)
        .join(Member, Member.person_id == places.c.id)
        .where(Member.class_id != class_id)
    )
    for *place, packets in session.execute(dealt):
        had[(place[0], place[1], place[2])].update(packets)
    return had


def _kept(session: Session, class_id: int) -> Mapping[_Place, set[str]]:
    """What each TPS of a class was dealt in it."""
    rows = session.execute(
        select(District.norm, Village.norm, Station.number, Member.dealt)
        .join(Person, Member.person_id == Person.id)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .where(Member.class_id == class_id)
    )
    kept: dict[_Place, set[str]] = defaultdict(set)
    for *place, packets in rows:
        kept[(place[0], place[1], place[2])].update(packets)
    return kept


def _dealt(
    cards: Sequence[PacketCard],
    seats: Mapping[_Place, Sequence[int]],
    had: Mapping[_Place, set[str]],
    kept: Mapping[_Place, set[str]],
    *,
    beside: Mapping[_Place, _Place],
    dice: Dice,
) -> dict[_Place, str]:
    """A packet of one form for each TPS."""
    order = dice.shuffled(sorted(card.id for card in cards))
    made_for: dict[_Place, list[str]] = defaultdict(list)
    for card in cards:
        made_for[card.place].append(card.id)
    given: dict[_Place, str] = {}
    for place in sorted(seats):
        own = sorted(made_for[place])
        if still := sorted(kept.get(place, set()) & set(order)):
            given[place] = still[0]
        elif own:
            given[place] = next((one for one in own if one not in had.get(place, ())), own[0])
    used = dict.fromkeys(order, 0)
    for packet in given.values():
        used[packet] += 1
    for place in dice.shuffled([one for one in sorted(seats) if one not in given]):
        # The least used, of those not seen before: an order without names.
        near = made_for[beside[place]] if place in beside else []
        packet = min(near or order, key=lambda one: (one in had.get(place, ()), used[one], order.index(one)))
        given[place] = packet
        used[packet] += 1
    return given
