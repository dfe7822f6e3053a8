// @ts-check
// Before anything is drawn: the page is a lesson to be read, in the colours that its reader chose.

const root = document.documentElement;
const kept = JSON.parse(localStorage.getItem("wellfounded view") ?? "{}");
if (kept.theme === "light" || kept.theme === "dark") root.dataset.jpThemeLight = String(kept.theme === "light");
if (kept.textSize) root.style.setProperty("--wf-zoom", kept.textSize);
root.classList.add("wf-begun");
