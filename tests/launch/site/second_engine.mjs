// A learner's way through a web page in Firefox: `node second_engine.mjs FIREFOX ADDRESS OUT` opens the gallery's lesson,
// answers and checks a question, deletes the browser's database, opens the lesson again, hands in, and writes what was seen to
// the file OUT as JSON.

import { writeFileSync } from "node:fs";
import { inFirefox, STARTED } from "../../browser/firefox_page.mjs";

const [firefox, address, out] = process.argv.slice(2);
const QUESTION = ".wf-question[data-place$='/choice-practice/q1']";

/** @param {object} page of puppeteer */
function read(page) {
  return page.evaluate((name) => {
    const question = document.querySelector(name);
    const scroller = document.querySelector(".jp-WindowedPanel-outer");
    return {
      title: document.title,
      state: question?.dataset.state,
      verdict: question?.dataset.verdict,
      chosen: question?.querySelectorAll("input:checked").length,
      seen: question?.checkVisibility(),
      sideways: scroller.scrollWidth > scroller.clientWidth,
    };
  }, QUESTION);
}

/** As a browser does that finds its database broken: what it had is put back from the second copy. */
function deleteDatabase() {
  const deleting = indexedDB.deleteDatabase("well-founded");
  return new Promise((resolve, reject) => {
    deleting.onsuccess = () => resolve(true);
    deleting.onerror = () => reject(deleting.error);
  });
}

/**
 * Press the button of the panel that has these words.
 * @param {object} page of puppeteer
 * @param {string} words
 */
async function press(page, words) {
  const button = await page.waitForSelector(`::-p-xpath(//*[contains(@class, "wf-panel")]//button[.="${words}"])`);
  await button.click();
}

await inFirefox(firefox, async (page, errors) => {
  await page.setViewport({ width: 390, height: 844 });
  await page.goto(`${address}01-gallery/index.html#choice-practice`);
  await page.waitForSelector(STARTED);
  await page.click(`${QUESTION} .wf-option`);
  await page.waitForSelector(`${QUESTION}[data-state=saved]`);
  await page.click(`${QUESTION} .wf-check button`);
  await page.waitForSelector(`${QUESTION}[data-verdict]`);
  const answered = await read(page);
  await page.goto(`${address}mark.svg`);
  await page.evaluate(deleteDatabase);
  await page.goto(`${address}01-gallery/index.html#choice-practice`);
  await page.waitForSelector(STARTED);
  await page.waitForSelector(`${QUESTION}[data-verdict]`);
  const reloaded = await read(page);
  await page.evaluate(() =>
    document.dispatchEvent(
      new CustomEvent("wellfounded-open", {
        cancelable: true,
        detail: { path: "01-gallery/01-gallery.ipynb", place: "hand-in" },
      }),
    ),
  );
  await press(page, "Hand in this lesson");
  await press(page, "Hand in anyway");
  await page.waitForSelector(".wf-result-title");
  const handedIn = await page.$eval(".wf-result-title", (node) => node.textContent);
  writeFileSync(out, JSON.stringify({ errors, answered, reloaded, handedIn }));
});
