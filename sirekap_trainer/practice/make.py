"""Makes practice packets: the same form, seed and place in a set always give the same packet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import FIRST_PRACTICE_TAG
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.camera import COUNTING_SECONDS, photograph, save_jpeg, time_taken
from sirekap_trainer.practice.dice import FIRST_SECRET_SEED, Dice
from sirekap_trainer.practice.handwriting import hands
from sirekap_trainer.practice.manners import Level
from sirekap_trainer.practice.misreads import Kinds, kinds_of, plan_misreads
from sirekap_trainer.practice.packet import (
    Misread,
    Packet,
    PhotoFile,
    Slip,
    SlipKind,
    Style,
    Tps,
    Written,
    save_packet,
)
from sirekap_trainer.practice.sheet import Paper, frame_in_pixels, render_page, sheet_bytes
from sirekap_trainer.practice.slips import (
    arithmetic_slip,
    broken_rule,
    bubble_slip,
    corrections_in,
    header_slip,
    plan_corrections,
    signature_slip,
)
from sirekap_trainer.practice.votes import FILLERS, Lot, draw_candidates, draw_tps, draw_values, lot

#: Largest set: 328 TPS with two forms and both operators are 1,312 packets.
MOST_PACKETS = 5000
#: Of ids that tell nothing: Crockford's base 32, without letters that look like digits. All of them fit the small
#: QR code.
_ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Pixels an inch a page is drawn with before it is photographed, per square root of a megapixel: a little finer than
#: the photograph will show it.
_DPI_PER_ROOT_MEGAPIXEL = 90.0
#: Draws before a packet is given up for want of places for its misreads and slips. The rarest plan seen fits one in 40.
_ATTEMPTS = 2000

#: Told how many pages are done, and of how many.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PhotoPlan:
    """How the pages of a packet are photographed.

    Attributes:
        level: How hard the photographs are (`camera.py`).
        megapixels: Their size.
    """

    level: Level = "good"
    megapixels: float = 5.0


def make_packet(
    form: Form,
    *,
    seed: int,
    index: int,
    photos: PhotoPlan | None = None,
    hand: str | None = None,
    filler: str | None = None,
    slips: tuple[SlipKind, ...] = (),
    style: Style = "dokumen",
    kinds: Kinds | None = None,
    tps: Tps | None = None,
) -> Packet:
    """The `index`-th packet (from 1) of a set, nothing written to disk. The same whatever the size of the set.

    Args:
        form: A practice form.
        seed: What the set is made from.
        index: Place in the set.
        photos: How its pages will be photographed.
        hand: Name of the handwriting, where it is not left to chance.
        filler: What unused boxes hold, where it is not left to chance.
        slips: What is wrong on the paper; the same kinds for every packet of a set.
        style: Which misreads are planted.
        kinds: The kinds of them, where they are not left to chance; with a `style` they belong to.
        tps: Whose form it is, where it is not left to chance.

    Raises:
        PacketError: The form may not be printed or has numbers that cannot be made up.
    """
    _refuse_real(form)
    place = tps if tps is not None else draw_tps(Dice(seed, form.id, index, "tps"))
    given = lot(form, seed=seed, index=index)
    kinds = kinds if kinds is not None else kinds_of(form, seed=seed, style=style)
    chosen = Dice(seed, form.id, index, "writer")
    unused = filler if filler is not None else chosen.weighted(FILLERS)
    paper, misreads = _paper_with_misreads(form, given, kinds, unused, slips, seed=seed, index=index)
    header, found = _other_slips(place, slips, Dice(seed, form.id, index, "slips"))
    spared = {misread.number for misread in misreads} | paper.spared
    corrections = plan_corrections(
        paper.numbers, corrections_in(form, seed=seed), Dice(seed, form.id, index, "corrections"), spared=spared
    )
    return Packet(
        id=_packet_id(form, seed=seed, index=index),
        form=form.id,
        seed=seed,
        index=index,
        tps=place,
        header=header,
        candidates=draw_candidates(form, seed=seed),
        numbers=paper.numbers,
        corrections=corrections,
        style=style,
        misreads=misreads,
        slips=(*paper.slips, *found),
        signed="signature" not in slips,
        hand=hand if hand is not None else _hand(form, kinds, seed=seed, index=index),
        photos=_photo_files(form, photos, seed=seed, index=index),
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is written in the boxes and bubbles, and what is wrong with it.

    Attributes:
        numbers: By id.
        slips: Of kinds `arithmetic` and `bubble`.
        spared: Numbers that a slip is about.
    """

    numbers: dict[str, Written]
    slips: tuple[Slip, ...]
    spared: frozenset[str]


