from __future__ import annotations

import base64
import gzip
import io
import json
import random
import re
import stat
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk import Desk
from sqlalchemy import select

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Outbox, Part
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.exercise.sitting import Chosen, Sitting
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import save_packet
from sirekap_trainer.practice.seal import Cost, Keyring, seal_folder
from sirekap_trainer.practice.sealed import SealedPacket, load_any
from sirekap_trainer.records import bundle as bundles
from sirekap_trainer.records.bundle import (
    VERSION,
    bundle_name,
    open_bundle,
    pack,
    read_bundle,
    save_bundle,
)
from sirekap_trainer.records.classes import ClassDraft, new_class, remove_class
from sirekap_trainer.records.exchange import TakenBundle, take_bundle, take_from_here
from sirekap_trainer.records.laptop_key import KEY_FILE, LaptopKey
from sirekap_trainer.records.parts import PlainQuestion, PlainQuiz, attempt_part, parts_of, question_part, quiz_part
from sirekap_trainer.records.people import add_person, find_people, list_people
from sirekap_trainer.records.plain_attempt import plain_attempt
from sirekap_trainer.records.privacy import erase_person
from sirekap_trainer.records.roster_file import Operator
from sirekap_trainer.records.tables import Attempt, Base, Bundle, Member, Person, Question, Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sirekap_trainer.records.store import Store

NOW = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)
DESK = Desk()
RUBRIC = load_rubric()
#: The first bundle that was ever made, so that it can always be read.
FIRST = Path(__file__).parent / "bundle-1.0.sirekap"


def attempt(
    name: str = "Andika Pratama",
    tps: str = "001",
    *,
    at: float = 1000.0,
    blind: bool = False,
    scored: bool = True,
    ago: timedelta = timedelta(hours=1),
    class_code: str = "",
) -> Part:
    packet = DESK.packet()
    exercise = DESK.photographed(packet)
    exercise = replace(exercise, trainee=Trainee(name, tps, "utama", "Jati")).start_check("koreksi", at=at)
    assert exercise.review is not None
    review = DESK.blind(exercise.review) if blind else DESK.perfect(exercise.review, packet)
    done = DESK.sent(exercise, review, at=at + 60)
    result = score(done, packet, RUBRIC) if scored else None
    return attempt_part(plain_attempt(done, result, mode="latihan", sent_at=NOW - ago, class_code=class_code))


def quiz(number: int = 1) -> Part:
    return quiz_part(
        PlainQuiz(
            id=f"0000000{number}-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
            name="Andika Pratama",
            village="Jati",
            station="001",
            role="utama",
            stage="pre",
            right=7,
            asked=10,
            done_at=NOW,
            document={"foto_1": "b"},
        )
    )


def question(note: str = "Kapan kotak diisi X?") -> Part:
    return question_part(
        PlainQuestion(
            id="00000009-bbbb-4bbb-8bbb-bbbbbbbbbbbb",
            name="Andika Pratama",
            village="Jati",
            station="001",
            role="utama",
            about="Suara sah",
            note=note,
            asked_at=NOW,
        )
    )


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> LaptopKey:
    return LaptopKey.of(tmp_path_factory.mktemp("laptop"))


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return [attempt(), attempt("Bunga Lestari", "002", blind=True), quiz(), question()]


