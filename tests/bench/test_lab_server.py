"""The JupyterLab that measurements use: it answers, keeps to its own folder, and is gone afterwards."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dystonia_course.bench.lab_server import LabStartError, running_lab


def test_a_server_answers_to_its_token_and_ends(tmp_path: Path) -> None:
    (tmp_path / "a b.ipynb").write_text("{}", encoding="utf-8")
    with running_lab(tmp_path) as lab:
        with urllib.request.urlopen(f"{lab.base}api/contents?token={lab.token}", timeout=20) as answer:
            assert [one["name"] for one in json.loads(answer.read())["content"]] == ["a b.ipynb"]
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{lab.base}api/contents", timeout=20)
        refused.value.close()
        assert refused.value.code == 403
        assert "a%20b.ipynb?reset" in lab.notebook("a b.ipynb")
        process, home = lab.process, lab.home
    assert process.poll() is not None
    assert not home.exists()


def test_a_server_that_cannot_start_says_what_it_wrote_last(tmp_path: Path) -> None:
    """A module that stands in front of JupyterLab and gives up."""
    (tmp_path / "jupyterlab.py").write_text("import sys\nprint('one line')\nsys.exit('no port is free')\n")
    with (
        pytest.raises(LabStartError, match=r"the last line it wrote was: no port is free$"),
        running_lab(tmp_path, environment={"PYTHONPATH": str(tmp_path)}),
    ):
        pass
