// @ts-check
// Before anything is drawn: the page is a lesson to be read, in the colours and the size that its reader chose.

import { leaveOnEscape } from "../../../notebook/widgets/leave.js";
import { applySize } from "../../jupyter/lesson_view/settings.js";
import { applyTheme, Choices } from "./choices.js";
import { stayAway } from "./left.js";

// Opened as a file, a page runs no module: it is read as where nothing runs.
if (location.protocol !== "file:") document.documentElement.classList.add("wf-begun");
leaveOnEscape();
const choices = new Choices();
applyTheme(choices.get("theme").composite);
applySize(choices.get("textSize").composite);
stayAway();