def resigned(data: bytes, key: LaptopKey, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A bundle with another content, signed by the same laptop: what somebody does who edits the files there."""
    said = json.loads(data.split(b"\n", 3)[3])
    change(said)
    return bundles._signed(bundles._canonical(said), key)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the records."""
    with store.read() as session:
        return {
            table.name: [tuple(map(repr, row)) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def take(store: Store, data: bytes, **options: Any) -> TakenBundle:
    with store.write() as session:
        return take_bundle(session, open_bundle(data), at=NOW, **options)


def seat(store: Store) -> None:
    with store.write() as session:
        add_person(session, Operator("Mayangan", "Jati", "001", "Andika Pratama", "utama"))
        add_person(session, Operator("Mayangan", "Jati", "002", "Bunga Lestari", "utama"))


# --- the laptop's key


def test_a_laptop_keeps_its_key_to_itself(tmp_path: Path) -> None:
    key = LaptopKey.of(tmp_path / "data")
    path = tmp_path / "data" / KEY_FILE
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", key.code)
    assert LaptopKey.of(tmp_path / "data").public == key.public
    assert [one.name for one in path.parent.iterdir()] == [KEY_FILE]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert LaptopKey.of(tmp_path / "other").code != key.code


@pytest.mark.parametrize("text", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\xff" * 50])
def test_a_damaged_key_is_put_aside_and_the_laptop_becomes_a_new_one(tmp_path: Path, text: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(text)
    assert LaptopKey.of(tmp_path).public == LaptopKey.of(tmp_path).public
    assert (tmp_path / f"{KEY_FILE}.rusak").read_bytes() == text


def test_programs_that_start_at_once_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: LaptopKey.of(tmp_path).public, range(8)))) == 1
    assert [one.name for one in tmp_path.iterdir()] == [KEY_FILE]


def test_a_folder_that_cannot_hold_a_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordsError, match="Kunci laptop") as caught:
        LaptopKey.of(tmp_path / "file")
    assert caught.value.hint


# --- packing and opening


def test_what_is_packed_comes_out_again(key: LaptopKey, parts: list[Part]) -> None:
    (packed,) = pack(reversed(parts), key, at=NOW)
    found = open_bundle(packed.data)
    assert [attempt_part(one) for one in found.attempts] == sorted(parts[:2], key=lambda one: one.id)
    assert [quiz_part(one) for one in found.quizzes] == [parts[2]]
    assert [question_part(one) for one in found.questions] == [parts[3]]
    assert (found.code, found.version, found.made_at, found.unknown) == (key.code, VERSION, NOW, 0)
    assert sorted(part.key for part in packed.parts) == sorted(part.key for part in parts)


def test_the_same_work_in_any_order_is_the_same_bundle(key: LaptopKey, parts: list[Part]) -> None:
    one = pack(parts, key, at=NOW)
    other = pack([*reversed(parts), parts[0]], key, at=NOW)
    assert one[0].data == other[0].data
    assert open_bundle(one[0].data).id == open_bundle(other[0].data).id


def test_much_work_leaves_in_several_bundles(key: LaptopKey, parts: list[Part]) -> None:
    limit = len(pack(parts[:1], key, at=NOW)[0].data) + 1_000
    packed = pack(parts, key, at=NOW, limit=limit)
    assert len(packed) > 1
    assert sorted(part.key for one in packed for part in one.parts) == sorted(part.key for part in parts)
    for one in packed:
        assert len(one.data) <= limit
        assert len(open_bundle(one.data).attempts) <= 1


def test_nothing_to_hand_over_is_told(key: LaptopKey) -> None:
    with pytest.raises(RecordsError, match="Belum ada hasil"):
        pack([], key, at=NOW)


def test_a_file_is_never_overwritten_and_reads_back(key: LaptopKey, parts: list[Part], tmp_path: Path) -> None:
    (packed,) = pack(parts, key, at=NOW)
    name = bundle_name(key, at=NOW)
    assert name == f"hasil-{key.code}-20241120-0800.sirekap"
    first, second = (save_bundle(packed.data, tmp_path / name) for _ in range(2))
    assert first.name == name
    assert second.name == f"hasil-{key.code}-20241120-0800-2.sirekap"
    assert read_bundle(second) == packed.data
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([first.name, second.name])


def test_a_stick_that_is_gone_is_told(key: LaptopKey, parts: list[Part], tmp_path: Path) -> None:
    (packed,) = pack(parts, key, at=NOW)
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        save_bundle(packed.data, tmp_path / "gone" / "a.sirekap")
    with pytest.raises(RecordsError, match="tidak dapat dibaca"):
        read_bundle(tmp_path / "gone" / "a.sirekap")
    with pytest.raises(RecordsError, match="tidak dapat dibaca"):
        read_bundle(tmp_path)


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "film.sirekap"
    with path.open("wb") as file:
        file.truncate(40_000_000_000 if sys.platform == "linux" else bundles.MAX_BUNDLE + 1)
    with pytest.raises(RecordsError, match="terlalu besar"):
        read_bundle(path)


# --- versions


def test_the_first_bundle_ever_made_is_still_understood(store: Store) -> None:
    """If this fails, results on the laptops of trainees can no longer be handed over, or would count twice."""
    data = FIRST.read_bytes()
    found = open_bundle(data)
    assert found.id == "e2a4b09f92c29d765e45d52450abfb019a322b4a1e4d9568390805ed73e53ab3"
    assert [one.id for one in found.attempts] == ["b77ea224-0946-5b1a-8ff6-72f09b368ca0"]
    taken = take(store, data)
    assert (len(taken.attempts.new), len(taken.quizzes), len(taken.questions)) == (1, 1, 1)


def test_a_newer_version_is_refused_in_words(key: LaptopKey, parts: list[Part]) -> None:
    content = pack(parts, key, at=NOW)[0].data.split(b"\n", 3)[3][:-1]
    with pytest.raises(RecordsError, match="lebih baru") as caught:
        open_bundle(bundles._signed(content, key, (2, 0)))
    assert "Perbarui aplikasi" in caught.value.hint


def test_of_a_version_with_more_in_it_the_known_is_taken(store: Store, key: LaptopKey, parts: list[Part]) -> None:
    data = pack([*parts, Part("voice", "1", {"format": 1})], key, at=NOW)[0].data
    said = json.loads(data.split(b"\n", 3)[3]) | {"weather": "hujan"}
    content = bundles._canonical(said)
    taken = take(store, bundles._signed(content, key, (1, 7)))
    assert taken.new == 4
    assert taken.unknown == 1
    assert "1 bagian belum dikenal" in taken.message
    assert ("voice", "1") not in taken.parts
    for odd in (content, bundles._canonical({**json.loads(content), "parts": []})):
        with pytest.raises(RecordsError, match="tidak dapat dipakai"):  # this version has no weather
            open_bundle(bundles._signed(odd, key, VERSION))


# --- taking in


def test_a_bundle_is_taken_in_once(store: Store, key: LaptopKey, parts: list[Part]) -> None:
    seat(store)
    data = pack(parts, key, at=NOW)[0].data
    first = take(store, data)
    before = rows(store)
    assert (first.laptop_known, first.again, first.new) == (False, False, 4)
    assert first.laptop_message == f"Laptop baru: {key.code}."
    assert first.message == "2 hasil baru, 1 tes baru, 1 pertanyaan baru."
    assert sorted(first.parts) == sorted(part.key for part in parts)
    assert first.attempts.unmatched == ()
    second = take(store, data)
    assert (second.laptop_known, second.again, second.new) == (True, True, 0)
    assert second.message == "Tidak ada yang baru; 4 sudah ada."
    assert second.parts == first.parts
    assert rows(store) == before


def test_the_same_work_in_another_bundle_counts_once(store: Store, key: LaptopKey, parts: list[Part]) -> None:
    take(store, pack(parts[:2], key, at=NOW)[0].data)
    before = rows(store)
    again = take(store, pack(parts[:3], key, at=NOW + timedelta(days=3))[0].data)
    assert (again.again, again.new, len(again.attempts.known)) == (False, 1, 2)
    assert again.message == "1 tes baru; 2 sudah ada."
    after = rows(store)
    assert after["attempt"] == before["attempt"]
    assert after["outcome"] == before["outcome"]
    assert len(after["bundle"]) == 2


def test_twenty_laptops_at_once_lose_and_double_nothing(store: Store, tmp_path: Path) -> None:
    """Each brings an attempt of its own and two that several others bring as well."""
    shared = [attempt(f"Bersama {number}", "100", at=5000.0 + number) for number in range(4)]

    def brought(number: int) -> bytes:
        own = attempt("Andika Pratama", f"{number + 1:03}")
        mine = [own, shared[number % 4], shared[(number + 1) % 4], quiz()]
        return pack(mine, LaptopKey.of(tmp_path / str(number % 10)), at=NOW)[0].data

    bundles_ = [brought(number) for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(lambda data: take(store, data), bundles_))
    assert sum(len(one.attempts.new) for one in taken) == 24
    assert sum(len(one.quizzes) for one in taken) == 1
    found = rows(store)
    assert len(found["attempt"]) == 24
    assert len(found["bundle"]) == 20
    assert len(found["outcome"]) == 24 * 28


def test_work_from_before_the_class_is_none_of_the_class(store: Store, key: LaptopKey) -> None:
    """By the laptop's own clock, which is wrong by years."""
    seat(store)
    with store.write() as session:
        held = new_class(session, ClassDraft("Bimtek", "formal", NOW.date()))
    lost = datetime(2009, 1, 2, 10, 0, tzinfo=UTC)
    old, fresh = (
        Part("attempt", one.id, {**one.data, "sent_at": (lost - timedelta(hours=hours)).isoformat()})
        for one, hours in ((attempt(), 30), (attempt("Bunga Lestari", "002"), 2))
    )
    take(store, pack([old, fresh], key, at=lost)[0].data, class_id=held)
    with store.read() as session:
        found = dict(session.execute(select(Attempt.id, Attempt.class_id)).all())
    assert found == {old.id: None, fresh.id: held}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("score", "total"), 100.0),
        (("mode",), "simulasi"),
    ],
)
def test_an_attempt_that_was_changed_is_refused(
    store: Store, key: LaptopKey, place: tuple[str, ...], value: object
) -> None:
    data = pack([attempt(blind=True)], key, at=NOW)[0].data
    take(store, data)
    before = rows(store)

    def change(said: dict[str, Any]) -> None:
        at = said["parts"][0]["data"]
        for name in place[:-1]:
            at = at[name]
        at[place[-1]] = value

    with pytest.raises(RecordsError, match="berbeda dari hasil yang sudah diterima"):
        take(store, resigned(data, key, change))
    assert rows(store) == before


