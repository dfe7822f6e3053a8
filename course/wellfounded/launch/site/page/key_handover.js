// @ts-check
// Hands the key of encrypted answers from a page that ends to the next one, through a service worker that does nothing else.

const SCRIPT = new URL("key_holder.js", import.meta.url);
const SCOPE = new URL("key/", import.meta.url).href; // in which no page lies

/**
 * From now on hand the key on when this page ends. Where the browser has no service workers the next page asks for the
 * passphrase again.
 * @param {() => import("./key_channel.js").Known | null} known
 */
export async function handKeyOn(known) {
  try {
    const holder = await navigator.serviceWorker.register(SCRIPT, { scope: SCOPE });
    addEventListener("pagehide", () => {
      if (known()) holder.active?.postMessage({ known: known() });
    });
  } catch {
    // There are none in a private window, nor over plain http.
  }
}

export async function endHandover() {
  const holder = await navigator.serviceWorker?.getRegistration(SCOPE);
  if (holder?.scope === SCOPE) await holder.unregister();
}
