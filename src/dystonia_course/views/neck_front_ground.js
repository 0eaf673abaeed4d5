import { neckClosed, neckOpen } from "./neck_curves.js";

// The neck from the front with the chin raised: head, bones, larynx and what else is drawn but not chosen. Points count
// from the midline; 15 units are about 1 cm. Everything here is drawn for both sides.

export const FRONT_MIDLINE = 210;

const halves = [-1, 1].map((side) => ({ cx: FRONT_MIDLINE, side }));
const pair = (layer, kind, text, more = {}) => halves.map((half) => ({ layer, class: kind, d: neckClosed(text, half), ...more }));
const pairLine = (layer, kind, text, more = {}) => halves.map((half) => ({ layer, class: kind, d: neckOpen(text, half), ...more }));

// A form that crosses the midline: its right half from above down to the midline, and the same mirrored, in one outline.
function whole(layer, kind, text, more = {}) {
  const half = text.trim().split(/\s+/);
  const other = half
    .slice()
    .reverse()
    .filter((word) => !/^0,/.test(word))
    .map((word) => `-${word}`.replace("--", ""));
  return { layer, class: kind, d: neckClosed([...half, ...other].join(" "), { cx: FRONT_MIDLINE }), ...more };
}

const FRONT_BODY =
  "0,0! 88,0! 91,20 93,40 94,66 97,100 95,130 94,165 95,200 100,232 113,258 140,279 175,293 210,302! 210,440! 0,440!";
const FRONT_SKIN = "0,126! 20,130 40,140 60,152 74,152 84,134 95,124! 94,165 95,200 100,232 113,258 140,279 175,293 210,302! 210,440! 0,440!";

// Face under a raised chin, its border the lower jaw.
const FRONT_FACE = [
  whole("second", "neck-face", "0,0! 88,0! 91,20 93,40 92,62 90,84 88,104 84,124 76,146 68,154 58,150 44,140 28,130 14,125 0,123", { over: true }),
  ...pair("second", "neck-face", "92,52! 98,46 104,50 105,62 102,78 98,94 93,102 90,96 91,76", { over: true }),
  ...pairLine("second", "neck-contour", "97,58 100,64 97,80", { over: true }),
  whole("second", "neck-contour", "0,77 5,78 9,75 15,71 17,64 13,58 6,54 0,53", { over: true }),
  ...pair("second", "neck-hollow", "4,71 8,67 12,68 12,72 7,74", { over: true }),
  whole("second", "neck-lip", "0,92 5,90 14,93 26,98! 14,99 0,99", { over: true }),
  whole("second", "neck-lip", "0,99 14,99 26,98! 16,105 0,107", { over: true }),
  ...pairLine("second", "neck-contour", "22,74 29,84 33,94", { over: true }),
  { layer: "second", class: "neck-contour", d: neckOpen("-10,113 0,111 10,113", { cx: FRONT_MIDLINE }), over: true },
  ...pairLine("second", "neck-contour", "20,36! 28,30 40,29 52,35", { over: true }),
  ...pairLine("second", "neck-contour", "22,37! 34,40 50,37", { over: true }),
  ...pairLine("second", "neck-contour", "16,22! 32,14 50,15 62,22", { over: true }),
];

