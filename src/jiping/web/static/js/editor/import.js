// Choosing a document: sent, read at the server, then shown on the form to be checked.
import { html } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { send } from "./server.js";
import { words } from "./words.js";

const state = JSON.parse(document.getElementById("import-state").textContent);
const drop = document.getElementById("drop");
const input = document.getElementById("file");
const progress = document.getElementById("progress");

async function read(file) {
  if (!file) return;
  // What the server would not take is not carried there over a slow line first.
  if (file.size > state.most) {
    input.value = "";
    refuse(words.tooLarge(Math.ceil(file.size / 2 ** 20), state.most / 2 ** 20));
    return;
  }
  progress.replaceChildren(html`<p class="loading"><span class="spinner"></span>${words.reading(file.name)}</p>`);
  input.disabled = true;
  const form = new FormData();
  form.append("file", file);
  const answer = await send(state.readings, { form });
  input.disabled = false;
  input.value = "";
  if (answer.kind === "ok") {
    location.assign(`${state.page}/${answer.body.id}`);
    return;
  }
  refuse(answer.kind === "login" ? words.login : (answer.body.fields?.file ?? answer.body.message ?? words.cannotLoad));
}

function refuse(said) {
  progress.replaceChildren(html`<div class="banner error" role="alert">${icon("circle-x")}<p>${said}</p></div>`);
}

input.addEventListener("change", () => read(input.files[0]));
read(input.files[0]); // chosen before this script has come
for (const kind of ["dragover", "dragenter"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  read(event.dataTransfer.files[0]);
});
