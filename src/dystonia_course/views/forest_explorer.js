// A forest plot to work with: tick trials, change the method, see the diamond. Each row is a line of a table with its own
// picture, so that what is drawn and what is said stand together.
import { el, uniqueId } from "./dom.js";
import { INTERVAL_SHAPES, intervalAxis, intervalNumber, intervalRow, intervalText } from "./interval_rows.js";
import { pooledEffects } from "./meta_analysis.js";
import { simulatorChooser } from "./simulator_controls.js";

const FOREST_NARROW_PX = 620;
const FOREST_FEW = 5;

class ForestExplorer {
  constructor(model, host) {
    this.model = model;
    this.content = model.get("content");
    this.settings = { ...this.content.start, ...model.get("settings") };
    this.before = null;
    this.assemble();
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.root.classList.toggle("narrow", entry.contentRect.width < FOREST_NARROW_PX));
    this.observer.observe(this.root);
    this.pose();
  }

  close() {
    this.observer.disconnect();
  }

  assemble() {
    const { content } = this;
    this.sets = simulatorChooser("Which toxin?", content.sets.map(({ id, label }) => [id, label]), (value) => this.turnTo(value));
    this.models = simulatorChooser("Model", [["random", "Random effects (DerSimonian-Laird)"], ["fixed", "Fixed effect"]], (value) => this.change({ model: value, ...(value === "fixed" ? { hk: false } : {}) }));
    const id = uniqueId("forest-hk");
    this.hk = el("input", { id, type: "checkbox", onchange: () => this.change({ hk: this.hk.checked }) });
    this.hkNote = el("span", { class: "forest-hk-note" });
    this.options = el("div", { class: "choices" });
    this.tries = el("p", { class: "dcs-try" });
    this.rows = el("tbody", {});
    this.caption = el("caption", {});
    this.summary = el("p", { class: "forest-summary" });
    this.facts = el("dl", { class: "forest-facts" });
    this.words = el("div", { class: "forest-words" });
    this.beside = el("p", { class: "forest-beside" });
    this.credit = el("p", { class: "credit" });
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.root = el("section", { class: "dc simulator outcome forest-explorer", "aria-label": `Explorer: ${content.title}` },
      el("p", { class: "dcs-kicker" }, "Explorer"),
      el("p", { class: "dcs-title" }, content.title),
      el("p", { class: "dcs-lede" }, content.lede),
      el("div", { class: "choices" }, el("div", { class: "whole" }, this.sets.node),
        this.models.node,
        el("div", {}, el("label", { for: id, class: "forest-hk" }, this.hk, el("span", {}, "Hartung-Knapp interval")), this.hkNote)),
      this.options, this.tries,
      el("table", { class: "forest-table" }, this.caption,
        el("thead", {}, el("tr", {}, ["Trial", "Picture", "Points (95% interval)", "Weight"].map((head) => el("th", { scope: "col" }, head)))),
        this.rows),
      el("div", { class: "forest-plot axis" }, intervalAxis(content.axis)),
      this.summary, this.facts, this.words,
      el("details", { class: "forest-terms" }, el("summary", {}, "What these words mean"),
        el("dl", { class: "forest-facts" }, content.words.flatMap(([term, meaning]) => [el("dt", {}, term), el("dd", { html: meaning })]))),
      this.beside, this.credit, this.spoken);
  }

  get set() {
    return this.content.sets.find(({ id }) => id === this.settings.set);
  }

  // The rows that there are under the options in force, and those of them that are ticked.
  get there() {
    return this.set.rows.filter(({ when }) => Object.entries(when).every(([name, value]) => this.settings[name] === value));
  }

  get ticked() {
    return this.there.filter((row) => !this.settings.out.includes(row.id));
  }

  get pooled() {
    const { model, hk } = this.settings;
    return pooledEffects(this.ticked, { model, hartungKnapp: hk, quantiles: this.content.quantiles });
  }

  // --- changes --------------------------------------------------------------------------------------------------------

  turnTo(id) {
    this.settings = { ...this.settings, set: id };
    this.before = null;
    this.keep();
    this.pose();
  }

  change(changes) {
    this.before = this.pooled;
    Object.assign(this.settings, changes);
    this.draw();
    this.keep();
    this.spoken.textContent = this.summary.textContent;
  }

  tick(id, inside) {
    this.change({ out: inside ? this.settings.out.filter((one) => one !== id) : [...this.settings.out, id] });
  }

  keep() {
    this.model.set("settings", { ...this.settings });
    this.model.save_changes();
  }

  // --- what is seen ---------------------------------------------------------------------------------------------------

  pose() {
    this.sets.set(this.settings.set);
    this.choosers = this.set.options.map(({ name, legend, options }) => ({ name, ...simulatorChooser(legend, options, (value) => this.change({ [name]: value })) }));
    this.options.replaceChildren(...this.choosers.map(({ node }) => {
      node.classList.add("whole");
      return node;
    }));
    this.tries.replaceChildren(el("strong", {}, "Try: "), this.set.tries);
    this.caption.textContent = `${this.set.label} against placebo, active minus placebo`;
    this.beside.innerHTML = `<strong>Printed elsewhere.</strong> ${this.set.beside}`;
    this.credit.textContent = this.set.credit;
    this.credit.hidden = !this.set.credit;
    this.lines = new Map(this.set.rows.map((row) => [row, this.trialLine(row)]));
    this.unread = this.set.unread.map((row) => this.unreadRow(row));
    this.pools = [];
    this.rows.replaceChildren();
    this.draw();
  }

  draw() {
    const { settings } = this;
    this.models.set(settings.model);
    this.hk.checked = settings.hk;
    this.hk.disabled = settings.model === "fixed";
    this.hkNote.textContent = settings.model === "fixed" ? "For random effects only." : "Interval from the observed spread, Student's t.";
    for (const chooser of this.choosers) chooser.set(settings[chooser.name]);
    const found = this.pooled;
    const weights = new Map(this.ticked.map((row, i) => [row.id, found ? found.weights[i] : null]));
    const lines = [...this.there.map((row) => this.lines.get(row).line), ...this.unread];
    for (const row of this.there) this.showTrial(row, weights);
    for (const line of this.pools) line.remove();
    if (lines.length !== this.rows.children.length || lines.some((line, i) => line !== this.rows.children[i])) this.rows.replaceChildren(...lines);
    this.pools = found ? this.pooledRows(found) : [];
    this.rows.append(...this.pools);
    this.tell(found);
  }

  // The line of a trial, made once: it stays in its place, so that its box keeps the focus; only its mark changes.
  trialLine(row) {
    const id = uniqueId("forest-row");
    const box = el("input", { id, type: "checkbox", "data-row": row.id, onchange: (event) => this.tick(row.id, event.target.checked) });
    const picture = intervalRow(this.content.axis, [{ ...row, shape: "square" }], 30);
    const weight = el("td", { class: "number", "data-label": "Weight" });
    const line = el("tr", {},
      el("th", { scope: "row" }, el("label", { for: id }, box,
        el("span", {}, el("span", { class: "forest-name" }, row.label), el("span", { class: "forest-small" }, row.small))),
      el("span", { class: "forest-small sources", html: row.note ? `${row.sources}. ${row.note}` : row.sources })),
      el("td", { class: "forest-plot" }, picture), el("td", { class: "number" }, intervalText(row)), weight);
    return { line, box, mark: picture.querySelector(".dci-mark"), square: picture.querySelector(".dci-shape"), weight };
  }

  showTrial(row, weights) {
    const parts = this.lines.get(row);
    const inside = weights.has(row.id);
    const weight = weights.get(row.id);
    parts.line.className = inside ? "" : "out";
    parts.box.checked = inside;
    parts.mark.classList.toggle("out", !inside);
    parts.square.setAttribute("d", INTERVAL_SHAPES.square(inside ? 3 + 7 * Math.sqrt(weight ?? 0.1) : 4));
    parts.weight.textContent = inside ? (weight === null ? "" : `${(100 * weight).toFixed(0)}%`) : "out";
  }

  unreadRow(row) {
    const [id, why] = [uniqueId("forest-row"), uniqueId("forest-why")];
    return el("tr", { class: "unread" },
      el("th", { scope: "row" }, el("label", { for: id }, el("input", { id, type: "checkbox", disabled: true, "aria-describedby": why }), el("span", { class: "forest-name" }, row.label)),
        el("span", { class: "forest-small sources", html: row.sources })),
      el("td", { class: "forest-plot" }, intervalRow(this.content.axis, [], 22)),
      el("td", { id: why, colspan: "2", class: "forest-why" }, `Not read. ${row.reason}.`));
  }

  pooledRows(found) {
    const { axis } = this.content;
    const marks = [{ ...found, shape: "pooled", className: "pooled" }];
    if (this.before) marks.unshift({ ...this.before, shape: "range", className: "ghost", y: 32 });
    const rows = [el("tr", { class: "pooled", "data-estimate": found.estimate, "data-low": found.low, "data-high": found.high },
      el("th", { scope: "row" }, "Pooled", this.before ? el("span", { class: "forest-small" }, "dashed below: before your last change") : null),
      el("td", { class: "forest-plot" }, intervalRow(axis, marks.map((mark) => ({ y: 14, ...mark })), 40)),
      el("td", { class: "number" }, intervalText(found)),
      el("td", { class: "number", "data-label": "Weight" }, "100%"))];
    if (found.predictionLow !== null) {
      const range = { low: found.predictionLow, high: found.predictionHigh, estimate: found.estimate };
      rows.push(el("tr", { class: "prediction", "data-low": range.low, "data-high": range.high },
        el("th", { scope: "row" }, "A new trial", el("span", { class: "forest-small" }, "prediction interval")),
        el("td", { class: "forest-plot" }, intervalRow(axis, [{ ...range, shape: "range", className: "range" }], 28)),
        el("td", { class: "number" }, `${intervalNumber(range.low)} to ${intervalNumber(range.high)}`), el("td", {})));
    }
    return rows;
  }

  tell(found) {
    const { settings, content } = this;
    const k = this.ticked.length;
    if (!found) {
      this.summary.textContent = k === 1 ? "One trial is not a pool. Tick at least two." : "No trial is ticked. Tick at least two.";
      this.facts.replaceChildren();
      this.words.replaceChildren();
      return;
    }
    const wide = (one) => one.high - one.low;
    const change = this.before ? ` The interval is ${intervalNumber(wide(found))} points wide; before it was ${intervalNumber(wide(this.before))}.` : "";
    this.summary.textContent = `Pooled from ${k} rows: ${intervalText(found)} points.${change}`;
    const method = `${settings.model === "random" ? "random effects, inverse variance, τ² by DerSimonian and Laird" : "fixed effect, inverse variance"}, ${settings.hk ? "Hartung-Knapp interval (Student's t)" : "normal interval"}`;
    const people = this.ticked.reduce((sum, row) => sum + (row.n ?? 0), 0);
    const facts = [
      ["Method", method],
      ["I²", `${(100 * found.i2).toFixed(0)}%`],
      ["τ²", found.tau2.toFixed(1)],
      ["Q", `${found.q.toFixed(1)} on ${k - 1} ${k === 2 ? "degree" : "degrees"} of freedom; chance alone keeps it below ${content.quantiles.chi2[k - 1].toFixed(1)} in 95 of 100`],
      ["People", this.split ? `${people}, the placebo people of one trial counted twice` : String(people)],
      ["In a new trial", found.predictionLow === null ? (settings.model === "fixed" ? "none under a fixed effect" : "needs at least three trials") : `${intervalNumber(found.predictionLow)} to ${intervalNumber(found.predictionHigh)}`],
    ];
    this.facts.replaceChildren(...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
    const words = [];
    if (this.split) words.push("Wrong on purpose: both doses share one placebo group, so its people count twice and the interval is too narrow.");
    if (found.i2 === 0 && k <= FOREST_FEW) words.push(`I² is 0%, but ${k} rows cannot show that trials are alike.`);
    if (settings.hk && this.narrower(found)) words.push("Here the Hartung-Knapp interval is narrower than the normal one: these few trials happen to lie closer together than their own standard errors would let you expect. That is no reason to be surer.");
    this.words.replaceChildren(...words.map((text) => el("p", { class: "gap" }, text)));
  }

  get split() {
    return this.ticked.filter(({ when }) => when.doses === "split").length > 1;
  }

  narrower(found) {
    const normal = pooledEffects(this.ticked, { model: "random", quantiles: this.content.quantiles });
    return found.high - found.low < normal.high - normal.low;
  }
}

export default {
  render({ model, el: host }) {
    const explorer = new ForestExplorer(model, host);
    return () => explorer.close();
  },
};
