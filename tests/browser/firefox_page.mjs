// A page in Firefox, which reaches this machine alone, and what went wrong on it.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package is installed for the views, in another folder.
const require = createRequire(join(import.meta.dirname, "../../course/package.json"));
const puppeteer = require("puppeteer-core").default;

export const STARTED = "body[data-wf-start=started]";
const TIMEOUT = 60_000; // milliseconds: a kernel starts slowly on a busy machine

/**
 * @param {string} executablePath of Firefox
 * @param {(page: object, errors: string[]) => Promise<void>} walk gets a page of puppeteer
 */
export async function inFirefox(executablePath, walk) {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    userDataDir: profile,
    extraPrefsFirefox: { "network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9 },
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(TIMEOUT);
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await walk(page, errors);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
