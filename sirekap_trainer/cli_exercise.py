"""The whole exercise in a terminal: `sirekap-trainer exercise`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sirekap_trainer.cli_common import SIGNS, clear_errors, print_json, print_score
from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from sirekap_trainer.exercise.class_card import ClassCard
    from sirekap_trainer.exercise.flow import AnyPacket, Exercise
    from sirekap_trainer.exercise.review import CheckMode, Item, Note, Review
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.findings import Finding
    from sirekap_trainer.reading.result import PageReading

exercise_app = typer.Typer()

Say = Callable[[str], None]


@exercise_app.command(epilog="Contoh: sirekap-trainer exercise sample_c_hasil/gubernur-1 --answers jawaban.json --json")
def exercise(
    packet: Annotated[
        Path | None, typer.Argument(metavar="[PAKET]", help="Folder paket; paket contoh pertama bila tidak disebut.")
    ] = None,
    *,
    name: Annotated[str, typer.Option(help="Nama Anda.")] = "Peserta latihan",
    tps: Annotated[str, typer.Option(help="Nomor TPS Anda, tiga angka.")] = "001",
    role: Annotated[str, typer.Option(help="utama atau cadangan.")] = "utama",
    mode: Annotated[
        str, typer.Option(help="koreksi atau tandai.", show_default="koreksi, atau yang ditetapkan kelas paket itu")
    ] = "",
    answers: Annotated[
        Path | None,
        typer.Option(
            help="Berkas JSON berisi jawaban; angka yang tidak disebut dianggap sesuai. "
            'Isi: {"answers": {"suara_1": "X24"}, "bubbles": ["suara_1"], "sums": ["R4"], "header": true, '
            '"signatures": true, "mode": "koreksi"}. "bubbles" dan "sums" mencatat yang memang salah di kertas.'
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder untuk hasil ujian dari paket yang disegel.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Cetak nilai sebagai JSON.")] = False,
) -> None:
    """Kerjakan satu latihan penuh di terminal: baca foto paket, periksa setiap angka, kirim, lihat nilai."""
    with clear_errors():
        script = _load_script(answers) if answers else None
        run = _run_exercise(packet or _first_sample(), _Person(name, tps, role), mode, script, quiet=as_json)
        result = _result(run, out)
    if isinstance(result, Path):
        _tell_attempt(result, as_json=as_json)
    elif as_json:
        score, advice = result
        print_json({**score.to_dict(), "advice": list(advice)})
    else:
        print_score(*result)


def _result(run: Exercise, out: Path) -> tuple[Score, tuple[str, ...]] | Path:
    """The score and what to practise next; of a sealed packet the file from which the trainer finds them."""
    from sirekap_trainer.exercise.class_card import find_card
    from sirekap_trainer.exercise.saved import save_attempt
    from sirekap_trainer.exercise.scoring import advice, load_rubric, score
    from sirekap_trainer.practice.packet import Packet

    if not isinstance(run.packet, Packet):
        card = find_card(Path(run.packet_folder)) if run.packet_folder else None
        return save_attempt(run, out, class_code=card.code if card is not None else "")
    result = score(run, run.packet, load_rubric())
    return result, advice(result)


def _tell_attempt(path: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"attempt": str(path)})
    else:
        typer.echo(f"\nTerkirim. Hasil dibuka oleh pelatih. Serahkan berkas {path}.")


class _Person:
    """The trainee's fields as typed."""

    def __init__(self, name: str, tps: str, role: str) -> None:
        self.name, self.tps, self.role = name, tps, role


def _first_sample() -> Path:
    from sirekap_trainer.samples import sample_packets

    packets = sample_packets()
    if not packets:
        raise ExerciseError("Paket contoh tidak ditemukan.", hint="Sebutkan folder paket.", code="paket")
    return packets[0]


