// League tables: one year at a time, and the row of the province from which the reader came.
"use strict";
(() => {
  const leagues = [...document.querySelectorAll(".league")];
  const choice = document.getElementById("league-year");
  const show = (year) => leagues.forEach((each) => { each.hidden = each.dataset.year !== year; });
  const unit = decodeURIComponent(location.hash.slice(1));
  const row = unit ? [...document.querySelectorAll("tr[data-unit]")].find((each) => each.dataset.unit === unit) : null;
  if (choice) {
    document.getElementById("years").hidden = false;
    choice.value = row ? row.closest(".league").dataset.year : choice.dataset.first;
    show(choice.value);
    choice.addEventListener("change", () => show(choice.value));
    window.addEventListener("beforeprint", () => leagues.forEach((each) => { each.hidden = false; }));
    window.addEventListener("afterprint", () => show(choice.value));
  }
  if (row) {
    document.querySelectorAll("tr[data-unit]").forEach((each) => { if (each.dataset.unit === unit) each.classList.add("here"); });
    row.scrollIntoView({ block: "center" });
  }
})();
