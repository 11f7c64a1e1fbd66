// Findings in the side list and at their fields; a warning is answered where it stands.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { send } from "./server.js";
import { remedyOf, titleOf, told } from "./told.js";

const SIGNS = { error: "circle-x", warning: "alert-triangle", notice: "info-circle" };
const RANK = ["error", "warning", "notice"];

export class Findings {
  constructor({ list, counts, sheet, words, urls, acts, belongs = null }) {
    Object.assign(this, { list, counts, sheet, words, urls, acts, belongs, all: [], found: [], place: -1 });
    list.addEventListener("click", (event) => this.#clicked(event));
    list.addEventListener("submit", (event) => this.#answered(event));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    sheet.root.addEventListener("drawn", () => this.mark());
    sheet.root.addEventListener("focusin", (event) => this.#note(event.target));
    sheet.root.addEventListener("focusout", () => this.#unnote());
  }

  /** Show these findings, or those of them that belong on this page. */
  show(all) {
    const found = this.belongs ? all.filter(this.belongs) : all;
    const typing = this.list.contains(document.activeElement) && document.activeElement.tagName === "TEXTAREA";
    this.all = all;
    this.found = found;
    this.#count();
    this.mark();
    if (!typing) this.#draw();
  }

  /** The findings at a row or field. */
  at(pointer) {
    return this.found.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  }

  /** On to the next finding, or back. */
  step(by) {
    if (this.found.length === 0) return;
    this.place = (this.place + by + this.found.length) % this.found.length;
    this.go(this.found[this.place]);
  }

  #count() {
    for (const [severity, counter] of Object.entries(this.counts)) {
      const count = this.found.filter((one) => one.severity === severity).length;
      for (const shown of counter) {
        shown.textContent = count;
        shown.closest("[data-counted]")?.toggleAttribute("hidden", count === 0);
      }
    }
  }

  /** Mark the cells in which something does not hold. */
  mark() {
    for (const cell of this.sheet.root.querySelectorAll("[data-sign]")) {
      delete cell.dataset.sign;
      cell.querySelector("[data-at]")?.removeAttribute("aria-invalid");
    }
    // The worst last: it is what the cell shows.
    for (const one of [...this.found].sort((a, b) => RANK.indexOf(b.severity) - RANK.indexOf(a.severity))) {
      const field = one.pointer && this.sheet.fieldFor(one.pointer);
      if (!field) continue;
      field.closest("[data-cell]").dataset.sign = one.answer && one.severity === "warning" ? "answered" : one.severity;
      if (one.severity === "error") field.setAttribute("aria-invalid", "true");
    }
    for (const at of this.sheet.draft.faults.keys()) {
      const field = this.sheet.fields.get(at);
      if (!field) continue;
      field.closest("[data-cell]").dataset.sign = "error";
      field.setAttribute("aria-invalid", "true");
    }
    if (this.sheet.root.contains(document.activeElement)) this.#note(document.activeElement);
  }

  /** Under the field of the caret: what is wrong there, in words. */
  #note(field) {
    this.#unnote();
    const at = field.dataset?.at;
    if (!at) return;
    const fault = this.sheet.draft.faults.get(at);
    const found = this.found.filter((one) => one.pointer === at || this.sheet.fieldFor(one.pointer) === field);
    if (!fault && found.length === 0) return;
    const worst = fault ? "error" : found[0].severity;
    const said = fault ? [fault.message] : found.map(told);
    field.closest("[data-cell]").append(html`<div class="field-note ${worst}" id="field-note">${said.map((words) => markup`<p>${words}</p>`)}</div>`);
    field.setAttribute("aria-describedby", "field-note");
  }

  #unnote() {
    document.getElementById("field-note")?.remove();
    this.sheet.root.querySelector("[aria-describedby=field-note]")?.removeAttribute("aria-describedby");
  }

  #draw() {
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((item) => item.dataset.name));
    if (this.found.length === 0) {
      this.list.replaceChildren(html`<div class="empty">${icon("circle-check")}<h3>${this.words.noFindings}</h3>${this.acts.has("edit") ? markup`<p>${this.words.noFindingsText}</p>` : ""}</div>`);
      return;
    }
    this.list.replaceChildren(...this.found.map((one) => this.#item(one, open.has(one.fingerprint))));
  }

  #item(one, open) {
    const { words } = this;
    const head = titleOf(one) || this.sheet.nameOf(one.pointer) || one.title;
    const where = titleOf(one) && this.sheet.nameOf(one.pointer);
    const item = html`<details class="finding ${one.severity}" data-name="${one.fingerprint}">
      <summary><span class="sign ${one.severity}">${icon(SIGNS[one.severity], words.severities[one.severity])}</span>
        <span class="said"><strong>${head}</strong>${where ? markup`<span class="muted" lang="zh-Hans">${where}</span>` : ""}<span${titleOf(one) ? markup` lang="zh-Hans"` : ""}>${one.message}</span></span>
        ${one.severity === "warning" && one.answer ? markup`<span class="chip good">${words.answered}</span>` : ""}</summary>
      <div class="more">
        <dl class="facts small"><dt>${words.remedy}</dt><dd>${remedyOf(one)}</dd><dt>${words.basis}</dt><dd>${one.basis} <code>${one.code}</code></dd></dl>
        ${this.#answer(one)}
        <button type="button" class="button small" data-go="${one.fingerprint}">${icon("target")}${words.show}</button>
      </div></details>`;
    item.open = open;
    return item;
  }

