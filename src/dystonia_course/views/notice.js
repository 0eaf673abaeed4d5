// A short message in words.
import { el } from "./dom.js";

function render({ model, el: root }) {
  const box = el("div", { class: "dc dc-notice", role: "note" });
  const draw = () => {
    box.dataset.tone = model.get("tone");
    box.replaceChildren(el("div", { html: model.get("html") }));
  };
  model.on("change:html", draw);
  draw();
  root.append(box);
}

export default { render };
