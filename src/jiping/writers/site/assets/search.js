// Finds filings by words in unit, project, year; `published` comes from data/search.js.
"use strict";
(() => {
  const MOST = 200;
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  const hits = document.getElementById("hits");
  const told = document.getElementById("told");
  document.querySelector("form.search input").value = query;
  if (!query) return;
  const words = query.toLowerCase().split(/\s+/);
  const found = published.filter(([, ...texts]) => {
    const text = texts.join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const most = found.length > MOST ? `，列出前 ${MOST} 份` : "";
  told.textContent = found.length ? `“${query}”：${found.length} 份${most}` : `没有找到“${query}”，请换一个词。`;
  for (const [path, unit, title, year] of found.slice(0, MOST)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${hits.dataset.root}${path}/index.html`;
    link.textContent = unit;
    const about = document.createElement("span");
    about.textContent = `${title}　${year}`;
    item.append(link, about);
    hits.append(item);
  }
})();
