// Charts as SVG: axes, lines, bands, regions, rules and points, each labelled where it stands. One unit is one CSS pixel,
// so letters keep their size on every width. Numbers come from the caller; here are only places and shapes.
import { svg, uniqueId } from "./dom.js";

export const CHART_MARGIN = { top: 26, right: 10, bottom: 24, left: 38 };
const CHART_WIDE_PX = 520;
const CHART_LINE_PX = 15;
const CHART_DIGITS = 10;
let chartInk = null;

// From a value to pixels, linear or logarithmic; `invert` goes back. A log axis ends at its low value.
export function chartScale({ log = false, low, high }, from, to) {
  const along = log ? (value) => Math.log(Math.max(value, low)) : (value) => value;
  const start = along(low);
  const perUnit = (to - from) / (along(high) - start);
  const scale = (value) => from + (along(value) - start) * perUnit;
  scale.invert = (pixel) => {
    const value = start + (pixel - from) / perUnit;
    return Math.min(Math.max(low, high), Math.max(Math.min(low, high), log ? Math.exp(value) : value));
  };
  return scale;
}

// The width of a text in the chart's letters, without asking the page to lay itself out.
export function chartTextWidth(text, weight = 600) {
  chartInk ??= document.createElement("canvas").getContext("2d");
  chartInk.font = `${weight} 12px system-ui, "Segoe UI", Arial, sans-serif`;
  return chartInk.measureText(text).width * 1.04;
}

const chartPixel = (value) => Math.round(value * CHART_DIGITS) / CHART_DIGITS;
const chartPath = (places) => places.map(([x, y], i) => `${i ? "L" : "M"}${chartPixel(x)} ${chartPixel(y)}`).join("");

// `count` values from low to high, evenly spaced, or evenly spaced in their logarithms.
export function chartSteps(low, high, count, log = false) {
  const ratio = high / low;
  return Array.from({ length: count }, (_, i) => (log ? low * ratio ** (i / (count - 1)) : low + ((high - low) * i) / (count - 1)));
}

const CHART_SHAPES = {
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
  diamond: (r) => `M0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}L${-1.3 * r} 0Z`,
  triangle: (r) => `M0 ${1.2 * r}L${-1.2 * r} ${-r}H${1.2 * r}Z`,
};

export class Chart {
  // `x` and `y` are axes: {low, high, log, ticks: [{at, text, short, wide}], title, short, base (where y has its base line),
  // grid (x)}. A `wide` tick is left out where it is narrow, and `short` stands for a tick's text or a title there.
  // `height` and `margin` may be functions of the width.
  constructor({ className = "", x, y, height, margin }) {
    Object.assign(this, { x, y, heightFor: height, marginFor: margin, width: 0, redraws: [] });
    this.back = svg("g", { class: "dc-chart-back" });
    this.plot = svg("svg", { class: "dc-chart-plot" });
    this.front = svg("g", { class: "dc-chart-front" });
    this.letters = svg("g", { class: "dc-chart-letters" });
    this.node = svg("svg", { class: `dc-chart ${className}`, role: "img", "aria-label": "" }, this.back, this.plot, this.front, this.letters);
  }

  get narrow() {
    return this.width < CHART_WIDE_PX;
  }

  describe(text) {
    if (this.told !== text) this.node.setAttribute("aria-label", text);
    this.told = text;
  }

  // Lays the chart out for a width and draws everything that has been set.
  fit(width) {
    const of = (value) => (typeof value === "function" ? value(width) : value);
    this.width = width;
    this.height = of(this.heightFor);
    this.margin = { ...CHART_MARGIN, ...of(this.marginFor) };
    const { top, right, bottom, left } = this.margin;
    this.inner = { left, top, right: width - right, bottom: this.height - bottom };
    this.toX = chartScale(this.x, left, this.inner.right);
    this.toY = chartScale(this.y, this.inner.bottom, top);
    for (const [name, value] of Object.entries({ width, height: this.height, viewBox: `0 0 ${width} ${this.height}` })) this.node.setAttribute(name, value);
    const frame = { x: left, y: top - 2, width: this.inner.right - left, height: this.inner.bottom - top + 4 };
    for (const [name, value] of Object.entries(frame)) this.plot.setAttribute(name, value);
    this.plot.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
    this.drawAxes();
    for (const redraw of this.redraws) redraw();
  }

  setAxis(name, axis) {
    this[name] = axis;
    if (this.width) this.fit(this.width);
  }

