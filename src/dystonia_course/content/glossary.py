"""The glossary, one row of `glossary.csv` a term."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.claims import Claim, claim_ids
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term and its definition (Markdown); `claims` are the ids of the facts that the definition rests on."""

    lesson: str
    """The lesson that explains the term first."""
    term: str
    definition: str
    claims: tuple[str, ...]


def load_glossary(folder: Path, claims: dict[str, Claim]) -> dict[str, GlossaryEntry]:
    """The entries of `glossary.csv` by term, in the order of the file; two terms never differ only in case."""
    file = "glossary.csv"
    glossary: dict[str, GlossaryEntry] = {}
    for number, row in enumerate(read_csv(folder / file, ("lesson", "term", "definition", "claims")), start=2):
        record = row["term"] or f"row {number}"
        for field in ("lesson", "term", "definition"):
            if not row[field]:
                raise ContentError(file, "is empty", record=record, field=field)
        if record.casefold() in (term.casefold() for term in glossary):
            raise ContentError(file, "the term stands twice", record=record, field="term")
        known = claim_ids(file, record, "claims", row["claims"], claims)
        glossary[record] = GlossaryEntry(row["lesson"], record, row["definition"], known)
    return glossary
