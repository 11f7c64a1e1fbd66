// Evidence files (佐证材料) at a row, or at the filing.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { get, send } from "./server.js";

export class Files {
  constructor({ url, acts, words, held }) {
    Object.assign(this, { url, acts, words, held });
  }

  /** Show the files at `pointer` in `box`. */
  show(box, pointer) {
    // Where no row is chosen, all files of the filing.
    const files = this.held.filter((one) => !pointer || one.pointer === pointer);
    const told = files.map((one) => markup`<li class="file">${icon("paperclip")}<a href="${this.url}/${one.id}">${one.name}</a><span class="muted small">${size(one.size)}</span>
      ${this.acts.has("attach") ? markup`<button type="button" class="button plain small icon-only" data-drop="${one.id}" aria-label="${this.words.removeFile(one.name)}">${icon("x")}</button>` : ""}</li>`);
    box.replaceChildren(html`<section class="inspected"><h4>${this.words.evidence}</h4>
      ${files.length ? markup`<ul role="list" class="files">${told}</ul>` : markup`<p class="small muted">${this.words.noEvidence}</p>`}
      ${this.acts.has("attach") ? markup`<label class="button small">${icon("upload")}${this.words.upload}<input type="file" class="visually-hidden" multiple></label>` : ""}</section>`);
    box.querySelector("input")?.addEventListener("change", (event) => this.#upload(event.target, box, pointer));
    for (const button of box.querySelectorAll("[data-drop]")) {
      button.addEventListener("click", () => this.#remove(Number(button.dataset.drop), box, pointer));
    }
  }

  async #upload(input, box, pointer) {
    for (const file of input.files) {
      const form = new FormData();
      form.append("file", file);
      form.append("pointer", pointer);
      const answer = await send(this.url, { form });
      if (answer.kind !== "ok") {
        toast(this.words.named(file.name, [answer.body.message ?? this.words.refused, ...Object.values(answer.body.fields ?? {})].join(" ")), { tone: "error" });
      }
    }
    await this.refresh();
    this.show(box, pointer);
  }

  async #remove(id, box, pointer) {
    const answer = await send(`${this.url}/${id}/remove`, { json: {} });
    if (answer.kind !== "ok") toast(answer.body.message ?? this.words.refused, { tone: "error" });
    await this.refresh();
    this.show(box, pointer);
  }

  async refresh() {
    const answer = await get(this.url);
    if (answer.kind === "ok") this.held = answer.body.files;
  }
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.floor((bytes * 10) / 1024 / 1024) / 10} MB`;
}
