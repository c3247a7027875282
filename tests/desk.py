"""A desk to practise at: forms, filled packets and readings of them, made by hand and without pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.review import start_review
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.packet import Misread, Packet, Slip, Tps, Written
from sirekap_trainer.reading.result import NumberReading, PageReading

if TYPE_CHECKING:
    from sirekap_trainer.exercise.review import CheckMode, Review
    from sirekap_trainer.form.model import Form

#: Consistent numbers of a TPS of 400 voters, 300 of whom came: 270 valid votes, 30 invalid.
VOTERS = {
    "pemilih_dpt": (190, 210),
    "pengguna_dpt": (140, 150),
    "pengguna_dpph": (3, 2),
    "pengguna_dptb": (1, 4),
    "pengguna_jumlah": (144, 156),
    "disabilitas": (2, 1),
}
SINGLES = {
    "surat_diterima": 410,
    "surat_digunakan": 300,
    "surat_dikembalikan": 2,
    "surat_sisa": 108,
    "suara_sah": 270,
    "suara_tidak_sah": 30,
    "suara_total": 300,
}
VOTES = {3: (124, 73, 73), 4: (124, 73, 40, 33)}
#: Planted on the Gubernur form: a candidate's votes, an unused box, and a digit lost.
MISREADS = (
    Misread(number="suara_2", boxes="873", pattern="leading_eight"),
    Misread(number="disabilitas_l", boxes="XX8", pattern="eight_zero"),
    Misread(number="surat_sisa", boxes="XX8", pattern="lost_leading"),
)


class Desk:
    """Makes what a test needs; the Gubernur form unless another is asked for."""

    misreads = MISREADS

    def form(self, form_id: str = "latihan_kwk_gubernur") -> Form:
        return builtin_catalog().get(form_id)

    def values(self, form: Form, votes: tuple[int, ...] | None = None) -> dict[str, int]:
        numbers = dict(SINGLES)
        for name, (men, women) in VOTERS.items():
            numbers |= {f"{name}_l": men, f"{name}_p": women, f"{name}_lp": men + women}
        votes = votes or VOTES[len(form.candidates)]
        return numbers | {number.id: vote for number, vote in zip(form.candidates, votes, strict=True)}

    def packet(
        self,
        form: Form | None = None,
        *,
        boxes: dict[str, str] | None = None,
        misreads: tuple[Misread, ...] = MISREADS,
        slips: tuple[Slip, ...] = (),
        signed: bool = True,
        packet_id: str = "GUB-1-001",
    ) -> Packet:
        form = form or self.form()
        written = {name: boxes_for(value, 3) for name, value in self.values(form).items()} | (boxes or {})
        return Packet(
            id=packet_id,
            form=form.id,
            seed=1,
            index=1,
            tps=Tps(province="JAWA TIMUR", city="PROBOLINGGO", kecamatan="MAYANGAN", kelurahan="JATI", number="012"),
            candidates=(),
            numbers={
                number.id: Written(
                    boxes=written[number.id],
                    bubbles=written[number.id].replace("X", "0") if number.bubbles else None,
                )
                for number in form.numbers
            },
            misreads=misreads,
            slips=slips,
            signed=signed,
            hand="a",
        )

    def readings(self, form: Form, packet: Packet, *, page: int | None = None) -> tuple[NumberReading, ...]:
        return tuple(
            NumberReading(
                number.id,
                number.label,
                packet.numbers[number.id].boxes,
                packet.numbers[number.id].bubbles,
                0.99,
            )
            for number in form.numbers
            if page in (None, number.page)
        )

    def review(self, mode: CheckMode = "koreksi", packet: Packet | None = None, form: Form | None = None) -> Review:
        form = form or self.form()
        packet = packet or self.packet(form)
        return start_review(form, self.readings(form, packet), packet.misreads, mode)

    def page_reading(
        self, page: int, packet: Packet | None = None, *, form: Form | None = None, codes: tuple[str, ...] = ()
    ) -> PageReading:
        form = form or self.form()
        return PageReading(
            photo=f"page-{page}.jpg",
            form=form.id,
            page=page,
            numbers=self.readings(form, packet or self.packet(form), page=page),
            photo_findings=tuple(Finding(code, "Ulangi foto.") for code in codes),
            findings=(),
            outline=np.zeros((4, 2)),
            upright=np.zeros((1, 1, 3), np.uint8),
        )

    def photographed(
        self, packet: Packet | None = None, form: Form | None = None, name: str = "Peserta Satu"
    ) -> Exercise:
        form = form or self.form()
        packet = packet or self.packet(form)
        exercise = Exercise().identify(Trainee(name, "012")).choose(packet, form)
        for page in form:
            exercise = exercise.add_photo(page.number, self.page_reading(page.number, packet, form=form))
        return exercise

    def checking(self, mode: CheckMode = "koreksi", packet: Packet | None = None, form: Form | None = None) -> Exercise:
        return self.photographed(packet, form).start_check(mode, at=1000.0)

    def sent(self, exercise: Exercise, review: Review, *, at: float = 1060.0) -> Exercise:
        return exercise.with_review(review).signatures_checked(complete=True).confirm().send(at=at)

    def perfect(self, review: Review, packet: Packet) -> Review:
        """Every number answered as it should be."""
        for item in review.items:
            written = packet.numbers[item.id]
            if item.shown_value == written.value:
                review = review.accept(item.id)
            elif review.mode == "koreksi":
                review = review.correct(item.id, written.boxes)
            else:
                review = review.flag(item.id)
        return review

    def blind(self, review: Review) -> Review:
        """Everything accepted unseen."""
        for item in review.items:
            review = review.accept(item.id)
        return review

    def with_confidence(self, review: Review, number_id: str, confidence: float) -> Review:
        items = tuple(replace(one, confidence=confidence) if one.id == number_id else one for one in review.items)
        return replace(review, items=items)
