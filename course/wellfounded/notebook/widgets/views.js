// @ts-check
// What the bundle exports: every view, by the name that its Python says.

import { keepKeys } from "../../content/questions/elements.js";
import { markLanguage } from "../../i18n/messages.js";
import * as board from "./board.js";
import * as caseView from "./case.js";
import * as comparison from "./comparison.js";
import * as deadlines from "./deadlines.js";
import * as decision_path from "./decision_path.js";
import * as desk_panel from "./desk_panel.js";
import * as exploration from "./exploration.js";
import * as hand_in_panel from "./hand_in_panel.js";
import * as prediction from "./prediction.js";
import * as text from "./text.js";
import * as timeline from "./timeline.js";

export { speak } from "../../i18n/messages.js";

/** @type {Record<string, { render: import("@anywidget/types").Render<any> }>} */
const views = {
  board,
  case: caseView,
  comparison,
  deadlines,
  decision_path,
  desk_panel,
  exploration,
  hand_in_panel,
  prediction,
  text,
  timeline,
};

/**
 * Draw the view of a model.
 * @param {import("@anywidget/types").RenderProps<any>} props
 */
export function render(props) {
  markLanguage(props.el);
  keepKeys(props.el);
  return views[props.model.get("view")].render(props);
}
