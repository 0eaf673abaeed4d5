// The surface of the drawn head, in head coordinates (cm): origin at the joint C1-C2, x forward, y to the person's left,
// z up. It is our own figure of an adult, made of a profile, a width and a few rounded forms; no person was measured.

// The outline in the midline without nose, lips and brow: x forward, z up, from the chin over the face to the nape.
const HEAD_PROFILE = [
  [9.0, -5.6], [10.0, -4.7], [10.3, -2.6], [10.4, -0.5], [10.35, 1.5], [10.2, 3.6], [10.2, 5.6], [10.5, 7.4], [10.2, 9.6],
  [8.9, 12.2], [6.4, 14.5], [3.0, 15.8], [-0.6, 16.1], [-4.2, 15.0], [-7.0, 12.2], [-8.4, 8.6], [-8.3, 5.6], [-7.3, 2.9],
  [-5.9, 0.9], [-4.2, -0.8], [-1.5, -2.2], [2.0, -3.3], [5.0, -4.4], [7.3, -5.4],
];
const HEAD_CENTRE = [1.5, 4.5];
const HEAD_WIDTH = 7.0;
const HEAD_SQUARENESS = 2.3;

// Rounded forms on the face: how far they stand out (cm), where (y, z), and how wide and high they are. Both sides.
const FACE_FORMS = [
  [0.35, 2.4, 7.0, 1.7, 0.8], // brow
  [-0.75, 2.9, 5.2, 1.4, 1.0], // eye socket
  [0.35, 4.9, 3.0, 1.4, 1.2], // cheekbone
  [-0.35, 4.6, -0.8, 1.3, 1.6], // below it
];
const MIDLINE_FORMS = [
  [0.55, -1.3, 2.3, 1.7], // around the mouth
  [0.3, -1.0, 1.5, 0.5], // upper lip
  [0.3, -2.3, 1.3, 0.5], // lower lip
  [-0.3, -3.4, 1.8, 0.55], // above the chin
  [0.5, -4.5, 1.5, 0.9], // chin
];
// The nose: height of its ridge and half width, from the root down (z, height, half width).
const NOSE = [
  [6.6, 0, 0.7], [5.8, 0.15, 0.75], [5.0, 0.6, 0.8], [4.0, 1.15, 0.9], [3.0, 1.75, 1.05], [2.3, 2.2, 1.2], [1.8, 2.3, 1.35],
  [1.3, 1.85, 1.45], [0.9, 1.0, 1.4], [0.5, 0.25, 1.3], [0.1, 0, 1.2],
];
// Where hair begins, as a height z for each direction around the head (degrees from the front).
const HAIRLINE = [
  [0, 11.9], [20, 11.9], [38, 11.4], [52, 9.6], [62, 7.6], [70, 5.4], [77, 3.9], [84, 3.9], [90, 6.6], [104, 7.2], [118, 6.2],
  [128, 3.2], [140, 1.0], [160, -0.4], [180, -0.8],
];

export function smooth(points, column, at) {
  let i = 0;
  while (i < points.length - 2 && at > points[i + 1][0]) i++;
  const [p0, p1, p2, p3] = [points[Math.max(i - 1, 0)], points[i], points[i + 1], points[Math.min(i + 2, points.length - 1)]];
  const t = Math.min(Math.max((at - p1[0]) / (p2[0] - p1[0]), 0), 1);
  const slope = (a, b) => (a === b ? 0 : (b[column] - a[column]) / (b[0] - a[0]));
  const m1 = slope(p0, p2) * (p2[0] - p1[0]);
  const m2 = slope(p1, p3) * (p2[0] - p1[0]);
  const t2 = t * t;
  const t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * p1[column] + (t3 - 2 * t2 + t) * m1 + (3 * t2 - 2 * t3) * p2[column] + (t3 - t2) * m2;
}

