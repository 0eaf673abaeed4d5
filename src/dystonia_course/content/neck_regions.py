"""The regions of the drawn neck, from the table `neck_regions`, and what a hotspot question may ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dystonia_course.content.errors import ContentError
from dystonia_course.content.question_records import HotspotQuestion
from dystonia_course.content.tables import Table

TABLE = "neck_regions"


@dataclass(frozen=True, slots=True)
class NeckRegion:
    """A muscle, or a structure at risk (`kind` danger). `muscle` is its name in muscles.csv, empty for the others."""

    id: str
    name: str
    kind: str
    muscle: str
    layer: str
    views: tuple[str, ...]
    note: str
    claims: tuple[str, ...]


def neck_regions(tables: Mapping[str, Table]) -> dict[str, NeckRegion]:
    """Every region by its id, in the order of the table; empty in a course without a neck map."""
    rows = tables[TABLE].rows if TABLE in tables else []
    return {
        row["region"]: NeckRegion(
            row["region"],
            row["name"],
            row["kind"],
            row["muscle"],
            row["layer"],
            tuple(row["views"].split(";")),
            row["note"],
            tuple(filter(None, row["claims"].split(";"))),
        )
        for row in rows
    }


def completed(question: HotspotQuestion, regions: Mapping[str, NeckRegion], file: str) -> HotspotQuestion:
    """The question with everything in `offer` that can be chosen. Raises ContentError if a region cannot be seen."""

    def fault(field: str, problem: str) -> ContentError:
        return ContentError(file, problem, record=f"question '{question.id}'", field=field)

    seen = [one.id for one in regions.values() if question.view in one.views and one.layer not in question.layers_off]
    named = {
        "offer": question.offer,
        "answer": [spot.region for spot in question.answer],
        "foreseen": [spot.region for spot in question.foreseen],
    }
    for field, ids in named.items():
        for one in ids:
            if one not in regions:
                raise fault(field, f"'{one}' is not in {TABLE}.csv")
            if question.view not in regions[one].views:
                raise fault(field, f"'{one}' is not drawn in the view '{question.view}'")
            if one not in seen:
                raise fault(field, f"'{one}' lies in the layer '{regions[one].layer}', which is taken off")
    whole = question.model_copy(update={"offer": question.offer or seen})
    places = whole.places()
    for field, spots in (("answer", question.answer), ("foreseen", question.foreseen)):
        for spot in spots:
            if spot.place not in places:
                raise fault(field, f"'{spot.region}' has no side '{spot.side}'")
    if len(places) < 3:
        raise fault("offer", f"at least three places must be offered, found {len(places)}")
    return whole
