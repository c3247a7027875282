"""Where a TPS is: the kecamatan of a kelurahan, after `data/places.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import Tps

#: Longest name that fits on the dotted line of a sheet's header.
LONGEST_NAME = 40


def tps_at(kelurahan: str, number: str, *, kecamatan: str = "", city: str = "", province: str = "") -> Tps:
    """The TPS with a number in a kelurahan, spelt as in `places.toml` where it stands there.

    Args:
        kelurahan: Its name, in any case.
        number: One to three digits, e.g. `12` or `901`.
        kecamatan: Needed where the kelurahan is not in the file.
        city: Where it is not the file's.
        province: Where it is not the file's.

    Raises:
        PacketError: The number is none, a name is missing or too long, or the kelurahan is unknown.
    """
    kelurahan, kecamatan, city, province = (
        _name(words) for words in (kelurahan, kecamatan, city or home().city, province or home().province)
    )
    if not kecamatan:
        kelurahan, kecamatan = _known(kelurahan)
    return Tps(province=province, city=city, kecamatan=kecamatan, kelurahan=kelurahan, number=_number(number))


@dataclass(frozen=True, slots=True)
class Home:
    """Where the kelurahan of `places.toml` are."""

    city: str
    province: str


@cache
def home() -> Home:
    """Where a TPS is, if nobody says otherwise."""
    return Home(city=_places()["city"], province=_places()["province"])


def _number(text: str) -> str:
    number = text.strip().zfill(3)
    if not (number.isascii() and number.isdecimal() and len(number) == 3 and number != "000"):
        raise PacketError(f"Nomor TPS '{text}' bukan tiga angka.", hint="Isi misalnya 012.", code="tps")
    return number


def _name(words: str) -> str:
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise PacketError(
            f"Nama '{name[:LONGEST_NAME]}' tidak muat pada lembar.",
            hint=f"Pakai paling banyak {LONGEST_NAME} huruf.",
            code="nama_tempat",
        )
    return name


def _known(kelurahan: str) -> tuple[str, str]:
    """The kelurahan as the file spells it, and its kecamatan."""
    found = [(one, name) for name, all_of in _places()["kecamatan"].items() for one in all_of]
    spelt = {one.casefold(): (one, name) for one, name in found}
    if kelurahan.casefold() in spelt:
        return spelt[kelurahan.casefold()]
    near = [spelt[one][0] for one in get_close_matches(kelurahan.casefold(), spelt, n=3)]
    meant = f"Mungkin maksud Anda: {', '.join(near)}. " if near else ""
    raise PacketError(
        f"Kelurahan '{kelurahan}' tidak dikenal.", hint=f"{meant}Atau sebutkan juga kecamatannya.", code="kelurahan"
    )


@cache
def _places() -> dict[str, Any]:
    return tomllib.loads((files("sirekap_trainer.practice") / "data" / "places.toml").read_text(encoding="utf-8"))
