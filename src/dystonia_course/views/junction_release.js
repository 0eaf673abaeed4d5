// Close-ups of normal transmission: a docked vesicle, calcium, the zip, the opening, and the answer of the fibre.
import { PANEL, arrow, at, between, bilayer, box, ease, label, part, path, placed } from "./junction_pen.js";
import { acetylcholine, calcium, channel, esterase, flow, receptor, scattered, sodium, synaptotagmin, vesicle } from "./junction_molecules.js";
import { CONTACT_X, MEMBRANE_Y, VESICLE_RADIUS, ends, onHelix, onVamp, snares, vampCourse, vesicleAt, zipArrow } from "./junction_snares.js";

const CREST_Y = 352;
export const DOCKED_GAP = 40;
const CHANNEL_X = 26;

// Cytosol of the terminal above, cleft, crest of a fold below.
export function terminalGround({ crest = true } = {}) {
  const { width, height } = PANEL;
  return box(0, 0, width, height, "nerve") + box(0, MEMBRANE_Y, width, height - MEMBRANE_Y, "cleft") +
    (crest ? box(0, CREST_Y, width, height - CREST_Y, "muscle") + bilayer(`M-4 ${CREST_Y} H${width + 4}`, "muscle-wall") : "");
}
export const terminalWall = () => bilayer(`M-4 ${MEMBRANE_Y} H${PANEL.width + 4}`, "nerve-wall");
export const receptors = (open, bound) => [132, 214, 296].map((x) => placed(receptor(open, bound), x, CREST_Y)).join("");
export const sensor = (cy, bound) => {
  const angle = (40 * Math.PI) / 180;
  return placed(synaptotagmin(bound), CONTACT_X - VESICLE_RADIUS * Math.sin(angle), cy + VESICLE_RADIUS * Math.cos(angle), 40, 0.6);
};

function docked({ zipped, gap, open = 0, calciumBound = false }) {
  const cy = vesicleAt(gap);
  return terminalGround() + vesicle(CONTACT_X, cy, VESICLE_RADIUS) + sensor(cy, calciumBound) + terminalWall() +
    placed(channel(open), CHANNEL_X, MEMBRANE_Y) + snares({ zipped, cy }) + receptors(0, false);
}

export function restingScene(t) {
  const gap = DOCKED_GAP;
  const signs = [66, 110, 152].map((x) => {
    const plus = ease(part(t, 0.25, 0.9)) > 0.5;
    return label(plus ? "+" : "−", [x, MEMBRANE_Y - 15], "middle", null, "charge") +
      label(plus ? "−" : "+", [x, MEMBRANE_Y + 17], "middle", null, "charge");
  });
  return docked({ zipped: 0.42, gap }) + signs.join("") +
    label("vesicle filled with|acetylcholine", [212, 30], "right", [158, 52]) +
    label("VAMP-2,|on the vesicle", [266, 92], "above", onVamp(vampCourse(0.42, vesicleAt(gap)), 0.7)) +
    label("SNAP-25", [318, 126], "above", onHelix("snapC", 0.06)) +
    label("syntaxin", [318, 216], "below", onHelix("syntaxin", 0.05)) +
    label("calcium|channel,|shut", [44, 286], "below", [CHANNEL_X, MEMBRANE_Y + 18]) +
    label("receptors", [256, 318], "above", [222, 328]);
}

