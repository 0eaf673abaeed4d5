"""Judging the public article: the learner judges a claim first, then reads the course's verdict and its reason.

It is practice: verdicts lie in the page, nothing is scored, and nothing is kept beyond the session.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.content.lay_article import VERDICTS, LayClaim
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.markdown import to_html
from dystonia_course.views.table_grid import guarded, sources_cell
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "Judge the article"
LEDE = "Read one claim of the public article, told in our words. Judge it first. Then compare with the evidence."
PRACTICE = (
    "This is practice. Your judgements are not stored and end with this session; what you write stays in this page. "
    "The verdicts lie in the page, so that whoever digs in it can find them."
)
MEANINGS = {
    "supported": "the evidence says so, too",
    "incomplete": "true, but something that matters is left out",
    "needs nuance": "true in part, or only under conditions",
    "not supported": "no evidence was found for it",
    "wrong": "the evidence says otherwise",
}
"""The verdicts, from the kindest to the harshest; two that stand beside each other are one step apart."""


def mixed(claims: Sequence[LayClaim]) -> list[LayClaim]:
    """The claims in an order drawn from their ids that spreads each verdict evenly: no run gives a verdict away."""
    drawn = sorted(claims, key=lambda claim: hashlib.sha256(claim.id.encode()).digest())
    place: dict[str, float] = {}
    seen: Counter[str] = Counter()
    total = Counter(claim.verdict for claim in drawn)
    for claim in drawn:
        shift = hashlib.sha256(f"{claim.id} shift".encode()).digest()[0] / 256
        place[claim.id] = (seen[claim.verdict] + shift) / total[claim.verdict]
        seen[claim.verdict] += 1
    return sorted(drawn, key=lambda claim: place[claim.id])


class VerdictExercise(anywidget.AnyWidget):
    """The exercise. `judged` holds the judgements of this session by claim, `section` the part of the article."""

    _esm = module("verdict_exercise.js")
    _css = stylesheet("simulator.css", "verdict_exercise.css")
    content: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    judged: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)
    section = traitlets.Unicode("").tag(sync=True)

    def __init__(self, course: Course) -> None:
        """The claims are those of the article that have a verdict."""
        claims = mixed([claim for claim in course.lay_article.values() if claim.judged])
        super().__init__(content=_content(claims, course))
        self._text = text_face(claims)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _content(claims: Sequence[LayClaim], course: Course) -> dict[str, Any]:
    assert tuple(MEANINGS) == VERDICTS
    return {
        "title": TITLE,
        "lede": LEDE,
        "practice": PRACTICE,
        "verdicts": [[verdict, meaning] for verdict, meaning in MEANINGS.items()],
        "sections": sections(claims),
        "claims": [
            {
                "id": claim.id,
                "section": claim.section,
                "claim": claim.claim,
                "verdict": claim.verdict,
                "why": guarded(to_html(claim.why)),
                "sources": sources_cell(course, claim.claims).html,
            }
            for claim in claims
        ],
    }


def sections(claims: Sequence[LayClaim]) -> list[str]:
    """The parts of the article in its own order."""
    return list(dict.fromkeys(claim.section for claim in sorted(claims, key=lambda claim: claim.id)))


def text_face(claims: Sequence[LayClaim]) -> str:
    """The exercise in words, without a verdict."""
    counts = Counter(claim.section for claim in claims)
    parts = "; ".join(f"{section} ({counts[section]})" for section in sections(claims))
    return "\n".join(
        [
            f"{TITLE}. {LEDE}",
            f"Run the lesson to judge {len(claims)} claims. Parts of the article: {parts}.",
            "Verdicts to choose from: " + "; ".join(f"{name} ({what})" for name, what in MEANINGS.items()) + ".",
            "Your judgements are not stored.",
        ]
    )
