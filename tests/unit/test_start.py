"""What start.py decides: what to run, what is done already, what to tell the person. No set-up is made here."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What every Linux with a C++ program has; and libQt6Pdf, which comes with WebEngine (pypdfium2 reads PDFs here).
COMMON = re.compile(r"ld-linux|lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+|Qt6Pdf)\.so")


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module that looks after a project of its own in a temporary folder."""
    spec = importlib.util.spec_from_file_location("start_under_test", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    project = tmp_path / "project"
    (project / "requirements").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[project]", encoding="utf-8")
    for group in ("app", "test"):
        (project / "requirements" / f"{group}.txt").write_text(f"{group}==1\n", encoding="utf-8")
    point(module, monkeypatch, project)
    return module


def point(module, monkeypatch, project):
    """Let the module look after this project."""
    venv = project / ".venv"
    places = {
        "ROOT": project,
        "VENV": venv,
        "STATE": venv / "start.json",
        "UNFINISHED": venv / "start-unfinished",
        "LOG": venv / "start-log.txt",
        "PACKAGES": project / "packages",
        "SAMPLES": project / "sample_c_hasil",
    }
    for name, value in places.items():
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def installs(start, monkeypatch):
    """Stand in for venv and pip; gives what was asked of them, in order."""
    asked = []

    def make_venv():
        asked.append("venv")
        shutil.rmtree(start.VENV, ignore_errors=True)
        python = start.venv_python(start.VENV)
        python.parent.mkdir(parents=True)
        python.touch()
        (start.VENV / "pyvenv.cfg").write_text(f"executable = {sys.executable}\n", encoding="utf-8")

    def pip(arguments, total=0):
        asked.append("editable" if "--editable" in arguments else Path(arguments[-1]).stem)

    monkeypatch.setattr(start, "make_venv", make_venv)
    monkeypatch.setattr(start, "pip", pip)
    monkeypatch.setattr(start, "missing_libraries", list)
    return asked


@pytest.fixture
def no_apt(start, monkeypatch):
    """A Debian on which nothing may be installed."""
    monkeypatch.setattr(start.shutil, "which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(start, "root_prefix", lambda: None)


# The file itself


def test_an_old_python_can_read_it():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    modules = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert modules <= set(sys.stdlib_module_names)


def test_its_words_fit_any_console():
    assert (ROOT / "start.py").read_text(encoding="utf-8").isascii()


@pytest.mark.parametrize(("version", "old"), [((3, 8), True), ((3, 10), True), ((3, 11), False), ((3, 14), False)])
def test_too_old(start, version, old):
    assert start.too_old(version) is old


def test_an_old_python_is_told_what_to_do(start, monkeypatch):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1, "final", 0))
    with pytest.raises(SystemExit, match=r"memerlukan Python 3\.11 .* sekarang: 3\.9"):
        start.main(["forms"])


# What to run


