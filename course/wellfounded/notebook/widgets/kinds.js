// @ts-check
// Made by bundle.js: every module in questions/ that exports `draw`, by the kind it draws.

import * as assess from "../../content/questions/assess.js";
import * as choice from "../../content/questions/choice.js";
import * as choices from "../../content/questions/choices.js";
import * as classify from "../../content/questions/classify.js";
import * as date from "../../content/questions/date.js";
import * as highlight from "../../content/questions/highlight.js";
import * as interview from "../../content/questions/interview.js";
import * as number from "../../content/questions/number.js";
import * as order from "../../content/questions/order.js";
import * as short from "../../content/questions/short.js";
import * as written from "../../content/questions/written.js";

/** @type {Record<string, { draw: (drawing: any) => HTMLElement }>} */
export const kinds = {
  assess,
  choice,
  choices,
  classify,
  date,
  highlight,
  interview,
  number,
  order,
  short,
  written,
};
