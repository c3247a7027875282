"""The pre-test and post-test: its bank, fair draws, blind scoring, keeping, gain."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Outbox, Part
from sirekap_trainer.exercise.quiz import (
    CHOICES,
    SIZE,
    Level,
    Topic,
    begin,
    draw,
    load_bank,
    parse_bank,
    result,
)
from sirekap_trainer.exercise.quiz_saved import QuizFolder, from_dict, moment, part_of, quiz_of, to_dict

NOW = 1_732_000_000.0
UTAMA = Trainee("Andika Pratama", "012", "utama", "Jati")
CADANGAN = Trainee("Bunga Lestari", "012", "cadangan", "Jati")
ALL_TESTS = [(stage, role) for stage in ("pre", "post") for role in ("utama", "cadangan")]


@pytest.fixture(scope="module")
def bank():
    return load_bank()


@pytest.fixture
def kept(tmp_path, bank):
    return QuizFolder(tmp_path / "tes", Outbox(tmp_path / "hasil"), bank)


def done(quiz, right=SIZE, *, at=NOW + 600):
    """A finished test with so many right answers."""
    for place, asked in enumerate(quiz.items):
        quiz = quiz.answer(asked.id, asked.order.index(0 if place < right else 1))
    return quiz.finish(at=at)


# --- the bank


def test_the_bank_is_large_enough_and_even(bank):
    assert len(bank.question) >= 40
    cells = Counter((one.topic, one.level) for one in bank.question)
    assert len(cells) == len(get_args(Topic)) * len(get_args(Level))
    assert set(cells.values()) == {4}


def test_the_right_answer_is_not_told_by_its_length(bank):
    lengths = [[len(answer) for answer in one.answers] for one in bank.question]
    longest = sum(one[0] > max(one[1:]) for one in lengths)
    shortest = sum(one[0] < min(one[1:]) for one in lengths)
    assert longest <= len(lengths) / CHOICES
    assert shortest <= len(lengths) / CHOICES


def test_nobody_real_is_named(bank):
    """Every word with a capital within a sentence is a term of the work, a fruit, or stands in the list below."""
    pairs = tomllib.loads((files("sirekap_trainer.practice") / "data/fruits.toml").read_text(encoding="utf-8"))["pairs"]
    fruits = {name.capitalize() for pair in pairs for name in pair}
    terms = {
        "KPPS",
        "KPU",
        "PPS",
        "TPS",
        "HP",
        "SMS",
        "Sirekap",
        "Bluetooth",
        "Februari",
        "Sesuai",
        "Tidak",
        "Anda",
        "L",
        "P",
    }
    for one in bank.question:
        for text in (one.ask, *one.answers, one.why):
            names = re.findall(r"(?<![.?!] )(?<!^)(?<!; )\b[A-Z][A-Za-z]*", re.sub(r"[A-Z]\.[A-Za-z0-9]+", "", text))
            assert set(names) <= terms | fruits, (one.id, set(names) - terms - fruits)
            assert "partai" not in text.casefold()


def test_sums_of_the_bank_are_right(bank):
    for one in bank.question:
        for left, total in re.findall(r"(\d+(?: \+ \d+)+) = (\d+)", one.why):
            assert sum(map(int, left.split(" + "))) == int(total), one.id
        for one_part, other, total in re.findall(r"(\d+) ditambah (\d+) sama dengan (\d+)", one.why):
            assert int(one_part) + int(other) == int(total) == int(one.right), one.id
        for large, small, rest in re.findall(r"(\d+) dikurangi (\d+) sama dengan (\d+)", one.why):
            assert int(large) - int(small) == int(rest) == int(one.right), one.id


GOOD = """
[[question]]
id = "foto-{n:02}"
topic = "foto"
level = "mudah"
source = "public"
ask = "Apa?"
right = "a"
wrong = ["b", "c", "d"]
why = "Begitu."
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("question = 3", "question"),
        ("= nothing", "quiz.toml"),
        (GOOD.format(n=1) + GOOD.format(n=1), "foto-01"),
        (GOOD.format(n=1), "topic prosedur, level mudah"),
        (GOOD.format(n=7).replace('"d"]', '"A"]'), "foto-07: two answers are the same"),
        (GOOD.format(n=7).replace(', "d"]', "]"), "foto-07.wrong"),
        (GOOD.format(n=7).replace('"Begitu."', '""'), "foto-07.why"),
        (GOOD.format(n=7).replace('topic = "foto"', 'topic = "musik"'), "foto-07.topic"),
        (GOOD.format(n=1) + GOOD.format(n=7).replace('id = "foto-07"\n', ""), "question 2.id"),
        (GOOD.format(n=7) + "more = 1", "foto-07.more"),
    ],
)
def test_a_wrong_bank_is_refused_and_the_entry_named(text, named):
    with pytest.raises(ExerciseError) as caught:
        parse_bank(text, source="quiz.toml")
    assert "quiz.toml" in caught.value.message
    assert named in caught.value.message


