"""What the neck map says of each region, from the tables of the course: every fact with its sources, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dystonia_course.content.neck_regions import NeckRegion, neck_regions
from dystonia_course.views.markdown import inline_html, to_text
from dystonia_course.views.table_content import NO_SOURCE
from dystonia_course.views.table_grid import claim_link, source_link
from dystonia_course.views.table_matrix import SIDES

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

Row = Mapping[str, str]
FACTS = (
    ("action", "Action", "source", "claims"),
    ("nerve", "Nerve", "source", "claims"),
    ("origin", "From", "source", "claims"),
    ("insertion", "To", "source", "claims"),
    ("depth", "Depth", "depth_source", "depth_claims"),
    ("hazards", "Hazards", "hazards_source", "hazards_claims"),
    ("landmark", "Landmark", "landmark_source", "landmark_claims"),
)
"""Column of muscles.csv, its title on the map, and the columns that hold its sources and claims."""


def sources_html(course: Course, claims: str, sources: str) -> str:
    """Links to the claims' sources, each once, and to the other sources as a whole; both lists separated by `;`."""
    links: dict[str, str] = {}
    for claim in _split(claims):
        key = course.claims[claim].source
        links.setdefault(key, claim_link(course, claim, course.sources[key].short))
    for key in _split(sources):
        links.setdefault(key, source_link(course, key))
    return "; ".join(links.values())


def _split(ids: str) -> list[str]:
    return [one.strip() for one in ids.split(";") if one.strip()]


def region_payloads(course: Course) -> list[dict[str, Any]]:
    """Every region as plain data for the browser, in the order of the table."""
    muscles = {row["muscle"]: row for row in course.tables["muscles"].rows}
    return [_region(region, muscles.get(region.muscle), course) for region in neck_regions(course.tables).values()]


def _region(region: NeckRegion, muscle: Row | None, course: Course) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": region.id,
        "name": region.name,
        "kind": region.kind,
        "layer": region.layer,
        "views": list(region.views),
    }
    if muscle is None:
        why = fact("Why it matters", region.note, sources_html(course, ";".join(region.claims), ""))
        return {**payload, "facts": [why], "postures": []}
    facts = [
        fact(title, muscle.get(column, ""), sources_html(course, muscle.get(claims, ""), muscle.get(sources, "")))
        for column, title, sources, claims in FACTS
    ]
    return {**payload, "facts": facts, "postures": posture_rows(course, region.muscle)}


def fact(title: str, text: str, sources: str) -> dict[str, str]:
    """One line of the panel. Without a source there is no text, only the words that say so."""
    known = bool(text and sources and text != NO_SOURCE)
    return {
        "title": title,
        "html": inline_html(text) if known else "",
        "text": to_text(text) if known else "",
        "sources": sources if known else "",
    }


def posture_rows(course: Course, muscle: str) -> list[dict[str, Any]]:
    """The postures that the muscle is listed for: side in words, sources, and what the note says."""
    return [_posture(row, course) for row in course.tables["muscle_postures"].rows if row["muscle"] == muscle]


def _posture(row: Row, course: Course) -> dict[str, Any]:
    sourced = row["sourced"] == "yes"
    return {
        "posture": row["posture"],
        "side": SIDES.get(row["side"], "") if sourced else "",
        "sourced": sourced,
        "sources": sources_html(course, row["claims"], row["source"]) if sourced else "",
        "note": inline_html(row["note"]) if sourced and row["note"] else "",
    }


MEASURED = ("cond-anat-depth-above", "cond-anat-depth-below")
"""The claims behind the rulers of the sections."""


def depth_links(course: Course) -> dict[str, str]:
    """A link to the source of each measured depth that the sections show, by claim."""
    known = [claim for claim in MEASURED if claim in course.claims]
    return {claim: claim_link(course, claim, course.sources[course.claims[claim].source].short) for claim in known}


def text_of_regions(regions: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every region in words, layer by layer, for a reader without the drawing."""
    lines: list[str] = []
    layer = ""
    for region in sorted(regions, key=lambda one: LAYERS.index(one["layer"])):
        if region["layer"] != layer:
            layer = region["layer"]
            lines += ["", LAYER_NAMES[layer]]
        told = next((one["text"] for one in region["facts"] if one["text"]), f"{NO_SOURCE}.")
        lines.append(f"- {region['name'][0].upper()}{region['name'][1:]}. {told}")
    return lines


LAYERS = ("superficial", "second", "third", "deep", "bone")
LAYER_NAMES = {
    "superficial": "Superficial layer",
    "second": "Second layer",
    "third": "Third layer",
    "deep": "Deep layer",
    "bone": "Among the bones",
}