  #answer(one) {
    if (one.severity !== "warning") return "";
    const { words } = this;
    if (!this.acts.has("answer")) return one.answer ? markup`<p class="answer">${one.answer}</p>` : "";
    return markup`<form class="field" data-answer="${one.fingerprint}"><label for="a-${one.fingerprint}">${words.answerIt}</label>
      <textarea id="a-${one.fingerprint}" name="text" maxlength="1000" rows="2">\n${one.answer ?? ""}</textarea>
      <p class="hint">${words.answerHint}</p><button class="button small primary" type="submit">${words.keepAnswer}</button></form>`;
  }

  #clicked(event) {
    const go = event.target.closest("[data-go]");
    if (go) this.go(this.found.find((one) => one.fingerprint === go.dataset.go));
  }

  /** Put the caret where something was typed that cannot be saved, on the next such field each time. */
  goToFault() {
    const faults = [...this.sheet.draft.faults.keys()];
    const at = faults[(faults.indexOf(document.activeElement?.dataset?.at ?? this.fault) + 1) % faults.length];
    if (!at) return;
    this.fault = at;
    this.go({ pointer: at });
  }

  /** Put the caret where the finding is. */
  go(one) {
    this.place = this.found.indexOf(one);
    if (this.sheet.focus(one.pointer || "/")) return;
    // What is not on this page stands on the other one.
    const other = one.pointer.startsWith("/report") ? this.urls.report : this.urls.page;
    location.assign(`${other}#${one.pointer.slice(1)}`);
  }

  async #answered(event) {
    event.preventDefault();
    const form = event.target;
    await this.answer(form.dataset.answer, form.elements.text.value);
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }

  /** Keep what the unit says to a finding; false where that is not possible now. */
  async answer(fingerprint, text) {
    const answer = await send(this.urls.answers, { json: { fingerprint, text } });
    if (answer.kind !== "ok") {
      toast(answer.body.message ?? this.words.refused, { tone: "error" });
      return false;
    }
    toast(this.words.answerKept, { tone: "good" });
    const one = this.all.find((found) => found.fingerprint === fingerprint);
    if (one) one.answer = answer.body.answer;
    if (this.list.contains(document.activeElement)) document.activeElement.blur();
    this.show(this.all);
    return true;
  }
}
