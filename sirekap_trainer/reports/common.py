"""What the reports of classes and of areas tell in the same way: numbers, patterns, photographs, time, tests."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from sirekap_trainer.errors import FormError
from sirekap_trainer.exercise.scoring import PATTERN_ADVICE
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.records.queries import MODES, Gain, NumberStat, PatternStat, PhotoStat, Summary, TimeStat
from sirekap_trainer.reports.content import photo_words, short_form, thousands, title_of
from sirekap_trainer.reports.document import Bar, Bars, Column, Fact, Facts, Grid, HeatMap, share, shown
from sirekap_trainer.reports.words import pattern_words

#: How many bars of a ranking are shown; the XLSX has all of them.
_BARS = 10
#: Full length of a bar and full darkness of a cell stand for at least this share: a few slips are not to look many.
_LEAST = 0.2
_OF_ROW = re.compile(r"(.+) \((L|P|L\+P)\)")
_COLUMNS = ("L", "P", "L+P")


@dataclass(frozen=True, slots=True)
class Edition:
    """For when and whom reports are made.

    Attributes:
        printed_on: The day they are made.
        zone: In which moments are told; None for that of this machine.
        city: Name of the city or regency, e.g. `Kota Contoh`; may be empty.
        polling_day: None where nobody has said it.
        trainer: Who signs as trainer where no class says so; may be empty.
        modes: Attempts in which modes say that somebody passed, in reports of areas and for certificates.
    """

    printed_on: date
    zone: tzinfo | None = None
    city: str = ""
    polling_day: date | None = None
    trainer: str = ""
    modes: tuple[Mode, ...] = MODES


class FormWords:
    """What forms and their numbers are called; their ids where a form is not known here."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def form(self, form_id: str) -> Form | None:
        """The form; None where it is not known here."""
        try:
            return self._catalog.get(form_id)
        except FormError:
            return None

    def title(self, form_id: str) -> str:
        """In one or two words."""
        form = self.form(form_id)
        return short_form(title_of(form)) if form else form_id

    def number(self, form_id: str, number_id: str) -> tuple[int, str, str]:
        """Place in the form, and what it is called in short and in the form's own words."""
        form = self.form(form_id)
        for place, number in enumerate(form.numbers if form else ()):
            if number.id == number_id:
                return place, number.short[:1].upper() + number.short[1:], number.label
        return 0, number_id, ""


# --- numbers ----------------------------------------------------------------------------------------------------------


def number_blocks(stats: Sequence[NumberStat], words: FormWords) -> Iterator[Bars | HeatMap]:
    """Which numbers were sent wrong most often, and all of them where they stand on the form."""
    named = [(one, words.number(one.form, one.number)) for one in stats]
    # The most often wrong first; of equals, the form's order decides and not a name.
    named.sort(key=lambda one: (-one[0].share, -one[0].wrong, words.title(one[0].form), one[1][0]))
    grid = Grid(
        "Angka",
        "Angka yang paling sering salah",
        (
            Column("Formulir", width=26),
            Column("Angka", width=28),
            Column("Kata di formulir", width=110),
            Column("Dikerjakan", "whole", 20),
            Column("Terkirim salah", "whole", 20),
            Column("Bagian salah", "share", 20),
            Column("Salah baca ditampilkan", "whole", 24),
            Column("Salah baca lolos", "whole", 20),
        ),
        tuple(
            (
                words.title(one.form),
                name,
                label,
                one.asked,
                one.wrong,
                share(one.wrong, one.asked),
                one.planted,
                one.missed,
            )
            for one, (_, name, label) in named
        ),
    )
    bars = tuple(
        Bar(f"{words.title(one.form)} - {name}", one.share, _part(one.wrong, one.asked))
        for one, (_, name, _) in named[:_BARS]
        if one.wrong
    )
    if bars:
        note = "Berapa kali terkirim salah atau tidak diperiksa, dari berapa kali dikerjakan."
        yield Bars(grid.title, bars, grid, most=max(_LEAST, bars[0].value), note=note)
    if stats:
        yield _form_map(stats, words)


def _form_map(stats: Sequence[NumberStat], words: FormWords) -> HeatMap:
    """Rows as on the form, three columns a form; what has one number stands in the last one, as its boxes do."""
    by_number = {(one.form, one.number): one for one in stats}
    forms = sorted({one.form for one in stats}, key=words.title)
    places: dict[str, None] = {}
    cells: dict[tuple[str, str, str], NumberStat] = {}
    # The form with the most numbers gives the order of the rows.
    for form_id in sorted(forms, key=lambda one: -len(form.numbers) if (form := words.form(one)) else 0):
        form = words.form(form_id)
        for number in form.numbers if form else ():
            row, column = _place(number.short)
            places[row] = None
            if one := by_number.get((form_id, number.id)):
                cells[form_id, row, column] = one
    most = max(_LEAST, *(math.ceil(10 * one.share - 1e-9) / 10 for one in stats))
    rows = tuple(
        (
            row,
            tuple(
                cells[form, row, column].share if (form, row, column) in cells else None
                for form in forms
                for column in _COLUMNS
            ),
        )
        for row in places
    )
    heads = tuple(f"{words.title(form)} {column}" for form in forms for column in _COLUMNS)
    data = Grid(
        "Peta formulir",
        "Peta formulir: bagian yang terkirim salah",
        (Column("Baris", width=34), *(Column(head, "share", 20) for head in heads)),
        tuple((row, *values) for row, values in rows),
    )
    return HeatMap(
        data.title,
        _COLUMNS * len(forms),
        rows,
        data,
        groups=tuple((words.title(form), len(_COLUMNS)) for form in forms),
        most=most,
        note=f"Makin kuat warnanya, makin sering salah; yang paling kuat {shown(most, 'share')}.",
    )


