import { neckBand, neckTube } from "./neck_bands.js";
import { neckClosed, neckOpen } from "./neck_curves.js";
import { SIDE_TRANSVERSE } from "./neck_side_ground.js";

// The muscles of the side view, each as two edges from its attachment above to the one below (see neck_bands.js).

const SIDE_BANDS = [
  { region: "obliquus-capitis-inferior", layer: "deep", label: [260, 170],
    a: "224,145 250,160 283,180", b: "227,152 250,174 280,188", fibres: 3 },
  { region: "rectus-capitis-posterior-major", layer: "deep", label: [289, 138],
    a: "280,130 278,156 279,180", b: "304,124 294,152 284,182", fibres: 3 },
  { region: "longus-colli", layer: "deep", label: [199, 206],
    a: "201,148 193,176 193,206 199,240 212,284 230,326 266,394", b: "205,150 202,178 206,206 214,240 228,282 246,324 277,390", fibres: 3 },
  { region: "longus-capitis", layer: "deep", label: [204, 132],
    a: "197,108 196,140 200,176 207,214 217,242 240,268", b: "208,108 212,142 216,172 222,200 228,226 243,262", fibres: 3 },
  { region: "semispinalis-cervicis", layer: "deep", label: [312, 300],
    a: "281,186 270,214 276,244 288,280 304,330 322,390 336,462", b: "288,188 292,222 300,254 316,290 340,330 360,380 374,462", fibres: 5 },
  { region: "scalenus-posterior", layer: "deep", label: [290, 346],
    a: "241,248 254,286 268,320 282,352 288,378", b: "248,250 270,286 288,318 303,350 308,380", fibres: 3 },
  { region: "scalenus-medius", layer: "deep", label: [245, 240],
    a: "222,170 227,200 232,235 238,280 243,330 244,392", b: "226,170 240,204 252,240 266,290 277,336 276,378", fibres: 5 },
  { region: "scalenus-anterior", layer: "deep", label: [216, 340],
    a: "218,193 216,222 216,260 214,310 214,360 218,402", b: "222,194 230,220 240,262 240,310 235,360 232,400", fibres: 4 },
  { region: "longissimus-cervicis", layer: "third", label: [316, 388],
    a: "224,170 234,210 246,246 262,290 284,334 312,392 334,462", b: "230,170 250,208 268,246 288,290 310,334 336,390 358,462", fibres: 4 },
  { region: "splenius-cervicis", layer: "second", label: [338, 370],
    a: "223,145 234,184 250,224 276,276 308,330 344,390 378,462", b: "229,147 252,186 276,226 304,276 332,330 358,370 370,396",
    foot: "392,462! 384,430", fibres: 5 },
  { region: "semispinalis-capitis", layer: "third", label: [300, 240],
    a: "298,120! 290,150 282,190 279,232 286,276 300,320 318,370 338,464!", b: "336,112! 327,146 318,186 314,226 318,262 330,300 350,350 380,464!",
    head: "316,114", fibres: 6, tendons: ["287,280! 295,277 303,281 312,276 322,278! 322,281! 312,280 303,285 295,281 288,284!"] },
  { region: "longissimus-capitis", layer: "third", label: [263, 208],
    a: "241,122 249,164 257,208 272,258 298,322 330,400 346,464", b: "248,122 259,164 270,208 288,258 316,322 346,400 362,464", fibres: 3 },
  { region: "levator-scapulae", layer: "second", label: [265, 254],
    a: "222,143 229,180 238,218 258,258 290,305 336,352 352,366!", b: "230,147 250,182 270,218 292,256 322,302 352,340 366,380!", fibres: 5 },
  { region: "splenius-capitis", layer: "second", label: [296, 180],
    a: "232,128! 248,162 272,208 300,256 328,306 350,350 369,397!", b: "290,103! 296,122 301,142 304,160 306,178 308,198 312,222!",
    head: "262,112 242,121", foot: "364,378 355,350 345,320 336,292 328,264 320,240", fibres: 7, trim: [0.06, 0.1] },
];

const SIDE_SURFACE = [
  { region: "trapezius", layer: "superficial", label: [336, 320],
    a: "316,106! 305,146 294,190 288,228 290,268 298,306 309,342 319,372!", b: "342,106! 332,142 323,178 320,208 323,240 334,278 361,321 402,362!",
    head: "330,104", foot: "346,366 376,364", fibres: 7, trim: [0.03, 0.03] },
  { region: "sternocleidomastoid", layer: "superficial", label: [240, 206],
    a: "226,124! 219,158 209,206 198,262 187,320 176,374 164,412!", b: "298,104! 280,140 263,190 252,244 246,304 245,352 246,396!",
    head: "272,101 246,105 229,110!", foot: "172,416 176,408 184,384 196,358 206,340! 202,366 196,400! 222,401", fibres: 7, trim: [0.05, 0.1],
    tendons: ["186,362 192,352 198,344 190,368 182,392 173,415! 165,411! 174,388"] },
];

