"""Finished exercises to report on, and pictures of numbers."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.review import start_review
from sirekap_trainer.exercise.scoring import advice, load_rubric, score
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.reading.result import NumberReading, PageReading
from sirekap_trainer.reports.content import attempt_report

#: The founding evening; local time, as the report tells it.
WHEN = datetime(2024, 11, 27, 19, 5)  # noqa: DTZ001
FORM = "latihan_kwk_wali_kota"


@cache
def picture(seed: int) -> bytes:
    """A crop's worth of pixels as JPEG, another one for every seed."""
    pixels = np.full((63, 180, 3), 120 + seed, np.uint8)
    return cv2.imencode(".jpg", pixels)[1].tobytes()


@cache
def packet_of(form_id: str, slips: tuple[str, ...]) -> Packet:
    return make_packet(builtin_catalog().get(form_id), seed=5, index=1, slips=slips)


def photographed(packet, form, trainee: Trainee, codes=()) -> Exercise:
    exercise = Exercise().identify(trainee).choose(packet, form)
    for page in form:
        readings = tuple(
            NumberReading(n.id, n.label, packet.numbers[n.id].boxes, packet.numbers[n.id].bubbles, 0.99)
            for n in page.numbers
        )
        findings = tuple(Finding(code, "Foto ulang.") for code in codes) if page.number == 2 else ()
        reading = PageReading(
            f"page-{page.number}.jpg", form.id, page.number, readings, findings, (), np.zeros((4, 2)),
            np.zeros((1, 1, 3), np.uint8),
        )  # fmt: skip
        exercise = exercise.add_photo(page.number, reading)
    return exercise


def answered(review, packet, wrong: int):
    """Every number put right, but for the first `wrong` ones, which are made wrong; or all flagged that are misread."""
    for at, item in enumerate(review.items):
        written = packet.numbers[item.id]
        if review.mode == "tandai":
            misread = item.shown_value != written.value
            review = review.flag(item.id) if misread != (at < wrong) else review.accept(item.id)
            continue
        if at < wrong:
            value = ((written.value or 0) + 7) % 1000
            review = review.correct(item.id, boxes_for(value, 3))
        elif item.shown_value == written.value:
            review = review.accept(item.id)
        else:
            review = review.correct(item.id, written.boxes)
    return review


@pytest.fixture(scope="session")
def evening():
    """Makes exercises and reports: `evening.attempt(wrong=3)`."""

    def parts(wrong=0, *, name="Peserta Satu", role="utama", form_id=FORM, codes=(), slips=(), rule="koreksi"):
        form = builtin_catalog().get(form_id)
        packet = packet_of(form_id, slips)
        exercise = photographed(packet, form, Trainee(name, "012", role, "Jrebeng Kidul"), codes)
        exercise = exercise.start_check(rule, at=100.0)
        review = answered(start_review(form, _readings(exercise), packet.misreads, rule), packet, wrong)
        exercise = exercise.with_review(review).signatures_checked(complete=True).confirm().send(at=200.0)
        return exercise, packet, score(exercise, packet, load_rubric())

    def attempt(wrong=0, *, crops=True, first_right=None, mode="latihan", **options):
        exercise, packet, result = parts(wrong, **options)
        pictures = {one.number.id: picture(at) for at, one in enumerate(result.outcomes)} if crops else None
        return attempt_report(
            exercise, packet, result,
            advice=advice(result), mode=mode, when=WHEN, first_right=first_right, crops=pictures,
        )  # fmt: skip

    return SimpleNamespace(parts=parts, attempt=attempt, picture=picture, when=WHEN)


def _readings(exercise: Exercise):
    return tuple(reading for taken in exercise.photos for reading in taken.readings)
