"""Seals packets for an exam: encrypts their keys with the trainer's passphrase, and opens them again.

The key comes from the passphrase by scrypt, the packet is encrypted with AES-256-GCM, and everything else in the file,
the SHA-256 of photographs and sheets included, is authenticated with it (docs/formats.md has the layout and says what
sealing protects and what not). A packet that opens is whole and unchanged.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import ValidationError

from sirekap_trainer.errors import PacketError, UsageError
from sirekap_trainer.practice.dice import FIRST_SECRET_SEED
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, load_packet, packet_bytes
from sirekap_trainer.practice.sealed import (
    Seal,
    SealedFile,
    SealedPacket,
    damaged,
    is_sealed,
    parse_sealed,
    read_file,
    sealed_bytes,
    shown_boxes,
)

#: Letters a passphrase needs: whoever holds a sealed packet can try passphrases as long as they like.
SHORTEST_PASSPHRASE: Final = 12
LONGEST_PASSPHRASE: Final = 1000
#: Most memory that a file may ask of scrypt, in bytes; twice what `Cost()` takes.
MOST_MEMORY: Final = 256 << 20
#: Most work that a file may ask of scrypt, as n x r x p; four times what `Cost()` takes.
MOST_WORK: Final = 4 << 20

_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
#: The packet is filled up with spaces to a multiple of this, so that its length tells nothing of what is in it: with
#: every kind of slip and three photographs the longest of 328 has 4,692 bytes.
_BLOCK: Final = 8192
_SHEET = re.compile(r"page-([1-9][0-9]?)\.pdf")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one derivation of a key costs: 128 x n x r bytes of memory, and time by n x r x p.

    n was chosen by measurement on the machine of the benchmarks: 2^17 takes 0.35 s of one core and 128 MiB, 2^18 takes
    0.75 s.

    Raises:
        ValueError: n is no power of two above 1, another is less than 1, or it takes more than is allowed.
    """

    n: int = 1 << 17
    r: int = 8
    p: int = 1

    def __post_init__(self) -> None:
        if self.n < 2 or self.n & (self.n - 1) or self.r < 1 or self.p < 1:
            raise ValueError(f"no parameters of scrypt: {self}")
        if 128 * self.n * self.r > MOST_MEMORY or self.n * self.r * self.p > MOST_WORK:
            raise ValueError(f"too much to ask: {self}")


@dataclass(frozen=True, slots=True)
class SetKey:
    """The key that a set's packets are sealed with, and what it takes to derive it again from the passphrase."""

    cost: Cost
    salt: bytes
    key: bytes = field(repr=False)


class Keyring:
    """Derives keys from one passphrase, each only once: a set has one salt.

    Args:
        passphrase: The trainer's, as typed.

    Raises:
        UsageError: It is empty or cannot be used.
    """

    def __init__(self, passphrase: str) -> None:
        self._passphrase = _normal(passphrase)
        self._keys: dict[tuple[Cost, bytes], bytes] = {}

    def new_key(self, *, cost: Cost | None = None) -> SetKey:
        """A key for a new set, with a new salt.

        Args:
            cost: Of the derivation; a cheaper one is for tests.

        Raises:
            UsageError: The passphrase is too short to seal with.
            PacketError: There is not enough memory.
        """
        if len(self._passphrase) < SHORTEST_PASSPHRASE:
            raise UsageError(
                f"Kata sandi terlalu pendek: paling sedikit {SHORTEST_PASSPHRASE} huruf.",
                hint="Pakai empat kata yang tidak berhubungan, lalu catat di tempat aman.",
                code="sandi_pendek",
            )
        cost, salt = cost or Cost(), os.urandom(_SALT_BYTES)
        return SetKey(cost, salt, self.key(cost, salt))

    def key(self, cost: Cost, salt: bytes) -> bytes:
        """The 32 bytes of the key.

        Raises:
            PacketError: There is not enough memory.
        """
        if (cost, salt) not in self._keys:
            try:
                derived = Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p)
                self._keys[cost, salt] = derived.derive(self._passphrase.encode())
            except MemoryError as error:
                raise PacketError(
                    "Memori tidak cukup untuk segel.", hint="Tutup program lain, lalu coba lagi.", code="memori"
                ) from error
        return self._keys[cost, salt]


