// What form and report share: the draft, its saving in sight, conflicts, undo, submission.
import { ask } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { settleConflicts } from "./conflict.js";
import { Draft } from "./draft.js";
import { get } from "./server.js";
import { Status } from "./status.js";
import { Submission } from "./submission.js";
import { Sync } from "./sync.js";

/** The first save starts a filing: the bar above it says so. */
function showState({ state, state_zh: name }) {
  const shown = document.querySelector("[data-state]");
  if (!shown || shown.dataset.state === state) return;
  shown.dataset.state = state;
  shown.replaceChildren(html`<span class="chip notice">${icon("pencil")}${name}</span>`);
}

/**
 * Open the filing of `page`. `start({view, findings, show, answered})` draws it: `view` draws and
 * writes fields, `show` takes scores and findings, `answered` hears of every save that was taken.
 */
export function open(page, words) {
  const { urls } = page;
  const acts = new Set(page.acts);
  const draft = new Draft({ filing: page.filing, version: page.version, user: page.user, id: page.id });
  // Edits of an older page that the server has not seen yet.
  let left = draft.unsent > 0;
  let conflicts = null;
  let parts = null;
  const status = new Status(document.getElementById("save-state"), draft, words, { login: urls.login });

  const sync = new Sync(draft, {
    url: urls.edits,
    onState(state, detail) {
      if (state === "saved") draft.savedAt = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      status.show(state, detail);
      buttons();
    },
    onAnswer(body) {
      showState(body);
      parts.show(body);
      parts.answered?.(body);
      if (left && draft.unsent === 0) {
        left = false;
        toast(words.resent, { tone: "good" });
      }
    },
    async onConflict(body) {
      conflicts = body.conflicts;
      return settle();
    },
  });

  async function settle() {
    if (!conflicts) return false;
    const chosen = await settleConflicts(conflicts, parts.view, words);
    if (!chosen) return false;
    conflicts = null;
    draft.settle(chosen);
    if (!draft.unsent) await refresh();
    return true;
  }

  async function refresh() {
    const answer = await get(urls.data);
    if (answer.kind !== "ok") return;
    draft.adopt(answer.body);
    parts.show(answer.body);
  }

  // The filing is no longer to be edited: what was typed is shown to be copied before it is given up.
  async function giveUp() {
    const body = html`<div class="stack"><p>${words.unsavedText}</p><dl class="facts">${draft.unsaved.map(([at, text]) => markup`<dt>${parts.view.nameOf(at) || at}</dt><dd class="kept-text">${text || words.empty}</dd>`)}</dl></div>`;
    const answered = await ask({ title: words.unsaved, body, wide: true, choices: [{ value: "drop", label: words.giveUp, tone: "danger" }, { value: "", label: words.keepUnsaved, tone: "primary" }] });
    if (answered !== "drop") return;
    draft.drop();
    location.reload();
  }

  function buttons() {
    for (const [act, can] of [["undo", draft.history.canUndo], ["redo", draft.history.canRedo]]) {
      for (const button of document.querySelectorAll(`[data-act="${act}"]`)) button.disabled = !can;
    }
  }

  function merged(others) {
    const { view } = parts;
    if (view.composing) view.root.addEventListener("compositionend", () => view.draw(), { once: true });
    else view.draw();
    if (others.length) toast(words.othersChanged(""));
  }

  function listen() {
    const { view, findings } = parts;
    const submission = new Submission({ sync, draft, findings, words, urls });
    draft.addEventListener("edited", buttons);
    draft.addEventListener("saved", () => view.write());
    draft.addEventListener("faulty", ({ detail: { refused } }) => {
      if (refused.length) view.draw();
      for (const message of refused) toast(message, { tone: "error" });
      findings.mark();
    });
    draft.addEventListener("merged", (event) => merged(event.detail.others));
    status.onUnsaved = giveUp;
    status.onFaulty = () => findings.goToFault();
    window.addEventListener("pageshow", (event) => event.persisted && sync.now().then(refresh));
    status.onSettle = async () => {
      if (await settle()) sync.now();
    };
    const again = (act) => {
      draft[act]();
      view.draw();
    };
    document.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "undo" || act === "redo") again(act);
      if (act === "submit") submission.open(event.target.closest("[data-act]"));
      // Pages that read the filing at the server see what was typed last.
      const link = event.target.closest("a[data-saved]");
      if (link && draft.unsent && !link.target) {
        event.preventDefault();
        sync.settled().then((done) => (done || window.confirm(words.notAllSaved)) && location.assign(link.href));
      } else if (link && draft.unsent) sync.now();
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        sync.now();
      }
    });
  }

  function start(told) {
    parts = told;
    listen();
    parts.view.draw();
    parts.show(page);
    status.show("saved");
    buttons();
    if (draft.unsent) sync.now();
    if (location.hash.length > 1) parts.view.focus(`/${decodeURIComponent(location.hash.slice(1))}`);
  }

  return { draft, sync, acts, editable: acts.has("edit"), start };
}
