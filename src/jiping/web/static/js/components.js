// The page of components: shows a toast where one is asked for.
import { toast } from "./ui/toast.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-toast]");
  if (button) toast(button.dataset.toast, { tone: "good" });
});
