// What every simulator shares: the prediction first, then the model beside it; sliders that redraw in the browser; words
// and a table that follow; the numbers with how each is known. A simulator extends it and draws its own charts.
import { el } from "./dom.js";
import { MODEL_EQUATIONS } from "./model_expressions.js";
import { modelEquation, modelMath } from "./model_math.js";
import { simulatorMark, simulatorTable } from "./simulator_controls.js";

const SIMULATOR_NARROW_PX = 560;
const SIMULATOR_WIDE_PX = 860;
const SIMULATOR_SPEAK_AFTER_MS = 700;

export class Simulator {
  // A simulator defines: prepare() makes `stage`, `charts`, `guessing` and `controls` (rows with `set` and `node`);
  // staged(stage) shows what
  // belongs to "predict" or "show"; redraw() draws the model at `settings`; words() tells it; tables() lists [caption, columns, rows]; compare(values)
  // gives sentences about the prediction; `equations` is [what they say in words, names in MODEL_EQUATIONS].
  constructor(model, host) {
    this.model = model;
    this.content = model.get("content");
    this.settings = { ...this.content.start, ...model.get("settings") };
    this.stage = el("div", { class: "dcs-stage" });
    this.ruler = el("div", {}); // as wide as the charts may be
    this.charts = [];
    this.root = el("section", { class: `dc simulator dcs-${this.content.name}`, "aria-label": `Simulator: ${this.content.title}` });
    this.prepare();
    this.assemble();
    host.append(this.root);
    this.guessing.load(model.get("guess").values);
    this.turnTo(Object.keys(model.get("guess")).length ? "show" : "predict");
    this.spread();
    this.observer = new ResizeObserver(() => this.spread());
    this.observer.observe(this.ruler);
    this.heard = () => {
      const given = { ...this.content.start, ...model.get("settings") };
      if (Object.keys(given).some((key) => given[key] !== this.settings[key])) this.change(given);
    };
    model.on("change:settings", this.heard);
  }

  close() {
    this.observer.disconnect();
    clearTimeout(this.speaking);
    this.model.off("change:settings", this.heard);
  }

  // --- what is on the page --------------------------------------------------------------------------------------------

  assemble() {
    const { content } = this;
    const button = (words, onclick, className = "") => el("button", { type: "button", class: className, onclick }, words);
    this.status = el("p", { class: "dcs-status", role: "status" });
    this.comparison = el("div", { class: "dcs-compare", tabindex: "-1" });
    this.summary = el("p", { class: "dcs-summary" });
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.tableBox = el("div", {});
    this.details = el("details", { ontoggle: () => this.fillTable() }, el("summary", {}, "The values as a table"), this.tableBox);
    this.root.append(
      el("p", { class: "dcs-kicker" }, "Simulator"),
      el("p", { class: "dcs-title" }, content.title),
      el("div", { class: "dcs-lede", html: content.lede }),
      el("div", { class: "dcs-ask in-predict" }, el("p", { class: "dcs-question" }, el("strong", {}, "Guess first. "), content.ask.question), el("p", { class: "dcs-hint" }, content.ask.hint)),
      el("div", { class: "in-show" }, this.comparison),
      el("div", { class: "dcs-work" },
        el("div", { class: "dcs-column" }, this.ruler, this.stage),
        el("div", { class: "dcs-hands" },
          el("div", { class: "in-predict" }, this.guessing.node,
            el("div", { class: "dcs-buttons" }, button(content.ask.button ?? "Show the model", () => this.reveal(), "primary"), button("Show it without a guess", () => this.reveal(true))), this.status),
          el("div", { class: "in-show" },
            el("p", { class: "dcs-try" }, el("strong", {}, "Try: "), content.try),
            el("div", { class: "dcs-controls" }, this.controls.map((control) => control.node)),
            this.summary))),
      el("div", { class: "in-show" },
        this.numbers(),
        el("div", { class: "dcs-cannot", html: content.cannot }),
        this.equationBox(),
        this.details,
        el("div", { class: "dcs-buttons" }, button("Reset the sliders", () => this.reset()), button("Guess again", () => this.again()))),
      this.spoken,
    );
  }

  // The numbers of the model, each with how it is known. Rows that name a setting are shown with that setting only.
  numbers() {
    this.rows = this.content.parameters.map((one) => ({
      when: one.when ?? {},
      node: el("tr", {},
        el("th", { scope: "row" }, el("span", { class: "dcs-symbol", html: one.symbol }), " ", one.name),
        el("td", {}, el("span", { class: "dcs-number" }, one.value)),
        el("td", {}, simulatorMark(one.mark, one.words), " ", el("span", { class: "dcs-source", html: one.source }), el("span", { class: "dcs-condition" }, one.condition))),
    }));
    return el("table", { class: "dcs-numbers" }, el("caption", {}, "The numbers in this model, and how each is known"),
      el("thead", { class: "visually-hidden" }, el("tr", {}, ["Number", "Value", "How it is known"].map((words) => el("th", { scope: "col" }, words)))),
      el("tbody", {}, this.rows.map((row) => row.node)));
  }

