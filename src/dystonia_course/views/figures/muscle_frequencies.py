"""Which muscles are injected: two large series side by side, routine practice and specialist centres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.proportions import Interval, wilson
from dystonia_course.views.figures.drawing import GRID, MUTED, Drawing, linear
from dystonia_course.views.figures.frame import Figure, people, short, value
from dystonia_course.views.figures.marks import key, mark
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

MUSCLES = (
    ("Splenius capitis", "ms-real-splenius", "ms-jost-freq-splenius"),
    ("Sternocleidomastoid", "ms-real-scm", "ms-jost-freq-scm"),
    ("Trapezius", "ms-real-trap", "ms-jost-freq-trap"),
    ("Levator scapulae", "ms-real-levator", "ms-jost-freq-levator"),
    ("Semispinalis capitis", "ms-real-semispinalis", "ms-jost-freq-semispinalis"),
    ("Obliquus capitis inferior", "ms-real-oci", "ms-jost-freq-oci"),
    ("Scalenes", "ms-real-scalene", None),
    ("Longissimus", "ms-real-longissimus", None),
    ("Splenius cervicis", "ms-real-splencerv", None),
    ("Platysma", "ms-real-platysma", None),
)
"""Each muscle with the claim of the routine series and that of the specialist centres, where it gives one."""
STEP = 38.0
OBLIQUUS = MUSCLES[5]


def interval(course: Course, claim: str) -> Interval:
    """The Wilson interval of a printed share, in per cent."""
    found = wilson(value(course, claim) / 100 * people(course, claim), people(course, claim))
    return Interval(100 * found.low, 100 * found.high)


def muscle_frequencies(course: Course) -> Figure:
    """The figure `muscle_frequencies`."""
    routine, specialist = (people(course, claim) for claim in OBLIQUUS[1:] if claim)
    top = 58.0
    bottom = top + STEP * len(MUSCLES) + 4
    scale = linear(0, 100, 10, 308)
    drawing = Drawing(bottom + 42, "How often each neck muscle is injected, in two series")
    key(drawing, "circle", 20, f"routine practice, {routine} people")
    key(drawing, "diamond", 40, f"seven specialist centres, {specialist} people", hollow=True)
    drawing.percent_axis(scale, top, bottom, "Share of people injected in the muscle")
    y = top
    for muscle, first, second in MUSCLES:
        shown = course.claims[first].value + (f" / {course.claims[second].value}%" if second else "%")
        drawing.text(8, y + 14, muscle, halo=True)
        drawing.text(312, y + 14, shown, anchor="end", fill=MUTED, halo=True)
        x = scale(value(course, first))
        if second:
            drawing.line(x, y + 25, scale(value(course, second)), y + 25, stroke=MUTED, width=1.4)
            mark(drawing, "diamond", scale(value(course, second)), y + 25, hollow=True)
        mark(drawing, "circle", x, y + 25)
        y += STEP
        drawing.line(8, y, 312, y, stroke=GRID)
    shares = {claim: f"{course.claims[claim].value}%" for _, *claims in MUSCLES for claim in claims if claim}

    def link(claim: str | None) -> str:
        assert claim is not None
        return claim_link(course, claim, shares[claim])

    (_, splenius, other_splenius), (_, mastoid, other_mastoid) = MUSCLES[:2]
    return Figure(
        name="muscle_frequencies",
        title="The same two muscles lead in both series; a deep one does not agree",
        alt=(
            "Dot plot of ten neck muscles; the axis is the share of people injected in the muscle, 0 to 100%. Routine "
            f"practice against seven specialist centres: splenius capitis {shares[splenius]} and "
            f"{shares[other_splenius or '']}, sternocleidomastoid {shares[mastoid]} and {shares[other_mastoid or '']}; "
            f"obliquus capitis inferior {shares[OBLIQUUS[1]]} and {shares[OBLIQUUS[2] or '']}. Message: the order of "
            "the large muscles is the same; how often the deep obliquus is injected depends on the centre."
        ),
        message=(
            f"Splenius capitis ({link(splenius)} and {link(other_splenius)}) and sternocleidomastoid ({link(mastoid)} "
            f"and {link(other_mastoid)}) lead in both series. The deep obliquus capitis inferior does not agree: "
            f"{link(OBLIQUUS[1])} against {link(OBLIQUUS[2])}. The neck is the same; the centres look and inject "
            "differently."
        ),
        description=(
            "<p>The filled circle is a registry of routine practice in several countries; the hollow diamond is seven "
            "specialist centres. The line between them only joins a pair. Four muscles were given in one series only. "
            "The table adds 95% intervals by Wilson’s method, computed here from the printed share.</p>"
            "<p>A frequency is a habit and not a recommendation: one person’s posture decides which muscles come into "
            "question. The series differ in products, in training and in guidance, so the difference has no "
            "single cause.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    def cells(claim: str | None) -> list[Cell]:
        if claim is None:
            return [text_cell("not given"), text_cell("")]
        share, span = course.claims[claim].value, interval(course, claim)
        return [
            Cell(claim_link(course, claim, share), share, float(share)),
            text_cell(f"{span.low:.1f} to {span.high:.1f}", span.low),
        ]

    lines = [[text_cell(muscle), *cells(first), *cells(second)] for muscle, first, second in MUSCLES]
    routine, specialist = (short(course, claim) for claim in OBLIQUUS[1:] if claim)
    columns = (
        "Muscle",
        f"{routine}, routine (%)",
        "95% interval, computed",
        f"{specialist}, specialist centres (%)",
        "95% interval, computed",
    )
    return Grid("How often each muscle is injected: the numbers", [Column(title) for title in columns], lines)
