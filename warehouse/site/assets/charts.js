// Line charts of a page, drawn with Chart.js from the JSON beside them; the colours are Okabe and Ito's.
"use strict";
(() => {
  const source = document.getElementById("charts");
  if (!source) return;
  const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
  const shapes = ["circle", "rect", "triangle", "rectRot", "star", "cross"];
  const locale = observatory.language === "vi" ? "vi-VN" : "en-GB";
  Chart.defaults.animation = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const charts = JSON.parse(source.textContent);
  for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
    const chart = charts[Number(canvas.dataset.chart)];
    const datasets = chart.series.map((line, index) => ({
      label: line.name,
      data: line.values,
      borderColor: colours[index % colours.length],
      backgroundColor: colours[index % colours.length],
      pointStyle: shapes[index % shapes.length],
      pointRadius: 5,
      spanGaps: true,
    }));
    if (chart.target !== null) {
      datasets.push({
        label: chart.target_name, data: chart.labels.map(() => chart.target), borderColor: "#1a2530", backgroundColor: "#1a2530",
        borderDash: [6, 4], borderWidth: 1.5, pointRadius: 0,
      });
    }
    new Chart(canvas, {
      type: "line",
      data: { labels: chart.labels.map(String), datasets },
      options: {
        locale,
        maintainAspectRatio: false,
        scales: { y: { reverse: chart.reverse, grace: "10%", ticks: { precision: chart.reverse ? 0 : undefined } }, x: { grid: { display: false } } },
        plugins: { legend: { display: datasets.length > 1, position: "bottom", labels: { usePointStyle: true, boxHeight: 7 } } },
      },
    });
  }
})();