  drawAxes() {
    const { left, top, right, bottom } = this.inner;
    const ticks = (axis) => (axis.ticks ?? []).filter((tick) => !tick.wide || !this.narrow);
    const text = (x, y, words, className, anchor = "middle") => svg("text", { x: chartPixel(x), y: chartPixel(y), class: className, "text-anchor": anchor }, words);
    const parts = [];
    for (const { at, text: words } of ticks(this.y)) {
      const y = chartPixel(this.toY(at));
      parts.push(svg("line", { class: at === (this.y.base ?? this.y.low) ? "dc-base" : "dc-grid", x1: left, x2: right, y1: y, y2: y }), text(left - 6, y + 4, words, "dc-tick", "end"));
    }
    for (const { at, text: long, short = long } of ticks(this.x)) {
      const x = chartPixel(this.toX(at));
      const words = this.narrow ? short : long;
      const half = chartTextWidth(words) / 2;
      const anchor = x + half > this.width ? "end" : x - half < 0 ? "start" : "middle";
      parts.push(svg("line", { class: this.x.grid ? "dc-grid" : "dc-notch", x1: x, x2: x, y1: this.x.grid ? top : bottom, y2: bottom + 5 }));
      if (words) parts.push(text(anchor === "end" ? this.width : x, bottom + 18, words, "dc-tick", anchor));
    }
    const title = this.narrow ? this.y.short ?? this.y.title : this.y.title;
    if (title) parts.push(text(0, this.margin.title ?? top - 12, title, "dc-axis-title", "start"));
    this.back.replaceChildren(...parts);
  }

  // A mark is kept: `set(data)` draws it anew, and so does a new width. `others` are shown and hidden with it.
  mark(layer, node, draw, others = []) {
    layer.append(node);
    const mark = { node, data: null };
    mark.set = (data) => {
      mark.data = data;
      if (this.width) draw(data);
    };
    mark.show = (shown) => {
      for (const one of [node, ...others]) {
        if (shown) one.removeAttribute("display");
        else one.setAttribute("display", "none");
      }
    };
    this.redraws.push(() => {
      if (mark.data !== null) draw(mark.data);
    });
    return mark;
  }

  // Data: [[x, y], ...]
  line(className) {
    const path = svg("path", { class: `dc-line ${className}` });
    return this.mark(this.plot, path, (data) => path.setAttribute("d", chartPath(data.map(([x, y]) => [this.toX(x), this.toY(y)]))));
  }

  // Data: [[x, low, high], ...]
  band(className) {
    const path = svg("path", { class: `dc-band ${className}` });
    return this.mark(this.plot, path, (data) => {
      const upper = data.map(([x, , high]) => [this.toX(x), this.toY(high)]);
      const lower = data.map(([x, low]) => [this.toX(x), this.toY(low)]).reverse();
      path.setAttribute("d", `${chartPath([...upper, ...lower])}Z`);
    });
  }

