// What is done with rows, as edits: pure, from the filing and the layout of its form.
import { rowOf, valueAt } from "./pointers.js";

const indicators = (filing) => valueAt(filing, "/indicators") ?? [];
const at = (index) => `/indicators/${index}`;

/** A new row beside the row at `index`, in its category. */
export function insertBeside(filing, index, below = true) {
  const { level1, level2 } = indicators(filing)[index];
  return [{ op: "insert", at: at(index + (below ? 1 : 0)), value: given({ level1, level2 }) }];
}

/** New rows at the end of their categories, in the order of the form. */
export function insertInto(layout, filing, entries) {
  const held = indicators(filing).map(({ level1, level2 }) => ({ level1, level2 }));
  return entries.map((entry) => {
    const place = placeOf(layout, held, entry);
    held.splice(place, 0, entry);
    return { op: "insert", at: at(place), value: given(entry) };
  });
}

const given = (entry) => Object.fromEntries(Object.entries(entry).filter(([, told]) => told));

function placeOf(layout, held, entry) {
  const order = layout.levels.flatMap((level) => level.level2.map((name) => `${level.name}/${name}`));
  const rank = (one) => {
    const found = order.indexOf(`${one.level1 ?? ""}/${one.level2 ?? ""}`);
    return found < 0 ? order.length : found;
  };
  const mine = rank(entry);
  const after = held.findLastIndex((one) => rank(one) <= mine);
  return after + 1;
}

export const removeRow = (index) => [{ op: "remove", at: at(index) }];

/** The row one up or down; over the edge of its category it goes into the next one. */
export function moveRow(filing, index, step) {
  const held = indicators(filing);
  const to = index + step;
  if (to < 0 || to >= held.length) return [];
  const [row, other] = [held[index], held[to]];
  if (row.level1 === other.level1 && row.level2 === other.level2) return [{ op: "move", at: at(index), to }];
  return categorise(row, at(index), other);
}

/** The row at `index` in another category, at its end. */
export function changeCategory(layout, filing, index, category) {
  const held = indicators(filing);
  const rest = held.filter((_, place) => place !== index);
  const to = placeOf(layout, rest, category);
  const moved = to === index ? [] : [{ op: "move", at: at(index), to }];
  return [...moved, ...categorise(held[index], at(to), category)];
}

function categorise(row, pointer, { level1, level2 }) {
  return [["level1", level1], ["level2", level2]]
    .filter(([name, value]) => (row[name] ?? "") !== (value ?? ""))
    .map(([name, value]) => ({ op: "set", at: `${pointer}/${name}`, value: value ?? "", was: row[name] ?? "" }));
}

/**
 * `edits` with the rows in front that the form prints and the filing does not have yet: budget rows
 * that are written to for the first time, and the rows of an indicator block that was empty.
 */
export function withRows(layout, filing, edits) {
  const budget = edits.some(({ at: pointer }) => pointer.startsWith("/budget/rows/!"));
  const rows = edits.some(({ op, at: pointer }) => op === "set" && pointer.startsWith("/indicators/"));
  const inserts = [
    ...(budget ? layout.missing : []).map(({ place, item, label }) => ({ op: "insert", at: `/budget/rows/${place}`, value: { item, label } })),
    ...(rows && indicators(filing).length === 0 ? layout.template : []).map((value, place) => ({ op: "insert", at: at(place), value })),
  ];
  // Rows that were there already stand behind those put in front of them.
  const line = (pointer) => layout.cells.find((cell) => cell.at === pointer)?.line;
  const there = budget
    ? edits.map((edit) => ({ ...edit, at: edit.at.replace(/\/rows\/!?\d+\//, `/rows/${line(edit.at)}/`) }))
    : edits;
  return { edits: [...inserts, ...there], added: inserts.length > 0 };
}

/**
 * A pasted block from the field at `start` on, over the fields of `sheet` in `lines` (by row): the
 * `edits`, how many indicators are `added`, and how many `rows` and `columns` found their place.
 */
export function pasteInto(filing, lines, start, cells, sheet) {
  const top = lines.findIndex((line) => line.includes(start));
  const left = lines[top].indexOf(start);
  const edits = [];
  let added = 0;
  let rows = 0;
  let columns = 0;
  cells.forEach((texts, down) => {
    let line = lines[top + down];
    if (!line) {
      // Below the last row of indicators a pasted line makes its own row.
      const last = rowOf(lines.at(-1)[0]);
      if (last?.[0] !== "/indicators") return;
      added += 1;
      const { level1, level2 } = indicators(filing)[last[1]];
      edits.push({ op: "insert", at: at(last[1] + added), value: given({ level1, level2 }) });
      line = lines.at(-1).map((pointer) => pointer.replace(/^\/indicators\/\d+/, at(last[1] + added)));
    }
    rows += 1;
    columns = Math.max(columns, Math.min(texts.length, line.length - left));
    texts.forEach((text, across) => {
      const pointer = line[left + across];
      if (pointer && text !== null && text !== sheet.textOf(pointer)) edits.push(sheet.editOf(pointer, text));
    });
  });
  return { edits, added, rows, columns };
}
