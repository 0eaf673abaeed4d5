"""How the change at week 4 is spread over the people of each arm, with lines at two falls that people call better."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.trial_checks import ARMS, DOSES
from dystonia_course.views.estimate_text import signed
from dystonia_course.views.figures.drawing import GRID, INK, MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, found
from dystonia_course.views.figures.trial_arms import arm_title, colour, from_trial, people_table
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.responders import ResponderShare

LINES = {"points-8": "cdystonia-resp-points8", "points-12": "cdystonia-resp-points12"}
"""The definitions of a responder whose limits are drawn, each with its claim."""
NOTICED = ("cond-mcic-dashtipour", "cond-mcic-espay")
WIDTH = 4
"""Points in a bar."""
PANEL = 150.0


@dataclass(frozen=True)
class Spread:
    """One arm: how many people fell by `low` to under `low` + 4 points (a rise is below 0), and the mean fall."""

    dose: int
    people: int
    bars: dict[int, int]
    mean: float


def spreads() -> list[Spread]:
    """The falls at week 4, last value carried forward, in order of dose."""
    from dystonia_course.science.trial import changes

    table = changes(people_table())
    made = []
    for arm in ARMS:
        falls = -table.loc[table["arm"] == arm, "change"]
        bars = Counter(int(fall // WIDTH) * WIDTH for fall in falls)
        made.append(Spread(DOSES[arm], len(falls), dict(sorted(bars.items())), float(falls.mean())))
    return made


def responders() -> dict[str, list[ResponderShare]]:
    """For each line, the people of each arm at or beyond it."""
    from dystonia_course.science.responders import DEFINITIONS, responder_shares
    from dystonia_course.science.trial import changes

    table = changes(people_table())
    return {one.id: responder_shares(table, one) for one in DEFINITIONS if one.id in LINES}


def week4_changes(course: Course) -> Figure:
    """The figure `week4_changes`."""
    arms, beyond = spreads(), responders()
    low = min(min(arm.bars) for arm in arms)
    high = max(max(arm.bars) for arm in arms) + WIDTH
    most = max(max(arm.bars.values()) for arm in arms)
    limits = {name: shares[0].definition.points for name, shares in beyond.items()}
    drawing = Drawing(len(arms) * PANEL + 54, "Falls of the TWSTRS total at week 4 in three arms")
    across = linear(low, high, 30, 308)
    for position, arm in enumerate(arms):
        shares = {name: found[position] for name, found in beyond.items()}
        _panel(drawing, position * PANEL, arm, shares, (low, high, most))
    bottom = len(arms) * PANEL
    for fall in range(low, high + 1, WIDTH):
        if fall % 8 == 0 or fall == 12:
            drawing.text(across(fall), bottom + 14, signed(fall, 0), size=SMALL, anchor="middle", fill=MUTED)
    drawing.text(8, bottom + 31, "Fall of TWSTRS total by week 4, points", size=SMALL, fill=MUTED)
    drawing.text(8, bottom + 46, "right of 0 is better; height: people", size=SMALL, fill=MUTED)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def counts(name: str) -> str:
        parts = [f"{share.responders} of {share.people}" for share in beyond[name]]
        return link(LINES[name], f"{parts[0]}, {parts[1]} and {parts[2]}")

    first, second = LINES
    noticed = [abs(float(course.claims[claim].value)) for claim in NOTICED]
    return Figure(
        name="week4_changes",
        title="Behind a mean: the falls of single people overlap",
        alt=(
            f"Three panels of bar charts, one for each arm. Horizontal axis: fall of TWSTRS total by week 4 from "
            f"{signed(low, 0)} (worse) to {high} points; vertical axis: number of people; lines at "
            + " and ".join(f"{limit:g}" for limit in limits.values())
            + " points. "
            + " ".join(
                f"{arm_title(arm.dose)}: mean fall {arm.mean:.1f}, "
                + ", ".join(
                    f"{100 * found[position].share:.0f}% at {limits[name]:g} or more" for name, found in beyond.items()
                )
                + "."
                for position, arm in enumerate(arms)
            )
            + " Message: the treated arms lie further right, yet the arms overlap: some on placebo gain much, some on "
            "toxin nothing."
        ),
        message=(
            f"A fall of {limits[first]:g} points or more was seen in {counts(first)} people, from placebo to the "
            f"higher dose; of {limits[second]:g} or more in {counts(second)}. The arms overlap. The same difference of "
            "means can come from many who gain a little or from few who gain much."
        ),
        description=(
            f"<p>Each bar counts the people whose score fell by an amount within {WIDTH} points. Bars left of 0 are "
            "of people who got worse, the first one right of 0 also those who stayed the same. All people are in: "
            "where week 4 was missed, the last value is carried forward. The dashed lines stand near two falls "
            "that people call better: "
            f"{link(NOTICED[0], f'{noticed[0]:g}')} and {link(NOTICED[1], f'{noticed[1]:g}')} points in two studies. "
            "Those are changes within one person. A difference between two groups is another thing and must not be "
            "held against them.</p><p>The intervals of the shares, in the table, are 95% by Wilson’s method. The doses "
            "are those of the trial and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, arms, beyond),
    )


def instead(course: Course) -> str:
    """What the figure would show, for a sentence that says why it cannot be drawn."""
    claim = LINES["points-8"]
    placebo, lower, higher = (
        claim_link(course, claim, found(course, claim, rf"(\d+ of \d+) {arm}"))
        for arm in ("people on placebo", "on 5000 U", "on 10,000 U")
    )
    return (
        f"this figure would show the falls of single people by week 4; {placebo} people on placebo, {lower} on 5000 U "
        f"and {higher} on 10,000 U fell by 8 points or more"
    )


def _panel(
    drawing: Drawing, top: float, arm: Spread, shares: dict[str, ResponderShare], axis: tuple[int, int, int]
) -> None:
    low, high, most = axis
    roof, floor = top + 48, top + 138
    across, up = linear(low, high, 30, 308), linear(0, most, floor, roof)
    drawing.heading(top + 16, f"{arm_title(arm.dose)}: {arm.people} people")
    drawing.text(312, top + 16, f"mean fall {arm.mean:.1f}", size=SMALL, anchor="end", fill=MUTED)
    for people in range(0, most + 1, 5):
        drawing.line(30, up(people), 308, up(people), stroke=GRID)
        drawing.text(24, up(people) + 4, str(people), size=SMALL, anchor="end", fill=MUTED)
    for fall, people in arm.bars.items():
        drawing.box(across(fall) + 1, up(people), across(fall + WIDTH) - across(fall) - 2, floor - up(people),
                    fill=colour(arm.dose))  # fmt: skip
    drawing.line(across(0), roof - 6, across(0), floor, stroke=INK, width=1)
    for position, share in enumerate(shares.values()):
        x = across(share.definition.points)
        drawing.line(x, roof - 8, x, floor, stroke=INK, width=1.6, dash="4 3")
        words = f"≥{share.definition.points:g}: {100 * share.share:.0f}%"
        if position == 0:
            drawing.text(x - 4, roof - 12, words, size=SMALL, anchor="end", bold=True)
        else:
            drawing.text(x - 2, roof - 12, words, size=SMALL, bold=True)


def _numbers(course: Course, arms: list[Spread], beyond: dict[str, list[ResponderShare]]) -> Grid:
    lines = []
    for position, arm in enumerate(arms):
        bars = "; ".join(f"{signed(fall, 0)} to {signed(fall + WIDTH - 1, 0)}: {n}" for fall, n in arm.bars.items())
        line = [text_cell(arm_title(arm.dose)), text_cell(f"{arm.mean:.1f}", arm.mean)]
        for name, shares in beyond.items():
            share = shares[position]
            counts = f"{share.responders} of {share.people}"
            rest = f", {100 * share.share:.0f}% ({100 * share.low:.0f} to {100 * share.high:.0f})"
            line.append(Cell(claim_link(course, LINES[name], counts) + rest, counts + rest, share.share))
        lines.append([*line, text_cell(bars)])
    titles = [f"Fall of {shares[0].definition.points:g} points or more (95%, Wilson)" for shares in beyond.values()]
    columns = ("Arm", "Mean fall, points", *titles, "People by fall, points")
    note = from_trial(f"Computed from {sources_cell(course, list(LINES.values())).html}.")
    return Grid("Falls by week 4: the numbers behind the figure", [Column(c) for c in columns], lines, note=note)
