// Adds a filter, lists to choose rows by, and sort buttons to a plain HTML table. The markup comes from table_grid.py and stays readable without
// this module. Nothing here asks the kernel, so it also works on a page without one.
import { el, guardInside, uniqueId } from "./dom.js";

const FILTER_FROM_ROWS = 6;
const LONG_FROM_ROWS = 15; // such a table scrolls in a region of its own, so that the lesson goes on in reach
const NARROWEST_COLUMN = 104; // px: below that a row becomes a block
const TABLE_ORDERS = ["ascending", "descending", "none"];
const TABLE_SIGNS = { ascending: "▲", descending: "▼", none: "↕" };

function tableFold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

function tableKey(cell) {
  if (cell.hasAttribute("data-sort")) return Number(cell.getAttribute("data-sort"));
  return cell.textContent.trim();
}

function tableCompare(a, b) {
  const empty = (key) => key === "" || Number.isNaN(key);
  if (empty(a) || empty(b)) return null;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a.localeCompare(b, "en", { numeric: true, sensitivity: "base" });
}

function tableValue(row, column) {
  return row.cells[column].textContent.trim();
}

// A list of values, with the number of rows of each, for every column that the table lets its reader choose by.
function tableChoices(heads, titles, rows, onchange) {
  return heads.flatMap((head, column) => {
    const counts = new Map();
    rows.forEach((row) => counts.set(tableValue(row, column), (counts.get(tableValue(row, column)) || 0) + 1));
    counts.delete("");
    if (!head.hasAttribute("data-choices") || counts.size < 2) return [];
    const id = uniqueId("dc-table-choice");
    const options = [...counts].map(([value, count]) => el("option", { value }, `${value} (${count})`));
    const select = el("select", { id, onchange }, el("option", { value: "" }, "all"), options);
    return [{ column, select, label: el("label", { for: id }, titles[column]) }];
  });
}

// Rows become blocks on a narrow screen, and browsers may then forget that this is a table: say it with roles.
function tableRoles(table, titles) {
  table.setAttribute("role", "table");
  table.querySelectorAll("thead, tbody").forEach((part) => part.setAttribute("role", "rowgroup"));
  table.querySelectorAll("tr").forEach((row) => row.setAttribute("role", "row"));
  table.querySelectorAll("thead th").forEach((cell) => cell.setAttribute("role", "columnheader"));
  table.querySelectorAll("tbody tr").forEach((row) => {
    [...row.cells].forEach((cell, position) => {
      cell.setAttribute("role", position ? "cell" : "rowheader");
      if (position) cell.setAttribute("data-label", titles[position]);
    });
  });
}

export function enhanceTable(root) {
  const table = root.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const titles = heads.map((head) => head.textContent);
  const rows = [...body.rows];
  const status = el("p", { class: "dc-table-status", role: "status" });
  const none = el("p", { class: "dc-table-none", hidden: true }, "No row fits.");
  tableRoles(table, titles);

  let sorted = null;
  const buttons = heads.map((head, column) => {
    if (head.hasAttribute("data-plain")) return { head, sign: null };
    const sign = el("span", { "aria-hidden": "true", class: "dc-table-sign" }, TABLE_SIGNS.none);
    const button = el("button", { type: "button", onclick: () => sort(column) }, titles[column], sign);
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    return { head, sign };
  });

  function sort(column) {
    const before = sorted && sorted.column === column ? sorted.order : "none";
    const order = TABLE_ORDERS[(TABLE_ORDERS.indexOf(before) + 1) % 3];
    sorted = { column, order };
    const way = order === "descending" ? -1 : 1;
    const arranged = order === "none" ? rows : [...rows].sort((a, b) => {
      const [x, y] = [tableKey(a.cells[column]), tableKey(b.cells[column])];
      const difference = tableCompare(x, y);
      if (difference === null) return (x === "" || Number.isNaN(x)) - (y === "" || Number.isNaN(y)); // empty cells last
      return way * difference;
    });
    body.append(...arranged);
    buttons.forEach(({ head, sign }, position) => {
      if (!sign) return;
      const here = position === column ? order : "none";
      head.setAttribute("aria-sort", here);
      sign.textContent = TABLE_SIGNS[here];
    });
    status.textContent = order === "none" ? "Rows in their first order." : `Sorted by ${titles[column]}, ${order}.`;
  }

  const bar = el("div", { class: "dc-table-bar" });
  if (rows.length >= FILTER_FROM_ROWS) {
    const choices = tableChoices(heads, titles, rows, filter);
    const id = uniqueId("dc-table-filter");
    const input = el("input", { type: "search", id, autocomplete: "off", spellcheck: "false", oninput: filter });
    bar.append(el("span", { class: "dc-table-pair" }, el("label", { for: id }, "Filter rows"), input));
    choices.forEach(({ label, select }) => bar.append(el("span", { class: "dc-table-pair" }, label, select)));
    const texts = new Map(rows.map((row) => [row, tableFold(row.textContent)]));
    function filter() {
      const words = tableFold(input.value).split(/\s+/).filter(Boolean);
      const shown = rows.filter((row) => {
        const chosen = choices.every(({ select, column }) => !select.value || tableValue(row, column) === select.value);
        row.hidden = !(chosen && words.every((word) => texts.get(row).includes(word)));
        return !row.hidden;
      });
      none.hidden = shown.length > 0;
      status.textContent = words.length || choices.some(({ select }) => select.value) ? `${shown.length} of ${rows.length} rows shown.` : `All ${rows.length} rows shown.`;
    }
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) {
        event.stopPropagation();
        input.value = "";
        filter();
      }
    });
    status.textContent = `${rows.length} rows.`;
  }
  bar.append(status);
  const region = root.querySelector(".dc-table-region");
  region.before(bar);
  region.after(none);
  root.classList.toggle("dc-long", rows.length >= LONG_FROM_ROWS);

  // Here the way past the table leads the focus itself; the page's address stays as it is.
  const skip = root.querySelector(".dc-skip");
  skip?.removeAttribute("style");
  skip?.addEventListener("click", (event) => {
    event.preventDefault();
    const end = root.lastElementChild;
    end.setAttribute("tabindex", "-1");
    guardInside(root);
    end.focus();
  });

  // A region that scrolls must be reachable by keyboard; one that does not scroll must not be a stop.
  const caption = table.caption;
  caption.id = caption.id || uniqueId("dc-table-caption");
  const fit = () => {
    root.classList.remove("dc-stacked");
    if (!root.classList.contains("dc-wide")) {
      const narrow = region.clientWidth < titles.length * NARROWEST_COLUMN || region.scrollWidth > region.clientWidth + 1;
      root.classList.toggle("dc-stacked", narrow);
    }
    const scrolls = region.scrollWidth > region.clientWidth + 1 || region.scrollHeight > region.clientHeight + 1;
    if (scrolls) {
      region.setAttribute("tabindex", "0");
      region.setAttribute("role", "region");
      region.setAttribute("aria-labelledby", caption.id);
    } else ["tabindex", "role", "aria-labelledby"].forEach((name) => region.removeAttribute(name));
    guardInside(root);
  };
  const observer = new ResizeObserver(fit);
  observer.observe(region);
  fit();
  return () => observer.disconnect();
}

export default {
  render({ model, el: host }) {
    const frame = el("div", { html: model.get("html") });
    host.append(frame);
    return enhanceTable(frame.firstElementChild);
  },
};
