// The filing while it is edited: what the server holds, what is on its way, what is still to be sent.
import { apply, applyAll, evidenceAfter, shown } from "./document.js";
import { History } from "./history.js";
import { carried, carriedEdits, rowOf, valueAt } from "./pointers.js";
import { Store, newId } from "./store.js";

/** So many edits go in one save, the server takes no more (`web.filings.edit.MOST`). */
const MOST = 500;

/**
 * `held` is the document at `version` as the server has it; `filing` is that document with `sent`
 * (a save without an answer yet) and `pending` (not sent) laid over it; `faults` are texts that
 * the server could not take, by pointer. Tells listeners: `edited` (by the user), `saved`, `merged`
 * (what others did came in), `faulty`.
 */
export class Draft extends EventTarget {
  constructor({ filing, version, user, id }) {
    super();
    this.store = new Store(user, id);
    this.version = version;
    this.held = filing;
    this.filing = structuredClone(filing);
    this.history = new History();
    this.faults = new Map();
    const queue = this.store.take();
    const tooLong = (queue?.sent?.edits.length ?? 0) > MOST;
    this.sent = tooLong ? null : (queue?.sent ?? null);
    this.pending = [...(tooLong ? queue.sent.edits : []), ...(queue?.pending ?? [])];
    for (const [at, fault] of queue?.faults ?? []) this.faults.set(at, fault);
    this.storable = true;
    // Edits of an older page: laid over what the server has now until it has merged them.
    if (this.unsent) this.#layOver();
  }

  get unsent() {
    return (this.sent?.edits.length ?? 0) + this.pending.length;
  }

  /** Take over `edits`; `undoable` keeps them as one step of the history. */
  edit(edits, { undoable = true } = {}) {
    const undo = applyAll(this.filing, edits);
    if (undoable) this.history.keep(edits, undo);
    for (const edit of edits) {
      if (edit.op === "set") this.faults.delete(edit.at);
      else this.#carryFaults([edit]);
      this.#queue(edit);
    }
    this.#keep();
    this.#tell("edited", { edits });
  }

  undo() {
    this.#again(this.history.undo());
  }

  redo() {
    this.#again(this.history.redo());
  }

  #again(edits) {
    if (edits) this.edit(edits, { undoable: false });
  }

  #queue(edit) {
    const last = this.pending.at(-1);
    if (edit.op === "set" && last?.op === "set" && last.at === edit.at) last.value = edit.value;
    else this.pending.push({ ...edit });
  }

  /** The save that is to be sent now, or null; the same one again until it was answered. */
  take() {
    if (!this.sent && this.pending.length) {
      this.sent = { client: newId(), base: this.version, edits: this.pending.slice(0, MOST) };
      this.pending = this.pending.slice(MOST);
      this.#keep();
    }
    return this.sent && { base: this.sent.base, edits: this.sent.edits, client: this.sent.client };
  }

  /**
   * The server has taken the save: `saves` are all since its base, others' too, `filing` holds the
   * parts that they changed.
   */
  accept({ version, saves, filing }) {
    const { client } = this.sent;
    this.sent = null;
    this.version = version;
    for (const edit of saves.flatMap((save) => save.edits)) this.held.evidence &&= evidenceAfter(this.held.evidence, edit);
    Object.assign(this.held, structuredClone(filing));
    const others = saves.filter((save) => save.client !== client).flatMap((save) => save.edits);
    this.#carryOver(others.filter((edit) => edit.op !== "set"));
    this.#layOver();
    this.#keep();
    this.#tell(others.length ? "merged" : "saved", { others });
  }

  /** The save cannot be taken as it is: what is wrong stays at its field, the rest is sent anew. */
  mend(fields) {
    const edits = this.sent.edits;
    this.sent = null;
    const wrong = edits.filter((edit) => fields[edit.at] !== undefined);
    for (const edit of wrong) {
      if (edit.op === "set") this.faults.set(edit.at, { text: edit.value, message: fields[edit.at] });
    }
    this.pending = [...edits.filter((edit) => !wrong.includes(edit)), ...this.pending];
    // A row that could not be added, moved or removed is as it was; the server says why.
    const rows = wrong.filter((edit) => edit.op !== "set");
    if (rows.length) this.#layOver();
    this.#forgetLost();
    this.#keep();
    this.#tell("faulty", { refused: [...new Set(rows.map((edit) => fields[edit.at]))] });
    return wrong.length > 0;
  }

  /**
   * A conflict was answered: `chosen` maps the pointers in question to {value, theirs}, what is to
   * stand there in place of theirs, or to null where theirs stays. The save is sent anew on the
   * same base: the server carries it over what others did.
   */
  settle(chosen) {
    const dropped = this.sent.edits.filter((edit) => chosen[edit.at] === null);
    const edits = this.sent.edits
      .filter((edit) => !dropped.includes(edit))
      .map((edit) => (chosen[edit.at] ? { ...edit, value: chosen[edit.at].value, was: chosen[edit.at].theirs } : edit));
    this.sent = edits.length ? { client: newId(), base: this.sent.base, edits } : null;
    // Rows that I had removed or moved are back: what I typed since stays with its rows.
    this.#carryOver(dropped.filter((edit) => edit.op !== "set").reverse().map(reversed));
    this.#layOver();
    this.#keep();
    this.#tell("merged", { others: [] });
  }

  /** What is not at the server, as [pointer, text]. */
  get unsaved() {
    const sets = [...(this.sent?.edits ?? []), ...this.pending].filter((edit) => edit.op === "set");
    return [...sets.map(({ at, value }) => [at, shown(value)]), ...[...this.faults].map(([at, fault]) => [at, shown(fault.text)])];
  }

  /** Give up what is not at the server. */
  drop() {
    this.sent = null;
    this.pending = [];
    this.faults = new Map();
    this.#keep();
  }

  /** The document as the server has it now, where nothing of one's own is on its way. */
  adopt({ version, filing }) {
    if (this.unsent) return;
    this.version = version;
    this.held = filing;
    this.#layOver();
    this.#tell("merged", { others: [] });
  }

  #carryOver(rows) {
    const { kept: pending } = carriedEdits(this.pending, rows);
    this.pending = pending;
    this.history.carry(rows);
    this.#carryFaults(rows);
  }

  #carryFaults(edits) {
    const now = [...this.faults].map(([at, fault]) => [carried(at, edits), fault]);
    this.faults = new Map(now.filter(([at]) => at !== null));
  }

  // What was typed into a row that is not there has no field at which it could be mended.
  #forgetLost() {
    for (const at of this.faults.keys()) {
      const row = rowOf(at);
      if (row && valueAt(this.filing, row.join("/")) === undefined) this.faults.delete(at);
    }
  }

  #layOver() {
    this.filing = structuredClone(this.held);
    for (const edit of [...(this.sent?.edits ?? []), ...this.pending]) {
      try {
        apply(this.filing, edit);
      } catch {
        // A row that is not there (any more): the server will say so when the edit is sent.
      }
    }
  }

  #keep() {
    const empty = !this.unsent && this.faults.size === 0;
    this.storable = this.store.keep(empty ? null : { sent: this.sent, pending: this.pending, faults: [...this.faults] });
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function reversed({ op, at, to }) {
  const [list, index] = rowOf(at);
  return op === "remove" ? { op: "insert", at } : { op: "move", at: `${list}/${to}`, to: index };
}
