// What somebody does who looks at a class with the keys only: moves about, opens a cell, closes it, finds a learner, sorts by points.
const visited = [];
const key = (name) => {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
};
const at = () => visited.push(document.activeElement.id);
// The tab key finds exactly one cell.
const reached = document.querySelectorAll('[data-cell][tabindex="0"]');
if (reached.length === 1) reached[0].focus();
key("ArrowRight");
at();
key("ArrowDown");
at();
key("ArrowLeft");
at();
document.activeElement.click();
const dialog = document.getElementById("open");
visited.push(dialog.open ? "open" : "closed");
document.getElementById("close").click();
visited.push(dialog.open ? "open" : "closed");
// The dialog's end is told a moment later.
setTimeout(() => {
  at();
  const find = document.getElementById("find");
  find.value = "AD";
  find.dispatchEvent(new Event("input"));
  visited.push("found:" + document.querySelectorAll("tbody tr:not([hidden])").length);
  find.value = "";
  find.dispatchEvent(new Event("input"));
  const points = document.querySelector('[data-sort="points"]');
  points.click();
  const places = Array.from(document.querySelectorAll("tbody tr"), (row) => row.querySelector("button").id.split("-")[1]);
  visited.push("sorted:" + places.join(","));
  document.body.dataset.visit = visited.join(" ");
}, 100);
