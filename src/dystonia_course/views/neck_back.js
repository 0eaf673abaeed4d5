// The neck from behind, from trapezius to the suboccipital triangle. Points are millimetres: x from the midline, y downwards
// from the external occipital protuberance. A muscle is drawn between its inner and its outer edge, from origin to insertion.
import { neckClosed, neckOpen, neckRibbon, neckSpot, neckStrap } from "./neck_curves.js";
import { neckBackGround } from "./neck_back_bones.js";

const NECK_BACK_RIGHT = { cx: 340, cy: 256, side: 1, scale: 2 };
const NECK_BACK_LEFT = { ...NECK_BACK_RIGHT, side: -1 };

// [region, layer, label, strands, inner edge, outer edge], deep first.
const NECK_BACK_MUSCLES = [
  ["semispinalis-cervicis", "deep", "24,170", 5,
    "29,264 23,236 17,208 11,178 7,150 4.4,122 3.4,98 2.6,78 2.6,64",
    "33,262 36,236 38,208 37.4,178 33,150 26,122 19,98 12.6,78 7,62"],
  ["rectus-capitis-posterior-major", "deep", "26,27", 4,
    "2.4,62 5,53 10,41 16,29 20,20 22,14.4",
    "5,64 11,57 19,46 28,34 35,24 40,17"],
  ["obliquus-capitis-inferior", "deep", "30,49", 4,
    "5,58 12,51.6 19,47 26,42.6 32,39 36.4,36.6",
    "7,66 15,62.4 23,58 30,52.4 36,46 40.4,40"],
  ["longissimus-cervicis", "third", "47,190", 4,
    "33,264 35,232 37,204 38,176 36.4,148 33,122 29.4,100 26,78 25,58",
    "37,264 46,234 52,206 54,178 52,149 47,122 40,99 33,77 28,54"],
  ["longissimus-capitis", "third", "51,68", 3,
    "31,238 33,212 33.4,184 33,156 33,130 35,104 40,76 47.6,48 56,24",
    "35,238 40,212 42.4,184 43,156 43,130 45,104 50,76 57,48 63.4,21"],
  ["semispinalis-capitis", "third", "18,96", 7,
    "27,264 21,232 15,202 9,174 4.6,146 2.4,118 1.8,88 1.8,58 1.8,30 2.4,5",
    "32,263 34,232 34.6,202 34.6,174 34.2,146 34,118 34.4,88 34,58 30.6,30 25,4"],
  ["levator-scapulae", "second", "72,204", 5,
    "68,231 64.4,208 59,184 52,158 44,130 37,104 31,80 30,58 36,38",
    "71,228 77,210 79,196 74,166 66,136 58,108 51,82 45,58 40.6,38"],
  ["splenius-cervicis", "second", "37,132", 3,
    "1.6,286 1.6,262 3,236 11,206 20,172 29,134 33,98 31.6,66 34,40",
    "2,288 11,264 21,236 30,206 38,172 44,134 45,98 42,66 38.6,39"],
  ["splenius-capitis", "second", "24,84", 7,
    "1.4,214 1.4,190 1.4,166 1.4,142 1.6,114 3,88 9,66 19,42 29,20 36,-1",
    "2,216 9,190 17,164 25,140 33,114 41,88 48,64 55,44 61,30 65.4,17"],
  ["sternocleidomastoid", "superficial", "57,20", 4,
    "56.8,104 54.8,84 53,64 49.6,44 43,22 34,-3.6",
    "57,104 57.4,82 59.8,62 64.2,44 68,26 65.6,9"],
];

const NECK_BACK_TRAPEZIUS = {
  inner: "0.6,150 0.6,128 0.6,106 0.6,84 0.6,60 0.6,34 0.6,1",
  outer: "156,170 134,159.6 104,150.6 76,137.4 57,116 46,88 37,52 29,20 21,-5",
};

/** Fibres of the descending part: from the nuchal ligament, step by step, out to clavicle and acromion. */
const NECK_BACK_TRAPEZIUS_FIBRES = [
  "18,-3 26,24 34,56 43,88 54,114 74,136 104,148.6", "12,-2 20,24 28,56 38,90 51,117 73,140 112,154", "6,0 14,26 21,58 32,93 47,121 72,144 120,156",
  "1,24 8,44 16,72 28,101 45,127 71,148 126,160", "1,56 10,80 24,109 43,133 70,151.6 134,163", "1,88 12,109 34,135 64,153 98,162 144,167", "1,116 20,136 50,154 90,166 154,171",
];

/** The artery between the transverse processes from C6 up to C2, where it is seen from behind. */
const NECK_BACK_ARTERY_GAPS = ["22.6,113 22.8,107", "22.4,96 22.6,90", "22.4,79 22.8,73", "23.2,62.4 24,58"];

const NECK_BACK_GROUND_FIBRES = [
  ["deep", "3,42 7,30 9,17"], ["deep", "2,41 4.6,29 5.4,16"], ["deep", "38,38 40,28 43,12"], ["deep", "39.4,38.6 43.4,28 47.4,13"],
  ["superficial", "1,162 52,171 104,176 149,179"], ["superficial", "1,176 50,183 100,186 138,188"], ["superficial", "1,190 46,195 90,199 124,199"],
  ["superficial", "1,206 42,208 78,212 108,210"], ["superficial", "1,222 40,222 70,224 92,222"], ["superficial", "1,250 30,242 56,236 76,232"],
  ["superficial", "1,274 24,262 46,248 64,238"], ["superficial", "1,296 22,280 42,262 58,244"],
];

