import { el } from "./dom.js";
import { CARD_PARTS } from "./question_card.js";
import { confidenceControl } from "./question_confidence.js";
import { newToken, savingLine } from "./question_saving.js";

const TEST_PAUSE = 600; // milliseconds without a change after which an answer is kept
const TEST_SAYS_AT_ONCE = new Set(["matching", "numeric"]); // what is not yet an answer is said without being asked

// One question of an open test. Whatever is chosen is kept: after a pause, when the learner leaves, or on Enter.
export function testCard({ payload, desk, kept, levels, heading, onChange }) {
  let last = null; // what was sent last: {token, choice, confidence}
  let state = "none"; // none, sending, saved, failed
  let settled = "saved"; // what was last said of a kept answer: saved, or no_kernel
  let touched = false;
  let timer = 0;
  let startedAt = performance.now();

  const saving = savingLine();
  const part = CARD_PARTS[payload.kind](payload, { submit: () => keep(true), changed, relabel() {} });
  const sure = confidenceControl(levels, { submit: () => keep(true), changed: () => touched && changed() });
  const order = payload.kind === "ordering" ? el("button", { type: "button", class: "dcq-quiet", onclick: () => keepOrder() }, "Keep this order") : null;
  const top = el("p", { class: "dcq-top", tabindex: "-1" }, el("strong", {}, heading), el("span", {}, payload.instruction));
  const node = el(
    "div",
    { class: "dc dcq-card", "data-kind": payload.kind, "data-question": payload.id },
    top,
    payload.stem ? el("div", { class: "dcq-stem", html: payload.stem }) : null,
    el("fieldset", { class: "dcq-field" }, el("legend", { class: "dcq-ask", html: payload.ask }), part.node),
    sure.node,
    el("div", { class: "dcq-actions" }, order, saving.node),
  );

  if (kept && part.restore(kept.choice)) {
    sure.set(kept.confidence);
    last = { token: "", choice: kept.choice, confidence: kept.confidence ?? null };
    state = "saved";
    touched = true;
    saving.say("saved");
  }

  function changed() {
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep(), TEST_PAUSE);
    if (saving.node.dataset.state === "hint") saving.say("");
  }

  function keepOrder() {
    touched = true;
    keep(true);
  }

  function keep(asked = false) {
    clearTimeout(timer);
    if (!touched) return;
    const read = part.read();
    if (read.error) {
      if (asked || TEST_SAYS_AT_ONCE.has(payload.kind)) saving.say("hint", last ? `${read.error} Your earlier answer stands.` : read.error);
      return;
    }
    const confidence = sure.value();
    const same = last && JSON.stringify(last.choice) === JSON.stringify(read.choice) && last.confidence === confidence;
    if (same && state !== "failed") {
      if (state === "saved") saving.say(settled);
      return;
    }
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    startedAt = performance.now();
    last = { token: newToken(), choice: read.choice, confidence };
    post({ question_id: payload.id, ...last, seconds });
  }

  function post(message) {
    state = "sending";
    desk.post(message, (how, why) => {
      if (last.token !== message.token) return; // a later answer has taken its place
      state = how === "saved" || how === "no_kernel" ? "saved" : how === "saving" ? "sending" : "failed";
      if (state === "saved") settled = how;
      saving.say(how, why, () => post(message));
      onChange();
    });
    onChange();
  }

  return {
    node,
    keep,
    answered: () => last !== null,
    pending: () => state === "sending" || state === "failed",
    shown() {
      startedAt = performance.now();
    },
    arrive: () => top.focus({ preventScroll: true }),
    end: () => clearTimeout(timer),
  };
}
