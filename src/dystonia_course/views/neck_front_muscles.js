import { neckBand, neckTube } from "./neck_bands.js";
import { neckClosed, neckOpen, neckSpot } from "./neck_curves.js";
import { FRONT_MIDLINE, frontTransverse } from "./neck_front_ground.js";

// The muscles of the front view, each as two edges from its attachment above to the one below (see neck_bands.js).
// Points count from the midline.

const FRONT_BANDS = [
  { region: "longus-colli", layer: "deep", label: "14,262",
    a: "3,122! 3,140 3,170 3,200 3,240 4,284 8,334", b: "7,122! 13,140 18,170 20,200 20,240 18,284 12,334", fibres: 3,
    more: ["4,109 10,124 22,150 37,163! 38,184! 40,208! 30,208 20,186 12,150", "10,318 14,300 24,268 36,236 40,214! 43,238! 36,258 26,284 16,314"] },
  { region: "longus-capitis", layer: "deep", label: "26,140",
    a: "3,88! 6,112 12,140 20,164 27,186 33,212 38,234!", b: "22,88! 26,112 33,140 39,160 41,184 43,210 44,236!", head: "14,85", fibres: 4 },
  { region: "splenius-capitis", layer: "second", label: "84,170",
    a: "76,110! 70,140 70,175 76,215 84,258", b: "92,108! 89,140 86,175 87,215 90,260", fibres: 4 },
  { region: "levator-scapulae", layer: "second", label: "96,266",
    a: "56,114! 53,150 55,190 65,230 88,276 116,338!", b: "62,117! 66,150 72,190 83,230 106,270 142,326!", fibres: 4 },
  { region: "scalenus-posterior", layer: "deep", label: "110,304",
    a: "43,216 56,246 72,276 94,306 112,334", b: "44,208 66,238 92,268 114,298 128,332", fibres: 3 },
  { region: "scalenus-medius", layer: "deep", label: "62,226",
    a: "37,141 43,180 51,220 60,260 73,296 88,318", b: "42,138 54,180 66,220 80,256 95,288 106,312", fibres: 5 },
  { region: "scalenus-anterior", layer: "deep", label: "70,302",
    a: "36,158 35,190 39,224 48,262 62,300 78,337", b: "39,158 46,188 54,220 65,258 79,296 92,332", fibres: 4 },
];

const FRONT_SURFACE = [
  { region: "trapezius", layer: "superficial", label: "150,296",
    a: "90,122! 85,160 84,196 89,230 104,262 128,292 150,314!", b: "91,118! 89.5,165 91,200 97,232 112,258 140,279 172,292!",
    foot: "180,308 211,306! 211,302!", fibres: 4 },
  { region: "sternocleidomastoid", layer: "superficial", label: "64,226",
    a: "78,112! 70,146 62,180 52,216 41,252 30,290 18,326 8,358!", b: "94,106! 91,146 87,184 84,220 80,254 78,288 78,318 77,341!",
    head: "88,104", foot: "15,362 20,352 30,326 38,304 44,288! 40,312 34,336! 56,341", fibres: 6, trim: [0.05, 0.12], tendons: ["27,328! 32,316 38,305 32,328 24,346 14,360! 9,357! 18,338"] },
];

const FRONT_SIDES = [["right", { cx: FRONT_MIDLINE, side: -1 }], ["left", { cx: FRONT_MIDLINE, side: 1 }]];

function frontMuscle({ region, layer, label, more = [], tendons = [], ...band }) {
  return FRONT_SIDES.map(([side, half]) => {
    const { d, fibres } = neckBand(band, half);
    const belly = { d: [d, ...more.map((text) => neckClosed(text, half))].join(""), class: "neck-muscle" };
    const part = { region, side, layer, ...belly, fibres, label: neckSpot(label, half) };
    if (!tendons.length) return part;
    return { ...part, pieces: [belly, ...tendons.map((text) => ({ d: neckClosed(text, half), class: "neck-tendon" }))] };
  });
}

