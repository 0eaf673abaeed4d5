// The molecules of the junction drawing, each in a place of its own: (0, 0) is where it sits in its membrane or binds.
import { arrow, at, bilayer, box, disc, helix, oval, path, placed } from "./junction_pen.js";

// Acetylcholine is a round dot, calcium a diamond, sodium a square, a hydrogen ion a small cross: shape before colour.
export const acetylcholine = (x, y, r = 3.4) => disc(x, y, r, "ach");
export const calcium = (x, y, r = 4.6) => path(`M${at(x, y - r)} L${at(x + r, y)} L${at(x, y + r)} L${at(x - r, y)} Z`, "calcium");
export const sodium = (x, y, r = 3.4) => box(x - r, y - r, 2 * r, 2 * r, "sodium");
export const proton = (x, y, r = 4) =>
  disc(x, y, r + 1.2, "proton") + path(`M${at(x - r * 0.65, y)} h${r * 1.3} M${at(x, y - r * 0.65)} v${r * 1.3}`, "proton-mark");

// Dots that fill a disc evenly, in the order of a sunflower's seeds.
export function scattered(x, y, radius, count, draw) {
  let out = "";
  for (let i = 0; i < count; i++) {
    const r = radius * Math.sqrt((i + 0.5) / count);
    out += draw(x + r * Math.cos(i * 2.4), y + r * Math.sin(i * 2.4), i);
  }
  return out;
}

// A vesicle cut open. `radius` is that of the middle of its membrane.
export function vesicle(x, y, radius, { filling = "full", dots = 30 } = {}) {
  const ring = `M${at(x - radius, y)} a${radius} ${radius} 0 1 1 ${2 * radius} 0 a${radius} ${radius} 0 1 1 ${-2 * radius} 0`;
  const inside = filling === "full" ? scattered(x, y, radius - 15, dots, (a, b) => acetylcholine(a, b)) : "";
  return disc(x, y, radius, `lumen ${filling}`) + bilayer(ring, "vesicle-wall") + inside;
}

// A channel in a membrane that runs from left to right, seen from the side: two halves, apart when it is open.
export function channel(open, kind = "calcium-channel") {
  const gap = 2 + 4.5 * open;
  const half = (side) =>
    path(`M${at(side * gap, -15)} q${side * 10} -4 ${side * 12} 5 l0 20 q${side * -2} 9 ${side * -12} 5 ` +
      `q${side * -1.5} -8 ${side * (-1 - open)} -15 Z`, `protein ${kind}`);
  return half(-1) + half(1);
}

// The acetylcholine receptor, seen from the side: most of it stands out into the cleft (up), two places for the transmitter.
export function receptor(open, bound) {
  const gap = 1.2 + 3 * open;
  const half = (side) =>
    path(`M${at(side * (gap + 3), -27)} q${side * 9} -3 ${side * 10} 5 q${side * 0.5} 8 ${side * -3} 14 l0 18 ` +
      `q${side * -1} 6 ${side * -7} 5 l${side * -2.5} -26 Z`, "protein receptor");
  const seat = bound ? acetylcholine(-gap - 14.5, -20) + acetylcholine(gap + 14.5, -20) : "";
  return half(-1) + half(1) + seat;
}

// Acetylcholinesterase on its stalk in the basal lamina.
export const esterase = () => path("M0 2 v10", "stalk") + path("M0 -8 a8 8 0 1 0 7.5 5.2 L0 0 Z", "protein esterase");

// The proton pump of a vesicle: its head in the cytosol (up), its foot in the membrane.
export const pump = () => box(-5, -9, 10, 18, "protein pump", 3) +
  box(-3, -19, 6, 12, "protein pump", 2) + oval(0, -26, 13, 9, "protein pump");

