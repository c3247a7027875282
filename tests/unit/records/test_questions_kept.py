"""Tests and questions from a trainee's outbox into the records, and questions answered there, on both databases."""

from __future__ import annotations

import csv
from datetime import UTC, date, timedelta

import openpyxl
import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.questions import question
from sirekap_trainer.exercise.quiz import SIZE, begin, load_bank, result
from sirekap_trainer.exercise.quiz_saved import part_of
from sirekap_trainer.records import queries
from sirekap_trainer.records.bundle import open_bundle, pack
from sirekap_trainer.records.exchange import take_bundle
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.people import import_roster
from sirekap_trainer.records.privacy import erase_person
from sirekap_trainer.records.queries import Scope, open_questions
from sirekap_trainer.records.questions import answer_question, list_questions, write_questions
from sirekap_trainer.records.roster_file import Checked


@pytest.fixture
def asked(store, roster, now, tmp_path):
    """Records of 12 operators, two of whom asked, and one whom nobody knows."""
    with store.write() as session:
        import_roster(session, Checked(tuple(roster()), ()), name="daftar.csv", at=now)
    people = roster()
    first, last = people[0], people[-1]
    rows = [
        (last, "Langkah: Foto", "=Bolehkah memakai lampu?", 0),
        (first, "Angka: Suara paslon 2", "Kotak pertama kosong, diisi apa?", 60),
        (first, "Langkah: Kirim", "", 30),
    ]
    at = now.timestamp()
    parts = [
        question(Trainee(who.name, who.station, who.role, who.village), about, note, at=at + later)
        for who, about, note, later in rows
    ]
    parts.append(question(Trainee("Zulaikha Rahayu", "901", "utama", "Entah"), "Langkah: Paket", "?", at=at))
    take(store, parts, tmp_path, now)
    return store


def take(store, parts, folder, now):
    data = pack(parts, LaptopKey.of(folder / "laptop"), at=now + timedelta(hours=1))[0].data
    with store.write() as session:
        return take_bundle(session, open_bundle(data), at=now + timedelta(hours=2))


def listed(store, *arguments, **options):
    with store.read() as session:
        return list_questions(session, *arguments, **options)


def answer(store, which, words, by="Ketua PPS Contoh A", *, at, seen=None):
    with store.write() as session:
        answer_question(session, which, words, by=by, at=at, seen=seen)


def test_questions_are_listed_by_kelurahan(asked, roster):
    rows = listed(asked)
    assert [(one.village, one.station, one.about) for one in rows] == [
        ("Kelurahan Contoh A", "001", "Langkah: Kirim"),
        ("Kelurahan Contoh A", "001", "Angka: Suara paslon 2"),
        ("Kelurahan Contoh B", "003", "Langkah: Foto"),
        ("Entah", "901", "Langkah: Paket"),
    ]
    assert [one.name for one in rows] == [roster()[0].name, roster()[0].name, roster()[-1].name, "Zulaikha Rahayu"]
    assert (rows[0].district, rows[-1].district, rows[-1].person_id) == ("Mayangan", "", None)
    with asked.read() as session:
        village = queries.village_rows(session, Scope())[0].id
    assert len(listed(asked, Scope(village_id=village))) == 2
    assert len(listed(asked, Scope(district_id=1))) == 3
    assert listed(asked, Scope(class_id=77)) == ()


def test_an_answer_is_kept_and_can_be_changed_or_taken_back(asked, now):
    first = listed(asked)[0]
    answer(asked, first.id, "  Setelah semua angka diperiksa.\n", at=now)
    told = listed(asked, answered=True)
    assert [(one.answer, one.answered_by, one.answered_at) for one in told] == [
        ("Setelah semua angka diperiksa.", "Ketua PPS Contoh A", now)
    ]
    with asked.read() as session:
        assert open_questions(session, Scope()) == len(listed(asked, answered=False)) == 3
    answer(asked, first.id, "Lain.", by="Pelatih", at=now + timedelta(days=1))
    assert [(one.answer, one.answered_by) for one in listed(asked, answered=True)] == [("Lain.", "Pelatih")]
    answer(asked, first.id, " ", by="", at=now)
    assert listed(asked, answered=True) == ()


