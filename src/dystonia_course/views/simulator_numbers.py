"""What a simulator takes from the course: parameters with how each is known, published points, and links to sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dystonia_course.content.citations import citation, grouped
from dystonia_course.content.claims import claim_ids
from dystonia_course.content.course import Course
from dystonia_course.content.errors import ContentError
from dystonia_course.science.parameters import Parameter
from dystonia_course.views.markdown import inline_html

PARAMETERS = "model_parameters"
MARK_WORDS = {
    "seen": "seen in source",
    "secondary": "seen in a second text",
    "own fit": "own fit",
    "assumption": "assumption",
}
"""How a mark is written beside a number."""
SYMBOLS = {"tau": "τ", "sigma": "σ", "t_half": "t_½", "D50": "D_50", "amplitude": "Δ", "band": "±", "ratio": ""}
"""Symbols whose name in the table is not what a reader sees; `_` begins a subscript."""


@dataclass(frozen=True)
class Number:
    """One parameter as a simulator shows it."""

    parameter: Parameter
    row: dict[str, str]
    source: str
    """Links to its source, or to what it rests on, as HTML; empty for a bare assumption."""

    @property
    def value(self) -> float:
        """The number itself."""
        return self.parameter.value

    def shown(
        self, *, fit: str = "", when: dict[str, Any] | None = None, mark: str = "", of: str = ""
    ) -> dict[str, Any]:
        """The row of the list of numbers. `fit` says what an own fit was fitted to, `mark` replaces the mark's words,
        `of` says what the number belongs to.

        `when` names the settings with which the row is shown.
        """
        words = mark or MARK_WORDS[self.parameter.mark] + (
            f" {fit}" if fit and self.parameter.mark == "own fit" else ""
        )
        return {
            "symbol": symbol_html(self.parameter.symbol),
            "name": f"{self.parameter.name}{f', {of}' if of else ''}",
            "value": self.written(),
            "mark": self.parameter.mark,
            "words": words,
            "source": self.source,
            "condition": self.parameter.condition,
            "when": when or {},
        }

    def written(self) -> str:
        """The number with its limits and unit: `0.058 per minute`, `over 31 days`, `2.5 (1.5 to 7)`."""
        text = minus(grouped(self.row["value"]))
        low, high, unit = (self.row[field] for field in ("low", "high", "unit"))
        if low and high:
            text = f"{text} ({low} to {high})"
        elif low == self.row["value"]:
            text = f"over {text}"
        return text if unit in ("", "ratio") else f"{text} {unit}"

    def told(self, *, fit: str = "") -> str:
        """One line of the text face: `k_B, rate of binding: 0.058 per minute (seen in source)`."""
        shown = self.shown(fit=fit)
        return f"{self.parameter.symbol}, {self.parameter.name}: {shown['value']} ({shown['words']})"


class Numbers:
    """The course's numbers, as the simulators ask for them. What is missing is a `ContentError` with one sentence."""

    def __init__(self, course: Course) -> None:
        """The numbers of `course`."""
        self.course = course

    def row(self, table: str, record: str) -> dict[str, str]:
        """The row `record` of a table of the course."""
        if table not in self.course.tables:
            raise ContentError("datapackage.json", "the simulators need this table, and it is missing", record=table)
        for row in self.course.tables[table].rows:
            if row["id"] == record:
                return row
        raise ContentError(f"{table}.csv", "a simulator needs this row, and it is missing", record=record)

    def rows(self, table: str) -> list[dict[str, str]]:
        """All rows of a table of the course."""
        if table not in self.course.tables:
            raise ContentError("datapackage.json", "the simulators need this table, and it is missing", record=table)
        return self.course.tables[table].rows

    def parameter(self, model: str, symbol: str, preset: str = "") -> Number:
        """The parameter of a model, of one preset or of all (empty)."""
        for row in self.rows(PARAMETERS):
            if (row["model"], row["preset"], row["symbol"]) == (model, preset, symbol):
                try:
                    return Number(Parameter.from_row(row), row, self._behind(row))
                except ValueError as error:
                    raise ContentError(f"{PARAMETERS}.csv", str(error), record=row["id"]) from error
        place = f"model {model}, preset {preset}" if preset else f"model {model}"
        raise ContentError(
            f"{PARAMETERS}.csv", f"the parameter {symbol} of {place} is missing, so nothing can be drawn"
        )

    def cite(self, claim_id: str, label: str = "") -> str:
        """The Markdown link to a claim; it shows `label`, or the claim's number."""
        claim = self.course.claims.get(claim_id)
        if claim is None:
            raise ContentError("claims.csv", "a simulator cites this claim, and it is missing", record=claim_id)
        return citation(claim, self.course.sources[claim.source], label or None)

    def link(self, claim_id: str, label: str = "") -> str:
        """The same as HTML; without a label it shows the source's name."""
        claim = self.course.claims.get(claim_id)
        short = self.course.sources[claim.source].short if claim else ""
        return inline_html(self.cite(claim_id, label or short))

    def claim_number(self, claim_id: str) -> float:
        """The number of a claim."""
        self.cite(claim_id)
        try:
            return float(self.course.claims[claim_id].value)
        except ValueError:
            problem = "a simulator needs its number, and it has none"
            raise ContentError("claims.csv", problem, record=claim_id, field="value") from None

    def _behind(self, row: dict[str, str]) -> str:
        file, record = f"{PARAMETERS}.csv", row["id"]
        own = [row["claim"]] if row["claim"] else []
        ids = own or list(claim_ids(file, record, "claims", row["claims"], self.course.claims))
        by_source = {self.course.claims[one].source: one for one in reversed(ids)}
        return ", ".join(self.link(one) for one in reversed(by_source.values()))


def number(row: dict[str, str], field: str) -> float | None:
    """The number in a cell of a table; None where it is empty. The table's schema has checked that it is one."""
    return float(row[field]) if row[field] else None


def needed(table: str, row: dict[str, str], field: str) -> float:
    """The number in a cell that a simulator cannot do without."""
    value = number(row, field)
    if value is None:
        raise ContentError(
            f"{table}.csv", "a simulator draws this number, and it is empty", record=row["id"], field=field
        )
    return value


def symbol_html(symbol: str) -> str:
    """`k_B` with a subscript, `tau` as a Greek letter."""
    letter, _, below = SYMBOLS.get(symbol, symbol).partition("_")
    if not letter:
        return ""
    return f"<i>{letter}</i><sub>{below}</sub>" if below else f"<i>{letter}</i>"


def minus(text: str) -> str:
    """A true minus sign before a number."""
    return re.sub(r"^-(?=\d)", "−", text)
