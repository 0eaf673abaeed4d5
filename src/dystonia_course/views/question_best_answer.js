import { el, lockControls, uniqueId } from "./dom.js";
import { chip, explained, explanations, quoted, verdict } from "./question_feedback.js";

// A best-answer question: radios in rows that can be clicked as a whole. Moving chooses; only the button, or Enter,
// answers.
export function bestAnswerPart(payload, { submit, changed }) {
  const name = uniqueId("answer");
  const rows = new Map();
  let locked = false;
  const node = el("div", { class: "dcq-options" });

  payload.options.forEach((option, number) => {
    const radio = el("input", { type: "radio", name, value: option.id });
    const mark = el("span", { class: "dcq-chip" });
    const letter = el("span", { class: "dcq-letter", "aria-hidden": "true" }, String.fromCharCode(65 + number));
    const row = el("label", { class: "dcq-option" }, radio, letter, el("span", { class: "dcq-text", html: option.html }), mark);
    rows.set(option.id, { radio, row, mark, option });
    node.append(row);
  });

  node.addEventListener("click", (event) => {
    if (locked) event.preventDefault(); // puts a radio back to what it was
  });
  node.addEventListener("change", () => {
    bestAnswerPaint(rows);
    changed();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "radio" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      submit();
    }
  });

  return {
    node,
    read() {
      for (const [id, { radio }] of rows) if (radio.checked) return { choice: id };
      return { error: "Choose an answer first." };
    },
    restore(choice) {
      if (!rows.has(choice)) return false;
      for (const [id, { radio }] of rows) radio.checked = id === choice;
      bestAnswerPaint(rows);
      return true;
    },
    clear() {
      for (const { radio } of rows.values()) radio.checked = false;
      bestAnswerPaint(rows);
    },
    lock(on) {
      locked = on;
      node.classList.toggle("locked", on);
      lockControls([...rows.values()].map(({ radio }) => radio), on);
    },
    mark(choice, key) {
      for (const [id, { row, mark }] of rows) {
        const kind = id === key ? "good" : id === choice ? "bad" : "";
        row.dataset.mark = kind;
        const words = id === key ? (id === choice ? "Your answer, the best" : "Best answer") : "Your answer";
        mark.replaceChildren(...(kind ? chip(kind, words) : []));
      }
    },
    unmark() {
      for (const { row, mark } of rows.values()) {
        delete row.dataset.mark;
        mark.replaceChildren();
      }
    },
    focus() {
      rows.values().next().value.radio.focus();
    },
    describe(choice) {
      return quoted(rows.get(choice)?.option.text ?? "");
    },
    judge(choice) {
      return choice === payload.feedback.key;
    },
    feedback(choice, correct) {
      const { key, rationales, ideas } = payload.feedback;
      const text = (id) => rows.get(id).option.text;
      const body = correct
        ? [explained("Why this is best", rationales[key])]
        : [
            explained(`Your answer: ${quoted(text(choice))}`, rationales[choice], ideas[choice]),
            explained(`Why ${quoted(text(key))} is best`, rationales[key]),
          ];
      const others = [...rows.keys()].filter((id) => id !== key && id !== choice);
      return {
        verdict: verdict(correct, correct ? "" : `The best answer is ${quoted(text(key))}.`),
        body,
        more: explanations(
          others.length === 1 ? "Why the other answer is not best" : `Why the other ${others.length} answers are not best`,
          others.map((id) => [text(id), rationales[id], ideas[id]]),
        ),
      };
    },
  };
}

function bestAnswerPaint(rows) {
  for (const { radio, row } of rows.values()) row.classList.toggle("chosen", radio.checked);
}
