"""What is doubtful about numbers that were read, said so that a person looks where it matters; the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sirekap_trainer.findings import Finding
from sirekap_trainer.form import rules
from sirekap_trainer.form.mend import mend_finding, only_mend
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.symbols import FILLERS, REFUSED, bubbles_contradict
from sirekap_trainer.reading.digits import DOUBT_THRESHOLD
from sirekap_trainer.reading.result import NumberReading


def number_findings(form: Form, readings: Iterable[NumberReading]) -> tuple[Finding, ...]:
    """What to look at among the numbers of one page, or of the whole form.

    In this order: boxes that could not be read, digits against bubbles, broken arithmetic that must hold, the one box
    that would mend it, broken arithmetic that should hold, low confidence.
    """
    numbers = tuple(readings)
    boxes = {reading.id: reading.boxes for reading in numbers}
    broken = rules.check(form, {reading.id: reading.value for reading in numbers})
    mend = only_mend(form, boxes)
    return (
        *(finding for reading in numbers for finding in _unread(form, reading)),
        *(finding for reading in numbers for finding in _contradicted(form, reading)),
        *(finding for finding in broken if finding.severity == "error"),
        *([mend_finding(form, mend, boxes)] if mend else []),
        *(finding for finding in broken if finding.severity != "error"),
        *(finding for reading in numbers for finding in _doubted(form, reading)),
    )


def _unread(form: Form, reading: NumberReading) -> Iterator[Finding]:
    short = form.number(reading.id).short
    if REFUSED in reading.boxes:
        message = f"{short}: ada kotak yang tidak terbaca. Bandingkan dengan kertas."
        yield Finding("tidak_terbaca", message, "warning", (reading.id,))
    elif not reading.boxes.strip(FILLERS):
        yield Finding("kosong", f"{short}: semua kotak kosong.", "warning", (reading.id,))
    elif reading.value is None:
        message = f"{short}: isi kotak bukan angka yang utuh. Bandingkan dengan kertas."
        yield Finding("bukan_angka", message, "warning", (reading.id,))


def _contradicted(form: Form, reading: NumberReading) -> Iterator[Finding]:
    if reading.bubbles is not None and bubbles_contradict(reading.boxes, reading.bubbles):
        short = form.number(reading.id).short
        message = f"{short}: kotak terbaca {reading.boxes}, bulatan {reading.bubbles}. Bandingkan dengan kertas."
        yield Finding("bulatan", message, "warning", (reading.id,))


def _doubted(form: Form, reading: NumberReading) -> Iterator[Finding]:
    if REFUSED not in reading.boxes and reading.confidence < DOUBT_THRESHOLD:
        message = f"{form.number(reading.id).short}: bacaan {reading.boxes} kurang yakin. Bandingkan dengan kertas."
        yield Finding("kurang_yakin", message, "info", (reading.id,))
