// Judging the public article: one claim at a time, the learner's verdict first, then the course's, its reason and how near
// the two are. Judgements live in the widget of this session only; what is written stays in the page.
import { el, uniqueId } from "./dom.js";
import { simulatorChooser } from "./simulator_controls.js";

const VERDICT_NARROW_PX = 620;
const VERDICT_NEAR = {
  0: ["✓", "The same verdict."],
  1: ["≈", "Near: one step away."],
};
const VERDICT_FAR = "↔";

class VerdictExercise {
  constructor(model, host) {
    this.model = model;
    this.content = model.get("content");
    this.order = this.content.verdicts.map(([verdict]) => verdict);
    this.current = null;
    this.assemble();
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.root.classList.toggle("narrow", entry.contentRect.width < VERDICT_NARROW_PX));
    this.observer.observe(this.root);
    this.pose(this.next());
  }

  close() {
    this.observer.disconnect();
  }

  assemble() {
    const { content } = this;
    const id = uniqueId("verdict-part");
    const count = (section) => content.claims.filter((claim) => claim.section === section).length;
    this.part = el("select", { id, onchange: () => this.choosePart(this.part.value) },
      el("option", { value: "" }, `All parts (${content.claims.length})`),
      content.sections.map((section) => el("option", { value: section }, `${section[0].toUpperCase()}${section.slice(1)} (${count(section)})`)));
    this.part.value = this.model.get("section");
    this.progress = el("p", { class: "verdict-progress", role: "status" });
    this.bar = el("div", { class: "verdict-bar", "aria-hidden": "true" });
    this.main = el("div", { class: "verdict-main" });
    this.root = el("section", { class: "dc simulator outcome verdict-exercise", "aria-label": `Exercise: ${content.title}` },
      el("p", { class: "dcs-kicker" }, "Exercise"),
      el("p", { class: "dcs-title" }, content.title),
      el("p", { class: "dcs-lede" }, content.lede),
      el("div", { class: "verdict-part" }, el("label", { for: id }, "Part of the article"), this.part),
      this.progress, this.bar, this.main,
      el("p", { class: "verdict-practice" }, content.practice));
  }

  get judged() {
    return this.model.get("judged");
  }

  get offered() {
    const section = this.model.get("section");
    return this.content.claims.filter((claim) => !section || claim.section === section);
  }

  tell(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  choosePart(section) {
    this.tell("section", section);
    this.pose(this.next());
  }

  // The first claim that is not judged yet, after the one at hand and then from the beginning.
  next() {
    const start = this.offered.indexOf(this.current) + 1;
    return [...this.offered.slice(start), ...this.offered.slice(0, start)].find((claim) => !(claim.id in this.judged)) ?? null;
  }

  steps(claim) {
    return Math.abs(this.order.indexOf(this.judged[claim.id]) - this.order.indexOf(claim.verdict));
  }

  count() {
    const done = this.offered.filter((claim) => claim.id in this.judged);
    const by = (test) => done.filter((claim) => test(this.steps(claim))).length;
    const tally = done.length ? `: ${by((steps) => steps === 0)} the same verdict, ${by((steps) => steps === 1)} near, ${by((steps) => steps > 1)} further away` : "";
    this.progress.textContent = `${done.length} of ${this.offered.length} judged${tally}.`;
    this.bar.style.setProperty("--done", `${(100 * done.length) / this.offered.length}%`);
  }

  // --- a claim to judge -----------------------------------------------------------------------------------------------

  pose(claim, focus = false) {
    this.current = claim;
    this.count();
    if (!claim) {
      this.showEnd(focus);
      return;
    }
    this.chosen = null;
    const id = uniqueId("verdict-why");
    const chooser = simulatorChooser("Your verdict", this.content.verdicts.map(([verdict, meaning]) => [verdict, `${verdict[0].toUpperCase()}${verdict.slice(1)}: ${meaning}`]), (value) => { this.chosen = value; });
    chooser.node.classList.add("verdict-choices");
    this.why = el("textarea", { id, rows: "2", autocomplete: "off" });
    this.status = el("p", { class: "dcs-status", role: "status" });
    const quote = this.claimText(claim);
    this.main.replaceChildren(quote, chooser.node,
      el("div", { class: "verdict-why" }, el("label", { for: id }, "Why? (if you like; not stored)"), this.why),
      el("div", { class: "dcs-buttons" },
        el("button", { type: "button", class: "primary", onclick: () => this.judge() }, "Judge"),
        el("button", { type: "button", onclick: () => this.pose(this.next() ?? claim, true) }, "Another claim")),
      this.status);
    if (focus) quote.focus({ preventScroll: true });
  }

  claimText(claim) {
    return el("figure", { class: "verdict-claim", tabindex: "-1" }, el("blockquote", {}, claim.claim), el("figcaption", {}, `The article, on ${claim.section} · ${claim.id}`));
  }

  judge() {
    if (!this.chosen) {
      this.status.textContent = "Choose a verdict first.";
      return;
    }
    const claim = this.current;
    this.tell("judged", { ...this.judged, [claim.id]: this.chosen });
    this.count();
    this.showVerdict(claim, this.why.value.trim());
  }

  // --- what the course says -------------------------------------------------------------------------------------------

  showVerdict(claim, reason) {
    const steps = this.steps(claim);
    const [sign, words] = VERDICT_NEAR[steps] ?? [VERDICT_FAR, `${steps} steps away.`];
    const result = el("p", { class: "verdict-near", tabindex: "-1" }, el("span", { class: "verdict-sign", "aria-hidden": "true" }, sign), ` ${words}`);
    const yours = this.judged[claim.id];
    const ladder = el("ol", { class: "verdict-ladder", "aria-label": "The five verdicts, from the kindest to the harshest" }, this.order.map((verdict) => el("li", { class: `${verdict === claim.verdict ? "ours" : ""} ${verdict === yours ? "yours" : ""}` },
      el("span", {}, verdict), verdict === yours ? el("span", { class: "verdict-tag" }, "yours") : null, verdict === claim.verdict ? el("span", { class: "verdict-tag" }, "this course's") : null)));
    const next = this.next();
    this.main.replaceChildren(this.claimText(claim), result, ladder,
      ...(reason ? [el("p", { class: "verdict-yours" }, el("strong", {}, "You wrote: "), reason)] : []),
      el("div", { class: "verdict-reason" }, el("p", {}, "This course's verdict: ", el("strong", {}, `${claim.verdict}. `), "Why:"), el("div", { html: claim.why }),
        el("p", { class: "verdict-sources", html: `Sources: ${claim.sources}` })),
      el("div", { class: "dcs-buttons" },
        el("button", { type: "button", class: "primary", onclick: () => this.pose(next, true) }, next ? "Next claim" : "To the end"),
        el("button", { type: "button", onclick: () => this.again(claim) }, "Judge this one again")));
    result.focus({ preventScroll: true });
  }

  again(claim) {
    const { [claim.id]: gone, ...others } = this.judged;
    this.tell("judged", others);
    this.pose(claim, true);
  }

  showEnd(focus) {
    const end = el("p", { class: "verdict-end", tabindex: "-1" }, "You have judged every claim of this part. The table below the exercise holds them all.");
    const clear = () => {
      const here = new Set(this.offered.map((claim) => claim.id));
      this.tell("judged", Object.fromEntries(Object.entries(this.judged).filter(([id]) => !here.has(id))));
      this.pose(this.next(), true);
    };
    this.main.replaceChildren(end, el("div", { class: "dcs-buttons" }, el("button", { type: "button", onclick: clear }, "Judge this part again")));
    if (focus) end.focus({ preventScroll: true });
  }
}

export default {
  render({ model, el: host }) {
    const exercise = new VerdictExercise(model, host);
    return () => exercise.close();
  },
};
