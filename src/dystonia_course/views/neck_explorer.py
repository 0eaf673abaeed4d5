"""The neck map: five views of the neck in layers, to be explored by pointing, by keyboard, or from a list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.markdown import to_html
from dystonia_course.views.neck_facts import LAYER_NAMES, LAYERS, depth_links, region_payloads, text_of_regions
from dystonia_course.views.neck_movements import movement_payloads
from dystonia_course.views.table_content import NO_SOURCE
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "The neck map: muscles and structures at risk, layer by layer"
ABOUT = """\
- Drawn for this course from the attachments in the table of muscles. Sizes and depths differ from person to person, so
  no needle can be guided by it.
- A side is always the person's own.
- In the sections, rulers show depths that were measured in cadavers.
- Postures and sides come from the table of muscles by postures. A line without a source says so.
"""


class NeckExplorer(anywidget.AnyWidget):
    """The map. `view` is the id of the view that it shows and can be set from Python."""

    _esm = module("neck_explorer.js")
    _css = stylesheet("neck.css")
    view = traitlets.Enum(["front", "side", "back", "section_c4", "section_c1"], "front").tag(sync=True)
    regions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    movements: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    links = traitlets.Dict().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)

    def __init__(self, course: Course) -> None:
        """Facts and postures are those of `course`."""
        super().__init__(
            regions=region_payloads(course),
            movements=movement_payloads(course),
            links=depth_links(course),
            about=to_html(ABOUT),
        )

    def __repr__(self) -> str:
        return text_face(self.regions)

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = with_text(super()._repr_mimebundle_(**kwargs), repr(self))
        return {**data, "text/html": html_face(self.regions)}, metadata


def text_face(regions: list[dict[str, Any]]) -> str:
    """The regions layer by layer with their first fact: what a muscle does, or why a structure matters."""
    return "\n".join(
        [f"{TITLE}.", "Run the lesson to see the drawing and to ask it questions.", *text_of_regions(regions)]
    )


def html_face(regions: list[dict[str, Any]]) -> str:
    """All facts of all regions as plain HTML that opens without script."""
    parts = [f"<p>{TITLE}. Run the lesson to see the drawing and to ask it questions.</p>"]
    for layer in LAYERS:
        parts.append(f"<p><strong>{LAYER_NAMES[layer]}</strong></p>")
        parts += [_region_html(region) for region in regions if region["layer"] == layer]
    return f'<div class="dc">{"".join(parts)}</div>'


def _region_html(region: dict[str, Any]) -> str:
    lines = [
        f"{escape(one['title'])}: {one['html'] or NO_SOURCE}{_in_brackets(one['sources'])}" for one in region["facts"]
    ]
    for one in region["postures"]:
        note = f". {one['note']}" if one["note"] else ""
        lines.append(f"In {escape(one['posture'])}: {one['side'] or NO_SOURCE}{_in_brackets(one['sources'])}{note}")
    name = escape(region["name"][0].upper() + region["name"][1:])
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<details><summary>{name}</summary><ul>{items}</ul></details>"


def _in_brackets(html: str) -> str:
    return f" ({html})" if html else ""
