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
    { id: "second", title: "Second: strap muscles, carotid sheath, levator scapulae" },
    { id: "third", title: "Third: larynx, pharynx, scalenes, brachial plexus" },
    { id: "deep", title: "Deep: muscles on the front of the spine, vertebral artery" },
    { id: "bone", title: "Bones" },
  ],
  ground: FRONT_GROUND,
  parts: FRONT_PARTS,
};
