// The filing as the page holds it: plain JSON to which edits are applied before the server answers.
import { carried, rowOf, valueAt } from "./pointers.js";

/** What a field shows: values as they were typed, nothing as an empty text. */
export function shown(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? (value.raw ?? "") : String(value);
}

/** The text of the field at `pointer`. */
export const textAt = (filing, pointer) => shown(valueAt(filing, pointer));

/** Apply `edit` to `filing` in place; answers the edit that undoes it. */
export function apply(filing, edit) {
  const undo = { set, insert, remove, move, take }[edit.op](filing, edit);
  if (filing.evidence) filing.evidence = evidenceAfter(filing.evidence, edit);
  return undo;
}

/** Sources after `edit`: what was typed by hand no longer stands where a document had it. */
export function evidenceAfter(evidence, edit) {
  const still = edit.op === "set" || edit.op === "take";
  const told = Object.entries(evidence).map(([at, one]) => [still ? (at === edit.at || at.startsWith(`${edit.at}/`) ? null : at) : carried(at, [edit]), one]);
  return Object.fromEntries(told.filter(([at]) => at !== null));
}

/** Apply `edits` in turn; answers what undoes them, to be applied in this order. */
export const applyAll = (filing, edits) => edits.map((edit) => apply(filing, edit)).reverse();

function set(filing, { at, value }) {
  const cut = at.lastIndexOf("/");
  const holder = reach(filing, at.slice(0, cut));
  const last = at.slice(cut + 1);
  const was = holder[last];
  holder[last] = value;
  return { op: "set", at, value: asTyped(was), was: shown(value) };
}

function insert(filing, { at, value }) {
  const [list, index] = rowOf(at);
  rows(filing, list).splice(index, 0, structuredClone(value ?? {}));
  return { op: "remove", at };
}

function remove(filing, { at }) {
  const [list, index] = rowOf(at);
  const [row] = rows(filing, list).splice(index, 1);
  return { op: "insert", at, value: typed(row) };
}

function move(filing, { at, to }) {
  const [list, index] = rowOf(at);
  const held = rows(filing, list);
  held.splice(to, 0, ...held.splice(index, 1));
  return { op: "move", at: `${list}/${to}`, to: index };
}

function take(filing, { at, value }) {
  const was = filing[at.slice(1)] ?? null;
  filing[at.slice(1)] = structuredClone(value);
  return { op: "take", at, value: was };
}

/** A row in the words in which it would be typed. */
export function typed(row) {
  const told = {};
  for (const [name, value] of Object.entries(row)) {
    if (shown(value)) told[name] = asTyped(value);
  }
  return told;
}

// A unit or operator from a column of its own goes back with the value.
function asTyped(value) {
  if (value === null || typeof value !== "object") return shown(value);
  const { raw, operator, unit } = value;
  return Object.fromEntries(Object.entries({ raw, operator, unit }).filter(([, told]) => told));
}

function rows(filing, list) {
  const held = reach(filing, list.slice(0, list.lastIndexOf("/")));
  return (held[list.slice(list.lastIndexOf("/") + 1)] ??= []);
}

function reach(filing, pointer) {
  let held = filing;
  for (const step of pointer.split("/").slice(1)) held = held[step] ??= {};
  return held;
}