  // The equations behind the curves, folded, with what each symbol stands for.
  equationBox() {
    const [words, names] = this.equations;
    const all = names.map((name) => MODEL_EQUATIONS[name]);
    const symbols = new Map(all.flatMap(({ inputs }) => inputs.map((input) => [input.symbol, input])));
    const unit = (text) => (text ? ` (${text.replace("per min", "per minute").replace(/^min$/, "minutes")})` : "");
    return el("details", { class: "dcs-equations" }, el("summary", {}, all.length === 1 ? "The equation" : "The equations"),
      el("p", {}, words),
      all.map(({ latex, meaning, unit: of }, i) => el("div", { class: "dcs-equation", "data-equation": names[i] }, el("p", {}, `${meaning[0].toUpperCase()}${meaning.slice(1)}${unit(of)}:`), el("div", { class: "dcs-math" }, modelEquation(latex)))),
      el("p", { class: "dcs-symbols-head" }, "The symbols"),
      el("ul", { class: "dcs-symbols" }, [...symbols].map(([symbol, { meaning, unit: of }]) => el("li", {}, modelMath(symbol), ` ${meaning}${unit(of)}`))));
  }

  turnTo(stage) {
    this.root.dataset.stage = stage;
    const { values } = this.model.get("guess");
    this.staged(stage);
    this.guessing.setOpen(stage === "predict", stage === "predict" || values !== undefined);
    if (stage === "show") this.tellComparison(values);
    if (!this.width) return;
    this.spread();
    this.show();
  }

  tellComparison(values) {
    const sentences = values === undefined ? [] : this.compare(values);
    this.comparison.hidden = sentences.length === 0;
    this.comparison.replaceChildren(...sentences.map((sentence) => el("p", { html: sentence })));
  }

  // --- the prediction -------------------------------------------------------------------------------------------------

  reveal(without = false) {
    if (!without && !this.guessing.touched) {
      this.status.textContent = this.content.ask.untouched;
      return;
    }
    this.status.textContent = "";
    this.tell("guess", without ? { skipped: true } : { values: this.guessing.values.map((value) => Number(value.toPrecision(4))) });
    this.root.classList.add("revealed");
    this.turnTo("show");
    const next = this.comparison.hidden ? this.controls[0].node.querySelector("input") : this.comparison;
    next.focus({ preventScroll: true });
    if (this.root.classList.contains("wide") && !this.comparison.hidden) this.comparison.scrollIntoView({ block: "start" });
    else this.root.querySelector(".dcs-lede").scrollIntoView({ block: "nearest" });
  }

  again() {
    this.tell("guess", {});
    this.settings = { ...this.content.start };
    this.keep();
    this.root.classList.remove("revealed");
    this.turnTo("predict");
    this.guessing.sliders[0].input.focus();
  }

  // --- the model ------------------------------------------------------------------------------------------------------

  // Sets some settings and draws them; `keep` tells the notebook, once a movement has ended.
  change(changes) {
    Object.assign(this.settings, changes);
    this.show();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.spoken.textContent = this.summary.textContent;
    }, SIMULATOR_SPEAK_AFTER_MS);
  }

  keep() {
    this.tell("settings", { ...this.settings });
  }

  tell(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  reset() {
    this.change(this.content.start);
    this.keep();
  }

  show() {
    if (this.root.dataset.stage === "predict") return;
    this.saying = null;
    this.redraw();
    for (const control of this.controls) if (control.key) control.set(this.settings[control.key]);
    for (const { when, node } of this.rows) node.hidden = Object.entries(when).some(([key, wanted]) => ![wanted].flat().includes(this.settings[key]));
    if (this.summary.textContent !== this.said) this.summary.textContent = this.said;
    if (this.details.open) this.fillTable();
  }

  // The model in words, worked out once for each change.
  get said() {
    this.saying ??= this.words();
    return this.saying;
  }

  fillTable() {
    if (this.details.open) this.tableBox.replaceChildren(...this.tables().map((table) => simulatorTable(...table)));
  }

  // Should what is moved stand beside what is drawn, where there is room? A simulator that needs the whole width says no.
  get beside() {
    return true;
  }

  // Where there is room, what is moved stands beside what is drawn.
  spread() {
    this.root.classList.toggle("wide", this.beside && this.root.clientWidth >= SIMULATOR_WIDE_PX);
    this.fit(this.ruler.clientWidth);
  }

  fit(width) {
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.root.classList.toggle("narrow", width < SIMULATOR_NARROW_PX);
    this.layOut(width);
    this.show();
  }

  // Gives every chart its width; a simulator with charts side by side does it in its own way.
  layOut(width) {
    for (const chart of this.charts) chart.fit(width);
  }
}
