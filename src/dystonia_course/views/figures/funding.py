"""Who paid for the studies of the lesson: one mark for each study, by kind, in order of year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import BLUE, MUTED, ORANGE, PAPER, SMALL, Drawing
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.table_grid import Cell, Column, Grid, source_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

KINDS = {
    "trial": "Trials",
    "open study": "Open studies",
    "registry or survey": "Registries and surveys",
    "cost model": "Cost models and lists",
    "review": "Reviews",
}
COMPANY, UNKNOWN = "company", "not stated"
ACROSS, PITCH = 12, 25.0


def studies(course: Course) -> dict[str, list[dict[str, str]]]:
    """The studies by kind, each kind in order of year."""
    rows = table_rows(course, "funding_of_trials")
    return {
        kind: sorted((row for row in rows if row["kind"] == kind), key=lambda row: (row["year"], row["study"]))
        for kind in KINDS
    }


def funding(course: Course) -> Figure:
    """The figure `funding`."""
    kinds = studies(course)
    heights = {kind: 30 + PITCH * -(-len(rows) // ACROSS) + 8 for kind, rows in kinds.items()}
    drawing = Drawing(72 + sum(heights.values()), "Who paid, study by study")
    _mark(drawing, COMPANY, 16, 16)
    drawing.text(32, 20, "a company paid (found in a source)", size=SMALL)
    _mark(drawing, UNKNOWN, 16, 38)
    drawing.text(32, 42, "the pages we read do not say", size=SMALL)
    others = sorted({row["paid_by"] for rows in kinds.values() for row in rows} - {COMPANY, UNKNOWN})
    if others:
        _mark(drawing, others[0], 16, 60)
        drawing.text(32, 64, " or ".join(others), size=SMALL)
    y = 72.0
    for kind, rows in kinds.items():
        paid = sum(row["paid_by"] == COMPANY for row in rows)
        drawing.text(8, y + 16, KINDS[kind], bold=True)
        drawing.text(312, y + 16, f"company: {paid} of {len(rows)}", anchor="end", fill=MUTED)
        for position, row in enumerate(rows):
            _mark(drawing, row["paid_by"], 20 + PITCH * (position % ACROSS), y + 36 + PITCH * (position // ACROSS))
        y += heights[kind]

    def counted(kind: str) -> str:
        return f"{sum(row['paid_by'] == COMPANY for row in kinds[kind])} of {len(kinds[kind])}"

    known = next(row for row in reversed(kinds["trial"]) if row["paid_by"] == COMPANY)
    every = [row for rows in kinds.values() for row in rows]
    independent = sum(row["paid_by"] not in (COMPANY, UNKNOWN) for row in every)
    return Figure(
        name="funding",
        title="Who paid? A company, or the pages do not say",
        alt=(
            f"Icon chart without axes: one mark for each of {len(every)} studies, in panels by kind. A filled square: "
            "a company paid; a hollow dot: the pages read do not say. "
            + "; ".join(f"{KINDS[kind]}: company {counted(kind)}" for kind in KINDS)
            + f". Another payer was named for {independent or 'none'}. Message: where a payer is named it is a "
            "company; silence is no proof of independence."
        ),
        message=(
            f"A company is named as payer for {counted('trial')} trials (the last one "
            f"{source_link(course, known['source'], known['study'])}), {counted('registry or survey')} registries and "
            f"surveys and {counted('cost model')} cost models. For the rest the pages we read do not say. That is no "
            "proof of independence: most of what was read are abstracts."
        ),
        description=(
            "<p>Each mark is one study, the oldest first. A filled square says that a source names a company as payer "
            "or sponsor. A hollow dot says that the pages read are silent. Money from a maker does not make a number "
            "false. It decides which questions are asked: which comparator, which dose, which end point, and which "
            "trial is never run. These are the studies of this lesson and no sample of all studies.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, kinds),
    )


def _mark(drawing: Drawing, payer: str, x: float, y: float) -> None:
    if payer == COMPANY:
        drawing.box(x - 7, y - 7, 14, 14, fill=ORANGE)
    elif payer == UNKNOWN:
        drawing.dot(x, y, radius=7, fill=PAPER, stroke=MUTED)
    else:
        drawing.diamond(x, y, radius=8, fill=BLUE)


def _numbers(course: Course, kinds: dict[str, list[dict[str, str]]]) -> Grid:
    lines = []
    for kind, rows in kinds.items():
        for row in rows:
            payer = row["payer"] or ("not stated" if row["paid_by"] == UNKNOWN else row["paid_by"])
            study = Cell(source_link(course, row["source"], row["study"]), row["study"])
            lines.append([study, text_cell(f"{kind}, {row['year']}"), text_cell(payer)])
    columns = ("Study", "Kind and year", "Paid by")
    return Grid("Who paid: the numbers behind the figure", [Column(c) for c in columns], lines)
