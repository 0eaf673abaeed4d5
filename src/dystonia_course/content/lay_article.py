"""The claims of a public web article and what this course says of each, one row of `lay_article.csv` each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.claims import Claim, claim_ids
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv

VERDICTS = ("supported", "incomplete", "needs nuance", "not supported", "wrong")


@dataclass(frozen=True, slots=True)
class LayClaim:
    """What the article says (`claim`), the `verdict`, and `why` in Markdown. All three are empty until it is judged."""

    id: str
    section: str
    claim: str
    verdict: str
    why: str
    claims: tuple[str, ...]
    lesson: str

    @property
    def judged(self) -> bool:
        """Whether the course has a verdict on it yet."""
        return bool(self.verdict)


def load_lay_article(folder: Path, claims: dict[str, Claim]) -> dict[str, LayClaim]:
    """The rows of `lay_article.csv` by id. Verdict, reason and claims are filled together or not at all."""
    file = "lay_article.csv"
    article: dict[str, LayClaim] = {}
    columns = ("id", "section", "claim", "verdict", "why", "claims", "lesson")
    for number, row in enumerate(read_csv(folder / file, columns), start=2):
        record = row["id"] or f"row {number}"
        for field in ("id", "section", "claim", "lesson"):
            if not row[field]:
                raise ContentError(file, "is empty", record=record, field=field)
        if record in article:
            raise ContentError(file, "the id stands twice", record=record, field="id")
        if row["verdict"] and row["verdict"] not in VERDICTS:
            raise ContentError(
                file, f"must be one of {', '.join(VERDICTS)}; found '{row['verdict']}'", record=record, field="verdict"
            )
        judgement = ("verdict", "why", "claims")
        empty = [field for field in judgement if not row[field]]
        if empty and len(empty) < len(judgement):
            problem = "is empty, though the row is judged; verdict, why and claims go together"
            raise ContentError(file, problem, record=record, field=empty[0])
        known = claim_ids(file, record, "claims", row["claims"], claims)
        article[record] = LayClaim(
            record, row["section"], row["claim"], row["verdict"], row["why"], known, row["lesson"]
        )
    return article
