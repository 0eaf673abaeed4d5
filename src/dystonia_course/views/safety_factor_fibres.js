// A hundred muscle fibres in cross-section. Each has its own reserve; those with the least fall silent first.
import { svg } from "./dom.js";

const FIBRES = 100;
const FIBRES_BOX = 220;
const FIBRES_STEP = 19;

// Places in a round bundle: a honeycomb from its middle outwards, so that the bundle is always the same.
function fibrePlaces() {
  const places = [];
  for (let row = -8; row <= 8; row += 1) {
    for (let column = -8; column <= 8; column += 1) {
      places.push([FIBRES_STEP * (column + (row % 2 ? 0.5 : 0)), FIBRES_STEP * 0.866 * row]);
    }
  }
  return places.sort((a, b) => Math.hypot(...a) - Math.hypot(...b)).slice(0, FIBRES);
}

// A fixed order in which the fibres fail, without a pattern that the eye could take for a finding.
function fibreOrder() {
  const order = Array.from({ length: FIBRES }, (_, i) => i);
  let state = 7;
  for (let i = FIBRES - 1; i > 0; i -= 1) {
    state = (state * 16807) % 2147483647;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

// The outline of one fibre: a hexagon with rounded corners, pulled a little out of shape.
function fibreOutline(x, y, number) {
  const corners = Array.from({ length: 6 }, (_, i) => {
    const radius = FIBRES_STEP * (0.555 - 0.02 * ((number * 5 + i * 3) % 4));
    return [x + radius * Math.sin((i * Math.PI) / 3), y + radius * Math.cos((i * Math.PI) / 3)];
  });
  const along = (a, b, share) => `${(a[0] + (b[0] - a[0]) * share).toFixed(1)} ${(a[1] + (b[1] - a[1]) * share).toFixed(1)}`;
  const rounded = corners.map((corner, i) => {
    const [before, after] = [corners[(i + 5) % 6], corners[(i + 1) % 6]];
    return `${i ? "L" : "M"}${along(corner, before, 0.3)}Q${corner[0].toFixed(1)} ${corner[1].toFixed(1)} ${along(corner, after, 0.3)}`;
  });
  return `${rounded.join("")}Z`;
}

export class SafetyFactorFibres {
  constructor() {
    const places = fibrePlaces();
    this.rank = fibreOrder();
    this.fibres = places.map(([x, y], i) => svg("path", { class: "dcs-fibre", d: fibreOutline(x, y, i) }));
    const half = FIBRES_BOX / 2;
    this.node = svg("svg", { class: "dc-chart dcs-fibres", role: "img", "aria-label": "", viewBox: `${-half} ${-half} ${FIBRES_BOX} ${FIBRES_BOX}` },
      svg("circle", { class: "dcs-bundle", r: half - 4 }), this.fibres);
    this.firing = null;
  }

  fit(width) {
    for (const name of ["width", "height"]) this.node.setAttribute(name, width);
  }

  set(share, told) {
    const firing = Math.round(FIBRES * share);
    this.node.setAttribute("aria-label", told);
    if (firing === this.firing) return;
    this.fibres.forEach((fibre, i) => {
      const silent = this.rank[i] < FIBRES - firing;
      if (fibre.silent !== silent) fibre.classList.toggle("silent", silent);
      fibre.silent = silent;
    });
    this.firing = firing;
  }
}
