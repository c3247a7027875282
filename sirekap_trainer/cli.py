"""The command line: the whole exercise without a window, and the reader for scripts.

The only module of the core that prints or exits. Heavy modules (OpenCV, ReportLab) are imported by the commands that
need them, so that `--help` is instant.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from sirekap_trainer import __version__
from sirekap_trainer.errors import ExerciseError, TrainerError, UsageError
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import AnyPacket, Exercise
    from sirekap_trainer.exercise.review import CheckMode, Item, Review
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.practice.packet import Packet
    from sirekap_trainer.practice.seal import Keyring
    from sirekap_trainer.practice.sheet import Paper
    from sirekap_trainer.reading.batch import Answer
    from sirekap_trainer.reading.result import PageReading, TpsName

app = typer.Typer(
    name="sirekap-trainer",
    help="Pelatih Sirekap: baca foto C.Hasil, buat bahan latihan, dan berlatih memeriksa angka.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
practice_app = typer.Typer(help="Bahan latihan.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(practice_app, name="practice")

_SIGNS = {"error": "[x]", "warning": "[!]", "info": "[i]"}


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Tampilkan versi, lalu selesai.")] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be set to a code page without the signs used here.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if version:
        typer.echo(f"sirekap-trainer {__version__}")
        raise typer.Exit


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turns a `TrainerError` into two lines on standard error and its exit status."""
    try:
        yield
    except TrainerError as error:
        _fail(error)


def _fail(error: TrainerError) -> NoReturn:
    typer.echo(f"{error.message} {error.hint}", err=True)
    raise typer.Exit(error.exit_code) from error


# --- forms ------------------------------------------------------------------------------------------------------------


@app.command(epilog="Contoh: sirekap-trainer forms")
def forms(*, as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False) -> None:
    """Tampilkan formulir yang dikenal."""
    with _clear_errors():
        rows = [
            {
                "id": form.id,
                "title": form.title,
                "pages": len(form.pages),
                "numbers": len(form.numbers),
                "tags": [page.tag.id for page in form.pages],
                "practice": form.practice,
            }
            for form in builtin_catalog()
        ]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        use = "dapat dicetak untuk latihan" if row["practice"] else "hanya dibaca"
        typer.echo(f"{row['id']:<24} {row['title']}: {row['pages']} halaman, {row['numbers']} angka, {use}")


# --- read -------------------------------------------------------------------------------------------------------------


