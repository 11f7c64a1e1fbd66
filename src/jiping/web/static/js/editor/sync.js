// Autosave: one save at a time, again after a lost connection, never twice.
import { send } from "./server.js";

const PAUSE = 700;
const SLOWEST = 30_000;

/**
 * Sends what `draft` has. Its `state` is `saved`, `editing`, `saving`, `away`, `login`, `refused`
 * or `conflict`; `onState(state, detail)` hears of each change, `onAnswer(body)` of each save that
 * was taken, `onConflict(body)` settles a conflict and resolves when it is settled.
 */
export class Sync {
  #timer = 0;
  #wait = 2000;
  #busy = false;

  constructor(draft, { url, onState, onAnswer, onConflict }) {
    Object.assign(this, { draft, url, onState, onAnswer, onConflict, state: "saved" });
    draft.addEventListener("edited", () => this.#later());
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#parting();
      else if (this.state === "away" || this.state === "login") this.now();
    });
    window.addEventListener("pagehide", () => this.#parting());
  }

  /** Send at once what there is. */
  async now() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (await this.#one());
    } finally {
      this.#busy = false;
    }
  }

  /** Resolves once everything is at the server; false where that is not possible now. */
  async settled() {
    await this.now();
    while (this.#busy) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.draft.unsent === 0 && this.draft.faults.size === 0;
  }

  #later() {
    if (this.state === "refused" || this.state === "conflict") return;
    if (this.state !== "away" && this.state !== "login") this.#become("editing");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), this.state === "away" ? this.#wait : PAUSE);
  }

  async #one() {
    const save = this.draft.take();
    if (!save) {
      this.#become("saved");
      return false;
    }
    if (this.state !== "away") this.#become("saving");
    const answer = await send(this.url, { json: save });
    return this[`_${answer.kind}`](answer.body);
  }

  _ok(body) {
    this.#wait = 2000;
    this.draft.accept(body);
    this.onAnswer(body);
    return true;
  }

  async _conflict(body) {
    this.#become("conflict");
    return this.onConflict(body);
  }

  _invalid(body) {
    // Without a field that is wrong the same save would be refused again and again.
    if (this.draft.mend(body.fields ?? {})) return true;
    this.#become("refused", body);
    return false;
  }

  _login() {
    this.#become("login");
    return false;
  }

  _refused(body) {
    this.#become("refused", body);
    return false;
  }

  _away(body) {
    this.#become("away", body);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, SLOWEST);
    return false;
  }

  #become(state, detail) {
    this.state = state;
    this.onState(state, detail);
  }

  // The page goes away: the last words go with it; the queue keeps them until they were answered.
  #parting() {
    const save = this.draft.take();
    if (save && !this.#busy) send(this.url, { json: save, keepalive: true });
  }
}
