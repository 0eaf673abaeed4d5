// The whole junction in section: the end of a motor axon on a muscle fibre. One state of it a step, with the words inside.
import { PANEL, arrow, at, between, box, cross, disc, ease, faint, label, oval, part, path, placed } from "./junction_pen.js";
import { acetylcholine, calcium, tinyLight, tinyToxin } from "./junction_molecules.js";

const ZONES = [82, 121, 160, 199, 238, 277]; // active zones, each over the mouth of a fold
const FLOOR = 224; // underside of the terminal
const CREST = 245;
const SURFACE = 212;
export const TERMINAL = `M164 -4 V62 C164 92 120 86 84 96 C54 104 44 128 46 166 C47 196 48 ${FLOOR} 70 ${FLOOR} ` +
  `H290 C312 ${FLOOR} 313 196 314 166 C316 128 306 104 276 96 C240 86 196 92 196 62 V-4`;
const SHEATH = `M150 -4 V58 C150 76 112 74 78 84 C40 96 30 128 32 166 L30 ${SURFACE} H330 L328 166 C330 128 320 96 282 84 C248 74 210 76 210 58 V-4 Z`;
const FIBRE = (() => {
  let d = `M-4 ${SURFACE} H30 Q46 ${SURFACE} 50 ${CREST - 10} Q52 ${CREST} 62 ${CREST}`;
  const mouth = CREST + 7;
  const bottom = CREST + 40;
  for (const x of ZONES) {
    d += ` H${x - 10} Q${x - 5} ${CREST} ${x - 5} ${mouth} V${bottom - 7} Q${x - 5} ${bottom} ${x} ${bottom}` +
      ` Q${x + 5} ${bottom} ${x + 5} ${bottom - 7} V${mouth} Q${x + 5} ${CREST} ${x + 10} ${CREST}`;
  }
  return `${d} H298 Q308 ${CREST} 310 ${CREST - 10} Q314 ${SURFACE} 330 ${SURFACE} H364`;
})();
const RESERVE = [
  [74, 128], [70, 152], [92, 142], [88, 170], [112, 160], [104, 184], [130, 146], [134, 172], [152, 128], [156, 154], [154, 184], [176, 112],
  [178, 140], [180, 168], [200, 124], [204, 152], [202, 184], [226, 150], [226, 174], [248, 162], [256, 184], [270, 148], [282, 170],
  [290, 140], [68, 186], [292, 190], [128, 192], [230, 194],
];

function mitochondrion(x, y, turn) {
  return placed(box(-21, -9, 42, 18, "mitochondrion", 9) +
    path("M-15 -5 q3 10 6 4 q3 -8 6 2 q3 8 6 -2 q3 -7 6 2 q2 5 5 2", "cristae"), x, y, turn);
}
const ball = (x, y, kind = "") => disc(x, y, 7, `ball ${kind}`) + disc(x, y, 3.4, `ball-core ${kind}`);

// Myofibrils: the dark band keeps its length, the light band beside the Z lines gives way when the fibre contracts.
function myofibrils(shortened) {
  const period = between(34, 25, shortened);
  let out = "";
  for (const y of [318, 346, 374]) {
    out += box(-6, y, PANEL.width + 12, between(20, 22, shortened), "myofibril");
    for (let i = -8; i <= 8; i++) {
      const x = 112 + i * period;
      out += box(x - 9, y, 18, between(20, 22, shortened), "dark-band") +
        path(`M${at(x + period / 2, y)} v${between(20, 22, shortened)}`, "z-line");
    }
  }
  return out;
}

// A small graph of the fibre's voltage. The endplate potential reaches the threshold, or it does not.
const CURVES = {
  spike: "M244 382 H250 C255 381 257 364 260 350 C262 338 263 325 266 325 C270 325 272 368 277 385 C281 391 290 384 302 382 H346",
  part: "M244 382 H250 C255 381 256 357 262 357 C270 357 280 382 304 382 H346",
  small: "M244 382 H250 C255 381 256 371 261 371 C268 371 278 382 298 382 H346",
};
function trace(shape, t) {
  const [x, y, w, h] = [238, 314, 116, 80];
  return box(x, y, w, h, "screen", 5) + path(`M${x + 8} 350 H${x + w - 8}`, "threshold") +
    (t > 0 ? `<path class="trace" pathLength="100" stroke-dasharray="100" stroke-dashoffset="${(100 - 100 * t).toFixed(1)}" d="${CURVES[shape]}"/>` : "") +
    label("threshold", [x + w - 4, 339], "left", null, "on-screen") + label("fibre voltage", [x + w / 2, y - 10], "middle");
}

