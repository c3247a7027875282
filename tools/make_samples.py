"""Makes the practice packets that ship in sample_c_hasil/. Run by hand: python tools/make_samples.py [FOLDER].

The same packets come out every time; change one here and say so in sample_c_hasil/README.md.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import PhotoPlan, make_packet, write_packet
from sirekap_trainer.practice.manners import Level

SEED = 2024
#: All samples together stay below this, so that the repository and the installed program stay small.
MOST_BYTES = 12_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One packet: its folder's name and what it is made of."""

    name: str
    form: str
    index: int
    hand: str
    filler: str
    level: Level
    megapixels: float


SAMPLES = (
    Sample("gubernur-1", "latihan_kwk_gubernur", 1, "titik-rapi", "X", "good", 2.6),
    Sample("gubernur-2", "latihan_kwk_gubernur", 2, "guru", "X", "typical", 4.5),
    Sample("gubernur-3", "latihan_kwk_gubernur", 3, "tegak", "0", "good", 2.6),
    Sample("gubernur-4", "latihan_kwk_gubernur", 4, "titik-longgar", "-", "typical", 3.5),
    Sample("wali-kota-1", "latihan_kwk_wali_kota", 1, "kantor", "X", "good", 2.6),
    Sample("wali-kota-2", "latihan_kwk_wali_kota", 2, "campuran", "_", "typical", 3.5),
    Sample("wali-kota-3", "latihan_kwk_wali_kota", 3, "sepuh", "X", "typical", 3.5),
    Sample("wali-kota-4", "latihan_kwk_wali_kota", 4, "spidol-tebal", "0", "good", 2.6),
)


def make(sample: Sample, out: Path) -> Path:
    """Writes one sample's photographs and key, and gives its folder."""
    form = builtin_catalog().get(sample.form)
    photos = PhotoPlan(sample.level, sample.megapixels)
    packet = make_packet(form, seed=SEED, index=sample.index, photos=photos, hand=sample.hand, filler=sample.filler)
    folder = out / sample.name
    write_packet(form, packet, folder, photos=photos, pdf=False)
    return folder


def main() -> None:
    """Makes them all and says how large they are."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "sample_c_hasil"
    total = 0
    for sample in SAMPLES:
        size = sum(path.stat().st_size for path in make(sample, out).iterdir())
        total += size
        print(f"{sample.name:12} {size / 1e6:5.2f} MB")
    print(f"{'together':12} {total / 1e6:5.2f} MB")
    if total > MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES / 1e6:g} MB")


if __name__ == "__main__":
    main()
