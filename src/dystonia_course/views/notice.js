// A short message in words.
import { el } from "./dom.js";
import { linkNotebooks } from "./notebook_link.js";

function render({ model, el: root }) {
  const box = el("div", { class: "dc dc-notice", role: "note" });
  const draw = () => {
    box.dataset.tone = model.get("tone");
    box.replaceChildren(el("div", { html: model.get("html") }));
    linkNotebooks(box);
  };
  model.on("change:html", draw);
  draw();
  root.append(box);
}

export default { render };