def test_other_answers_of_the_same_turn_are_refused(store: Store, key: LaptopKey) -> None:
    """Who makes their answers right afterwards has a sound attempt with another id: the turn gives it away."""
    take(store, pack([attempt(blind=True)], key, at=NOW)[0].data)
    before = rows(store)
    for given in ([attempt()], [attempt(), attempt("Bunga Lestari", "002"), quiz()]):
        with pytest.raises(RecordsError, match="berbeda dari hasil yang sudah diterima"):
            take(store, pack(given, key, at=NOW)[0].data)
    assert rows(store) == before
    take(store, pack([attempt(at=9000.0)], key, at=NOW)[0].data)  # another turn


def test_a_test_or_question_that_was_changed_is_refused(store: Store, key: LaptopKey) -> None:
    take(store, pack([quiz(), question()], key, at=NOW)[0].data)
    better = quiz()
    for part in (Part("quiz", better.id, {**better.data, "right": 10}), question("Lain")):
        with pytest.raises(RecordsError, match="berbeda"):
            take(store, pack([part], key, at=NOW)[0].data)


def test_who_was_erased_does_not_come_back(store: Store, key: LaptopKey, parts: list[Part]) -> None:
    seat(store)
    data = pack(parts, key, at=NOW)[0].data
    take(store, data)
    with store.write() as session:
        (andika,) = (one for one in list_people(session) if one.name == "Andika Pratama")
        erase_person(session, andika.id, today=NOW.date())
    before = rows(store)
    assert take(store, data).new == 0
    assert rows(store) == before
    with store.read() as session:
        assert find_people(session, "Andika") == []
        assert session.scalar(select(Question.note)) == ""


