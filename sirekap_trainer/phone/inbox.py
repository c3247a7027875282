"""What a phone may do and what it is told: one token, one photograph at a time, for as long as the step lasts.

No network in here: `server.py` carries requests to an inbox and its answers back. An inbox lives in one event loop;
everything but `token` belongs to that loop's thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.findings import Finding

#: Larger files are refused while they arrive. A 12-megapixel phone writes 4 to 8 MB, a 50-megapixel one up to 20.
MAX_UPLOAD = 25_000_000
#: So much room stays free on the laptop's disk, for answers have to be saved there too.
MIN_FREE = 200_000_000
#: Small letters and digits that nobody mistakes for each other, for the address may have to be typed.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
#: 31^8 tokens: tried at 5,000 a second, all of them last five years; a step lasts minutes.
TOKEN_LENGTH = 8
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the laptop asks for, as the phone's page says it.

    Attributes:
        form: Title of the form.
        page: Number of the page.
        pages: How many the form has.
        whose: TPS and kelurahan; may be empty.
        taken: Whether the laptop shows the page as photographed already.
    """

    form: str
    page: int
    pages: int
    whose: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True)
class PhoneAnswer:
    """What the laptop says about a photograph.

    Attributes:
        good: Whether the page was read and nothing was found wrong with the photograph.
        message: One sentence.
        hint: What to do next; may be empty.
        findings: What was found, the gravest first.
    """

    good: bool
    message: str
    hint: str = ""
    findings: tuple[Finding, ...] = ()

    def to_dict(self, say: Callable[[str], str] = str) -> dict[str, object]:
        """Plain JSON values for the phone's page, in its language."""
        found = [{"severity": one.severity, "message": say(one.message)} for one in self.findings]
        return {"good": self.good, "message": say(self.message), "hint": say(self.hint), "findings": found}


@dataclass(frozen=True, slots=True)
class News:
    """What happened at an inbox.

    Attributes:
        kind: `seen` a phone opened the page, `coming` a photograph begins to arrive, `here` it is whole and lies in
            the folder, `lost` it did not arrive or was refused.
        photo: Of `here`: the file. It is the receiver's from then on.
    """

    kind: Literal["seen", "coming", "here", "lost"]
    photo: Path | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds.

    Attributes:
        idle: Between two parts of a photograph; a phone that left the network says nothing.
        upload: For a whole photograph: slow phones on a crowded hotspot send 8 MB in about one minute.
        answer: For the laptop to read it; pages take one to five seconds, the slowest laptop some twenty.
    """

    idle: float = 15.0
    upload: float = 180.0
    answer: float = 90.0


class PhoneError(PhotoError):
    """A photograph cannot be taken from a phone now.

    Args:
        message: What happened.
        hint: What to do next.
        code: Stable name.
        status: HTTP status that says the same to a program.
        again: Whether the same photograph may be sent once more.
    """

    code = "hp"

    def __init__(self, message: str, *, hint: str, code: str, status: int, again: bool = False) -> None:
        super().__init__(message, hint=hint, code=code)
        self.status = status
        self.again = again

    def __reduce__(self) -> tuple[object, ...]:
        """As the other errors, with what only this one has."""
        return _rebuilt, (self.message, self.hint, self.code, self.status, self.again)


def _rebuilt(message: str, hint: str, code: str, status: int, again: bool) -> PhoneError:  # noqa: FBT001 - of pickle
    return PhoneError(message, hint=hint, code=code, status=status, again=again)


def new_token() -> str:
    """A token that cannot be guessed and can be typed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