def _normal(passphrase: str) -> str:
    """One spelling for what looks the same: Unicode's NFC, and no spaces around it.

    Raises:
        UsageError: Nothing is left, it is far too long, or it is no text.
    """
    text = unicodedata.normalize("NFC", passphrase).strip()
    if not text or len(text) > LONGEST_PASSPHRASE or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(
            "Kata sandi kosong atau tidak dapat dipakai.",
            hint=f"Ketik kata sandi {SHORTEST_PASSPHRASE} sampai {LONGEST_PASSPHRASE} huruf.",
            code="sandi",
        )
    return text


# --- sealing ----------------------------------------------------------------------------------------------------------


def seal(
    packet: Packet, key: SetKey, *, photos: tuple[SealedFile, ...] = (), sheets: tuple[SealedFile, ...] = ()
) -> bytes:
    """The `packet.json` of the sealed packet; every call takes another nonce and gives other bytes.

    Args:
        packet: With its key.
        key: Of its set.
        photos: Its photographs.
        sheets: Its PDFs.

    Raises:
        PacketError: Its id tells the seed from which anyone can make it again, or is none that a file may have.
    """
    _refuse_guessable(packet)
    nonce = os.urandom(_NONCE_BYTES)
    try:
        bare = SealedPacket(
            id=packet.id,
            form=packet.form,
            tps=packet.tps,
            candidates=packet.candidates,
            photos=photos,
            sheets=sheets,
            shown=shown_boxes(packet),
            seal=Seal(n=key.cost.n, r=key.cost.r, p=key.cost.p, salt=_text(key.salt), nonce=_text(nonce), text=""),
        )
    except ValidationError as error:
        raise PacketError(
            f"Paket {packet.id} tidak dapat disegel.",
            hint="Namanya hanya boleh berisi huruf, angka, titik, dan tanda -.",
            code="nama_paket",
        ) from error
    plain = packet_bytes(packet)
    plain += b" " * (-len(plain) % _BLOCK)
    text = AESGCM(key.key).encrypt(nonce, plain, sealed_bytes(bare))
    return sealed_bytes(bare.model_copy(update={"seal": bare.seal.model_copy(update={"text": _text(text)})}))


def _refuse_guessable(packet: Packet) -> None:
    """Sealing would promise what it cannot keep where `practice make` gives the same packet to everyone."""
    if packet.seed < FIRST_SECRET_SEED and packet.id.endswith(f"-{packet.seed}-{packet.index:03d}"):
        raise PacketError(
            f"Paket {packet.id} tidak rahasia: siapa pun dapat membuatnya lagi dari benih {packet.seed}.",
            hint="Buat set ujian dengan practice make --exam.",
            code="benih_terbuka",
        )


def seal_folder(source: Path, target: Path, key: SetKey) -> Path:
    """Makes a sealed copy of a packet's folder: photographs and sheets first, `packet.json` last.

    Each file is written to a temporary one and then put in place. Nothing else in the source's folder is copied.

    Args:
        source: Folder of the packet.
        target: Folder of the copy; made where it is missing, and must not hold a packet yet.
        key: Of the set.

    Returns:
        The path of the sealed `packet.json`.

    Raises:
        PacketError: The source is no packet or lacks a photograph, the target holds one, or cannot be written.
    """
    packet = load_packet(source)
    _refuse_guessable(packet)
    if (target / PACKET_FILE).exists():
        raise _occupied(target)
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True)
    photos = tuple(_copied(source, target, photo.page, photo.file) for photo in packet.photos)
    sheets = tuple(_copied(source, target, page, name) for page, name in _sheets_of(source))
    data = seal(packet, key, photos=photos, sheets=sheets)
    with _writing(target):
        return _put(data, target / PACKET_FILE)


