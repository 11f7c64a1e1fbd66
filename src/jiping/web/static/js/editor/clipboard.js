// Cells from the clipboard: tables of Excel and WPS (HTML), or lines with tabs.

/** The cells of a paste as rows of texts, or null where it is no table but plain text. */
export function pastedCells(data) {
  const html = data.getData("text/html");
  const fromTable = html.includes("<t") ? cellsOfHtml(html) : null;
  if (fromTable) return isGrid(fromTable) ? fromTable : null;
  const cells = cellsOfTsv(data.getData("text/plain"));
  return cells.length > 0 && cells.some((row) => row.length > 1) ? cells : null;
}

const isGrid = (cells) => cells.length > 1 || (cells[0]?.length ?? 0) > 1;

function cellsOfHtml(html) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const grid = [];
  [...table.rows].forEach((row, r) => {
    grid[r] ??= [];
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r][c] !== undefined) c += 1;
      const text = tidy(cell.innerText ?? cell.textContent);
      // A merged cell tells its text once; the places it covers are left as they are.
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let across = 0; across < cell.colSpan; across += 1) {
          (grid[r + down] ??= [])[c + across] = down || across ? null : text;
        }
      }
      c += cell.colSpan;
    }
  });
  return withoutEmptyEnd(grid.slice(0, table.rows.length).map((row) => [...row].map((text) => text ?? null)));
}

/** Tab-separated text; a field in quotes may hold tabs, line breaks and doubled quotes. */
export function cellsOfTsv(text) {
  const rows = [[]];
  let field = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n");
  for (let i = 0; i < source.length; i += 1) {
    const sign = source[i];
    if (quoted) {
      if (sign === '"' && source[i + 1] === '"') {
        field += '"';
        i += 1;
      } else if (sign === '"') quoted = false;
      else field += sign;
    } else if (sign === '"' && field === "") quoted = true;
    else if (sign === "\t") {
      rows.at(-1).push(tidy(field));
      field = "";
    } else if (sign === "\n") {
      rows.at(-1).push(tidy(field));
      rows.push([]);
      field = "";
    } else field += sign;
  }
  rows.at(-1).push(tidy(field));
  return withoutEmptyEnd(rows);
}

const tidy = (text) => text.replace(/\u00a0/g, " ").replace(/[ \t]*\n[ \t]*/g, "\n").trim();

function withoutEmptyEnd(rows) {
  while (rows.length && rows.at(-1).every((text) => !text)) rows.pop();
  return rows;
}
