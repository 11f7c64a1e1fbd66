// Requests to the server; every answer is one of a few kinds, whatever went wrong on the way.

function csrf() {
  return /(?:^|; )jiping_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/**
 * Send JSON or a form. Answers {kind, status, body}: `ok`, `conflict` (409), `invalid` (422),
 * `login` (the session is over), `refused` (403, 404 and other lasting refusals), `away` (no
 * connection, or the server cannot answer now: try again later).
 */
export async function send(url, { method = "POST", json, form, keepalive = false } = {}) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrf() };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(url, {
      method,
      headers,
      keepalive,
      credentials: "same-origin",
      redirect: "manual",
      body: json === undefined ? form : JSON.stringify(json),
    });
  } catch {
    return { kind: "away", status: 0, body: {} };
  }
  if (response.type === "opaqueredirect") return { kind: "login", status: 302, body: {} };
  const body = await response.json().catch(() => null);
  return { kind: kindOf(response, body), status: response.status, body: body ?? {} };
}

export const get = (url) => send(url, { method: "GET" });

function kindOf({ status, ok }, body) {
  if (ok && body !== null) return "ok";
  if (status === 401) return "login";
  if (status === 409) return "conflict";
  if (status === 422) return "invalid";
  // A refusal without a sentence of ours is the CSRF check's, after a new log-in elsewhere.
  if (status === 403) return body?.error === "forbidden" ? "refused" : "login";
  return ok || status >= 500 || status === 429 || status === 408 ? "away" : "refused";
}
