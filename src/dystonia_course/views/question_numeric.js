import { el, uniqueId } from "./dom.js";
import { chip, explained, verdict } from "./question_feedback.js";

// A number with its unit. Decimal point and decimal comma are both read; what could be either a decimal comma or a
// thousands separator is asked back.
export function numericPart(payload, { submit, changed }) {
  const id = uniqueId("number");
  const input = el("input", { type: "text", inputmode: "decimal", id, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-unit` });
  const mark = el("span", { class: "dcq-chip" });
  const unit = el("span", { class: "dcq-unit", id: `${id}-unit` }, payload.unit);
  const node = el("div", { class: "dcq-number" }, el("label", { for: id }, "Your answer"), el("span", { class: "dcq-number-field" }, input, unit, mark));
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    changed();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });

  return {
    node,
    read() {
      const read = readNumber(input.value, payload.unit);
      if (read.error) {
        input.setAttribute("aria-invalid", "true");
        return read;
      }
      return { choice: { value: read.value, unit: payload.unit } };
    },
    restore(choice) {
      if (typeof choice?.value !== "number" || choice.unit !== payload.unit) return false;
      input.value = String(choice.value);
      return true;
    },
    clear() {
      input.value = "";
    },
    lock(on) {
      input.readOnly = on;
    },
    mark(choice) {
      const good = this.judge(choice);
      node.dataset.mark = good ? "good" : "bad";
      mark.replaceChildren(...chip(good ? "good" : "bad", good ? "Right" : "Not right"));
    },
    unmark() {
      delete node.dataset.mark;
      mark.replaceChildren();
    },
    focus() {
      input.focus();
    },
    describe(choice) {
      return `${choice.value} ${payload.unit}`;
    },
    judge(choice) {
      return numericWithin(choice.value, payload.feedback.key, payload.feedback.tolerance);
    },
    feedback(choice, correct) {
      const { key, rationale, otherwise, foreseen } = payload.feedback;
      const known = foreseen.find((wrong) => numericWithin(choice.value, wrong.value, wrong.tolerance));
      const body = correct
        ? [explained("Why this is right", rationale)]
        : [
            explained(`Your answer: ${choice.value} ${payload.unit}`, known?.rationale ?? otherwise, known?.idea),
            explained(`How to get ${key} ${payload.unit}`, rationale),
          ];
      return { verdict: verdict(correct, correct ? "" : `The answer is ${key} ${payload.unit}.`), body, more: null };
    },
  };
}

// Binary fractions: 0.3 is not 0.1 + 0.2, so a hair's breadth is allowed on top of the tolerance.
function numericWithin(given, value, tolerance) {
  return Math.abs(given - value) <= tolerance + 1e-9 * Math.max(1, Math.abs(value));
}

export function readNumber(text, unit = "") {
  let plain = text.normalize("NFKC").replace(/[\s\u00a0\u202f']/g, "").replace(/^[\u2212\u2013]/, "-");
  const ending = unit.replace(/\s/g, "");
  if (ending && plain.toLowerCase().endsWith(ending.toLowerCase())) plain = plain.slice(0, -ending.length);
  if (!plain) return { error: "Type a number first." };
  if (/^-?[1-9]\d{0,2}([.,]\d{3}){2,}$/.test(plain) || /^-?[1-9]\d{0,2},\d{3}$/.test(plain)) {
    return { error: `Is ${plain} in thousands? Write it without a separator, or with a decimal point.` };
  }
  if (!/^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(plain)) return { error: `Type digits only${unit ? `; the unit (${unit}) is there already` : ""}.` };
  return { value: Number(plain.replace(",", ".")) };
}
