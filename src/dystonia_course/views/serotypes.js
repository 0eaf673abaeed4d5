// Serotypes: half-lives in neurons beside durations in people on one logarithmic axis, and a law that fails.
import { Chart, chartTextWidth } from "./chart.js";
import { el, svg } from "./dom.js";
import { modelParalysisDays } from "./model_expressions.js";
import { Simulator } from "./simulator.js";
import { simulatorDays, simulatorSlider, simulatorTimes } from "./simulator_controls.js";
import { SimulatorPlaceGuess } from "./simulator_guess.js";

const SEROTYPE_TICKS = [{ at: 1, text: "1 day" }, { at: 7, text: "1 week" }, { at: 30.4, text: "1 mo." }, { at: 91.3, text: "3 mo.", wide: true }, { at: 365.25, text: "1 year" }];
const SEROTYPE_LAW_DAYS = { low: 0, high: 66, ticks: [0, 20, 40, 60].map((at) => ({ at, text: at === 60 ? "60 days" : String(at) })), grid: true };
const SEROTYPE_SHAPES = { "half-life of the block": "diamond", "life of the enzyme": "diamond", "electrical block": "square", "clinical effect": "circle" };

class SerotypesSimulator extends Simulator {
  prepare() {
    const { content } = this;
    this.serotypes = [...new Set(content.lanes.map((lane) => lane.serotype))];
    this.chart = new Chart({
      className: "dcs-durations", x: { ...content.axis, log: true, ticks: SEROTYPE_TICKS, grid: true }, y: { low: 1, high: 0 },
      height: (width) => (width < 520 ? 36 : 24) * this.rowCount + 40, margin: (width) => (width < 520 ? { top: 8, left: 26, right: 12 } : { top: 8, left: 172, right: 176 }),
    });
    this.backs = svg("g", {});
    this.chart.node.prepend(this.backs);
    this.law = new Chart({
      className: "dcs-law", x: SEROTYPE_LAW_DAYS, y: { low: 4.6, high: -0.7, ticks: [] }, height: 156, margin: (width) => (width < 520 ? { top: 8, left: 34 } : { top: 8, left: 60, right: 110 }),
    });
    this.charts = [this.chart, this.law];
    this.lawTitle = el("p", { class: "dcs-law-title" });
    this.lawBox = el("div", { class: "dcs-law-box" }, this.lawTitle, this.law.node);
    this.stage.append(this.chart.node);
    this.words1 = this.chart.mark(this.chart.front, svg("g", { class: "dcs-lanes" }), () => this.drawLanes());
    this.neurons = this.chart.points("model");
    this.people = this.chart.points("other");
    this.bars = this.law.mark(this.law.front, svg("g", {}), (gains) => this.drawBars(gains));
    this.seenGain = this.law.points("other");
    this.rings = this.chart.points("guess");
    this.guessing = new SimulatorPlaceGuess(this.chart, content.ask, simulatorDays, () => this.tellStart(), {
      mark: (values, open, shown) => {
        this.rings.show(shown !== false);
        this.rings.set(values.map((days, i) => ({ x: days, y: this.laneOf(content.ask.serotypes[i], "clinical effect"), hollow: true, size: open ? 7 : 6 })));
      },
      read: ({ x, y }, held) => [held ?? this.nearest(y), x],
    });
    const ratio = simulatorSlider({ key: "ratio", label: "Dose multiplied by", low: content.law.low, high: content.law.high, step: 0.1, show: (value) => simulatorTimes(value).replace(" times", ""), speak: simulatorTimes }, (value) => this.change({ ratio: value }), () => this.keep());
    ratio.note.append("A law of the model, not of people: the figure is a ratio and belongs to no product.");
    this.controls = [{ key: "ratio", node: el("div", { class: "dcs-law-part" }, this.lawBox, ratio.node), set: ratio.set }];
  }

  // The names and values of the lanes need the whole width.
  get beside() {
    return false;
  }

  get equations() {
    return [
      "The light chain fades by half in each half-life, and a junction works again once enough of its SNARE protein is whole. Twice the dose gives twice as much cutting at the start. That adds one half-life to the time until the junction works again, and this is the law of the bars.",
      ["modelEnzymeLeft", "modelIntactSnare", "modelParalysisDays"],
    ];
  }

