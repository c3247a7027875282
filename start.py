#!/usr/bin/env python3
"""Set up Latihan Sirekap in this folder and open it: the one file a newcomer runs.

    python3 start.py                    open the window; without a screen, do the sample exercise in the terminal
    python3 start.py test [--system]    run all tests; further arguments go to pytest
    python3 start.py download           fetch the packages into packages/: a copy of this folder needs no internet, then
    python3 start.py COMMAND ...        a command of sirekap-trainer, such as: forms, or: read PHOTO --json

It needs Python 3.11 and nothing else: the packages of ``requirements/`` go into ``.venv`` beside this file, and the few
system libraries that Qt needs on Debian and Ubuntu are installed where that is allowed (root, or sudo without a
password) and named where it is not. ``.venv/start.json`` remembers what was done, so that a second start only reads
three small files.

Only the standard library is used, and only syntax of Python 3.8, so that an old Python can still say what is missing.
Everything said here goes to stderr, since stdout belongs to the command that is run.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Mapping, NoReturn, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STATE = VENV / "start.json"
# Stands while packages are being installed: found at a start, the last one was cut off and .venv cannot be trusted.
UNFINISHED = VENV / "start-unfinished"
LOG = VENV / "start-log.txt"
# The packages for laptops without internet, and the computers that they are for, a line each.
PACKAGES = ROOT / "packages"
MADE_FOR = "untuk.txt"
SAMPLES = ROOT / "sample_c_hasil"

MINIMUM = (3, 11)

# What PySide6 6.12 asks of a Linux system and does not bring along: the direct needs (readelf -d) of its libraries, of
# the xcb and Wayland platforms and of the multimedia backend, each with the Debian and Ubuntu package that holds it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1": "libbz2-1.0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Programs that only some tests use; those tests are skipped by name where a program is missing.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "chromium": "chromium",
    "pg_createcluster": "postgresql",  # Debian keeps initdb itself off the path
    "readelf": "binutils",
    "tesseract": "tesseract-ocr",
    "xdotool": "xdotool",
}

State = Dict[str, str]


class SetupError(Exception):
    """The set-up cannot go on; the message tells the person, in Indonesian, what happened and what to do."""


def say(message: str) -> None:
    """Print one message for the person on stderr."""
    print(message, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------------------------------------ decisions


def too_old(version: Tuple[int, int]) -> bool:
    """Tell whether a Python of this version cannot run the application."""
    return version < MINIMUM


def old_python_message(version: Tuple[int, int]) -> str:
    """Tell the person that their Python is too old, and how to get a newer one."""
    return (
        f"Latihan Sirekap memerlukan Python {MINIMUM[0]}.{MINIMUM[1]} atau lebih baru. "
        f"Python yang dipakai sekarang: {version[0]}.{version[1]}.\n"
        "Pasang Python yang lebih baru, lalu jalankan lagi:\n"
        "  Windows dan macOS : unduh pemasang dari situs resmi Python\n"
        "  Debian dan Ubuntu : sudo apt install python3.11 python3.11-venv, lalu: python3.11 start.py"
    )


def has_screen(platform: str, env: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown. Windows and macOS always have a screen; elsewhere the environment names it.

    Args:
        platform: as ``sys.platform``.
        env: as ``os.environ``. ``QT_QPA_PLATFORM`` counts: who sets it has chosen where Qt draws.
    """
    if platform in ("win32", "darwin"):
        return True
    return any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def first_sample(folder: Path) -> Optional[Path]:
    """Give the first practice packet in the folder, or None where there is none."""
    return next(iter(sorted(path.parent for path in folder.glob("*/packet.json"))), None)


def split_system(arguments: Sequence[str], env: Mapping[str, str]) -> Tuple[List[str], bool]:
    """Take ``--system`` out of the arguments.

    Returns:
        The other arguments, and whether programs that only tests use may be installed (``--system``, or ``CI=true``).
    """
    rest = [argument for argument in arguments if argument != "--system"]
    return rest, len(rest) < len(arguments) or env.get("CI", "").lower() in ("1", "true")


def venv_python(venv: Path, os_name: str = os.name) -> Path:
    """Give the path of the interpreter in a virtual environment."""
    return venv / "Scripts" / "python.exe" if os_name == "nt" else venv / "bin" / "python"


def pytest_arguments(arguments: Sequence[str], processors: int) -> List[str]:
    """Spread a run of the whole suite over the processors (at most 4); leave a run with arguments of its own alone."""
    if arguments or processors < 2:
        return list(arguments)
    return ["-n", str(min(processors, 4)), "--dist", "worksteal"]


