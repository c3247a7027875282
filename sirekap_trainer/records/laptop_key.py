"""The key with which a laptop signs what it hands over."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.files import write_whole

KEY_FILE = "kunci-laptop.pem"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letters that look like digits


@dataclass(frozen=True, slots=True)
class LaptopKey:
    """What a laptop signs with. Made once; it stays in the user's data folder, readable by the user alone."""

    private: Ed25519PrivateKey

    @classmethod
    def of(cls, folder: Path) -> LaptopKey:
        """The key in a folder, made where there is none. A damaged one is put aside, and the laptop becomes a new one.

        Raises:
            RecordsError: The folder cannot be used.
        """
        path = folder / KEY_FILE
        try:
            return cls(_read_key(path))
        except FileNotFoundError:
            pass
        except ValueError:
            with contextlib.suppress(OSError):
                path.replace(path.with_name(f"{KEY_FILE}.rusak"))
        except OSError as error:
            raise _no_key(folder) from error
        try:
            return cls(_new_key(path))
        except (OSError, ValueError) as error:
            raise _no_key(folder) from error

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def code(self) -> str:
        """How a person tells this laptop from others: `7K2QM-X0F9T`."""
        return laptop_code(fingerprint(self.public))


def fingerprint(public: bytes) -> str:
    """SHA-256 of a public key, hexadecimal: `Bundle.laptop`."""
    return hashlib.sha256(public).hexdigest()


def laptop_code(laptop: str) -> str:
    """The first 50 bits of a fingerprint in ten letters, for people to compare."""
    number = int(laptop[:13], 16) >> 2
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(45, -1, -5))
    return f"{letters[:5]}-{letters[5:]}"


def _read_key(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - slow

    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("another kind of key")  # noqa: TRY004 - damaged, as any other text
    return key


def _new_key(path: Path) -> Ed25519PrivateKey:
    """A new key in its file; that of another program which was faster."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - slow

    text = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text, mark=f".{secrets.token_hex(6)}", private=True, first=True)
    return _read_key(path)


def _no_key(folder: Path) -> RecordsError:
    return RecordsError(
        "Kunci laptop ini tidak dapat dibaca atau dibuat.",
        hint=f"Periksa apakah folder {folder} dapat ditulis.",
        code="kunci_laptop",
    )