@app.command(epilog="Contoh: sirekap-trainer read sample_c_hasil/gubernur-1/page-2.jpg --json")
def read(
    photos: Annotated[list[Path], typer.Argument(metavar="FOTO...", help="Foto JPEG atau PNG, satu halaman per foto.")],
    *,
    jobs: Annotated[
        int | None,
        typer.Option(
            help="Berapa foto dibaca sekaligus, masing-masing oleh satu inti prosesor.",
            show_default="secepat komputer ini bisa",
        ),
    ] = None,
    tps: Annotated[str, typer.Option(help="Nomor TPS Anda, tiga angka: formulir TPS lain diberitahukan.")] = "",
    kelurahan: Annotated[str, typer.Option(help="Kelurahan Anda; dipakai bersama --tps.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False,
) -> None:
    """Baca angka pada foto C.Hasil."""
    from sirekap_trainer.reading.batch import ReadOptions, read_many

    with _clear_errors():
        options = ReadOptions(tps=_whose(tps, kelurahan))
    failed: list[Answer] = []
    with _clear_errors(), closing(read_many(photos, options, jobs=jobs)) as answers:
        show = _print_json_list if as_json else _print_pages
        show(_noting_failures(answers, failed))
    if failed:
        raise typer.Exit(1)


def _whose(tps: str, kelurahan: str) -> TpsName | None:
    """Whose forms are to be read; says so where the header that tells it cannot be read."""
    from sirekap_trainer.reading.result import TpsName

    tps, kelurahan = tps.strip(), " ".join(kelurahan.split())
    if not tps and not kelurahan:
        return None
    number = tps.zfill(3)
    if not (tps.isascii() and tps.isdecimal() and len(number) == 3 and number != "000"):
        raise UsageError("Nomor TPS harus tiga angka.", hint="Isi --tps, misalnya 012.", code="tps")
    if not shutil.which("tesseract"):
        typer.echo("Tesseract belum terpasang: kepala formulir tidak dibaca, TPS tidak diperiksa.", err=True)
        return None
    return TpsName(number, kelurahan)


def _noting_failures(answers: Iterable[Answer], failed: list[Answer]) -> Iterator[Answer]:
    for answer in answers:
        if "error" in answer:
            failed.append(answer)
        yield answer


def _print_pages(answers: Iterable[Answer]) -> None:
    for answer in answers:
        _print_page(answer)


def _print_page(answer: Answer) -> None:
    typer.echo(f"\n{answer['photo']}")
    if "error" in answer:
        typer.echo(f"  {_SIGNS['error']} {answer['error']['message']} {answer['error']['hint']}")
        return
    typer.echo(f"  {builtin_catalog().get(answer['form']).title}, halaman {answer['page']}")
    for finding in answer["quality"]["findings"]:
        typer.echo(f"  {_SIGNS[finding['severity']]} {finding['message']}")
    for number in answer["numbers"]:
        value = "tidak terbaca" if number["value"] is None else number["value"]
        bubbles = f"  bulatan {number['bubbles']}" if number["bubbles"] else ""
        typer.echo(f"  {number['boxes']:>5}{bubbles}  {value!s:>13}  {number['label']}")
    for finding in answer["findings"]:
        typer.echo(f"  {_SIGNS[finding['severity']]} {finding['message']}")


# --- practice make ----------------------------------------------------------------------------------------------------


@practice_app.command(
    "make",
    epilog="Contoh: sirekap-trainer practice make --form latihan_kwk_wali_kota --count 7 --out paket --photos",
)
def practice_make(
    *,
    form: Annotated[str, typer.Option(help="Nama formulir; lihat perintah forms.")],
    count: Annotated[int, typer.Option(help="Berapa paket.")] = 1,
    seed: Annotated[int, typer.Option(help="Angka awal acak: angka yang sama memberi paket yang sama.")] = 1,
    exam: Annotated[
        bool, typer.Option("--exam", help="Pakai angka awal rahasia, untuk set ujian yang lalu disegel.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Folder tujuan.")],
    photos: Annotated[bool, typer.Option("--photos", help="Buat juga foto tiruan setiap halaman.")] = False,
) -> None:
    """Buat paket latihan: kunci jawaban, lembar PDF, dan bila diminta foto tiruannya."""
    from sirekap_trainer.practice.make import make_packets

    with _clear_errors():
        seed = _exam_seed(form, out) if exam else seed
        folders = make_packets(
            builtin_catalog().get(form), count=count, seed=seed, out=out, photos=photos, progress=_print_progress
        )
    typer.echo(f"{len(folders)} paket dibuat di {out}.", err=True)


def _exam_seed(form: str, out: Path) -> int:
    """A new secret seed, or that of the set an interrupted run began in `out`."""
    from sirekap_trainer.practice.dice import FIRST_SECRET_SEED, secret_seed
    from sirekap_trainer.practice.packet import PACKET_FILE, load_packet

    for path in sorted(out.glob(f"*/{PACKET_FILE}")):
        packet = load_packet(path.parent)
        if packet.form == form and packet.seed >= FIRST_SECRET_SEED:
            return packet.seed
    return secret_seed()


def _print_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\rPaket {done} dari {total}", nl=done == total, err=True)


@practice_app.command(
    "blank",
    epilog="Contoh: sirekap-trainer practice blank --form latihan_kwk_gubernur --tps 012 --kelurahan Jati --out lembar",
)
def practice_blank(
    *,
    form: Annotated[str, typer.Option(help="Nama formulir; lihat perintah forms.")],
    tps: Annotated[str, typer.Option(help="Nomor TPS, tiga angka.")],
    kelurahan: Annotated[str, typer.Option(help="Nama kelurahan.")],
    kecamatan: Annotated[str, typer.Option(help="Perlu bila kelurahannya tidak dikenal.")] = "",
    city: Annotated[str, typer.Option("--kota", help="Bila bukan Kota Probolinggo.")] = "",
    province: Annotated[str, typer.Option("--provinsi", help="Bila bukan Jawa Timur.")] = "",
    count: Annotated[int, typer.Option(help="Berapa lembar.")] = 1,
    seed: Annotated[int, typer.Option(help="Angka awal acak nama calon: sama dengan pada practice make.")] = 1,
    paper: Annotated[str, typer.Option(help="A4 atau A3.")] = "A4",
    out: Annotated[Path, typer.Option(help="Folder tujuan.")],
) -> None:
    """Buat lembar kosong untuk diisi dengan tangan."""
    from sirekap_trainer.practice.blank import make_blanks
    from sirekap_trainer.practice.places import tps_at

    with _clear_errors():
        size = _paper(paper)
        place = tps_at(kelurahan, tps, kecamatan=kecamatan, city=city, province=province)
        sheets, pdf = make_blanks(builtin_catalog().get(form), place, out=out, count=count, seed=seed, paper=size)
    typer.echo(f"{len(sheets)} lembar kosong dibuat di {out}. Cetak {pdf}.", err=True)


def _paper(name: str) -> Paper:
    papers: dict[str, Paper] = {"A4": "A4", "A3": "A3"}
    if name.upper() in papers:
        return papers[name.upper()]
    raise UsageError(f"Kertas '{name}' tidak dikenal.", hint="Pilih A4 atau A3.", code="kertas")


# --- practice seal, open, score ---------------------------------------------------------------------------------------

_Secret = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="Berkas berisi kata sandi, satu baris; ditanyakan bila tidak disebut."),
]


