"""What is kept of one person (`privacy.export_person`) as two files to hand over."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.files import write_whole
from sirekap_trainer.records.privacy import PersonExport


def write_export(found: PersonExport, person_id: int, folder: Path) -> tuple[Path, Path]:
    """Writes what is kept of a person into a folder, to be read and as JSON, both or none; gives both files.

    Args:
        found: From `export_person`.
        person_id: Whose; it is in the files' names.
        folder: Made where it is missing.

    Raises:
        RecordsError: A file is there already, or they cannot be written.
    """
    texts = {
        folder / f"peserta-{person_id}.txt": found.text,
        folder / f"peserta-{person_id}.json": json.dumps(found.data, ensure_ascii=False, indent=1) + "\n",
    }
    for path in texts:
        if path.exists():
            raise RecordsError(f"Berkas {path.name} sudah ada.", hint="Pilih folder lain.", code="berkas_ada")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            write_whole(path, text.encode())
    except OSError as error:
        for path in texts:  # half of it would be in the way the next time
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise RecordsError(
            "Berkas tidak dapat disimpan.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="berkas",
        ) from error
    read, plain = texts
    return read, plain
