import { el } from "./dom.js";
import { CARD_PARTS } from "./question_card.js";
import { confidenceLine } from "./question_confidence.js";
import { icon, originLine, rememberLine } from "./question_feedback.js";

// The closed tests with all their explanations: one question at a time.
export function explainedTests(tests, levels) {
  const holder = el("div", { class: "dct-explained" });
  const pages = tests.map((test) => testPages(test, levels));
  const pick = el(
    "div",
    { class: "dct-pick", role: "group", "aria-label": "Which test" },
    tests.map((test, number) => el("button", { type: "button", onclick: () => choose(number) }, test.title)),
  );
  const stage = el("div", {});
  const choose = (number) => {
    [...pick.children].forEach((button, place) => button.setAttribute("aria-pressed", String(place === number)));
    stage.replaceChildren(pages[number].node);
  };
  choose(tests.length - 1);
  holder.append(el("p", { class: "dcq-summary-head" }, "Every question explained"), tests.length > 1 ? pick : "", stage);
  return holder;
}

function testPages(test, levels) {
  const cards = test.questions.map((payload, number) => explainedCard(payload, test.chosen[payload.id], levels, `Question ${number + 1} of ${test.questions.length}`));
  let place = 0;
  const numbers = cards.map((card, number) => {
    const button = el("button", { type: "button", class: "dcq-number-button", "data-outcome": card.kind, onclick: () => go(number) }, String(number + 1));
    if (card.kind) button.append(icon(card.kind));
    button.setAttribute("aria-label", `Question ${number + 1}: ${card.words}`);
    return button;
  });
  const stage = el("div", { class: "dcq-stage" });
  const back = el("button", { type: "button", onclick: () => go(place - 1) }, "Back");
  const next = el("button", { type: "button", onclick: () => go(place + 1) }, "Next question");
  const node = el(
    "div",
    {},
    el("ol", { class: "dcq-numbers", "aria-label": test.title }, numbers.map((button) => el("li", {}, button))),
    stage,
    el("div", { class: "dcq-way" }, back, next),
  );
  function go(number) {
    const moved = stage.firstChild !== null;
    place = Math.max(0, Math.min(cards.length - 1, number));
    stage.replaceChildren(cards[place].node());
    numbers.forEach((button, at) => (at === place ? button.setAttribute("aria-current", "step") : button.removeAttribute("aria-current")));
    back.setAttribute("aria-disabled", String(place === 0));
    next.setAttribute("aria-disabled", String(place === cards.length - 1));
    if (moved) stage.querySelector(".dcq-top").focus({ preventScroll: true });
    if (moved && node.getBoundingClientRect().top < 0) node.scrollIntoView({ block: "start" });
  }
  go(0);
  return { node };
}

function explainedCard(payload, given, levels, heading) {
  const part = CARD_PARTS[payload.kind](payload, { submit() {}, changed() {}, relabel() {} });
  const answered = Boolean(given) && part.restore(given.choice);
  const correct = answered ? part.judge(given.choice) : null;
  let made = null;

  function build() {
    const right = rightChoice(payload);
    part.lock(true);
    if (answered) part.mark(given.choice, payload.feedback.key);
    const parts = answered ? part.feedback(given.choice, correct) : part.feedback(right, true);
    const verdict = answered
      ? parts.verdict
      : el("p", { class: "dcq-verdict part" }, icon("part"), el("span", {}, el("strong", {}, "Not answered."), ` Right is ${part.describe(right)}.`));
    const said = answered ? confidenceLine(levels, { correct, confidence: given.confidence }, false) : null;
    return el(
      "div",
      { class: "dc dcq-card", "data-kind": payload.kind, "data-question": payload.id },
      el("p", { class: "dcq-top", tabindex: "-1" }, el("strong", {}, heading)),
      payload.stem ? el("div", { class: "dcq-stem", html: payload.stem }) : null,
      el("fieldset", { class: "dcq-field" }, el("legend", { class: "dcq-ask", html: payload.ask }), part.node),
      el("div", { class: "dcq-feedback" }, verdict, said, ...parts.body, rememberLine(payload.feedback.remember)),
      el("div", { class: "dcq-rest" }, parts.more, originLine(payload.section, payload.feedback.sources, payload.place)),
    );
  }

  const kind = !answered ? "" : correct ? "good" : "bad";
  const words = !answered ? "not answered" : correct ? "correct" : "not correct";
  return { kind, words, node: () => (made ??= build()) };
}

// A choice that is right, in the form in which choices are kept.
function rightChoice(payload) {
  const { key } = payload.feedback;
  if (payload.kind === "numeric") return { value: key, unit: payload.unit };
  if (payload.kind !== "hotspot") return key;
  const [region, side] = key[0].split("/");
  return { region, side };
}
