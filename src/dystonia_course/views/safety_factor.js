// The reserve of the junction: cut SNAP-25 against the fibres that still fire, as a curve and as a bundle of fibres.
import { Chart, chartSteps } from "./chart.js";
import { el } from "./dom.js";
import { modelForceAfterCleavage, modelHalfFailCleaved, modelRelease } from "./model_expressions.js";
import { SafetyFactorFibres } from "./safety_factor_fibres.js";
import { Simulator } from "./simulator.js";
import { simulatorChooser, simulatorMark, simulatorPercent, simulatorSlider } from "./simulator_controls.js";
import { SimulatorCurveGuess } from "./simulator_guess.js";

const SAFETY_TENTHS = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}%` }));
// The last point stays short of all, where the logarithm ends.
const SAFETY_CUTS = [...chartSteps(0, 0.995, 160)];
const SAFETY_TYPES = { A: "type A", E: "type E" };

class SafetyFactorSimulator extends Simulator {
  prepare() {
    const { content } = this;
    this.chart = new Chart({
      className: "dcs-force dcs-held",
      x: { low: 0, high: 1, ticks: SAFETY_TENTHS.map(({ at, text }) => ({ at, text: at === 1 ? "100% cut" : text, wide: at === 0.75 })) },
      y: { low: 0, high: 1, title: "Fibres that still fire, by the share of SNAP-25 that is cut", short: "Fibres that fire, by SNAP-25 cut", ticks: SAFETY_TENTHS },
      height: (width) => (width < 520 ? 270 : 330), margin: { top: 50, right: 14, title: 12 },
    });
    this.fibres = new SafetyFactorFibres();
    this.charts = [this.chart, this.fibres];
    this.count = el("p", { class: "dcs-count" });
    this.bundle = el("div", { class: "dcs-bundle-box" }, this.fibres.node, this.count);
    this.stage.append(this.chart.node, this.bundle);
    this.otherSet = this.chart.line("faint");
    this.otherSetName = this.chart.words("muted");
    this.lines = { E: this.chart.line("other"), A: this.chart.line("model") };
    this.names = { E: this.chart.words("other"), A: this.chart.words("model") };
    this.mark = this.chart.rule("mark");
    this.now = this.chart.rule("now");
    this.dot = this.chart.points("now");
    this.pointer = this.chart.pointer(({ x }) => this.change({ cut: Math.round(100 * x) / 100 }), () => this.keep());
    this.guessing = new SimulatorCurveGuess(this.chart, content.ask, simulatorPercent, () => this.tellStart());
    const settled = () => this.keep();
    const set = (changes) => {
      this.change(changes);
      this.keep();
    };
    this.setChoice = simulatorChooser("Junctions of", Object.entries(content.sets).map(([key, one]) => [key, one.name]), (key) => set({ set: key, m: content.sets[key].m }));
    this.typeChoice = simulatorChooser("Cut by", [["A", "type A"], ["E", "type E"]], (type) => set({ type }));
    const factor = (value) => String(Number(value.toFixed(1)));
    this.cutSlider = simulatorSlider({ key: "cut", label: "SNAP-25 cut", low: 0, high: 1, step: 0.01, show: simulatorPercent }, (cut) => this.change({ cut }), settled);
    this.nSlider = simulatorSlider({ key: "n", label: "Power, <i>n</i>", low: content.n.low, high: content.n.high, step: 0.1, show: factor }, (n) => this.change({ n }), settled);
    this.mSlider = simulatorSlider({ key: "m", label: "Safety factor, <i>M</i>", low: content.m.low, high: content.m.high, step: 0.1, show: factor }, (m) => this.change({ m }), settled);
    this.controls = [
      { key: "set", node: this.setChoice.node, set: this.setChoice.set },
      { key: "type", node: this.typeChoice.node, set: this.typeChoice.set },
      { key: "cut", node: this.cutSlider.node, set: this.cutSlider.set },
      { key: "n", node: this.nSlider.node, set: () => this.showN() },
      { key: "m", node: this.mSlider.node, set: (value) => this.showM(value) },
    ];
  }

  // The bundle of fibres stands beside the curve, so the sliders stand below.
  get beside() {
    return this.root.dataset.stage === "predict";
  }

  get equations() {
    return [
      "Release falls with a power of what is still whole: if three complexes must work together, half of the protein gives an eighth of the release. A fibre fires as long as release, times its safety factor, is at least one. The safety factors differ from fibre to fibre, in the shape of a bell on a logarithmic scale; Φ is the share of such a bell below a value. With type E, in cultured neurons, the loss of release matches the damage, so its n is 1.",
      ["modelRelease", "modelForceAfterCleavage", "modelHalfFailCleaved"],
    ];
  }

  layOut(width) {
    const side = width >= 640;
    const fibres = side ? 176 : Math.min(width, 190);
    this.stage.classList.toggle("side", side && this.root.dataset.stage === "show");
    this.chart.fit(side && this.root.dataset.stage === "show" ? width - fibres - 24 : width);
    this.fibres.fit(fibres);
    this.namesStand = null;
  }

  staged(stage) {
    const hidden = stage === "predict";
    this.bundle.hidden = hidden;
    this.pointer.show(!hidden);
    for (const mark of [this.otherSet, this.otherSetName, ...Object.values(this.lines), ...Object.values(this.names), this.mark, this.now, this.dot]) mark.show(!hidden);
    if (this.width) this.layOut(this.width);
    this.tellStart();
  }

  tellStart() {
    const { handles } = this.content.ask;
    const drawn = handles.map(({ at, label }) => `${label}: ${simulatorPercent(this.guessing?.at(at) ?? 1)} fire`).join(", ");
    if (this.root.dataset.stage === "predict") this.chart.describe(`Share of fibres that fire against the share of SNAP-25 that is cut. Your line: ${drawn}.`);
  }

  // --- the model ------------------------------------------------------------------------------------------------------

  power(type) {
    return type === "A" ? this.settings.n : this.content.n.E;
  }

  firing(cut, type, { set = this.settings.set, m = this.settings.m, n = this.power(type) } = {}) {
    return modelForceAfterCleavage(cut, n, m, this.content.sets[set].sigma);
  }

  redraw() {
    const { content, settings } = this;
    const { set, type, n, m, cut } = settings;
    const drawn = `${set} ${type} ${n} ${m} ${this.chart.width}`;
    if (drawn !== this.curvesShown) {
      this.curvesShown = drawn;
      for (const one of ["A", "E"]) {
        this.lines[one].set(SAFETY_CUTS.map((share) => [share, this.firing(share, one)]));
        this.lines[one].node.classList.toggle("second", one !== type);
      }
      const other = Object.keys(content.sets).find((key) => key !== set);
      const otherSet = { set: other, m: content.sets[other].m };
      this.otherSet.set(SAFETY_CUTS.map((share) => [share, this.firing(share, type, otherSet)]));
      this.placeNames(other, otherSet);
    }
    const share = this.firing(cut, type);
    this.now.set({ x: cut, label: "", level: 0 });
    this.dot.set([{ x: cut, y: share, size: 5.5, label: `${simulatorPercent(share)} fire`, prefer: ["right", "left"] }]);
    this.count.replaceChildren(el("strong", {}, `${Math.round(100 * share)} of 100 fibres fire`), el("br"), `with ${simulatorPercent(cut)} of SNAP-25 cut by ${SAFETY_TYPES[type]}`);
    this.fibres.node.classList.toggle("by-e", type === "E");
    this.fibres.set(share, `Cross-section of a muscle: ${Math.round(100 * share)} of 100 fibres fire. Filled fibres fire, hollow ones are silent.`);
    this.chart.describe(`Fibres that still fire against SNAP-25 cut. ${this.said}`);
  }

  // Names stand where their lines are at different heights on the way down.
  placeNames(other, otherSet) {
    const at = (level, type, options) => SAFETY_CUTS.find((share) => this.firing(share, type, options) < level) ?? 1;
    const put = (mark, level, type, words, options) => mark.set({ x: at(level, type, options), y: level, text: words, dx: 7, dy: 4 });
    put(this.names.A, 0.24, "A", "type A");
    put(this.names.E, 0.1, "E", "type E");
    put(this.otherSetName, 0.88, this.settings.type, other === "human" ? "people (assumed)" : "cat and rat", otherSet);
    this.mark.set({ x: this.content.paralysis.cut, label: this.chart.narrow ? "rats: paralysis likely" : "from here on rats were likely to be paralysed", level: -6 });
  }

  showN() {
    const { n, type } = this.settings;
    const shown = this.power(type);
    this.nSlider.set(shown);
    this.nSlider.enable(type === "A");
    const given = type === "E" || n === this.content.n.A;
    const state = `${type} ${given}`;
    if (state === this.nState) return;
    this.nState = state;
    const note = type === "E" ? simulatorMark("seen", "seen in source:") : given ? simulatorMark("assumption", "assumption:") : simulatorMark("yours", "your setting");
    this.nSlider.note.replaceChildren(note, ...(given ? [" ", el("span", { html: this.content.n_note[type] })] : []));
  }

  showM(value) {
    const { m, mark, words } = this.content.sets[this.settings.set];
    this.mSlider.set(value);
    const state = `${this.settings.set} ${value === m}`;
    if (state === this.mState) return;
    this.mState = state;
    this.mSlider.note.replaceChildren(simulatorMark(value === m ? mark : "yours", value === m ? words : "your setting"));
  }

  words() {
    const { set, type, cut, m } = this.settings;
    const half = modelHalfFailCleaved(m, this.power(type));
    const other = type === "A" ? "E" : "A";
    return `Junctions of ${this.content.sets[set].name}: with ${simulatorPercent(cut)} of SNAP-25 cut by ${SAFETY_TYPES[type]}, release is ${simulatorPercent(modelRelease(1 - cut, this.power(type)))} of normal and ${simulatorPercent(this.firing(cut, type))} of the fibres fire. `
      + `Half of them fail at ${simulatorPercent(half)} cut, with ${SAFETY_TYPES[other]} at ${simulatorPercent(modelHalfFailCleaved(m, this.power(other)))}. Rats were likely to be paralysed above ${simulatorPercent(this.content.paralysis.cut)}.`;
  }

  tables() {
    const { set, m } = this.settings;
    const cuts = [0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    const row = (cut) => [simulatorPercent(cut), ...["A", "E"].flatMap((type) => [simulatorPercent(modelRelease(1 - cut, this.power(type))), simulatorPercent(this.firing(cut, type))])];
    return [
      [`The model for ${this.content.sets[set].name}, M = ${Number(m.toFixed(1))}, n = ${Number(this.settings.n.toFixed(1))} for type A`, ["SNAP-25 cut", "Type A: release", "Type A: fibres that fire", "Type E: release", "Type E: fibres that fire"], cuts.map(row)],
      ["Published", ["What", "Value", "Source"], [["Rats: paralysis likely above", `${simulatorPercent(this.content.paralysis.cut)} cut`, { html: this.content.paralysis.source }]]],
    ];
  }

  compare() {
    const { quarter, sets, n, start, ask } = this.content;
    const of = (set) => simulatorPercent(this.firing(quarter, "A", { set, m: sets[set].m, n: n.A }));
    const mine = ask.columns.find((column) => this.guessing.at(column) <= 0.5);
    const half = modelHalfFailCleaved(sets[start.set].m, n.A);
    const crossing = mine === undefined ? "Your line never falls to half" : `Your line falls to half at ${simulatorPercent(mine)} cut`;
    return [
      `<strong>With a quarter cut you left ${simulatorPercent(this.guessing.at(quarter))} of the fibres firing. The set assumed for people leaves ${of("human")}, the set fitted to cat and rat ${of("cat_rat")}.</strong>`,
      `${crossing}, the assumed set at ${simulatorPercent(half)}. Both sets lose almost nothing at first and then much at once. How soon the fall comes depends on the reserve and on n, and one measurement in rats cannot tell the two apart.`,
    ];
  }
}

export default {
  render({ model, el: host }) {
    const simulator = new SafetyFactorSimulator(model, host);
    return () => simulator.close();
  },
};
