// The two functions that the models need and JavaScript lacks, and a search. Their NumPy twins, with the reasons,
// stand in science/special_functions.py; tests hold both to the same values.

const MODEL_CLOSE = 1;
const MODEL_TERMS = 20;
const MODEL_FACTORIALS = [1];
for (let k = 1; k <= MODEL_TERMS + 8; k += 1) MODEL_FACTORIALS.push(k * MODEL_FACTORIALS[k - 1]);

/** Standard normal distribution function: Marsaglia's series (2004), absolute error below 1e-14. */
export function modelNormalCdf(z) {
  if (Number.isNaN(z)) return NaN;
  if (z < -8.5) return 0;
  if (z > 8.5) return 1;
  let sum = z;
  let before = 0;
  let term = z;
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= (z * z) / i;
    sum = before + term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** The difference at points x[from] to x[to], sorted and within MODEL_CLOSE: a power series about their mean. */
function modelSeries(x, from, to) {
  let mean = 0;
  for (let i = from; i <= to; i += 1) mean += x[i];
  mean /= to - from + 1;
  const polynomials = new Array(MODEL_TERMS + 1).fill(0);
  polynomials[0] = 1;
  for (let i = from; i <= to; i += 1) {
    for (let k = 0; k < MODEL_TERMS; k += 1) polynomials[k + 1] += (x[i] - mean) * polynomials[k];
  }
  let total = 0;
  for (let k = MODEL_TERMS; k >= 0; k -= 1) {
    total += ((k % 2 ? -1 : 1) * polynomials[k]) / MODEL_FACTORIALS[k + to - from];
  }
  return Math.exp(-mean) * total;
}

/** The divided difference of exp(-x) at the points, times (-1)^(n-1). Points may be equal. */
export function modelExpDividedDifference(...points) {
  const x = points.sort((a, b) => a - b);
  const row = x.map((point) => Math.exp(-point));
  for (let width = 1; width < x.length; width += 1) {
    for (let i = 0; i + width < x.length; i += 1) {
      const spread = x[i + width] - x[i];
      row[i] = spread < MODEL_CLOSE ? modelSeries(x, i, i + width) : (row[i] - row[i + 1]) / spread;
    }
  }
  return row[0];
}

/** Where a rising function of one number first reaches `level` between 0 and `upper`; Infinity if it does not. */
export function modelFirstTime(rising, level, upper) {
  if (!(rising(upper) >= level)) return Infinity;
  let low = 0;
  let high = upper;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (rising(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
