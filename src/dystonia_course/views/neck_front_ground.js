import { neckTube } from "./neck_bands.js";
import { neckClosed, neckOpen } from "./neck_curves.js";

// The neck from the front with the chin raised: head, bones, larynx and what else is drawn but not chosen. Points count
// from the midline; 15 units are about 1 cm. Everything here is drawn for both sides.

export const FRONT_MIDLINE = 210;

const FRONT_HALVES = [-1, 1].map((side) => ({ cx: FRONT_MIDLINE, side }));
const frontPair = (layer, kind, text, more = {}) => FRONT_HALVES.map((half) => ({ layer, class: kind, d: neckClosed(text, half), ...more }));
const frontPairLine = (layer, kind, text, more = {}) => FRONT_HALVES.map((half) => ({ layer, class: kind, d: neckOpen(text, half), ...more }));

// A form that crosses the midline: its right half from above down to the midline, and the same mirrored, in one outline.
function frontWhole(layer, kind, text, more = {}) {
  const half = text.trim().split(/\s+/);
  const other = half
    .slice()
    .reverse()
    .filter((word) => !/^0,/.test(word))
    .map((word) => `-${word}`.replace("--", ""));
  return { layer, class: kind, d: neckClosed([...half, ...other].join(" "), { cx: FRONT_MIDLINE }), ...more };
}

const FRONT_BODY =
  "0,0! 96,0! 99,20 100,40 99,70 96,100 92,130 90,165 91,200 97,232 112,258 140,279 175,293 210,302! 210,440! 0,440!";
const FRONT_SKIN = "0,142! 14,141 28,140 40,141 53,144 64,145 74,141 84,126 90,100 97,98! 93,130 90,165 91,200 97,232 112,258 140,279 175,293 210,302! 210,440! 0,440!";

// Face under a raised chin, its border the lower jaw. It stays when sternocleidomastoid is taken off, so both layers have it.
const frontFace = (layer) => [
  ...frontPair(layer, "neck-face", "97,50! 102,44 109,46 112,56 109,74 105,92 99,108 93,112 92,100 96,78", { over: true }),
  ...frontPairLine(layer, "neck-contour", "103,53 108,58 105,74 99,90", { over: true }),
  frontWhole(layer, "neck-face", "0,0! 96,0! 99,20 100,38 98,62 95,86 91,104 86,121 80,134 73,142 64,146 53,145 40,142 28,141 14,142 0,143", { over: true }),
  frontWhole(layer, "neck-contour", "0,78 6,79 10,76 16,72 19,65 15,58 7,54 0,53", { over: true }),
  ...frontPair(layer, "neck-hollow", "4,71 8,67 13,68 13,72 8,74", { over: true }),
  frontWhole(layer, "neck-lip", "0,92 5,90 15,93 28,98! 15,99 0,99", { over: true }),
  frontWhole(layer, "neck-lip", "0,99 15,99 28,98! 17,105 0,107", { over: true }),
  ...frontPairLine(layer, "neck-contour", "25,72 32,84 36,96", { over: true }),
  { layer, class: "neck-contour", d: neckOpen("-13,115 0,113 13,115", { cx: FRONT_MIDLINE }), over: true },
  ...frontPairLine(layer, "neck-contour", "22,36! 31,30 44,29 57,35", { over: true }),
  ...frontPairLine(layer, "neck-contour", "24,37! 38,40 55,37", { over: true }),
  ...frontPairLine(layer, "neck-contour", "17,22! 34,14 54,15 68,23", { over: true }),
];

const FRONT_SKULL = [
  // Base of the skull cut in front of the atlas: mastoid and styloid processes at the sides, the basilar part in the middle.
  frontWhole(
    "bone",
    "neck-bone",
    "0,57 40,56 72,52 96,50! 98,64 97,84 93,100 87,114 80,117 74,107 70,98 62,96 58,92 50,92 40,94 34,100 26,102 20,97 16,93 8,94 0,95",
  ),
  ...frontPair("bone", "neck-bone", "60,92 64,93 62,112 58,130 57,130 58,110"),
  ...frontPairLine("bone", "neck-contour", "24,78 32,72 42,74 48,80"),
  ...frontPairLine("bone", "neck-contour", "52,84 58,78 66,80"),
];

const FRONT_ATLAS =
  "0,104 10,105 18,102 26,104 36,103 46,106 56,109 61,114 59,120 52,122 44,120 38,124 30,126 22,122 14,117 0,116";
