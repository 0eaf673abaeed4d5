// Regions and outlines of a curved surface, as SVG paths.
//
// A surface is a grid of points (rows x columns, columns closing on themselves). A region is where a field over the grid
// is not negative. Its edge is followed from cell to cell (marching squares) and comes out as closed loops that keep the
// region on one side, so that the fill rule "nonzero" fills exactly what the region covers in the picture.

// Points closer than this in the picture (in its units) are left out.
const REGION_STEP = 28;
const LINE_STEP = 20;

const SHORT = 5; // points
const SCRAP = 8; // numbers, two a point: a line with fewer is not drawn
const ALMOST = 0.12; // cm: this much farther still counts as not folded inwards

let followers = new Int32Array(0);
let starts = new Int32Array(0);

// Grid edges have numbers: 2 * vertex for the edge to the next column, 2 * vertex + 1 for the edge to the next row.
// CASES[kind] lists pairs of cell edges (0 top, 1 right, 2 bottom, 3 left) that a loop enters and leaves by.
const CASES = [
  [], [0, 3], [1, 0], [1, 3], [2, 1], [0, 3, 2, 1], [2, 0], [2, 3], [3, 2], [0, 2], [1, 0, 3, 2], [1, 2], [3, 1], [0, 1], [3, 0], [],
];

// The loops around what is not negative, in the rows `from` to `to`.
function loopsOf(columns, field, from, to) {
  const edges = 2 * to * columns;
  if (followers.length < edges) {
    followers = new Int32Array(edges).fill(-1);
    starts = new Int32Array(edges);
  }
  let count = 0;
  for (let row = from; row < to - 1; row++) {
    const first = row * columns;
    let a = first + columns - 1; // the cell that closes the row comes first
    let before = (field[a] >= 0 ? 1 : 0) | (field[a + columns] >= 0 ? 8 : 0);
    for (let b = first; b < first + columns; b++) {
      const after = (field[b] >= 0 ? 2 : 0) | (field[b + columns] >= 0 ? 4 : 0);
      const kind = before | after;
      if (kind !== 0 && kind !== 15) {
        const pairs = CASES[kind];
        for (let i = 0; i < pairs.length; i += 2) {
          const from = cellEdge(pairs[i], a, b, columns);
          followers[from] = cellEdge(pairs[i + 1], a, b, columns);
          starts[count++] = from;
        }
      }
      before = (after & 2 ? 1 : 0) | (after & 4 ? 8 : 0);
      a = b;
    }
  }
  const loops = [];
  for (let i = 0; i < count; i++) {
    let edge = starts[i];
    if (followers[edge] < 0) continue;
    const loop = [];
    while (edge >= 0 && followers[edge] >= 0) {
      loop.push(edge);
      const following = followers[edge];
      followers[edge] = -1;
      edge = following;
    }
    if (loop.length > 2) loops.push(loop);
  }
  return loops;
}

function cellEdge(which, a, b, columns) {
  if (which === 0) return 2 * a;
  if (which === 1) return 2 * b + 1;
  if (which === 2) return 2 * (a + columns);
  return 2 * a + 1;
}

function otherEnd(edge, columns) {
  const a = edge >> 1;
  if (edge & 1) return a + columns;
  return (a + 1) % columns === 0 ? a + 1 - columns : a + 1;
}

// A smooth line through points [x0, y0, x1, y1, ...]: it passes the middle of each side and bends at each point.
// Written with relative steps, which are short to write and to read.
export function smoothLine(points, closed) {
  const n = points.length / 2;
  if (n < 2) return "";
  if (n === 2) return `M${points[0]} ${points[1]}L${points[2]} ${points[3]}`;
  const last = 2 * n - 2;
  let x = closed ? (points[last] + points[0]) >> 1 : points[0];
  let y = closed ? (points[last + 1] + points[1]) >> 1 : points[1];
  let path = `M${x} ${y}q`;
  const end = closed ? n : n - 1;
  for (let i = closed ? 0 : 1; i < end; i++) {
    const bendX = points[2 * i];
    const bendY = points[2 * i + 1];
    const next = i + 1 < n ? 2 * i + 2 : 0;
    const toEnd = !closed && i === end - 1;
    const nextX = toEnd ? points[next] : (bendX + points[next]) >> 1;
    const nextY = toEnd ? points[next + 1] : (bendY + points[next + 1]) >> 1;
    path += `${bendX - x} ${bendY - y} ${nextX - x} ${nextY - y} `;
    x = nextX;
    y = nextY;
  }
  return closed ? `${path}Z` : path;
}