def test_a_score_that_comes_later_is_added(store: Store, key: LaptopKey) -> None:
    take(store, pack([attempt(scored=False)], key, at=NOW)[0].data)
    taken = take(store, pack([attempt()], key, at=NOW)[0].data)
    assert len(taken.attempts.scored) == 1
    assert taken.message == "1 hasil mendapat nilai."
    assert take(store, pack([attempt(scored=False)], key, at=NOW)[0].data).new == 0
    with store.read() as session:
        assert session.scalar(select(Attempt.total)) is not None


# --- broken ones


def zip_bomb() -> bytes:
    """10 MB of zeros in 10 KB; what would be the content of a packed bundle."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../hasil.json", b"0" * 10_000_000)
    return buffer.getvalue()


def changed_content(said: dict[str, Any], dice: random.Random) -> None:
    """Makes a content unsound."""
    parts = said["parts"]
    part = dice.choice(parts)
    one = next(part for part in parts if part["kind"] == "attempt")["data"]
    review = one["exercise"]["review"]
    changes: list[Callable[[], object]] = [
        lambda: said.pop(dice.choice(list(said))),
        lambda: said.update(
            made_at=dice.choice([None, 5, "kemarin", "2024-11-20T08:00:00", "0001-01-01T00:00:00+14:00"])
        ),
        lambda: said.update(parts=dice.choice([None, {}, "", 7, [None], [[]], [{}], [part, part]])),
        lambda: said.update(extra=1),
        lambda: part.pop(dice.choice(["kind", "id", "data"])),
        lambda: part.update(kind=dice.choice(["../x", "", "Attempt", "x" * 99, None, 3, "voice"])),
        lambda: part.update(id=dice.choice(["../../etc/passwd", "", "a" * 99, 5, None, "baris\nbaru"])),
        lambda: part.update(data=dice.choice([None, [], "x", 1, {}, {"format": 1}])),
        lambda: part["data"].update(format=dice.choice([0, -1, "1", 2, 10**30])),
        parts.reverse,
        lambda: parts.append(dict(parts[-1])),
        lambda: one.update(sent_at=dice.choice(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 1e300])),
        lambda: one.update(village="x" * 81),
        lambda: one.update(packet_set=dice.choice(["", "x" * 101, None])),
        lambda: one["score"].update(total=dice.choice([101, -1, None, "100"])),
        lambda: one["score"].update(votes_at_stake=10**12),
        one["score"]["outcomes"].pop,
        lambda: one["exercise"].update(step=dice.choice(["CHECK", "", "SENT"])),
        lambda: one["exercise"].update(packet=dice.choice(["", "x" * 200, None])),
        lambda: one["exercise"]["trainee"].update(name=dice.choice(["x" * 300, 5, "\0"])),
        lambda: one["exercise"]["trainee"].update(tps=dice.choice(["1", "0001", "abc", ""])),
        lambda: one["exercise"]["photos"][0].update(page=dice.choice([0, 10**10, -1, "1"])),
        lambda: one["exercise"]["photos"][0].update(takes=10**10),
        review["items"].pop,
        lambda: review["items"][0].update(shown=dice.choice(["", "12a", None])),
    ]
    dice.choice(changes)()


def broken(data: bytes, key: LaptopKey, other: LaptopKey, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to break a bundle, each drawn anew."""
    first, public, signature, content = data.split(b"\n", 3)
    said = json.loads(content)

    def flipped() -> bytes:
        at, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

    def signed_anew(text: bytes) -> bytes:
        return bundles._signed(text, key)

    def odd_text() -> bytes:
        return dice.choice(
            [
                b"[" * 100_000 + b"]" * 100_000,
                b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
                b"",
                b"null",
                b"[]",
                b'{"made_at":NaN,"parts":[]}',
                b'{"made_at":1e999,"parts":[]}',
                b'{"made_at":' + b"9" * 5000 + b',"parts":[]}',
                b'{"made_at":"\\ud800","parts":[]}',
                b'{"parts":[],"parts":[]}',
                b"\xff\xfe{}",
                json.dumps(said, indent=1).encode(),
                json.dumps(said, ensure_ascii=False).encode(),
                content[:-1] + b" ",
            ]
        )

    def unsound() -> bytes:
        changed = json.loads(content)
        changed_content(changed, dice)
        return signed_anew(bundles._canonical(changed))

    yield "flipped", flipped()
    yield "cut", data[: dice.randrange(len(data))]
    yield "grown", data + dice.randbytes(dice.randrange(1, 50))
    yield "inserted", data[:600] + dice.randbytes(3) + data[600:]
    version = f"{dice.choice(['0', '2', '9', '9999', '1.0', '-1', 'x'])}.{dice.randrange(3)}".encode()
    yield "version", data.replace(first, b"LATIHAN-SIREKAP-HASIL " + version, 1)
    yield "signature", b"\n".join((first, public, base64.b64encode(dice.randbytes(64)), content))
    yield "short signature", b"\n".join((first, public, base64.b64encode(dice.randbytes(dice.randrange(64))), content))
    yield "other laptop", b"\n".join((first, base64.b64encode(other.public), signature, content))
    yield "no key", b"\n".join((first, dice.randbytes(32), signature, content))
    yield "zip", dice.choice([zip_bomb(), first + b"\n" + zip_bomb(), signed_anew(zip_bomb())])
    yield "gzip", signed_anew(gzip.compress(b"0" * 1_000_000))
    yield "json", dice.choice([content, b"{}", b"[1, 2]", json.dumps({"format": 1}).encode()])
    yield "noise", dice.randbytes(dice.randrange(1, 3000))
    yield "empty", dice.choice([b"", b"\n\n\n", b"\0" * 4096])
    yield "windows", data.replace(b"\n", b"\r\n")
    yield "two", data + data
    yield "odd text", signed_anew(odd_text())
    yield "unsound", unsound()
    yield "unsound", unsound()
    yield "unsound", unsound()


