"""Seeded chance that gives the same draws on every machine and Python version."""

from __future__ import annotations

import hashlib
import math
import random
import secrets
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

#: Seeds from here on are secret: there are too many of them to be tried.
FIRST_SECRET_SEED = 1 << 127


def secret_seed() -> int:
    """A new seed for an exam set. Whoever knows a set's seed can make it again, key included: keep it to yourself."""
    return FIRST_SECRET_SEED | secrets.randbits(127)


class Dice:
    """A stream of draws that depends on nothing but its key.

    Built on `random.Random.random()` alone: of the methods of `random`, that is the one whose sequence Python promises
    to keep. The key is hashed, so that neighbouring seeds give unrelated streams.

    Args:
        key: What the stream belongs to, e.g. `(seed, form.id, index, "votes")`; compared by its text.
    """

    def __init__(self, *key: object) -> None:
        digest = hashlib.sha256("/".join(map(str, key)).encode("utf-8")).digest()
        self._random = random.Random(int.from_bytes(digest[:16], "big"))

    def real(self, low: float, high: float) -> float:
        """A number of [low, high)."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._random.random() < probability

    def normal(self, spread: float) -> float:
        """Normally distributed around 0, cut off at two and a half standard deviations (`spread`)."""
        radius = math.sqrt(-2 * math.log(1 - self._random.random()))
        value = radius * math.cos(2 * math.pi * self._random.random())
        return spread * min(2.5, max(-2.5, value))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.whole(0, len(choices) - 1)]

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of the (choice, weight) pairs' choices, by weight."""
        left = self.real(0, sum(weight for _, weight in choices))
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        return choices[-1][0]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a random order (Fisher-Yates)."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.whole(0, last)
            result[last], result[other] = result[other], result[last]
        return result
