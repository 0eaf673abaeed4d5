// Written from the equations in science/ by views/model_translation.py. Change those, not this file.
// Arguments are numbers, their units in their names. Ranges stand in MODEL_EQUATIONS; none is checked.

import { modelExpDividedDifference, modelNormalCdf } from "./model_support.js";

/** Toxin in bulk. */
export function modelBulk(time_min, k_s_per_min) {
  return Math.exp(-k_s_per_min*time_min);
}

/** Toxin free at the receptors. */
export function modelFree(time_min, k_s_per_min, k_b_per_min) {
  return k_s_per_min*time_min*modelExpDividedDifference(k_s_per_min*time_min, k_b_per_min*time_min);
}

/** Toxin bound to the nerve ending. */
export function modelBound(time_min, k_s_per_min, k_b_per_min, k_t_per_min) {
  return k_b_per_min*k_s_per_min*Math.pow(time_min, 2)*modelExpDividedDifference(k_s_per_min*time_min, k_b_per_min*time_min, k_t_per_min*time_min);
}

/** Toxin inside the vesicle. */
export function modelInside(time_min, k_s_per_min, k_b_per_min, k_t_per_min, k_l_per_min) {
  return k_b_per_min*k_s_per_min*k_t_per_min*Math.pow(time_min, 3)*modelExpDividedDifference(k_s_per_min*time_min, k_b_per_min*time_min, k_t_per_min*time_min, k_l_per_min*time_min);
}

/** Lytic toxin: the light chain at work. */
export function modelLyticFourSteps(time_min, k_s_per_min, k_b_per_min, k_t_per_min, k_l_per_min) {
  return k_b_per_min*k_l_per_min*k_s_per_min*k_t_per_min*Math.pow(time_min, 4)*modelExpDividedDifference(k_s_per_min*time_min, k_b_per_min*time_min, k_t_per_min*time_min, k_l_per_min*time_min, 0);
}

/** Toxin that antitoxin cannot reach any more. */
export function modelPastAntitoxin(time_min, k_s_per_min, k_b_per_min, k_t_per_min) {
  return k_b_per_min*k_s_per_min*k_t_per_min*Math.pow(time_min, 3)*modelExpDividedDifference(k_s_per_min*time_min, k_b_per_min*time_min, k_t_per_min*time_min, 0);
}

/** Toxin free at the receptors, bath. */
export function modelFreeBath(time_min, k_b_per_min) {
  return Math.exp(-k_b_per_min*time_min);
}

/** Toxin bound to the nerve ending, bath. */
export function modelBoundBath(time_min, k_b_per_min, k_t_per_min) {
  return k_b_per_min*time_min*modelExpDividedDifference(k_b_per_min*time_min, k_t_per_min*time_min);
}

/** Toxin inside the vesicle, bath. */
export function modelInsideBath(time_min, k_b_per_min, k_t_per_min, k_l_per_min) {
  return k_b_per_min*k_t_per_min*Math.pow(time_min, 2)*modelExpDividedDifference(k_b_per_min*time_min, k_t_per_min*time_min, k_l_per_min*time_min);
}

/** Lytic toxin: the light chain at work, bath. */
export function modelLyticThreeSteps(time_min, k_b_per_min, k_t_per_min, k_l_per_min) {
  return k_b_per_min*k_l_per_min*k_t_per_min*Math.pow(time_min, 3)*modelExpDividedDifference(k_b_per_min*time_min, k_t_per_min*time_min, k_l_per_min*time_min, 0);
}

/** Toxin that antitoxin cannot reach any more, bath. */
export function modelPastAntitoxinBath(time_min, k_b_per_min, k_t_per_min) {
  return k_b_per_min*k_t_per_min*Math.pow(time_min, 2)*modelExpDividedDifference(k_b_per_min*time_min, k_t_per_min*time_min, 0);
}

/** Half-time of a step, in min. */
export function modelHalfTime(k_per_min) {
  return Math.log(2)/k_per_min;
}

/** Rate of the lytic step with nerve activity (the factor is an assumption, only its direction is known), in per min. */
export function modelLyticRate(k_l_silent_per_min, speedup) {
  return k_l_silent_per_min*speedup;
}

/** Share of the largest block that is left. */
export function modelRemaining(time_weeks, tau_weeks, h) {
  return 1/(Math.pow(time_weeks/tau_weeks, h) + 1);
}

/** The tau of the curve of a given h that passes through one point, in weeks. */
export function modelMedianThroughPoint(time_weeks, remaining, h) {
  return time_weeks*Math.pow(-1 + 1/remaining, -1/h);
}

