"""Keeps what is imported beside the window from stopping it.

An import runs in a lane, but under Python's one lock: what takes it long stops the window's thread as well.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6.QtCore  # puts Qt's own way of importing in place
from PySide6.QtCore import QLibraryInfo


def spare_sources() -> None:
    """Lets Qt decide by its name whether a module uses Qt, instead of reading its source.

    For `from __feature__ import snake_case`, which nothing here uses, PySide6 reads the source of every module that is
    imported after it, and `linecache` keeps them all: 44 MB, and 40 ms of the start. Where a later PySide6 does this in
    another way, nothing changes.
    """
    try:
        feature: Any = importlib.import_module("shibokensupport.feature")  # there only once PySide6 is imported
    except ImportError:
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_qt  # noqa: SLF001 - there is no other way


def _uses_qt(module: ModuleType) -> bool:
    return module.__name__.partition(".")[0] in ("ui", "PySide6", "shiboken6", "__main__")


def load_library(package: str, name: str) -> bool:
    """Loads the library that a compiled module consists of, without Python's lock; the import finds it loaded.

    Reading one from a cold disk takes up to 0.1 s.

    Args:
        package: The package that the module lies in, e.g. `cv2`.
        name: The module's own name there, e.g. `cv2`.

    Returns:
        Whether it was loaded: not on Windows, nor where it is missing or broken. The import does it all, then.
    """
    spec = importlib.util.find_spec(package) if os.name == "posix" else None
    places = [] if spec is None else [Path(place) for place in spec.submodule_search_locations or ()]
    found = [path for place in places for path in sorted(place.glob(f"{name}.*so"))]
    # Python opens a library with its lock held, and calls into one without it: so the system's own function is called.
    if not found:
        return False
    own = ctypes.CDLL(None)
    own.dlopen.restype = ctypes.c_void_p
    return own.dlopen(os.fsencode(found[0]), os.RTLD_NOW) is not None


#: What Qt's own multimedia stands on: FFmpeg's libraries by their names on Linux, Windows and macOS.
_OF_CAMERAS = re.compile(r"(lib)?(av|sw)[a-z]+(\.so\.\d+|-\d+\.dll|\.\d+\.dylib)")


def read_ahead_for_cameras() -> int:
    """Reads what Qt loads once it is asked for cameras, which is on the window's thread: from a cold disk it stops it.

    Returns:
        How many files were read.
    """
    home = Path(PySide6.QtCore.__file__).parent
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "multimedia"
    libraries = [
        path for place in (home, home / "Qt" / "lib") for path in _files(place) if _OF_CAMERAS.fullmatch(path.name)
    ]
    found = [*libraries, *_files(plugins)]
    for path in found:
        with suppress(OSError), path.open("rb") as file:
            while file.read(1 << 20):
                pass
    return len(found)


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("*") if path.is_file())
