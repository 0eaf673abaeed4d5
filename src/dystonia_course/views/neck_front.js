import { FRONT_GROUND } from "./neck_front_ground.js";
import { FRONT_PARTS } from "./neck_front_muscles.js";

/** Both sides from the front, chin raised. */
export const NECK_FRONT = {
  id: "front",
  title: "From the front",
  description: "The neck seen from the front with the chin raised, from the skin to the muscles on the front of the spine.",
  width: 420,
  height: 440,
  left_label: "Person's right",
  right_label: "Person's left",
  layers: [
    { id: "skin", title: "Skin" },
    { id: "superficial", title: "Superficial: sternocleidomastoid and trapezius" },
    { id: "second", title: "Second: strap muscles, levator scapulae, splenius capitis" },
    { id: "third", title: "Third: larynx, pharynx, carotid sheath" },
    { id: "deep", title: "Deep: scalenes, brachial plexus, muscles on the front of the spine" },
    { id: "bone", title: "Bones and vertebral artery" },
  ],
  ground: FRONT_GROUND,
  parts: FRONT_PARTS,
};
