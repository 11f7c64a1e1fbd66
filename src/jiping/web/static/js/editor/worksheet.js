// The findings as a work sheet in Excel: handed out, and what was answered in it read back.
import { ask } from "../ui/dialog.js";
import { html } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { get, send } from "./server.js";

/** Offer the work sheet; `findings` shows what a returned one answers. */
export function offerWorksheet({ urls, words, findings }) {
  const body = html`<div class="stack"><p>${words.sheetText}</p>
    <div class="row"><a class="button" href="${urls.worksheet}" download>${icon("download")}${words.sheetOut}</a>
    <label class="button">${icon("file-upload")}${words.sheetIn}<input type="file" class="visually-hidden" accept=".xlsx"></label></div>
    <div data-said class="stack tight" role="status"></div></div>`;
  const said = body.querySelector("[data-said]");
  const field = body.querySelector("input");
  field.addEventListener("change", async () => {
    const file = field.files[0];
    if (!file) return;
    said.replaceChildren(html`<p class="loading"><span class="spinner"></span>${words.reading(file.name)}</p>`);
    const form = new FormData();
    form.append("file", file);
    const answer = await send(urls.worksheet, { form });
    field.value = "";
    if (answer.kind !== "ok") {
      const why = answer.body.fields?.file ?? answer.body.message ?? words.cannotLoad;
      said.replaceChildren(html`<div class="banner error" role="alert">${icon("circle-x")}<p>${why}</p></div>`);
      return;
    }
    const { kept, gone, problems } = answer.body;
    toast(words.sheetTaken(kept, gone), { tone: "good" });
    said.replaceChildren(
      html`<p>${words.sheetTaken(kept, gone)}</p>`,
      ...problems.map((told) => html`<div class="banner warning">${icon("alert-triangle")}<p>${told}</p></div>`),
    );
    const now = await get(urls.data);
    if (now.kind === "ok") findings.show(now.body.findings);
  });
  return ask({ title: words.sheetTitle, body, wide: true, choices: [{ value: "", label: words.close }] });
}
