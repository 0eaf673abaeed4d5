// What is drawn on the surfaces: eyes, brows, nose, mouth and ears in head coordinates, clavicles and the line of the
// sternocleidomastoid on neck and chest. Points are [x, y, z] in cm; `side` is 1 for the person's left, -1 for the right.
import { head_point, neck_point } from "./posture_geometry.js";
import { facePoint, hairStrand } from "./posture_head.js";

const spread = (from, to, count, make) => Array.from({ length: count }, (_, i) => make(from + ((to - from) * i) / (count - 1)));

function curve(points, count) {
  // a smooth line through (a, b) pairs, drawn with `count` points
  const out = [];
  const n = points.length - 1;
  for (let i = 0; i < count; i++) {
    const u = (i / (count - 1)) * n;
    const k = Math.min(Math.floor(u), n - 1);
    const t = u - k;
    const p = [points[Math.max(k - 1, 0)], points[k], points[k + 1], points[Math.min(k + 2, n)]];
    out.push(p[1].map((_, d) => 0.5 * (2 * p[1][d] + (p[2][d] - p[0][d]) * t
      + (2 * p[0][d] - 5 * p[1][d] + 4 * p[2][d] - p[3][d]) * t * t
      + (3 * p[1][d] - p[0][d] - 3 * p[2][d] + p[3][d]) * t * t * t)));
  }
  return out;
}

const onFace = (pairs, side, lift = 0.05) => pairs.map(([y, z]) => {
  const [x, , ] = facePoint(y * side, z);
  return [x + lift, y * side, z];
});

const UPPER_LID = [[1.75, 5.0], [2.3, 5.5], [3.1, 5.72], [3.9, 5.55], [4.6, 5.1]];
const LOWER_LID = [[4.6, 5.1], [3.9, 4.8], [3.1, 4.68], [2.3, 4.78], [1.75, 5.0]];

function eye(side) {
  const upper = curve(UPPER_LID, 13);
  const lower = curve(LOWER_LID, 11);
  const height = (line, y) => {
    const sorted = [...line].sort((a, b) => a[0] - b[0]);
    let i = 0;
    while (i < sorted.length - 2 && sorted[i + 1][0] < y) i++;
    const t = (y - sorted[i][0]) / (sorted[i + 1][0] - sorted[i][0]);
    return sorted[i][1] + t * (sorted[i + 1][1] - sorted[i][1]);
  };
  const disc = (radius) => spread(0, 2 * Math.PI * (15 / 16), 16, (a) => {
    const y = 3.15 + radius * Math.cos(a);
    const z = 5.2 + radius * Math.sin(a);
    return [y, Math.min(Math.max(z, height(lower, y)), height(upper, y))];
  });
  return {
    side,
    white: onFace([...upper, ...lower.slice(1, -1)], side),
    iris: onFace(disc(0.62), side, 0.08),
    pupil: onFace(disc(0.28), side, 0.1),
    lid: onFace(upper, side, 0.12),
    fold: onFace(curve([[1.9, 5.45], [2.5, 5.95], [3.3, 6.1], [4.1, 5.9], [4.75, 5.4]], 9), side, 0.1),
    lower: onFace(curve([[4.3, 4.75], [3.6, 4.5], [2.8, 4.5], [2.2, 4.7]], 7), side, 0.05),
    brow: onFace([...curve([[1.45, 6.95], [2.6, 7.25], [3.8, 7.35], [5.1, 6.8]], 10), ...curve([[5.1, 6.75], [3.8, 7.02], [2.6, 6.82], [1.45, 6.55]], 10)], side, 0.15),
  };
}

function ear(side) {
  // flat in its own plane: `back` away from the face, `up` along its length; leaning back, standing off the skull
  const place = ([back, up, lift]) => [
    1.0 - back * 0.86 - up * 0.16,
    side * (7.0 + back * 0.42 + (lift ?? 0)),
    3.4 + up * 0.97 - back * 0.05,
  ];
  return {
    outline: curve([[0.1, 1.6], [0.5, 2.7], [1.6, 3.25], [2.8, 2.7], [3.25, 1.4], [2.95, -0.1], [2.2, -1.5], [1.5, -2.6], [0.7, -3.0], [0.15, -2.4], [0.0, -1.2], [0.3, -0.5], [0.25, 0.2], [0.0, 0.8], [0.1, 1.6]], 40).map(place),
    helix: curve([[0.75, 0.85], [0.75, 2.0], [1.55, 2.6], [2.4, 2.2], [2.65, 1.2], [2.4, 0.0], [1.85, -1.2]], 18).map(place),
    inner: curve([[1.6, 1.5], [1.95, 0.5], [1.6, -0.8], [1.0, -1.35], [0.6, -1.0]], 12).map(place),
    tragus: curve([[0.3, 0.6], [0.65, 0.2], [0.7, -0.3], [0.35, -0.7]], 8).map(place),
    seen: [-0.25, side * 0.968, 0],
  };
}

