// All places as a list, grouped by layer: the equal of the picture.
import { el } from "./dom.js";
import { NECK_LAYER_NAMES, neckCapital, neckPlace, neckPlaceName } from "./neck_words.js";

const NECK_LIST_LAYERS = ["superficial", "second", "third", "deep", "bone"];

// `sidesOf(region)` gives the sides of a region; `onChoose(place)` follows a press.
export function neckList(regions, { sidesOf, onChoose, open = true }) {
  const buttons = new Map();
  const groups = NECK_LIST_LAYERS.map((layer) => {
    const members = regions.filter((region) => region.layer === layer);
    if (!members.length) return null;
    const rows = members.map((region) => el("li", { class: "neck-row" },
      el("span", { class: "neck-row-name" }, neckCapital(region.name), region.kind === "danger" ? el("span", { class: "neck-danger-word" }, " (structure at risk)") : null),
      el("span", { class: "neck-row-sides" }, sidesOf(region).map((side) => {
        const place = neckPlace(region.id, side);
        const button = el("button", { type: "button", class: "neck-small", "aria-pressed": "false", "aria-label": neckCapital(neckPlaceName(place)), "data-choose": place, onclick: () => onChoose(place) }, side === "middle" ? "middle" : side);
        buttons.set(place, button);
        return button;
      }))));
    return el("section", { class: "neck-list-group", "aria-label": neckCapital(NECK_LAYER_NAMES[layer]) },
      el("p", { class: "neck-list-head" }, neckCapital(NECK_LAYER_NAMES[layer])), el("ul", {}, rows));
  });
  const node = el("details", { class: "neck-list", open }, el("summary", {}, "List of all regions"),
    el("div", { class: "neck-list-groups" }, groups.filter(Boolean)));
  return {
    node,
    places: [...buttons.keys()],
    setChosen(chosen) {
      for (const [place, button] of buttons) button.setAttribute("aria-pressed", String(chosen.has(place)));
    },
  };
}
