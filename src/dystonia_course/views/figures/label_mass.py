"""Nanograms behind the units: what one maker measured in three products, and what that makes of labelled amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import (
    BLUE,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PALE_ORANGE,
    SMALL,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, short, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

AMOUNTS = {
    "onabotulinumtoxinA": ("pr-ona-median-dose", "usual in a trial"),
    "abobotulinumtoxinA": ("pr-abo-initial", "start by a label"),
    "incobotulinumtoxinA": ("pr-inco-us-initial", "start by a label"),
}
"""An amount that a label or a maker names for each product, and what it is."""
UNITS = "un-not-interchange"


@dataclass(frozen=True)
class Content:
    """A product: nanograms in 100 units as worked out, the amount named for it in units, and the nanograms in that."""

    product: str
    claim: str
    ng_in_vial: float
    vial_units: float
    own: bool
    amount_claim: str
    amount_units: float

    @property
    def ng_per_100(self) -> float:
        """Nanograms in 100 units of the product."""
        return 100 * self.ng_in_vial / self.vial_units

    @property
    def ng_in_amount(self) -> float:
        """Nanograms in the amount that is named."""
        return self.ng_in_vial / self.vial_units * self.amount_units


def measured(course: Course) -> list[Content]:
    """The products with a measured content, the densest first."""
    made = [
        Content(row["product"], row["claim"], float(row["neurotoxin_ng"]), float(row["vial_units"]),
                "its own product" in row["who_paid"], AMOUNTS[row["product"]][0],
                value(course, AMOUNTS[row["product"]][0]))
        for row in course.tables["contents"].rows
        if row["neurotoxin_ng"]
    ]  # fmt: skip
    return sorted(made, key=lambda content: -content.ng_per_100)


def unmeasured(course: Course) -> list[str]:
    """The products for which nobody's measurement was found."""
    return [row["product"] for row in course.tables["contents"].rows if not row["neurotoxin_ng"]]


def label_mass(course: Course) -> Figure:
    """The figure `label_mass`."""
    contents, missing = measured(course), unmeasured(course)
    step = 46.0
    top = 78.0
    middle = top + step * len(contents) + 24 * len(missing) + 6
    start = middle + 92
    bottom = start + step * len(contents) + 4
    drawing = Drawing(bottom + 42, "Nanograms of neurotoxin behind the units of three products")
    drawing.box(8, 8, 18, 12, fill=PALE_BLUE, stroke=BLUE)
    drawing.text(34, 19, "maker’s own product (it paid for all)", size=SMALL)
    drawing.box(8, 28, 18, 12, fill=PALE_ORANGE, stroke=ORANGE, dash="4 3")
    drawing.text(34, 39, "product of a competitor", size=SMALL)
    first, second = linear(0, 1, 10, 308), linear(0, 3, 10, 308)
    drawing.heading(top - 6, "Neurotoxin in 100 units")
    drawing.axis(first, (0, 0.25, 0.5, 0.75, 1), top + 4, middle, "Nanograms")
    y = top + 4
    for content in contents:
        _bar(drawing, content, y, content.product, f"{content.ng_per_100:.2f} ng", first(content.ng_per_100))
        y += step
    for product in missing:
        drawing.text(8, y + 15, product, halo=True)
        drawing.text(312, y + 15, "no source yet", anchor="end", fill=MUTED, halo=True)
        y += 24
    drawing.text(8, start - 26, "Neurotoxin in an amount that is named", bold=True)
    drawing.text(8, start - 8, "usual in a trial, or start by a label; not to give", size=SMALL, fill=MUTED)
    drawing.axis(second, (0, 1, 2, 3), start, bottom, "Nanograms")
    for position, content in enumerate(contents):
        kind = AMOUNTS[content.product][1].split()[0]
        words = f"{number(content.amount_units)} U {content.product} ({kind})"
        shown = f"{content.ng_in_amount:.1f} ng"
        _bar(drawing, content, start + position * step, words, shown, second(content.ng_in_amount))

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def vial(content: Content) -> str:
        amount = course.claims[content.claim].value
        return link(content.claim, f"{amount} ng in {number(content.vial_units)} U")

    units = [content.amount_units for content in contents]
    masses = [content.ng_in_amount for content in contents]
    own = next(content for content in contents if content.own)
    said = ", ".join(f"{content.product} {vial(content)}" for content in contents)
    return Figure(
        name="label_mass",
        title="Neither units nor nanograms convert one product into another",
        alt=(
            "Bar chart in two panels, axes in nanograms of neurotoxin. In 100 units: "
            + ", ".join(f"{content.product} {content.ng_per_100:.2f}" for content in contents)
            + f"; {' and '.join(missing)} have no source yet. In an amount that a label or trial names: "
            + ", ".join(f"{number(c.amount_units)} U {c.product} {c.ng_in_amount:.1f}" for c in contents)
            + ". Message: a unit of one product does not hold the mass of a unit of another, and the masses of named "
            "amounts do not agree either."
        ),
        message=(
            f"One maker weighed three products: {said}. So units of different products hold different masses, and "
            "the amounts that labels name hold different masses, too. "
            f"{link(UNITS, 'No label supports a conversion')}, by unit or by weight."
        ),
        description=(
            f"<p>All three were measured by ELISA in one study ({link(own.claim, short(course, own.claim))}) that the "
            f"maker of {own.product} paid for: its own product has the plain bar, the products of its competitors the "
            "bar with a broken edge. Nobody else has confirmed it here. For two products we found no measurement.</p>"
            "<p>The lower panel multiplies the measured content by an amount: "
            + ", ".join(
                f"{link(c.amount_claim, f'{number(c.amount_units)} U')} ({AMOUNTS[c.product][1]})" for c in contents
            )
            + f". The largest amount in units is {max(units) / min(units):.1f} times the smallest; in nanograms it is "
            f"{max(masses) / min(masses):.1f} times. These people, trials and purposes differ, so this is no table "
            "of equal doses.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, contents, missing),
    )


def _bar(drawing: Drawing, content: Content, y: float, words: str, shown: str, end: float) -> None:
    fill, edge, dash = (PALE_BLUE, BLUE, None) if content.own else (PALE_ORANGE, ORANGE, "4 3")
    drawing.text(8, y + 15, words, halo=True)
    drawing.text(312, y + 15, shown, anchor="end", fill=MUTED, halo=True)
    drawing.box(10, y + 22, end - 10, 14, fill=fill, stroke=edge, dash=dash)


def _numbers(course: Course, contents: list[Content], missing: list[str]) -> Grid:
    lines = []
    for content in contents:
        claim = course.claims[content.claim]
        shown = f"{claim.value} {claim.unit}"
        amount = f"{number(content.amount_units)} U"
        lines.append(
            [
                text_cell(content.product),
                Cell(claim_link(course, content.claim, shown), shown, content.ng_in_vial),
                text_cell(f"{content.ng_per_100:.2f}", content.ng_per_100),
                Cell(claim_link(course, content.amount_claim, amount), amount, content.amount_units),
                text_cell(f"{content.ng_in_amount:.2f}", content.ng_in_amount),
                text_cell("the product’s maker" if content.own else "a competitor"),
            ]
        )
    lines += [[text_cell(product), text_cell("no source yet"), *([text_cell("")] * 4)] for product in missing]
    columns = (
        "Product",
        "Measured",
        "ng in 100 U, worked out",
        "Amount named",
        "ng in it, worked out",
        "Who paid for the measurement",
    )
    return Grid("Nanograms behind the units: the numbers behind the figure", [Column(c) for c in columns], lines)
