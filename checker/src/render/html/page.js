// Steps can be chosen: by hovering, by clicking, with the arrow keys, by the page's address. Whatever comes from the learner gets into
// the page as text content only.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { steps, first } = JSON.parse(byId("story").textContent);
  const drawn = Array.from(document.querySelectorAll("g.step"));
  const lines = Array.from(document.querySelectorAll(".source li"));
  const all = byId("all");
  let chosen = 0;

  const visible = () => drawn.filter((step) => !step.closest("figure").hidden);
  const numbers = () => visible().map((step) => Number(step.dataset.step));
  const put = (id, text) => {
    byId(id).textContent = text;
    byId(id).parentElement.hidden = text === "";
  };

  // Shows how things stand at a step.
  const show = (number) => {
    const step = steps[number - 1];
    if (!step) return;
    drawn.forEach((one) => one.classList.toggle("chosen", Number(one.dataset.step) === number));
    lines.forEach((line, at) => line.classList.toggle("now", at + 1 === step.line));
    put("what", step.what);
    put("held", step.held.join("\n"));
    put("values", step.values.join("\n"));
    put("output", step.output);
    const line = lines[step.line - 1];
    if (line) line.scrollIntoView({ block: "nearest" });
    document.body.dataset.shown = number;
  };

  const choose = (number, focus) => {
    if (!steps[number - 1]) return;
    if (!numbers().includes(number)) {
      if (!all) return;
      all.checked = true;
      unfold();
    }
    chosen = number;
    document.body.dataset.step = number;
    show(number);
    visible().forEach((step) => {
      const now = Number(step.dataset.step) === number;
      step.setAttribute("tabindex", now ? "0" : "-1");
      step.setAttribute("aria-pressed", String(now));
      if (!now) return;
      step.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (focus) step.focus({ preventScroll: true });
    });
    // The address is left alone at the beginning: browsers focus what it names.
    const ready = document.body.dataset.ready;
    if (ready && location.hash !== "#step-" + number) history.replaceState(null, "", "#step-" + number);
  };

  const unfold = () => {
    document.querySelectorAll("figure").forEach((figure) => {
      figure.hidden = (figure.id === "every") !== all.checked;
    });
  };

  const move = (by) => {
    const shown = numbers();
    const at = shown.indexOf(chosen);
    choose(shown[Math.min(Math.max(at + by, 0), shown.length - 1)], true);
  };

  drawn.forEach((step) => {
    const number = Number(step.dataset.step);
    step.setAttribute("role", "button");
    step.addEventListener("mouseenter", () => show(number));
    step.addEventListener("mouseleave", () => show(chosen));
    step.addEventListener("click", () => choose(number, true));
    step.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(number, true);
    });
  });
  lines.forEach((line, at) => {
    const here = steps.findIndex((step) => step.line === at + 1) + 1;
    if (here === 0) return;
    line.classList.add("has");
    line.addEventListener("click", () => {
      const shown = numbers().filter((number) => steps[number - 1].line === at + 1);
      const next = shown.find((number) => number > chosen);
      choose(next || shown[0] || here, false);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = steps.length;
    const by = { ArrowUp: -1, ArrowDown: 1, Home: -far, End: far }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  });
  if (all) {
    all.addEventListener("change", () => {
      unfold();
      const shown = numbers();
      choose(shown.includes(chosen) ? chosen : shown.find((number) => number > chosen) || shown[shown.length - 1], false);
    });
  }
  const asked = () => {
    const found = /^#step-(\d+)$/.exec(location.hash);
    return found ? Number(found[1]) : 0;
  };
  // The threads' names stay in sight.
  const main = document.querySelector("main");
  const follow = () => {
    document.querySelectorAll("figure:not([hidden]) svg").forEach((svg) => {
      const above = main.getBoundingClientRect().top - svg.getBoundingClientRect().top;
      const scale = svg.getBoundingClientRect().height / svg.viewBox.baseVal.height;
      svg.querySelector(".names").setAttribute("transform", "translate(0 " + Math.max(0, above / scale) + ")");
    });
  };
  main.addEventListener("scroll", follow);
  const sizes = new ResizeObserver(follow);
  [main, ...document.querySelectorAll("figure")].forEach((element) => sizes.observe(element));
  addEventListener("hashchange", () => choose(asked(), false));

  choose(steps[asked() - 1] ? asked() : first, false);
  document.body.dataset.ready = "yes";
})();
