// The marks on the drawing: the cervical spine as dots, the neck's and the head's line, larynx and sternal notch, the
// midline, and the words that say which side is which.
import { svg } from "./dom.js";

export const CM = 100; // picture units in a centimetre
const SPINE = ["c7", "c6", "c5", "c4", "c3", "c2"];
const SIDES = {
  front: [["their right", -2330, "start"], ["their left", 2330, "end"]],
  side: [["back", -2190, "start"], ["front", 2470, "end"]],
  above: [["their right", -2330, "start"], ["their left", 2330, "end"]],
};
// Where a label stands: at this place across, and at its mark's height plus this much, or at this height (`fixed`).
const LABELS = {
  front: { c2: [-2330, 0], c7: [-2330, -120], larynx: [2330, -120], sternal_notch: [2330, 460] },
  side: { c2: [-2190, 0], c7: [-2190, -160], larynx: [2470, 0], sternal_notch: [2470, 130] },
  above: { c7: [-2330, -1300, "fixed"], larynx: [2330, 1500, "fixed"] },
};
const WORDS = { c2: "C2", c7: "C7", larynx: "larynx", sternal_notch: "sternal notch" };

// `before` is the layer under which the marks lie; the faint copy over everything also carries the labels.
export function markParts(name, view, parent, before, faint) {
  const group = svg("g", { class: faint ? "marks faint" : "marks" });
  const words = svg("g", { class: "words" });
  const parts = { name, labels: {}, leaders: {}, shownAt: {} };
  const add = (tag, className, into = group) => {
    const node = svg(tag, { class: className });
    into.append(node);
    return node;
  };
  const [, top, , height] = view.frame;
  if (!faint) add("path", "midline").setAttribute("d", `M0 ${top + 330}V${top + height}`);
  parts.headHalo = add("path", "halo");
  parts.neckHalo = add("path", "halo");
  parts.head = add("path", "head-line");
  parts.neck = add("path", "neck-line");
  parts.spine = add("path", "spine");
  parts.spineEnds = add("path", "spine named");
  parts.notch = add("path", "notch");
  parts.larynx = add("path", "larynx");
  parent.insertBefore(group, before);
  if (!faint) return parts;
  for (const [key, [place]] of Object.entries(LABELS[name])) {
    parts.leaders[key] = add("path", "leader", words);
    parts.labels[key] = add("text", "label", words);
    parts.labels[key].textContent = WORDS[key];
    parts.labels[key].setAttribute("text-anchor", place < 0 ? "start" : "end");
  }
  for (const [label, x, anchor] of SIDES[name]) {
    const text = add("text", "side-label", words);
    text.textContent = label;
    text.setAttribute("x", x);
    text.setAttribute("y", top + 250);
    text.setAttribute("text-anchor", anchor);
  }
  parent.append(words);
  return parts;
}

export function drawMarks(parts, view, state) {
  const { marks } = state;
  const flat = (point) => [
    Math.round(CM * view.across[1] * point[view.across[0]]),
    Math.round(CM * view.down[1] * point[view.down[0]]),
  ];
  const spine = SPINE.map((key) => flat(marks[key]));
  setPath(parts.spine, spine.slice(1, -1).map((at) => disc(at, 42)).join(""));
  setPath(parts.spineEnds, disc(spine[0], 62) + disc(spine.at(-1), 62));
  const joint = flat(marks.head_joint);
  let end = flat(marks.vertex);
  let neck = `M${flat([0, 0, 0]).join(" ")}L${spine.map((p) => p.join(" ")).join("L")}L${joint.join(" ")}`;
  if (parts.name === "above") {
    // from above a line along the body is a dot: show where the front of the neck and of the head point instead
    end = flat(marks.nose_tip);
    neck = `M${flat([0, 0, 0]).join(" ")}L${flat(marks.larynx).join(" ")}`;
  }
  const [dx, dy] = [end[0] - joint[0], end[1] - joint[1]];
  const length = Math.hypot(dx, dy) || 1;
  const beyond = 200 / length;
  const head = `M${joint.join(" ")}L${Math.round(end[0] + dx * beyond)} ${Math.round(end[1] + dy * beyond)}`;
  setPath(parts.neck, neck);
  setPath(parts.neckHalo, neck);
  setPath(parts.head, head);
  setPath(parts.headHalo, head);
  const [lx, ly] = flat(marks.larynx);
  setPath(parts.larynx, `M${lx} ${ly - 95}L${lx + 75} ${ly}L${lx} ${ly + 95}L${lx - 75} ${ly}Z`);
  const [nx, ny] = flat(marks.sternal_notch);
  setPath(parts.notch, parts.name === "above" ? "" : `M${nx - 105} ${ny - 60}L${nx} ${ny + 60}L${nx + 105} ${ny - 60}`);
  for (const [key, label] of Object.entries(parts.labels)) {
    const [x, y] = flat(marks[key]);
    const [across, height, fixed] = LABELS[parts.name][key];
    const down = fixed ? height : y + height;
    if (parts.shownAt[key] !== down) {
      label.setAttribute("transform", `translate(${across} ${down + 65})`);
      parts.shownAt[key] = down;
    }
    const near = across + (across < 0 ? 1 : -1) * (130 + 118 * WORDS[key].length);
    const away = Math.hypot(near - x, down - y) || 1;
    setPath(parts.leaders[key],
      `M${near} ${down}L${Math.round(x + ((near - x) * 110) / away)} ${Math.round(y + ((down - y) * 110) / away)}`);
  }
}

// A round mark, as part of a path.
function disc([x, y], radius) {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

// Most of a movement's cost is in reading paths: one that stays as it is is not written again.
export function setPath(path, d) {
  if (path.shownPath === d) return;
  path.shownPath = d;
  path.setAttribute("d", d);
}
