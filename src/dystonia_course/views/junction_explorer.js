// The junction, drawn: steps from nerve impulse to contraction, from toxin to recovery. It needs no kernel.
import { el, guardInside, svg, uniqueId } from "./dom.js";
import { MAP_BOX, cutMap, cutMapInWords } from "./junction_cut_map.js";
import { closeUpPicture, wholePicture } from "./junction_scenes.js";

const NARROW_JUNCTION_PX = 560;
const WIDE_JUNCTION_PX = 820;
const FILM_MS = 2600;
const SAY_AFTER_MS = 400;
const LABEL_PX = { narrow: 11.25, middle: 12, wide: 12 };
// On a narrow screen these steps begin with their close-up.
const CLOSE_UP_FIRST = new Set(["zipper", "binding", "uptake", "crossing", "cut", "renewal", "sprouts"]);
const MAP_CAPTION = "Where each type cuts. Striped: the part in a membrane; small lines: lipids that hold SNAP-25.";
const STEP_KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class JunctionExplorer {
  constructor(model, host) {
    this.model = model;
    this.steps = model.get("steps");
    this.types = model.get("toxin_types");
    this.root = el("section", { class: "dc junction", "aria-label": "The junction, drawn" });
    this.build();
    host.append(this.root);
    this.observer = new ResizeObserver(() => this.fit());
    [this.root, this.whole, this.closeUp, this.map].forEach((node) => this.observer.observe(node));
    this.stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.stillChanged = () => this.allowFilm();
    this.stillness.addEventListener("change", this.stillChanged);
    this.allowFilm();
    this.heard = () => this.show();
    model.on("change:step", this.heard);
    model.on("change:toxin_type", this.heard);
    this.show();
  }

  close() {
    this.stopFilm();
    clearTimeout(this.saying);
    this.observer.disconnect();
    this.stillness.removeEventListener("change", this.stillChanged);
    this.model.off("change:step", this.heard);
    this.model.off("change:toxin_type", this.heard);
  }

  // --- what is on the page --------------------------------------------------------------------------------------------

  build() {
    const picture = (viewBox, name) => svg("svg", { viewBox, class: `dcj-drawing dcj-${name}`, role: "img", focusable: "false" });
    this.whole = picture("0 0 360 400", "whole");
    this.closeUp = picture("0 0 360 400", "close-up");
    this.map = picture(MAP_BOX, "map");
    this.count = el("p", { class: "dcj-count" });
    this.name = el("p", { class: "dcj-name" });
    const button = (text, act, className = "") => el("button", { type: "button", class: className, onclick: act }, text);
    this.previous = button("Previous", () => this.go(-1));
    this.next = button("Next", () => this.go(1), "primary");
    this.film = button("Play this step", () => this.playFilm(), "dcj-film");
    this.words = el("div", { class: "dcj-words" });
    this.typeWords = el("p", { class: "dcj-type-words" });
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.chips = new Map();
    this.radios = new Map();
    this.root.append(
      el("div", { class: "dcj-bar", onkeydown: (event) => this.key(event) },
        el("div", { class: "dcj-where" }, this.count, this.name),
        el("div", { class: "dcj-buttons" }, this.previous, this.next, this.film)),
      el("div", { class: "dcj-body" },
        this.stepList(),
        el("div", { class: "dcj-types" }, this.typeChooser(), this.typeWords),
        el("figure", { class: "dcj-figure", "data-view": "whole" }, this.whole, el("figcaption", {}, "The whole junction")),
        el("figure", { class: "dcj-figure", "data-view": "close-up" }, this.closeUp, this.caption = el("figcaption", {})),
        this.words,
        el("figure", { class: "dcj-map-figure" }, this.map, el("figcaption", {}, MAP_CAPTION))),
      el("details", { class: "dcj-about" }, el("summary", {}, "About this drawing"), el("div", { html: this.model.get("about") })),
      this.spoken,
    );
  }

  stepList() {
    const parts = new Map();
    for (const step of this.steps) parts.set(step.part, [...(parts.get(step.part) ?? []), step]);
    const groups = [...parts].map(([part, steps]) => {
      const id = uniqueId("junction-part");
      return el("div", { class: "dcj-part" }, el("p", { id }, part),
        el("ol", { "aria-labelledby": id, start: String(this.steps.indexOf(steps[0]) + 1) }, steps.map((step) => {
          const number = this.steps.indexOf(step) + 1;
          const chip = el("button", { type: "button", tabindex: "-1", onclick: () => this.turnTo(step.id) },
            el("span", { class: "dcj-number" }, String(number)), el("span", {}, step.name));
          this.chips.set(step.id, chip);
          return el("li", {}, chip);
        })));
    });
    this.list = el("details", { class: "dcj-steps", open: true }, el("summary", {}, `All ${this.steps.length} steps`),
      el("div", { class: "dcj-parts", role: "toolbar", "aria-label": "Steps", "aria-orientation": "vertical", onkeydown: (event) => this.key(event) }, groups));
    return this.list;
  }

  typeChooser() {
    const name = uniqueId("junction-type");
    return el("fieldset", {}, el("legend", {}, "Type of toxin"), el("div", { class: "dcj-radios" }, this.types.map((type) => {
      const id = uniqueId("junction-type");
      const radio = el("input", { id, type: "radio", name, value: type.id, onchange: () => this.choose(type.id) });
      this.radios.set(type.id, radio);
      return el("label", { for: id }, radio, el("span", {}, type.id));
    })));
  }

  // --- moving ---------------------------------------------------------------------------------------------------------

  get index() {
    return Math.max(0, this.steps.findIndex((step) => step.id === this.model.get("step")));
  }

  get type() {
    return this.types.find((type) => type.id === this.model.get("toxin_type")) ?? this.types[0];
  }

  go(by) {
    const goal = Math.min(this.steps.length - 1, Math.max(0, this.index + by));
    if (goal !== this.index) this.turnTo(this.steps[goal].id);
  }

  turnTo(id) {
    this.keep("step", id);
  }

  choose(id) {
    this.keep("toxin_type", id);
  }

  // The model tells the change back, and `show` draws it.
  keep(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("summary")) return;
    const inList = event.target.closest(".dcj-parts") !== null;
    const last = this.steps.length - 1;
    const goal = { Home: 0, End: last }[event.key] ?? (event.key in STEP_KEYS ? Math.min(last, Math.max(0, this.index + STEP_KEYS[event.key])) : null);
    if (goal === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (goal !== this.index) this.turnTo(this.steps[goal].id);
    if (inList) this.chips.get(this.steps[goal].id).focus({ preventScroll: false });
  }

  // --- drawing --------------------------------------------------------------------------------------------------------

  show() {
    this.stopFilm();
    const step = this.steps[this.index];
    const { type } = this;
    this.root.dataset.step = step.id;
    this.root.dataset.type = type.id;
    this.root.dataset.main = CLOSE_UP_FIRST.has(step.id) ? "close-up" : "whole";
    this.count.textContent = `Step ${this.index + 1} of ${this.steps.length} · ${step.part}`;
    this.name.textContent = step.name;
    this.previous.setAttribute("aria-disabled", String(this.index === 0));
    this.next.setAttribute("aria-disabled", String(this.index === this.steps.length - 1));
    for (const [id, chip] of this.chips) {
      const here = id === step.id;
      chip.setAttribute("tabindex", here ? "0" : "-1");
      if (here) chip.setAttribute("aria-current", "step");
      else chip.removeAttribute("aria-current");
    }
    for (const [id, radio] of this.radios) radio.checked = id === type.id;
    const unsettled = step.unsettled && `<div class="dcj-unsettled"><p class="dcj-unsettled-head">Not settled</p>${step.unsettled}</div>`;
    this.words.innerHTML = step.words + (step.by_type[type.id] ?? "") + unsettled;
    guardInside(this.words);
    this.typeWords.textContent = `${type.name}. ${type.words}`;
    this.caption.textContent = step.id === "sprouts" ? "Two readings of the same weeks" : "Close-up of what the frame marks";
    this.whole.setAttribute("aria-label", `The whole junction, step ${this.index + 1}: ${step.name}. ${step.picture}`);
    const close = [step.close_up, step.close_up_by_type[type.id]].filter(Boolean).join(" ");
    this.closeUp.setAttribute("aria-label", `Close-up, step ${this.index + 1}: ${step.name}. ${close}`);
    this.draw(1);
    if (this.drawnType !== type.id) {
      this.map.innerHTML = cutMap(type.id);
      this.map.setAttribute("aria-label", cutMapInWords(type.id));
    }
    this.announce(step, type);
  }

  draw(t) {
    const step = this.steps[this.index];
    this.whole.innerHTML = wholePicture(step.id, t);
    this.closeUp.innerHTML = closeUpPicture(step.id, t, this.type.id);
  }

  // Says what has changed, once the learner rests on it.
  announce(step, type) {
    const typeChanged = this.drawnType !== undefined && this.drawnType !== type.id;
    this.drawnType = type.id;
    const first = this.shown === undefined;
    const changed = this.shown !== step.id;
    this.shown = step.id;
    if (first) return;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      const head = changed ? `Step ${this.index + 1} of ${this.steps.length}: ${step.name}.` : typeChanged ? `${type.name}.` : "";
      this.spoken.textContent = `${head} ${this.words.innerText.replace(/\s+/g, " ")}`.trim();
    }, SAY_AFTER_MS);
  }

  // --- the short film of a step, only on its button and never where motion is not wanted ------------------------------------

  allowFilm() {
    this.film.hidden = this.stillness.matches;
    if (this.stillness.matches && this.playing) {
      this.stopFilm();
      this.draw(1);
    }
  }

  playFilm() {
    if (this.stillness.matches) return;
    this.stopFilm();
    const begin = performance.now();
    const frame = (now) => {
      const t = Math.min(1, Math.max(0, (now - begin) / FILM_MS));
      this.draw(t);
      this.playing = t < 1 ? requestAnimationFrame(frame) : undefined;
      if (t === 1) this.root.removeAttribute("data-playing");
    };
    this.root.dataset.playing = "true";
    this.playing = requestAnimationFrame(frame);
  }

  stopFilm() {
    if (this.playing !== undefined) cancelAnimationFrame(this.playing);
    this.playing = undefined;
    this.root.removeAttribute("data-playing");
  }

  // --- the size of the page -------------------------------------------------------------------------------------------

  fit() {
    const width = this.root.clientWidth;
    const layout = width < NARROW_JUNCTION_PX ? "narrow" : width < WIDE_JUNCTION_PX ? "middle" : "wide";
    if (layout !== this.root.dataset.layout) {
      this.root.dataset.layout = layout;
      this.list.open = layout !== "narrow";
    }
    // Letters keep their size on the screen, whatever the size of the drawing.
    for (const node of [this.whole, this.closeUp, this.map]) {
      const drawn = node.clientWidth;
      if (drawn > 0) node.style.setProperty("--dcj-font", `${((LABEL_PX[layout] * 360) / drawn).toFixed(2)}px`);
    }
  }
}

export default {
  render({ model, el: host }) {
    const explorer = new JunctionExplorer(model, host);
    return () => explorer.close();
  },
};
