// Submitting: errors block and lead to their fields, warnings are answered here, then it is sent.
import { ask, openDialog } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { get, send } from "./server.js";
import { remedyOf, told } from "./told.js";

export class Submission {
  constructor({ sync, draft, findings, words, urls }) {
    Object.assign(this, { sync, draft, findings, words, urls, gaps: [] });
  }

  /** Send what is still here, then show what stands in the way, or ask to confirm. */
  async open(opener) {
    if (!(await this.sync.settled())) {
      toast(this.draft.faults.size ? this.words.faulty(this.draft.faults.size) : this.words.notSentYet, { tone: "error" });
      this.findings.goToFault();
      return;
    }
    const left = await get(this.urls.submission);
    if (left.kind !== "ok") {
      toast(left.body.message ?? this.words.notSentYet, { tone: "error" });
      return;
    }
    this.gaps = left.body.gaps;
    this.unreplied = left.body.unreplied;
    this.dialog?.remove();
    this.dialog = html`<dialog class="dialog wide submission" aria-labelledby="submission-title"><header><h2 id="submission-title">${this.words.submitTitle}</h2>
      <button class="button plain icon-only" type="button" data-close aria-label="${this.words.close}">${icon("x")}</button></header>
      <div class="body"></div><footer></footer></dialog>`;
    document.body.append(this.dialog);
    this.dialog.addEventListener("click", (event) => this.#clicked(event));
    this.dialog.addEventListener("submit", (event) => this.#answered(event));
    this.#draw();
    openDialog(this.dialog, opener);
  }

  #of(severity) {
    return this.findings.all.filter((one) => one.severity === severity);
  }

  #draw() {
    const { words } = this;
    const errors = this.#of("error");
    const warnings = this.#of("warning");
    const open = warnings.filter((one) => !one.answer);
    const ready = errors.length === 0 && open.length === 0 && this.gaps.length === 0;
    const body = this.dialog.querySelector(".body");
    body.replaceChildren(html`<div class="stack">
      ${ready ? markup`<div class="banner good">${icon("circle-check")}<p>${words.ready(this.#of("notice").length)}</p></div>` : ""}
      ${this.unreplied ? markup`<div class="banner notice">${icon("message-2")}<p>${words.unreplied(this.unreplied)}</p></div>` : ""}
      ${this.#errors(errors)}${this.#gaps()}${this.#warnings(warnings, open)}</div>`);
    this.dialog.querySelector("footer").replaceChildren(
      html`<button class="button" type="button" data-close>${words.goOn}</button>`,
      html`<button class="button primary" type="button" data-send${ready ? "" : markup` disabled`}>${icon("send")}${words.submitNow}</button>`,
    );
  }

  #errors(errors) {
    if (errors.length === 0) return "";
    return markup`<section><h3>${this.words.mustMend(errors.length)}</h3><ul role="list" class="to-mend">${errors.map((one) => markup`<li class="banner error">${icon("circle-x")}<div><p>${told(one)}</p><p class="small muted">${remedyOf(one)}</p></div><button type="button" class="button small" data-go="${one.fingerprint}">${this.words.show}</button></li>`)}</ul></section>`;
  }

  #gaps() {
    if (this.gaps.length === 0) return "";
    return markup`<section><h3>${this.words.mustFill(this.gaps.length)}</h3><ul role="list" class="to-mend">${this.gaps.map((one) => markup`<li class="banner error">${icon("pencil")}<div><p>${one.text}</p></div><button type="button" class="button small" data-gap="${one.at}">${this.words.show}</button></li>`)}</ul></section>`;
  }

  #warnings(warnings, open) {
    if (warnings.length === 0) return "";
    const { words } = this;
    return markup`<section><h3>${words.mustAnswer(open.length, warnings.length)}</h3><p class="small muted">${words.answerHint}</p>
      <ul role="list" class="to-mend">${warnings.map((one) => markup`<li class="banner ${one.answer ? "good" : "warning"}">${icon(one.answer ? "circle-check" : "alert-triangle")}<form class="field" data-answer="${one.fingerprint}">
        <label for="s-${one.fingerprint}">${told(one)}</label><p class="small muted">${remedyOf(one)}</p>
        <textarea id="s-${one.fingerprint}" name="text" maxlength="1000" rows="2">\n${one.answer ?? ""}</textarea>
        <div class="row"><button class="button small" type="submit">${words.keepAnswer}</button><button type="button" class="button small plain" data-go="${one.fingerprint}">${words.show}</button></div></form></li>`)}</ul></section>`;
  }

  #clicked(event) {
    const go = event.target.closest("[data-go]");
    if (go) {
      this.dialog.close();
      this.findings.go(this.findings.all.find((one) => one.fingerprint === go.dataset.go));
    }
    const gap = event.target.closest("[data-gap]");
    if (gap) {
      this.dialog.close();
      this.findings.go({ pointer: gap.dataset.gap });
    }
    if (event.target.closest("[data-send]")) this.#send();
  }

  async #answered(event) {
    event.preventDefault();
    const form = event.target;
    if (await this.findings.answer(form.dataset.answer, form.elements.text.value)) {
      const typed = new Map([...this.dialog.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
      this.#draw();
      // Answers that are still being written stay.
      for (const area of this.dialog.querySelectorAll("textarea")) area.value = typed.get(area.id) ?? area.value;
      this.dialog.querySelector(".banner.warning textarea, [data-send]:not([disabled])")?.focus();
    }
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }

  async #send() {
    const { words } = this;
    const button = this.dialog.querySelector("[data-send]");
    button.disabled = true;
    const answer = await send(this.urls.submission, { json: { base: this.draft.version } });
    if (answer.kind === "ok") {
      location.assign(`${this.urls.page}?submitted=${answer.body.number}`);
      return;
    }
    button.disabled = false;
    if (answer.kind === "invalid" && answer.body.errors) {
      this.gaps = answer.body.gaps ?? [];
      this.#draw();
      toast(answer.body.message, { tone: "error" });
    } else if (answer.kind === "conflict") {
      this.dialog.close();
      await ask({ title: words.submitTitle, body: html`<p>${answer.body.message}</p>`, choices: [{ value: "", label: words.close }] });
      location.reload();
    } else toast(answer.body.message ?? words.notSentYet, { tone: "error" });
  }
}
