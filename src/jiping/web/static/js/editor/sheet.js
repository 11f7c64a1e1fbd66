// The form in the page: draws the laid-out cells, then writes single fields; keeps the caret's place.
import { escape } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { textAt } from "./document.js";
import { relaid, withRowsThere } from "./layout.js";
import { rowOf, valueAt } from "./pointers.js";

const SIZES = CSS.supports("field-sizing", "content");
/** Parts of a target that some forms print in columns of their own. */
const PARTS = { operator: "operator", measure: "unit" };

/** `0.9341` as `93.41%`: the digits are moved, nothing is computed. */
export function percent(fraction) {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(fraction);
  if (!match) return fraction;
  const [, sign, whole, decimals = ""] = match;
  const digits = (whole + decimals.padEnd(2, "0").slice(0, 2)).replace(/^0+(?=\d)/, "");
  const rest = decimals.slice(2).replace(/0+$/, "");
  return `${sign}${digits}${rest ? `.${rest}` : ""}%`;
}

/** Amounts in 万元, as against weights and scores. */
const AMOUNT = /^\/budget\/(rows\/[^/]+\/(initial|adjusted|executed)|by_\w+\/\w+)$/;

/** `1835.1` as `1835.10`, as it is printed: the points of a column stand below one another. */
export function lined(amount) {
  const match = /^(-?\d+)(?:\.(\d?))?$/.exec(amount);
  return match ? `${match[1]}.${(match[2] ?? "").padEnd(2, "0")}` : amount;
}

export class Sheet {
  constructor(root, layout, draft, words, { editable }) {
    Object.assign(this, { root, layout, draft, words, editable, fields: new Map() });
    this.#index(layout.cells);
    // The pointer of the caret's field after an edit that moves its row.
    this.follow = null;
    this.composing = false;
  }

  /** Rows that the form printed and the filing did not have are there now. */
  fill() {
    this.layout = withRowsThere(this.layout);
  }

  /** Draw the whole form anew; the caret stays in its field. */
  draw() {
    const caret = this.#caret();
    this.layout = relaid(this.layout, this.draft.filing);
    const { cuts, cells, height } = this.layout;
    this.#index(cells);
    const widths = cuts.slice(1).map((cut, place) => `<col width="${(cut - cuts[place]) / 10}%">`);
    const rows = Array.from({ length: height }, () => []);
    for (const cell of cells) rows[cell.row].push(cell);
    this.root.innerHTML = `<table class="form-table"><colgroup><col class="grip-column">${widths.join("")}</colgroup>
      <tbody>${rows.map((row) => this.#row(row)).join("")}</tbody></table>`;
    const found = [...this.root.querySelectorAll("[data-at]")].map((field) => [field.dataset.at, field]);
    this.fields = new Map(found);
    for (const [, field] of found) this.fit(field);
    if (caret) this.focus(caret.at, caret);
    this.root.dispatchEvent(new CustomEvent("drawn"));
  }

  /** Write what the filing holds into the fields, except the one that is being typed in. */
  write(except = document.activeElement) {
    for (const [at, field] of this.fields) {
      if (field === except) continue;
      const text = this.textOf(at, field.dataset.kind);
      if (field.tagName === "OUTPUT") field.textContent = text;
      else if (field.value !== text) {
        field.value = text;
        this.fit(field);
      }
    }
  }

  /** What the field at `at` shows. */
  textOf(at, kind) {
    const fault = this.draft.faults.get(at);
    if (fault) return typeof fault.text === "object" ? (fault.text?.raw ?? "") : (fault.text ?? "");
    const part = partOf(at);
    if (part) return valueAt(this.draft.filing, part.target)?.[part.name] ?? "";
    const text = textAt(this.draft.filing, at);
    if (kind === "rate") return percent(text);
    return AMOUNT.test(at) ? lined(text) : text;
  }

  /** The edit that `text` typed into the field at `at` comes to. */
  editOf(at, text) {
    const part = partOf(at);
    const target = part?.target ?? at;
    const held = valueAt(this.draft.filing, target);
    const was = textAt(this.draft.filing, target);
    const parts = held && typeof held === "object" ? held : {};
    if (part) return { op: "set", at: target, value: value(parts.raw ?? "", { ...parts, [part.name]: text }), was };
    // A bare number keeps the operator and unit that stand in columns of their own.
    const own = this.fields.has(at.replace(/[^/]+$/, "measure")) && /^[\d.,]*$/.test(text);
    return { op: "set", at, value: own ? value(text, parts) : text, was };
  }

  /** Put the caret into the field at `at`, or the first field inside or around it. */
  focus(at, caret = {}) {
    const field = this.fieldFor(at);
    if (!field) return null;
    field.focus({ preventScroll: caret.start !== undefined });
    if (caret.start !== undefined && field.setSelectionRange) field.setSelectionRange(caret.start, caret.end);
    else field.scrollIntoView({ block: "center", behavior: "smooth" });
    return field;
  }

  /** The field that shows what stands at `at`. */
  fieldFor(at) {
    if (this.fields.has(at)) return this.fields.get(at);
    const inside = [...this.fields].find(([pointer]) => pointer.startsWith(`${at}/`));
    if (inside) return inside[1];
    const cut = at.lastIndexOf("/");
    return cut > 0 ? this.fieldFor(at.slice(0, cut)) : null;
  }

