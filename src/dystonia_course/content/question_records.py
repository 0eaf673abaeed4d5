"""What a question is: one typed record per kind. Reading them from files is in `questions.py`."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

Pool = Literal["before", "lesson", "check", "test_a", "test_b"]
Text = Annotated[str, Field(min_length=1)]
"""Markdown with claim links."""


class Record(BaseModel):
    """Base of all content records: unknown fields are errors, records do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class QuestionBase(Record):
    """What every question carries, whatever its kind."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    objective: str | list[str]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate"]
    miller: Literal["knows", "knows how"]
    difficulty: Annotated[float, Field(gt=0, lt=1)]
    """A guess at the share of students who answer right the first time after the lesson."""
    pool: Pool
    section: Text
    """The heading of the lesson's section that teaches it."""
    stem: str = ""
    """A vignette, or empty. Numbers of an invented person need no source."""
    ask: Text
    remember: Text
    claims: Annotated[list[str], Field(min_length=1)]
    author: Text
    reviewer: Text
    version: Annotated[int, Field(ge=1)]
    status: Literal["draft", "reviewed", "clinically reviewed"]
    checked: datetime.date
    """The day on which the question was last compared with its claims."""
    licence: Literal["CC BY 4.0"] = "CC BY 4.0"

    @property
    def objectives(self) -> tuple[str, ...]:
        """The objective ids, always as a tuple."""
        return (self.objective,) if isinstance(self.objective, str) else tuple(self.objective)


class Option(Record):
    """One answer of a best-answer question."""

    id: Text
    text: Text
    rationale: Text
    correct: bool = False
    misconception: str | None = None


class BestAnswerQuestion(QuestionBase):
    """Three to five options, one of them the key; every wrong one names the misconception it catches."""

    kind: Literal["best_answer"]
    options: Annotated[list[Option], Field(min_length=3, max_length=5)]

    @model_validator(mode="after")
    def _one_key(self) -> BestAnswerQuestion:
        keys = sum(option.correct for option in self.options)
        if keys != 1:
            raise ValueError(f"options: exactly one option must be correct, found {keys}")
        _unique("options", [option.id for option in self.options])
        for option in self.options:
            if not option.correct and not option.misconception:
                raise ValueError(f"options: wrong option '{option.id}' names no misconception")
            if option.correct and option.misconception:
                raise ValueError(f"options: the key '{option.id}' must not name a misconception")
        return self

    @property
    def key(self) -> str:
        """The id of the right option."""
        return next(option.id for option in self.options if option.correct)


class MatchChoice(Record):
    """One thing that an item can be matched with."""

    id: Text
    text: Text


class MatchItem(Record):
    """One thing to be matched; `match` is the id of the right choice."""

    id: Text
    text: Text
    match: Text
    rationale: Text


class MatchingQuestion(QuestionBase):
    """Each item takes one choice; a choice may serve several items or none."""

    kind: Literal["matching"]
    choices: Annotated[list[MatchChoice], Field(min_length=2)]
    items: Annotated[list[MatchItem], Field(min_length=2)]

    @model_validator(mode="after")
    def _matches_exist(self) -> MatchingQuestion:
        _unique("choices", [choice.id for choice in self.choices])
        _unique("items", [item.id for item in self.items])
        known = {choice.id for choice in self.choices}
        for item in self.items:
            if item.match not in known:
                raise ValueError(f"items: item '{item.id}' matches unknown choice '{item.match}'")
        return self


class OrderStep(Record):
    """One step of an ordering question; the file lists the steps in their right order."""

    id: Text
    text: Text
    rationale: Text


class OrderingQuestion(QuestionBase):
    """Put the steps in order. They are shown in an order drawn from the id, never in the right one."""

    kind: Literal["ordering"]
    steps: Annotated[list[OrderStep], Field(min_length=3)]

    @model_validator(mode="after")
    def _unique_steps(self) -> OrderingQuestion:
        _unique("steps", [step.id for step in self.steps])
        return self


class NumericAnswer(Record):
    """The key of a numeric question: right when |given - value| <= tolerance."""

    value: float
    unit: str
    tolerance: Annotated[float, Field(ge=0)]


class ForeseenAnswer(Record):
    """A wrong value that a known error gives, with feedback of its own."""

    value: float
    tolerance: Annotated[float, Field(ge=0)] = 0
    misconception: Text
    rationale: Text