  // The lanes from top to bottom; before the prediction only those that are given or asked for.
  place(predicting) {
    this.spots = [];
    let at = 0;
    for (const lane of this.content.lanes) {
      const asked = lane.measure === "clinical effect" && this.content.ask.serotypes.includes(lane.serotype);
      if (predicting && !asked && lane.measure !== "half-life of the block") continue;
      if (this.spots.length && lane.serotype !== this.spots.at(-1).lane.serotype) at += 0.5;
      this.spots.push({ lane, at });
      at += 1;
    }
    this.rowCount = at;
    this.chart.y = { low: at - 0.45, high: -0.68 };
    if (this.width) this.chart.fit(this.width);
  }

  laneOf(serotype, measure) {
    return this.spots.find((spot) => spot.lane.serotype === serotype && spot.lane.measure === measure).at;
  }

  nearest(y) {
    const { serotypes } = this.content.ask;
    const far = serotypes.map((serotype) => Math.abs(this.laneOf(serotype, "clinical effect") - y));
    return far.indexOf(Math.min(...far));
  }

  staged(stage) {
    const hidden = stage === "predict";
    this.people.show(!hidden);
    this.place(hidden);
    this.words1.set(true);
    this.neurons.set(this.lanePoints("neurons"));
    this.people.set(this.lanePoints("people"));
    if (hidden) this.tellStart();
  }

  lanePoints(where) {
    return this.spots.filter(({ lane }) => lane.where === where).flatMap(({ lane, at }) => lane.points.map((one) => ({
      id: one.id, x: one.days, y: at, from: one.low ?? undefined, to: one.high ?? undefined, bound: one.bound ?? undefined,
      shape: SEROTYPE_SHAPES[lane.measure], hollow: lane.measure === "life of the enzyme", size: one.middle ? 4.2 : 0,
    })));
  }

  tellStart() {
    const { serotypes } = this.content.ask;
    const halves = this.content.lanes.filter((lane) => lane.measure === "half-life of the block").map((lane) => `type ${lane.serotype} ${lane.told}`).join(", ");
    const drawn = serotypes.map((one, i) => `type ${one} ${simulatorDays(this.guessing?.values[i] ?? this.content.ask.places[i].start)}`).join(", ");
    this.chart.describe(`Half-lives of the block in cultured neurons, on a logarithmic axis of days: ${halves}. Your guess for people: ${drawn}.`);
  }

  // Names and values of the lanes; on a narrow screen both stand above their lane.
  drawLanes() {
    const { chart } = this;
    const hidden = this.root.dataset.stage === "predict";
    const text = (x, y, words, className, anchor = "start") => svg("text", { x, y, class: className, "text-anchor": anchor }, words);
    const parts = [];
    const backs = [];
    for (const serotype of this.serotypes) {
      const own = this.spots.filter((spot) => spot.lane.serotype === serotype);
      const above = chart.narrow ? 0.65 : 0.5;
      const [top, bottom] = [chart.toY(own[0].at - above), chart.toY(own.at(-1).at + 1 - above)];
      backs.push(svg("rect", { class: "dcs-serotype", x: 0, y: top, width: chart.width, height: bottom - top, rx: 6 }));
      parts.push(text(6, top + (chart.narrow ? 17 : 18), serotype, "dcs-letter"));
    }
    for (const { lane, at } of this.spots) {
      const y = chart.toY(at);
      const value = hidden && lane.measure === "clinical effect" ? "?" : lane.shown;
      parts.push(svg("line", { class: "dcs-lane", x1: chart.inner.left, x2: chart.inner.right, y1: y, y2: y }));
      if (chart.narrow) {
        const fits = [`${lane.label}: ${value}`, `${lane.label.split(": ")[1]}: ${value}`];
        parts.push(text(chart.inner.left, y - 8, fits.find((words) => chartTextWidth(words) < chart.width - chart.inner.left) ?? fits[1], "dc-tick"));
      }
      if (!chart.narrow) parts.push(text(34, y + 4, lane.label, "dc-tick"), text(chart.width - 6, y + 4, value, "dc-lane-value", "end"));
    }
    this.backs.replaceChildren(...backs);
    this.words1.node.replaceChildren(...parts);
  }

  // Bars of the days that the law adds; a bar with a point means at least so many.
  drawBars(gains) {
    const { law } = this;
    const half = 7;
    this.bars.node.replaceChildren(...gains.flatMap(({ serotype, days, bound, label }, i) => {
      const [from, to, y] = [law.toX(0), law.toX(days), law.toY(i)];
      const point = bound && days > 0 ? 8 : 0;
      const outside = to + point + 6 + chartTextWidth(label) <= law.width;
      return [
        svg("text", { x: 6, y: y + 5, class: "dcs-letter" }, serotype),
        svg("path", { class: "dcs-bar", "data-bar": serotype, d: `M${from} ${y - half}H${to}l${point} ${half}l${-point} ${half}H${from}Z` }),
        outside ? svg("text", { x: to + point + 6, y: y + 4, class: "dc-label model" }, label) : svg("text", { x: to - 4, y: y + 4, class: "dc-bar-value", "text-anchor": "end" }, label),
      ];
    }));
  }

