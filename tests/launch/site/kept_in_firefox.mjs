// A course that is kept on a device in Firefox: `node kept_in_firefox.mjs FIREFOX ADDRESS OUT` keeps it, says "kept", waits
// until a line comes in, which means that the host is gone, answers, opens the page again, and writes what was seen to OUT.

import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { inFirefox, STARTED } from "../../browser/firefox_page.mjs";

const [firefox, address, out] = process.argv.slice(2);
const LESSON = `${address}01-gallery/index.html`;
const QUESTION = ".wf-question[data-place$='/choice-practice/q1']";
const KEEP = '::-p-xpath(//*[@id="keep-offline"]//button[starts-with(., "Keep the course")])';
const KEPT = '::-p-xpath(//*[@id="keep-offline"][contains(., "is kept on this device")])';

await inFirefox(firefox, async (page, errors) => {
  await page.setViewport({ width: 390, height: 844 });
  await page.goto(`${LESSON}#keep-offline`);
  await page.waitForSelector(STARTED);
  await (await page.waitForSelector(KEEP)).click();
  await page.waitForSelector(KEPT);
  process.stdout.write("kept\n");
  await once(process.stdin, "data");
  process.stdin.destroy();
  await page.goto(`${LESSON}?again#choice-practice`);
  await page.waitForSelector(STARTED);
  await page.click(`${QUESTION} .wf-option`);
  await page.waitForSelector(`${QUESTION}[data-state=saved]`);
  await page.reload();
  await page.waitForSelector(STARTED);
  const chosen = await page.$$eval(`${QUESTION} input:checked`, (all) => all.length);
  writeFileSync(out, JSON.stringify({ errors, chosen }));
});