// The closed loops of a region, to be filled.
export function regionPath(columns, field, across, down, from, to) {
  let path = "";
  for (const loop of loopsOf(columns, field, from, to)) {
    const points = [];
    let [lastX, lastY] = [Infinity, Infinity];
    for (const edge of loop) {
      const a = edge >> 1;
      const b = otherEnd(edge, columns);
      const t = field[a] / (field[a] - field[b]);
      const x = Math.round(across[a] + t * (across[b] - across[a]));
      const y = Math.round(down[a] + t * (down[b] - down[a]));
      if (Math.abs(x - lastX) + Math.abs(y - lastY) < REGION_STEP) continue;
      points.push(x, y);
      [lastX, lastY] = [x, y];
    }
    if (points.length > SCRAP) path += smoothLine(points, true);
  }
  return path;
}

// The visible part of the edge between what faces the viewer and what does not, as open lines. Where the surface folds
// inwards the edge lies behind the surface: there the side that faces the viewer is the farther one, and no line is drawn.
// With `inner` (a field), lines inside the longest loop, which goes round the whole surface, are drawn only within it.
export function outlinePath(columns, facing, nearness, across, down, drawn, inner) {
  let path = "";
  const loops = loopsOf(columns, facing, 0, facing.length / columns);
  const longest = Math.max(...loops.map((loop) => loop.length));
  for (const loop of loops) {
    const n = loop.length;
    const xs = new Array(n);
    const ys = new Array(n);
    const shown = new Array(n);
    for (let i = 0; i < n; i++) {
      const a = loop[i] >> 1;
      const b = otherEnd(loop[i], columns);
      const t = facing[a] / (facing[a] - facing[b]);
      const front = facing[a] >= 0 ? a : b;
      const back = facing[a] >= 0 ? b : a;
      xs[i] = Math.round(across[a] + t * (across[b] - across[a]));
      ys[i] = Math.round(down[a] + t * (down[b] - down[a]));
      const wanted = inner === undefined || n === longest || inner[front] > 0;
      shown[i] = wanted && nearness[front] >= nearness[back] - ALMOST && drawn[front] > 0;
    }
    // gaps of a few points are closed and scraps of a few points left out
    setShortRuns(shown, false, true);
    setShortRuns(shown, true, false);
    const hidden = shown.lastIndexOf(false);
    let points = [];
    for (let k = 0; k < n; k++) {
      const i = (hidden + 1 + k) % n;
      if (shown[i]) {
        const last = points.length - 2;
        if (last < 0 || Math.abs(xs[i] - points[last]) + Math.abs(ys[i] - points[last + 1]) >= LINE_STEP) points.push(xs[i], ys[i]);
      } else {
        if (points.length >= SCRAP) path += smoothLine(points, false);
        points = [];
      }
    }
    if (points.length >= SCRAP) path += smoothLine(points, hidden < 0);
  }
  return path;
}

// In a ring of flags, sets runs of `value` that are shorter than SHORT to `instead`.
function setShortRuns(flags, value, instead) {
  const n = flags.length;
  const start = flags.indexOf(!value);
  if (start < 0) return;
  let run = 0;
  for (let k = 1; k <= n; k++) {
    const i = (start + k) % n;
    if (flags[i] === value) run += 1;
    else {
      if (run < SHORT) for (let back = 1; back <= run; back++) flags[(i - back + n) % n] = instead;
      run = 0;
    }
  }
}
