"""The commands for practice material: `sirekap-trainer practice ...`; those for exams are in `cli_exam.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from sirekap_trainer.cli_common import SIGNS, ProgressLine, SecretFile, clear_errors, interruptible, keyring_of
from sirekap_trainer.cli_exam import exam_app
from sirekap_trainer.errors import UsageError
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from sirekap_trainer.form.model import Form
    from sirekap_trainer.practice.blank import BlankSheet
    from sirekap_trainer.practice.make import PhotoPlan
    from sirekap_trainer.practice.manners import Level
    from sirekap_trainer.practice.packet import SlipKind, Style, Tps
    from sirekap_trainer.practice.places import Home
    from sirekap_trainer.practice.seal import Keyring
    from sirekap_trainer.practice.sets import SetPlan
    from sirekap_trainer.practice.sheet import Paper

practice_app = typer.Typer(help="Bahan latihan.", no_args_is_help=True, rich_markup_mode=None)
practice_app.add_typer(exam_app)

_T = TypeVar("_T")
_FormName = Annotated[str, typer.Option(help="Nama formulir; lihat perintah forms.")]
_Out = Annotated[Path, typer.Option(help="Folder tujuan.")]
_City = Annotated[
    str, typer.Option("--kota", help="Kota atau kabupaten di lembar, bila tidak disebut di daftar.", metavar="NAMA")
]
_Province = Annotated[
    str, typer.Option("--provinsi", help="Provinsi di lembar, bila tidak disebut di daftar.", metavar="NAMA")
]
_CityFile = Annotated[
    Path | None,
    typer.Option(
        "--data-kota",
        metavar="BERKAS",
        help="Berkas TOML kota, seperti untuk records city: nama kota, provinsi dan kelurahannya.",
    ),
]

_LEVELS: dict[str, Level] = {"good": "good", "typical": "typical", "hard": "hard"}
_PAPERS: dict[str, Paper] = {"a4": "A4", "a3": "A3"}
_STYLES: dict[str, Style] = {"dokumen": "dokumen", "februari_2024": "februari_2024"}
_SLIPS: dict[str, SlipKind] = {
    "hitungan": "arithmetic",
    "bulatan": "bubble",
    "tanda_tangan": "signature",
    "kepala": "header",
}


def _chosen(choices: dict[str, _T], word: str, *, what: str) -> _T:
    """What a word of an option means, in any case.

    Raises:
        UsageError: It means nothing.
    """
    if word.strip().lower() in choices:
        return choices[word.strip().lower()]
    raise UsageError(f"{what} '{word}' tidak dikenal.", hint=f"Pilih {', '.join(choices)}.", code="pilihan")


# --- make -------------------------------------------------------------------------------------------------------------


@practice_app.command(
    "make",
    epilog="Contoh: sirekap-trainer practice make --form latihan_kwk_wali_kota --count 7 --out paket --photos",
)
def practice_make(
    *,
    form: _FormName = "",
    simulation: Annotated[
        bool, typer.Option("--simulation", help="Ganti --form: Gubernur dan Wali Kota untuk setiap TPS.")
    ] = False,
    count: Annotated[
        int | None,
        typer.Option(
            help="Berapa paket; dengan --simulation berapa pasang.",
            show_default="1, atau satu untuk setiap TPS pada --roster",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Angka awal acak: angka yang sama memberi paket yang sama.")] = 1,
    out: _Out,
    photos: Annotated[bool, typer.Option("--photos", help="Buat juga foto tiruan setiap halaman.")] = False,
    level: Annotated[
        str | None,
        typer.Option(help="Foto good (baik), typical (biasa) atau hard (sulit).", show_default="good"),
    ] = None,
    megapixels: Annotated[
        float | None, typer.Option(help="Ukuran foto dalam megapiksel, 1 sampai 20.", show_default="5")
    ] = None,
    paper: Annotated[str, typer.Option(help="Kertas lembar: a4 atau a3.")] = "a4",
    slips: Annotated[
        str, typer.Option(help=f"Kesalahan di kertas, dipisah koma: {', '.join(_SLIPS)}; atau semua.")
    ] = "",
    style: Annotated[str, typer.Option(help="Salah baca menurut dokumen atau februari_2024.")] = "dokumen",
    roster: Annotated[
        Path | None, typer.Option(help="Daftar TPS (Excel atau CSV): setiap TPS mendapat paketnya sendiri.")
    ] = None,
    zipped: Annotated[bool, typer.Option("--zip", help="Buat juga satu ZIP untuk setiap kelurahan.")] = False,
    exam: Annotated[
        bool, typer.Option("--exam", help="Buat paket ujian: angka awal rahasia, kunci disegel dengan kata sandi Anda.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(help="Berapa paket dibuat sekaligus.", show_default="secepat komputer ini bisa"),
    ] = None,
    city: _City = "",
    province: _Province = "",
    city_file: _CityFile = None,
    passphrase_file: SecretFile = None,
) -> None:
    """Buat paket latihan: kunci jawaban, lembar PDF, dan bila diminta foto tiruannya.

    Bila terhenti, jalankan lagi perintah yang sama: yang sudah jadi tidak diubah.
    """
    from sirekap_trainer.practice.pair_sets import pair_plans
    from sirekap_trainer.practice.pairs import FORMS
    from sirekap_trainer.practice.sets import SetPlan, check_jobs, check_plan

    with clear_errors():
        _refuse_unclear(form, simulation=simulation, exam=exam)
        chosen, at = builtin_catalog().get(form or FORMS[0]), _home(city_file, city, province)
        places, told = _listed(roster, at) if roster else _made_up(at, chosen, count or 1, seed)
        plan = SetPlan(
            chosen,
            count=count if count is not None else len(places or [None]),
            seed=seed,
            photos=_photo_plan(level, megapixels) if photos or level or megapixels else None,
            slips=_slip_kinds(slips),
            style=_chosen(_STYLES, style, what="Gaya"),
            paper=_chosen(_PAPERS, paper, what="Kertas"),
            places=places,
        )
        plans = pair_plans(plan, builtin_catalog()) if simulation else (plan,)
        for one in plans:
            check_plan(one)
        check_jobs(jobs)
        _tell(told)
        keyring = keyring_of(passphrase_file, twice=True) if exam else None
        folders = _make(plans, out, jobs, keyring)
        sealed = "tersegel " if exam else ""
        made = f"{len(folders) // 2} pasang paket" if simulation else f"{len(folders)} paket"
        typer.echo(f"{made} {sealed}dibuat di {out}.", err=True)
        if zipped:
            _zip(folders, out)


def _refuse_unclear(form: str, *, simulation: bool, exam: bool) -> None:
    """Raises UsageError where it is not said which form, or too much is said of it."""
    if bool(form) == simulation:
        raise UsageError(
            "Formulirnya belum jelas.",
            hint="Sebutkan --form (lihat perintah forms), atau --simulation untuk Gubernur dan Wali Kota.",
            code="formulir",
        )
    if simulation and exam:
        raise UsageError(
            "Simulasi dan ujian tidak dapat digabung.",
            hint="Ujian memakai satu formulir: sebutkan --form, tanpa --simulation.",
            code="pilihan",
        )


def _home(file: Path | None, city: str, province: str) -> Home:
    """The city for sheets of which nothing else says it: of a file, under typed names, else the one that ships.

    Raises:
        RecordsError: The file cannot be used.
    """
    from sirekap_trainer.practice.places import home
    from sirekap_trainer.records.city import load_city

    return (load_city(file).home if file else home()).renamed(city.strip(), province.strip())


def _listed(roster: Path, at: Home) -> tuple[tuple[Tps, ...], str]:
    """The TPS of a list, and what it does not say of them."""
    from sirekap_trainer.practice.roster import load_roster

    found = load_roster(roster, at)
    return found.places, found.assumed and _or_another(found.assumed, at)


def _made_up(at: Home, form: Form, count: int, seed: int) -> tuple[tuple[Tps, ...] | None, str]:
    """Made-up TPS of a city, and where they are. None for those of the city that ships: a set has them by itself.

    Raises:
        UsageError: None of its kelurahan is known.
    """
    from sirekap_trainer.practice.make import MOST_PACKETS
    from sirekap_trainer.practice.places import home
    from sirekap_trainer.practice.votes import places_in

    if not at.known:
        raise UsageError(
            f"Kelurahan di {at.city} belum diketahui.", hint="Sebutkan --roster atau --data-kota.", code="kelurahan"
        )
    places = None if at == home() else places_in(at, form, count=min(count, MOST_PACKETS), seed=seed)
    return places, f"TPS karangan di {at.city}, {at.province}."


def _or_another(words: str, at: Home) -> str:
    """Which city stands on sheets, with how to say another where nobody said this one."""
    from sirekap_trainer.practice.places import home

    return f"{words} Kota lain: sebutkan --kota dan --provinsi." if at == home() else words


def _tell(words: str) -> None:
    if words:
        typer.echo(f"{SIGNS['info']} {words}", err=True)


def _photo_plan(level: str | None, megapixels: float | None) -> PhotoPlan:
    from sirekap_trainer.practice.make import PhotoPlan

    usual = PhotoPlan()
    return PhotoPlan(
        level=_chosen(_LEVELS, level, what="Tingkat foto") if level else usual.level,
        megapixels=megapixels if megapixels is not None else usual.megapixels,
    )


def _slip_kinds(slips: str) -> tuple[SlipKind, ...]:
    """The kinds in the order in which a packet lists them, whatever the order they are asked for in."""
    words = [word for word in slips.replace(" ", ",").split(",") if word]
    wanted = set(_SLIPS.values()) if words == ["semua"] else {_chosen(_SLIPS, word, what="Kesalahan") for word in words}
    return tuple(kind for kind in _SLIPS.values() if kind in wanted)


def _make(plans: tuple[SetPlan, ...], out: Path, jobs: int | None, keyring: Keyring | None) -> list[Path]:
    from sirekap_trainer.practice.exam import make_exam
    from sirekap_trainer.practice.pair_sets import make_pairs, packets_of
    from sirekap_trainer.practice.sets import make_set, nothing_half, usual_jobs

    (plan, *others), line = plans, ProgressLine("Paket")
    with interruptible(line, f"dari {packets_of(plans)} paket sudah jadi di {out}"):
        if others:
            return make_pairs(plans, out, progress=line, jobs=jobs)
        if keyring is None:
            return make_set(plan, out, progress=line, jobs=jobs)
        with nothing_half(out):
            return make_exam(plan, out, keyring, progress=line, jobs=usual_jobs(plan) if jobs is None else jobs)


def _zip(folders: list[Path], out: Path) -> None:
    from sirekap_trainer.practice.archive import zip_by_kelurahan

    line = ProgressLine("ZIP")
    with interruptible(line, f"ZIP sudah jadi di {out}"):
        made = zip_by_kelurahan(folders, out, progress=line)
    typer.echo(f"{len(made)} ZIP dibuat, satu setiap kelurahan.", err=True)


# --- roster -----------------------------------------------------------------------------------------------------------


@practice_app.command("roster", epilog="Contoh: sirekap-trainer practice roster --template tps.xlsx")
def practice_roster(
    roster: Annotated[
        Path | None, typer.Argument(metavar="[BERKAS]", help="Daftar TPS yang diperiksa, Excel atau CSV.")
    ] = None,
    *,
    template: Annotated[Path | None, typer.Option(help="Tulis daftar kosong untuk diisi, .xlsx atau .csv.")] = None,
) -> None:
    """Siapkan daftar TPS untuk practice make --roster, atau periksa daftar yang sudah diisi."""
    from sirekap_trainer.practice.places import home
    from sirekap_trainer.practice.roster import write_template

    with clear_errors():
        _one_of(roster, template)
        if template is not None:
            typer.echo(f"Isi {write_template(template)}, satu TPS tiap baris.", err=True)
        if roster is not None:
            places, told = _listed(roster, home())
            _tell(told)
            kelurahan = {(place.kecamatan, place.kelurahan) for place in places}
            typer.echo(f"{len(places)} TPS di {len(kelurahan)} kelurahan, semua baris benar.")


def _one_of(file: Path | None, template: Path | None) -> None:
    if (file is None) == (template is None):
        raise UsageError(
            "Sebutkan satu berkas saja.",
            hint="Tulis berkas yang diisi, atau --template untuk berkas baru.",
            code="berkas",
        )


# --- blank, key -------------------------------------------------------------------------------------------------------


@practice_app.command(
    "blank",
    epilog="Contoh: sirekap-trainer practice blank --form latihan_kwk_gubernur --tps 012 --kelurahan Jati --out lembar",
)
def practice_blank(
    *,
    form: _FormName,
    tps: Annotated[str, typer.Option(help="Nomor TPS, tiga angka.")],
    kelurahan: Annotated[str, typer.Option(help="Nama kelurahan.")],
    kecamatan: Annotated[str, typer.Option(help="Perlu bila kelurahannya tidak dikenal.")] = "",
    city: _City = "",
    province: _Province = "",
    city_file: _CityFile = None,
    count: Annotated[int, typer.Option(help="Berapa lembar.")] = 1,
    seed: Annotated[int, typer.Option(help="Angka awal acak nama calon: sama dengan pada practice make.")] = 1,
    paper: Annotated[str, typer.Option(help="Kertas lembar: a4 atau a3.")] = "a4",
    out: _Out,
) -> None:
    """Buat lembar kosong untuk diisi dengan tangan."""
    from sirekap_trainer.practice.blank import make_blanks
    from sirekap_trainer.practice.places import tps_at

    with clear_errors():
        size = _chosen(_PAPERS, paper, what="Kertas")
        at = _home(city_file, city, province)
        place = tps_at(kelurahan, tps, kecamatan=kecamatan, at=at)
        _tell(_or_another(f"Di lembar tertulis {place.city}, {place.province}.", at))
        sheets, pdf = make_blanks(builtin_catalog().get(form), place, out=out, count=count, seed=seed, paper=size)
    typer.echo(f"{len(sheets)} lembar kosong dibuat di {out}. Cetak {pdf}.", err=True)


@practice_app.command("key", epilog="Contoh: sirekap-trainer practice key kunci.xlsx --packet lembar")
def practice_key(
    key: Annotated[
        Path | None, typer.Argument(metavar="[BERKAS]", help="Kunci yang sudah diisi, Excel atau CSV.")
    ] = None,
    *,
    template: Annotated[Path | None, typer.Option(help="Tulis kunci kosong untuk diisi, .xlsx atau .csv.")] = None,
    form: Annotated[str, typer.Option(help="Nama formulir untuk --template; lihat perintah forms.")] = "",
    packet: Annotated[
        Path | None, typer.Option(help="Folder lembar kosong, atau folder tempat beberapa lembar dibuat.")
    ] = None,
    on_paper: Annotated[
        bool,
        typer.Option("--on-paper", help="Hitungan atau bulatan yang tidak cocok memang tertulis begitu di kertas."),
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Ganti kunci yang sudah ada.")] = False,
) -> None:
    """Masukkan kunci lembar yang diisi dengan tangan.

    Foto di folder lembar itu ikut dipakai bila bernama page-1.jpg, page-2.jpg, dan page-3.jpg.
    """
    from sirekap_trainer.practice.key import write_template

    with clear_errors():
        _one_of(key, template)
        sheets = _blanks(packet)
        if template is not None:
            chosen = _form_of(form, sheets)
            blanks = [sheet for sheet in sheets.values() if sheet.form == chosen.id]
            typer.echo(f"Isi {write_template(template, chosen, blanks)}, satu baris tiap angka.", err=True)
        if key is not None:
            _take_keys(key, sheets, on_paper=on_paper, replace=replace)


def _blanks(folder: Path | None) -> dict[Path, BlankSheet]:
    if folder is None:
        return {}
    from sirekap_trainer.practice.blank import blanks_in

    return blanks_in(folder)


def _form_of(form: str, sheets: dict[Path, BlankSheet]) -> Form:
    """The form that was named, else the one that all sheets have."""
    forms = {form} if form else {sheet.form for sheet in sheets.values()}
    if len(forms) != 1:
        raise UsageError("Formulirnya belum jelas.", hint="Sebutkan --form; lihat perintah forms.", code="formulir")
    return builtin_catalog().get(forms.pop())


def _take_keys(file: Path, sheets: dict[Path, BlankSheet], *, on_paper: bool, replace: bool) -> None:
    from sirekap_trainer.practice.key import load_keys, save_all

    if not sheets:
        raise UsageError("Foldernya belum disebut.", hint="Sebutkan folder lembarnya dengan --packet.", code="folder")
    forms = {sheet.id: builtin_catalog().get(sheet.form) for sheet in sheets.values()}
    keys = load_keys(file, forms)
    wanted = {folder: (forms[sheet.id], keys[sheet.id]) for folder, sheet in sheets.items() if sheet.id in keys}
    for packet in save_all(wanted, on_paper=on_paper, replace=replace):
        typer.echo(f"{packet.id}: kunci disimpan, {len(packet.photos)} foto, {len(packet.misreads)} salah baca.")
