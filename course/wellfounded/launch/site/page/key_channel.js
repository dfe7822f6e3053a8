// @ts-check
// The key of encrypted answers lies in no storage. A window that has it tells it to another window of these pages; and
// key_holder.js holds it for the moment between two pages, so that the passphrase is asked for once in a window.

const CHANNEL = "wellfounded key";
const WAIT_MS = 2500; // for somebody to tell it, who may be busy; Python starts meanwhile

/** @typedef {{ salt: Uint8Array, key: CryptoKey }} Known a key, and what it was made with */

/** @returns {BroadcastChannel | null} none where the browser refuses it */
function channel() {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}

/**
 * Ask for the key that was made with this salt.
 * @param {Uint8Array} salt
 * @returns {Promise<CryptoKey | null>}
 */
export function askForKey(salt) {
  const others = channel();
  if (!others) return Promise.resolve(null);
  return new Promise((resolve) => {
    const end = (/** @type {CryptoKey | null} */ key) => {
      others.close();
      resolve(key);
    };
    setTimeout(() => end(null), WAIT_MS);
    others.onmessage = ({ data }) => {
      if (String(data.told?.salt) === String(salt)) end(data.told.key);
    };
    others.postMessage({ asks: salt });
  });
}

/**
 * Tell others the key, when they ask. Return how to say that all answers are encrypted anew, or no longer.
 * @param {() => Known | null} known
 * @param {() => void} [changed] hears that another window did so
 * @returns {() => void}
 */
export function tellKey(known, changed = () => {}) {
  const others = channel();
  if (!others) return () => {};
  others.onmessage = ({ data }) => {
    const told = known();
    if (data.changed) changed();
    else if (told && String(told.salt) === String(data.asks)) others.postMessage({ told });
  };
  return () => others.postMessage({ changed: true });
}