# -------------------------------------------------------------------------------------------------------- what was done


def digest(*parts: bytes) -> str:
    """Give a short fingerprint of the parts."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def lock_file(group: str) -> Path:
    """Give the lock of a group: ``app`` to run, ``test`` (which holds all of ``app``) to test."""
    return ROOT / "requirements" / f"{group}.txt"


def wanted_state(group: str) -> State:
    """Give what ``.venv/start.json`` must say for this group to be ready, as far as files tell.

    The folder is part of it: an installation points to it, so a folder that was moved or copied needs the last step
    again.
    """
    project = digest((ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    return {group: digest(lock_file(group).read_bytes()), "project": project}


def read_state() -> State:
    """Read what the last set-up left, or nothing where it left nothing usable."""
    try:
        state = json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(state: State) -> None:
    """Keep what was done, whole or not at all."""
    fresh = STATE.with_suffix(".new")
    fresh.write_text(json.dumps(state, indent=1, sort_keys=True), encoding="utf-8")
    fresh.replace(STATE)


def interpreter_identity(venv: Path) -> str:
    """Name the Python that the environment really runs, or give "" where it is gone.

    An upgrade of the system may remove it (the link dangles) or put another version behind the same link; either way
    the packages in the environment no longer fit. Where the environment holds a copy and no link (Windows), the
    original counts, so that a folder may be moved.
    """
    python = venv_python(venv)
    try:
        config = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^executable *= *(.+)$", config, re.MULTILINE)
    original = Path(found[1].strip() if found else sys.executable)
    if not python.exists() or not original.exists():
        return ""
    return os.path.realpath(str(python if python.is_symlink() else original))


def is_usable(state: State) -> bool:
    """Tell whether ``.venv`` may be kept: finished, and its Python still the one it was made with."""
    return bool(state) and not UNFINISHED.exists() and state.get("python") == interpreter_identity(VENV)


def is_ready(group: str, state: State) -> bool:
    """Tell whether nothing needs to be installed for this group."""
    return is_usable(state) and all(state.get(name) == value for name, value in wanted_state(group).items())


# ------------------------------------------------------------------------------------------------------ system packages


def is_missing(library: str) -> bool:
    """Tell whether the system cannot load a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def missing_libraries(platform: str = sys.platform) -> List[str]:
    """Give the shared libraries that Qt needs and this Linux does not have; empty on other systems."""
    if not platform.startswith("linux"):
        return []
    return [library for library in QT_LIBRARIES if is_missing(library)]


def packages_of(names: Iterable[str], table: Mapping[str, str]) -> List[str]:
    """Give the packages that hold these libraries or programs, sorted, each once."""
    return sorted({table[name] for name in names})


def clean_environment(env: Mapping[str, str]) -> Dict[str, str]:
    """Give an environment in which another Python's settings cannot reach ours."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in env.items() if name not in foreign}


def capture(command: Sequence[str]) -> Tuple[int, str]:
    """Run a command that asks nothing. Gives its exit status and all that it printed."""
    done = subprocess.run(
        command,
        env=clean_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout.strip()


def root_prefix() -> Optional[List[str]]:
    """Give what must stand before a command to run it as root, or None where a password would be asked."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and capture([*sudo, "true"])[0] == 0 else None


def apt_install(packages: Sequence[str]) -> bool:
    """Install system packages with apt if that is possible without asking anyone. Tells whether it was done."""
    prefix = root_prefix() if shutil.which("apt-get") else None
    if prefix is None:
        return False
    say(f"Memasang pustaka sistem: {' '.join(packages)} ...")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    capture([*apt, "update"])  # one source of many may be down and the packages still come
    status, output = capture([*apt, "install", "-y", "--no-install-recommends", *packages])
    if status:
        say(output)
    return status == 0


def system_message(libraries: Sequence[str]) -> str:
    """Tell the person which system libraries are missing and the command that installs them."""
    if shutil.which("apt-get"):
        return (
            "Beberapa pustaka sistem untuk jendela aplikasi belum ada.\n"
            "Pasang dengan perintah ini, lalu jalankan lagi:\n"
            f"  sudo apt install {' '.join(packages_of(libraries, QT_LIBRARIES))}"
        )
    return (
        "Beberapa pustaka sistem untuk jendela aplikasi belum ada:\n"
        f"  {' '.join(libraries)}\nPasang dengan pengelola paket sistem Anda, lalu jalankan lagi."
    )


def ensure_libraries() -> bool:
    """Install, or name, the system libraries that Qt needs. Tells whether all are there."""
    missing = missing_libraries()
    if not missing:
        return True
    if apt_install(packages_of(missing, QT_LIBRARIES)):
        missing = missing_libraries()
    if missing:
        say(system_message(missing))
    return not missing