def _paper_with_misreads(
    form: Form, given: Lot, kinds: Kinds, unused: str, slips: tuple[SlipKind, ...], *, seed: int, index: int
) -> tuple[_Paper, tuple[Misread, ...]]:
    """Numbers that have a place for every slip and every misread.

    Raises:
        PacketError: None were found.
    """
    for attempt in range(_ATTEMPTS):
        key = (seed, form.id, index)
        values = draw_values(form, given, Dice(*key, "values", attempt))
        paper = _paper(form, values, given, unused, slips, seed=seed, dice=Dice(*key, "on_paper", attempt))
        if paper is None:
            continue
        chance = Dice(*key, "misreads", attempt)
        misreads = plan_misreads(form, paper.numbers, given, kinds, chance, spared=paper.spared)
        if misreads is not None:
            return paper, misreads
    raise PacketError("Salah baca untuk paket ini tidak dapat direncanakan.", hint="Coba benih (seed) lain.")


def _paper(
    form: Form,
    values: dict[str, int],
    given: Lot,
    unused: str,
    slips: tuple[SlipKind, ...],
    *,
    seed: int,
    dice: Dice,
) -> _Paper | None:
    """The values written down, with the slips among the numbers; None where they have no place for one."""
    made: list[Slip] = []
    right = values
    if "arithmetic" in slips:
        wrong = arithmetic_slip(form, values, broken_rule(form, seed=seed), dice)
        if wrong is None:
            return None
        values, slip = wrong
        made.append(slip)
    numbers = {number.id: _written(number, values[number.id], unused) for number in form.numbers}
    if "bubble" in slips:
        numbers, slip = bubble_slip(form, numbers, given, dice)
        made.append(slip)
    spared = {name for slip in made for name in slip.numbers} | {name for name in right if right[name] != values[name]}
    return _Paper(numbers, tuple(made), frozenset(spared))


def _other_slips(tps: Tps, slips: tuple[SlipKind, ...], dice: Dice) -> tuple[Tps | None, list[Slip]]:
    """The header printed instead of the TPS's own, where it is another's, and the slips outside the numbers."""
    made: list[Slip] = []
    header: Tps | None = None
    member = signature_slip(dice)
    if "signature" in slips:
        made.append(member)
    if "header" in slips:
        header, slip = header_slip(tps, dice)
        made.append(slip)
    return header, made


def write_packet(
    form: Form,
    packet: Packet,
    folder: Path,
    *,
    photos: PhotoPlan | None,
    pdf: bool = True,
    paper: Paper = "A4",
    told: Told | None = None,
) -> None:
    """Writes a packet's sheets and photographs, and its key last.

    Args:
        form: The packet's form.
        packet: What `make_packet` gave for the same `photos`.
        folder: Made where it is missing.
        photos: How to photograph its pages; None for no photographs.
        pdf: Whether to keep the sheets for printing.
        paper: Size of the sheets for printing. Photographs are of A4 whatever it is: a larger sheet from farther away
            looks the same.
        told: Told (done, total) before each page; may raise to stop, and the key is not written then.

    Raises:
        PacketError: The folder cannot be written.
    """
    try:
        write_pages(form, packet, folder, photos=photos, pdf=pdf, paper=paper, told=told)
        save_packet(packet, folder)
    except (OSError, cv2.error) as error:
        raise PacketError(
            f"Paket {packet.id} tidak dapat disimpan di {folder}.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="folder_paket",
        ) from error


