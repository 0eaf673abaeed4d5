"""Claims: the checked facts of the course, one row of `claims.csv` each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv
from dystonia_course.content.sources import Source

COLUMNS = (
    "id", "topic", "statement", "value", "low", "high", "unit", "context", "source", "locator", "status",
)  # fmt: skip
STATUSES = ("seen", "secondary")
"""`seen`: read at the source or its abstract; `secondary`: read in another work that reports it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checked fact. All fields are text, as in the file; `value`, `low` and `high` are numbers or empty."""

    id: str
    topic: str
    statement: str
    value: str
    low: str
    high: str
    unit: str
    context: str
    source: str
    locator: str
    status: str

    def link_title(self, source: Source) -> str:
        """The title of a link to this claim: `Chan 1991, abstract · cond-phe-pain-chan`."""
        place = lower_first(self.locator).replace('"', "'")
        title = f"{source.short}, {place} · {self.id}"
        return f"search: {title}" if source.address == "search" else title


def lower_first(text: str) -> str:
    """`Table 5` as `table 5`; a first word in capitals (`FDA page`) stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def load_claims(folder: Path, sources: dict[str, Source]) -> dict[str, Claim]:
    """The claims of `claims.csv` by id, each with a known source."""
    file = "claims.csv"
    claims: dict[str, Claim] = {}
    for row in read_csv(folder / file, COLUMNS):
        claim = Claim(**row)
        if not claim.id:
            raise ContentError(file, "a claim has no id", record=f"row {len(claims) + 2}", field="id")
        if claim.id in claims:
            raise ContentError(file, "the id stands twice", record=claim.id, field="id")
        if "·" in claim.id or " " in claim.id:
            raise ContentError(file, "an id holds neither a space nor '·'", record=claim.id, field="id")
        for field in ("topic", "statement", "source", "locator"):
            if not getattr(claim, field):
                raise ContentError(file, "is empty", record=claim.id, field=field)
        for field in ("value", "low", "high"):
            number = getattr(claim, field)
            if number and not _is_number(number):
                raise ContentError(file, f"'{number}' is not a number", record=claim.id, field=field)
        if claim.low and claim.high and float(claim.low) > float(claim.high):
            raise ContentError(file, f"{claim.low} is above high, {claim.high}", record=claim.id, field="low")
        if claim.status not in STATUSES:
            raise ContentError(
                file, f"must be one of {', '.join(STATUSES)}; found '{claim.status}'", record=claim.id, field="status"
            )
        if claim.source not in sources:
            raise ContentError(
                file, f"'{claim.source}' is not a source in references.bib", record=claim.id, field="source"
            )
        claims[claim.id] = claim
    return claims


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip("-+.0123456789") == ""


def claim_ids(file: str, record: str, field: str, text: str, claims: dict[str, Claim]) -> tuple[str, ...]:
    """The ids in a `claims` cell (separated by `;`), each known and named once."""
    ids = tuple(part.strip() for part in text.split(";")) if text else ()
    for claim in ids:
        if claim not in claims:
            raise ContentError(file, f"'{claim}' is not a claim in claims.csv", record=record, field=field)
        if ids.count(claim) > 1:
            raise ContentError(file, f"claim '{claim}' stands twice", record=record, field=field)
    return ids
