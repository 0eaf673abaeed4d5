import { drawOnChange, el } from "./dom.js";
import { CARD_PARTS, questionCard } from "./question_card.js";
import { hotspotPart } from "./question_hotspot.js";
import { answerDesk } from "./question_saving.js";

CARD_PARTS.hotspot = hotspotPart;

// The review: how much is due, then one question at a time, then the end of the round.
function renderReview({ model, el: host }) {
  const desk = answerDesk(model);
  const node = el("div", { class: "dc dcq-set dcr", role: "group", "aria-label": "Review" });
  let card = null;
  let drawn = null;
  let arrived = false; // has the learner acted here? Only then may the focus move

  function send(type) {
    arrived = true;
    model.send({ type });
  }

  function draw() {
    const state = model.get("state");
    const key = `${state} ${state === "asking" ? model.get("turn") : model.get("words")}`;
    if (key === drawn) return;
    drawn = key;
    node.dataset.state = state;
    card = null;
    node.replaceChildren(...(state === "asking" ? asking() : resting(state)).filter(Boolean));
    if (!arrived) return;
    (card ? card : { arrive: () => node.querySelector("[tabindex='-1']")?.focus({ preventScroll: true }) }).arrive();
    if (node.getBoundingClientRect().top < 0) node.scrollIntoView({ block: "start" });
  }

  function resting(state) {
    const due = model.get("due");
    const lessons = state === "start" ? model.get("lessons") : [];
    return [
      el("strong", { class: "dcq-title" }, state === "over" ? "End of the round" : "Review"),
      el("p", { class: "dcr-words", tabindex: "-1" }, model.get("words")),
      lessons.length ? el("ul", { class: "dcr-lessons" }, lessons.map((words) => el("li", {}, words))) : null,
      due ? el("button", { type: "button", class: "primary", onclick: () => send("start") }, state === "over" ? "Another round" : "Start the review") : null,
      state === "start" ? el("p", { class: "dcr-settings" }, model.get("settings")) : null,
    ];
  }

  function asking() {
    const done = model.get("done");
    const total = done + model.get("left");
    card = questionCard({
      payload: model.get("question"),
      desk,
      attempts: model.get("kept"),
      problem: model.get("problem"),
      levels: model.get("levels"),
      heading: `Question ${done + 1} of ${total}`,
      onChecked: answered,
    });
    const bar = el("span", { class: "dcq-bar", "aria-hidden": "true" }, el("span", { style: `width: ${(100 * done) / total}%` }));
    const skip = el("button", { type: "button", class: "dcr-skip", onclick: () => send("skip") }, "Skip for now");
    const near = el("button", { type: "button", class: "dcr-next", hidden: true, onclick: () => send("next") }, "Next question");
    const next = el("button", { type: "button", class: "dcr-next primary", hidden: true, onclick: () => send("next") }, "Next question");
    card.node.querySelector(".dcq-actions").append(near);
    const parts = [
      el("div", { class: "dcq-set-top" }, el("strong", { class: "dcq-title" }, "Review"), bar),
      el("p", { class: "dcr-why" }, el("strong", {}, "Why this one? "), model.get("words")),
      card.node,
      el("div", { class: "dcq-way" }, skip, next),
    ];
    function answered() {
      skip.hidden = true;
      near.hidden = false;
      next.hidden = false;
    }
    if (card.attempts().length) answered();
    return parts;
  }

  const kept = () => {
    if (!card || !model.get("kept").length) return;
    card.show(model.get("kept"));
    if (card.attempts().length) node.querySelectorAll(".dcr-next").forEach((button) => (button.hidden = false));
  };
  const end = drawOnChange(model, ["turn", "state", "words"], draw);
  model.on("change:kept", kept);
  draw();
  host.append(node);
  return () => {
    end();
    model.off("change:kept", kept);
    desk.close();
  };
}

export default { render: renderReview };
