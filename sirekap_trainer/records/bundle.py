"""A laptop's finished work on its way to the trainer: one signed file, a bundle.

    data = pack(outbox.waiting(), LaptopKey.of(folder), at=now)[0].data     # on the trainee's laptop
    bundle = open_bundle(data)                                              # on the trainer's: proved, then read
    with store.write() as session:
        taken = take_bundle(session, bundle, at=now, class_id=...)

A bundle is three lines of ASCII and one of JSON (docs/formats.md): what it is and in which version, the laptop's public
key, its signature, the content. The signature is of the first line and of the content's bytes, and is checked before
anything of the content is read. The content has one spelling only, so that its SHA-256 names it. It is not compressed:
nothing unpacks to more than it is.

The signature proves that a file is as the laptop wrote it, and which laptop that was. It does not prove what people did
there: who can edit the trainee's files can sign what they like with that laptop's key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import MAX_TEXT
from sirekap_trainer.exercise.outbox import LARGEST_PART, Part
from sirekap_trainer.files import write_whole
from sirekap_trainer.records.laptop_key import LaptopKey, fingerprint, laptop_code
from sirekap_trainer.records.parts import PlainQuestion, PlainQuiz, PlainWho, refuse_year
from sirekap_trainer.records.plain_attempt import PlainAttempt

#: Version of the layout, as `major.minor`. Another minor version has more in it and is read as far as it is known;
#: another major one is refused.
VERSION = (1, 1)
SUFFIX = ".sirekap"
#: Kinds of parts, and the newest layout of each that this version knows.
_LAYOUTS = {"attempt": 2, "quiz": 1, "question": 1}
#: Bytes of a bundle; an attempt takes some 14,000, so that over 500 go into one.
MAX_BUNDLE = 8_000_000
#: Bytes after which another bundle is begun where they are sent one after the other: opening one takes half a second
#: then, in which whoever else sends waits.
SENT_BUNDLE = 1_000_000

_MAGIC = b"LATIHAN-SIREKAP-HASIL "
_FIRST = re.compile(rb"LATIHAN-SIREKAP-HASIL ([0-9]{1,4})\.([0-9]{1,4})")
#: Of the first three lines together, with room.
_MAX_HEAD = 400
#: What a bundle has around its parts, with room.
_HEAD_ROOM = 1_000
#: What reading an unsound content raises.
_UNSOUND = (ValueError, TypeError, KeyError, RecursionError, OverflowError)
_ONCE_MORE = "Minta sekali lagi dari laptop peserta; hasilnya masih ada di sana."

# --- packing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle as bytes, and what went into it."""

    data: bytes
    parts: tuple[Part, ...]


def pack(parts: Iterable[Part], key: LaptopKey, *, at: datetime, limit: int = MAX_BUNDLE) -> tuple[Packed, ...]:
    """Parts as signed bundles: one, or several where they are more than so many bytes.

    A part that no trainer's laptop could take, e.g. one that somebody edited, is left out: it would keep the others
    from being taken.

    Args:
        parts: From the outbox, in any order.
        key: Of this laptop.
        at: Now, by this laptop's clock.
        limit: Bytes of a bundle; one that holds a single part may have more, up to `MAX_BUNDLE`.

    Raises:
        RecordsError: There is nothing to hand over.
    """
    waiting = [(part, text) for part in sorted(_once(parts), key=lambda one: one.key) if (text := _sound(part))]
    if not waiting:
        raise RecordsError(
            "Belum ada hasil yang dapat diserahkan.", hint="Selesaikan satu latihan dulu.", code="hasil_kosong"
        )
    groups: list[list[Part]] = [[]]
    size = 0
    for part, text in waiting:
        if groups[-1] and size + len(text) > limit - _HEAD_ROOM:
            groups.append([])
            size = 0
        groups[-1].append(part)
        size += len(text) + 1
    return tuple(Packed(_signed(_content(group, at), key), tuple(group)) for group in groups)


def _once(parts: Iterable[Part]) -> list[Part]:
    return list({part.key: part for part in parts}.values())


def _content(parts: Sequence[Part], at: datetime) -> bytes:
    made = at.astimezone(UTC).replace(microsecond=0)
    return _canonical({"made_at": made.isoformat(), "parts": [_plain_part(part) for part in parts]})


def _sound(part: Part) -> bytes:
    """A part as it stands in a bundle; nothing where it is none that could be taken in."""
    try:
        text = _canonical(_plain_part(part))
        _refuse_unstorable(text)
        _known([_checked(_PlainPart, _plain_part(part))])
    except _UNSOUND:
        return b""
    return text if len(text) <= LARGEST_PART else b""


def _plain_part(part: Part) -> dict[str, Any]:
    return {"kind": part.kind, "id": part.id, "data": part.data}


