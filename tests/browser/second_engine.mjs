// A learner's way through a lesson in Firefox: `node second_engine.mjs FIREFOX ADDRESS OUT` opens the lesson, turns its
// pages to the first question, answers and checks it, reloads, and writes what was seen to the file OUT as JSON.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package is installed for the views, in another folder.
const require = createRequire(join(import.meta.dirname, "../../course/package.json"));
const puppeteer = require("puppeteer-core").default;

const [firefox, address, out] = process.argv.slice(2);
const STARTED = "body[data-wf-start=started]";
const PHONE = { width: 390, height: 844 };
const TIMEOUT = 60_000; // milliseconds: a kernel starts slowly on a busy machine

/** @param {object} page of puppeteer */
async function turnToQuestion(page) {
  for (let turns = 1; turns < 20; turns += 1) {
    await page.click(".wf-foot-next");
    const seen = await page.evaluate(() => document.querySelector(".wf-question")?.checkVisibility() ?? false);
    if (seen) return turns;
  }
  throw new Error("No page of this lesson shows a question.");
}

/** @param {object} page of puppeteer */
async function read(page) {
  return page.evaluate(() => {
    const question = document.querySelector(".wf-question");
    const scroller = document.querySelector(".jp-WindowedPanel-outer");
    return {
      title: document.title,
      state: question?.getAttribute("data-state"),
      verdict: question?.getAttribute("data-verdict"),
      chosen: question?.querySelectorAll("input:checked").length,
      seen: question?.checkVisibility(),
      sideways: (scroller?.scrollWidth ?? 0) > (scroller?.clientWidth ?? 0),
    };
  });
}

const profile = mkdtempSync(join(tmpdir(), "firefox-"));
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  userDataDir: profile,
  extraPrefsFirefox: { "network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9 },
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(TIMEOUT);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport(PHONE);
  await page.goto(address);
  await page.waitForSelector(STARTED);
  const turns = await turnToQuestion(page);
  await page.click(".wf-question .wf-option");
  await page.waitForSelector(".wf-question[data-state=saved]");
  await page.click(".wf-question .wf-check button");
  await page.waitForSelector(".wf-question[data-verdict]");
  const answered = await read(page);
  await page.reload();
  await page.waitForSelector(STARTED);
  await page.waitForSelector(".wf-question[data-verdict]");
  writeFileSync(out, JSON.stringify({ turns, errors, answered, reloaded: await read(page) }));
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
