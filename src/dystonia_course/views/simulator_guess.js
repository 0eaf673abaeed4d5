// The prediction that comes before a model is shown: a curve that is drawn, or places that are marked on an axis. Both
// are set with the pointer in the chart or with sliders; both stay in the chart afterwards.
import { el, uniqueId } from "./dom.js";
import { simulatorSlider } from "./simulator_controls.js";

function simulatorGuessBox(legend, sliders) {
  const id = uniqueId("simulator-guess");
  return el("div", { class: "dcs-guess", role: "group", "aria-labelledby": id }, el("p", { id }, legend), el("div", { class: "dcs-guess-sliders" }, sliders.map((slider) => slider.node)));
}

// A curve over the columns of `spec`: {legend, columns: [x], handles: [{at, label}], low, high, step, start}. Its first
// column is given; the sliders stand at the handles, and what lies between two of them follows in a straight line.
export class SimulatorCurveGuess {
  constructor(chart, spec, show, changed) {
    Object.assign(this, { spec, changed, touched: false });
    this.values = spec.columns.map(() => spec.start);
    this.line = chart.line("guess");
    this.dots = chart.points("guess");
    this.words = chart.words("guess");
    this.handles = spec.handles.map(({ at, label }) => ({ column: spec.columns.indexOf(at), label }));
    this.sliders = this.handles.map(({ label }, i) => simulatorSlider(
      { key: `guess-${i}`, label, low: spec.low, high: spec.high, step: spec.step, show }, (value) => this.slide(i, value)));
    this.node = simulatorGuessBox(spec.legend, this.sliders);
    this.pointer = chart.pointer((now, before) => this.stroke(before, now), () => {}, { draws: true });
    this.draw();
  }

  slide(number, value) {
    const own = this.handles[number].column;
    const before = number === 0 ? 0 : this.handles[number - 1].column;
    const after = this.handles[number + 1]?.column ?? this.values.length - 1;
    const [left, right] = [this.values[before], number === this.handles.length - 1 ? value : this.values[after]];
    for (let i = before + 1; i <= after; i += 1) {
      if (i <= own) this.values[i] = left + ((value - left) * (i - before)) / (own - before);
      else if (after > own && (i < after || number === this.handles.length - 1)) this.values[i] = value + ((right - value) * (i - own)) / (after - own);
    }
    this.touched = true;
    this.draw();
    this.changed();
  }

  stroke(before, now) {
    const { columns, low, high } = this.spec;
    const [from, to] = before.x <= now.x ? [before, now] : [now, before];
    const half = (columns[1] - columns[0]) / 2;
    for (let i = 1; i < columns.length; i += 1) {
      const x = columns[i];
      if (x < from.x - half || x > to.x + half) continue;
      const share = to.x > from.x ? Math.min(1, Math.max(0, (x - from.x) / (to.x - from.x))) : 1;
      this.values[i] = Math.min(high, Math.max(low, from.y + (to.y - from.y) * share));
    }
    this.touched = true;
    this.draw();
    this.changed();
  }

  load(values) {
    if (values?.length !== this.values.length) return;
    this.values = [...values];
    this.draw();
  }

  // What was guessed at `x`.
  at(x) {
    const { columns } = this.spec;
    const after = columns.findIndex((column) => column >= x);
    if (after <= 0) return this.values[Math.max(0, after)];
    const share = (x - columns[after - 1]) / (columns[after] - columns[after - 1]);
    return this.values[after - 1] + (this.values[after] - this.values[after - 1]) * share;
  }

  draw() {
    const { columns } = this.spec;
    this.line.set(columns.map((x, i) => [x, this.values[i]]));
    this.dots.set(this.open ? this.handles.map(({ column }) => ({ x: columns[column], y: this.values[column], hollow: true, size: 5 })) : []);
    const place = Math.round(columns.length * (this.spec.label_at ?? 0.5));
    this.words.set({ x: columns[place], y: this.values[place], text: "your guess", dx: 6, dy: -7 });
    this.sliders.forEach((slider, i) => slider.set(Math.round(this.values[this.handles[i].column] / this.spec.step) * this.spec.step));
  }

  // While open it can be drawn; afterwards it stays as it is.
  setOpen(open, shown = true) {
    this.open = open;
    this.pointer.show(open);
    for (const mark of [this.line, this.dots, this.words]) mark.show(shown);
    this.draw();
  }
}

// One value for each place of `spec`: {legend, places: [{label, low, high, log, step, start}]}. `mark(values, open)` draws
// them, `read(point)` says which place and value a point of the chart means.
export class SimulatorPlaceGuess {
  constructor(chart, spec, show, changed, { mark, read }) {
    Object.assign(this, { spec, changed, mark, read, touched: false });
    this.values = spec.places.map((place) => place.start);
    this.sliders = spec.places.map((place, i) => simulatorSlider({ key: `guess-${i}`, ...place, show }, (value) => this.put(i, value)));
    this.node = simulatorGuessBox(spec.legend, this.sliders);
    this.held = null;
    this.pointer = chart.pointer((now) => {
      const [place, value] = read(now, this.held);
      this.held = place;
      const { low, high } = spec.places[place];
      this.put(place, Math.min(high, Math.max(low, value)));
    }, () => {
      this.held = null;
    });
  }

  put(place, value) {
    this.values[place] = value;
    this.touched = true;
    this.draw();
    this.changed();
  }

  load(values) {
    if (values?.length !== this.values.length) return;
    this.values = [...values];
    this.draw();
  }

  draw() {
    this.mark(this.values, this.open, this.shown);
    this.sliders.forEach((slider, i) => slider.set(this.values[i]));
  }

  setOpen(open, shown = true) {
    Object.assign(this, { open, shown });
    this.pointer.show(open);
    this.draw();
  }
}