def _canonical(value: object) -> bytes:
    """The one spelling of a JSON value: keys sorted, no white space, UTF-8; numbers as Python writes them.

    Raises:
        ValueError: It holds a number or text that JSON in UTF-8 has no word for.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _signed(content: bytes, key: LaptopKey, version: tuple[int, int] = VERSION) -> bytes:
    first = _MAGIC + f"{version[0]}.{version[1]}".encode()
    lines = (first, base64.b64encode(key.public), base64.b64encode(key.private.sign(_proved(first, content))), content)
    return b"\n".join(lines) + b"\n"


def _proved(first: bytes, content: bytes) -> bytes:
    return first + b"\n" + content


def bundle_name(key: LaptopKey, *, at: datetime) -> str:
    """What a bundle's file is called: whose, and when by this laptop's clock; no person's name."""
    return f"hasil-{key.code}-{at:%Y%m%d-%H%M}{SUFFIX}"


def save_bundle(data: bytes, path: Path) -> Path:
    """Writes a bundle, e.g. to a stick, reads it back, and gives its path; none that is there is overwritten.

    Raises:
        RecordsError: It cannot be written there, or the stick gives back something else.
    """
    path = _free(path)
    try:
        return write_whole(path, data, check=lambda written: _refuse_other(written, data))
    except OSError as error:
        raise RecordsError(
            f"Berkas hasil tidak dapat disimpan di {path.parent}.",
            hint="Periksa apakah ada ruang dan boleh ditulis di sana, atau pilih tempat lain.",
            code="simpan_gagal",
        ) from error


