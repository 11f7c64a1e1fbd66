// A review: remarks at fields, reviewed scores, decisions. What counts is decided by the server.
import { openDialog } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { send } from "../editor/server.js";
import { toast } from "../ui/toast.js";

const page = document.querySelector("[data-filing]");
const address = `/filings/${page.dataset.filing}/`;
const version = Number(page.dataset.version);
const english = document.documentElement.lang.startsWith("en");
const say = (zh, en) => (english ? en : zh);

/** Send and answer the body; tell what went wrong, at `fault` where it belongs to a form. */
async function ask(path, json, fault) {
  const { kind, body } = await send(address + path, { json });
  if (kind === "ok") return body;
  const message =
    kind === "login"
      ? say("登录已过期，请重新登录后再试。", "Please log in again.")
      : kind === "away"
        ? body.message || say("没有连上服务器，请稍后再试。", "No connection, try again later.")
        : Object.values(body.fields || {})[0] || body.message || say("没有成功，请刷新后再试。", "That failed.");
  if (fault) {
    fault.textContent = message;
    fault.hidden = false;
  } else toast(message, { tone: "error" });
  return null;
}

// --- remarks ------------------------------------------------------------------------------------

const dialog = document.getElementById("remark-dialog");
const text = document.getElementById("remark-text");
let pointer = "";

document.addEventListener("click", async (event) => {
  const opener = event.target.closest("[data-remark]");
  if (opener) {
    pointer = opener.dataset.remark;
    document.getElementById("remark-field").textContent = opener.dataset.field;
    text.value = opener.dataset.text || "";
    dialog.querySelector(".fault").hidden = true;
    openDialog(dialog, opener);
    text.focus();
  }
  const resolve = event.target.closest("[data-resolve]");
  if (resolve && (await ask(`remarks/${resolve.dataset.resolve}/resolve`, {}))) {
    const item = resolve.closest("li");
    item.classList.add("done");
    resolve.replaceWith(html`<span class="chip good">${say("已销号", "Closed")}</span>`);
    document.querySelector(`a.flag[href="#${item.id}"]`)?.remove();
  }
  const decide = event.target.closest("[data-decide]");
  if (decide) {
    decide.disabled = true;
    if (await ask("decisions", { act: decide.dataset.decide, version, reason: "" })) location.reload();
    else decide.disabled = false;
  }
});

dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const kept = await ask("remarks", { pointer, text: text.value }, dialog.querySelector(".fault"));
  if (!kept) return;
  dialog.close();
  show(kept);
});

function show(one) {
  const list = document.getElementById("remarks");
  list.append(
    html`<li id="remark-${one.id}"><p class="small muted">${document.getElementById("remark-field").textContent}</p><p>${one.text}</p><footer>${one.by}${markup`<button type="button" class="button plain small" data-resolve="${one.id}">${say("销号", "Close")}</button>`}</footer></li>`,
  );
  document.getElementById("no-remarks").hidden = true;
  document.getElementById("remark-count").textContent = list.children.length;
  const at = document.querySelector(`button.note[data-remark="${CSS.escape(one.pointer)}"]`);
  at?.after(html`<a class="flag" data-word="${say("意见", "Remark")}" href="#remark-${one.id}">${one.text}</a>`);
}

// --- reviewed scores ----------------------------------------------------------------------------

for (const field of document.querySelectorAll("[data-score]")) {
  let kept = field.defaultValue;
  field.addEventListener("input", () => field.classList.remove("kept"));
  field.addEventListener("change", async () => {
    if (field.value === kept) return;
    const told = await ask("scores", { pointer: field.dataset.score, score: field.value, reason: "" });
    field.setAttribute("aria-invalid", told ? "false" : "true");
    if (!told) return;
    kept = field.value = told.score ?? "";
    field.classList.toggle("kept", told.score !== null);
    for (const total of document.querySelectorAll("#reviewed-total, [data-reviewed-total]")) {
      total.textContent = told.reviewed_total ?? "—";
    }
  });
  field.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...document.querySelectorAll("[data-score]")];
    const next = all[all.indexOf(field) + step];
    if (next) {
      next.focus();
      next.select();
    } else field.blur();
  });
  // What was typed while the page was still loading is kept too.
  if (field.value !== kept) field.dispatchEvent(new Event("change"));
}

// --- decisions ----------------------------------------------------------------------------------

document.querySelector('[data-dialog="approve-dialog"]')?.addEventListener("click", () => {
  const open = document.querySelectorAll("#remarks > li:not(.done)").length;
  document.getElementById("open-remarks").hidden = open === 0;
});

for (const form of document.querySelectorAll("form[data-decision]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const reason = form.elements.reason.value;
    const told = await ask(
      "decisions", { act: form.dataset.decision, version, reason }, form.querySelector(".fault"),
    );
    if (told) location.assign("/reviews");
  });
}
