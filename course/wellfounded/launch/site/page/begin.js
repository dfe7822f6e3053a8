// @ts-check
// Before anything is drawn: the page is a lesson to be read, in the colours and the size that its reader chose.

import { applySize } from "../../jupyter/lesson_view/settings.js";
import { applyTheme, Choices } from "./choices.js";

document.documentElement.classList.add("wf-begun");
const choices = new Choices();
applyTheme(choices.get("theme").composite);
applySize(choices.get("textSize").composite);
