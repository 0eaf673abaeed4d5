// Draws one view of the neck as SVG whose regions can be pointed at, clicked, and walked through with the arrow keys. It
// knows nothing of what the regions mean; see neck_explorer.js, neck_reasoning.js and question_hotspot.js.
import { guard, svg, uniqueId } from "./dom.js";
import { NeckFrame } from "./neck_frame.js";
import { NeckHits } from "./neck_hits.js";
import { neckDepths, neckIsLine, neckPatterns, neckShape } from "./neck_shapes.js";
import { NECK_LAYERS, neckCapital, neckPlace, neckPlaceName } from "./neck_words.js";

// `hiddenLayers` are taken off; `offered` limits what can be chosen (a Set of places, or null). `onChoose(place)` follows a
// click, Enter or Space, `onPoint(place or null)` the pointer and the focus. What goes on the page is `frame.node`.
export function drawNeckView(view, { hiddenLayers = [], offered = null, onChoose, onPoint } = {}) {
  return new NeckPicture(view, { hiddenLayers, offered, onChoose, onPoint });
}

class NeckPicture {
  constructor(view, options) {
    this.view = view;
    this.options = options;
    this.hidden = new Set(options.hiddenLayers);
    this.chosen = new Set();
    this.marks = new Map();
    this.tags = new Map();
    this.pointed = null; // under the pointer
    this.focused = null;
    this.pixel = 1; // picture units in a pixel of the screen
    this.id = uniqueId("neck");
    this.parts = [];
    this.hits = new NeckHits(this);
    this.node = svg("svg", { viewBox: `0 0 ${view.width} ${view.height}`, class: `neck-picture neck-picture-${view.id}`, role: "group", "aria-labelledby": `${this.id}-title`, "aria-describedby": `${this.id}-about` });
    this.build();
    this.frame = new NeckFrame(this);
    this.listen();
    this.setHidden(this.hidden);
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.node);
    this.observer.observe(this.frame.scroller);
  }

  close() {
    this.observer.disconnect();
  }

  // --- drawing --------------------------------------------------------------------------------------------------------

  build() {
    const { view } = this;
    this.node.append(
      svg("title", { id: `${this.id}-title` }, `The neck: ${view.title}`),
      svg("desc", { id: `${this.id}-about` }, view.description),
      svg("defs", {}, neckPatterns(this.id)),
    );
    this.layers = new Map();
    for (const layer of [...NECK_LAYERS].reverse()) {
      const group = svg("g", { class: "neck-layer", "data-layer": layer });
      const ground = view.ground.filter((one) => one.layer === layer);
      for (const item of ground.filter((one) => !one.over)) group.append(...this.ground(item));
      for (const part of view.parts.filter((one) => one.layer === layer)) group.append(this.part(part));
      for (const item of ground.filter((one) => one.over)) group.append(...this.ground(item));
      this.layers.set(layer, group);
      this.node.append(group);
    }
    this.marking = svg("g", { class: "neck-marks", "aria-hidden": "true" });
    this.words = svg("g", { class: "neck-words", "aria-hidden": "true" });
    this.node.append(this.marking, neckDepths(this.view), this.words);
    this.sides();
  }

  ground(item) {
    const shapes = neckShape(item, this.id);
    for (const shape of shapes) shape.classList.add("neck-ground");
    if (item.title) shapes[0].append(svg("title", {}, item.title));
    return shapes;
  }

  part(part) {
    const place = neckPlace(part.region, part.side);
    const name = neckCapital(neckPlaceName(place));
    const active = this.options.offered === null || this.options.offered.has(place);
    const node = svg("g", { class: `neck-part${active ? "" : " neck-context"}`, "data-place": place, "data-region": part.region });
    const shapes = part.pieces ?? part.lines ?? [{ d: part.shape ?? part.d, class: part.class ?? "neck-muscle" }];
    for (const shape of shapes) node.append(...neckShape(shape, this.id));
    for (const tendon of part.tendons ?? []) node.append(svg("path", { d: tendon, class: "neck-tendon" }));
    for (const fibre of part.fibres ?? []) node.append(svg("path", { d: fibre, class: "neck-fibre" }));
    const hit = svg("path", { d: part.d, class: `neck-hit${neckIsLine(part) ? " neck-hit-line" : ""}` });
    const fill = neckIsLine(part) ? null : svg("path", { d: part.d, class: "neck-mark-fill", fill: "none" });
    if (fill) node.append(fill);
    if (active) {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "-1");
      node.setAttribute("aria-label", name);
      node.setAttribute("aria-pressed", "false");
      guard(node);
      node.append(hit);
      this.parts.push({ part, place, node, hit, fill, name, at: part.label });
      this.listenTo(this.parts.at(-1));
    }
    return node;
  }

  sides() {
    const { view } = this;
    this.ends = [view.left_label, view.right_label].map((text, i) => svg("text", { class: "neck-end", "data-end": i === 0 ? "left" : "right", "text-anchor": i === 0 ? "start" : "end" }, text));
    this.node.append(...this.ends);
  }

  // Texts and hit areas keep their size on the screen, whatever the width of the picture.
  fit() {
    const width = this.node.clientWidth || this.node.getBoundingClientRect().width;
    if (!width) return;
    this.pixel = this.view.width / width;
    this.node.style.setProperty("--neck-pixel", String(this.pixel));
    this.frame.fit();
    this.hits.forget();
    this.turnWords();
  }

  // The words at the edges, the names and the depths at rulers in sight stay in what is in sight.
  turnWords() {
    const sight = this.frame.sight();
    this.ends.forEach((text, i) => {
      text.setAttribute("x", sight[i] + (i === 0 ? 4 : -4) * this.pixel);
      text.setAttribute("y", 15 * this.pixel);
    });
    for (const text of this.node.querySelectorAll(".neck-depth-name")) {
      const { x } = text.dataset;
      text.setAttribute("x", x);
      text.style.fontSize = "";
      if (x > sight[0] && x < sight[1]) this.hold(text);
    }
    this.draw();
  }

  // --- state ----------------------------------------------------------------------------------------------------------

  visible() {
    return this.parts.filter(({ part }) => !this.hidden.has(part.layer));
  }

  has(place) {
    return this.parts.some((one) => one.place === place);
  }

  setHidden(layers) {
    this.hidden = new Set(layers);
    for (const [layer, group] of this.layers) group.style.display = this.hidden.has(layer) ? "none" : "";
    this.hits.forget();
    if (this.focused && !this.visible().some((one) => one.place === this.focused)) this.focused = null;
    this.rove();
    this.draw();
  }

  // The chosen places (a Set).
  setChosen(chosen) {
    this.chosen = chosen;
    for (const { place, node } of this.parts) node.setAttribute("aria-pressed", String(chosen.has(place)));
    this.rove();
    this.draw();
  }

  // Marks by place ("same", "opposite", "both", "open", "good", "bad") and tags by place: a letter or a sign.
  setMarks(marks, tags = new Map()) {
    this.marks = marks;
    this.tags = tags;
    this.draw();
  }

  // Where its layer is off in this view, the first region takes the focus instead. The page moves only as far as it must.
  focus(place) {
    const seen = this.ordered();
    const one = seen.find((each) => each.place === place) ?? seen[0];
    if (one) this.frame.reveal(one.at);
    one?.node.focus({ preventScroll: true });
  }

  // One tab stop: what had the focus last, else what is chosen, else the first region.
  rove() {
    const seen = this.ordered();
    const stop = seen.find((one) => one.place === this.last) ?? seen.find((one) => this.chosen.has(one.place)) ?? seen[0];
    for (const one of this.parts) one.node.setAttribute("tabindex", one === stop ? "0" : "-1");
  }

  // From the skin inwards, each layer from top to bottom.
  ordered() {
    return this.visible().sort((a, b) => NECK_LAYERS.indexOf(a.part.layer) - NECK_LAYERS.indexOf(b.part.layer) || a.at[1] - b.at[1] || a.at[0] - b.at[0]);
  }

  draw() {
    const over = [];
    const words = [];
    const tagged = [];
    for (const one of this.visible()) {
      const mark = this.marks.get(one.place);
      this.fill(one, mark);
      if (mark) over.push(...this.outline(one, `neck-mark neck-mark-${mark}`));
      if (this.chosen.has(one.place)) over.push(...this.outline(one, "neck-chosen"));
      if (one.place === this.focused) over.push(...this.outline(one, "neck-focus"));
      else if (one.place === this.pointed) over.push(...this.outline(one, "neck-pointed"));
      const tag = this.tags.get(one.place);
      if (tag) words.push(this.tag(one, tag, mark, tagged));
    }
    const named = this.visible().find((one) => one.place === (this.pointed ?? this.focused));
    const chosen = this.visible().filter((one) => this.chosen.has(one.place) && one !== named);
    for (const one of [...(chosen.length === 1 ? chosen : []), ...(named ? [named] : [])]) words.push(this.label(one));
    this.marking.replaceChildren(...over);
    this.words.replaceChildren(...words);
    for (const text of this.words.querySelectorAll(".neck-name")) this.hold(text);
  }

  // Moves a name back into what is in sight; one that is wider is set smaller.
  hold(text) {
    const room = 4 * this.pixel;
    const [from, to] = this.frame.sight();
    const fits = (to - from - 2 * room) / text.getBBox().width;
    if (fits < 1) text.style.fontSize = `${parseFloat(getComputedStyle(text).fontSize) * fits}px`;
    const box = text.getBBox();
    const left = Math.max(from + room - box.x, 0);
    const right = Math.max(box.x + box.width + room - to, 0);
    text.setAttribute("x", Number(text.getAttribute("x")) + left - right);
  }

  // The pattern lies on the region itself, so that what covers the region covers its pattern as well.
  fill({ fill }, mark) {
    const pattern = ["same", "opposite", "both"].includes(mark);
    fill?.setAttribute("fill", pattern ? `url(#${this.id}-${mark})` : "none");
  }

  outline(one, className) {
    return [svg("path", { d: one.part.d, class: "neck-outline-halo" }), svg("path", { d: one.part.d, class: `neck-outline ${className}` })];
  }

  label({ at: [x, y], name }) {
    const third = x / this.view.width;
    const anchor = third < 0.34 ? "start" : third > 0.66 ? "end" : "middle";
    const shift = 10 * this.pixel * { start: -1, middle: 0, end: 1 }[anchor];
    const top = Math.max(y - 16 * this.pixel, 32 * this.pixel);
    return svg("text", { class: "neck-name", x: x + shift, y: top, "text-anchor": anchor }, name);
  }

  // A tag moves up or down from its label point where others would cover it.
  tag({ at: [x, y] }, text, mark, others) {
    const room = 19 * this.pixel;
    const free = (top) => others.every(([u, v]) => Math.hypot(u - x, v - top) >= room);
    const top = [0, 1, -1, 2, -2].map((step) => y + 0.6 * step * room).find(free) ?? y;
    others.push([x, top]);
    return svg("g", { class: `neck-tag neck-tag-${mark}`, transform: `translate(${x} ${top}) scale(${this.pixel})` },
      svg("circle", { r: 9 }), svg("text", { "text-anchor": "middle", dy: "0.36em" }, text));
  }

  // --- pointing -------------------------------------------------------------------------------------------------------

  point(place) {
    if (place === this.pointed) return;
    this.pointed = place;
    if (place) this.node.dataset.pointed = place;
    else delete this.node.dataset.pointed;
    this.node.classList.toggle("neck-over", place !== null);
    this.draw();
    this.options.onPoint?.(place ?? this.focused);
  }

  listen() {
    const { node } = this;
    node.placeAt = (event) => this.hits.placeAt(event);
    node.targetOf = (place) => this.hits.targetOf(place);
    node.addEventListener("pointermove", (event) => this.point(this.hits.placeAt(event)));
    node.addEventListener("pointerleave", () => this.point(null));
    node.addEventListener("click", (event) => {
      const place = this.hits.placeAt(event);
      if (place) this.options.onChoose?.(place);
    });
    node.addEventListener("keydown", (event) => this.key(event));
  }

  // Heard at the regions: a browser lets an SVG that listens for the focus take it itself.
  listenTo({ node, place }) {
    node.addEventListener("focus", () => {
      this.focused = place;
      this.last = place;
      const shown = node.matches(":focus-visible");
      this.rove();
      this.draw();
      if (shown) this.options.onPoint?.(place);
    });
    node.addEventListener("blur", () => {
      this.focused = null;
      this.draw();
    });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = this.ordered();
    const here = seen.findIndex((one) => one.place === this.focused);
    if (here < 0) return;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    let next = here;
    if (event.key in steps) next = (here + steps[event.key] + seen.length) % seen.length;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = seen.length - 1;
    else if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (event.key === "Enter" || event.key === " ") this.options.onChoose?.(this.focused);
    else this.focus(seen[next].place);
  }
}
