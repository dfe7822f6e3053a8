// A copy of all answers in this browser, encrypted: for Binder, whose servers end. live.js stands before it.
// It is off until a learner turns it on, and never anything but ciphertext: all that a Binder service opens shares
// this storage. Key: PBKDF2 of the passphrase; cipher: AES-GCM; salt and iv are new each time.

const COPY = "wellfounded copy"; // in localStorage
const ITERATIONS = 600_000;
const SHORTEST = 12; // characters of a passphrase that strangers may try offline
const WRONG = later("This passphrase does not open the copy, or the copy was changed by somebody. Nothing was changed here.");
const ABOUT_COPY = later("Binder’s server ends, and your answers with it. You may keep a copy of them in this browser, encrypted "
  + "under a passphrase of yours. All that you open on this Binder service shares the browser’s storage: others could see "
  + "that there is a copy, not what is in it. Do not keep one on a computer that others use.");
const NO_CRYPTO = later("Not possible here: a browser encrypts only on pages that came over https. Nothing is kept.");

const toText = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
const PARTS = ["salt", "iv", "data", "at"];

function keptCopy() { // null where there is none, or nothing that could be one
  const copy = stored(() => localStorage, COPY);
  return copy && PARTS.every((each) => typeof copy[each] === "string") ? copy : null;
}

async function through(transform, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transform)).arrayBuffer());
}

async function keyFrom(passphrase, salt, use) {
  const raw = new TextEncoder().encode(passphrase.normalize("NFC")); // keyboards write é in two ways
  const material = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

async function keepCopy(passphrase, bytes) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const packed = await through(new CompressionStream("gzip"), bytes);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyFrom(passphrase, salt, "encrypt"), packed);
  const copy = { v: 1, salt: toText(salt), iv: toText(iv), data: toText(new Uint8Array(data)), at: new Date().toISOString() };
  try {
    localStorage.setItem(COPY, JSON.stringify(copy));
  } catch {
    throw new Error(phrase("The browser has no room for the copy. Save your answers as a file instead."));
  }
}

async function openCopy(passphrase) {
  const { salt, iv, data } = keptCopy() || { salt: "", iv: "", data: "" };
  try {
    const key = await keyFrom(passphrase, toBytes(salt), "decrypt");
    const packed = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(data));
    return await through(new DecompressionStream("gzip"), packed);
  } catch {
    throw new Error(phrase(WRONG));
  }
}

// The part of the desk for it. `take(say)` gives all answers as bytes; `bring(say, bytes, confirm)`
// merges them, asks first where newer answers would take the place of others, and tells what was new.
function copyPart(part, take, bring) {
  const possible = Boolean(globalThis.crypto?.subtle && globalThis.CompressionStream);
  const form = make("div");
  const turn = make("input", { type: "checkbox", disabled: !possible, onchange: turned });
  const { box, say, doing, confirm } = part(phrase("A copy in this browser"), phrase(ABOUT_COPY),
    make("p", {}, make("label", {}, turn, ` ${phrase("Keep an encrypted copy in this browser")}`)), form);

  function field(words) {
    const input = make("input", { type: "password", autocomplete: "off" });
    return [input, make("p", {}, make("label", {}, `${words} `, input))];
  }

  // The first button does what Enter in a field does: in JupyterLab no form is sent by it.
  function ending(act, words, ...others) {
    form.onkeydown = (event) => { if (event.key === "Enter" && event.target.type === "password") act(event); };
    const first = make("button", { type: "button", textContent: words, onclick: act });
    return make("div", { className: "wf-actions" }, first, ...others);
  }

  function fresh() { // no copy yet
    const [first, one] = field(phrase("A passphrase"));
    const [second, two] = field(phrase("The same again"));
    const keep = doing(phrase("Encrypting…"), async () => {
      const short = phrase("Take at least {n} characters, for instance four words.", { n: SHORTEST });
      if (first.value.length < SHORTEST) throw new Error(short);
      if (first.value !== second.value) throw new Error(phrase("The two passphrases differ. Write them again."));
      await keepCopy(first.value, await take(say));
      draw();
      return phrase("A copy is kept, as of now. Renew it when you have answered more.");
    });
    const lost = make("p");
    lost.textContent = phrase("Nobody can open the copy without the passphrase, and nobody can tell you what it was.");
    form.replaceChildren(one, two, lost, ending(keep, phrase("Keep a copy")));
  }

  function kept(copy) {
    const [input, line] = field(phrase("Your passphrase"));
    const open = doing(phrase("Opening the copy…"), async () => {
      const { value } = input;
      input.value = "";
      return bring(say, await openCopy(value), confirm);
    });
    const renew = doing(phrase("Renewing the copy…"), async () => { // what only the copy has is not lost by it
      const { value } = input;
      const said = await bring(say, await openCopy(value), confirm);
      await keepCopy(value, await take(say));
      draw();
      return phrase("The copy is renewed, and holds all that is here. What was in it: {said}", { said });
    });
    const other = make("button", { type: "button", textContent: phrase("Renew the copy"), onclick: renew });
    const time = new Date(copy.at).toLocaleString(catalogue.lang || []);
    const about = make("p", { textContent: phrase("A copy is kept here, as of {time}.", { time }) });
    form.replaceChildren(about, line, ending(open, phrase("Open the copy"), other));
  }

  function draw() {
    const copy = keptCopy();
    turn.checked = turn.checked || Boolean(copy);
    if (copy) kept(copy);
    else if (turn.checked) fresh();
    else form.replaceChildren();
  }

  function turned() {
    say("", "");
    if (turn.checked || !keptCopy()) return draw();
    const sure = phrase("Delete the copy in this browser? Your answers on this server stay as they are.");
    confirm(sure, phrase("Delete the copy"), () => {
      localStorage.removeItem(COPY);
      draw();
      say("saved", phrase("The copy is deleted."));
    }, () => { turn.checked = true; });
  }

  function forgotten() {
    turn.checked = false;
    draw();
  }

  if (possible) draw();
  else say("note", phrase(NO_CRYPTO));
  return { box, forgotten };
}
