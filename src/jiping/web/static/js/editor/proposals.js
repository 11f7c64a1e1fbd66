// What can be taken over into the form: last year's targets, the library's indicators, the
// campaign's figures. Everything becomes edits, one step that can be undone.
import { ask } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { shown, textAt, typed } from "./document.js";
import { valueAt } from "./pointers.js";
import { insertInto, withRows } from "./rows.js";
import { get, send } from "./server.js";

const MONEY = ["initial", "adjusted", "executed"];

export class Proposals {
  constructor({ cells, draft, sheet, words, page }) {
    Object.assign(this, { cells, draft, sheet, words, page });
  }

  /** Goals and targets of last year's accepted filing. */
  async lastYear() {
    const { words } = this;
    const last = this.page.last_year;
    const rows = last.indicators ?? [];
    const goal = last.goals?.expected;
    const body = html`<div class="stack"><p>${words.takeOverText(last.fiscal_year)}</p>
      ${goal ? markup`<label class="choice"><input type="checkbox" data-goal${textAt(this.draft.filing, "/goals/expected") ? "" : markup` checked`}><span><strong>${words.takeGoal}</strong><br><span class="small muted">${goal}</span></span></label>` : ""}
      <div class="table-box"><table class="table"><thead><tr><th><input type="checkbox" data-all aria-label="${words.takeAll}"></th><th>${words.indicators}</th><th>${words.columns.target}</th><th>${words.columns.actual}</th><th class="number">${words.columns.weight}</th></tr></thead>
      <tbody>${rows.map((one, place) => markup`<tr><td><input type="checkbox" data-pick="${place}"${this.#indexOf(one.name) < 0 ? markup` checked` : ""} aria-label="${one.name ?? ""}"></td><td><span class="small muted">${one.level2 ?? ""}</span><br>${one.name ?? ""}${this.#indexOf(one.name) >= 0 ? markup` <span class="chip notice">${words.inForm}</span>` : ""}</td><td>${shown(one.target)}</td><td class="muted">${shown(one.actual)}</td><td class="number">${one.weight ?? ""}</td></tr>`)}</tbody></table></div></div>`;
    selectAll(body);
    if ((await this.#asked(words.takeOver, body)) !== "take") return;
    const chosen = picked(body).map((place) => rows[place]);
    const goals = body.querySelector("[data-goal]")?.checked ? [{ op: "set", at: "/goals/expected", value: goal, was: textAt(this.draft.filing, "/goals/expected") }] : [];
    this.#take([...goals, ...this.#rows(chosen)], chosen.length + goals.length);
  }

  /** Indicators of the library for the unit's sector. */
  async library() {
    const { words, page } = this;
    const answer = await get(`${page.urls.library}?${new URLSearchParams({ sector: page.sector, kind: page.kind })}`);
    if (answer.kind !== "ok") {
      toast(words.cannotLoad, { tone: "error" });
      return;
    }
    const { entries } = answer.body;
    if (entries.length === 0) {
      await ask({ title: words.library, body: html`<div class="empty">${icon("books")}<h3>${words.emptyLibrary}</h3><p>${words.emptyLibraryText}</p></div>`, choices: [{ value: "", label: words.close }] });
      return;
    }
    const categories = [...new Set(entries.map((one) => one.level2))];
    const body = html`<div class="stack library"><p>${words.libraryText}</p>
      <div class="filters"><div class="field"><label for="library-words">${words.search}</label><input id="library-words" type="search"></div>
      <div class="field"><label for="library-level">${words.category}</label><select id="library-level"><option value="">${words.allCategories}</option>${categories.map((name) => markup`<option>${name}</option>`)}</select></div></div>
      <div class="table-box"><table class="table"><tbody>${entries.map((one, place) => markup`<tr data-level="${one.level2}" data-words="${one.name}"><td><input type="checkbox" data-pick="${place}" aria-label="${one.name}"></td><td><span class="small muted">${one.level2} · ${one.sector}</span><br><strong>${one.name}</strong>${this.#indexOf(one.name) >= 0 ? markup` <span class="chip notice">${words.inForm}</span>` : ""}<br><span class="small">${one.meaning}</span></td><td>${one.target}</td><td class="small muted">${one.source}</td></tr>`)}</tbody></table></div><p class="muted" data-none hidden>${words.noEntries}</p></div>`;
    const filter = () => {
      const level = body.querySelector("select").value;
      const told = body.querySelector("input[type=search]").value.trim();
      const rows = [...body.querySelectorAll("tbody tr")];
      for (const row of rows) row.hidden = Boolean((level && row.dataset.level !== level) || !row.dataset.words.includes(told));
      body.querySelector("[data-none]").hidden = rows.some((row) => !row.hidden);
    };
    filter();
    body.addEventListener("input", filter);
    if ((await this.#asked(words.library, body)) !== "take") return;
    const chosen = picked(body).map((place) => entries[place]);
    this.#take(this.#rows(chosen), chosen.length);
  }

  /** Budget figures that came with the task, and those of the final accounts, each with its source. */
  async figures() {
    const { words, page, draft } = this;
    const found = MONEY.filter((name) => page.figures[name] !== undefined)
      .map((name) => ({ at: `${this.#totalRow()}/${name}`, value: page.figures[name], source: words.fromTask }));
    const body = html`<div class="stack"><p>${words.figuresText}</p><div data-table></div>
      <div data-said class="stack tight"></div><label class="button at-start">${icon("file-upload")}${words.readAccounts}<input type="file" class="visually-hidden"></label></div>`;
    const draw = () => body.querySelector("[data-table]").replaceChildren(html`<table class="table"><thead><tr><th></th><th></th><th class="number">${words.now}</th><th class="number">${words.told}</th><th>${words.source}</th></tr></thead>
      <tbody>${found.map((one, place) => markup`<tr><td><input type="checkbox" data-pick="${place}"${this.#offers(one, found) ? markup` checked` : ""} aria-label="${this.sheet.nameOf(one.at)}"></td><td>${this.sheet.nameOf(one.at)}</td><td class="number">${textAt(draft.filing, one.at) || "—"}</td><td class="number">${one.value}</td><td class="small muted">${one.source}</td></tr>`)}</tbody></table>`);
    draw();
    body.querySelector("input[type=file]").addEventListener("change", async (event) => {
      const told = await this.#accounts(event.target.files[0], body.querySelector("[data-said]"));
      found.push(...told);
      draw();
    });
    if ((await this.#asked(words.figures, body)) !== "take") return;
    const edits = picked(body).map((place) => found[place]).map(({ at, value }) => ({ op: "set", at, value, was: textAt(draft.filing, at) }));
    this.#take(edits, edits.length);
  }

  // Offered at once: what fills an empty field, the first of several sources.
  #offers(one, found) {
    return !textAt(this.draft.filing, one.at) && found.find((other) => other.at === one.at) === one;
  }

  async #accounts(file, said) {
    if (!file) return [];
    said.replaceChildren(html`<p class="loading"><span class="spinner"></span>${this.words.reading(file.name)}</p>`);
    const form = new FormData();
    form.append("file", file);
    const answer = await send(this.page.urls.accounts, { form });
    const warnings = answer.kind === "ok" ? answer.body.warnings : [answer.body.message ?? this.words.cannotLoad];
    said.replaceChildren(...warnings.map((told) => html`<div class="banner warning">${icon("alert-triangle")}<p>${told}</p></div>`));
    if (answer.kind !== "ok") return [];
    return answer.body.figures
      .map(({ field, value, where, raw }) => ({ at: field.startsWith("/") ? field : `${this.#totalRow()}/${field}`, value, source: `${where} “${raw}”` }))
      .filter(({ at }) => this.sheet.fields.has(at));
  }

  #totalRow() {
    const cell = this.sheet.layout.cells.find((one) => one.at?.startsWith("/budget/rows/"));
    return cell.at.replace(/\/[^/]+$/, "");
  }

  #asked(title, body) {
    const { words } = this;
    return ask({ title, body, wide: true, choices: [{ value: "", label: words.cancel }, { value: "take", label: words.takeNow, tone: "primary" }] });
  }

  #indexOf(name) {
    return (valueAt(this.draft.filing, "/indicators") ?? []).findIndex((one) => name && one.name === name);
  }

  // A row of the same name is brought up to date, an empty row of the category is filled, else added.
  #rows(chosen) {
    const held = valueAt(this.draft.filing, "/indicators") ?? [];
    const taken = new Set();
    const sets = [];
    const added = [];
    for (const one of chosen) {
      let index = this.#indexOf(one.name);
      if (index < 0) index = held.findIndex((row, place) => !row.name && row.level2 === one.level2 && !taken.has(place));
      if (index < 0) added.push(entryOf(one));
      else {
        taken.add(index);
        for (const [name, value] of Object.entries(entryOf(one))) {
          const at = `/indicators/${index}/${name}`;
          if (name !== "level1" && name !== "level2") sets.push({ op: "set", at, value, was: textAt(this.draft.filing, at) });
        }
      }
    }
    return [...sets, ...insertInto(this.sheet.layout, this.draft.filing, added)];
  }

  #take(edits, count) {
    const { edits: told, added } = withRows(this.sheet.layout, this.draft.filing, edits);
    if (added) this.sheet.fill();
    this.cells.edit(told);
    this.sheet.draw();
    toast(this.words.takenOver(count), { tone: "good", action: { label: this.words.undo, run: () => this.cells.undo() } });
  }
}

/** What of an indicator is taken over: where it belongs, its name, target and weight. */
function entryOf(one) {
  const { level1, level2, name, target, weight } = typed(one);
  return Object.fromEntries(Object.entries({ level1, level2, name, target, weight }).filter(([, told]) => told));
}

const picked = (body) => [...body.querySelectorAll("[data-pick]:checked")].map((box) => Number(box.dataset.pick));

function selectAll(body) {
  body.querySelector("[data-all]").addEventListener("change", (event) => {
    for (const box of body.querySelectorAll("[data-pick]")) box.checked = event.target.checked;
  });
}