@dataclass(slots=True)
class Inbox:
    """One step's camera by phone.

    Attributes:
        asked: What to photograph.
        tell: Called with each piece of `News`, in the loop's thread; must not raise.
        folder: Where photographs are kept; must exist.
        patience: How long is waited.
        say: Gives an Indonesian sentence in the language of the phone's page; called in the loop's thread.
        language: That language, as a browser is told it.
        token: Part of the address; who has it may send. New for each inbox.
    """

    asked: Asked
    tell: Callable[[News], object] = field(repr=False)
    folder: Path
    patience: Patience = Patience()
    say: Callable[[str], str] = field(default=str, repr=False)
    language: str = "id"
    token: str = field(default_factory=new_token, repr=False)
    _is_open: bool = True
    _clock: asyncio.Timeout | None = field(default=None, repr=False)
    _answer: asyncio.Future[PhoneAnswer] | None = field(default=None, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether photographs are still taken."""
        return self._is_open

    def admits(self, token: str) -> bool:
        """Whether this token opens the inbox, compared without telling by time how much of it is right."""
        given = token.lower().encode(errors="replace")
        return self._is_open and secrets.compare_digest(given, self.token.encode())

    def seen(self) -> None:
        """A phone shows the page."""
        self.tell(News("seen"))

    def ask(self, asked: Asked) -> None:
        """Asks for a page, perhaps another one; a phone that still waits is told that its photograph was let go."""
        self.asked = asked
        self.answer(PhoneAnswer(False, "Pembacaan dihentikan di laptop.", "Ambil foto halaman yang diminta."))

    def answer(self, answer: PhoneAnswer) -> None:
        """Tells the phone that waits what is said about its photograph; does nothing where none waits."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def close(self) -> None:
        """Ends the step: the token is dead from now on, and who still sends or waits is told so at once."""
        self._is_open = False
        if self._clock is not None and not self._clock.expired():
            self._clock.reschedule(asyncio.get_running_loop().time())

    async def take(self, parts: AsyncIterable[bytes]) -> PhoneAnswer:
        """Takes a photograph as it arrives, and gives what is said about it.

        Args:
            parts: The file's bytes, in parts of any length.

        Raises:
            PhoneError: It is refused, does not arrive, or the step ended; nothing of it is kept.
        """
        if self._clock is not None:
            raise _busy()
        late = _too_slow
        try:
            async with asyncio.timeout(None) as self._clock:
                photo = await self._arrive(parts)
                late = _unanswered
                return await self._what_is_said(photo)
        except TimeoutError:
            raise (late() if self._is_open else expired()) from None
        finally:
            self._clock = None

    async def _arrive(self, parts: AsyncIterable[bytes]) -> Path:
        """The whole photograph, checked by its header; otherwise nothing of it is left."""
        end = asyncio.get_running_loop().time() + self.patience.upload
        self.tell(News("coming"))
        try:
            with Draft(self.folder) as draft:
                self._wait(self.patience.idle, end)
                async for part in parts:
                    draft.write(part)
                    self._wait(self.patience.idle, end)
                photo = draft.finish()
        except BaseException:
            self.tell(News("lost"))
            raise
        return photo

    async def _what_is_said(self, photo: Path) -> PhoneAnswer:
        self._answer = asyncio.get_running_loop().create_future()
        self.tell(News("here", photo))
        try:
            self._wait(self.patience.answer)
            return await self._answer
        finally:
            self._answer = None

    def _wait(self, seconds: float, end: float = float("inf")) -> None:
        """Sets the clock; once the inbox is closed it stands on now."""
        if not self._is_open:
            raise expired()
        if self._clock is not None and not self._clock.expired():
            self._clock.reschedule(min(asyncio.get_running_loop().time() + seconds, end))


class Draft:
    """A photograph on its way to the disk. Use it in a `with`: whatever happens, half a file is not left behind.

    Args:
        folder: Where it is kept.

    Raises:
        PhoneError: The disk is full, or the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"hp-{secrets.token_hex(6)}.part"
        self._size = 0
        self._head = b""
        try:
            if shutil.disk_usage(folder).free < MIN_FREE:
                raise _disk_full()
            self._file = self._path.open("xb")
        except OSError as error:
            raise _unwritable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.close()
        except OSError:
            # What could not be written is not wanted any more.
            pass
        finally:
            with contextlib.suppress(OSError):  # a program that looks for viruses holds it; it is cleared later
                self._path.unlink(missing_ok=True)

    def write(self, part: bytes) -> None:
        """Takes the next part.

        Raises:
            PhoneError: The file grows too large, does not begin as a photograph does, or cannot be written.
        """
        self._size += len(part)
        if self._size > MAX_UPLOAD:
            raise too_large()
        if len(self._head) < len(_PNG):
            self._head += part[: len(_PNG) - len(self._head)]
            if not any(self._head.startswith(kind[: len(self._head)]) for kind in (_JPEG, _PNG)):
                raise _not_a_photo()
        try:
            self._file.write(part)
        except OSError as error:
            raise _unwritable(error) from error

    def finish(self) -> Path:
        """The whole photograph under its own name, after a look at its header: nothing is decoded here.

        Raises:
            PhoneError: Nothing arrived, it is cut off, too small, unpacks to too many pixels or cannot be written.
        """
        from sirekap_trainer.photo.load import open_photo  # noqa: PLC0415 - brings OpenCV along

        try:
            self._file.flush()
            os.fsync(self._file.fileno())  # the battery may be empty the next moment
            self._file.close()
            open_photo(self._path, name="foto")
            whole = self._path.with_suffix(".jpg" if self._head.startswith(_JPEG) else ".png")
            self._path.replace(whole)
        except PhotoError as error:
            raise PhoneError(error.message, hint="Ambil foto lagi dengan HP.", code=error.code, status=422) from error
        except OSError as error:
            raise _unwritable(error) from error
        return whole


def too_large() -> PhoneError:
    """More than `MAX_UPLOAD` bytes."""
    return PhoneError(
        "Foto ini terlalu besar.",
        hint=f"Pilih ukuran foto yang lebih kecil di kamera HP, paling besar {MAX_UPLOAD // 1_000_000} MB.",
        code="terlalu_besar",
        status=413,
    )


def cut_off() -> PhoneError:
    """The connection broke while the photograph arrived."""
    return PhoneError(
        "Foto tidak sampai ke laptop.",
        hint="Dekatkan HP ke laptop, lalu kirim lagi.",
        code="terputus",
        status=400,
        again=True,
    )


def expired() -> PhoneError:
    """The token is not, or no longer, the inbox's."""
    return PhoneError(
        "Alamat ini sudah tidak berlaku.",
        hint="Langkah foto di laptop sudah selesai. Untuk foto lain, pindai kode QR di layar laptop.",
        code="kedaluwarsa",
        status=403,
    )


def incomplete() -> PhoneError:
    """The address has no token."""
    return PhoneError(
        "Alamat ini belum lengkap.",
        hint="Pindai kode QR di layar laptop, atau ketik seluruh alamatnya.",
        code="belum_lengkap",
        status=403,
    )


def unknown(status: int) -> PhoneError:
    """What the server itself refuses, or what nobody foresaw.

    Args:
        status: Of HTTP.
    """
    if status < 500:
        return PhoneError(
            "Halaman ini tidak ada.", hint="Pindai lagi kode QR di layar laptop.", code="tidak_ada", status=status
        )
    return PhoneError(
        "Ada yang tidak berjalan di laptop.",
        hint="Coba sekali lagi. Jika tetap begitu, beri tahu pelatih.",
        code="galat",
        status=status,
        again=True,
    )


def _busy() -> PhoneError:
    return PhoneError(
        "Laptop sedang menerima foto lain.",
        hint="Tunggu sebentar, lalu kirim lagi.",
        code="sibuk",
        status=409,
        again=True,
    )


def _not_a_photo() -> PhoneError:
    return PhoneError(
        "Berkas ini bukan foto JPEG atau PNG.", hint="Ambil foto dengan kamera HP.", code="bukan_foto", status=415
    )


def _too_slow() -> PhoneError:
    return PhoneError(
        "Foto terlalu lama di jalan.",
        hint="Dekatkan HP ke laptop, lalu kirim lagi.",
        code="terlalu_lama",
        status=408,
        again=True,
    )


def _unanswered() -> PhoneError:
    return PhoneError(
        "Laptop belum selesai membaca foto.", hint="Lihat hasilnya di layar laptop.", code="belum_dibaca", status=504
    )


def _disk_full() -> PhoneError:
    return PhoneError(
        "Ruang di laptop hampir habis.",
        hint="Kosongkan ruang di laptop, lalu kirim lagi.",
        code="penuh",
        status=507,
        again=True,
    )


def _unwritable(error: OSError) -> PhoneError:
    if error.errno in _FULL:
        return _disk_full()
    return PhoneError(
        "Foto tidak dapat disimpan di laptop.",
        hint="Coba kirim lagi. Jika tetap begitu, beri tahu pelatih.",
        code="tidak_tersimpan",
        status=500,
        again=True,
    )