def ensure_test_programs() -> None:
    """Install the programs that only some tests use; without them those tests are skipped, so a failure only warns."""
    missing = [program for program in TEST_PROGRAMS if not shutil.which(program)]
    if missing and not apt_install(packages_of(missing, TEST_PROGRAMS)):
        # One package that this system does not have (Chromium is a snap on Ubuntu) must not keep the others away.
        missing = [program for program in missing if not apt_install([TEST_PROGRAMS[program]])]
    if missing and not all(shutil.which(program) for program in missing):
        say(f"Tidak dapat memasang {', '.join(missing)}; pengujian yang memerlukannya dilewati.")


# --------------------------------------------------------------------------------------------------------- installation


def ensure_venv_module() -> None:
    """Make sure that this Python can make virtual environments; Debian and Ubuntu keep that in a package of its own."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if apt_install([package]):
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return
    raise SetupError(
        f"Python ini belum lengkap. Pasang dengan perintah ini, lalu jalankan lagi:\n  sudo apt install {package}"
    )


def make_venv() -> None:
    """Make an empty ``.venv``, in place of whatever stands there."""
    ensure_venv_module()
    if VENV.exists() or VENV.is_symlink():
        remove(VENV)
    status, output = capture([sys.executable, "-m", "venv", str(VENV)])
    if status:
        raise SetupError(f"Folder .venv tidak dapat dibuat di {ROOT}:\n{output}")


def remove(path: Path) -> None:
    """Remove a folder or a link, with advice where something in it is in use."""
    try:
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(str(path))
    except OSError as error:
        raise SetupError(
            f"Folder {path} tidak dapat diperbarui ({error.strerror}).\n"
            "Tutup Latihan Sirekap yang masih terbuka, lalu jalankan lagi."
        ) from error


# A package in what pip prints, also as the start of a file: numpy==2.4.6, markdown_it_py-4.3.0-py3-none-any.whl
NAME = r"[A-Za-z][\w.]*(?:-[A-Za-z][\w.]*)*"


class Progress:
    """Shows on one line how far pip is, where somebody watches.

    Attributes:
        watched: whether stderr is a terminal.
        total: the number of packages in the lock.
        number: packages seen so far.
        package: the one pip is at.
    """

    def __init__(self, total: int) -> None:
        self.watched = total > 0 and sys.stderr.isatty()
        self.total = total
        self.number = 0
        self.package = ""

    def feed(self, line: str) -> None:
        """Take one line of pip's output."""
        package = re.match(rf"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?({NAME})", line)
        size = re.match(r"\s+Downloading \S+ \(([\d.]+ [kMG]B)\)", line)
        if package:
            self.number += 1
            self.package = package[1]
            self.show(f"{self.number} dari {self.total}: {self.package}")
        elif size:
            self.show(f"{self.number} dari {self.total}: {self.package} ({size[1]})")
        elif line.startswith("Installing collected packages"):
            self.show("Menyalin berkas ...")

    def show(self, text: str) -> None:
        """Put the text in place of the last one."""
        if self.watched:
            print(f"\r{text:<70}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the line empty for what follows."""
        if self.watched:
            print(f"\r{'':<70}\r", end="", file=sys.stderr, flush=True)


def pip(arguments: Sequence[str], total: int = 0) -> None:
    """Run pip in ``.venv`` and show how far it is. What it printed is kept in ``.venv/start-log.txt``.

    Args:
        arguments: what follows ``pip``.
        total: the number of packages, for the progress line; 0 shows none.

    Raises:
        SetupError: pip failed; the message tells the likely cause.
    """
    command = [str(venv_python(VENV)), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    lines: List[str] = []
    progress = Progress(total)
    with subprocess.Popen(
        command,
        cwd=str(ROOT),
        env={**clean_environment(os.environ), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            progress.feed(line)
    progress.close()
    output = "".join(lines)
    LOG.write_text(output, encoding="utf-8")
    if process.returncode:
        raise SetupError(pip_message(output))


# What pip prints when it fails, and what that means for the person; the first that fits is told.
PIP_CAUSES = (
    (
        r"NewConnectionError|NameResolutionError|[nN]ame resolution|getaddrinfo|(Connect|Read)Timeout|ProxyError"
        r"|Network is unreachable|Connection(Reset|Refused|Aborted)Error|IncompleteRead",
        "Paket tidak dapat diunduh: sambungan internet tidak ada atau terputus. "
        "Sambungkan internet, lalu jalankan lagi. Internet hanya diperlukan sekali ini.",
    ),
    (
        r"No space left|Errno 28|WinError 112",
        "Ruang disk tidak cukup. Kosongkan sekitar 2 GB, lalu jalankan lagi.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "Paket yang diunduh rusak atau tidak asli, jadi tidak dipasang. Jalankan lagi dari jaringan lain.",
    ),
    (
        r"No matching distribution|not a supported wheel",
        "Sebagian paket tidak tersedia untuk komputer ini. Pakai Python 64-bit versi 3.11, 3.12 atau 3.13 "
        "di Windows 10, Ubuntu 22.04, Debian 12 atau yang lebih baru.",
    ),
)


def pip_message(output: str) -> str:
    """Turn what pip printed when it failed into a message for the person."""
    for pattern, message in PIP_CAUSES:
        if re.search(pattern, output):
            return f"{message}\nCatatan lengkap: {LOG}"
    tail = "\n".join(output.strip().splitlines()[-5:])
    return f"Pemasangan paket gagal. Jalankan lagi; bila tetap gagal, tunjukkan catatan ini: {LOG}\n{tail}"


def this_computer() -> str:
    """Name what packages depend on: the version of Python and the kind of computer."""
    system = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "Linux")
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} di {system} ({platform.machine()})"


def packages_for() -> List[str]:
    """Give the computers that ``packages`` holds everything for; none where it was downloaded for another lock."""
    try:
        lock, *computers = (PACKAGES / MADE_FOR).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return computers if lock == wanted_state("app")["app"] else []


def locked(group: str) -> Tuple[List[str], int]:
    """Give what has pip take the locked packages of a group, each checked against its hash, nothing compiled.

    Returns:
        Arguments for pip, and how many packages there are.
    """
    lock = lock_file(group)
    total = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    return ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)], total


