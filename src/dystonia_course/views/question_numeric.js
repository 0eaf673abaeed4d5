import { el, uniqueId } from "./dom.js";
import { chip, explained, verdict } from "./question_feedback.js";

// A number with its unit. Decimal point and decimal comma are both read; a comma that could just as well separate
// thousands is asked back.
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

// As in `record/scoring.py`: the limits belong to the tolerance, and rounding of binary fractions is forgiven.
function numericWithin(given, value, tolerance) {
  return Math.abs(given - value) <= tolerance + 1e-9 * Math.max(Math.abs(given), Math.abs(value));
}

// As in `record/number_text.py`, but a unit that was typed after the number is forgiven.
export function readNumber(text, unit = "") {
  let typed = text.trim().replace(/[\u00a0\u2009\u202f]/g, " ").replace(/\u2212/g, "-");
  if (unit && typed.toLowerCase().endsWith(unit.toLowerCase())) typed = typed.slice(0, -unit.length).trim();
  if (!typed) return { error: "Type a number." };
  const grouped = numericGroups(typed);
  if (grouped.error) return grouped;
  if (!/^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d{1,3})?$/.test(grouped.plain)) {
    return { error: `“${typed.length > 30 ? `${typed.slice(0, 29)}…` : typed}” is not a number: type digits only, such as 12 or 1.5.` };
  }
  const value = Number(grouped.plain.replace(",", "."));
  return Number.isFinite(value) ? { value } : { error: "This number is too large." };
}

// The text without thousands separators, where there is no doubt that they are such.
function numericGroups(typed) {
  if (/^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/.test(typed)) return { plain: typed.replaceAll(" ", "") };
  const found = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*([.,]\d*)?$/.exec(typed);
  if (!found) return { plain: typed };
  const [, group, rest] = found;
  if (rest?.startsWith(group)) return { plain: typed };
  if (rest === undefined && typed.split(group).length === 2) {
    if (group === ".") return { plain: typed };
    const [whole, part] = typed.split(",");
    const decimal = `${whole}.${part.replace(/0+$/, "")}`.replace(/\.$/, "");
    return { error: `“${typed}” can be read in two ways: type ${whole}${part} or ${decimal}.` };
  }
  return { plain: typed.replaceAll(group, "") };
}
