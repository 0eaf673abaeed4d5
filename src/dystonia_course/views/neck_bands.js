import { neckPoints, neckClosed, neckOpen } from "./neck_curves.js";

// Muscles as bands: two edges that run from one attachment to the other, with the same number of points. The fibres lie
// between the edges. `head` and `foot` are points of the outline between the edges, at the first and the last attachment.

const neckText = (points) => points.map(({ x, y, corner }) => `${x},${y}${corner ? "!" : ""}`).join(" ");

function neckFibre(edges, share, from, to) {
  const [a, b] = edges;
  const last = a.length - 1;
  const spot = (place) => {
    const i = Math.min(Math.floor(place), last - 1);
    const t = place - i;
    const one = (edge, axis) => edge[i][axis] + (edge[i + 1][axis] - edge[i][axis]) * t;
    return { x: one(a, "x") + (one(b, "x") - one(a, "x")) * share, y: one(a, "y") + (one(b, "y") - one(a, "y")) * share };
  };
  const places = [from * last];
  for (let i = 1; i < last; i += 1) if (i > from * last + 0.2 && i < to * last - 0.2) places.push(i);
  places.push(to * last);
  return neckText(places.map(spot));
}

/** Outline `d` and `fibres` of a band. `fibres` is how many; `trim` the share of the length left free at each end. */
export function neckBand({ a, b, head = "", foot = "", fibres = 4, trim = [0.06, 0.06] }, placing) {
  const edges = [neckPoints(a), neckPoints(b)];
  if (edges[0].length !== edges[1].length) throw new Error(`edges of unequal length: ${a} | ${b}`);
  const around = [a, foot, neckText(edges[1].slice().reverse()), head].join(" ");
  const lines = [];
  for (let i = 1; i <= fibres; i += 1) {
    const late = i % 2 ? 0 : 0.05;
    lines.push(neckOpen(neckFibre(edges, i / (fibres + 1), trim[0] + late, 1 - trim[1] - late / 2), placing));
  }
  return { d: neckClosed(around, placing), fibres: lines };
}

/** A closed tube, `width` units wide, along the line through `text`; its ends are round, or `square`. */
export function neckTube(text, width, placing, square = false) {
  const points = neckPoints(text);
  const tenth = (value) => Math.round(value * 10) / 10;
  const edge = (sign) =>
    points.map((point, i) => {
      const before = points[Math.max(i - 1, 0)];
      const after = points[Math.min(i + 1, points.length - 1)];
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      const aside = (sign * width) / 2 / length;
      const x = tenth(point.x + aside * (after.y - before.y));
      return { x, y: tenth(point.y - aside * (after.x - before.x)), corner: square && (i === 0 || i === points.length - 1) };
    });
  return neckClosed(neckText([...edge(1), ...edge(-1).reverse()]), placing);
}

/** The view of the other side: every path, label and side of `view` mirrored. */
export function neckMirrored(view) {
  const turn = (d) => {
    let horizontal = true;
    return d.replace(/-?\d+(?:\.\d+)?/g, (number) => {
      const value = horizontal ? Math.round((view.width - Number(number)) * 10) / 10 : Number(number);
      horizontal = !horizontal;
      return String(value);
    });
  };
  const other = { left: "right", right: "left", middle: "middle" };
  const line = (one) => ({ ...one, d: turn(one.d), ...(one.course && { course: turn(one.course) }) });
  return {
    ...view,
    left_label: view.right_label,
    right_label: view.left_label,
    ground: view.ground.map(line),
    parts: view.parts.map((part) => ({
      ...line(part),
      side: other[part.side],
      ...(part.pieces && { pieces: part.pieces.map(line) }),
      fibres: part.fibres.map(turn),
      label: [Math.round((view.width - part.label[0]) * 10) / 10, part.label[1]],
    })),
  };
}
