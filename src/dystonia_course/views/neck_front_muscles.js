import { neckBand, neckAround } from "./neck_bands.js";
import { neckClosed, neckOpen, neckSpot } from "./neck_curves.js";
import { FRONT_MIDLINE } from "./neck_front_ground.js";

// The muscles of the front view, each as two edges from its attachment above to the one below (see neck_bands.js).
// Points count from the midline.

const FRONT_BANDS = [
  { region: "longus-colli", layer: "deep", label: "14,262",
    a: "2,108! 3,130 3,165 3,200 3,240 4,280 8,334", b: "5,108! 12,130 20,165 20,200 20,240 19,280 12,334", fibres: 3,
    more: ["4,109 10,124 22,150 37,163! 38,184! 40,208! 30,208 20,186 12,150", "10,318 14,300 24,268 36,236 40,214! 43,238! 36,258 26,284 16,314"] },
  { region: "longus-capitis", layer: "deep", label: "26,140",
    a: "3,88! 6,112 12,140 20,164 27,186 33,212 38,234!", b: "22,88! 26,112 33,140 39,160 41,184 43,210 44,236!", head: "14,85", fibres: 4 },
  { region: "levator-scapulae", layer: "second", label: "66,196",
    a: "57,114! 54,150 55,190 64,230 84,262 112,290", b: "62,118! 66,150 72,190 84,230 108,258 134,278", fibres: 4 },
  { region: "scalenus-posterior", layer: "deep", label: "98,300",
    a: "43,216 56,246 72,276 92,306 108,330", b: "44,208 64,240 86,272 106,300 122,332", fibres: 3 },
  { region: "scalenus-medius", layer: "deep", label: "74,268",
    a: "41,140 46,180 52,220 60,260 72,296 84,320", b: "44,138 56,180 66,220 80,256 96,288 104,314", fibres: 5 },
  { region: "scalenus-anterior", layer: "deep", label: "56,282",
    a: "36,160! 36,190 38,224 44,262 56,300 68,336", b: "41,160! 46,188 53,220 62,258 72,296 80,332", fibres: 4 },
];

const FRONT_SURFACE = [
  { region: "trapezius", layer: "superficial", label: "150,296",
    a: "94,128! 90,160 88,196 93,230 108,262 132,292 152,314!", b: "96,116! 94,165 95,200 100,232 113,258 140,279 172,292!",
    foot: "180,308 211,306! 211,302!", fibres: 4 },
  { region: "sternocleidomastoid", layer: "superficial", label: "64,226",
    a: "78,112! 70,146 62,180 52,216 41,252 30,290 18,326 8,358!", b: "97,106! 96,146 92,184 88,220 84,254 82,288 80,318 78,340!",
    head: "88,104", foot: "15,362 20,352 30,326 38,304 44,288! 40,312 34,336! 56,341", fibres: 6, trim: [0.05, 0.12] },
];

const frontSides = [["right", { cx: FRONT_MIDLINE, side: -1 }], ["left", { cx: FRONT_MIDLINE, side: 1 }]];

function frontMuscle({ region, layer, label, more = [], ...band }) {
  return frontSides.map(([side, half]) => {
    const { d, fibres } = neckBand(band, half);
    return { region, side, layer, class: "neck-muscle", d: [d, ...more.map((text) => neckClosed(text, half))].join(""), fibres, label: neckSpot(label, half) };
  });
}

function frontDanger(region, layer, kind, [course, reach], lines, label) {
  return frontSides.map(([side, half]) => ({
    region, side, layer, class: kind, d: neckAround(course, reach, half), fibres: [], label: neckSpot(label, half),
    lines: lines.map(([of, text, width]) => ({ class: of, d: neckOpen(text, half), width })),
  }));
}

const FRONT_VERTEBRAL = "46,318 40,296 34,270 33,244 32,210 31,176 30,152 34,138 46,130 49,114 44,102 30,100";
const ofLayer = (bands, layer) => bands.filter((band) => band.layer === layer).flatMap(frontMuscle);

export const FRONT_PARTS = [
  ...frontDanger("vertebral-artery", "bone", "neck-vessel-artery", [FRONT_VERTEBRAL, 14], [["neck-vessel-artery", FRONT_VERTEBRAL, 6]], "36,190"),
  ...ofLayer(FRONT_BANDS.slice(0, 5), "deep"),
  ...frontDanger("brachial-plexus", "deep", "neck-nerve", ["48,222 62,262 86,302 130,346", 17], [
    ["neck-nerve", "42,212! 54,240 72,276 104,318 150,352", 4],
    ["neck-nerve", "43,236! 56,262 76,296 106,328 148,358", 4],
    ["neck-nerve", "46,262! 58,282 78,308 106,336 146,364", 4.4],
    ["neck-nerve", "52,288! 66,304 86,324 110,344 144,370", 4.4],
    ["neck-nerve", "54,308! 70,320 90,336 112,352 142,374", 4],
  ], "110,322"),
  ...ofLayer(FRONT_BANDS.slice(5), "deep"),
  { region: "pharynx", side: "middle", layer: "third", class: "neck-airway", fibres: [], label: [FRONT_MIDLINE, 150],
    d: neckClosed("-22,98! 0,94 22,98! 26,120 32,150 40,176 38,200 32,226 24,246 14,260 0,262 -14,260 -24,246 -32,226 -38,200 -40,176 -32,150 -26,120", { cx: FRONT_MIDLINE }) },
  ...frontDanger("carotid-sheath", "third", "neck-vessel-artery", ["46,126 48,180 48,240 40,300 32,346", 15], [
    ["neck-vessel-artery", "28,366 30,336 36,290 42,244 44,212 43,196", 10],
    ["neck-vessel-artery", "43,204 38,184 40,160 42,136", 6],
    ["neck-vessel-artery", "44,206 48,186 47,160 46,124", 7],
    ["neck-nerve", "51,124 51,180 49,240 44,290 36,350", 2.4],
    ["neck-vessel-vein", "56,122 58,170 58,214 56,258 50,304 42,350", 13],
  ], "54,250"),
  ...ofLayer(FRONT_BANDS, "second"),
  ...FRONT_SURFACE.flatMap(frontMuscle),
  ...frontDanger("external-jugular", "superficial", "neck-vessel-vein", ["78,152 76,190 80,240 88,290 94,330", 14],
    [["neck-vessel-vein", "78,150 76,180 79,220 85,264 91,304 93,334", 5.4]], "80,270"),
];
