// Onset: the chain of steps as a picture, and the share of the toxin that acts over time.
import { CHART_MARGIN, Chart, chartSteps, chartTextWidth } from "./chart.js";
import {
  modelBound, modelBoundBath, modelBulk, modelFree, modelFreeBath, modelHalfTime, modelInside, modelInsideBath,
  modelLyticFourSteps, modelLyticRate, modelLyticThreeSteps, modelPastAntitoxin, modelPastAntitoxinBath,
} from "./model_expressions.js";
import { modelFirstTime } from "./model_support.js";
import { OnsetChain } from "./onset_chain.js";
import { el } from "./dom.js";
import { Simulator } from "./simulator.js";
import { simulatorChooser, simulatorMark, simulatorPercent, simulatorSlider, simulatorTime, simulatorTimes } from "./simulator_controls.js";
import { SimulatorPlaceGuess } from "./simulator_guess.js";

const ONSET_POINTS = 121;
const ONSET_LANE_PX = 16;
const ONSET_LOG_TICKS = [
  { at: 1, text: "1 min" }, { at: 10, text: "10 min", wide: true }, { at: 60, text: "1 hour", short: "1 h" }, { at: 360, text: "6 hours", wide: true },
  { at: 1440, text: "1 day" }, { at: 10080, text: "1 week", short: "1 wk" }, { at: 40320, text: "4 weeks", wide: true },
];
const ONSET_EVEN_TICKS = {
  bath: [0, 1, 2, 3, 4, 5, 6].map((hour) => ({ at: 60 * hour, text: hour === 0 ? "0" : hour === 1 ? "1 hour" : String(hour) })),
  mouse: [0, 1, 2, 3, 4].map((day) => ({ at: 1440 * day, text: day === 0 ? "0" : day === 1 ? "1 day" : String(day) })),
  human: [0, 7, 14, 21, 28].map((day) => ({ at: 1440 * day, text: day === 0 ? "0" : day === 7 ? "1 week" : String(day / 7) })),
};
const ONSET_SHARE_AXIS = { low: 0, high: 1, title: "Share of the toxin that acts, and of the final effect", short: "Share of the toxin that acts", ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}%` })) };

class OnsetSimulator extends Simulator {
  prepare() {
    const { content } = this;
    this.chain = new OnsetChain();
    this.chart = new Chart({ className: "dcs-lytic dcs-held", x: this.timeAxis(content.start), y: ONSET_SHARE_AXIS, height: (width) => (width < 520 ? 250 : 290) + this.stripHeight(width), margin: (width) => ({ top: 34 + this.stripHeight(width), title: 12 }) });
    this.charts = [this.chain, this.chart];
    this.key = el("div", { class: "dcs-key", html: content.key });
    this.stage.append(this.chain.node, this.chart.node, this.key);
    this.window = this.chart.region("antitoxin");
    this.curve = this.chart.line("model");
    this.stems = this.chart.mark(this.chart.front, this.flagGroup(), (events) => this.drawFlags(events));
    this.seen = this.chart.points("seen");
    this.half = this.chart.words("model");
    this.halfDot = this.chart.points("model half");
    this.now = this.chart.rule("now");
    this.nowDot = this.chart.points("now");
    this.guessed = this.chart.rule("guess");
    this.cursor = this.chart.pointer(({ x }) => this.change({ time: x }), () => this.keep());
    this.guessing = new SimulatorPlaceGuess(this.chart, content.ask, simulatorTime, () => {}, {
      mark: ([minutes], open, shown) => {
        this.guessed.show(shown !== false);
        this.guessed.set({ x: minutes, label: `your guess: ${simulatorTime(minutes)}`, level: open || !this.chart.inner ? 14 : 0.32 * (this.chart.inner.bottom - this.chart.inner.top) });
      },
      read: ({ x }) => [0, x],
    });
    const settled = () => this.keep();
    const set = (changes) => {
      this.change(changes);
      this.keep();
    };
    this.presets = simulatorChooser("Where", Object.entries(content.presets).map(([key, preset]) => [key, preset.name[0].toUpperCase() + preset.name.slice(1)]),
      (preset) => set({ preset, k_s: content.presets[preset].k_s ?? this.settings.k_s }));
    this.axisChoice = simulatorChooser("Time axis", [["log", "minutes to weeks"], ["even", "even steps"]], (axis) => set({ axis }));
    this.timeSlider = simulatorSlider({ key: "time", label: "Time", ...content.time, log: true, show: simulatorTime }, (time) => this.change({ time }), settled);
    const rate = (value) => `${Number(value.toPrecision(2))}/min`;
    this.ksSlider = simulatorSlider({
      key: "k_s", label: "Arrival, <i>k</i><sub>S</sub>", low: content.k_s.low, high: content.k_s.high, log: true, show: rate,
      speak: (value) => `${Number(value.toPrecision(2))} per minute, half-time ${simulatorTime(modelHalfTime(value))}`,
    }, (k_s) => this.change({ k_s }), settled);
    this.activitySlider = simulatorSlider({ key: "activity", label: "Nerve activity", low: content.activity.low, high: content.activity.high, step: 0.5, show: (value) => (value > content.activity.low ? simulatorTimes(value) : "silent"), speak: (value) => (value > content.activity.low ? `lysis ${simulatorTimes(value)} as fast` : "silent nerve") }, (activity) => this.change({ activity }), settled);
    this.activitySlider.note.append(simulatorMark("assumption", "assumption: activity speeds lysis; how much is not known"));
    this.controls = [
      { key: "preset", node: this.presets.node, set: this.presets.set },
      { key: "axis", node: this.axisChoice.node, set: this.axisChoice.set },
      { key: "time", node: this.timeSlider.node, set: this.timeSlider.set },
      { key: "k_s", node: this.ksSlider.node, set: (value) => this.showKs(value) },
      { key: "activity", node: this.activitySlider.node, set: this.activitySlider.set },
    ];
  }

  staged(stage) {
    this.cursor.show(stage === "show");
    const hidden = stage === "predict";
    this.chain.node.toggleAttribute("hidden", hidden);
    this.key.hidden = hidden;
    for (const mark of [this.curve, this.window, this.stems, this.seen, this.half, this.halfDot, this.now, this.nowDot]) mark.show(!hidden);
    this.axisShown = null;
    if (hidden) {
      this.chart.x = this.timeAxis(this.content.start);
      if (this.width) this.chart.fit(this.width);
      this.chart.describe("An empty chart: time after the injection, from minutes to weeks, against the share of the final effect.");
    }
  }

  get equations() {
    return [
      "Each vessel of the chain empties into the next, and in each minute the same share of what it holds moves on. The first equation below is for a muscle in a bath, where the chain has three steps. The next is for a mouse or a person, with the slow step of arrival in front.",
      ["modelLyticThreeSteps", "modelLyticFourSteps", "modelPastAntitoxin", "modelLyticRate", "modelHalfTime"],
    ];
  }

  timeAxis({ axis, preset } = this.settings) {
    if (axis === "even") return { low: 0, high: this.content.presets[preset].even, ticks: ONSET_EVEN_TICKS[preset] };
    return { ...this.content.time, log: true, ticks: ONSET_LOG_TICKS };
  }

  get events() {
    return this.content.presets[this.settings.preset].events;
  }

  // --- the model ------------------------------------------------------------------------------------------------------

  // The functions of time at the settings, or at others.
  chainAt({ preset, k_s, activity }) {
    const { k_B, k_T, k_L } = this.content.rates;
    const lysis = modelLyticRate(k_L, activity);
    if (preset === "bath") {
      return {
        lytic: (t) => modelLyticThreeSteps(t, k_B, k_T, lysis), past: (t) => modelPastAntitoxinBath(t, k_B, k_T),
        shares: (t) => [null, modelFreeBath(t, k_B), modelBoundBath(t, k_B, k_T), modelInsideBath(t, k_B, k_T, lysis), modelLyticThreeSteps(t, k_B, k_T, lysis)],
        rates: [null, k_B, k_T, lysis],
      };
    }
    return {
      lytic: (t) => modelLyticFourSteps(t, k_s, k_B, k_T, lysis), past: (t) => modelPastAntitoxin(t, k_s, k_B, k_T),
      shares: (t) => [modelBulk(t, k_s), modelFree(t, k_s, k_B), modelBound(t, k_s, k_B, k_T), modelInside(t, k_s, k_B, k_T, lysis), modelLyticFourSteps(t, k_s, k_B, k_T, lysis)],
      rates: [k_s, k_B, k_T, lysis],
    };
  }

  // What the curve is drawn from is worked out only when a rate has changed; the time slider moves a mark along it.
  redraw() {
    const { preset, k_s, activity, axis, time } = this.settings;
    const rates = `${preset} ${k_s} ${activity}`;
    if (axis + preset !== this.axisShown) {
      this.axisShown = axis + preset;
      this.curveShown = null;
      this.chart.x = this.timeAxis();
      if (this.width) this.chart.fit(this.width);
    }
    if (rates !== this.curveShown) {
      this.curveShown = rates;
      this.chainNow = this.chainAt(this.settings);
      const { low, high, log } = this.chart.x;
      this.curve.set(chartSteps(low, high, ONSET_POINTS, log).map((t) => [t, this.chainNow.lytic(t)]));
      this.halfAt = modelFirstTime(this.chainNow.lytic, 0.5, 1e6);
      this.windowEnd = modelFirstTime(this.chainNow.past, 0.5, 1e6);
      this.window.set({ from: low, to: this.windowEnd, labels: ["antitoxin still reaches half", "antitoxin reaches half", "antitoxin"], level: 0.94 });
      this.half.set({ x: this.halfAt, y: 0.5, text: `half by ${simulatorTime(this.halfAt)}`, dx: 9, dy: 5 });
      this.halfDot.set([{ x: this.halfAt, y: 0.5, shape: "circle", size: 4 }]);
      this.stems.set(this.events);
      this.seen.set(this.events.map((event) => ({ id: event.id, x: event.minutes, y: this.chainNow.lytic(event.minutes), hollow: true, shape: "diamond", size: 4 })));
    }
    const shares = this.chainNow.shares(time);
    this.now.set({ x: time, label: `${simulatorTime(time)}: ${simulatorPercent(shares[4])}`, level: (this.chart.inner?.bottom ?? 0) - (this.chart.inner?.top ?? 0) - 26 });
    this.nowDot.set([{ x: time, y: shares[4], size: 5.5 }]);
    const halves = this.chainNow.rates.map((rate) => (rate === null ? null : simulatorTime(modelHalfTime(rate))));
    this.chain.set(shares, halves, this.chainWords(shares));
    this.chart.describe(`The share of the toxin that acts, over time, for ${this.content.presets[preset].name}. ${this.said}`);
  }

  chainWords(shares) {
    const names = ["in bulk", "free at the receptors", "bound", "inside the vesicle", "lytic"];
    const held = shares.map((share, i) => (share === null ? null : `${names[i]} ${simulatorPercent(share)}`)).filter((words) => words !== null);
    return `The chain of steps ${simulatorTime(this.settings.time)} after the injection: ${held.join(", ")}.`;
  }

  words() {
    const { preset, time, activity } = this.settings;
    const acts = this.chainNow.lytic(time);
    const silent = modelFirstTime(this.chainAt({ ...this.settings, activity: this.content.activity.low }).lytic, 0.5, 1e6);
    const sooner = activity > this.content.activity.low ? ` With this nerve activity half comes ${simulatorTime(silent - this.halfAt)} sooner.` : "";
    return `In ${this.content.presets[preset].name}, ${simulatorPercent(acts)} of the toxin acts after ${simulatorTime(time)}. Half acts after ${simulatorTime(this.halfAt)}. `
      + `An antitoxin reaches at least half of it until ${simulatorTime(this.windowEnd)}.${sooner}`;
  }

  showKs(value) {
    const bath = this.settings.preset === "bath";
    this.ksSlider.set(value);
    this.ksSlider.enable(!bath);
    const given = value === this.content.presets[this.settings.preset].k_s;
    const state = bath ? "bath" : given ? "given" : "yours";
    if (state !== this.ksState) {
      const note = { bath: ["seen", "not in the bath: the toxin starts at the receptors"], given: ["seen", "seen in source, chosen there to fit; no measured event"], yours: ["yours", "your setting"] }[state];
      this.ksSlider.note.replaceChildren(simulatorMark(...note));
      this.ksState = state;
    }
    const asks = this.settings.activity > this.content.activity.low && this.settings.preset === "human";
    if (asks !== this.activityTold) {
      this.activityTold = asks;
      this.activitySlider.note.querySelector(".dcs-more")?.remove();
      if (asks) this.activitySlider.note.insertAdjacentHTML("beforeend", `<span class="dcs-more"> ${this.content.activity_note}</span>`);
      for (const link of this.activitySlider.note.querySelectorAll("a")) link.setAttribute("data-lm-suppress-shortcuts", "true");
    }
  }

  tables() {
    const levels = [0.1, 0.5, 0.9].map((level) => [`${100 * level}% of the toxin acts`, simulatorTime(modelFirstTime(this.chainNow.lytic, level, 1e6))]);
    const { high } = this.chart.x;
    const times = [30, 60, 120, 240, 1440, 2880, 4320, 10080, 20160].filter((t) => t <= high);
    return [
      ["The model at these settings", ["What", "Model"], [...levels, ...times.map((t) => [`Share that acts after ${simulatorTime(t)}`, simulatorPercent(this.chainNow.lytic(t))])]],
      ["Published beside the model", ["Time", "What was seen", "Model: share that acts", "Source"],
        this.events.map((event) => [`${event.time} ${event.unit}`, event.told, simulatorPercent(this.chainNow.lytic(event.minutes)), { html: event.source }])],
    ];
  }

  compare([minutes]) {
    const start = this.chainAt(this.content.start);
    const half = modelFirstTime(start.lytic, 0.5, 1e6);
    const bath = modelFirstTime(this.chainAt({ ...this.content.start, preset: "bath" }).lytic, 0.5, 1e6);
    const ratio = Math.max(half / minutes, minutes / half);
    const beside = ratio < 1.3 ? "close to your guess" : half > minutes ? `${simulatorTimes(ratio)} as long as you guessed` : `and your guess is ${simulatorTimes(ratio)} as long`;
    return [
      `<strong>Your guess: ${simulatorTime(minutes)}. The model, set to fit people: ${simulatorTime(half)}</strong>, ${beside}.`,
      `In a bath, where the toxin is at the receptors from the start, the same chain needs ${simulatorTime(bath)}. All the rest is the one fitted step before it. What that step is, the model does not say.`,
    ];
  }

  // --- what was seen, as flags over the plot ----------------------------------------------------------------------------

  flagGroup() {
    this.flags = document.createElementNS("http://www.w3.org/2000/svg", "g");
    this.flags.setAttribute("class", "dcs-flags");
    return this.flags;
  }

  // Each flag stands to the left of its stem, or to the right where there is no room; a later one one lane higher.
  lanes(width) {
    const left = CHART_MARGIN.left;
    const right = width - CHART_MARGIN.right;
    const axis = this.timeAxis();
    const share = (t) => (axis.log ? Math.log(t / axis.low) / Math.log(axis.high / axis.low) : t / axis.high);
    let lane = -1;
    let before = -Infinity;
    return this.events.filter((event) => event.minutes <= axis.high).map((event) => {
      const x = left + (right - left) * share(event.minutes);
      const wide = chartTextWidth(event.label, 400) + 6;
      const turned = x - wide < 0;
      lane = !turned && x - wide > before ? 0 : lane + 1;
      before = Math.max(before, turned ? x + wide : x);
      return { event, lane, turned };
    });
  }

  stripHeight(width) {
    if (this.root.dataset.stage === "predict") return 0;
    return ONSET_LANE_PX * (1 + Math.max(0, ...this.lanes(width).map(({ lane }) => lane)));
  }

  drawFlags() {
    const { chart } = this;
    const { top } = chart.inner;
    const parts = this.lanes(this.width).flatMap(({ event, lane, turned }) => {
      const x = Math.round(chart.toX(event.minutes)) + 0.5;
      const y = top - 6 - ONSET_LANE_PX * lane;
      return [["line", { x1: x, x2: x, y1: y - 9, y2: chart.toY(this.chainNow.lytic(event.minutes)) - 6 }],
        ["text", { class: "dc-label seen", x: turned ? Math.round(chart.startOf(event.label, x, 5, 400)) : x - 5, y, "text-anchor": turned ? "start" : "end" }, event.label]];
    });
    parts.sort(([a], [b]) => (a === b ? 0 : a === "line" ? -1 : 1)); // letters over stems
    this.flags.replaceChildren(...parts.map(([tag, attributes, words]) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      if (words) node.textContent = words;
      return node;
    }));
  }
}

export default {
  render({ model, el: host }) {
    const simulator = new OnsetSimulator(model, host);
    return () => simulator.close();
  },
};
