// The report page: sections, drafts, figures that have drifted from the form, gaps to be filled in.
import { ask } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { textAt } from "./document.js";
import { Findings } from "./findings.js";
import { Sections } from "./sections.js";
import { get } from "./server.js";
import { open } from "./session.js";
import { words } from "./words.js";

const $ = (id) => document.getElementById(id);
const page = JSON.parse($("filing-state").textContent);
const { draft, sync, acts, editable, start } = open(page, words);
const sections = new Sections($("sections"), { draft, outline: page.outline, words, editable });
const counts = Object.fromEntries(["error", "warning", "notice"].map((one) => [one, document.querySelectorAll(`[data-count="${one}"]`)]));
const findings = new Findings({ list: $("findings"), counts, sheet: sections, words, urls: { ...page.urls, report: "" }, acts, belongs: (one) => one.pointer.startsWith("/report") });

const LIST = "/report/sections";
const text = (index) => `${LIST}/${index}/text`;

function edit(edits) {
  if (edits.length === 0) return;
  draft.edit(edits);
  if (edits.some((one) => one.op !== "set")) sections.draw();
  else sections.write(null);
}

// --- typing ---------------------------------------------------------------------------------

sections.root.addEventListener("input", (event) => {
  const field = event.target;
  const { at } = field.dataset;
  if (!at || event.isComposing) return;
  sections.fit(field);
  draft.edit([{ op: "set", at, value: field.value, was: textAt(draft.filing, at) }]);
});
sections.root.addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input", { bubbles: true })));
sections.root.addEventListener("keydown", (event) => {
  const ctrl = event.ctrlKey || event.metaKey;
  if (!ctrl || !["z", "y"].includes(event.key.toLowerCase())) return;
  event.preventDefault();
  if (event.key.toLowerCase() === "y" || event.shiftKey) draft.redo();
  else draft.undo();
  sections.draw();
});

// --- sections -------------------------------------------------------------------------------

const insert = (place, { number, heading, topic, text: told }) => ({
  op: "insert", at: `${LIST}/${place}`, value: { number, heading, topic, ...(told && { text: told }) },
});

// Where a section of the outline belongs among those that are there.
function placeOf(heading) {
  const order = page.outline.map((one) => one.heading);
  const rank = order.indexOf(heading);
  return sections.held.findLastIndex((one) => order.indexOf(one.heading) >= 0 && order.indexOf(one.heading) < rank) + 1;
}

async function drafted() {
  if (!(await sync.settled())) {
    toast(words.notSentYet, { tone: "error" });
    return null;
  }
  const answer = await get(page.urls.draft);
  if (answer.kind === "ok") return answer.body;
  toast(answer.body.message ?? words.cannotLoad, { tone: "error" });
  return null;
}

const matching = (proposal, section) =>
  proposal.sections.find((one) => one.heading === section.heading) ??
  proposal.sections.find((one) => one.topic !== "other" && one.topic === section.topic);

/** Propose texts: for an empty report all sections, else those sections that are chosen. */
async function draftAll() {
  const proposal = await drafted();
  if (!proposal) return;
  const title = textAt(draft.filing, "/report/title") ? [] : [{ op: "set", at: "/report/title", value: proposal.title, was: "" }];
  if (sections.held.length === 0) {
    edit([...title, ...proposal.sections.map((one, place) => insert(place, one))]);
    toast(words.draftedAll, { tone: "good" });
    return;
  }
  const rows = proposal.sections.map((one) => ({ one, index: sections.held.findIndex((held) => held.heading === one.heading) }));
  const body = html`<div class="stack"><p>${words.draftText}</p>${rows.map(({ one, index }, place) => markup`<label class="choice"><input type="checkbox" data-pick="${place}"${index < 0 || !sections.held[index].text ? markup` checked` : ""}><span><strong>${one.number}${one.heading}</strong>${index >= 0 && sections.held[index].text ? markup` <span class="chip warning">${words.replaces}</span>` : ""}<br><span class="small muted draft-text">${one.text ?? ""}</span></span></label>`)}</div>`;
  const answered = await ask({ title: words.draftTitle, body, wide: true, choices: [{ value: "", label: words.cancel }, { value: "take", label: words.takeNow, tone: "primary" }] });
  if (answered !== "take") return;
  const chosen = [...body.querySelectorAll("[data-pick]:checked")].map((box) => rows[Number(box.dataset.pick)]);
  const sets = chosen.filter(({ index }) => index >= 0).map(({ one, index }) => ({ op: "set", at: text(index), value: one.text ?? "", was: textAt(draft.filing, text(index)) }));
  edit([...title, ...sets]);
  for (const { one } of chosen.filter(({ index }) => index < 0)) edit([insert(placeOf(one.heading), one)]);
  sections.draw();
}

