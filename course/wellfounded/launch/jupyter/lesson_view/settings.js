// @ts-check
// What a learner chose of size and theme, put into effect.

const LIGHT = "JupyterLab Light";
const DARK = "JupyterLab Dark";

/** @param {number} size of the text; 1 is a book's, which the style sheet may make larger on a large screen */
export function applySize(size) {
  const { style } = document.documentElement;
  if (size === 1) style.removeProperty("--wf-zoom");
  else style.setProperty("--wf-zoom", String(size));
}

/**
 * @param {any} themes JupyterLab's settings of its theme
 * @returns {string} "system", "light" or "dark"
 */
export function themeOf(themes) {
  if (themes.get("adaptive-theme").composite) return "system";
  return themes.get("theme").composite === DARK ? "dark" : "light";
}

/**
 * @param {any} themes
 * @param {string} theme "system", "light" or "dark"
 */
export async function applyTheme(themes, theme) {
  await themes.set("adaptive-theme", theme === "system");
  if (theme !== "system") await themes.set("theme", theme === "dark" ? DARK : LIGHT);
}
