"""From units to the largest block, in one small foot muscle, the extensor digitorum brevis (EDB), and in no other.

A hyperbola through the mid-points that volunteers' M-waves gave. Other laboratories found up to 14 points less in the
same units, so the answer is a band of 15 points each way, never one number. It must not be scaled to a neck muscle by
mass or volume: no human dose curve of a neck muscle was found. It is no guide to dosing. Units are those of the type A
product of the 1990s or of the type B product; units of different products are not interchangeable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.expressions import Equation, Quantity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

EDB = "extensor digitorum brevis"
EDB_BAND_POINTS = 15.0
"""Half the width of the band, in percentage points."""
EDB_LARGEST_DOSE_UNITS = {"A": 32.0, "B": 480.0}
"""The largest doses that the cited studies gave to this muscle."""

_DOSE = Quantity("dose_units", "D", "units", "dose in the foot muscle", 0.0, max(EDB_LARGEST_DOSE_UNITS.values()))
_D50 = Quantity("d50_units", "D_{50}", "units", "dose of half the largest block", 0.1, 2000.0)

EDB_BLOCK = Equation(
    "edb_block",
    "E(D)",
    "",
    "largest block of the foot muscle's M-wave",
    (_DOSE, _D50),
    lambda dose, d50: dose / (dose + d50),
)
EQUATIONS = (EDB_BLOCK,)


@dataclass(frozen=True)
class BlockBand:
    """The largest block as shares from 0 to 1: the curve, and how far other laboratories may lie from it."""

    low: NDArray[np.float64]
    middle: NDArray[np.float64]
    high: NDArray[np.float64]


def edb_block_fraction(dose_units: ArrayLike, d50_units: float, serotype: str, muscle: str = EDB) -> BlockBand:
    """The largest block of the M-wave of the extensor digitorum brevis, with its band; ValueError for other muscles."""
    import numpy as np

    if muscle != EDB:
        raise ValueError(f"the dose link holds for the {EDB} alone and cannot be scaled to the {muscle}")
    if serotype not in EDB_LARGEST_DOSE_UNITS:
        raise ValueError(f"the dose link was fitted for type A and type B, not for type {serotype}")
    largest = EDB_LARGEST_DOSE_UNITS[serotype]
    Quantity("dose_units", "D", f"units of type {serotype}", _DOSE.meaning, 0.0, largest).check(dose_units)
    middle = EDB_BLOCK(dose_units, d50_units)
    half = EDB_BAND_POINTS / 100
    return BlockBand(np.clip(middle - half, 0, 1), middle, np.clip(middle + half, 0, 1))