export function smoothstep(from, to, at) {
  const t = Math.min(Math.max((at - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}

const bell = (distance, width) => Math.exp(-(distance * distance) / (width * width));

// The profile once round as [angle, radius], ascending from the chin; repeated at both ends so that it closes.
const PROFILE_POLAR = (() => {
  const polar = HEAD_PROFILE.map(([x, z]) => {
    let angle = Math.atan2(z - HEAD_CENTRE[1], x - HEAD_CENTRE[0]);
    if (angle < Math.atan2(-5.6 - HEAD_CENTRE[1], 9.0 - HEAD_CENTRE[0]) - 1e-9) angle += 2 * Math.PI;
    return [angle, Math.hypot(x - HEAD_CENTRE[0], z - HEAD_CENTRE[1])];
  });
  const turn = 2 * Math.PI;
  return [
    ...polar.slice(-3).map(([a, r]) => [a - turn, r]), ...polar, ...polar.slice(0, 3).map(([a, r]) => [a + turn, r]),
  ];
})();

const NOSE_UP = NOSE.slice().reverse();

function noseHeight(y, z) {
  if (z > 6.6 || z < 0.1) return 0;
  const height = Math.max(smooth(NOSE_UP, 1, z), 0);
  const width = smooth(NOSE_UP, 2, z);
  const wing = 0.75 * bell(z - 1.45, 0.75) * (bell(y - 1.25, 0.55) + bell(y + 1.25, 0.55));
  return Math.max(height * bell(y, width * 0.72), wing);
}

function hairStart(x, y) {
  return smooth(HAIRLINE, 1, (Math.atan2(Math.abs(y), x) * 180) / Math.PI);
}

// How far inside the hair a point is (cm, negative outside).
function hairDepth(x, y, z) {
  return z - hairStart(x - 0.8, y);
}

// A point of the surface: `angle` around the left-right axis, `side` from -1 (right ear) to 1 (left ear).
function headSurface(angle, side) {
  const radius = smooth(PROFILE_POLAR, 1, angle);
  const n = HEAD_SQUARENESS + 0.55 * bell(angle - 1.75, 0.9);
  const lean = Math.abs(side);
  const share = Math.pow(Math.max(1 - Math.pow(lean, n), 0), 1 / n);
  let x = HEAD_CENTRE[0] + radius * share * Math.cos(angle);
  let y = HEAD_WIDTH * side;
  let z = HEAD_CENTRE[1] + radius * share * Math.sin(angle);
  // the wide part of the skull, above and behind the ears
  y += Math.sign(side) * 0.85 * Math.pow(lean, 1.5) * bell(z - 9.6, 4.6) * bell(x + 1.5, 6.5);
  const front = smoothstep(3.5, 7.5, x);
  if (front > 0) {
    let out = noseHeight(y, z);
    for (const [size, cy, cz, wy, wz] of FACE_FORMS) out += size * bell(z - cz, wz) * (bell(y - cy, wy) + bell(y + cy, wy));
    for (const [size, cz, wy, wz] of MIDLINE_FORMS) out += size * bell(z - cz, wz) * bell(y, wy);
    x += front * out;
  }
  const hair = hairDepth(x, y, z);
  if (hair > 0) {
    const thick = 0.8 * smoothstep(0, 4, hair);
    const [dx, dy, dz] = [x - 0.5, y, z - 6.0];
    const length = Math.hypot(dx, dy, dz);
    x += (thick * dx) / length;
    y += (thick * dy) / length;
    z += (thick * dz) / length;
  }
  return [x, y, z, hair];
}

// Rows run from the right ear to the left ear, columns once round the profile; both are closer where the face is.
const HEAD_SIDES = [
  -1, -0.985, -0.955, -0.915, -0.86, -0.785, -0.7, -0.61, -0.52, -0.43, -0.35, -0.28, -0.22, -0.165, -0.11, -0.055, 0,
];
const HEAD_ANGLES = (() => {
  const angles = [];
  const degrees = (from, to, step) => {
    for (let a = from; a < to - 1e-6; a += step) angles.push((a * Math.PI) / 180);
  };
  degrees(-66, -58, 4);
  degrees(-58, 22, 2.2);
  degrees(22.0, 54, 4);
  degrees(54, 190, 8);
  degrees(190, 294, 8);
  return angles;
})();

export function headMesh() {
  const sides = [...HEAD_SIDES, ...HEAD_SIDES.slice(0, -1).reverse().map((side) => -side)];
  const rows = sides.length;
  const columns = HEAD_ANGLES.length;
  const size = rows * columns;
  const hair = new Float32Array(size);
  const mesh = surfaceGrid(rows, columns, (row, column) => {
    const point = headSurface(HEAD_ANGLES[column], sides[row]);
    hair[row * columns + column] = point[3];
    return point;
  });
  for (let column = 0; column < columns; column++) {
    mesh.ny[column] = -1;
    mesh.ny[size - columns + column] = 1;
  }
  mesh.hair = hair;
  mesh.bare = hair.map((depth) => -depth);
  mesh.nose = new Float32Array(size);
  mesh.inked = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const [x, y, z] = [mesh.x[i], mesh.y[i], mesh.z[i]];
    mesh.nose[i] = x > 8 ? noseHeight(y, z) - 0.28 : -1;
    // no line where the head goes over into the neck
    mesh.inked[i] = z > -0.6 || x > 2.2 ? 1 : 0;
  }
  // the rows between which the nose is: nothing of it has to be looked for elsewhere
  const rowsOfNose = [...mesh.nose.keys()].filter((i) => mesh.nose[i] > 0).map((i) => Math.floor(i / columns));
  mesh.noseRows = [Math.min(...rowsOfNose) - 1, Math.max(...rowsOfNose) + 2];
  mesh.posed = {};
  for (const name of ["x", "y", "z", "nx", "ny", "nz"]) mesh.posed[name] = new Float32Array(size);
  return mesh;
}

// A line over the hair: points along the profile's angles (degrees), at a changing side, with the outward direction there.
export function hairStrand(from, to, sideFrom, sideTo, count = 10) {
  const points = [];
  const outward = [];
  for (let i = 0; i < count; i++) {
    const t = i / (count - 1);
    const angle = ((from + (to - from) * t) * Math.PI) / 180;
    const [x, y, z] = headSurface(angle, sideFrom + (sideTo - sideFrom) * t);
    const length = Math.hypot(x - 0.5, y * 1.2, z - 6);
    points.push([x, y, z]);
    outward.push([(x - 0.5) / length, (y * 1.2) / length, (z - 6) / length]);
  }
  return { points, normals: outward };
}

// A grid of points with unit normals that point outwards.
export function surfaceGrid(rows, columns, point) {
  const size = rows * columns;
  const mesh = { rows, columns, x: new Float32Array(size), y: new Float32Array(size), z: new Float32Array(size) };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const made = point(row, column);
      mesh.x[i] = made[0];
      mesh.y[i] = made[1];
      mesh.z[i] = made[2];
    }
  }
  mesh.nx = new Float32Array(size);
  mesh.ny = new Float32Array(size);
  mesh.nz = new Float32Array(size);
  normals(mesh, mesh.x, mesh.y, mesh.z, mesh.nx, mesh.ny, mesh.nz);
  return mesh;
}

