"""When a question comes back: one card a question, worked out from its answers alone.

The spacing is FSRS, with its random spread of intervals off, so that the same answers always give the same days.
Only the order in which answers were stored and the instants at which they were given count, never a time zone:

- A gap between two answers is counted in whole days, eight hours short of a day being a day, so that somebody who
  studies a little earlier each evening is not taken for somebody who repeats on the same day.
- A clock that was set back gives a gap of 0 days, and the later answer's time holds from then on.
- An answer dated more than a day in the future cannot be right: its question is due at once, which mends it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fsrs import Card, Rating, Scheduler, State

from dystonia_course.record.confidence import CERTAIN
from dystonia_course.record.response import Response

DAY = 86_400_000
"""Milliseconds, as all instants and spans here."""
EARLY = 8 * 3_600_000
"""What may be missing from a whole day."""
SOON = 600_000
"""A confident error comes back after this, and again within a week until it has been right a week later."""
WEEK = 7 * DAY
LONGEST_DAYS = 180
DESIRED_RETENTION = 0.925
RULES = 1
"""Raised whenever the rules of this module change, so that stored cards are worked out anew."""

EXPLANATION = (
    "A question comes back when the chance that you still know it is expected to have fallen to about 92%: "
    "after 2, 7, 24 and 71 days if you are right each time, after a day if you were wrong, never later than 180 days."
)

_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)
_NOW = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # FSRS looks at differences in days only
_LONGEST_GAP_DAYS = 36_500


@dataclass(frozen=True)
class Answer:
    """What the schedule needs of a response; `instant` is in milliseconds since 1970, UTC."""

    question_id: str
    instant: int
    rating: Rating
    confident_error: bool


@dataclass(frozen=True)
class CardState:
    """Where one question stands. Instants in milliseconds since 1970, UTC."""

    question_id: str
    answers: int
    stability: float
    """Days after which the chance to know it has fallen to 90%."""
    difficulty: float
    """1 (easy) to 10."""
    answered: int
    due: int
    confident_error: int | None
    """When it was last answered wrong and sure; None once it has been right a week later."""


def settings_mark(points: Mapping[str, int]) -> str:
    """Names the settings that a stored card rests on; another mark means that all cards are worked out anew."""
    counts = sorted(points.items())
    return json.dumps([RULES, DESIRED_RETENTION, LONGEST_DAYS, _SCHEDULER.parameters, counts])


def rating_of(correct: bool | None, confidence: int | None, ticked: int = 0, points: int = 0) -> Rating:
    """The FSRS rating of an answer.

    Wrong is Again. Right is Good, and Hard at confidence 1, since it was partly a guess. Confidence may bring a
    question back sooner, never later: being sure proves nothing, so Easy is not used. A self-marked answer is Good with
    all `points` ticked, Hard with at least half of them, else Again; without known points it is Hard.
    """
    if correct is None:
        if points <= 0:
            return Rating.Hard
        return Rating.Good if ticked >= points else Rating.Hard if 2 * ticked >= points else Rating.Again
    if not correct:
        return Rating.Again
    return Rating.Hard if confidence == 1 else Rating.Good


def answer_of(response: Response, points: Mapping[str, int]) -> Answer:
    """The answer that a response is; `points` gives the number of points of each self-marked question."""
    return Answer(
        question_id=response.question_id,
        instant=instant_of(response.time),
        rating=rating_of(
            response.correct,
            response.confidence,
            _ticked(response.choice) if response.correct is None else 0,
            points.get(response.question_id, 0),
        ),
        confident_error=response.correct is False and response.confidence == CERTAIN,
    )


def instant_of(time: str) -> int:
    """Milliseconds since 1970 of an ISO time; one without a zone is UTC."""
    moment = datetime.datetime.fromisoformat(time)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return (moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)) // datetime.timedelta(milliseconds=1)


def _ticked(choice: object) -> int:
    points = choice.get("points") if isinstance(choice, dict) else None
    return len(set(points)) if isinstance(points, Sequence) and not isinstance(points, str) else 0


def replay(answers: Iterable[Answer], cards: Mapping[str, CardState] | None = None) -> dict[str, CardState]:
    """The cards after `answers`, in the order in which they were stored, going on from `cards`."""
    found = dict(cards or {})
    for answer in answers:
        found[answer.question_id] = after(found.get(answer.question_id), answer)
    return found


def after(card: CardState | None, answer: Answer) -> CardState:
    """The card once `answer` has been given; None is a question that was not answered before."""
    if card is None:
        state = Card(card_id=1, due=_NOW)
    else:
        gap = min(max(0, (answer.instant - card.answered + EARLY) // DAY), _LONGEST_GAP_DAYS)
        state = _fsrs_card(card, gap)
    reviewed, _ = _SCHEDULER.review_card(state, answer.rating, _NOW)
    assert reviewed.stability is not None  # FSRS sets both at the first review
    assert reviewed.difficulty is not None
    due = answer.instant + (reviewed.due - _NOW).days * DAY
    error = None if card is None else card.confident_error
    if answer.confident_error:
        error, due = answer.instant, answer.instant + SOON
    elif error is not None and (answer.rating == Rating.Again or answer.instant < error):
        error = answer.instant  # the week begins anew
    elif error is not None and answer.instant >= error + WEEK - EARLY:
        error = None
    if error is not None:
        due = min(due, answer.instant + WEEK)
    return CardState(
        question_id=answer.question_id,
        answers=1 if card is None else card.answers + 1,
        stability=reviewed.stability,
        difficulty=reviewed.difficulty,
        answered=answer.instant,
        due=due,
        confident_error=error,
    )


def is_due(card: CardState, now: int) -> bool:
    """Whether the question may be asked again at `now`."""
    if card.answered > now + DAY:
        return True
    early = EARLY if card.due - card.answered >= DAY else 0
    return card.due - early <= now


def recall(card: CardState, now: int) -> float:
    """The chance, 0 to 1, that the question is still known at `now`, as FSRS expects it."""
    gap = min(max(0, (now - card.answered + EARLY) // DAY), _LONGEST_GAP_DAYS)
    return float(_SCHEDULER.get_card_retrievability(_fsrs_card(card, gap), _NOW))


def _fsrs_card(card: CardState, gap_days: int) -> Card:
    return Card(
        card_id=1,
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_NOW,
        last_review=_NOW - datetime.timedelta(days=gap_days),
    )