export function headFeatures() {
  const both = (make) => [make(1), make(-1)];
  return {
    eyes: both(eye),
    ears: both(ear),
    noses: both((side) => ({
      side,
      nostril: onFace(curve([[0.45, 0.95], [0.8, 1.15], [1.15, 0.95], [1.05, 0.75], [0.5, 0.75], [0.45, 0.95]], 12), side, 0.02),
      wing: onFace(curve([[1.45, 2.1], [1.85, 1.55], [1.75, 0.95], [1.35, 0.75]], 9), side, 0.06),
    })),
    base: onFace(curve([[-0.5, 0.72], [-0.25, 0.5], [0, 0.42], [0.25, 0.5], [0.5, 0.72]], 9), 1, 0.05),
    mouth: onFace(curve([[-2.45, -1.85], [-1.3, -1.62], [-0.45, -1.55], [0, -1.68], [0.45, -1.55], [1.3, -1.62], [2.45, -1.85]], 21), 1, 0.08),
    upperLip: onFace([...curve([[-2.45, -1.85], [-1.3, -1.2], [-0.45, -0.85], [0, -1.0], [0.45, -0.85], [1.3, -1.2], [2.45, -1.85]], 19), ...curve([[2.45, -1.85], [1.3, -1.62], [0, -1.68], [-1.3, -1.62], [-2.45, -1.85]], 12)], 1, 0.06),
    lowerLip: onFace([...curve([[-2.45, -1.85], [-1.3, -1.62], [0, -1.68], [1.3, -1.62], [2.45, -1.85]], 12), ...curve([[2.45, -1.85], [1.5, -2.55], [0, -2.85], [-1.5, -2.55], [-2.45, -1.85]], 15)], 1, 0.06),
    underLip: onFace(curve([[-0.9, -3.15], [0, -3.3], [0.9, -3.15]], 7), 1, 0.05),
    strands: [
      hairStrand(62, 118, 0.34, 0.14), // the parting, on the person's left
      ...[0.5, 0.66, 0.8].map((side) => hairStrand(74 + 20 * side, 150, side, side * 0.8)),
      ...[0.12, -0.12, -0.34, -0.54, -0.72, -0.84].map((side) => hairStrand(66 + 18 * Math.abs(side), 146, side, side * 0.85)),
      ...[0.7, 0.4, 0.1, -0.2, -0.5, -0.75].map((side) => hairStrand(158, 196, side * 0.9, side * 0.75)),
    ],
  };
}

// Lines on neck, chest and shirt; which of them a view shows is fixed, because the trunk does not move.
export function bustFeatures() {
  const both = (make) => [make(1), make(-1)];
  const mirrored = (points) => (side) => points.map(([x, y, z]) => [x, y * side, z]);
  const clavicle = mirrored(curve([[5.9, 1.6, -4.4], [6.4, 3.6, -4.3], [6.3, 5.6, -4.0]], 8));
  const armFront = curve([[4.2, -19, -6.0], [5.0, -19, -9.5], [4.6, -19, -14]], 10);
  const armBack = curve([[-6.4, -19, -7.0], [-7.0, -19, -10], [-6.4, -19, -14]], 10);
  const sleeve = mirrored(curve([[6, 15.2, -8.4], [6, 14.4, -11.5], [6, 14.2, -14]], 8));
  const seam = mirrored(curve([[6.2, 13.8, -6], [4, 14.9, -4.6], [0, 15.3, -3.8], [-4, 15.0, -4.4], [-7.6, 13.9, -6]], 12));
  return {
    clavicles: (view) => (view === "front" ? both(clavicle) : []),
    folds: (view) => (view === "front" ? both(sleeve) : view === "side" ? [armFront, armBack] : both(seam)),
    // the sternocleidomastoid's front edge, from behind the ear to the breastbone
    muscle: (state, view) => {
      if (view === "above") return [];
      return (view === "front" ? [1, -1] : [-1]).map((side) => {
        const low = neck_point(state.posture, [6.0, 2.4 * side, 1.2]);
        const high = head_point(state.posture, [0.4, 5.2 * side, 0.2]);
        const middle = [0, 1, 2].map((i) => (low[i] + high[i]) / 2 + [0.9, 0.2 * side, 0][i]);
        return curve([[5.7, 1.1 * side, -3.9], low, middle, high], 14);
      });
    },
  };
}
