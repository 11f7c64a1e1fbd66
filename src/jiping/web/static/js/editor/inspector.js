// What belongs to the row of the caret: how its rule score comes about, what was found, where its
// values were read, what stood there last year, remarks and evidence files.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { textAt } from "./document.js";
import { rowOf, valueAt } from "./pointers.js";
import { remedyOf, told } from "./told.js";
import { words } from "./words.js";

export class Inspector {
  #at = null;

  constructor({ box, sheet, scores, findings, files, remarks, lastYear, words }) {
    Object.assign(this, { box, sheet, scores, findings, files, remarks, lastYear, words });
    sheet.root.addEventListener("focusin", (event) => {
      if (event.target.dataset.at) this.show(event.target.dataset.at);
    });
  }

  /** Show what belongs to the field at `at`; again without one. */
  show(at = this.#at) {
    this.#at = at;
    if (!at) return;
    const row = rowOf(at);
    const pointer = row ? `${row[0]}/${row[1]}` : at;
    this.box.replaceChildren(html`<div class="stack">
      <h3>${this.sheet.nameOf(at)}</h3>
      ${this.#fault(at)}${this.#score(pointer)}${this.#found(pointer)}${this.#remarks(pointer)}${this.#source(at)}${this.#before(at)}
      <div data-files></div></div>`);
    this.files.show(this.box.querySelector("[data-files]"), row?.[0] === "/indicators" ? pointer : "");
  }

  #fault(at) {
    const fault = this.sheet.draft.faults.get(at);
    return fault ? markup`<div class="banner error">${icon("circle-x")}<p>${fault.message}</p></div>` : "";
  }

  #score(pointer) {
    const line = this.scores.line(pointer);
    if (!line) return "";
    return markup`<section class="inspected"><h4>${this.words.explanation}</h4><p class="explained">${line.explanation}</p><p class="small muted">${line.basis}</p></section>`;
  }

  #found(pointer) {
    const found = this.findings.at(pointer);
    return found.map((one) => markup`<div class="banner ${one.severity}">${icon({ error: "circle-x", warning: "alert-triangle", notice: "info-circle" }[one.severity])}<div><p>${told(one)}</p><p class="small muted">${remedyOf(one)}</p></div></div>`);
  }

  #remarks(pointer) {
    const written = this.remarks.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    if (written.length === 0) return "";
    return markup`<section class="inspected"><h4>${this.words.remarks}</h4>${written.map((one) => markup`<div class="banner warning">${icon("message-report")}<div><p>${one.text}</p><p class="small muted">${one.by} ${one.at}</p></div></div>`)}</section>`;
  }

  #source(at) {
    const evidence = this.sheet.draft.filing.evidence?.[at];
    if (!evidence) return "";
    return markup`<section class="inspected"><h4>${this.words.source}</h4><p>${this.words.sourceOf(placeText(evidence.where))}</p><blockquote>${evidence.raw}</blockquote></section>`;
  }

  // Last year's row is the one of the same name: rows come and go between years.
  #before(at) {
    const row = rowOf(at);
    if (!this.lastYear || !row) return "";
    const list = valueAt(this.lastYear, row[0]) ?? [];
    const key = row[0] === "/indicators" ? "name" : "item";
    const mine = textAt(this.sheet.draft.filing, `${row[0]}/${row[1]}/${key}`);
    const place = list.findIndex((one) => one[key] && one[key] === mine);
    if (place < 0) return "";
    const names = row[0] === "/indicators" ? ["target", "actual", "weight", "score"] : ["initial", "adjusted", "executed"];
    const values = names.map((name) => [this.sheet.columnName(`${row[0]}/${row[1]}/${name}`), textAt(this.lastYear, `${row[0]}/${place}/${name}`)]).filter(([, text]) => text);
    return markup`<section class="inspected"><h4>${this.words.lastYear}</h4><dl class="facts">${values.map(([name, text]) => markup`<dt>${name}</dt><dd>${text}</dd>`)}</dl></section>`;
  }
}

/** A place as a user reads it: page 2, table 1, row 5, column 3. */
export function placeText(where) {
  const { page, sheet, table, row } = words.places;
  const line = where.row ?? where.line;
  return [
    where.file, where.page && page(where.page), where.sheet && sheet(where.sheet),
    where.table && table(where.table), line && row(line, where.column, Boolean(where.line)),
  ].filter(Boolean).join(" ");
}