export function calciumScene(t) {
  const rise = ease(t);
  const ions = [0, 1, 2, 3, 4, 5, 6].map((i) => {
    const progress = Math.min(1, Math.max(0, rise * 1.5 - i * 0.09));
    const rest = [[12, 296], [42, 300], [26, 320], [50, 326], [10, 336], [66, 318], [44, 278]][i];
    const goal = [[12, 226], [46, 228], [60, 236], [14, 204], [26, 284], [26, 250], [74, 232]][i];
    return calcium(between(rest[0], goal[0], progress), between(rest[1], goal[1], progress));
  });
  return docked({ zipped: 0.42, gap: DOCKED_GAP, open: rise, calciumBound: t > 0.8 }) + ions.join("") +
    flow([CHANNEL_X, 330], [CHANNEL_X, 296]) +
    label("Ca^2+ flows in through|open channels", [60, 284], "right", [32, 284]) +
    label("synaptotagmin,|the vesicle's|calcium sensor", [214, 46], "right", [56, 182]) +
    label("SNARE proteins,|half zipped", [286, 118], "above", onHelix("vamp", 0.2));
}

export function zipScene(t) {
  const z = between(0.42, 1, ease(t));
  const gap = between(DOCKED_GAP, 17, ease(t));
  return docked({ zipped: z, gap, open: 1, calciumBound: true }) + ends() + zipArrow(0.12, 0.72) +
    arrow([CONTACT_X, vesicleAt(gap) - 6], [CONTACT_X, vesicleAt(gap) + 40], { className: "pull" }) +
    label("zips from the N ends|to the membranes", [262, 104], "above", onHelix("vamp", 0.4, 19)) +
    label("VAMP-2", [324, 140], "above", onHelix("vamp", 0.02)) +
    label("SNAP-25|syntaxin", [324, 216], "below", onHelix("syntaxin", 0.06)) +
    label("vesicle pulled|onto the membrane", [200, 28], "right", [CONTACT_X + 8, vesicleAt(gap) + 20]);
}

// A vesicle that has opened: its wall runs on into the membrane of the terminal.
export function openedWall(half, radius, x = CONTACT_X) {
  const rise = Math.sqrt(radius * radius - half * half);
  const left = `M-4 ${MEMBRANE_Y} H${(x - half - 12).toFixed(1)} Q${at(x - half, MEMBRANE_Y)} ${at(x - half, MEMBRANE_Y - 10)}`;
  const right = `Q${at(x + half, MEMBRANE_Y)} ${at(x + half + 12, MEMBRANE_Y)} H${PANEL.width + 4}`;
  return { cy: MEMBRANE_Y - rise - 10, d: `${left} A${radius} ${radius} 0 1 1 ${at(x + half, MEMBRANE_Y - 10)} ${right}` };
}

export const releaseScene = (t) => opening(t) +
  label("vesicle, opened", [232, 60], "right", [178, 96]) +
  label("zipped SNARE proteins,|now in one membrane", [262, 160], "above", [236, 212]) +
  label("receptors", [316, 316], "above", [304, 330]) + label("acetylcholine", [66, 322], "below");
export const recoveryScene = (t) => opening(t) +
  label("vesicles open|again", [220, 60], "right", [178, 96]) +
  label("whole SNARE|proteins", [262, 160], "above", [236, 212]) +
  label("receptors", [316, 316], "above", [304, 330]) + label("acetylcholine", [66, 322], "below");

function opening(t) {
  const out = ease(t);
  const half = between(6, 20, out);
  const { cy, d } = openedWall(half, VESICLE_RADIUS - 6);
  const lumen = `${d} V${PANEL.height + 4} H-4 Z`;
  const dots = scattered(CONTACT_X, cy, VESICLE_RADIUS - 24, 30, (x, y, i) => {
    if (i % 2 === 0) return acetylcholine(x, y);
    const goal = [between(40, 320, ((i * 7) % 30) / 30), 282 + ((i * 11) % 34)];
    const progress = Math.min(1, Math.max(0, out * 1.6 - (i / 30) * 0.6));
    const x2 = progress < 0.5 ? between(x, CONTACT_X, progress * 2) : between(CONTACT_X, goal[0], progress * 2 - 1);
    const y2 = progress < 0.5 ? between(y, MEMBRANE_Y + 6, progress * 2) : between(MEMBRANE_Y + 6, goal[1], progress * 2 - 1);
    return acetylcholine(x2, y2);
  });
  return box(0, 0, PANEL.width, PANEL.height, "nerve") +
    path(lumen, "cleft") + box(0, CREST_Y, PANEL.width, PANEL.height - CREST_Y, "muscle") +
    bilayer(`M-4 ${CREST_Y} H${PANEL.width + 4}`, "muscle-wall") + bilayer(d, "nerve-wall") +
    receptors(out, out > 0.9) + dots + cisSnares(half) +
    flow([CONTACT_X, 214], [CONTACT_X, 300]);
}

