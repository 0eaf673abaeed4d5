"""`python -m dystonia_course`: the commands answer in plain words and say by their exit code whether it went well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dystonia_course.__main__ import COMMANDS, main
from dystonia_course.content.citations import labels
from dystonia_course.content.course import load_course
from dystonia_course.content.numbers import problems

SMALL = Path(__file__).parent / "content" / "small_course"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DYSTONIA_COURSE_CONTENT", str(SMALL))
    return SMALL


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dystonia_course", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_cite_prints_links_that_pass_the_check(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = load_course(small)
    for claim in course.claims.values():
        assert main(["cite", claim.id]) == 0
        printed = capsys.readouterr().out
        links = [line for line in printed.splitlines() if line.startswith("[")]
        assert len(links) == len(labels(claim, course.sources[claim.source]))
        for link in links:
            assert problems(link, course) == []
        assert claim.statement in printed
        assert claim.context in printed
        assert f"funding: {course.sources[claim.source].funding}" in printed


def test_cite_takes_several_claims(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "pain-chan", "definition"]) == 0
    printed = capsys.readouterr().out
    assert "pain-chan" in printed
    assert "definition" in printed


@pytest.mark.parametrize(
    ("name", "near"),
    [("pain-chen", "pain-chan"), ("prevalence", "prevalence-robust"), ("41 years", "onset-mean")],
)
def test_an_unknown_claim_is_one_sentence_with_the_nearest(
    name: str, near: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", name]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"There is no claim '{name}'")
    assert near in said.err


def test_nothing_like_it(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "zzzz"]) == 1
    assert capsys.readouterr().err == "There is no claim 'zzzz', nor one like it.\n"


def test_a_broken_content_file_is_one_sentence_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@article{chan1991,\n", encoding="utf-8")
    done = run("cite", "pain-chan", DYSTONIA_COURSE_CONTENT=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("A content file cannot be used: references.bib, line 1")
    assert done.stderr.count("\n") == 1


def test_check_says_what_a_failure_means(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = '{"cells": [{"cell_type": "markdown", "source": ["Pain in 75%."]}]}\n'
    (tmp_path / "01_condition.ipynb").write_text(notebook, encoding="utf-8")
    assert main(["check", "--notebooks", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "01_condition.ipynb, cell 0: a number without a source: '75'" in printed
    assert "python -m dystonia_course cite CLAIM" in printed
    assert "I10: " in printed, "the small course has a short rationale"
    assert "explains too little" in printed


def test_check_says_so_when_it_finds_no_notebook(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--notebooks", str(tmp_path)])
    assert "No notebook was found" in capsys.readouterr().out


def test_a_notebook_that_is_none_is_one_sentence(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "01_condition.ipynb").write_text("{}\n", encoding="utf-8")
    assert main(["check", "--notebooks", str(tmp_path)]) == 1
    assert "01_condition.ipynb: holds no cells" in capsys.readouterr().err


def test_help_names_every_command_and_imports_none() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(f"    {name} " in done.stdout for name in COMMANDS)
    code = (
        "import sys; from dystonia_course.__main__ import _parser; _parser(None); "
        "sys.exit(any(m.startswith('dystonia_course.') and m != 'dystonia_course.__main__' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "usage: python -m dystonia_course" in done.stdout


def test_no_command_or_an_unknown_one_is_refused() -> None:
    for words in ((), ("inject",)):
        done = run(*words)
        assert done.returncode == 2
        assert "usage: python -m dystonia_course" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_command_is_found_by_its_place_not_by_its_word(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`cite record` asks for a claim called record."""
    assert main(["cite", "record"]) == 1
    assert "There is no claim 'record'" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(small: Path) -> None:
    command = f"{sys.executable} -m dystonia_course cite pain-chan definition onset-mean prevalence-robust | true"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    assert "Traceback" not in done.stderr


def test_a_file_that_may_not_be_read_is_one_sentence(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--content", str(tmp_path / "nowhere")]) == 1
    assert "the folder of content files is missing" in capsys.readouterr().err
