"""Writing a file so that it is whole or not there, also after a power cut."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, content: bytes, *, mark: str = "", check: Callable[[Path], None] | None = None) -> Path:
    """Writes a file beside its place, flushes it to the disk, then puts it in place: the old one stays until then.

    Args:
        path: Of the file, in a folder that is there.
        content: Of the file.
        mark: In the name of the unfinished file, where several programs may write the same one.
        check: Looks at the unfinished file; what it raises leaves the old one.

    Returns:
        `path`.

    Raises:
        OSError: It cannot be written.
    """
    temporary = path.with_name(f"{path.name}{mark}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if check is not None:
        check(temporary)
    return temporary.replace(path)
