"""What ships: the locks agree with pyproject.toml and each other, and the built wheel runs where nothing else is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]

FORMS = ["c_hasil_ppwp_2024", "latihan_kwk_gubernur", "latihan_kwk_wali_kota"]

WANTED = {
    "app": PROJECT["project"]["dependencies"] + GROUPS["build"],
    "test": PROJECT["project"]["dependencies"] + GROUPS["build"] + GROUPS["test"],
}


def locked(group: str) -> dict[str, tuple[Version, int]]:
    """Give each package of a lock with its version and the number of its hashes."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    pins = [(re.match(r"([a-z0-9._-]+)==(\S+)", block), block.count("--hash=sha256:")) for block in blocks]
    return {pin[1]: (Version(pin[2]), hashes) for pin, hashes in pins if pin}


@pytest.mark.parametrize(("group", "wanted"), WANTED.items(), ids=WANTED.keys())
def test_every_direct_dependency_is_locked(group, wanted):
    pins = locked(group)
    requirements = [Requirement(text) for text in wanted]
    unmet = [
        str(requirement)
        for requirement in requirements
        if (name := canonicalize_name(requirement.name)) not in pins or pins[name][0] not in requirement.specifier
    ]
    assert unmet == []


@pytest.mark.parametrize("group", WANTED)
def test_every_pin_has_hashes(group):
    assert [name for name, (_, hashes) in locked(group).items() if not hashes] == []


def test_locks_agree():
    app, test = locked("app"), locked("test")
    assert {name: test.get(name, (None,))[0] for name in app} == {name: version for name, (version, _) in app.items()}


@pytest.mark.parametrize("name", ["app", "test", "train"])
def test_lock_names_no_host(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"https?://|file:|--(?:extra-)?index-url|--find-links", text) == []


def test_train_pins_are_those_of_the_group():
    text = (ROOT / "requirements" / "train.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)$", text, re.MULTILINE))
    requirements = [Requirement(text) for text in GROUPS["train"]]
    assert {r.name for r in requirements} == set(pins)
    assert all(Version(pins[r.name]) in r.specifier for r in requirements)


def test_environment_is_consistent():
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_pre_commit_runs_the_locked_ruff():
    config = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert {Version(version) for version in re.findall(r"ruff==([\w.]+)", config)} == {locked("test")["ruff"][0]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this folder."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Python of a fresh environment that holds the wheel and, of this one, the other packages only."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    purelib = run_isolated(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A path that a .pth file adds does not have its own .pth files read: the editable installation stays outside.
    (Path(purelib) / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def run_isolated(python, *arguments):
    done = subprocess.run(
        [str(python), "-I", "-X", "utf8", *map(str, arguments)],
        cwd=python.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_holds_what_the_code_reads(wheel):
    """Every file beside the code is in the wheel, and nothing of the tests or the tools is."""
    files = [path for package in ("sirekap_trainer", "ui") for path in (ROOT / package).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in files}
    wanted = {name for name in wanted if not name.endswith(".pyc") and "/." not in name}  # caches
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wanted - names == set()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"sirekap_trainer", "ui"}


def test_wheel_runs_where_nothing_else_is(installed):
    where = run_isolated(installed, "-c", "import sirekap_trainer, ui; print(sirekap_trainer.__file__, ui.__file__)")
    assert where.count(str(installed.parent.parent)) == 2
    told = run_isolated(installed, "-m", "sirekap_trainer", "forms")
    assert [form for form in FORMS if form not in told] == []


def test_wheel_brings_samples_and_reads_them(installed):
    folder = installed.parent.parent / "share" / "sirekap-trainer" / "sample_c_hasil"
    photo = min(folder.rglob("*.jpg"))
    told = json.loads(run_isolated(installed, "-m", "sirekap_trainer", "read", photo, "--json"))
    assert [number["value"] for number in told[0]["numbers"] if number["value"] is None] == []
    assert (folder / "README.md").is_file()


def test_wheel_brings_the_sample_roster_and_the_tables(installed):
    roster = installed.parent.parent / "share" / "sirekap-trainer" / "sample_roster" / "operator.csv"
    records = installed.parent.parent / "catatan"
    words = (installed, "-m", "sirekap_trainer", "records", "import-roster", roster, "--records", records, "--json")
    assert json.loads(run_isolated(*words))["new"] == 656