def packets_in(folder: Path) -> list[tuple[Path, Path]]:
    """The packets in a folder, which may itself be one, by name: each folder, and what it is called from there.

    Raises:
        PacketError: There are none.
    """
    if (folder / PACKET_FILE).is_file():
        return [(folder, Path(folder.resolve().name))]
    found = sorted(path.parent for path in folder.rglob(PACKET_FILE))
    if not found:
        raise PacketError(
            f"Tidak ada paket di {folder}.", hint=f"Pilih folder yang berisi {PACKET_FILE}.", code="tanpa_paket"
        )
    return [(path, path.relative_to(folder)) for path in found]


def seal_set(
    folders: Iterable[tuple[Path, Path]],
    out: Path,
    keyring: Keyring,
    *,
    cost: Cost | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Makes a sealed copy of each packet and gives the copies' folders; goes on with what was interrupted.

    Args:
        folders: As of `packets_in`: each packet, and the name of its copy.
        out: Folder for the copies.
        keyring: Of the passphrase.
        cost: Of deriving the key.
        progress: Told (done, total) after each packet.

    Raises:
        PacketError: As `seal_folder`, or a copy's folder holds another packet or one with another passphrase.
        UsageError: The passphrase is too short.
    """
    wanted = list(folders)
    key = keyring.new_key(cost=cost)
    made: list[Path] = []
    for source, name in wanted:
        target = out / name
        if not _is_sealed_there(source, target, keyring):
            seal_folder(source, target, key)
        made.append(target)
        if progress is not None:
            progress(len(made), len(wanted))
    return made


def _is_sealed_there(source: Path, target: Path, keyring: Keyring) -> bool:
    """Whether an earlier run made this very copy; `seal_folder` refuses whatever else is there."""
    if not (target / PACKET_FILE).exists() or not is_sealed(read_file(target)):
        return False
    return open_sealed(target, keyring) == load_packet(source)


def _sheets_of(folder: Path) -> Iterator[tuple[int, str]]:
    for path in sorted(folder.iterdir()):
        if match := _SHEET.fullmatch(path.name):
            yield int(match[1]), path.name


def _copied(source: Path, target: Path, page: int, name: str) -> SealedFile:
    try:
        data = (source / name).read_bytes()
    except OSError as error:
        raise _missing(source, name) from error
    with _writing(target):
        _put(data, target / name)
    return SealedFile(page=page, file=name, sha256=hashlib.sha256(data).hexdigest())


def _put(data: bytes, path: Path) -> Path:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_bytes(data)
    return temporary.replace(path)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turns what goes wrong on the disk into words."""
    try:
        yield
    except OSError as error:
        raise PacketError(
            f"Paket tidak dapat disimpan di {folder}.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="folder_paket",
        ) from error


def _occupied(folder: Path) -> PacketError:
    return PacketError(
        f"Folder {folder} sudah berisi paket lain.",
        hint="Pilih folder kosong, atau pindahkan paket lama.",
        code="folder_paket",
    )


# --- opening ----------------------------------------------------------------------------------------------------------


def open_sealed(folder: Path, keyring: Keyring) -> Packet:
    """The packet with its key, from a sealed folder in which nothing was changed.

    Raises:
        PacketError: The passphrase is another one, or anything in `packet.json`, a photograph or a sheet was changed,
            cut off or is missing; the file asks for too much memory; a newer trainer sealed it; or it is not sealed.
    """
    return _opened(folder, keyring)[0]


def set_key_of(folder: Path, keyring: Keyring) -> SetKey:
    """The key that a sealed packet's set was sealed with, to seal more of it.

    Raises:
        PacketError: It is not sealed or damaged, a newer trainer sealed it, or it asks for too much memory.
    """
    found = parse_sealed(read_file(folder), folder).seal
    cost, salt = _cost(found, folder), _bytes(found.salt, folder)
    return SetKey(cost, salt, keyring.key(cost, salt))


def open_folder(source: Path, target: Path, keyring: Keyring) -> Packet:
    """Opens a sealed folder into an unsealed copy: photographs and sheets first, `packet.json` last.

    Raises:
        PacketError: As `open_sealed`; or the target holds another packet, or cannot be written.
    """
    packet, sealed = _opened(source, keyring)
    data, there = packet_bytes(packet), target / PACKET_FILE
    if there.exists() and read_file(target) != data:
        raise _occupied(target)
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True)
    for file in sealed.files:
        _copied(source, target, file.page, file.file)
    with _writing(target):
        _put(data, there)
    return packet


