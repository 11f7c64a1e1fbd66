// The report by section: headings and texts as fields, rows of sections as in the outline.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { textAt } from "./document.js";
import { valueAt } from "./pointers.js";

const LIST = "/report/sections";
const SIZES = CSS.supports("field-sizing", "content");

export class Sections {
  constructor(root, { draft, outline, words, editable }) {
    Object.assign(this, { root, draft, outline, words, editable, fields: new Map(), composing: false });
    root.addEventListener("compositionstart", () => (this.composing = true));
    root.addEventListener("compositionend", () => (this.composing = false));
  }

  get held() {
    return valueAt(this.draft.filing, LIST) ?? [];
  }

  /** Sections of the outline that the report does not have. */
  get missing() {
    return this.outline.filter((one) => one.required && !this.held.some((held) => held.heading === one.heading || (one.topic !== "other" && held.topic === one.topic)));
  }

  draw() {
    const active = document.activeElement;
    const caret = active?.dataset?.at && this.root.contains(active) ? { at: active.dataset.at, start: active.selectionStart, end: active.selectionEnd } : null;
    const body = this.held.length ? this.#report() : this.#empty();
    this.root.replaceChildren(body);
    this.fields = new Map([...this.root.querySelectorAll("[data-at]")].map((field) => [field.dataset.at, field]));
    for (const field of this.fields.values()) this.fit(field);
    if (caret) this.focus(caret.at, caret);
    this.root.dispatchEvent(new CustomEvent("drawn"));
  }

  write(except = document.activeElement) {
    for (const [at, field] of this.fields) {
      const text = this.textOf(at);
      if (field === except || field.value === text) continue;
      if (field.tagName === "OUTPUT") field.textContent = text;
      else field.value = text;
      this.fit(field);
    }
  }

  textOf(at) {
    const fault = this.draft.faults.get(at);
    return fault ? fault.text : textAt(this.draft.filing, at);
  }

  nameOf(at) {
    const match = /^\/report\/sections\/(\d+)/.exec(at);
    if (!match) return at === "/report/title" ? this.words.reportTitle : "";
    const section = this.held[match[1]];
    return section ? `${section.number ?? ""}${section.heading}` : "";
  }

  fieldFor(at) {
    if (this.fields.has(at)) return this.fields.get(at);
    const section = /^\/report\/sections\/\d+/.exec(at)?.[0];
    return (section && this.fields.get(`${section}/text`)) || null;
  }

  focus(at, caret = {}) {
    const field = this.fieldFor(at);
    if (!field) return null;
    field.focus({ preventScroll: caret.start !== undefined });
    if (caret.start !== undefined) field.setSelectionRange?.(caret.start, caret.end);
    else field.scrollIntoView({ block: "center", behavior: "smooth" });
    return field;
  }

  /** Put the caret over a piece of a section's text. */
  select(at, start, end) {
    const field = this.focus(at);
    field?.setSelectionRange?.(start, end);
  }

  fit(field) {
    if (SIZES || field.tagName !== "TEXTAREA") return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  #empty() {
    const { words } = this;
    if (!this.editable) return html`<div class="empty">${icon("file-text")}<h3>${words.noReport}</h3></div>`;
    return html`<div class="empty">${icon("file-text")}<h3>${words.noReport}</h3><p>${words.noReportText}</p>
      <div class="row"><button type="button" class="button primary" data-act="draft">${icon("wand")}${words.draftAll}</button><button type="button" class="button" data-act="outline">${icon("list-check")}${words.emptyOutline}</button></div></div>`;
  }

  #report() {
    const { words } = this;
    const missing = this.editable ? this.missing : [];
    return html`<div class="report">
      <div data-cell="/report/title" class="report-title">${this.#field("/report/title", words.reportTitle)}</div>
      ${this.held.map((section, index) => this.#section(section, index))}
      ${missing.length ? markup`<div class="missing-sections"><p class="small muted">${words.missingSections}</p>${missing.map((one) => markup`<button type="button" class="button small" data-add-section="${one.heading}">${icon("plus")}${one.number}${one.heading}</button>`)}</div>` : ""}</div>`;
  }

  #section(section, index) {
    const at = `${LIST}/${index}`;
    const { words } = this;
    const tools = this.editable
      ? markup`<details class="menu" data-menu><summary class="button plain small icon-only" aria-label="${words.sectionMenu(section.heading)}">${icon("dots-vertical")}</summary><div class="sheet">
          <button type="button" data-section="redraft" data-index="${index}">${icon("wand")}${words.redraft}</button>
          <button type="button" data-section="up" data-index="${index}">${icon("arrow-up")}${words.up}</button>
          <button type="button" data-section="down" data-index="${index}">${icon("arrow-down")}${words.down}</button>
          <button type="button" data-section="remove" data-index="${index}">${icon("trash")}${words.removeSection}</button></div></details>`
      : "";
    const level = (section.number ?? "").startsWith("（") ? " sub" : "";
    return markup`<section class="report-section${level}" data-section-at="${at}">
      <header><div class="number" data-cell="${at}/number">${this.#field(`${at}/number`, words.sectionNumber)}</div><div class="heading" data-cell="${at}/heading">${this.#field(`${at}/heading`, words.heading)}</div>${tools}</header>
      <div class="text" data-cell="${at}/text">${this.#field(`${at}/text`, `${section.number ?? ""}${section.heading}`)}</div></section>`;
  }

  #field(at, name) {
    const text = this.textOf(at);
    if (!this.editable) return markup`<output data-at="${at}">${text}</output>`;
    return markup`<textarea rows="1" data-at="${at}" data-kind="long" aria-label="${name}" spellcheck="false">\n${text}</textarea>`;
  }
}
