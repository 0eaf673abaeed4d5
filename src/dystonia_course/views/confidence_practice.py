"""Explains the levels of confidence, lets the learner try them on two items, and switches the question on or off."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import anywidget
import traitlets

from dystonia_course.record.confidence import EXPLANATION, LEVELS, PRACTICE
from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.preferences import confidence_wanted, want_confidence
from dystonia_course.record.store import Store
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.text_face import with_text


class ConfidencePractice(anywidget.AnyWidget):
    """The one place where confidence is switched on. The practice items are not stored.

    The browser sends `{type: "want", wanted}`; the answer is the trait `wanted`, or a sentence in `problem`.
    """

    _esm = module("confidence_practice.js")
    _css = stylesheet("question.css", "confidence_practice.css")
    explanation = traitlets.Unicode(EXPLANATION).tag(sync=True)
    levels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    wanted = traitlets.Bool(False).tag(sync=True)
    problem = traitlets.Unicode("").tag(sync=True)

    def __init__(self, store: Store) -> None:
        """The choice is kept in `store`."""
        self._store = store
        super().__init__(
            levels=[
                {"number": level.number, "label": level.label, "right": level.right, "wrong": level.wrong}
                for level in LEVELS
            ],
            items=[asdict(item) for item in PRACTICE],
            wanted=confidence_wanted(store),
            problem=store.problem() or "",
        )
        self.on_msg(self._heard)
        hear_while_busy(self)

    def _heard(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("type") != "want":
            return
        try:
            want_confidence(self._store, bool(content.get("wanted")))
            self.problem = ""
        except RecordUnavailable as error:
            self.problem = str(error)
        self.wanted = confidence_wanted(self._store)
        self.send({"type": "kept"})

    def __repr__(self) -> str:
        asked = [f"{number}. {item.ask} ({', '.join(item.options)})" for number, item in enumerate(PRACTICE, start=1)]
        return "\n".join([EXPLANATION, "", "To try it out:", *asked, "", "Run this page to try it."])

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))