/** Share of the muscle's electrical response that is lost. */
export function modelBlock(peak, lytic, remaining) {
  return lytic*peak*remaining;
}

/** Drug minus placebo on a clinical score; minus is better; from week 2 on, after the onset, in points. */
export function modelClinicalEffect(time_weeks, amplitude_points, tau_weeks, h) {
  return amplitude_points/(Math.pow(time_weeks/tau_weeks, h) + 1);
}

/** Share of the light chain that is left. */
export function modelEnzymeLeft(time_days, half_life_days) {
  return Math.pow(2, -time_days/half_life_days);
}

/** Intact share of the SNARE protein, if renewal is fast beside the decay. */
export function modelIntactSnare(time_days, cut_over_renewal, half_life_days) {
  return 1/(1 + Math.pow(2, -time_days/half_life_days)*cut_over_renewal);
}

/** When a junction works again; below 0: it never stopped, in days. */
export function modelParalysisDays(cut_over_renewal, half_life_days, safety_factor, n) {
  return half_life_days*Math.log(cut_over_renewal/(Math.pow(safety_factor, 1/n) - 1))/Math.log(2);
}

/** Release as a share of normal. */
export function modelRelease(intact, n) {
  return Math.pow(intact, n);
}

/** Share of fibres that still fire. */
export function modelForce(release, safety_median, safety_log_sd) {
  return modelNormalCdf((Math.log(release) + Math.log(safety_median))/safety_log_sd);
}

/** Share of fibres that still fire. */
export function modelForceAfterCleavage(cleaved, n, safety_median, safety_log_sd) {
  return modelNormalCdf((n*Math.log(1 - cleaved) + Math.log(safety_median))/safety_log_sd);
}

/** Cut share at which half of the fibres fail, or one fibre with this safety factor. */
export function modelHalfFailCleaved(safety_median, n) {
  return 1 - Math.pow(safety_median, -1/n);
}

/** Safety factor of the fibre at the standard normal quantile z. */
export function modelSafetyPercentile(safety_median, safety_log_sd, z) {
  return safety_median*Math.exp(safety_log_sd*z);
}

/** Release as a share of normal when effective calcium falls; measured at low calcium in the frog. */
export function modelCalciumRelease(calcium_ratio, slope) {
  return Math.pow(calcium_ratio, slope);
}

/** Largest block of the foot muscle's M-wave. */
export function modelEdbBlock(dose_units, d50_units) {
  return dose_units/(d50_units + dose_units);
}

