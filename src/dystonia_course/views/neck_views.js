// The drawn views of the neck, in the order in which they are offered.
import { NECK_FRONT } from "./neck_front.js";
import { NECK_SIDE, NECK_SIDE_RIGHT } from "./neck_side.js";
import { NECK_BACK } from "./neck_back.js";
import { NECK_SECTION_C4 } from "./neck_section_c4.js";
import { NECK_SECTION_C1 } from "./neck_section_c1.js";

export const NECK_VIEWS = [NECK_FRONT, NECK_SIDE, NECK_BACK, NECK_SECTION_C4, NECK_SECTION_C1];

// The view with this id; the side view shows this side of the person.
export function neckView(id, side) {
  if (id === "side" && side === "right") return NECK_SIDE_RIGHT;
  return NECK_VIEWS.find((view) => view.id === id);
}
