// What every page can do: themes, menus, dialogs that are opened by a button, confirmations.
import { openDialog } from "./ui/dialog.js";

const root = document.documentElement;
/** The buttons that send their form: a button is one of them unless it says otherwise. */
const SENDING = "button:not([type=button]):not([type=reset])";

function setTheme(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  try {
    if (theme) localStorage.setItem("jiping:theme", theme);
    else localStorage.removeItem("jiping:theme");
  } catch {
    // Not kept for the next page; nothing else depends on it.
  }
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (at("[data-theme-set]")) setTheme(at("[data-theme-set]").dataset.themeSet);
  if (at("[data-reload]")) location.reload();
  if (at("[data-back]")) history.back();
  if (at("[data-print]")) window.print();
  const opener = at("[data-dialog]");
  if (opener) openDialog(document.getElementById(opener.dataset.dialog), opener);
  if (at("[data-close]")) at("dialog")?.close("");
  const menuItem = at("details[data-menu] .sheet button, details[data-menu] .sheet a");
  if (menuItem) menuItem.closest("details").open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** Whether somebody has typed into the dialog. */
const isTyped = (dialog) =>
  [...dialog.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

// A click beside an open dialog closes it, as Escape does, unless it must be answered or holds words.
document.addEventListener("mousedown", (event) => {
  const dialog = event.target;
  if (dialog instanceof HTMLDialogElement && !dialog.hasAttribute("data-must") && !isTyped(dialog)) {
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right &&
      event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close("");
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
  else if (!event.defaultPrevented) {
    // A second click on a slow line sends nothing twice.
    for (const button of form.querySelectorAll(SENDING)) setTimeout(() => (button.disabled = true));
  }
});

// Coming back with the browser's arrow finds the buttons as they were.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const button of document.querySelectorAll(`form :is(${SENDING})`)) button.disabled = false;
  }
});

// What is being made in the background is looked for again, while somebody looks.
const again = document.querySelector("[data-again]");
if (again) {
  setInterval(() => {
    if (!document.hidden && !document.querySelector("dialog[open]")) location.reload();
  }, 1000 * Number(again.dataset.again));
}

// On a phone the bar of pages is wider than the screen: where one is comes into sight.
document.querySelector(".mainnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// The example accounts on the log-in page fill in the fields.
document.addEventListener("click", (event) => {
  const account = event.target.closest("[data-account]");
  if (!account) return;
  const form = document.querySelector("form[data-login]");
  form.elements.username.value = account.dataset.account;
  form.elements.password.value = account.dataset.password;
  form.querySelector("button[type=submit]").focus();
});
