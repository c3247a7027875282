"""Where the practice packets and the list of operators that ship with the trainer are."""

from __future__ import annotations

import sys
from pathlib import Path

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import PACKET_FILE

_PACKETS, _ROSTER = "sample_c_hasil", "sample_roster"


def sample_folder() -> Path:
    """The folder of the sample packets: beside the source, or where the wheel puts shared data.

    Raises:
        PacketError: They were not installed.
    """
    return _shared(_PACKETS)


def sample_roster() -> Path:
    """The sample list of operators, a CSV.

    Raises:
        PacketError: It was not installed.
    """
    return _shared(_ROSTER) / "operator.csv"


def _shared(name: str) -> Path:
    beside = Path(__file__).resolve().parents[1] / name
    installed = Path(sys.prefix) / "share" / "sirekap-trainer" / name
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
