// Undo and redo: groups of edits with the edits that undo them.
import { carriedEdits } from "./pointers.js";

/** Typing in one field within this time is one step. */
const PAUSE = 4000;
const LONGEST = 200;

export class History {
  #done = [];
  #undone = [];

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Keep a step; `undo` are the edits that take `edits` back. */
  keep(edits, undo, now = Date.now()) {
    const last = this.#done.at(-1);
    if (last && this.#undone.length === 0 && continues(last, edits, now)) {
      last.edits = edits;
      last.now = now;
    } else {
      this.#done.push({ edits, undo, now });
      if (this.#done.length > LONGEST) this.#done.shift();
    }
    this.#undone = [];
  }

  /** The edits of the last step taken back, or null. */
  undo() {
    const step = this.#done.pop();
    if (!step) return null;
    this.#undone.push(step);
    return step.undo;
  }

  /** The edits of the step last taken back, or null. */
  redo() {
    const step = this.#undone.pop();
    if (!step) return null;
    step.now = 0;
    this.#done.push(step);
    return step.edits;
  }

  /** What others did has moved rows: steps follow them, those of lost rows are forgotten. */
  carry(others) {
    const follow = (steps) =>
      steps.flatMap((step) => {
        const edits = carriedEdits(step.edits, others);
        const undo = carriedEdits(step.undo, others);
        return edits.lost.length || undo.lost.length ? [] : [{ ...step, edits: edits.kept, undo: undo.kept }];
      });
    this.#done = follow(this.#done);
    this.#undone = follow(this.#undone);
  }
}

function continues(last, edits, now) {
  const [before] = last.edits;
  const [after] = edits;
  return (
    now - last.now < PAUSE && last.edits.length === 1 && edits.length === 1 &&
    before.op === "set" && after.op === "set" && before.at === after.at
  );
}
