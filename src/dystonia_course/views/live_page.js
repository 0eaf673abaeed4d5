import { el, guardInside } from "./dom.js";
import { linkNotebooks } from "./notebook_link.js";

// A page made by the kernel, with a button that brings it up to date.
function renderLivePage({ model, el: host }) {
  const body = el("div", { class: "dcv-body" });
  const said = el("span", { role: "status", class: "dcv-said" });
  const again = el("button", { type: "button", onclick: () => model.send({ type: "refresh" }) }, "Bring up to date");
  const actions = model.get("actions").map((label) => el("button", { type: "button", onclick: () => model.send({ type: "action", label }) }, label));
  const node = el("section", { class: "dc dcv", "aria-label": model.get("title") }, el("div", { class: "dcv-top" }, said, actions, again), body);
  const draw = () => {
    const open = new Set([...body.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean));
    body.innerHTML = model.get("html");
    guardInside(body);
    linkNotebooks(body);
    open.forEach((id) => body.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", ""));
  };
  const heard = (content) => {
    if (content?.type === "said") said.textContent = content.words;
    if (content?.type === "no_kernel") said.textContent = "This page has no connection to a notebook.";
  };
  model.on("change:html", draw);
  model.on("msg:custom", heard);
  draw();
  host.append(node);
  return () => {
    model.off("change:html", draw);
    model.off("msg:custom", heard);
  };
}

export default { render: renderLivePage };
