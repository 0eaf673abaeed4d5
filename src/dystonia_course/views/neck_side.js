import { neckMirrored } from "./neck_bands.js";
import { SIDE_GROUND } from "./neck_side_ground.js";
import { SIDE_PARTS } from "./neck_side_muscles.js";

/** The person's left side. Of a pair only the near one is drawn. */
export const NECK_SIDE = {
  id: "side",
  title: "From the side",
  description: "The neck seen from the person's left and a little from the front, from the skin to the cervical spine.",
  width: 420,
  height: 450,
  left_label: "Front",
  right_label: "Back",
  layers: [
    { id: "skin", title: "Skin" },
    { id: "superficial", title: "Superficial: sternocleidomastoid and trapezius" },
    { id: "second", title: "Second: splenius, levator scapulae" },
    { id: "third", title: "Third: semispinalis capitis, longissimus, carotid sheath, pharynx" },
    { id: "deep", title: "Deep: scalenes, brachial plexus, muscles on the spine" },
    { id: "bone", title: "Bones and vertebral artery" },
  ],
  ground: SIDE_GROUND,
  parts: SIDE_PARTS,
};

export const NECK_SIDE_RIGHT = {
  ...neckMirrored(NECK_SIDE),
  description: "The neck seen from the person's right and a little from the front, from the skin to the cervical spine.",
};