def _place(short: str) -> tuple[str, str]:
    found = _OF_ROW.fullmatch(short)
    if found:
        return found[1], found[2]
    return short[:1].upper() + short[1:], _COLUMNS[-1]


def pattern_blocks(stats: Sequence[PatternStat]) -> Iterator[Bars]:
    """Which patterns of misreading were let through most often."""
    ordered = sorted(stats, key=lambda one: (-one.share, -one.missed, pattern_words(one.pattern)))
    grid = Grid(
        "Pola salah baca",
        "Pola salah baca yang paling sering lolos",
        (
            Column("Pola", width=60),
            Column("Ditampilkan", "whole", 22),
            Column("Lolos", "whole", 22),
            Column("Bagian lolos", "share", 22),
        ),
        tuple((pattern_words(one.pattern), one.shown, one.missed, share(one.missed, one.shown)) for one in ordered),
    )
    if ordered:
        bars = tuple(Bar(pattern_words(one.pattern), one.share, _part(one.missed, one.shown)) for one in ordered)
        note = "Berapa kali lolos, dari berapa kali ditampilkan."
        yield Bars(grid.title, bars, grid, most=max(_LEAST, *(bar.value for bar in bars)), note=note)


def practice_next(stats: Sequence[PatternStat], count: int = 3) -> tuple[str, ...]:
    """What to know about the patterns that were missed most."""
    missed = sorted((one for one in stats if one.missed), key=lambda one: (-one.share, -one.missed, one.pattern))
    return tuple(PATTERN_ADVICE[one.pattern] for one in missed[:count] if one.pattern in PATTERN_ADVICE)


def photo_blocks(stat: PhotoStat) -> Iterator[Facts | Bars]:
    """How photographing went, and what was wrong with first photographs."""
    if not stat.pages:
        return
    yield Facts(
        "Foto",
        (
            Fact("Halaman difoto", stat.pages),
            Fact("Langsung baik pada foto pertama", stat.first_usable, of=stat.pages),
            Fact("Foto diambil", stat.takes),
        ),
    )
    counts: dict[str, int] = {}
    for code, count in stat.faults:
        words = photo_words(code)
        counts[words] = counts.get(words, 0) + count
    faults = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    grid = Grid(
        "Kesalahan foto",
        "Kesalahan pada foto pertama",
        (Column("Kesalahan", width=60), Column("Jumlah", "whole", 22), Column("Dari halaman", "share", 22)),
        tuple((words[:1].upper() + words[1:], count, share(count, stat.pages)) for words, count in faults),
    )
    if faults:
        bars = tuple(
            Bar(str(row[0]), float(count), thousands(count)) for row, (_, count) in zip(grid.rows, faults, strict=True)
        )
        yield Bars(grid.title, bars, grid)


# --- points, time, tests ----------------------------------------------------------------------------------------------


def distribution_block(summary: Summary) -> Bars:
    """How many attempts have so many points."""
    count = len(summary.distribution)
    labels = tuple(
        f"{10 * place}-{10 * place + 9}" if place < count - 1 else f"{10 * place}-100" for place in range(count)
    )
    grid = Grid(
        "Sebaran nilai",
        "Sebaran nilai",
        (Column("Nilai", width=24), Column("Percobaan", "whole", 22)),
        tuple(zip(labels, summary.distribution, strict=True)),
    )
    bars = tuple(Bar(label, value, thousands(value)) for label, value in zip(labels, summary.distribution, strict=True))
    note = f"Berapa percobaan mendapat nilai itu, dari {summary.scored} yang sudah dinilai."
    return Bars(grid.title, bars, grid, standing=True, note=note)


def summary_facts(summary: Summary) -> Iterator[Fact]:
    """Attempts in figures."""
    yield Fact("Percobaan", summary.attempts)
    if summary.scored != summary.attempts:
        yield Fact("Percobaan yang belum dinilai (paket tersegel)", summary.attempts - summary.scored)
    yield Fact("Percobaan yang lulus", summary.passed, of=summary.scored)
    yield Fact("Nilai rata-rata percobaan", summary.mean, "points", unit="dari 100")
    yield Fact("Suara yang dipertaruhkan, semua percobaan", summary.votes_at_stake)


def time_facts(stat: TimeStat) -> Iterator[Fact]:
    """How long checking took."""
    if not stat.attempts:
        return
    yield Fact("Waktu rata-rata memeriksa satu angka", stat.mean, "seconds", unit="detik")
    yield Fact("Percobaan tercepat, satu angka", stat.quickest, "seconds", unit="detik")
    yield Fact("Percobaan terlama, satu angka", stat.slowest, "seconds", unit="detik")


def gain_facts(gain: Gain) -> tuple[Fact, ...]:
    """Pre-test and post-test; nothing where nobody did both."""
    if not gain.people or gain.before is None or gain.after is None:
        return ()
    # With one decimal, all three: whole percent would seem not to add up.
    return (
        Fact("Peserta dengan tes awal dan tes akhir", gain.people),
        Fact("Tes awal, rata-rata benar", 100 * gain.before, "points", unit="persen"),
        Fact("Tes akhir, rata-rata benar", 100 * gain.after, "points", unit="persen"),
        Fact("Kenaikan", gain.points, "gain", unit="poin persen"),
    )


def _part(count: int, of: int) -> str:
    return f"{thousands(count)} dari {thousands(of)} ({shown(share(count, of), 'share')})"
