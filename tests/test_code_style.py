"""The code is formatted, linted and typed as pyproject.toml asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("tool", "mend"),
    [
        (["ruff", "check", "."], "run `ruff check --fix .` and mend the rest by hand"),
        (["ruff", "format", "--check", "."], "run `ruff format .`"),
        (["mypy"], "mend the types it names"),
    ],
    ids=["ruff-check", "ruff-format", "mypy"],
)
def test_code_style(tool: list[str], mend: str) -> None:
    result = subprocess.run([sys.executable, "-m", *tool], cwd=REPOSITORY, capture_output=True, text=True)
    assert result.returncode == 0, f"{mend}\n{result.stdout}{result.stderr}"
