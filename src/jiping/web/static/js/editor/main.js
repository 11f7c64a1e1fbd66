// The form page: puts the parts together.
import { openDialog } from "../ui/dialog.js";
import { toast } from "../ui/toast.js";
import { Cells } from "./cells.js";
import { settleConflicts } from "./conflict.js";
import { Draft } from "./draft.js";
import { Files } from "./files.js";
import { Findings } from "./findings.js";
import { Inspector } from "./inspector.js";
import { Menus } from "./menus.js";
import { Proposals } from "./proposals.js";
import { Scores } from "./scores.js";
import { get } from "./server.js";
import { Sheet } from "./sheet.js";
import { Status } from "./status.js";
import { Submission } from "./submission.js";
import { Sync } from "./sync.js";
import { words } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const page = JSON.parse($("#filing-state").textContent);
const { urls } = page;
const acts = new Set(page.acts);
const editable = acts.has("edit");

const draft = new Draft({ filing: page.filing, version: page.version, user: page.user, id: page.id });
// Edits of an older page that the server has not seen yet.
let left = draft.unsent > 0;
const sheet = new Sheet($("#sheet"), page.layout, draft, words, { editable });
const scores = new Scores({ strip: $("#scores"), sheet, words });
const counts = Object.fromEntries(["error", "warning", "notice"].map((one) => [one, document.querySelectorAll(`[data-count="${one}"]`)]));
const findings = new Findings({ list: $("#findings"), counts, sheet, words, urls, acts });
const files = new Files({ url: urls.evidence, acts, words, held: page.files });
const inspector = new Inspector({ box: $("#inspected"), sheet, scores, findings, files, words, remarks: page.remarks, lastYear: page.last_year });
const cells = new Cells(sheet, draft, words);
const status = new Status($("#save-state"), draft, words, { login: urls.login });
new Menus({ sheet, cells, draft, words, files, inspector });

function showAssessed({ scorecard, findings: found }) {
  scores.show(scorecard);
  findings.show(found);
  inspector.show();
}

let conflicts = null;
const sync = new Sync(draft, {
  url: urls.edits,
  onState(state, detail) {
    if (state === "saved") draft.savedAt = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    status.show(state, detail);
    buttons();
  },
  onAnswer(body) {
    showAssessed(body);
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

const proposals = new Proposals({ cells, draft, sheet, words, page });
const submission = new Submission({ sync, draft, findings, words, urls });

async function settle() {
  if (!conflicts) return false;
  const chosen = await settleConflicts(conflicts, sheet, words);
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
  showAssessed(answer.body);
}

function buttons() {
  for (const [act, can] of [["undo", draft.history.canUndo], ["redo", draft.history.canRedo]]) {
    for (const button of document.querySelectorAll(`[data-act="${act}"]`)) button.disabled = !can;
  }
}

draft.addEventListener("edited", buttons);
draft.addEventListener("saved", () => sheet.write());
draft.addEventListener("faulty", () => {
  findings.mark();
  inspector.show();
});
draft.addEventListener("merged", (event) => {
  const redraw = () => sheet.draw();
  if (sheet.composing) sheet.root.addEventListener("compositionend", redraw, { once: true });
  else redraw();
  if (event.detail.others.length) toast(words.othersChanged(""));
});
status.onSettle = async () => {
  if (await settle()) sync.now();
};

const ACTS = {
  undo: () => cells.undo(),
  redo: () => cells.redo(),
  keys: (opener) => openDialog($("#keys"), opener),
  next: () => findings.step(1),
  submit: (opener) => submission.open(opener),
  "take-over": () => proposals.lastYear(),
  library: () => proposals.library(),
  figures: () => proposals.figures(),
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && ACTS[button.dataset.act]) ACTS[button.dataset.act](button);
  // Pages that read the filing at the server see what was typed last.
  const link = event.target.closest("a[data-saved]");
  if (link && draft.unsent) {
    event.preventDefault();
    sync.settled().then((done) => (done || window.confirm(words.notAllSaved)) && location.assign(link.href));
  }
});
document.addEventListener("keydown", (event) => {
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && event.key.toLowerCase() === "s") {
    event.preventDefault();
    sync.now();
  }
  if (ctrl && event.key === "/") ACTS.keys();
});
// Side list: findings, or what belongs to the row.
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = [...document.querySelectorAll("[role=tab]")].find((one) => one !== tab);
    choose(other);
    other.focus();
  });
}
function choose(tab) {
  for (const one of document.querySelectorAll("[role=tab]")) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", chosen);
    one.tabIndex = chosen ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
  }
}

sheet.draw();
showAssessed(page);
status.show("saved");
buttons();
if (draft.unsent) sync.now();
if (location.hash.length > 1) sheet.focus(`/${location.hash.slice(1)}`);
