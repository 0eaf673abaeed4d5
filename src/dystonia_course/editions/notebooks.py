"""The committed notebooks: run in a clean place, and stored so that nothing in them changes without a reason.

A stored notebook holds what a reader sees before running anything: tables and figures, and of each widget its text
face without the key. It holds no widget state, no times, no address in memory and no path of the machine it ran on.
What a cell with the tag `not-stored` shows is left out: the scores of single people, for instance.
Its cells cannot be edited or deleted by a slip of the hand, and its code is folded.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dystonia_course.content.errors import ContentError

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parents[3] / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
KEPT_CELL_METADATA = ("tags",)
NOT_STORED = "not-stored"  # the tag of a cell whose output is shown to those who run it and never kept
CODE_SHOWN = "code-shown"  # the tag of a cell whose code is meant to be read; all others are folded
LARGEST_NOTEBOOK = 1_000_000  # bytes: what code hosts still render, and what a slow line still fetches
MOST_STATEMENTS = 4  # in a code cell
CELL_SECONDS = 120
MEMORY_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
PLACE = re.compile(
    r"(?:file://|(?<![\w/.:])/(?:home|root|tmp|Users|work|private|var|opt)/|\b[A-Z]:\\\\?Users)[^\s\"'<]*"
)


def notebook_files(names: Sequence[str] = (), folder: Path = FOLDER) -> list[Path]:
    """The notebooks called `names` (a path, `01_condition` or `01_condition.ipynb`), or all of the course."""
    if not names:
        return sorted(folder.glob("*.ipynb"))
    files = []
    for name in names:
        choices = (Path(name), folder / name, folder / f"{name}.ipynb")
        found = next((choice for choice in choices if choice.suffix == ".ipynb" and choice.is_file()), None)
        if found is None:
            raise ContentError(f"notebooks/{name}", "there is no such notebook")
        files.append(found)
    return files


def read(file: Path) -> NotebookNode:
    """The notebook in `file`, in format 4.5 with an id for every cell; anything else is one sentence."""
    import nbformat

    name = f"notebooks/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
        ids = [cell.get("id") for cell in json.loads(text)["cells"]]
        if None in ids or len(set(ids)) != len(ids):
            number = next(n for n, id_ in enumerate(ids, 1) if id_ is None or id_ in ids[: n - 1])
            raise ContentError(name, "needs an id of its own", record=f"cell {number}")
        notebook: NotebookNode = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else "its form is wrong"
        raise ContentError(name, f"is not a readable notebook ({reason})") from None
    return notebook


def text_of(notebook: NotebookNode) -> str:
    """The notebook as it stands in a file."""
    import nbformat

    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def run_notebook(file: Path) -> NotebookNode:
    """The notebook with the outputs of a fresh kernel, whose store of answers and IPython profile are empty ones."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = read(file)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with tempfile.TemporaryDirectory(prefix="dystonia-course-") as home:
        environment = {**os.environ, "DYSTONIA_COURSE_HOME": home, "IPYTHONDIR": home, "PYTHONHASHSEED": "0"}
        client = NotebookClient(
            notebook, timeout=CELL_SECONDS, kernel_name="python3", store_widget_state=False, record_timing=False
        )
        client.resources = {"metadata": {"path": str(file.parent)}}
        client.extra_arguments = ["--log-level=ERROR"]
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            number = next(n for n, cell in enumerate(notebook.cells, 1) if _error_in(cell))
            problem = f"stops with {error.ename}: {error.evalue}"
            raise ContentError(f"notebooks/{file.name}", problem, record=f"cell {number}") from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise ContentError(f"notebooks/{file.name}", str(error).splitlines()[0]) from None
    return settle(notebook)


