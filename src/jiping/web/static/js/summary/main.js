// Pictures of the summary's tables; what they show stands beside them as a table.
const drawn = JSON.parse(document.getElementById("drawn").textContent);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = (text) => (text === null ? null : Number(text));
const short = (text) => (text.length > 14 ? `${text.slice(0, 13)}…` : text);
const charts = [];

function look() {
  return {
    ink: colour("--ink"), soft: colour("--ink-2"), line: colour("--line"),
    colours: [colour("--brand"), "#c98a3d", "#7d93b2", "#9b5a5a"],
    font: getComputedStyle(document.body).fontFamily,
  };
}

function told(value, form) {
  if (value === null || value === undefined) return "—";
  return form === "share" ? `${value}%` : String(value);
}

function option({ drawing, names, titles, forms, values }) {
  const { ink, soft, line, colours, font } = look();
  const lying = drawing === "bars" || drawing === "intervals";
  const categories = {
    type: "category", data: names.map(short), inverse: lying,
    axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
    axisLabel: lying || names.length > 10
      ? { color: soft, interval: lying ? 0 : "auto", hideOverlap: true }
      : { color: soft, interval: 0, fontSize: 11, width: 64, overflow: "break" },
  };
  const scale = {
    type: "value", axisLabel: { color: soft, formatter: (value) => told(value, forms[0]) }, splitLine: { lineStyle: { color: line } },
    scale: drawing === "lines" || drawing === "intervals",
  };
  const series = drawing === "intervals" ? intervals(values, colours) : titles.map((title, at) => ({
    name: title, type: drawing === "lines" ? "line" : "bar", data: values[at].map(number),
    stack: drawing === "bars" && titles.length > 1 ? "all" : undefined,
    barMaxWidth: 22, symbolSize: 7, connectNulls: true,
  }));
  return {
    color: colours, textStyle: { fontFamily: font, color: ink }, animation: false,
    grid: { left: 8, right: 20, top: titles.length > 1 ? 34 : 12, bottom: 8, containLabel: true },
    legend: titles.length > 1 && drawing !== "intervals" ? { top: 0, textStyle: { color: soft } } : undefined,
    tooltip: {
      trigger: "axis", axisPointer: { type: lying ? "shadow" : "line" }, confine: true,
      formatter: (points) => {
        const at = points[0].dataIndex;
        const box = document.createElement("div");
        box.textContent = names[at];
        titles.forEach((title, which) => {
          box.append(document.createElement("br"), `${title} ${told(values[which][at], forms[which])}`);
        });
        return box;
      },
    },
    xAxis: lying ? scale : categories, yAxis: lying ? categories : scale, series,
  };
}

/** A mean as a dot on the line of its interval. */
function intervals([mean, low, high], colours) {
  return [
    { type: "custom", data: mean.map((_, at) => [number(low[at]), number(high[at]), at]), encode: { x: [0, 1], y: 2 },
      renderItem: (_, api) => {
        if (Number.isNaN(api.value(0)) || Number.isNaN(api.value(1))) return null;
        const [from, y] = api.coord([api.value(0), api.value(2)]);
        const [to] = api.coord([api.value(1), api.value(2)]);
        return { type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke: colours[2], lineWidth: 4 } };
      } },
    { type: "scatter", data: mean.map((value, at) => [number(value), at]), symbolSize: 9, itemStyle: { color: colours[0] } },
  ];
}

addEventListener("load", () => {
  for (const box of document.querySelectorAll("[data-chart]")) {
    const told = drawn[box.dataset.chart];
    if (told.drawing === "bars" || told.drawing === "intervals") {
      box.classList.add("lying");
      box.style.height = `${Math.max(320, 60 + 24 * told.names.length)}px`;
    }
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option(told));
    charts.push([chart, told]);
  }
});
addEventListener("resize", () => charts.forEach(([chart]) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  charts.forEach(([chart, told]) => chart.setOption(option(told), true));
});
