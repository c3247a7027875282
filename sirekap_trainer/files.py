"""Writing a file so that it is whole or not there, also after a power cut."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds between the tries to put a file in the place of one that another program has open.
_PAUSES = (0.02, 0.05, 0.1, 0.2)

#: What a system says of a disk without room: it is full, or a person's share of it is used up.
_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def is_full(error: OSError) -> bool:
    """Whether a file cannot be written because there is no room."""
    return error.errno in _NO_ROOM


@contextmanager
def unfinished(path: Path, *, mark: str = "", private: bool = False, first: bool = False) -> Iterator[Path]:
    """The place beside a file where it is written: flushed to the disk and put in place when the block ends.

    What the block raises leaves the old file as it was, and nothing of the new one.

    Args:
        path: Of the file, in a folder that is there.
        mark: In the name of the unfinished file, where several programs may write the same one.
        private: Whether only the user may read it, from the first byte on; where the system knows such a thing.
        first: Whether a file that is there by the end stays: that of another program which was faster.

    Raises:
        OSError: It cannot be written.
    """
    temporary = path.with_name(f"{path.name}{mark}.tmp")
    try:
        if private:
            temporary.unlink(missing_ok=True)
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if first:
            _put_first(temporary, path)
        else:
            _put(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(
    path: Path,
    content: bytes,
    *,
    mark: str = "",
    private: bool = False,
    first: bool = False,
    check: Callable[[Path], None] | None = None,
) -> Path:
    """Writes a file beside its place, flushes it to the disk, then puts it in place: the old one stays until then.

    Args:
        path: Of the file, in a folder that is there.
        content: Of the file.
        mark: As of `unfinished`; so are `private` and `first`.
        private: Whether only the user may read it.
        first: Whether a file that is there stays.
        check: Looks at the unfinished file; what it raises leaves the old one.

    Returns:
        `path`.

    Raises:
        OSError: It cannot be written.
    """
    with unfinished(path, mark=mark, private=private, first=first) as temporary:
        temporary.write_bytes(content)
        if check is not None:
            check(temporary)
    return path


def _put(temporary: Path, path: Path) -> None:
    """Gives a file its name, in the place of the one before.

    On Windows that is refused while any program reads the one before, such as one that looks for viruses; none of them
    takes long.
    """
    for pause in _PAUSES:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(path)


def _put_first(temporary: Path, path: Path) -> None:
    """Gives a file its name unless there is one of that name."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            temporary.replace(path)
