// The trial under the learner's choices: the prediction first, then four choices, two estimates, and the path of what was
// tried. Every result comes with the widget; nothing is computed here.
import { el } from "./dom.js";
import { intervalAxis, intervalRow } from "./interval_rows.js";
import { simulatorChooser } from "./simulator_controls.js";

const TRIAL_NARROW_PX = 620;
const TRIAL_SHAPES = [["square", "lower"], ["diamond", "higher"]];
const TRIAL_SIGNS = ["■", "◆"];
const TRIAL_WARN_FROM = 3;

class TrialExplorer {
  constructor(model, host) {
    this.model = model;
    this.content = model.get("content");
    this.results = model.get("results");
    this.settings = { ...this.content.start, ...model.get("settings") };
    this.before = null;
    this.also = "";
    this.assemble();
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.root.classList.toggle("narrow", entry.contentRect.width < TRIAL_NARROW_PX));
    this.observer.observe(this.root);
    this.turnTo(Object.keys(model.get("guess")).length ? "show" : "predict");
  }

  close() {
    this.observer.disconnect();
  }

  assemble() {
    const { content } = this;
    const button = (words, onclick, className = "") => el("button", { type: "button", class: className, onclick }, words);
    this.guessed = null;
    const guess = simulatorChooser("Your prediction", content.guesses, (value) => { this.guessed = value; });
    this.status = el("p", { class: "dcs-status", role: "status" });
    this.choosers = content.groups.map(({ name, legend, options }) => {
      const chooser = simulatorChooser(legend, options.map(([value, label]) => [value, label]), (value) => this.choose(name, value));
      if (name === "result") chooser.node.classList.add("whole");
      return { name, ...chooser };
    });
    this.comparison = el("div", { class: "dcs-compare", tabindex: "-1" });
    this.now = el("div", { class: "trial-now" });
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.path = el("div", { class: "trial-path" });
    this.root = el("section", { class: "dc simulator outcome trial-explorer", "aria-label": `Explorer: ${content.title}` },
      el("p", { class: "dcs-kicker" }, "Explorer"),
      el("p", { class: "dcs-title" }, content.title),
      el("p", { class: "dcs-lede" }, content.lede),
      content.missing ? el("p", { class: "gap" }, content.missing) : null,
      el("div", { class: "in-predict" },
        el("div", { class: "dcs-ask" }, el("p", { class: "dcs-question" }, content.ask)),
        guess.node,
        el("div", { class: "dcs-buttons" }, button("Show the trial", () => this.reveal(), "primary"), button("Show it without a prediction", () => this.reveal(true))),
        this.status),
      el("div", { class: "in-show" },
        this.comparison,
        el("p", { class: "dcs-try" }, el("strong", {}, "Try: "), content.tries),
        el("div", { class: "choices" }, this.choosers.map((chooser) => chooser.node)),
        this.now, this.path),
      el("p", { class: "credit" }, content.credit),
      this.spoken);
  }

  // --- the prediction -------------------------------------------------------------------------------------------------

  reveal(without = false) {
    if (!without && this.guessed === null) {
      this.status.textContent = "Choose a prediction first, or show the trial without one.";
      return;
    }
    this.tell("guess", without ? { skipped: true } : { value: this.guessed });
    this.turnTo("show");
    (this.comparison.hidden ? this.root.querySelector(".choices input:checked") : this.comparison).focus({ preventScroll: true });
    this.root.querySelector(".dcs-lede").scrollIntoView({ block: "nearest" });
  }

  turnTo(stage) {
    this.root.dataset.stage = stage;
    if (stage === "show") this.show();
  }

  compare() {
    const { value } = this.model.get("guess");
    this.comparison.hidden = value === undefined;
    if (value === undefined) return;
    const label = this.content.guesses.find(([one]) => one === value)[1];
    const { averages } = this.content;
    const tried = !averages.length || this.model.get("path").some((key) => averages.includes(key.split("|")[0]));
    const then = tried ? this.content.answer : "Choose a mean of visits below to see what comes out.";
    const came = this.content.guesses.find(([one]) => one === this.content.outcome);
    const said = !came || !tried ? "" : value === this.content.outcome ? "That fits. " : `It came out otherwise (${came[1][0].toLowerCase()}${came[1].slice(1)}). `;
    this.comparison.replaceChildren(el("p", {}, el("strong", {}, "Your prediction: "), `${label}. `, said ? el("strong", {}, said) : "", then));
  }

  // --- the choices ----------------------------------------------------------------------------------------------------

  choose(name, value) {
    this.before = this.key;
    this.settings[name] = value;
    this.also = this.result ? "" : this.settle(name, value);
    this.tell("settings", { ...this.settings });
    this.show();
    const { doses, first } = this.result;
    this.spoken.textContent = `${this.also} ${doses.map((one, i) => `${this.content.names[i]}: ${one.text}, ${one.p}.`).join(" ")} ${first}`.trim();
  }

  // From the summary not every combination can be worked out: go to the nearest that keeps the choice just made.
  settle(name, value) {
    const { groups } = this.content;
    const now = this.key.split("|");
    const place = groups.findIndex((group) => group.name === name);
    const apart = (key) => key.split("|").filter((one, i) => one !== now[i]).length;
    const [nearest] = Object.keys(this.results).filter((key) => key.split("|")[place] === value).sort((a, b) => apart(a) - apart(b));
    const moved = nearest.split("|").flatMap((one, i) => {
      if (one === now[i]) return [];
      this.settings[groups[i].name] = one;
      return [`“${groups[i].options.find(([option]) => option === one)[1]}”`];
    });
    return `The summary allows this only together with ${moved.join(" and ")}, so that was chosen, too.`;
  }

  get key() {
    return this.content.groups.map(({ name }) => this.settings[name]).join("|");
  }

  get result() {
    return this.results[this.key];
  }

  tell(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  show() {
    for (const chooser of this.choosers) chooser.set(this.settings[chooser.name]);
    const path = this.model.get("path");
    if (!path.includes(this.key)) this.tell("path", [...path, this.key]);
    this.now.replaceChildren(...(this.also ? [el("p", { class: "gap" }, this.also)] : []), ...this.drawn(this.result));
    this.compare();
    this.showPath();
  }

  drawn(result) {
    const { axis, names } = this.content;
    const before = this.before && this.before !== this.key ? this.results[this.before] : null;
    const rows = result.doses.map((one, i) => {
      const [shape, className] = TRIAL_SHAPES[i];
      const marks = [{ ...one, shape, className, size: 6 }];
      if (before) marks.unshift({ ...before.doses[i], shape, className: "ghost", size: 4, y: 26 });
      return el("div", { class: "trial-row", "data-dose": names[i], "data-estimate": one.estimate, "data-low": one.low, "data-high": one.high },
        el("p", { class: "trial-name" }, el("span", { class: `trial-sign ${className}`, "aria-hidden": "true" }, TRIAL_SIGNS[i]), ` ${names[i]} minus placebo`),
        el("p", { class: "trial-numbers number" }, el("strong", {}, one.text), " points, ", el("span", { class: "trial-p" }, one.p)),
        el("div", { class: "trial-plot" }, intervalRow(axis, marks.map((mark) => (mark.y ? mark : { ...mark, y: 13 })), 36)));
    });
    return [
      el("p", { class: "trial-estimand" }, result.estimand),
      el("div", { class: "trial-rows" }, rows, el("div", { class: "trial-plot axis" }, intervalAxis(axis))),
      el("p", { class: "dcs-key" }, `TWSTRS points with 95% intervals${before ? "; hollow and dashed: the analysis before" : ""}. ${result.n === null ? "" : `n = ${result.n}.`}`),
      el("p", { class: "trial-first" }, result.first),
      el("p", { class: "trial-beside", html: `<strong>Published beside it.</strong> ${result.beside}` }),
    ];
  }

  // --- the path -------------------------------------------------------------------------------------------------------

  showPath() {
    const path = this.model.get("path");
    const { axis, groups, names } = this.content;
    if (!path.length) {
      this.path.replaceChildren();
      return;
    }
    const words = (key) => key.split("|").map((value, i) => groups[i].options.find(([one]) => one === value)[2]).join(" · ");
    const rows = [...path].reverse().map((key) => {
      const { doses } = this.results[key];
      const here = key === this.key;
      return el("tr", { class: here ? "here" : "" },
        el("th", { scope: "row" }, `${path.indexOf(key) + 1}. ${words(key)}`, here ? el("span", { class: "visually-hidden" }, " (shown above)") : null),
        el("td", { class: "trial-mini" }, intervalRow(axis, doses.map((one, i) => ({ ...one, shape: TRIAL_SHAPES[i][0], className: TRIAL_SHAPES[i][1], size: 3.5, y: 8 + 14 * i })), 30)),
        doses.map((one, i) => el("td", { class: "number", "data-label": names[i] }, one.text)));
    });
    const many = path.length >= TRIAL_WARN_FROM ? " Whoever reports only one of them hides how much the answer rests on the choices; a plan made before the trial ties them down." : "";
    this.path.replaceChildren(
      el("p", { class: "head" }, `Your path: ${path.length} ${path.length === 1 ? "analysis" : "analyses"} of one data set`),
      el("p", { class: "dcs-key" }, `Newest first, points against placebo.${many}`),
      el("table", {}, el("caption", { class: "visually-hidden" }, "The analyses that you have tried"),
        el("thead", {}, el("tr", {}, [`Choices`, "Picture", ...names].map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, rows)),
      el("div", { class: "dcs-buttons" }, el("button", { type: "button", onclick: () => this.clear() }, "Start again")));
  }

  clear() {
    this.before = null;
    this.also = "";
    this.settings = { ...this.content.start };
    this.tell("settings", { ...this.settings });
    this.tell("path", []);
    this.show();
    this.root.querySelector(".choices input:checked").focus();
  }
}

export default {
  render({ model, el: host }) {
    const explorer = new TrialExplorer(model, host);
    return () => explorer.close();
  },
};
