import { el, uniqueId } from "./dom.js";
import { chip, explained, explanations, quoted, verdict } from "./question_feedback.js";

// A list of choices shows one line: longer choices get the whole width.
const MATCHING_LONG = 40;

// A matching question: one native list of choices for each line. After the answer its text stands there in full.
export function matchingPart(payload, { changed }) {
  const choiceText = new Map(payload.choices.map((choice) => [choice.id, choice.text]));
  const rows = new Map();
  const long = payload.choices.some((choice) => choice.text.length > MATCHING_LONG);
  const node = el("div", { class: long ? "dcq-matches dcq-long" : "dcq-matches" });

  for (const item of payload.items) {
    const id = uniqueId("match");
    const select = el(
      "select",
      { id },
      el("option", { value: "" }, "Choose …"),
      payload.choices.map((choice) => el("option", { value: choice.id }, choice.text)),
    );
    const mark = el("span", { class: "dcq-chip" });
    const label = el("label", { for: id, class: "dcq-text", html: item.html });
    const said = el("span", { class: "dcq-match-said" });
    const row = el("div", { class: "dcq-match" }, label, select, said, mark);
    select.addEventListener("change", () => {
      select.classList.toggle("chosen", select.value !== "");
      changed();
    });
    rows.set(item.id, { item, select, said, row, mark });
    node.append(row);
  }

  return {
    node,
    read() {
      const empty = [...rows.values()].filter(({ select }) => !select.value).length;
      if (empty) return { error: empty === 1 ? "One line has no match yet." : `${empty} lines have no match yet.` };
      return { choice: Object.fromEntries([...rows].map(([id, { select }]) => [id, select.value])) };
    },
    restore(choice) {
      const fits = choice && typeof choice === "object" && [...rows.keys()].every((id) => choiceText.has(choice[id]));
      if (!fits) return false;
      for (const [id, { select }] of rows) {
        select.value = choice[id];
        select.classList.add("chosen");
      }
      return true;
    },
    clear() {
      for (const { select } of rows.values()) {
        select.value = "";
        select.classList.remove("chosen");
      }
    },
    lock(on) {
      for (const { select, said, row } of rows.values()) {
        select.disabled = on;
        said.textContent = choiceText.get(select.value) ?? "";
        row.classList.toggle("locked", on);
      }
    },
    mark(choice, key) {
      for (const [id, { row, mark }] of rows) {
        const good = choice[id] === key[id];
        row.dataset.mark = good ? "good" : "bad";
        mark.replaceChildren(...chip(good ? "good" : "bad", good ? "Right" : "Not right"));
      }
    },
    unmark() {
      for (const { row, mark } of rows.values()) {
        delete row.dataset.mark;
        mark.replaceChildren();
      }
    },
    focus() {
      rows.values().next().value.select.focus();
    },
    describe(choice) {
      return payload.items.map((item) => `${quoted(item.text)} with ${quoted(choiceText.get(choice[item.id]) ?? "")}`).join(", ");
    },
    judge(choice) {
      return payload.items.every((item) => choice[item.id] === payload.feedback.key[item.id]);
    },
    feedback(choice, correct) {
      const { key, rationales } = payload.feedback;
      const wrong = payload.items.filter((item) => choice[item.id] !== key[item.id]);
      const right = payload.items.filter((item) => choice[item.id] === key[item.id]);
      const head = (item) => `${quoted(item.text)} goes with ${quoted(choiceText.get(key[item.id]))}`;
      const said = (item) => `${head(item)}, not with ${quoted(choiceText.get(choice[item.id]))}`;
      return {
        verdict: verdict(correct, correct ? "Every line is matched." : `${right.length} of ${payload.items.length} lines are right.`),
        body: (correct ? right : wrong).map((item) => explained(correct ? head(item) : said(item), rationales[item.id])),
        more: correct ? null : explanations("Why the other lines are right", right.map((item) => [head(item), rationales[item.id]])),
      };
    },
  };
}
