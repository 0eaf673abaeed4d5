"""The committed notebooks are stored in one form, and running one again gives the same file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from dystonia_course.content.errors import ContentError
from dystonia_course.editions import notebooks

COMMITTED = notebooks.notebook_files()
SOURCES = [
    "import os\nos.environ['DYSTONIA_COURSE_HOME'] != HERE",
    "from IPython.display import HTML, display\ndisplay(HTML('<p>a table</p>'))\nprint('a line')",
    "import ipywidgets\nipywidgets.IntSlider()",
]


@pytest.mark.parametrize("file", COMMITTED, ids=lambda file: file.stem)
def test_a_committed_notebook_is_in_form(file: Path) -> None:
    assert notebooks.form_problems(file) == []


def test_every_committed_notebook_is_looked_at() -> None:
    assert [file.name for file in COMMITTED] == sorted(file.name for file in notebooks.FOLDER.glob("*.ipynb"))
    assert COMMITTED


def write(file: Path, sources: list[str]) -> Path:
    cells = [v4.new_markdown_cell("# A title", id="title")]
    cells += [v4.new_code_cell(source, id=f"code-{n}") for n, source in enumerate(sources)]
    cells[-1].metadata["tags"] = ["nbval-ignore-output"]
    cells[-1].metadata["collapsed"] = True
    nbformat.write(v4.new_notebook(cells=cells), file)
    return file


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with a table, a printed line and a widget, run and stored."""
    home = repr(os.environ["DYSTONIA_COURSE_HOME"])
    file = write(tmp_path_factory.mktemp("notebooks") / "a.ipynb", [SOURCES[0].replace("HERE", home), *SOURCES[1:]])
    file.write_text(notebooks.text_of(notebooks.run_notebook(file)), encoding="utf-8")
    return file


def test_a_run_keeps_what_a_reader_sees_and_drops_what_only_a_live_page_can_show(executed: Path) -> None:
    assert notebooks.form_problems(executed) == []
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    assert [cell["id"] for cell in cells] == ["title", "code-0", "code-1", "code-2"]
    assert [cell.get("execution_count") for cell in cells] == [None, 1, 2, 3]
    elsewhere, shown, widget = (cell["outputs"] for cell in cells[1:])
    assert elsewhere[0]["data"] == {"text/plain": ["True"]}, "the store of the person who runs it is left alone"
    assert shown[0]["data"]["text/html"] == ["<p>a table</p>"]
    assert shown[1]["text"] == ["a line\n"]
    assert list(widget[0]["data"]) == ["text/plain"]
    assert cells[3]["metadata"] == {
        "deletable": False,
        "editable": False,
        "jupyter": {"source_hidden": True},
        "tags": ["nbval-ignore-output"],
    }


def test_code_is_folded_unless_it_is_meant_to_be_read(executed: Path) -> None:
    notebook = notebooks.read(executed)
    notebook.cells[1].metadata["tags"] = [notebooks.CODE_SHOWN]
    shown, folded = notebooks.settle(notebook).cells[1:3]
    assert "jupyter" not in shown.metadata
    assert folded.metadata["jupyter"] == {"source_hidden": True}


def test_running_again_gives_the_same_bytes(executed: Path) -> None:
    assert notebooks.text_of(notebooks.run_notebook(executed)) == executed.read_text(encoding="utf-8")


