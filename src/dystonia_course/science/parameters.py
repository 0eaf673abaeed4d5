"""A parameter of a model and how it is known. Numbers come from `data/model_parameters.csv`; science reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MARKS = ("seen", "secondary", "own fit", "assumption")
"""Seen in the cited text; seen in another text that cites it; fitted here to cited data; assumed to close the model."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number of a model, with what a reader must see beside it."""

    model: str
    preset: str
    """Which set of numbers it belongs to; empty for one that all sets share."""
    symbol: str
    value: float
    mark: str
    name: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    condition: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """ValueError for a mark that does not exist."""
        if self.mark not in MARKS:
            raise ValueError(f"the mark of a parameter must be one of {', '.join(MARKS)}, but it is {self.mark}")

    @staticmethod
    def from_row(row: Mapping[str, str]) -> Parameter:
        """From a row of the table; ValueError if a number is not one."""
        words = {name: row.get(name, "") for name in ("name", "unit", "condition", "source")}
        return Parameter(
            model=row["model"],
            preset=row["preset"],
            symbol=row["symbol"],
            value=float(row["value"]),
            mark=row["mark"],
            low=float(row["low"]) if row.get("low") else None,
            high=float(row["high"]) if row.get("high") else None,
            **words,
        )


def parameters_of(rows: Iterable[Mapping[str, str]], model: str, preset: str) -> dict[str, Parameter]:
    """The parameters of a model for one preset, by symbol: those of the preset, and those that name none."""
    found = [Parameter.from_row(row) for row in rows if row["model"] == model and row["preset"] in ("", preset)]
    return {parameter.symbol: parameter for parameter in sorted(found, key=lambda parameter: parameter.preset != "")}
