import { el, lockControls, uniqueId } from "./dom.js";

// How sure the learner is: asked beside a question, never demanded. Without levels there is no control.
export function confidenceControl(levels, { submit, changed } = {}) {
  if (!levels?.length) return { node: null, value: () => null, set() {}, lock() {} };
  const name = uniqueId("sure");
  let locked = false;
  const choices = [{ number: 0, label: "not said" }, ...levels];
  const radios = choices.map((level) => el("input", { type: "radio", name, value: String(level.number), checked: level.number === 0 }));
  const node = el(
    "fieldset",
    { class: "dcq-sure" },
    el("legend", {}, "How sure are you? ", el("span", {}, "(if you like)")),
    el("div", { class: "dcq-sure-levels" }, choices.map((level, place) => el("label", {}, radios[place], el("span", {}, level.label)))),
  );
  node.addEventListener("click", (event) => {
    if (locked) event.preventDefault();
  });
  node.addEventListener("change", () => changed?.());
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && submit && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      submit();
    }
  });
  return {
    node,
    value: () => Number(radios.find((radio) => radio.checked)?.value) || null,
    set(number) {
      for (const radio of radios) radio.checked = radio.value === String(number ?? 0);
    },
    lock(on) {
      locked = on;
      node.classList.toggle("locked", on);
      lockControls(radios, on);
    },
  };
}

function confidenceLevel(levels, attempt) {
  return attempt?.confidence && typeof attempt.correct === "boolean" ? levels?.find((level) => level.number === attempt.confidence) : undefined;
}

export function confidenceMarks(levels, attempt) {
  const level = confidenceLevel(levels, attempt);
  if (!level) return null;
  return attempt.correct ? level.right : level.wrong;
}

// What was said and what it brought; an error that was held for sure gets a sentence of its own.
export function confidenceLine(levels, attempt, comesBack = true) {
  const level = confidenceLevel(levels, attempt);
  if (!level) return null;
  const marks = confidenceMarks(levels, attempt);
  const words = `You were ${level.label}: ${marks < 0 ? `−${-marks}` : marks} ${Math.abs(marks) === 1 ? "mark" : "marks"}.`;
  const sure = attempt.correct === false && level.number === levels.at(-1).number;
  return el("p", { class: "dcq-sure-line" }, words, sure ? el("strong", {}, ` Sure and not right: such an error is mended well once you have seen it.${comesBack ? " This question comes back soon in the review." : ""}`) : null);
}

// The marks of several first attempts beside the plain count; empty if nobody said anything.
export function confidenceSum(levels, attempts) {
  const marks = attempts.map((attempt) => confidenceMarks(levels, attempt)).filter((one) => one !== null);
  if (!marks.length) return "";
  const sum = marks.reduce((total, one) => total + one, 0);
  const best = attempts.filter((attempt) => confidenceMarks(levels, attempt) !== null && attempt.correct).length * 3;
  const from = marks.length === 1 ? "1 answer" : `${marks.length} answers`;
  return `By confidence: ${sum < 0 ? `−${-sum}` : sum} marks of at most ${best}, from ${from} where you said how sure you were.`;
}