const FRONT_SKULL = [
  // Base of the skull cut in front of the atlas: mastoid and styloid processes at the sides, the basilar part in the middle.
  whole(
    "bone",
    "neck-bone",
    "0,62! 40,58 70,52 92,50! 96,66 95,84 91,100 85,113 79,115 74,106 70,98 62,96 58,92 50,92 40,94 34,100 26,102 20,97 16,93 8,94 0,95",
  ),
  ...pair("bone", "neck-bone", "60,92 64,93 62,112 58,130 57,130 58,110"),
  ...pairLine("bone", "neck-contour", "24,78 32,72 42,74 48,80"),
  ...pairLine("bone", "neck-contour", "52,84 58,78 66,80"),
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

const FRONT_SPINE = [
  whole("bone", "neck-bone", "0,105 4,105 6,98 4,92 0,91"),
  // Axis with its shoulders under the atlas.
  whole("bone", "neck-bone", "0,119 8,121 14,128 24,127 33,130 38,137 40,143 36,147 30,146 24,144 18,149 0,150"),
  ...FRONT_LEVELS.slice(1).flatMap(([y, above, below, tip, top, bottom]) => [
    ...pair("bone", "neck-bone", `${above - 4},${y + 4} ${above + 6},${y + 2} ${tip - 6},${y + 3} ${tip},${y + 8} ${tip - 1},${y + 15} ${tip - 8},${y + 16} ${above + 5},${y + 13} ${above - 4},${y + 13}`),
    whole("bone", "neck-bone", `0,${top + 2} ${above - 6},${top + 1} ${above},${top - 4} ${above + 2},${top + 5} ${above - 1},${(top + bottom) / 2} ${below},${bottom - 4} ${below - 3},${bottom} 0,${bottom + 1}`),
  ]),
  whole("bone", "neck-bone", FRONT_ATLAS),
];

// Front bars of the transverse processes, in front of the vertebral artery.
const FRONT_BARS = FRONT_LEVELS.slice(1, 5).flatMap(([y, above, , tip]) =>
  pair("bone", "neck-bone", `${above - 2},${y + 4} ${above + 8},${y + 3} ${tip - 7},${y + 2} ${tip - 1},${y + 5} ${tip - 2},${y + 10} ${tip - 9},${y + 10} ${above + 7},${y + 9} ${above - 2},${y + 9}`, { over: true }),
);

const FRONT_CHEST = [
  ...pairLine("bone", "neck-bone", "52,318! 76,316 104,326 120,348 122,376 106,404 78,424 50,430", { width: 13 }),
  ...pairLine("bone", "neck-bone", "52,290! 72,290 92,302 102,322 100,344 84,364 62,378 42,384", { width: 15 }),
  whole("bone", "neck-bone", "0,352! 10,350 18,350 30,356 42,368 46,384 44,398 40,412 36,440! 0,440!"),
];

const FRONT_CLAVICLE = pair(
  "second",
  "neck-bone",
  "14,342 22,335 34,336 50,341 70,340 94,332 120,320 148,309 176,304 211,304! 211,322! 178,321 152,327 124,339 98,351 72,358 48,359 32,364 20,362 14,354",
);

// Chest and shoulder muscles that hide the ribs: only ground.
const FRONT_CHEST_MUSCLES = [
  ...pair("superficial", "neck-strap", "16,364! 34,365 52,360 76,358 100,350 124,340! 134,366 150,398 164,440! 20,440! 18,400"),
  ...pair("superficial", "neck-strap", "127,338! 152,327 180,321 211,321! 211,440! 170,440! 154,400 138,366"),
];

const FRONT_LARYNX = [
  ...pair("third", "neck-gland", "16,224 22,216 30,222 36,240 38,262 32,280 22,286 14,280 10,268"),
  whole("third", "neck-airway", "0,250! 13,250 14,300 14,356! 0,356!"),
  ...[258, 267, 292, 301, 310, 319, 328, 337].map((y) => whole("third", "neck-cartilage", `0,${y} 10,${y - 0.6} 14,${y - 1} 14,${y + 4} 10,${y + 4.6} 0,${y + 5}`)),
  whole("third", "neck-gland", "0,270 8,271 16,268 16,284 8,288 0,287"),
  whole("third", "neck-cartilage", "0,243 8,242 17,238 20,243 19,251 10,254 0,254"),
  whole("third", "neck-cartilage", "0,208 5,203 14,198 24,196 27,192 29,182 32,182 31,196 29,212 24,228 21,240 17,239 8,237 0,238"),
  { layer: "third", class: "neck-contour", d: neckOpen("0,208 0,237", { cx: FRONT_MIDLINE }) },
  whole("third", "neck-bone", "0,178 10,178 20,180 30,176 37,168 40,168 38,176 31,184 22,189 10,188 0,189"),
];

const FRONT_STRAPS = [
  // Mylohyoid and the front bellies of the digastric in the floor of the mouth; strap muscles below the hyoid bone.
  whole("second", "neck-strap", "0,126 20,130 42,142 58,154 48,164 36,174 22,181 0,180"),
  ...pair("second", "neck-strap", "5,128 14,129 22,134 28,150 34,170 30,174 20,160 8,144"),
  ...pair("second", "neck-gland", "42,148 58,154 66,158 62,172 50,178 40,170 38,158"),
  ...pair("second", "neck-strap", "31,186 27,205 24,235 26,236 33,212 36,188"),
  ...pair("second", "neck-strap", "22,188 32,185 36,210 40,250 48,290 60,326 56,334 46,320 36,286 28,240"),
  ...pair("second", "neck-strap", "56,328 60,326 84,322 118,308 146,296 148,303 120,316 84,330 60,334"),
  ...pair("second", "neck-strap", "4,189 20,189 25,215 26,250 24,290 22,326 26,356 12,358 8,326 4,290 3,240"),
];

export const FRONT_GROUND = [
  whole("bone", "neck-skin-ghost", FRONT_BODY),
  ...FRONT_SKULL,
  ...FRONT_CHEST,
  ...FRONT_SPINE,
  ...FRONT_BARS,
  ...FRONT_LARYNX.map((one) => ({ ...one, over: true })),
  ...FRONT_STRAPS,
  ...FRONT_CLAVICLE,
  ...FRONT_FACE,
  ...FRONT_CHEST_MUSCLES,
  whole("skin", "neck-skin", FRONT_SKIN),
];