@pytest.mark.parametrize(
    ("which", "words", "by", "told"),
    [
        ("gone", "Ya.", "Pelatih", "tidak ada lagi"),
        ("", "Ya.", "  ", "masih kosong"),
        ("", "x" * 2001, "Pelatih", "terlalu panjang"),
        ("", "Ya.", "P" * 81, "terlalu panjang"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused(asked, now, which, words, by, told):  # noqa: PLR0917 - fixtures and cases
    with pytest.raises(RecordsError, match=told):
        answer(asked, which or listed(asked)[0].id, words, by, at=now)
    assert listed(asked, answered=True) == ()


def test_an_answer_that_came_meanwhile_is_not_replaced_unread(asked, now):
    first = listed(asked)[0]
    answer(asked, first.id, "Setelah diperiksa.", seen=("", ""), at=now)
    for words in ("Lain.", ""):
        with pytest.raises(RecordsError, match="Ketua PPS Contoh A sudah menjawab") as caught:
            answer(asked, first.id, words, by="Pelatih", seen=("", ""), at=now)
        assert caught.value.code == "sudah_dijawab"
    told = listed(asked, answered=True)
    assert [(one.answer, one.answered_by) for one in told] == [("Setelah diperiksa.", "Ketua PPS Contoh A")]
    answer(asked, first.id, "Lain.", by="Pelatih", seen=(told[0].answer, told[0].answered_by), at=now)
    answer(asked, first.id, "", by="", seen=("Lain.", "Pelatih"), at=now)
    with pytest.raises(RecordsError, match="dihapus orang lain"):
        answer(asked, first.id, "Lagi.", by="Pelatih", seen=("Lain.", "Pelatih"), at=now)


def test_taking_the_same_in_again_keeps_the_answer(asked, now, tmp_path):
    part = question(Trainee("Zulaikha Rahayu", "901", "utama", "Entah"), "Langkah: Foto", "?", at=now.timestamp())
    assert take(asked, [part], tmp_path, now).questions == (part.id,)
    answer(asked, part.id, "Ya.", at=now)
    assert take(asked, [part], tmp_path, now).questions == ()
    assert [one.answer for one in listed(asked, answered=True)] == ["Ya."]


def test_who_is_erased_leaves_no_words_behind(asked):
    first = listed(asked)[0]
    with asked.write() as session:
        erase_person(session, first.person_id, today=date(2024, 11, 27))
    rest = listed(asked)
    assert len(rest) == 4
    assert {(one.name, one.village, one.note) for one in rest if one.about in ("Langkah: Kirim", first.about)} == {
        ("", "", "")
    }


def test_the_spreadsheets_say_what_the_records_say(asked, now, tmp_path):
    answer(asked, listed(asked)[0].id, "Ya.", at=now)
    rows = listed(asked)
    path = write_questions(tmp_path / "tanya.xlsx", rows, zone=UTC)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert found[0][:4] == ["Kecamatan", "Kelurahan", "TPS", "Nama"]
    assert found[1] == [
        "Mayangan", "Kelurahan Contoh A", "001", rows[0].name, "utama", "", "Langkah: Kirim", "", "2024-11-20 08:00",
        "Ya.", "Ketua PPS Contoh A", "2024-11-20 08:00",
    ]  # fmt: skip
    assert found[3][7] == "=Bolehkah memakai lampu?"
    with write_questions(tmp_path / "tanya.csv", rows, zone=UTC).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[3][7] == "'=Bolehkah memakai lampu?"
    assert [line[:7] for line in lines] == [line[:7] for line in found]
    for name in ("tanya.csv", "tanya.pdf"):
        with pytest.raises(RecordsError):
            write_questions(tmp_path / name, rows)


def test_tests_reach_the_records_and_the_gain_is_of_those_who_did_both(store, roster, now, tmp_path):
    with store.write() as session:
        import_roster(session, Checked(tuple(roster()), ()), name="daftar.csv", at=now)
    bank, parts, both = load_bank(), [], []
    for place, who in enumerate(roster()):
        trainee = Trainee(who.name, who.station, who.role, who.village)
        told = [done(begin(bank, stage, trainee, at=now.timestamp()), right, now) for stage, right in
                (("pre", place % 7), ("post", 5 + place % 8))]  # fmt: skip
        parts += [part_of(one, bank) for one in (told[:1] if place == 3 else told)]
        if place != 3:  # went home early
            both.append([result(one, bank).right / SIZE for one in told])
    taken = take(store, parts, tmp_path, now)
    assert len(taken.quizzes) == 23
    with store.read() as session:
        kept = queries.gain(session, Scope())
    before, after = (sum(shares) / 11 for shares in zip(*both, strict=True))
    assert kept.people == len(both) == 11
    assert (kept.before, kept.after) == (pytest.approx(before), pytest.approx(after))
    assert kept.points == pytest.approx(100 * (after - before))


def done(quiz, right, now):
    for place, one in enumerate(quiz.items):
        quiz = quiz.answer(one.id, one.order.index(0 if place < right else 2))
    assert len(quiz.answers) == SIZE
    return quiz.finish(at=now.timestamp() + 600)
