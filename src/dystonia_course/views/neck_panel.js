// What is said about one place of the neck: facts with sources, postures with the side that serves them.
import { el } from "./dom.js";
import { NECK_LAYER_NAMES, neckCapital, neckPlaceName, neckSideOf } from "./neck_words.js";

export const NECK_NO_SOURCE = "no source yet";
const NECK_OTHER_SIDE = { right: "left", left: "right" };
const NECK_SIDED = ["torticaput", "torticollis", "laterocaput", "laterocollis", "raised shoulder"];

export function neckUnsourced() {
  return el("span", { class: "neck-unsourced" }, NECK_NO_SOURCE);
}

function neckSources(html) {
  return html ? el("span", { class: "neck-sources", html: ` (${html})` }) : null;
}

// One posture in words: "Serves right torticaput: same side (source)".
export function neckPostureLine(row, side) {
  const item = el("li", {});
  if (!row.sourced) {
    item.append(`${neckCapital(row.posture)}: `, neckUnsourced());
    return item;
  }
  const serves = { "same side": side, "opposite side": NECK_OTHER_SIDE[side] }[row.side];
  const sided = serves && NECK_SIDED.includes(row.posture);
  item.append(
    sided ? el("strong", {}, neckCapital(`${serves} ${row.posture}`)) : el("strong", {}, neckCapital(row.posture)),
    `: ${row.side}`, neckSources(row.sources) ?? "");
  if (row.note) item.append(el("span", { class: "neck-note", html: ` ${row.note}.` }));
  return item;
}

export function neckFacts(facts) {
  return el("dl", { class: "neck-facts" }, facts.map((one) => el("div", {}, el("dt", {}, `${one.title}: `),
    one.html ? el("dd", {}, el("span", { html: one.html }), neckSources(one.sources)) : el("dd", {}, neckUnsourced()))));
}

// The panel's content for a place; `way` leads to it in the picture.
export function neckPanel(region, place, way) {
  const side = neckSideOf(place);
  const kind = region.kind === "muscle" ? "Muscle" : "Structure at risk";
  const parts = [
    el("p", { class: "neck-panel-name" }, neckCapital(neckPlaceName(place))),
    el("p", { class: "neck-panel-kind" }, `${kind} · ${NECK_LAYER_NAMES[region.layer]}`),
    way,
    neckFacts(region.facts),
  ];
  if (region.postures.length) {
    parts.push(
      el("p", { class: "neck-panel-head" }, side === "middle" ? "Postures" : `Postures that the ${side} one serves`),
      el("ul", { class: "neck-postures" }, region.postures.map((row) => neckPostureLine(row, side))));
  }
  return parts.filter(Boolean);
}

// What is read out for a place.
export function neckSpoken(region, place) {
  const told = region.facts[0].text || NECK_NO_SOURCE;
  return `${neckCapital(neckPlaceName(place))}. ${neckCapital(NECK_LAYER_NAMES[region.layer])}. ${region.facts[0].title}: ${told}`;
}
