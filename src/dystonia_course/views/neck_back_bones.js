// What lies still in the view of the neck from behind: skin, skull, vertebrae, shoulder blades. Points are millimetres:
// x from the midline, y downwards from the external occipital protuberance.
import { neckClosed, neckOpen, neckRibbon, neckWhole } from "./neck_curves.js";

// Level, tip of the spine, transverse processes: half span, height; half width of the arch.
const NECK_BACK_LEVELS = [
  ["C3", 77, 27, 67, 14], ["C4", 94, 27.5, 84, 14], ["C5", 111, 28, 101, 14.5], ["C6", 129, 29, 118, 15], ["C7", 150, 34, 136, 15],
  ["T1", 172, 38, 156, 15], ["T2", 194, 35.5, 177, 14], ["T3", 217, 33.5, 198, 13.5], ["T4", 240, 32.5, 220, 13], ["T5", 263, 32, 242, 13], ["T6", 286, 31.5, 264, 13],
];

function neckBackVertebra([level, tip, span, height, arch], place) {
  const cervical = level.startsWith("C");
  const top = height - 7;
  const half = cervical
    ? `6,${top + 2} ${arch},${top - 2} ${arch + 3},${top + 3} ${span - 3},${height - 3} ${span},${height + 0.5} ${span - 3},${height + 4} ${arch + 2},${height + 5} ${arch - 3},${height + 9} 6,${height + 8} 3.6,${tip - 4} ${level === "C7" ? 3.6 : 5.4},${tip} 2.4,${tip + 1.4}`
    : `6,${top + 1} ${arch},${top - 3} ${arch + 3},${top + 2} ${span - 4},${height - 6} ${span},${height - 3} ${span - 1},${height + 3} ${span - 6},${height + 4} ${arch + 1},${height + 6} ${arch - 4},${height + 13} 5,${height + 10} 3.4,${tip - 5} 2.8,${tip + 1}`;
  return { layer: "bone", class: "neck-bone", title: level, d: neckWhole(half, `0,${top + 4}`, `0,${tip + (cervical && level !== "C7" ? 0 : 2)}`, place) };
}

const NECK_BACK_SKIN =
  "27,-121.6 55,-108 75,-80 82,-44 82,-14 79,8 73,26 66,42 61,58 58.4,76 57.6,96 59,111 64,124 75,134.6 94,144.4 120,152.4 144,158.4 160,164 171,174! 171,306!";

const NECK_BACK_EAR = "79.6,-24 83,-32 88.6,-33 92,-27 92.4,-16 90,-4 86.4,8 84.6,18 81.4,22.4 78,20 78.4,4";

/** What is seen and felt through the skin. */
const NECK_BACK_SURFACE = [
  ["hairline", "78,8 68,14 63,26 60,40 52,44 44,50 34,54 22,52 10,56 0,64"],
  ["furrow of the nape", "0.2,86 0.2,104 0.2,130"],
  ["spine of C7", "4.6,145 6.8,149 6,153.4 2.6,156"],
  ["spine of T1", "3.6,168.6 5,172 4,175.4 1.6,177"],
  ["furrow of the back", "0.2,190 0.2,230 0.2,280"],
  ["edge of trapezius", "43,66 46,88 50.6,106 57.6,119"],
  ["spine of the scapula", "66,238 84,228 106,212 128,197 146,188"],
  ["acromion", "146,166 156,168 160,174 157,182"],
  ["medial border of the scapula", "70,214 66,236 66,262 71,290"],
];

const NECK_BACK_SKULL = "26,-114 51,-100.6 70,-74 77,-42 76,-16 72,2 68.6,12 66.6,22 61.4,29.6 56.4,27 52.6,18.6 48,18.6 42,22 34,26 22,29 10,32";

const NECK_BACK_RIBS = [
  "34,156 46,157 54,163 60,172", "34,177 48,176 62,186 74,204", "32,198 52,197 72,210 90,240", "31,220 54,219 78,234 100,268", "31,242 54,242 76,254 90,270", "30,264 54,265 74,278 84,290",
];

