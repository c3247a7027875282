"""The trainer's passphrase on this laptop: a hash in a file, to keep trainees out of the trainer's screens.

It is a door and not a safe: who may read the files of this laptop's user can read the records. Forgotten, it is taken
away by taking away its file; nothing is encrypted with it, so nothing is lost. Practising never needs it.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.files import write_whole

#: Name of its file, in the user's data folder.
LOCK_FILE = "kata-sandi-pelatih.json"
#: Shortest passphrase, in characters: short ones are seen over a shoulder.
SHORTEST = 6
#: Parameters of scrypt: 32 MB and about 0.1 s on a laptop, RFC 7914's for interactive logins.
_N, _R, _P, _BYTES = 1 << 15, 8, 1, 32


@dataclass(frozen=True, slots=True)
class Door:
    """The lock in a file.

    Attributes:
        path: Of the file; there while a passphrase is set.
    """

    path: Path

    def lock(self, passphrase: str) -> None:
        """Sets a passphrase; "" takes it away.

        Raises:
            RecordsError: It is too short, or the file cannot be written.
        """
        try:
            if not passphrase:
                self.path.unlink(missing_ok=True)
                return
            if len(passphrase.strip()) < SHORTEST:
                raise RecordsError(
                    f"Kata sandi paling sedikit {SHORTEST} huruf.", hint="Pakai misalnya tiga kata.", code="kata_sandi"
                )
            salt = secrets.token_bytes(16)
            kept = {"format": 1, "salt": _text(salt), "hash": _text(_hash(passphrase, salt))}
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, json.dumps(kept).encode())
        except OSError as error:
            raise RecordsError(
                "Kata sandi tidak dapat disimpan.", hint="Periksa ruang penyimpanan laptop ini.", code="kata_sandi"
            ) from error

    def take_away(self) -> bool:
        """Takes away a passphrase that nobody knows any more; gives whether there was one.

        Raises:
            RecordsError: The file cannot be taken away.
        """
        there = self.path.exists()
        self.lock("")
        return there

    def opens(self, passphrase: str) -> bool:
        """Whether this is the passphrase; any is where none was set.

        Raises:
            RecordsError: The file is damaged.
        """
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            salt, known = (base64.b64decode(kept[name], validate=True) for name in ("salt", "hash"))
        except FileNotFoundError:
            return True
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RecordsError(
                "Kata sandi pelatih tidak dapat dibaca.",
                hint=f"Hapus berkas {self.path}, lalu buat kata sandi baru.",
                code="kata_sandi",
            ) from error
        return hmac.compare_digest(_hash(passphrase, salt), known)


def _hash(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - slow to import, and `Door` is not

    typed = unicodedata.normalize("NFKC", " ".join(passphrase.split()))
    return Scrypt(salt=salt, length=_BYTES, n=_N, r=_R, p=_P).derive(typed.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
