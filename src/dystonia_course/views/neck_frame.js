// The frame of a picture of the neck. On a narrow screen the picture keeps a width at which every region can be hit, and
// the frame scrolls sideways; what must be in sight is brought into sight.
import { el, svg } from "./dom.js";

const NECK_SIGHT_PX = 40; // what lies around a place that is brought into sight

export class NeckFrame {
  constructor(picture) {
    this.picture = picture;
    this.spot = svg("rect", { class: "neck-spot", fill: "none", "aria-hidden": "true" });
    picture.node.append(this.spot);
    this.scroller = el("div", { class: "neck-frame" }, picture.node);
    this.hint = el("p", { class: "neck-swipe", hidden: true }, "The picture is wider than the page: move it sideways.");
    this.node = el("div", {}, this.scroller, this.hint);
    this.scroller.addEventListener("scroll", () => picture.turnWords());
    this.middle = true; // until somebody moves the picture
  }

  fit() {
    const { scroller } = this;
    const more = scroller.scrollWidth - scroller.clientWidth;
    this.hint.hidden = more <= 1;
    if (more > 1 && this.middle) scroller.scrollLeft = more / 2;
    this.middle = this.middle && more <= 1;
  }

  // Left and right end of what is in sight, in picture units.
  sight() {
    const { pixel, view } = this.picture;
    const left = this.scroller.scrollLeft * pixel;
    return [left, Math.min(left + (this.scroller.clientWidth || Infinity) * pixel, view.width)];
  }

  // Moves page and frame only as far as is needed to see this place.
  reveal([x, y]) {
    const half = (NECK_SIGHT_PX / 2) * this.picture.pixel;
    for (const [name, value] of Object.entries({ x: x - half, y: y - half, width: 2 * half, height: 2 * half })) this.spot.setAttribute(name, value);
    this.spot.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
