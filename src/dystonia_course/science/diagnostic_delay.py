"""Why the delay to diagnosis looks short in recent onsets: right truncation, shown with invented people.

Somebody whose disease began two years ago and who is already diagnosed cannot have waited for three. So the mean delay
among the diagnosed is too short in those whose disease began lately, even where nothing has become faster.
All times are in months.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class InventedPerson:
    """An invented person: `since_onset` months have passed since the first symptom; diagnosis comes after `delay`."""

    since_onset: float
    delay: float

    @property
    def diagnosed(self) -> bool:
        """Whether the diagnosis has been made by today."""
        return self.delay <= self.since_onset


def invent_people(count: int, window: float, mean_delay: float, seed: int) -> list[InventedPerson]:
    """`count` people with onsets spread evenly over the last `window` months, and exponential delays of one mean."""
    if count < 1 or window <= 0 or mean_delay <= 0:
        raise ValueError("count, window and mean_delay must be above zero")
    chance = random.Random(seed)
    return [
        InventedPerson(since_onset=window * chance.random(), delay=-mean_delay * math.log(1 - chance.random()))
        for _ in range(count)
    ]


def mean_delay_of_diagnosed(people: Sequence[InventedPerson], window: float = math.inf) -> float:
    """The mean delay of those diagnosed, with an onset in the last `window` months; nan if there is none."""
    delays = [person.delay for person in people if person.diagnosed and person.since_onset <= window]
    return math.fsum(delays) / len(delays) if delays else math.nan


def expected_mean_delay(window: float, mean_delay: float) -> float:
    """The mean that `mean_delay_of_diagnosed` comes close to with many people, in closed form.

    With onsets even over w months and exponential delays of mean m, the delay d of a diagnosed person has a density in
    proportion to exp(-d/m) (w - d) from 0 to w.
    """
    w, m = window, mean_delay
    e = math.exp(-w / m)
    diagnosed = m * w - m * m * (1 - e)
    total = m * m * (w - 2 * m + (w + 2 * m) * e)
    return total / diagnosed