@practice_app.command("seal", epilog="Contoh: sirekap-trainer practice seal ujian --out ujian-tersegel")
def practice_seal(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folder paket, atau folder berisi paket.")],
    *,
    out: Annotated[Path, typer.Option(help="Folder untuk salinan yang disegel.")],
    passphrase_file: _Secret = None,
) -> None:
    """Segel paket ujian: kuncinya hanya dapat dibuka dengan kata sandi Anda."""
    from sirekap_trainer.practice.seal import Keyring, packets_in, seal_set

    with _clear_errors():
        packets = [packet for folder in folders for packet in packets_in(folder)]
        keyring = Keyring(_passphrase(passphrase_file, twice=True))
        sealed = seal_set(packets, out, keyring, progress=_print_progress)
    typer.echo(f"{len(sealed)} paket disegel di {out}. Bagikan folder ini saja.", err=True)


@practice_app.command("open", epilog="Contoh: sirekap-trainer practice open ujian-tersegel --out ujian-terbuka")
def practice_open(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folder paket yang disegel, atau folder berisi paket itu.")
    ],
    *,
    out: Annotated[Path | None, typer.Option(help="Folder untuk salinan yang terbuka.")] = None,
    passphrase_file: _Secret = None,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak paket sebagai JSON.")] = False,
) -> None:
    """Buka segel: periksa bahwa tidak ada yang berubah, lalu cetak kuncinya, atau simpan dengan --out."""
    from sirekap_trainer.practice.seal import Keyring, open_folder, open_sealed, packets_in

    with _clear_errors():
        found = [packet for folder in folders for packet in packets_in(folder)]
        keyring = Keyring(_passphrase(passphrase_file))
        opened = [
            open_folder(folder, out / name, keyring) if out else open_sealed(folder, keyring) for folder, name in found
        ]
    if as_json:
        _print_json([packet.model_dump(mode="json") for packet in opened])
    elif len(opened) == 1 and out is None:
        _print_key(opened[0])
    else:
        for packet in opened:
            typer.echo(f"{packet.id}: utuh")


@practice_app.command(
    "score", epilog="Contoh: sirekap-trainer practice score ujian-*.json --packets ujian-tersegel --json"
)
def practice_score(
    attempts: Annotated[list[Path], typer.Argument(metavar="HASIL...", help="Berkas hasil ujian dari peserta.")],
    *,
    packets: Annotated[Path, typer.Option(help="Folder paket yang disegel.")],
    passphrase_file: _Secret = None,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak nilai sebagai JSON.")] = False,
) -> None:
    """Nilai hasil ujian peserta."""
    from sirekap_trainer.practice.seal import Keyring, packets_in

    with _clear_errors():
        folders = {_id_in(folder): folder for folder, _ in packets_in(packets)}
        keyring = Keyring(_passphrase(passphrase_file))
        scored = [(path, *_score_attempt(path, folders, keyring)) for path in attempts]
    if as_json:
        _print_json([{"attempt": str(path), "trainee": who, **score.to_dict()} for path, who, score in scored])
        return
    for path, who, score in scored:
        typer.echo(f"\n{path.name}: {who['name']}, TPS {who['tps']}, operator {who['role']}")
        _print_score(score, ())


def _id_in(folder: Path) -> str:
    from sirekap_trainer.practice.sealed import load_any

    return load_any(folder).id


