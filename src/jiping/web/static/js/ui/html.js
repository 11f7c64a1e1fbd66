// Markup from a template literal; whatever is put in is escaped, and nodes stay nodes.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escape = (text) => String(text ?? "").replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

/** Markup that is already safe, to be put into another literal. */
export class Markup {
  constructor(text) {
    this.text = text;
  }
}

/** Escaped markup as text, to be nested: markup`<b>${name}</b>`. */
export function markup(parts, ...values) {
  return new Markup(parts.reduce((told, part, place) => told + part + (place < values.length ? put(values[place]) : ""), ""));
}

function put(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(put).join("");
  return escape(value);
}

/** One element from a literal. */
export function html(parts, ...values) {
  const template = document.createElement("template");
  template.innerHTML = markup(parts, ...values).text.trim();
  return template.content.firstElementChild;
}