function neckBackSide(side, place) {
  const line = (points) => neckOpen(points, place);
  const shape = (points) => neckClosed(points, place);
  const muscle = (region) => {
    const [name, layer, label, strands, inner, outer] = NECK_BACK_MUSCLES.find(([id]) => id === region);
    return { region: name, side, layer, class: "neck-muscle", ...neckStrap(inner, outer, strands, place), label: neckSpot(label, place) };
  };
  const danger = (region, layer, kind, routes, label, d) => ({
    region, side, layer, class: kind, d, fibres: [], label: neckSpot(label, place),
    pieces: routes.map((route) => ({ d: line(route), class: `${kind} neck-line`, width: kind === "neck-nerve" ? 3.2 : 6 })),
  });
  const accessory = "57,72 56.2,90 57,108 60,126 61.4,146 59.6,172 57.4,204 57,240";
  const artery = ["25,56 27.6,50 33,45 34.6,39 33,34.6 27,33.6 21,36 16.4,37.4", ...NECK_BACK_ARTERY_GAPS];
  const occipital = "20.6,59.8 23.2,62.4 26.2,60.4 26.4,54.6 23,45 18.6,34 14.8,24 13.6,16";
  const parts = [
    muscle("semispinalis-cervicis"),
    danger("vertebral-artery", "bone", "neck-vessel-artery", artery, "24,92", neckRibbon("22.6,115 22.6,90 23.4,64 26,54 32.6,46 34,39 31.6,34.6 25,34 15,38", 4, place)),
    muscle("rectus-capitis-posterior-major"),
    muscle("obliquus-capitis-inferior"),
    danger("greater-occipital-nerve", "deep", "neck-nerve", [occipital], "14,12", neckRibbon(occipital, 3.4, place)),
    muscle("longissimus-cervicis"),
    muscle("longissimus-capitis"),
    muscle("semispinalis-capitis"),
    muscle("levator-scapulae"),
    muscle("splenius-cervicis"),
    muscle("splenius-capitis"),
    danger("accessory-nerve", "second", "neck-nerve", [accessory], "57,98", neckRibbon(accessory, 4, place)),
    muscle("sternocleidomastoid"),
    {
      region: "trapezius", side, layer: "superficial", class: "neck-muscle",
      d: shape(`0.6,150! ${NECK_BACK_TRAPEZIUS.inner.split(" ").slice(1).join(" ")}! ${NECK_BACK_TRAPEZIUS.outer.split(" ").reverse().join(" ")}! 110,168.4 56,160`),
      fibres: NECK_BACK_TRAPEZIUS_FIBRES.map(line), label: neckSpot("30,112", place),
    },
  ];
  const ground = [
    { layer: "deep", class: "neck-strap", title: "rectus capitis posterior minor", d: shape("0.8,43 3.4,43.6 9,32 15,17 12,14.6 3,15 1,28") },
    { layer: "deep", class: "neck-strap", title: "obliquus capitis superior", d: shape("36,39 40.6,39.6 46,30 52.4,17 48,10.4 40,9.4 37,17 35.4,28") },
    { layer: "second", class: "neck-nerve neck-line", width: 3.2, title: "greater occipital nerve, through semispinalis capitis", d: line("14.8,25 15.4,16 18.4,4 22,-6 26,-24 25,-46") },
    { layer: "superficial", class: "neck-strap", title: "trapezius, middle and ascending part", d: shape("0.6,150! 56,160 110,168.4 156,170! 148,185 128,201 104,217 84,230 72,240 58,262 40,284 22,305.6! 0.6,305.6! 0.6,228") },
    { layer: "superficial", class: "neck-nerve neck-line", width: 3.2, title: "greater occipital nerve under the scalp", d: line("20,-3 24,-14 27,-28 25,-48") },
  ];
  ground.push(
    { layer: "superficial", class: "neck-tendon", over: true, title: "tendon plate of trapezius about C7", d: shape("0.6,108! 5,124 10.6,142 12.4,152 10.6,164 5,182 0.6,200!") },
    { layer: "third", class: "neck-tendon", over: true, title: "tendon within semispinalis capitis", d: shape("4.6,128 8,118 12,110 15,104 15.4,108 13,117 9.6,128 6,139") },
  );
  ground.push(...NECK_BACK_GROUND_FIBRES.map(([layer, points]) => ({ layer, class: "neck-fibre", d: line(points) })));
  return { parts, ground };
}

const neckBackSides = [neckBackSide("left", NECK_BACK_LEFT), neckBackSide("right", NECK_BACK_RIGHT)];

export const NECK_BACK = {
  id: "back",
  title: "From behind",
  description:
    "Head, neck and shoulders from behind, from trapezius down to the suboccipital muscles: the person's left is on the left. Schematic; rhomboids and serratus posterior are left out, the arms are cut at the edges.",
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
    { id: "bone", title: "Bones and vertebral artery" },
  ],
  ground: [...neckBackGround(NECK_BACK_LEFT, NECK_BACK_RIGHT), ...neckBackSides.flatMap(({ ground }) => ground)],
  parts: neckBackSides.flatMap(({ parts }) => parts),
};