def _score_attempt(path: Path, folders: dict[str, Path], keyring: Keyring) -> tuple[dict[str, str], Score]:
    from sirekap_trainer.exercise.saved import attempted_packet, load_attempt
    from sirekap_trainer.exercise.scoring import load_rubric, score_sealed
    from sirekap_trainer.practice.seal import open_sealed

    name = attempted_packet(path)
    if name not in folders:
        raise ExerciseError(
            f"Paket {name} untuk {path.name} tidak ditemukan.", hint="Sebutkan folder paketnya dengan --packets."
        )
    packet = open_sealed(folders[name], keyring)
    attempt = load_attempt(path, packet, catalog=builtin_catalog())
    assert attempt.trainee is not None
    who = {"name": attempt.trainee.name, "tps": attempt.trainee.tps, "role": attempt.trainee.role}
    return who, score_sealed(attempt, packet, load_rubric())


def _passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The trainer's passphrase, from a file or typed unseen."""
    if file is not None:
        return _passphrase_in(file)
    if not sys.stdin.isatty():
        raise UsageError("Kata sandi tidak dapat ditanyakan di sini.", hint="Sebutkan --passphrase-file.", code="sandi")
    import getpass

    typed = getpass.getpass("Kata sandi: ")
    if twice and getpass.getpass("Sekali lagi: ") != typed:
        raise UsageError("Kedua kata sandi tidak sama.", hint="Jalankan lagi, ketik pelan-pelan.", code="sandi")
    return typed


def _passphrase_in(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"Berkas kata sandi {file.name} tidak dapat dibaca.", hint="Simpan sebagai teks UTF-8.", code="sandi"
        ) from error
    if len(lines) != 1:
        raise UsageError(
            f"Berkas kata sandi {file.name} harus berisi satu baris.", hint="Perbaiki berkas itu.", code="sandi"
        )
    return lines[0]


def _print_key(packet: Packet) -> None:
    """What stands on the paper, and where the exercise shows something else."""
    from sirekap_trainer.practice.sealed import shown_boxes

    shown, planted = shown_boxes(packet), {misread.number for misread in packet.misreads}
    typer.echo(f"{packet.id}: utuh. TPS {packet.tps.number}, {packet.tps.kelurahan}")
    for number in builtin_catalog().get(packet.form).numbers:
        wrong = f"  ditampilkan {shown[number.id]}" if number.id in planted else ""
        typer.echo(f"  {packet.numbers[number.id].boxes:>5}  {number.label}{wrong}")
    for slip in packet.slips:
        typer.echo(f"  {_SIGNS['warning']} {slip.detail or slip.kind}")


# --- exercise ---------------------------------------------------------------------------------------------------------

Say = Callable[[str], None]


