"""Shows the meaning of a term beside it, where the reader is. It draws nothing by itself."""

from __future__ import annotations

from typing import Any

import anywidget

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.text_face import with_text


class GlossaryBubble(anywidget.AnyWidget):
    """Listens on the notebook's page for clicks on links to the glossary."""

    _esm = module("glossary_bubble.js")
    _css = stylesheet("glossary_bubble.css")

    def __repr__(self) -> str:
        return ""

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))
