// What is not yet at the server, kept on this machine: one queue a person and filing.
const key = (user, filing) => `jiping:queue:${user}:${filing}`;

/** What was kept, or null. */
export function kept(user, filing) {
  try {
    return JSON.parse(localStorage.getItem(key(user, filing)));
  } catch {
    return null;
  }
}

/** Keep `queue`; nothing is kept where it is empty. False where this machine has no room. */
export function keep(user, filing, queue) {
  try {
    if (queue) localStorage.setItem(key(user, filing), JSON.stringify(queue));
    else localStorage.removeItem(key(user, filing));
    return true;
  } catch {
    return false;
  }
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
