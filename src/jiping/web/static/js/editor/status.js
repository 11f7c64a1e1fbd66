// How far saving is, always in sight: in words, with a sign, and with what can be done.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";

const SIGNS = {
  saved: "cloud-check", editing: "pencil", saving: "cloud-up", away: "cloud-off", login: "lock",
  refused: "alert-triangle", conflict: "git-compare", faulty: "alert-circle",
};

export class Status {
  constructor(box, draft, words, { login }) {
    Object.assign(this, { box, draft, words, login, onSettle: () => {}, onUnsaved: () => {}, onFaulty: () => {} });
    box.addEventListener("click", (event) => {
      if (event.target.closest("[data-settle]")) this.onSettle();
      if (event.target.closest("[data-unsaved]")) this.onUnsaved();
      if (event.target.closest("[data-faulty]")) this.onFaulty();
    });
  }

  show(state, detail = {}) {
    const { draft, words } = this;
    const faults = draft.faults.size;
    const kind = state === "saved" && faults ? "faulty" : state;
    const text = {
      saved: () => words.saved(draft.savedAt ?? ""),
      editing: () => words.editing,
      saving: () => words.saving,
      away: () => words.joined([detail?.message ?? words.away(draft.unsent), draft.storable ? "" : words.noRoom].filter(Boolean)),
      login: () => words.login,
      refused: () => detail?.message ?? words.refused,
      conflict: () => words.conflict,
      faulty: () => words.faulty(faults),
    }[kind]();
    const more = kind === "login"
      ? markup`<a class="button small" href="${this.login}" target="_blank" rel="noopener" title="${words.loginWhy}">${words.loginAgain}</a>`
      : kind === "conflict" ? markup`<button type="button" class="button small primary" data-settle>${words.answer}</button>`
      : kind === "faulty" ? markup`<button type="button" class="button small" data-faulty>${words.show}</button>`
      : kind === "refused" && draft.unsent ? markup`<button type="button" class="button small" data-unsaved>${words.unsaved}</button>` : "";
    this.box.dataset.kind = kind;
    this.box.replaceChildren(html`<span class="row">${icon(SIGNS[kind])}<span>${text}</span>${more}</span>`);
    document.documentElement.dataset.saving = kind;
  }
}