// Level, half width of the body above and below, tip of the transverse process, upper and lower border at the midline.
const FRONT_LEVELS = [
  [150, 15, 17, 38, 122, 149],
  [152, 16, 18, 39, 153, 173],
  [177, 17, 18, 40, 177, 197],
  [202, 17, 19, 41, 201, 221],
  [226, 18, 19, 42, 225, 246],
  [251, 18, 20, 48, 250, 271],
  [277, 20, 21, 56, 276, 299],
  [305, 21, 22, 56, 304, 328],
];

const FRONT_RECTI = frontPair("deep", "neck-strap", "50,93 60,94 62,104 60,110 54,108 50,101");

const FRONT_SPINE = [
  frontWhole("bone", "neck-bone", "0,105 4,105 6,98 4,92 0,91"),
  // Axis with its shoulders under the atlas.
  frontWhole("bone", "neck-bone", "0,119 8,121 14,128 24,127 33,130 38,137 40,143 36,147 30,146 24,144 18,149 0,150"),
  ...FRONT_LEVELS.slice(1).flatMap(([y, above, below, tip, top, bottom]) => {
    const process =
      `${above - 4},${y + 4} ${above + 6},${y + 2} ${tip - 6},${y + 3} ${tip},${y + 8} ` +
      `${tip - 1},${y + 15} ${tip - 8},${y + 16} ${above + 5},${y + 13} ${above - 4},${y + 13}`;
    const body =
      `0,${top + 2} ${above - 6},${top + 1} ${above},${top - 4} ${above + 2},${top + 5} ` +
      `${above - 1},${(top + bottom) / 2} ${below},${bottom - 4} ${below - 3},${bottom} 0,${bottom + 1}`;
    return [...frontPair("bone", "neck-bone", process), frontWhole("bone", "neck-bone", body)];
  }),
  frontWhole("bone", "neck-bone", FRONT_ATLAS),
];

/** Front bars of the transverse processes C1 to C6 of one half, in front of the vertebral artery. */
export function frontTransverse(half) {
  const bars = FRONT_LEVELS.slice(1, 5).map(
    ([y, above, , tip]) =>
      `${above - 2},${y + 4} ${above + 8},${y + 3} ${tip - 7},${y + 2} ${tip - 1},${y + 5} ${tip - 2},${y + 10} ${tip - 9},${y + 10} ${above + 7},${y + 9} ${above - 2},${y + 9}`,
  );
  const atlas = "40,105 48,106 56,109 61,114 59,120 52,122 45,121 39,123 38,114";
  return [...bars, atlas].map((text) => neckClosed(text, half));
}

const FRONT_CHEST = [
  ...frontPair("bone", "neck-bone", "110,330 118,319 130,317 150,320 176,318 211,314! 211,440! 130,440! 120,400 112,356"),
  ...["52,320 78,314 102,324 116,346 118,374 104,402 78,421 38,430", "52,292 70,288 87,297 96,314 95,334 83,352 64,367 42,378"].flatMap((text) =>
    FRONT_HALVES.map((half) => ({ layer: "bone", class: "neck-bone", d: neckTube(text, 14, half, true) })),
  ),
  frontWhole("bone", "neck-bone", "0,355 9,354 19,350 30,356 42,368 46,384 44,398 40,412 36,440! 0,440!"),
];

const FRONT_CLAVICLE = frontPair(
  "second",
  "neck-bone",
  "14,342 22,335 34,336 50,341 70,340 94,332 120,320 148,309 176,304 211,304! 211,322! 178,321 152,327 124,339 98,351 72,358 48,359 32,364 20,362 14,354",
  { over: true },
);

// Chest and shoulder muscles that hide the ribs: only ground.
const FRONT_CHEST_MUSCLES = [
  ...frontPair("superficial", "neck-strap", "16,364! 34,365 52,360 76,358 100,350 124,340! 136,366 152,398 168,440! 20,440! 18,400"),
  ...frontPair("superficial", "neck-strap", "124,340! 152,327 180,321 211,321! 211,440! 168,440! 152,398 136,366"),
];

// Fat of the lateral triangle behind levator scapulae.
const FRONT_FAT = frontPair("superficial", "neck-fat", "86,226! 96,236 112,262 134,290 154,314! 140,324! 122,296 104,270 94,252");

const FRONT_CHEST_FIBRES = [
  ...["24,374! 70,372 124,352", "24,386! 76,388 130,364", "25,400! 80,408 134,380", "26,416! 84,426 140,394"],
  ...["136,348! 146,376 160,406", "156,334! 166,372 176,420", "180,328! 186,372 190,424", "202,327! 204,370 204,424"],
].flatMap((text) => frontPairLine("superficial", "neck-fibre", text));

