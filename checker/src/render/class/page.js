// Cells can be opened: by clicking, with the keys, by the page's address. Whatever comes from learners is in the page's own markup already,
// escaped; here it is only moved about.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.querySelector("tbody");
  const dialog = byId("open");
  let from = null;

  const open = (cell) => {
    if (!cell) return;
    from = cell;
    const inside = byId("said-" + cell.dataset.cell).content.cloneNode(true);
    inside.querySelectorAll("[data-picture]").forEach((place) => {
      place.append(byId("picture-" + place.dataset.picture).content.cloneNode(true));
    });
    byId("title").textContent = cell.closest("tr").querySelector("th").textContent + " · " + cell.dataset.exercise;
    byId("inside").replaceChildren(inside);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    document.body.dataset.open = cell.id;
    if (location.hash !== "#" + cell.id) history.replaceState(null, "", "#" + cell.id);
  };

  dialog.addEventListener("close", () => {
    delete document.body.dataset.open;
    history.replaceState(null, "", location.pathname + location.search);
    if (from) here(from);
  });
  byId("close").addEventListener("click", () => dialog.close());
  // A click beside the dialog is one on its backdrop.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  // One cell at a time is in the order of the tab key; the arrows go from one to another.
  const rows = () => Array.from(body.rows).filter((row) => !row.hidden);
  const cells = (row) => Array.from(row.querySelectorAll("[data-cell]"));
  const only = (cell) => {
    body.querySelectorAll('[data-cell][tabindex="0"]').forEach((other) => other.setAttribute("tabindex", "-1"));
    if (cell) cell.setAttribute("tabindex", "0");
  };
  const here = (cell) => {
    if (!cell) return;
    only(cell);
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  body.querySelectorAll("[data-cell]").forEach((cell) => cell.setAttribute("tabindex", "-1"));
  only(body.querySelector("[data-cell]"));
  body.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    only(cell);
    open(cell);
  });
  body.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = rows();
    const row = shown.indexOf(cell.closest("tr"));
    const inRow = cells(shown[row]);
    const column = inRow.indexOf(cell);
    const to = {
      ArrowLeft: () => inRow[column - 1],
      ArrowRight: () => inRow[column + 1],
      ArrowUp: () => shown[row - 1] && cells(shown[row - 1])[column],
      ArrowDown: () => shown[row + 1] && cells(shown[row + 1])[column],
      Home: () => inRow[0],
      End: () => inRow[inRow.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    here(to());
  });

  byId("find").addEventListener("input", () => {
    const wanted = byId("find").value.trim().toLowerCase();
    Array.from(body.rows).forEach((row) => {
      row.hidden = !row.querySelector("th").textContent.toLowerCase().includes(wanted);
    });
    const shown = rows();
    byId("found").textContent = wanted === "" ? "" : shown.length + " of " + body.rows.length + " found";
    only(shown.length > 0 ? cells(shown[0])[0] : null);
  });

  document.querySelectorAll("[data-sort]").forEach((button) => {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const up = head.getAttribute("aria-sort") !== "ascending";
      document.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const name = (row) => row.querySelector("th").textContent;
      const order = {
        name: (one, other) => name(one).localeCompare(name(other), undefined, { numeric: true }),
        points: (one, other) => Number(one.dataset.points) - Number(other.dataset.points),
      }[button.dataset.sort];
      const sorted = Array.from(body.rows).sort((one, other) => (up ? order(one, other) : order(other, one)));
      body.append(...sorted);
    });
  });

  const asked = () => document.querySelector("[data-cell]#" + CSS.escape(location.hash.slice(1) || "none"));
  addEventListener("hashchange", () => open(asked()));
  open(asked());
  document.body.dataset.ready = "yes";
})();
