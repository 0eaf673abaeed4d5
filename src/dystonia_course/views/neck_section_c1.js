// The neck cut across through atlas and dens in front and just above the spine of the axis behind, seen from below as a CT
// image is. Points are millimetres: x from the midline, y backwards from the line in the jaw where the picture is cut.
import { neckClosed, neckOpen, neckOval, neckRibbon, neckSpot, neckStrap, neckWhole } from "./neck_curves.js";

const SECTION_C1_SCALE = 4;
const SECTION_C1_RIGHT = { cx: 300, cy: 44, side: -1, scale: SECTION_C1_SCALE };
const SECTION_C1_LEFT = { ...SECTION_C1_RIGHT, side: 1 };

const SECTION_C1_SKIN = "70,0! 72.5,12 73,28 71,44 69.5,58 67.5,72 62.5,86 53,99 40,109.5 27,116 13,119.5";
const SECTION_C1_UNDER_SKIN = "68,0! 70.4,12 70.9,28 69,44 67.4,57.6 65.3,71.2 60.4,84.6 51.2,97.2 38.6,107.2 26,113.3 12.8,116.7";

function sectionC1Whole(half, front, back) {
  return neckWhole(half, front, back, SECTION_C1_LEFT);
}

/** The skin as a ring that is open at the cut: out along the skin, back along its inner side. */
function sectionC1Skin() {
  const outer = SECTION_C1_SKIN.split(" ");
  const inner = SECTION_C1_UNDER_SKIN.split(" ");
  const mirrored = (points) => points.map((point) => `-${point}`).reverse();
  const all = [...outer, "0,118.5", ...mirrored(outer), ...mirrored(inner).reverse(), "0,115.8", ...[...inner].reverse()];
  return neckClosed(all.join(" "), SECTION_C1_LEFT);
}

// [region, layer, label, outline], deep first
const SECTION_C1_MUSCLES = [
  ["longus-colli", "deep", "5.4,42.4", "0.8,42 3,39.6 5.6,40 6.6,42.6 6,45.4 3.4,44.8 1.2,44.2"],
  ["longus-capitis", "deep", "15.6,43", "7.4,42 9.4,38.8 13.6,38.2 18.2,40.8 19,44.8 15.6,47.2 10,46.8 7.6,45.2"],
  ["rectus-capitis-posterior-major", "deep", "11.6,95.6", "4.6,97 8,98.4 13,97.4 18,94 20.6,90.6 18.2,89.4 12.4,91.6 6.6,93.6"],
  ["semispinalis-capitis", "third", "24,96.6", "2.2,105.8 7,105.8 11,105 17,103.2 23,100.6 30,95.6 36,89.6 39.6,84.6 38.4,80.8 33,81.8 28,84.8 23.8,90.2 17.6,96.4 11,99.8 5,101.6 2.4,102.6"],
  ["longissimus-capitis", "third", "45.4,79.6", "41,85.6 41,82.8 43.6,78.8 47.6,73.4 50,73.6 48.4,77.8 44.4,83"],
  ["splenius-capitis", "second", "41.6,92", "12,107.2! 17,107.4 23,105.4 32,100.2 41,93.8 48.6,86.4 53,79.6 53.6,76 51.4,75.6 46.6,81 39,89 30.6,96.4 23,101.4 17,104 13,105.6"],
  ["sternocleidomastoid", "superficial", "58,69", "51.4,57 55.6,56.4 60.8,60.6 63.2,68 61.8,76.6 56.6,87! 55,79.6 54.4,72 52.4,66 50.4,60.6"],
  ["trapezius", "superficial", "24,105.4", "1,109 7,109.4 11,109.6 17,108.9 23,107.3 29,104.8 35,101! 30,103 23,106.2 17,107.7 11,108.2 1,107.8"],
];

const SECTION_C1_ATLAS =
  "4,46 9,47.8 13,48 19,49.2 23,51.6 27,52.4 33,54.8 38.4,58 40,61.4 38,64.4 33,65.6 27,66.6 22,67 16.6,66.6 12,65.2 9.4,61.2 7.8,57 8.2,53.4 5.6,51.2";