class NumericQuestion(QuestionBase):
    """A number with its unit."""

    kind: Literal["numeric"]
    answer: NumericAnswer
    rationale: Text
    otherwise: Text
    """Feedback for a wrong value that was not foreseen."""
    foreseen: list[ForeseenAnswer] = []

    @model_validator(mode="after")
    def _foreseen_are_wrong(self) -> NumericQuestion:
        for wrong in self.foreseen:
            if abs(wrong.value - self.answer.value) <= self.answer.tolerance + wrong.tolerance:
                raise ValueError(f"foreseen: the wrong value {wrong.value:g} lies within the key's tolerance")
        return self


class ShortAnswerQuestion(QuestionBase):
    """Free text, compared by the learner with a model answer and its points."""

    kind: Literal["short_answer"]
    model_answer: Text
    points: Annotated[list[Text], Field(min_length=1)]
    """What a good answer holds; the learner ticks what theirs held."""
    rationale: Text


NeckView = Literal["front", "side", "back", "section_c4", "section_c1"]
NeckLayer = Literal["skin", "superficial", "second", "third", "deep"]
Side = Literal["right", "left", "middle"]
"""The person's own side; what lies in the midline has the side `middle`."""
RegionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
"""A region of the neck map, see `neck_regions.csv`."""


class Spot(Record):
    """One region of the drawn neck on one side, with what is said about it."""

    region: RegionId
    side: Side
    rationale: Text

    @property
    def place(self) -> tuple[str, str]:
        """Region and side."""
        return self.region, self.side


class ForeseenSpot(Spot):
    """A wrong place that a known error leads to, with feedback of its own."""

    misconception: Text


class HotspotQuestion(QuestionBase):
    """Point to a place on the drawn neck, or choose the same place from a list.

    `offer` holds the regions that can be chosen; when it is left out, the course fills in every region that is drawn in
    the view without `layers_off`. A region is offered on both sides, in the side view on the side that is shown.
    """

    kind: Literal["hotspot"]
    view: NeckView
    shown_side: Literal["right", "left"] | None = None
    """The person's side that the side view shows; the other views show both."""
    layers_off: list[NeckLayer] = ["skin"]
    offer: list[RegionId] = []
    answer: Annotated[list[Spot], Field(min_length=1)]
    """Each of these is right."""
    foreseen: Annotated[list[ForeseenSpot], Field(min_length=1)]
    otherwise: Text
    """Feedback for a wrong place that was not foreseen."""

    @model_validator(mode="after")
    def _places_fit(self) -> HotspotQuestion:
        _unique("offer", list(self.offer))
        if (self.view == "side") != (self.shown_side is not None):
            raise ValueError("shown_side: must say which side is shown in the side view, and only there")
        places = [spot.place for spot in (*self.answer, *self.foreseen)]
        for field, spots in (("answer", self.answer), ("foreseen", self.foreseen)):
            for spot in spots:
                name = f"'{spot.region}', {spot.side}"
                if places.count(spot.place) > 1:
                    raise ValueError(f"{field}: {name} stands twice")
                if self.shown_side is not None and spot.side not in (self.shown_side, "middle"):
                    raise ValueError(f"{field}: {name} is not on the side that is shown")
                if self.offer and spot.region not in self.offer:
                    raise ValueError(f"{field}: {name} is not offered")
        return self

    def places(self) -> list[tuple[str, str]]:
        """Region and side of everything that can be chosen."""
        return [
            (region, side)
            for region in self.offer
            for side in (("middle",) if region in MIDLINE else (self.shown_side,) if self.shown_side else SIDES)
        ]


SIDES = ("right", "left")
MIDLINE = frozenset(("pharynx",))
"""Regions of the neck map that have no side."""


def place_name(region: str, side: str) -> str:
    """A region and its side in words: `splenius capitis, right`."""
    name = region.replace("-", " ")
    return name if side == "middle" else f"{name}, {side}"


Question = Annotated[
    BestAnswerQuestion | MatchingQuestion | OrderingQuestion | NumericQuestion | ShortAnswerQuestion | HotspotQuestion,
    Field(discriminator="kind"),
]


class _Part(Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=_Part)


def shown_order(question_id: str, parts: Sequence[P]) -> list[P]:
    """The parts in the order in which they are shown: drawn from the ids, so the same in every view and every run."""
    return sorted(parts, key=lambda part: hashlib.sha256(f"{question_id}/{part.id}".encode()).digest())


def _unique(field: str, ids: list[str]) -> None:
    twice = {i for i in ids if ids.count(i) > 1}
    if twice:
        raise ValueError(f"{field}: id '{sorted(twice)[0]}' stands twice")
