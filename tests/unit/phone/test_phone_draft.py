"""A photograph on its way to the disk, where that is not easy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sirekap_trainer.phone.inbox import Draft, PhoneError


def test_what_is_no_photograph_is_told_also_where_its_file_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a program that looks for viruses may hold it: the phone heard that something went wrong, not what."""

    def held(path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(PhoneError) as refused, Draft(tmp_path) as draft:
        draft.write(b"plain text and no photograph")
    assert refused.value.code == "bukan_foto"
