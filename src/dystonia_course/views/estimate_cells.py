"""Cells of tables that code works out: an estimate with its interval, a P value, counts of two groups.

Signs are those of print: positive points are an improvement over placebo.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.views.estimate_text import p_text, shown
from dystonia_course.views.table_grid import Cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.science.two_by_two import TwoByTwo


def better(one: Estimate) -> Estimate:
    """The same with an improvement as a positive number."""
    return replace(one, estimate=-one.estimate, low=-one.high, high=-one.low)


def unbroken(text: str, sort: float) -> Cell:
    """A short text that stays on one line."""
    return Cell(escape(text).replace(" ", "&nbsp;"), text, sort)


def estimate_cell(one: Estimate, decimals: int = 1) -> Cell:
    """An estimate that stays on one line."""
    return unbroken(shown(one, decimals), one.estimate)


def p_cell(one: Estimate) -> Cell:
    """The P value of an estimate."""
    return text_cell(p_text(one.p).removeprefix("P = ").removeprefix("P "), one.p)


def counts_text(tables: list[TwoByTwo]) -> str:
    """Events and people of each table: "60 of 84 against 9 of 78"."""
    return "; ".join(f"{t.events} of {t.people} against {t.control_events} of {t.control_people}" for t in tables)
