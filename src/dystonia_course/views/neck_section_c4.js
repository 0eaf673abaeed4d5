// The neck cut across at the fourth cervical vertebra, seen from below as a CT image is. Points are millimetres: x from the
// midline, y from the skin over the larynx backwards.
import { neckClosed, neckOpen, neckOval, neckRibbon, neckSpot, neckWhole } from "./neck_curves.js";

const SECTION_C4_SCALE = 4;
const SECTION_C4_RIGHT = { cx: 280, cy: 16, side: -1, scale: SECTION_C4_SCALE };
const SECTION_C4_LEFT = { ...SECTION_C4_RIGHT, side: 1 };

const SECTION_C4_SKIN = "6,0.9 14,4 24,8.6 35,15.4 46,25 55,37 61.4,51 64.6,65 64.6,79 61.2,93 53.6,107 43,118.4 30,126.4 15,130";
const SECTION_C4_UNDER_SKIN = "5.6,2.9 13.4,5.9 23.2,10.4 33.9,17.1 44.5,26.5 53.2,38.1 59.4,51.6 62.4,65.2 62.3,78.6 58.9,92 51.6,105.2 41.3,116 28.9,123.6 14.8,127";

function sectionC4Whole(half, front, back) {
  return neckWhole(half, front, back, SECTION_C4_LEFT);
}

/** The skin as a ring: the inner edge runs the other way round, which leaves the inside free. */
function sectionC4Skin() {
  const inner = SECTION_C4_UNDER_SKIN.split(" ");
  const others = inner.map((point) => `-${point}`);
  const backwards = ["0,2", ...others, "0,126.2", ...inner.reverse()];
  return sectionC4Whole(SECTION_C4_SKIN, "0,0", "0,129") + neckClosed(backwards.join(" "), SECTION_C4_LEFT);
}

const SECTION_C4_VERTEBRA =
  "7,46.6 11.5,49 13.5,51.4 17,50.8 20.5,49.8 23.4,50.8 23.8,53.4 23.2,56 25,57.4 27.6,58.4 29,60.8 28,63.6 26.2,65.6 27.2,69.5 26.6,74 23,76.6 18,76.4 12,78 7,81.2 4.2,84.6 4,89 5.4,93.4 6.4,96.6 5,98 2.8,96.4";

// [region, layer, label, outline], deep first
const SECTION_C4_MUSCLES = [
  ["longus-colli", "deep", "7,43", "1.6,41.4 5.5,39.4 9.6,40.2 11.6,44 14.2,48.4 12.8,50.2 9.4,47.2 5,45.6 1.8,45"],
  ["longus-capitis", "deep", "16.5,44", "10.4,40.4 15,38.6 19.6,39.6 22.2,44 21.6,48.8 18,49.6 14.4,46.8 11.8,43.4"],
  ["semispinalis-cervicis", "deep", "15,88", "5.2,99 8,97 13,93.6 20,90 27,86.2 29.6,82.2 27.2,79.6 21,82.6 13,87.2 6.4,92 5,95.6"],
  ["scalenus-medius", "deep", "33,63", "29.2,58 32,55.8 36,57.8 37.6,62 35.8,65.8 32.6,69.6 29.6,69.4 28.6,65.4 29.8,61.6"],
  ["scalenus-anterior", "deep", "27,52", "24.2,49.6 27,48.8 30,50.6 30.4,53.4 27.4,54.8 24.6,53.6"],
  ["longissimus-cervicis", "third", "31,77", "28.4,72.4 31.6,72.4 33.2,75.6 33.8,79.6 32.6,83.4 30.6,82 29.8,78.6 28.2,76"],
  ["semispinalis-capitis", "third", "18,98", "2.6,106 10,104.6 18,103 26,99.8 32,95 34.4,89.4 33.2,85.6 28,87.2 20,91.2 12.6,95 6.6,98.8 2.8,102"],
  ["longissimus-capitis", "third", "36.2,88", "34.2,82.2 36.2,83.2 38.6,86.8 39,90.4 37,91.6 35.2,88.4"],
  ["splenius-cervicis", "second", "41.2,83.6", "34.8,75 37.6,78.2 41.2,82.8 43.4,86 42,87.6 38.8,85.6 36,81.8 34.4,78"],
  ["levator-scapulae", "second", "42.6,72.6", "34.4,70 36.4,66.4 40,64.6 44.2,67.4 47.8,74 48.6,81.6 46.2,85.2 42.2,82.4 38,77.2 35,73.6"],
  ["splenius-capitis", "second", "33,101", "2,108.6 10,107.9 18,107.2 27,104.8 36,100.2 43,94 46.6,89.4 46.4,86.8 43.6,87.8 40,91.6 34.4,96.4 27,101 18,103.8 10,105.4 2,107"],
  ["sternocleidomastoid", "superficial", "52,58", "37.6,26.2 44,29.6 51,39 56.4,51 59,64 58.8,76 56,84.4! 52.4,78 50.2,69 47.4,59 43.6,48.6 39.4,39 36.2,31"],
  ["trapezius", "superficial", "38,104", "1,112 10,111.2 18,110.6 27,108.8 36,105 44,99.6 50,93! 45,96 37,101.4 27,105.6 18,107.9 10,108.6 1,109.6"],
];

