// Answers that are encrypted in Firefox: `node locked_in_firefox.mjs FIREFOX ADDRESS OUT` answers, encrypts, loads the page
// anew, opens it if it asks, and writes what was seen to the file OUT as JSON.

import { writeFileSync } from "node:fs";
import { inFirefox, STARTED } from "../../browser/firefox_page.mjs";

const [firefox, address, out] = process.argv.slice(2);
const QUESTION = ".wf-question[data-place$='/graded-this/q1']";
const PASSPHRASE = "nine grey herons wait";

/** Return the names of what each piece in the browser's database has. @param {object} page of puppeteer */
function pieces(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("well-founded");
        opening.onsuccess = () => {
          const all = opening.result.transaction("pieces").objectStore("pieces").getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve([...new Set(all.result.map((piece) => Object.keys(piece).sort().join(" ")))].sort());
          };
        };
      }),
  );
}

await inFirefox(firefox, async (page, errors) => {
  await page.goto(`${address}01-sample/index.html#graded-this`);
  await page.waitForSelector(STARTED);
  const first = await page.$eval(".wf-above", (notice) => notice.textContent);
  await page.click(`${QUESTION} .wf-option`);
  await page.waitForSelector(`${QUESTION}[data-state=saved]`);
  const plain = await pieces(page);
  await page.$eval(".wf-desk", (desk) => desk.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true })));
  for (const field of await page.$$(".wf-desk input[type=password]")) await field.type(PASSPHRASE);
  await (await page.waitForSelector(`::-p-xpath(//button[.="Encrypt my answers"])`)).click();
  await page.waitForSelector(`::-p-xpath(//button[.="Encrypt them no longer"])`);
  const encrypted = await pieces(page);
  await page.reload();
  const asked = await page.waitForSelector(`${STARTED}, .wf-above input[type=password]`);
  const asks = (await asked.evaluate((element) => element.localName)) === "input";
  if (asks) {
    await asked.type(PASSPHRASE);
    await page.keyboard.press("Enter");
  }
  await page.waitForSelector(STARTED);
  const chosen = await page.$$eval(`${QUESTION} input:checked`, (inputs) => inputs.length);
  writeFileSync(out, JSON.stringify({ first, plain, encrypted, asks, chosen, errors }));
});
