"""Makes whole sets of packets: one plan, many packets, by one process or several, and never one half there.

A set that was interrupted goes on where it was: what is whole stays untouched, what is not is taken away when the run
ends, or made anew by the next one where it could not be (power lost).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from reportlab.lib.units import mm

from sirekap_trainer.errors import PacketError, PhotoError, UsageError
from sirekap_trainer.form.model import Form
from sirekap_trainer.photo.load import open_photo
from sirekap_trainer.practice.camera import photo_sides
from sirekap_trainer.practice.make import MOST_PACKETS, PhotoPlan, make_packet, write_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, SlipKind, Style, Tps, packet_bytes
from sirekap_trainer.practice.sheet import PAPERS, Paper
from sirekap_trainer.processes import Task, in_order, usable_cores

Progress = Callable[[int, int], None]

#: Megapixels of photographs that a set may have; phones of this use have 2 to 12, tests less.
SMALLEST_PHOTOS, LARGEST_PHOTOS = 1.0, 20.0
#: No more processes than these unless asked for.
MOST_JOBS = 4
#: From so many packets on several processes are faster: starting one takes about as long as making a packet.
_MANY = 4
#: What a packet's folder holds before its `packet.json` is there.
_OURS = re.compile(r"page-[0-9]+\.(pdf|jpg)|packet\.json\.tmp")


@dataclass(frozen=True, slots=True)
class SetPlan:
    """What makes a set: the same plan gives the same packets.

    Attributes:
        form: A practice form.
        count: How many packets.
        seed: What the set is made from, 0 or more.
        photos: How the pages are photographed; None for sheets alone.
        slips: What is wrong on the paper, the same kinds on every packet.
        style: Which misreads are planted.
        paper: Size of the sheets.
        places: Whose packets they are; None for made-up TPS. Packets go round the places in their order: as many
            packets as places give each its own, twice as many give each two (its k-th packet is the k-th round's), and
            fewer reach only the first places.
    """

    form: Form
    count: int
    seed: int
    photos: PhotoPlan | None = None
    slips: tuple[SlipKind, ...] = ()
    style: Style = "dokumen"
    paper: Paper = "A4"
    places: tuple[Tps, ...] | None = None

    def packet(self, index: int) -> Packet:
        """The `index`-th packet (from 1), nothing written to disk.

        Raises:
            PacketError: It cannot be made up.
        """
        place = self.places[(index - 1) % len(self.places)] if self.places else None
        return make_packet(
            self.form,
            seed=self.seed,
            index=index,
            photos=self.photos,
            slips=self.slips,
            style=self.style,
            tps=place,
        )


def make_set(
    plan: SetPlan,
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    jobs: int | None = 1,
) -> list[Path]:
    """Writes a set of packets, a folder each, and gives their folders, in order.

    A packet is only there once its `packet.json` is, which is written last. What is whole from an interrupted run of
    the same plan is kept as it is; what is not is made anew. The files do not depend on `jobs`. However the run ends,
    by an error or Ctrl-C too, it leaves no half packets behind.

    Args:
        plan: What to make.
        out: Folder for the packets; made where it is missing.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; the packets made so far stay.
        jobs: Processes that work at once; with 1 this process works by itself. None: as many as pay off here.

    Raises:
        PacketError: The form may not be printed, a number is out of range, the folder cannot be written or holds other
            packets of that name, or a process died.
        UsageError: `jobs` is less than 1.
    """
    check_plan(plan)
    check_jobs(jobs)
    task = Task(partial(_maker, plan, out), _lost)
    return make_all(task, plan.count, out, progress=progress, cancelled=cancelled, jobs=jobs or usual_jobs(plan))


def make_all(
    task: Task[int, Path],
    count: int,
    out: Path,
    *,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
    jobs: int,
) -> list[Path]:
    """Makes packets 1 to `count` in `out` and gives their folders, in order; no half packet is left behind.

    Args:
        task: Makes one packet, given its place in the set.
        count: How many.
        out: Where the packets' folders are made.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; the packets made so far stay.
        jobs: Processes that work at once, at least 1.
    """
    made: list[Path] = []
    with nothing_half(out), closing(in_order(range(1, count + 1), task, jobs=jobs)) as folders:
        while cancelled is None or not cancelled():
            folder = next(folders, None)
            if folder is None:
                break
            made.append(folder)
            if progress is not None:
                progress(len(made), count)
    return made


def usual_jobs(plan: SetPlan) -> int:
    """How many processes pay off for a plan on this machine."""
    return min(usable_cores(), MOST_JOBS) if plan.photos is not None and plan.count >= _MANY else 1


def check_jobs(jobs: int | None) -> None:
    """Raises UsageError where packets cannot be made by so many processes."""
    if jobs is not None and jobs < 1:
        raise UsageError(
            f"Tidak dapat membuat {jobs} paket sekaligus.", hint="Isi --jobs dengan 1 atau lebih.", code="jobs"
        )


def check_plan(plan: SetPlan) -> None:
    """Refuses a plan that cannot be carried out, before anything is written.

    Raises:
        PacketError: The form may not be printed, or a number is out of range.
    """
    if not 1 <= plan.count <= MOST_PACKETS:
        raise PacketError(
            f"Jumlah paket {plan.count} tidak dapat dibuat.",
            hint=f"Pilih 1 sampai {MOST_PACKETS}.",
            code="jumlah_paket",
        )
    if plan.seed < 0:
        raise PacketError(f"Benih (seed) {plan.seed} negatif.", hint="Pilih 0 atau lebih.", code="benih_paket")
    megapixels = plan.photos.megapixels if plan.photos else SMALLEST_PHOTOS
    if not SMALLEST_PHOTOS <= megapixels <= LARGEST_PHOTOS:
        raise PacketError(
            f"Ukuran foto {megapixels:g} megapiksel tidak dapat dibuat.",
            hint=f"Pilih {SMALLEST_PHOTOS:g} sampai {LARGEST_PHOTOS:g}.",
            code="ukuran_foto",
        )
    if plan.places is not None and not plan.places:
        raise PacketError("Daftar TPS kosong.", hint="Isi daftar TPS, satu TPS tiap baris.", code="roster")
    plan.packet(1)


def _maker(plan: SetPlan, out: Path) -> Callable[[int], Path]:
    return partial(one_packet, plan, out)


def one_packet(plan: SetPlan, out: Path, index: int) -> Path:
    """Writes the `index`-th packet of a plan (from 1) unless it is there whole, and gives its folder.

    Raises:
        PacketError: As `make_set`.
    """
    packet = plan.packet(index)
    folder = out / packet.id
    if not _is_there(plan, packet, folder):
        write_packet(plan.form, packet, folder, photos=plan.photos, paper=plan.paper)
    return folder


def _lost(index: int) -> Path:
    raise PacketError(
        f"Pembuatan paket ke-{index} terhenti tiba-tiba.",
        hint="Tutup program lain agar memori cukup, lalu jalankan lagi: paket yang sudah jadi tetap ada.",
        code="terhenti",
    )


# --- what an interrupted run leaves -----------------------------------------------------------------------------------


@contextmanager
def nothing_half(out: Path) -> Iterator[None]:
    """Takes away the packets that are begun within the block and not finished, however it is left."""
    before = _folders_in(out)
    try:
        yield
    finally:
        for folder in _folders_in(out) - before:
            if not (folder / PACKET_FILE).exists():
                _take_away(folder)


def _folders_in(out: Path) -> set[Path]:
    return {path for path in out.iterdir() if path.is_dir()} if out.is_dir() else set()


def _take_away(folder: Path) -> None:
    """Removes what was written for a packet, and the folder unless something else lies in it."""
    with suppress(OSError):  # nothing hangs on it: what stays is made anew
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
        folder.rmdir()


def _is_there(plan: SetPlan, packet: Packet, folder: Path) -> bool:
    """Whether this very packet was written before, whole.

    Raises:
        PacketError: Another one stands in its place.
    """
    try:
        found = (folder / PACKET_FILE).read_bytes()
    except OSError:
        return False
    if found != packet_bytes(packet):
        raise _other(folder, f"Folder {folder} sudah berisi paket lain.")
    return _sheets_are_there(plan, folder) and _photos_are_there(plan, packet, folder)


def _sheets_are_there(plan: SetPlan, folder: Path) -> bool:
    """Whether every page can be printed, on the paper that is asked for.

    Raises:
        PacketError: They are for other paper: the key does not tell.
    """
    wanted = PAPERS[plan.paper][1] * mm
    for page in plan.form.pages:
        height = _paper_height(folder / f"page-{page.number}.pdf")
        if height is None:
            return False
        if abs(height - wanted) > 1:
            raise _other(folder, f"Lembar di folder {folder} bukan untuk kertas {plan.paper}.")
    return True


def _paper_height(path: Path) -> float | None:
    """Height of a PDF's first page in points; None where it is missing or damaged."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (OSError, pypdfium2.PdfiumError):
        return None
    try:
        return float(document.get_page_size(0)[1])
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _photos_are_there(plan: SetPlan, packet: Packet, folder: Path) -> bool:
    """Whether every photograph is whole, and as large as is asked for.

    Raises:
        PacketError: They are of another size: the key does not tell.
    """
    if plan.photos is None:
        return True
    for file in packet.photos:
        try:
            photo = open_photo(folder / file.file)
        except PhotoError:
            return False
        if tuple(sorted((photo.width, photo.height))) != photo_sides(plan.photos.megapixels):
            raise _other(folder, f"Foto di folder {folder} berukuran lain.")
    return True


def _other(folder: Path, message: str) -> PacketError:
    return PacketError(
        message, hint=f"Pilih folder kosong, atau pindahkan {folder.name} yang lama.", code="folder_paket"
    )
