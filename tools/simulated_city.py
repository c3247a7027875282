"""A whole city's training, made up: roster, classes, attempts, tests and questions, for tests and `bench_records.py`.

    city = simulate_city(store, seed=1, attempts=2000)

Everything goes the way of the application: the roster is imported, members are dealt packets, exercises are scored by
the rubric, attempts are taken in. The same seed gives the same records. How good people are is made up: no figure of a
simulated city says anything about real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Row, insert, select

from sirekap_trainer.exercise.flow import Exercise, PhotoTaken, Step, Trainee
from sirekap_trainer.exercise.review import Answer, Item, Review, same_number
from sirekap_trainer.exercise.scoring import Rubric, load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.reading.result import NumberReading
from sirekap_trainer.records.attempts import take_in
from sirekap_trainer.records.classes import (
    ClassDraft,
    PacketCard,
    add_members,
    deal,
    new_class,
    set_present,
)
from sirekap_trainer.records.names import place_norm
from sirekap_trainer.records.people import PersonRow, import_roster, list_people
from sirekap_trainer.records.plain_attempt import PlainAttempt, plain_attempt, set_of
from sirekap_trainer.records.roster_file import check_rows, open_sheet
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Member, Question, Quiz, TrainingClass

ROSTER = Path(__file__).resolve().parents[1] / "sample_roster" / "operator.csv"
FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
#: Packets of each form; all classes use them.
PACKETS = 12
FIRST_DAY = date(2024, 11, 4)
FAULTS = ("silau", "gelap", "buram", "terpotong", "tidak_rata")
KINDS = ("formal", "formal", "nonformal", "simulasi")
#: Attempts taken in at once, as a bundle of a laptop would bring them.
BATCH = 50


@dataclass(frozen=True, slots=True)
class SimulatedCity:
    """What was made up.

    Attributes:
        classes: Ids, in the order in which they were held.
        people: How many operators there are.
        attempts: How many attempts were taken in.
        packets: By id, with their keys.
        polling_day: After all of it.
    """

    classes: tuple[int, ...]
    people: int
    attempts: int
    packets: Mapping[str, Packet]
    polling_day: date = date(2024, 11, 27)


def simulate_city(
    store: Store, *, seed: int = 1, attempts: int = 2000, classes: int = 30, roster: Path = ROSTER
) -> SimulatedCity:
    """Fills empty records with a city's training.

    Args:
        store: Empty.
        seed: What it is made from.
        attempts: How many, shared out evenly among the classes.
        classes: How many; one a kelurahan in turn.
        roster: The list of operators.
    """
    with store.write() as session:
        checked = check_rows(sheet := open_sheet(roster), sheet.matching)
        import_roster(session, checked, name=roster.name, at=datetime(2024, 11, 1, 8, tzinfo=UTC))
        people = list_people(session)
    ids = _make_classes(store, seed, classes, people)
    made = [
        one
        for place, class_id in enumerate(ids)
        for one in _in_class(
            store, seed, place, class_id, attempts * (place + 1) // len(ids) - attempts * place // len(ids)
        )
    ]
    return SimulatedCity(ids, len(people), len(made), packets())


def simulate_class(
    store: Store, draft: ClassDraft, members: list[int], *, code: str, attempts: int, seed: int = 1
) -> int:
    """Holds one more class, of these people, in which so many attempts were done; gives its id."""
    class_id = _hold(store, draft, members, code=code, dice=Dice(seed, "class", code), seed=seed)
    _in_class(store, seed, class_id, class_id, attempts)
    return class_id


@cache
def packets(seed: int = 9) -> Mapping[str, Packet]:
    """The packets that everybody works with, by id."""
    found = {}
    for form_id in FORMS:
        form = builtin_catalog().get(form_id)
        for index in range(1, PACKETS + 1):
            packet = make_packet(form, seed=seed, index=index, slips=("arithmetic",))
            found[packet.id] = packet
    return found


def cards() -> list[PacketCard]:
    """The same for dealing."""
    return [
        PacketCard(
            one.id,
            one.form,
            set_of(one),
            (place_norm(one.tps.kecamatan), place_norm(one.tps.kelurahan), one.tps.number),
            (),
        )
        for one in packets().values()
    ]


def _make_classes(store: Store, seed: int, count: int, people: list[PersonRow]) -> tuple[int, ...]:
    made = []
    by_village: dict[tuple[str, str], list[int]] = {}
    for one in people:
        by_village.setdefault((one.district, one.village), []).append(one.id)
    villages = list(by_village)
    dice = Dice(seed, "classes")
    for place in range(count):
        district, village = villages[place % len(villages)]
        round_of = place // len(villages) + 1
        draft = ClassDraft(
            title=f"Bimtek {village} {round_of}",
            kind=KINDS[place % len(KINDS)],  # type: ignore[arg-type]
            held_on=FIRST_DAY + timedelta(days=place * 2 // 3),
            place=f"Balai Kelurahan {village}, Kecamatan {district}",
            trainer="PPS Contoh",
            mode="simulasi" if KINDS[place % len(KINDS)] == "simulasi" else "latihan",
        )
        code = f"K{seed % 1000:03d}{place:03d}"
        made.append(_hold(store, draft, by_village[district, village], code=code, dice=dice, seed=seed))
    return tuple(made)


def _hold(store: Store, draft: ClassDraft, members: list[int], *, code: str, dice: Dice, seed: int) -> int:
    with store.write() as session:
        class_id = new_class(session, draft, code=code)
        add_members(session, class_id, members)
        here = [one for one in members if dice.chance(0.85)]
        set_present(session, class_id, here, present=True)
        set_present(session, class_id, set(members) - set(here), present=False)
        deal(session, class_id, cards(), seed=seed)
    return class_id


def _in_class(store: Store, seed: int, place: int, class_id: int, count: int) -> list[str]:
    """The attempts of a class, its tests and its questions; gives the attempts' ids."""
    dice = Dice(seed, "class", place)
    with store.read() as session:
        rows = session.execute(
            select(Member.person_id, Member.dealt)
            .where(Member.class_id == class_id, Member.present.is_(True))
            .order_by(Member.person_id)
        ).all()
        held = session.execute(
            select(TrainingClass.held_on, TrainingClass.mode, TrainingClass.rule).where(TrainingClass.id == class_id)
        ).one()
        people = {one.id: one for one in list_people(session)}
    begun = datetime.combine(held.held_on, datetime.min.time(), tzinfo=UTC) + timedelta(hours=2)
    made = []
    for nth in range(count):
        person_id, dealt = rows[nth % len(rows)]
        turn = nth // len(rows)
        packet = packets()[dealt[turn % len(dealt)]]
        sent_at = begun + timedelta(minutes=7 * turn, seconds=nth)
        made.append(_attempt(people[person_id], packet, sent_at, held, seed=seed, turn=turn))
    taken = []
    for start in range(0, len(made), BATCH):
        with store.write() as session:
            taken += take_in(session, made[start : start + BATCH], class_id=class_id).new
    _tests_and_questions(store, dice, class_id, [people[one] for one, _ in rows], begun)
    return taken


