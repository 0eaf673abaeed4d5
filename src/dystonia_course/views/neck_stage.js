// The picture with what changes it: which view, which side of the person, which layers. Used by the map and by the
// reasoning exercise.
import { el, uniqueId } from "./dom.js";
import { drawNeckView } from "./neck_map.js";
import { NECK_VIEWS, neckView } from "./neck_views.js";
import { NECK_LAYER_NAMES, neckCapital, neckIsSection, neckPlaceName } from "./neck_words.js";

const NECK_VIEW_NAMES = { front: "Front", side: "Side", back: "Back", section_c4: "Section at C4", section_c1: "Section above C2" };
const NECK_KEYS = "In the picture, the arrow keys move from region to region, Enter or the space bar chooses.";

export class NeckStage {
  // `onChoose(place)` and `onPoint(place or null)` come from the picture; `onView()` follows every change of what is seen.
  // `links` are the sources of the measured depths, by claim. `offered(place)` says whether a place can be chosen; without it all can.
  constructor({ view = "front", links = {}, offered, onChoose, onPoint, onView, say }) {
    this.options = { links, offered, onChoose, onPoint, onView, say };
    this.viewId = view;
    this.side = "right";
    // What is on the page at first: without the skin where the skin would cover everything.
    this.hidden = new Map(NECK_VIEWS.map((one) => [one.id, new Set(neckIsSection(one) ? [] : ["skin"])]));
    this.chosen = new Set();
    this.marks = new Map();
    this.tags = new Map();
    this.frame = el("div", {});
    this.about = el("p", { class: "neck-about-view" });
    this.layerBox = el("fieldset", { class: "neck-layers" });
    this.views = neckRadios("View", "neck-views", NECK_VIEWS.map(({ id }) => [id, NECK_VIEW_NAMES[id]]), view, (id) => this.show(id));
    this.sides = neckRadios("Side of the person", "neck-sides", [["right", "Their right side"], ["left", "Their left side"]], "right", (side) => this.show("side", side));
    this.off = el("button", { type: "button", onclick: () => this.takeOff() });
    this.on = el("button", { type: "button", onclick: () => this.putBack() });
    this.node = el("div", { class: "neck-stage" }, this.frame, el("div", { class: "neck-layer-buttons" }, this.off, this.on));
    this.more = el("div", { class: "neck-more" }, this.layerBox, neckLegend(), this.about);
    this.chooser = el("div", { class: "neck-choosers" }, this.views.node, this.sides.node);
    this.draw();
  }

  close() {
    this.picture.close();
  }

  get view() {
    return neckView(this.viewId, this.side);
  }

  get taken() {
    return this.hidden.get(this.viewId);
  }

  draw() {
    this.picture?.close();
    const { offered, onChoose, onPoint } = this.options;
    const places = this.view.parts.map((one) => `${one.region}/${one.side}`);
    this.picture = drawNeckView(this.view, { hiddenLayers: this.taken, offered: offered ? new Set(places.filter(offered)) : null, onChoose, onPoint });
    this.frame.replaceChildren(this.picture.frame.node);
    this.picture.fit();
    this.picture.setMarks(this.marks, this.tags);
    this.picture.setChosen(this.chosen);
    this.sides.node.hidden = this.viewId !== "side";
    this.about.replaceChildren(`${this.view.description} `, ...this.depths(), NECK_KEYS);
    this.drawLayers();
  }

  // The rulers of a section in words, with their sources.
  depths() {
    const marks = this.view.depth_marks ?? [];
    if (!marks.length) return [];
    const words = marks.map(({ muscle, value, unit }) => `${muscle.replaceAll("-", " ")} ${value} ${unit}`).join(", ");
    const links = [...new Set(marks.map(({ claim }) => this.options.links[claim]).filter(Boolean))].join("; ");
    return [`Depths from the skin, measured in cadavers: ${words}`, el("span", { html: links ? ` (${links})` : "" }), ". "];
  }

  show(id, side = this.side) {
    this.viewId = id;
    this.side = side;
    this.views.set(id);
    this.sides.set(side);
    this.draw();
    this.options.say?.(this.view.description);
    this.options.onView?.();
  }

  // --- layers ---------------------------------------------------------------------------------------------------------

  get layers() {
    return this.view.layers.map(({ id }) => id).filter((id) => id !== "bone");
  }

  drawLayers() {
    this.boxes = new Map();
    const rows = this.view.layers.filter(({ id }) => id !== "bone").map(({ id }) => {
      const box = el("input", { type: "checkbox", checked: !this.taken.has(id), onchange: () => this.toggle(id) });
      this.boxes.set(id, box);
      return el("label", {}, box, el("span", {}, neckCapital(NECK_LAYER_NAMES[id])));
    });
    this.layerBox.replaceChildren(el("legend", {}, "Layers that are on"), ...rows);
    this.buttons();
  }

  buttons() {
    const next = this.layers.find((id) => !this.taken.has(id));
    const last = [...this.layers].reverse().find((id) => this.taken.has(id));
    this.off.textContent = next ? `Take off the ${NECK_LAYER_NAMES[next]}` : "No layer is left";
    this.off.setAttribute("aria-disabled", String(!next));
    this.on.textContent = last ? `Put back the ${NECK_LAYER_NAMES[last]}` : "All layers are on";
    this.on.setAttribute("aria-disabled", String(!last));
    for (const [id, box] of this.boxes) box.checked = !this.taken.has(id);
  }

