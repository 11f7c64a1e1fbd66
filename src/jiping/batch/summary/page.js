"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const severity = { 错误: "error", 疑点: "warning", 提示: "notice" };
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tone = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
  root.dataset.scheme = dark.matches ? "dark" : "light";
  const font = getComputedStyle(document.body).fontFamily;
  const number = (text) => (text === null ? null : Number(text));
  const make = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const short = (text, room) => (text.length > room ? text.slice(0, room - 1) + "…" : text);

  // --- behind a figure: its filings, their evidence, and the query for all of them
  const drawer = document.getElementById("drawer");
  let opener = null;
  const quoted = (text) => (/["$`\\!]/.test(text) ? "'" + text.replaceAll("'", "'\\''") + "'" : `"${text}"`);
  function show(key, line, from) {
    document.querySelectorAll("tr.open").forEach((row) => row.classList.remove("open"));
    opener = from;
    if (from) from.classList.add("open");
    const title = key === "overview" ? line.cells[0] : line.cells.filter((_, at) => data.tables[key].headings[at][1] === "text").slice(0, 2).join(" · ");
    drawer.querySelector("h2").textContent = title;
    const sql = `select file, unit, project, year, self_total, rule_total from filings where ${line.where}`;
    drawer.querySelector("p").textContent = line.filings.length ? `其中 ${line.filings.length} 份，高评多的在前；全部用下面的查询取得。` : "没有这样的自评。";
    drawer.querySelector("code").textContent = `jiping sql ${quoted(data.folder)} ${quoted(sql)}`;
    const list = drawer.querySelector(".filings");
    list.replaceChildren(...line.filings.filter((one) => data.filings[one]).map((one) => filing(data.filings[one], line.cells)));
    list.scrollTop = 0;
    drawer.hidden = false;
  }
  function filing(one, spoken) {
    const box = make("article", "filing");
    box.append(make("h3", "", one.name));
    const meta = make("p", "meta");
    meta.append([one.year ? one.year + "年度" : "年度未写明", one.kind, one.place].filter(Boolean).join("　"), make("br"));
    for (const [label, value] of [["自评 ", one.self], ["　规则 ", one.rule], ["　执行率 ", one.rate]]) meta.append(label, make("b", "", value));
    meta.append(make("br"), one.file);
    box.append(meta);
    // What the line speaks of comes first; missed indicators are shown only where they are spoken of.
    const first = (found) => (spoken.includes(found[0]) || (found[0] === "规则得分" && spoken.includes(found[2])) ? 0 : 1);
    const told = one.found.filter((found) => found[0] !== "规则得分" || first(found) === 0).sort((a, b) => first(a) - first(b)).slice(0, 6);
    for (const [code, level, title, place, quote, message] of told) {
      const found = make("div", "found");
      found.append(make("i", severity[level] || ""));
      const words = make("div");
      const head = make("p");
      head.append(`${code} ${title}　`);
      head.append(make("span", "where", place));
      words.append(head, make("p", "", message));
      if (quote) { const cited = make("p", "where", "原文："); cited.append(make("q", "", short(quote, 120))); words.append(cited); }
      found.append(words);
      box.append(found);
    }
    return box;
  }
  function close() { drawer.hidden = true; if (opener) { opener.classList.remove("open"); opener.focus(); } }
  drawer.querySelector("header button").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !drawer.hidden) close(); });
  drawer.querySelector(".query button").addEventListener("click", (event) => {
    const code = drawer.querySelector("code");
    const range = document.createRange(); range.selectNodeContents(code);
    const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range);
    document.execCommand("copy");
    event.target.textContent = "已复制"; setTimeout(() => { event.target.textContent = "复制"; }, 1500);
  });
  document.querySelectorAll("[data-table]").forEach((button) => button.addEventListener("click", () => {
    show(button.dataset.table, data.tables[button.dataset.table].lines[Number(button.dataset.line)], button);
  }));

  // --- tables: sorted by a click on a heading, searched where they are long
  function table(section, key, told) {
    const at = section.querySelector("table");
    if (!told.lines.length) { at.replaceWith(make("p", "nothing", "没有可列的数据。")); return; }
    const head = make("tr");
    const body = make("tbody");
    const numeric = told.headings.map(([, form]) => form !== "text" && form !== "mark");
    let order = null;
    told.headings.forEach(([title], column) => {
      const cell = make("th", numeric[column] ? "number" : "", title);
      cell.scope = "col"; cell.tabIndex = 0;
      const sort = () => {
        const down = order && order.column === column ? !order.down : numeric[column];
        order = { column, down };
        head.querySelectorAll("th").forEach((one) => one.classList.remove("up", "down"));
        cell.classList.add(down ? "down" : "up");
        fill();
      };
      cell.addEventListener("click", sort);
      cell.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
      head.append(cell);
    });
    const search = section.querySelector("input");
    const widest = told.headings.map((_, column) => Math.max(...told.lines.map((line) => number(line.numbers[column]) || 0), 1e-9));
    function fill() {
      const wanted = search.value.trim();
      let lines = told.lines.filter((line) => !wanted || line.cells.some((cell) => cell.includes(wanted)));
      if (order) {
        const { column, down } = order;
        const value = (line) => (numeric[column] ? number(line.numbers[column]) ?? -Infinity : line.cells[column]);
        lines = [...lines].sort((a, b) => {
          const one = value(a), other = value(b);
          const way = numeric[column] ? one - other : one.localeCompare(other, "zh");
          return down ? -way : way;
        });
      }
      body.replaceChildren(...lines.slice(0, 400).map((line) => row(line)));
      section.querySelector(".tools span").textContent = lines.length > 400 ? `共 ${lines.length} 行，列出 400 行` : `共 ${lines.length} 行`;
    }
    function row(line) {
      const made = make("tr");
      made.tabIndex = 0;
      line.cells.forEach((text, column) => {
        const form = told.headings[column][1];
        const cell = make("td", numeric[column] ? "number" : "");
        if (form === "mark") { const mark = make("span", "mark " + (severity[text] || ""), text); cell.append(mark); } else cell.textContent = text;
        if (text === "—") cell.classList.add("none");
        if (form === "share" && line.numbers[column] !== null) {
          cell.classList.add("share");
          cell.style.setProperty("--of", String(Math.round((60 * Number(line.numbers[column])) / Math.max(100, widest[column]))));
        }
        made.append(cell);
      });
      made.addEventListener("click", () => show(key, line, made));
      made.addEventListener("keydown", (event) => { if (event.key === "Enter") show(key, line, made); });
      return made;
    }
    const top = make("thead"); top.append(head);
    at.append(top, body);
    section.querySelector(".tools").hidden = told.lines.length < 25;
    search.addEventListener("input", fill);
    fill();
  }

  // --- pictures
  let base, quiet, tip;
  function mix() {
    base = { animation: false, textStyle: { fontFamily: font, fontSize: 12, color: tone("soft") }, color: [tone("bar"), tone("bar-2")] };
    quiet = { axisLine: { lineStyle: { color: tone("line") } }, axisTick: { show: false }, splitLine: { lineStyle: { color: tone("hair") } }, axisLabel: { color: tone("soft") }, nameTextStyle: { color: tone("faint") } };
    tip = { confine: true, borderColor: tone("line"), backgroundColor: tone("paper"), textStyle: { color: tone("ink"), fontSize: 12 }, extraCssText: `box-shadow:0 4px 14px ${tone("shadow")};border-radius:3px` };
  }
  function legend(names) { return names.length > 1 ? { data: names, top: 0, right: 0, itemWidth: 12, itemHeight: 8, icon: "roundRect", textStyle: { color: tone("soft") } } : undefined; }
  // What an axis counts: the heading of the column that is drawn.
  // A label that is too wide, in two lines of about one length.
  const wide = (text) => [...text].reduce((all, sign) => all + (sign > "\u2e7f" ? 11 : 6.2), 0);
  function folded(text, room) {
    const breaks = [...text.matchAll(/ |(?<=–)/g)].map((found) => found.index);
    if (wide(text) <= room || !breaks.length) return text;
    const middle = breaks.reduce((one, at) => (Math.abs(at - text.length / 2) < Math.abs(one - text.length / 2) ? at : one));
    return text.slice(0, middle) + "\n" + text.slice(middle).trim();
  }
  const unit = (told, names) => (names.length > 1 ? "" : told.headings[told.chart.values[0]][0]);
  function seriesNames(told) {
    const titles = told.chart.values.map((column) => told.headings[column][0]);
    return titles.map((title, at) => (titles.indexOf(title) !== titles.lastIndexOf(title) ? told.headings[told.chart.values[at] - 1][0].replace("份数", "") : title));
  }
  const drawings = {
    columns(told, lines, width) {
      const names = seriesNames(told);
      const share = told.headings[told.chart.values[0]][1] === "share";
      return { height: 230, option: {
        ...base, legend: legend(names), grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
        tooltip: { ...tip, trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: "rgb(110 150 190 / 10%)" } } },
        xAxis: { type: "category", data: lines.map((line) => line.cells[told.chart.label]), ...quiet,
          axisLabel: { ...quiet.axisLabel, interval: 0, fontSize: 11, lineHeight: 14, formatter: (text) => folded(text, (width - 50) / lines.length - 2) } },
        yAxis: { type: "value", name: unit(told, names), minInterval: share ? 0 : 1, ...quiet, axisLine: { show: false }, axisLabel: { color: tone("faint"), formatter: share ? "{value}%" : undefined } },
        series: told.chart.values.map((column, at) => ({ name: names[at], type: "bar", barMaxWidth: 44, barGap: "8%", itemStyle: { borderRadius: [2, 2, 0, 0] },
          data: lines.map((line) => number(line.numbers[column])),
          label: { show: lines.length <= 10 && (names.length === 1 || width > 52 * lines.length * names.length), position: "top", color: tone("ink"), fontSize: 11, formatter: (one) => lines[one.dataIndex].cells[column] } })),
      } };
    },
    bars(told, lines) {
      const names = seriesNames(told);
      const shown = [...lines].reverse();
      return { height: 40 + 22 * shown.length + (names.length > 1 ? 26 : 0), option: {
        ...base, color: names.length > 1 ? names.map((name) => (severity[name] ? tone(severity[name]) : tone("bar"))) : base.color, legend: legend(names),
        grid: { left: 8, right: 56, top: names.length > 1 ? 30 : 6, bottom: 4, containLabel: true },
        tooltip: { ...tip, trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: "rgb(110 150 190 / 10%)" } } },
        yAxis: { type: "category", data: shown.map((line) => short(line.cells[told.chart.label], 22)), ...quiet, axisLabel: { color: tone("ink"), interval: 0 } },
        xAxis: { type: "value", name: unit(told, names), minInterval: 1, ...quiet, axisLine: { show: false }, axisLabel: { color: tone("faint") } },
        series: told.chart.values.map((column, at) => ({ name: names[at], type: "bar", stack: "all", barWidth: 13,
          data: shown.map((line) => number(line.numbers[column])),
          label: { show: names.length === 1, position: "right", color: tone("soft"), fontSize: 11, formatter: (one) => shown[one.dataIndex].cells[column] } })),
      }, lines: shown };
    },
    intervals(told, lines) {
      const shown = lines.filter((line) => line.numbers[told.chart.values[0]] !== null).reverse();
      const [mean, low, high] = told.chart.values;
      const names = shown.map((line) => short(line.cells[told.chart.label], 16));
      const whiskers = shown.flatMap((line, at) => (line.numbers[low] === null ? [] : [[number(line.numbers[low]), at], [number(line.numbers[high]), at], ["-", "-"]]));
      return { height: 46 + 22 * shown.length, option: {
        ...base, grid: { left: 8, right: 24, top: 8, bottom: 4, containLabel: true },
        tooltip: { ...tip, trigger: "item", formatter: (one) => { const line = shown[one.seriesType === "scatter" ? one.dataIndex : one.value[1]]; return line ? `${line.cells[told.chart.label]}<br>高评指数 ${line.cells[mean]}（${line.cells[low]} 至 ${line.cells[high]}）<br>${line.cells[2]} 份` : ""; } },
        yAxis: { type: "category", data: names, ...quiet, axisLabel: { color: tone("ink"), interval: 0 } },
        xAxis: { type: "value", ...quiet, axisLine: { show: false }, axisLabel: { color: tone("faint"), formatter: "{value} 分" } },
        series: [
          { type: "line", data: whiskers, symbol: "none", lineStyle: { color: tone("reach"), width: 5, cap: "round" }, silent: true, z: 2 },
          { type: "scatter", data: shown.map((line, at) => [number(line.numbers[mean]), at]), symbolSize: 9, itemStyle: { color: tone("bar") }, z: 3,
            markLine: { silent: true, symbol: "none", lineStyle: { color: tone("warm"), type: "solid", width: 1 }, label: { show: false }, data: [{ xAxis: 0 }] } },
        ],
      }, lines: shown };
    },
    lines(told, lines) {
      const names = seriesNames(told);
      return { height: 240, option: {
        ...base, legend: legend(names), grid: { left: 8, right: 40, top: 34, bottom: 4, containLabel: true },
        tooltip: { ...tip, trigger: "axis" },
        xAxis: { type: "category", data: lines.map((line) => line.cells[told.chart.label]), ...quiet },
        yAxis: { type: "value", scale: true, ...quiet, axisLine: { show: false }, axisLabel: { color: tone("faint"), formatter: "{value} 分" } },
        series: told.chart.values.map((column, at) => ({ name: names[at], type: "line", symbolSize: 7, lineStyle: { width: 2 },
          data: lines.map((line) => number(line.numbers[column])),
          endLabel: { show: true, formatter: (one) => lines[one.dataIndex].cells[column], color: tone("ink") } })),
      } };
    },
  };
  // Nothing is drawn of what is empty, and no line of one point.
  function drawable({ chart, lines }) {
    if (!chart || (chart.drawing === "lines" && lines.length < 2)) return false;
    const something = (value) => (chart.drawing === "intervals" ? value !== null : Number(value) !== 0);
    return lines.slice(0, chart.lines).some((line) => chart.values.some((column) => something(line.numbers[column])));
  }
  function draw(section, key, told) {
    const lines = told.lines.slice(0, told.chart.lines);
    const place = section.querySelector(".chart");
    place.hidden = false;
    let chart, drawn;
    function paint() {
      const made = drawings[told.chart.drawing](told, lines, place.clientWidth);
      drawn = made.lines || lines;
      place.style.height = made.height + "px";
      chart = chart || echarts.init(place, null, { renderer: "svg" });
      chart.resize();
      chart.setOption(made.option, true);
    }
    paint();
    chart.on("click", (event) => { const line = drawn[event.dataIndex]; if (line) show(key, line, null); });
    painters.push(paint);
  }
  const painters = [];
  function repaint(scheme) {
    if (scheme) root.dataset.scheme = scheme;
    mix();
    painters.forEach((paint) => paint());
  }
  addEventListener("resize", () => repaint());
  addEventListener("beforeprint", () => repaint("light"));
  addEventListener("afterprint", () => repaint(dark.matches ? "dark" : "light"));
  dark.addEventListener("change", () => repaint(dark.matches ? "dark" : "light"));
  mix();
  for (const [key, told] of Object.entries(data.tables)) {
    const section = document.getElementById(key);
    if (key === "overview" || !section) continue;
    table(section, key, told);
    if (!drawable(told)) continue;
    if (told.lines.length <= 10 && told.headings.length <= 5) section.classList.add("side");
    draw(section, key, told);
  }

  // --- where the reader is
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) {
      links.forEach((link) => link.classList.remove("here"));
      links.get(entry.target.id)?.classList.add("here");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));
})();