def _opened(folder: Path, keyring: Keyring) -> tuple[Packet, SealedPacket]:
    data = read_file(folder)
    if not is_sealed(data):
        load_packet(folder)
        raise PacketError(
            f"Paket {folder.name} tidak disegel.", hint="Pilih folder paket yang disegel.", code="tidak_disegel"
        )
    sealed = parse_sealed(data, folder)
    packet = _decrypted(sealed.seal, data, folder, keyring)
    if sealed.shown != shown_boxes(packet) or (sealed.id, sealed.form) != (packet.id, packet.form):
        raise damaged(folder)
    for file in sealed.files:
        _check_file(folder, file)
    return packet, sealed


def _decrypted(found: Seal, data: bytes, folder: Path, keyring: Keyring) -> Packet:
    text, salt, nonce = (_bytes(value, folder) for value in (found.text, found.salt, found.nonce))
    if len(text) <= _TAG_BYTES or data.count(found.text.encode()) != 1:
        raise damaged(folder)
    key = keyring.key(_cost(found, folder), salt)
    try:
        plain = AESGCM(key).decrypt(nonce, text, data.replace(found.text.encode(), b""))
    except InvalidTag as error:
        raise PacketError(
            f"Segel paket {folder.name} tidak terbuka: kata sandinya salah, atau berkasnya sudah berubah.",
            hint="Ketik kata sandi sekali lagi. Bila tetap gagal, pakai salinan asli paket ini.",
            code="segel_tertutup",
        ) from error
    try:
        return Packet.model_validate_json(plain)
    except ValidationError:
        # Without its cause, which would quote the key.
        raise damaged(folder) from None


def _cost(found: Seal, folder: Path) -> Cost:
    try:
        return Cost(found.n, found.r, found.p)
    except ValueError as error:
        raise PacketError(
            f"Segel paket {folder.name} meminta terlalu banyak memori atau waktu.",
            hint="Berkas ini berubah. Pakai salinan asli paket ini.",
            code="segel_berat",
        ) from error


def _check_file(folder: Path, file: SealedFile) -> None:
    """Compares a photograph or sheet with what was sealed, a piece at a time: an exchanged file may have any size."""
    try:
        with (folder / file.file).open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise _missing(folder, file.file) from error
    if found != file.sha256:
        raise PacketError(
            f"Berkas {file.file} dari paket {folder.name} sudah berubah.",
            hint="Pakai salinan asli paket ini.",
            code="berkas_berubah",
        )


def _missing(folder: Path, name: str) -> PacketError:
    return PacketError(
        f"Berkas {name} dari paket {folder.name} tidak ada atau tidak dapat dibaca.",
        hint="Salin lagi seluruh folder paket.",
        code="berkas_hilang",
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str, folder: Path) -> bytes:
    """The bytes of base64 as `_text` writes it and in no other spelling, so that no letter can be changed unseen."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise damaged(folder) from error
    if _text(data) != text:
        raise damaged(folder)
    return data
