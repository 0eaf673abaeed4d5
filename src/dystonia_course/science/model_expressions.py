"""The equations of the models for NumPy, written from science/ by views/model_translation.py.

Change the equations, not this file. Arrays with their units in their names; nothing is checked here.
"""

# ruff: noqa: E501, I001
# mypy: disable-error-code=no-any-return

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from dystonia_course.science.special_functions import exp_divided_difference, normal_cdf


Array = NDArray[numpy.float64]


def bulk(time_min: Array, k_s_per_min: Array) -> Array:
    """Toxin in bulk."""
    return numpy.exp(-k_s_per_min * time_min)


def free(time_min: Array, k_s_per_min: Array, k_b_per_min: Array) -> Array:
    """Toxin free at the receptors."""
    return k_s_per_min * time_min * exp_divided_difference(k_s_per_min * time_min, k_b_per_min * time_min)


def bound(time_min: Array, k_s_per_min: Array, k_b_per_min: Array, k_t_per_min: Array) -> Array:
    """Toxin bound to the nerve ending."""
    return (
        k_b_per_min
        * k_s_per_min
        * time_min**2
        * exp_divided_difference(k_s_per_min * time_min, k_b_per_min * time_min, k_t_per_min * time_min)
    )


def inside(time_min: Array, k_s_per_min: Array, k_b_per_min: Array, k_t_per_min: Array, k_l_per_min: Array) -> Array:
    """Toxin inside the vesicle."""
    return (
        k_b_per_min
        * k_s_per_min
        * k_t_per_min
        * time_min**3
        * exp_divided_difference(
            k_s_per_min * time_min, k_b_per_min * time_min, k_t_per_min * time_min, k_l_per_min * time_min
        )
    )


def lytic_four_steps(
    time_min: Array, k_s_per_min: Array, k_b_per_min: Array, k_t_per_min: Array, k_l_per_min: Array
) -> Array:
    """Lytic toxin: the light chain at work."""
    return (
        k_b_per_min
        * k_l_per_min
        * k_s_per_min
        * k_t_per_min
        * time_min**4
        * exp_divided_difference(
            k_s_per_min * time_min, k_b_per_min * time_min, k_t_per_min * time_min, k_l_per_min * time_min, 0
        )
    )


def past_antitoxin(time_min: Array, k_s_per_min: Array, k_b_per_min: Array, k_t_per_min: Array) -> Array:
    """Toxin that antitoxin cannot reach any more."""
    return (
        k_b_per_min
        * k_s_per_min
        * k_t_per_min
        * time_min**3
        * exp_divided_difference(k_s_per_min * time_min, k_b_per_min * time_min, k_t_per_min * time_min, 0)
    )


def free_bath(time_min: Array, k_b_per_min: Array) -> Array:
    """Toxin free at the receptors, bath."""
    return numpy.exp(-k_b_per_min * time_min)


def bound_bath(time_min: Array, k_b_per_min: Array, k_t_per_min: Array) -> Array:
    """Toxin bound to the nerve ending, bath."""
    return k_b_per_min * time_min * exp_divided_difference(k_b_per_min * time_min, k_t_per_min * time_min)


def inside_bath(time_min: Array, k_b_per_min: Array, k_t_per_min: Array, k_l_per_min: Array) -> Array:
    """Toxin inside the vesicle, bath."""
    return (
        k_b_per_min
        * k_t_per_min
        * time_min**2
        * exp_divided_difference(k_b_per_min * time_min, k_t_per_min * time_min, k_l_per_min * time_min)
    )


def lytic_three_steps(time_min: Array, k_b_per_min: Array, k_t_per_min: Array, k_l_per_min: Array) -> Array:
    """Lytic toxin: the light chain at work, bath."""
    return (
        k_b_per_min
        * k_l_per_min
        * k_t_per_min
        * time_min**3
        * exp_divided_difference(k_b_per_min * time_min, k_t_per_min * time_min, k_l_per_min * time_min, 0)
    )


