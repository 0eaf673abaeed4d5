// Small helpers to build elements. Every control that can take focus gets the attribute that keeps JupyterLab's
// single-key shortcuts away from it: without it, an arrow key leaves a radio and "d d" deletes the notebook's cell.
const FOCUSABLE = new Set(["a", "button", "input", "select", "textarea", "summary"]);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "html") node.innerHTML = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) guard(node);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  if ("html" in attributes) guardInside(node);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  if ("tabindex" in attributes) guard(node);
  node.append(...children.flat());
  return node;
}

export function guard(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  return node;
}

export function guardInside(root) {
  root.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]").forEach(guard);
}

let serial = 0;
export function uniqueId(prefix) {
  serial += 1;
  return `${prefix}-${serial}-${Math.random().toString(36).slice(2, 8)}`;
}

// Controls that can be reached and read, but not changed any more (`on`), or changed again.
export function lockControls(controls, on) {
  for (const control of controls) {
    if (on) control.setAttribute("aria-disabled", "true");
    else control.removeAttribute("aria-disabled");
  }
}

// Draws when one of these traits changes, once even if a message changes several; gives the function that ends it.
export function drawOnChange(model, names, draw) {
  const events = names.map((name) => `change:${name}`);
  let planned = false;
  const changed = () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      draw();
    });
  };
  events.forEach((event) => model.on(event, changed));
  return () => events.forEach((event) => model.off(event, changed));
}
