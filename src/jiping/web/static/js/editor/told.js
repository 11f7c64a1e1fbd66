// What a finding says. Its figures are told in Chinese; on a page in another language the title of
// its check stands before them, in that language.
import { markup } from "../ui/html.js";

const held = document.getElementById("finding-titles");
const titles = held ? JSON.parse(held.textContent) : {};

/** The title of the check in the language of the page, nothing on a Chinese one. */
export const titleOf = (finding) => titles[finding.code] ?? "";

/** The finding as running text. */
export function told(finding) {
  const title = titleOf(finding);
  return title ? markup`<strong>${title}</strong> <span lang="zh-Hans">${finding.message}</span>` : markup`${finding.message}`;
}

/** What to do about it. */
export const remedyOf = (finding) => (titleOf(finding) ? markup`<span lang="zh-Hans">${finding.remedy}</span>` : markup`${finding.remedy}`);