// A danger structure of both sides; `shape` gives d and pieces for one half.
const frontDanger = (region, layer, kind, label, shape) =>
  FRONT_SIDES.map(([side, half]) => ({ region, side, layer, class: kind, fibres: [], label: neckSpot(label, half), ...shape(half) }));
const frontNerve = (text, half) => ({ d: neckOpen(text, half), class: "neck-nerve neck-line" });
const frontVessel = (kind, text, width, half) => ({ d: neckTube(text, width, half), class: kind, course: neckOpen(text, half) });

const FRONT_VERTEBRAL = "48,322 40,296 34,270 33,244 32,210 31,176 30,152 34,140 44,131 51,121 51,106 44,100 30,99";
const FRONT_PLEXUS = [
  "42,212! 54,240 72,276 104,318 150,352", "43,236! 56,262 76,296 106,328 148,358", "46,262! 58,282 78,308 106,336 146,364",
  "52,288! 66,304 86,324 110,344 144,370", "54,308! 70,320 90,336 112,352 142,374",
];
const frontLayer = (layer, only = () => true) => FRONT_BANDS.filter((band) => band.layer === layer && only(band.region)).flatMap(frontMuscle);

// Fibres of the constrictors of the pharynx, rising to the midline seam.
const FRONT_CONSTRICTORS = [104, 116, 128, 140, 152].map((y, i) =>
  neckOpen(`${-20 - 2 * i},${y + 12} 0,${y} ${20 + 2 * i},${y + 12}`, { cx: FRONT_MIDLINE }),
);

export const FRONT_PARTS = [
  ...frontDanger("vertebral-artery", "bone", "neck-vessel-artery neck-line", "38,290", (half) => ({
    d: neckOpen(FRONT_VERTEBRAL, half),
    pieces: [
      { d: neckOpen(FRONT_VERTEBRAL, half), class: "neck-vessel-artery neck-line" },
      ...frontTransverse(half).map((d) => ({ d, class: "neck-bone" })),
    ],
  })),
  ...frontLayer("deep", (region) => region !== "scalenus-anterior"),
  ...frontDanger("brachial-plexus", "deep", "neck-nerve", "112,334", (half) => ({
    d: neckClosed("42,208 62,244 80,276 110,314 156,346 146,380 112,358 86,340 62,318 50,296 44,262", half),
    pieces: [
      ...FRONT_PLEXUS.map((text) => frontNerve(text, half)),
      frontVessel("neck-vessel-artery", "32,350 42,328 56,316 76,318 98,334 120,354 140,380", 9, half),
    ],
  })),
  ...frontLayer("deep", (region) => region === "scalenus-anterior"),
  { region: "pharynx", side: "middle", layer: "third", class: "neck-strap", fibres: FRONT_CONSTRICTORS, label: [FRONT_MIDLINE, 150],
    d: neckClosed("-18,97 0,92 18,97 24,106 27,124 32,150 40,176 38,200 32,226 24,246 14,260 0,262 -14,260 -24,246 -32,226 -38,200 -40,176 -32,150 -27,124 -24,106", { cx: FRONT_MIDLINE }) },
  ...frontDanger("carotid-sheath", "third", "neck-vessel-artery", "51,184", (half) => ({
    d: neckClosed("43,104! 60,104! 64,130 66,170 65,214 62,260 57,306 52,346! 26,352! 29,320 34,280 38,240 36,200 34,180 38,150 42,130", half),
    pieces: [
      frontVessel("neck-vessel-artery", "42,246 42,212 38,190 38,166 43,138", 7, half),
      frontVessel("neck-vessel-artery", "31,352 32,336 36,290 42,244 45,208 48,186 48,160 47,104", 8.5, half),
      frontNerve("51,104 51,180 49,240 44,290 36,350", half),
      frontVessel("neck-vessel-vein", "54,104 57,130 58,170 58,214 56,258 51,304 46,346", 13, half),
    ],
  })),
  ...frontLayer("second"),
  ...FRONT_SURFACE.flatMap(frontMuscle),
  ...frontDanger("external-jugular", "superficial", "neck-vessel-vein neck-line", "75,190", (half) => ({
    d: neckOpen("75,150 74,180 77,220 83,264 89,302 92,327", half),
  })),
];
