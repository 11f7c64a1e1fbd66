// The cells of the form as the server laid them out, and how they go on when rows come and go.
import { valueAt } from "./pointers.js";

const LEVEL = /^\/indicators\/\d+\/(level[12])$/;

/** The layout once the filing has the rows that its form prints and it did not have yet. */
export function withRowsThere(layout) {
  return {
    ...layout,
    missing: [],
    template: [],
    cells: layout.cells.map((cell) =>
      cell.line === undefined ? cell : { ...cell, at: cell.at.replace(/\/rows\/!?\d+\//, `/rows/${cell.line}/`) }),
  };
}

/** The layout with the indicator rows that `filing` has now. */
export function relaid(layout, filing) {
  const held = valueAt(filing, "/indicators") ?? [];
  const top = layout.heading + 1;
  const before = 1 + Math.max(...layout.cells.map((cell) => indexOf(cell)));
  if (held.length === 0 || before <= 0) return layout;
  const columns = layout.cells.filter((cell) => cell.at?.startsWith("/indicators/0/"));
  const shift = held.length - before;
  const kept = layout.cells.flatMap((cell) => {
    if (indexOf(cell) >= 0) return [];
    if (cell.row === top && cell.rows === before) return [{ ...cell, rows: held.length }];
    return [cell.row >= top + before ? { ...cell, row: cell.row + shift } : cell];
  });
  const rows = held.flatMap((_, index) => columns.flatMap((column) => placed(column, held, index, top, layout.levels)));
  const order = (one, other) => one.row - other.row || one.left - other.left;
  return { ...layout, height: layout.height + shift, cells: [...kept, ...rows].sort(order) };
}

const indexOf = (cell) => Number(/^\/indicators\/(\d+)\//.exec(cell.at ?? "")?.[1] ?? -1);

function placed(column, held, index, top, levels) {
  const cell = { ...column, row: top + index, rows: 1, at: column.at.replace("/0/", `/${index}/`) };
  const level = LEVEL.exec(column.at)?.[1];
  if (!level) return [cell];
  const keys = level === "level1" ? ["level1"] : ["level1", "level2"];
  if (index > 0 && alike(held[index], held[index - 1], keys)) return [];
  let rows = 1;
  while (index + rows < held.length && alike(held[index], held[index + rows], keys)) rows += 1;
  return [{ ...cell, rows, text: levelText(held[index][level] ?? "", level, levels) }];
}

const alike = (one, other, keys) => keys.every((key) => (one[key] ?? "") === (other[key] ?? ""));

function levelText(name, level, levels) {
  const points = level === "level1" && levels.find((one) => one.name === name)?.points;
  return points ? `${name}（${points}分）` : name;
}
