"""What can go wrong, said to a person.

Every error the trainer raises on purpose derives from `TrainerError`. Its message says in Indonesian what happened, its
hint what to do next; `code` is stable for programs, `exit_code` is what the command line returns.
"""

from __future__ import annotations

from functools import partial


class TrainerError(Exception):
    """Something the person at the keyboard can understand and act on.

    Args:
        message: One short Indonesian sentence: what happened.
        hint: One short Indonesian sentence: what to do next.
        code: Stable snake_case name for programs; the class's own where not given.
    """

    exit_code = 1
    code = "galat"

    def __init__(self, message: str, *, hint: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes; an exception's own way would lose what is given by keyword."""
        return partial(type(self), self.message, hint=self.hint, code=self.code), ()

    def to_dict(self) -> dict[str, str]:
        """The error as the JSON of `sirekap-trainer read` shows it."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


class UsageError(TrainerError):
    """What was asked for makes no sense, whatever the photographs."""

    exit_code = 2
    code = "permintaan"


class PhotoError(TrainerError):
    """A photograph cannot be opened or no page is found on it."""

    code = "foto"


class ReadingError(TrainerError):
    """A page cannot be read: the network's file is missing or broken."""

    code = "pembacaan"


class FormError(TrainerError):
    """A form's definition is wrong or the form is unknown."""

    exit_code = 2
    code = "formulir"


class PacketError(TrainerError):
    """A practice packet is missing, damaged or cannot be made."""

    exit_code = 3
    code = "paket"


class ExerciseError(TrainerError):
    """A step of the exercise is not allowed now, or its answers cannot be used."""

    exit_code = 4
    code = "latihan"


class ReportError(TrainerError):
    """A report cannot be written."""

    exit_code = 5
    code = "laporan"


class RecordsError(TrainerError):
    """The trainer's records cannot be opened, read or written, or what should go into them cannot be used."""

    exit_code = 6
    code = "catatan"
