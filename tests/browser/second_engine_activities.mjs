// What one tries in a lesson, in Firefox: `node second_engine_activities.mjs FIREFOX ADDRESS OUT` uses each activity of
// the gallery's lesson once on a telephone, marks texts, and writes what each then says, and what is wider than its room
// there and on the widest screen, to the file OUT.

import { writeFileSync } from "node:fs";
import { inFirefox, STARTED } from "./firefox_page.mjs";

const [firefox, address, out] = process.argv.slice(2);
const WINDOWS = [
  { width: 3840, height: 2160 },
  { width: 390, height: 844 },
];
const TEXTS = ".wf-question[data-place*='/assess-practice/']";
/** By title: what is pressed, one after the other, and what then says something. */
const ACTIVITIES = {
  "One harm, three desks": [[".wf-pick", ".wf-row button"], ".wf-row .wf-verdict"],
  "How likely is likely enough?": [["[role=switch]"], ".wf-outcome"],
  "Which test first?": [[".wf-here button"], ".wf-path"],
  "A form and two visits": [[".wf-here button"], ".wf-path"],
  "One file, two calendars": [[".wf-actions button:not([aria-disabled='true'])"], ".wf-pairs"],
};

/**
 * @param {object} page of puppeteer
 * @param {object} control
 */
async function press(page, control) {
  await control.evaluate((node) => node.scrollIntoView({ block: "center" }));
  await control.click();
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/**
 * Press what an activity has to be pressed, and return what it then says.
 * @param {object} page of puppeteer
 * @param {string} title
 */
async function use(page, title) {
  const [controls, said] = ACTIVITIES[title];
  const activity = await page.waitForSelector(`::-p-xpath(//*[contains(@class, "wf-activity")][.//h3[.="${title}"]])`);
  for (const control of controls) await press(page, await activity.waitForSelector(control));
  return activity.$eval(said, (node) => node.textContent);
}

/** @param {object} page of puppeteer */
async function markTexts(page) {
  for (const line of await page.$$(`${TEXTS} .wf-rubric-line`)) await press(page, await line.$(".wf-option"));
  await page.waitForSelector(`${TEXTS}[data-state=saved]`);
  await press(page, await page.waitForSelector(`${TEXTS} .wf-check button`));
  await page.waitForSelector(`${TEXTS}[data-verdict]`);
  return page.$eval(`${TEXTS} .wf-told`, (node) => node.textContent);
}

/** @param {object} page of puppeteer */
function tooWide(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".wf-activity, .wf-question, .jp-WindowedPanel-outer")]
      .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
      .map((node) => `${innerWidth}: ${node.className}`),
  );
}

await inFirefox(firefox, async (page, errors) => {
  const seen = { errors, said: {}, wide: [] };
  for (const size of WINDOWS) {
    await page.setViewport(size);
    await page.goto(address);
    await page.waitForSelector(STARTED);
    await page.waitForSelector(TEXTS);
    seen.wide.push(...(await tooWide(page)));
  }
  for (const title of Object.keys(ACTIVITIES)) seen.said[title] = await use(page, title);
  seen.said.texts = await markTexts(page);
  seen.wide.push(...(await tooWide(page)));
  writeFileSync(out, JSON.stringify(seen));
});
