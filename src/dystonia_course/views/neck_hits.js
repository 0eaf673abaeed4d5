// Which region lies under the pointer. However small a region is on the screen, a disc of the
// smallest hit area belongs to it.
import { neckIsLine } from "./neck_shapes.js";
import { NECK_LAYERS } from "./neck_words.js";

const NECK_HIT_PX = 24; // the smallest hit area, in pixels of the screen

export class NeckHits {
  constructor(picture) {
    this.picture = picture;
    this.anchors = null;
  }

  // The picture's size or layers have changed.
  forget() {
    this.anchors = null;
  }

  // Each region gets a disc of the smallest hit area, unless something lies over it. The disc lies at the label point, or,
  // for a small region, elsewhere on its outline where that keeps the discs further from each other.
  discs() {
    if (this.anchors) return this.anchors;
    const open = this.picture.visible().filter((one) => !this.covered(one, one.at));
    this.anchors = open.map((one) => ({ one, at: one.at, small: this.isSmall(one) }));
    const enough = NECK_HIT_PX * 1.1 * this.picture.pixel;
    for (const anchor of this.anchors.filter(({ small }) => small)) {
      const room = ([x, y]) => Math.min(enough, ...this.anchors.filter((other) => other !== anchor).map((other) => Math.hypot(other.at[0] - x, other.at[1] - y)));
      let best = room(anchor.at);
      for (const spot of best < enough ? this.outlineSpots(anchor.one) : []) {
        if (room(spot) > best + this.picture.pixel && !this.covered(anchor.one, spot)) {
          best = room(spot);
          anchor.at = spot;
        }
      }
    }
    return this.anchors;
  }

  isSmall({ hit, part }) {
    const box = hit.getBBox();
    return Math.min(box.width, box.height) / this.picture.pixel < 1.6 * NECK_HIT_PX || neckIsLine(part) || Boolean(part.pieces || part.lines);
  }

  outlineSpots({ hit }) {
    const length = hit.getTotalLength();
    return Array.from({ length: 24 }, (_, i) => hit.getPointAtLength((length * i) / 24)).map(({ x, y }) => [x, y]);
  }

  // Whether a region of a layer further out lies over this one at this spot.
  covered(one, spot) {
    const depth = NECK_LAYERS.indexOf(one.part.layer);
    return this.picture.visible().some((other) => NECK_LAYERS.indexOf(other.part.layer) < depth && this.inside(other, spot));
  }

  inside(one, [x, y]) {
    const point = this.picture.node.createSVGPoint();
    point.x = x;
    point.y = y;
    return !one.hit.classList.contains("neck-hit-line") && one.hit.isPointInFill(point);
  }

  placeAt(event) {
    const matrix = this.picture.node.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const reach = (NECK_HIT_PX / 2 + 1) * this.picture.pixel;
    let best = null;
    for (const anchor of this.discs()) {
      const away = Math.hypot(anchor.at[0] - at.x, anchor.at[1] - at.y);
      if (away <= reach && away < (best?.away ?? Infinity)) best = { away, one: anchor.one };
    }
    if (best) return best.one.place;
    const under = event.target.closest?.(".neck-part");
    return under && !under.classList.contains("neck-context") ? under.dataset.place : null;
  }
}