function sectionC1Side(side, place) {
  const oval = (at, rx, ry = rx) => neckOval(at, rx, ry, place);
  const line = (points) => neckOpen(points, place);
  const shape = (points) => neckClosed(points, place);
  const parts = SECTION_C1_MUSCLES.map(([region, layer, label, outline]) => ({
    region, side, layer, class: "neck-muscle", d: shape(outline), fibres: [], label: neckSpot(label, place),
  }));
  const oblique = neckStrap(
    "5.4,92 11.6,90.8 19,87.4 26,82 32,75.6 36.8,69 38.8,65",
    "5.4,88 9.6,85.2 16.4,80 23.4,74.6 29,70 34,66.6 37.4,64.8", 4, place,
  );
  parts.splice(2, 0, {
    region: "obliquus-capitis-inferior", side, layer: "deep", class: "neck-muscle", ...oblique, label: neckSpot("23,81", place),
  });
  const danger = (region, layer, d, pieces, label) => ({
    region, side, layer, class: pieces[0].class, d, pieces, fibres: [], label: neckSpot(label, place),
  });
  const nerve = "30.6,78.4 27.4,82 23.8,85.8 22.2,90.4 18.8,94.6 14.8,98.6";
  const sheath = "21.4,41.6 25.4,37.8 30.6,39.2 36.4,44.2 39.4,49.6 37.2,54 32.4,53.4 27.4,50.6 22.6,47";
  parts.push(
    danger("vertebral-artery", "bone", oval("29.4,59.4", 3.2), [
      { d: oval("29.4,59.4", 2.3), class: "neck-vessel-artery" },
    ], "29.4,59.6"),
    danger("carotid-sheath", "third", shape(sheath), [
      { d: shape(sheath), class: "neck-fat" },
      { d: shape(sheath), class: "neck-contour" },
      { d: oval("26.2,43", 2.9), class: "neck-vessel-artery" },
      { d: shape("30.6,46.4 33.6,45.8 36.8,48.6 37,51.8 34.4,52.8 31.2,50.2"), class: "neck-vessel-vein" },
      { d: oval("28.8,48.6", 1.1), class: "neck-nerve" },
    ], "30,46"),
    danger("greater-occipital-nerve", "deep", neckRibbon(nerve, 2, place), [
      { d: line(nerve), class: "neck-nerve neck-line" },
    ], "24.6,86"),
  );
  const ground = [
    { layer: "bone", class: "neck-airway", title: "foramen of the transverse process", d: oval("29.4,59.4", 3.2) },
    { layer: "bone", class: "neck-nerve", title: "ganglion of C2", d: oval("17.4,71.6", 2.6, 2) },
    { layer: "deep", class: "neck-strap", title: "rectus capitis lateralis", d: shape("27,50.6 31.4,50.6 34.4,53 33,54.4 29,53.2") },
    { layer: "third", class: "neck-bone", title: "styloid process", d: oval("38.6,42.4", 1.8, 2.2) },
    { layer: "third", class: "neck-strap", title: "digastric muscle, posterior belly", d: shape("42,57.6 45.6,55 49.2,57 49.6,62.6 46.6,66 43.2,63.2") },
    { layer: "third", class: "neck-strap", title: "medial pterygoid muscle", d: shape("33,10 38,6.6 43.4,11.6 44.6,23 42.4,31 38.2,29.6 34,21.4") },
    { layer: "superficial", class: "neck-gland", title: "parotid gland", d: shape("54,34 60.6,27.6 66.4,31 67.4,43 64.4,53.4 57,54 50.6,52 46,47 44.6,40 48.4,37.4") },
    { layer: "superficial", class: "neck-strap", title: "masseter muscle", d: shape("53.4,4 60,3 64.2,10 64,21.6 59,31.4 53.8,32.6 54.4,19") },
    { layer: "superficial", class: "neck-vessel-vein", title: "retromandibular vein", d: oval("53.6,42", 2.3, 2) },
    { layer: "superficial", class: "neck-vessel-artery", title: "external carotid artery", d: oval("49.4,43.4", 1.7) },
    { layer: "bone", class: "neck-bone", title: "ramus of the mandible", d: shape("46,7.6 49.4,6 51.6,13.4 52.2,25 50.8,34 48.4,35.4 46.6,27.4 45.4,16") },
    { layer: "third", class: "neck-nerve", title: "accessory nerve beside the jugular vein", d: oval("39.6,54.6", 0.9) },
  ];
  return { parts, ground };
}

const sectionC1Sides = [sectionC1Side("right", SECTION_C1_RIGHT), sectionC1Side("left", SECTION_C1_LEFT)];