def install_packages(group: str) -> None:
    """Install the locked packages of a group: those that came with this folder, or else from the internet.

    Raises:
        SetupError: pip failed, or this folder's packages are for other computers and there is no internet.
    """
    arguments, total = locked(group)
    made_for = packages_for()
    if made_for and group == "app":
        try:
            return pip(["install", "--no-index", "--find-links", str(PACKAGES), *arguments], total)
        except SetupError as error:
            if "No matching distribution" not in read_log():
                raise
            say(f"Paket di folder {PACKAGES.name} tidak cukup untuk komputer ini; mencoba internet ...")
            hint = (
                f"Folder {PACKAGES.name} tidak lengkap. Salin sekali lagi seluruhnya, atau sambungkan internet sekali."
                if this_computer() in made_for
                else f"Komputer ini: {this_computer()}. Folder {PACKAGES.name} dibuat untuk {', '.join(made_for)}. "
                "Pasang Python yang sama, atau sambungkan internet sekali."
            )
            try:
                return pip(["install", *arguments], total)
            except SetupError:
                raise SetupError(f"{hint}\nCatatan lengkap: {LOG}") from error
    return pip(["install", *arguments], total)


def read_log() -> str:
    """Give what pip printed the last time."""
    try:
        return LOG.read_text(encoding="utf-8")
    except OSError:
        return ""


def download() -> None:
    """Fetch the packages into ``packages``, and say how a laptop without internet gets them.

    Once more on another kind of computer it adds that one's.
    """
    arguments, total = locked("app")
    say(f"Mengunduh paket ke folder {PACKAGES.name} (sekitar 250 MB) ...")
    PACKAGES.mkdir(exist_ok=True)
    pip(["download", "--dest", str(PACKAGES), *arguments], total)
    computers = sorted({*packages_for(), this_computer()})
    lines = [wanted_state("app")["app"], *computers]
    (PACKAGES / MADE_FOR).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    say(
        f"Selesai. Salin folder {ROOT.name} tanpa .venv di dalamnya ke stik, dari stik ke laptop lain.\n"
        f"Di sana start.py tidak memerlukan internet bila laptop itu memakai {' atau '.join(computers)}."
    )