def _load_script(path: Path) -> dict[str, Any]:
    """The answers file, all of it optional.

    `answers` is number id to boxes, "" or "t"; `bubbles` numbers whose bubbles say something else on the paper; `sums`
    rules that the paper breaks; `header` whether the sheets name the packet's TPS; `signatures`, `mode`, `trainee`.
    """
    from pydantic import BaseModel, ConfigDict, ValidationError

    class Script(BaseModel):
        model_config = ConfigDict(extra="forbid")
        answers: dict[str, str] = {}
        bubbles: list[str] = []
        sums: list[str] = []
        header: bool | None = None
        signatures: bool | None = None
        mode: str | None = None
        trainee: dict[str, str] = {}

    try:
        return Script.model_validate_json(path.read_text(encoding="utf-8")).model_dump()
    except (OSError, UnicodeDecodeError) as error:
        raise ExerciseError(
            f"Berkas jawaban {path.name} tidak dapat dibaca.", hint="Periksa nama berkasnya."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "isi"
        raise ExerciseError(
            f"Berkas jawaban {path.name} salah pada '{entry}': {first['msg']}.",
            hint="Perbaiki menurut contoh pada --help.",
        ) from error


def _run_exercise(folder: Path, person: _Person, mode: str, script: dict[str, Any] | None, *, quiet: bool) -> Exercise:
    from sirekap_trainer.exercise.class_card import find_card
    from sirekap_trainer.exercise.flow import Exercise, Trainee
    from sirekap_trainer.practice.sealed import load_any

    packet, card = load_any(folder), find_card(folder)
    form = builtin_catalog().get(packet.form)
    fields = {"name": person.name, "tps": person.tps, "role": person.role, **((script or {}).get("trainee") or {})}
    checked = _rule(card, (script or {}).get("mode") or mode)
    run = Exercise().identify(Trainee.typed(**fields)).choose(packet, form, folder=folder)
    say = _nothing if quiet else _say
    say(f"Latihan {packet.id}: {form.title}. {len(form.pages)} foto dibaca.")
    if card is not None:
        say(f"Kelas: {card.title}. Aturan memeriksa ditetapkan pelatih: {card.rule}.")
    run, pages = _photograph(run, packet, folder)
    run = run.start_check(checked, at=time.monotonic())
    run = run.with_review(_answer_all(run, pages, script, say))
    run = _header(run, packet, script, say)
    run = run.signatures_checked(complete=_signatures(script, say))
    return run.confirm().send(at=time.monotonic())


def _say(text: str) -> None:
    typer.echo(text)


def _nothing(_text: str) -> None:
    """Keeps JSON on standard output alone."""


def _rule(card: ClassCard | None, asked: str) -> CheckMode:
    """The rule of checking: what the packet's class fixes, else what was asked for, else `koreksi`."""
    if card is None:
        return _mode(asked or "koreksi")
    if card.mode == "simulasi":
        raise ExerciseError(
            f"Kelas {card.title} mengerjakan Simulasi.", hint="Kerjakan paket ini di jendela aplikasi.", code="kelas"
        )
    if asked and _mode(asked) != card.rule:
        raise ExerciseError(
            f"Kelas {card.title} memeriksa dengan aturan {card.rule}.",
            hint="Hilangkan --mode, atau pilih paket lain.",
            code="kelas",
        )
    return card.rule


def _mode(mode: str) -> CheckMode:
    modes: dict[str, CheckMode] = {"koreksi": "koreksi", "tandai": "tandai"}
    if mode in modes:
        return modes[mode]
    raise ExerciseError(f"Cara memeriksa '{mode}' tidak dikenal.", hint="Pilih koreksi atau tandai.", code="mode")


def _photograph(run: Exercise, packet: AnyPacket, folder: Path) -> tuple[Exercise, dict[int, PageReading]]:
    from sirekap_trainer.reading.page import PageReader

    if not packet.photos:
        raise ExerciseError(
            f"Paket {packet.id} tidak berisi foto.", hint="Buat paket dengan --photos.", code="tanpa_foto"
        )
    reader, pages = PageReader(), {}
    for photo in packet.photos:
        reading = reader.read(folder / photo.file, expected=(packet.form, photo.page))
        run = run.add_photo(photo.page, reading)
        pages[photo.page] = reading
    return run, pages


def _answer_all(run: Exercise, pages: dict[int, PageReading], script: dict[str, Any] | None, say: Say) -> Review:
    review = run.review
    assert review is not None
    if script is not None:
        return _note_by_script(_answer_by_script(review, script["answers"]), script)
    if not sys.stdin.isatty():
        say("Tidak ada papan ketik: contoh ini menerima semua bacaan mesin.")
        return _answer_by_script(review, {})
    say("Enter = sesuai; ketik isi kotak untuk mengoreksi, misalnya X24; T = tidak sesuai (cara tandai).")
    say("B = di kertas, bulatan berbeda dari angkanya; B sekali lagi membatalkan.")
    for place, item in enumerate(review.items, start=1):
        review = _ask(review, item, f"{place} dari {review.total}", pages[item.number.page], say)
    return _ask_findings(review, say)


def _answer_by_script(review: Review, scripted: dict[str, str]) -> Review:
    unknown = set(scripted) - {item.id for item in review.items}
    if unknown:
        raise ExerciseError(
            f"Berkas jawaban menyebut angka yang tidak ada: {', '.join(sorted(unknown))}.",
            hint="Pakai nama angka seperti pada keluaran read --json.",
        )
    for item in review.items:
        review = _take(review, item, scripted.get(item.id, ""))
    return review


def _note_by_script(review: Review, script: dict[str, Any]) -> Review:
    for number in script["bubbles"]:
        review = review.note_bubbles(number)
    for rule in script["sums"]:
        found = [finding for finding in review.findings() if finding.code == rule]
        if not found:
            raise ExerciseError(
                f"Berkas jawaban mencatat hitungan {rule}, tetapi angkanya cocok.", hint=f"Hapus {rule} dari sums."
            )
        for finding in found:
            review = review.note(finding)
    return review


def _ask(review: Review, item: Item, place: str, page: PageReading, say: Say) -> Review:
    say(f"\n({place}) {item.number.section} {item.number.label}, foto {Path(page.photo).name}")
    say(_picture(page, item))
    bubbles = f", bulatan {item.bubbles}" if item.bubbles else ""
    while True:
        typed = typer.prompt(f"Mesin membaca {item.shown}{bubbles}", default="", show_default=False).strip()
        try:
            if typed.lower() != "b":
                return _take(review, item, typed)
            review = _turn_note(review, item, say)
        except ExerciseError as error:
            say(f"{error.message} {error.hint}")


def _turn_note(review: Review, item: Item, say: Say) -> Review:
    """Notes that the bubbles contradict the digits on the paper, or takes that back."""
    if review.bubbles_noted(item.id):
        say("Catatan bulatan dibatalkan. Sekarang jawab angkanya.")
        return review.unnote_bubbles(item.id)
    noted = review.note_bubbles(item.id)
    say("Dicatat: bulatannya berbeda di kertas. Sekarang jawab angkanya.")
    return noted


def _ask_findings(review: Review, say: Say) -> Review:
    """What does not agree stands on the paper, or was checked badly; only the paper can tell. Each is asked once."""
    asked: set[Note] = set()
    while finding := next((one for one in review.findings() if not _settled(review, one, asked)), None):
        asked.add((finding.code, finding.numbers))
        say(f"\n{SIGNS[finding.severity]} {finding.message[:1].upper()}{finding.message[1:]}")
        if typer.confirm("Di kertas memang begitu?", default=False):
            review = review.note(finding)
        elif review.mode == "koreksi":
            say("Bandingkan lagi dengan kertas. Enter = tetap; ketik isi kotak untuk mengoreksi.")
            for number in finding.numbers:
                review = _ask_again(review, review.item(number), say)
    return review


def _settled(review: Review, finding: Finding, asked: set[Note]) -> bool:
    from sirekap_trainer.exercise.review import BUBBLE_CONFLICT

    noted = finding.code == BUBBLE_CONFLICT and review.bubbles_noted(finding.numbers[0])
    return noted or (finding.code, finding.numbers) in asked


def _ask_again(review: Review, item: Item, say: Say) -> Review:
    while True:
        typed = typer.prompt(f"  {item.number.label}: {item.sent}", default="", show_default=False).strip()
        try:
            return _take(review, item, typed) if typed else review
        except ExerciseError as error:
            say(f"{error.message} {error.hint}")


def _take(review: Review, item: Item, typed: str) -> Review:
    if typed == "":
        return review.accept(item.id)
    if typed.lower() == "t":
        return review.flag(item.id)
    return review.correct(item.id, typed.upper().rjust(len(item.shown), "X"))


def _picture(page: PageReading, item: Item) -> str:
    """The number's boxes as half-block characters, so that a terminal shows what stands on the paper."""
    import cv2
    import numpy as np

    from sirekap_trainer.photo.page import bounding, crop

    form = builtin_catalog().get(page.form)
    part = cv2.cvtColor(crop(page.upright, bounding(item.number.boxes), form, pad=4), cv2.COLOR_BGR2GRAY)
    columns = 60
    rows = 2 * round(columns * part.shape[0] / part.shape[1] / 2)
    small = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    dark = small < (int(np.percentile(small, 85)) + int(small.min())) // 2
    blocks = " ▀▄█"
    return "\n".join(
        "".join(blocks[upper + 2 * lower] for upper, lower in zip(dark[row], dark[row + 1], strict=True))
        for row in range(0, rows, 2)
    )


def _header(run: Exercise, packet: AnyPacket, script: dict[str, Any] | None, say: Say) -> Exercise:
    """Whether the sheets' header names the packet's TPS, as the trainee says; a script may leave it open."""
    if script is not None:
        return run if script["header"] is None else run.header_checked(own=script["header"])
    tps = packet.tps
    if not sys.stdin.isatty():
        say(f"Kepala formulir: dianggap TPS {tps.number}, {tps.kelurahan}.")
        return run.header_checked(own=True)
    words = f"\nApakah kepala formulir di foto menyebut TPS {tps.number}, {tps.kelurahan}?"
    return run.header_checked(own=typer.confirm(words, default=True))


def _signatures(script: dict[str, Any] | None, say: Say) -> bool:
    if script is not None:
        return bool(script["signatures"])
    if not sys.stdin.isatty():
        say("Tanda tangan: dianggap lengkap.")
        return True
    return typer.confirm("\nApakah semua tanda tangan lengkap di kertas?", default=True)
