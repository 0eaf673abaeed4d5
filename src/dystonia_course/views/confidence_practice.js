import { el, uniqueId } from "./dom.js";
import { confidenceControl } from "./question_confidence.js";
import { verdict } from "./question_feedback.js";

// Two items for trying out the levels, and the switch. Nothing of the practice leaves the page.
function renderConfidencePractice({ model, el: host }) {
  const levels = model.get("levels");
  const said = el("span", { role: "status", class: "dcq-line" });
  const box = el("input", { type: "checkbox", checked: model.get("wanted") });
  box.addEventListener("change", () => {
    said.textContent = "Saving …";
    model.send({ type: "want", wanted: box.checked });
  });
  const signed = (marks) => (marks > 0 ? `+${marks}` : marks < 0 ? `−${-marks}` : "0");
  const table = el(
    "table",
    { class: "dcsure-marks" },
    el("caption", {}, "Marks"),
    el("thead", {}, el("tr", {}, ["You say", "Right", "Wrong"].map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, levels.map((level) => el("tr", {}, el("th", { scope: "row" }, level.label), el("td", {}, signed(level.right)), el("td", {}, signed(level.wrong))))),
  );
  const node = el(
    "div",
    { class: "dc dcq-set dcsure", role: "group", "aria-label": "Confidence: explanation and practice" },
    el("p", {}, model.get("explanation")),
    table,
    model.get("items").map((item, number) => practiceItem(item, number, levels)),
    el("div", { class: "dcsure-switch" }, el("label", {}, box, el("span", {}, "Ask me how sure I am, in every lesson, in the review and in the tests")), said),
  );
  const show = () => {
    box.checked = model.get("wanted");
  };
  const heard = (content) => {
    if (content?.type === "no_kernel") said.textContent = "Nothing is being kept on this page.";
    if (content?.type !== "kept") return;
    show();
    const words = model.get("wanted") ? "On. You are asked from the next time you run a lesson." : "Off. You are not asked any more.";
    said.textContent = model.get("problem") || words;
  };
  model.on("change:wanted", show);
  model.on("msg:custom", heard);
  host.append(node);
  return () => {
    model.off("change:wanted", show);
    model.off("msg:custom", heard);
  };
}

function practiceItem(item, number, levels) {
  const name = uniqueId("practice");
  const radios = item.options.map((option, place) => el("input", { type: "radio", name, value: String(place) }));
  const sure = confidenceControl(levels, { submit: check });
  const answer = el("div", { role: "status" });
  const button = el("button", { type: "button", onclick: check }, "Check");
  function check() {
    const chosen = radios.findIndex((radio) => radio.checked);
    if (chosen < 0) return answer.replaceChildren(el("p", {}, "Choose an answer first."));
    const correct = chosen === item.right;
    const level = levels.find((one) => one.number === sure.value());
    const marks = level ? (correct ? level.right : level.wrong) : null;
    const brought = level ? `You said ${level.label}: ${marks < 0 ? `−${-marks}` : marks} ${Math.abs(marks) === 1 ? "mark" : "marks"}.` : "You did not say how sure you were; that is fine, too.";
    const best = level && level.number !== item.level ? ` The sensible choice was ${levels[item.level - 1].label}.` : "";
    return answer.replaceChildren(verdict(correct, `The answer is ${item.options[item.right].toLowerCase()}.`), el("p", {}, `${brought}${best} ${item.why}`));
  }
  return el(
    "div",
    { class: "dcsure-item", "data-kind": "practice" },
    el(
      "fieldset",
      { class: "dcq-field" },
      el("legend", {}, el("span", { class: "dcsure-number" }, `Practice ${number + 1}. `), item.ask),
      el("div", { class: "dcsure-options" }, item.options.map((option, place) => el("label", {}, radios[place], el("span", {}, option)))),
    ),
    sure.node,
    el("div", { class: "dcq-actions" }, button),
    answer,
  );
}

export default { render: renderConfidencePractice };