  setHidden(hidden, words) {
    this.hidden.set(this.viewId, hidden);
    this.picture.setHidden(hidden);
    this.buttons();
    const count = this.picture.visible().length;
    this.options.say?.(`${words} ${count} regions can be chosen in the picture.`);
    this.options.onView?.();
  }

  toggle(layer) {
    const hidden = new Set(this.taken);
    if (!hidden.delete(layer)) hidden.add(layer);
    this.setHidden(hidden, `${neckCapital(NECK_LAYER_NAMES[layer])} ${hidden.has(layer) ? "taken off" : "put back"}.`);
  }

  takeOff() {
    const next = this.layers.find((id) => !this.taken.has(id));
    if (next) this.toggle(next);
  }

  putBack() {
    const last = [...this.layers].reverse().find((id) => this.taken.has(id));
    if (last) this.toggle(last);
  }

  // The layers that lie over this one; over the bones lie all.
  over(layer) {
    return layer === "bone" ? this.layers : this.layers.slice(0, this.layers.indexOf(layer));
  }

  // Lays this layer bare: what lies over it goes, it stays.
  bare(layer) {
    const over = this.over(layer);
    const hidden = new Set([...this.taken, ...over].filter((id) => id !== layer));
    this.setHidden(hidden, `${neckCapital(NECK_LAYER_NAMES[layer])} laid bare.`);
  }

  // --- what is chosen and marked --------------------------------------------------------------------------------------

  setChosen(chosen) {
    this.chosen = chosen;
    this.picture.setChosen(chosen);
  }

  setMarks(marks, tags) {
    this.marks = marks;
    this.tags = tags;
    this.picture.setMarks(marks, tags);
  }

  // Where a place can be seen: "here", "covered" (something lies over it), "off" (its layer is taken off), "side" (the
  // other side of the person is shown) or "elsewhere".
  whereIs(place) {
    const part = this.view.parts.find((one) => `${one.region}/${one.side}` === place);
    if (!part) {
      const [region] = place.split("/");
      return { where: this.view.parts.some((one) => one.region === region) ? "side" : "elsewhere" };
    }
    if (this.taken.has(part.layer)) return { where: "off", layer: part.layer };
    const covered = !neckIsSection(this.view) && this.over(part.layer).some((id) => !this.taken.has(id));
    return { where: covered ? "covered" : "here", layer: part.layer };
  }

  viewsOf(place) {
    return NECK_VIEWS.filter((view) => view.parts.some((one) => one.region === place.split("/")[0]));
  }
}

// A line that says where the place is, with buttons that lead to it. Empty where it is in plain sight. Such a button goes
// away when it is pressed, so the focus moves on to the place in the picture.
export function neckWay(stage, place) {
  const { where, layer } = stage.whereIs(place);
  const lead = (action) => {
    action();
    stage.picture.focus(place);
  };
  const go = (text, action) => el("button", { type: "button", class: "neck-small", onclick: () => lead(action) }, text);
  const name = neckCapital(neckPlaceName(place));
  const node = el("p", { class: "neck-way" });
  if (where === "covered") node.append("Other layers may lie over it. ", go(`Lay the ${NECK_LAYER_NAMES[layer]} bare`, () => stage.bare(layer)));
  if (where === "off") node.append(`Its layer is taken off. `, go(`Put the ${NECK_LAYER_NAMES[layer]} back`, () => stage.toggle(layer)));
  if (where === "side") node.append(`${name} is on the other side. `, go(`Show their ${place.split("/")[1]} side`, () => stage.show("side", place.split("/")[1])));
  if (where === "elsewhere") {
    node.append("It is not drawn in this view. Go to: ");
    for (const view of stage.viewsOf(place)) node.append(go(NECK_VIEW_NAMES[view.id], () => stage.show(view.id, place.split("/")[1] === "left" ? "left" : "right")), " ");
  }
  return where === "here" ? null : node;
}

export function neckRadios(legend, className, options, chosen, change) {
  const name = uniqueId("neck");
  const inputs = new Map();
  const node = el("fieldset", { class: `neck-radios ${className}` }, el("legend", { class: "visually-hidden" }, legend),
    options.map(([value, label]) => {
      const input = el("input", { type: "radio", name, value, checked: value === chosen, onchange: () => change(value) });
      inputs.set(value, input);
      return el("label", {}, input, el("span", {}, label));
    }));
  return { node, set: (value) => (inputs.get(value).checked = true) };
}

function neckLegend() {
  const entries = [["neck-muscle", "muscle"], ["neck-vessel-artery", "artery"], ["neck-vessel-vein", "vein"], ["neck-nerve", "nerve"], ["neck-airway", "air or food way"], ["neck-bone", "bone"]];
  return el("ul", { class: "neck-legend", "aria-label": "Colours" }, entries.map(([name, words]) => el("li", {}, el("span", { class: `neck-swatch ${name}`, "aria-hidden": "true" }), words)));
}