# --- drawing


def composition(bank, asked):
    return Counter((bank.get(one.id).topic, bank.get(one.id).level) for one in asked)


@given(seed=st.text(max_size=20))
def test_every_test_is_equally_hard_and_none_has_a_question_of_another(bank, seed):
    tests = [draw(bank, seed, stage=stage, role=role) for stage, role in ALL_TESTS]
    assert len({frozenset(composition(bank, one).items()) for one in tests}) == 1
    assert set(composition(bank, tests[0]).values()) == {1}
    ids = [asked.id for one in tests for asked in one]
    assert len(ids) == len(set(ids)) == 4 * SIZE


@given(seed=st.text(max_size=20))
def test_the_right_answer_stands_equally_often_at_each_place(bank, seed):
    for stage, role in ALL_TESTS:
        asked = draw(bank, seed, stage=stage, role=role)
        assert set(Counter(one.order.index(0) for one in asked).values()) == {SIZE // CHOICES}
        assert all(sorted(one.order) == [0, 1, 2, 3] for one in asked)


def test_no_question_is_rather_one_of_the_first_or_of_the_second_test(bank):
    """Over 400 classes each question comes about equally often before as after, for either role: 100 times each."""
    counts = Counter(
        (asked.id, stage, role)
        for seed in range(400)
        for stage, role in ALL_TESTS
        for asked in draw(bank, f"kelas-{seed}", stage=stage, role=role)
    )
    assert len(counts) == 4 * len(bank.question)
    assert min(counts.values()) > 60  # 4.6 standard deviations of 8.7
    assert max(counts.values()) < 140


def test_places_and_order_tell_nothing(bank):
    """Over many classes each question stands at each place, and its right answer too."""
    draws = [draw(bank, f"kelas-{seed}", stage="pre", role="utama") for seed in range(400)]
    places = Counter((asked.id, asked.order.index(0)) for one in draws for asked in one)
    assert len(places) == CHOICES * len(bank.question)
    firsts = Counter(bank.get(one[0].id).topic for one in draws)
    assert min(firsts.values()) > 60


def test_a_draw_is_the_same_everywhere(bank):
    again = draw(bank, "kelas-1", stage="pre", role="utama")
    assert again == draw(bank, "kelas-1", stage="pre", role="utama")
    assert again != draw(bank, "kelas-2", stage="pre", role="utama")


def test_names_have_no_part_in_it(bank):
    other = replace(UTAMA, name="Zulaikha Rahayu")
    for class_code in ("", "K-07"):
        mine, theirs = (begin(bank, "pre", who, at=NOW, class_code=class_code) for who in (UTAMA, other))
        assert mine.items == theirs.items
        assert mine.id != theirs.id
        assert result(done(mine, 7), bank) == result(done(theirs, 7), bank)


def test_a_class_has_tests_of_its_own(bank):
    assert begin(bank, "pre", UTAMA, at=NOW).items != begin(bank, "pre", UTAMA, at=NOW, class_code="K-07").items
    far = replace(UTAMA, tps="007", kelurahan="Pilang")
    same = [begin(bank, "pre", who, at=NOW, class_code="K-07").items for who in (UTAMA, far)]
    assert same[0] == same[1]


# --- answering and scoring


@given(right=st.integers(0, SIZE), seed=st.integers(0, 50))
def test_each_right_answer_counts_one(bank, right, seed):
    quiz = done(begin(bank, "post", UTAMA, at=NOW, class_code=f"K-{seed}"), right)
    told = result(quiz, bank)
    assert (told.right, told.asked) == (right, SIZE)
    assert [line.correct for line in told.lines] == [place < right for place in range(SIZE)]
    assert sum(good for good, _ in told.topics.values()) == right
    assert {asked for _, asked in told.topics.values()} == {3}


def test_an_answer_can_be_changed_until_the_end(bank):
    quiz = begin(bank, "pre", UTAMA, at=NOW)
    first = quiz.items[0].id
    assert (quiz.first_open, quiz.chosen(0)) == (0, None)
    quiz = quiz.answer(first, 2)
    assert (quiz.first_open, quiz.chosen(0)) == (1, 2)
    quiz = quiz.answer(first, 3)
    assert (len(quiz.answers), quiz.chosen(0)) == (1, 3)
    with pytest.raises(ExerciseError, match="11 pertanyaan belum dijawab"):
        quiz.finish(at=NOW)
    finished = done(quiz)
    assert finished.first_open == SIZE - 1
    with pytest.raises(ExerciseError, match="sudah selesai"):
        finished.answer(first, 1)
    assert finished.finish(at=NOW + 9999) == finished


# --- keeping


def test_it_goes_on_where_it_was_killed(kept):
    quiz = kept.open(UTAMA, "pre", at=NOW)
    quiz = quiz.answer(quiz.items[0].id, 1)
    kept.keep(quiz)
    assert kept.open(UTAMA, "pre", at=NOW + 60) == quiz
    assert kept.open(CADANGAN, "pre", at=NOW + 60).answers == {}
    assert kept.open(UTAMA, "post", at=NOW + 60).answers == {}
    assert kept.open(UTAMA, "pre", at=NOW + 60, class_code="K-07").answers == {}
    assert kept.open(UTAMA, "pre", at=NOW + 31 * 86_400).answers == {}


def test_a_test_nobody_went_on_with_leaves_no_name_behind(kept):
    for who, age in ((UTAMA, 31), (CADANGAN, 29)):
        kept.keep(kept.open(who, "pre", at=NOW))
        path = next(one for one in kept.folder.glob("*.json") if who.name in one.read_text())
        os.utime(path, (NOW - age * 86_400,) * 2)
    kept.open(replace(UTAMA, tps="007"), "pre", at=NOW)
    assert [CADANGAN.name in one.read_text() for one in kept.folder.glob("*.json")] == [True]


def test_it_is_done_once_a_class(kept):
    quiz = done(kept.open(UTAMA, "pre", at=NOW))
    kept.keep(quiz)
    kept.keep(quiz)  # killed before its file was taken away
    assert [part.id for part in kept.outbox.waiting()] == [quiz.id]
    assert list(kept.folder.glob("*.json")) == []
    assert kept.open(UTAMA, "pre", at=NOW + 3600) == quiz
    kept.outbox.hand_over(kept.outbox.waiting(), at=NOW + 700)
    assert kept.open(UTAMA, "pre", at=NOW + 3600) == quiz
    assert not kept.open(CADANGAN, "pre", at=NOW + 3600).done
    assert not kept.open(UTAMA, "post", at=NOW + 3600).done
    assert not kept.open(UTAMA, "pre", at=NOW + 2 * 86_400).done  # another class


def attempted(who, at, code):
    """An attempt in the outbox, as far as it matters here."""
    data = {"format": 2, "exercise": {"trainee": asdict(who)}, "sent_at": moment(at), "class_code": code}
    return Part("attempt", f"a{at:.0f}{who.role}", data if code else {**data, "class_code": ""})


def test_a_finished_test_is_kept_also_where_its_file_is_held(kept, monkeypatch):
    quiz = kept.open(UTAMA, "pre", at=NOW)
    kept.keep(quiz)

    def held(*_, **__):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", held)
    kept.keep(done(quiz))
    assert kept.finished(UTAMA, "pre", at=NOW) is not None


def test_a_finished_test_names_the_class_of_the_persons_attempts(kept):
    for who, at, code in (
        (UTAMA, NOW - 12 * 3600, "PAGI22"),
        (UTAMA, NOW - 3600, "SORE22"),
        (UTAMA, NOW - 60, ""),
        (CADANGAN, NOW - 30, "LAIN22"),
    ):
        kept.outbox.put(attempted(who, at, code))
    kept.outbox.hand_over(kept.outbox.waiting(), at=NOW)
    kept.outbox.put(Part("attempt", "rusak", {"class_code": "X", "exercise": {"trainee": asdict(UTAMA)}}))
    quiz = done(kept.open(UTAMA, "post", at=NOW))
    kept.keep(quiz)
    kept.keep(quiz)
    (part,) = [one for one in kept.outbox.waiting() if one.kind == "quiz"]
    assert part.data["document"]["class_code"] == "SORE22"
    assert kept.open(UTAMA, "post", at=NOW + 60) == replace(quiz, class_code="SORE22")
    assert kept.open(UTAMA, "post", at=NOW + 60, class_code="SORE22") == replace(quiz, class_code="SORE22")
    assert list(kept.folder.glob("*.json")) == []
    far = done(kept.open(UTAMA, "pre", at=NOW + 2 * 86_400))
    kept.keep(replace(far, done_at=NOW + 2 * 86_400))
    assert quiz_of(next(one for one in kept.outbox.waiting() if one.id == far.id), kept.bank).class_code == ""


def test_all_four_tests_of_a_tps_stay_apart_though_the_class_becomes_known_between_them(kept):
    seen = []
    for stage in ("pre", "post"):
        for who in (UTAMA, CADANGAN):
            quiz = done(kept.open(who, stage, at=NOW))
            kept.keep(quiz)
            seen += [one.id for one in quiz.items]
            kept.outbox.put(attempted(who, NOW, "K7M2QX"))
    assert len(set(seen)) == 4 * SIZE


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"id": "x"}', "[" * 5000, '{"format": 1}'])
def test_a_broken_file_begins_anew(kept, text):
    quiz = kept.open(UTAMA, "pre", at=NOW)
    kept.keep(quiz.answer(quiz.items[0].id, 1))
    next(kept.folder.glob("*.json")).write_text(text)
    assert kept.open(UTAMA, "pre", at=NOW).answers == {}


