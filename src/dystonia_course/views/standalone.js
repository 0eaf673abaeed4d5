// Hosts the course's widgets on a page without a kernel: a small stand-in for the model that a widget gets in
// JupyterLab. What a widget sends is answered with "no_kernel", so that it can say that nothing is being kept.
class StandaloneModel {
  constructor(state) {
    this.state = state;
    this.listeners = new Map();
    this.changed = new Set();
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const values = typeof name === "object" ? name : { [name]: value };
    for (const [key, given] of Object.entries(values)) {
      if (this.state[key] === given) continue;
      this.state[key] = given;
      this.changed.add(key);
      this.emit(`change:${key}`, this, given);
    }
    if (this.changed.size) this.emit("change", this);
  }

  save_changes() {
    this.changed.clear();
  }

  on(names, callback) {
    for (const name of names.split(/\s+/)) {
      if (!this.listeners.has(name)) this.listeners.set(name, new Set());
      this.listeners.get(name).add(callback);
    }
  }

  off(names, callback) {
    const chosen = names ? names.split(/\s+/) : [...this.listeners.keys()];
    for (const name of chosen) {
      if (callback) this.listeners.get(name)?.delete(callback);
      else this.listeners.delete(name);
    }
  }

  emit(name, ...values) {
    for (const callback of [...(this.listeners.get(name) ?? [])]) callback(...values);
  }

  send(content) {
    queueMicrotask(() => this.emit("msg:custom", { type: "no_kernel", token: content?.token ?? null }, []));
  }
}

async function hostWidgets() {
  const page = JSON.parse(document.getElementById("dc-widgets").textContent);
  const modules = {};
  for (const [name, text] of Object.entries(page.modules)) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const loaded = await import(url);
    modules[name] = typeof loaded.default === "function" ? await loaded.default() : loaded.default;
    URL.revokeObjectURL(url);
  }
  for (const [number, widget] of page.widgets.entries()) {
    const model = new StandaloneModel(widget.state);
    const host = document.getElementById(`dc-widget-${number}`);
    const module = modules[widget.module];
    await module.initialize?.({ model });
    host.replaceChildren();
    await module.render?.({ model, el: host });
  }
  document.body.dataset.dcReady = "true";
}

hostWidgets();
