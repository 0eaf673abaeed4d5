"""Everything that lesson 4 computes: the trial's models, every combination of choices, the pools, the risks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from dystonia_course.bench.measurement import CannotMeasureError, Measurement

if TYPE_CHECKING:
    import pandas as pd

    from dystonia_course.content.course import Course

_PACKAGES = (
    "scipy.optimize",
    "scipy.stats",
    "statsmodels.genmod.generalized_linear_model",
    "statsmodels.regression.linear_model",
    "statsmodels.stats.contingency_tables",
    "statsmodels.stats.meta_analysis",
)


def measure() -> Iterator[Measurement]:
    """Seconds of all together, the first time in this interpreter, with the packages imported and the data read."""
    from dystonia_course.content.course import load_course
    from dystonia_course.content.trial_data import trial_data

    found = trial_data()
    if found.table is None:
        raise CannotMeasureError(str(found.problem))
    taken = {}
    for name, analyse in _analyses(load_course(), found.table).items():
        begun = time.perf_counter()
        analyse()
        taken[name] = time.perf_counter() - begun
    detail = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in taken.items())
    yield Measurement("lesson 4, all analyses after the imports", sum(taken.values()), "s", 3, detail)


def _analyses(course: Course, people: pd.DataFrame) -> dict[str, Callable[[], object]]:
    """What the lesson computes, by what it is; all packages that it takes are imported."""
    for module in _PACKAGES:
        import_module(module)
    from dystonia_course.science.meta_analysis import pool
    from dystonia_course.science.responders import all_definitions
    from dystonia_course.science.trial import changes, published_analysis
    from dystonia_course.science.trial_choices import every_choice
    from dystonia_course.science.trial_repeated import follow_up
    from dystonia_course.science.trial_rows import trial_effects
    from dystonia_course.views.forest_explorer import ForestExplorer
    from dystonia_course.views.results import RESULTS
    from dystonia_course.views.trial_explorer import TrialExplorer

    rows = course.tables["trials"].rows

    def pools() -> object:
        return [
            pool([one.effect for one in trial_effects(rows, doses) if one.serotype == serotype and one.read])
            for doses in ("merge", "split")
            for serotype in ("A", "B")
        ]

    return {
        "week 4": partial(published_analysis, people),
        "all visits": partial(follow_up, people),
        "responders": lambda: all_definitions(changes(people)),
        "every choice": partial(every_choice, people),
        "pools": pools,
        **{f"table {name}": partial(result, course) for name, result in RESULTS.items()},
        "explorer trial": partial(TrialExplorer, course),
        "explorer forest": partial(ForestExplorer, course),
    }
