"""A practice packet: the photographs of one filled form, its answer key, and all that made it.

On disk a packet is a folder with `packet.json` (this module), `page-1.pdf`... and, where asked for, `page-1.jpg`...
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.symbols import value_of

PACKET_FILE = "packet.json"
#: Version of the file's layout. 1, without corrections, headers and styles, is still read; a newer one is refused.
FORMAT: Final = 2

Pattern = Literal[
    "leading_eight",
    "one_as_other",
    "eight_zero",
    "two_five",
    "three_nine",
    "lost_leading",
    "shifted",
    "six_as_five",
    "three_as_nine",
    "three_as_seven",
    "seven_as_one",
    "look_alike",
]
#: Which wrong readings are planted: those that became public of whole numbers, or how the app of February 2024 read
#: single digits (`misreads.py`).
Style = Literal["dokumen", "februari_2024"]
SlipKind = Literal["arithmetic", "bubble", "signature", "header"]
#: One symbol a box (`form/symbols.py`, never `?`).
Boxes = Annotated[str, Field(pattern=r"^[0-9X_-]+$")]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tps(_Value):
    """Where the form was filled. `number` is three-digit text, e.g. `012` or `901`."""

    province: str
    city: str
    kecamatan: str
    kelurahan: str
    number: Annotated[str, Field(pattern=r"^[0-9]{3}$")]


class Candidate(_Value):
    """A fictitious pair of candidates; the names are fruits."""

    number: Annotated[int, Field(ge=1)]
    first: str
    second: str


class Written(_Value):
    """What the pen wrote for one number.

    Attributes:
        boxes: One symbol a box (`form/symbols.py`, never `?`).
        bubbles: One digit a column, `_` for none; None where the form has no bubbles.
    """

    boxes: Boxes
    bubbles: Annotated[str, Field(pattern=r"^[0-9_]+$")] | None = None

    @property
    def value(self) -> int | None:
        """The true number: what stands on the paper."""
        return value_of(self.boxes)


class Misread(_Value):
    """A wrong reading planted on purpose.

    Attributes:
        number: Id of the number.
        boxes: What the trainee is shown instead of what is written.
        pattern: Which documented pattern it follows (domain.md, "How Sirekap misread").
    """

    number: str
    boxes: Boxes
    pattern: Pattern


class Slip(_Value):
    """Something wrong on the paper itself that the trainee must notice.

    Attributes:
        kind: What is wrong.
        numbers: Ids of the numbers concerned.
        detail: Indonesian: what exactly.
        person: Whose signature is missing, named as on the form, e.g. `kpps_3`; empty where it is everyone's.
    """

    kind: SlipKind
    numbers: tuple[str, ...] = ()
    detail: str = ""
    person: Annotated[str, Field(pattern=r"^[a-z0-9_]*$")] = ""


class PhotoFile(_Value):
    """A simulated photograph of one page; `file` is a name in the packet's folder, never a path out of it."""

    page: Annotated[int, Field(ge=1)]
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
    level: Literal["good", "typical", "hard"]
    seed: int


class Packet(_Value):
    """A packet, the answer key included.

    Attributes:
        id: Unique name, also in the sheet's QR code, e.g. `WK-11-001`.
        form: Id of the form.
        seed: What the set was made from.
        index: Place in the set, from 1.
        tps: Whose form it is, as the trainee is told.
        header: Whose form the sheets say they are, where that is another TPS (slip `header`).
        candidates: By number.
        numbers: For every number of the form, what stands on the paper in the end.
        corrections: By number, the boxes that were written first, covered with tipe-x and written anew.
        style: Which preset the plan of misreads follows.
        misreads: Planted wrong readings.
        slips: What is wrong on the paper.
        signed: Whether every signature is there.
        hand: Name of the handwriting.
        photos: Of each page, where made.
    """

    format: Literal[1, 2] = FORMAT
    id: str
    form: str
    seed: int
    index: int
    tps: Tps
    header: Tps | None = None
    candidates: tuple[Candidate, ...]
    numbers: dict[str, Written]
    corrections: dict[str, Boxes] = {}
    style: Style = "dokumen"
    misreads: tuple[Misread, ...]
    slips: tuple[Slip, ...] = ()
    signed: bool = True
    hand: str
    photos: tuple[PhotoFile, ...] = ()

    @property
    def printed(self) -> Tps:
        """The TPS in the sheets' header."""
        return self.header or self.tps

    @property
    def values(self) -> dict[str, int | None]:
        """The true numbers by id: the answer key."""
        return {name: written.value for name, written in self.numbers.items()}


def load_packet(folder: Path) -> Packet:
    """The packet in a folder.

    Raises:
        PacketError: There is no `packet.json`, it is damaged, or it was made by a newer trainer.
    """
    path = folder / PACKET_FILE
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_other(text, folder)
        return Packet.model_validate_json(text)
    except FileNotFoundError as error:
        raise PacketError(
            f"Tidak ada paket di folder {folder.name}.", hint="Pilih folder paket dari pelatih Anda."
        ) from error
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise PacketError(
            f"Paket {folder.name} rusak: {PACKET_FILE} tidak dapat dibaca.",
            hint="Minta salinan baru dari pelatih.",
        ) from error


class _Version(BaseModel):
    format: int = 0
    seal: object = None


def _refuse_other(text: str, folder: Path) -> None:
    """A layout of the future, or a sealed packet (`sealed.py`), is not called damaged.

    Raises:
        ValidationError: The text is no JSON object.
        PacketError: Its format is newer than `FORMAT`, or it is sealed.
    """
    version = _Version.model_validate_json(text)
    if version.seal is not None:
        raise PacketError(
            f"Paket {folder.name} disegel untuk ujian.",
            hint="Kerjakan dengan perintah exercise; kuncinya dibuka pelatih dengan practice open.",
            code="paket_tersegel",
        )
    if version.format > FORMAT:
        raise PacketError(
            f"Paket {folder.name} dibuat oleh versi pelatih yang lebih baru.",
            hint="Perbarui aplikasi ini, atau minta paket yang dibuat dengan versi yang sama.",
            code="paket_lebih_baru",
        )


def save_packet(packet: Packet, folder: Path) -> Path:
    """Writes `packet.json`, the same bytes for the same packet, and gives its path.

    Written to a temporary file and then put in place, so that a packet is never half there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / (PACKET_FILE + ".tmp")
    temporary.write_bytes(packet_bytes(packet))
    return temporary.replace(folder / PACKET_FILE)


def packet_bytes(packet: Packet) -> bytes:
    """What `packet.json` holds for a packet: the same for the same one, on every system."""
    text = json.dumps(packet.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
