"""The report of one operator: all attempts, and the latest ones in full. Nobody else is named in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sirekap_trainer.errors import PacketError, RecordsError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.plain import PlainExercise, PlainPhoto
from sirekap_trainer.exercise.scoring import PART_LABELS, Outcome, Part, Score, SlipOutcome, advice, headline
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, Slip
from sirekap_trainer.practice.sealed import load_any
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.records.people import PersonRow, people_at
from sirekap_trainer.records.plain_attempt import PlainScore
from sirekap_trainer.records.tables import Attempt, Quiz, TrainingClass
from sirekap_trainer.reports.common import Edition, FormWords
from sirekap_trainer.reports.content import (
    MODE_WORDS,
    ROLE_WORDS,
    RULE_WORDS,
    AttemptReport,
    Line,
    PartLine,
    date_words,
    decimal,
    mistakes_in,
    photo_line,
    short_form,
    slip_line,
    title_of,
)
from sirekap_trainer.reports.crops import crops_in, packet_crops
from sirekap_trainer.reports.document import Column, Document, Fact, Facts, Grid, Row, Section, shown
from sirekap_trainer.reports.document_pdf import document_pdf
from sirekap_trainer.reports.make import BOTH, FileKind, make_folder
from sirekap_trainer.reports.page import save_bytes
from sirekap_trainer.reports.pdf import attempt_story
from sirekap_trainer.reports.xlsx import document_xlsx

_GOOD_PHOTO = {True: "baik", False: "perlu diulang"}
#: Photographs stay on the laptop on which the work was done: a bundle holds what was read and answered.
_NO_PICTURES = "Tanpa gambar: foto tidak ikut diserahkan, hanya bacaan dan jawabannya."
#: The packet's photographs show the same paper, be it from another side than the trainee's own.
_OF_THE_PACKET = "Gambar dari foto paket: kertas yang sama, bukan foto peserta."
_NOTICED = {True: "ditemukan", False: "terlewat"}
#: Gives the opened packet with this id; None where it is not there.
FindPacket = Callable[[str], Packet | None]
#: Gives pictures of some numbers by id.
FindCrops = Callable[[PlainExercise, Form, Sequence[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class PersonReport:
    """One operator's report.

    Attributes:
        document: Who, all attempts, and every figure of the details for the XLSX.
        told: The attempts that are told in full, by their number in the document.
        forms: Ids of the forms of those attempts.
        packets: Folders of the packets that this operator's classes worked on.
        of_the_packets: Whether pictures are cut out of the packets' photographs.
    """

    document: Document
    told: tuple[tuple[int, AttemptReport], ...]
    forms: tuple[str, ...] = ()
    packets: tuple[Path, ...] = ()
    of_the_packets: bool = False

    @property
    def details(self) -> tuple[AttemptReport, ...]:
        """The attempts that are told in full."""
        return tuple(one for _, one in self.told)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a report finds what the records do not keep; it is told without where nothing is found.

    Attributes:
        packet: For the names of candidates and the place of a packet.
        crops: For pictures of numbers.
    """

    packet: FindPacket = field(default=lambda _: None)
    crops: FindCrops = field(default=lambda _exercise, _form, _numbers: {})


