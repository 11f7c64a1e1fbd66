// Narrows the list while one types; without scripts the whole list stands there.
"use strict";
(() => {
  const form = document.querySelector("form.filter");
  const field = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll("table.rows tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      count += row.hidden ? 0 : 1;
    });
    shown.value = words.length ? `${count} 份` : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", narrow);
  narrow();
})();