@pytest.mark.parametrize(
    ("platform", "env", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_has_screen(start, platform, env, screen):
    assert start.has_screen(platform, env) is screen


@pytest.mark.parametrize(
    ("arguments", "env", "expected"),
    [
        ([], {"DISPLAY": ":0"}, ("window", [])),
        ([], {}, ("terminal", [])),
        (["test"], {}, ("test", [])),
        (["test", "-k", "test"], {}, ("test", ["-k", "test"])),
        (["download"], {"DISPLAY": ":0"}, ("download", [])),
        (["forms"], {}, ("command", ["forms"])),
        (["read", "a b.jpg", "--json"], {"DISPLAY": ":0"}, ("command", ["read", "a b.jpg", "--json"])),
        (["practice", "test"], {}, ("command", ["practice", "test"])),
    ],
)
def test_plan(start, arguments, env, expected):
    assert start.plan(arguments, "linux", env) == expected


@pytest.mark.parametrize(
    ("arguments", "env", "expected"),
    [
        (["test"], {}, (["test"], False)),
        (["test"], {"CI": "true"}, (["test"], True)),
        (["test"], {"CI": "false"}, (["test"], False)),
        (["test", "--system", "-x"], {}, (["test", "-x"], True)),
        (["--system", "test"], {}, (["test"], True)),
    ],
)
def test_split_system(start, arguments, env, expected):
    assert start.split_system(arguments, env) == expected


@pytest.mark.parametrize(
    ("arguments", "processors", "expected"),
    [
        ([], 2, ["-n", "2", "--dist", "worksteal"]),
        ([], 16, ["-n", "4", "--dist", "worksteal"]),
        ([], 1, []),
        (["tests/unit"], 8, ["tests/unit"]),
    ],
)
def test_pytest_arguments(start, arguments, processors, expected):
    assert start.pytest_arguments(arguments, processors) == expected


def test_first_sample_is_the_first_folder_with_a_packet(start, tmp_path):
    for name in ("b", "a", "0-no-packet"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "packet.json").touch()
    assert start.first_sample(tmp_path) == tmp_path / "a"
    assert start.first_sample(tmp_path / "missing") is None


def test_without_a_screen_the_exercise_is_announced(start, capsys):
    packet = start.SAMPLES / "gubernur-1" / "packet.json"
    packet.parent.mkdir(parents=True)
    packet.touch()
    assert start.sample_exercise() == ["exercise", str(packet.parent)]
    told = capsys.readouterr()
    assert "Tidak ada layar" in told.err
    assert told.out == ""


def test_without_a_sample_there_is_a_message(start):
    with pytest.raises(start.SetupError, match="tidak ada paket latihan"):
        start.sample_exercise()


def test_windows_and_others_keep_python_in_different_places(start):
    assert start.venv_python(Path("v"), "nt").as_posix() == "v/Scripts/python.exe"
    assert start.venv_python(Path("v"), "posix").as_posix() == "v/bin/python"


# What is done already


def test_first_start_does_everything_and_the_second_nothing(start, installs):
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"]
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"]


def test_the_lock_of_the_tests_holds_that_of_the_application(start, installs):
    start.set_up("test", window=True)
    start.set_up("app", window=True)
    assert installs == ["venv", "test", "editable"]


def test_tests_after_the_application_add_their_packages(start, installs):
    start.set_up("app", window=True)
    start.set_up("test", window=True)
    assert installs == ["venv", "app", "editable", "test"]


# Laptops without internet


def fake_pip(start, monkeypatch, *, lacking=False, offline=False):
    """A pip that tells its arguments; gives what was asked of it."""
    asked = []

    def pip(arguments, total=0):
        asked.append(arguments)
        start.VENV.mkdir(exist_ok=True)
        if "--find-links" in arguments and lacking:
            start.LOG.write_text("ERROR: No matching distribution found for app==1", encoding="utf-8")
            raise start.SetupError("tidak tersedia")
        if arguments[0] == "install" and "--no-index" not in arguments and offline:
            raise start.SetupError("tidak ada internet")

    monkeypatch.setattr(start, "pip", pip)
    return asked


def test_packages_that_came_with_the_folder_need_no_internet(start, installs, monkeypatch, capsys):
    asked = fake_pip(start, monkeypatch)
    start.download()
    assert asked[0][:3] == ["download", "--dest", str(start.PACKAGES)]
    assert "--require-hashes" in asked[0]
    assert start.this_computer() in capsys.readouterr().err
    asked.clear()
    start.set_up("app", window=False)
    assert asked[0][:4] == ["install", "--no-index", "--find-links", str(start.PACKAGES)]
    assert "--require-hashes" in asked[0]
    assert len(asked) == 2, "and the project itself"
    assert "internet" not in capsys.readouterr().err


def test_packages_for_another_computer_are_fetched_from_the_internet(start, installs, monkeypatch):
    asked = fake_pip(start, monkeypatch, lacking=True)
    start.download()
    asked.clear()
    start.set_up("app", window=False)
    assert ["--find-links" in one for one in asked] == [True, False, False]


def test_packages_for_another_computer_are_told_without_internet(start, installs, monkeypatch):
    fake_pip(start, monkeypatch, lacking=True, offline=True)
    start.download()
    monkeypatch.setattr(start, "this_computer", lambda: "Python 3.13 di Windows (AMD64)")
    with pytest.raises(start.SetupError, match=r"Komputer ini: Python 3\.13 di Windows .* Pasang Python yang sama"):
        start.set_up("app", window=False)


def test_packages_that_were_copied_in_part_are_told(start, installs, monkeypatch):
    fake_pip(start, monkeypatch, lacking=True, offline=True)
    start.download()
    with pytest.raises(start.SetupError, match="tidak lengkap"):
        start.set_up("app", window=False)


def test_another_failure_of_packages_that_came_is_told_as_it_is(start, installs, monkeypatch):
    start.download()

    def pip(arguments, total=0):
        raise start.SetupError("Ruang disk tidak cukup.")

    monkeypatch.setattr(start, "pip", pip)
    with pytest.raises(start.SetupError, match="Ruang disk"):
        start.set_up("app", window=False)


def test_packages_of_another_lock_are_left_alone(start, installs, monkeypatch):
    asked = fake_pip(start, monkeypatch)
    start.download()
    start.lock_file("app").write_text("app==2\n", encoding="utf-8")
    assert start.packages_for() == []
    start.set_up("app", window=False)
    assert not any("--find-links" in one for one in asked)


def test_several_kinds_of_computers_share_the_packages(start, monkeypatch, capsys):
    fake_pip(start, monkeypatch)
    start.download()
    monkeypatch.setattr(start, "this_computer", lambda: "Python 3.13 di Windows (AMD64)")
    start.download()
    assert len(start.packages_for()) == 2
    assert "Windows (AMD64)" in capsys.readouterr().err


def test_a_new_lock_is_installed(start, installs):
    start.set_up("app", window=True)
    start.lock_file("app").write_text("app==2\n", encoding="utf-8")
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable", "app"]


def test_a_changed_project_is_installed_without_packages(start, installs):
    start.set_up("app", window=True)
    (start.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'", encoding="utf-8")
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable", "editable"]


def test_a_moved_folder_keeps_its_packages(start, installs, monkeypatch):
    start.set_up("app", window=True)
    point(start, monkeypatch, start.ROOT.rename(start.ROOT.with_name("moved")))
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable", "editable"]


def test_a_folder_that_cannot_be_written_is_told(start, monkeypatch, capsys):
    def refused(group, *, window):
        raise PermissionError(13, "Permission denied", ".start.lock")

    monkeypatch.setattr(start, "set_up", refused)
    with pytest.raises(SystemExit) as stopped:
        start.main(["forms"])
    assert stopped.value.code == 1
    assert "tidak dapat dipakai" in capsys.readouterr().err


def test_an_interrupted_installation_is_made_anew(start, installs, monkeypatch):
    whole = start.pip

    def interrupted(arguments, total=0):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "pip", interrupted)
    with pytest.raises(KeyboardInterrupt):
        start.set_up("app", window=True)
    monkeypatch.setattr(start, "pip", whole)
    start.set_up("app", window=True)
    assert installs == ["venv", "venv", "app", "editable"]
    assert not start.UNFINISHED.exists()


def test_an_interrupted_update_is_made_anew(start, installs, monkeypatch):
    start.set_up("app", window=True)
    start.UNFINISHED.touch()
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"] * 2


@pytest.mark.parametrize("broken", ["", "not json", "[]"])
def test_an_unreadable_state_is_made_anew(start, installs, broken):
    start.set_up("app", window=True)
    start.STATE.write_text(broken, encoding="utf-8")
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="environments hold links elsewhere than on Windows")
def test_another_python_behind_the_link_is_made_anew(start, installs, tmp_path):
    start.set_up("app", window=True)
    old, new, link = tmp_path / "python3.11", tmp_path / "python3.12", tmp_path / "python3"
    for version in (old, new):
        version.touch()
    link.symlink_to(old)
    python = start.venv_python(start.VENV)
    python.unlink()
    python.symlink_to(link)
    start.write_state({**start.read_state(), "python": start.interpreter_identity(start.VENV)})
    assert start.is_usable(start.read_state())
    link.unlink()
    link.symlink_to(new)
    assert not start.is_usable(start.read_state())


def test_a_python_that_is_gone_is_made_anew(start, installs):
    start.set_up("app", window=True)
    (start.VENV / "pyvenv.cfg").write_text("executable = /nowhere/python3.11\n", encoding="utf-8")
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"] * 2


def test_another_start_waits_and_finds_the_work_done(start, installs, monkeypatch):
    unready = start.is_ready

    def first_look(group, state):
        """Another process sets up between this look and the lock."""
        start.install(group)
        return unready(group, {})

    monkeypatch.setattr(start, "is_ready", first_look)
    start.set_up("app", window=True)
    assert installs == ["venv", "app", "editable"]


# System libraries


def test_missing_libraries_are_named_with_the_command(start, installs, no_apt, monkeypatch, capsys):
    monkeypatch.setattr(start, "missing_libraries", lambda: ["libxcb-cursor.so.0", "libgthread-2.0.so.0"])
    start.set_up("app", window=True)
    assert "sudo apt install libglib2.0-0 libxcb-cursor0" in capsys.readouterr().err
    start.set_up("app", window=True)
    assert "sudo apt install" in capsys.readouterr().err, "a window is tried again: say it again"
    start.set_up("app", window=False)
    assert capsys.readouterr().err == "", "a command needs no window"


def test_missing_libraries_without_apt_are_named(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda name, **_: None)
    message = start.system_message(["libxcb-cursor.so.0"])
    assert "libxcb-cursor.so.0" in message
    assert "apt" not in message


def test_missing_libraries_are_installed_where_allowed(start, installs, monkeypatch, capsys):
    missing = ["libEGL.so.1"]
    packages = []

    def apt_install(names):
        packages.extend(names)
        missing.clear()
        return True

    monkeypatch.setattr(start, "missing_libraries", lambda: list(missing))
    monkeypatch.setattr(start, "apt_install", apt_install)
    start.set_up("app", window=True)
    assert packages == ["libegl1"]
    assert start.read_state()["libraries"] == "complete"


def test_libraries_are_not_looked_for_again(start, installs, monkeypatch):
    start.set_up("app", window=True)
    monkeypatch.setattr(start, "missing_libraries", lambda: pytest.fail("looked again"))
    start.set_up("app", window=True)


def test_only_linux_has_libraries_to_look_for(start):
    assert start.missing_libraries("win32") == []
    assert start.missing_libraries("darwin") == []


def test_is_missing(start):
    assert start.is_missing("libno-such-thing.so.9")


@pytest.mark.parametrize(
    ("user", "sudo", "expected"), [(0, None, []), (1000, 0, ["sudo", "-n"]), (1000, 1, None), (1000, None, None)]
)
def test_root_prefix(start, monkeypatch, user, sudo, expected):
    monkeypatch.setattr(start.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name, **_: None if sudo is None else "/usr/bin/sudo")
    monkeypatch.setattr(start, "capture", lambda _: (sudo, ""))
    assert start.root_prefix() == expected


@pytest.mark.parametrize("status", [0, 100])
def test_apt_is_quiet_unless_it_fails(start, monkeypatch, capsys, status):
    calls = []

    def capture(command):
        calls.append(command)
        return status, "E: Unable to locate package"

    monkeypatch.setattr(start.shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(start, "root_prefix", lambda: ["sudo", "-n"])
    monkeypatch.setattr(start, "capture", capture)
    assert start.apt_install(["libegl1"]) is (status == 0)
    assert [command[-1] for command in calls] == ["update", "libegl1"]
    assert all(command[:4] == ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] for command in calls)
    told = capsys.readouterr()
    assert ("Unable to locate" in told.err) is bool(status)
    assert told.out == ""


def test_capture_asks_nobody(start):
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.stdin.read(); sys.exit(3)"
    status, output = start.capture([sys.executable, "-u", "-c", code])
    assert (status, output.split()) == (3, ["out", "err"])


def test_test_programs_that_cannot_be_had_only_warn(start, no_apt, capsys):
    start.ensure_test_programs()
    assert "Xvfb" in capsys.readouterr().err


def test_a_test_program_that_this_system_does_not_have_keeps_no_other_away(start, monkeypatch, capsys):
    there = set()

    def apt_install(packages):
        known = "chromium" not in packages
        there.update(packages if known else [])
        return known

    programs = {package: program for program, package in start.TEST_PROGRAMS.items()}
    monkeypatch.setattr(start, "apt_install", apt_install)
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name in {programs[one] for one in there} else None)
    start.ensure_test_programs()
    assert there == set(start.TEST_PROGRAMS.values()) - {"chromium"}
    told = capsys.readouterr().err
    assert "chromium" in told
    assert "Xvfb" not in told


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
@pytest.mark.skipif(not shutil.which("readelf"), reason="readelf (binutils) is not installed")
def test_the_table_names_all_that_qt_needs(start):
    """Every library that the parts of PySide6 in use ask for and that does not ship with it is in the table."""
    import PySide6

    base = Path(PySide6.__file__).parent
    patterns = [
        *(f"Qt/lib/libQt6{part}.so.6" for part in ("Core", "Gui", "Widgets", "DBus", "Svg", "SvgWidgets", "Test")),
        *(f"Qt/lib/libQt6{part}.so.6" for part in ("Multimedia", "MultimediaWidgets", "Network", "OpenGL")),
        *(f"Qt/lib/libQt6{part}.so.6" for part in ("PrintSupport", "XcbQpa", "WaylandClient")),
        "Qt/lib/libav*.so*",
        "Qt/lib/libsw*.so*",
        "Qt/plugins/platforms/libq[wxo]*.so",
        "Qt/plugins/multimedia/*.so",
        "Qt/plugins/imageformats/*.so",
        "Qt/plugins/xcbglintegrations/*.so",
        "Qt/plugins/wayland-*-client/*.so",
    ]
    files = {path for pattern in patterns for path in base.glob(pattern)}
    shipped = {path.name for path in base.rglob("*.so*")} | {path.name for path in base.parent.glob("shiboken6/*.so*")}
    told = subprocess.run(["readelf", "-d", *map(str, files)], capture_output=True, text=True, check=True).stdout
    needed = set(re.findall(r"\(NEEDED\).*\[(.+?)\]", told))
    assert len(files) > 20
    assert {name for name in needed - shipped if not COMMON.match(name)} - set(start.QT_LIBRARIES) == set()


