"""What the trainer noticed about a photograph or about numbers, for a person to act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed.

    Attributes:
        code: Stable name for programs, e.g. `R3` or `buram`.
        message: Indonesian: what was noticed, and for a photograph what to do about it.
        severity: `error` = cannot be right, `warning` = look closely, `info` = good to know.
        numbers: Ids of the numbers it touches (of a rule: its total first); empty when it concerns the whole page.
    """

    code: str
    message: str
    severity: Severity = "warning"
    numbers: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        return {
            "code": self.code,
            "message": self.message,
            "severity": self.severity,
            "numbers": list(self.numbers),
        }