export function normals(mesh, x, y, z, nx, ny, nz) {
  const { rows, columns } = mesh;
  for (let row = 0; row < rows; row++) {
    const up = row > 0 ? -columns : 0;
    const down = row < rows - 1 ? columns : 0;
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const left = column > 0 ? i - 1 : i + columns - 1;
      const right = column < columns - 1 ? i + 1 : i - columns + 1;
      const ax = x[right] - x[left];
      const ay = y[right] - y[left];
      const az = z[right] - z[left];
      const bx = x[i + down] - x[i + up];
      const by = y[i + down] - y[i + up];
      const bz = z[i + down] - z[i + up];
      const cx = az * by - ay * bz;
      const cy = ax * bz - az * bx;
      const cz = ay * bx - ax * by;
      const length = Math.sqrt(cx * cx + cy * cy + cz * cz);
      if (length < 1e-9) continue;
      nx[i] = cx / length;
      ny[i] = cy / length;
      nz[i] = cz / length;
    }
  }
}

// The point of the face straight behind (y, z) as seen from the front: features are drawn on it.
export function facePoint(y, z) {
  const side = y / HEAD_WIDTH;
  let low = -1.15;
  let high = 1.45;
  for (let i = 0; i < 18; i++) {
    const middle = (low + high) / 2;
    if (headSurface(middle, side)[2] < z) low = middle;
    else high = middle;
  }
  const [x] = headSurface((low + high) / 2, side);
  return [x, y, z];
}