function sideMuscle({ region, layer, label, tendons = [], ...band }) {
  const { d, fibres } = neckBand(band);
  const part = { region, side: "left", layer, class: "neck-muscle", d, fibres, label };
  if (!tendons.length) return part;
  return { ...part, pieces: [{ d, class: "neck-muscle" }, ...tendons.map((text) => ({ d: neckClosed(text), class: "neck-tendon" }))] };
}

const sideNerve = (text) => ({ d: neckOpen(text), class: "neck-nerve neck-line" });
const sideVessel = (kind, text, width) => ({ d: neckTube(text, width), class: kind, course: neckOpen(text) });
const sidePart = (region, layer, kind, d, label, more = {}) => ({ region, side: "left", layer, class: kind, d, fibres: [], label, ...more });
const sideLayer = (layer, only = () => true) => SIDE_BANDS.filter((band) => band.layer === layer && only(band.region)).map(sideMuscle);

const SIDE_VERTEBRAL = "236,344 240,318 249,288 247,270 238,246 231,221 226,196 222,170 226,158 223,146 232,140 246,141";

// Fibres of the constrictors of the pharynx, rising to the seam behind.
const SIDE_CONSTRICTORS = [
  "197,146! 190,144 184,148", "198,164! 186,162 174,167", "199,182! 182,184 168,186", "202,204! 184,206 162,213",
  "205,226! 201,222 197,220", "210,250! 204,246 198,246", "214,274! 206,270 195,270", "216,292! 206,286 194,284",
].map((text) => neckOpen(text));

export const SIDE_PARTS = [
  sidePart("vertebral-artery", "bone", "neck-vessel-artery neck-line", neckOpen(SIDE_VERTEBRAL), [240, 318], {
    pieces: [{ d: neckOpen(SIDE_VERTEBRAL), class: "neck-vessel-artery neck-line" }, ...SIDE_TRANSVERSE.map((d) => ({ d, class: "neck-bone" }))],
  }),
  ...sideLayer("deep", (region) => region !== "scalenus-anterior"),
  sidePart("brachial-plexus", "deep", "neck-nerve",
    neckClosed("234,242 248,272 262,312 282,354 312,402 282,404 262,388 246,370 236,352 238,300 236,270"), [260, 356], {
      pieces: ["236,246! 240,276 256,322 286,376 306,402", "240,270! 244,292 258,326 287,380", "240,300! 248,324 266,358 296,398",
        "238,330! 248,352 268,378 290,402", "236,350! 246,364 262,382 284,402"].map(sideNerve),
    }),
  ...sideLayer("deep", (region) => region === "scalenus-anterior"),
  sidePart("pharynx", "third", "neck-strap",
    neckClosed("196,116! 184,132 172,156 164,182 157,206 153,220! 174,216 190,212! 196,226 196,250 194,270 196,302! 215,304! 218,286 212,258 206,232 202,206 198,182 197,150"),
    [176, 196], { side: "middle", fibres: SIDE_CONSTRICTORS }),
  ...sideLayer("third"),
  sidePart("carotid-sheath", "third", "neck-vessel-artery",
    neckClosed("203,110! 217,110! 220,130 220,170 219,220 217,280 215,340 211,408! 190,408! 192,340 193,280 192,240 186,206 185,180 190,150 198,132"), [198, 228], {
      pieces: [
        sideVessel("neck-vessel-artery", "198,262 197,232 192,210 190,186 192,164 197,142", 6),
        sideVessel("neck-vessel-artery", "196,408 196,380 197,330 198,280 200,240 202,216 205,190 207,164 208,114", 7.5),
        sideNerve("209,116 209,180 205,240 203,330 203,400"),
        sideVessel("neck-vessel-vein", "212,112 213,130 213,170 212,220 210,280 208,340 204,406", 11),
      ],
    }),
  ...sideLayer("second"),
  sidePart("accessory-nerve", "second", "neck-nerve neck-line", neckOpen("212,126 220,150 240,178 262,204 277,238 290,276 310,314 336,346"), [269, 217]),
  ...SIDE_SURFACE.map(sideMuscle),
  sidePart("external-jugular", "superficial", "neck-vessel-vein neck-line", neckOpen("204,172 208,186 216,212 229,262 243,322 252,362 250,390"), [242, 318]),
];
