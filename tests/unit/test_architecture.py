"""The walls of the house: style, types and layers, and what no linter sees."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "sirekap_trainer"
WINDOW = ROOT / "ui"
SCRIPTS = str(Path(sys.executable).parent)

CHECKS = {
    "ruff check": ["ruff", "check", "--output-format=concise"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
}

# Loads every module of the core and tells what came with it.
IMPORT_CORE = """
import importlib, json, pkgutil, sys, threading
import sirekap_trainer
names = [module.name for module in pkgutil.walk_packages(sirekap_trainer.__path__, "sirekap_trainer.")]
for name in names:
    if ".migrations." not in name:
        importlib.import_module(name)
roots = {name.partition(".")[0] for name in sys.modules}
print(json.dumps({
    "modules": len(names),
    "foreign": sorted(roots & {"PySide6", "shiboken6", "ui"}),
    "threads": threading.active_count(),
}))
"""

STOPPERS = {"exit", "quit", "SystemExit", "_exit", "abort"}
THREADS = {
    "Thread",
    "Timer",
    "ThreadPoolExecutor",
    "ProcessPoolExecutor",
    "QThread",
    "QThreadPool",
    "QRunnable",
    "QtConcurrent",
}


def sources(folder: Path, *, but: tuple[str, ...] = ()) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if path.relative_to(folder).as_posix() not in but]


def names_used(path: Path) -> dict[str, int]:
    """Give every name and attribute that a file reads or imports, with a line where it does."""
    used: dict[str, int] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            used[node.id] = node.lineno
        elif isinstance(node, ast.Attribute):
            # `os.abort` ends the program; a transport's ends a connection.
            if node.attr != "abort" or (isinstance(node.value, ast.Name) and node.value.id == "os"):
                used[node.attr] = node.lineno
        elif isinstance(node, ast.Import | ast.ImportFrom):
            used.update({alias.name.rpartition(".")[2]: node.lineno for alias in node.names})
    return used


def uses(paths: list[Path], forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in paths
        for name, line in names_used(path).items()
        if name in forbidden
    ]


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS.keys())
def test_check_passes(command):
    program = shutil.which(command[0], path=SCRIPTS)
    assert program, f"{command[0]} is not in {SCRIPTS}"
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_core_loads_no_qt_and_starts_no_thread(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-c", IMPORT_CORE], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["modules"] > 1
    assert told["foreign"] == []
    assert told["threads"] == 1


def test_only_the_command_line_exits():
    assert uses(sources(CORE, but=("cli.py",)), STOPPERS) == []


def test_only_tasks_makes_threads():
    """And `batch.py` processes, where several at once are asked for."""
    assert uses([*sources(CORE, but=("processes.py",)), *sources(WINDOW, but=("tasks.py",))], THREADS) == []


def test_uses_sees_a_leak(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    leak = tmp_path / "leak.py"
    leak.write_text(
        "import os, sys\nfrom PySide6.QtCore import QThread\nsys.exit(1)\nos.abort()\nline.abort()\n", encoding="utf-8"
    )
    assert uses([leak], STOPPERS | THREADS) == ["leak.py:2: QThread", "leak.py:3: exit", "leak.py:4: abort"]


def test_no_tests_folder_hides_a_package():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