def add_output(output: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    return lambda notebook: notebook["cells"][1]["outputs"].append(output)


def text_output(text: str) -> Callable[[dict[str, Any]], None]:
    return add_output({"output_type": "display_data", "metadata": {}, "data": {"text/plain": [text]}})


def set_cell(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda notebook: notebook["cells"][1].__setitem__(key, value)


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "an error": (
        add_output({"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}),
        "cell 2: its output is an error (KeyError: 'x')",
    ),
    "a warning": (
        add_output({"output_type": "stream", "name": "stderr", "text": ["DeprecationWarning: old\n"]}),
        "cell 2: its output has a warning (DeprecationWarning: old)",
    ),
    "an address": (text_output("<Thing at 0x7f3b2c1d9a90>"), "an address in memory (0x7f3b2c1d9a90)"),
    "a path": (text_output("kept in /home/anna/answers.sqlite"), "a path of one computer (/home/anna/answers.sqlite)"),
    "a path of Windows": (text_output(r"kept in C:\Users\anna\x"), "a path of one computer"),
    "not run": (set_cell("execution_count", None), "cell 2: was not run"),
    "too long": (set_cell("source", ["for i in range(3):\n"] + ["    x = 1\n"] * 4), "more than 4 statements"),
    "empty": (set_cell("source", []), "cell 2: a code cell is empty"),
    "code in sight": (lambda n: n["cells"][1]["metadata"].pop("jupyter"), "traces of a live session"),
    "times": (lambda n: n["cells"][1]["metadata"].update(execution={"iopub": "now"}), "traces of a live session"),
    "counts": (set_cell("execution_count", 40), "traces of a live session"),
    "a widget view": (
        lambda n: n["cells"][3]["outputs"][0]["data"].update({notebooks.WIDGET_VIEW: {"model_id": "abc"}}),
        "traces of a live session",
    ),
    "widget state": (lambda n: n["metadata"].update(widgets={"state": {}}), "traces of a live session"),
    "size": (text_output("long " * 250_000), "make its figures or tables smaller"),
}


@pytest.mark.parametrize(("plant", "words"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_form_is_found_and_named(
    executed: Path, tmp_path: Path, plant: Callable[[dict[str, Any]], None], words: str
) -> None:
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    plant(notebook)
    file = tmp_path / "b.ipynb"
    file.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    problems = notebooks.form_problems(file)
    assert [problem for problem in problems if words in problem], problems
    assert problems[0].startswith("notebooks/b.ipynb: ")
    if "live session" in words:
        assert problems[0].endswith("run `python -m dystonia_course execute b`")


@pytest.mark.parametrize("text", ["Doses of 240 U (see https://doi.org/10/home/x)", "0x in a row", "and/or /ˈtɒk.sɪn/"])
def test_ordinary_text_is_no_fault(executed: Path, tmp_path: Path, text: str) -> None:
    notebook = nbformat.read(executed, as_version=4)
    notebook.cells[1].outputs.append(v4.new_output("display_data", data={"text/plain": text}))
    file = tmp_path / "c.ipynb"
    file.write_text(notebooks.text_of(notebook), encoding="utf-8")
    assert notebooks.form_problems(file) == []


def test_a_cell_that_fails_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "d.ipynb", ["x = 1", "x / 0"])
    with pytest.raises(ContentError, match=r"^notebooks/d\.ipynb, cell 3: stops with ZeroDivisionError"):
        notebooks.run_notebook(file)


CELL = '{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ""}'
WHOLE = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [%s]}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not a readable notebook"),
        ("", "is not a readable notebook"),
        ("[]", "is not a readable notebook"),
        (WHOLE % '{"id": "a"}', "is not a readable notebook"),
        (WHOLE % f"{CELL}, {CELL}", "cell 2: needs an id of its own"),
        (WHOLE % CELL.replace('"id": "a", ', ""), "cell 1: needs an id of its own"),
    ],
)
def test_a_damaged_notebook_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "e.ipynb"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=words) as caught:
        notebooks.form_problems(file)
    assert "\n" not in str(caught.value)


def test_the_command_unlocks_for_editing_and_check_asks_for_a_run(executed: Path, tmp_path: Path) -> None:
    file = tmp_path / "f.ipynb"
    file.write_bytes(executed.read_bytes())

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "dystonia_course", "execute", *arguments]
        return subprocess.run(words, capture_output=True, text=True)

    assert command("--check", str(file)).returncode == 0
    assert command("--unlock", str(file)).returncode == 0
    assert not any("editable" in cell.metadata for cell in nbformat.read(file, as_version=4).cells)
    checked = command("--check", str(file))
    assert checked.returncode == 1
    assert "traces of a live session" in checked.stdout
    unknown = command("07_nothing")
    assert unknown.returncode == 1
    assert unknown.stderr.strip() == "A content file cannot be used: notebooks/07_nothing: there is no such notebook."


def test_what_a_cell_with_the_tag_not_stored_shows_is_left_out(executed: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(executed, as_version=4)
    notebook.cells[2].metadata["tags"] = [notebooks.NOT_STORED]
    file = tmp_path / "f.ipynb"
    file.write_text(notebooks.text_of(notebook), encoding="utf-8")
    assert "live session" in notebooks.form_problems(file)[0], "a stored output of such a cell is a fault"
    file.write_text(notebooks.text_of(notebooks.run_notebook(file)), encoding="utf-8")
    assert notebooks.form_problems(file) == []
    before, without, after = (cell for cell in nbformat.read(file, as_version=4).cells[1:])
    assert without.outputs == []
    assert without.execution_count == 2
    assert before.outputs
    assert after.outputs


@pytest.mark.parametrize("file", COMMITTED, ids=lambda file: file.stem)
def test_the_scores_of_single_people_are_not_stored(file: Path) -> None:
    for cell in notebooks.read(file).cells:
        if cell.cell_type == "code" and '"trial_people"' in cell.source:
            assert notebooks.NOT_STORED in cell.metadata.get("tags", [])
            assert cell.outputs == []