const receptorsOnCrests = (lit) => {
  let out = "";
  const edges = [62, ...ZONES.flatMap((x) => [x - 12, x + 12]), 298];
  for (let i = 0; i < edges.length; i += 2) {
    const [from, to] = [edges[i], edges[i + 1]];
    const count = Math.max(1, Math.round((to - from) / 7));
    for (let k = 0; k <= count; k++) {
      const x = between(from, to, k / count);
      out += path(`M${at(x, CREST + 3)} V${CREST - 5} M${at(x - 2.4, CREST - 6)} h4.8`, lit ? "small-receptor lit" : "small-receptor");
    }
  }
  return out;
};

const glow = (reach, core = true) => {
  const low = between(-4, 74, Math.min(1, reach * 1.6));
  const wide = part(reach, 0.6, 1);
  return (core ? path(`M167 -4 V${low.toFixed(1)} A13 13 0 0 0 193 ${low.toFixed(1)} V-4 Z`, "impulse-core") : "") +
    (wide > 0 ? faint(path(TERMINAL, "impulse-wall"), wide) : "");
};
const sites = (y, spread) => ZONES.flatMap((x) => [[x - spread, y], [x + spread, y]]);
const ions = (t) => ZONES.flatMap((x, i) => [[-15, 9], [0, 15], [15, 11]].map(([dx, deep]) =>
  calcium(x + dx, between(FLOOR + 11, FLOOR - deep, ease(part(t, i * 0.03, 0.7 + i * 0.05))), 2.9))).join("");
const opened = (x, width = 5) => path(`M${x - width} ${FLOOR + 2} V${FLOOR - 1} A8.2 8.2 0 1 1 ${x + width} ${FLOOR - 1} V${FLOOR + 2} Z`, "omega") +
  path(`M${x - width} ${FLOOR} V${FLOOR - 1} A8.2 8.2 0 1 1 ${x + width} ${FLOOR - 1} V${FLOOR}`, "omega-wall");
const cloud = (x, t, count = 9) => {
  let out = "";
  for (let i = 0; i < count; i++) {
    const spread = ease(part(t, 0.05, 0.9));
    out += acetylcholine(x + (((i * 5) % 9) - 4) * 4.2 * spread, between(FLOOR - 5, FLOOR + 5 + ((i * 7) % 12), spread), 1.8);
  }
  return out;
};
const sprout = (side, reach, kind) => {
  const x = (dx) => 180 + side * dx;
  const tip = between(128, 166, reach);
  const line = `M${x(122)} 116 C${x(150)} 118 ${x(148)} 176 ${x(tip - 6)} 196`;
  return `<g class="${kind}">${path(line, "sprout-ink")}${path(line, "sprout")}${oval(x(tip), 203, 13, 6.5, "sprout-end")}</g>`;
};

// The close-up beside the drawing shows what lies in this frame.
const frame = (x, y, width, height) => box(x, y, width, height, "frame-halo", 6) + box(x, y, width, height, "frame", 6);

// What each step shows. All the fields are optional; `words` are drawn last.
function draw(state) {
  const { width, height } = PANEL;
  const { fused = [], shortened = 0, lit = false } = state;
  return [
    box(0, 0, width, height, "tissue"), path(SHEATH, "schwann"),
    ...[[136, 14], [196, 14]].map(([x, w]) => box(x + (x < 180 ? 12 : 2), -6, w + 2, 52, "myelin", 5)),
    path("M153 -4 V44 M157.5 -4 V44 M202.5 -4 V44 M207 -4 V44", "myelin-line"),
    box(44, SURFACE, 272, 90, "cleft"), path(`${FIBRE} V404 H-4 Z`, "muscle"), path(`${FIBRE}`, "fibre-wall"),
    path(`M62 ${CREST - 11} H298`, "lamina"), myofibrils(shortened),
    path(TERMINAL, "nerve"), state.below ?? "", path(TERMINAL, "nerve-edge"), state.glow ?? "",
    mitochondrion(110, 118, -14), mitochondrion(248, 122, 16),
    ...RESERVE.map(([x, y]) => ball(x, y)),
    ...ZONES.map((x) => path(`M${x - 4} ${FLOOR - 3} h8`, "active-zone")),
    ...sites(FLOOR - 10, 9.5).filter((_, i) => !fused.includes(i)).map(([x, y]) => ball(x, y + (state.pressed ?? 0))),
    ...fused.map((i) => opened(ZONES[i >> 1] + (i % 2 ? 9.5 : -9.5))),
    receptorsOnCrests(lit), state.art ?? "",
    state.trace ? trace(state.trace, state.sweep ?? 1) : "",
    state.frame ? frame(...state.frame) : "",
    state.words ?? "",
  ].join("");
}

