"""A sealed packet as everyone may read it: an exam's packet, the answer key of which only the trainer can open.

Its `packet.json` says openly what an exercise needs - form, TPS, candidates, files with their SHA-256, and for every
number what is shown - and holds the packet itself, key and all, encrypted (`seal.py`, docs/formats.md). What is shown
does not tell which numbers are planted: all of them are written the same way, see `shown_boxes`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.symbols import boxes_for, value_of
from sirekap_trainer.practice.packet import PACKET_FILE, Candidate, Packet, Tps, load_packet

#: Version of the packet's layout, as in `packet.FORMAT`, that sealing began with.
PACKET_FORMAT: Final = 2
#: Version of the seal's layout; a newer one is refused.
SEAL_FORMAT: Final = 1
#: Bytes of a packet.json beyond which nothing is read: a sealed one has about 14,000.
LARGEST_FILE: Final = 1 << 20

_BASE64 = r"^[A-Za-z0-9+/]+={0,2}$"


class _Open(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SealedFile(_Open):
    """A photograph or a sheet beside packet.json; `file` is a name in the packet's folder, never a path out of it."""

    page: Annotated[int, Field(ge=1)]
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$", max_length=100)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Seal(_Open):
    """How the packet is encrypted; binary values are base64 with padding.

    Attributes:
        n: Cost of scrypt.
        r: Its block size.
        p: Its parallelism.
        salt: 16 bytes, the same for a whole set, so that it takes one derivation of the key.
        nonce: 12 bytes, another one for each packet.
        text: The encrypted packet, and 16 bytes that prove it and the rest of the file unchanged.
    """

    format: Literal[1] = SEAL_FORMAT
    cipher: Literal["AES-256-GCM"] = "AES-256-GCM"
    kdf: Literal["scrypt"] = "scrypt"
    n: int
    r: int
    p: int
    salt: Annotated[str, Field(pattern=_BASE64, min_length=24, max_length=24)]
    nonce: Annotated[str, Field(pattern=_BASE64, min_length=16, max_length=16)]
    text: str


class SealedPacket(_Open):
    """What anybody can read of a sealed packet.

    Attributes:
        id: As on the sheets.
        form: Id of the form.
        tps: Whose form it is.
        candidates: By number.
        photos: The photographs.
        sheets: The PDFs.
        shown: For every number of the form, what an exercise shows as the machine's reading.
        seal: The rest, encrypted.
    """

    format: Literal[2] = PACKET_FORMAT
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=100)]
    form: str
    tps: Tps
    candidates: tuple[Candidate, ...]
    photos: tuple[SealedFile, ...] = ()
    sheets: tuple[SealedFile, ...] = ()
    shown: dict[str, Annotated[str, Field(pattern=r"^[0-9X_-]+$")]]
    seal: Seal

    @property
    def files(self) -> tuple[SealedFile, ...]:
        """Photographs and sheets."""
        return self.photos + self.sheets


def shown_boxes(packet: Packet) -> dict[str, str]:
    """What an exercise with the sealed packet shows, by number: the planted misread, else what is written.

    Every readable number is written with X in its unused boxes, whatever fills them on the paper: a misread that lost
    a digit has an X there, which would stand out where the writer leaves boxes empty.
    """
    planted = {misread.number: misread.boxes for misread in packet.misreads}
    return {name: _uniform(planted.get(name, written.boxes)) for name, written in packet.numbers.items()}


def _uniform(boxes: str) -> str:
    value = value_of(boxes)
    return boxes if value is None else boxes_for(value, len(boxes))


def sealed_bytes(packet: SealedPacket) -> bytes:
    """What `packet.json` holds for a sealed packet."""
    text = json.dumps(packet.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def load_any(folder: Path) -> Packet | SealedPacket:
    """The packet in a folder, sealed or not: what an exercise takes.

    Raises:
        PacketError: There is none, it is damaged or cut off, or a newer trainer made it.
    """
    data = read_file(folder)
    return parse_sealed(data, folder) if is_sealed(data) else load_packet(folder)


def read_file(folder: Path) -> bytes:
    """The bytes of a folder's packet.json.

    Raises:
        PacketError: It is not there, cannot be read, or is far too large.
    """
    try:
        with (folder / PACKET_FILE).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise PacketError(
            f"Tidak ada paket di folder {folder.name}.", hint="Pilih folder paket dari pelatih Anda."
        ) from error
    except OSError as error:
        raise damaged(folder) from error
    if len(data) > LARGEST_FILE:
        raise damaged(folder)
    return data


def is_sealed(data: bytes) -> bool:
    """Whether the bytes of a packet.json are those of a sealed packet, damaged or not."""
    try:
        return _Kind.model_validate_json(data).seal is not None
    except ValidationError:
        return False


def parse_sealed(data: bytes, folder: Path) -> SealedPacket:
    """The open part of a sealed packet; whether it was changed shows when it is opened (`seal.open_sealed`).

    Args:
        data: Of its packet.json.
        folder: Where it lies, for messages.

    Raises:
        PacketError: It is damaged or cut off, or a newer trainer sealed it.
    """
    try:
        seen = _Seen.model_validate_json(data)
        if seen.format > PACKET_FORMAT or (seen.seal is not None and seen.seal.format > SEAL_FORMAT):
            raise PacketError(
                f"Paket {folder.name} disegel oleh versi pelatih yang lebih baru.",
                hint="Perbarui aplikasi ini, atau minta paket yang dibuat dengan versi yang sama.",
                code="paket_lebih_baru",
            )
        return SealedPacket.model_validate_json(data)
    except ValidationError as error:
        raise damaged(folder) from error


def damaged(folder: Path) -> PacketError:
    """The error for a packet.json that makes no sense."""
    return PacketError(
        f"Paket {folder.name} terpotong atau rusak: {PACKET_FILE} tidak dapat dibaca.",
        hint="Salin lagi seluruh folder paket, atau minta salinan baru dari pelatih.",
        code="paket_rusak",
    )


class _Kind(BaseModel):
    seal: object = None


class _SeenSeal(BaseModel):
    format: int


class _Seen(BaseModel):
    """As little as tells a sealed packet and its versions, whatever else a later layout holds."""

    format: int
    seal: _SeenSeal | None = None