  /** Let the field be as high as its text. */
  fit(field) {
    if (SIZES || field.tagName !== "TEXTAREA") return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  /** How a field is called: its row and its column. */
  nameOf(at) {
    const cell = this.byPointer.get(at);
    if (!cell) return "";
    const head = this.#head(cell);
    const row = this.#rowName(cell);
    return [row, head].filter((told, place, all) => told && all.indexOf(told) === place).join(" · ");
  }

  /** How the column of a field is called. */
  columnName(at) {
    const cell = this.byPointer.get(at);
    return cell ? this.#head(cell) : "";
  }

  #index(cells) {
    this.byPointer = new Map(cells.filter((one) => one.at).map((one) => [one.at, one]));
    this.headings = cells.filter((one) => one.look === "heading" && one.text);
    this.labels = new Map();
    for (const one of cells) {
      if (!one.kind && one.text) this.labels.set(one.row, [...(this.labels.get(one.row) ?? []), one]);
    }
  }

  #caret() {
    const field = document.activeElement;
    if (!field?.dataset?.at || !this.root.contains(field)) return null;
    const at = this.follow ?? field.dataset.at;
    this.follow = null;
    return { at, start: field.selectionStart, end: field.selectionEnd };
  }

  #head(cell) {
    const heads = this.headings.filter((one) => one.row < cell.row && one.left <= cell.left && one.right > cell.left);
    const head = heads.at(-1)?.text ?? "";
    return cell.at?.startsWith("/budget/by_") ? "" : head;
  }

  #rowName(cell) {
    const row = rowOf(cell.at);
    if (row?.[0] === "/indicators") return textAt(this.draft.filing, `/indicators/${row[1]}/name`);
    const before = (this.labels.get(cell.row) ?? []).filter((one) => one.right <= cell.left);
    return (before.at(-1)?.text ?? "").replace(/[：:]$/, "");
  }

  #row(cells) {
    const at = cells.map((cell) => rowOf(cell.at ?? "")).find((row) => row?.[0] === "/indicators");
    const pointer = at && `/indicators/${at[1]}`;
    const grip = pointer && this.editable ? this.#grip(pointer) : "";
    return `<tr${pointer ? ` class="indicator" data-row="${pointer}"` : ""}><td class="grip">${grip}</td>${cells.map((cell, place) => this.#cell(cell, cells[place + 1])).join("")}</tr>`;
  }

  #grip(pointer) {
    const name = this.words.rowMenu(textAt(this.draft.filing, `${pointer}/name`));
    return `<details class="menu" data-menu data-row="${pointer}"><summary class="button plain small icon-only" tabindex="-1" aria-label="${escape(name)}">${icon("dots-vertical").text}</summary><div class="sheet"></div></details>`;
  }

  #cell(cell, next) {
    const { cuts } = this.layout;
    const across = cuts.indexOf(cell.right) - cuts.indexOf(cell.left);
    const spans = `${across > 1 ? ` colspan="${across}"` : ""}${cell.rows > 1 ? ` rowspan="${cell.rows}"` : ""}`;
    const open = (cell.open ?? []).map((side) => ` open-${side}`).join("");
    // A label that is all its field is called by: where the field shows its own name it is not said twice.
    const named = !cell.kind && next?.kind && !this.#head(next) ? " named" : "";
    return cell.kind ? this.#field(cell, spans, open) : this.#label(cell, spans, open + named);
  }

  #label(cell, spans, open) {
    const level = /level[12]$/.exec(cell.at ?? "")?.[0];
    const side = cell.left === 0 && cell.rows > 1 ? " side" : "";
    const add = level === "level2" && this.editable
      ? `<button type="button" class="add" data-add="${cell.row + cell.rows - 2 - this.layout.heading}" tabindex="-1" aria-label="${escape(this.words.addTo(cell.text))}">${icon("plus").text}</button>`
      : "";
    const text = cell.at && !level ? textAt(this.draft.filing, cell.at) || cell.text : cell.text;
    const said = level ? ` data-label="${escape(this.#head(cell))}"` : "";
    // What stands in brackets behind a name, its points, is never broken.
    const shown = escape(text).replace(/（[^（）]+）$/, '<span class="whole">$&</span>');
    return `<td${spans} class="printed ${cell.look}${level ? ` level ${level}` : ""}${side}${open}"${said}>${shown}${add}</td>`;
  }

  #field(cell, spans, open) {
    const at = escape(cell.at);
    const name = escape(this.nameOf(cell.at));
    const text = escape(this.textOf(cell.at, cell.kind));
    const head = `<td${spans} class="cell ${cell.kind} ${cell.look}${open}" data-cell="${at}" data-label="${escape(this.#head(cell) || this.#rowName(cell))}">`;
    const shared = `data-at="${at}" data-kind="${cell.kind}" aria-label="${name}"`;
    if (!this.editable) return `${head}<output ${shared} tabindex="0">${text}</output></td>`;
    const mode = cell.kind === "number" || cell.kind === "rate" ? ' inputmode="decimal"' : "";
    return `${head}<textarea rows="1" ${shared}${mode} spellcheck="false" autocomplete="off">\n${text}</textarea></td>`;
  }
}

function partOf(at) {
  const match = /^(\/indicators\/\d+)\/(operator|measure)$/.exec(at);
  return match && { target: `${match[1]}/target`, name: PARTS[match[2]] };
}

function value(raw, { operator, unit }) {
  const parts = { ...(operator && { operator }), ...(unit && { unit }) };
  return Object.keys(parts).length ? { raw, ...parts } : raw;
}
