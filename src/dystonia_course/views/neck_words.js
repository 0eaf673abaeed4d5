// Words of the neck map. A place is a region on one side of the person: "splenius-capitis/right".
export const NECK_LAYERS = ["skin", "superficial", "second", "third", "deep", "bone"];
export const NECK_LAYER_NAMES = {
  skin: "skin", superficial: "superficial layer", second: "second layer", third: "third layer", deep: "deep layer", bone: "layer of the bones",
};
export const NECK_SIDE_WORDS = { right: "right", left: "left", middle: "" };

// Whether a view is a cut through the neck, in which no layer covers another.
export function neckIsSection(view) {
  return view.id.startsWith("section");
}

export function neckPlace(region, side) {
  return `${region}/${side}`;
}

export function neckRegionOf(place) {
  return place.split("/")[0];
}

export function neckSideOf(place) {
  return place.split("/")[1];
}

export function neckCapital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

// "splenius capitis, right": as `place_name` in content/question_records.py.
export function neckPlaceName(place) {
  const name = neckRegionOf(place).replaceAll("-", " ");
  return neckSideOf(place) === "middle" ? name : `${name}, ${neckSideOf(place)}`;
}
