"""Marks that differ in shape, so that colour is never alone: a key line with its words, a mark at a place."""

from __future__ import annotations

from typing import Literal

from dystonia_course.views.figures.drawing import BLUE, ORANGE, PAPER, SMALL, Drawing

Shape = Literal["circle", "square", "diamond", "triangle"]
COLOURS: dict[Shape, str] = {"circle": BLUE, "square": "#3d5a1e", "diamond": ORANGE, "triangle": "#7b2d8b"}
"""Each shape has a colour of its own; both say the same."""


def mark(drawing: Drawing, shape: Shape, x: float, y: float, *, hollow: bool = False) -> None:
    """A mark with its middle at `x` and `y`, filled or hollow."""
    colour = COLOURS[shape]
    fill = PAPER if hollow else colour
    if shape == "circle":
        drawing.dot(x, y, radius=4.8, fill=fill, stroke=colour)
        return
    corners = {
        "square": ((-4.6, -4.6), (4.6, -4.6), (4.6, 4.6), (-4.6, 4.6)),
        "diamond": ((0, -6.4), (6.4, 0), (0, 6.4), (-6.4, 0)),
        "triangle": ((0, -6.2), (5.8, 4.6), (-5.8, 4.6)),
    }[shape]
    drawing.polygon([(x + across, y + down) for across, down in corners], fill=fill, stroke=colour)


def key(drawing: Drawing, shape: Shape, y: float, words: str, *, x: float = 14, hollow: bool = False) -> None:
    """One line of the key: the mark and what it stands for; `y` is the base line of the words."""
    mark(drawing, shape, x, y - 4, hollow=hollow)
    drawing.text(x + 12, y, words, size=SMALL)
