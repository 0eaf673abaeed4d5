// Duration: the electrical block in a foot muscle above, the benefit in the neck below, on the same weeks.
import { Chart, chartSteps } from "./chart.js";
import { el } from "./dom.js";
import { modelBlock, modelClinicalEffect, modelEdbBlock, modelLyticFourSteps, modelMedianThroughPoint, modelRemaining } from "./model_expressions.js";
import { modelFirstTime } from "./model_support.js";
import { Simulator } from "./simulator.js";
import { simulatorChooser, simulatorMark, simulatorPercent, simulatorSlider } from "./simulator_controls.js";
import { SimulatorCurveGuess } from "./simulator_guess.js";

const PERSISTENCE_MINUTES = 7 * 24 * 60;
const PERSISTENCE_WEEKS = { low: 0, high: 60, ticks: [0, 12, 24, 36, 48, 60].map((at) => ({ at, text: at === 60 ? "60 weeks" : String(at), short: at === 48 ? "48 weeks" : at % 24 ? "" : String(at) })) };
const PERSISTENCE_SHARES = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}%` }));
// Close together while the effect comes, wide apart while it goes.
const PERSISTENCE_GRID = [...chartSteps(0, 4, 41), ...chartSteps(4.5, 60, 112)];
const PERSISTENCE_OTHER = { A: "B", B: "A" };

class PersistenceSimulator extends Simulator {
  prepare() {
    const { content } = this;
    this.foot = new Chart({ className: "dcs-foot dcs-held", x: PERSISTENCE_WEEKS, y: { low: 0, high: 1, title: "Electrode: lost response of a foot muscle", short: "Electrode: response lost in the foot", ticks: PERSISTENCE_SHARES }, height: (width) => (width < 520 ? 280 : 340), margin: { top: 50, title: 12 } });
    this.neck = new Chart({ className: "dcs-neck", x: PERSISTENCE_WEEKS, y: { low: -0.25, high: 1.3, base: 0, title: "Clinic: benefit in the neck, as a share of the largest", short: "Clinic: benefit in the neck", ticks: [0, 0.5, 1].map((at) => ({ at, text: `${100 * at}%` })) }, height: (width) => (width < 520 ? 190 : 210), margin: { top: 26 } });
    this.charts = [this.foot, this.neck];
    this.key = el("p", { class: "dcs-key" }, `Points are published values. The band reaches ${Math.round(100 * content.band)} points to each side of the largest block: so far off may other laboratories lie (an assumption). Filled squares: the dose of the slider is one of the study's. Hollow: another dose. Points printed as a share of the block are drawn as that share of their study's largest block, and Tsui scores as a share of the best week.`);
    this.stage.append(this.foot.node, this.neck.node, this.key);
    this.backBands = this.charts.map((chart) => chart.band("back"));
    this.band = this.foot.band("model");
    this.bandName = this.foot.words("muted");
    this.faint = this.foot.line("faint");
    this.faintName = this.foot.words("muted");
    this.block = this.foot.line("model");
    this.blockName = this.foot.words("model");
    this.seen = this.foot.points("seen");
    this.backName = this.foot.words("");
    this.leftName = this.foot.words("model");
    this.benefit = this.neck.line("other");
    this.benefitName = this.neck.words("other");
    this.benefitSeen = this.neck.points("other");
    this.scoreSeen = this.neck.points("seen");
    this.dots = this.charts.map((chart) => chart.points("now"));
    this.guessing = new SimulatorCurveGuess(this.foot, content.ask, simulatorPercent, () => this.tellStart());
    const settled = () => this.keep();
    this.types = simulatorChooser("Type in the foot muscle", [["A", "Type A"], ["B", "Type B"]], (serotype) => {
      this.change({ serotype });
      this.keep();
    });
    const dose = (serotype) => {
      const slider = simulatorSlider({
        key: `dose_${serotype}`, label: "Dose in the foot muscle", ...content.doses[serotype], show: (units) => `${units} U of type ${serotype}`, speak: (units) => `${units} units of type ${serotype}, foot muscle of volunteers`,
      }, (units) => this.change({ [`dose_${serotype}`]: units }), settled);
      slider.note.append(simulatorMark("own fit", "own fit to one foot muscle"), " Doses that volunteers had in this muscle, in units of the product of their time. They cannot be carried over to a neck, to another product or to a patient.");
      return slider;
    };
    this.doses = { A: dose("A"), B: dose("B") };
    this.controls = [
      { key: "serotype", node: this.types.node, set: this.types.set },
      ...Object.entries(this.doses).map(([serotype, slider]) => ({
        key: `dose_${serotype}`, node: slider.node,
        set: (value) => {
          slider.set(value);
          slider.node.hidden = serotype !== this.settings.serotype;
        },
      })),
    ];
  }

  staged(stage) {
    const hidden = stage === "predict";
    this.neck.node.toggleAttribute("hidden", hidden);
    this.key.hidden = hidden;
    for (const mark of [...this.backBands, this.band, this.bandName, this.faint, this.faintName, this.block, this.blockName, this.backName, this.leftName, this.dots[0]]) mark.show(!hidden);
    if (hidden) {
      const anchor = this.content.points.find((point) => point.id === this.content.anchor);
      this.seen.set([{ ...this.footPoint(anchor, true), prefer: ["below right"] }]); // the line of the guess begins beside it
      this.tellStart();
    }
  }

  get equations() {
    return [
      "The foot: the largest block that a dose gives, times the share of the toxin that has begun to act, times the share of the block that has not yet recovered. The neck has a curve of its own, fitted to a trial. Nothing joins the two.",
      ["modelBlock", "modelEdbBlock", "modelRemaining", "modelClinicalEffect"],
    ];
  }

  layOut(width) {
    Object.assign(this, { fixedDrawn: false, serotypeShown: null });
    super.layOut(width);
  }

  tellStart() {
    const { handles } = this.content.ask;
    const drawn = handles.map(({ at, label }) => `${label} ${simulatorPercent(this.guessing?.at(at) ?? 0)}`).join(", ");
    this.foot.describe(`Lost response of a foot muscle over sixty weeks. Given is the measured fall at week two. Your line: ${drawn}.`);
  }

  // --- the model ------------------------------------------------------------------------------------------------------

  lytic(weeks) {
    const { k_s, k_B, k_T, k_L } = this.content.rates;
    return modelLyticFourSteps(weeks * PERSISTENCE_MINUTES, k_s, k_B, k_T, k_L);
  }

  peak(serotype) {
    return modelEdbBlock(this.settings[`dose_${serotype}`], this.content.d50[serotype]);
  }

  remaining(serotype, weeks) {
    const { tau, h } = this.content.shapes[serotype];
    return modelRemaining(weeks, tau, h);
  }

  // The least and the most that is left, over the steepness that the data allow.
  extremes(serotype, weeks) {
    const { h_low, h_high, through } = this.content.shapes[serotype];
    if (through === undefined) return [this.remaining(serotype, weeks), this.remaining(serotype, weeks)];
    const both = [h_low, h_high].map((h) => modelRemaining(weeks, modelMedianThroughPoint(...through, h), h));
    return [Math.min(...both), Math.max(...both)];
  }

  benefitAt(weeks) {
    const { amplitude, tau, h, largest } = this.content.trial;
    return -modelClinicalEffect(weeks, amplitude, tau, h) / largest;
  }

  footPoint(point, near) {
    return { id: point.id, x: point.weeks, y: point.y, low: point.low ?? undefined, high: point.high ?? undefined, hollow: !near, shape: "square", size: 4, label: this.foot.narrow ? point.short : point.label, prefer: point.weeks > 30 ? ["above left"] : point.low === null ? ["below right"] : this.foot.narrow ? ["right", "above right"] : ["above right", "right"] };
  }

  get backWeek() {
    const { days } = this.content.back;
    return days.reduce((sum, day) => sum + day, 0) / days.length / 7;
  }

  redraw() {
    const { content } = this;
    const { serotype } = this.settings;
    const dose = this.settings[`dose_${serotype}`];
    this.onset ??= PERSISTENCE_GRID.map((weeks) => this.lytic(weeks));
    const curve = (type) => {
      const peak = this.peak(type);
      return PERSISTENCE_GRID.map((weeks, i) => [weeks, modelBlock(peak, this.onset[i], this.remaining(type, weeks))]);
    };
    const points = curve(serotype);
    const peak = this.peak(serotype);
    const [least, most] = [Math.max(0, peak - content.band), Math.min(1, peak + content.band)];
    this.block.set(points);
    this.band.set(PERSISTENCE_GRID.map((weeks, i) => {
      const [low, high] = this.extremes(serotype, weeks);
      return [weeks, modelBlock(least, this.onset[i], low), modelBlock(most, this.onset[i], high)];
    }));
    this.largest = points.reduce((best, point) => (point[1] > best[1] ? point : best));
    if (serotype !== this.serotypeShown || dose !== this.doseShown) this.redrawFixed(curve, points, dose);
    const back = this.backWeek;
    const left = this.remaining(serotype, back);
    this.dots[0].set([{ x: back, y: modelBlock(peak, this.lytic(back), left) }]);
    this.leftName.set({ x: content.back.days.at(-1) / 7, y: 1, text: `${simulatorPercent(left)} of the block is left`, dx: 6, dy: 13 });
    this.foot.describe(`Electrode, foot muscle, type ${serotype}. ${this.said}`);
  }

  // What depends on the type, or on which studies have the slider's dose.
  redrawFixed(curve, points, dose) {
    const { content } = this;
    const { serotype } = this.settings;
    const other = PERSISTENCE_OTHER[serotype];
    Object.assign(this, { serotypeShown: serotype, doseShown: dose });
    const faint = curve(other);
    const at = (list, weeks) => list.reduce((best, point) => (Math.abs(point[0] - weeks) < Math.abs(best[0] - weeks) ? point : best));
    const named = (list, type, weeks, words) => ({ x: at(list, weeks)[0], y: at(list, weeks)[1], text: words, dx: 8, dy: -5 });
    this.faint.set(faint);
    this.faintName.set(named(faint, other, other === "A" ? 30 : 7, `type ${other}`));
    this.blockName.set(named(points, serotype, serotype === "A" ? 21 : 5, `type ${serotype}${this.foot.narrow ? "" : ", fitted"}`));
    const bandWeek = serotype === "A" ? 31 : 13;
    const [, high] = this.extremes(serotype, bandWeek);
    const most = Math.min(1, this.peak(serotype) + content.band);
    this.bandName.set({ x: bandWeek, y: most * high, text: this.foot.narrow ? "" : serotype === "A" ? "band: other laboratories" : "band: other laboratories, other steepness", dx: 4, dy: -8 });
    this.seen.set(content.points.filter((point) => point.serotype === serotype).map((point) => this.footPoint(point, dose >= point.dose[0] && dose <= point.dose[1])));
    if (this.fixedDrawn) return;
    this.fixedDrawn = true;
    const [from, to] = content.back.days.map((day) => day / 7);
    this.backBands.forEach((band, i) => band.set([[from, this.charts[i].y.low, this.charts[i].y.high], [to, this.charts[i].y.low, this.charts[i].y.high]]));
    this.backName.set({ x: to, y: 1, text: `${this.foot.narrow ? "return" : "people come back"}: day ${content.back.days.map((day) => Math.round(day)).join(" to ")}`, dx: 6, dy: -4 });
    const [first, last] = content.trial.weeks;
    this.benefit.set(chartSteps(first, last, 60).map((weeks) => [weeks, this.benefitAt(weeks)]));
    this.benefitName.set({ x: last, y: this.benefitAt(last), text: "type B in a trial, fitted", dx: 9, dy: -1 });
    const spot = (point, shape, named) => ({ id: point.id, x: point.weeks, y: point.y, shape, size: 4, hollow: shape === "triangle", label: named ? `${point.scale}, type ${point.serotype}` : undefined, prefer: shape === "triangle" ? ["above right"] : ["right"] });
    this.benefitSeen.set(content.clinical.filter((point) => point.serotype === "B").map((point, i, all) => spot(point, "circle", i === all.length - 1)));
    this.scoreSeen.set(content.clinical.filter((point) => point.serotype === "A").map((point, i) => spot(point, "triangle", i === 1)));
    const benefit = this.benefitAt(this.backWeek);
    this.dots[1].set([{ x: this.backWeek, y: benefit, label: `${simulatorPercent(benefit)} of the benefit left`, prefer: ["right"] }]);
    this.neck.describe(`Clinic, neck, share of the largest benefit. Type B in a trial: ${content.clinical.filter((point) => point.serotype === "B").map((point) => `${point.when} ${Math.round(100 * point.y)}%`).join(", ")}. On the day when people come back the fitted curve is at ${simulatorPercent(benefit)}.`);
  }

  words() {
    const { serotype } = this.settings;
    const [peakWeek, peak] = this.largest;
    const left = this.remaining(serotype, this.backWeek);
    const half = modelFirstTime((weeks) => 1 - this.remaining(serotype, weeks), 0.5, 95);
    const benefit = this.benefitAt(this.backWeek);
    const turned = left < benefit ? "Here the foot muscle recovers before the neck's benefit ends: another reason never to read one from the other." : "The benefit ends long before the block does.";
    return `Type ${serotype}, ${this.settings[`dose_${serotype}`]} U in the foot muscle of volunteers: the response falls by ${simulatorPercent(peak)} at most, around week ${Math.round(peakWeek)}. When people come back, ${simulatorPercent(left)} of the block is left; half is left at week ${Math.round(half)}. In the neck ${simulatorPercent(benefit)} of the largest benefit is left by then (type B in a trial). ${turned}`;
  }

  tables() {
    const { serotype } = this.settings;
    const peak = this.peak(serotype);
    const of = (weeks) => [simulatorPercent(modelBlock(peak, this.lytic(weeks), this.remaining(serotype, weeks))), simulatorPercent(this.remaining(serotype, weeks))];
    const [first, last] = this.content.trial.weeks;
    const benefit = (weeks) => (weeks < first || weeks > last ? "no data" : simulatorPercent(this.benefitAt(weeks)));
    const foot = this.content.points.map((point) => [`Foot muscle, type ${point.serotype}, ${point.when}`, point.printed, `${point.dose[0] === point.dose[1] ? point.dose[0] : point.dose.join(" to ")} U`, { html: point.source }]);
    const neck = this.content.clinical.map((point) => [`Neck, type ${point.serotype}, ${point.when}`, point.printed, "", { html: point.source }]);
    return [
      [`The model for type ${serotype} at this dose`, ["Week", "Response lost", "Block left", "Benefit left (type B, neck)"], [2, 4, 7, 8, 12, 16, 26, 40, 57].map((weeks) => [weeks, ...of(weeks), benefit(weeks)])],
      ["Published", ["What and when", "As printed", "Dose", "Source"], [...foot, ...neck, ["Mean day of the next treatment", this.content.back.days.join(" and "), "", { html: this.content.back.source }]]],
    ];
  }

  compare() {
    const guess = this.guessing;
    const { start } = this.content.ask;
    const share = (weeks) => simulatorPercent(Math.min(1, guess.at(weeks) / start));
    const back = this.backWeek;
    const late = this.content.points.find((point) => point.id === "sloop97-a-57w");
    return [
      `<strong>On the day when people come back, in week ${Math.round(back)}, you left ${share(back)} of the block. The curve through the electrode's points leaves ${simulatorPercent(this.remaining("A", back))}.</strong>`,
      `In week ${late.weeks} you left ${share(late.weeks)}; measured was: ${late.printed} (${late.source}). The clinic below tells another story: by week ${Math.round(back)} most of the benefit in the neck has gone. The two are not one curve.`,
    ];
  }
}

export default {
  render({ model, el: host }) {
    const simulator = new PersistenceSimulator(model, host);
    return () => simulator.close();
  },
};
