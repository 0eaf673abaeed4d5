"""Write the files in labconfig/, the settings that JupyterLab and Notebook 7 have when the course opens them.

    python jupyter/make_lab_settings.py

Run it after JupyterLab was upgraded: the list of shortcuts is read from the installed JupyterLab. A test says when
a file is no longer what this script writes. These are defaults: whoever chose something else in JupyterLab keeps it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "labconfig"
SCHEMAS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
COMMAND_MODE = ".jp-Notebook.jp-mod-commandMode"
CELL = ".jp-Cell:focus"
TAKEN_OFF = ("insert", "cut", "copy", "paste", "cellType", "restart-and-run")  # from a notebook's toolbar


def shortcuts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The notebook's single-key shortcuts, for a focused cell only.

    JupyterLab applies them to whatever has the focus inside a notebook: on a button in an output, `d` `d` would
    delete the lesson's cell and an arrow key would leave the control. So each is switched off and put back for the
    cell itself.
    """
    changed = []
    for shortcut in schema["jupyter.lab.shortcuts"]:
        selector: str = shortcut["selector"]
        if not selector.startswith(COMMAND_MODE) or selector.endswith("Cell:focus"):
            continue
        narrow = selector.removesuffix(" :focus") + " " + CELL
        changed += [{**shortcut, "disabled": True}, {**shortcut, "selector": narrow}]
    return changed


def settings(schemas: Path = SCHEMAS) -> dict[str, dict[str, Any]]:
    """The course's defaults for JupyterLab and Notebook 7, by plugin."""

    def schema(plugin: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((schemas / "@jupyterlab" / plugin).read_text(encoding="utf-8"))
        return loaded

    cell_buttons = schema("cell-toolbar-extension/plugin.json")["jupyter.lab.toolbars"]["Cell"]
    return {
        # The course never asks another host for anything: no news, no look for updates.
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        # A restart loses nothing: answers are kept, and a lesson has no other state.
        "@jupyterlab/apputils-extension:sessionDialogs": {"skipKernelRestartDialog": True},
        # Light or dark as the computer is set.
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        # No buttons over a cell to move or delete it: a learner reads and answers.
        "@jupyterlab/cell-toolbar-extension:plugin": {
            "showToolbar": False,
            "toolbar": [{"name": button["name"], "disabled": True} for button in cell_buttons],
        },
        # The folder on the left is the one with the lessons.
        "@jupyterlab/filebrowser-extension:browser": {"navigateToCurrentDirectory": True},
        # A tall output, such as the neck map on a telephone, is shown whole and not in a small box that scrolls.
        "@jupyter-notebook/notebook-extension:scroll-output": {"autoScrollOutputs": False},
        # A button with words brings a lesson to life; the ones for writing code are left to the menus. It restarts the
        # kernel first: pressed too early, "Run All Cells" would do nothing, and it would leave the learner at the end.
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [
                {
                    "name": "run-lesson",
                    "command": "notebook:restart-run-all",
                    "args": {"toolbar": True},
                    "label": "Run the whole lesson",
                    "caption": "Run every cell of this lesson: questions, tables and drawings appear",
                    "icon": "ui-components:fast-forward",
                    "rank": 1,
                },
                *({"name": name, "disabled": True} for name in TAKEN_OFF),
            ]
        },
        # A notebook starts its kernel without asking which. The lessons' cells are locked: a double click on a text
        # does not turn it into its source.
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            "showEditorForReadOnlyMarkdown": False,
        },
        "@jupyterlab/shortcuts-extension:shortcuts": {
            "shortcuts": shortcuts(schema("notebook-extension/tracker.json"))
        },
    }


def page() -> dict[str, dict[str, bool]]:
    """The parts that are left out: a learner debugs nothing, and a list of extensions would ask another host."""
    left_out = ("@jupyterlab/debugger-extension", "@jupyterlab/extensionmanager-extension")
    return {"disabledExtensions": dict.fromkeys(left_out, True)}


def files(schemas: Path = SCHEMAS) -> dict[Path, str]:
    """Each file and what it holds."""
    contents = {"default_setting_overrides.json": settings(schemas), "page_config.json": page()}
    return {
        FOLDER / name: json.dumps(content, indent=2, ensure_ascii=False) + "\n" for name, content in contents.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in files().items():
        file.write_text(text, encoding="utf-8")
        print(f"{file.name}: {len(text)} bytes")