const SECTION_C1_MIDDLE = [
  { layer: "bone", class: "neck-fat", title: "fat", d: sectionC1Whole(SECTION_C1_SKIN, "0,0!", "0,118.5") },
  { layer: "skin", class: "neck-skin", title: "skin", d: sectionC1Skin() },
  { layer: "bone", class: "neck-bone", title: "atlas", d: sectionC1Whole(SECTION_C1_ATLAS, "0,44.4", "0,50.8") },
  { layer: "bone", class: "neck-bone", title: "dens of the axis", d: neckOval("0,57", 5.4, 5.4, SECTION_C1_LEFT) },
  { layer: "bone", class: "neck-bone neck-line", title: "transverse ligament", d: neckOpen("-9,61 -5,63.6 0,64.2 5,63.6 9,61", SECTION_C1_LEFT) },
  { layer: "bone", class: "neck-airway", title: "vertebral canal", d: sectionC1Whole("6,66 11.6,68 14.2,72 12.4,77.4 6.6,82.6", "0,65.6", "0,84") },
  { layer: "bone", class: "neck-nerve", title: "spinal cord", d: neckOval("0,74.4", 6.6, 4.8, SECTION_C1_LEFT) },
  { layer: "bone", class: "neck-bone", title: "upper edge of the arch and spine of the axis", d: sectionC1Whole("6,83.4 11.6,78.6 14,76 16,77.6 13,82 8.4,86.2 5.2,88 5,92.4 5,96.4 2.6,96.6", "0,84.6", "0,94.2") },
  { layer: "third", class: "neck-bone neck-line", title: "nuchal ligament", d: neckOpen("0,95 0,102 0,109", SECTION_C1_LEFT) },
  { layer: "third", class: "neck-strap", title: "soft palate", d: sectionC1Whole("7,5 12.6,8.6 13.4,14 9,18.4 4,21.4", "0,4", "0,25.4") },
];

const sectionC1Wall = sectionC1Whole("6.4,18.6 13.6,12 17.6,14.6 19,21 19.6,28.4 16.2,34.2 9,36.8", "0,24.4", "0,37.4");
const SECTION_C1_PHARYNX = {
  region: "pharynx", side: "middle", layer: "third", class: "neck-airway", fibres: [], label: neckSpot("0,29.4", SECTION_C1_LEFT),
  d: sectionC1Wall,
  pieces: [
    { d: sectionC1Wall, class: "neck-muscle" },
    { d: sectionC1Whole("5,22.6 10,19 14.8,14.8 16.8,20.6 17.4,28 14.8,32.2 8,34.8", "0,26", "0,35.2"), class: "neck-airway" },
  ],
};

/** A measured depth: a line from the skin at `x` mm straight inwards. */
function sectionC1Depth(muscle, value, x, skin, row) {
  const from = neckSpot(`${x},${skin}`, SECTION_C1_RIGHT);
  const to = neckSpot(`${x},${skin - value}`, SECTION_C1_RIGHT);
  return { claim: "cond-anat-depth-above", muscle, value, unit: "mm", at: [...from, ...to], label: [from[0], 544 + 21 * row] };
}

export const NECK_SECTION_C1 = {
  id: "section_c1",
  title: "Cross-section above the spine of C2",
  description:
    "The neck cut across through atlas and dens, tilted so that obliquus capitis inferior is seen whole, from below as in CT: front at the top, the person's right on the left, the face left out. Schematic and to scale; the depths behind were measured in male cadavers, 2 cm above the spine of C2.",
  width: 600,
  height: 594,
  left_label: "Person's right",
  right_label: "Person's left",
  mm_per_unit: 1 / SECTION_C1_SCALE,
  layers: [
    { id: "skin", title: "Skin" },
    { id: "superficial", title: "Superficial: sternocleidomastoid, trapezius" },
    { id: "second", title: "Second: splenius capitis" },
    { id: "third", title: "Third: semispinalis and longissimus capitis, carotid sheath, pharynx" },
    { id: "deep", title: "Deep: suboccipital and prevertebral muscles" },
    { id: "bone", title: "Atlas, axis and vertebral artery" },
  ],
  ground: [...SECTION_C1_MIDDLE, ...sectionC1Sides.flatMap(({ ground }) => ground)],
  parts: [SECTION_C1_PHARYNX, ...sectionC1Sides.flatMap(({ parts }) => parts)],
  depth_marks: [
    sectionC1Depth("semispinalis-capitis", 15.91, 10, 119.5, 0),
    sectionC1Depth("splenius-capitis", 11.88, 17, 118.9, 1),
    sectionC1Depth("trapezius", 10.7, 24, 117, 2),
  ],
  scale_bar: { mm: 20, at: [502, 582, 582, 582] },
};
