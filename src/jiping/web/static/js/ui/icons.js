// Icons of the sprite the page was made with, for what scripts put into the page.
import { markup } from "./html.js";

let sprite;

export function icon(name, label = "") {
  sprite ??= document.querySelector("svg.icon use")?.getAttribute("href").split("#")[0] ?? "";
  return label
    ? markup`<svg class="icon" role="img" aria-label="${label}"><use href="${sprite}#${name}"/></svg>`
    : markup`<svg class="icon" aria-hidden="true"><use href="${sprite}#${name}"/></svg>`;
}