def person_report(
    session: Session,
    person_id: int,
    words: FormWords,
    edition: Edition,
    *,
    sources: Sources | None = None,
    every: bool = False,
) -> PersonReport:
    """What is told of one operator.

    Args:
        session: For reading.
        person_id: Which one.
        words: What forms are called.
        edition: For when and whom.
        sources: Where packets and photographs are.
        every: Tell every scored attempt in full, and not the latest one of each form alone.

    Raises:
        RecordsError: There is no such operator.
    """
    person = people_at(session, [person_id]).get(person_id)
    if person is None:
        raise RecordsError("Peserta ini tidak ada.", hint="Cari nomornya dengan: records people.", code="peserta")
    rows = _attempts(session, person_id)
    chosen = _chosen(rows, every=every)
    told = {
        place: _told(session, person, rows[place], words=words, edition=edition, sources=sources or Sources())
        for place in chosen
        if words.form(rows[place].form) is not None
    }
    document = Document(
        title="Laporan perorangan",
        subject=person.name,
        about=(
            ("Nama", person.name),
            ("Tugas", f"{ROLE_WORDS[person.role]} TPS {person.station}"),
            ("Kelurahan", person.village),
            ("Kecamatan", person.district),
        ),
        **_verdict(rows),
        sections=(
            Section((_facts(session, person_id, rows), _attempt_grid(rows, words, edition))),
            Section(tuple(_detail_grids(told))),
        ),
        signatures=((ROLE_WORDS[person.role], person.name), ("Pelatih", edition.trainer)),
        printed_on=edition.printed_on,
    )
    return PersonReport(
        document,
        tuple((place + 1, one) for place, one in told.items()),
        forms=tuple(rows[place].form for place in told),
        packets=_packet_folders(session, person_id),
    )


def pictured(report: PersonReport, words: FormWords) -> PersonReport:
    """A report with pictures of the mistakes that had none, where their packets lie on this laptop with photographs.

    Takes up to a second for each page; for what is saved or printed, and beside the window.

    Args:
        report: As `person_report` gives it.
        words: What forms are called.
    """
    reader: list[PageReader] = []  # made when it is first needed: it loads the network
    places = _places_of({one.packet for _, one in report.told if _unpictured(one)}, report.packets)
    told = tuple(
        (number, _pictured(one, words.form(form), places.get(one.packet), reader))
        for (number, one), form in zip(report.told, report.forms, strict=True)
    )
    return report if told == report.told else replace(report, told=told, of_the_packets=True)


def _unpictured(one: AttemptReport) -> list[str]:
    return [mistake.id for mistake in one.mistakes if not mistake.crop]


def _pictured(one: AttemptReport, form: Form | None, folder: Path | None, reader: list[PageReader]) -> AttemptReport:
    missing = _unpictured(one)
    if folder is None or form is None or not missing:
        return one
    try:
        packet = load_any(folder)
    except PacketError:  # damaged meanwhile
        return one
    if isinstance(packet, Packet) and any(
        packet.numbers[mistake.id].boxes != mistake.written for mistake in one.mistakes
    ):
        return one  # another packet of that name
    photos = [(photo.page, photo.file) for photo in packet.photos]
    if photos and not reader:
        reader.append(PageReader())
    crops = packet_crops(folder, photos, form, missing, reader[0]) if photos else {}
    mistakes = tuple(replace(mistake, crop=mistake.crop or crops.get(mistake.id, b"")) for mistake in one.mistakes)
    return replace(one, mistakes=mistakes)


def _places_of(packets: Collection[str], folders: Sequence[Path]) -> dict[str, Path]:
    """Where packets lie within folders: most are called by their ids, the rest say theirs."""
    found: dict[str, Path] = {}
    others: list[Path] = []
    for path in (path.parent for folder in folders for path in sorted(folder.glob(f"**/{PACKET_FILE}"))):
        if path.name in packets:
            found.setdefault(path.name, path)
        else:
            others.append(path)
    for path in others if len(found) < len(packets) else ():
        with suppress(OSError, ValueError, TypeError):  # it is no packet, or damaged: told where it is opened
            name = json.loads((path / PACKET_FILE).read_text(encoding="utf-8"))["id"]
            if name in packets:
                found.setdefault(name, path)
    return found


def _packet_folders(session: Session, person_id: int) -> tuple[Path, ...]:
    """Of the classes in which an operator did something, the latest first."""
    rows = session.execute(
        select(TrainingClass.packets, func.max(Attempt.sent_at))
        .join(Attempt, Attempt.class_id == TrainingClass.id)
        .where(Attempt.person_id == person_id, TrainingClass.packets != "")
        .group_by(TrainingClass.packets)
        .order_by(func.max(Attempt.sent_at).desc(), TrainingClass.packets)
    )
    return tuple(Path(row.packets) for row in rows)


