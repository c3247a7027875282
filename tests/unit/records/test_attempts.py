"""Attempts: taken in once, found to be somebody's, scored later where they were sealed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import ValidationError
from simulated_city import packets
from sqlalchemy import func, select

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import Exercise, PhotoTaken, Step, Trainee
from sirekap_trainer.exercise.plain import PlainExercise
from sirekap_trainer.exercise.review import Answer, Item, Review
from sirekap_trainer.exercise.saved import load_attempt, save_attempt
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.practice.seal import Cost, Keyring, seal
from sirekap_trainer.practice.sealed import parse_sealed
from sirekap_trainer.reading.result import NumberReading
from sirekap_trainer.records.attempts import (
    exercise_in,
    list_unmatched,
    score_waiting,
    settle,
    take_in,
    unscored_packets,
)
from sirekap_trainer.records.classes import ClassDraft, add_members, new_class
from sirekap_trainer.records.people import import_roster, list_people, rematch
from sirekap_trainer.records.plain_attempt import PlainAttempt, attempt_id, plain_attempt, set_of
from sirekap_trainer.records.roster_file import Checked
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt, Member, Outcome, PhotoFault, PhotoTake

PACKET = next(iter(packets().values()))
FORM = builtin_catalog().get(PACKET.form)
#: An exam's packet: its seed is secret.
SECRET = make_packet(FORM, seed=(1 << 127) + 5, index=1)


def finished(who, packet=PACKET, *, wrong=0, faults=("silau",), at=1000.0):
    """An exercise by hand: everything put right, but for the first numbers."""
    form = builtin_catalog().get(packet.form)
    shown = packet.shown if not isinstance(packet, Packet) else {one.number: one.boxes for one in packet.misreads}
    truth = packet.numbers if isinstance(packet, Packet) else SECRET.numbers
    items = []
    for nth, number in enumerate(form.numbers):
        boxes = shown.get(number.id, truth[number.id].boxes)
        answer = Answer("corrected", "999") if nth < wrong else Answer("corrected", truth[number.id].boxes)
        items.append(Item(number, boxes, None, 0.9, answer))
    photos = tuple(
        PhotoTaken(
            page.number, f"/rumah/saya/p{page.number}.jpg", 2, faults if page.number == 1 else (), (),
            tuple(NumberReading(one.id, one.label, "000", None, 0.9) for one in page.numbers),
        )
        for page in form
    )  # fmt: skip
    return Exercise(
        step=Step.RESULT, trainee=who, packet=packet, packet_folder="/rumah/saya/paket", form=form, photos=photos,
        review=Review(form, "koreksi", tuple(items)), signatures=True, own_header=True, started_at=at, sent_at=at + 200,
    )  # fmt: skip


def plain(who, now, **options):
    exercise = finished(who, **options)
    return plain_attempt(exercise, score(exercise, PACKET, load_rubric()), mode="latihan", sent_at=now)


def trainee(row):
    return Trainee(row.name, row.station, row.role, row.village)


@pytest.fixture
def people(store, roster, now):
    with store.write() as session:
        import_roster(session, Checked(tuple(roster(2, 2)), ()), name="a", at=now)
        return list_people(session)


def taken(store, *attempts, **options):
    with store.write() as session:
        return take_in(session, attempts, **options)


def test_an_attempt_is_kept_with_all_that_reports_ask(store, people, now):
    one = plain(trainee(people[0]), now, wrong=2)
    done = taken(store, one)
    assert (done.new, done.unmatched) == ((one.id,), ())
    with store.read() as session:
        row = session.get(Attempt, one.id)
        assert (row.person_id, row.packet, row.packet_set, row.form) == (people[0].id, PACKET.id, "G-9", FORM.id)
        assert (row.mode, row.rule, row.sent_at, row.seconds) == ("latihan", "koreksi", now, 200)
        assert (row.total, row.passed, row.numbers_right) == (one.score.total, one.score.passed, len(FORM.numbers) - 2)
        assert session.scalar(select(func.count()).select_from(Outcome)) == row.numbers_asked == len(FORM.numbers)
        assert [one.takes for one in session.scalars(select(PhotoTake))] == [2] * len(FORM.pages)
        assert [(one.page, one.code) for one in session.scalars(select(PhotoFault))] == [(1, "silau")]
        # Nothing of the laptop's folders.
        assert "rumah" not in str(row.document)
        again = exercise_in(row.document, PACKET, catalog=builtin_catalog())
    assert score(again, PACKET, load_rubric()).to_dict() == one.score.model_dump(mode="json") | {
        "outcomes": [item.model_dump(mode="json") for item in one.score.outcomes]
    }


def test_the_same_again_changes_nothing(store, people, now):
    one = plain(trainee(people[0]), now)
    taken(store, one)
    again = taken(store, one, one)
    assert (again.new, again.known) == ((), (one.id,))
    # Not even where it says something else of itself.
    other = taken(store, one.model_copy(update={"mode": "simulasi", "village": "Lain"}))
    assert other.known == (one.id,)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 1
        assert session.get(Attempt, one.id).mode == "latihan"


def test_an_id_is_made_of_what_was_done(people, now, tmp_path):
    one = plain(trainee(people[0]), now)
    assert plain(trainee(people[0]), now + timedelta(days=1)).id == one.id
    assert plain(trainee(people[1]), now).id != one.id
    assert plain(trainee(people[0]), now, wrong=1).id != one.id
    assert plain(trainee(people[0]), now, at=1001.0).id != one.id
    # Whatever way it comes: as JSON, or by the file an exam leaves.
    assert PlainAttempt.model_validate_json(one.model_dump_json()) == one
    path = save_attempt(finished(trainee(people[0])), tmp_path)
    loaded = load_attempt(path, PACKET, catalog=builtin_catalog())
    assert attempt_id(PlainExercise.model_validate(loaded.to_dict())) == one.id


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0" * 36},
        {"mode": "lain"},
        {"sent_at": "2024-11-20T08:00:00"},
        {"score": {"total": 200}},
        {"format": 2},
        {"more": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_no_attempt_is_refused(people, now, change):
    data = plain(trainee(people[0]), now).model_dump(mode="json")
    with pytest.raises(ValidationError):
        PlainAttempt.model_validate(data | change)


def test_a_changed_answer_is_another_id(people, now):
    data = plain(trainee(people[0]), now).model_dump(mode="json")
    data["exercise"]["review"]["items"][0]["answer"] = {"kind": "accepted", "boxes": None}
    with pytest.raises(ValidationError, match="not this exercise's id"):
        PlainAttempt.model_validate(data)


def test_an_unfinished_exercise_is_none(people, now):
    with pytest.raises(RecordsError, match="belum selesai"):
        plain_attempt(Exercise(), None, mode="latihan", sent_at=now)


def test_who_fits_nobody_is_settled_by_hand(store, people, now):
    held = ClassDraft("Kelas", "formal", now.date())
    with store.write() as session:
        class_id = new_class(session, held)
    stranger = replace(trainee(people[0]), name="Zulaikha Rahayu")
    one = plain(stranger, now)
    assert taken(store, one, class_id=class_id).unmatched == (one.id,)
    with store.read() as session:
        (found,) = list_unmatched(session)
    assert (found.id, found.name, found.suggestions) == (one.id, "Zulaikha Rahayu", (people[0].id,))
    with store.write() as session:
        settle(session, one.id, people[0].id)
    with store.read() as session:
        assert list_unmatched(session) == []
        assert session.get(Attempt, one.id).person_id == people[0].id
        assert session.get(Member, (class_id, people[0].id)).present is True
    with pytest.raises(RecordsError), store.write() as session:
        settle(session, "tidak ada", None)
    with pytest.raises(RecordsError, match="Peserta ini tidak ada"), store.write() as session:
        settle(session, one.id, 999)
    with store.read() as session:
        assert session.get(Attempt, one.id).person_id == people[0].id


def test_a_later_roster_finds_whose_results_those_are(store, roster, now):
    rows = roster(1, 1)
    one = plain(Trainee(rows[0].name, rows[0].station, rows[0].role, rows[0].village), now)
    with store.write() as session:
        class_id = new_class(session, ClassDraft("Kelas", "formal", now.date()))
    assert taken(store, one, class_id=class_id).unmatched == (one.id,)
    with store.write() as session:
        import_roster(session, Checked(tuple(rows), ()), name="a", at=now)
    with store.read() as session:
        assert list_unmatched(session) == []
        assert [(one.class_id, one.present) for one in session.scalars(select(Member))] == [(class_id, True)]


def test_a_made_up_sheet_of_another_tps_names_no_kelurahan_of_who_did_it(now):
    own = plain(Trainee("Siapa Saja", PACKET.tps.number, "utama"), now)
    other = plain(Trainee("Siapa Saja", f"{int(PACKET.tps.number) + 1:03}", "utama"), now)
    assert (own.village, other.village) == (PACKET.tps.kelurahan, "")
    assert plain(Trainee("Siapa Saja", "777", "utama", "Jati"), now).village == "Jati"


@pytest.mark.parametrize("later", [False, True])
def test_a_class_tells_whose_an_attempt_is_where_the_sheet_names_another_kelurahan(store, people, now, later):
    member, elsewhere = people[0], next(one for one in people if one.village != people[0].village)
    with store.write() as session:
        class_id = new_class(session, ClassDraft("Kelas", "formal", now.date()))
    one = plain(Trainee(member.name, member.station, member.role, elsewhere.village), now)
    if later:
        done = taken(store, one, class_id=class_id)
        assert done.unmatched == (one.id,)
        with store.read() as session:
            assert list_unmatched(session)[0].suggestions[-1] != member.id
    with store.write() as session:
        add_members(session, class_id, [person.id for person in people])
    if later:
        with store.read() as session:
            assert list_unmatched(session)[0].suggestions[0] == member.id
        with store.write() as session:
            assert rematch(session) == 1
    else:
        assert taken(store, one, class_id=class_id).unmatched == ()
    with store.read() as session:
        assert session.get(Attempt, one.id).person_id == member.id


def test_a_class_does_not_give_an_attempt_to_another_name(store, people, now):
    member = people[0]
    with store.write() as session:
        class_id = new_class(session, ClassDraft("Kelas", "formal", now.date()))
        add_members(session, class_id, [person.id for person in people])
    one = plain(Trainee("Orang Tak Dikenal", member.station, member.role, "Nun Jauh"), now)
    assert taken(store, one, class_id=class_id).unmatched == (one.id,)
    with store.read() as session:
        (waiting,) = list_unmatched(session)
    assert waiting.suggestions[0] == member.id, "a member in that seat is asked about first"


def test_who_made_an_attempt_in_a_class_was_there(store, people, now):
    with store.write() as session:
        class_id = new_class(session, ClassDraft("Kelas", "formal", now.date()))
        session.add(Member(class_id=class_id, person_id=people[0].id, present=None, dealt=["a"]))
        session.add(Member(class_id=class_id, person_id=people[1].id, present=False, dealt=[]))
    taken(store, *(plain(trainee(one), now) for one in people[:3]), class_id=class_id)
    with store.read() as session:
        found = {one.person_id: (one.present, one.dealt) for one in session.scalars(select(Member))}
    # Who the trainer marked as away stays so: it may be the trainer who is right.
    assert found == {people[0].id: (True, ["a"]), people[1].id: (False, []), people[2].id: (True, [])}


def test_twenty_writers_take_the_same_attempts_in_once(address, roster, now):
    rows = roster(2, 2)
    brought = [plain(Trainee(one.name, one.station, one.role, one.village), now) for one in rows]
    with closing(Store.open(address)) as store, store.write() as session:
        import_roster(session, Checked(tuple(rows), ()), name="a", at=now)

    def work(writer):
        mine = brought[writer % 4 :] if writer % 2 else brought[: len(brought) - writer % 3][::-1]
        with closing(Store.open(address)) as store:
            return taken(store, *mine).new

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(work, range(20)))
    assert sorted(one for new in told for one in new) == sorted(one.id for one in brought)
    with closing(Store.open(address)) as store, store.read() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == len(brought)
        assert session.scalar(select(func.count()).select_from(Outcome)) == len(brought) * len(FORM.numbers)
        assert session.scalar(select(func.count()).select_from(PhotoFault)) == len(brought)


# --- sealed -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    key = Keyring("kata sandi yang panjang").new_key(cost=Cost(n=2**4, r=1, p=1))
    return parse_sealed(seal(SECRET, key, photos=(), sheets=()), tmp_path_factory.mktemp("segel"))


def test_a_sealed_attempt_is_scored_later(store, people, now, sealed):
    exercise = finished(trainee(people[0]), sealed)
    one = plain_attempt(exercise, None, mode="ujian", sent_at=now)
    taken(store, one)
    with store.read() as session:
        assert unscored_packets(session) == {SECRET.id: 1}
        assert session.get(Attempt, one.id).total is None
    with store.write() as session:
        done = score_waiting(session, {SECRET.id: SECRET}, load_rubric(), catalog=builtin_catalog())
        assert done.scored == (one.id,)
        assert score_waiting(session, {SECRET.id: SECRET}, load_rubric(), catalog=builtin_catalog()).scored == ()
    with store.read() as session:
        assert unscored_packets(session) == {}
        row = session.get(Attempt, one.id)
        assert row.total is not None
        assert row.document["score"]["total"] == row.total
        assert session.scalar(select(func.count()).select_from(Outcome)) == len(FORM.numbers)


def test_an_attempt_at_another_packet_of_that_name_is_refused(store, people, now, sealed):
    exercise = finished(trainee(people[0]), sealed)
    taken(store, plain_attempt(exercise, None, mode="ujian", sent_at=now))
    other = make_packet(FORM, seed=123, index=1).model_copy(update={"id": SECRET.id})
    with store.write() as session:
        done = score_waiting(session, {SECRET.id: other}, load_rubric(), catalog=builtin_catalog())
    assert done.scored == ()
    ((_, reason),) = done.refused
    assert "bukan dari paket" in reason


def test_a_score_may_come_after_the_attempt(store, people, now, sealed):
    exercise = finished(trainee(people[0]), sealed)
    taken(store, plain_attempt(exercise, None, mode="ujian", sent_at=now))
    scored = plain_attempt(exercise, score(exercise, SECRET, load_rubric()), mode="ujian", sent_at=now, packet=SECRET)
    assert taken(store, scored).scored == (scored.id,)
    assert taken(store, scored).known == (scored.id,)


def test_a_set_is_told_by_its_packets(sealed):
    assert set_of(PACKET) == "G-9"
    assert set_of(sealed) == "G-U"
    secret = [make_packet(FORM, seed=(1 << 127) + seed, index=index) for seed, index in ((1, 1), (1, 2), (2, 1))]
    names = [set_of(one) for one in secret]
    assert names[0] == names[1] != names[2]
    assert str(1 << 127)[:12] not in names[0]
