// @ts-check
// Which version of the site this page is of, and which one its host has now. A version is a folder of the host's.

export const INSIDE = new URL(".", import.meta.url); // what is of this version alone
export const ROOT = new URL("../", INSIDE);
export const VERSION = INSIDE.pathname.split("/").at(-2) ?? "";

/**
 * @typedef {object} VersionList as site_version.py writes it
 * @property {string} version
 * @property {number} size of all files, in bytes
 * @property {Record<string, [size: number, digest: string]>} files by their paths
 */

/**
 * Return what the host has now; null where no host answers.
 * @returns {Promise<VersionList | null>}
 */
export async function hostsVersion() {
  try {
    const reply = await fetch(new URL("version.json", ROOT), { cache: "no-store" });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
