"""Makes sets of practice packets: the same form and seed always give the same packets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import FIRST_PRACTICE_TAG
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.camera import photograph, save_jpeg
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.handwriting import hands
from sirekap_trainer.practice.manners import Level
from sirekap_trainer.practice.misreads import kinds_of, plan_misreads
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, PhotoFile, Written, packet_bytes, save_packet
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes
from sirekap_trainer.practice.votes import FILLERS, draw_candidates, draw_tps, draw_values, lot

#: Largest set: 328 TPS with two forms and both operators are 1,312 packets.
MOST_PACKETS = 5000
#: Pixels an inch a page is drawn with before it is photographed, per square root of a megapixel: a little finer than
#: the photograph will show it.
_DPI_PER_ROOT_MEGAPIXEL = 90.0
#: Draws before a packet is given up for want of places for its misreads.
_ATTEMPTS = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PhotoPlan:
    """How the pages of a packet are photographed.

    Attributes:
        level: How hard the photographs are (`camera.py`).
        megapixels: Their size.
    """

    level: Level = "good"
    megapixels: float = 5.0


def make_packets(
    form: Form,
    *,
    count: int,
    seed: int,
    out: Path,
    photos: bool = False,
    level: Level = "good",
    megapixels: float = 5.0,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Path]:
    """Writes a set of packets, a folder each, and gives their folders.

    What is there from an interrupted run of the same set is kept. A packet is only there once its `packet.json` is,
    which is written last.

    Args:
        form: A practice form.
        count: How many.
        seed: What the set is made from, 0 or more.
        out: Folder for the packets; made where it is missing.
        photos: Whether to simulate a photograph a page.
        level: Of the photographs.
        megapixels: Of the photographs.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; the packets made so far stay.

    Raises:
        PacketError: The form may not be printed, a number is out of range, the folder cannot be written or holds other
            packets of that name.
    """
    _check_wishes(form, count, seed, megapixels)
    plan = PhotoPlan(level, megapixels) if photos else None
    folders: list[Path] = []
    for index in range(1, count + 1):
        if cancelled is not None and cancelled():
            break
        packet = make_packet(form, seed=seed, index=index, photos=plan)
        folder = out / packet.id
        if not _is_there(packet, folder):
            write_packet(form, packet, folder, photos=plan)
        folders.append(folder)
        if progress is not None:
            progress(index, count)
    return folders


def make_packet(
    form: Form,
    *,
    seed: int,
    index: int,
    photos: PhotoPlan | None = None,
    hand: str | None = None,
    filler: str | None = None,
) -> Packet:
    """The `index`-th packet (from 1) of a set, nothing written to disk. The same whatever the size of the set.

    Args:
        form: A practice form.
        seed: What the set is made from.
        index: Place in the set.
        photos: How its pages will be photographed.
        hand: Name of the handwriting, where it is not left to chance.
        filler: What unused boxes hold, where it is not left to chance.

    Raises:
        PacketError: The form may not be printed or has numbers that cannot be made up.
    """
    _refuse_real(form)
    given, kinds = lot(form, seed=seed, index=index), kinds_of(form, seed=seed)
    chosen = Dice(seed, form.id, index, "writer")
    unused = filler if filler is not None else chosen.weighted(FILLERS)
    for attempt in range(_ATTEMPTS):
        values = draw_values(form, given, Dice(seed, form.id, index, "values", attempt))
        numbers = {number.id: _written(number, values[number.id], unused) for number in form.numbers}
        misreads = plan_misreads(form, numbers, given, kinds, Dice(seed, form.id, index, "misreads", attempt))
        if misreads is not None:
            break
    else:
        raise PacketError("Salah baca untuk paket ini tidak dapat direncanakan.", hint="Coba benih (seed) lain.")
    return Packet(
        id=f"{_initials(form)}-{seed}-{index:03d}",
        form=form.id,
        seed=seed,
        index=index,
        tps=draw_tps(Dice(seed, form.id, index, "tps")),
        candidates=draw_candidates(form, seed=seed),
        numbers=numbers,
        misreads=misreads,
        hand=hand if hand is not None else _hand(form, seed=seed, index=index),
        photos=_photo_files(form, photos, seed=seed, index=index),
    )


def write_packet(form: Form, packet: Packet, folder: Path, *, photos: PhotoPlan | None, pdf: bool = True) -> None:
    """Writes a packet's sheets and photographs, and its key last.

    Args:
        form: The packet's form.
        packet: What `make_packet` gave for the same `photos`.
        folder: Made where it is missing.
        photos: How to photograph its pages; None for no photographs.
        pdf: Whether to keep the sheets for printing.

    Raises:
        PacketError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page in form.pages:
            sheet = sheet_bytes(form, page.number, packet)
            if pdf:
                (folder / f"page-{page.number}.pdf").write_bytes(sheet)
            for file in packet.photos:
                if file.page == page.number and photos is not None:
                    _take_photo(form, sheet, file, folder, photos.megapixels)
        save_packet(packet, folder)
    except (OSError, cv2.error) as error:
        raise PacketError(
            f"Paket {packet.id} tidak dapat disimpan di {folder}.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="folder_paket",
        ) from error


