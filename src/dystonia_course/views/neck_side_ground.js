import { neckTube } from "./neck_bands.js";
import { neckClosed, neckOpen } from "./neck_curves.js";

// The neck from the person's left and a little from the front: head, bones, larynx and what else is drawn but not chosen.
// 15 units are about 1 cm. The face looks to the picture's left.

const SIDE_HEAD =
  "344,0! 350,30 353,62 351,90 344,112 333,142 324,178 321,208 325,240 335,274 348,300 368,326 392,346 410,362 418,380 420,400! 420,450! " +
  "96,450! 110,430 136,420 158,412 170,398 174,384! 172,368 167,346 162,316 157,294 153,276 148,262 146,252 149,240 147,232 136,226 118,226 " +
  "102,225 90,224 80,220 73,211 70,200 71,191 76,182! 70,176 65,170 66,163 72,158! 65,154 60,149 60,142 66,134 66,128! " +
  "56,127 48,124 43,118 44,110 50,98 57,82 62,66 65,52 64,40 59,28 56,14 57,0!";

const sideForm = (layer, kind, text, more = {}) => ({ layer, class: kind, d: neckClosed(text), ...more });
const sideTube = (layer, kind, text, width) => ({ layer, class: kind, d: neckTube(text, width, undefined, true) });
const sideLine = (layer, text, more = {}) => ({ layer, class: "neck-contour", d: neckOpen(text), ...more });

const SIDE_FACE_LINES = [
  "76,182! 84,180 92,182", "72,158! 82,160 90,163", "58,120! 64,118 67,111 63,105", "78,52! 86,47 97,49 104,55", "80,58! 86,60 96,59", "83,51! 81,55 83,59",
  "72,36! 82,29 96,30 108,38",
];
const SIDE_FACE = [sideForm("bone", "neck-skin-ghost", SIDE_HEAD), ...SIDE_FACE_LINES.map((text) => sideLine("bone", text))];

const SIDE_SKULL = [
  // Temporal bone with the zygomatic and the mastoid process, occipital bone with the inion.
  sideForm(
    "bone",
    "neck-bone",
    "262,84! 284,64 304,52 322,43 334,42 340,52 341,66 338,90 335,106! 326,114 310,122 290,130 270,133 252,130 243,126 237,130 231,133 226,128 " +
      "222,116 218,104 214,98! 207,97 202,99 196,96 190,98 176,93 158,92 138,94 126,98 122,92 128,86 150,83 170,81! " +
      "176,62 188,46 208,36 230,36 248,48 258,66",
  ),
  sideLine("bone", "262,84! 250,96 244,112 250,130"),
  sideLine("bone", "335,106! 316,98 296,98 270,104 248,106 236,100"),
  sideLine("bone", "326,120! 308,112 290,118"),
  sideForm("bone", "neck-bone", "214,84 219,88 217,95 211,96 208,90"),
];

const SIDE_MANDIBLE = [
  sideForm(
    "second",
    "neck-bone",
    "190,92! 196,88 203,90 204,97 200,106 198,122 197,142 194,160 187,170 174,176 156,182 136,191 116,202 100,211 88,214 79,209 77,199 " +
      "80,188 80,176 84,170! 96,174 112,172 130,166 148,158 160,150 164,138 165,122 163,106 165,95 170,90! 176,100 182,104 188,100",
  ),
  sideLine("second", "84,170! 100,180 124,178 150,170 164,158 170,140"),
];

// One cervical vertebra from the side: body, transverse process, joint pillar and spine, given its transverse process.
const SIDE_VERTEBRAE = [
  "214,168! 208,166 204,158 206,150 203,150! 199,157 197,172 196,184 212,184! 226,180 240,180 256,188 272,194 285,192 287,183 276,174 256,168 240,162 232,158 224,160",
  "197,188! 212,186 214,206 199,208 196,198",
  "200,212! 216,209 220,229 205,232 201,222",
  "206,236! 222,232 228,253 213,257 208,246",
  "214,261! 230,256 238,277 222,283 217,272",
  "224,287! 239,281 249,302 233,309 227,298",
  "235,313! 250,306 262,328 246,336 239,325",
  "248,340! 263,332 276,356 260,364 252,352",
  "262,366! 277,358 291,382 275,390 267,378",
  "277,392! 292,384 306,408 290,416 282,404",
];
const SIDE_ARCHES = [
  "224,189 234,184 246,190 252,198 266,202 279,205 280,212 268,215 252,213 242,212 234,210 226,206",
  "228,213 240,208 252,214 258,222 272,226 285,229 286,236 274,239 258,237 248,237 240,234 232,230",
  "236,237 248,232 261,238 267,246 282,250 295,253 297,260 285,264 268,262 256,262 248,259 240,254",
  "245,262 258,257 270,263 278,271 294,278 309,282 311,289 298,292 280,288 266,288 256,284 249,278",
  "255,288 268,282 281,288 292,297 314,306 336,311 339,319 326,321 300,316 278,312 266,310 259,304",
  "266,314 280,307 294,315 310,326 332,336 352,340 355,348 342,351 314,344 290,338 278,334 270,328",
  "280,342 294,334 308,342 324,354 344,364 362,368 365,376 352,379 326,372 304,364 292,360 284,354",
  "294,370 308,362 322,370 338,382 356,392 370,396 373,404 360,407 336,400 316,392 304,388 298,382",
];
// Tips of the transverse processes C1 to T1.
const SIDE_TIPS = ["222,143", "222,169", "226,194", "231,219", "239,244", "248,270", "259,297", "273,324"];

