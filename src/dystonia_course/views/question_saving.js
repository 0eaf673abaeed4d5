import { el } from "./dom.js";

// Sends answers to the kernel and says what became of each. "Saved" is said only when the kernel has said it for
// that very answer; an answer that nobody confirms is "not confirmed", never lost from sight.
const SAVING_PATIENCE = 5000; // milliseconds until an answer without a reply counts as not confirmed

export function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `report(state, why)` is called with "saving", "saved", "not_saved", "unconfirmed" or "no_kernel".
export function answerDesk(model) {
  const waiting = new Map();

  function settle(token, state, why) {
    const entry = waiting.get(token);
    if (!entry) return;
    clearTimeout(entry.timer);
    if (state === "saved" || state === "no_kernel") waiting.delete(token);
    entry.report(state, why);
  }

  function heard(content) {
    if (content?.token && ["saved", "not_saved", "no_kernel"].includes(content.type)) {
      settle(content.token, content.type, content.why ?? "");
    }
  }
  model.on("msg:custom", heard);

  function post(message, report) {
    const timer = setTimeout(() => settle(message.token, "unconfirmed"), SAVING_PATIENCE);
    waiting.set(message.token, { report, timer });
    report("saving");
    try {
      model.send({ type: "answer", ...message });
    } catch {
      settle(message.token, "unconfirmed");
    }
  }

  function close() {
    model.off("msg:custom", heard);
    for (const entry of waiting.values()) clearTimeout(entry.timer);
    waiting.clear();
  }

  return { post, close };
}

// One line that says whether the last answer is kept. The words that matter are announced; "Saving" is only seen.
export function savingLine() {
  const silent = el("span", { class: "dcq-saving", "aria-hidden": "true" });
  const spoken = el("span", { role: "status" });
  const again = el("button", { type: "button", class: "dcq-quiet", hidden: true }, "Save again");
  const node = el("span", { class: "dcq-line" }, silent, spoken, again);

  function say(state, why, repeat) {
    node.dataset.state = state;
    silent.textContent = state === "saving" ? "Saving …" : "";
    spoken.textContent = {
      saved: "Saved",
      not_saved: `Not saved: ${savingReason(why)}`,
      unconfirmed: "Not confirmed yet. If this stays, load the page again: it shows what was kept.",
      not_kept: why,
      no_kernel: "Answers are not being kept on this page.",
      hint: why,
    }[state] ?? "";
    const mayRepeat = repeat && (state === "not_saved" || state === "unconfirmed");
    if (!mayRepeat && document.activeElement === again) again.closest("[data-kind]")?.querySelector("button.primary")?.focus();
    again.hidden = !mayRepeat;
    again.onclick = mayRepeat ? repeat : null;
  }
  return { node, say };
}

function savingReason(why) {
  const text = (why || "the reason is not known").trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