def test_two_hundred_broken_bundles_are_refused_in_words_and_change_nothing(
    store: Store, key: LaptopKey, parts: list[Part], tmp_path: Path
) -> None:
    take(store, pack([attempt("Sudah Ada", "050")], key, at=NOW)[0].data)
    before = rows(store)
    data = pack(parts, key, at=NOW)[0].data
    other = LaptopKey.of(tmp_path)
    dice = random.Random(20241127)
    count = 0
    while count < 200:
        for kind, bad in broken(data, key, other, dice):
            with pytest.raises(RecordsError) as caught:
                take(store, bad)
            assert len(caught.value.message) > 15
            assert len(caught.value.hint) > 15
            assert caught.value.code != "catatan", (kind, bad[:300])
            count += 1
    assert rows(store) == before
    assert take(store, data).new == 4


# --- what a sitting leaves


def test_a_sitting_leaves_a_part_for_each_turn_that_was_sent(lite: Store, key: LaptopKey) -> None:
    form, packet = DESK.form(), DESK.packet()
    crew = (Trainee("Andika Pratama", "012"), Trainee("Bunga Lestari", "012", "cadangan"))
    sitting = Sitting().identify(crew).choose("latihan", "koreksi", (Chosen(packet, form),), at=1000.0)
    exercise = sitting.exercise
    for page in form:
        exercise = exercise.add_photo(page.number, DESK.page_reading(page.number, packet))
    sitting = sitting.with_exercise(exercise)
    assert parts_of(sitting, RUBRIC) == ()
    for turn in range(2):
        sitting = sitting.start_check(at=1100.0) if turn == 0 else sitting.take_over(at=1200.0)
        assert sitting.exercise.review is not None
        done = sitting.exercise.with_review(DESK.blind(sitting.exercise.review))
        sitting = sitting.with_exercise(done.signatures_checked(complete=True).confirm()).send(at=1300.0 + turn)
        assert len(parts_of(sitting, RUBRIC)) == turn + 1
    found = parts_of(sitting, RUBRIC)
    assert [part.data["exercise"]["trainee"]["role"] for part in found] == ["utama", "cadangan"]
    assert all(part.data["score"]["votes_at_stake"] == 800 for part in found)
    kept = Sitting.from_dict(
        sitting.to_dict(at=2000.0), catalog=builtin_catalog(), load_packet=lambda _: packet, at=9000.0
    )
    assert parts_of(kept, RUBRIC) == found
    assert take(lite, pack(found, key, at=NOW)[0].data).new == 2


