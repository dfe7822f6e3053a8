// @ts-check
// The activities of a lesson, which its contents list: what is to try, and in a prediction what was looked at.

import { sourceOf, titleInOutput } from "./screens.js";

const SHOWN = /^(?!case\()\w+\("([\w-]+)"\)$/; // its cell has the name that stands in the call

/** @typedef {{ cell: any, title: string }} ShownActivity */

/**
 * Return the activities of a screen.
 * @param {Pick<import("./screens.js").Screen, "cells">} screen
 * @returns {ShownActivity[]}
 */
export function activitiesIn({ cells }) {
  const shown = cells.filter((cell) => SHOWN.exec(sourceOf(cell).trim())?.[1] === cell.model.id);
  return shown.map((cell) => ({ cell, title: titleInOutput(cell) }));
}

/**
 * Return how many rows of a prediction there are, and at how many one has looked; none of what is no prediction.
 * @param {ShownActivity} activity
 */
export function countRows({ cell: { node } }) {
  return { all: node.querySelectorAll(".wf-row").length, looked: node.querySelectorAll(".wf-row-answer").length };
}

/**
 * Put the focus on an activity, whose screen is shown.
 * @param {ShownActivity} activity
 */
export function leadToActivity({ cell: { node } }) {
  const heading = node.querySelector("h3:not(.wf-unready *)") ?? node;
  heading.setAttribute("tabindex", "-1");
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
