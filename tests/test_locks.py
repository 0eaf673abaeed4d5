"""pyproject.toml is the one list of dependencies; the lock files, environment.yml and start.py agree with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

import dystonia_course

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
EXTRA = PROJECT["project"]["optional-dependencies"]
LISTS = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-test.lock": [*PROJECT["project"]["dependencies"], *EXTRA["test"]],
    "requirements-uv.lock": PROJECT["dependency-groups"]["installer"],
}
MACHINES = [
    {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": platform, "os_name": name}
    | {"platform_system": system, "implementation_name": "cpython", "platform_python_implementation": "CPython"}
    for python in ("3.11", "3.12", "3.13", "3.14")
    for platform, name, system in (
        ("linux", "posix", "Linux"),
        ("darwin", "posix", "Darwin"),
        ("win32", "nt", "Windows"),
    )
]


@dataclass(frozen=True)
class Pin:
    """One line of a lock: exactly this version, on machines that the marker fits."""

    name: str
    version: Version
    marker: Marker | None
    hashes: tuple[str, ...]

    def fits(self, machine: Mapping[str, str]) -> bool:
        return self.marker is None or self.marker.evaluate(dict(machine))


def pins(lock: str) -> Iterator[Pin]:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    for entry in re.sub(r" *#.*", "", text).replace("\\\n", " ").splitlines():
        if entry.strip():
            line, *hashes = entry.split(" --hash=")
            requirement = Requirement(line.strip())
            (specifier,) = requirement.specifier
            assert specifier.operator == "==", entry
            name = canonicalize_name(requirement.name)
            hashes = [hash_.strip() for hash_ in hashes]
            yield Pin(name, Version(specifier.version), requirement.marker, tuple(hashes))


@pytest.mark.parametrize("lock", LISTS)
def test_each_pin_has_hashes_and_the_file_names_no_host_and_no_path(lock: str) -> None:
    for pin in pins(lock):
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", hash_) for hash_ in pin.hashes), pin.name
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|(^|\s)/|index-url|find-links", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LISTS)
def test_the_lock_satisfies_every_dependency_on_every_machine(lock: str) -> None:
    found = list(pins(lock))
    for text in LISTS[lock]:
        wanted = Requirement(text)
        for machine in MACHINES:
            if wanted.marker and not wanted.marker.evaluate(dict(machine)):
                continue
            name = canonicalize_name(wanted.name)
            versions = [pin.version for pin in found if pin.name == name and pin.fits(machine)]
            assert len(versions) == 1, (text, machine)
            assert wanted.specifier.contains(versions[0]), (
                f"{lock} pins {name} {versions[0]}, but pyproject.toml wants {text}: run `python start.py lock`"
            )


def test_no_package_is_pinned_twice_for_one_machine() -> None:
    for lock in LISTS:
        for machine in MACHINES:
            names = [pin.name for pin in pins(lock) if pin.fits(machine)]
            assert len(names) == len(set(names)), (lock, machine)


def test_the_tests_run_with_the_versions_that_learners_get() -> None:
    tested = list(pins("requirements-test.lock"))
    for machine in MACHINES:
        versions = {pin.name: (pin.version, set(pin.hashes)) for pin in tested if pin.fits(machine)}
        for pin in pins("requirements.lock"):
            if pin.fits(machine):
                assert versions.get(pin.name) == (pin.version, set(pin.hashes)), (pin.name, machine)


def test_the_conda_environment_installs_the_same_list() -> None:
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == PROJECT["project"]["name"]
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    *conda, through_pip = environment["dependencies"]
    assert through_pip == {"pip": ["-e ."]}
    specifications = dict(re.split(r"(?=[<>=!])", text, maxsplit=1) for text in conda)
    assert set(specifications) == {"python", "pip"}
    assert SpecifierSet(specifications["python"]) == SpecifierSet(PROJECT["project"]["requires-python"])
    assert (REPOSITORY / environment["variables"]["JUPYTER_CONFIG_PATH"] / "labconfig").is_dir()


def test_one_python_version_and_one_course_version_everywhere() -> None:
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"OLDEST = ({oldest.replace('.', ', ')})" in (REPOSITORY / "start.py").read_text(encoding="utf-8")
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"] == dystonia_course.__version__