def past_antitoxin_bath(time_min: Array, k_b_per_min: Array, k_t_per_min: Array) -> Array:
    """Toxin that antitoxin cannot reach any more, bath."""
    return (
        k_b_per_min
        * k_t_per_min
        * time_min**2
        * exp_divided_difference(k_b_per_min * time_min, k_t_per_min * time_min, 0)
    )


def half_time(k_per_min: Array) -> Array:
    """Half-time of a step, in min."""
    return numpy.log(2) / k_per_min


def lytic_rate(k_l_silent_per_min: Array, speedup: Array) -> Array:
    """Rate of the lytic step with nerve activity (the factor is an assumption, only its direction is known), in per min."""
    return k_l_silent_per_min * speedup


def remaining(time_weeks: Array, tau_weeks: Array, h: Array) -> Array:
    """Share of the largest block that is left."""
    return ((time_weeks / tau_weeks) ** h + 1) ** (-1.0)


def median_through_point(time_weeks: Array, remaining: Array, h: Array) -> Array:
    """The tau of the curve of a given h that passes through one point, in weeks."""
    return time_weeks * (-1 + remaining ** (-1.0)) ** (-1 / h)


def block(peak: Array, lytic: Array, remaining: Array) -> Array:
    """Share of the muscle's electrical response that is lost."""
    return lytic * peak * remaining


def clinical_effect(time_weeks: Array, amplitude_points: Array, tau_weeks: Array, h: Array) -> Array:
    """Drug minus placebo on a clinical score; minus is better; from week 2 on, after the onset, in points."""
    return amplitude_points / ((time_weeks / tau_weeks) ** h + 1)


def enzyme_left(time_days: Array, half_life_days: Array) -> Array:
    """Share of the light chain that is left."""
    return 2 ** (-time_days / half_life_days)


def intact_snare(time_days: Array, cut_over_renewal: Array, half_life_days: Array) -> Array:
    """Intact share of the SNARE protein, if renewal is fast beside the decay."""
    return (1 + 2 ** (-time_days / half_life_days) * cut_over_renewal) ** (-1.0)


def paralysis_days(cut_over_renewal: Array, half_life_days: Array, safety_factor: Array, n: Array) -> Array:
    """When a junction works again; below 0: it never stopped, in days."""
    return half_life_days * numpy.log(cut_over_renewal / (safety_factor ** (n ** (-1.0)) - 1)) / numpy.log(2)


def release(intact: Array, n: Array) -> Array:
    """Release as a share of normal."""
    return intact**n


def force(release: Array, safety_median: Array, safety_log_sd: Array) -> Array:
    """Share of fibres that still fire."""
    return normal_cdf((numpy.log(release) + numpy.log(safety_median)) / safety_log_sd)


def force_after_cleavage(cleaved: Array, n: Array, safety_median: Array, safety_log_sd: Array) -> Array:
    """Share of fibres that still fire."""
    return normal_cdf((n * numpy.log(1 - cleaved) + numpy.log(safety_median)) / safety_log_sd)


def half_fail_cleaved(safety_median: Array, n: Array) -> Array:
    """Cut share at which half of the fibres fail, or one fibre with this safety factor."""
    return 1 - safety_median ** (-1 / n)


def safety_percentile(safety_median: Array, safety_log_sd: Array, z: Array) -> Array:
    """Safety factor of the fibre at the standard normal quantile z."""
    return safety_median * numpy.exp(safety_log_sd * z)


def calcium_release(calcium_ratio: Array, slope: Array) -> Array:
    """Release as a share of normal when effective calcium falls; measured at low calcium in the frog."""
    return calcium_ratio**slope


def edb_block(dose_units: Array, d50_units: Array) -> Array:
    """Largest block of the foot muscle's M-wave."""
    return dose_units / (d50_units + dose_units)


