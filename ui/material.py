"""The packets a person can choose: those that ship, those in a folder, and a TPS made fresh for a simulation."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sirekap_trainer.errors import TrainerError

from .tasks import Progress

if TYPE_CHECKING:
    from sirekap_trainer.exercise.class_card import ClassCard
    from sirekap_trainer.exercise.flow import AnyPacket
    from sirekap_trainer.form.catalog import Catalog
    from sirekap_trainer.form.model import Form


@dataclass(frozen=True, slots=True)
class PacketEntry:
    """A packet one can choose: what may be told of it before it is done. `card` is that of its class, if it has one."""

    folder: Path
    id: str
    form: str
    tps: str
    place: str
    sealed: bool = False
    card: ClassCard | None = None


def real_samples() -> Path:
    """The folder of the packets that ship."""
    from sirekap_trainer.samples import sample_folder  # noqa: PLC0415

    return sample_folder()


def builtin() -> Catalog:
    """The forms that ship."""
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415

    return builtin_catalog()


def load(folder: Path) -> AnyPacket:
    """The packet in a folder, sealed or not. Raises `PacketError`."""
    from sirekap_trainer.practice.sealed import load_any  # noqa: PLC0415

    return load_any(folder)


def class_card(folder: Path) -> ClassCard | None:
    """The card of the class that the packet in a folder was handed out for. Raises `ExerciseError` where it is bad."""
    from sirekap_trainer.exercise.class_card import find_card  # noqa: PLC0415

    return find_card(folder)


def is_sealed(packet: AnyPacket) -> bool:
    """Whether its key is sealed: then only the trainer can score."""
    from sirekap_trainer.practice.sealed import SealedPacket  # noqa: PLC0415

    return isinstance(packet, SealedPacket)


def short_form(form: Form) -> str:
    """A form's name in a word or two: `Gubernur`, `Wali Kota`."""
    return form.title.removeprefix("Lembar latihan ").removeprefix("C.Hasil ").split(" dan ")[0]


class Material:
    """Finds packets and makes some. Holds no thread: what takes long is called in a lane.

    Args:
        samples: Gives the folder of the packets that ship.
        made: Where packets made for simulations go.
    """

    def __init__(self, samples: Callable[[], Path], made: Path) -> None:
        self._samples = samples
        self._made = made
        self._shipped: list[PacketEntry] = []

    def shipped(self) -> list[PacketEntry]:
        """The packets that ship; empty where there are none. A damaged one is left out. Read once."""
        if not self._shipped:
            try:
                folders = sorted(path for path in self._samples().iterdir() if path.is_dir())
            except (TrainerError, OSError):
                return []
            entries = (self._entry(path) for path in folders)
            self._shipped = [entry for entry in entries if entry is not None]
        return list(self._shipped)

    def _entry(self, folder: Path) -> PacketEntry | None:
        try:
            return self.entry(folder)
        except TrainerError:
            return None

    def entry(self, folder: Path) -> PacketEntry:
        """The packet in a folder.

        Raises:
            PacketError: There is none, or it is damaged.
            FormError: Its form is unknown.
            ExerciseError: The card of its class is damaged, or says something that this packet is not for.
        """
        from sirekap_trainer.exercise.class_card import refuse_other_kind  # noqa: PLC0415

        packet = load(folder)
        card, sealed = class_card(folder), is_sealed(packet)
        if card is not None:
            refuse_other_kind(card, packet.id, sealed=sealed)
        form = builtin().get(packet.form)
        place = f"{packet.tps.kelurahan}, {packet.tps.kecamatan}"
        name = form.title.removeprefix("Lembar latihan ")
        return PacketEntry(folder, packet.id, name, packet.tps.number, place, sealed, card)

    def entries(self, folder: Path, tps: str) -> list[PacketEntry]:
        """The packets in a folder: one packet's, a TPS's or a whole class's. For a lane: it may lie on a slow stick.

        Args:
            folder: Which somebody chose.
            tps: Number of their TPS: of a class's folder they get what lies there for it.

        Raises:
            PacketError, FormError, ExerciseError: As `entry`, for any of them.
        """
        from sirekap_trainer.exercise.class_card import packet_folders  # noqa: PLC0415

        return [self.entry(one) for one in packet_folders(folder, tps)]

    def pairs(self, folders: Sequence[Path]) -> dict[Path, Path]:
        """For those packets that lie beside the other form of the same TPS, where that is. For a lane."""
        from sirekap_trainer.exercise.whole_tps import other_form_beside  # noqa: PLC0415

        found: dict[Path, Path] = {}
        for folder in folders:
            try:
                other = other_form_beside(folder)
            except (TrainerError, OSError):
                continue
            if other is not None:
                found[folder] = other
        return found

    def make_tps(self, number: str, report: Progress) -> tuple[Path, ...]:
        """Makes both forms of a fresh TPS with this number and gives their folders. For a lane.

        Raises:
            PacketError: They cannot be written.
        """
        from sirekap_trainer.exercise.whole_tps import PLACES, make_whole_tps  # noqa: PLC0415

        words = QCoreApplication.translate("Material", "Membuat formulir dan fotonya")
        place = secrets.randbelow(PLACES) + 1
        out = self._made / f"tps-{number}-{place:04}"
        try:
            return make_whole_tps(
                out, number, place, catalog=builtin(), progress=lambda done, of: report(words, done / of)
            )
        except BaseException:
            shutil.rmtree(out, ignore_errors=True)
            raise

    def made(self) -> frozenset[Path]:
        """The folders made for simulations so far."""
        return frozenset(self._made.iterdir()) if self._made.is_dir() else frozenset()

    def tidy(self, folders: Collection[Path]) -> None:
        """Takes away folders made for simulations. For a lane."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
