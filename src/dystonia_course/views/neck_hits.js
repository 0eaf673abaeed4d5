// Which region lies under the pointer. However small a region is on the screen, a square of the smallest hit area belongs
// to it: the squares are moved along their regions until they leave each other room.
import { neckIsLine } from "./neck_shapes.js";
import { NECK_LAYERS, neckIsSection } from "./neck_words.js";

const NECK_HIT_PX = 25; // side of the square, in pixels of the screen: 24 and what rounding takes
const NECK_SPOT_PX = 3; // how far apart the spots are at which a square is tried
const NECK_COLUMNS = 130; // no more spots than this in a row of the picture
const NECK_ROUNDS = 12;

export class NeckHits {
  constructor(picture) {
    this.picture = picture;
    this.squares = null;
  }

  // The picture's size or layers have changed.
  forget() {
    this.squares = null;
  }

  // Every region that is not covered, with the middle of its square, in picture units.
  anchors() {
    if (this.squares) return this.squares;
    const side = NECK_HIT_PX * this.picture.pixel;
    if (this.grid?.side !== side) this.grid = new NeckGrid(this.picture, side);
    const { grid } = this;
    this.squares = this.picture.visible().flatMap((one) => {
      const spots = grid.spots(one);
      return spots.length ? [{ one, spots, ...spots[0] }] : [];
    });
    neckSettle(this.squares, side);
    neckNudge(this.squares, side, grid.step);
    return this.squares;
  }

  // The middle of a region's square on the screen, or null where the region is covered.
  targetOf(place) {
    const found = this.anchors().find(({ one }) => one.place === place);
    return found ? new DOMPoint(...found.at).matrixTransform(this.picture.node.getScreenCTM()) : null;
  }

  placeAt(event) {
    const matrix = this.picture.node.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const reach = (NECK_HIT_PX / 2) * this.picture.pixel;
    // Where squares overlap, the outer layer is met; in a section, and within a layer, the nearer one.
    const depth = ({ part }) => (neckIsSection(this.picture.view) ? 0 : NECK_LAYERS.indexOf(part.layer));
    const met = this.anchors().map((anchor) => ({ one: anchor.one, away: neckApart(anchor.at, [at.x, at.y]) })).filter(({ away }) => away <= reach);
    if (met.length) return met.reduce((best, next) => (depth(next.one) - depth(best.one) || next.away - best.away) < 0 ? next : best).one.place;
    const under = event.target.closest?.(".neck-part");
    return under && !under.classList.contains("neck-context") ? under.dataset.place : null;
  }
}

// How far apart two spots are, as the larger of across and down: squares closer than their side overlap.
function neckApart([x, y], [u, v]) {
  return Math.max(Math.abs(x - u), Math.abs(y - v));
}

// What it costs to have a square at a spot: its price and the overlap with the other squares.
function neckCost(spot, others, side) {
  return others.reduce((sum, other) => sum + Math.max(side - neckApart(other.at, spot.at), 0) ** 2, spot.price);
}

// The spot that costs least; the spots come with the lowest price first.
function neckCheapest(spots, others, side) {
  let best = null;
  for (const spot of spots) {
    if (best && spot.price >= best.cost) break;
    const cost = neckCost(spot, others, side);
    if (!best || cost < best.cost) best = { at: spot.at, cost };
  }
  return best;
}

// Moves each square in turn to the spot that costs least, until none moves any more.
function neckSettle(squares, side) {
  for (let round = 0, moved = true; moved && round < NECK_ROUNDS; round += 1) {
    moved = false;
    for (const square of squares) {
      const best = neckCheapest(square.spots, squares.filter((other) => other !== square), side);
      moved ||= best.at !== square.at;
      square.at = best.at;
    }
  }
}

// Squares that still overlap a little move off their spots, by less than the way to the next one.
function neckNudge(squares, side, step) {
  for (let round = 0; round < NECK_ROUNDS; round += 1) {
    const tight = squares.filter((one) => squares.some((two) => two !== one && neckApart(one.at, two.at) < side));
    if (!tight.length) return;
    for (const square of tight) {
      const others = squares.filter((other) => other !== square);
      const [x, y] = square.at;
      const around = [-1, -0.5, 0, 0.5, 1].flatMap((dx) => [-1, -0.5, 0, 0.5, 1].map((dy) => ({ at: [x + (dx * step) / 2, y + (dy * step) / 2], price: 0 })));
      square.at = around.reduce((best, spot) => (neckCost(spot, others, side) < neckCost(best, others, side) ? spot : best), { at: square.at, price: 0 }).at;
    }
  }
}

// The picture as a grid of spots, with the spots that each region takes up.
class NeckGrid {
  constructor(picture, side) {
    const { view, pixel } = picture;
    this.side = side;
    this.step = Math.max(NECK_SPOT_PX * pixel, view.width / NECK_COLUMNS);
    this.columns = Math.ceil(view.width / this.step);
    this.rows = Math.ceil(view.height / this.step);
    this.brush = Object.assign(document.createElement("canvas"), { width: this.columns, height: this.rows }).getContext("2d", { willReadFrequently: true });
    this.masks = new Map(picture.parts.map((one) => [one, this.drawn(one.part)]));
    this.picture = picture;
  }

  drawn(part) {
    const { brush, columns, rows, step } = this;
    const path = new Path2D(part.d);
    brush.setTransform(1 / step, 0, 0, 1 / step, 0, 0);
    brush.clearRect(0, 0, columns * step, rows * step);
    brush.lineWidth = this.side / 5;
    if (neckIsLine(part)) brush.stroke(path);
    else brush.fill(path);
    const { data } = brush.getImageData(0, 0, columns, rows);
    return Uint8Array.from({ length: columns * rows }, (_, i) => (data[4 * i + 3] > 127 ? 1 : 0));
  }

  // What lies over a layer. In a section nothing lies over anything, and a line covers nothing.
  over(layer) {
    if (neckIsSection(this.picture.view)) return [];
    const outer = NECK_LAYERS.slice(0, NECK_LAYERS.indexOf(layer));
    return this.picture.visible().filter(({ part }) => outer.includes(part.layer) && !neckIsLine(part)).map((one) => this.masks.get(one));
  }

  // Where the square of a region may have its middle: on the region or close by, and uncovered; the cheapest first. A spot
  // costs more the further it is from the label, and outside the region.
  spots(one) {
    const { part, at: label } = one;
    const { columns, rows, step, side } = this;
    const { width, height } = this.picture.view;
    const mask = this.masks.get(one);
    const over = this.over(part.layer);
    const near = Math.max(Math.round(side / 5 / step), 1);
    const edge = side / 2;
    const found = [];
    const add = (at, i, within) => {
      if (Math.min(at[0], at[1], width - at[0], height - at[1]) < edge || over.some((other) => other[i])) return;
      found.push({ at, price: 1e-4 * ((at[0] - label[0]) ** 2 + (at[1] - label[1]) ** 2) + (within ? 0 : 2e-3 * side ** 2) });
    };
    add(label, Math.floor(label[1] / step) * columns + Math.floor(label[0] / step), true);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const i = row * columns + column;
        const within = mask[i];
        const beside = () => (column >= near && mask[i - near]) || (column + near < columns && mask[i + near]) || mask[i - near * columns] || mask[i + near * columns];
        if (within || beside()) add([(column + 0.5) * step, (row + 0.5) * step], i, within);
      }
    }
    return found.sort((a, b) => a.price - b.price);
  }
}
