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
  const parts = { name, dots: [], labels: {}, leaders: {} };
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
  for (const key of SPINE) {
    const named = key === "c2" || key === "c7";
    const dot = add("circle", named ? "spine named" : "spine");
    dot.setAttribute("r", named ? 62 : 42);
    parts.dots.push(dot);
  }
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
  spine.forEach(([x, y], i) => {
    parts.dots[i].setAttribute("cx", x);
    parts.dots[i].setAttribute("cy", y);
  });
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
  parts.neck.setAttribute("d", neck);
  parts.neckHalo.setAttribute("d", neck);
  parts.head.setAttribute("d", head);
  parts.headHalo.setAttribute("d", head);
  const [lx, ly] = flat(marks.larynx);
  parts.larynx.setAttribute("d", `M${lx} ${ly - 95}L${lx + 75} ${ly}L${lx} ${ly + 95}L${lx - 75} ${ly}Z`);
  const [nx, ny] = flat(marks.sternal_notch);
  parts.notch.setAttribute("d", parts.name === "above" ? "" : `M${nx - 105} ${ny - 60}L${nx} ${ny + 60}L${nx + 105} ${ny - 60}`);
  for (const [key, label] of Object.entries(parts.labels)) {
    const [x, y] = flat(marks[key]);
    const [across, height, fixed] = LABELS[parts.name][key];
    const down = fixed ? height : y + height;
    label.setAttribute("x", across);
    label.setAttribute("y", down + 65);
    const near = across + (across < 0 ? 1 : -1) * (130 + 118 * WORDS[key].length);
    const away = Math.hypot(near - x, down - y) || 1;
    parts.leaders[key].setAttribute("d",
      `M${near} ${down}L${Math.round(x + ((near - x) * 110) / away)} ${Math.round(y + ((down - y) * 110) / away)}`);
  }
}