def test_a_broken_part_of_the_outbox_is_passed_over(kept):
    kept.keep(done(kept.open(UTAMA, "pre", at=NOW)))
    path = next(kept.outbox.folder.glob("*.json"))
    data = json.loads(path.read_text())
    for broken in (None, {}, {"items": 3}, {"items": [3]}, data["document"] | {"items": [["gone-01", [0, 1, 2, 3]]]}):
        path.write_text(json.dumps(data | {"document": broken}))
        assert not kept.open(UTAMA, "pre", at=NOW).done


def test_what_cannot_be_written_is_told(kept, tmp_path):
    (tmp_path / "tes").write_text("no folder")
    quiz = kept.open(UTAMA, "pre", at=NOW)
    with pytest.raises(ExerciseError, match="tidak dapat disimpan"):
        kept.keep(quiz)


def test_plain_values_give_the_same_test(bank):
    quiz = begin(bank, "pre", UTAMA, at=NOW, class_code="K-07")
    quiz = quiz.answer(quiz.items[3].id, 0)
    assert from_dict(json.loads(json.dumps(to_dict(quiz))), bank) == quiz
    with pytest.raises(ExerciseError, match="belum selesai"):
        part_of(quiz, bank)
    finished = done(quiz, 5)
    part = part_of(finished, bank)
    assert (part.data["right"], part.data["asked"], part.data["stage"]) == (5, SIZE, "pre")
    assert quiz_of(part, bank) == finished
