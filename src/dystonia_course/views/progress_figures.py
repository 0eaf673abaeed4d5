"""The figures of the progress page, as HTML and SVG that follow the theme: each with a text alternative."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.record.confidence import CalibrationRow
    from dystonia_course.record.progress import Count, Days, LessonProgress

WIDTH, HEIGHT = 320, 232
LEFT, RIGHT, TOP, BOTTOM = 44, 308, 14, 170


def lessons_figure(lessons: Sequence[LessonProgress]) -> str:
    """A bar for each lesson: right at the first try, answered, not answered yet."""
    words = "; ".join(f"{one.title}, {_in_words(one.count)}" for one in lessons)
    alt = f"Bars, one for each lesson, of the questions answered. {words}."
    rows = "".join(
        f'<div class="dcv-row"><span class="dcv-name">{escape(one.title)}</span>{_bar(one.count)}'
        f'<span class="dcv-value">{one.count.seen} of {one.count.questions}{_due(one.count.due)}</span></div>'
        for one in lessons
    )
    legend = (
        '<ul class="dcv-legend"><li><span class="dcv-swatch right"></span>right at the first try</li>'
        '<li><span class="dcv-swatch seen"></span>answered otherwise</li>'
        '<li><span class="dcv-swatch"></span>not answered yet</li></ul>'
    )
    return (
        f'<figure class="dcv-figure"><div role="img" aria-label="{escape(alt, quote=True)}">'
        f'<div class="dcv-bars">{rows}</div>{legend}</div></figure>'
    )


def _bar(count: Count) -> str:
    whole = max(count.questions, 1)
    right = 100 * count.right_first / whole
    seen = 100 * (count.seen - count.right_first) / whole
    return (
        f'<span class="dcv-bar"><span class="right" style="width:{right:.1f}%"></span>'
        f'<span class="seen" style="width:{seen:.1f}%"></span></span>'
    )


def _due(due: int) -> str:
    return f", {due} due" if due else ""


def _in_words(count: Count) -> str:
    return f"{count.seen} of {count.questions} answered, {count.right_first} right at the first try, {count.due} due"


def calibration_figure(rows: Sequence[CalibrationRow]) -> str:
    """How often answers at each level were right, with 95% intervals, against what the level says."""
    shown = [row for row in rows if row.share.of]
    said = "; ".join(f"{row.level.label}: {row.share.right} of {row.share.of} right, {row.note}" for row in shown)
    alt = f"Points with 95% intervals: share of right answers at each level of confidence, beside the level. {said}."
    parts = [_line(LEFT, _up(tick), RIGHT, _up(tick), "dcv-grid") for tick in (0, 0.25, 0.5, 0.75, 1)]
    parts += [_text(LEFT - 6, _up(tick) + 4, f"{100 * tick:.0f}%", "end") for tick in (0, 0.25, 0.5, 0.75, 1)]
    step = (RIGHT - LEFT) / len(rows)
    for place, row in enumerate(rows):
        middle = LEFT + step * (place + 0.5)
        top, bottom = _up(row.level.high), _up(row.level.low)
        parts.append(
            f'<rect class="dcv-band" x="{middle - 0.36 * step:.1f}" y="{top:.1f}" width="{0.72 * step:.1f}" '
            f'height="{bottom - top:.1f}"/>'
        )
        first, *rest = row.level.label.removesuffix(" sure").rsplit(" ", 1)
        parts += [_text(middle, BOTTOM + 16 + 14 * n, line, "middle") for n, line in enumerate([first, *rest])]
        parts.append(_text(middle, BOTTOM + 46, f"{row.share.right} of {row.share.of}", "middle", "dcv-quiet"))
        if row.share.value is None or row.share.low is None or row.share.high is None:
            continue
        low, high = _up(row.share.low), _up(row.share.high)
        parts.append(_line(middle, low, middle, high, "dcv-interval"))
        parts += [_line(middle - 6, end, middle + 6, end, "dcv-interval") for end in (low, high)]
        parts.append(f'<circle class="dcv-point" cx="{middle:.1f}" cy="{_up(row.share.value):.1f}" r="5"/>')
    return (
        f'<figure class="dcv-figure"><svg class="dcv-svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-label="{escape(alt, quote=True)}"><title>How sure and how often right</title>'
        f"<desc>{escape(alt)}</desc>{''.join(parts)}</svg>"
        "<figcaption>Bands: what each level says. Points: how often you were right, with the 95% interval. A point and "
        "its band that meet fit together.</figcaption></figure>"
    )


def _up(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def days_figure(days: Days) -> str:
    """Four weeks of days: a filled mark for each day with answers."""
    first = days.shown[0][0] if days.shown else datetime.date.today()
    studied = sum(there for _, there in days.shown)
    alt = f"The last {len(days.shown)} days, from {_day(first)} to today: answers on {studied} of them."
    marks = "".join(f'<span class="dcv-day{" on" if there else ""}"></span>' for _, there in days.shown)
    return (
        f'<figure class="dcv-figure"><div role="img" class="dcv-days" aria-label="{escape(alt, quote=True)}">{marks}'
        "</div><figcaption>The last four weeks, a row a week; the last mark is today. A full mark is a day with "
        "answers.</figcaption></figure>"
    )


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B}"
