// Close-ups of the block and its end: the cut, the vesicle that cannot open, renewal, and two readings of the sprouts.
import { PANEL, arrow, between, box, cross, ease, faint, helix, label, oval, part, path, placed } from "./junction_pen.js";
import { acetylcholine, calcium, channel, vesicle } from "./junction_molecules.js";
import { DOCKED_GAP, receptors, sensor, terminalGround, terminalWall } from "./junction_release.js";
import { TERMINAL } from "./junction_whole.js";
import {
  CONTACT_X, CUTS, MEMBRANE_Y, VESICLE_RADIUS, cutLine, cutter, onHelix, onVamp, snares, vampCourse, vesicleAt,
} from "./junction_snares.js";

const CUT_GAP = 96;
export const TARGETS = { A: "SNAP-25", B: "VAMP-2", C: "syntaxin|and SNAP-25", E: "SNAP-25", F: "VAMP-2" };
// How the light chain comes to its cut, in degrees, and where the words go.
const APPROACH = { A: -62, B: 68, C: -128, E: -62, F: 74 };

function cutPoint([protein, share], course) {
  if (protein === "vamp") return onVamp(course, share);
  if (protein === "syntaxin") return [onHelix("syntaxin", 1)[0] - 17, MEMBRANE_Y - 14];
  return onHelix(protein, share);
}
function acrossAt([protein, share], course) {
  if (protein === "syntaxin") return [1, 0];
  if (protein !== "vamp") return undefined;
  const [a, b] = [onVamp(course, share - 0.02), onVamp(course, share + 0.02)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
}

export function cutScene(t, serotype) {
  const cy = vesicleAt(CUT_GAP);
  const course = vampCourse(0, cy);
  const cuts = CUTS[serotype];
  const points = cuts.map((cut) => cutPoint(cut, course));
  const drift = ease(part(t, 0.55, 1));
  const away = between(60, 0, ease(part(t, 0, 0.5)));
  const above = cuts[0][0] === "vamp";
  return terminalGround() + vesicle(CONTACT_X, cy, VESICLE_RADIUS) + terminalWall() + placed(channel(0), 26, MEMBRANE_Y) +
    snares({ zipped: 0, cy, cuts: drift > 0 ? cuts : [], drift }) + receptors(0, false) +
    cutter(points[0], { turn: APPROACH[serotype], away }) +
    cuts.map((cut, i) => cutLine(points[i], acrossAt(cut, course))).join("") +
    label(`type ${serotype} cuts|${TARGETS[serotype]}`, [284, 34], "middle", null, "strong") +
    label("VAMP-2", [328, 84], "above", onVamp(course, 0.05)) +
    label("SNAP-25", [320, 140], "above", onHelix("snapC", 0.06)) +
    label("syntaxin", [318, 214], "below", onHelix("syntaxin", 0.05)) +
    label("light chain", [110, above ? 214 : 196], "left", [points[0][0] - 14, points[0][1] + (above ? 22 : -22)]);
}

const ZIPPED = { A: 0.66, B: 0, C: 0.5, E: 0, F: 0 };
export function blockedScene(t, serotype) {
  const cy = vesicleAt(DOCKED_GAP);
  const ions = [[14, 228], [38, 226], [54, 238], [26, 210], [24, 284], [64, 224]].map(([x, y], i) =>
    calcium(x, between(310, y, ease(part(t, i * 0.08, 0.5 + i * 0.08)))));
  const words = {
    A: ["cut SNAP-25 stays:|a dud in the bundle", onHelix("snapC", 0.5)],
    B: ["VAMP-2 has lost|its outer part", onVamp(vampCourse(0, cy), 0.82)],
    C: ["syntaxin has lost|its anchor", onHelix("syntaxin", 0.9)],
    E: ["cut SNAP-25|falls off syntaxin", onHelix("snapC", 0.3)],
    F: ["VAMP-2 has lost|its outer part", onVamp(vampCourse(0, cy), 0.7)],
  }[serotype];
  return terminalGround() + vesicle(CONTACT_X, cy, VESICLE_RADIUS) + sensor(cy, true) + terminalWall() +
    placed(channel(1), 26, MEMBRANE_Y) +
    snares({ zipped: ZIPPED[serotype], cy, cuts: CUTS[serotype], drift: 1, gone: true, loose: serotype === "E" }) + receptors(0, false) + ions.join("") +
    cross(CONTACT_X, MEMBRANE_Y - 2, 11) +
    label("docked,|not fused", [192, 284], "below", [CONTACT_X + 6, MEMBRANE_Y + 8]) +
    label("Ca^2+ still|enters", [12, 318], "right", null) +
    label(words[0], [282, 96], "above", words[1]) +
    label("receptors stay shut", [270, 380], "middle");
}

const KINDS = { snapC: "snap", vamp: "vamp", syntaxin: "syntaxin" };
export function renewalScene(t, serotype) {
  const cy = vesicleAt(DOCKED_GAP);
  const kinds = [...new Set(CUTS[serotype].map(([protein]) => KINDS[protein]))];
  const toVesicle = kinds[0] === "vamp";
  const [x, y] = toVesicle ? [266, 40] : [332, 48]; // where the new protein comes
  const [bx, by] = toVesicle ? [300, 118] : [238, 112]; // where the light chain is broken down
  const [gx, gy] = toVesicle ? onVamp(vampCourse(0, cy), 0.72) : [330, 168];
  const fresh = kinds.map((kind, i) => newProtein(kind, x, between(y - 32, y, ease(t)) + i * 34));
  const crumb = path("M-5 -3 L4 -5 L6 3 L-2 6 Z", "broken");
  const pieces = [[36, -12], [44, 4], [34, 18]].map(([dx, dy], i) =>
    placed(crumb, bx + between(12, dx, t), by + between(0, dy, t), i * 50));
  return terminalGround() + vesicle(CONTACT_X, cy, VESICLE_RADIUS) + sensor(cy, false) + terminalWall() +
    placed(channel(0), 26, MEMBRANE_Y) +
    snares({ zipped: 0, cy, cuts: CUTS[serotype], gone: true, faded: kinds }) + receptors(0, false) +
    faint(placed(BROKEN, bx, by, -20), between(1, 0.55, ease(t))) + pieces.join("") +
    fresh.join("") + arrow([x + 4, y + 20 + (kinds.length - 1) * 34], [gx + 2, gy - 8], { bend: toVesicle ? 6 : -10 }) +
    label(`new ${TARGETS[serotype]}`, [252, kinds.length > 1 ? 26 : 18], "middle", null, "strong") +
    label("light chain|broken down", [bx - (toVesicle ? 0 : 4), by - 24], "above");
}
// A new protein comes on a small vesicle of its own: VAMP-2 and syntaxin by their anchor, SNAP-25 by its lipids.
const newProtein = (kind, x, y) =>
  disc(x, y, 12, "ball") +
  (kind === "snap"
    ? path(`M${x - 16} ${y} q5 -4 9 1 M${x - 7} ${y + 1} h4 M${x - 8} ${y + 4} h4`, "snap-loop") + helix(`M${x - 60} ${y + 6} L${x - 17} ${y}`, kind)
    : helix(`M${x - 60} ${y + 6} L${x - 5} ${y - 1}`, kind));
const BROKEN = path("M-6 -19 C10 -25 26 -16 26 -2 C27 14 12 21 -2 19 C-10 21 -19 17 -23 10 L-8 1 L-24 -6 C-22 -13 -15 -18 -6 -19 Z", "broken");

// Two readings of the same weeks: where the acetylcholine comes from while sprouts are there.
function smallJunction(top, parentDots, sproutDots) {
  const floor = top + 128;
  const side = (direction) => {
    const x = (dx) => 180 + direction * dx;
    const line = `M${x(48)} ${floor - 46} C${x(80)} ${floor - 62} ${x(84)} ${floor - 40} ${x(104)} ${floor - 16}`;
    return path(line, "sprout-ink") + path(line, "sprout") + oval(x(118), floor - 12, 24, 11, "sprout-end");
  };
  const dots = (x, count, width) => Array.from({ length: count }, (_, i) =>
    acetylcholine(x + (((i * 5) % count) / count - 0.5) * width, floor + 4 + (i % 2) * 6, 2.6)).join("");
  return box(0, floor + 14, PANEL.width, top + 196 - floor - 14, "muscle") + path(`M-4 ${floor + 14} H364`, "fibre-wall") +
    placed(path(TERMINAL, parentDots > 6 ? "nerve" : "silent") +
      path(TERMINAL, "nerve-edge"), 180 - 180 * 0.42, floor - 224 * 0.42, 0, 0.42) +
    side(-1) + side(1) + dots(180, parentDots, 96) + dots(62, sproutDots, 34) + dots(298, sproutDots, 34);
}
export function sproutScene(t) {
  const share = ease(t);
  return box(0, 0, PANEL.width, PANEL.height, "tissue") +
    smallJunction(2, 0, Math.round(7 * share)) + smallJunction(204, Math.round(16 * share), Math.round(2 * share)) +
      path("M0 200 H360", "divider") +
    label("one reading:|sprouts carry|the signal", [8, 32], "right", null, "strong") +
      label("the other:|mostly the|first place", [8, 234], "right", null, "strong") +
    label("sprout", [318, 84], "above", [296, 116]) + label("acetylcholine", [180, 368], "below", [180, 345]) +
      label("first terminal,|silent", [180, 168], "middle");
}
