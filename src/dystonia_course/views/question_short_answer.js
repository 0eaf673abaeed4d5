import { el, guardInside, lockControls, uniqueId } from "./dom.js";
import { explained, icon, quoted } from "./question_feedback.js";

const SHORT_ANSWER_PAUSE = 400; // milliseconds in which a double click does not also save the mark

// Free text in two steps: write, then compare with the model answer and tick what the own answer held.
export function shortAnswerPart(payload, { changed, relabel }) {
  const id = uniqueId("text");
  const area = el("textarea", { id, rows: "4", spellcheck: "true" });
  const compare = el("div", { class: "dcq-compare" });
  const node = el("div", { class: "dcq-short" }, el("label", { for: id }, "Your answer"), area, compare);
  let boxes = [];
  let revealedAt = null;
  area.addEventListener("input", changed);
  compare.addEventListener("click", (event) => {
    if (compare.classList.contains("locked") && event.target.closest(".dcq-points")) event.preventDefault(); // a box keeps its tick
  });

  function reveal() {
    const { model, points } = payload.feedback;
    boxes = points.map(() => el("input", { type: "checkbox" }));
    compare.replaceChildren(
      el("div", { class: "dcq-model" }, el("p", { class: "dcq-why-head" }, "Model answer"), el("div", { html: model })),
      el(
        "fieldset",
        { class: "dcq-points" },
        el("legend", {}, "Tick what your answer held"),
        points.map((point, number) => el("label", { class: "dcq-option dcq-point" }, boxes[number], el("span", { class: "dcq-text", html: point }))),
      ),
    );
    guardInside(compare);
    area.readOnly = true;
    revealedAt = performance.now();
    relabel("Save my mark");
  }

  return {
    node,
    firstLabel: payload.feedback ? "Compare with the model answer" : null,
    // The first press shows the model answer; the second one answers.
    advance() {
      if (!payload.feedback) return false;
      if (revealedAt === null) {
        if (!area.value.trim()) return false; // read() says what is missing
        reveal();
        return "The model answer is shown above. Tick what your answer held.";
      }
      return performance.now() - revealedAt < SHORT_ANSWER_PAUSE ? " " : false;
    },
    read() {
      if (!area.value.trim()) return { error: "Write an answer first." };
      return { choice: { text: area.value.trim(), points: boxes.flatMap((box, number) => (box.checked ? [number] : [])) } };
    },
    restore(choice) {
      if (typeof choice?.text !== "string" || !Array.isArray(choice.points)) return false;
      area.value = choice.text;
      if (payload.feedback) {
        reveal();
        boxes.forEach((box, number) => (box.checked = choice.points.includes(number)));
      }
      return true;
    },
    clear() {
      area.value = "";
      area.readOnly = false;
      boxes = [];
      revealedAt = null;
      compare.replaceChildren();
    },
    lock(on) {
      area.readOnly = on || revealedAt !== null;
      lockControls(boxes, on);
      compare.classList.toggle("locked", on);
    },
    mark() {},
    unmark() {},
    focus() {
      area.focus();
    },
    describe(choice) {
      return quoted(choice.text);
    },
    judge() {
      return null; // the learner marks it
    },
    feedback(choice) {
      const all = payload.feedback.points.length;
      const held = choice.points.length;
      const whole = held === all;
      const kind = whole ? "good" : held ? "part" : "bad";
      const words = whole ? "Correct" : "Not correct yet";
      return {
        verdict: el(
          "p",
          { class: `dcq-verdict ${kind}` },
          icon(kind),
          el("span", {}, el("strong", {}, words), ` by your own mark: ${held} of ${all} points.`),
        ),
        body: [explained("Why these points matter", payload.feedback.rationale)],
        more: null,
      };
    },
  };
}
