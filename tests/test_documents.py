"""What README, CONTRIBUTING and the other documents of the repository point to is there."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dystonia_course.content.course import load_course
from dystonia_course.content.neck_regions import completed, neck_regions
from dystonia_course.content.question_records import HotspotQuestion
from dystonia_course.record.commands import add_parser
from dystonia_course.record.response import COLUMNS

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/privacy.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_repository_leads_somewhere(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#\s]+)", text):
        assert (REPOSITORY / target).exists(), f"{document} links to {target}, which is not there"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_code_span_is_there(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    spans = re.findall(r"`((?:data|src|notebooks|tests|jupyter|views|science|\.ci)/[\w./-]*)`", text)
    for span in spans:
        if "NN_" not in span and "NAME" not in span and "LESSON" not in span:
            places = (REPOSITORY / span, REPOSITORY / "src" / "dystonia_course" / span)
            assert any(place.exists() for place in places), f"{document} names {span}, which is not there"


def commands(document: str) -> set[str]:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    return set(re.findall(r"python3? start\.py(?: ([a-z]+))?", text)) - {""}


def test_every_command_of_start_py_exists() -> None:
    source = (REPOSITORY / "start.py").read_text(encoding="utf-8")
    named = {command for document in DOCUMENTS for command in commands(document)}
    assert named >= {"test", "record", "cite", "check", "execute", "lock", "notebook"}
    for command in named:
        assert f'"{command}"' in source, command


def test_every_command_on_answers_exists(capsys: pytest.CaptureFixture[str]) -> None:
    """As the documents and the notebooks write them, with every option."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    notebooks = [path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "notebooks").glob("*.ipynb")]
    found = set()
    for document in (*DOCUMENTS, *notebooks):
        text = (REPOSITORY / document).read_text(encoding="utf-8").replace("\\n", "\n")
        for words in re.findall(r"start\.py (record(?: (?:-{0,2}[a-z]+|\.\.\.|[A-Z][\w.-]*|my-answers\.\w+))+)", text):
            found.add(words.split()[1])
            if len(words.split()) > 2:  # else it is only spoken of
                parser.parse_args([word for word in words.split() if word != "..."])
    assert found == {"where", "export", "copy", "restore", "delete", "merge"}


def test_the_note_on_privacy_names_all_that_is_kept_and_all_that_is_given_away() -> None:
    note = (REPOSITORY / "docs" / "privacy.md").read_text(encoding="utf-8")
    for column, words in {
        "time": "the time",
        "question_id": "the question",
        "question_version": "its version",
        "lesson": "the lesson",
        "choice": "what you chose or wrote",
        "correct": "whether it\nwas right",
        "seconds": "how long it took",
        "confidence": "how sure you said you were",
    }.items():
        assert column in COLUMNS
        assert words in note, column
    assert set(COLUMNS) - {"pool", "attempt", "token"} == {
        "time", "question_id", "question_version", "lesson", "choice", "correct", "seconds", "confidence",
    }, "a new column must be named in the note"  # fmt: skip


def test_the_two_commands_come_first() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)\n```", text, re.DOTALL)
    assert blocks[:2] == ["python start.py", "python start.py test"]


def test_start_py_explains_itself() -> None:
    result = subprocess.run([sys.executable, str(REPOSITORY / "start.py"), "--help"], capture_output=True, text=True)
    assert result.returncode == 0
    assert "python start.py test" in result.stdout


def test_the_citation_file_has_what_its_format_requires() -> None:
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)
    assert all("name" in author for author in citation["authors"])
    assert citation["type"] in ("software", "dataset")


def test_the_licences_are_whole_and_each_says_what_it_covers() -> None:
    code = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")
    assert code.startswith("MIT License\n\nCopyright (c) 2026 course team\n")
    content = (REPOSITORY / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in content
    for number in range(1, 9):
        assert len(re.findall(rf"^Section {number} -- ", content, re.MULTILINE)) == 1, number


@pytest.mark.parametrize("document", ["README.md", "notebooks/00_start_here.ipynb"])
def test_it_says_that_it_is_a_draft_for_education_only(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    assert "Draft, not clinically reviewed" in text
    assert re.search("for education only", text, re.IGNORECASE)


def test_the_question_on_the_neck_that_is_shown_to_authors_can_be_loaded() -> None:
    course = load_course()
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (shown,) = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
    model = next(question for question in course.bank("procedure") if question.kind == "hotspot")
    common = model.model_dump(exclude={*shown, "layers_off", "shown_side"}, exclude_none=True)
    question = HotspotQuestion.model_validate({**common, **shown})
    assert completed(question, neck_regions(course.tables), "CONTRIBUTING.md").places()
    assert {spot.misconception for spot in question.foreseen} <= set(course.misconceptions)


def test_every_choice_of_the_benchmark_that_is_named_exists() -> None:
    from dystonia_course.bench.command import CHOICES

    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = [name for names in re.findall(r"--only ([a-z,]+)", text) for name in names.split(",")]
    assert named
    assert set(named) <= set(CHOICES)
