"""What every figure of the course has: a title, a picture with a text alternative, a message, a long description, and
the table of the numbers behind it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.content.errors import ContentError
from dystonia_course.views.assets import FOLDER
from dystonia_course.views.table_grid import GUARD, Grid, grid_html, grid_text, plain

if TYPE_CHECKING:
    from dystonia_course.content.course import Course


@dataclass(frozen=True)
class Figure:
    """A still figure.

    `alt` states type, axes and message; `message` and `description` are HTML with links to claims.
    """

    name: str
    title: str
    alt: str
    message: str
    description: str
    svg: str
    data: Grid
    after: str = ""
    """What the reader does first, as "Show ... after ...": the figure then waits in a closed `details`."""

    def html(self) -> str:
        """The figure as HTML that needs no script: the picture stands in it as a data address."""
        picture = base64.b64encode(self.svg.encode()).decode()
        size = re.search(r'width="([\d.]+)" height="([\d.]+)"', self.svg)
        width, height = size.groups() if size else ("320", "320")
        figure = (
            f'<figure class="dc dc-figure">'
            f'<p class="dc-figure-title"><strong>{escape(self.title)}</strong></p>'
            f'<img alt="{escape(self.alt, quote=True)}" width="{width}" height="{height}"'
            f' src="data:image/svg+xml;base64,{picture}">'
            f"<figcaption><p>{self.message}</p><details><summary {GUARD}>How to read it</summary>{self.description}"
            f"</details><details><summary {GUARD}>The numbers behind it</summary>{grid_html(self.data, labels=True)}"
            "</details></figcaption></figure>"
        )
        if self.after:
            summary = f'<summary style="{_SUMMARY}" {GUARD}>{escape(self.after)}</summary>'
            figure = f'<details class="dc" style="max-width: 60rem">{summary}{figure}</details>'
        return f"<style>{_style()}</style>{figure}"

    def text(self) -> str:
        """The figure in words: title, text alternative, message, description, numbers."""
        return "\n\n".join(
            (
                f"Figure: {self.title}",
                *([self.after] if self.after else []),
                self.alt,
                plain(self.message),
                plain(self.description),
                grid_text(self.data),
            )
        )

    def __repr__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


_SUMMARY = "cursor: pointer; min-height: 24px; padding: 0.15rem 0; font-weight: 600; width: fit-content"


@cache
def _style() -> str:
    """The style sheet without comments and spare space: each figure carries it, as each stands in its own output."""
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / "figure.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text).strip()


def value(course: Course, claim_id: str) -> float:
    """The value of a claim as a number."""
    return float(course.claims[claim_id].value)


def bounds(course: Course, claim_id: str) -> tuple[float, float]:
    """The lower and upper end of a claim."""
    claim = course.claims[claim_id]
    return float(claim.low), float(claim.high)


def people(course: Course, claim_id: str) -> int:
    """The number of people that a claim rests on: "(138 of 154)" in its statement, else "266 people" in its context."""
    statement = re.search(r"\(\d+ of (\d+)\)", course.claims[claim_id].statement)
    return int(statement[1]) if statement else int(stated(course, claim_id, r"(\d[\d,]*) people"))


def counted(course: Course, claim_id: str) -> float:
    """How many of them: the count in the statement, else the printed percentage of them (then not a whole number)."""
    claim = course.claims[claim_id]
    match = re.search(r"\((\d+) of \d+\)", claim.statement)
    return float(match[1]) if match else float(claim.value) / 100 * people(course, claim_id)


def found(course: Course, claim_id: str, pattern: str) -> str:
    """A piece of a claim's statement or context, found by a pattern with one group."""
    claim = course.claims[claim_id]
    match = re.search(pattern, claim.statement) or re.search(pattern, claim.context)
    if not match:
        raise ContentError("claims.csv", f"holds no text like '{pattern}', which a figure needs", record=claim_id)
    return match[1]


def stated(course: Course, claim_id: str, pattern: str) -> float:
    """A second number of a claim, found by a pattern with one group in its statement or context."""
    return float(found(course, claim_id, pattern).replace(",", ""))


def table_rows(course: Course, name: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a table whose cells are as wanted, in the table's order. ContentError where there is none."""
    rows = [row for row in course.tables[name].rows if all(row[field] == cell for field, cell in wanted.items())]
    if not rows:
        cells = ", ".join(f"{field} '{cell}'" for field, cell in wanted.items())
        raise ContentError(f"{name}.csv", f"has no row with {cells}, which a figure needs")
    return rows


def short(course: Course, claim_id: str) -> str:
    """The short name of a claim's source, such as "Chan 1991"."""
    return course.sources[course.claims[claim_id].source].short