# --- all attempts -----------------------------------------------------------------------------------------------------


def _attempts(session: Session, person_id: int) -> Sequence[Any]:
    """An operator's attempts without their documents, the earliest first."""
    return session.execute(
        select(
            Attempt.id,
            Attempt.form,
            Attempt.packet,
            Attempt.mode,
            Attempt.rule,
            Attempt.sent_at,
            Attempt.seconds,
            Attempt.total,
            Attempt.passed,
            Attempt.votes_at_stake,
            Attempt.numbers_right,
            Attempt.numbers_asked,
            TrainingClass.title,
        )
        .outerjoin(TrainingClass, Attempt.class_id == TrainingClass.id)
        .where(Attempt.person_id == person_id)
        .order_by(Attempt.sent_at, Attempt.id)
    ).all()


def _chosen(rows: Sequence[Any], *, every: bool) -> list[int]:
    scored = [place for place, row in enumerate(rows) if row.total is not None]
    return scored if every else sorted({rows[place].form: place for place in scored}.values())


def _verdict(rows: Sequence[Any]) -> dict[str, str]:
    scored = [row for row in rows if row.total is not None]
    passed = sum(bool(row.passed) for row in scored)
    if not scored:
        words = "Belum ada percobaan yang dinilai."
    elif passed:
        words = f"Sudah lulus: {passed} dari {len(scored)} percobaan."
    else:
        words = f"Belum lulus dalam {len(scored)} percobaan."
    best = max((row.total for row in scored), default=None)
    return {"verdict": words, "figure": shown(best, "points"), "figure_of": "nilai terbaik"}


def _facts(session: Session, person_id: int, rows: Sequence[Any]) -> Facts:
    scored = [row for row in rows if row.total is not None]
    tests = select(
        func.avg(case((Quiz.stage == "pre", Quiz.right * 1.0 / Quiz.asked))),
        func.avg(case((Quiz.stage == "post", Quiz.right * 1.0 / Quiz.asked))),
    ).where(Quiz.person_id == person_id, Quiz.asked > 0)
    before, after = session.execute(tests).one()
    facts = [
        Fact("Percobaan", len(rows)),
        Fact("Percobaan yang lulus", sum(bool(row.passed) for row in scored), of=len(scored)),
        Fact("Nilai terbaik", max((row.total for row in scored), default=None), "points", unit="dari 100"),
        Fact("Nilai terakhir", scored[-1].total if scored else None, "points", unit="dari 100"),
    ]
    if before is not None:
        facts.append(Fact("Tes awal, bagian benar", before, "share"))
    if after is not None:
        facts.append(Fact("Tes akhir, bagian benar", after, "share"))
    return Facts("Hasil", tuple(facts))


def _attempt_grid(rows: Sequence[Any], words: FormWords, edition: Edition) -> Grid:
    return Grid(
        "Percobaan",
        "Semua percobaan",
        (
            Column("No.", "whole", 10),
            Column("Dikirim", "day", 32),
            Column("Kelas", width=44),
            Column("Formulir", width=24),
            Column("Paket", width=24, printed=False),
            Column("Cara", width=20),
            Column("Nilai", "points", 14),
            Column("Hasil", width=22),
            Column("Suara dipertaruhkan", "whole", 24),
            Column("Angka benar", "whole", 16, printed=False),
            Column("Dari", "whole", 12, printed=False),
            Column("Menit", "points", 14, printed=False),
        ),
        tuple(
            (
                place, row.sent_at.astimezone(edition.zone).date(), row.title, words.title(row.form), row.packet,
                MODE_WORDS[row.mode], row.total, _result(row.passed), row.votes_at_stake, row.numbers_right,
                row.numbers_asked, row.seconds / 60,
            )
            for place, row in enumerate(rows, start=1)
        ),
        empty="Belum ada percobaan.",
    )  # fmt: skip


def _result(passed: bool | None) -> str:  # noqa: FBT001 - a column of the records
    return "belum dinilai" if passed is None else "lulus" if passed else "belum lulus"