def _refuse_other(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise OSError("it reads back differently")


def _free(path: Path) -> Path:
    """A name like this one that is not taken."""
    tried, count = path, 1
    while tried.exists():
        count += 1
        tried = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return tried


# --- opening ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenBundle:
    """A bundle whose signature is right and whose content is sound.

    Attributes:
        id: SHA-256 of its content, hexadecimal.
        laptop: Fingerprint of the key that signed it.
        version: Major and minor.
        made_at: When, by that laptop's clock.
        attempts: In the order of ids; so are `quizzes` and `questions`.
        quizzes: Tests.
        questions: Questions.
        unknown: Parts of kinds or layouts that only a newer version knows.
    """

    id: str
    laptop: str
    version: tuple[int, int]
    made_at: datetime
    attempts: tuple[PlainAttempt, ...]
    quizzes: tuple[PlainQuiz, ...]
    questions: tuple[PlainQuestion, ...]
    unknown: int

    @property
    def code(self) -> str:
        """The laptop's code, for people."""
        return laptop_code(self.laptop)


def read_bundle(path: Path) -> bytes:
    """A file's bytes, at most `MAX_BUNDLE`.

    Raises:
        RecordsError: It cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BUNDLE + 1)
    except OSError as error:
        raise RecordsError(
            f"Berkas {path.name} tidak dapat dibaca.",
            hint="Periksa apakah stik masih terpasang, lalu pilih berkas itu lagi.",
            code="hasil_tak_terbaca",
        ) from error
    if len(data) > MAX_BUNDLE:
        raise too_large()
    return data


def open_bundle(data: bytes) -> OpenBundle:
    """Proves a bundle and reads it. Nothing of its content is looked at before its signature is right.

    Raises:
        RecordsError: It is no bundle, damaged, changed, too large, or of a newer version.
    """
    if len(data) > MAX_BUNDLE:
        raise too_large()
    version, laptop, content = _proven(data)
    try:
        return _read(content, laptop, version)
    except _UNSOUND as error:
        raise RecordsError(
            "Isi berkas hasil ini tidak dapat dipakai.",
            hint="Perbarui aplikasi di laptop peserta, lalu minta berkas baru.",
            code="hasil_isi",
        ) from error


def _proven(data: bytes) -> tuple[tuple[int, int], str, bytes]:
    """Version, fingerprint and content of a bundle whose signature is right."""
    head = data[:_MAX_HEAD].split(b"\n", 3)
    found = _FIRST.fullmatch(head[0])
    if found is None:
        _refuse_no_bundle(data)
    version = int(found[1]), int(found[2])
    if version[0] > VERSION[0]:
        raise newer()
    if version[0] < 1 or len(head) < 4 or not data.endswith(b"\n"):
        raise changed()
    content = data[sum(map(len, head[:3])) + 3 : -1]
    try:
        public, signature = (base64.b64decode(line, validate=True) for line in head[1:3])
        if any(base64.b64encode(value) != line for value, line in ((public, head[1]), (signature, head[2]))):
            raise changed()
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _proved(head[0], content))
    except (binascii.Error, ValueError, InvalidSignature) as error:
        raise changed() from error
    return version, fingerprint(public), content


def _refuse_no_bundle(data: bytes) -> NoReturn:
    if not data.strip(b"\0 \r\n"):
        raise RecordsError(
            "Berkas ini kosong.",
            hint=_ONCE_MORE,
            code="kosong",
        )
    if data.startswith(_MAGIC[:16]):
        raise changed()
    raise RecordsError(
        "Berkas ini bukan berkas hasil Latihan Sirekap.",
        hint=f"Pilih berkas yang namanya berakhir {SUFFIX}.",
        code="bukan_hasil",
    )


def _read(content: bytes, laptop: str, version: tuple[int, int]) -> OpenBundle:
    said = json.loads(content)
    if not isinstance(said, dict) or _canonical(said) != content:
        raise ValueError("not in its one spelling")
    _refuse_unstorable(content)
    head = _checked(_Head, {name: said[name] for name in ("made_at", "parts")})
    if version[1] <= VERSION[1] and len(said) != 2:
        raise ValueError("more than this version has")
    keys = [(part.kind, part.id) for part in head.parts]
    if keys != sorted(set(keys)):
        raise ValueError("parts twice or out of order")
    known = _known(head.parts)
    count = sum(map(len, known))
    if count < len(head.parts) and version[1] <= VERSION[1]:
        raise ValueError("parts that this version does not have")
    return OpenBundle(
        hashlib.sha256(content).hexdigest(), laptop, version, head.made_at, *known, unknown=len(head.parts) - count
    )


def _known(
    parts: Sequence[_PlainPart],
) -> tuple[tuple[PlainAttempt, ...], tuple[PlainQuiz, ...], tuple[PlainQuestion, ...]]:
    """Attempts, tests and questions; raises one of `_UNSOUND` where one of them is none."""
    known = [part for part in parts if not _is_newer(part)]
    return (
        tuple(_attempt(part) for part in known if part.kind == "attempt"),
        tuple(_same_id(part, _checked(PlainQuiz, part.data)) for part in known if part.kind == "quiz"),
        tuple(_same_id(part, _checked(PlainQuestion, part.data)) for part in known if part.kind == "question"),
    )


def _refuse_unstorable(content: bytes) -> None:
    """PostgreSQL holds no text with a zero in it."""
    if b"\\u0000" in content:
        raise ValueError("a zero in a text")


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PlainPart(_Plain):
    kind: Annotated[str, Field(pattern=r"^[a-z]{1,20}$")]
    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{0,63}$")]
    data: dict[str, Any]


class _Head(_Plain):
    made_at: AwareDatetime
    parts: tuple[_PlainPart, ...]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_year(self.made_at)
        return self


def _is_newer(part: _PlainPart) -> bool:
    layout = part.data.get("format", 1)
    return part.kind not in _LAYOUTS or (isinstance(layout, int) and layout > _LAYOUTS[part.kind])


_Model = TypeVar("_Model", bound=BaseModel)


def _checked(model: type[_Model], value: object) -> _Model:
    """A value as a model, types as JSON has them: no text is taken for a number."""
    return model.model_validate_json(_canonical(value), strict=True)


_One = TypeVar("_One", PlainAttempt, PlainQuiz, PlainQuestion)


def _same_id(part: _PlainPart, one: _One) -> _One:
    if part.id != one.id:
        raise ValueError("another id")
    return one


def _attempt(part: _PlainPart) -> PlainAttempt:
    """An attempt that every database can hold."""
    one = _same_id(part, _checked(PlainAttempt, part.data))
    done = one.exercise
    assert done.trainee is not None
    assert done.review is not None
    refuse_year(one.sent_at)
    PlainWho(id=one.id, name=done.trainee.name, village=one.village, station=done.trainee.tps, role=done.trainee.role)
    names = [item.id for item in done.review.items]
    if len(names) != len(set(names)) or len(names) > 200 or max(map(len, names), default=0) > MAX_TEXT:
        raise ValueError("no such review")
    pages = [photo.page for photo in done.photos]
    if len(pages) != len(set(pages)) or any(photo.page > 99 or photo.takes > 10_000 for photo in done.photos):
        raise ValueError("no such photographs")
    return one


# --- refusals ---------------------------------------------------------------------------------------------------------


def changed() -> RecordsError:
    """The signature is not that of the content, or the file is cut off."""
    return RecordsError(
        "Berkas hasil ini rusak atau sudah diubah.",
        hint=_ONCE_MORE,
        code="hasil_berubah",
    )


def newer() -> RecordsError:
    """A newer major version."""
    return RecordsError(
        "Berkas hasil ini dibuat oleh versi aplikasi yang lebih baru.",
        hint="Perbarui aplikasi di laptop ini, lalu ambil lagi.",
        code="hasil_baru",
    )


def too_large() -> RecordsError:
    """More than `MAX_BUNDLE` bytes."""
    return RecordsError(
        "Berkas ini terlalu besar untuk berkas hasil.",
        hint=f"Pilih berkas yang namanya berakhir {SUFFIX}, paling besar {MAX_BUNDLE // 1_000_000} MB.",
        code="terlalu_besar",
    )
