"""What is kept when the application dies, and told at the next start.

Imports as little as it can, so that it also works when the rest does not.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

LOG = "galat.txt"
FATAL = "berhenti.txt"
#: Older text is dropped beyond this many bytes, so that a fault that repeats does not fill the disk.
LIMIT = 200_000


class CrashLog:
    """Writes unexpected errors into a folder and finds what an earlier run left there.

    Where the folder cannot be written, on a full disk say, nothing is kept; that is no reason not to start.

    Args:
        folder: Where the two files live; made when missing.
        version: Of the application, written before each error.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version
        self._fatal: TextIO | None = None
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def path(self) -> Path:
        """The file that holds unexpected errors."""
        return self._folder / LOG

    def take_last(self) -> str:
        """What an earlier run left when it died ("" when it ended well); it is then kept with the other errors."""
        path = self._folder / FATAL
        try:
            text = path.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if text:
            self.write(text)
        return text

    def install(self) -> None:
        """From now on records crashes of the interpreter and errors that nobody caught; call `take_last` before."""
        with suppress(OSError):
            self._fatal = (self._folder / FATAL).open("w", encoding="utf-8")
            faulthandler.enable(self._fatal, all_threads=True)
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def close(self) -> None:
        """The run ended well: nothing to tell at the next start."""
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None
            with suppress(OSError):
                (self._folder / FATAL).unlink(missing_ok=True)

    def record(self, error: BaseException) -> None:
        """Writes an unexpected error with its traceback."""
        self.write("".join(traceback.format_exception(error)))

    def write(self, text: str) -> None:
        """Appends text under a line with time and version; never raises, for it runs when things already go wrong."""
        entry = f"--- {time.strftime('%Y-%m-%d %H:%M:%S')} versi {self._version}\n{text}\n"
        try:
            old = self.path.read_text(encoding="utf-8", errors="replace") if self.path.exists() else ""
            self.path.write_text((old + entry)[-LIMIT:], encoding="utf-8")
        except OSError:
            pass

    #: Called with each uncaught error after it is written; the window shows it.
    listener: Callable[[BaseException], None] | None = None

    def _hook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self.record(error)
        sys.__excepthook__(kind, error, trace)
        if self.listener is not None and threading.current_thread() is threading.main_thread():
            self.listener(error)
