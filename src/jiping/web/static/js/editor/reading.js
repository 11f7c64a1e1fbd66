// What was read from a document, on the form: each value with its source, accepted or mended.
import { html, markup } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { Cells } from "./cells.js";
import { applyAll } from "./document.js";
import { History } from "./history.js";
import { placeText } from "./inspector.js";
import { send } from "./server.js";
import { Sheet } from "./sheet.js";
import { newId } from "./store.js";
import { words } from "./words.js";

const state = JSON.parse(document.getElementById("reading-state").textContent);
const $ = (id) => document.getElementById(id);

/** The document read, as the sheet wants it: edits are kept beside it until it is taken over. */
class Read extends EventTarget {
  constructor(filing) {
    super();
    this.filing = structuredClone(filing);
    this.faults = new Map();
    this.mended = [];
    this.history = new History();
  }

  edit(edits) {
    this.history.keep(edits, applyAll(this.filing, edits));
    for (const edit of edits) {
      const last = this.mended.at(-1);
      if (edit.op === "set" && last?.op === "set" && last.at === edit.at) last.value = edit.value;
      else this.mended.push({ ...edit });
    }
    show(document.activeElement);
  }

  undo() {
    const edits = this.history.undo();
    if (edits) this.mended.push(...edits);
    if (edits) applyAll(this.filing, edits);
  }

  redo() {
    const edits = this.history.redo();
    if (edits) this.mended.push(...edits);
    if (edits) applyAll(this.filing, edits);
  }
}

const evidence = state.filing.evidence ?? {};
const read = new Read(state.filing);
const sheet = new Sheet($("sheet"), state.layout, read, words, { editable: true });
new Cells(sheet, read, words);

// Fields that were read are marked; the caret's field tells its source.
function mark() {
  for (const [at, field] of sheet.fields) field.closest("td").toggleAttribute("data-read", Boolean(read.filing.evidence?.[at]));
}
sheet.root.addEventListener("drawn", mark);
sheet.root.addEventListener("input", mark);
sheet.root.addEventListener("focusin", (event) => show(event.target));

function show(field) {
  const at = field?.dataset?.at;
  if (!at) return;
  const one = read.filing.evidence?.[at];
  const was = evidence[at];
  const { file: _file, ...where } = (one ?? was)?.where ?? {};
  const told = one
    ? markup`<p class="small muted">${placeText(where)}</p><blockquote>${one.raw}</blockquote>`
    : was ? markup`<p class="chip notice">${icon("pencil")}${words.mended}</p><p class="small muted">${placeText(where)}</p><blockquote>${was.raw}</blockquote>`
    : markup`<p class="muted">${words.notRead}</p>`;
  $("source").replaceChildren(html`<div class="stack tight"><strong>${sheet.nameOf(at)}</strong>${told}</div>`);
}

const names = words.parts;
const count = (part) => Object.keys(evidence).filter((at) => at === part || at.startsWith(`${part}/`)).length;
$("parts").replaceChildren(...state.parts.map((part) => html`<label class="choice"><input type="checkbox" value="${part}" checked><span>${names[part]} <span class="muted small">${words.values(count(part))}</span></span></label>`));

$("take").addEventListener("click", async () => {
  const chosen = [...$("parts").querySelectorAll("input:checked")].map((box) => box.value);
  if (chosen.length === 0) {
    toast(words.nothingChosen, { tone: "warning" });
    return;
  }
  const inside = (edit) => edit.at === "/supervisor" || chosen.some((part) => edit.at === part || edit.at.startsWith(`${part}/`));
  const edits = [
    ...chosen.map((at) => ({ op: "take", at, reading: state.reading, index: state.index })),
    ...read.mended.filter(inside),
  ];
  $("take").disabled = true;
  const answer = await send(state.urls.edits, { json: { base: state.version, client: newId(), edits } });
  if (answer.kind === "ok") location.assign(state.urls.page);
  else {
    $("take").disabled = false;
    const fields = Object.entries(answer.body.fields ?? {}).map(([at, said]) => words.named(sheet.nameOf(at) || at, said));
    toast([answer.body.message ?? words.cannotLoad, ...fields].join(" "), { tone: "error" });
  }
});

sheet.draw();