def install_project() -> None:
    """Install this folder itself, so that its files are used where they stand. Needs no internet."""
    pip(["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)])


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let only one start at a time install; another one waits. The system lets go of the lock when a process dies."""
    with (ROOT / ".start.lock").open("w", encoding="utf-8") as handle:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            while True:
                with contextlib.suppress(OSError):  # given up after ten seconds; the other start may need minutes
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(group: str) -> State:
    """Bring ``.venv`` to what the group needs, doing only what is not done yet. Gives the new state."""
    state = read_state()
    if not is_usable(state):
        needs = "" if packages_for() and group == "app" else " dan memerlukan internet (sekitar 250 MB)"
        say(f"Menyiapkan Latihan Sirekap di folder ini. Ini hanya sekali{needs} ...")
        make_venv()
        state = {"python": interpreter_identity(VENV)}
    wanted = wanted_state(group)
    UNFINISHED.touch()
    if state.get(group) != wanted[group]:
        say("Memasang paket Python ...")
        install_packages(group)
        if group == "test":  # its lock holds the whole of the other
            state["app"] = wanted_state("app")["app"]
    if state.get("project") != wanted["project"]:
        install_project()
    state.update(wanted)
    write_state(state)
    UNFINISHED.unlink()
    return state


def set_up(group: str, *, window: bool) -> None:
    """Make everything ready for a group; does nothing where it is.

    Args:
        group: ``app`` or ``test``.
        window: Qt will be used, so its system libraries are looked for again where they were missing the last time.
            They are always looked for at the first set-up.
    """
    state = read_state()
    ready = is_ready(group, state)
    if not ready:
        with alone():
            state = install(group)
    if state.get("libraries") != "complete" and (window or not ready) and ensure_libraries():
        write_state({**state, "libraries": "complete"})


# ------------------------------------------------------------------------------------------------------------------ run


def hand_over(arguments: Sequence[str]) -> NoReturn:
    """Go on as the environment's Python with these arguments; its exit status becomes ours."""
    command = [str(venv_python(VENV)), *arguments]
    env = clean_environment(os.environ)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, env)
    with contextlib.suppress(KeyboardInterrupt):  # the child got it too and answers for it
        sys.exit(subprocess.call(command, env=env))
    sys.exit(130)


def command_line(arguments: Sequence[str]) -> List[str]:
    """Give the Python arguments for a command of sirekap-trainer.

    ``-P`` keeps the folder the person stands in out of the imports; ``-X utf8`` makes Windows write JSON as other
    systems do.
    """
    return ["-P", "-X", "utf8", "-m", "sirekap_trainer", *arguments]


def plan(arguments: Sequence[str], platform: str, env: Mapping[str, str]) -> Tuple[str, List[str]]:
    """Decide what to run.

    Returns:
        The kind (``test``, ``download``, ``command``, ``window`` or ``terminal``) and the arguments that go on.
    """
    if list(arguments[:1]) in (["test"], ["download"]):
        return arguments[0], list(arguments[1:])
    if arguments:
        return "command", list(arguments)
    return ("window" if has_screen(platform, env) else "terminal"), []


def run(kind: str, arguments: List[str], *, system: bool) -> NoReturn:
    """Set up what this kind needs and go over to it. `system` allows to install what only tests use."""
    if kind == "test":
        set_up("test", window=True)
        if system:
            ensure_test_programs()
        os.chdir(str(ROOT))
        hand_over(["-X", "utf8", "-m", "pytest", *pytest_arguments(arguments, os.cpu_count() or 1)])
    set_up("app", window=kind == "window")
    if kind == "download":
        download()
        sys.exit(0)
    if kind == "window":
        hand_over(["-P", "-X", "utf8", "-c", "import sys; from ui.app import main; sys.exit(main())"])
    if kind == "terminal":
        arguments = sample_exercise()
    hand_over(command_line(arguments))


def sample_exercise() -> List[str]:
    """Say that there is no screen and give the command of the sample exercise.

    Raises:
        SetupError: no packet ships with this copy.
    """
    sample = first_sample(SAMPLES)
    if sample is None:
        raise SetupError(
            f"Tidak ada layar, dan tidak ada paket latihan di {SAMPLES}.\nUnduh ulang folder ini selengkapnya."
        )
    say("Tidak ada layar, jadi latihan contoh dijalankan di terminal ini.")
    return ["exercise", str(sample)]


def main(arguments: Sequence[str]) -> None:
    """Do what the arguments ask; leave with status 1 and a message where it cannot be done."""
    if too_old(sys.version_info[:2]):
        sys.exit(old_python_message(sys.version_info[:2]))
    arguments, system = split_system(arguments, os.environ)
    try:
        run(*plan(arguments, sys.platform, os.environ), system=system)
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(
            f"Folder ini tidak dapat dipakai: {error}\n"
            "Pindahkan ke tempat yang dapat Anda tulisi, misalnya Dokumen, lalu jalankan lagi."
        )
    except KeyboardInterrupt:
        say("Dihentikan. Jalankan lagi untuk melanjutkan.")
    if os.name == "nt" and not arguments and sys.stdin.isatty():
        input("Tekan Enter untuk menutup. ")  # a window opened by a double click would vanish with the message
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