LATEX = {
    "bulk": "U(t) = e^{- k_S t}",
    "free": "F(t) = \\frac{k_S}{k_B - k_S} e^{- k_S t} + \\frac{k_S}{k_S - k_B} e^{- k_B t}",
    "bound": "B(t) = \\frac{k_S k_B}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)} e^{- k_S t} + \\frac{k_S k_B}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)} e^{- k_B t} + \\frac{k_S k_B}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)} e^{- k_T t}",
    "inside": "T(t) = \\frac{k_S k_B k_T}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)\\left(k_L - k_S\\right)} e^{- k_S t} + \\frac{k_S k_B k_T}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} + \\frac{k_S k_B k_T}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} + \\frac{k_S k_B k_T}{\\left(k_S - k_L\\right)\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}",
    "lytic_four_steps": "L(t) = 1 - \\frac{k_B k_T k_L}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)\\left(k_L - k_S\\right)} e^{- k_S t} - \\frac{k_S k_T k_L}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} - \\frac{k_S k_B k_L}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} - \\frac{k_S k_B k_T}{\\left(k_S - k_L\\right)\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}",
    "past_antitoxin": "T(t) + L(t) = 1 - \\frac{k_B k_T}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)} e^{- k_S t} - \\frac{k_S k_T}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)} e^{- k_B t} - \\frac{k_S k_B}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)} e^{- k_T t}",
    "free_bath": "F(t) = e^{- k_B t}",
    "bound_bath": "B(t) = \\frac{k_B}{k_T - k_B} e^{- k_B t} + \\frac{k_B}{k_B - k_T} e^{- k_T t}",
    "inside_bath": "T(t) = \\frac{k_B k_T}{\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} + \\frac{k_B k_T}{\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} + \\frac{k_B k_T}{\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}",
    "lytic_three_steps": "L(t) = 1 - \\frac{k_T k_L}{\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} - \\frac{k_B k_L}{\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} - \\frac{k_B k_T}{\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}",
    "past_antitoxin_bath": "T(t) + L(t) = 1 - \\frac{k_T}{k_T - k_B} e^{- k_B t} - \\frac{k_B}{k_B - k_T} e^{- k_T t}",
    "half_time": "t_{1/2} = \\frac{\\ln{\\left(2 \\right)}}{k}",
    "lytic_rate": "k_L = k_{L,\\mathrm{silent}} a",
    "remaining": "R(t) = \\frac{1}{1 + \\left(\\frac{t}{\\tau}\\right)^{h}}",
    "median_through_point": "\\tau = t \\left(-1 + \\frac{1}{R}\\right)^{- \\frac{1}{h}}",
    "block": "P(t) = E L R",
    "clinical_effect": "\\Delta(t) = \\frac{\\Delta_{\\max}}{1 + \\left(\\frac{t}{\\tau}\\right)^{h}}",
    "enzyme_left": "\\frac{\\ell(t)}{\\ell_0} = 2^{- \\frac{t}{t_{1/2}}}",
    "intact_snare": "S(t) = \\frac{1}{1 + x 2^{- \\frac{t}{t_{1/2}}}}",
    "paralysis_days": "t^* = \\frac{t_{1/2} \\ln{\\left(\\frac{x}{-1 + \\mathrm{SF}^{\\frac{1}{n}}} \\right)}}{\\ln{\\left(2 \\right)}}",
    "release": "\\rho = f^{n}",
    "force": "\\varphi(\\rho) = \\Phi\\left(\\frac{\\ln{\\left(\\rho \\right)} + \\ln{\\left(M \\right)}}{\\sigma}\\right)",
    "force_after_cleavage": "\\varphi(c) = \\Phi\\left(\\frac{n \\ln{\\left(1 - c \\right)} + \\ln{\\left(M \\right)}}{\\sigma}\\right)",
    "half_fail_cleaved": "c_{1/2} = 1 - M^{- \\frac{1}{n}}",
    "safety_percentile": "\\mathrm{SF}(z) = M e^{\\sigma z}",
    "calcium_release": "\\rho = \\mathrm{Ca}^{m}",
    "edb_block": "E(D) = \\frac{D}{D_{50} + D}",
}
