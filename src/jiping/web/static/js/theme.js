// Before the first paint: the theme the user chose last on this machine, if any.
(() => {
  try {
    const theme = localStorage.getItem("jiping:theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be switched off; then the system's theme stands.
  }
})();
