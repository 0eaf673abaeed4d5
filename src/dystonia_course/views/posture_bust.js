// The surfaces of the drawn trunk and neck, neutral, in trunk coordinates (cm): origin at the joint C7/T1, x forward,
// y to the person's left, z up. Both are rings: the trunk's stay, the neck's follow the posture up to under the skull.
import { HEAD_JOINT_CM, head_frame, head_joint, neck_share, rotation_matrix } from "./posture_geometry.js";
import { normals, smooth, smoothstep, surfaceGrid } from "./posture_head.js";

// A ring: height, half width, how far it reaches forward and backward, squareness.
const BUST_RINGS = [
  [-26, 20.6, 11.5, -12.5, 2.3], [-18, 21.2, 11.4, -12.4, 2.3], [-12, 21.4, 10.0, -11.8, 2.2], [-8.5, 20.9, 8.2, -10.8, 2.15],
  [-6.4, 19.8, 6.9, -9.9, 2.1], [-5.0, 18.0, 6.2, -9.0, 2.05], [-3.9, 15.6, 5.7, -8.2, 2.0], [-2.9, 13.2, 5.4, -7.4, 2.0],
  [-1.9, 11.1, 5.4, -6.7, 2.0], [-0.9, 9.6, 5.6, -6.1, 2.0], [0.2, 8.3, 5.8, -5.5, 2.0], [1.5, 7.2, 6.1, -4.8, 2.0],
  [3.0, 6.4, 6.35, -4.2, 2.0], [4.5, 6.0, 6.4, -3.7, 2.0], [6.0, 5.8, 6.3, -3.4, 2.0], [7.5, 5.75, 6.3, -3.3, 2.0],
  [9.0, 5.8, 6.4, -3.4, 2.0], [10.5, 5.8, 6.2, -3.7, 2.0], [12.0, 5.6, 5.6, -4.0, 2.0], [13.5, 5.2, 5.0, -4.0, 2.0],
];
const LINE_JOIN = -1.4; // the height at which the moving outline takes over from the fixed one

function ringAt(z) {
  return [z, ...[1, 2, 3, 4].map((column) => smooth(BUST_RINGS, column, z))];
}

function ringPoint(ring, turn) {
  const [z, width, front, back, square] = ring;
  const c = Math.cos(turn);
  const s = Math.sin(turn);
  const y = width * Math.sign(s) * Math.pow(Math.abs(s), 2 / square);
  const depth = c > 0 ? front : -back;
  let x = depth * Math.sign(c) * Math.pow(Math.abs(c), 2 / square);
  if (c > 0) {
    const bell = (d, w) => Math.exp(-(d * d) / (w * w));
    x += 0.55 * bell(y, 1.1) * bell(z - 3.7, 1.5); // thyroid cartilage
    x -= 0.7 * bell(y, 1.4) * bell(z + 3.4, 1.3); // hollow above the breastbone
  }
  return [x, y, z];
}

// How far inside the shirt a point of the bust is: below a neckline that is lower in front.
function inShirt(x, y, z) {
  const out = Math.abs(y) / 8.6;
  const front = -6.6 + 6.6 * Math.pow(out, 2.4);
  const back = -0.9 + 0.9 * out * out;
  return back + (front - back) * smoothstep(-3, 3, x) - z;
}

function rings(heights, points) {
  const outline = heights.map(ringAt);
  const mesh = surfaceGrid(heights.length, points, (row, column) => ringPoint(outline[row], (-2 * Math.PI * column) / points));
  const size = mesh.x.length;
  mesh.open = new Float32Array(size).fill(1); // negative at both ends, so that every outline closes there
  mesh.open.fill(-1, 0, points);
  mesh.open.fill(-1, size - points);
  mesh.inked = new Float32Array(size);
  return mesh;
}

function steps(from, to, by) {
  return Array.from({ length: Math.round((to - from) / by) }, (_, i) => from + i * by);
}

// The trunk with the shirt: it never moves, so each view draws it once.
export function trunkMesh() {
  const mesh = rings([-26, ...steps(-18, -9, 3), ...steps(-9, -2, 0.5), ...steps(-2, 1.3, 0.3)], 96);
  mesh.shirt = mesh.open.map((open, i) => Math.min(inShirt(mesh.x[i], mesh.y[i], mesh.z[i]), open));
  mesh.inked = mesh.z.map((z) => LINE_JOIN + 0.2 - z);
  return mesh;
}

// The skin of chest and neck: what is above C7/T1 moves.
export function neckMesh() {
  const mesh = rings([...steps(-8, -2, 0.75), ...steps(-2, 2, 0.5), ...steps(2, 14, 1)], 64);
  mesh.rest = { x: mesh.x.slice(), y: mesh.y.slice(), z: mesh.z.slice() };
  mesh.inked = mesh.z.map((z) => z - LINE_JOIN);
  // the shadow of the jaw on the throat
  mesh.underJaw = mesh.z.map((z, i) => (z - 4.9 - 0.36 * (6.4 - mesh.x[i])) / 4);
  return mesh;
}

// The neck after the posture: it follows by its height, and under the jaw it goes with the head.
export function poseNeck(mesh, posture) {
  const head = head_frame(posture);
  const joint = head_joint(posture);
  const { rest, columns } = mesh;
  for (let row = 0; row < mesh.rows; row++) {
    const height = rest.z[row * columns];
    if (height <= 0) continue;
    const share = neck_share(height);
    const [[a, b, c], [d, e, f], [g, h, k]] = rotation_matrix(
      share * posture.neck_rotation_deg, share * posture.neck_tilt_deg, share * posture.neck_flexion_deg);
    const withHead = 0.85 * smoothstep(6.0, 13.0, height);
    const withNeck = 1 - withHead;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const x = rest.x[i];
      const y = rest.y[i];
      const z = rest.z[i];
      mesh.x[i] = withNeck * (a * x + b * y + c * z);
      mesh.y[i] = withNeck * (d * x + e * y + f * z);
      mesh.z[i] = withNeck * (g * x + h * y + k * z);
      if (withHead === 0) continue;
      const [u, v, w] = [x - HEAD_JOINT_CM[0], y - HEAD_JOINT_CM[1], z - HEAD_JOINT_CM[2]];
      mesh.x[i] += withHead * (joint[0] + head[0][0] * u + head[0][1] * v + head[0][2] * w);
      mesh.y[i] += withHead * (joint[1] + head[1][0] * u + head[1][1] * v + head[1][2] * w);
      mesh.z[i] += withHead * (joint[2] + head[2][0] * u + head[2][1] * v + head[2][2] * w);
    }
  }
  normals(mesh, mesh.x, mesh.y, mesh.z, mesh.nx, mesh.ny, mesh.nz);
}
