// The form page: puts the parts together.
import { ask, openDialog } from "../ui/dialog.js";
import { html } from "../ui/html.js";
import { toast } from "../ui/toast.js";
import { Cells } from "./cells.js";
import { Files } from "./files.js";
import { Findings } from "./findings.js";
import { Inspector } from "./inspector.js";
import { Menus } from "./menus.js";
import { Proposals } from "./proposals.js";
import { Remarks } from "./remarks.js";
import { Scores } from "./scores.js";
import { send } from "./server.js";
import { open } from "./session.js";
import { Sheet } from "./sheet.js";
import { words } from "./words.js";
import { offerWorksheet } from "./worksheet.js";

const $ = (selector) => document.querySelector(selector);
const page = JSON.parse($("#filing-state").textContent);
const { urls } = page;
const { draft, acts, editable, start } = open(page, words);

const sheet = new Sheet($("#sheet"), page.layout, draft, words, { editable });
const scores = new Scores({ strip: $("#scores"), sheet, words });
const counts = Object.fromEntries(["error", "warning", "notice"].map((one) => [one, document.querySelectorAll(`[data-count="${one}"]`)]));
const findings = new Findings({ list: $("#findings"), counts, sheet, words, urls, acts });
const files = new Files({ url: urls.evidence, acts, words, held: page.files });
const inspector = new Inspector({ box: $("#inspected"), sheet, scores, findings, files, words, remarks: page.remarks, lastYear: page.last_year });
const cells = new Cells(sheet, draft, words);
const proposals = new Proposals({ cells, draft, sheet, words, page });
new Menus({ sheet, cells, draft, words });
new Remarks({ list: $("#remarks"), held: page.remarks, sheet, words, url: urls.remarks, acts });

draft.addEventListener("faulty", () => inspector.show());

const ACTS = {
  keys: (opener) => openDialog($("#keys"), opener),
  next: () => findings.step(1),
  "take-over": () => proposals.lastYear(),
  library: () => proposals.library(),
  figures: () => proposals.figures(),
  worksheet: () => offerWorksheet({ urls, words, findings }),
  withdraw,
};

async function withdraw() {
  const answered = await ask({
    title: words.withdraw, body: html`<p>${words.withdrawText}</p>`,
    choices: [{ value: "", label: words.cancel }, { value: "withdraw", label: words.withdraw, tone: "primary" }],
  });
  if (answered !== "withdraw") return;
  const answer = await send(urls.decisions, { json: { act: "withdraw", version: page.submitted, reason: "" } });
  if (answer.kind === "ok") location.reload();
  else toast(answer.body.message ?? words.refused, { tone: "error" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  ACTS[button?.dataset.act]?.(button);
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "/") ACTS.keys();
});

// Side list: findings, or what belongs to the row.
const tabs = [...document.querySelectorAll("[role=tab]")];
function choose(chosen) {
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  }
}
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === "ArrowRight" ? 1 : -1;
    const other = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    choose(other);
    other.focus();
  });
}

start({
  view: sheet,
  findings,
  show({ scorecard, findings: found }) {
    scores.show(scorecard);
    findings.show(found);
    inspector.show();
  },
});
