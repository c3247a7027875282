"""What ships: the locks agree with pyproject.toml and each other, and the built wheel runs where nothing else is."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]

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
