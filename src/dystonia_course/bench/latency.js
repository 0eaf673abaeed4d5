// Latencies in the page. `benchArm` takes the place of a stopwatch: arm it, then let a real click or key press happen.
// Gives, in milliseconds from the event: `change`, the first DOM change inside `watch`; `paint`, the second animation
// frame after it; `done`, when an element that matches `until` is there (null without `until`).
(() => {
  window.benchArm = ({ event, watch, until = null, patience = 20000 }) => {
    const watched = document.querySelector(watch);
    let start = null;
    let change = null;
    let paint = null;
    let done = until ? null : 0;
    window.benchResult = new Promise((resolve) => {
      const finish = () => {
        if (paint === null || done === null) return;
        end({ change: change - start, paint: paint - start, done: until ? done - start : null });
      };
      const end = (result) => {
        clearTimeout(timer);
        changes.disconnect();
        settled.disconnect();
        document.removeEventListener(event, begun, { capture: true });
        resolve(result);
      };
      const begun = () => {
        start ??= performance.now();
      };
      const changes = new MutationObserver(() => {
        if (start === null || change !== null) return;
        change = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => {
          paint = performance.now();
          finish();
        }));
      });
      const settled = new MutationObserver(() => {
        if (start === null || done !== null || !document.querySelector(until)) return;
        done = performance.now();
        finish();
      });
      const timer = setTimeout(() => end(null), patience);
      document.addEventListener(event, begun, { capture: true });
      changes.observe(watched, { subtree: true, childList: true, characterData: true, attributes: true });
      if (until) settled.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  };

  // Runs every cell of the open notebook; gives the milliseconds until each has run and each widget is drawn.
  window.benchRunAll = async (patience) => {
    const panel = window.jupyterapp.shell.currentWidget;
    const codeCells = panel.content.widgets.filter((cell) => cell.model.type === "code");
    const widgetMime = "application/vnd.jupyter.widget-view+json";
    const views = (cell) => {
      const outputs = cell.model.outputs;
      const children = cell.node.querySelectorAll(".jp-OutputArea-child");
      const places = Array.from({ length: outputs.length }, (_, place) => place);
      return places.filter((place) => outputs.get(place).data[widgetMime]).map((place) => children[place]);
    };
    const drawn = (cell) =>
      cell.model.executionCount !== null && views(cell).every((child) => child?.querySelector(".lm-Panel.jp-OutputArea-output .dc"));
    const start = performance.now();
    await window.jupyterapp.commands.execute("notebook:run-all-cells");
    return new Promise((resolve) => {
      const look = () => {
        const passed = performance.now() - start;
        if (codeCells.every(drawn)) {
          const widgets = codeCells.reduce((sum, cell) => sum + views(cell).length, 0);
          resolve({ milliseconds: passed, widgets });
        } else if (passed > patience) resolve(null);
        else requestAnimationFrame(look);
      };
      look();
    });
  };
})();
