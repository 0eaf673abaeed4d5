// Estimates with their intervals, one under the other on one scale, each row a picture of its own. Places along the
// scale are per cent of the row, so that a row fits any width without being measured; heights are CSS pixels.
import { svg } from "./dom.js";

// The marks of an estimate, as paths around it, by half their width in pixels.
export const INTERVAL_SHAPES = {
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
  diamond: (r) => `M0 ${-1.35 * r}L${1.35 * r} 0L0 ${1.35 * r}L${-1.35 * r} 0Z`,
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
};
const INTERVAL_MIDDLE = 0;

function intervalPlace(axis, value) {
  const held = Math.min(axis.high, Math.max(axis.low, value));
  return `${((100 * (held - axis.low)) / (axis.high - axis.low)).toFixed(3)}%`;
}

// A group that stands at a value of the scale and is drawn in pixels around it.
function intervalAt(axis, value, y, ...parts) {
  return svg("svg", { x: intervalPlace(axis, value), y, overflow: "visible", class: "dci-at" }, ...parts);
}

// One estimate: {estimate, low, high, shape, size, className, y}. `shape` "pooled" draws the whole interval as a diamond;
// "range" draws an interval without an estimate. What lies beyond the scale ends in an arrow.
function intervalMark(axis, { estimate, low, high, shape = "square", size = 5, className = "", y }) {
  const group = svg("g", { class: `dci-mark ${className}` });
  const line = (from, to) => svg("line", { x1: intervalPlace(axis, from), x2: intervalPlace(axis, to), y1: y, y2: y, class: "dci-line" });
  const arrows = [[low, low < axis.low, -1], [high, high > axis.high, 1]];
  const arrow = (way) => `M${-6 * way} -4L0 0L${-6 * way} 4`;
  if (shape === "pooled") {
    const [wide, tall] = [axis.high - axis.low, 16];
    group.append(svg("svg", { x: 0, y: y - tall / 2, width: "100%", height: tall, viewBox: `${axis.low} 0 ${wide} 10`, preserveAspectRatio: "none", overflow: "hidden" },
      svg("path", { d: `M${low} 5L${estimate} 0L${high} 5L${estimate} 10Z`, class: "dci-shape" })));
    for (const [end, beyond, way] of arrows) if (beyond) group.append(intervalAt(axis, end, y, svg("path", { class: "dci-line", d: arrow(way) })));
    return group;
  }
  group.append(line(low, high));
  for (const [end, beyond, way] of arrows) {
    group.append(intervalAt(axis, end, y, svg("path", { class: "dci-line", d: beyond ? arrow(way) : "M0 -4V4" })));
  }
  if (shape !== "range") group.append(intervalAt(axis, estimate, y, svg("path", { class: "dci-shape", d: INTERVAL_SHAPES[shape](size) })));
  return group;
}

// The picture of one row. `axis`: {low, high, ticks}. It is hidden from readers of the page, who have the numbers beside it.
export function intervalRow(axis, marks, height = 28) {
  const grid = axis.ticks.map((tick) => svg("line", { x1: intervalPlace(axis, tick), x2: intervalPlace(axis, tick), y1: 0, y2: height, class: tick === INTERVAL_MIDDLE ? "dci-zero" : "dci-grid" }));
  return svg("svg", { class: "dci-row", width: "100%", height, "aria-hidden": "true", overflow: "visible" }, ...grid, ...marks.map((mark) => intervalMark(axis, { y: height / 2, ...mark })));
}

// The scale below the rows, with words for its two sides.
export function intervalAxis(axis) {
  const words = (x, y, text, anchor) => svg("text", { x, y, "text-anchor": anchor, class: "dci-tick" }, text);
  return svg("svg", { class: "dci-axis", width: "100%", height: 38, "aria-hidden": "true", overflow: "visible" },
    ...axis.ticks.map((tick) => svg("line", { x1: intervalPlace(axis, tick), x2: intervalPlace(axis, tick), y1: 0, y2: 5, class: "dci-zero" })),
    ...axis.ticks.map((tick) => words(intervalPlace(axis, tick), 18, String(tick).replace("-", "−"), "middle")),
    words("0", 35, axis.left, "start"), words("100%", 35, axis.right, "end"));
}

// A number with one decimal and a true minus sign; what rounds to zero has none.
export function intervalNumber(value, decimals = 1) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace("-", "−");
}

export function intervalText({ estimate, low, high }) {
  return `${intervalNumber(estimate)} (${intervalNumber(low)} to ${intervalNumber(high)})`;
}
