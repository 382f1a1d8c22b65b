// What every page does: the search box, and opening what is folded before printing. Data come from data/search.js.
"use strict";
const observatory = {
  search: [],
  base: document.body.dataset.base,
  root: document.body.dataset.root,
  language: document.documentElement.lang,
  fold: (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase(),
};
window.observatory = observatory;

(() => {
  const form = document.getElementById("search");
  const box = document.getElementById("search-box");
  const list = document.getElementById("search-found");
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const options = [...list.querySelectorAll("[data-href]")];
    if (!options.length) return;
    active = (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };
  const go = (option) => { if (option) location.href = observatory.base + option.dataset.href; };

  const show = () => {
    const words = observatory.fold(box.value.trim());
    if (!words) return close();
    const found = [];
    for (const [href, vi, en] of observatory.search) {
      const at = Math.min(...[vi, en].map((name) => { const i = observatory.fold(name).indexOf(words); return i < 0 ? Infinity : i; }));
      if (at < Infinity) found.push([at, observatory.language === "en" ? en : vi, href]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1].length - b[1].length);
    list.replaceChildren(...found.slice(0, 12).map(([, name, href], i) => {
      const option = document.createElement("li");
      option.textContent = name;
      option.id = "found-" + i;
      option.dataset.href = href;
      option.setAttribute("role", "option");
      option.addEventListener("mousedown", (event) => { event.preventDefault(); go(option); });
      return option;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      none.textContent = list.dataset.none;
      list.append(none);
    }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    active = -1;
    if (found.length) mark(0);
  };

  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); mark(active + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(active - 1); }
    else if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (list.hidden) show();
    go(list.querySelectorAll("[data-href]")[active]);
  });

  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
})();