const FRONT_LARYNX = [
  ...frontPair("third", "neck-gland", "16,224 22,216 30,222 36,240 38,262 32,280 22,286 14,280 10,268"),
  frontWhole("third", "neck-airway", "0,250! 13,250 14,300 14,353! 0,353!"),
  ...[258, 267, 292, 301, 310, 319, 328, 337].map((y) => frontWhole("third", "neck-cartilage", `0,${y} 10,${y - 0.6} 14,${y - 1} 14,${y + 4} 10,${y + 4.6} 0,${y + 5}`)),
  frontWhole("third", "neck-gland", "0,270 8,271 16,268 16,284 8,288 0,287"),
  frontWhole("third", "neck-cartilage", "0,243 8,242 17,238 20,243 19,251 10,254 0,254"),
  frontWhole("third", "neck-cartilage", "0,208 5,203 14,198 24,196 27,192 29,182 32,182 31,196 29,212 24,228 21,240 17,239 8,237 0,238"),
  { layer: "third", class: "neck-contour", d: neckOpen("0,208 0,237", { cx: FRONT_MIDLINE }) },
  frontWhole("third", "neck-bone", "0,178 10,178 20,180 30,176 37,168 40,168 38,176 31,184 22,189 10,188 0,189"),
];

const FRONT_STRAPS = [
  // Mylohyoid and the front bellies of the digastric in the floor of the mouth; strap muscles below the hyoid bone.
  frontWhole("second", "neck-strap", "0,126 20,130 42,134 60,142 56,156 42,170 24,180 0,180"),
  { layer: "second", class: "neck-contour", d: neckOpen("0,138 0,178", { cx: FRONT_MIDLINE }) },
  ...frontPair("second", "neck-strap", "4,128 14,129 22,136 29,152 34,171 30,176 22,166 9,150"),
  ...frontPair("second", "neck-gland", "42,140 58,144 68,148 66,164 56,173 44,168 38,154"),
  ...frontPair("second", "neck-strap", "31,186 27,205 24,235 26,236 33,212 36,188"),
  ...frontPair("second", "neck-strap", "22,188 32,185 36,210 40,250 48,290 60,326 56,334 46,320 36,286 28,240"),
  ...frontPair("second", "neck-strap", "55,328 60,325 84,322 112,314 140,312 160,314 160,321 138,320 112,322 84,330 60,335"),
  ...frontPair("second", "neck-strap", "4,189 20,189 25,215 26,250 24,290 22,326 26,356 12,358 8,326 4,290 3,240"),
];

const FRONT_STRAP_FIBRES = ["9,196! 10,250 14,340", "15,196! 17,250 19,340", "27,196! 33,240 52,318", "66,327! 100,318 140,316", "12,136! 20,152 28,166"].flatMap(
  (text) => frontPairLine("second", "neck-fibre", text),
);

// The surface: sternocleidomastoid with its two heads, trapezius, clavicle, larynx, the pit above the breastbone.
const FRONT_SURFACE_LINES = [
  "66,158! 56,198 44,244 30,294 13,342", "80,150! 79,200 76,260 74,326", "43,296! 38,318 33,334", "88,190! 93,232 110,266 140,302",
  "15,340! 24,334 44,338 70,337 96,330 124,317 152,306 188,303", "20,362! 48,358 76,355 102,346 126,336", "0,360! 7,359 12,352", "4,206! 9,212 10,222", "0,246! 7,245 12,242",
];

export const FRONT_GROUND = [
  frontWhole("bone", "neck-skin-ghost", FRONT_BODY),
  ...FRONT_SKULL,
  ...FRONT_CHEST,
  ...FRONT_SPINE,
  ...FRONT_RECTI,
  ...FRONT_LARYNX.map((one) => ({ ...one, over: true })),
  ...FRONT_FAT,
  ...[...FRONT_STRAPS, ...FRONT_STRAP_FIBRES].map((one) => ({ ...one, over: true })),
  ...FRONT_CLAVICLE,
  ...frontFace("second"),
  ...FRONT_CHEST_MUSCLES,
  ...FRONT_CHEST_FIBRES,
  ...frontFace("superficial"),
  frontWhole("skin", "neck-skin", FRONT_SKIN),
  ...FRONT_SURFACE_LINES.flatMap((text) => frontPairLine("skin", "neck-contour", text)),
  ...frontFace("skin").map((one) => ({ ...one, over: false })),
];
