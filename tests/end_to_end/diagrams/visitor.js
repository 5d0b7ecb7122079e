// What somebody does who looks at the page: keys up and down, to the beginning, hovers over the next step, clicks a line of the source.
const visited = [];
const body = document.body;
const press = (key) => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  visited.push(body.dataset.step);
};
press("ArrowUp");
press("ArrowDown");
press("ArrowDown");
press("Home");
const second = document.getElementById("step-2");
second.dispatchEvent(new MouseEvent("mouseenter"));
visited.push(body.dataset.shown);
const marked = document.querySelectorAll(".source li.now").length;
second.dispatchEvent(new MouseEvent("mouseleave"));
const back = body.dataset.shown === "1" && marked === 1;
const line = document.querySelector(".source li.has");
line.click();
const clicked = document.querySelector(".source li.now") === line;
visited.push(back && clicked && location.hash === "#step-" + body.dataset.step ? "done" : "not done");
body.dataset.visit = visited.join(" ");
