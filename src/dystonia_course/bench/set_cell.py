"""What a set of ten questions costs in a cell and in the stored notebook, beside jupyterquiz with the same ones."""

from __future__ import annotations

import datetime
import importlib.util
import os
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

from dystonia_course.bench.measurement import Measurement, percentile, spread

CELLS = 20

_QUESTIONS = """
from dystonia_course.content.course import load_course
from dystonia_course.record.store import Store
course = load_course()
questions = [question for question in course.bank("condition") if question.kind == "best_answer"][:10]
store = Store()
"""
_OURS = """
from dystonia_course.views.question_set import QuestionSet
QuestionSet(questions, course, store, "Ten questions")
"""
_TRANSLATED = """
from jupyterquiz import display_quiz
from dystonia_course.views.markdown import to_text
quiz = [
    {
        "type": "multiple_choice",
        "question": to_text(f"{question.stem} {question.ask}"),
        "answers": [
            {"answer": to_text(option.text), "correct": option.correct, "feedback": to_text(option.rationale)}
            for option in question.options
        ],
    }
    for question in questions
]
"""
_THEIRS = "display_quiz(quiz)"


def measure() -> Iterator[Measurement]:
    """Milliseconds of the cell after the first, and kilobytes in the notebook file; jupyterquiz where it is there."""
    ours, bytes_of_ours = _run(_QUESTIONS, _OURS)
    yield Measurement(
        "set of 10 questions, cell after the first, p95", percentile(ours, 95), "ms", 30, spread(ours, "ms")
    )
    yield Measurement("set of 10 questions, stored in the notebook", bytes_of_ours / 1000, "kB", 5)
    if importlib.util.find_spec("jupyterquiz") is None:
        return
    theirs, bytes_of_theirs = _run(_QUESTIONS + _TRANSLATED, _THEIRS)
    yield Measurement("    jupyterquiz, the same 10, p95", percentile(theirs, 95), "ms", None, spread(theirs, "ms"))
    yield Measurement("    jupyterquiz, the same 10, stored", bytes_of_theirs / 1000, "kB")


def _run(setup: str, source: str) -> tuple[list[float], int]:
    """Run `source` once and then CELLS times more in one kernel: milliseconds of those, bytes of the last one's output.

    The time is the kernel's own, from taking the cell up to its reply.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    notebook = new_notebook(cells=[new_code_cell(text) for text in (setup, *[source] * (CELLS + 1))])
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder:
        client = NotebookClient(
            notebook, kernel_name="python3", timeout=60, record_timing=True, store_widget_state=False
        )
        client.execute(env={**os.environ, "DYSTONIA_COURSE_HOME": folder}, stderr=subprocess.DEVNULL)
    milliseconds = [_milliseconds(cell) for cell in notebook.cells[2:]]
    with_output = len(nbformat.writes(notebook).encode())
    notebook.cells[-1].outputs = []
    return milliseconds, with_output - len(nbformat.writes(notebook).encode())


def _milliseconds(cell: Any) -> float:  # noqa: ANN401 (a cell of nbformat)
    times = cell.metadata.execution
    begun, done = (datetime.datetime.fromisoformat(times[key]) for key in ("iopub.status.busy", "shell.execute_reply"))
    return (done - begun).total_seconds() * 1000