@app.command(epilog="Contoh: sirekap-trainer exercise sample_c_hasil/gubernur-1 --answers jawaban.json --json")
def exercise(
    packet: Annotated[
        Path | None, typer.Argument(metavar="[PAKET]", help="Folder paket; paket contoh pertama bila tidak disebut.")
    ] = None,
    *,
    name: Annotated[str, typer.Option(help="Nama Anda.")] = "Peserta latihan",
    tps: Annotated[str, typer.Option(help="Nomor TPS Anda, tiga angka.")] = "001",
    role: Annotated[str, typer.Option(help="utama atau cadangan.")] = "utama",
    mode: Annotated[str, typer.Option(help="koreksi atau tandai.")] = "koreksi",
    answers: Annotated[
        Path | None,
        typer.Option(
            help="Berkas JSON berisi jawaban; angka yang tidak disebut dianggap sesuai. "
            'Isi: {"answers": {"suara_1": "X24"}, "signatures": true, "mode": "koreksi"}'
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder untuk hasil ujian dari paket yang disegel.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Cetak nilai sebagai JSON.")] = False,
) -> None:
    """Kerjakan satu latihan penuh di terminal: baca foto paket, periksa setiap angka, kirim, lihat nilai."""
    with _clear_errors():
        script = _load_script(answers) if answers else None
        run = _run_exercise(packet or _first_sample(), _Person(name, tps, role), mode, script, quiet=as_json)
        result = _result(run, out)
    if isinstance(result, Path):
        _tell_attempt(result, as_json=as_json)
    elif as_json:
        score, advice = result
        _print_json({**score.to_dict(), "advice": list(advice)})
    else:
        _print_score(*result)


def _result(run: Exercise, out: Path) -> tuple[Score, tuple[str, ...]] | Path:
    """The score and what to practise next; of a sealed packet the file from which the trainer finds them."""
    from sirekap_trainer.exercise.saved import save_attempt
    from sirekap_trainer.exercise.scoring import advice, load_rubric, score
    from sirekap_trainer.practice.packet import Packet

    if not isinstance(run.packet, Packet):
        return save_attempt(run, out)
    result = score(run, run.packet, load_rubric())
    return result, advice(result)


def _tell_attempt(path: Path, *, as_json: bool) -> None:
    if as_json:
        _print_json({"attempt": str(path)})
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
    """The answers file: `answers` (number id to boxes, "" or "t"), optional `signatures`, `mode`, `trainee`."""
    from pydantic import BaseModel, ConfigDict, ValidationError

    class Script(BaseModel):
        model_config = ConfigDict(extra="forbid")
        answers: dict[str, str] = {}
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
    from sirekap_trainer.exercise.flow import Exercise, Trainee
    from sirekap_trainer.practice.sealed import load_any

    packet = load_any(folder)
    form = builtin_catalog().get(packet.form)
    fields = {"name": person.name, "tps": person.tps, "role": person.role, **((script or {}).get("trainee") or {})}
    checked = _mode((script or {}).get("mode") or mode)
    run = Exercise().identify(Trainee.typed(**fields)).choose(packet, form, folder=folder)
    say = _nothing if quiet else _say
    say(f"Latihan {packet.id}: {form.title}. {len(form.pages)} foto dibaca.")
    run, pages = _photograph(run, packet, folder)
    run = run.start_check(checked, at=time.monotonic())
    run = run.with_review(_answer_all(run, pages, script["answers"] if script else None, say))
    run = run.signatures_checked(complete=_signatures(script, say))
    return run.confirm().send(at=time.monotonic())


def _say(text: str) -> None:
    typer.echo(text)


def _nothing(_text: str) -> None:
    """Keeps JSON on standard output alone."""


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


def _answer_all(run: Exercise, pages: dict[int, PageReading], scripted: dict[str, str] | None, say: Say) -> Review:
    review = run.review
    assert review is not None
    if scripted is not None:
        return _answer_by_script(review, scripted)
    if not sys.stdin.isatty():
        say("Tidak ada papan ketik: contoh ini menerima semua bacaan mesin.")
        return _answer_by_script(review, {})
    say("Enter = sesuai; ketik isi kotak untuk mengoreksi, misalnya X24; T = tidak sesuai (cara tandai).")
    for place, item in enumerate(review.items, start=1):
        review = _ask(review, item, f"{place} dari {review.total}", pages[item.number.page], say)
    return review


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


def _ask(review: Review, item: Item, place: str, page: PageReading, say: Say) -> Review:
    say(f"\n({place}) {item.number.section} {item.number.label}")
    say(_picture(page, item))
    bubbles = f", bulatan {item.bubbles}" if item.bubbles else ""
    while True:
        typed = typer.prompt(f"Mesin membaca {item.shown}{bubbles}", default="", show_default=False)
        try:
            return _take(review, item, typed.strip())
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


def _signatures(script: dict[str, Any] | None, say: Say) -> bool:
    if script is not None:
        return bool(script["signatures"])
    if not sys.stdin.isatty():
        say("Tanda tangan: dianggap lengkap.")
        return True
    return typer.confirm("\nApakah semua tanda tangan lengkap di kertas?", default=True)


def _print_score(score: Score, advice: tuple[str, ...]) -> None:
    from sirekap_trainer.exercise.scoring import headline

    typer.echo(f"\n{headline(score)}")
    for part in score.parts:
        points = f"{part.points:.1f}".replace(".", ",")
        typer.echo(f"  {part.label:<12} {points:>5} dari {part.max:g}")
    for outcome in score.mistakes:
        sent = outcome.sent or "-"
        typer.echo(f"  {_SIGNS['error']} {outcome.number.short}: terkirim {sent}, di kertas {outcome.written}")
    for sentence in advice:
        typer.echo(f"  {_SIGNS['info']} {sentence}")


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _print_json_list(values: Iterable[Answer]) -> None:
    """Prints what `_print_json` would for the whole list (of one or more), each value as soon as it is there."""
    opening = "["
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
        typer.echo(f"{opening}\n {text}", nl=False)
        opening = ","
    typer.echo("\n]")
