// Reviewers' remarks: in a list, at their fields, answered where they stand.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { send } from "./server.js";

export class Remarks {
  constructor({ list, held, sheet, words, url, acts }) {
    Object.assign(this, { list, held, sheet, words, url, acts });
    list?.addEventListener("submit", (event) => this.#replied(event));
    list?.addEventListener("click", (event) => {
      const go = event.target.closest("[data-go]");
      if (go) sheet.focus(go.dataset.go);
    });
    sheet.root.addEventListener("drawn", () => this.mark());
    this.#draw();
  }

  /** Mark the cells that a remark stands at. */
  mark() {
    for (const one of this.held) {
      const cell = one.pointer && this.sheet.fieldFor(one.pointer)?.closest("[data-cell]");
      if (cell) cell.dataset.remark = one.reply ? "replied" : "open";
    }
  }

  #draw() {
    if (!this.list) return;
    const { words } = this;
    this.list.replaceChildren(html`<ul role="list">${this.held.map((one) => markup`<li class="remark">
      <p><strong>${this.sheet.nameOf(one.pointer) || words.wholeFiling}</strong></p><p>${one.text}</p><p class="small muted">${one.by} ${one.at}</p>
      ${one.reply ? markup`<blockquote>${one.reply}</blockquote>` : ""}
      <form class="field" data-remark="${one.id}">${this.acts.has("answer") ? markup`<label class="visually-hidden" for="reply-${one.id}">${words.reply}</label><textarea id="reply-${one.id}" name="text" rows="2" maxlength="1000" placeholder="${words.reply}">\n${one.reply}</textarea>` : ""}
        <div class="row">${this.acts.has("answer") ? markup`<button class="button small primary" type="submit">${words.keepReply}</button>` : ""}${one.pointer ? markup`<button class="button small" type="button" data-go="${one.pointer}">${icon("target")}${words.show}</button>` : ""}</div></form></li>`)}</ul>`);
  }

  async #replied(event) {
    event.preventDefault();
    const form = event.target;
    const answer = await send(`${this.url}/${form.dataset.remark}/reply`, { json: { text: form.elements.text.value } });
    if (answer.kind === "ok") {
      this.held.find((one) => one.id === Number(form.dataset.remark)).reply = answer.body.reply;
      // Replies that are still being written stay.
      const typed = new Map([...this.list.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
      this.#draw();
      for (const area of this.list.querySelectorAll("textarea")) area.value = typed.get(area.id) ?? area.value;
      this.mark();
      toast(this.words.replyKept, { tone: "good" });
    } else toast(answer.body.message ?? this.words.refused, { tone: "error" });
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
}
