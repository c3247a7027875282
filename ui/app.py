"""Opens the window. What takes long to import is imported after it stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path, user_log_path
from PySide6.QtCore import QDir, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from sirekap_trainer import __version__

from .alone import claim, nowhere_to_write, turn_away
from .crash import CrashLog
from .handing import Handing
from .language import LANGUAGES, hush, speak
from .main_window import MainWindow
from .material import real_samples
from .pages import Reader, real_reader
from .session import Session
from .settings import Settings
from .tasks import Garbage, Lane
from .theme import RESOURCES, Theme
from .trainer.office import Office, RecordsLane
from .trainer.workshop import Workshop

NAME = "sirekap-trainer"
#: Rest between showing the window and importing the reader, in milliseconds: first the window is painted.
WARM_UP_AFTER = 400
#: Rest between that and importing the records. Not beside each other: two lanes that import leave the window's thread
#: too little of Python's lock.
WARM_UP_OFFICE_AFTER = 1000
#: Seconds after which a lane that runs Python lets the window's thread go on. By Python's own 5 ms each reading of a
#: file there, be it an icon, waits as long while a lane works: *Foto* stood still for 110 ms, of which 34 were its own.
SWITCH_AFTER = 0.0001
#: Steps that are built while nobody waits, in the order in which they come.
AHEAD = ("identity", "packet", "photo", "check", "send", "result")


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of this person on this laptop."""

    settings: Path
    data: Path
    log: Path
    packets: Path

    @classmethod
    def usual(cls) -> Places:
        """Where the system keeps such things."""
        return cls(
            user_config_path(NAME, appauthor=False, ensure_exists=True) / "tampilan.ini",
            user_data_path(NAME, appauthor=False, ensure_exists=True),
            user_log_path(NAME, appauthor=False, ensure_exists=True),
            user_documents_path() / "Paket Latihan Sirekap",
        )


def build_window(
    places: Places,
    crash: CrashLog,
    *,
    reader: Callable[[], Reader] = real_reader,
    samples: Callable[[], Path] = real_samples,
) -> MainWindow:
    """The window with all it needs; not shown yet. Needs a `QApplication`."""
    reading, saving, making, handing = Lane("baca"), Lane("simpan", finish=True), Lane("buat"), Lane("serah")
    settings = Settings(places.settings, later=lambda work: saving.run(lambda _: work(), failure=lambda _: None))
    theme = Theme(dark=settings.dark, percent=settings.percent)
    theme.apply()
    records = RecordsLane()
    lanes = [reading, saving, making, handing, records]
    session = Session(
        reading,
        saving,
        places.data,
        reader=reader,
        samples=samples,
        attempts=places.packets / "Hasil ujian",
        making=making,
        handing=Handing(places.data, handing),
    )
    workshop = Workshop(making, places.data, places.packets, reader=reader)
    office = Office(records, places.data, url=settings.records)
    office.changed.connect(lambda: _keep_place(settings, office))
    window = MainWindow(theme, settings, session, workshop, office, lanes=lanes, recorder=crash.record)
    for child in (theme, *lanes, session, workshop, office):
        child.setParent(window)
    for lane in (reading, records):
        lane.failed.connect(window.show_error)
    window.setWindowIcon(QIcon(str(RESOURCES / "app.svg")))
    window.go("home")
    return window


def _keep_place(settings: Settings, office: Office) -> None:
    """The records are found again at the next start."""
    if settings.records != office.url:
        settings.records = office.url


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the application and gives its exit status once it is closed.

    Args:
        argv: Arguments without the program's name, Qt's own among them; those of the process where not given.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        places = Places.usual()
    except OSError as error:
        return _without_place(error, arguments)
    held = claim(places.data)
    if held is None:
        return _turned_away(places, arguments)
    crash = CrashLog(places.log, __version__)
    last = crash.take_last()
    crash.install()
    app = _application(arguments)
    begin_files_at(user_documents_path())
    translators = speak(app, Settings(places.settings).language)
    window = build_window(places, crash)
    crash.listener = window.tell
    if last:
        window.show_banner(_told_of(crash), "warning")
    _show(app, window)
    settle(window)
    status = app.exec()
    hush(app, translators)
    crash.close()
    held.unlock()
    return status


def _application(arguments: list[str]) -> QApplication:
    app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setApplicationDisplayName("Latihan Sirekap")
    return app


def _without_place(error: OSError, arguments: list[str]) -> int:
    """Says that nothing could be kept; gives the exit status."""
    app = _application(arguments)
    translators = speak(app, LANGUAGES[0])
    nowhere_to_write(Theme(), error).exec()
    hush(app, translators)
    return 1


def _turned_away(places: Places, arguments: list[str]) -> int:
    """Says that a window is open already; gives the exit status."""
    app, settings = _application(arguments), Settings(places.settings)
    translators = speak(app, settings.language)
    turn_away(Theme(dark=settings.dark, percent=settings.percent)).exec()
    hush(app, translators)
    return 0


def settle(window: MainWindow) -> None:
    """Once the window is shown: gets ready what will be wanted soon, while nobody waits for it."""
    sys.setswitchinterval(SWITCH_AFTER)
    Garbage(window, window.lanes)

    def reader_is_there() -> None:
        QTimer.singleShot(WARM_UP_OFFICE_AFTER, window, window.office.warm_up)

    QTimer.singleShot(WARM_UP_AFTER, window, lambda: window.session.warm_up(then=reader_is_there))
    QTimer.singleShot(WARM_UP_AFTER, window, lambda: window.build_ahead(*AHEAD))


def begin_files_at(folder: Path) -> None:
    """File dialogs begin in this folder, or the person's own where it is missing, and not among the program's files."""
    QDir.setCurrent(str(folder if folder.is_dir() else Path.home()))


def _show(app: QApplication, window: MainWindow) -> None:
    room = app.primaryScreen().availableGeometry()
    window.resize(min(1366, room.width()), min(768, room.height()))
    if room.width() <= 1400:
        window.showMaximized()
    else:
        window.show()


def _told_of(crash: CrashLog) -> str:
    words = QApplication.translate("App", "Aplikasi terakhir kali berhenti mendadak. Catatannya ada di {path}.")
    return words.format(path=crash.path)


if __name__ == "__main__":
    sys.exit(main())
