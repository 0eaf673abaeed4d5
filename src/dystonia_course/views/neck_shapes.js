// The pieces of a drawn view: shapes, and the patterns that mark regions.
import { svg } from "./dom.js";
import { neckCapital } from "./neck_words.js";

// Whether the part's outline is an open line.
export function neckIsLine(part) {
  return (part.class ?? "").includes("neck-line") && !part.pieces && !part.lines;
}

// A shape, and what tells arteries, veins and nerves apart without colour: light dashes, light dots, dark dashes along a line;
// the same as a pattern in what is closed. A shape with a `width` is a line of so many picture units. `id` is the picture's.
export function neckShape({ d, class: name, width }, id) {
  const kind = ["artery", "vein", "nerve"].find((one) => name.includes(one));
  const line = width || name.includes("neck-line");
  const style = (more) => (width ? `stroke-width: ${width + more}; vector-effect: none` : null);
  const shapes = [svg("path", { d, class: line && !name.includes("neck-line") ? `${name} neck-line` : name, style: style(0) })];
  if (!kind) return shapes;
  if (line) shapes.unshift(svg("path", { d, class: `neck-casing ${kind}`, style: style(2) }));
  shapes.push(line ? svg("path", { d, class: `neck-dash ${kind}` }) : svg("path", { d, fill: `url(#${id}-${kind})`, class: "neck-texture" }));
  return shapes;
}

// Same side: stripes. Opposite side: dots. Both sides: a lattice. Arteries, veins and nerves have finer ones.
export function neckPatterns(id) {
  const pattern = (name, size, ...shapes) =>
    svg("pattern", { id: `${id}-${name}`, class: `neck-pattern-${name}`, width: size, height: size, patternUnits: "userSpaceOnUse", ...(name === "same" ? { patternTransform: "rotate(45)" } : {}) }, ...shapes);
  return [
    pattern("same", 9, svg("rect", { width: 9, height: 9, class: "ground" }), svg("rect", { width: 4.5, height: 9, class: "figure" })),
    pattern("opposite", 9, svg("rect", { width: 9, height: 9, class: "ground" }), svg("circle", { cx: 4.5, cy: 4.5, r: 2.4, class: "figure" })),
    pattern("both", 10, svg("rect", { width: 10, height: 10, class: "ground" }), svg("path", { d: "M0 2H10M2 0V10", class: "line" })),
    pattern("artery", 6, svg("path", { d: "M0 6L6 0", class: "artery" })),
    pattern("vein", 5, svg("circle", { cx: 2.5, cy: 2.5, r: 0.8, class: "vein" })),
    pattern("nerve", 5, svg("path", { d: "M0 2.5H2.6", class: "nerve" })),
  ];
}

// The ruler of a section: measured depths from the skin. The first word of a muscle's name fits beside it.
export function neckDepths(view) {
  const group = svg("g", { class: "neck-depths", "aria-hidden": "true" });
  for (const mark of view.depth_marks ?? []) {
    const [x1, y1, x2, y2] = mark.at;
    group.append(svg("path", { class: "neck-depth-halo", d: `M${x1} ${y1}L${x2} ${y2}` }), svg("path", { class: "neck-depth", d: `M${x1} ${y1}L${x2} ${y2}` }));
    const [x, y] = mark.label;
    group.append(svg("text", { class: "neck-depth-text neck-depth-name", "data-x": x, x, y, "text-anchor": x < view.width / 2 ? "start" : "end" }, `${neckCapital(mark.muscle.split("-")[0])} ${mark.value} ${mark.unit}`));
  }
  const bar = view.scale_bar;
  if (bar) {
    const [x1, y1, x2, y2] = bar.at;
    group.append(svg("path", { class: "neck-scale", d: `M${x1} ${y1}L${x2} ${y2}` }));
    group.append(svg("text", { class: "neck-depth-text", x: (x1 + x2) / 2, y: y1, dy: "-0.4em", "text-anchor": "middle" }, `${bar.mm} mm`));
  }
  return group;
}
