// The neck from behind, from trapezius to the suboccipital triangle. Points are millimetres: x from the midline, y downwards
// from the external occipital protuberance. A muscle is drawn between its inner and its outer edge, from origin to insertion.
import { neckClosed, neckOpen, neckRibbon, neckSpot, neckStrap } from "./neck_curves.js";
import { neckBackGround } from "./neck_back_bones.js";

const NECK_BACK_RIGHT = { cx: 340, cy: 256, side: 1, scale: 2 };
const NECK_BACK_LEFT = { ...NECK_BACK_RIGHT, side: -1 };

// [region, layer, label, strands, inner edge, outer edge], deep first.
const NECK_BACK_MUSCLES = [
  ["semispinalis-cervicis", "deep", "20,150", 5,
    "29,264 23,236 17,208 11,178 7,150 4.4,122 3.4,98 2.6,78 2.6,64",
    "33,262 36,236 38,208 37.4,178 33,150 26,122 19,98 12.6,78 7,62"],
  ["rectus-capitis-posterior-major", "deep", "18,36", 4,
    "2.4,62 5,53 10,41 16,29 20,20 22,14.4",
    "5,64 11,57 19,46 28,34 35,24 40,17"],
  ["obliquus-capitis-inferior", "deep", "25,50", 4,
    "5,58 12,51.6 19,47 26,42.6 32,39 36.4,36.6",
    "7,66 15,62.4 23,58 30,52.4 36,46 40.4,40"],
  ["longissimus-cervicis", "third", "42,150", 4,
    "33,264 35,232 37,204 38,176 36.4,148 33,122 29.4,100 26,78 25,58",
    "36,263 43,232 48,204 49.6,176 48,148 44,122 38,100 32,78 28,54"],
  ["longissimus-capitis", "third", "46,88", 3,
    "31,238 33,212 33.4,184 33,156 33,130 35,104 40,76 47.6,48 56,24",
    "35,238 40,212 42.4,184 43,156 43,130 45,104 50,76 57,48 63.4,21"],
  ["semispinalis-capitis", "third", "19,76", 7,
    "28,262 22,232 16,202 10,174 5,146 2.6,118 1.8,88 1.8,58 1.8,30 2.4,2",
    "32,262 35,232 37,202 38,174 37.6,146 36.4,118 36,88 35,58 31,30 25,1"],
  ["levator-scapulae", "second", "59,128", 5,
    "68,231 64.4,208 59,184 52,158 44,130 37,104 31,80 30,58 36,38",
    "71,228 77,210 79,196 74,166 66,136 58,108 51,82 45,58 40.6,38"],
  ["splenius-cervicis", "second", "36,150", 3,
    "1.6,284 6,252 12,220 19,188 26,156 32,124 34,94 32,66 34,40",
    "2,256 10,228 20,200 30,170 39,140 44,110 44,84 41,60 38.6,39"],
  ["splenius-capitis", "second", "24,96", 7,
    "1.4,214 1.4,190 1.4,166 1.4,142 1.6,114 3,88 9,66 19,42 29,20 36,-1",
    "2,216 9,190 17,164 25,140 33,114 41,88 48,64 55,44 61,30 65.4,17"],
  ["sternocleidomastoid", "superficial", "61,46", 4,
    "55,98 54.6,82 53.4,64 50,44 43,22 34,-3.6",
    "57.2,98 58.4,80 61,62 65.4,44 69,26 66,9"],
];

const NECK_BACK_TRAPEZIUS = {
  inner: "0.6,150 0.6,128 0.6,106 0.6,84 0.6,60 0.6,34 0.6,1",
  outer: "162,172 136,160 104,151 76,138 56,116 45,88 36,52 29,20 21,-5",
};

/** Fibres of the descending part: from the nuchal ligament, step by step, out to clavicle and acromion. */
const NECK_BACK_TRAPEZIUS_FIBRES = [
  "18,-3 26,24 34,56 43,88 54,114 74,136 104,148.6", "12,-2 20,24 28,56 38,90 51,117 73,140 112,154", "6,0 14,26 21,58 32,93 47,121 72,144 120,156",
  "1,24 8,44 16,72 28,101 45,127 71,148 126,160", "1,56 10,80 24,109 43,133 70,151.6 134,163", "1,88 12,109 34,135 64,153 98,162 144,167", "1,116 20,136 50,154 90,166 154,171",
];

