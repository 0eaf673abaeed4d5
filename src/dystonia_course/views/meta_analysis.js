// Inverse-variance pooling of effects, the same as science/meta_analysis.py: fixed or random effects (DerSimonian-Laird),
// with a normal or a Hartung-Knapp interval. Quantiles come from the caller, so that no distribution is coded here.

// `effects`: [{estimate, se}]; `quantiles`: {z, t: [.975 quantile of Student's t by degrees of freedom, from 0 on]}.
// Null for fewer than two effects: one trial is not a pool. Hartung-Knapp is for random effects only.
export function pooledEffects(effects, { model = "random", hartungKnapp = false, quantiles }) {
  const k = effects.length;
  if (k < 2) return null;
  if (hartungKnapp && model === "fixed") throw new Error("Hartung-Knapp is a method for random effects");
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const meanOf = (weights) => sum(weights.map((weight, i) => weight * effects[i].estimate)) / sum(weights);
  const spreadOf = (weights, mean) => sum(weights.map((weight, i) => weight * (effects[i].estimate - mean) ** 2));
  const precision = effects.map(({ se }) => 1 / se ** 2);
  const q = spreadOf(precision, meanOf(precision));
  const scale = sum(precision) - sum(precision.map((weight) => weight ** 2)) / sum(precision);
  const tau2 = Math.max(0, (q - (k - 1)) / scale);
  const weights = effects.map(({ se }) => 1 / (se ** 2 + (model === "random" ? tau2 : 0)));
  const total = sum(weights);
  const estimate = meanOf(weights);
  const se = hartungKnapp ? Math.sqrt(spreadOf(weights, estimate) / (k - 1) / total) : 1 / Math.sqrt(total);
  const half = (hartungKnapp ? quantiles.t[k - 1] : quantiles.z) * se;
  const reach = model === "random" && k >= 3 ? quantiles.t[k - 2] * Math.sqrt(tau2 + se ** 2) : null;
  return {
    estimate,
    se,
    low: estimate - half,
    high: estimate + half,
    weights: weights.map((weight) => weight / total),
    q,
    i2: q > 0 ? Math.max(0, (q - (k - 1)) / q) : 0,
    tau2,
    predictionLow: reach === null ? null : estimate - reach,
    predictionHigh: reach === null ? null : estimate + reach,
  };
}
