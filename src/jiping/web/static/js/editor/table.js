// A pasted table of indicators that tells its columns: by its headings, or by the categories in front.
import { insertInto, removeRow } from "./rows.js";
import { valueAt } from "./pointers.js";

const WRITTEN = ["target", "actual", "weight", "score", "reason"];

const whole = (text) => (text ?? "").replace(/\s/g, "");
/** Without what stands in brackets behind it: `产出指标（50分）` is 产出指标. */
const bare = (text) => whole(text).replace(/[（(].*$/, "");

/**
 * The indicators that `cells` tell, as {level1, level2, name, target, …} with the columns that are
 * there, and whether all columns were `known`; null where it is no whole table. `fields` are the
 * form's own columns from the name on, `beside` the row at the caret, whose category holds where the
 * table tells none.
 */
export function tableOf(cells, layout, fields, beside) {
  const told = byHeadings(cells, layout) ?? byCategories(cells, layout, fields);
  if (!told) return null;
  const { columns, rows } = told;
  let { level1, level2 } = beside;
  const entries = [];
  for (const texts of rows) {
    const row = Object.fromEntries(columns.map((name, place) => [name, texts[place]]).filter(([name, text]) => name && text));
    if (layout.totals.includes(bare(texts.find(Boolean)))) continue;
    // Merged cells tell a category once; a new first level ends the second one.
    if (row.level1) [level1, level2] = [named(layout.levels.map((one) => one.name), row.level1), undefined];
    if (row.level2) level2 = named(layout.levels.flatMap((one) => one.level2), row.level2);
    if (row.name) entries.push({ ...row, level1, level2 });
  }
  const known = rows.every((texts) => texts.every((text, place) => !text || columns[place]));
  return entries.length ? { entries, known } : null;
}

/** `layout.spellings` are the headings that old forms print, by the field they stand for. */
function byHeadings(cells, { spellings }) {
  const columnOf = (text) => spellings[whole(text)] ?? spellings[bare(text)];
  const top = cells.findIndex((row) => row.some((text) => columnOf(text) === "name"));
  if (top < 0) return null;
  const columns = cells[top].map(columnOf);
  return columns.filter(Boolean).length > 1 ? { columns, rows: cells.slice(top + 1) } : null;
}

function byCategories(cells, layout, fields) {
  const first = bare(cells[0]?.[0]);
  if (layout.levels.some((one) => one.name === first)) return { columns: ["level1", "level2", ...fields], rows: cells };
  if (layout.levels.some((one) => one.level2.includes(first))) return { columns: ["level2", ...fields], rows: cells };
  return null;
}

/** A category as the form calls it: `经济效益` is 经济效益指标. */
const named = (names, text) => names.find((name) => name === bare(text)) ?? names.find((name) => name.startsWith(bare(text))) ?? bare(text);

/**
 * The table as edits: an indicator that the form has by this name is written over, the others go to
 * the end of their categories, in place of rows there that are still empty.
 */
export function tableEdits(layout, filing, entries) {
  const held = valueAt(filing, "/indicators") ?? [];
  const fresh = [];
  const there = new Map();
  for (const entry of entries) {
    const place = held.findIndex((row, at) => row.name && !there.has(at) && whole(row.name) === whole(entry.name));
    if (place < 0) fresh.push(entry);
    else there.set(place, entry);
  }
  const waits = (row) => !["name", ...WRITTEN].some((name) => row[name]);
  const filled = (row) => waits(row) && fresh.some((entry) => entry.level1 === row.level1 && entry.level2 === row.level2);
  const emptied = held.flatMap((row, index) => (filled(row) ? removeRow(index) : [])).reverse();
  const inserts = insertInto(layout, { indicators: held.filter((row) => !filled(row)) }, fresh.map(({ level1, level2, name }) => ({ level1, level2, name })));
  return {
    edits: [
      ...[...there].flatMap(([place, entry]) => written(entry, `/indicators/${place}`, held[place])),
      ...emptied,
      ...inserts.flatMap((insert, place) => [insert, ...written(fresh[place], insert.at, {})]),
    ],
    updated: there.size,
    added: fresh.length,
    count: held.length - emptied.length + fresh.length,
  };
}

function written(entry, at, row) {
  const held = (name) => (typeof row[name] === "object" ? row[name]?.raw : row[name]) ?? "";
  return WRITTEN.filter((name) => entry[name] && entry[name] !== held(name))
    .map((name) => ({ op: "set", at: `${at}/${name}`, value: entry[name], was: held(name) }));
}
