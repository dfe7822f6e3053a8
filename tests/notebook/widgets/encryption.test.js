// @ts-check
// The encrypted copy: only the passphrase opens it, and nothing else is ever stored.

import { COPY, keepCopy, keptCopy, openCopy } from "../../../course/wellfounded/notebook/widgets/encryption.js";

const ANSWERS = new TextEncoder().encode('{"event": "answer", "response": ["b"]}\n'.repeat(50));
const WORDS = "four words of mine";

beforeEach(() => {
  localStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** @param {(copy: any) => void} change */
function changeStored(change) {
  const copy = JSON.parse(localStorage.getItem(COPY) ?? "null");
  change(copy);
  localStorage.setItem(COPY, JSON.stringify(copy));
}

test("what was kept is opened by its passphrase, byte for byte", async () => {
  await keepCopy(WORDS, ANSWERS);
  expect([...(await openCopy(WORDS))]).toEqual([...ANSWERS]);
});

test("a passphrase opens the copy however the keyboard writes its letters", async () => {
  await keepCopy("r\u00e9fugi\u00e9 et asile", ANSWERS);
  expect(await openCopy("re\u0301fugie\u0301 et asile")).toHaveLength(ANSWERS.length);
});

test("another passphrase opens nothing, and says so in words", async () => {
  await keepCopy(WORDS, ANSWERS);
  await expect(openCopy(`${WORDS}!`)).rejects.toThrow("This passphrase does not open the copy");
});

test.each(["salt", "iv", "data"])("a copy whose %s was changed is not opened", async (part) => {
  await keepCopy(WORDS, ANSWERS);
  changeStored((copy) => {
    copy[part] = `${copy[part][0] === "A" ? "B" : "A"}${copy[part].slice(1)}`;
  });
  await expect(openCopy(WORDS)).rejects.toThrow("This passphrase does not open the copy");
});

test("what is stored holds neither the answers nor the passphrase, and is new each time", async () => {
  await keepCopy(WORDS, ANSWERS);
  const first = keptCopy();
  await keepCopy(WORDS, ANSWERS);
  const second = keptCopy();
  const all = Object.keys(localStorage)
    .map((key) => localStorage.getItem(key))
    .join();
  const decoded = atob(second?.data ?? "");
  for (const secret of ["answer", WORDS]) expect(`${all} ${decoded}`).not.toContain(secret);
  for (const part of /** @type {const} */ (["salt", "iv", "data"])) expect(second?.[part]).not.toBe(first?.[part]);
});

test("a browser without room says what to do instead", async () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await expect(keepCopy(WORDS, ANSWERS)).rejects.toThrow("Save your answers as a file instead.");
});

test.each(["", "no JSON", "7", '{"salt": "", "iv": ""}', '{"salt": 1, "iv": "", "data": "", "at": ""}'])(
  "what another page left there is no copy: %s",
  async (planted) => {
    localStorage.setItem(COPY, planted);
    expect(keptCopy()).toBeNull();
    await expect(openCopy(WORDS)).rejects.toThrow("This passphrase does not open the copy");
  },
);