  // --- the law --------------------------------------------------------------------------------------------------------

  gain(half_life_days, ratio) {
    const { x, safety_factor, n } = this.content.law.reference;
    return modelParalysisDays(x * ratio, half_life_days, safety_factor, n) - modelParalysisDays(x, half_life_days, safety_factor, n);
  }

  redraw() {
    const { law } = this.content;
    const { ratio } = this.settings;
    this.lawTitle.replaceChildren(el("strong", {}, `If only the decay of the enzyme counted, ${simulatorTimes(ratio)} the dose would add`));
    this.bars.set(law.half_lives.map((one) => ({ ...one, days: this.gain(one.days, ratio), label: `${one.bound ? "over " : ""}${simulatorDays(this.gain(one.days, ratio))}` })));
    const row = law.half_lives.findIndex((one) => one.serotype === law.seen.serotype);
    this.seenGain.set([{ id: "law-seen", x: law.seen.days, y: row, shape: "square", size: 5, label: `people: ${simulatorDays(law.seen.days)}${this.law.narrow ? "" : ` for ${simulatorTimes(law.seen.ratio)} the dose`}`, prefer: ["right"] }]);
    this.law.describe(`Days that a larger dose would add by the law. ${this.said}`);
    this.chart.describe(`Half-lives in neurons beside durations in people, on a logarithmic axis of days. ${this.content.lanes.map((lane) => `Type ${lane.serotype}, ${lane.label}: ${lane.told}`).join(". ")}.`);
  }

  words() {
    const { law } = this.content;
    const gains = law.half_lives.map((one) => `type ${one.serotype} ${one.bound ? "over " : ""}${simulatorDays(this.gain(one.days, this.settings.ratio))}`).join(", ");
    const own = law.half_lives.find((one) => one.serotype === law.seen.serotype);
    return `By the law ${simulatorTimes(this.settings.ratio)} the dose adds one half-life for each doubling: ${gains}. In people type F gained ${simulatorDays(law.seen.days)} from ${simulatorTimes(law.seen.ratio)} the dose, where the law gives ${simulatorDays(this.gain(own.days, law.seen.ratio))}. The law fails.`;
  }

  tables() {
    const { law } = this.content;
    return [
      ["Published durations", ["Type and measure", "As printed", "Note", "Source"], this.content.lanes.flatMap((lane) => lane.points.map((one) => [`${lane.serotype}, ${lane.label}`, one.printed, one.note, { html: one.source }]))],
      [`The law for ${simulatorTimes(this.settings.ratio)} the dose`, ["Type", "Half-life in neurons", "Law adds", "Seen in people"],
        law.half_lives.map((one) => [one.serotype, `${one.bound ? "over " : ""}${simulatorDays(one.days)}`, `${one.bound ? "over " : ""}${simulatorDays(this.gain(one.days, this.settings.ratio))}`,
          one.serotype === law.seen.serotype ? { html: `${simulatorDays(law.seen.days)}: ${law.seen.told}` } : ""])],
    ];
  }

  compare(values) {
    const { ask, lanes, law } = this.content;
    const benefit = (serotype) => lanes.find((lane) => lane.serotype === serotype && lane.measure === "clinical effect");
    const span = (serotype) => benefit(serotype).points.flatMap((one) => [one.low ?? one.days, one.high ?? one.days]);
    const beside = ask.serotypes.map((one, i) => `<strong>Type ${one}:</strong> you guessed ${simulatorDays(values[i])}; benefit lasted ${Math.round(Math.min(...span(one)))} to ${Math.round(Math.max(...span(one)))} days.`);
    const half = (serotype) => law.half_lives.find((one) => one.serotype === serotype).days;
    const [long, short] = [span("A"), span("E")];
    const ratios = [Math.min(...long) / Math.max(...short), Math.max(...long) / Math.min(...short)].map((ratio) => Math.round(ratio));
    return [
      beside.join("<br>"),
      `In neurons the block by type A lasts over ${Math.floor(half("A") / half("E"))} times as long as that by type E. In people benefit lasted ${ratios.join(" to ")} times as long, in other muscles and at other doses. The order holds; the lengths do not follow.`,
    ];
  }
}

export default {
  render({ model, el: host }) {
    const simulator = new SerotypesSimulator(model, host);
    return () => simulator.close();
  },
};
