// "Which muscles turn the head to the right?": marks them in the picture and lists them by side.
import { el, uniqueId } from "./dom.js";
import { neckUnsourced } from "./neck_panel.js";
import { neckCapital, neckPlace, neckPlaceName } from "./neck_words.js";

export const NECK_MARK_WORDS = {
  same: "Same side, striped", opposite: "Opposite side, dotted", both: "Both sides, latticed", open: "Side not stated, outlined",
};
export const NECK_MARK_TAGS = { same: "S", opposite: "O", both: "B", open: "?" };

// `onMarks(marks, tags)` marks the picture, `onChoose(place)` follows a press in the list.
export function neckMovementQuestion(movements, regions, { onMarks, onChoose, say }) {
  const id = uniqueId("neck-movement");
  const byId = new Map(regions.map((region) => [region.id, region]));
  const select = el("select", { id, onchange: () => ask(select.value) },
    el("option", { value: "" }, "no movement chosen"), movements.map(({ id: value, words }) => el("option", { value }, words)));
  const key = el("p", { class: "neck-movement-key", hidden: true });
  const chooser = el("div", { class: "neck-movement" }, el("label", { for: id }, "Which muscles …"), select, key);
  const answer = el("div", { class: "neck-answer", hidden: true });

  function ask(value) {
    const movement = movements.find((one) => one.id === value);
    answer.hidden = !movement;
    const marks = new Map();
    const tags = new Map();
    for (const row of movement?.rows ?? []) {
      for (const side of row.sides) {
        const place = neckPlace(row.region, side);
        if (!marks.has(place) || row.mark !== "open") marks.set(place, row.mark);
      }
    }
    for (const [place, mark] of marks) tags.set(place, NECK_MARK_TAGS[mark]);
    onMarks(marks, tags);
    key.hidden = marks.size === 0;
    key.replaceChildren(...keyOf(new Set(marks.values())));
    if (movement) {
      answer.replaceChildren(...told(movement, marks));
      say(`${neckCapital(movement.words)}: ${marks.size} places are marked.`);
    }
  }

  // What the letters in the picture mean, above the picture; the muscles by name stand below it.
  function keyOf(used) {
    const words = Object.keys(NECK_MARK_WORDS).filter((mark) => used.has(mark)).map((mark) =>
      el("span", {}, el("span", { class: `neck-key neck-key-${mark}`, "aria-hidden": "true" }, NECK_MARK_TAGS[mark]), NECK_MARK_WORDS[mark].split(",")[0].toLowerCase()));
    return [...words, el("span", {}, "names below the picture")];
  }

  function told(movement, marks) {
    const groups = Object.keys(NECK_MARK_WORDS).map((mark) => {
      const places = [...marks].filter(([, one]) => one === mark).map(([place]) => place);
      if (!places.length) return null;
      return el("div", { class: "neck-answer-group" },
        el("p", {}, el("span", { class: `neck-key neck-key-${mark}`, "aria-hidden": "true" }, NECK_MARK_TAGS[mark]), " ", NECK_MARK_WORDS[mark]),
        el("ul", {}, places.map((place) => el("li", {}, el("button", { type: "button", class: "neck-small", onclick: () => onChoose(place) }, neckCapital(neckPlaceName(place)))))));
    });
    const sourced = new Set([...marks.keys()].map((place) => place.split("/")[0]));
    const open = [...new Set(movement.rows.filter((row) => row.mark === "unsourced" && !sourced.has(row.region)).map((row) => row.region))];
    return [
      el("p", { class: "neck-answer-head" }, `Muscles that ${movement.words}`),
      ...groups.filter(Boolean),
      open.length ? el("p", { class: "neck-answer-open" }, "Listed as well, but with ", neckUnsourced(), `: ${open.map((region) => region.replaceAll("-", " ")).join(", ")}.`) : null,
      marks.size === 0 && !open.length ? el("p", {}, "The table of postures lists none.") : null,
      ...notes(movement),
    ].filter(Boolean);
  }

  // What the notes of the rows say, each once, with the muscles that it is about.
  function notes(movement) {
    const found = new Map();
    for (const row of movement.rows) {
      const note = byId.get(row.region).postures[row.row].note;
      if (note) found.set(note, [...(found.get(note) ?? []), byId.get(row.region).name]);
    }
    if (!found.size) return [];
    return [el("p", { class: "neck-answer-open" }, "How sure is it?"),
      el("ul", { class: "neck-answer-notes" }, [...found].map(([note, names]) => el("li", { class: "neck-note", html: `${neckCapital([...new Set(names)].join(", "))}: ${note}.` })))];
  }

  return { chooser, answer, ask: (value) => { select.value = value; ask(value); } };
}
