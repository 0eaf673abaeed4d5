// Smooth outlines for the drawn views of the neck. A shape is a list of points "x,y x,y ...", where x counts away from the
// midline; a point written "x,y!" is a sharp corner, every other one is rounded. A placing puts the shape on the picture:
// {cx, cy, side, scale}, side -1 for the half on the picture's left and 1 for the half on its right.

const NECK_ROUNDING = 1 / 6;

export function neckPoints(text) {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [x, y] = word.replace("!", "").split(",").map(Number);
      return { x, y, corner: word.endsWith("!") };
    });
}

function neckNumber(value) {
  return String(Math.round(value * 10) / 10);
}

function neckPlaced(points, { cx = 0, cy = 0, side = 1, scale = 1 } = {}) {
  return points.map(({ x, y, corner }) => ({ x: cx + side * scale * x, y: cy + scale * y, corner }));
}

function neckTangent(before, at, after) {
  if (at.corner) return { x: 0, y: 0 };
  return { x: after.x - before.x, y: after.y - before.y };
}

function neckCurve(points, closed) {
  const count = points.length;
  const point = (i) => (closed ? points[(i + count) % count] : points[Math.min(Math.max(i, 0), count - 1)]);
  const tangents = points.map((at, i) => neckTangent(point(i - 1), at, point(i + 1)));
  const tangent = (i) => tangents[(i + count) % count];
  let d = `M${neckNumber(points[0].x)} ${neckNumber(points[0].y)}`;
  for (let i = 0; i < (closed ? count : count - 1); i += 1) {
    const from = point(i);
    const to = point(i + 1);
    const reach = Math.hypot(to.x - from.x, to.y - from.y);
    // A long tangent beside a short step would make the outline bulge, so it is held to the step.
    const hold = (t) => Math.min(NECK_ROUNDING, (0.4 * reach) / Math.max(Math.hypot(t.x, t.y), 1e-6));
    const a = tangent(i);
    const b = tangent(i + 1);
    const numbers = [
      from.x + a.x * hold(a), from.y + a.y * hold(a), to.x - b.x * hold(b), to.y - b.y * hold(b), to.x, to.y,
    ].map(neckNumber);
    d += `C${numbers.join(" ")}`;
  }
  return closed ? `${d}Z` : d;
}

/** A closed outline through the points of `text`. */
export function neckClosed(text, placing) {
  return neckCurve(neckPlaced(neckPoints(text), placing), true);
}

/** A closed outline that is the same on both sides: `half` goes from `front` to `back`, both on the midline. */
export function neckWhole(half, front, back, placing) {
  const points = half.trim().split(/\s+/);
  const others = points.map((point) => `-${point}`).reverse();
  return neckClosed([front, ...points, back, ...others].join(" "), placing);
}

/** An open line through the points of `text`. */
export function neckOpen(text, placing) {
  return neckCurve(neckPlaced(neckPoints(text), placing), false);
}

/** The picture's [x, y] of the one point in `text`. */
export function neckSpot(text, placing) {
  const [{ x, y }] = neckPlaced(neckPoints(text), placing);
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

/** A round outline about the point `text`, `rx` wide and `ry` high on each side. */
export function neckOval(text, rx, ry, placing) {
  const [{ x, y }] = neckPoints(text);
  const ring = [];
  for (let i = 0; i < 8; i += 1) {
    const turn = (i * Math.PI) / 4;
    ring.push(`${x + rx * Math.cos(turn)},${y + ry * Math.sin(turn)}`);
  }
  return neckClosed(ring.join(" "), placing);
}

/** A closed band that keeps `half` on both sides of the line through the points of `text`. */
export function neckRibbon(text, half, placing) {
  const points = neckPoints(text);
  const edges = [[], []];
  points.forEach(({ x, y }, i) => {
    const before = points[Math.max(i - 1, 0)];
    const after = points[Math.min(i + 1, points.length - 1)];
    const reach = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const nx = (-(after.y - before.y) / reach) * half;
    const ny = ((after.x - before.x) / reach) * half;
    edges[0].push(`${x + nx},${y + ny}`);
    edges[1].unshift(`${x - nx},${y - ny}`);
  });
  return neckClosed([...edges[0], ...edges[1]].join(" "), placing);
}

/**
 * A strap muscle between two edges that have the same number of points, both from origin to insertion:
 * its closed outline and `strands` fibre lines that follow its course.
 */
export function neckStrap(edge, otherEdge, strands, placing) {
  const a = neckPoints(edge);
  const b = neckPoints(otherEdge);
  if (a.length !== b.length) throw new RangeError(`The edges have ${a.length} and ${b.length} points.`);
  const fibres = [];
  for (let k = 1; k <= strands; k += 1) {
    const share = k / (strands + 1);
    const line = a.map((p, i) => `${p.x + share * (b[i].x - p.x)},${p.y + share * (b[i].y - p.y)}`);
    fibres.push(neckOpen(line.join(" "), placing));
  }
  const back = otherEdge.trim().split(/\s+/).reverse().join(" ");
  return { d: neckClosed(`${edge} ${back}`, placing), fibres };
}
