"""What a trainee does not understand yet (*Saya belum paham*), noted on the spot for the trainer and the PPS.

outbox.put(question(trainee, "Angka: Suara paslon 2", "Bolehkah kotak pertama kosong?", at=now))
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Part
from sirekap_trainer.exercise.quiz_saved import moment

#: Kind of its part in the outbox.
KIND = "question"
#: Letters of a note; of what it is about the records hold 200.
MAX_NOTE = 500
MAX_ABOUT = 200
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def clean_note(text: str) -> str:
    """A note as it is kept: at most `MAX_NOTE` letters, no signs that are no letters, no empty lines around it."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\u2029", "\n")).strip()[:MAX_NOTE].rstrip()


def question(
    trainee: Trainee,
    about: str,
    note: str,
    *,
    at: float,
    class_code: str = "",
    details: Mapping[str, str] | None = None,
) -> Part:
    """A question as it is handed to the trainer.

    Args:
        trainee: Who asks.
        about: Number or step, in the form's own words.
        note: In the person's words; may be empty.
        at: Now, in seconds since 1970 by this laptop's clock.
        class_code: Of the class, where it is known.
        details: What else is known of it, such as form, packet and number; nothing that tells an answer key.
    """
    name = uuid.uuid4().hex
    return Part(
        KIND,
        name,
        {
            "format": 1,
            "id": name,
            "name": trainee.name,
            "village": trainee.kelurahan,
            "station": trainee.tps,
            "role": trainee.role,
            "about": _CONTROL.sub(" ", about)[:MAX_ABOUT],
            "note": clean_note(note),
            "asked_at": moment(at),
            "document": {**(details or {}), "class_code": class_code},
        },
    )
