import { el } from "./dom.js";
import { bestAnswerPart } from "./question_best_answer.js";
import { confidenceControl, confidenceLine } from "./question_confidence.js";
import { guessMarks, guessVerdict, originLine, rememberLine } from "./question_feedback.js";
import { matchingPart } from "./question_matching.js";
import { numericPart } from "./question_numeric.js";
import { orderingPart } from "./question_ordering.js";
import { newToken, savingLine } from "./question_saving.js";
import { shortAnswerPart } from "./question_short_answer.js";

// How each kind is asked. A widget that shows hotspot questions adds that kind, whose drawings are large.
export const CARD_PARTS = {
  best_answer: bestAnswerPart,
  matching: matchingPart,
  ordering: orderingPart,
  numeric: numericPart,
  short_answer: shortAnswerPart,
};

// One question. `timing` is "now" (feedback at once) or "after" (the set shows it later, by `reveal`, as of a guess before
// the reading: no answer is called wrong). Attempts are
// {token, choice, correct, confidence, version}; the first one is kept apart from later ones. With `levels` the card asks
// how sure the learner is.
export function questionCard({ payload, desk, attempts: earlier, problem, heading, timing = "now", levels = [], onChecked }) {
  const attempts = [];
  const own = new Set();
  const unkept = new Map(); // messages by token that the kernel has not confirmed
  const guess = timing === "after";
  let state = "open"; // or "checked"
  let open = Boolean(payload.feedback) && timing === "now"; // may feedback be shown?
  let startedAt = performance.now();

  const primary = el("button", { type: "button", class: "primary", onclick: check });
  const retry = el("button", { type: "button", class: "dcq-retry", hidden: true, onclick: tryAgain }, "Try again");
  const saving = savingLine();
  const first = el("p", { class: "dcq-first", hidden: true });
  const feedback = el("div", { class: "dcq-feedback", role: "status" });
  const rest = el("div", { class: "dcq-rest" });
  const part = CARD_PARTS[payload.kind](payload, { submit: check, changed, relabel: (text) => (primary.textContent = text) });
  const sure = confidenceControl(levels, { submit: check });
  const startLabel = part.firstLabel ?? "Check answer";
  primary.textContent = startLabel;

  const top = el("p", { class: "dcq-top", tabindex: "-1" }, el("strong", {}, heading ?? "Question"), el("span", {}, payload.instruction));
  const node = el(
    "div",
    { class: "dc dcq-card", "data-kind": payload.kind, "data-question": payload.id },
    top,
    payload.stem ? el("div", { class: "dcq-stem", html: payload.stem }) : null,
    el("fieldset", { class: "dcq-field" }, el("legend", { class: "dcq-ask", html: payload.ask }), part.node),
    sure.node,
    el("div", { class: "dcq-actions" }, primary, retry, saving.node),
    first,
    feedback,
    rest,
  );
  show(earlier);
  if (!attempts.length && problem) saving.say("not_kept", problem);
  cardOnFirstSight(node, () => {
    if (!attempts.length) startedAt = performance.now();
  });

  function changed() {
    if (saving.node.dataset.state === "hint") saving.say("");
  }

  function check() {
    if (state === "checked") return;
    const step = part.advance?.();
    if (step) {
      if (step.trim()) saving.say("hint", step);
      return;
    }
    const read = part.read();
    if (read.error) {
      saving.say("hint", read.error);
      return;
    }
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const correct = payload.feedback ? part.judge(read.choice) : null;
    const token = newToken();
    const confidence = sure.value();
    own.add(token);
    attempts.push({ token, choice: read.choice, correct, confidence });
    settle();
    for (const before of [...unkept.keys()]) post(before); // the first answer must stay the first one in the record
    unkept.set(token, { question_id: payload.id, token, choice: read.choice, seconds, confidence });
    post(token);
    onChecked?.(attempts);
  }

  function post(token) {
    desk.post(unkept.get(token), (kept, why) => {
      if (kept === "saved" || kept === "no_kernel") unkept.delete(token);
      if (attempts.at(-1)?.token === token) saving.say(kept, why, () => post(token));
    });
  }

  // Draw the state after an answer: marks on the answers, then the explanation.
  function settle() {
    const { choice, correct, confidence } = attempts.at(-1);
    state = "checked";
    part.lock(true);
    sure.set(confidence);
    sure.lock(true);
    primary.setAttribute("aria-disabled", "true");
    firstAnswer();
    if (!open) {
      feedback.replaceChildren(
        el("p", { class: "dcq-noted" }, payload.feedback ? "Answer noted. The explanations come after the last question of this set." : "Answer noted."),
      );
      return;
    }
    retry.hidden = false;
    const parts = part.feedback(choice, correct);
    part.mark(choice, payload.feedback.key);
    if (guess && correct !== null) {
      guessVerdict(parts.verdict, correct);
      guessMarks(part.node);
    }
    const said = confidenceLine(levels, attempts.at(-1));
    feedback.replaceChildren(parts.verdict, ...(said ? [said] : []), ...parts.body, rememberLine(payload.feedback.remember));
    rest.replaceChildren(...[parts.more, originLine(payload.section, payload.feedback.sources, payload.place)].filter(Boolean));
  }

  function firstAnswer() {
    const told = open && (attempts.length > 1 || (state === "open" && attempts.length === 1));
    first.hidden = !told;
    if (!told) return;
    const { choice, correct } = attempts[0];
    const how = guess ? "" : ({ true: " (correct)", false: " (not correct)" }[String(correct)] ?? "");
    first.replaceChildren(el("strong", {}, "Your first answer: "), `${part.describe(choice)}${how}.`);
  }

  function tryAgain() {
    state = "open";
    startedAt = performance.now();
    part.lock(false);
    part.unmark();
    part.clear();
    sure.lock(false);
    sure.set(null);
    primary.removeAttribute("aria-disabled");
    primary.textContent = startLabel;
    retry.hidden = true;
    feedback.replaceChildren();
    rest.replaceChildren();
    saving.say("");
    firstAnswer();
    part.focus();
  }

  // Attempts as the record holds them. Nothing is drawn again for an answer that was given on this very card.
  function show(kept) {
    const fitting = (kept ?? []).filter((attempt) => attempt.version === payload.version);
    const last = fitting.at(-1);
    if (!last) {
      if (kept?.length && !attempts.length) {
        first.hidden = false;
        first.textContent = "You answered an earlier version of this question.";
      }
      return;
    }
    if (own.has(last.token) || attempts.some((attempt) => attempt.token === last.token) || !part.restore(last.choice)) return;
    attempts.splice(0, attempts.length, ...fitting);
    settle();
    saving.say("saved");
  }

  // The set is complete: show what was held back.
  function reveal() {
    if (open || !payload.feedback) return;
    open = true;
    if (state === "checked") settle();
  }

  return {
    node,
    show,
    reveal,
    attempts: () => attempts,
    arrive: () => top.focus({ preventScroll: true }),
  };
}

function cardOnFirstSight(node, seen) {
  if (typeof IntersectionObserver === "undefined") return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    seen();
  });
  observer.observe(node);
}