def test_an_exam_leaves_without_its_score(tmp_path: Path) -> None:
    packet = DESK.packet(packet_id="GUB-U-00000-00001")
    save_packet(packet, tmp_path / "open")
    keys = Keyring("kuda laut makan bayam").new_key(cost=Cost(n=16, r=1, p=1))
    seal_folder(tmp_path / "open", tmp_path / "sealed", keys)
    sealed = load_any(tmp_path / "sealed")
    assert isinstance(sealed, SealedPacket)
    form = DESK.form()
    sitting = Sitting().identify((Trainee("Andika Pratama", "012"),))
    sitting = sitting.choose("ujian", "koreksi", (Chosen(sealed, form),), at=1000.0)
    exercise = sitting.exercise
    for page in form:
        exercise = exercise.add_photo(page.number, DESK.page_reading(page.number, packet))
    exercise = exercise.start_check("koreksi", at=1000.0)
    assert exercise.review is not None
    exercise = exercise.with_review(DESK.blind(exercise.review)).signatures_checked(complete=True)
    sitting = sitting.with_exercise(exercise.header_checked(own=True).confirm()).send(at=1060.0)
    (part,) = parts_of(sitting, RUBRIC)
    assert part.data["score"] is None
    assert part.data["mode"] == "ujian"
    readings = {one["id"]: one["boxes"] for photo in part.data["exercise"]["photos"] for one in photo["readings"]}
    assert readings.get("suara_2") != packet.numbers["suara_2"].boxes  # beside what was shown it would tell


