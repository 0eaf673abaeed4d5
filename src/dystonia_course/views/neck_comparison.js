// What the sources say of the muscles that were marked for a posture, one by one, and of those that were not.
import { el } from "./dom.js";
import { neckFacts, neckUnsourced } from "./neck_panel.js";
import { NECK_LAYER_NAMES, neckCapital, neckPlace, neckPlaceName } from "./neck_words.js";

// From the best to the least: what a row of the table says of a place.
const NECK_VERDICTS = {
  named: { words: "Named on this side", mark: "same", tag: "✓" },
  open: { words: "Named, side not stated", mark: "open", tag: "?" },
  other: { words: "Named on the other side", mark: "opposite", tag: "↔" },
  unsourced: { words: "Listed, but no source yet", mark: "open", tag: "?" },
  none: { words: "Not listed for this posture", mark: "open", tag: "–" },
};
const NECK_VERDICT_ORDER = Object.keys(NECK_VERDICTS);

function neckVerdict(row, side) {
  if (row.mark === "unsourced") return "unsourced";
  if (row.mark === "open") return "open";
  return row.sides.includes(side) ? "named" : "other";
}

export function neckJudge(presentation, place) {
  const [region, side] = place.split("/");
  const rows = presentation.rows.filter((row) => row.region === region).map((row) => ({ ...row, verdict: neckVerdict(row, side) }));
  const best = NECK_VERDICT_ORDER.find((one) => rows.some((row) => row.verdict === one)) ?? "none";
  return { rows, verdict: best };
}

export function neckComparison(presentation, regions, marked) {
  const marks = new Map();
  const tags = new Map();
  const judged = [...marked].map((place) => ({ place, ...neckJudge(presentation, place) }));
  judged.sort((a, b) => NECK_VERDICT_ORDER.indexOf(a.verdict) - NECK_VERDICT_ORDER.indexOf(b.verdict));
  for (const { place, verdict } of judged) {
    marks.set(place, NECK_VERDICTS[verdict].mark);
    tags.set(place, NECK_VERDICTS[verdict].tag);
  }
  const missed = neckMissed(presentation, regions, marked);
  for (const { place } of missed.filter((one) => one.verdict === "named")) {
    marks.set(place, "open");
    tags.set(place, "+");
  }
  const named = judged.filter((one) => one.verdict === "named").length;
  const count = judged.length === 1 ? `Your one choice is ${named ? "" : "not "}` : `${named} of your ${judged.length} choices ${named === 1 ? "is" : "are"} `;
  const summary = `${count}named in a source on this side.`;
  const node = el("div", {},
    el("p", { class: "neck-answer-head" }, `What you marked for ${presentation.name}`),
    el("p", {}, `${summary} A source that names a muscle does not make it a target: that is decided at the examination.`),
    judged.map((one) => neckJudged(one, regions, presentation)),
    neckNotMarked(missed, regions));
  return { node, marks, tags, summary };
}

function neckMissed(presentation, regions, marked) {
  const places = [...regions.keys()].flatMap((region) => ["right", "left"].map((side) => neckPlace(region, side)));
  return places.filter((place) => !marked.has(place)).map((place) => ({ place, ...neckJudge(presentation, place) }))
    .filter((one) => one.verdict === "named" || one.verdict === "open");
}

function neckJudged({ place, rows, verdict }, regions, presentation) {
  const region = regions.get(place.split("/")[0]);
  const { words, mark, tag } = NECK_VERDICTS[verdict];
  return el("article", { class: "neck-judged", "data-verdict": verdict, "data-judged": place },
    el("p", { class: "neck-judged-head" }, el("span", { class: `neck-key neck-key-${mark}`, "aria-hidden": "true" }, tag), " ",
      el("strong", {}, neckCapital(neckPlaceName(place))), `: ${words.toLowerCase()}`),
    el("ul", {}, rows.length ? rows.map((row) => neckRowTold(row, region)) : [el("li", {}, `The table of muscles by postures does not list it for ${presentation.name}. Compare its action.`)]),
    neckFacts(region.facts.filter((one) => ["Action", "Depth", "Hazards"].includes(one.title))),
    el("p", { class: "neck-note" }, `It lies in the ${NECK_LAYER_NAMES[region.layer]}.`));
}

// One row: posture, side, source, and what its note says where the source is weak or others differ.
function neckRowTold(row, region) {
  const told = region.postures[row.row];
  const item = el("li", {}, el("strong", {}, neckCapital(row.part)), ": ");
  if (row.mark === "unsourced") item.append("side and evidence: ", neckUnsourced());
  else {
    item.append(told.side === "same side" || told.side === "opposite side" ? `${told.side}, so the ${row.sides[0]} one` : told.side);
    item.append(" (sourced: ", el("span", { html: told.sources }), ")");
  }
  if (told.note) item.append(el("span", { class: "neck-note", html: `. About the evidence: ${told.note}.` }));
  return item;
}

function neckNotMarked(missed, regions) {
  if (!missed.length) return el("p", { class: "neck-answer-head" }, "You marked every muscle that a source names for this posture.");
  return el("details", { class: "neck-missed", open: missed.length < 9 }, el("summary", {}, `Named in a source, but not marked (${missed.length})`),
    el("ul", {}, missed.map(({ place, rows, verdict }) => {
      const region = regions.get(place.split("/")[0]);
      return el("li", { "data-missed": place }, el("strong", {}, neckCapital(neckPlaceName(place))), ` (${NECK_VERDICTS[verdict].words.toLowerCase()})`,
        el("ul", {}, rows.filter((row) => row.verdict === verdict).map((row) => neckRowTold(row, region))));
    })));
}
