"""A short message in words, for what depends on this computer and so must not be stored in a notebook."""

from __future__ import annotations

from html import escape
from typing import Any

import anywidget
import traitlets

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.text_face import with_text


class Notice(anywidget.AnyWidget):
    """Shows `html`; a reader without a running kernel sees only the fixed `resting` sentence."""

    _esm = module("notice.js")
    _css = stylesheet("notice.css")
    html = traitlets.Unicode("").tag(sync=True)
    tone = traitlets.Unicode("note").tag(sync=True)

    def __init__(self, html: str, *, resting: str, tone: str = "note") -> None:
        """`tone` is "note", "caution" or "quiet"; a link with `data-notebook` opens that notebook of the course."""
        super().__init__(html=html, tone=tone)
        self.resting = resting

    def __repr__(self) -> str:
        return self.resting

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), self.resting)


def sentence(text: str, *, resting: str | None = None, tone: str = "caution") -> Notice:
    """A notice that holds one plain sentence."""
    return Notice(f"<p>{escape(text)}</p>", resting=resting or text, tone=tone)
