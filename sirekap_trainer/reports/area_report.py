"""The reports of a kelurahan, a kecamatan and the whole city: which TPS are ready, and whom to invite again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.records.queries import REASONS, AreaOverview, AreaRow, FollowUp, OperatorState, StationRow
from sirekap_trainer.reports.common import (
    Edition,
    FormWords,
    distribution_block,
    gain_facts,
    number_blocks,
    pattern_blocks,
    photo_blocks,
    summary_facts,
    time_facts,
)
from sirekap_trainer.reports.document import (
    Column,
    Document,
    Fact,
    Facts,
    Grid,
    HeatMap,
    Section,
    Stacks,
    Value,
    share,
    shown,
)
from sirekap_trainer.reports.words import day_words, days_left

Level = Literal["kelurahan", "kecamatan", "kota"]
#: Of which attempts a pass counts; a coach tells in Latihan what is wrong.
_COUNTED: dict[Mode, str] = {"latihan": "Latihan (dengan bimbingan)", "simulasi": "Simulasi", "ujian": "Ujian"}
#: What a TPS can be, dark to light in charts.
_STATES = ("kedua operator lulus", "satu lulus", "belum ada yang lulus")


def area_report(
    overview: AreaOverview, words: FormWords, edition: Edition, *, level: Level, villages: Sequence[AreaRow] = ()
) -> Document:
    """What is told of an area, to PPS, PPK and KPU.

    Args:
        overview: As the records sum it up.
        words: What forms and numbers are called.
        edition: For when and whom.
        level: Of the area.
        villages: Of the whole city: its kelurahan, which `overview` has not as parts.
    """
    total = overview.total
    name = _name(total, level, edition)
    ready = shown(share(total.both, total.stations), "share")
    return Document(
        title=f"Laporan {level}",
        subject=name,
        about=tuple(_about(total, level, name, edition)),
        verdict=f"{total.both} dari {total.stations} TPS siap: kedua operatornya lulus.",
        figure=ready,
        figure_of="TPS siap",
        sections=tuple(_sections(overview, words, edition, level=level, villages=villages)),
        signatures=(("Pelatih", edition.trainer), (_signer(total, level, edition), "")),
        printed_on=edition.printed_on,
    )


def _name(total: AreaRow, level: Level, edition: Edition) -> str:
    names = {"kelurahan": total.village, "kecamatan": total.district, "kota": edition.city or "seluruh kota"}
    return names[level]


def _signer(total: AreaRow, level: Level, edition: Edition) -> str:
    if level == "kelurahan":
        return f"PPS Kelurahan {total.village}"
    return f"PPK Kecamatan {total.district}" if level == "kecamatan" else f"KPU {edition.city}".strip()


def _about(total: AreaRow, level: Level, name: str, edition: Edition) -> Iterator[tuple[str, str]]:
    yield level.capitalize(), name
    if level == "kelurahan":
        yield "Kecamatan", total.district
    if edition.city and level != "kota":
        yield "Kota", edition.city
    yield "Keadaan per", day_words(edition.printed_on)
    left = days_left(edition.polling_day, edition.printed_on)
    day = f"{day_words(edition.polling_day)} - {left}" if edition.polling_day else left
    yield "Pemungutan suara", day
    yield "Yang dihitung", ", ".join(_COUNTED[one] for one in edition.modes)


def _sections(
    overview: AreaOverview, words: FormWords, edition: Edition, *, level: Level, villages: Sequence[AreaRow]
) -> Iterator[Section]:
    parts = overview.parts
    yield Section((*_stacks(overview, level), *_facts(overview, edition)))
    if level == "kota":
        yield Section((_area_grid("Kecamatan", parts, by="kecamatan"),))
        parts = tuple(villages)
    if parts:
        yield Section((_area_grid("Kelurahan", parts, by="kelurahan", district=level == "kota"), _area_map(parts)))
    if overview.stations:
        yield Section((_station_grid(overview.stations, level),), landscape=level != "kelurahan")
    yield Section((_follow_up_grid(overview.follow_up, level),), landscape=level != "kelurahan")
    yield Section(
        (
            distribution_block(overview.summary),
            *number_blocks(overview.numbers, words),
            *pattern_blocks(overview.patterns),
            *photo_blocks(overview.photos),
        )
    )


def _facts(overview: AreaOverview, edition: Edition) -> Iterator[Facts]:
    total, invite = overview.total, Counter(one.reason for one in overview.follow_up)
    yield Facts(
        "TPS",
        (
            Fact("Kedua operator lulus", total.both, of=total.stations),
            Fact("Satu operator lulus", total.one, of=total.stations),
            Fact("Belum ada operator lulus", total.none, of=total.stations),
        ),
    )
    left = (edition.polling_day - edition.printed_on).days if edition.polling_day else None
    yield Facts(
        "Operator",
        (
            Fact("Operator terdaftar", total.operators, of=2 * total.stations),
            Fact("Sudah ikut pelatihan", total.trained, of=total.operators),
            Fact("Sudah lulus", total.passed, of=total.operators),
            Fact("Nilai terbaik, rata-rata operator", total.mean, "points", unit="dari 100"),
            *(Fact(f"Perlu tindak lanjut: {REASONS[reason].lower()}", invite[reason]) for reason in REASONS),
            Fact("Pertanyaan yang belum dijawab", overview.open_questions),
            *(() if left is None or left < 0 else (Fact("Hari sampai pemungutan suara", left, unit="hari"),)),
        ),
    )
    yield Facts("Latihan", (*summary_facts(overview.summary), *time_facts(overview.time)))
    if gained := gain_facts(overview.gain):
        yield Facts("Tes awal dan tes akhir", gained)


def _stacks(overview: AreaOverview, level: Level) -> Iterator[Stacks]:
    if not overview.total.stations:
        return
    rows = overview.parts or (overview.total,)
    stacks = tuple((row.village or row.district, (row.both, row.one, row.none)) for row in rows)
    data = Grid(
        "TPS siap",
        "TPS menurut operator yang lulus",
        (
            Column("Kecamatan" if level == "kota" else "Kelurahan", width=40),
            *(Column(state[:1].upper() + state[1:], "whole", 24) for state in _STATES),
            Column("TPS", "whole", 18),
        ),
        tuple((label, *counts, sum(counts)) for label, counts in stacks),
    )
    yield Stacks(data.title, _STATES, stacks, data)


def _area_map(parts: Sequence[AreaRow]) -> HeatMap:
    heads = ("TPS siap", "Ikut pelatihan", "Lulus")
    rows = tuple(
        (
            row.village,
            (share(row.both, row.stations), share(row.trained, row.operators), share(row.passed, row.operators)),
        )
        for row in parts
    )
    data = Grid(
        "Peta kelurahan",
        "Peta kelurahan",
        (
            Column("Kecamatan", width=36),
            Column("Kelurahan", width=40),
            *(Column(head, "share", 22) for head in heads),
        ),
        tuple((row.district, label, *values) for row, (label, values) in zip(parts, rows, strict=True)),
    )
    note = "TPS siap: kedua operatornya lulus. Makin kuat warnanya, makin banyak; yang pucat perlu dibantu dulu."
    return HeatMap(data.title, heads, rows, data, note=note)


def _area_grid(name: str, parts: Sequence[AreaRow], *, by: Level, district: bool = False) -> Grid:
    named = by == "kelurahan"
    columns = (
        *((Column("Kecamatan", width=28),) if district or not named else ()),
        *((Column("Kelurahan", width=34),) if named else ()),
        Column("TPS", "whole", 12),
        Column("Dua lulus", "whole", 14),
        Column("Satu lulus", "whole", 14),
        Column("Belum ada", "whole", 15),
        Column("Operator", "whole", 20),
        Column("Ikut pelatihan", "whole", 20),
        Column("Lulus", "whole", 14),
        Column("Lulus, bagian", "share", 16),
        Column("Nilai terbaik rata-rata", "points", 20),
    )
    rows: list[tuple[Value, ...]] = []
    for row in parts:
        head = (*((row.district,) if district or not named else ()), *((row.village,) if named else ()))
        figures = (row.stations, row.both, row.one, row.none, row.operators, row.trained, row.passed)
        rows.append((*head, *figures, share(row.passed, row.operators), row.mean))
    return Grid(name, f"{name} dalam angka", columns, tuple(rows))


def _station_grid(stations: Sequence[StationRow], level: Level) -> Grid:
    village = level != "kelurahan"
    columns = (
        *((Column("Kelurahan", width=30),) if village else ()),
        Column("TPS", width=11),
        Column("Operator utama", width=44),
        Column("Hasil utama", width=22),
        Column("Nilai utama", "points", 14),
        Column("Operator cadangan", width=44),
        Column("Hasil cadangan", width=22),
        Column("Nilai cadangan", "points", 19),
        Column("Lulus", "whole", 13),
    )
    rows = tuple(
        (
            *((one.village,) if village else ()),
            one.number,
            *_operator(one.utama),
            *_operator(one.cadangan),
            one.passed,
        )
        for one in stations
    )
    note = "Nilai: yang terbaik dari semua percobaan. Lulus: berapa dari dua operator."
    return Grid("TPS", "TPS dan operatornya", columns, rows, note=note)


def _operator(state: OperatorState | None) -> tuple[Value, Value, Value]:
    if state is None:
        return None, "belum ada", None
    if state.passed:
        return state.name, "lulus", state.best
    return state.name, "belum lulus" if state.trained else "belum ikut", state.best


def _follow_up_grid(people: Sequence[FollowUp], level: Level) -> Grid:
    """Whom the PPS is to invite; the last column is left for a pen."""
    columns = (
        *((Column("Kecamatan", width=26),) if level == "kota" else ()),
        *((Column("Kelurahan", width=30),) if level != "kelurahan" else ()),
        Column("TPS", width=11),
        Column("Nama", width=52),
        Column("Peran", width=20),
        Column("Alasan", width=32),
        Column("Nilai terbaik", "points", 15),
        Column("Nomor HP", width=28),
        Column("Diundang", "tick", 18),
    )
    rows = tuple(
        (
            *((one.district,) if level == "kota" else ()),
            *((one.village,) if level != "kelurahan" else ()),
            one.station,
            one.operator.name if one.operator else None,
            one.role,
            REASONS[one.reason],
            one.operator.best if one.operator else None,
            one.operator.phone if one.operator else None,
            None,
        )
        for one in people
    )
    return Grid(
        "Tindak lanjut",
        "Untuk diundang ke bimtek nonformal",
        columns,
        rows,
        empty="Tidak ada: semua operator sudah lulus.",
        note="PPS mengundang yang belum ikut dan yang belum lulus, dan melengkapi TPS yang belum punya operator.",
        to_sign=True,
    )
