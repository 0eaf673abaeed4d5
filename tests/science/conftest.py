"""The checked table of the type B trial."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from dystonia_course.science.trial_checks import check_trial

if TYPE_CHECKING:
    import pandas as pd


@pytest.fixture(scope="session")
def raw_trial(trial_bytes: bytes) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(io.BytesIO(trial_bytes))


@pytest.fixture(scope="session")
def trial_table(raw_trial: pd.DataFrame) -> pd.DataFrame:
    return check_trial(raw_trial)
