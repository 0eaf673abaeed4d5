"""Where the needle lands: hits in cadavers with and without ultrasound, and one small series of sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import Interval, wilson
from dystonia_course.views.figures.drawing import MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, found, short, stated, table_rows
from dystonia_course.views.figures.marks import COLOURS, Shape, key, mark
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

DEEP, SUPERFICIAL = "gd-ko-deep", "gd-ko-superficial"
EMG, ULTRASOUND = "gd-hong-emg", "gd-hong-us"
TITLES = {DEEP: "Deep or difficult muscles", SUPERFICIAL: "Muscles near the surface"}
SHAPES: dict[bool, Shape] = {False: "circle", True: "diamond"}
STEP = 36.0


@dataclass(frozen=True)
class Hits:
    """Hits in cadavers with one way to inject: the printed share, the counts, Wilson's interval in per cent."""

    guided: bool
    percent: float
    hits: int
    injections: int
    span: Interval


def hits(course: Course, claim: str) -> tuple[Hits, Hits]:
    """Without guidance and with ultrasound."""
    made = []
    for guided in (False, True):
        guidance = "ultrasound" if guided else "none"
        (row,) = table_rows(course, "guidance_accuracy", claim=claim, guidance=guidance)
        count, total = int(row["hits"]), int(row["injections"])
        limits = wilson(count, total)
        span = Interval(100 * limits.low, 100 * limits.high)
        made.append(Hits(guided, float(row["percent"]), count, total, span))
    return made[0], made[1]


def sessions(course: Course, claim: str) -> tuple[int, int]:
    """Sessions with dysphagia and all sessions of the five women."""
    return int(stated(course, claim, r"(\d+) of \d+ sessions")), int(stated(course, claim, r"(\d+) sessions"))