const ACTS = {
  draft: draftAll,
  outline: () => edit(page.outline.filter((one) => one.required).map((one, place) => insert(place, one))),
};
const OF_SECTION = {
  up: (index) => index > 0 && edit([{ op: "move", at: `${LIST}/${index}`, to: index - 1 }]),
  down: (index) => index + 1 < sections.held.length && edit([{ op: "move", at: `${LIST}/${index}`, to: index + 1 }]),
  remove(index) {
    const { heading } = sections.held[index];
    edit([{ op: "remove", at: `${LIST}/${index}` }]);
    toast(words.removed(heading), { action: { label: words.undo, run: () => (draft.undo(), sections.draw()) } });
  },
  async redraft(index) {
    const proposal = await drafted();
    const one = proposal && matching(proposal, sections.held[index]);
    if (!proposal) return;
    if (!one?.text) {
      toast(words.noDraft, { tone: "warning" });
      return;
    }
    edit([{ op: "set", at: text(index), value: one.text, was: textAt(draft.filing, text(index)) }]);
    toast(words.redrafted, { tone: "good", action: { label: words.undo, run: () => (draft.undo(), sections.draw()) } });
  },
};
document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (at("[data-act]")) ACTS[at("[data-act]").dataset.act]?.();
  if (at("[data-section]")) OF_SECTION[at("[data-section]").dataset.section](Number(at("[data-section]").dataset.index));
  const add = at("[data-add-section]");
  if (add) {
    const one = page.outline.find((told) => told.heading === add.dataset.addSection);
    const place = placeOf(one.heading);
    edit([insert(place, one)]);
    sections.focus(text(place));
  }
  if (at("[data-fix]")) fix([held.drifts[Number(at("[data-fix]").dataset.fix)]]);
  if (at("[data-fix-all]")) fix(held.drifts);
  const piece = at("[data-piece]");
  if (piece) {
    const [pointer, from, to] = piece.dataset.piece.split(" ");
    sections.select(pointer, Number(from), Number(to));
  }
});

// --- figures and gaps -----------------------------------------------------------------------

let held = page.figures;

function showFigures() {
  $("drift-count").textContent = held.drifts.length;
  $("gap-count").textContent = held.gaps.length;
  $("drifts").replaceChildren(html`<div class="stack tight">${held.drifts.length === 0 ? markup`<p class="small muted">${words.noDrifts}</p>` : ""}
    ${held.drifts.map((one, place) => markup`<div class="banner warning">${icon("git-compare")}<div><p><button type="button" class="link" data-piece="${one.at} ${one.start} ${one.end}">${one.told}</button> ${words.shouldBe(one.due)}</p><p class="small muted">${sections.nameOf(one.at)}</p></div>${editable ? markup`<button type="button" class="button small push" data-fix="${place}">${words.bringUp}</button>` : ""}</div>`)}
    ${editable && held.drifts.length > 1 ? markup`<button type="button" class="button small" data-fix-all>${words.bringUpAll}</button>` : ""}</div>`);
  $("gaps").replaceChildren(html`<ul role="list" class="stack tight">${held.gaps.map((one) => {
    const from = textAt(draft.filing, one.at).indexOf(one.text);
    return markup`<li><button type="button" class="link" data-piece="${one.at} ${from} ${from + one.text.length}">${one.text}</button><br><span class="small muted">${sections.nameOf(one.at)}</span></li>`;
  })}</ul>`);
}

// From the back, so that what stands before keeps its place; only where the words still stand so.
function fix(drifts) {
  const texts = new Map();
  for (const one of [...drifts].sort((a, b) => b.start - a.start)) {
    const now = texts.get(one.at) ?? textAt(draft.filing, one.at);
    if (now.slice(one.start, one.end) === one.told) texts.set(one.at, now.slice(0, one.start) + one.due + now.slice(one.end));
  }
  edit([...texts].map(([at, value]) => ({ op: "set", at, value, was: textAt(draft.filing, at) })));
}

async function refreshFigures() {
  const answer = await get(page.urls.figures);
  if (answer.kind !== "ok") return;
  held = answer.body;
  showFigures();
}

start({ view: sections, findings, show: ({ findings: found }) => findings.show(found), answered: refreshFigures });
showFigures();
