import { el, svg } from "./dom.js";
import { notebookLink } from "./notebook_link.js";

// The pieces of feedback that every kind of question shares. Each verdict is a word, an icon and a colour.

export function icon(kind) {
  const paths = { good: "M3 8.5l3.5 3.5L13 4.5", bad: "M4 4l8 8M12 4l-8 8", part: "M3 8h10", noted: "M8 8h.01" };
  return svg(
    "svg",
    { class: "dcq-icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: paths[kind], fill: "none", stroke: "currentColor", "stroke-width": kind === "noted" ? 6 : 2.4, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

export function chip(kind, words) {
  return [icon(kind), el("span", {}, words)];
}

export function quoted(text) {
  return `“${text.replace(/[.\s]+$/, "")}”`;
}

export function verdict(correct, rest = "") {
  const kind = correct ? "good" : "bad";
  return el(
    "p",
    { class: `dcq-verdict ${kind}` },
    icon(kind),
    el("span", {}, el("strong", {}, correct ? "Correct." : "Not correct."), rest ? ` ${rest}` : ""),
  );
}

// The same answer where the lesson has still to teach it: a guess, neither right nor wrong. The words after the verdict stay.
export function guessVerdict(node, correct) {
  const kind = correct ? "good" : "part";
  node.className = `dcq-verdict ${kind}`;
  node.querySelector("strong").textContent = correct ? "Your guess fits." : "Your guess differs.";
  node.querySelector(".dcq-icon").replaceWith(icon(kind));
  return node;
}

// Takes the red marks off the answers of a guess.
export function guessMarks(node) {
  for (const marked of node.querySelectorAll('[data-mark="bad"]')) {
    marked.dataset.mark = "part";
    for (const drawn of marked.querySelectorAll(".dcq-chip .dcq-icon")) drawn.replaceWith(icon("part"));
  }
}

// A heading line, the explanation and, where there is one, the idea that leads to this answer.
export function explained(heading, html, idea) {
  return el(
    "div",
    { class: "dcq-why" },
    el("p", { class: "dcq-why-head" }, heading),
    idea ? el("p", { class: "dcq-idea", html: `The idea behind it: <q>${idea}</q>` }) : null,
    el("div", { html }),
  );
}

// Explanations that are opened on demand: entries are [text, html, idea].
export function explanations(summary, entries) {
  if (!entries.length) return null;
  return el(
    "details",
    { class: "dcq-more" },
    el("summary", {}, summary),
    entries.map(([text, html, idea]) => explained(text, html, idea)),
  );
}

export function rememberLine(html) {
  return el("p", { class: "dcq-remember" }, el("strong", {}, "Remember: "), el("span", { html }));
}

// Where to read again, and the works behind the question. `place` names the lesson, for a page that does not hold it.
export function originLine(section, sources, place) {
  const links = sources.map((source) =>
    el(
      "li",
      {},
      el("a", { href: source.url, title: source.title, target: "_blank", rel: "noopener" }, source.short),
      source.note ? ` (${source.note})` : null,
    ),
  );
  return el(
    "div",
    { class: "dcq-origin" },
    el("p", {}, "Read again: ", place ? [section, " in ", notebookLink(place.notebook, place.lesson)] : sectionLink(section)),
    links.length ? el("div", {}, links.length === 1 ? "Source: " : "Sources: ", el("ul", {}, links)) : null,
  );
}

// A link that finds a section's heading by its words, because a notebook's heading ids differ between front ends.
export function sectionLink(section) {
  const words = el("span", {}, section);
  const holder = el("span", {}, words);
  queueMicrotask(() => {
    if (!findHeading(holder, section)) return;
    const link = el("a", { href: "#", onclick: (event) => goToHeading(event, holder, section) }, section);
    words.replaceWith(link);
  });
  return holder;
}

function findHeading(near, section) {
  const scope = near.closest(".jp-NotebookPanel, .jp-Notebook") ?? document;
  const plain = (text) => text.replace(/¶/g, "").replace(/\s+/g, " ").trim().toLowerCase();
  return [...scope.querySelectorAll("h2, h3, h4")].find((heading) => plain(heading.textContent) === plain(section));
}

function goToHeading(event, near, section) {
  event.preventDefault();
  const heading = findHeading(near, section);
  if (!heading) return;
  if (!heading.hasAttribute("tabindex")) heading.setAttribute("tabindex", "-1");
  heading.setAttribute("data-lm-suppress-shortcuts", "true");
  heading.focus({ preventScroll: true });
  stayAt(heading);
}

// JupyterLab draws a cell when it comes into view, and what is above the heading may grow by that. For a moment the page
// follows the heading, unless the reader moves it.
function stayAt(heading) {
  const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
  const end = performance.now() + 1500;
  let wanted = null;
  const stop = () => {
    clearInterval(timer);
    moves.forEach((move) => removeEventListener(move, stop, true));
  };
  const follow = () => {
    if (!heading.isConnected || performance.now() > end) return stop();
    if (wanted === null || Math.abs(heading.getBoundingClientRect().top - wanted) > 2) {
      heading.scrollIntoView({ behavior: "auto", block: "start" });
      wanted = heading.getBoundingClientRect().top;
    }
  };
  const timer = setInterval(follow, 60);
  moves.forEach((move) => addEventListener(move, stop, { capture: true, passive: true }));
  follow();
}
