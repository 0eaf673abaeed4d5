// The neck map. Choosing in the picture and choosing in the list are one and the same. It needs no kernel.
import { el } from "./dom.js";
import { neckList } from "./neck_list.js";
import { neckPanel, neckSpoken } from "./neck_panel.js";
import { neckMovementQuestion } from "./neck_question.js";
import { NeckStage, neckWay } from "./neck_stage.js";
import { neckCapital, neckPlaceName, neckRegionOf } from "./neck_words.js";

const NECK_NARROW_PX = 640;
const NECK_SPEAK_MS = 250;

class NeckExplorer {
  constructor(model, host) {
    this.model = model;
    this.regions = new Map(model.get("regions").map((region) => [region.id, region]));
    this.chosen = null; // fixed
    this.pointed = null;
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.panel = el("section", { class: "neck-panel", "aria-label": "Chosen region" });
    this.stage = new NeckStage({
      view: model.get("view"),
      links: model.get("links"),
      onChoose: (place) => this.choose(place),
      onPoint: (place) => this.point(place),
      onView: () => this.seen(),
      say: (text) => this.say(text),
    });
    this.list = neckList([...this.regions.values()], {
      sidesOf: (region) => (region.id === "pharynx" ? ["middle"] : ["right", "left"]),
      onChoose: (place) => this.choose(place),
    });
    this.question = neckMovementQuestion(model.get("movements"), model.get("regions"), {
      onMarks: (marks, tags) => {
        this.stage.setMarks(marks, tags);
        this.lookForMarks();
      },
      onChoose: (place) => this.choose(place, true),
      say: (text) => this.say(text),
    });
    this.beside = el("div", { class: "neck-beside" }, this.panel, this.question.notes);
    this.main = el("div", { class: "neck-main" }, this.stage.node, this.beside, this.stage.more);
    this.root = el("section", { class: "dc neck", "aria-label": "Neck map" },
      this.stage.chooser, this.question.chooser, this.main,
      this.list.node,
      el("details", { class: "neck-about" }, el("summary", {}, "About this drawing"), el("div", { html: model.get("about") })),
      this.spoken);
    host.append(this.root);
    this.observer = new ResizeObserver(([entry]) => this.arrange(entry.contentRect.width < NECK_NARROW_PX));
    this.observer.observe(this.root);
    this.arrange(false);
    this.heard = () => {
      if (model.get("view") !== this.stage.viewId) this.stage.show(model.get("view"));
    };
    model.on("change:view", this.heard);
    this.tell();
  }

  close() {
    this.observer.disconnect();
    this.stage.close();
    clearTimeout(this.speaking);
    this.model.off("change:view", this.heard);
  }

  // The names of the marked muscles stand beside the picture, or above it where there is no room beside it.
  arrange(narrow) {
    this.root.classList.toggle("narrow", narrow);
    const { names } = this.question;
    if (names.parentNode !== (narrow ? this.main : this.beside)) (narrow ? this.main : this.beside).prepend(names);
  }

  say(text) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.spoken.textContent = text), NECK_SPEAK_MS);
  }

  // Pressing what is chosen lets go of it; `keep` does not.
  choose(place, keep = false) {
    this.chosen = this.chosen === place && !keep ? null : place;
    const chosen = new Set(this.chosen ? [this.chosen] : []);
    this.stage.setChosen(chosen);
    this.list.setChosen(chosen);
    this.tell();
    if (this.chosen) this.say(`Chosen: ${neckSpoken(this.regions.get(neckRegionOf(place)), place)}`);
    else this.say(`${neckCapital(neckPlaceName(place))} is no longer chosen.`);
  }

  point(place) {
    if (this.pointed === place) return;
    this.pointed = place;
    if (this.chosen) return;
    this.tell();
    if (place) this.say(neckSpoken(this.regions.get(neckRegionOf(place)), place));
  }

  // What was pointed at and is not in the picture any more is forgotten; what is chosen stays.
  seen() {
    if (this.pointed && !this.stage.picture.has(this.pointed)) this.pointed = null;
    this.lookForMarks();
    this.tell();
  }

  // On the side that the view leaves out, and in a layer that is taken off, nothing is drawn.
  lookForMarks() {
    this.question.see((place) => this.stage.whereIs(place).where);
  }

  tell() {
    const place = this.chosen ?? this.pointed;
    this.panel.classList.toggle("chosen", this.chosen !== null);
    if (!place) {
      this.panel.replaceChildren(el("p", { class: "neck-hint" }, "Point to a region, or choose one in the picture or in the list below. What is known about it stands here."));
      return;
    }
    const way = this.chosen ? neckWay(this.stage, place) : null;
    this.panel.replaceChildren(...neckPanel(this.regions.get(neckRegionOf(place)), place, way));
  }
}

export default {
  render({ model, el: host }) {
    const explorer = new NeckExplorer(model, host);
    return () => explorer.close();
  },
};