function sectionC4Side(side, place) {
  const oval = (at, rx, ry = rx) => neckOval(at, rx, ry, place);
  const line = (points) => neckOpen(points, place);
  const shape = (points) => neckClosed(points, place);
  const parts = SECTION_C4_MUSCLES.map(([region, layer, label, outline]) => ({
    region, side, layer, class: "neck-muscle", d: shape(outline), fibres: [], label: neckSpot(label, place),
  }));
  const sheath = "22.6,40.6 26.6,36.8 33,37.4 39.4,39.8 42.6,45 41.4,50.4 36,51.6 30,49.4 24.4,46.6";
  const danger = (region, layer, d, pieces, label) => ({
    region, side, layer, class: pieces[0].class, d, pieces, fibres: [], label: neckSpot(label, place),
  });
  parts.push(
    danger("vertebral-artery", "bone", oval("17.8,55.4", 3.1), [
      { d: oval("17.6,55.4", 2.2), class: "neck-vessel-artery" },
      { d: oval("19.3,53.3", 0.9), class: "neck-vessel-vein" },
    ], "17.6,55.6"),
    danger("carotid-sheath", "third", shape(sheath), [
      { d: shape(sheath), class: "neck-fat" },
      { d: shape(sheath), class: "neck-contour" },
      { d: oval("27.8,42", 3.9, 3.7), class: "neck-vessel-artery" },
      { d: shape("33,41.4 36.6,39.8 40.2,42.4 41,46.6 38.6,49.6 35,48.6 32.6,45.2"), class: "neck-vessel-vein" },
      { d: oval("31.4,47.2", 1.2), class: "neck-nerve" },
    ], "34,45"),
    danger("external-jugular", "superficial", oval("59.8,58", 2.4, 4.4), [
      { d: oval("59.8,58", 1.3, 2.7), class: "neck-vessel-vein" },
    ], "59.8,58"),
    danger("accessory-nerve", "second", oval("51.4,81", 2.6), [
      { d: oval("51.4,81", 1.1), class: "neck-nerve" },
    ], "51.6,81"),
  );
  const ground = [
    { layer: "bone", class: "neck-airway", title: "foramen of the transverse process", d: oval("17.8,55.4", 3.1) },
    { layer: "deep", class: "neck-strap", title: "multifidus", d: shape("5,91.4 7.4,88.6 13,85.2 20,80.9 26,78.4 24.6,77.6 18.4,78 12,80 7.4,83 5.2,86.4") },
    { layer: "deep", class: "neck-nerve", title: "sympathetic trunk", d: oval("23.4,46.6", 1) },
    { layer: "bone", class: "neck-nerve neck-line", title: "root and ventral ramus of C4 (cervical plexus)", d: line("6,67.4 12,64.4 17.4,61.4 22,58 26,55.6 31.6,54.6") },
    { layer: "superficial", class: "neck-strap", title: "platysma", d: neckRibbon("14,7.2 24,11.8 34.4,18.6 44.4,27.8 52.2,38.8 58,51.4 60.6,62", 0.55, place) },
    { layer: "third", class: "neck-strap", title: "strap muscles", d: shape("5,5 12,8.6 19.4,15.4 25.2,24 27.6,31.6 26,33.6 23,26.6 17.4,18 10.6,10.8") },
    { layer: "superficial", class: "neck-vessel-vein", title: "anterior jugular vein", d: oval("14,8.4", 1.1) },
  ];
  return { parts, ground };
}

const sectionC4Sides = [sectionC4Side("right", SECTION_C4_RIGHT), sectionC4Side("left", SECTION_C4_LEFT)];

