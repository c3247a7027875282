"""Exam sets: packets that are sealed as they are made, so that neither key nor seed ever lies on the disk in the open.

An interrupted exam goes on with the passphrase alone: its seed is within the seal of every packet that is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import cv2

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.dice import secret_seed
from sirekap_trainer.practice.make import PhotoPlan, write_pages
from sirekap_trainer.practice.packet import PACKET_FILE, Packet
from sirekap_trainer.practice.seal import Cost, Keyring, SetKey, open_sealed, seal, set_key_of
from sirekap_trainer.practice.sealed import SealedFile
from sirekap_trainer.practice.sets import Progress, SetPlan, check_jobs, check_plan, make_all
from sirekap_trainer.processes import Task

#: Codes of errors that say that a photograph or a sheet is not what was sealed: such a packet is made anew.
_SPOILT: Final = ("berkas_hilang", "berkas_berubah")


def make_exam(
    plan: SetPlan,
    out: Path,
    keyring: Keyring,
    *,
    cost: Cost | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    jobs: int = 1,
) -> list[Path]:
    """Writes a set of sealed packets, a folder each, and gives their folders, in order.

    A packet is only there once its `packet.json` is, which is written last and sealed. What is whole from an
    interrupted run is kept as it is, and no half packet is left behind.

    Args:
        plan: What to make. Its seed is not used: a new exam draws a secret one. Where `out` holds part of an exam, that
            one's seed, slips, style and level of photographs are used, which nobody else remembers.
        out: Folder for the packets; made where it is missing.
        keyring: Of the trainer's passphrase.
        cost: Of deriving a new exam's key; a cheaper one is for tests.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; the packets made so far stay.
        jobs: Processes that work at once; with 1 this process works by itself.

    Raises:
        PacketError: As `make_set`; or the packets in `out` do not open: another passphrase, or they were changed.
        UsageError: The passphrase is too short, or `jobs` is less than 1.
    """
    check_jobs(jobs)
    check_plan(replace(plan, seed=0))
    whole, key = _begun(plan, out, keyring, cost)
    work = partial(_make_one, whole, out, keyring, key)
    task = Task(partial(_prepared, work), _lost)
    return make_all(task, plan.count, out, progress=progress, cancelled=cancelled, jobs=jobs)


def _prepared(work: Callable[[int], Path]) -> Callable[[int], Path]:
    return work


def _begun(plan: SetPlan, out: Path, keyring: Keyring, cost: Cost | None) -> tuple[SetPlan, SetKey]:
    """The plan with its secret seed, and the set's key: those of the exam in `out`, or new ones.

    Raises:
        PacketError: A packet in `out` does not open.
        UsageError: The passphrase is too short for a new exam.
    """
    for folder in sorted(path.parent for path in out.glob(f"*/{PACKET_FILE}")):
        found = _opened(folder, keyring)
        if found is not None:
            return _continued(plan, found), set_key_of(folder, keyring)
    return replace(plan, seed=secret_seed()), keyring.new_key(cost=cost)


def _continued(plan: SetPlan, packet: Packet) -> SetPlan:
    megapixels = plan.photos.megapixels if plan.photos else PhotoPlan().megapixels
    return replace(
        plan,
        seed=packet.seed,
        slips=tuple(slip.kind for slip in packet.slips),
        style=packet.style,
        photos=PhotoPlan(packet.photos[0].level, megapixels) if packet.photos else None,
    )


def _opened(folder: Path, keyring: Keyring) -> Packet | None:
    """A sealed packet; None where a photograph or sheet of it is missing or another one."""
    try:
        return open_sealed(folder, keyring)
    except PacketError as error:
        if error.code in _SPOILT:
            return None
        raise


def _make_one(plan: SetPlan, out: Path, keyring: Keyring, key: SetKey, index: int) -> Path:
    packet = plan.packet(index)
    folder = out / packet.id
    if (folder / PACKET_FILE).exists():
        found = _opened(folder, keyring)
        if found is not None and found != packet:
            raise PacketError(
                f"Folder {folder} sudah berisi paket lain.",
                hint="Pilih folder kosong, atau pindahkan paket lama.",
                code="folder_paket",
            )
        if found is not None:
            return folder
    _write(plan, packet, folder, key)
    return folder


def _write(plan: SetPlan, packet: Packet, folder: Path, key: SetKey) -> None:
    try:
        write_pages(plan.form, packet, folder, photos=plan.photos, paper=plan.paper)
        photos = tuple(_file(folder, photo.page, photo.file) for photo in packet.photos)
        sheets = tuple(_file(folder, page.number, f"page-{page.number}.pdf") for page in plan.form.pages)
        temporary = folder / (PACKET_FILE + ".tmp")
        temporary.write_bytes(seal(packet, key, photos=photos, sheets=sheets))
        temporary.replace(folder / PACKET_FILE)
    except (OSError, cv2.error) as error:
        raise PacketError(
            f"Paket {packet.id} tidak dapat disimpan di {folder}.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="folder_paket",
        ) from error


def _file(folder: Path, page: int, name: str) -> SealedFile:
    return SealedFile(page=page, file=name, sha256=hashlib.sha256((folder / name).read_bytes()).hexdigest())


def _lost(index: int) -> Path:
    raise PacketError(
        f"Pembuatan paket ke-{index} terhenti tiba-tiba.",
        hint="Tutup program lain agar memori cukup, lalu lanjutkan: paket yang sudah jadi tetap ada.",
        code="terhenti",
    )