# --- in full ----------------------------------------------------------------------------------------------------------


def score_in(document: Mapping[str, Any], form: Form) -> Score:
    """The score that an attempt's document keeps.

    Args:
        document: `Attempt.document`, of a scored attempt.
        form: What was filled in.
    """
    plain = PlainScore.model_validate(document["score"])
    return Score(
        outcomes=tuple(
            Outcome(form.number(one.number), one.outcome, one.shown, one.sent, one.written, one.pattern)
            for one in plain.outcomes
        ),
        parts=tuple(Part(one.name, PART_LABELS[one.name], one.points, one.max) for one in plain.parts),
        total=plain.total,
        passed=plain.passed,
        pass_mark=plain.pass_mark,
        votes_at_stake=plain.votes_at_stake,
        seconds=plain.seconds,
        slips=tuple(SlipOutcome(Slip(kind=one.kind, detail=one.detail), one.noticed) for one in plain.slips),
        false_alarms=plain.false_alarms,
    )


def _told(
    session: Session,
    person: PersonRow,
    row: Any,  # noqa: ANN401
    *,
    words: FormWords,
    edition: Edition,
    sources: Sources,
) -> AttemptReport:
    document = session.scalar(select(Attempt.document).where(Attempt.id == row.id))
    form = words.form(row.form)
    assert document is not None
    assert form is not None
    exercise = PlainExercise.model_validate(document["exercise"])
    result, packet = score_in(document, form), sources.packet(row.packet)
    crops = sources.crops(exercise, form, [one.number.id for one in result.outcomes if not one.right])
    sent_at: datetime = row.sent_at
    place = f"TPS {packet.tps.number}, {packet.tps.kelurahan}, {packet.tps.kecamatan}" if packet else ""
    return AttemptReport(
        trainee=Trainee(person.name, person.station, person.role, person.village),  # type: ignore[arg-type]
        role=ROLE_WORDS[person.role],
        form=title_of(form),
        packet=row.packet,
        place=place,
        mode=MODE_WORDS[row.mode],
        rule=RULE_WORDS[row.rule],
        when=date_words(sent_at.astimezone(edition.zone)),
        headline=headline(result),
        figure=decimal(result.total),
        passed=result.passed,
        parts=tuple(PartLine(part.label, part.points, part.max) for part in result.parts),
        votes_at_stake=result.votes_at_stake,
        numbers=len(result.outcomes),
        found=result.count("caught", "flagged"),
        first_right=None,
        mistakes=mistakes_in(result, packet.candidates if packet else (), crops),
        photos=tuple(_photos(form, exercise.photos, result)),
        slips=tuple(slip_line(one.slip.kind, one.slip.detail, noticed=one.noticed) for one in result.slips),
        false_alarms=result.false_alarms,
        advice=advice(result),
    )


def _photos(form: Form, photos: Sequence[PlainPhoto], result: Score) -> Iterator[Line]:
    taken = {one.page: one for one in photos}
    other_header = any(one.slip.kind == "header" for one in result.slips)
    for page in form:
        one = taken.get(page.number)
        yield photo_line(
            page.number, one.first_findings if one else (), one.takes if one else 0, other_header=other_header
        )


