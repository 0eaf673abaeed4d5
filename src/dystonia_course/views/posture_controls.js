// The sliders: rotation, tilt and flexion of head and neck apart, and the two shifts as sums of a neck and a head angle.
import { el, uniqueId } from "./dom.js";
import {
  HEAD_FLEXION_LIMIT_DEG, HEAD_ROTATION_LIMIT_DEG, HEAD_TILT_LIMIT_DEG, NECK_FLEXION_LIMIT_DEG, NECK_ROTATION_LIMIT_DEG,
  NECK_TILT_LIMIT_DEG, NEUTRAL_BELOW_DEG, lateral_shift_deg, sagittal_shift_deg, whole, with_lateral_shift,
  with_sagittal_shift,
} from "./posture_geometry.js";

const angle = (key, label, limit, ends) => ({
  key, label, limit, ends,
  read: (posture) => posture[key],
  write: (posture, value) => ({ ...posture, [key]: value }),
});
const SIDEWAYS = ["right", "left"];
const SAGITTAL = ["backward", "forward"];

export const SLIDER_GROUPS = [
  {
    key: "head", title: "Head (caput)", sliders: [
      angle("head_rotation_deg", "Rotation", HEAD_ROTATION_LIMIT_DEG, SIDEWAYS),
      angle("head_tilt_deg", "Tilt", HEAD_TILT_LIMIT_DEG, SIDEWAYS),
      angle("head_flexion_deg", "Extension and flexion", HEAD_FLEXION_LIMIT_DEG, SAGITTAL),
    ],
  },
  {
    key: "neck", title: "Neck (collis)", sliders: [
      angle("neck_rotation_deg", "Rotation", NECK_ROTATION_LIMIT_DEG, SIDEWAYS),
      angle("neck_tilt_deg", "Tilt", NECK_TILT_LIMIT_DEG, SIDEWAYS),
      angle("neck_flexion_deg", "Extension and flexion", NECK_FLEXION_LIMIT_DEG, SAGITTAL),
    ],
  },
  {
    key: "shift", title: "Shift (neck + head)", sliders: [
      {
        key: "lateral_shift", label: "Lateral shift", limit: Math.min(NECK_TILT_LIMIT_DEG, HEAD_TILT_LIMIT_DEG), ends: SIDEWAYS,
        read: lateral_shift_deg, write: with_lateral_shift, sum: true,
      },
      {
        key: "sagittal_shift", label: "Sagittal shift", limit: Math.min(NECK_FLEXION_LIMIT_DEG, HEAD_FLEXION_LIMIT_DEG),
        ends: SAGITTAL, read: sagittal_shift_deg, write: with_sagittal_shift, sum: true,
      },
    ],
  },
];

// "20° left", "0°"
export function angleShown(slider, value) {
  const size = whole(Math.abs(value));
  return size === 0 ? "0°" : `${size}° ${slider.ends[value > 0 ? 1 : 0]}`;
}

function angleSpoken(slider, value) {
  const size = whole(Math.abs(value));
  const [way, back] = value > 0 ? [slider.ends[1], slider.ends[0]] : [slider.ends[0], slider.ends[1]];
  if (size === 0) return "0 degrees";
  const toSide = slider.ends === SIDEWAYS ? `to their ${way}` : way;
  if (slider.sum) return `${size} degrees ${toSide}: neck ${size} ${way}, head ${size} ${back}`;
  return `${size} degrees ${toSide}${size < NEUTRAL_BELOW_DEG ? ", counts as neutral" : ""}`;
}

// One labelled slider. `change` hears every step, `settled` the end of a movement.
function sliderRow(slider, current, change, settled) {
  const id = uniqueId("posture-slider");
  const value = el("output", { class: "dcp-value", for: id });
  const input = el("input", {
    id, type: "range", min: String(-slider.limit), max: String(slider.limit), step: "1", class: "dcp-range", "data-angle": slider.key,
    oninput: () => change(slider.write(current(), Number(input.value))),
    onchange: settled,
  });
  const named = slider.ends === SIDEWAYS ? ["their right", "their left"] : ["back", "forward"];
  const node = el("div", { class: "dcp-slider" },
    el("label", { for: id }, slider.label), value,
    input,
    el("div", { class: "dcp-ends", "aria-hidden": "true" }, el("span", {}, named[0]), el("span", {}, named[1])));
  let last = null;
  const show = (posture) => {
    const now = slider.read(posture);
    if (now === last) return;
    last = now;
    if (Number(input.value) !== now) input.value = String(now);
    value.textContent = angleShown(slider, now);
    value.classList.toggle("small", Math.abs(now) < NEUTRAL_BELOW_DEG);
    input.setAttribute("aria-valuetext", angleSpoken(slider, now));
  };
  return { node, show };
}

// All sliders. On a narrow screen one group at a time is shown, chosen by radio buttons.
export function sliderPanel(current, change, settled) {
  const rows = [];
  const name = uniqueId("posture-part");
  const panel = el("div", { class: "dcp-controls", "data-part": "head" });
  const chooser = el("fieldset", { class: "dcp-chooser dcp-only-narrow" }, el("legend", { class: "visually-hidden" }, "Sliders to show"));
  for (const group of SLIDER_GROUPS) {
    const id = uniqueId("posture-part");
    chooser.append(el("label", { for: id, "data-part": group.key },
      el("input", {
        id, type: "radio", name, value: group.key, checked: group.key === "head",
        onchange: () => {
          panel.dataset.part = group.key;
        },
      }), el("span", {}, group.key === "head" ? "Head" : group.key === "neck" ? "Neck" : "Shift")));
    const set = el("fieldset", { class: "dcp-group", "data-part": group.key }, el("legend", {}, group.title));
    for (const slider of group.sliders) {
      const row = sliderRow(slider, current, change, settled);
      rows.push(row);
      set.append(row.node);
    }
    panel.append(set);
  }
  panel.prepend(chooser);
  return {
    node: panel,
    show: (posture) => {
      for (const row of rows) row.show(posture);
    },
  };
}
