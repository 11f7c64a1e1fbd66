// What cannot wait for the scripts of the page.

// Before the first paint: the theme the user chose last on this machine, if any.
try {
  const theme = localStorage.getItem("jiping:theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; then the system's theme stands.
}

// A button that is clicked before there is a script to answer: the click is kept until there is one.
{
  let clicked = null;
  const keep = (event) => {
    const button = event.target.closest('button[type="button"]');
    if (!button) return;
    event.stopImmediatePropagation();
    clicked = button;
  };
  document.addEventListener("click", keep, true);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("click", keep, true);
    clicked?.click();
  });
}
