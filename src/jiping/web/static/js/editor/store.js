// What is not yet at the server, kept on this machine: one queue a person, filing and tab. A tab that
// is gone leaves its queue to the next one that opens the filing; living tabs keep to their own.
const BEAT = 5_000;
const SILENCE = 3 * BEAT;

export class Store {
  #prefix;
  #key;
  #queue = null;
  // Whether the page has been left: whatever is still written then is for the next one.
  #left = false;

  constructor(user, filing) {
    this.#prefix = `jiping:queue:${user}:${filing}:`;
    this.#key = this.#prefix + tabId();
    // A tab that was duplicated has the id of the other, which lives.
    if (living(read(this.#key))) this.#key = this.#prefix + renewedId();
    setInterval(() => this.#queue && this.#write(), BEAT);
    for (const [event, left] of [["pagehide", true], ["pageshow", false]]) {
      window.addEventListener(event, () => {
        this.#left = left;
        if (this.#queue) this.#write();
      });
    }
  }

  /** The queue that this tab, or one that is gone, has left; null where there is none. */
  take() {
    const found = keysOf(this.#prefix).find((key) => !living(read(key)));
    if (!found) return null;
    const { queue } = read(found) ?? {};
    remove(found);
    this.keep(queue ?? null);
    return queue ?? null;
  }

  /** Keep `queue`, null for an empty one; false where this machine has no room. */
  keep(queue) {
    this.#queue = queue;
    if (queue) return this.#write();
    remove(this.#key);
    return true;
  }

  #write() {
    try {
      const record = { queue: this.#queue, at: Date.now(), released: this.#left };
      localStorage.setItem(this.#key, JSON.stringify(record));
      return true;
    } catch {
      return false;
    }
  }
}

const living = (record) => Boolean(record) && !record.released && Date.now() - record.at < SILENCE;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to remove.
  }
}

function keysOf(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).sort();
  } catch {
    return [];
  }
}

function tabId() {
  try {
    return sessionStorage.getItem("jiping:tab") ?? renewedId();
  } catch {
    return newId();
  }
}

function renewedId() {
  const id = newId();
  try {
    sessionStorage.setItem("jiping:tab", id);
  } catch {
    // The id then lasts as long as the page.
  }
  return id;
}

/** An id that a save goes by; also where the page is not served over TLS. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
