"""A small kit for still drawings: shapes and words with coordinates become an SVG text, the same on every machine.

A drawing is 320 units wide and is made to be read at that width on a phone: no lettering is under 12.5 units, labels
stand at what they name, and a series differs from the next in shape as well as in colour. There is no font file and no
measuring of letters, so nothing depends on what is installed; places are found by anchors, with room to spare.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

WIDTH = 320.0
SMALL = 12.5
BODY = 13.0
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"

INK = "#1f2328"
MUTED = "#535b64"
GRID = "#d9dee4"
BLUE = "#1f63b5"
PALE_BLUE = "#a9c8ec"
ORANGE = "#a84a00"
PALE_ORANGE = "#f0c59c"
PAPER = "#ffffff"
BAND = "#e4eefa"


def linear(low: float, high: float, left: float, right: float) -> Callable[[float], float]:
    """A scale that takes `low` to the place `left` and `high` to `right`."""
    return lambda value: left + (value - low) / (high - low) * (right - left)


def logarithmic(low: float, high: float, left: float, right: float) -> Callable[[float], float]:
    """The same on a logarithmic axis: equal factors are equal distances."""
    inner = linear(math.log10(low), math.log10(high), left, right)
    return lambda value: inner(math.log10(value))


def number(value: float) -> str:
    """A number as short as can be: 5, 0.5, 16.7; from 10,000 with commas."""
    text = f"{value:.10g}"
    return f"{int(value):,}" if text.lstrip("-").isdigit() and abs(value) >= 10_000 else text.replace("-", "−")


class Drawing:
    """Collects shapes; `svg()` gives the picture. Places are in units from the top left corner."""

    def __init__(self, height: float, title: str) -> None:
        """A white drawing, 320 units wide and `height` high, with a name for those who open the picture itself."""
        self.height = height
        self._title = title
        self._parts: list[str] = []

    def svg(self) -> str:
        """The SVG document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {self.height:g}" width="{WIDTH:g}"'
            f' height="{self.height:g}" font-family="{FONT}" font-size="{BODY:g}" fill="{INK}">'
            f'<title>{escape(self._title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
            f"{''.join(self._parts)}</svg>"
        )

    def _add(self, tag: str, content: str = "", **attributes: float | str | None) -> None:
        shown = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{_short(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self._parts.append(f"<{tag}{shown}>{content}</{tag}>" if content else f"<{tag}{shown}/>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float | None = None,
        anchor: str | None = None,
        bold: bool = False,
        fill: str | None = None,
        halo: bool = False,
    ) -> None:
        """One line of words with its base line at `y`; `anchor` is None (start), "middle" or "end". `halo` keeps lines
        behind it away from the letters."""
        weight = "600" if bold else None
        edge: dict[str, float | str] = (
            {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3.5, "stroke_linejoin": "round"} if halo else {}
        )
        self._add("text", escape(words), x=x, y=y, font_size=size, text_anchor=anchor, font_weight=weight, fill=fill,
                  **edge)  # fmt: skip

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = INK,
        width: float = 1,
        dash: str | None = None,
    ) -> None:
        """A straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash)

    def curve(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = BLUE,
        width: float = 2,
        dash: str | None = None,
    ) -> None:
        """A line through `points`."""
        path = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        self._add("polyline", points=path, fill="none", stroke=stroke, stroke_width=width, stroke_linejoin="round",
                  stroke_dasharray=dash)  # fmt: skip

    def lines(
        self,
        courses: Sequence[Sequence[tuple[float, float]]],
        *,
        stroke: str = MUTED,
        width: float = 0.8,
        opacity: float = 0.4,
    ) -> None:
        """Many thin lines in one stroke, each through its own points."""
        path = "".join(
            "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) for points in courses if len(points) > 1
        )
        self._add("path", d=path, fill="none", stroke=stroke, stroke_width=width, stroke_opacity=str(opacity),
                  stroke_linejoin="round")  # fmt: skip

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = PALE_BLUE,
        stroke: str | None = None,
        dash: str | None = None,
    ) -> None:
        """A rectangle."""
        self._add("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=stroke, stroke_dasharray=dash)

    def dot(self, x: float, y: float, *, radius: float = 4.5, fill: str = BLUE, stroke: str | None = None) -> None:
        """A round mark; with `fill` white and a `stroke` it is hollow."""
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=1.8 if stroke else None)

    def diamond(self, x: float, y: float, *, radius: float = 6, fill: str = ORANGE, left: float | None = None,
                right: float | None = None) -> None:  # fmt: skip
        """A diamond; with `left` and `right` it is as wide as an interval, as forest plots show a pooled value."""
        west, east = (x - radius if left is None else left), (x + radius if right is None else right)
        corners = ((west, y), (x, y - radius), (east, y), (x, y + radius))
        self._add("polygon", points=" ".join(f"{_short(a)},{_short(b)}" for a, b in corners), fill=fill)

    def polygon(self, corners: Sequence[tuple[float, float]], *, fill: str, stroke: str | None = None) -> None:
        """A closed shape through `corners`."""
        points = " ".join(f"{_short(x)},{_short(y)}" for x, y in corners)
        self._add("polygon", points=points, fill=fill, stroke=stroke, stroke_width=1.8 if stroke else None)

    def interval(self, low: float, high: float, y: float, *, stroke: str = BLUE, dash: str | None = None) -> None:
        """A line from `low` to `high` with end marks."""
        self.line(low, y, high, y, stroke=stroke, width=1.8, dash=dash)
        for x in (low, high):
            self.line(x, y - 4, x, y + 4, stroke=stroke, width=1.8)

    def upright_interval(self, x: float, low: float, high: float, *, stroke: str = BLUE) -> None:
        """The same from below to above: `low` and `high` are places on the vertical axis."""
        self.line(x, low, x, high, stroke=stroke, width=1.8)
        for y in (low, high):
            self.line(x - 4, y, x + 4, y, stroke=stroke, width=1.8)

    def arrow_right(self, x: float, y: float, *, stroke: str = BLUE) -> None:
        """The tip of an arrow that points right."""
        self.curve([(x - 7, y - 5), (x, y), (x - 7, y + 5)], stroke=stroke, width=1.8)

    def arrow_left(self, x: float, y: float, *, stroke: str = BLUE) -> None:
        """The tip of an arrow that points left: the line goes on beyond the axis."""
        self._add("polyline", points=f"{_short(x + 7)},{_short(y - 5)} {_short(x)},{_short(y)} "
                  f"{_short(x + 7)},{_short(y + 5)}", fill="none", stroke=stroke, stroke_width=1.8)  # fmt: skip

    def dots(self, places: Sequence[tuple[float, float]], *, stroke: str = MUTED, radius: float = 1.6) -> None:
        """Many small hollow dots in one stroke: rows of places with equal steps are drawn as dotted lines."""
        rows: dict[float, list[float]] = {}
        for x, y in places:
            rows.setdefault(y, []).append(x)
        path = "".join(f"M{_short(min(xs))} {_short(y)}H{_short(max(xs) + 0.3)}" for y, xs in rows.items())
        step = next((b - a for xs in rows.values() for a, b in pairwise(xs)), 1)
        for colour, width in ((stroke, 2 * radius + 1.2), (PAPER, 2 * radius - 0.8)):
            self._add("path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_linecap="round",
                      stroke_dasharray=f"0 {_short(step)}")  # fmt: skip

    def squares(self, places: Sequence[tuple[float, float]], *, fill: str, side: float = 4.6) -> None:
        """Many small squares in one shape."""
        half, whole = _short(side / 2), _short(side)
        path = "".join(f"M{_short(x)} {_short(y)}m-{half} -{half}h{whole}v{whole}h-{whole}z" for x, y in places)
        self._add("path", d=path, fill=fill)

    def diamonds(self, places: Sequence[tuple[float, float]], *, fill: str, radius: float = 3) -> None:
        """Many small diamonds in one shape."""
        half = _short(radius)
        path = "".join(f"M{_short(x)} {_short(y)}m0-{half}l{half} {half}-{half} {half}-{half}-{half}z"
                       for x, y in places)  # fmt: skip
        self._add("path", d=path, fill=fill)

    def axis(
        self,
        scale: Callable[[float], float],
        ticks: Sequence[float],
        top: float,
        bottom: float,
        title: str,
        *,
        labels: Sequence[str] | None = None,
    ) -> None:
        """A horizontal axis: light grid lines from `top` to `bottom`, numbers below, the title under them."""
        for position, tick in enumerate(ticks):
            x = scale(tick)
            self.line(x, top, x, bottom, stroke=GRID)
            anchor = "start" if x < 16 else "end" if x > WIDTH - 16 else "middle"
            words = labels[position] if labels else number(tick)
            self.text(x, bottom + 15, words, size=SMALL, anchor=anchor, fill=MUTED)
        if title:
            self.text(scale(ticks[0]) if scale(ticks[0]) < 60 else 8, bottom + 32, title, size=SMALL, fill=MUTED)

    def percent_axis(self, scale: Callable[[float], float], top: float, bottom: float, title: str = "") -> None:
        """An axis from 0 to 100%."""
        ticks = (0, 25, 50, 75, 100)
        self.axis(scale, ticks, top, bottom, title, labels=[f"{tick}%" for tick in ticks])

    def heading(self, y: float, words: str) -> None:
        """The name of a panel."""
        self.text(8, y, words, bold=True)


def _short(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