// Receptors of the toxin. Up is the inside of the vesicle, and the cleft while the vesicle is open; down is the cytosol.
export function sv2() {
  const spans = [-15, -5, 5, 15].map((x) => helix(`M${x} -10 V10`, "sv2")).join("");
  return path("M-15 -10 q5 -8 10 0 M5 10 q5 8 10 0 M-5 10 q-5 8 -10 0", "loop sv2-line") +
    path("M-5 -10 q-8 -14 -2 -24 M5 -10 q8 -14 2 -24", "loop sv2-line") +
    spans + path("M-13 -32 q-2 -14 13 -14 q15 0 13 14 q-2 9 -13 9 q-11 0 -13 -9 Z", "protein sv2") + sugar(15, -36, 1);
}
export function synaptotagmin(bound = false) {
  return path("M0 -10 V-46 q0 -6 -5 -8", "loop syt-line") + helix("M0 -43 V-21", "syt") + helix("M0 -10 V10", "syt") +
    path("M0 10 q-6 8 -4 14 M2 38 q14 2 16 6", "loop syt-line") + oval(-3, 30, 12, 8.5, "protein syt") + oval(20, 42, 12, 8.5, "protein syt") +
    (bound ? calcium(-13, 36, 3.6) + calcium(11, 49, 3.6) : "");
}
export const unknownReceptor = (turn = 0) =>
  path("M-14 -10 V10 H14 V-10 Q18 -42 0 -42 Q-18 -42 -14 -10 Z", "unknown") +
  placed('<text class="in-shape" y="0.36em" text-anchor="middle">?</text>', 0, -20, -turn);
// A ganglioside: two tails in the outer leaflet, a chain of sugars outside with a side branch.
export const ganglioside = () =>
  path("M-2 -5 v9 M2 -5 v9", "tail") + path("M0 -7 V-34 M0 -20 l9 -5", "sugar-line") +
  [[0, -11], [0, -20], [0, -29], [0, -37], [10, -26]].map(([x, y]) => hexagon(x, y, 4.6, "sugar")).join("");
const sugar = (x, y, side) =>
  path(`M${at(x - 3 * side, y)} l${6 * side} -5 l${7 * side} 3`, "sugar-line") +
  hexagon(x + 4 * side, y - 5, 3.4, "sugar") + hexagon(x + 10 * side, y - 2, 3.4, "sugar");
function hexagon(x, y, r, className) {
  const corners = [0, 1, 2, 3, 4, 5].map((i) => at(x + r * Math.sin((i * Math.PI) / 3), y - r * Math.cos((i * Math.PI) / 3)));
  return path(`M${corners.join(" L")} Z`, className);
}

// The toxin. (0, 0) is the tip that binds; its length runs up from there: binding part, translocation part, light chain.
export function heavyBinding() {
  return path("M0 2 C-12 2 -17 -8 -13 -18 C-20 -26 -16 -42 -3 -43 C10 -44 15 -32 10 -23 C18 -14 13 2 0 2 Z", "protein heavy") +
    path("M-12 -19 Q-2 -15 9 -22", "crease");
}
export const heavyTranslocation = () =>
  box(-9, -92, 9, 52, "protein heavy-b", 4.5) + box(1, -96, 9, 54, "protein heavy-b", 4.5);
// `turn` is how far the place is turned in all, so that the letters stand upright.
export function lightChain(turn = 0) {
  const blob = "M-6 -19 C10 -25 26 -16 26 -2 C27 14 12 21 -2 19 C-10 21 -19 17 -23 10 L-8 1 L-24 -6 C-22 -13 -15 -18 -6 -19 Z";
  return path(blob, "protein light") +
    disc(3, 0, 6.6, "zinc") + placed('<text class="in-shape small" y="0.34em" text-anchor="middle">Zn</text>', 3, 0, -turn);
}
export const bridge = (x = -12, y = -96) => path(`M${at(x, y - 8)} v16`, "bridge") + disc(x, y - 4.5, 4.2, "sulphur") +
  disc(x, y + 4.5, 4.2, "sulphur");
// The bridge, reduced: the two sulphurs apart.
export const sulphurs = () => disc(-8, 0, 4.2, "sulphur") + disc(8, 4, 4.2, "sulphur");
export const toxin = (turn = 0) =>
  heavyBinding() + heavyTranslocation() + placed(lightChain(turn + 90), 6, -112, 90) + bridge(-13, -95);
// A companion protein of the complex in which the toxin is made.
export const companion = (x, y, size = 1, turn = 0) => placed(oval(0, 0, 20, 14, "protein companion") +
  path("M-10 -3 q9 -6 19 0", "crease"), x, y, turn, size);

// The toxin as small as the whole junction shows it: heavy chain dark, light chain bright with a notch.
export const tinyToxin = (x, y, turn = 0, size = 1) =>
  placed(box(-9, -3, 11, 6, "heavy tiny", 3) + disc(5.4, 0, 4.4, "light tiny"), x, y, turn, size);
export const tinyLight = (x, y, size = 1) => disc(x, y, 4.2 * size, "light tiny");

export const flow = (from, to, bend = 0) => arrow(from, to, { bend, className: "flow" });
