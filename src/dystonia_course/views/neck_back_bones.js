// What lies still in the view of the neck from behind: skin, skull, vertebrae, shoulder blades. Points are millimetres:
// x from the midline, y downwards from the external occipital protuberance.
import { neckClosed, neckOpen } from "./neck_curves.js";

// Level, tip of the spine, transverse processes: half span, height; half width of the arch.
const NECK_BACK_LEVELS = [
  ["C3", 77, 27, 67, 14], ["C4", 94, 27.5, 84, 14], ["C5", 111, 28, 101, 14.5], ["C6", 129, 29, 118, 15], ["C7", 150, 34, 136, 15],
  ["T1", 172, 38, 156, 15], ["T2", 194, 35.5, 177, 14], ["T3", 217, 33.5, 198, 13.5], ["T4", 240, 32.5, 220, 13], ["T5", 263, 32, 242, 13], ["T6", 286, 31.5, 264, 13],
];

export function neckBackWhole(half, front, back, place) {
  const points = half.split(" ");
  const others = points.map((point) => `-${point}`).reverse();
  return neckClosed([front, ...points, back, ...others].join(" "), place);
}

function neckBackVertebra([level, tip, span, height, arch], place) {
  const cervical = level.startsWith("C");
  const top = height - 7;
  const half = cervical
    ? `6,${top + 2} ${arch},${top - 2} ${arch + 3},${top + 3} ${span - 3},${height - 3} ${span},${height + 0.5} ${span - 3},${height + 4} ${arch + 2},${height + 5} ${arch - 3},${height + 9} 6,${height + 8} 3.6,${tip - 4} ${level === "C7" ? 3.6 : 5.4},${tip} 2.4,${tip + 1.4}`
    : `6,${top + 1} ${arch},${top - 3} ${arch + 3},${top + 2} ${span - 4},${height - 6} ${span},${height - 3} ${span - 1},${height + 3} ${span - 6},${height + 4} ${arch + 1},${height + 6} ${arch - 4},${height + 13} 5,${height + 10} 3.4,${tip - 5} 2.8,${tip + 1}`;
  return { layer: "bone", class: "neck-bone", title: level, d: neckBackWhole(half, `0,${top + 4}`, `0,${tip + (cervical && level !== "C7" ? 0 : 2)}`, place) };
}

const NECK_BACK_SKIN =
  "30,-121 58,-106 76,-78 82,-44 82,-14 79,8 73,26 66,42 61,58 58.4,76 57.6,96 59,112 64,127 75,140 94,150 120,157 146,163 162,170 171,180! 171,306!";

const NECK_BACK_SKULL = "28,-113 54,-98 71,-72 77,-42 76,-16 72,2 67,10 65,20 60.4,28 57,25 53,16 48,18 42,22 34,26 22,29 10,32";

const NECK_BACK_RIBS = [
  "36,176 48,174 58,184 66,200", "35,196 52,194 68,206 84,232", "33,218 54,216 76,230 96,260", "33,240 54,239 80,256 102,290", "32,262 54,262 78,280 92,304",
];

export function neckBackGround(left, right) {
  const both = (make) => [make(left), make(right)];
  const bone = (title, points) => both((place) => ({ layer: "bone", class: "neck-bone", title, d: neckClosed(points, place) }));
  const line = (layer, kind, title, points) =>
    both((place) => ({ layer, class: `${kind} neck-line`, title, d: neckOpen(points, place) }));
  return [
    { layer: "bone", class: "neck-skin", title: "outline of head, neck and shoulders", d: neckBackWhole(NECK_BACK_SKIN, "0,-124", "0,306", right) },
    ...both((place) => ({
      layer: "bone", class: "neck-skin", title: "ear",
      d: neckClosed("80,-22 84,-30 90,-30 92.6,-22 91,-6 87,10 83,20 79.6,20 79,8", place),
    })),
    { layer: "bone", class: "neck-bone", title: "occiput and mastoid processes", d: neckBackWhole(NECK_BACK_SKULL, "0,-116", "0,33", right) },
    ...line("bone", "neck-bone", "superior nuchal line", "0,0 12,-5 26,-6 40,-3 54,4 63,12"),
    ...line("bone", "neck-bone", "inferior nuchal line", "0,15 10,13.4 22,14 34,15.4 44,18"),
    ...line("bone", "neck-bone", "external occipital crest", "0,0 0,16 0,32"),
    ...NECK_BACK_RIBS.flatMap((points) => line("bone", "neck-bone neck-rib", "rib", points)),
    ...[...NECK_BACK_LEVELS].reverse().map((level) => neckBackVertebra(level, right)),
    { layer: "bone", class: "neck-bone", title: "axis (C2)", d: neckBackWhole("4,47 11,45 19,43 22,46 27,49 28.6,52.6 26,56 20,58 14,58 8,60 8.6,64 7,66.4 3.6,63.6", "0,48.4", "0,61.6", right) },
    { layer: "bone", class: "neck-bone", title: "atlas (C1) with its posterior tubercle", d: neckBackWhole("5,38.4 12,35.6 19,33 24,31.6 31,34 37.6,35.4 40.4,38.4 38.6,42.4 33,43 26,43 20,41.4 12,42 5,44.6", "0,39", "0,45.4", right) },
    ...bone("scapula", "75,193! 80,196 92,203 104,203 112,197 116,200 112,212 118,232 112,262 104,290 98,305.6! 71,305.6! 68,282 66.4,256 67,234 70,212"),
    ...bone("spine of the scapula and acromion", "67,231 78,225 94,213 112,200 130,188 142,177 150,167.6 159,166 165.6,171 164,181 157,186 148,189 132,199 116,211 98,223 82,233 70,237.4"),
    ...bone("clavicle", "58,158 72,158.6 90,154.6 110,153 130,156.4 146,161.4 154,166.6 150,170.6 138,168 120,163 104,161.4 86,164.4 68,165 59,163"),
    ...both((place) => ({ layer: "skin", class: "neck-skin neck-line", title: "skin", d: neckOpen(`0,-124 ${NECK_BACK_SKIN.replace("171,180! 171,306!", "170,180")}`, place) })),
  ];
}