def test_the_bundle_remembers_who_signed(lite: Store, key: LaptopKey, parts: list[Part]) -> None:
    data = pack(parts, key, at=NOW)[0].data
    take(lite, data)
    with lite.read() as session:
        (row,) = session.scalars(select(Bundle))
    assert (row.id, row.laptop, row.version) == (open_bundle(data).id, open_bundle(data).laptop, 1)
    assert row.made_at == row.taken_at == NOW


def test_the_trainers_own_laptop_takes_what_was_done_on_it(
    store: Store, key: LaptopKey, parts: list[Part], tmp_path: Path
) -> None:
    outbox = Outbox(tmp_path / "hasil")
    assert take_from_here(store, outbox, key, at=NOW) == ()
    for part in parts:
        outbox.put(part)
    (taken,) = take_from_here(store, outbox, key, at=NOW)
    assert taken.new == 4
    assert outbox.count() == (0, 4)
    assert take_from_here(store, outbox, key, at=NOW) == ()


def test_a_part_that_somebody_edited_keeps_nothing_else_from_leaving(
    store: Store, key: LaptopKey, parts: list[Part]
) -> None:
    bad = [
        Part("attempt", "1", {"format": 1}),
        Part("quiz", parts[2].id[:-1] + "b", parts[2].data),
        Part("question", parts[3].id[:-1] + "c", {**parts[3].data, "note": "\0"}),
        Part("question", parts[3].id[:-1] + "d", {**parts[3].data, "note": "\ud800"}),
        Part("question", parts[3].id[:-1] + "e", {**parts[3].data, "document": {"long": "x" * 600_000}}),
    ]
    (packed,) = pack([*parts, *bad], key, at=NOW)
    assert sorted(part.key for part in packed.parts) == sorted(part.key for part in parts)
    assert take(store, packed.data).new == 4
    with pytest.raises(RecordsError, match="Belum ada hasil"):
        pack(bad, key, at=NOW)


def test_a_test_that_names_its_class_belongs_to_it(store: Store, key: LaptopKey) -> None:
    with store.write() as session:
        held = new_class(session, ClassDraft("Bimtek", "formal", NOW.date()), code="K7M2QX")
        new_class(session, ClassDraft("Lain", "formal", NOW.date()))
    named = quiz()
    named = Part("quiz", named.id, {**named.data, "document": {"class_code": "k7m2qx"}})
    unknown = quiz(2)
    unknown = Part("quiz", unknown.id, {**unknown.data, "document": {"class_code": 5}})
    take(store, pack([named, unknown], key, at=NOW)[0].data)
    with store.read() as session:
        assert dict(session.execute(select(Quiz.id, Quiz.class_id)).all()) == {named.id: held, unknown.id: None}


def test_an_attempt_that_names_its_class_belongs_to_it_and_takes_its_tests_along(store: Store, key: LaptopKey) -> None:
    """Two classes on one day: by time alone, all of it would be counted for the one that is at hand."""
    with store.write() as session:
        morning = new_class(session, ClassDraft("Pagi", "formal", NOW.date()), code="PAGI22")
        evening = new_class(session, ClassDraft("Sore", "formal", NOW.date()), code="SORE22")
    early = attempt("Andika Pratama", "001", ago=timedelta(hours=8), class_code="PAGI22")
    late = attempt("Bunga Lestari", "002", at=9000.0, class_code="SORE22")
    plain_one = attempt("Citra Dewi", "003", at=20_000.0, ago=timedelta(hours=7))
    asked, tested = question(), quiz()
    tested = Part("quiz", tested.id, {**tested.data, "done_at": (NOW - timedelta(hours=9)).isoformat()})
    data = pack([early, late, plain_one, asked, tested], key, at=NOW)[0].data
    taken = take(store, data, class_id=evening)
    assert (taken.new, taken.no_class) == (5, 0)
    with store.read() as session:
        found = dict(session.execute(select(Attempt.id, Attempt.class_id)).all())
        assert found == {early.id: morning, late.id: evening, plain_one.id: morning}
        assert session.scalars(select(Quiz.class_id)).all() == [morning]
        assert session.scalars(select(Question.class_id)).all() == [evening]
    assert take(store, data, class_id=evening).new == 0