// After fusion both anchors, of VAMP-2 and of syntaxin, sit in the same membrane beside the pore.
function cisSnares(half) {
  const x = CONTACT_X + half + 26;
  const bundle = (offset) => `M${at(x + 158, MEMBRANE_Y - 30 - offset)} L${at(x + 18, MEMBRANE_Y - 20 - offset)}`;
  const root = (offset, foot) =>
    `${bundle(offset)} C${at(x + 6, MEMBRANE_Y - 19 - offset)} ${at(x + foot, MEMBRANE_Y - 18)} ${at(x + foot, MEMBRANE_Y - 6)} V${MEMBRANE_Y + 9}`;
  return [[bundle(0), "snap"], [root(8.6, 2), "syntaxin"], [bundle(17.2), "snap"], [root(25.8, -9), "vamp"]]
    .map(([d, kind]) => path(d, "helix-ink") + path(d, `helix ${kind}`) + path(d, "coil")).join("");
}
// The crest of a fold and the depth beside it: receptors on the crest, sodium channels of the action potential in the depth.
export function responseScene(t) {
  const open = ease(part(t, 0, 0.4));
  const spread = ease(part(t, 0.35, 1));
  const surface = "M-4 196 Q10 172 44 170 H150 Q186 172 190 210 L196 330 Q200 356 214 356 Q228 356 232 330 L238 210 Q242 172 278 170 H364";
  const fill = `${surface} V404 H-4 Z`;
  const ions = [0, 1, 2, 3, 4].map((i) => sodium(130 + (i % 2) * 7 - 3.5, between(132, 190 + i * 17, ease(part(t, i * 0.08, 0.5 + i * 0.1)))));
  const deep = [0, 1, 2].map((i) => sodium(between(214, 166 - i * 12, spread), 300 + i * 14 - (i === 1 ? 4 : 0)));
  return box(0, 0, PANEL.width, PANEL.height, "cleft") + box(0, 0, PANEL.width, 52, "nerve") + bilayer("M-4 52 H364", "nerve-wall") +
    path(fill, "muscle") + path("M-4 112 H364", "lamina") + bilayer(surface, "muscle-wall") +
    [70, 130, 300].map((x, i) => placed(receptor(open, open > 0.5 && i < 3), x, 170)).join("") +
    [[194.5, 296, 90], [233.5, 296, -90]].map(([x, y, turn]) => placed(channel(spread, "sodium-channel"), x, y, turn, 0.95)).join("") +
    scattered(158, 94, 24, 7, (x, y) => acetylcholine(x, y)) + ions.join("") + (spread > 0 ? deep.join("") : "") +
    placed(esterase(), 258, 104) + acetylcholine(272, 102) + acetylcholine(288, 92) +
    flow([152, 196], [152, 258]) +
    (spread > 0.2 ? arrow([176, 334], [66, 356], { bend: 8, className: "impulse" }) +
      arrow([262, 330], [340, 352], { bend: -8, className: "impulse" }) : "") +
    label("acetylcholine|opens receptors", [68, 100], "above", [58, 136]) +
    label("Na^+ flows in:|endplate|potential", [110, 240], "left", [124, 230]) +
    label("acetylcholinesterase|splits acetylcholine", [262, 40], "above", [262, 95]) +
    label("sodium channels", [292, 258], "above", [244, 290]) +
    label("action potential of the fibre", [180, 382], "middle");
}
