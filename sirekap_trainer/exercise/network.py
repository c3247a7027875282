"""A slow network on election night, made up: what was sent waits its turn, goes out bit by bit, breaks off, goes on.

A pure function of time, so that it needs neither a thread nor a real wait: whoever asks says what time it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sirekap_trainer.practice.dice import Dice

UploadState = Literal["waiting", "sending", "broken", "sent"]

#: Seconds before a form's numbers begin to go out, those they need to go out, and those after a break. Together some
#: 20 to 60 a form: uploads took minutes in 2024 (domain.md), which nobody would wait for in a class. A choice.
_BEFORE = (2.0, 4.0)
_NEEDED = (18.0, 34.0)
_PAUSE = (4.0, 8.0)
#: How often it breaks off: the first form of a sitting always, so that everyone has seen it and waited.
_BREAKS = ((0, 0.4), (1, 0.4), (2, 0.2))


@dataclass(frozen=True, slots=True)
class Upload:
    """How far one form's numbers are.

    Attributes:
        state: `waiting` for what is before them, `sending`, `broken` off and about to be tried again, or `sent`.
        share: How much is out, 0 to 1; never less than before.
        tries: How often sending has begun.
    """

    state: UploadState
    share: float
    tries: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will happen to one form: seconds before it begins, seconds it needs, and breaks as (share, seconds)."""

    before: float
    needed: float
    breaks: tuple[tuple[float, float], ...]

    @property
    def lasts(self) -> float:
        """Seconds from its turn to the end."""
        return self.before + self.needed + sum(pause for _, pause in self.breaks)

    def after(self, seconds: float) -> Upload:
        """Where it is so long after its turn came."""
        left, share, tries = seconds - self.before, 0.0, 1
        if left < 0:
            return Upload("waiting", 0.0, 0)
        for at, pause in self.breaks:
            leg = (at - share) * self.needed
            if left < leg:
                return Upload("sending", share + left / self.needed, tries)
            left, share = left - leg, at
            if left < pause:
                return Upload("broken", share, tries)
            left, tries = left - pause, tries + 1
        share += left / self.needed
        return Upload("sent", 1.0, tries) if seconds >= self.lasts else Upload("sending", min(share, 1.0), tries)


@dataclass(frozen=True, slots=True)
class Network:
    """One line for a whole sitting: one form after the other, in the order in which they were handed over.

    Attributes:
        key: What its whims hang on; the same key, the same whims.
    """

    key: str

    def uploads(self, queued: Sequence[float], at: float) -> tuple[Upload, ...]:
        """Where each form is.

        Args:
            queued: When each was handed over, in seconds, ascending.
            at: Now, in seconds.
        """
        found, free = [], float("-inf")
        for index, time in enumerate(queued):
            plan, begins = self._plan(index), max(time, free)
            found.append(plan.after(at - begins))
            free = begins + plan.lasts
        return tuple(found)

    def done_at(self, queued: Sequence[float]) -> float:
        """When the last of them is out, in seconds; minus infinity where there are none."""
        free = float("-inf")
        for index, time in enumerate(queued):
            free = max(time, free) + self._plan(index).lasts
        return free

    def _plan(self, index: int) -> _Plan:
        dice = Dice(self.key, "network", index)
        count = dice.weighted(_BREAKS) if index else 1
        shares = sorted(dice.real(0.2, 0.9) for _ in range(count))
        breaks = tuple((share, dice.real(*_PAUSE)) for share in shares)
        return _Plan(dice.real(*_BEFORE), dice.real(*_NEEDED), breaks)
