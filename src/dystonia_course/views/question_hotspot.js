import { el, lockControls, uniqueId } from "./dom.js";
import { chip, explained, explanations, quoted, verdict } from "./question_feedback.js";
import { drawNeckView } from "./neck_map.js";
import { neckView } from "./neck_views.js";

// A hotspot question: a place on the drawn neck, chosen in the picture or in the list of the same places beside it. The
// list is a group of native radio buttons; picture and list always show the same choice.
export function hotspotPart(payload, { submit, changed }) {
  const name = uniqueId("place");
  const places = new Map(payload.places.map((place) => [place.id, place]));
  const rows = new Map();
  let chosen = null;
  let locked = false;

  const picture = drawNeckView(neckView(payload.view, payload.shownSide), {
    hiddenLayers: payload.layersOff,
    offered: new Set(places.keys()),
    onChoose: (place) => {
      if (!locked) choose(place);
    },
  });
  const list = el("div", { class: "dcq-options dcq-places" }, payload.places.map((place) => {
    const radio = el("input", { type: "radio", name, value: place.id });
    const mark = el("span", { class: "dcq-chip" });
    const row = el("label", { class: "dcq-option dcq-place-option" }, radio, el("span", { class: "dcq-text" }, place.text), mark);
    rows.set(place.id, { radio, row, mark });
    return row;
  }));
  const said = el("p", { class: "visually-hidden", role: "status" });
  const node = el("div", { class: "dcq-hotspot" },
    picture.frame.node,
    el("p", { class: "dcq-hotspot-how" }, "Choose in the picture (arrow keys and Enter work as well) or in this list. Sides are the person's own."),
    list, said);

  list.addEventListener("click", (event) => {
    if (locked) event.preventDefault();
  });
  list.addEventListener("change", (event) => choose(event.target.value, false));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "radio" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      submit();
    }
  });

  function choose(place, speak = true) {
    chosen = place;
    paint();
    if (speak) said.textContent = `Chosen: ${places.get(place).text}`;
    changed();
  }

  function paint() {
    for (const [id, { radio, row }] of rows) {
      radio.checked = id === chosen;
      row.classList.toggle("chosen", id === chosen);
    }
    picture.setChosen(new Set(chosen ? [chosen] : []));
  }

  const placeOf = (choice) => `${choice?.region}/${choice?.side}`;
  const text = (id) => places.get(id)?.text ?? "";

  return {
    node,
    read() {
      if (!chosen) return { error: "Choose a place first." };
      const { region, side } = places.get(chosen);
      return { choice: { region, side } };
    },
    restore(choice) {
      if (!places.has(placeOf(choice))) return false;
      chosen = placeOf(choice);
      paint();
      return true;
    },
    clear() {
      chosen = null;
      said.textContent = "";
      paint();
    },
    lock(on) {
      locked = on;
      node.classList.toggle("locked", on);
      lockControls([...rows.values()].map(({ radio }) => radio), on);
    },
    mark(choice, key) {
      const given = placeOf(choice);
      const marks = new Map();
      const tags = new Map();
      for (const [id, { row, mark }] of rows) {
        const kind = key.includes(id) ? "good" : id === given ? "bad" : "";
        row.dataset.mark = kind;
        const words = kind === "good" ? (id === given ? "Your answer, right" : "Right") : "Your answer";
        mark.replaceChildren(...(kind ? chip(kind, words) : []));
        if (kind) {
          marks.set(id, kind);
          tags.set(id, kind === "good" ? "✓" : "✗");
        }
      }
      picture.setMarks(marks, tags);
    },
    unmark() {
      for (const { row, mark } of rows.values()) {
        delete row.dataset.mark;
        mark.replaceChildren();
      }
      picture.setMarks(new Map());
    },
    focus() {
      rows.values().next().value.radio.focus();
    },
    describe(choice) {
      return quoted(text(placeOf(choice)));
    },
    judge(choice) {
      return payload.feedback.key.includes(placeOf(choice));
    },
    feedback(choice, correct) {
      const { key, rationales, ideas, otherwise } = payload.feedback;
      const given = placeOf(choice);
      const why = (id) => explained(`Why ${quoted(text(id))} is right`, rationales[id]);
      const body = correct
        ? [why(given)]
        : [explained(`Your answer: ${quoted(text(given))}`, rationales[given] ?? otherwise, ideas[given]), ...key.map(why)];
      const others = [...key.filter((id) => correct && id !== given).map((id) => [text(id), rationales[id]]),
        ...Object.keys(ideas).filter((id) => id !== given).map((id) => [text(id), rationales[id], ideas[id]])];
      const right = key.map((id) => quoted(text(id))).join(" or ");
      return {
        verdict: verdict(correct, correct ? "" : `Right ${key.length === 1 ? "is" : "are"} ${right}.`),
        body,
        more: explanations(correct && key.length > 1 ? "Other places: what is right and what is not" : "Why other places are not right", others),
      };
    },
  };
}