def _attempt(
    person: PersonRow, packet: Packet, sent_at: datetime, held: Row[tuple[date, str, str]], *, seed: int, turn: int
) -> PlainAttempt:
    dice = Dice(seed, "attempt", person.id, packet.id, turn, sent_at)
    skill = min(0.98, 0.55 + 0.4 * Dice(seed, "skill", person.id).real(0, 1) + 0.08 * turn)
    exercise = _exercise(person, packet, sent_at, held.rule, skill=skill, dice=dice)
    if dice.chance(0.01) and exercise.trainee is not None:  # somebody who is on no list
        exercise = replace(exercise, trainee=replace(exercise.trainee, name="Peserta Lain", tps="099"))
    return plain_attempt(exercise, score(exercise, packet, _rubric()), mode=held.mode, sent_at=sent_at)  # type: ignore[arg-type]


@cache
def _rubric() -> Rubric:
    return load_rubric()


def _exercise(person: PersonRow, packet: Packet, sent_at: datetime, rule: str, *, skill: float, dice: Dice) -> Exercise:
    form = builtin_catalog().get(packet.form)
    planted = {one.number: one.boxes for one in packet.misreads}
    items = []
    for number in form.numbers:
        written = packet.numbers[number.id]
        shown = planted.get(number.id, written.boxes)
        item = Item(number, shown, written.bubbles, 0.99)
        items.append(replace(item, answer=_answer(shown, written.boxes, skill, dice, rule)))
    sent = sent_at.timestamp()
    noted = frozenset()
    photos = tuple(_photo(packet, page.number, dice) for page in form)
    return Exercise(
        step=Step.RESULT,
        trainee=Trainee(person.name, person.station, person.role, person.village),  # type: ignore[arg-type]
        packet=packet,
        form=form,
        photos=photos,
        review=Review(form, rule, tuple(items), noted, (), ()),  # type: ignore[arg-type]
        signatures=dice.chance(0.8),
        own_header=True,
        started_at=sent - dice.real(4, 16) * len(items) * (1.4 - skill / 2),
        sent_at=sent,
    )


