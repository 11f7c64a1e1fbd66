// Two people changed the same place: both values side by side, nothing is lost before one is chosen.
import { ask } from "../ui/dialog.js";
import { html, markup } from "../ui/html.js";
import { shown } from "./document.js";

/**
 * Ask which value stays at each conflict. Resolves to {pointer: {value, theirs} | null} (null:
 * theirs stays), or to null where the answer is put off.
 */
export async function settleConflicts(conflicts, sheet, words) {
  const body = html`<div class="stack conflicts"><p>${words.conflictText}</p></div>`;
  conflicts.forEach((one, place) => body.append(part(one, place, sheet, words)));
  body.addEventListener("input", (event) => {
    // Writing in the merged text chooses it.
    const name = event.target.name ?? "";
    if (name.startsWith("text")) body.querySelector(`[name=choice${name.slice(4)}][value=merged]`).checked = true;
  });
  const answered = await ask({
    title: words.conflictTitle, body, wide: true, must: true,
    choices: [{ value: "", label: words.later }, { value: "settle", label: words.settle, tone: "primary" }],
  });
  return answered === "settle" ? choices(conflicts, body) : null;
}

function choices(conflicts, body) {
  return Object.fromEntries(conflicts.map((one, place) => {
    const choice = body.querySelector(`[name=choice${place}]:checked`)?.value ?? "theirs";
    if (choice === "theirs" || one.removed) return [one.at, null];
    const value = choice === "merged" ? body.querySelector(`[name=text${place}]`).value : one.mine;
    return [one.at, { value, theirs: shown(one.theirs) }];
  }));
}

function part(one, place, sheet, words) {
  const name = sheet.nameOf(one.at) || one.at;
  const when = one.when ? new Date(one.when).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "";
  const mine = one.op === "set" ? shown(one.mine) : words.removeRow;
  if (one.removed) {
    return html`<fieldset class="card"><header><h3>${name}</h3></header><div class="body stack tight"><p>${words.rowGone}</p><textarea class="input" readonly>${mine}</textarea></div></fieldset>`;
  }
  const option = (value, title, text, checked) => markup`<label class="version"><span class="row"><input type="radio" name="choice${place}" value="${value}"${checked}><strong>${title}</strong></span><output>${text || words.empty}</output></label>`;
  const theirs = one.op === "set" ? shown(one.theirs) : words.theirs(one.by, when);
  return html`<fieldset class="card"><header><h3>${name}</h3></header><div class="body stack tight">
    <div class="versions">${option("mine", words.mine, mine, place === 0 ? markup` checked autofocus` : markup` checked`)}${option("theirs", words.theirs(one.by, when), theirs, "")}</div>
    ${one.base ? markup`<p class="small muted">${words.named(words.base, shown(one.base))}</p>` : ""}
    ${one.op === "set" ? markup`<label class="version"><span class="row"><input type="radio" name="choice${place}" value="merged"><strong>${words.useMerged}</strong></span><textarea class="input" name="text${place}" aria-label="${words.merged}">\n${[mine, theirs].filter(Boolean).join("\n")}</textarea></label>` : ""}
  </div></fieldset>`;
}
