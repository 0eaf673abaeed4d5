// From posture to muscles: the learner marks muscles and sides for a drawn posture, then reads what the sources say of
// each choice. It needs no kernel, scores nothing and keeps nothing.
import { el, uniqueId } from "./dom.js";
import { neckComparison } from "./neck_comparison.js";
import { neckList } from "./neck_list.js";
import { NeckStage, neckWay } from "./neck_stage.js";
import { neckCapital, neckPlaceName } from "./neck_words.js";
import { PostureView, posed } from "./posture_drawing.js";

const REASONING_NEUTRAL = {
  neck_rotation_deg: 0, neck_tilt_deg: 0, neck_flexion_deg: 0, head_rotation_deg: 0, head_tilt_deg: 0, head_flexion_deg: 0,
};
const REASONING_VIEWS = { front: "Front", side: "Side, from their right", above: "Above" };
const REASONING_NARROW_PX = 640;

class NeckReasoning {
  constructor(model, host) {
    this.presentations = model.get("presentations");
    this.regions = new Map(model.get("regions").map((region) => [region.id, region]));
    this.number = 0;
    this.marked = new Set();
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.stage = new NeckStage({
      view: "back",
      links: model.get("links"),
      offered: (place) => this.regions.has(place.split("/")[0]),
      onChoose: (place) => this.mark(place),
      onView: () => this.wayTo(this.last),
      say: (text) => this.say(text),
    });
    this.list = neckList([...this.regions.values()], { sidesOf: () => ["right", "left"], onChoose: (place) => this.mark(place) });
    this.heads = Object.fromEntries(Object.keys(REASONING_VIEWS).map((name) => [name, new PostureView(name)]));
    this.figures = el("div", { class: "neck-heads" });
    this.words = el("p", { class: "neck-posture-words" });
    this.name = el("p", { class: "neck-posture-name", tabindex: "-1" });
    this.choice = el("p", { class: "neck-marked" });
    this.way = el("div", {});
    this.result = el("div", { class: "neck-result" });
    const id = uniqueId("neck-posture");
    this.select = el("select", { id, onchange: () => this.pose(Number(this.select.value)) },
      this.presentations.map((one, i) => el("option", { value: String(i) }, `${i + 1}. ${neckCapital(one.name)}`)));
    this.root = el("section", { class: "dc posture neck neck-reasoning", "aria-label": "From posture to muscles" },
      el("p", { class: "neck-education" }, model.get("education")),
      el("div", { class: "neck-movement" }, el("label", { for: id }, `Posture (${this.presentations.length} in all)`), this.select),
      this.name, this.figures, this.words,
      el("p", { class: "neck-task" }, "Which muscles could hold this posture, and on which side? Mark them in the picture or in the list."),
      this.stage.chooser,
      el("div", { class: "neck-main" }, this.stage.node, el("div", { class: "neck-beside" }, this.list.node), this.stage.more),
      this.way, this.choice,
      el("div", { class: "neck-actions" },
        el("button", { type: "button", class: "primary", onclick: () => this.compare() }, "Compare"),
        el("button", { type: "button", onclick: () => this.clear() }, "Clear the marks"),
        el("button", { type: "button", onclick: () => this.next() }, "Next posture")),
      this.result, this.spoken);
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.root.classList.toggle("narrow", entry.contentRect.width < REASONING_NARROW_PX));
    this.observer.observe(this.root);
    this.pose(0);
  }

  close() {
    this.observer.disconnect();
    this.stage.close();
  }

  say(text) {
    this.spoken.textContent = text;
  }

  get presentation() {
    return this.presentations[this.number];
  }

  pose(number) {
    this.number = number;
    this.select.value = String(number);
    const { name, words, angles, views } = this.presentation;
    const state = posed({ ...REASONING_NEUTRAL, ...angles });
    this.name.textContent = neckCapital(name);
    this.words.textContent = words;
    this.figures.replaceChildren(...views.map((view) => {
      this.heads[view].draw(state);
      this.heads[view].svg.setAttribute("aria-label", `${REASONING_VIEWS[view]} view of head, neck and shoulders: ${name}`);
      return el("figure", { class: "dcp-view" }, this.heads[view].svg, el("figcaption", {}, REASONING_VIEWS[view]));
    }));
    this.clear();
  }

  next() {
    this.pose((this.number + 1) % this.presentations.length);
    this.name.focus();
  }

  mark(place) {
    if (!this.marked.delete(place)) this.marked.add(place);
    this.say(`${neckCapital(neckPlaceName(place))} ${this.marked.has(place) ? "marked" : "no longer marked"}.`);
    this.show();
    this.last = place;
    this.wayTo(place);
  }

  clear() {
    this.marked = new Set();
    this.last = null;
    this.wayTo(null);
    this.show();
  }

  // After a change the earlier comparison no longer fits.
  show() {
    this.result.replaceChildren();
    this.stage.setMarks(new Map(), new Map());
    this.stage.setChosen(this.marked);
    this.list.setChosen(this.marked);
    const names = [...this.marked].map(neckPlaceName);
    this.choice.textContent = names.length ? `Marked: ${names.join("; ")}.` : "Nothing is marked yet.";
  }

  wayTo(place) {
    const way = place && this.marked.has(place) ? neckWay(this.stage, place) : null;
    if (way) way.prepend(`${neckCapital(neckPlaceName(place))} is marked. `);
    this.way.replaceChildren(...(way ? [way] : []));
  }

  compare() {
    if (!this.marked.size) {
      this.say("Mark at least one muscle first.");
      this.choice.textContent = "Mark at least one muscle first.";
      return;
    }
    const { node, marks, tags, summary } = neckComparison(this.presentation, this.regions, this.marked);
    this.stage.setMarks(marks, tags);
    this.result.replaceChildren(node);
    this.say(summary);
  }
}

export default {
  render({ model, el: host }) {
    const exercise = new NeckReasoning(model, host);
    return () => exercise.close();
  },
};
