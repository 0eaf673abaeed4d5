"""Two functions that the models need and NumPy lacks. Their browser twins stand in `views/model_support.js`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

CLOSE = 1.0
"""Points that span less than this are treated by a series, others by the recursion."""
TERMS = 20
"""Terms of that series; the first one left out is below 1e-18 of the sum."""

_standard_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_cdf(z: ArrayLike) -> NDArray[np.float64]:
    """The standard normal distribution function, for any shape; minus and plus infinity give 0 and 1."""
    return np.asarray(_standard_erfc(-np.asarray(z, dtype=float) / math.sqrt(2)), dtype=float) / 2


def exp_divided_difference(*points: ArrayLike) -> NDArray[np.float64]:
    """The divided difference of exp(-x) at n points, times (-1)^(n-1); the points broadcast and may be equal.

    With n different points it is the sum over i of exp(-x_i) / product over j of (x_j - x_i), which loses all digits
    when two points come close. Here near points go by a power series about their mean and far ones by the recursion
    over the sorted points (McCurdy, Ng and Parlett 1984), so that a relative error of about 1e-13 holds for
    all points from 0 upwards. It is always positive: the mean of exp(-x) over the simplex of the points, by (n-1)!.
    """
    broadcast = np.broadcast_arrays(*(np.asarray(point, dtype=float) for point in points))
    x = np.sort(np.stack([point.ravel() for point in broadcast]), axis=0)
    row: list[NDArray[np.float64]] = [np.exp(-point) for point in x]
    for width in range(2, len(points) + 1):
        row = [_joined(x[i : i + width], row[i], row[i + 1]) for i in range(len(row) - 1)]
    return row[0].reshape(broadcast[0].shape)


def _joined(x: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The difference at the sorted points `x`, from those without the last and without the first point."""
    spread = x[-1] - x[0]
    close = spread < CLOSE
    joined = (left - right) / np.where(close, 1.0, spread)
    if close.any():
        joined[close] = _series(x[:, close])
    return joined


def _series(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for points within `CLOSE`: complete homogeneous polynomials of the distances from the mean."""
    mean = x.mean(axis=0)
    polynomials = [np.ones_like(mean)] + [np.zeros_like(mean) for _ in range(TERMS)]
    for distance in x - mean:
        for k in range(TERMS):
            polynomials[k + 1] = polynomials[k + 1] + distance * polynomials[k]
    total = np.zeros_like(mean)
    for k in range(TERMS, -1, -1):
        total = total + (-1) ** k * polynomials[k] / math.factorial(k + len(x) - 1)
    return np.asarray(np.exp(-mean) * total)
