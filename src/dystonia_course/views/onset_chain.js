// The chain as a picture: five vessels, filled by the share of the toxin that each holds, with the half-times between.
import { svg } from "./dom.js";
import { simulatorPercent } from "./simulator_controls.js";

const ONSET_VESSELS = [["in bulk", "bulk"], ["free", "free"], ["bound", "bound"], ["inside vesicle", "inside"], ["lytic", "lytic"]];
const ONSET_STEPS = ["arrival", "binding", "translocation", "lysis"];
const ONSET_TOP = 46;
const ONSET_TALL = 64;
const ONSET_HEIGHT = 166;

export class OnsetChain {
  constructor() {
    this.ending = svg("rect", { class: "dcs-ending", rx: 14 });
    this.endingName = svg("text", { class: "dc-label muted", "text-anchor": "middle" });
    this.vessels = ONSET_VESSELS.map((names) => {
      const wall = svg("rect", { class: "dcs-vessel", rx: 7 });
      const fill = svg("rect", { class: "dcs-fill" });
      const share = svg("text", { class: "dc-label strong", "text-anchor": "middle" });
      const label = svg("text", { class: "dc-label", "text-anchor": "middle" });
      return { names, wall, fill, share, label, group: svg("g", { class: "dcs-vessel-group" }, fill, wall, share, label) };
    });
    this.arrows = ONSET_STEPS.map((name) => {
      const shaft = svg("path", { class: "dcs-arrow" });
      const step = svg("text", { class: "dc-label muted", "text-anchor": "middle" }, name);
      const half = svg("text", { class: "dc-label", "text-anchor": "middle" });
      return { shaft, step, half, group: svg("g", {}, shaft, step, half) };
    });
    this.reach = svg("path", { class: "dcs-reach" });
    this.reachName = svg("text", { class: "dc-label reach", "text-anchor": "middle" });
    this.node = svg("svg", { class: "dc-chart dcs-chain", role: "img", "aria-label": "" }, this.ending, this.endingName, this.reach, this.reachName, this.arrows.map((one) => one.group), this.vessels.map((one) => one.group));
  }

  fit(width) {
    this.width = width;
    const box = Math.min(112, width * 0.145);
    const gap = (width - 16 - 5 * box) / 4;
    const put = (node, places) => Object.entries(places).forEach(([name, value]) => node.setAttribute(name, Math.round(value * 10) / 10));
    this.node.setAttribute("viewBox", `0 0 ${width} ${ONSET_HEIGHT}`);
    put(this.node, { width, height: ONSET_HEIGHT });
    const left = (i) => 8 + i * (box + gap);
    const bottom = ONSET_TOP + ONSET_TALL;
    const roomy = gap > 30;
    this.vessels.forEach(({ names, wall, fill, share, label }, i) => {
      label.textContent = names[roomy ? 0 : 1];
      put(wall, { x: left(i), y: ONSET_TOP, width: box, height: ONSET_TALL });
      put(fill, { x: left(i) + 2.5, width: box - 5 });
      put(share, { x: left(i) + box / 2, y: ONSET_TOP + ONSET_TALL / 2 + 4 });
      put(label, { x: left(i) + box / 2, y: bottom + 17 });
    });
    this.arrows.forEach(({ shaft, step, half }, i) => {
      const [from, to] = [left(i) + box + 4, left(i + 1) - 4];
      const y = ONSET_TOP + ONSET_TALL / 2;
      shaft.setAttribute("d", `M${from} ${y}H${to}m${roomy ? -6 : -4} ${roomy ? -5 : -4}L${to} ${y}l${roomy ? -6 : -4} ${roomy ? 5 : 4}`);
      const middle = (from + to) / 2;
      step.textContent = roomy ? ONSET_STEPS[i] : "";
      put(step, { x: middle, y: 14 });
      put(half, { x: middle, y: roomy ? 29 : i % 2 ? 16 : 30 });
    });
    const side = Math.min(gap / 2, 12);
    put(this.ending, { x: left(3) - side, y: 40 - 4, width: width - left(3) + side, height: ONSET_HEIGHT - 36 });
    this.reachName.textContent = roomy ? "antitoxin reaches these" : "antitoxin reaches";
    this.endingName.textContent = roomy ? "nerve ending: out of its reach" : "out of reach";
    put(this.endingName, { x: (left(3) + left(4) + box) / 2, y: bottom + 42 });
    this.reachFrom = (i) => left(i);
    this.reachTo = left(2) + box;
    if (this.data) this.set(...this.data);
  }

  // `shares` of the five vessels (the first is null in a bath), `halves` of the four steps in words.
  set(shares, halves, told) {
    this.data = [shares, halves, told];
    if (!this.width) return;
    this.vessels.forEach(({ fill, share, group }, i) => {
      const here = shares[i] ?? 0;
      const tall = (ONSET_TALL - 5) * here;
      fill.setAttribute("y", String(Math.round(10 * (ONSET_TOP + ONSET_TALL - 2.5 - tall)) / 10));
      fill.setAttribute("height", String(Math.round(10 * tall) / 10));
      share.textContent = shares[i] === null ? "none" : simulatorPercent(here).replace("under ", "<").replace("over ", ">");
      group.classList.toggle("absent", shares[i] === null);
    });
    this.arrows.forEach(({ half, group }, i) => {
      half.textContent = halves[i] ?? "";
      group.classList.toggle("absent", halves[i] === null);
    });
    const from = this.reachFrom(shares[0] === null ? 1 : 0);
    const y = ONSET_TOP + ONSET_TALL + 27;
    this.reach.setAttribute("d", `M${from} ${y - 5}v5H${this.reachTo}v-5`);
    this.reachName.setAttribute("x", String((from + this.reachTo) / 2));
    this.reachName.setAttribute("y", String(y + 15));
    this.node.setAttribute("aria-label", told);
  }
}