# What pip says, and Python without venv


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "sambungan internet"),
        ("after connection broken by 'NewConnectionError(...)'\nERROR: No matching distribution found", "internet"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Ruang disk"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "rusak atau tidak asli"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "tidak tersedia"),
        ("something else\nlast words", "last words"),
    ],
)
def test_pip_message(start, output, expected):
    message = start.pip_message(output)
    assert expected in message
    assert str(start.LOG) in message


def test_pip_failing_is_told_in_one_message(start, installs, monkeypatch, capsys):
    def offline(arguments, total=0):
        raise start.SetupError(start.pip_message("NewConnectionError"))

    monkeypatch.setattr(start, "pip", offline)
    with pytest.raises(SystemExit) as stopped:
        start.main(["forms"])
    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert "Sambungkan internet" in told.err
    assert told.out == ""


def test_pip_output_is_kept_and_its_failure_raised(start, monkeypatch):
    start.VENV.mkdir()
    monkeypatch.setattr(start, "venv_python", lambda _: Path(sys.executable))
    with pytest.raises(start.SetupError, match="Pemasangan paket gagal"):
        start.pip(["--no-such-option"])
    assert "no such option" in start.LOG.read_text(encoding="utf-8")


def test_progress_follows_pip(start, capsys):
    progress = start.Progress(34)
    progress.watched = True
    for line in (
        "Collecting markdown-it-py==4.3.0 (from -r x.txt)",
        "  Downloading markdown_it_py-4.3.0-py3-none-any.whl (16.0 MB)",
        "Processing /a-b/files/annotated_types-0.8.0-py3-none-any.whl (from -r x.txt)",
        "Requirement already satisfied: numpy==2.4.6 in ./.venv",
        "noise",
    ):
        progress.feed(line)
    told = [line.strip() for line in capsys.readouterr().err.split("\r")[1:]]
    assert told == [
        "1 dari 34: markdown-it-py",
        "1 dari 34: markdown-it-py (16.0 MB)",
        "2 dari 34: annotated_types",
        "3 dari 34: numpy",
    ]


def test_python_without_venv_is_told_what_to_install(start, no_apt, monkeypatch):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    with pytest.raises(start.SetupError, match=rf"sudo apt install python{version}-venv"):
        start.ensure_venv_module()


def test_another_pythons_settings_stay_out(start):
    assert start.clean_environment({"PYTHONPATH": "x", "PYTHONHOME": "y", "HOME": "z"}) == {"HOME": "z"}
