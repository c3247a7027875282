"""The report of a class: who came, how it went, what was missed most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sirekap_trainer.records.classes import KINDS
from sirekap_trainer.records.queries import AttemptRow, ClassOverview, MemberResult
from sirekap_trainer.reports.common import (
    Edition,
    FormWords,
    distribution_block,
    gain_facts,
    number_blocks,
    pattern_blocks,
    photo_blocks,
    practice_next,
    summary_facts,
    time_facts,
)
from sirekap_trainer.reports.content import MODE_WORDS, RULE_WORDS
from sirekap_trainer.reports.document import Block, Column, Document, Fact, Facts, Grid, Lines, Section, share, shown
from sirekap_trainer.reports.words import day_words

_PRESENT = {True: "hadir", False: "tidak hadir", None: "belum diisi"}


def class_report(overview: ClassOverview, words: FormWords, edition: Edition) -> Document:
    """What is told of a class, to its trainer and the PPS.

    Args:
        overview: As the records sum it up.
        words: What forms and numbers are called.
        edition: For when and whom.
    """
    draft = overview.row.draft
    members = overview.members
    here = [one for one in members if one.present is True]
    passed = sum(one.passed for one in here)
    return Document(
        title="Laporan kelas",
        subject=draft.title,
        about=(
            ("Kelas", draft.title),
            ("Jenis", KINDS[draft.kind]),
            ("Tanggal", day_words(draft.held_on)),
            ("Tempat", draft.place or shown(None, "text")),
            ("Pelatih", draft.trainer or edition.trainer or shown(None, "text")),
            ("Cara", f"{MODE_WORDS[draft.mode]}, aturan {RULE_WORDS[draft.rule]}"),
            ("Kode kelas", overview.row.code),
        ),
        verdict=f"{passed} dari {len(here)} peserta yang hadir sudah lulus."
        if here
        else "Belum ada peserta yang hadir.",
        figure=shown(share(passed, len(here)), "share"),
        figure_of="lulus",
        sections=(
            Section(tuple(_facts(overview))),
            Section(tuple(_people(overview, edition)), landscape=True),
            Section((*_gain(overview), distribution_block(overview.summary), *_missed(overview, words))),
        ),
        signatures=(("Pelatih", draft.trainer or edition.trainer), (_pps(members), "")),
        printed_on=edition.printed_on,
    )


def _facts(overview: ClassOverview) -> Iterator[Facts]:
    members = overview.members
    here = sum(one.present is True for one in members)
    absent = sum(one.present is False for one in members)
    attendance = [Fact("Terdaftar", len(members)), Fact("Hadir", here, of=len(members)), Fact("Tidak hadir", absent)]
    if unknown := len(members) - here - absent:
        attendance.append(Fact("Kehadiran belum diisi", unknown))
    yield Facts("Kehadiran", tuple(attendance))
    both, one, none = _by_station(members)
    nameless = sum(map(_erased, overview.others))
    yield Facts(
        "Hasil",
        (
            Fact("Peserta yang sudah dinilai", sum(one.best is not None for one in members), of=len(members)),
            Fact("Peserta yang hadir dan lulus", sum(one.passed and one.present is True for one in members), of=here),
            Fact("Peserta lulus", sum(one.passed for one in members), of=len(members)),
            Fact("TPS dengan kedua operator lulus", both, of=both + one + none),
            Fact("TPS dengan satu operator lulus", one, of=both + one + none),
            Fact("TPS tanpa operator lulus", none, of=both + one + none),
            *summary_facts(overview.summary),
            *((Fact("Percobaan tanpa nama, datanya dihapus", nameless),) if nameless else ()),
            *time_facts(overview.time),
        ),
    )


def _gain(overview: ClassOverview) -> Iterator[Facts]:
    """After the table: under a long title it alone would go to a page of its own before the page that lies."""
    if gained := gain_facts(overview.gain):
        yield Facts("Tes awal dan tes akhir", gained)


def _by_station(members: tuple[MemberResult, ...]) -> tuple[int, int, int]:
    """TPS of the class with two, one and no operator that passed."""
    passed: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in members:
        passed[one.district, one.village, one.station] += one.passed
    counts = Counter(min(2, count) for count in passed.values())
    return counts[2], counts[1], counts[0]


def _missed(overview: ClassOverview, words: FormWords) -> Iterator[Block]:
    yield from number_blocks(overview.numbers, words)
    yield from pattern_blocks(overview.patterns)
    yield from photo_blocks(overview.photos)
    if advice := practice_next(overview.patterns):
        yield Lines("Yang perlu dilatih lagi", advice)


def _people(overview: ClassOverview, edition: Edition) -> Iterator[Grid]:
    villages = {(one.district, one.village) for one in overview.members}
    # What says the same in every line is left out on paper: it stands above the table.
    places, several = len(villages) > 1, len({village for _, village in villages}) < len(villages)
    tested = any(one.before is not None or one.after is not None for one in overview.members)
    columns = (
        Column("Kecamatan", width=24, printed=several),
        Column("Kelurahan", width=28, printed=places),
        Column("TPS", width=11),
        Column("Nama", width=58),
        Column("Peran", width=19),
        Column("Kehadiran", width=22),
        Column("Percobaan", "whole", 20),
        Column("Nilai terbaik", "points", 15),
        Column("Nilai terakhir", "points", 16),
        Column("Hasil", width=22),
        Column("Suara dipertaruhkan", "whole", 26),
        Column("Menit", "points", 14),
        Column("Tes awal", "share", 13, printed=tested),
        Column("Tes akhir", "share", 13, printed=tested),
    )
    rows = tuple(
        (
            one.district, one.village, one.station, one.name, one.role, _PRESENT[one.present], one.attempts, one.best,
            one.latest, _result(one), one.votes_at_stake, None if one.seconds is None else one.seconds / 60, one.before,
            one.after,
        )
        for one in overview.members
    )  # fmt: skip
    yield Grid(
        "Peserta",
        "Peserta",
        columns,
        rows,
        empty="Kelas ini belum punya peserta.",
        note=_one_place(villages),
    )
    if waiting := [one for one in overview.others if one.person_id is None and not _erased(one)]:
        title = "Percobaan yang belum cocok dengan daftar peserta"
        note = "Pilih orangnya di Kelas, Terima hasil, agar ikut dihitung."
        yield _others("Belum cocok", title, waiting, edition, note=note)
    if strangers := [one for one in overview.others if one.person_id is not None]:
        title = "Percobaan orang yang bukan peserta kelas ini"
        note = "Tambahkan orangnya di Kelas, Peserta dan hadir, bila memang ikut."
        yield _others("Bukan peserta", title, strangers, edition, note=note)


def _one_place(villages: set[tuple[str, str]]) -> str:
    """What all have in common of kecamatan and kelurahan, in words."""
    districts = {district for district, _ in villages}
    names = [f"Kelurahan {village}" for _, village in villages] if len(villages) == 1 else []
    names += [f"Kecamatan {district}" for district in districts] if len(districts) == 1 else []
    return f"{', '.join(names)}." if names else ""


def _erased(one: AttemptRow) -> bool:
    """Whether it stays without a word of whose it was: nobody can be chosen for it any more."""
    return one.person_id is None and not one.station


def _others(name: str, title: str, attempts: Sequence[AttemptRow], edition: Edition, *, note: str) -> Grid:
    return Grid(
        name,
        title,
        (
            Column("Nama", width=58),
            Column("Kelurahan", width=30),
            Column("TPS", width=12),
            Column("Peran", width=20),
            Column("Paket", width=40),
            Column("Dikirim", "day", 34),
            Column("Nilai", "points", 16),
        ),
        tuple(
            (
                one.name,
                one.village,
                one.station,
                one.role,
                one.packet,
                one.sent_at.astimezone(edition.zone).date(),
                one.total,
            )
            for one in attempts
        ),
        note=note,
    )


def _result(one: MemberResult) -> str:
    if one.passed:
        return "lulus"
    if one.best is not None:
        return "belum lulus"
    return "belum dinilai" if one.attempts else "belum mencoba"


def _pps(members: tuple[MemberResult, ...]) -> str:
    villages = {one.village for one in members}
    return f"PPS Kelurahan {villages.pop()}" if len(villages) == 1 else "PPS"
