"""How names of people and places are compared. What people wrote is kept as they wrote it."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

#: Longest `norm` that a table holds.
_LONGEST = 80
#: What stands before a place's name without being part of it.
_BEFORE_PLACES = re.compile(r"^(kecamatan|kec|kelurahan|kel|desa|ds)\b(\.\s*|\s+)(?=\S)", re.IGNORECASE)
#: Words of a name that say little: forms of address and titles. Those with a comma before them fall away anyway.
_TITLES = frozenset("h hj haji hajah ir drs dra dr prof bpk bapak ibu sdr sdri moch moh mohammad muhammad muh".split())  # noqa: SIM905 - one line reads better
#: Share of letters in common from which two names may be one, misspelt: `Budi Santoso` and `Budi Santosa` have 0.92,
#: `Andi Pratama` and `Anto Pratama` 0.83.
_ALIKE = 0.85


def norm(text: str) -> str:
    """What a name is compared by: small letters and digits, one space between words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.sub(r"['’`´]", "", plain)
    return " ".join(re.sub(r"[^\w]+|_", " ", words).split())[:_LONGEST].strip()


def place_norm(text: str) -> str:
    """What the name of a kecamatan or kelurahan is compared by, without the word kecamatan or kelurahan."""
    return norm(without_word(text))


def without_word(text: str) -> str:
    """The name of a kecamatan or kelurahan without that word before it: `Jati` of `Kel. Jati`, and of `Kel.Jati`."""
    return _BEFORE_PLACES.sub("", text.strip())


def alike(one: str, other: str) -> bool:
    """Whether two names may be the same person's, written differently.

    All words of the shorter one stand in the longer one, perhaps as initials, or nearly all letters are the same.
    Meant for two who say they are the same operator of the same TPS; of people in general it would say too much.
    """
    first, second = (norm(name.partition(",")[0]) for name in (one, other))
    if not first or not second:
        return False
    shorter, longer = sorted((_words(first), _words(second)), key=len)
    if any(len(word) > 2 for word in shorter) and all(_stands(word, longer) for word in shorter):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _words(name: str) -> list[str]:
    words = name.split()
    return [word for word in words if word not in _TITLES] or words


def _stands(word: str, words: list[str]) -> bool:
    return any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in words)
