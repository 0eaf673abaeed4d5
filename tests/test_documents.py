"""What README, CONTRIBUTING and the other documents of the repository point to is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dystonia_course.content.course import load_course
from dystonia_course.content.neck_regions import completed, neck_regions
from dystonia_course.content.question_records import HotspotQuestion

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


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
