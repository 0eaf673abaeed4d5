// A term's meaning beside the term. In the notebook a dashed word is a link to the glossary at the lesson's end, far below;
// a click or Enter shows its meaning in place instead, so that the reader keeps their place. Escape or Close ends it.
import { el } from "./dom.js";

const TERM = 'a[href="#Glossary"]';

function render({ el: root }) {
  let open = null;

  function close(back) {
    if (!open) return;
    const { bubble, term } = open;
    open = null;
    bubble.remove();
    term.removeAttribute("aria-expanded");
    if (back) term.focus();
  }

  function show(term) {
    if (open?.term === term) return close(true);
    close(false);
    const button = el("button", { type: "button", onclick: () => close(true) }, "Close");
    const bubble = el(
      "span",
      { class: "dc dc-meaning", role: "note", tabindex: "-1" },
      el("strong", {}, term.textContent), ": ", term.title, " ", button,
    );
    bubble.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(true);
    });
    term.after(bubble);
    term.setAttribute("aria-expanded", "true");
    open = { bubble, term };
    bubble.focus({ preventScroll: true });
  }

  function pressed(event) {
    const term = event.target.closest?.(TERM);
    if (!term || !term.title || !page.contains(term)) return;
    event.preventDefault();
    event.stopPropagation();
    show(term);
  }

  root.append(el("span", { class: "dc", hidden: true })); // shows that the widget is there; nothing is to be seen
  let page = null;
  const find = () => {
    page = root.closest(".jp-Notebook") ?? document.body;
    page.addEventListener("click", pressed, true);
  };
  requestAnimationFrame(find);
  return () => {
    close(false);
    page?.removeEventListener("click", pressed, true);
  };
}

export default { render };