def _take_photo(form: Form, sheet: bytes, file: PhotoFile, folder: Path, megapixels: float) -> None:
    dpi = _DPI_PER_ROOT_MEGAPIXEL * megapixels**0.5
    page = render_page(sheet, dpi=dpi)
    frame, (height, width) = frame_in_pixels(form, dpi=dpi), page.shape[:2]
    marks = frame.x / width, frame.y / height, frame.right / width, frame.bottom / height
    shot = photograph(page, level=file.level, seed=file.seed, megapixels=megapixels, marks=marks)
    save_jpeg(shot, folder / file.file)


def _check_wishes(form: Form, count: int, seed: int, megapixels: float) -> None:
    _refuse_real(form)
    if not 1 <= count <= MOST_PACKETS:
        raise PacketError(
            f"Jumlah paket {count} tidak dapat dibuat.", hint=f"Pilih 1 sampai {MOST_PACKETS}.", code="jumlah_paket"
        )
    if seed < 0:
        raise PacketError(f"Benih (seed) {seed} negatif.", hint="Pilih 0 atau lebih.", code="benih_paket")
    if not 1 <= megapixels <= 20:
        raise PacketError(
            f"Ukuran foto {megapixels:g} megapiksel tidak dapat dibuat.", hint="Pilih 1 sampai 20.", code="ukuran_foto"
        )


def _refuse_real(form: Form) -> None:
    """A real form is never filled in or printed: no tag that a real application knows leaves the trainer."""
    if not form.practice or any(page.tag.id < FIRST_PRACTICE_TAG for page in form.pages):
        raise PacketError(
            f"{form.title} adalah formulir resmi dan tidak dibuat untuk latihan.",
            hint="Pilih formulir yang namanya diawali latihan_.",
            code="formulir_resmi",
        )


def _is_there(packet: Packet, folder: Path) -> bool:
    """Whether this very packet was written before.

    Raises:
        PacketError: Another one stands in its place.
    """
    try:
        found = (folder / PACKET_FILE).read_bytes()
    except OSError:
        return False
    if found == packet_bytes(packet):
        return True
    raise PacketError(
        f"Folder {folder} sudah berisi paket lain.",
        hint="Pilih folder kosong, atau pindahkan paket lama.",
        code="folder_paket",
    )


def _written(number: Number, value: int, filler: str) -> Written:
    """A value in its boxes; unused boxes have bubble 0 blackened, as on the filled form that was measured."""
    boxes = boxes_for(value, len(number.boxes), filler=filler)
    bubbles = f"{value:0{len(number.boxes)}d}" if number.bubbles is not None else None
    return Written(boxes=boxes, bubbles=bubbles)


def _hand(form: Form, *, seed: int, index: int) -> str:
    """Hands take turns in a random order, so that a set shows many."""
    block, place = divmod(index - 1, len(hands()))
    return Dice(seed, form.id, "hands", block).shuffled(hands())[place].name


def _photo_files(form: Form, photos: PhotoPlan | None, *, seed: int, index: int) -> tuple[PhotoFile, ...]:
    if photos is None:
        return ()
    return tuple(
        PhotoFile(
            page=page.number,
            file=f"page-{page.number}.jpg",
            level=photos.level,
            seed=Dice(seed, form.id, index, "photo", page.number).whole(0, 2**31 - 1),
        )
        for page in form.pages
    )


def _initials(form: Form) -> str:
    """`WK` for latihan_kwk_wali_kota, `G` for latihan_kwk_gubernur."""
    words = form.id.removeprefix("latihan_").removeprefix("kwk_").split("_")
    return "".join(word[0] for word in words).upper()
