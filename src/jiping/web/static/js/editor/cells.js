// Typing in the form: keys, pasting, rows; everything becomes edits of the draft.
import { toast } from "../ui/toast.js";
import { pastedCells } from "./clipboard.js";
import { textAt } from "./document.js";
import { rowOf, valueAt } from "./pointers.js";
import { insertBeside, moveRow, pasteInto, removeRow, withRows } from "./rows.js";
import { tableEdits, tableOf } from "./table.js";

/** So many indicators a filing may have (`web.filings.pointers.ROWS`). */
const MOST_ROWS = 300;

export class Cells {
  #before = "";
  #keyboard = false;

  constructor(sheet, draft, words) {
    Object.assign(this, { sheet, draft, words });
    const { root } = sheet;
    root.addEventListener("focusin", (event) => this.#entered(event.target));
    root.addEventListener("focusout", (event) => this.#left(event.target));
    // Words that are still being composed (拼音) are not yet text.
    root.addEventListener("input", (event) => event.isComposing || this.#typed(event.target));
    root.addEventListener("compositionstart", () => (sheet.composing = true));
    root.addEventListener("compositionend", (event) => {
      sheet.composing = false;
      this.#typed(event.target);
    });
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("paste", (event) => this.#pasted(event));
    root.addEventListener("pointerdown", () => (this.#keyboard = false));
    document.addEventListener("keydown", () => (this.#keyboard = true), true);
  }

  /** Take over edits and draw what they changed. */
  edit(edits, follow = null) {
    if (edits.length === 0) return;
    this.sheet.follow = follow;
    this.draft.edit(edits);
    if (edits.some(isShape)) this.sheet.draw();
    else this.sheet.write(null);
  }

  /** The rows of an indicator block that is printed empty become rows of the filing. */
  ready() {
    const { layout } = this.sheet;
    if (valueAt(this.draft.filing, "/indicators")?.length || !layout.template.length) return;
    this.draft.edit(layout.template.map((value, place) => ({ op: "insert", at: `/indicators/${place}`, value })));
    this.sheet.fill();
  }

  insert(index, below = true) {
    this.ready();
    const place = index + (below ? 1 : 0);
    this.edit(insertBeside(this.draft.filing, index, below));
    this.sheet.focus(`/indicators/${place}/name`);
  }

  remove(index) {
    this.ready();
    const name = textAt(this.draft.filing, `/indicators/${index}/name`);
    this.edit(removeRow(index));
    toast(this.words.removed(name), { action: { label: this.words.undo, run: () => this.undo() } });
    const left = (valueAt(this.draft.filing, "/indicators") ?? []).length;
    if (left) this.sheet.focus(`/indicators/${Math.min(index, left - 1)}/name`);
  }

  move(index, step, field = "name") {
    this.ready();
    const edits = moveRow(this.draft.filing, index, step);
    if (edits.length === 0) return;
    const to = edits[0].op === "move" ? index + step : index;
    this.edit(edits, `/indicators/${to}/${field}`);
    this.sheet.focus(`/indicators/${to}/${field}`);
  }

  undo() {
    this.draft.undo();
    this.sheet.draw();
  }

  redo() {
    this.draft.redo();
    this.sheet.draw();
  }

  #entered(field) {
    if (!isField(field)) return;
    this.#before = field.value;
    const kind = field.dataset.kind;
    if (this.#keyboard && kind !== "text" && kind !== "long") field.select();
  }

  // The value as the server reads it shows once the caret has left the field.
  #left(field) {
    if (!isField(field) || !field.isConnected) return;
    const text = this.sheet.textOf(field.dataset.at, field.dataset.kind);
    if (field.value !== text) field.value = text;
    this.sheet.fit(field);
  }

  #typed(field) {
    if (!isField(field)) return;
    this.sheet.fit(field);
    const { edits, added } = withRows(this.sheet.layout, this.draft.filing, [this.sheet.editOf(field.dataset.at, field.value)]);
    this.draft.edit(edits);
    if (!added) return;
    this.sheet.fill();
    this.sheet.follow = edits.at(-1).at;
    this.sheet.draw();
  }

  #key(event) {
    const field = event.target;
    if (!isField(field) || event.isComposing || event.keyCode === 229) return;
    const act = this.#acts(event, field);
    if (!act) return;
    event.preventDefault();
    act();
  }

  #acts(event, field) {
    const { key, altKey: alt, shiftKey: shift } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const row = rowOf(field.dataset.at);
    const index = row?.[0] === "/indicators" ? row[1] : null;
    const name = field.dataset.at.split("/").at(-1);
    if (ctrl && key.toLowerCase() === "z") return () => (shift ? this.redo() : this.undo());
    if (ctrl && key.toLowerCase() === "y") return () => this.redo();
    if (index !== null && alt && key === "ArrowUp") return () => this.move(index, -1, name);
    if (index !== null && alt && key === "ArrowDown") return () => this.move(index, 1, name);
    if (index !== null && ctrl && key === "Enter") return () => this.insert(index, !shift);
    if (index !== null && alt && key === "Delete") return () => this.remove(index);
    if (index !== null && (key === "ContextMenu" || (shift && key === "F10"))) return () => this.#openMenu(field);
    if (key === "Escape") return () => this.#back(field);
    if (key === "Enter" && (alt || shift)) return () => this.#newLine(field);
    if (key === "Enter" && field.dataset.kind !== "long") return () => this.#down(field, 1) || field.blur();
    if (ctrl || alt || shift) return null;
    return this.#arrow(key, field);
  }

  #arrow(key, field) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const all = start === 0 && end === value.length && value.length > 0;
    if (key === "ArrowUp" || key === "ArrowDown") {
      const step = key === "ArrowUp" ? -1 : 1;
      if (all && !value.includes("\n")) return () => this.#down(field, step);
      // Where the caret does not move it stands on the first or last line: on to the next field.
      setTimeout(() => {
        const stays = field.selectionStart === start && field.selectionEnd === end;
        if (stays && document.activeElement === field) this.#down(field, step);
      });
      return null;
    }
    if (start !== end) return null;
    if (key === "ArrowLeft" && start === 0) return () => this.#across(field, -1);
    if (key === "ArrowRight" && start === value.length) return () => this.#across(field, 1);
    return null;
  }

  #newLine(field) {
    field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
    this.#typed(field);
  }

  #back(field) {
    if (field.value === this.#before) return;
    field.value = this.#before;
    this.#typed(field);
    field.select();
  }

  #across(field, step) {
    const fields = this.#fields();
    const next = fields[fields.indexOf(field) + step];
    if (!next) return;
    next.focus();
    const place = step < 0 ? next.value.length : 0;
    if (next.selectionStart === next.selectionEnd) next.setSelectionRange(place, place);
  }

  // The next field below (or above) whose column overlaps this one's.
  #down(field, step) {
    const box = field.getBoundingClientRect();
    const middle = box.left + box.width / 2;
    const fields = this.#fields();
    const lines = fields.filter((other) => {
      const there = other.getBoundingClientRect();
      const beyond = step > 0 ? there.top >= box.bottom - 2 : there.bottom <= box.top + 2;
      return beyond && there.left <= middle && there.right >= middle;
    });
    const next = step > 0 ? lines[0] : lines.at(-1);
    next?.focus();
    return Boolean(next);
  }

