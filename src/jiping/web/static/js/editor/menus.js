// What can be done with a row, from its menu, from the plus sign at its category, from the library.
import { ask } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { rowOf, valueAt } from "./pointers.js";
import { changeCategory } from "./rows.js";

export class Menus {
  constructor({ sheet, cells, draft, words }) {
    Object.assign(this, { sheet, cells, draft, words });
    sheet.root.addEventListener("toggle", (event) => this.#opened(event.target), true);
    sheet.root.addEventListener("click", (event) => this.#clicked(event));
    sheet.root.addEventListener("keydown", (event) => this.#key(event));
  }

  #opened(menu) {
    if (!menu.open || !menu.matches("details[data-row]")) return;
    const { words } = this;
    const entry = (act, sign, text, keys = "") => markup`<button type="button" data-row-act="${act}">${icon(sign)}<span>${text}</span>${keys && markup`<kbd>${keys}</kbd>`}</button>`;
    menu.querySelector(".sheet").replaceChildren(html`<div class="row-menu">
      ${entry("up", "arrow-up", words.up, "Alt+↑")}${entry("down", "arrow-down", words.down, "Alt+↓")}
      <hr>${entry("above", "row-insert-top", words.above)}${entry("below", "row-insert-bottom", words.below, "Ctrl+Enter")}
      ${entry("change", "transfer-in", words.change)}<hr>${entry("remove", "trash", words.remove, "Alt+Delete")}</div>`);
  }

  #clicked(event) {
    const add = event.target.closest("[data-add]");
    if (add) this.cells.insert(Number(add.dataset.add));
    const button = event.target.closest("[data-row-act]");
    if (!button) return;
    const [, index] = rowOf(button.closest("[data-row]").dataset.row);
    button.closest("details").open = false;
    const acts = {
      up: () => this.cells.move(index, -1),
      down: () => this.cells.move(index, 1),
      above: () => this.cells.insert(index, false),
      below: () => this.cells.insert(index),
      remove: () => this.cells.remove(index),
      change: () => this.#change(index),
    };
    acts[button.dataset.rowAct]();
  }

  #key(event) {
    const menu = event.target.closest?.("details[data-row][open] .sheet");
    if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll("button")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  }

  async #change(index) {
    this.cells.ready();
    const { levels } = this.sheet.layout;
    const row = valueAt(this.draft.filing, `/indicators/${index}`);
    const body = html`<div class="field"><label for="category">${this.words.changeTitle}</label><select id="category">
      ${levels.map((level) => markup`<optgroup label="${level.name}">${level.level2.map((name) => markup`<option value="${level.name}/${name}"${name === row.level2 ? markup` selected` : ""}>${name}</option>`)}</optgroup>`)}</select></div>`;
    const answered = await ask({
      title: this.words.changeTitle, body,
      choices: [{ value: "", label: this.words.cancel }, { value: "change", label: this.words.changeDo, tone: "primary" }],
    });
    if (answered !== "change") return;
    const [level1, level2] = body.querySelector("select").value.split("/");
    this.cells.edit(changeCategory(this.sheet.layout, this.draft.filing, index, { level1, level2 }));
  }
}
