"""A page about this learner: made anew each time it is shown or brought up to date, and never stored in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import anywidget
import traitlets

from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.table_grid import Cell
from dystonia_course.views.text_face import with_text


class LivePage(anywidget.AnyWidget):
    """HTML that `build` makes; a reader without a running kernel sees only the fixed `resting` sentence."""

    _esm = module("live_page.js")
    _css = stylesheet("table.css", "live_page.css")
    html = traitlets.Unicode("").tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)
    actions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """The labels of further buttons."""

    def __init__(
        self,
        build: Callable[[], str],
        *,
        title: str,
        resting: str,
        actions: Mapping[str, Callable[[], str]] | None = None,
    ) -> None:
        """`build` may raise RecordUnavailable, which is then said in its sentence.

        `actions` are further buttons by their labels; each does something and returns the sentence to show.
        """
        self._build = build
        self._resting = resting
        self._actions = dict(actions or {})
        super().__init__(title=title, html=self._made(), actions=list(self._actions))
        self.on_msg(self._heard)
        hear_while_busy(self)

    def _made(self) -> str:
        try:
            return self._build()
        except RecordUnavailable as error:
            return f"<p>{escape(str(error))}</p>"

    def _heard(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("type") == "refresh":
            self.html = self._made()
            self.send({"type": "said", "words": "Up to date."})
        elif content.get("type") == "action" and content.get("label") in self._actions:
            self.send({"type": "said", "words": self._actions[content["label"]]()})

    def __repr__(self) -> str:
        return self._resting

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), self._resting)


def day_cell(day: str) -> Cell:
    """A cell with a day (ISO), which is never broken over two lines; empty where there is none."""
    return Cell(f'<span class="dcv-date">{day}</span>' if day else "", day)
