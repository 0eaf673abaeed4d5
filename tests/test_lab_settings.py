"""The settings that the course gives JupyterLab: current for the pinned JupyterLab, and known to it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

REPOSITORY = Path(__file__).parents[1]
SCRIPT = REPOSITORY / "jupyter" / "make_lab_settings.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_lab_settings", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def overrides(script: ModuleType) -> dict[str, dict[str, Any]]:
    text = (script.FOLDER / "default_setting_overrides.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def test_the_committed_files_are_what_the_script_writes(script: ModuleType) -> None:
    assert set(script.files()) == set(script.FOLDER.iterdir())
    for file, text in script.files().items():
        assert file.read_text(encoding="utf-8") == text, (
            "JupyterLab's list of shortcuts has changed: run `python jupyter/make_lab_settings.py` and commit the file"
        )


def test_what_is_left_out_of_jupyterlab_is_a_part_of_it(script: ModuleType) -> None:
    for extension in script.page()["disabledExtensions"]:
        assert (script.SCHEMAS / extension).is_dir()


def test_jupyterlab_knows_every_setting(script: ModuleType, overrides: dict[str, dict[str, Any]]) -> None:
    for plugin, values in overrides.items():
        package, name = plugin.split(":")
        schema = json.loads((script.SCHEMAS / package / f"{name}.json").read_text(encoding="utf-8"))
        assert set(values) <= set(schema["properties"]), plugin
        # JupyterLab fills these lists from the "jupyter.lab" parts of the schema; here their items are checked alone.
        jsonschema.validate(values, {**schema, "required": []})


def test_every_single_key_shortcut_of_the_notebook_asks_for_a_focused_cell(
    script: ModuleType, overrides: dict[str, dict[str, Any]]
) -> None:
    tracker = json.loads((script.SCHEMAS / "@jupyterlab/notebook-extension/tracker.json").read_text(encoding="utf-8"))
    changed = overrides["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]

    def identity(shortcut: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
        return shortcut["command"], shortcut["selector"], tuple(shortcut["keys"])

    off = {identity(shortcut) for shortcut in changed if shortcut.get("disabled")}
    on = [shortcut for shortcut in changed if not shortcut.get("disabled")]
    live = [
        shortcut
        for shortcut in tracker["jupyter.lab.shortcuts"]
        if "jp-mod-commandMode" in shortcut["selector"] and identity(shortcut) not in off
    ]
    assert len(on) == len(off) > 30
    for shortcut in [*live, *on]:
        assert shortcut["selector"].endswith("Cell:focus"), shortcut
    assert ["D", "D"] in [shortcut["keys"] for shortcut in on]


def commands_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("command"), str):
            yield value["command"]
        for inner in value.values():
            yield from commands_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from commands_in(inner)


def test_every_command_exists_in_the_installed_jupyterlab(
    script: ModuleType, overrides: dict[str, dict[str, Any]]
) -> None:
    bundles = sorted((script.SCHEMAS.parent / "static").glob("*.js"))
    code = "\n".join(file.read_text(encoding="utf-8") for file in bundles)
    named = set(commands_in(overrides))
    assert len(named) > 30
    assert [command for command in sorted(named) if f'"{command}"' not in code] == []
