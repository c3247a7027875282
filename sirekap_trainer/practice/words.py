"""Numbers in Indonesian words, as KPPS members write them on the form."""

from __future__ import annotations

_SMALL = (
    "NOL SATU DUA TIGA EMPAT LIMA ENAM TUJUH DELAPAN SEMBILAN SEPULUH SEBELAS".split()  # noqa: SIM905 - one line reads better
)


def in_words(value: int) -> str:
    """A number from 0 to 9999 in capitals, e.g. `SERATUS DUA PULUH EMPAT`.

    Raises:
        ValueError: The number is out of range.
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"no words for {value}")
    if value < 12:
        return _SMALL[value]
    if value < 20:
        return f"{_SMALL[value - 10]} BELAS"
    for size, name in ((1000, "RIBU"), (100, "RATUS"), (10, "PULUH")):
        count, rest = divmod(value, size)
        if count:
            head = f"SE{name}" if count == 1 else f"{_SMALL[count]} {name}"
            return f"{head} {in_words(rest)}" if rest else head
    raise AssertionError(value)
