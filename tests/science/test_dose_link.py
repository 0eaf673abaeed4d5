"""From units to the largest block of one foot muscle: the fit made anew, its band, and what it refuses."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import least_squares

from dystonia_course.science import dose_link
from dystonia_course.science.dose_link import EDB_BAND_POINTS, EDB_LARGEST_DOSE_UNITS, edb_block_fraction
from dystonia_course.science.onset import OnsetRates, lytic_fraction

TYPE_A, TYPE_B = 2.8, 240.0


def test_the_half_dose_of_type_a_is_the_fit_to_its_two_mid_points() -> None:
    """Sloop 1997: 75% at 7.5 to 10 U; Sloop 1996: 87.5% at 15 to 20 U."""
    doses, falls = np.array([8.75, 17.5]), np.array([0.75, 0.875])
    fit = least_squares(lambda d50: doses / (doses + d50) - falls, [5.0])
    assert fit.x[0] == pytest.approx(TYPE_A, abs=0.05)
    assert edb_block_fraction(doses, TYPE_A, "A").middle == pytest.approx(falls, abs=0.015)


def test_the_half_dose_of_type_b_goes_through_its_one_mid_point() -> None:
    """Sloop 1997: 62.5% at 320 to 480 U."""
    assert pytest.approx(400 * (1 / 0.625 - 1)) == TYPE_B
    assert float(edb_block_fraction(400, TYPE_B, "B").middle) == pytest.approx(0.625)


def test_another_laboratory_lies_inside_the_band_but_far_from_the_curve() -> None:
    """Hamjian 1994: 10 U, CMAP down from 8.3 to 3.0 mV on day 21."""
    published = 1 - 3.0 / 8.3
    band = edb_block_fraction(10, TYPE_A, "A")
    lytic = float(lytic_fraction(21 * 1440, OnsetRates(0.058, 0.141, 0.013, 0.00015)))
    assert float(band.middle) == pytest.approx(10 / 12.8)
    assert float(band.middle) * lytic - published == pytest.approx(0.14, abs=0.01)
    assert float(band.low) < published < float(band.middle)


def test_the_link_misses_the_third_laboratory_by_more_than_its_band() -> None:
    """Pons 2019: at most 70% up to 70 U of another product; at an assumed ratio of 3 to 1 that is 23.3 U."""
    band = edb_block_fraction(70 / 3, TYPE_A, "A")
    assert float(band.middle) - 0.70 == pytest.approx(0.19, abs=0.005)
    assert float(band.low) > 0.70


@given(st.sampled_from(["A", "B"]), st.floats(0.1, 2000), st.floats(0, 1))
def test_the_band_is_30_points_wide_inside_0_to_1_and_rises(serotype: str, d50: float, share: float) -> None:
    doses = np.linspace(0, EDB_LARGEST_DOSE_UNITS[serotype], 50)
    band = edb_block_fraction(doses, d50, serotype)
    assert band.middle[0] == 0
    assert (np.diff(band.middle) > 0).all()
    assert ((band.low >= 0) & (band.low <= band.middle) & (band.middle <= band.high) & (band.high <= 1)).all()
    wide = (band.middle > 0.15) & (band.middle < 0.85)
    assert (band.high - band.low)[wide] == pytest.approx(2 * EDB_BAND_POINTS / 100)
    if d50 <= doses[-1]:
        assert float(edb_block_fraction(d50, d50, serotype).middle) == pytest.approx(0.5)


@pytest.mark.parametrize("muscle", ["splenius capitis", "sternocleidomastoid", "EDB", ""])
def test_other_muscles_are_refused(muscle: str) -> None:
    with pytest.raises(ValueError, match=rf"extensor digitorum brevis alone and cannot be scaled to the {muscle}$"):
        edb_block_fraction(10, TYPE_A, "A", muscle=muscle)


def test_name_and_description_say_which_muscle() -> None:
    assert dose_link.EDB_BLOCK.name.startswith("edb_")
    assert "extensor digitorum brevis" in inspect.getdoc(edb_block_fraction)
    assert "no guide to dosing" in dose_link.__doc__


@pytest.mark.parametrize(
    ("dose", "serotype", "sentence"),
    [
        (33, "A", "dose_units must lie between 0 and 32 units of type A, but it is 33"),
        (-1, "A", "dose_units must lie between 0 and 32 units of type A, but it is -1"),
        (500, "B", "dose_units must lie between 0 and 480 units of type B, but it is 500"),
        (10, "E", "the dose link was fitted for type A and type B, not for type E"),
    ],
)
def test_doses_and_serotypes_without_data_are_refused(dose: float, serotype: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        edb_block_fraction(dose, TYPE_A, serotype)
    with pytest.raises(ValueError, match=r"d50_units must lie between 0\.1 and 2000 units, but it is 0"):
        edb_block_fraction(10, 0, "A")
