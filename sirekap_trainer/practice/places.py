"""Where a TPS is: the kecamatan of a kelurahan, of the city that ships (`data/places.toml`) or of another one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import Tps

#: Longest name that fits on the dotted line of a sheet's header.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Home:
    """A city: where TPS are of which nobody says more.

    Attributes:
        city: Its name, with Kota or Kabupaten.
        province: Its province.
        kecamatan: Its kelurahan by kecamatan; empty where they are not known.
    """

    city: str
    province: str
    kecamatan: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether any kelurahan of it is known."""
        return any(self.kecamatan.values())

    def renamed(self, city: str = "", province: str = "") -> Home:
        """This city under what somebody typed, where they typed anything; another city has none of its kelurahan."""
        other = bool(city) and _plain(city) != _plain(self.city)
        return replace(
            self,
            city=city or self.city,
            province=province or self.province,
            kecamatan={} if other else self.kecamatan,
        )

    def example(self) -> tuple[str, str]:
        """A kecamatan and a kelurahan of it: the last one, for the first often has the same name."""
        for kecamatan, all_of in self.kecamatan.items():
            if all_of:
                return kecamatan, all_of[-1]
        return "Nama Kecamatan", "Nama Kelurahan"


@cache
def home() -> Home:
    """The city that ships: where a TPS is, if nobody says otherwise."""
    places = tomllib.loads((files("sirekap_trainer.practice") / "data" / "places.toml").read_text(encoding="utf-8"))
    kecamatan = {name: tuple(all_of) for name, all_of in places["kecamatan"].items()}
    return Home(city=places["city"], province=places["province"], kecamatan=kecamatan)


def tps_at(
    kelurahan: str,
    number: str,
    *,
    kecamatan: str = "",
    city: str = "",
    province: str = "",
    at: Home | None = None,
) -> Tps:
    """The TPS with a number in a kelurahan, spelt as its city spells it where it is known there.

    Args:
        kelurahan: Its name, in any case.
        number: One to three digits, e.g. `12` or `901`.
        kecamatan: Needed where the kelurahan is not known.
        city: Where it is another than that of `at`.
        province: Where it is another than that of `at`.
        at: The city; the one that ships where it is not given.

    Raises:
        PacketError: The number is none, a name is missing or too long, or the kelurahan is unknown.
    """
    place = (at or home()).renamed(_spaced(city), _spaced(province))
    kelurahan, kecamatan = fitting_name(kelurahan), fitting_name(kecamatan)
    if not kecamatan:
        kelurahan, kecamatan = _known(kelurahan, place)
    return Tps(
        province=fitting_name(place.province),
        city=fitting_name(place.city),
        kecamatan=kecamatan,
        kelurahan=kelurahan,
        number=_number(number),
    )


def _number(text: str) -> str:
    number = text.strip().zfill(3)
    if not (number.isascii() and number.isdecimal() and len(number) == 3 and number != "000"):
        raise PacketError(f"Nomor TPS '{text}' bukan tiga angka.", hint="Isi misalnya 012.", code="tps")
    return number


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return _spaced(words).casefold()


def fitting_name(words: str) -> str:
    """A name without needless spaces.

    Raises:
        PacketError: It does not fit into the header of a sheet.
    """
    name = _spaced(words)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise PacketError(
            f"Nama '{name[:LONGEST_NAME]}' tidak muat pada lembar.",
            hint=f"Pakai paling banyak {LONGEST_NAME} huruf.",
            code="nama_tempat",
        )
    return name


def _known(kelurahan: str, place: Home) -> tuple[str, str]:
    """The kelurahan as its city spells it, and its kecamatan."""
    spelt = {_plain(one): (one, name) for name, all_of in place.kecamatan.items() for one in all_of}
    if _plain(kelurahan) in spelt:
        return spelt[_plain(kelurahan)]
    near = [spelt[one][0] for one in get_close_matches(_plain(kelurahan), spelt, n=3)]
    meant = f"Mungkin maksud Anda: {', '.join(near)}. " if near else ""
    raise PacketError(
        f"Kelurahan '{kelurahan}' tidak dikenal.", hint=f"{meant}Atau sebutkan juga kecamatannya.", code="kelurahan"
    )