def _answer(shown: str, written: str, skill: float, dice: Dice, rule: str) -> Answer:
    right = same_number(shown, written)
    if right and not dice.chance(0.004):
        return Answer("accepted")
    if not right and not dice.chance(skill):
        return Answer("accepted")
    if rule == "tandai":
        return Answer("flagged")
    boxes = (
        written if not right and dice.chance(0.97) else boxes_for(dice.whole(0, 10 ** len(written) - 1), len(written))
    )
    return Answer("corrected", boxes)


def _photo(packet: Packet, page: int, dice: Dice) -> PhotoTaken:
    form = builtin_catalog().get(packet.form)
    first = (dice.pick(FAULTS),) if dice.chance(0.18) else ()
    readings = tuple(
        NumberReading(one.id, one.label, packet.numbers[one.id].boxes, packet.numbers[one.id].bubbles, 0.99)
        for one in form.page(page).numbers
    )
    return PhotoTaken(page, f"page-{page}.jpg", 1 + len(first) * dice.whole(1, 2), first, (), readings)


def _tests_and_questions(store: Store, dice: Dice, class_id: int, people: list[PersonRow], begun: datetime) -> None:
    who = [
        {"person_id": one.id, "name": one.name, "village": one.village, "station": one.station, "role": one.role}
        for one in people
    ]
    quizzes = [
        one
        | {
            "id": f"quiz-{class_id}-{one['person_id']}-{stage}",
            "class_id": class_id,
            "stage": stage,
            "right": dice.whole(3, 8) if stage == "pre" else dice.whole(6, 10),
            "asked": 10,
            "done_at": begun + timedelta(hours=0 if stage == "pre" else 2),
            "document": {},
        }
        for one in who
        for stage in ("pre", "post")
        if dice.chance(0.9)
    ]
    questions = [
        one
        | {
            "id": f"tanya-{class_id}-{nth}",
            "class_id": class_id,
            "about": dice.pick(("Memotret halaman 2", "B.4 jumlah pengguna hak pilih", "Tanda tangan saksi")),
            "note": "Saya belum paham.",
            "asked_at": begun + timedelta(minutes=nth),
            "answer": "Bandingkan dengan kertas." if nth % 2 else "",
            "answered_by": "PPS Contoh" if nth % 2 else "",
            "answered_at": begun + timedelta(days=1) if nth % 2 else None,
            "document": {},
        }
        for nth, one in enumerate(who[:4])
    ]
    with store.write() as session:
        session.execute(insert(Quiz), quizzes)
        session.execute(insert(Question), questions)
