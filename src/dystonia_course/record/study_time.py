"""The time that a learner spent on questions, from what is stored with the answers."""

from __future__ import annotations

from collections.abc import Iterable

from dystonia_course.record.cards import instant_of
from dystonia_course.record.response import Response

IDLE_SECONDS = 300.0
"""The most that counts for one answer: whoever looks at a question for longer has probably gone away."""
EXPLANATION = (
    "Time on questions: for each answer the time from seeing the question to answering it, at most five minutes; "
    "time that belongs to two questions counts once. Reading without answering is not counted."
)


def studied_seconds(responses: Iterable[Response]) -> float:
    """The seconds during which at least one question was being answered."""
    spans = sorted(
        (end - min(one.seconds, IDLE_SECONDS), end) for one in responses for end in (instant_of(one.time) / 1000,)
    )
    seconds, reached = 0.0, float("-inf")
    for start, end in spans:
        seconds += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return seconds