def test_an_attempt_of_a_class_that_is_not_here_belongs_to_none_and_is_told(store: Store, key: LaptopKey) -> None:
    with store.write() as session:
        held = new_class(session, ClassDraft("Sore", "formal", NOW.date()), code="SORE22")
    strange, known = attempt(class_code="JAUH22"), attempt("Bunga Lestari", "002", at=9000.0, class_code="SORE22")
    taken = take(store, pack([strange, known], key, at=NOW)[0].data, class_id=held)
    assert taken.no_class == 1
    assert "1 dari kelas yang tidak ada di catatan ini" in taken.message
    with store.read() as session:
        assert dict(session.execute(select(Attempt.id, Attempt.class_id)).all()) == {strange.id: None, known.id: held}


def test_what_came_before_its_class_was_here_joins_it_later(store: Store, key: LaptopKey) -> None:
    """As where the class is typed in only after its bundles, or an exam's files come before them."""
    seat(store)
    named, plain_one = attempt(class_code="SORE22"), attempt("Bunga Lestari", "002", at=9000.0)
    tested = quiz()
    tested = Part("quiz", tested.id, {**tested.data, "document": {"class_code": "SORE22"}})
    data = pack([named, plain_one, tested], key, at=NOW)[0].data
    assert take(store, data).no_class == 2
    with store.write() as session:
        held = new_class(session, ClassDraft("Sore", "formal", NOW.date()), code="SORE22")
    again = take(store, data)
    assert (again.new, again.no_class) == (0, 0)
    with store.read() as session:
        assert dict(session.execute(select(Attempt.id, Attempt.class_id)).all()) == {named.id: held, plain_one.id: None}
        assert session.scalars(select(Quiz.class_id)).all() == [held]
        assert session.execute(select(Person.name, Member.present).join(Member)).all() == [("Andika Pratama", True)]


def test_what_comes_for_a_class_that_was_taken_away_meanwhile_is_taken_in_without(
    store: Store, key: LaptopKey, parts: list[Part]
) -> None:
    with store.write() as session:
        gone = new_class(session, ClassDraft("Sore", "formal", NOW.date()))
    with store.write() as session:
        remove_class(session, gone)
    (packed,) = pack(parts, key, at=NOW)
    taken = take(store, packed.data, class_id=gone)
    assert taken.new == len(parts)
    with store.read() as session:
        assert set(session.scalars(select(Attempt.class_id))) == {None}


def test_what_has_no_class_is_written_as_before(key: LaptopKey) -> None:
    assert "class_code" not in attempt().data
    named = attempt(class_code="SORE22")
    assert (named.id, named.data["format"], named.data["class_code"]) == (attempt().id, 2, "SORE22")


@pytest.mark.parametrize("change", [{"format": 1}, {"class_code": ""}, {"class_code": "sore"}, {"class_code": 5}])
def test_a_class_code_that_is_none_is_refused(lite: Store, key: LaptopKey, change: dict[str, Any]) -> None:
    good = pack([attempt(class_code="SORE22")], key, at=NOW)[0].data
    with pytest.raises(RecordsError, match="tidak dapat dipakai"):
        take(lite, resigned(good, key, lambda said: said["parts"][0]["data"].update(change)))


def test_an_attempt_of_a_newer_layout_is_counted_not_guessed(lite: Store, key: LaptopKey) -> None:
    content = json.loads(pack([attempt()], key, at=NOW)[0].data.split(b"\n", 3)[3])
    content["parts"][0]["data"]["format"] = 3
    data = bundles._signed(bundles._canonical(content), key, (1, VERSION[1] + 1))
    assert take(lite, data).unknown == 1