const SIDE_ATLAS = "203,148 198,144 200,137 206,136 214,138 222,137 229,141 229,149 240,146 254,146 262,150 258,156 244,156 230,154 216,152";

function sideTip(text) {
  const [x, y] = text.split(",").map(Number);
  return neckClosed(`${x - 14},${y - 4} ${x - 6},${y - 5} ${x + 3},${y - 5} ${x + 6},${y + 1} ${x + 1},${y + 6} ${x - 8},${y + 4} ${x - 14},${y + 3}`);
}

/** The transverse processes C1 to T1, in front of the vertebral artery. */
export const SIDE_TRANSVERSE = SIDE_TIPS.map(sideTip);

const SIDE_BODIES = SIDE_VERTEBRAE.slice(1).map((text) => sideForm("bone", "neck-bone", text));
const SIDE_SPINE = [
  ...SIDE_ARCHES.map((text) => sideForm("bone", "neck-bone", text)),
  sideForm("bone", "neck-bone", SIDE_VERTEBRAE[0]),
  sideForm("bone", "neck-bone", SIDE_ATLAS),
];

const SIDE_RIBS = [
  sideTube("bone", "neck-bone", "284,352! 302,366 310,388 300,412 268,434 226,446", 12),
  sideTube("bone", "neck-bone", "272,326! 284,338 288,356 278,378 254,398 222,412 186,420", 13),
  sideForm("bone", "neck-bone", "164,410! 176,407 190,411 194,424 188,450! 150,450! 156,430"),
];

const SIDE_BLADE = [
  sideForm("second", "neck-bone", "350,356 358,351 370,358 388,366 408,372 420,376! 420,450! 372,450! 362,420 353,386 348,368"),
];

// Muscles of chest and shoulder that hide the ribs.
const SIDE_SHOULDER = [
  sideForm("superficial", "neck-strap", "182,412! 214,416 248,412 276,404 304,391! 320,412 338,434 354,450! 150,450! 164,436"),
  sideForm("superficial", "neck-strap", "304,391! 330,384 360,380 398,377 406,370 416,384 420,400! 420,450! 354,450! 338,434 320,412"),
];

const SIDE_SHOULDER_FIBRES = [
  ...["176,428! 230,430 300,400", "172,440! 236,446 312,412", "222,450! 270,446 324,426"],
  ...["322,394! 336,412 358,436", "344,386! 356,408 378,440", "368,382! 380,404 396,440", "392,380! 402,402 410,440"],
].map((text) => ({ layer: "superficial", class: "neck-fibre", d: neckOpen(text) }));

// Masseter and parotid gland in front of and below the ear.
const SIDE_CHEEK = [
  sideForm("superficial", "neck-strap", "132,94 146,92 160,93 176,94 182,108 186,130 190,152 190,166 180,173 166,178 154,180 150,168 146,142 138,114"),
  ...["142,98! 152,136 158,174", "154,97! 164,136 170,172", "168,98! 176,134 182,166"].map((text) => ({ layer: "superficial", class: "neck-fibre", d: neckOpen(text) })),
  sideForm("superficial", "neck-gland", "186,98 197,95 206,99 208,107 216,114 220,130 217,150 210,168 204,178 197,172 190,156 180,138 176,116 179,104"),
];

const SIDE_STRAP_FIBRES = ["155,236! 160,270 176,350", "172,230! 176,244 172,264", "96,214! 126,214 150,212", "100,208! 130,202 156,192"].map((text) => ({
  layer: "second", class: "neck-fibre", d: neckOpen(text),
}));

const SIDE_CLAVICLE = [
  sideForm(
    "second",
    "neck-bone",
    "172,398 186,396 204,400 232,399 262,391 290,379 318,370 346,366 376,364 398,362 404,368 398,376 376,378 348,381 322,386 296,396 266,408 236,416 206,417 184,415 172,411 169,404",
  ),
];

