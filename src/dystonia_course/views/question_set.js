import { el } from "./dom.js";
import { questionCard } from "./question_card.js";
import { confidenceSum } from "./question_confidence.js";
import { icon, sectionLink } from "./question_feedback.js";
import { answerDesk } from "./question_saving.js";

// A set: one question at a time, a row of numbers to go to any of them, and a summary at the end.
export function renderQuestionSet({ model, el: host }) {
  const payloads = model.get("questions");
  const history = model.get("history");
  const title = model.get("title");
  const timing = model.get("feedback"); // "each" or "after"
  const levels = model.get("levels");
  const desk = answerDesk(model);
  const total = payloads.length;
  let place = 0; // total means: the summary

  const cards = payloads.map((payload, number) =>
    questionCard({
      payload,
      desk,
      attempts: history[payload.id],
      problem: model.get("problem"),
      heading: `Question ${number + 1} of ${total}`,
      timing: timing === "after" ? "after" : "now",
      levels,
      onChecked: progress,
    }),
  );
  const numbers = payloads.map((_, number) => el("button", { type: "button", class: "dcq-number-button", onclick: () => go(number) }));
  const counted = el("span", { class: "dcq-counted" });
  const bar = el("span", { class: "dcq-bar", "aria-hidden": "true" }, el("span", {}));
  const stage = el("div", { class: "dcq-stage" });
  const back = el("button", { type: "button", onclick: () => go(place - 1) }, "Back");
  const next = el("button", { type: "button", class: "dcq-next", onclick: () => go(place + 1) });
  const node = el(
    "div",
    { class: "dc dcq-set", role: "group", "aria-label": title || `${total} questions` },
    el("div", { class: "dcq-set-top" }, title ? el("strong", { class: "dcq-title" }, title) : null, counted, bar),
    el("ol", { class: "dcq-numbers", "aria-label": "Questions of this set" }, numbers.map((button) => el("li", {}, button))),
    stage,
    el("div", { class: "dcq-way" }, back, next),
  );

  const summary = el("div", { class: "dcq-summary", tabindex: "-1" });
  const done = () => cards.every((card) => card.attempts().length);
  if (timing === "after" && done()) cards.forEach((card) => card.reveal());
  const firstOpen = cards.findIndex((card) => !card.attempts().length);
  place = firstOpen < 0 ? total : firstOpen;
  draw();

  function go(number) {
    place = Math.max(0, Math.min(total, number));
    draw();
    if (place === total) summary.focus({ preventScroll: true });
    else cards[place].arrive();
    const above = node.getBoundingClientRect().top < 0;
    if (above) node.scrollIntoView({ block: "start" });
  }

  function progress() {
    if (timing === "after" && done()) cards.forEach((card) => card.reveal());
    status();
  }

  function draw() {
    if (place === total) tell();
    stage.replaceChildren(place === total ? summary : cards[place].node);
    status();
  }

  function status() {
    const answered = cards.filter((card) => card.attempts().length).length;
    counted.textContent = `${answered} of ${total} answered`;
    bar.firstChild.style.width = `${(100 * answered) / total}%`;
    numbers.forEach((button, number) => {
      const how = setOutcome(cards[number], payloads[number], timing === "after", done());
      button.dataset.outcome = how.kind;
      button.replaceChildren(String(number + 1), ...(how.kind ? [icon(how.kind)] : []));
      button.setAttribute("aria-label", `Question ${number + 1}: ${how.words}`);
      if (number === place) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    back.setAttribute("aria-disabled", String(place === 0));
    next.textContent = place >= total - 1 ? "Summary" : "Next question";
    next.hidden = place === total;
    next.classList.toggle("primary", place < total && cards[place].attempts().length > 0);
  }

  function tell() {
    const answered = cards.filter((card) => card.attempts().length).length;
    const held = timing === "after" && !done();
    const outcomes = cards.map((card, number) => setOutcome(card, payloads[number], timing === "after", done()));
    const right = outcomes.filter((how) => how.kind === "good").length;
    const again = [...new Set(payloads.filter((_, number) => ["bad", "part"].includes(outcomes[number].kind)).map((payload) => payload.section))];
    let words = `You have answered ${answered} of ${total}.`;
    if (answered === total && timing !== "after") words = `Right at the first try: ${right} of ${total}.`;
    if (answered === total && timing === "after") words = "All answered. These questions are not scored: they show what the lesson will explain.";
    const lines = payloads.map((payload, number) => {
      const { kind, brief } = outcomes[number];
      const mark = el("span", { class: "dcq-outcome" }, kind && kind !== "noted" ? icon(kind) : null, brief);
      const link = el("button", { type: "button", class: "dcq-quiet", onclick: () => go(number) }, `${number + 1}. ${payload.askText}`);
      return el("li", { "data-outcome": kind }, mark, link);
    });
    const byConfidence = held ? "" : confidenceSum(levels, cards.map((card) => card.attempts()[0]));
    const parts = [
      el("p", { class: "dcq-summary-head" }, words),
      byConfidence ? el("p", {}, byConfidence) : null,
      held ? el("p", {}, "The explanations open when every question is answered.") : null,
      el("ul", {}, lines),
      answered === total && timing !== "after" && again.length ? el("p", { class: "dcq-again" }, "Worth reading again: ", again.flatMap((section, number) => [number ? "; " : "", sectionLink(section)]), ".") : null,
    ];
    summary.replaceChildren(...parts.filter(Boolean));
  }

  const kept = () => {
    const now = model.get("history");
    payloads.forEach((payload, number) => cards[number].show(now[payload.id]));
    progress();
  };
  model.on("change:history", kept);
  host.append(node);
  return () => {
    model.off("change:history", kept);
    desk.close();
  };
}

// What became of a question, by its first answer. A guess before the reading is shown once all are answered.
function setOutcome(card, payload, guess, done) {
  const [first] = card.attempts();
  if (!first) return { kind: "", words: "not answered", brief: "Not answered" };
  if ((guess && !done) || !payload.feedback) return { kind: "noted", words: "answered", brief: "Answered" };
  if (guess && first.correct !== null) return first.correct ? { kind: "good", words: "your guess fits", brief: "Your guess fits" } : { kind: "part", words: "your guess differs", brief: "Your guess differs" };
  if (first.correct === true) return { kind: "good", words: "correct at the first try", brief: "Correct" };
  if (first.correct === false) return { kind: "bad", words: "not correct at the first try", brief: "Not correct" };
  const all = payload.feedback.points?.length ?? 0;
  const whole = first.choice.points?.length === all;
  return whole
    ? { kind: "good", words: "correct by your own mark", brief: "Correct" }
    : { kind: "part", words: "not complete by your own mark", brief: "Not complete" };
}

export default { render: renderQuestionSet };
