"""`python -m dystonia_course check`: every check of the content that needs no browser, with what each failure means."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.item_checks import Finding

MEANINGS = {
    "numbers": "A clinical number is a link to its claim. Run `python -m dystonia_course cite CLAIM` and paste what it "
    "prints, or write the sentence without the number. What counts: see `dystonia_course.content.numbers`.",
    "sources": "A source in references.bib that nothing cites. Take it out, or use it.",
}


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for its subparsers
    """Add `check` to the course's commands."""
    parser = commands.add_parser("check", help="check content files, numbers in prose, and the question bank")
    parser.add_argument("--content", type=Path, metavar="FOLDER", help="the content files (default: the course's)")
    parser.add_argument("--notebooks", type=Path, metavar="FOLDER", help="the notebooks (default: beside the content)")


def run(options: argparse.Namespace) -> int:
    """Print every failure under its rule and what the rule asks; 1 if there is any."""
    from dystonia_course.content.bank_checks import coverage
    from dystonia_course.content.course import load_course
    from dystonia_course.content.item_checks import RULES

    course = load_course(options.content)
    print(f"Read: {summary(course)}. All references between the files are whole.\n")
    print(coverage(course), end="\n\n")
    notebooks = notebook_files(options.notebooks or course.folder.parent / "notebooks")
    if not notebooks:
        print("No notebook was found, so no notebook's prose was checked.\n")
    findings = list(all_findings(course, notebooks))
    meanings = MEANINGS | RULES
    for rule, count in Counter(finding.rule for finding in findings).items():
        print(f"{rule}: {count} to mend. {meanings[rule]}")
        for finding in findings:
            if finding.rule == rule:
                print(f"  - {finding}")
        print()
    print(f"{len(findings)} to mend." if findings else f"Nothing to mend; {len(notebooks)} notebooks read.")
    return 1 if findings else 0


def summary(course: Course) -> str:
    """How much the course holds, in words."""
    parts = ("claims", "sources", "questions", "glossary", "tables")
    return ", ".join(f"{len(getattr(course, part))} {part.replace('glossary', 'terms')}" for part in parts)


def notebook_files(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order."""
    return sorted(folder.glob("*.ipynb"))


def all_findings(course: Course, notebooks: list[Path]) -> Iterator[Finding]:
    """Every failure of every check: numbers, unused sources, the rules of questions and banks."""
    from dystonia_course.content.bank_checks import check_bank
    from dystonia_course.content.item_checks import Finding
    from dystonia_course.content.passages import course_passages, notebook_passages

    passages = [*course_passages(course)]
    for notebook in notebooks:
        passages += notebook_passages(notebook)
    for passage in passages:
        for problem in passage.problems(course):
            yield Finding("numbers", passage.place, problem)
    for key in unused_sources(course):
        yield Finding("sources", "references.bib", f"nothing cites '{key}'")
    yield from check_bank(course)


def unused_sources(course: Course) -> list[str]:
    """Sources that neither a claim nor a table names."""
    used = {claim.source for claim in course.claims.values()}
    for table in course.tables.values():
        for column in table.fields:
            if column.name in ("source", "sources"):
                used.update(key.strip() for row in table.rows for key in row[column.name].split(";"))
    return [key for key in course.sources if key not in used]
