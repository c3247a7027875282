"""A set as one ZIP a kelurahan, to be handed on: the same packets always give the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel, ValidationError

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import PACKET_FILE, Tps

#: The earliest time a ZIP can say: when a file was made must not change the bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
#: Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
#: Letters that Windows allows in no file's name.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
#: Letters of a name, so that the whole path stays far below Windows' 260.
_LONGEST = 80


class _Owner(BaseModel):
    """The part of a `packet.json`, sealed or not, that says whose it is."""

    tps: Tps


def zip_by_kelurahan(
    folders: Iterable[Path], out: Path, *, progress: Callable[[int, int], None] | None = None
) -> list[Path]:
    """Writes one ZIP for each kelurahan, named `KECAMATAN - KELURAHAN.zip`, and gives them by name.

    In it stands a folder for each TPS, `TPS 012`, with the packets' folders. Each ZIP is written to a temporary file
    and then put in place.

    Args:
        folders: Of whole packets.
        out: Folder for the ZIPs; must exist.
        progress: Told (done, total) after each ZIP.

    Raises:
        PacketError: A packet is missing or damaged, or a ZIP cannot be written.
    """
    groups: dict[tuple[str, str], list[tuple[str, Path]]] = {}
    for folder in folders:
        tps = _owner(folder)
        groups.setdefault((tps.kecamatan, tps.kelurahan), []).append((f"TPS {tps.number}/{folder.name}", folder))
    made: list[Path] = []
    taken: set[str] = set()
    for place, members in sorted(groups.items()):
        made.append(_write(sorted(members), out / f"{_free(safe_name(' - '.join(place)), taken)}.zip"))
        if progress is not None:
            progress(len(made), len(groups))
    return made


def safe_name(text: str) -> str:
    """A name for a file that every system takes, Windows too; `_` for what it does not."""
    name = _FORBIDDEN.sub("_", text)[:_LONGEST].strip(" .") or "_"
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where a system that ignores case has it already."""
    choice, again = name, 1
    while choice.casefold() in taken:
        again += 1
        choice = f"{name} {again}"
    taken.add(choice.casefold())
    return choice


def _owner(folder: Path) -> Tps:
    try:
        return _Owner.model_validate_json((folder / PACKET_FILE).read_bytes()).tps
    except (OSError, ValidationError) as error:
        raise PacketError(
            f"Paket {folder.name} tidak lengkap dan tidak dapat dimasukkan ke ZIP.",
            hint="Buat ulang paketnya dengan perintah yang sama.",
        ) from error


def _write(members: list[tuple[str, Path]], path: Path) -> Path:
    temporary = path.with_name(path.name + ".tmp")
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
            for name, folder in members:
                for file in sorted(file for file in folder.iterdir() if file.is_file() and file.suffix != ".tmp"):
                    _add(archive, f"{name}/{file.name}", file)
        return temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PacketError(
            f"{path.name} tidak dapat disimpan.",
            hint="Periksa ruang penyimpanan dan izin folder, lalu jalankan lagi: paketnya tidak hilang.",
            code="zip",
        ) from error


def _add(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    """Stored as it is: photographs and PDFs shrink no further, and what compression gives differs by zlib's version."""
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, file.read_bytes())