export const MODEL_EQUATIONS = {
  modelBulk: {"latex": "U(t) = e^{- k_S t}", "unit": "", "meaning": "toxin in bulk", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}]},
  modelFree: {"latex": "F(t) = \\frac{k_S}{k_B - k_S} e^{- k_S t} + \\frac{k_S}{k_S - k_B} e^{- k_B t}", "unit": "", "meaning": "toxin free at the receptors", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}]},
  modelBound: {"latex": "B(t) = \\frac{k_S k_B}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)} e^{- k_S t} + \\frac{k_S k_B}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)} e^{- k_B t} + \\frac{k_S k_B}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)} e^{- k_T t}", "unit": "", "meaning": "toxin bound to the nerve ending", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}]},
  modelInside: {"latex": "T(t) = \\frac{k_S k_B k_T}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)\\left(k_L - k_S\\right)} e^{- k_S t} + \\frac{k_S k_B k_T}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} + \\frac{k_S k_B k_T}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} + \\frac{k_S k_B k_T}{\\left(k_S - k_L\\right)\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}", "unit": "", "meaning": "toxin inside the vesicle", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}, {"name": "k_l_per_min", "symbol": "k_L", "unit": "per min", "meaning": "rate of the lytic step", "low": 0.0, "high": 10.0}]},
  modelLyticFourSteps: {"latex": "L(t) = 1 - \\frac{k_B k_T k_L}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)\\left(k_L - k_S\\right)} e^{- k_S t} - \\frac{k_S k_T k_L}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} - \\frac{k_S k_B k_L}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} - \\frac{k_S k_B k_T}{\\left(k_S - k_L\\right)\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}", "unit": "", "meaning": "lytic toxin: the light chain at work", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}, {"name": "k_l_per_min", "symbol": "k_L", "unit": "per min", "meaning": "rate of the lytic step", "low": 0.0, "high": 10.0}]},
  modelPastAntitoxin: {"latex": "T(t) + L(t) = 1 - \\frac{k_B k_T}{\\left(k_B - k_S\\right)\\left(k_T - k_S\\right)} e^{- k_S t} - \\frac{k_S k_T}{\\left(k_S - k_B\\right)\\left(k_T - k_B\\right)} e^{- k_B t} - \\frac{k_S k_B}{\\left(k_S - k_T\\right)\\left(k_B - k_T\\right)} e^{- k_T t}", "unit": "", "meaning": "toxin that antitoxin cannot reach any more", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_s_per_min", "symbol": "k_S", "unit": "per min", "meaning": "rate of arrival at the receptors, all slow steps in one", "low": 0.0, "high": 10.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}]},
  modelFreeBath: {"latex": "F(t) = e^{- k_B t}", "unit": "", "meaning": "toxin free at the receptors, bath", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}]},
  modelBoundBath: {"latex": "B(t) = \\frac{k_B}{k_T - k_B} e^{- k_B t} + \\frac{k_B}{k_B - k_T} e^{- k_T t}", "unit": "", "meaning": "toxin bound to the nerve ending, bath", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}]},
  modelInsideBath: {"latex": "T(t) = \\frac{k_B k_T}{\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} + \\frac{k_B k_T}{\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} + \\frac{k_B k_T}{\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}", "unit": "", "meaning": "toxin inside the vesicle, bath", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}, {"name": "k_l_per_min", "symbol": "k_L", "unit": "per min", "meaning": "rate of the lytic step", "low": 0.0, "high": 10.0}]},
  modelLyticThreeSteps: {"latex": "L(t) = 1 - \\frac{k_T k_L}{\\left(k_T - k_B\\right)\\left(k_L - k_B\\right)} e^{- k_B t} - \\frac{k_B k_L}{\\left(k_B - k_T\\right)\\left(k_L - k_T\\right)} e^{- k_T t} - \\frac{k_B k_T}{\\left(k_B - k_L\\right)\\left(k_T - k_L\\right)} e^{- k_L t}", "unit": "", "meaning": "lytic toxin: the light chain at work, bath", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}, {"name": "k_l_per_min", "symbol": "k_L", "unit": "per min", "meaning": "rate of the lytic step", "low": 0.0, "high": 10.0}]},
  modelPastAntitoxinBath: {"latex": "T(t) + L(t) = 1 - \\frac{k_T}{k_T - k_B} e^{- k_B t} - \\frac{k_B}{k_B - k_T} e^{- k_T t}", "unit": "", "meaning": "toxin that antitoxin cannot reach any more, bath", "inputs": [{"name": "time_min", "symbol": "t", "unit": "min", "meaning": "time since the toxin was given", "low": 0.0, "high": 1000000.0}, {"name": "k_b_per_min", "symbol": "k_B", "unit": "per min", "meaning": "rate of binding", "low": 0.0, "high": 10.0}, {"name": "k_t_per_min", "symbol": "k_T", "unit": "per min", "meaning": "rate of translocation, out of the reach of antitoxin", "low": 0.0, "high": 10.0}]},
  modelHalfTime: {"latex": "t_{1/2} = \\frac{\\ln{\\left(2 \\right)}}{k}", "unit": "min", "meaning": "half-time of a step", "inputs": [{"name": "k_per_min", "symbol": "k", "unit": "per min", "meaning": "rate of the step", "low": 1e-06, "high": 10.0}]},
  modelLyticRate: {"latex": "k_L = k_{L,\\mathrm{silent}} a", "unit": "per min", "meaning": "rate of the lytic step with nerve activity (the factor is an assumption, only its direction is known)", "inputs": [{"name": "k_l_silent_per_min", "symbol": "k_{L,\\mathrm{silent}}", "unit": "per min", "meaning": "rate in a silent nerve", "low": 0.0, "high": 1.0}, {"name": "speedup", "symbol": "a", "unit": "", "meaning": "how much faster with activity (assumption)", "low": 1.0, "high": 10.0}]},
  modelRemaining: {"latex": "R(t) = \\frac{1}{1 + \\left(\\frac{t}{\\tau}\\right)^{h}}", "unit": "", "meaning": "share of the largest block that is left", "inputs": [{"name": "time_weeks", "symbol": "t", "unit": "weeks", "meaning": "time since the injection", "low": 0.0, "high": 95.0}, {"name": "tau_weeks", "symbol": "\\tau", "unit": "weeks", "meaning": "time at which half has recovered", "low": 0.1, "high": 200.0}, {"name": "h", "symbol": "h", "unit": "", "meaning": "steepness: 1 over the spread of the log recovery time", "low": 0.5, "high": 20.0}]},
  modelMedianThroughPoint: {"latex": "\\tau = t \\left(-1 + \\frac{1}{R}\\right)^{- \\frac{1}{h}}", "unit": "weeks", "meaning": "the tau of the curve of a given h that passes through one point", "inputs": [{"name": "time_weeks", "symbol": "t", "unit": "weeks", "meaning": "time of the point", "low": 0.1, "high": 95.0}, {"name": "remaining", "symbol": "R", "unit": "", "meaning": "share of the block that is left", "low": 0.001, "high": 0.999}, {"name": "h", "symbol": "h", "unit": "", "meaning": "steepness: 1 over the spread of the log recovery time", "low": 0.5, "high": 20.0}]},
  modelBlock: {"latex": "P(t) = E L R", "unit": "", "meaning": "share of the muscle's electrical response that is lost", "inputs": [{"name": "peak", "symbol": "E", "unit": "", "meaning": "largest block at this dose", "low": 0.0, "high": 1.0}, {"name": "lytic", "symbol": "L", "unit": "", "meaning": "share of the toxin that acts", "low": 0.0, "high": 1.0}, {"name": "remaining", "symbol": "R", "unit": "", "meaning": "share of the largest block that is left", "low": 0.0, "high": 1.0}]},
  modelClinicalEffect: {"latex": "\\Delta(t) = \\frac{\\Delta_{\\max}}{1 + \\left(\\frac{t}{\\tau}\\right)^{h}}", "unit": "points", "meaning": "drug minus placebo on a clinical score; minus is better; from week 2 on, after the onset", "inputs": [{"name": "time_weeks", "symbol": "t", "unit": "weeks", "meaning": "time since the injection", "low": 0.0, "high": 95.0}, {"name": "amplitude_points", "symbol": "\\Delta_{\\max}", "unit": "points", "meaning": "largest difference", "low": -50.0, "high": 50.0}, {"name": "tau_weeks", "symbol": "\\tau", "unit": "weeks", "meaning": "time at which half has recovered", "low": 0.1, "high": 200.0}, {"name": "h", "symbol": "h", "unit": "", "meaning": "steepness: 1 over the spread of the log recovery time", "low": 0.5, "high": 20.0}]},
  modelEnzymeLeft: {"latex": "\\frac{\\ell(t)}{\\ell_0} = 2^{- \\frac{t}{t_{1/2}}}", "unit": "", "meaning": "share of the light chain that is left", "inputs": [{"name": "time_days", "symbol": "t", "unit": "days", "meaning": "time since the onset", "low": 0.0, "high": 700.0}, {"name": "half_life_days", "symbol": "t_{1/2}", "unit": "days", "meaning": "half-life of the light chain's action", "low": 0.05, "high": 400.0}]},
  modelIntactSnare: {"latex": "S(t) = \\frac{1}{1 + x 2^{- \\frac{t}{t_{1/2}}}}", "unit": "", "meaning": "intact share of the SNARE protein, if renewal is fast beside the decay", "inputs": [{"name": "time_days", "symbol": "t", "unit": "days", "meaning": "time since the onset", "low": 0.0, "high": 700.0}, {"name": "cut_over_renewal", "symbol": "x", "unit": "", "meaning": "cutting at the start over renewal; in proportion to the dose", "low": 0.0, "high": 1000000000.0}, {"name": "half_life_days", "symbol": "t_{1/2}", "unit": "days", "meaning": "half-life of the light chain's action", "low": 0.05, "high": 400.0}]},
  modelParalysisDays: {"latex": "t^* = \\frac{t_{1/2} \\ln{\\left(\\frac{x}{-1 + \\mathrm{SF}^{\\frac{1}{n}}} \\right)}}{\\ln{\\left(2 \\right)}}", "unit": "days", "meaning": "when a junction works again; below 0: it never stopped", "inputs": [{"name": "cut_over_renewal", "symbol": "x", "unit": "", "meaning": "cutting at the start over renewal; in proportion to the dose", "low": 1e-06, "high": 1000000000.0}, {"name": "half_life_days", "symbol": "t_{1/2}", "unit": "days", "meaning": "half-life of the light chain's action", "low": 0.05, "high": 400.0}, {"name": "safety_factor", "symbol": "\\mathrm{SF}", "unit": "", "meaning": "safety factor of the junction", "low": 1.05, "high": 50.0}, {"name": "n", "symbol": "n", "unit": "", "meaning": "power that links intact SNARE protein to release", "low": 1.0, "high": 8.0}]},
  modelRelease: {"latex": "\\rho = f^{n}", "unit": "", "meaning": "release as a share of normal", "inputs": [{"name": "intact", "symbol": "f", "unit": "", "meaning": "share of the SNARE protein that is intact", "low": 0.0, "high": 1.0}, {"name": "n", "symbol": "n", "unit": "", "meaning": "power that links intact SNARE protein to release", "low": 1.0, "high": 8.0}]},
  modelForce: {"latex": "\\varphi(\\rho) = \\Phi\\left(\\frac{\\ln{\\left(\\rho \\right)} + \\ln{\\left(M \\right)}}{\\sigma}\\right)", "unit": "", "meaning": "share of fibres that still fire", "inputs": [{"name": "release", "symbol": "\\rho", "unit": "", "meaning": "release as a share of normal", "low": 0.0, "high": 1.0}, {"name": "safety_median", "symbol": "M", "unit": "", "meaning": "median safety factor", "low": 1.05, "high": 50.0}, {"name": "safety_log_sd", "symbol": "\\sigma", "unit": "", "meaning": "standard deviation of the log safety factor", "low": 0.05, "high": 2.0}]},
  modelForceAfterCleavage: {"latex": "\\varphi(c) = \\Phi\\left(\\frac{n \\ln{\\left(1 - c \\right)} + \\ln{\\left(M \\right)}}{\\sigma}\\right)", "unit": "", "meaning": "share of fibres that still fire", "inputs": [{"name": "cleaved", "symbol": "c", "unit": "", "meaning": "share of the SNARE protein that is cut", "low": 0.0, "high": 1.0}, {"name": "n", "symbol": "n", "unit": "", "meaning": "power that links intact SNARE protein to release", "low": 1.0, "high": 8.0}, {"name": "safety_median", "symbol": "M", "unit": "", "meaning": "median safety factor", "low": 1.05, "high": 50.0}, {"name": "safety_log_sd", "symbol": "\\sigma", "unit": "", "meaning": "standard deviation of the log safety factor", "low": 0.05, "high": 2.0}]},
  modelHalfFailCleaved: {"latex": "c_{1/2} = 1 - M^{- \\frac{1}{n}}", "unit": "", "meaning": "cut share at which half of the fibres fail, or one fibre with this safety factor", "inputs": [{"name": "safety_median", "symbol": "M", "unit": "", "meaning": "median safety factor", "low": 1.05, "high": 50.0}, {"name": "n", "symbol": "n", "unit": "", "meaning": "power that links intact SNARE protein to release", "low": 1.0, "high": 8.0}]},
  modelSafetyPercentile: {"latex": "\\mathrm{SF}(z) = M e^{\\sigma z}", "unit": "", "meaning": "safety factor of the fibre at the standard normal quantile z", "inputs": [{"name": "safety_median", "symbol": "M", "unit": "", "meaning": "median safety factor", "low": 1.05, "high": 50.0}, {"name": "safety_log_sd", "symbol": "\\sigma", "unit": "", "meaning": "standard deviation of the log safety factor", "low": 0.05, "high": 2.0}, {"name": "z", "symbol": "z", "unit": "", "meaning": "standard normal quantile", "low": -6.0, "high": 6.0}]},
  modelCalciumRelease: {"latex": "\\rho = \\mathrm{Ca}^{m}", "unit": "", "meaning": "release as a share of normal when effective calcium falls; measured at low calcium in the frog", "inputs": [{"name": "calcium_ratio", "symbol": "\\mathrm{Ca}", "unit": "", "meaning": "effective calcium as a share of normal", "low": 0.001, "high": 1.0}, {"name": "slope", "symbol": "m", "unit": "", "meaning": "log-log slope of release over calcium", "low": 1.0, "high": 6.0}]},
  modelEdbBlock: {"latex": "E(D) = \\frac{D}{D_{50} + D}", "unit": "", "meaning": "largest block of the foot muscle's M-wave", "inputs": [{"name": "dose_units", "symbol": "D", "unit": "units", "meaning": "dose in the foot muscle", "low": 0.0, "high": 480.0}, {"name": "d50_units", "symbol": "D_{50}", "unit": "units", "meaning": "dose of half the largest block", "low": 0.1, "high": 2000.0}]},
};

/** Half the width of the dose link's band, in percentage points. */
export const MODEL_EDB_BAND_POINTS = 15;

/** The largest doses, in units of the serotype's product, for which the dose link has data. */
export const MODEL_EDB_LARGEST_DOSE_UNITS = {"A": 32.0, "B": 480.0};