def write_pages(
    form: Form,
    packet: Packet,
    folder: Path,
    *,
    photos: PhotoPlan | None,
    pdf: bool = True,
    paper: Paper = "A4",
    told: Told | None = None,
) -> None:
    """Writes a packet's sheets and photographs without its key; arguments as of `write_packet`.

    Raises:
        OSError, cv2.error: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for done, page in enumerate(form.pages):
        if told is not None:
            told(done, len(form.pages))
        sheet = sheet_bytes(form, page.number, packet)
        if pdf:
            printed = sheet if paper == "A4" else sheet_bytes(form, page.number, packet, paper=paper)
            (folder / f"page-{page.number}.pdf").write_bytes(printed)
        for file in packet.photos:
            if file.page == page.number and photos is not None:
                _take_photo(
                    form, sheet, file, folder / file.file, megapixels=photos.megapixels, taken=_taken(packet, file)
                )


def _taken(packet: Packet, file: PhotoFile) -> str:
    """When a page was photographed: one after the other, one to two minutes apart."""
    dice = Dice(packet.seed, packet.form, packet.index, "taken")
    start = dice.whole(0, COUNTING_SECONDS - 1800)
    return time_taken(start + sum(dice.whole(60, 120) for _ in range(file.page)))


def _take_photo(form: Form, sheet: bytes, file: PhotoFile, path: Path, *, megapixels: float, taken: str) -> None:
    dpi = _DPI_PER_ROOT_MEGAPIXEL * megapixels**0.5
    page = render_page(sheet, dpi=dpi)
    frame, (height, width) = frame_in_pixels(form, dpi=dpi), page.shape[:2]
    marks = frame.x / width, frame.y / height, frame.right / width, frame.bottom / height
    shot = photograph(page, level=file.level, seed=file.seed, megapixels=megapixels, marks=marks)
    save_jpeg(shot, path, taken=taken)


def _refuse_real(form: Form) -> None:
    """A real form is never filled in or printed: no tag that a real application knows leaves the trainer."""
    if not form.practice or any(page.tag.id < FIRST_PRACTICE_TAG for page in form.pages):
        raise PacketError(
            f"{form.title} adalah formulir resmi dan tidak dibuat untuk latihan.",
            hint="Pilih formulir yang namanya diawali latihan_.",
            code="formulir_resmi",
        )


def _written(number: Number, value: int, filler: str) -> Written:
    """A value in its boxes; unused boxes have bubble 0 blackened, as on the filled form that was measured."""
    boxes = boxes_for(value, len(number.boxes), filler=filler)
    bubbles = f"{value:0{len(number.boxes)}d}" if number.bubbles is not None else None
    return Written(boxes=boxes, bubbles=bubbles)


def _hand(form: Form, kinds: Kinds, *, seed: int, index: int) -> str:
    """Hands take turns in a random order, so that a set shows many; only fitting ones, where the misreads need it."""
    fitting = [hand for hand in hands() if hand.traces("6") or not kinds.traced_six]
    block, place = divmod(index - 1, len(fitting))
    return Dice(seed, form.id, "hands", block).shuffled(fitting)[place].name


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


def _packet_id(form: Form, *, seed: int, index: int) -> str:
    """`WK-11-001`, or with a secret seed ten letters that tell neither seed nor index: `WK-U-7K2QM-X0F9T`.

    5,000 packets have an id twice with a probability of 1 in 90 million (50 bits).
    """
    if seed < FIRST_SECRET_SEED:
        return f"{_initials(form)}-{seed}-{index:03d}"
    dice = Dice(seed, form.id, index, "id")
    letters = "".join(dice.pick(_ID_LETTERS) for _ in range(10))
    return f"{_initials(form)}-U-{letters[:5]}-{letters[5:]}"


def _initials(form: Form) -> str:
    """`WK` for latihan_kwk_wali_kota, `G` for latihan_kwk_gubernur."""
    words = form.id.removeprefix("latihan_").removeprefix("kwk_").split("_")
    return "".join(word[0] for word in words).upper()
