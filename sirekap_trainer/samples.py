"""Where the practice packets that ship with the trainer are."""

from __future__ import annotations

import sys
from pathlib import Path

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import PACKET_FILE

_NAME = "sample_c_hasil"


def sample_folder() -> Path:
    """The folder of the sample packets: beside the source, or where the wheel puts shared data.

    Raises:
        PacketError: They were not installed.
    """
    beside = Path(__file__).resolve().parents[1] / _NAME
    installed = Path(sys.prefix) / "share" / "sirekap-trainer" / _NAME
    for folder in (beside, installed):
        if folder.is_dir():
            return folder
    raise PacketError("Paket contoh tidak ditemukan.", hint="Pasang ulang aplikasi, atau pilih folder paket lain.")


def sample_packets() -> list[Path]:
    """Folders of the sample packets, by name.

    Raises:
        PacketError: They were not installed.
    """
    return sorted(path.parent for path in sample_folder().glob(f"*/{PACKET_FILE}"))