const SIDE_LARYNX = [
  // Oesophagus, then the windpipe with its rings and the larynx.
  sideTube("third", "neck-strap", "204,296 208,330 214,362 222,398", 13),
  sideTube("third", "neck-airway", "179,302! 183,330 189,360 196,396", 23),
  ...[306, 315, 324, 333, 342, 351, 360, 369, 378, 387].map((y) => {
    const front = 168 + (y - 302) * 0.18;
    return sideTube("third", "neck-cartilage", `${front},${y} ${front + 9},${y - 2} ${front + 18},${y - 5}`, 4);
  }),
  sideForm("third", "neck-airway", "150,224 188,212 192,240 180,248 158,250"),
  sideForm("third", "neck-airway", "166,276 190,276 190,292 166,290"),
  sideForm("third", "neck-cartilage", "163,288 170,286 180,280 190,276 194,282 192,298 180,301 168,300 163,295"),
  sideForm(
    "third",
    "neck-cartilage",
    "153,250 158,244 168,247 180,246 188,240 190,226 193,224 195,232 194,250 193,268 194,284 190,286 187,276 178,280 168,283 160,278 156,266",
  ),
  sideForm("third", "neck-gland", "184,264 193,270 197,292 195,314 187,322 180,308 179,284"),
  sideForm("third", "neck-bone", "146,222 150,217 157,219 168,217 180,212 188,209 190,212 184,217 170,222 160,226 154,231 148,229"),
];

const SIDE_STRAPS = [
  // Digastric, stylohyoid and mylohyoid above the hyoid bone; sternohyoid, thyrohyoid and omohyoid below it.
  sideForm("second", "neck-strap", "86,213 110,208 140,196 166,184 170,190 164,206 158,217 148,220 126,220 104,220"),
  sideForm("second", "neck-gland", "136,197 154,189 172,184 178,194 168,208 148,212 138,206"),
  sideForm("second", "neck-strap", "234,124 240,130 226,152 208,178 188,200 172,211 158,215 157,211 172,203 190,188 212,160 224,140"),
  sideForm("second", "neck-strap", "156,214 148,219 128,222 106,221 90,217 92,212 112,214 134,213"),
  sideForm("second", "neck-strap", "150,230 158,229 160,250 166,284 174,330 184,372 194,398 184,402 176,384 168,346 160,304 152,268"),
  sideForm("second", "neck-strap", "160,227 174,222 184,222 184,246 178,270 170,276 166,262 161,246"),
  sideForm("second", "neck-strap", "162,227 168,225 174,260 186,300 204,330 204,336 196,334 180,308 168,276"),
  sideForm("second", "neck-strap", "200,330 210,336 240,352 280,362 320,362 352,358 352,364 322,370 280,370 238,361 206,344"),
];

const SIDE_EAR = "206,62 212,46 226,38 240,44 244,60 238,78 228,92 222,104 214,110 208,104 207,90 210,80";
const SIDE_EAR_LINES = ["212,66! 216,52 227,46 236,54 235,68 226,82", "210,80! 216,78 222,72 226,80 220,92 213,92"];
const sideEar = (layer, kind) => [sideForm(layer, kind, SIDE_EAR), ...SIDE_EAR_LINES.map((text) => sideLine(layer, text))];

// The surface: jaw, sternocleidomastoid, front edge of trapezius, clavicle.
const SIDE_SURFACE_FORMS = [
  sideForm("skin", "neck-skin", SIDE_HEAD),
  ...[
    ...SIDE_FACE_LINES, "100,224! 136,212 168,196 186,180 193,160 197,132", "220,136! 212,190 200,252 187,320 172,392", "292,124! 270,180 255,236 247,300 244,384",
    "204,344! 200,368 195,392", "308,128! 294,186 289,240 298,306 316,366", "180,396! 206,399 234,398 264,390 292,378 322,369 356,365 392,362",
    "190,414! 216,417 244,414 270,406", "156,250! 160,258 160,268", "122,424! 146,416 160,410",
  ].map((text) => sideLine("skin", text)),
  ...sideEar("skin", "neck-skin"),
];

export const SIDE_GROUND = [
  ...SIDE_FACE,
  ...SIDE_SKULL,
  ...SIDE_BODIES,
  ...SIDE_RIBS,
  ...SIDE_SPINE,
  ...SIDE_TRANSVERSE.map((d) => ({ layer: "bone", class: "neck-bone", d })),
  ...sideEar("bone", "neck-skin-ghost"),
  ...SIDE_LARYNX,
  ...[...SIDE_BLADE, ...SIDE_STRAPS, ...SIDE_STRAP_FIBRES, ...SIDE_MANDIBLE, ...SIDE_CLAVICLE].map((one) => ({ ...one, over: true })),
  ...SIDE_CHEEK,
  ...SIDE_SHOULDER,
  ...SIDE_SHOULDER_FIBRES,
  ...SIDE_SURFACE_FORMS,
];
