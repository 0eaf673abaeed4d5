"""Muscles by postures: a row a muscle, a column a posture, in each cell the side, with its source.

A pair that is listed without a source says so in words and by a hatch. What was only remembered is never shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.views.table_content import NO_SOURCE, unsourced_cell
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, source_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.tables import Table

FORMS = (
    "torticaput",
    "torticollis",
    "laterocaput",
    "laterocollis",
    "antecaput",
    "antecollis",
    "retrocaput",
    "retrocollis",
)
"""The eight basic forms of the Col-Cap scheme."""
TOGETHER = {
    "retrocollis or retrocaput, not separated": ("retro forms, undivided", ""),
    "antecollis with forward shift": ("sagittal shift", "forward"),
    "sagittal shift forward": ("sagittal shift", "forward"),
    "sagittal shift backward": ("sagittal shift", "backward"),
    "head tremor": ("head tremor", ""),
    "head tremor, yes-yes": ("head tremor", "yes-yes"),
    "head tremor, no-no": ("head tremor", "no-no"),
    "torticollis with tremor": ("head tremor", "with torticollis"),
}
"""Postures that share a column, and what the cell then adds."""
SIDES = {
    "ipsilateral": "same side",
    "contralateral": "opposite side",
    "both": "both sides",
    "not stated": "side not stated",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class _Notes:
    """The notes below the matrix, each with its letter."""

    texts: list[str]

    def letter(self, text: str) -> str:
        if text not in self.texts:
            self.texts.append(text)
        return LETTERS[self.texts.index(text)]


def matrix_grid(table: Table, course: Course, rows: Sequence[dict[str, str]] | None = None) -> Grid:
    """The rows of `muscle_postures` as a matrix."""
    rows = table.rows if rows is None else rows
    muscles = list(dict.fromkeys(row["muscle"] for row in rows))
    others = list(dict.fromkeys(_column(row["posture"]) for row in rows if row["posture"] not in FORMS))
    columns = [*FORMS, *others]
    notes = _Notes([])
    lines = []
    for muscle in muscles:
        line = [text_cell(muscle)]
        for column in columns:
            pairs = [row for row in rows if row["muscle"] == muscle and _column(row["posture"]) == column]
            line.append(_pair_cell(pairs, course, notes))
        lines.append(line)
    return Grid(
        caption=table.title.removesuffix("."),
        columns=[Column("Muscle"), *(Column(column) for column in columns)],
        rows=lines,
        summary=_summary(table, rows),
        note=_note(notes),
        wide=True,
    )


def _column(posture: str) -> str:
    return TOGETHER.get(posture, (posture, ""))[0]


def _pair_cell(pairs: Sequence[dict[str, str]], course: Course, notes: _Notes) -> Cell:
    sourced = [row for row in pairs if row["sourced"] == "yes" and row["side"]]
    if not sourced:
        return unsourced_cell() if pairs else text_cell("")
    htmls, texts = [], []
    for row in sourced:
        more = TOGETHER.get(row["posture"], ("", ""))[1]
        label = SIDES[row["side"]] + (f", {more}" if more else "")
        claims = [claim.strip() for claim in row["claims"].split(";") if claim.strip()]
        html = claim_link(course, claims[0], label) if claims else source_link(course, row["source"], label)
        letter = notes.letter(row["note"]) if row["note"] else ""
        htmls.append(html + (f"<sup>{letter}</sup>" if letter else ""))
        texts.append(label + (f" [{letter}]" if letter else ""))
    return Cell("<br>".join(htmls), "; ".join(texts))


def _summary(table: Table, rows: Sequence[dict[str, str]]) -> str:
    sourced = sum(row["sourced"] == "yes" for row in rows)
    return (
        f"<p>{escape(table.description)} {sourced} pairs of muscle and posture have a source that was read, "
        f"{len(rows) - sourced} have none yet.</p>"
        '<ul class="dc-legend" aria-label="What the cells mean">'
        "<li><span><strong>same side</strong>: as the turn of the face or the tilt of the head</span></li>"
        "<li><span><strong>opposite side</strong>: the other side</span></li>"
        f'<li><span class="dc-swatch dc-unsourced" aria-hidden="true"></span><span><strong>{NO_SOURCE}</strong>: '
        "hatched; what textbooks say is still to be looked up</span></li>"
        '<li><span class="dc-swatch" aria-hidden="true"></span><span><strong>empty</strong>: not listed; that does not '
        "mean that the muscle takes no part</span></li></ul>"
    )


def _note(notes: _Notes) -> str:
    items = [f"<sup>{LETTERS[position]}</sup> {escape(text)}." for position, text in enumerate(notes.texts)]
    return f"<p>{' '.join(item.replace('..', '.') for item in items)}</p>" if items else ""
