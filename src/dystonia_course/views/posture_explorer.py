"""The posture explorer: a drawing of head, neck and shoulders that follows sliders and names the posture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.content.citations import citation
from dystonia_course.science.posture_names import NAMED_POSTURES, NEUTRAL_BELOW_DEG, described_in_words
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.markdown import to_html
from dystonia_course.views.posture_practice import practice_tasks
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "Posture explorer: head, neck and shoulders from the front, from the side and from above"

ABOUT = f"""\
- The figure has two segments: the neck hinges at C7/T1, the head at C1-C2. All three views show the same model.
- Blue dots and line: the cervical spine, C2 to C7. Purple line: the head's own axis; from above it shows where the nose
  points. What lies behind the skin is faint.
- A side is always the person's own. The side of a turn is where the chin points.
- Angles under {NEUTRAL_BELOW_DEG:.0f}° are not named. This limit, the largest angles and the proportions are choices
  of this drawing. They are neither clinical limits nor anyone's measurements.
- A real neck bends over all its joints. Here it is rigid, so that you can see where head and neck part.
"""

CAPTION = (
    ("cond-phe-colcap-8", "The Col-Cap scheme has {}."),
    ("cond-phe-torticaput", "Torticaput led in {} of one multicentre series."),
    ("cond-phe-pure", "Only {} of that series had a single pure form."),
    ("cond-phe-shift-missed", "A shift could be derived in {}, more often than examiners named it."),
)
"""Claim and sentence; the number is the link."""
CAPTION_RULES = (
    ("cond-phe-lateral-shift", "A lateral shift is a neck tilt with the head tilted back ({})."),
    ("cond-phe-sagittal-shift-fwd", "A forward sagittal shift is antecollis with retrocaput ({})."),
    (
        "cond-phe-larynx-sign",
        "In torticollis the larynx swings off the midline, in torticaput it stays over the sternal notch ({}).",
    ),
)
"""Claims without a number: the link is the source's name."""


class PostureExplorer(anywidget.AnyWidget):
    """The drawing. `posture` holds the six angles after the learner's last movement and can be set from Python."""

    _esm = module("posture_explorer.js")
    _css = stylesheet("posture.css")
    posture = traitlets.Dict(default_value={}).tag(sync=True)
    """Angles in degrees by the names of `science.posture.Posture`; what is missing is 0."""
    seed = traitlets.Int(1)
    """Fixes the order of the practice tasks."""
    tasks: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)

    def __init__(self, course: Course | None = None, *, seed: int = 1) -> None:
        """With a course, the caption states its claims about postures, each with its source."""
        text = "" if course is None else caption(course)
        super().__init__(seed=seed, tasks=practice_tasks(seed), about=to_html(ABOUT), caption=to_html(text))

    def __repr__(self) -> str:
        return text_face()

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def caption(course: Course) -> str:
    """The caption as Markdown: a few claims about postures, as far as the course holds them."""
    sentences = []
    for claim_id, sentence in (*CAPTION, *CAPTION_RULES):
        claim = course.claims.get(claim_id)
        if claim is not None:
            sentences.append(sentence.format(citation(claim, course.sources[claim.source])))
    return " ".join(sentences)


def text_face() -> str:
    """What a reader sees before the cell has run: what the drawing does, and its postures in words."""
    postures = "\n".join(f"- {described_in_words(posture)}" for posture in NAMED_POSTURES.values())
    return f"{TITLE}.\nRun the lesson to move it with sliders, to set a named posture or to practise.\n{postures}"
