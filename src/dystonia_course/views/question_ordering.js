import { el } from "./dom.js";
import { chip, explanations, quoted, verdict } from "./question_feedback.js";

// An ordering question: every step has buttons that move it up and down; the arrow keys do the same while one of its
// buttons has the focus.
export function orderingPart(payload, { changed }) {
  const start = payload.steps.map((step) => step.id);
  const text = new Map(payload.steps.map((step) => [step.id, step.text]));
  const rows = new Map();
  let locked = false;
  const list = el("ol", { class: "dcq-steps" });
  const said = el("span", { class: "visually-hidden", role: "status" });
  const node = el("div", {}, list, said);

  for (const step of payload.steps) {
    const up = orderingButton("Move up", `Move up: ${step.text}`, "M8 12V4M4.5 7.5 8 4l3.5 3.5");
    const down = orderingButton("Move down", `Move down: ${step.text}`, "M8 4v8M4.5 8.5 8 12l3.5-3.5");
    const mark = el("span", { class: "dcq-chip" });
    const place = el("span", { class: "dcq-letter", "aria-hidden": "true" });
    const row = el("li", { class: "dcq-step" }, place, el("span", { class: "dcq-text", html: step.html }), up, down, mark);
    up.addEventListener("click", () => move(step.id, -1));
    down.addEventListener("click", () => move(step.id, 1));
    row.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(step.id, by);
    });
    rows.set(step.id, { row, up, down, mark, place });
    list.append(row);
  }
  number();

  function order() {
    return [...list.children].map((row) => [...rows].find(([, parts]) => parts.row === row)[0]);
  }

  function number() {
    const ids = order();
    ids.forEach((id, place) => {
      const parts = rows.get(id);
      parts.place.textContent = String(place + 1);
      parts.up.setAttribute("aria-disabled", String(locked || place === 0));
      parts.down.setAttribute("aria-disabled", String(locked || place === ids.length - 1));
    });
  }

  function move(id, by) {
    if (locked) return;
    const { row } = rows.get(id);
    // The neighbour moves around the row, so that the row's button keeps the focus.
    if (by < 0 && row.previousElementSibling) row.after(row.previousElementSibling);
    else if (by > 0 && row.nextElementSibling) row.before(row.nextElementSibling);
    else {
      said.textContent = `${text.get(id)} is already ${by < 0 ? "first" : "last"}.`;
      return;
    }
    number();
    said.textContent = `${text.get(id)}: now ${order().indexOf(id) + 1} of ${rows.size}.`;
    changed();
  }

  function arrange(ids) {
    for (const id of ids) list.append(rows.get(id).row);
    number();
  }

  return {
    node,
    read() {
      return { choice: order() };
    },
    restore(choice) {
      if (!Array.isArray(choice) || choice.length !== rows.size || !choice.every((id) => rows.has(id))) return false;
      arrange(choice);
      return true;
    },
    clear() {
      said.textContent = "";
      arrange(start);
    },
    lock(on) {
      locked = on;
      node.classList.toggle("locked", on);
      number();
    },
    mark(choice, key) {
      choice.forEach((id, place) => {
        const { row, mark } = rows.get(id);
        const good = key[place] === id;
        row.dataset.mark = good ? "good" : "bad";
        mark.replaceChildren(...chip(good ? "good" : "bad", good ? "Right place" : `Belongs at ${key.indexOf(id) + 1}`));
      });
    },
    unmark() {
      for (const { row, mark } of rows.values()) {
        delete row.dataset.mark;
        mark.replaceChildren();
      }
    },
    focus() {
      rows.get(order()[0]).down.focus();
    },
    describe(choice) {
      return choice.map((id) => quoted(text.get(id) ?? "")).join(", ");
    },
    judge(choice) {
      return choice.every((id, place) => id === payload.feedback.key[place]);
    },
    feedback(choice, correct) {
      const { key, rationales } = payload.feedback;
      const right = key.filter((id, place) => choice[place] === id);
      const steps = key.map((id) => {
        const told = correct || !right.includes(id);
        return el("li", {}, el("strong", {}, text.get(id)), told ? el("div", { html: rationales[id] }) : null);
      });
      return {
        verdict: verdict(correct, correct ? "Every step is in its place." : `${right.length} of ${key.length} steps are in their place.`),
        body: [el("p", { class: "dcq-why-head" }, correct ? "Why this is the order" : "The right order"), el("ol", { class: "dcq-key" }, steps)],
        more: correct ? null : explanations("Why the other steps are right", right.map((id) => [text.get(id), rationales[id]])),
      };
    },
  };
}

function orderingButton(title, label, path) {
  const button = el("button", { type: "button", class: "dcq-move", title, "aria-label": label });
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  drawing.innerHTML = `<path d="${path}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`;
  button.append(drawing);
  return button;
}
