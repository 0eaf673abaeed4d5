// "Which muscles turn the head to the right?": marks them in the picture and lists them by side.
import { el, uniqueId } from "./dom.js";
import { neckUnsourced } from "./neck_panel.js";
import { neckCapital, neckPlace, neckPlaceName, neckRegionOf, neckSideOf } from "./neck_words.js";

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
  const chooser = el("div", { class: "neck-movement" }, el("label", { for: id }, "Which muscles …"), select);
  // The names stand beside or above the picture, so that both are in sight; how sure it is stands below.
  const names = el("div", { class: "neck-answer neck-names", hidden: true });
  const away = el("p", { class: "neck-note", hidden: true });
  const notes = el("div", { class: "neck-answer", hidden: true });

  let shown = new Map(); // the tag of each marked place

  function ask(value) {
    const movement = movements.find((one) => one.id === value);
    const marks = new Map();
    for (const row of movement?.rows ?? []) {
      for (const side of row.sides) {
        const place = neckPlace(row.region, side);
        if (!marks.has(place) || row.mark !== "open") marks.set(place, row.mark);
      }
    }
    shown = numbered(marks);
    onMarks(marks, shown);
    names.replaceChildren(...(movement ? named(movement, marks) : []));
    notes.replaceChildren(...(movement ? doubts(movement, marks) : []));
    for (const node of [names, notes]) node.hidden = !node.childElementCount;
    if (movement) say(`${neckCapital(movement.words)}: ${marks.size} places are marked.`);
  }

  // "S1", "S2", "O1" ...: the letter of the mark and a number of the muscle, the same in the picture and beside its name.
  function numbered(marks) {
    const regions = Object.fromEntries(Object.keys(NECK_MARK_TAGS).map((mark) => [mark, []]));
    return new Map([...marks].map(([place, mark]) => {
      const known = regions[mark];
      const region = neckRegionOf(place);
      if (!known.includes(region)) known.push(region);
      return [place, `${NECK_MARK_TAGS[mark]}${known.indexOf(region) + 1}`];
    }));
  }

  function named(movement, marks) {
    const groups = Object.keys(NECK_MARK_WORDS).map((mark) => {
      const places = [...marks].filter(([, one]) => one === mark).map(([place]) => place);
      if (!places.length) return null;
      const sides = new Set(places.map(neckSideOf));
      const [side, pattern] = NECK_MARK_WORDS[mark].split(", ");
      return el("div", { class: "neck-answer-group" },
        el("p", {}, el("span", { class: `neck-key neck-key-${mark}`, "aria-hidden": "true" }, NECK_MARK_TAGS[mark]), `${side}${sides.size === 1 ? ` (${[...sides][0]})` : ""}, ${pattern}`),
        el("ul", {}, sides.size === 1 ? places.map((place) => el("li", {}, button(place, `${shown.get(place)} ${byId.get(neckRegionOf(place)).name}`)))
          : [...new Set(places.map(neckRegionOf))].map((region) => pair(region, places.filter((place) => neckRegionOf(place) === region)))));
    });
    return [
      el("p", { class: "neck-answer-head" }, `Muscles that ${movement.words}`),
      ...groups.filter(Boolean),
      marks.size === 0 ? el("p", {}, "The table of postures lists none with a source.") : away,
    ];
  }

  function pair(region, places) {
    return el("li", { class: "neck-pair" }, `${shown.get(places[0])} ${byId.get(region).name}`, places.map((place) => button(place, neckSideOf(place))));
  }

  function button(place, text) {
    return el("button", { type: "button", class: "neck-small", "aria-label": neckCapital(neckPlaceName(place)), onclick: () => onChoose(place) }, text);
  }

  // Which numbers are not in the picture, and why: `where(place)` is "here", "covered", "off", "side" or "elsewhere".
  function see(where) {
    const tags = (...wheres) => [...new Set([...shown].filter(([place]) => wheres.includes(where(place))).map(([, tag]) => tag))].join(", ");
    const off = tags("off");
    const missing = tags("side", "elsewhere");
    away.hidden = !off && !missing;
    away.textContent = [off && `Taken off with the layer: ${off}.`, missing && `Not drawn in this view: ${missing}.`].filter(Boolean).join(" ");
  }

  function doubts(movement, marks) {
    const sourced = new Set([...marks.keys()].map(neckRegionOf));
    const open = [...new Set(movement.rows.filter((row) => row.mark === "unsourced" && !sourced.has(row.region)).map((row) => row.region))];
    return [
      open.length ? el("p", { class: "neck-answer-open" }, "Listed as well, but with ", neckUnsourced(), `: ${open.map((region) => region.replaceAll("-", " ")).join(", ")}.`) : null,
      ...sure(movement),
    ].filter(Boolean);
  }

  // What the notes of the rows say, each once, with the muscles that it is about.
  function sure(movement) {
    const found = new Map();
    for (const row of movement.rows) {
      const note = byId.get(row.region).postures[row.row].note;
      if (note) found.set(note, [...(found.get(note) ?? []), byId.get(row.region).name]);
    }
    if (!found.size) return [];
    return [el("p", { class: "neck-answer-open" }, "How sure is it?"),
      el("ul", { class: "neck-answer-notes" }, [...found].map(([note, names]) => el("li", { class: "neck-note", html: `${neckCapital([...new Set(names)].join(", "))}: ${note}.` })))];
  }

  return { chooser, names, notes, see, ask: (value) => { select.value = value; ask(value); } };
}
