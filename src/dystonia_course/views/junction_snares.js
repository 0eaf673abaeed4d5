// The SNARE proteins between a vesicle (above, left) and the membrane of the terminal (below), with their cut sites.
// Each helix runs from its N end, far from the membranes, to its C end beside them. A place on it is a share of that way.
import { arrow, at, between, helix, label, path, placed } from "./junction_pen.js";
import { lightChain } from "./junction_molecules.js";

export const MEMBRANE_Y = 250;
export const CONTACT_X = 104;
const RADIUS = 92;
export const VESICLE_RADIUS = RADIUS;
const N_END = [324, 176];
const C_END = [186, 222];
const LENGTH = Math.hypot(C_END[0] - N_END[0], C_END[1] - N_END[1]);
const ALONG = [(C_END[0] - N_END[0]) / LENGTH, (C_END[1] - N_END[1]) / LENGTH];
const ACROSS = [-ALONG[1], ALONG[0]]; // towards the vesicle
const OFFSET = { vamp: 13.5, snapC: 4.5, syntaxin: -4.5, snapN: -13.5 };

// Which protein each serotype cuts, and where on its helix. SNAP-25 is cut in its second helix, the one with the C end.
// Type C's cut in syntaxin is beside the membrane, past the end of the helix.
export const CUTS = {
  A: [["snapC", 0.87]], B: [["vamp", 0.74]], C: [["syntaxin", 0.97], ["snapC", 0.89]], E: [["snapC", 0.6]], F: [["vamp", 0.45]],
};

// The point on a bundled helix at a share of its length, moved by `lift` away from the membrane of the terminal.
export function onHelix(name, share, lift = 0) {
  const offset = OFFSET[name] + lift;
  return [N_END[0] + ALONG[0] * LENGTH * share + ACROSS[0] * offset, N_END[1] + ALONG[1] * LENGTH * share + ACROSS[1] * offset];
}
const stretch = (name, from, to) => `M${at(...onHelix(name, from))} L${at(...onHelix(name, to))}`;

// Where the vesicle's middle is at a distance between the two membranes.
export const vesicleAt = (gap) => MEMBRANE_Y - gap - RADIUS;
const onVesicle = (degrees, cy, out = 0) => {
  const angle = (degrees * Math.PI) / 180;
  return [CONTACT_X + (RADIUS + out) * Math.sin(angle), cy + (RADIUS + out) * Math.cos(angle)];
};

// VAMP-2: its C end is anchored in the vesicle. It lies in the bundle from its N end to `zipped`, then runs to its anchor.
// With `zipped` 0 it hangs free from the vesicle. Gives the path and the points near a share of its length.
export function vampCourse(zipped, cy) {
  const degrees = between(50, 54, zipped);
  const anchor = onVesicle(degrees, cy);
  const inside = onVesicle(degrees, cy, -11);
  if (zipped === 0) {
    const tip = [anchor[0] + 138, anchor[1] - 16];
    const bends = [[anchor[0] + 90, anchor[1] - 34], onVesicle(degrees, cy, 40)];
    return { anchor, inside, tip, bends, from: 0 };
  }
  const tip = onHelix("vamp", zipped);
  const reach = between(58, 10, zipped);
  const bends = [[tip[0] + ALONG[0] * reach, tip[1] + ALONG[1] * reach], onVesicle(degrees, cy, between(30, 8, zipped))];
  return { anchor, inside, tip, bends, from: zipped };
}
function onBend({ tip, bends, anchor }, t) {
  const weight = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  const points = [tip, ...bends, anchor];
  return [0, 1].map((axis) => points.reduce((sum, point, i) => sum + weight[i] * point[axis], 0));
}
// The point of VAMP-2 at a share of its length.
export function onVamp(course, share) {
  return course.from > 0 && share <= course.from ? onHelix("vamp", share) : onBend(course, (share - course.from) / (1 - course.from));
}
function vampStretch(course, from, to) {
  const steps = 14;
  const points = [];
  for (let i = 0; i <= steps; i++) points.push(onVamp(course, between(from, to, i / steps)));
  const d = `M${points.map((p) => at(...p)).join(" L")}`;
  return to < 1 ? d : `${d} L${at(...course.inside)}`;
}

