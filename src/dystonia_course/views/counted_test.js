import { drawOnChange, el } from "./dom.js";
import { testCard } from "./counted_test_card.js";
import { explainedTests } from "./counted_test_explained.js";
import { icon } from "./question_feedback.js";
import { answerDesk } from "./question_saving.js";

// A test that counts. Answers are kept as they are given and may be changed until the test is closed; nothing here knows
// what is right before the kernel sends it.
export function renderCountedTest({ model, el: host }) {
  const desk = answerDesk(model);
  const node = el("div", { class: "dc dcq-set dct", role: "group", "aria-label": model.get("title") });
  let cards = [];
  let stop = () => {};
  let arrived = false; // has the learner acted here? Only then may the focus move

  function draw() {
    stop();
    stop = () => {};
    const state = model.get("state");
    const parts = { open: openTest, offer: offered, closed, none: () => [quiet(model.get("words"))] }[state]();
    node.dataset.state = state;
    node.replaceChildren(...parts.filter(Boolean));
    if (arrived) node.querySelector("[data-arrive]")?.focus({ preventScroll: true });
    if (arrived && node.getBoundingClientRect().top < 0) node.scrollIntoView({ block: "start" });
  }

  function head(title = model.get("title")) {
    return el("div", { class: "dcq-set-top" }, el("strong", { class: "dcq-title" }, title));
  }

  function quiet(words) {
    return el("div", {}, head(), el("p", { class: "dct-words", role: "status" }, words));
  }

  function offered() {
    return [
      quiet(model.get("words")),
      el("p", {}, "Answers are kept at once. You can go back and forth, change answers, stop, and go on another day, until you close the test."),
      el("button", { type: "button", class: "primary", onclick: () => step("open") }, "Begin the test"),
    ];
  }

  function step(type) {
    arrived = true;
    model.send({ type });
  }

  function openTest() {
    const payloads = model.get("questions");
    const chosen = model.get("chosen");
    const total = payloads.length;
    let place = 0; // total means: the page on which the test is closed
    cards = payloads.map((payload, number) =>
      testCard({ payload, desk, kept: chosen[payload.id], levels: model.get("levels"), heading: `Question ${number + 1} of ${total}`, onChange: status }),
    );
    const counted = el("span", { class: "dcq-counted" });
    const bar = el("span", { class: "dcq-bar", "aria-hidden": "true" }, el("span", {}));
    const numbers = payloads.map((_, number) => el("button", { type: "button", class: "dcq-number-button", onclick: () => go(number) }));
    const stage = el("div", { class: "dcq-stage" });
    const back = el("button", { type: "button", onclick: () => go(place - 1) }, "Back");
    const next = el("button", { type: "button", class: "dcq-next", onclick: () => go(place + 1) });
    const closing = el("div", { class: "dct-closing", tabindex: "-1", "data-arrive": "" });
    const missing = () => cards.flatMap((card, number) => (card.answered() ? [] : [number]));
    const unsaved = () => cards.flatMap((card, number) => (card.pending() ? [number] : []));
    const first = cards.findIndex((card) => !card.answered());
    place = first < 0 ? total : first;

    function go(number) {
      arrived = true;
      if (place < total) cards[place].keep();
      place = Math.max(0, Math.min(total, number));
      show();
      if (place === total) closing.focus({ preventScroll: true });
      else cards[place].arrive();
      if (node.getBoundingClientRect().top < 0) node.scrollIntoView({ block: "start" });
    }

    function show() {
      stage.replaceChildren(place === total ? closing : cards[place].node);
      if (place < total) cards[place].shown();
      status();
    }

    function status() {
      const open = missing();
      counted.textContent = `${total - open.length} of ${total} answered`;
      bar.firstChild.style.width = `${(100 * (total - open.length)) / total}%`;
      numbers.forEach((button, number) => {
        const answered = cards[number].answered();
        button.dataset.outcome = answered ? "noted" : "";
        button.replaceChildren(String(number + 1), ...(answered ? [icon("noted")] : []));
        button.setAttribute("aria-label", `Question ${number + 1}: ${answered ? "answered" : "not answered"}`);
        if (number === place) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
      });
      back.setAttribute("aria-disabled", String(place === 0));
      next.textContent = place >= total - 1 ? "Close the test …" : "Next question";
      next.hidden = place === total;
      if (place === total) tell(open);
    }

    function tell(open) {
      const words = open.length === 0 ? "All questions are answered." : `${open.length === 1 ? "1 question is" : `${open.length} questions are`} not answered. What is not answered counts as not right.`;
      const late = unsaved();
      const close = el("button", { type: "button", class: "primary", "aria-disabled": String(late.length > 0), onclick: () => !unsaved().length && step("close") }, "Close the test for good");
      const list = (places) => el("span", { class: "dct-places" }, places.map((number) => el("button", { type: "button", class: "dcq-quiet", onclick: () => go(number) }, `Question ${number + 1}`)));
      const focused = closing.contains(document.activeElement) && document.activeElement !== closing;
      closing.replaceChildren(
        ...[
          el("p", { class: "dcq-summary-head" }, words),
          open.length ? list(open) : null,
          late.length ? el("p", { role: "status" }, "Not saved yet: ", list(late)) : null,
          el("p", {}, "Close it now? A closed test cannot be opened or changed again."),
          el("div", { class: "dcq-actions" }, close, el("button", { type: "button", onclick: () => go(open[0] ?? total - 1) }, open.length ? "Go on answering" : "Look at it once more")),
        ].filter(Boolean),
      );
      if (focused) close.focus({ preventScroll: true });
    }

    const leave = () => place < total && cards[place].keep();
    const hidden = () => document.visibilityState === "hidden" && leave();
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hidden);
    stop = () => {
      removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hidden);
      leave();
      cards.forEach((card) => card.end());
      cards = [];
    };
    show();
    const top = head();
    top.append(counted, bar);
    if (place < total) cards[place].node.querySelector(".dcq-top").setAttribute("data-arrive", "");
    return [
      top,
      model.get("problem") ? el("p", { class: "dct-words" }, model.get("problem")) : null,
      model.get("words") ? el("p", { class: "dct-words", role: "status" }, model.get("words")) : null,
      el("ol", { class: "dcq-numbers", "aria-label": "Questions of this test" }, numbers.map((button) => el("li", {}, button))),
      stage,
      el("div", { class: "dcq-way" }, back, next),
    ];
  }

  function closed() {
    const result = model.get("result");
    if (!result) return [quiet(model.get("words"))];
    return [
      head(),
      el("p", { class: "dct-words", tabindex: "-1", "data-arrive": "" }, "All results are open now. First your scores, then every question with its explanation."),
      el("div", { class: "dct-result", html: result }),
      explainedTests(model.get("explained"), model.get("levels")),
    ];
  }

  const end = drawOnChange(model, ["state", "words", "explained", "result"], draw);
  draw();
  host.append(node);
  return () => {
    end();
    stop();
    desk.close();
  };
}

export default { render: renderCountedTest };