def _error_in(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def settle(notebook: NotebookNode, *, locked: bool = True) -> NotebookNode:
    """A copy in the form that is committed. With `locked=False` its cells can be edited in JupyterLab."""
    settled = deepcopy(notebook)
    settled.metadata.clear()
    settled.metadata.update({"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})
    count = 0
    for cell in settled.cells:
        kept: dict[str, Any] = {key: cell.metadata[key] for key in KEPT_CELL_METADATA if cell.metadata.get(key)}
        if locked:
            kept |= {"deletable": False, "editable": False}
        if cell.cell_type == "code":
            if CODE_SHOWN not in cell.metadata.get("tags", ()):
                kept["jupyter"] = {"source_hidden": True}
            if cell.execution_count is not None:
                count += 1
                cell.execution_count = count
            outputs = [] if NOT_STORED in cell.metadata.get("tags", ()) else cell.outputs
            cell.outputs = [still for output in outputs if (still := _settle_output(output, count))]
        cell.metadata.clear()
        cell.metadata.update(kept)
    return settled


def _settle_output(output: NotebookNode, count: int) -> NotebookNode | None:
    """The output without what only a live notebook can show; None if nothing is left."""
    if "data" not in output:
        return output
    output.data.pop(WIDGET_VIEW, None)
    output.metadata.clear()
    if output.output_type == "execute_result":
        output.execution_count = count
    return output if output.data else None


def form_problems(file: Path) -> list[str]:
    """What is wrong with the form of a committed notebook, a sentence each; empty if it may be committed."""
    notebook = read(file)
    again = f"run `python -m dystonia_course execute {file.stem}`"
    problems = [f"{place}: {problem}" for place, problem in _problems(notebook, again)]
    size = file.stat().st_size
    if size > LARGEST_NOTEBOOK:
        problems.append(f"it is {size:,} bytes and may be {LARGEST_NOTEBOOK:,}; make its figures or tables smaller")
    if not problems and text_of(settle(notebook)) != file.read_text(encoding="utf-8"):
        problems.append(f"it holds traces of a live session (metadata, widget views, counts); {again}")
    return [f"notebooks/{file.name}: {problem}" for problem in problems]


def _problems(notebook: NotebookNode, again: str) -> Iterator[tuple[str, str]]:
    """Place and problem of everything that `settle` cannot mend."""
    for number, cell in enumerate(notebook.cells, 1):
        place = f"cell {number}"
        if cell.cell_type != "code":
            continue
        if not cell.source.strip():
            yield place, "a code cell is empty"
        if _statements(cell.source) > MOST_STATEMENTS:
            yield place, f"a code cell has more than {MOST_STATEMENTS} statements; move the code into the package"
        if cell.execution_count is None:
            yield place, f"was not run; {again}"
        for output in cell.outputs:
            if output.output_type == "error":
                yield place, f"its output is an error ({output.ename}: {output.evalue})"
            if output.output_type == "stream" and output.name == "stderr":
                yield place, f"its output has a warning ({output.text.strip().splitlines()[0]})"
            for words in _words(output):
                if match := MEMORY_ADDRESS.search(words):
                    yield place, f"its output has an address in memory ({match[0]})"
                if match := PLACE.search(words):
                    yield place, f"its output has a path of one computer ({match[0]})"


def _statements(source: str) -> int:
    """How many statements the code has, those inside loops and functions counted; 0 if it is no plain Python."""
    try:
        return sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(source)))
    except SyntaxError:
        return 0


def _words(output: NotebookNode) -> Iterator[str]:
    """The text in an output; pictures are left out."""
    if output.output_type == "stream":
        yield output.text
    for kind, data in output.get("data", {}).items():
        if kind.startswith("text/") or kind.endswith(("json", "xml")):
            yield re.sub(r"base64,[A-Za-z0-9+/=\s]+", "", data if isinstance(data, str) else repr(data))


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `python -m dystonia_course execute`."""
    parser = commands.add_parser(
        "execute",
        help="run the notebooks and store them with their outputs",
        description="Run notebooks in a clean place and store them in the form that is committed.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="01_condition, or a path; all notebooks without one")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="run nothing; say what is wrong with the stored form")
    mode.add_argument("--unlock", action="store_true", help="run nothing; let the cells be edited in JupyterLab")


def run(options: argparse.Namespace) -> int:
    """Do what `add_parser` describes; 1 if `--check` finds something."""
    files = notebook_files(options.names)
    if options.check:
        problems = [problem for file in files for problem in form_problems(file)]
        print("\n".join(problems) or f"The stored form of {len(files)} notebooks is right.")
        return 1 if problems else 0
    if not options.unlock:
        from dystonia_course.content.course import load_course

        load_course()  # a broken content file stops here, before it becomes a sentence in an output
    for file in files:
        notebook = settle(read(file), locked=False) if options.unlock else run_notebook(file)
        file.write_text(text_of(notebook), encoding="utf-8", newline="\n")
        print(f"notebooks/{file.name}: {file.stat().st_size:,} bytes")
    problems = [] if options.unlock else [problem for file in files for problem in form_problems(file)]
    if problems:
        print("\n".join(problems))
    return 1 if problems else 0