const DOCKING_FRAME = [179, 194, 46, 58];
const LEFT_ONES = [0, 2, 4, 6, 8, 10];
const clouds = (t) => LEFT_ONES.map((i) => cloud(siteX(i), t)).join("");
const siteX = (i) => ZONES[i >> 1] + (i % 2 ? 9.5 : -9.5);

export const WHOLE = {
  impulse: (t) => ({
    glow: glow(ease(t)), frame: DOCKING_FRAME,
    art: arrow([180, 6], [180, 74], { className: "impulse" }),
    words: label("motor axon", [146, 20], "left") + label("impulse", [216, 26], "right", [190, 40], "strong") +
      label("nerve terminal", [70, 66], "above", [84, 100]) + label("vesicles", [308, 66], "above", [271, 142]) +
      label("muscle fibre", [10, 302], "right") + label("synaptic cleft", [288, 292], "below", [288, 239]),
  }),
  calcium: (t) => ({
    glow: glow(1, false), frame: DOCKING_FRAME, art: ions(t) + [101, 257].map((x) => arrow([x, FLOOR + 16], [x, FLOOR - 24], { className: "flow" })).join(""),
    words: label("calcium enters|the terminal", [76, 66], "above", [101, 206], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  zipper: (t) => ({
    glow: glow(1, false), frame: DOCKING_FRAME, art: ions(1), pressed: between(0, 2, ease(t)),
    words: label("docked vesicles|pulled tight", [76, 66], "above", [111, 208], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  release: (t) => ({
    glow: glow(1, false), frame: DOCKING_FRAME, fused: LEFT_ONES, art: ions(1) + clouds(t), lit: t > 0.9,
    words: label("acetylcholine|fills the cleft", [76, 66], "above", [72, 226], "strong") +
      label("folds with receptors", [96, 291], "below", [102, 246]),
  }),
  response: (t) => ({
    frame: [198, 226, 62, 62], fused: LEFT_ONES, lit: true, art: clouds(1) + running(part(t, 0.3, 0.6)) + shortening(ease(part(t, 0.6, 1))),
    shortened: ease(part(t, 0.6, 1)), trace: "spike", sweep: part(t, 0, 0.7),
    words: label("receptors open", [76, 66], "above", [66, 240], "strong") + label("fibre contracts", [10, 302], "right", null, "strong"),
  }),
  arrival: (t) => ({
    frame: [316, 150, 40, 56], art: needle() + spreading(ease(t)),
    words: label("needle", [268, 40], "left", [345, 96]) +
      label("toxin spreads|to the cleft", [70, 40], "below", null, "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  binding: (t) => ({
    frame: DOCKING_FRAME, fused: [0, 3, 6, 9],
    art: [0, 3, 6, 9].map((i) => tinyToxin(siteX(i), between(FLOOR + 16, FLOOR - 3, ease(t)), 90, 0.9)).join("") +
      [101, 218, 262].map((x) => tinyToxin(x, FLOOR + 11, 0, 0.9)).join(""),
    words: label("toxin binds in|open vesicles", [76, 66], "above", [72, 214], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  uptake: (t) => ({
    frame: [169, 166, 46, 46], fused: [3, 9], art: loaded(ease(t), "") + [101, 262].map((x) => tinyToxin(x, FLOOR + 11, 0, 0.9)).join("") +
      arrow([72.5, 218], [72.5, 190], { className: "flow" }),
    words: label("vesicles return|with toxin", [76, 66], "above", [72, 180], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  crossing: (t) => ({
    frame: [169, 160, 50, 46], art: loaded(1, "acid") + lights(ease(t), 0),
    words: label("light chains|in the cytosol", [76, 66], "above", [86, 178], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  cut: (t) => ({
    frame: DOCKING_FRAME, art: lights(1, ease(t)),
    words: label("light chains|cut SNAREs", [76, 66], "above", [84, 206], "strong") + label("muscle fibre", [10, 302], "right"),
  }),
  silence: (t) => ({
    glow: glow(ease(part(t, 0, 0.5))), frame: DOCKING_FRAME, trace: "small", sweep: part(t, 0.5, 1),
    art: ions(part(t, 0.3, 0.8)) + lights(1, 1) + [82, 160, 238].map((x) => cross(x, CREST - 11, 5)).join("") +
      arrow([180, 6], [180, 74], { className: "impulse" }),
    words: label("impulse arrives,|no release", [76, 62], "above", [90, 228], "strong") +
      label("fibre stays silent", [10, 302], "right", null, "strong"),
  }),
  renewal: (t) => ({
    frame: DOCKING_FRAME, trace: "part", sweep: part(t, 0.4, 1),
    art: lights(1, 1, "fading") + supply(t),
    words: label("new SNARE|proteins come|down the axon", [222, 36], "right", [188, 40], "strong") +
      label("fewer|light chains", [62, 60], "above", [84, 206]) + label("muscle fibre", [10, 302], "right"),
  }),
  sprouts: (t) => ({
    below: "", art: sprout(-1, ease(t), "") + sprout(1, ease(t), "") + cloud(ZONES[2], 1, 4) + cloud(ZONES[4], 1, 4),
    words: label("sprouts", [44, 66], "above", [36, 160], "strong") + label("first terminal", [284, 62], "above", [268, 96]) +
      label("muscle fibre", [10, 302], "right"),
  }),
  recovery: (t) => ({
    fused: LEFT_ONES, frame: DOCKING_FRAME, trace: "spike", sweep: part(t, 0, 0.7), shortened: ease(part(t, 0.6, 1)), lit: true,
    art: sprout(-1, 1, "leaving") + sprout(1, 1, "leaving") + clouds(1) + running(part(t, 0.3, 0.6)) + shortening(ease(part(t, 0.6, 1))),
    words: label("sprouts|withdraw", [40, 62], "above", [34, 164]) +
      label("first terminal|works again", [286, 62], "above", [268, 96], "strong") +
      label("fibre contracts", [10, 302], "right", null, "strong"),
  }),
};

export const wholeScene = (step, t) => draw(WHOLE[step](t));

// The action potential runs off along the surface of the fibre; then its ends are drawn towards each other.
const running = (t) => (t > 0 ? arrow([44, 226], [between(40, 6, t), 226], { className: "impulse" }) +
  arrow([316, 226], [between(320, 354, t), 226], { className: "impulse" }) : "");
const shortening = (t) => (t > 0 ? arrow([6, 357], [between(12, 50, t), 357], { className: "pull" }) +
  arrow([230, 357], [between(224, 186, t), 357], { className: "pull" }) : "");
const needle = () => placed(path("M-5 -150 L-5 -14 L5 -2 L5 -150 Z", "needle") + path("M-1.5 -150 V-12", "needle-line"), 330, 168, 14);
const spreading = (t) => [[332, 182], [344, 196], [322, 198], [336, 206], [350, 178], [318, 236], [300, 236]].map(([x, y], i) =>
  tinyToxin(between(332, x, t), between(176, y, t), i * 40, 0.95)).join("") +
    arrow([318, 214], [290, 235], { bend: -6, className: "flow" });
const loaded = (t, kind) => [[72.5, 0], [150.5, 12], [189.5, -6], [267.5, 8]].map(([x, lift]) => {
  const y = between(FLOOR - 6, 186 - lift, t);
  return disc(x, y, 11, `ball ${kind}`) + tinyToxin(x, y, 90, 0.9);
}).join("");
// Light chains beside the vesicles they came from (work 0) or at the docked vesicles (work 1).
function lights(out, work, kind = "") {
  const from = [[90, 180], [168, 168], [206, 186], [252, 172], [286, 184], [132, 180]];
  const to = [[82, 207], [160, 207], [199, 207], [238, 207], [277, 207], [121, 207]];
  return from.map(([x, y], i) => (kind === "fading" && i % 3 !== 0
    ? `<g class="fading">${tinyLight(...to[i])}</g>`
    : faint(tinyLight(between(x, to[i][0], work), between(y, to[i][1], work)), out))).join("");
}
const supply = (t) => ["snap", "vamp", "syntaxin"].map((kind, i) => {
  const [x, y] = [173 + i * 7, between(-6, 26 + ((i * 17) % 30), t)];
  return disc(x, y, 4.5, "ball") + path(`M${at(x, y + 5)} v9`, `supply ${kind}`);
}).join("") + arrow([180, 70], [180, 104]);
