"""Which muscles take part in a movement of the head, and on which side, as the table muscle_postures lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dystonia_course.content.neck_regions import neck_regions

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

Direction = Literal["right", "left"] | None
OTHER: dict[Literal["right", "left"], Literal["right", "left"]] = {"right": "left", "left": "right"}
UNDIVIDED = "retrocollis or retrocaput, not separated"
FORWARD = "antecollis with forward shift"


@dataclass(frozen=True, slots=True)
class Part:
    """One posture of the table with the side to which it goes; None for a bend."""

    posture: str
    direction: Direction = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as its question asks: "turn the head to the right"."""

    id: str
    words: str
    parts: tuple[Part, ...]


def _sided(name: str, words: str, *postures: str) -> Iterator[Movement]:
    for side in OTHER:
        parts = tuple(Part(posture, side) for posture in postures)
        yield Movement(f"{name}-{side}", words.format(side=side), parts)


MOVEMENTS: tuple[Movement, ...] = (
    *_sided("turn", "turn the head to the {side}", "torticaput", "torticollis"),
    *_sided("tilt", "tilt the head to the {side}", "laterocaput", "laterocollis"),
    Movement("flexion", "bend head or neck forward", (Part("antecaput"), Part("antecollis"), Part(FORWARD))),
    Movement("extension", "bend head or neck backward", (Part("retrocaput"), Part("retrocollis"), Part(UNDIVIDED))),
    Movement(
        "shift-right", "shift the head to the right", (Part("laterocollis", "right"), Part("laterocaput", "left"))
    ),
    Movement("shift-left", "shift the head to the left", (Part("laterocollis", "left"), Part("laterocaput", "right"))),
    Movement("shift-forward", "shift the head forward", (Part(FORWARD), Part("sagittal shift forward"))),
    Movement("shift-backward", "shift the head backward", (Part("sagittal shift backward"),)),
    *_sided("shoulder", "raise the {side} shoulder", "raised shoulder"),
)


def sides_of(side: str, direction: Direction) -> tuple[str, ...]:
    """The person's sides on which a muscle with this `side` in the table takes part; empty where none is named."""
    if side == "both" or (side == "not stated") or direction is None:
        return ("right", "left") if side else ()
    if side == "ipsilateral":
        return (direction,)
    return (OTHER[direction],) if side == "contralateral" else ()


MARKS = {"ipsilateral": "same", "contralateral": "opposite", "both": "both", "not stated": "open"}
"""How the map marks each side of the table."""


def listed(course: Course, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The rows of muscle_postures for these postures.

    Each is `{region, row, part, sides, mark}`: the row's number among the rows of its muscle, the posture with its
    side in words, the person's sides, and the mark; a row without a source has no sides and the mark "unsourced".
    """
    region_of = {region.muscle: region.id for region in neck_regions(course.tables).values() if region.muscle}
    counts: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    for row in course.tables["muscle_postures"].rows:
        number = counts.get(row["muscle"], 0)
        counts[row["muscle"]] = number + 1
        for part in parts:
            if row["posture"] != part.posture or row["muscle"] not in region_of:
                continue
            sourced = row["sourced"] == "yes"
            found.append(
                {
                    "region": region_of[row["muscle"]],
                    "row": number,
                    "part": f"{part.direction} {part.posture}" if part.direction else part.posture,
                    "sides": list(sides_of(row["side"], part.direction)) if sourced else [],
                    "mark": MARKS[row["side"]] if sourced else "unsourced",
                }
            )
    return found


def movement_payloads(course: Course) -> list[dict[str, Any]]:
    """Every movement with its rows, as plain data for the browser."""
    return [{"id": one.id, "words": one.words, "rows": listed(course, one.parts)} for one in MOVEMENTS]
