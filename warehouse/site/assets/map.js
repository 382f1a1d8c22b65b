// The tile map: colours the tiles by the chosen indicator and year. The first indicator is in the page, the others are
// loaded from data/map/<code>.js; a file of another release means that the page is old, so it is loaded again.
"use strict";
(() => {
  const section = document.getElementById("map");
  const first = document.getElementById("map-first");
  if (!first) return;
  const say = section.dataset;
  const indicator = document.getElementById("map-indicator");
  const year = document.getElementById("map-year");
  const boundaries = document.getElementById("map-boundaries");
  const number = new Intl.NumberFormat(observatory.language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 3 });
  const bounds = { at_least: "≥ ", at_most: "≤ ", about: "≈ " };
  const known = {};
  let waiting = null;

  const shown = (data, [value, bound]) => (bounds[bound] || "") + number.format(value) + (data.unit === "percent" ? "%" : "");
  const size = (maps, name) => Object.keys(maps[name] || {}).length;

  function chooseYears(data, preferred) {
    const years = Object.keys(data.years).sort().reverse();
    year.replaceChildren(...years.map((each) => new Option(each, each)));
    year.value = years.includes(preferred) ? preferred : years.reduce((a, b) => most(data, b) > most(data, a) ? b : a, years[0]);
    chooseBoundaries(data);
  }
  const most = (data, each) => Math.max(size(data.years[each], "63"), size(data.years[each], "34"));
  function chooseBoundaries(data) {
    const maps = data.years[year.value];
    // Today's boundaries, unless clearly more units have a figure on the former ones.
    boundaries.value = size(maps, "63") > 1.25 * size(maps, "34") ? "63" : "34";
  }

  function paint(data) {
    const values = (data.years[year.value] || {})[boundaries.value] || {};
    const best = data.direction === "lower_better" ? (a, b) => a - b : (a, b) => b - a;
    const distinct = [...new Set(Object.values(values).map((each) => each[0]))].sort(best);
    const step = (value) => distinct.length < 2 ? 2 : 4 - Math.round((4 * distinct.indexOf(value)) / (distinct.length - 1));
    for (const map of document.querySelectorAll(".tiles")) {
      map.hidden = map.dataset.map !== boundaries.value;
      for (const tile of map.querySelectorAll(".tile")) {
        const value = values[tile.dataset.land];
        const isIslands = tile.classList.contains("islands");
        tile.className = "tile" + (isIslands ? " islands" : "") + (value ? " q" + step(value[0]) : "");
        tile.querySelector("b").textContent = value && !isIslands ? shown(data, value) : "";
        tile.title = tile.dataset.name + ": " + (value ? shown(data, value) : say.none);
      }
    }
    const label = data.name[observatory.language] || data.name.vi;
    document.getElementById("map-caption").textContent = label + ", " + year.value;
    const names = {};
    document.querySelectorAll(`#tiles-${boundaries.value} .tile:not(.islands)`).forEach((tile) => { names[tile.dataset.land] = tile; });
    const order = Object.entries(values).filter(([land]) => names[land]).sort((a, b) => best(a[1][0], b[1][0])).slice(0, 12);
    document.getElementById("leading").replaceChildren(...order.map(([land, value], index) => {
      const item = document.createElement("li");
      const place = document.createElement("span");
      const link = document.createElement("a");
      const figure = document.createElement("b");
      place.textContent = String(index + 1);
      link.href = names[land].getAttribute("href");
      link.textContent = names[land].dataset.name;
      figure.textContent = shown(data, value);
      item.append(place, link, figure);
      return item;
    }));
    document.getElementById("map-count").textContent = say.count.replace("{n}", String(Object.keys(values).length));
    document.getElementById("to-league").href = observatory.base + "indicators/" + data.code + ".html";
    legend(data);
  }

  function legend(data) {
    const isNeutral = data.direction === "neutral";
    const part = (text, style) => { const each = document.createElement(style ? "i" : "span"); if (style) each.className = style; else each.textContent = text; return each; };
    document.getElementById("legend").replaceChildren(
      part(isNeutral ? say.less : say.low), ...[0, 1, 2, 3, 4].map((i) => part("", "q" + i)), part(isNeutral ? say.more : say.high),
      part("", "blank"), part(say.none));
  }

  const current = () => known[indicator.value];
  observatory.receive = (data) => {
    if (String(data.release) !== document.body.dataset.release) { location.reload(); return; }
    known[data.code] = data;
    if (data.code === indicator.value) { chooseYears(data, waiting); waiting = null; paint(data); }
  };
  indicator.addEventListener("change", () => {
    waiting = year.value;
    if (current()) { observatory.receive(current()); return; }
    const script = document.createElement("script");
    script.src = observatory.root + "data/map/" + encodeURIComponent(indicator.value) + ".js";
    document.head.append(script);
  });
  year.addEventListener("change", () => { chooseBoundaries(current()); paint(current()); });
  boundaries.addEventListener("change", () => paint(current()));

  const data = JSON.parse(first.textContent);
  indicator.value = data.code; // a browser may have kept an earlier choice
  waiting = year.dataset.first;
  observatory.receive(data);
})();