const SECTION_C4_MIDDLE = [
  { layer: "bone", class: "neck-fat", title: "fat", d: sectionC4Whole(SECTION_C4_SKIN, "0,0", "0,129") },
  { layer: "skin", class: "neck-skin", title: "skin", d: sectionC4Skin() },
  { layer: "bone", class: "neck-bone", title: "fourth cervical vertebra", d: sectionC4Whole(SECTION_C4_VERTEBRA, "0,46", "0,94.6") },
  { layer: "bone", class: "neck-airway", title: "vertebral canal", d: sectionC4Whole("6,62 11.4,63.4 12.2,66.4 9.4,71.6 4.6,76.4", "0,61.6", "0,78.4") },
  { layer: "bone", class: "neck-nerve", title: "spinal cord", d: neckOval("0,69.4", 6.6, 4.1, SECTION_C4_LEFT) },
  { layer: "third", class: "neck-bone neck-line", title: "nuchal ligament", d: neckOpen("0,97 0,104 0,112", SECTION_C4_LEFT) },
  { layer: "third", class: "neck-cartilage", title: "thyroid cartilage", d: sectionC4Whole("4,7.2 11,13.4 18,22.2 22.6,31.2 23.4,36.4 21.8,36.8 19.4,31.4 14.8,23 8.4,15.4 3.4,11", "0,5", "0,9.8") },
];

const sectionC4Wall = sectionC4Whole("7,19.4 13,23.8 18.4,30.2 20.6,35.4 17.6,38 9,38.9", "0,17.8", "0,39.1");
const SECTION_C4_PHARYNX = {
  region: "pharynx", side: "middle", layer: "third", class: "neck-airway", fibres: [], label: neckSpot("0,35", SECTION_C4_LEFT),
  d: sectionC4Wall,
  pieces: [
    { d: sectionC4Wall, class: "neck-muscle" },
    { d: sectionC4Whole("6,19.8 12,24.2 17,30.4 18.6,34.8 15,36.6 8,37.3", "0,18.6", "0,37.5"), class: "neck-fat" },
    { d: sectionC4Whole("4,21.4 8,25.4 9,28 7.2,26.6 4,23.6", "0,20.2", "0,22.6"), class: "neck-cartilage" },
    { d: sectionC4Whole("3.6,24.8 6.4,27.6 6,30 3,31.8 1,33.4", "0,23.6", "0,34"), class: "neck-airway" },
    { d: neckClosed("10.6,27 13.4,27.2 16.4,31.4 17.4,34.4 15.4,35.2 12.4,32.2", SECTION_C4_LEFT), class: "neck-airway" },
    { d: neckClosed("10.6,27 13.4,27.2 16.4,31.4 17.4,34.4 15.4,35.2 12.4,32.2", SECTION_C4_RIGHT), class: "neck-airway" },
    { d: neckOpen("-12,36 -6,36.2 0,35.8 6,36.2 12,36", SECTION_C4_LEFT), class: "neck-airway neck-line" },
  ],
};

/** A measured depth: a line from the skin at `x` mm straight inwards. */
function sectionC4Depth(claim, muscle, value, x, skin, row) {
  const from = neckSpot(`${x},${skin}`, SECTION_C4_RIGHT);
  const to = neckSpot(`${x},${skin - value}`, SECTION_C4_RIGHT);
  return { claim, muscle, value, unit: "mm", at: [...from, ...to], label: [from[0], 553 + 21 * row] };
}

export const NECK_SECTION_C4 = {
  id: "section_c4",
  title: "Cross-section at about C4",
  description:
    "The neck cut across at about the fourth cervical vertebra and the upper edge of the thyroid cartilage, seen from below as in CT: front at the top, the person's right on the left. Schematic and to scale; the depths behind were measured in male cadavers, 2 cm below the spine of C2.",
  width: 560,
  height: 602,
  left_label: "Person's right",
  right_label: "Person's left",
  mm_per_unit: 1 / SECTION_C4_SCALE,
  layers: [
    { id: "skin", title: "Skin" },
    { id: "superficial", title: "Superficial: sternocleidomastoid, trapezius" },
    { id: "second", title: "Second: splenius and levator scapulae" },
    { id: "third", title: "Third: semispinalis capitis, longissimus, carotid sheath, pharynx" },
    { id: "deep", title: "Deep: semispinalis cervicis, prevertebral muscles, scalenes" },
    { id: "bone", title: "Vertebra and vertebral artery" },
  ],
  ground: [...SECTION_C4_MIDDLE, ...sectionC4Sides.flatMap(({ ground }) => ground)],
  parts: [SECTION_C4_PHARYNX, ...sectionC4Sides.flatMap(({ parts }) => parts)],
  depth_marks: [
    sectionC4Depth("cond-anat-depth-below", "semispinalis-capitis", 27.63, 9, 129.9, 0),
    sectionC4Depth("cond-anat-depth-below", "splenius-capitis", 23.25, 16, 129.9, 1),
    sectionC4Depth("cond-anat-depth-below", "trapezius", 20.89, 23, 128.7, 2),
  ],
  scale_bar: { mm: 20, at: [462, 590, 542, 590] },
};