export function neckBackGround(left, right) {
  const both = (make) => [make(left), make(right)];
  const bone = (title, points) => both((place) => ({ layer: "bone", class: "neck-bone", title, d: neckClosed(points, place) }));
  const line = (layer, kind, title, points) =>
    both((place) => ({ layer, class: kind === "neck-contour" ? kind : `${kind} neck-line`, title, d: neckOpen(points, place) }));
  return [
    { layer: "bone", class: "neck-skin-ghost", title: "outline of head, neck and shoulders", d: neckWhole(NECK_BACK_SKIN, "0,-125", "0,306", right) },
    ...both((place) => ({
      layer: "bone", class: "neck-skin-ghost", title: "ear",
      d: neckClosed(NECK_BACK_EAR, place),
    })),
    { layer: "bone", class: "neck-bone", title: "occiput and mastoid processes", d: neckWhole(NECK_BACK_SKULL, "0,-116", "0,33", right) },
    ...line("bone", "neck-contour", "lambdoid suture", "0,-62 10,-56 22,-46 36,-36 48,-24 58,-12 64,2"),
    { layer: "bone", class: "neck-contour", title: "sagittal suture", d: neckOpen("0,-116 0,-90 0,-62", right) },
    ...line("bone", "neck-contour", "ear", "83,-24 88,-26 88.6,-18 86,-4 83,8"),
    ...line("bone", "neck-bone", "superior nuchal line", "0,0 12,-5 26,-6 40,-3 54,4 63,12"),
    ...line("bone", "neck-bone", "inferior nuchal line", "0,15 10,13.4 22,14 34,15.4 44,18"),
    ...line("bone", "neck-bone", "external occipital crest", "0,0 0,16 0,32"),
    ...NECK_BACK_RIBS.flatMap((points) => both((place) => ({ layer: "bone", class: "neck-bone", title: "rib", d: neckRibbon(points, 4.2, place) }))),
    ...[...NECK_BACK_LEVELS].reverse().map((level) => neckBackVertebra(level, right)),
    { layer: "bone", class: "neck-bone", title: "axis (C2)", d: neckWhole("4,47 11,45 19,43 22,46 27,49 28.6,52.6 26,56 20,58 14,58 8,60 8.6,64 7,66.4 3.6,63.6", "0,48.4", "0,61.6", right) },
    { layer: "bone", class: "neck-bone", title: "atlas (C1) with its posterior tubercle", d: neckWhole("5,38.4 12,35.6 19,33 24,31.6 31,34 37.6,35.4 40.4,38.4 38.6,42.4 33,43 26,43 20,41.4 12,42 5,44.6", "0,39", "0,45.4", right) },
    ...bone("humerus", "133,203 138,191 150,185 163,188 169,199 168,214 163,232 162,305.6! 147,305.6! 147,234 141,221"),
    ...bone("scapula", "75,193! 80,196 92,203 104,203 114,199 125,201 131,210 127,221 119,231 112,262 104,290 98,305.6! 71,305.6! 68,282 66.4,256 67,234 70,212"),
    ...bone("spine of the scapula and acromion", "67,231 78,225 94,213 112,200 130,188 140,177 147,168 155,166.4 160.6,171 159.6,180 153.6,185 146,188.4 132,199 116,211 98,223 82,233 70,237.4"),
    ...bone("clavicle", "58,159 72,159.6 90,156 110,155 128,157.6 142,161.6 150,166.4 146.6,170 135,168 120,164.4 104,163 86,165.6 68,166 59,164"),
    ...both((place) => ({ layer: "skin", class: "neck-skin", title: "ear", d: neckClosed(NECK_BACK_EAR, place) })),
    { layer: "skin", class: "neck-skin", title: "skin", d: neckWhole(NECK_BACK_SKIN, "0,-125", "0,306", right) },
    ...NECK_BACK_SURFACE.flatMap(([title, points]) => line("skin", "neck-contour", title, points)),
  ];
}
