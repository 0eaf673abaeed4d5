// The posture explorer: three views of one figure, sliders, the posture's name, and practice. It needs no kernel.
import { el, uniqueId } from "./dom.js";
import {
  NAMED_POSTURES, components, described_in_words, entries, posture_name, shifts, sum_in_words,
} from "./posture_geometry.js";
import { PostureView, posed, warmUp } from "./posture_drawing.js";
import { SLIDER_GROUPS, angleShown, sliderPanel } from "./posture_controls.js";
import { capital, explain, formGroups, movementsInWords, taskText } from "./posture_practice.js";

const NARROW_PX = 600;
const SPEAK_AFTER_MS = 600;
const VIEW_NAMES = ["front", "side", "above"];
const VIEW_TITLES = { front: "Front", side: "Side, from their right", above: "Above" };
const NEUTRAL = {
  neck_rotation_deg: 0, neck_tilt_deg: 0, neck_flexion_deg: 0, head_rotation_deg: 0, head_tilt_deg: 0, head_flexion_deg: 0,
};

class PostureExplorer {
  constructor(model, host) {
    this.model = model;
    this.posture = { ...NEUTRAL, ...model.get("posture") };
    this.mode = "explore";
    this.taskNumber = 0;
    this.stale = new Set(VIEW_NAMES);
    this.root = el("section", { class: "dc posture", "aria-label": "Posture explorer", "data-mode": "explore", "data-view": "front" });
    this.build();
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.fit(entry.contentRect.width));
    this.observer.observe(this.root);
    this.heard = () => {
      const given = { ...NEUTRAL, ...model.get("posture") };
      if (this.mode === "explore" && Object.keys(NEUTRAL).some((key) => given[key] !== this.posture[key])) this.move(given);
    };
    model.on("change:posture", this.heard);
    this.show();
    warmUp(Object.values(NAMED_POSTURES));
  }

  close() {
    this.observer.disconnect();
    clearTimeout(this.speaking);
    this.model.off("change:posture", this.heard);
  }

  // --- what is on the page --------------------------------------------------------------------------------------------

  build() {
    this.views = Object.fromEntries(VIEW_NAMES.map((name) => [name, new PostureView(name)]));
    this.name = el("p", { class: "dcp-name" });
    this.sums = el("p", { class: "dcp-sums" });
    this.words = el("span", {});
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.sliders = sliderPanel(() => this.posture, (posture) => this.move(posture), () => this.keep());
    this.task = el("p", { class: "dcp-task", tabindex: "-1" });
    this.taskCount = el("p", { class: "dcp-count" });
    this.answers = el("fieldset", { class: "dcp-answers" });
    this.feedback = el("div", { class: "dcp-feedback", role: "status" });
    this.checkButton = el("button", { type: "button", class: "primary", onclick: () => this.check() }, "Check");
    this.showButton = el("button", { type: "button", onclick: () => this.showTarget() }, "Show it");
    this.nextButton = el("button", { type: "button", onclick: () => this.next() }, "Next task");
    this.table = el("tbody", {});
    this.namedButtons = new Map();
    this.root.append(
      this.modeChooser(),
      el("div", { class: "dcp-work" },
        el("div", { class: "dcp-stage" },
          el("div", { class: "dcp-in-practice" }, this.taskCount, this.task),
          this.viewChooser(),
          el("div", { class: "dcp-views" }, VIEW_NAMES.map((name) =>
            el("figure", { class: "dcp-view", "data-view": name },
              this.views[name].svg, el("figcaption", {}, VIEW_TITLES[name])))),
          el("div", { class: "dcp-readout dcp-in-explore" },
            el("div", { class: "dcp-named-now" }, this.name, this.sums),
            el("button", { type: "button", class: "dcp-neutral", onclick: () => this.set(NEUTRAL) }, "Neutral"))),
        this.sliders.node,
        el("div", { class: "dcp-in-practice" }, this.answers,
          el("div", { class: "dcp-buttons" }, this.checkButton, this.showButton, this.nextButton), this.feedback)),
      el("div", { class: "dcp-in-explore" },
        this.namedList(),
        el("p", { class: "dcp-words" }, el("strong", {}, "In words: "), this.words),
        el("details", {}, el("summary", {}, "Angles as a table"), this.angleTable())),
      el("details", { class: "dcp-about" }, el("summary", {}, "About this drawing"), el("div", { html: this.model.get("about") })),
      el("div", { class: "dcp-caption", html: this.model.get("caption") }),
      this.spoken,
    );
  }

  chooser(className, legend, options, chosen, change) {
    const name = uniqueId("posture");
    return el("fieldset", { class: `dcp-chooser ${className}` }, el("legend", { class: "visually-hidden" }, legend),
      options.map(([value, label]) => {
        const id = uniqueId("posture");
        return el("label", { for: id },
          el("input", { id, type: "radio", name, value, checked: value === chosen, onchange: () => change(value) }), el("span", {}, label));
      }));
  }

  modeChooser() {
    return this.chooser("dcp-modes", "What to do", [["explore", "Explore"], ["practice", "Practise"]], "explore", (mode) => this.turnTo(mode));
  }

  viewChooser() {
    const options = VIEW_NAMES.map((name) => [name, capital(name)]);
    return this.chooser("dcp-only-narrow", "View", options, "front", (view) => {
      this.root.dataset.view = view;
      this.draw();
    });
  }

  namedList() {
    const groups = formGroups(Object.keys(NAMED_POSTURES)).map(([title, names]) => {
      const id = uniqueId("posture-forms");
      return el("div", { role: "group", "aria-labelledby": id }, el("p", { id }, title),
        el("div", { class: "dcp-forms" }, names.map((name) => {
          const button = el("button", { type: "button", onclick: () => this.set(NAMED_POSTURES[name]) }, name);
          this.namedButtons.set(name, button);
          return button;
        })));
    });
    this.namedDetails = el("details", { class: "dcp-named" }, el("summary", {}, "Set to a named posture"), el("div", { class: "dcp-form-groups" }, groups));
    return this.namedDetails;
  }

  angleTable() {
    this.cells = SLIDER_GROUPS.flatMap((group) => group.sliders.map((slider) => {
      const cell = el("td", {});
      this.table.append(el("tr", {}, el("th", { scope: "row" }, group.key === "shift" ? slider.label : `${capital(group.key)}: ${slider.label.toLowerCase()}`), cell));
      return { slider, cell };
    }));
    return el("table", {}, el("caption", {}, "Angle of the head against the neck and of the neck against the trunk. Sides are the person's."),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Movement"), el("th", { scope: "col" }, "Angle"))), this.table);
  }

  // --- moving ---------------------------------------------------------------------------------------------------------

  move(posture) {
    this.posture = posture;
    this.show();
  }

  set(posture) {
    this.move({ ...NEUTRAL, ...posture });
    this.keep();
  }

  // Tells the notebook where the sliders are, once a movement has ended.
  keep() {
    if (this.mode !== "explore") return;
    this.model.set("posture", { ...this.posture });
    this.model.save_changes();
  }

  show() {
    this.stale = new Set(VIEW_NAMES);
    this.draw();
    this.sliders.show(this.posture);
    this.label();
    clearTimeout(this.speaking);
    if (this.mode === "explore" && this.started) this.speaking = setTimeout(() => this.speak(), SPEAK_AFTER_MS);
    this.started = true;
  }

  draw() {
    const wanted = VIEW_NAMES.filter((name) => this.stale.has(name) && (!this.narrow || this.root.dataset.view === name));
    if (wanted.length === 0) return;
    const state = posed(this.posture);
    for (const name of wanted) {
      this.views[name].draw(state);
      this.stale.delete(name);
    }
  }

  fit(width) {
    const narrow = width < NARROW_PX;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.root.classList.toggle("narrow", narrow);
    this.namedDetails.open = !narrow;
    this.draw();
  }

  // Names and words that follow the drawing. In practice the name is what is asked, so only the movements are told.
  label() {
    const practising = this.mode === "practice";
    const description = practising ? movementsInWords(this.posture) : described_in_words(this.posture);
    const short = practising ? "the same posture" : posture_name(this.posture);
    for (const name of VIEW_NAMES) {
      const title = `${VIEW_TITLES[name]} view of head, neck and shoulders`;
      this.views[name].svg.setAttribute("aria-label", name === "front" ? `${title}. ${description}` : `${title}: ${short}.`);
    }
    if (practising) return;
    const [leading, ...others] = entries(this.posture).map((entry) => entry.name);
    this.name.replaceChildren(el("strong", {}, capital(leading ?? "neutral")), others.length ? ` with ${others.join(", ")}` : "");
    this.sums.textContent = shifts(this.posture).map(sum_in_words).join("; ");
    this.words.textContent = description;
    for (const { slider, cell } of this.cells) {
      const text = angleShown(slider, slider.read(this.posture));
      if (cell.textContent !== text) cell.textContent = text;
    }
    const present = [...components(this.posture), ...shifts(this.posture)].map((one) => one.name);
    for (const [name, button] of this.namedButtons) button.classList.toggle("present", present.includes(name));
  }

  speak() {
    const text = described_in_words(this.posture);
    if (this.spoken.textContent !== text) this.spoken.textContent = text;
  }

  // --- practice -------------------------------------------------------------------------------------------------------

  turnTo(mode) {
    this.mode = mode;
    this.root.dataset.mode = mode;
    this.spoken.textContent = "";
    if (mode === "practice") this.begin();
    else this.set(NEUTRAL);
  }

  get current() {
    const tasks = this.model.get("tasks");
    return tasks[this.taskNumber % tasks.length];
  }

  begin() {
    const task = this.current;
    this.root.dataset.ask = task.ask;
    this.taskCount.textContent = `Task ${(this.taskNumber % this.model.get("tasks").length) + 1} of ${this.model.get("tasks").length}`;
    this.task.textContent = taskText(this.filled());
    this.feedback.replaceChildren();
    this.feedback.className = "dcp-feedback";
    this.showButton.hidden = true;
    this.move({ ...NEUTRAL, ...(task.ask === "set" ? {} : task.options[task.answer]) });
    this.answers.replaceChildren();
    if (task.ask === "set") return;
    const name = uniqueId("posture-answer");
    this.answers.append(el("legend", {}, "Which name fits? Sides are the person's."), ...task.options.map((option, i) => {
      const id = uniqueId("posture-answer");
      return el("label", { for: id, class: "dcp-answer" },
        el("input", { id, type: "radio", name, value: String(i) }), el("span", {}, capital(posture_name({ ...NEUTRAL, ...option }))));
    }));
  }

  check() {
    const task = this.filled();
    let answer = this.posture;
    if (task.ask === "name") {
      const chosen = this.answers.querySelector("input:checked");
      if (chosen === null) {
        this.say("", "Choose a name first.");
        return;
      }
      answer = task.options[Number(chosen.value)];
    }
    const { correct, sentences } = explain(task, answer);
    this.showButton.hidden = correct || task.ask === "name";
    this.say(correct ? "good" : "bad", correct ? "Correct." : "Not correct.", sentences);
  }

  // The task with every angle of its postures filled in.
  filled() {
    const task = this.current;
    const full = (posture) => ({ ...NEUTRAL, ...posture });
    return task.ask === "set" ? { ...task, target: full(task.target) } : { ...task, options: task.options.map(full) };
  }

  say(mark, verdict, sentences = []) {
    this.feedback.className = `dcp-feedback ${mark}`;
    const icon = mark === "good" ? "✓ " : mark === "bad" ? "✗ " : "";
    this.feedback.replaceChildren(
      el("p", { class: "dcp-verdict" }, icon ? el("span", { "aria-hidden": "true" }, icon) : null, verdict),
      ...(sentences.length ? [el("ul", {}, sentences.map((sentence) => el("li", {}, sentence)))] : []));
    this.feedback.scrollIntoView({ block: "nearest" });
  }

  showTarget() {
    this.move(this.filled().target);
    this.say("", `The drawing now shows ${posture_name(this.posture)}.`, [movementsInWords(this.posture)]);
    this.showButton.hidden = true;
    this.checkButton.focus();
  }

  next() {
    this.taskNumber += 1;
    this.begin();
    this.task.focus();
  }
}

export default {
  render({ model, el: host }) {
    const explorer = new PostureExplorer(model, host);
    return () => explorer.close();
  },
};
