// What a simulator is set with: labelled native sliders, rows of radio buttons, and how values are written and spoken.
import { el, uniqueId } from "./dom.js";

const SIMULATOR_LOG_STEPS = 200;

// A share as per cent: "85%"; what rounds to none or all, but is not, says so.
export function simulatorPercent(share) {
  if (share > 0 && share < 0.005) return "under 1%";
  if (share < 1 && share > 0.995) return "over 99%";
  return `${Math.round(100 * share)}%`;
}

// Minutes as a person would say them: "27 min", "13.3 hours", "3.3 days", "4 weeks".
export function simulatorTime(minutes) {
  const one = (value, unit) => {
    const text = value < 10 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value));
    return `${text} ${text === "1" ? unit.replace(/s$/, "") : unit}`;
  };
  if (minutes < 99.5) return one(minutes, "min");
  if (minutes < 60 * 23.96) return one(minutes / 60, "hours");
  if (minutes < 1440 * 27.5) return one(minutes / 1440, "days");
  return one(minutes / 10080, "weeks");
}

// Days as the axis has them, from two days on; below that hours or minutes.
export function simulatorDays(days) {
  if (days < 2) return simulatorTime(days * 1440);
  return `${days < 10 ? days.toFixed(1).replace(/\.0$/, "") : Math.round(days)} days`;
}

// "2.5 times"; one digit after the point below ten.
export function simulatorTimes(ratio) {
  return `${ratio < 9.95 ? ratio.toFixed(1).replace(/\.0$/, "") : Math.round(ratio)} times`;
}

// How a parameter is known, as a chip: a sign and words, so that no colour is needed.
const SIMULATOR_SIGNS = { seen: "●", secondary: "◉", "own fit": "◐", assumption: "○", yours: "✎" };

export function simulatorMark(mark, words) {
  return el("span", { class: "dcs-mark", "data-mark": mark }, el("span", { "aria-hidden": "true" }, `${SIMULATOR_SIGNS[mark]} `), words);
}

// A labelled slider. `spec`: {key, label (HTML), low, high, step or log, unit words through `show(value)` and `speak(value)`,
// note (HTML)}. `change(value)` hears every step, `settled()` the end of a movement.
export function simulatorSlider(spec, change, settled = () => {}) {
  const id = uniqueId("simulator-slider");
  const { low, high, step, log = false } = spec;
  const toSlider = (value) => (log ? (SIMULATOR_LOG_STEPS * Math.log(value / low)) / Math.log(high / low) : value);
  const fromSlider = (place) => (log ? low * (high / low) ** (place / SIMULATOR_LOG_STEPS) : place);
  const output = el("output", { class: "dcs-value", for: id });
  const note = el("div", { class: "dcs-note" });
  const input = el("input", {
    id, type: "range", class: "dcs-range", "data-key": spec.key,
    min: String(log ? 0 : low), max: String(log ? SIMULATOR_LOG_STEPS : high), step: String(log ? 1 : step),
    oninput: () => change(fromSlider(Number(input.value))),
    onchange: settled,
  });
  const node = el("div", { class: "dcs-slider", "data-for": spec.key }, el("label", { for: id, html: spec.label }), output, input, note);
  let last = null;
  const row = {
    node,
    input,
    note,
    set(value) {
      if (value === last) return;
      last = value;
      const place = toSlider(value);
      if (Math.abs(Number(input.value) - place) > (log ? 0.5 : step / 2)) input.value = String(place);
      const [least, most] = [Number(input.min), Number(input.max)];
      input.style.setProperty("--at", `${(100 * (place - least)) / (most - least)}%`);
      output.textContent = spec.show(value);
      input.setAttribute("aria-valuetext", (spec.speak ?? spec.show)(value));
    },
    enable(enabled) {
      input.disabled = !enabled;
      node.classList.toggle("off", !enabled);
    },
  };
  return row;
}

// Radio buttons in a row. `options`: [[value, label], ...].
export function simulatorChooser(legend, options, change, { hidden = false } = {}) {
  const name = uniqueId("simulator-choice");
  const inputs = new Map();
  const node = el("fieldset", { class: "dcs-chooser" }, el("legend", { class: hidden ? "visually-hidden" : "" }, legend),
    options.map(([value, label]) => {
      const id = uniqueId("simulator-choice");
      const input = el("input", { id, type: "radio", name, value, onchange: () => change(value) });
      inputs.set(value, input);
      return el("label", { for: id }, input, el("span", {}, label));
    }));
  return {
    node,
    set(value) {
      const input = inputs.get(value);
      if (!input.checked) input.checked = true;
    },
  };
}

// A table: `columns` are headers, `rows` lists of cells; the first cell of a row names it. A cell is text or {html}.
export function simulatorTable(caption, columns, rows) {
  const cell = (tag, content, attributes = {}) => el(tag, { ...attributes, ...(content?.html === undefined ? {} : { html: content.html }) }, content?.html === undefined ? String(content) : null);
  return el("div", { class: "dcs-table", role: "region", "aria-label": caption, tabindex: "0" },
    el("table", {}, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map((column) => cell("th", column, { scope: "col" })))),
      el("tbody", {}, rows.map(([first, ...others]) => el("tr", {}, cell("th", first, { scope: "row" }), others.map((other) => cell("td", other)))))));
}
