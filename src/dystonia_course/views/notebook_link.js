import { el, guard } from "./dom.js";

// A link to another notebook of the course. JupyterLab opens it in its own window; elsewhere it is a plain link.
export function notebookLink(notebook, ...words) {
  return linkToNotebook(el("a", { href: `${notebook}.ipynb` }, ...words), notebook);
}

function linkToNotebook(link, notebook) {
  const file = `${notebook}.ipynb`;
  link.setAttribute("href", file);
  const shown = /\/(?:lab|doc)(?:\/workspaces\/[^/]+)?\/tree\/(.*)$/.exec(decodeURIComponent(location.pathname));
  if (shown) {
    link.dataset.commandlinkerCommand = "docmanager:open";
    link.dataset.commandlinkerArgs = JSON.stringify({ path: shown[1].replace(/[^/]*$/, "") + file });
  }
  return guard(link);
}

// The same for HTML that was made elsewhere: links with `data-notebook`.
export function linkNotebooks(root) {
  root.querySelectorAll("a[data-notebook]").forEach((link) => linkToNotebook(link, link.dataset.notebook));
}
