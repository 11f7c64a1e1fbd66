// Short messages at the lower edge; errors stay until they are closed.
import { html, markup } from "./html.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

const SIGNS = { info: "info-circle", good: "circle-check", warning: "alert-triangle", error: "circle-x" };

/** Say `message`; `action` = {label, run} offers what can be done about it. */
export function toast(message, { tone = "info", action, stays = tone === "error" } = {}) {
  const shown = html`<div class="toast ${tone}">${icon(SIGNS[tone])}<div>${message}</div>
    ${action ? markup`<button type="button" class="button small" data-act>${action.label}</button>` : ""}
    <button type="button" class="button plain small icon-only" data-gone aria-label="${words.close}">${icon("x")}</button></div>`;
  shown.querySelector("[data-gone]").addEventListener("click", () => shown.remove());
  shown.querySelector("[data-act]")?.addEventListener("click", () => {
    shown.remove();
    action.run();
  });
  document.getElementById("toasts").append(shown);
  if (!stays) setTimeout(() => shown.remove(), 6000);
  return shown;
}