  // A hatched stretch of the x axis. Data: {from, to, labels, level}; the first label that fits stands in it, or the last beside it.
  region(className) {
    const id = uniqueId("chart-hatch");
    const lines = svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { class: `dc-hatch ${className}`, x1: 0, x2: 0, y1: 0, y2: 7 }));
    const area = svg("rect", { class: `dc-region ${className}`, fill: `url(#${id})` });
    const edge = svg("line", { class: `dc-region-edge ${className}` });
    const text = svg("text", { class: `dc-label ${className}` });
    this.plot.append(svg("defs", {}, lines), area, edge);
    return this.mark(this.letters, text, ({ from, to, labels, level }) => {
      const [start, end] = [this.toX(from), Math.min(this.toX(to), this.inner.right)];
      const [y, height] = [this.inner.top, this.inner.bottom - this.inner.top];
      for (const [name, value] of Object.entries({ x: start, y, width: Math.max(0, end - start), height })) area.setAttribute(name, chartPixel(value));
      for (const [name, value] of Object.entries({ x1: end, x2: end, y1: y, y2: y + height })) edge.setAttribute(name, chartPixel(value));
      const label = labels.find((words) => chartTextWidth(words) < end - start - 10);
      text.setAttribute("x", chartPixel(label === undefined ? end + 6 : start + 5));
      text.setAttribute("y", chartPixel(this.toY(level)));
      text.textContent = label ?? labels.at(-1);
    }, [area, edge]);
  }

  // A line across the plot at `x` (or at `y`), with a label. Data: {x or y, label, level: y of the label in pixels from the top}
  rule(className) {
    const line = svg("line", {});
    const text = svg("text", { class: `dc-label ${className}` });
    const group = svg("g", { class: `dc-rule ${className}` }, line);
    this.letters.append(text);
    return this.mark(this.front, group, ({ x, y, label = "", level = 12 }) => {
      const { left, top, right, bottom } = this.inner;
      const at = chartPixel(x === undefined ? this.toY(y) : this.toX(x));
      const ends = x === undefined ? { x1: left, x2: right, y1: at, y2: at } : { x1: at, x2: at, y1: top, y2: bottom };
      for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value);
      text.setAttribute("x", x === undefined ? right : chartPixel(this.startOf(label, at, 6)));
      text.setAttribute("y", x === undefined ? at - 6 : top + level);
      text.setAttribute("text-anchor", x === undefined ? "end" : "start");
      text.textContent = label;
    }, [text]);
  }

  // Where words begin that stand to the right of a place, or to its left where there is no room, but inside the chart.
  startOf(words, place, away, weight) {
    const wide = chartTextWidth(words, weight);
    if (place + away + wide <= this.width) return place + away;
    return Math.max(0, place - away - wide);
  }

  // Words beside a place. Data: {x, y, text, dx, dy}
  words(className) {
    const text = svg("text", { class: `dc-label ${className}` });
    return this.mark(this.letters, text, ({ x, y, text: words, dx = 0, dy = 0 }) => {
      text.setAttribute("x", chartPixel(this.startOf(words, this.toX(x), dx)));
      text.setAttribute("y", chartPixel(Math.max(11, this.toY(y) + dy)));
      text.textContent = words;
    });
  }

  // Data: [{x, y, shape, size, hollow, low, high (range in y), from, to (range in x), bound: "over" or "under", label, prefer}]
  points(className) {
    const group = svg("g", { class: `dc-points ${className}` });
    return this.mark(this.front, group, (data) => {
      const taken = data.map((point) => chartBox(this.toX(point.x), this.toY(point.y), 6, 6));
      group.replaceChildren(...data.map((point) => {
        const [x, y] = [chartPixel(this.toX(point.x)), chartPixel(this.toY(point.y))];
        const bar = (d) => svg("path", { class: "dc-range", d });
        return svg("g", { class: `dc-point ${point.hollow ? "hollow" : ""} ${point.className ?? ""}`, "data-point": point.id },
          point.low === undefined ? [] : bar(`M${x - 3} ${chartPixel(this.toY(point.low))}h6m-3 0V${chartPixel(this.toY(point.high))}m-3 0h6`),
          point.from === undefined ? [] : bar(`M${chartPixel(this.toX(point.from))} ${y - 3}v6m0 -3H${chartPixel(this.toX(point.to))}m0 -3v6`),
          point.bound === undefined ? [] : bar(point.bound === "over" ? `M${x} ${y}h24m-5 -4l5 4l-5 4` : `M${x} ${y}h-24m5 -4l-5 4l5 4`),
          point.size === 0 ? [] : svg("path", { d: CHART_SHAPES[point.shape ?? "circle"](point.size ?? 4.5), transform: `translate(${x} ${y})` }),
          point.label ? this.labelBeside(point, x, y, taken) : []);
      }));
    });
  }

  // The first place around a point where its label covers nothing and stays inside.
  labelBeside(point, x, y, taken) {
    const wide = chartTextWidth(point.label);
    const right = point.bound === "over" ? 30 : 9;
    const left = point.bound === "under" ? 30 : 9;
    const up = point.high === undefined ? 9 : y - this.toY(point.high) + 6;
    const down = point.low === undefined ? 19 : this.toY(point.low) - y + 15;
    const places = { right: [right, 4, "start"], left: [-left, 4, "end"], above: [0, -up, "middle"], below: [0, down, "middle"], "above right": [4, -up, "start"], "above left": [4, -up, "end"], "below right": [0, down, "start"], "below left": [4, down, "end"] };
    const order = [...(point.prefer ?? []), ...Object.keys(places)];
    const boxOf = ([dx, dy, anchor]) => chartBox(x + dx + (anchor === "middle" ? 0 : anchor === "start" ? wide / 2 : -wide / 2), y + dy - 4, wide / 2, CHART_LINE_PX / 2);
    const free = (box) => box.x0 >= 0 && box.x1 <= this.width + 1 && box.y0 >= 0 && taken.every((other) => other.x1 < box.x0 || other.x0 > box.x1 || other.y1 < box.y0 || other.y0 > box.y1);
    const place = places[order.find((name) => free(boxOf(places[name]))) ?? order[0]];
    taken.push(boxOf(place));
    return svg("text", { class: "dc-label", x: chartPixel(x + place[0]), y: chartPixel(y + place[1]), "text-anchor": place[2] }, point.label);
  }

  // Lets the pointer work on the plot: `move(place, before)` with places {x, y} in the units of the axes, then `end()`.
  pointer(move, end, { draws = false } = {}) {
    const area = svg("rect", { class: `dc-pointer ${draws ? "draws" : ""}` });
    const at = (event) => {
      const box = this.node.getBoundingClientRect();
      return { x: this.toX.invert(event.clientX - box.left), y: this.toY.invert(event.clientY - box.top) };
    };
    let before = null;
    area.addEventListener("pointerdown", (event) => {
      area.setPointerCapture(event.pointerId);
      before = at(event);
      move(before, before);
      event.preventDefault();
    });
    area.addEventListener("pointermove", (event) => {
      if (before === null) return;
      const now = at(event);
      move(now, before);
      before = now;
    });
    for (const name of ["pointerup", "pointercancel"]) {
      area.addEventListener(name, () => {
        if (before !== null) end();
        before = null;
      });
    }
    const mark = this.mark(this.letters, area, () => {
      const { left, top, right, bottom } = this.inner;
      for (const [name, value] of Object.entries({ x: left - 8, y: top - 4, width: right - left + 16, height: bottom - top + 8 })) area.setAttribute(name, value);
    });
    mark.set(true);
    return mark;
  }
}

const chartBox = (x, y, halfWidth, halfHeight) => ({ x0: x - halfWidth, x1: x + halfWidth, y0: y - halfHeight, y1: y + halfHeight });
