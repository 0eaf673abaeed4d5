import { el } from "./dom.js";

// Offers the record of completion as a page to open and print, or to save. The page is made in the browser's memory.
function renderCompletionPage({ model, el: host }) {
  let address = "";
  const words = el("p", { class: "dcc-words" });
  const box = el("input", { type: "checkbox", onchange: draw });
  const choice = el("label", { class: "dcc-choice" }, box, el("span", {}, "Show the scores of my tests"));
  const open = el("a", { target: "_blank", rel: "noopener", class: "dcc-open" }, "Open the page to print it");
  const keep = el("a", { download: model.get("file"), class: "dcc-keep" }, "Save the page as a file");
  const again = el("button", { type: "button", onclick: () => model.send({ type: "refresh" }) }, "Bring up to date");
  const said = el("span", { role: "status" });
  const links = el("p", { class: "dcc-links" }, open, keep, again, said);
  const node = el("section", { class: "dc dcc", "aria-label": "Record of completion" }, words, choice, links);

  function draw() {
    words.textContent = model.get("words");
    choice.hidden = !model.get("scored");
    const page = box.checked && model.get("scored") ? model.get("scored") : model.get("page");
    open.hidden = keep.hidden = !page;
    if (address) URL.revokeObjectURL(address);
    address = page ? URL.createObjectURL(new Blob([page], { type: "text/html;charset=utf-8" })) : "";
    for (const link of [open, keep]) link.href = address;
  }
  const heard = (content) => {
    if (content?.type === "refreshed") said.textContent = "Up to date.";
  };
  const names = "change:page change:scored change:words";
  model.on(names, draw);
  model.on("msg:custom", heard);
  draw();
  host.append(node);
  return () => {
    model.off(names, draw);
    model.off("msg:custom", heard);
    if (address) URL.revokeObjectURL(address);
  };
}

export default { render: renderCompletionPage };