// SNAP-25 is tied to the membrane by lipids on the loop between its two helices; syntaxin by its C end.
function ties() {
  const [sx, sy] = onHelix("snapN", 1);
  const [nx, ny] = onHelix("snapC", 0);
  const loop = `M${at(sx, sy)} C${at(sx - 10, sy + 4)} ${at(sx - 4, MEMBRANE_Y - 6)} ${at(sx + 12, MEMBRANE_Y - 7)} ` +
    `C${at(sx + 70, MEMBRANE_Y - 9)} ${at(nx + 34, ny + 52)} ${at(nx + 22, ny + 14)} C${at(nx + 18, ny + 2)} ${at(nx + 10, ny - 2)} ${at(nx, ny)}`;
  const tails = [8, 13, 18].map((x) => `M${at(sx + x, MEMBRANE_Y - 7)} v7`).join(" ");
  return path(loop, "snap-loop") + path(tails, "snap-tail");
}

// All SNARE proteins. `cuts` are [protein, share] pairs; what lies beyond a cut drifts off by `drift` (0 to 1), or is `gone`.
// `loose`: cut SNAP-25 no longer holds on to syntaxin.
export function snares({ zipped, cy, cuts = [], drift = 1, gone = false, loose = false, faded = [] }) {
  const where = Object.fromEntries(cuts);
  const course = vampCourse(zipped, cy);
  const [cx, end] = onHelix("syntaxin", 1);
  const foot = cx - 18;
  const stem = `C${at(cx + ALONG[0] * 10, end + ALONG[1] * 10)} ${at(foot, MEMBRANE_Y - 14)} ${at(foot, MEMBRANE_Y - 4)} V${MEMBRANE_Y + 9}`;
  const syntaxin = where.syntaxin === undefined
    ? helix(`${stretch("syntaxin", 0, 1)} ${stem}`, "syntaxin")
    : helix(`M${at(foot, MEMBRANE_Y - 8)} V${MEMBRANE_Y + 9}`, "syntaxin") +
      placed(helix(stretch("syntaxin", 0, 1), "syntaxin"), 8 * drift, -3 * drift);
  const snapEnd = where.snapC ?? 1;
  const swing = loose ? -15 : 0;
  const [hx, hy] = onHelix("snapC", 0);
  const snapC = placed(placed(helix(stretch("snapC", 0, snapEnd), "snap"), -hx, -hy), hx, hy, swing) +
    (snapEnd < 1 && !gone ? fragment("snapC", snapEnd, drift) : "");
  const vampEnd = where.vamp ?? 0;
  const vamp = helix(vampStretch(course, vampEnd, 1), "vamp") +
    (vampEnd > 0 && !gone ? placed(helix(vampStretch(course, 0, vampEnd), "vamp"), 16 * drift, -12 * drift) : "");
  const shown = (kind, content) => (faded.includes(kind) ? `<g class="ghost">${content}</g>` : content);
  return shown("snap", ties() + helix(stretch("snapN", 0, 1), "snap")) + shown("syntaxin", syntaxin) + shown("snap", snapC) + shown("vamp", vamp);
}

// The piece that a cut takes off the end of SNAP-25, drifting its own way.
function fragment(name, share, drift) {
  const [x, y] = onHelix(name, (share + 1) / 2);
  const half = ((1 - share) / 2) * LENGTH - 2;
  const turn = (Math.atan2(ALONG[1], ALONG[0]) * 180) / Math.PI;
  return placed(helix(`M${at(-half, 0)} L${at(half, 0)}`, "snap"), x - 14 * drift, y - 30 * drift, turn + 50 * drift);
}

// The light chain with its notch on a cut site, and the dashed line of the cut.
export function cutter(point, { turn = 0, away = 0 }) {
  const [x, y] = point;
  const angle = (turn * Math.PI) / 180;
  return placed(lightChain(turn), x + (17 + away) * Math.cos(angle), y + (17 + away) * Math.sin(angle), turn);
}
export function cutLine([x, y], [ux, uy] = ACROSS) {
  const d = `M${at(x - ux * 9, y - uy * 9)} L${at(x + ux * 9, y + uy * 9)}`;
  return path(d, "cut-halo") + path(d, "cut-line");
}

// The letters at the two ends of a bundle, and the way it zips.
export function ends() {
  const [nx, ny] = onHelix("syntaxin", -0.06);
  const [kx, ky] = onHelix("vamp", 0.94, 13);
  return label("N", [nx, ny], "middle", null, "end-letter") + label("C", [kx, ky], "middle", null, "end-letter");
}
export function zipArrow(from, to) {
  return arrow(onHelix("vamp", from, 15), onHelix("vamp", to, 15), { className: "zip" });
}
