// Native dialogs: opened modally, the focus goes back where it came from.
import { html } from "./html.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

/** Open `dialog` modally; answers its return value ("" where it was dismissed). */
export function openDialog(dialog, opener = document.activeElement) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        // Whoever closed it may have put the caret somewhere: there it stays.
        const nowhere = document.activeElement === document.body || dialog.contains(document.activeElement);
        if (nowhere && opener?.isConnected) opener.focus();
        resolve(dialog.returnValue);
      },
      { once: true },
    );
  });
}

/** Ask with a dialog made for the purpose; `choices` are {value, label, tone}. */
export function ask({ title, body, choices, wide = false, must = false }) {
  const dialog = html`<dialog class="dialog" aria-labelledby="asked-title">
    <form method="dialog">
      <header>
        <h2 id="asked-title">${title}</h2>
        <button class="button plain icon-only" value="" aria-label="${words.close}">${icon("x")}</button>
      </header>
      <div class="body"></div>
      <footer></footer>
    </form>
  </dialog>`;
  if (wide) dialog.classList.add("wide");
  if (must) dialog.setAttribute("data-must", "");
  dialog.querySelector(".body").append(body);
  for (const choice of choices) {
    dialog.querySelector("footer").append(
      html`<button class="button ${choice.tone ?? ""}" value="${choice.value}">${choice.label}</button>`,
    );
  }
  document.body.append(dialog);
  const answered = openDialog(dialog);
  answered.then(() => dialog.remove());
  return answered;
}
