// The pen of the junction drawing: pieces of SVG as text, in picture units. A panel is 360 units wide and 400 high.
export const PANEL = { width: 360, height: 400 };

const tenth = (value) => Math.round(value * 10) / 10;
export const at = (x, y) => `${tenth(x)} ${tenth(y)}`;
export const path = (d, className) => `<path class="${className}" d="${d}"/>`;
export const disc = (x, y, r, className) => `<circle class="${className}" cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(r)}"/>`;
export const oval = (x, y, rx, ry, className) =>
  `<ellipse class="${className}" cx="${tenth(x)}" cy="${tenth(y)}" rx="${tenth(rx)}" ry="${tenth(ry)}"/>`;
export const box = (x, y, width, height, className, round = 0) =>
  `<rect class="${className}" x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}" rx="${round}"/>`;

// Moved, turned (degrees) and scaled.
export function placed(content, x, y, turn = 0, size = 1, className = "") {
  return `<g class="${className}" transform="translate(${at(x, y)}) rotate(${tenth(turn)}) scale(${size})">${content}</g>`;
}

export const faint = (content, opacity) => `<g opacity="${opacity.toFixed(2)}">${content}</g>`;

export const between = (from, to, share) => from + (to - from) * share;
export const part = (t, from, to) => Math.min(1, Math.max(0, (t - from) / (to - from)));
export const ease = (t) => t * t * (3 - 2 * t);

// A lipid bilayer along a path: two rows of heads, tails between them.
export function bilayer(d, kind = "") {
  return path(d, `heads ${kind}`) + path(d, `tails ${kind}`) + path(d, "lipids");
}

// A protein helix along a path: ink, colour, and the turns of the coil.
export function helix(d, kind) {
  return path(d, "helix-ink") + path(d, `helix ${kind}`) + path(d, "coil");
}

// An arrow from one point to another, bent sideways by `bend` units. The head is drawn last, so that it ends on the point.
export function arrow([x1, y1], [x2, y2], { bend = 0, className = "" } = {}) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const middle = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
  const angle = Math.atan2(y2 - middle[1], x2 - middle[0]);
  const corner = (turn, size) => at(x2 - size * Math.cos(angle + turn), y2 - size * Math.sin(angle + turn));
  const foot = [x2 - 7 * Math.cos(angle), y2 - 7 * Math.sin(angle)];
  const shaft = `M${at(x1, y1)} Q${at(...middle)} ${at(...foot)}`;
  return path(shaft, "arrow-halo") + path(shaft, `arrow-shaft ${className}`) +
    path(`M${at(x2, y2)} L${corner(0.45, 11)} L${corner(-0.45, 11)} Z`, `arrow-head ${className}`);
}

// Words beside the point (x, y): to its left or right, above or below. With `to`, a thin line leads on to what is named.
// Lines of text are parted by "|". An ^ lifts what follows it until the next space: "Ca^2+".
export function label(words, [x, y], side, to = null, className = "") {
  const lines = words.split("|");
  const spread = (lines.length - 1) * 1.18;
  const [dx, first] = {
    right: [4, 0.35 - spread / 2], left: [-4, 0.35 - spread / 2], above: [0, -0.35 - spread], below: [0, 0.98],
    middle: [0, 0.35 - spread / 2],
  }[side];
  const anchor = { right: "start", left: "end" }[side] ?? "middle";
  const text = lines.map((line, i) => `<tspan x="${tenth(x + dx)}" dy="${i === 0 ? tenth2(first) : 1.18}em">${lifted(line)}</tspan>`).join("");
  const lead = to === null ? "" : path(`M${at(x, y)} L${at(...to)}`, "leader-halo") +
    path(`M${at(x, y)} L${at(...to)}`, "leader") + disc(...to, 1.7, "leader-end");
  return `${lead}<text class="${className}" y="${tenth(y)}" text-anchor="${anchor}">${text}</text>`;
}

const tenth2 = (value) => Math.round(value * 100) / 100;
function lifted(line) {
  return line.replace(/\^(\S+)(\s?)/g, '<tspan class="lifted" dy="-0.35em">$1</tspan><tspan dy="0.35em">$2\u200b</tspan>');
}

// Marks that do not need colour: a cross for what does not happen.
export const cross = (x, y, size = 9) =>
  path(`M${at(x - size, y - size)} L${at(x + size, y + size)} M${at(x + size, y - size)} L${at(x - size, y + size)}`, "cross-halo") +
  path(`M${at(x - size, y - size)} L${at(x + size, y + size)} M${at(x + size, y - size)} L${at(x - size, y + size)}`, "cross");
