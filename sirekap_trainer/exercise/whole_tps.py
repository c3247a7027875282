"""Both forms of one TPS, for a simulation: those that lie beside each other, or fresh ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.make import PhotoPlan, make_packet, write_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, load_packet
from sirekap_trainer.practice.pairs import FORMS
from sirekap_trainer.practice.votes import draw_tps

#: What every simulation is made from, so that whoever asks gets misreads of the same kinds; only the place differs.
SEED = 27
#: Places there are to draw from.
PLACES = 9999
#: The photographs: good ones, for checking is what a simulation rehearses.
PHOTOS = PhotoPlan("good", 5.0)

Progress = Callable[[int, int], None]


def other_form_beside(folder: Path) -> Path | None:
    """The folder beside `folder` with the other form of the same TPS; None where there is none.

    Of several it is the one made together with it: the same place in a set of the same seed.

    Raises:
        PacketError: `folder` holds no packet with an open key.
    """
    packet = load_packet(folder)
    if packet.form not in FORMS:
        return None
    (wanted,) = (form for form in FORMS if form != packet.form)
    found = []
    for path in sorted(folder.parent.iterdir()):
        made = _made(path, wanted, packet) if path != folder else None
        if made is not None:
            found.append((made != (packet.seed, packet.index), path))
    return next((path for _, path in sorted(found) if _loads(path)), None)


def make_whole_tps(
    out: Path, number: str, place: int, *, catalog: Catalog, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Makes both forms of a TPS with photographs, and gives their folders in the order of `FORMS`.

    Args:
        out: Where the folders go; made where it is missing.
        number: Of the TPS, three digits: the trainees' own.
        place: Which kelurahan, votes and handwriting: 1 to `PLACES`.
        catalog: Where the forms are looked up.
        progress: Told (done, total) before the first and after each form; may raise to stop.

    Raises:
        PacketError: They cannot be written.
    """
    tell = progress or (lambda *_: None)
    tps = draw_tps(Dice(SEED, "simulasi", place)).model_copy(update={"number": number})
    tell(0, len(FORMS))
    folders = []
    for done, form_id in enumerate(FORMS, start=1):
        form = catalog.get(form_id)
        packet = make_packet(form, seed=SEED, index=place, photos=PHOTOS, tps=tps)
        write_packet(form, packet, out / packet.id, photos=PHOTOS, pdf=False)
        folders.append(out / packet.id)
        tell(done, len(FORMS))
    return tuple(folders)


def _made(path: Path, form: str, packet: Packet) -> tuple[object, object] | None:
    """A glance: seed and place in its set of this form of the packet's TPS; None of anything else in a folder.

    Large sets have hundreds of folders.
    """
    try:
        data = json.loads((path / PACKET_FILE).read_bytes())
        ours = data["form"] == form and data["tps"] == packet.tps.model_dump()
        return (data.get("seed"), data.get("index")) if ours else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _loads(path: Path) -> bool:
    """Whether it is whole, and not sealed."""
    try:
        load_packet(path)
    except PacketError:
        return False
    return True