def guidance_accuracy(course: Course) -> Figure:
    """The figure `guidance_accuracy`."""
    pairs = {claim: hits(course, claim) for claim in TITLES}
    women = {claim: sessions(course, claim) for claim in (EMG, ULTRASOUND)}
    top, panel = 54.0, 26 + 2 * STEP
    middle = top + len(pairs) * panel + 4
    start = middle + 92
    bottom = start + 2 * STEP
    scale = linear(0, 100, 10, 308)
    drawing = Drawing(bottom + 42, "Hits of the needle in cadavers, and dysphagia in one small series")
    key(drawing, SHAPES[False], 20, "without guidance (below: EMG alone)")
    key(drawing, SHAPES[True], 40, "with ultrasound (below: added to EMG)")
    drawing.percent_axis(scale, top, middle, "Share of injections that hit, with 95% interval")
    y = top
    for claim, pair in pairs.items():
        drawing.text(8, y + 18, TITLES[claim], bold=True, halo=True)
        y += 26
        for one in pair:
            words = f"{one.percent:g}% ({one.span.low:.0f} to {one.span.high:.0f})"
            drawing.text(8, y + 12, f"{one.hits} of {one.injections} hit", halo=True)
            drawing.text(312, y + 12, words, anchor="end", fill=MUTED, halo=True)
            shape = SHAPES[one.guided]
            drawing.interval(scale(one.span.low), scale(one.span.high), y + 23, stroke=COLOURS[shape])
            mark(drawing, shape, scale(one.percent), y + 23)
            y += STEP
    drawing.text(8, start - 32, "Dysphagia in five chosen women", bold=True)
    drawing.text(8, start - 14, "before and after, without a control group", size=SMALL, fill=MUTED)
    drawing.percent_axis(scale, start - 4, bottom, "Share of their sessions, no interval")
    y = start
    for guided, (events, total) in zip((False, True), women.values(), strict=True):
        drawing.text(8, y + 12, f"{events} of {total} sessions", halo=True)
        drawing.text(312, y + 12, f"{100 * events / total:.0f}%", anchor="end", fill=MUTED, halo=True)
        mark(drawing, SHAPES[guided], scale(100 * events / total), y + 23, hollow=True)
        y += STEP

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def rise(claim: str) -> str:
        without, guided = pairs[claim]
        return link(claim, f"{without.percent:g}% to {guided.percent:g}%")

    (first, all_first), (second, all_second) = women[EMG], women[ULTRASOUND]
    deep, shallow = pairs[DEEP], pairs[SUPERFICIAL]
    cadavers = found(course, DEEP, r"(\d+) cadavers")
    return Figure(
        name="guidance_accuracy",
        title="Ultrasound brings the needle home; what people gain is less sure",
        alt=(
            "Dot plot in two panels, axes from 0 to 100%. Top, share of injections in cadavers that hit, with 95% "
            f"intervals: deep muscles {deep[0].percent:g}% without guidance ({deep[0].span.low:.0f} to "
            f"{deep[0].span.high:.0f}) and {deep[1].percent:g}% with ultrasound ({deep[1].span.low:.0f} to "
            f"{deep[1].span.high:.0f}); muscles near the surface {shallow[0].percent:g}% and "
            f"{shallow[1].percent:g}%. Bottom, dysphagia in five chosen women: {first} of {all_first} sessions, then "
            f"{second} of {all_second}. Message: guidance clearly improves the hit, above all in deep muscles; that "
            "people gain by it is not proven by these data."
        ),
        message=(
            f"In cadavers ultrasound raised the hits in deep muscles from {rise(DEEP)}, and near the surface from "
            f"{rise(SUPERFICIAL)}. That is where the needle lands, not how a person fares. Five chosen women had "
            f"dysphagia after {link(EMG, f'{first} of {all_first} sessions')} with EMG alone and after "
            f"{link(ULTRASOUND, f'{second} of {all_second}')} once ultrasound was added."
        ),
        description=(
            "<p>The circle is an injection without guidance, the diamond one with ultrasound. Lines are 95% intervals "
            "by Wilson’s method, computed here from the counts. The counts follow from the design: every muscle on "
            f"both sides of {link(DEEP, f'{cadavers} cadavers')}. Injections into the same neck are not quite "
            "independent, so the true intervals are somewhat wider.</p>"
            "<p>The lower panel has no intervals: many sessions of the same few women say little about other people. "
            "They had been chosen because of dysphagia, and nothing was compared side by side. A cadaver neither "
            "moves nor swallows.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, pairs, women),
    )


def _numbers(course: Course, pairs: dict[str, tuple[Hits, Hits]], women: dict[str, tuple[int, int]]) -> Grid:
    lines = []
    for claim, pair in pairs.items():
        for one in pair:
            shown = f"{one.percent:g}%"
            lines.append(
                [
                    text_cell(f"{TITLES[claim]}, {'ultrasound' if one.guided else 'no guidance'}"),
                    text_cell(f"{one.hits} of {one.injections} injections (worked out)"),
                    Cell(claim_link(course, claim, shown), shown, one.percent),
                    text_cell(f"{one.span.low:.1f} to {one.span.high:.1f}", one.span.low),
                    Cell(claim_link(course, claim, short(course, claim)), short(course, claim)),
                ]
            )
    for claim, words in ((EMG, "EMG alone"), (ULTRASOUND, "ultrasound added")):
        events, total = women[claim]
        counts = f"{events} of {total}"
        lines.append(
            [
                text_cell(f"Dysphagia in five women, {words}"),
                Cell(claim_link(course, claim, f"{counts} sessions"), f"{counts} sessions"),
                text_cell(f"{100 * events / total:.1f}%", 100 * events / total),
                text_cell("none: sessions of the same women"),
                Cell(claim_link(course, claim, short(course, claim)), short(course, claim)),
            ]
        )
    columns = ("What", "Count", "Share", "Wilson 95% interval, computed (%)", "Source")
    return Grid("Where the needle lands: the numbers behind the figure", [Column(c) for c in columns], lines)