  #fields() {
    return [...this.sheet.fields.values()].filter(isField);
  }

  #openMenu(field) {
    const menu = field.closest("tr").querySelector("details.menu");
    menu.open = true;
    setTimeout(() => menu.querySelector(".sheet button")?.focus());
  }

  #pasted(event) {
    const field = event.target;
    if (!isField(field)) return;
    const cells = pastedCells(event.clipboardData);
    if (!cells) return;
    event.preventDefault();
    const at = field.dataset.at;
    if (at.startsWith("/indicators/")) {
      this.ready();
      if (this.#pastedTable(at, cells)) return;
    }
    const pasted = pasteInto(this.draft.filing, this.#lines(field), at, cells, this.sheet);
    const { edits, added: rows } = withRows(this.sheet.layout, this.draft.filing, pasted.edits);
    const { added } = pasted;
    if ((valueAt(this.draft.filing, "/indicators") ?? []).length + added > MOST_ROWS) {
      toast(this.words.pasteTooMany, { tone: "error" });
      return;
    }
    if (rows) this.sheet.fill();
    this.draft.edit(edits);
    this.sheet.draw();
    const width = Math.max(...cells.map((row) => row.length));
    const whole = pasted.rows === cells.length && pasted.columns === width;
    const said = this.words.pasted(pasted.rows, pasted.columns, added) + (whole ? "" : this.words.pastedInPart);
    toast(said, {
      tone: whole ? "good" : "", action: { label: this.words.undo, run: () => this.undo() },
    });
  }

  /** A table that tells its columns goes to them, wherever the caret is; false where it is none. */
  #pastedTable(at, cells) {
    const { sheet, draft } = this;
    const index = rowOf(at)[1];
    const fields = [...sheet.fields.keys()].filter((one) => one.startsWith(`/indicators/${index}/`)).map((one) => one.split("/").at(-1));
    // Signs and units in columns of their own are pasted cell by cell.
    if (fields.includes("operator") || fields.includes("measure")) return false;
    const table = tableOf(cells, sheet.layout, fields, valueAt(draft.filing, `/indicators/${index}`));
    if (!table) return false;
    const { edits, updated, added, count } = tableEdits(sheet.layout, draft.filing, table.entries);
    if (count > MOST_ROWS) {
      toast(this.words.pasteTooMany, { tone: "error" });
      return true;
    }
    if (edits.length) draft.edit(edits);
    sheet.draw();
    toast(this.words.pastedTable(updated, added) + (table.known ? "" : this.words.pastedInPart), {
      tone: table.known ? "good" : "", action: { label: this.words.undo, run: () => this.undo() },
    });
    return true;
  }

  // The pointers of the fields by row, within the block of rows that the field belongs to.
  #lines(field) {
    const list = rowOf(field.dataset.at)?.[0] ?? null;
    const lines = new Map();
    for (const other of this.#fields()) {
      if ((rowOf(other.dataset.at)?.[0] ?? null) !== list) continue;
      const row = other.closest("tr");
      lines.set(row, [...(lines.get(row) ?? []), other.dataset.at]);
    }
    return [...lines.values()];
  }
}

const isField = (element) => element?.tagName === "TEXTAREA" && Boolean(element.dataset.at);
/** Whether the edit changes which rows there are, or how they are merged. */
const isShape = (edit) => edit.op !== "set" || /^\/indicators\/\d+\/level[12]$/.test(edit.at);