function neckBackSide(side, place) {
  const line = (points) => neckOpen(points, place);
  const shape = (points) => neckClosed(points, place);
  const muscle = (region) => {
    const [name, layer, label, strands, inner, outer] = NECK_BACK_MUSCLES.find(([id]) => id === region);
    return { region: name, side, layer, class: "neck-muscle", ...neckStrap(inner, outer, strands, place), label: neckSpot(label, place) };
  };
  const danger = (region, layer, kind, route, half, label, touched = route) => ({
    region, side, layer, class: kind, d: neckRibbon(touched, half, place), fibres: [], label: neckSpot(label, place),
    pieces: [{ d: line(route), class: `${kind} neck-line` }],
  });
  const artery = "25,56 27.6,50 33,45 34.6,39 33,34.6 27,33.6 21,36 14,38 11,36";
  const occipital = "16,60 19.4,64.6 25,62.4 25,54 22,44 18,33 14.6,24";
  const parts = [
    muscle("semispinalis-cervicis"),
    danger("vertebral-artery", "deep", "neck-vessel-artery", artery, 8, "26,36", "34,42 33,35 25,33 17,35"),
    muscle("rectus-capitis-posterior-major"),
    muscle("obliquus-capitis-inferior"),
    danger("greater-occipital-nerve", "deep", "neck-nerve", occipital, 7, "18,64", "20,64 24,58 23,48 19,36 15,24"),
    muscle("longissimus-cervicis"),
    muscle("longissimus-capitis"),
    muscle("semispinalis-capitis"),
    muscle("levator-scapulae"),
    muscle("splenius-cervicis"),
    muscle("splenius-capitis"),
    danger("accessory-nerve", "second", "neck-nerve", "57,72 56,90 57,110 62,130 67,152 67,176 63,204 58,236", 10, "58,120"),
    muscle("sternocleidomastoid"),
    {
      region: "trapezius", side, layer: "superficial", class: "neck-muscle",
      d: shape(`0.6,150! ${NECK_BACK_TRAPEZIUS.inner.split(" ").slice(1).join(" ")}! ${NECK_BACK_TRAPEZIUS.outer.split(" ").reverse().join(" ")}! 110,168.4 56,160`),
      fibres: NECK_BACK_TRAPEZIUS_FIBRES.map(line), label: neckSpot("34,112", place),
    },
  ];
  const ground = [
    { layer: "deep", class: "neck-muscle", title: "rectus capitis posterior minor", d: shape("0.8,43 3.4,43.6 9,32 15,17 12,14.6 3,15 1,28") },
    { layer: "deep", class: "neck-muscle", title: "obliquus capitis superior", d: shape("36,39 40.6,39.6 46,30 52.4,17 48,10.4 40,9.4 37,17 35.4,28") },
    { layer: "second", class: "neck-nerve neck-line", title: "greater occipital nerve, through semispinalis capitis", d: line("14.6,25 15,16 18.4,4 22,-6 26,-24 25,-46") },
    { layer: "superficial", class: "neck-muscle neck-lower", title: "trapezius, middle and ascending part", d: shape("0.6,150! 56,160 110,168.4 162,172! 152,186 128,201 104,217 84,230 72,240 58,262 40,284 22,305.6! 0.6,305.6! 0.6,228") },
    { layer: "superficial", class: "neck-nerve neck-line", title: "greater occipital nerve under the scalp", d: line("20,-3 24,-14 27,-28 25,-48") },
  ];
  return { parts, ground };
}

const neckBackSides = [neckBackSide("left", NECK_BACK_LEFT), neckBackSide("right", NECK_BACK_RIGHT)];

export const NECK_BACK = {
  id: "back",
  title: "From behind",
  description:
    "Head, neck and shoulders from behind, from trapezius down to the suboccipital muscles: the person's left is on the left. Schematic, about to scale; the shoulders are cut at the edges.",
  width: 680,
  height: 868,
  left_label: "Person's left",
  right_label: "Person's right",
  layers: [
    { id: "skin", title: "Skin" },
    { id: "superficial", title: "Superficial: trapezius, sternocleidomastoid" },
    { id: "second", title: "Second: splenius and levator scapulae" },
    { id: "third", title: "Third: semispinalis capitis and longissimus" },
    { id: "deep", title: "Deep: suboccipital muscles, semispinalis cervicis" },
    { id: "bone", title: "Bones" },
  ],
  ground: [...neckBackGround(NECK_BACK_LEFT, NECK_BACK_RIGHT), ...neckBackSides.flatMap(({ ground }) => ground)],
  parts: neckBackSides.flatMap(({ parts }) => parts),
};
