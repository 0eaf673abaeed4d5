// A map of the three SNARE proteins from N end to C end with the place where each type of toxin cuts, to scale.
import { at, box, disc, label, path } from "./junction_pen.js";

// Residues; the lengths are those of the rat proteins. What is drawn and not linked to a source is said in the text.
const PROTEINS = [
  { name: "SNAP-25", kind: "snap", length: 206, helices: [[8, 82], [141, 204]], tied: [[85, 92]], cuts: [["E", 180, -1], ["A", 197, -1], ["C", 198, 1]] },
  { name: "VAMP-2", kind: "vamp", length: 116, helices: [[30, 92]], through: [[95, 114]], cuts: [["F", 58, -1], ["B", 76, -1]] },
  { name: "syntaxin", kind: "syntaxin", length: 288, helices: [[191, 256]], through: [[266, 287]], cuts: [["C", 253, -1]] },
];
const LEFT = 98;
const SCALE = 240 / 288;
const MAP_HEIGHT = 196;
export const MAP_BOX = `0 0 360 ${MAP_HEIGHT}`;

export function cutMap(type) {
  let out = "";
  PROTEINS.forEach(({ name, kind, length, helices, tied = [], through = [], cuts }, row) => {
    const y = 44 + row * 58;
    const x = (residue) => LEFT + residue * SCALE;
    out += label(name, [LEFT - 18, y], "left", null, cuts.some(([one]) => one === type) ? "strong" : "") +
      label("N", [LEFT - 10, y], "middle", null, "end-letter") + label("C", [x(length) + 11, y], "middle", null, "end-letter") +
      path(`M${at(x(0), y)} H${x(length)}`, `map-chain ${kind}`);
    for (const [from, to] of helices) out += box(x(from), y - 6, (to - from) * SCALE, 12, `map-helix ${kind}`, 6);
    for (const [from, to] of through) out += box(x(from), y - 9, (to - from) * SCALE, 18, "map-anchor", 3) +
      path(hatch(x(from), x(to), y), "map-hatch");
    for (const [from, to] of tied) for (let r = from; r <= to; r += 2.3) out += path(`M${at(x(r), y)} v8`, "snap-tail");
    for (const [one, residue, side] of cuts) {
      const chosen = one === type ? "chosen" : "";
      const end = y + side * 18;
      out += path(`M${at(x(residue), y - side * 9)} L${at(x(residue), end)}`, `map-cut ${chosen}`) +
        disc(x(residue) + (one === "A" ? 3 : one === "E" ? -2 : 0), end + side * 7, 8.6, `map-mark ${chosen}`) +
        label(one, [x(residue) + (one === "A" ? 3 : one === "E" ? -2 : 0), end + side * 7], "middle", null, `map-letter ${chosen}`);
    }
  });
  return out;
}

const hatch = (from, to, y) => {
  let d = "";
  for (let x = from + 3; x < to - 1; x += 4) d += `M${at(x, y - 8)} L${at(x, y + 8)} `;
  return d;
};

// The same in words, for the label of the map.
export function cutMapInWords(type) {
  const found = PROTEINS.flatMap(({ name, length, cuts }) => cuts.filter(([one]) => one === type).map(([, residue]) =>
    `${name}, ${residue / length > 0.9 ? "close to its C end" : residue / length > 0.6 ? "in the half with its C end" : "near its middle"}`));
  return "Map of SNAP-25, VAMP-2 and syntaxin from N end to C end, each with the places where types A, B, C, E and F cut. " +
    `Type ${type} cuts ${found.join("; and ")}.`;
}
