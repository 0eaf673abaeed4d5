"""Write labconfig/default_setting_overrides.json, the settings that JupyterLab has when the course opens it.

    python jupyter/make_lab_settings.py

Run it after JupyterLab was upgraded: the list of shortcuts is read from the installed JupyterLab. A test says when
the file is no longer what this script writes. These are defaults: whoever chose something else in JupyterLab keeps it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "labconfig" / "default_setting_overrides.json"
SCHEMAS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
COMMAND_MODE = ".jp-Notebook.jp-mod-commandMode"
CELL = ".jp-Cell:focus"
# "Run All Cells" alone leaves the learner at the last cell; the others take them back to the first and select it alone.
RUN_LESSON = [
    f"notebook:{step}" for step in ("run-all-cells", "extend-marked-cells-top", "move-cursor-down", "move-cursor-up")
]


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
        # Light or dark as the computer is set.
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        # No buttons over a cell to move or delete it: a learner reads and answers.
        "@jupyterlab/cell-toolbar-extension:plugin": {
            "showToolbar": False,
            "toolbar": [{"name": button["name"], "disabled": True} for button in cell_buttons],
        },
        # The folder on the left is the one with the lessons.
        "@jupyterlab/filebrowser-extension:browser": {"navigateToCurrentDirectory": True},
        # A button with words brings a lesson to life; the ones for writing code are left to the menus.
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [
                {
                    "name": "run-lesson",
                    "command": "apputils:run-all-enabled",
                    "args": {"commands": RUN_LESSON},
                    "label": "Run the whole lesson",
                    "caption": "Run every cell of this lesson: questions, tables and drawings appear",
                    "icon": "ui-components:fast-forward",
                    "rank": 1,
                },
                *({"name": name, "disabled": True} for name in ("insert", "cut", "copy", "paste", "cellType")),
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


def text(schemas: Path = SCHEMAS) -> str:
    """The file's content."""
    return json.dumps(settings(schemas), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE.name}: {len(text())} bytes")
