// A learner's way through a lesson in Firefox: `node second_engine.mjs FIREFOX ADDRESS OUT` opens the lesson, turns its
// pages to the first question, answers and checks it, reloads, and writes what was seen to the file OUT as JSON.

import { writeFileSync } from "node:fs";
import { inFirefox, STARTED } from "./firefox_page.mjs";

const [firefox, address, out] = process.argv.slice(2);
const PHONE = { width: 390, height: 844 };
const QUESTION = ".wf-question:has(.wf-option)"; // the first that is answered by choosing an option

/** @param {object} page of puppeteer */
async function turnToQuestion(page) {
  for (let turns = 1; turns < 20; turns += 1) {
    await page.click(".wf-foot-next");
    const seen = await page.evaluate((name) => document.querySelector(name)?.checkVisibility() ?? false, QUESTION);
    if (seen) return turns;
  }
  throw new Error("No page of this lesson shows a question.");
}

/** @param {object} page of puppeteer */
async function read(page) {
  return page.evaluate((name) => {
    const question = document.querySelector(name);
    const scroller = document.querySelector(".jp-WindowedPanel-outer");
    return {
      title: document.title,
      state: question?.getAttribute("data-state"),
      verdict: question?.getAttribute("data-verdict"),
      chosen: question?.querySelectorAll("input:checked").length,
      seen: question?.checkVisibility(),
      sideways: (scroller?.scrollWidth ?? 0) > (scroller?.clientWidth ?? 0),
    };
  }, QUESTION);
}

await inFirefox(firefox, async (page, errors) => {
  await page.setViewport(PHONE);
  await page.goto(address);
  await page.waitForSelector(STARTED);
  const turns = await turnToQuestion(page);
  await page.click(`${QUESTION} .wf-option`);
  await page.waitForSelector(".wf-question[data-state=saved]");
  await page.click(`${QUESTION} .wf-check button`);
  await page.waitForSelector(".wf-question[data-verdict]");
  const answered = await read(page);
  await page.reload();
  await page.waitForSelector(STARTED);
  await page.waitForSelector(".wf-question[data-verdict]");
  writeFileSync(out, JSON.stringify({ turns, errors, answered, reloaded: await read(page) }));
});