def _detail_grids(told: Mapping[int, AttemptReport]) -> Iterator[Grid]:
    """Every figure of the details, for the XLSX alone: the PDF draws them with pictures."""
    numbered = [(place + 1, one) for place, one in told.items()]

    def grid(name: str, columns: tuple[Column, ...], rows: Iterator[Row]) -> Grid:
        return Grid(name, name, (Column("No.", "whole", 10), *columns), tuple(rows), printed=False)

    yield grid(
        "Nilai",
        (Column("Bagian", width=30), Column("Nilai", "points", 16), Column("Dari", "points", 16)),
        ((number, part.label, part.points, part.max) for number, one in numbered for part in one.parts),
    )
    yield grid(
        "Ringkasan percobaan",
        (
            Column("Formulir", width=50), Column("Paket", width=60), Column("Cara", width=40),
            Column("Dikirim", width=40), Column("Hasil", width=60), Column("Suara dipertaruhkan", "whole", 24),
            Column("Angka", "whole", 14), Column("Salah baca ditemukan", "whole", 24),
            Column("Catatan keliru", "whole", 20),
        ),
        (
            (
                number, one.form, f"{one.packet} {one.place}".strip(), f"{one.mode}, {one.rule}", one.when,
                one.headline, one.votes_at_stake, one.numbers, one.found, one.false_alarms,
            )
            for number, one in numbered
        ),
    )  # fmt: skip
    yield grid(
        "Angka terlewat",
        (
            Column("Angka", width=40), Column("Kata di formulir", width=90), Column("Apa yang terjadi", width=40),
            Column("Dibaca mesin", width=22), Column("Dikirim", width=22), Column("Seharusnya", width=22),
            Column("Suara", "whole", 16),
        ),
        (
            (number, item.name, item.label, item.words, item.shown, item.sent, item.written, item.votes)
            for number, one in numbered
            for item in one.mistakes
        ),
    )  # fmt: skip
    told_lines = (Column("Keterangan", width=120), Column("Hasil", width=24))
    yield grid(
        "Foto",
        told_lines,
        ((number, line.words, _GOOD_PHOTO[line.good]) for number, one in numbered for line in one.photos),
    )
    yield grid(
        "Kejanggalan",
        told_lines,
        ((number, line.words, _NOTICED[line.good]) for number, one in numbered for line in one.slips),
    )
    advised = ((number, words) for number, one in numbered for words in one.advice)
    yield grid("Latihan berikutnya", told_lines[:1], advised)


# --- files ------------------------------------------------------------------------------------------------------------


def sources_in(*, photos: Path | None = None, packets: Path | None = None) -> Sources:
    """Where packets and photographs are, by folder.

    Args:
        photos: Holds photographs by the names that the attempts know; None for no pictures.
        packets: Holds a folder for each packet; None for no names of candidates. Sealed ones tell none.
    """
    return Sources(
        packet=_packets_in(packets) if packets else Sources().packet,
        crops=_crops_from(photos) if photos else Sources().crops,
    )


def _packets_in(folder: Path) -> FindPacket:
    found: dict[str, Packet] = {}
    for path in sorted(folder.glob(f"**/{PACKET_FILE}")):
        packet = load_any(path.parent)
        if isinstance(packet, Packet):
            found[packet.id] = packet
    return found.get


def _crops_from(folder: Path) -> FindCrops:
    reader: list[PageReader] = []  # made when it is first needed: it loads the network

    def find(exercise: PlainExercise, form: Form, numbers: Sequence[str]) -> Mapping[str, bytes]:
        if not numbers:
            return {}
        if not reader:
            reader.append(PageReader())
        return crops_in(folder, exercise, form, numbers, reader[0])

    return find


def person_pdf(report: PersonReport) -> bytes:
    """One operator's report as the bytes of a PDF; the same for the same report."""
    return document_pdf(
        report.document,
        (
            attempt_story(
                one,
                f"Percobaan {number}: {short_form(one.form)}",
                named=False,
                no_pictures=_NO_PICTURES,
                of_pictures=_OF_THE_PACKET if report.of_the_packets else "",
            )
            for number, one in report.told
        ),
    )


def save_person(report: PersonReport, path: Path, kinds: Sequence[FileKind] = BOTH) -> tuple[Path, ...]:
    """Saves one operator's report, as `make.save` does.

    Raises:
        ReportError: A file cannot be written.
    """
    make_folder(path.parent)
    contents: dict[FileKind, Callable[[], bytes]] = {
        "pdf": lambda: person_pdf(report),
        "xlsx": lambda: document_xlsx(report.document),
    }
    return tuple(
        save_bytes(contents[kind](), path.with_name(f"{path.name}.{kind}"), kind=kind.upper()) for kind in kinds
    )
