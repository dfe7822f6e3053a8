// Draws the desk; live.js and desk_copy.js stand before it.

const PIECE = 2 ** 20; // bytes of a file that are sent at once: a Jupyter server takes no message of ten MiB
const OURS = "wellfounded "; // what we keep in a browser begins so
const LEAVE = later("This closes the lesson at once and shows a blank page. In any running lesson, pressing Escape three times "
  + "within two seconds does the same. It deletes nothing: your answers stay, and the browser’s history may still name the "
  + "course. What you typed into the notebook itself, beside the questions, and had not saved, is lost.");
const FILE = later("One file holds the answers of all lessons. Opened at another computer, or in another Binder, it adds what is "
  + "missing there. Where it has a newer answer to a question, it asks before that takes the place of yours.");
const FORGET = later("This deletes every trace of you from this copy of the course: answers, reviews, what you handed in, lessons "
  + "that you changed. The lessons are then as if nobody had opened them. It asks once more before it does.");
const LANGUAGE = later("This changes what the course’s own buttons and messages say. Lessons and cases stay English.");
const AFTER = later("Close this window now, and do not save: it still shows what it had read before. Other windows of the course "
  + "may hold answers too. Close them as well.");

function list(title, items) {
  return items.length ? [make("p", { textContent: title }), make("ul", {}, ...items.map((each) => make("li", { textContent: each })))] : [];
}

// A part of the desk: a heading, what it is for, its controls, what became of what was done, and a place to ask once more.
function part(title, words, ...children) {
  const status = make("p", { className: "wf-status", role: "status" });
  const asked = make("div");
  const heading = make("h4", { textContent: title });
  const box = make("section", {}, heading, make("p", { textContent: words }), ...children, asked, status);

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function doing(busy, act) {
    return async (event) => {
      event?.preventDefault();
      say("saving", busy);
      try {
        say("saved", await act());
      } catch (error) {
        say("lost", error.message);
      }
    };
  }

  function show(label, ...inside) { // what the learner must read: it takes the focus
    const shown = make("div", { className: "wf-confirm", tabIndex: -1 }, ...inside);
    shown.setAttribute("role", "group");
    shown.setAttribute("aria-label", label);
    asked.replaceChildren(shown);
    shown.focus();
  }

  function confirm(about, yes, act, no = () => {}) {
    const before = document.activeElement;
    const close = (then) => () => { asked.replaceChildren(); before?.focus(); then(); };
    const inside = typeof about === "string" ? [make("p", { textContent: about })] : about;
    show(phrase("Are you sure?"), ...inside, make("div", { className: "wf-actions" },
      make("button", { type: "button", textContent: yes, onclick: close(act) }),
      make("button", { type: "button", textContent: phrase("No, keep everything"), onclick: close(no) })));
  }

  return { box, say, doing, show, confirm };
}

function render({ model, el }) {
  speak(model, el);
  const pending = new Map(); // id -> what waits for the kernel's answer
  const asleep = make("p", { className: "wf-status", role: "status" });
  const desk = make("div");
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(desk, asleep) });

  function heard(message, buffers) {
    if (message.more) return;
    const { resolve, reject } = pending.get(message.id);
    if (message.refused) reject(new Error(message.refused));
    else resolve({ ...message, buffers });
  }

  function silent(id) {
    pending.get(id).say("lost", phrase("Not done yet: {why}", { why: silence() }));
  }

  function ask(say, message, buffers) {
    const id = uuid();
    return new Promise((resolve, reject) => {
      pending.set(id, { say, resolve, reject });
      post({ ...message, id }, buffers);
    }).finally(() => pending.delete(id));
  }

  async function bring(say, bytes, confirm) {
    const file = uuid();
    for (let start = 0; ; start += PIECE) {
      const last = start + PIECE >= bytes.length;
      const reply = await ask(say, { event: "piece", file, start, last }, [bytes.slice(start, start + PIECE)]);
      if (last) return reply.asks ? agreed(say, file, reply.asks, confirm) : reply.says;
      say("saving", phrase("Reading the file: {share} %", { share: Math.round((100 * start) / bytes.length) }));
    }
  }

  async function agreed(say, file, asks, confirm) { // newer answers would take the place of the learner's own
    say("note", "");
    await new Promise((resolve, reject) => {
      const no = () => reject(new Error(phrase("The file was not opened. Nothing was changed here.")));
      confirm(asks, phrase("Yes, open the file"), resolve, no);
    });
    return (await ask(say, { event: "open", file })).says;
  }

  function filePart() {
    const save = make("button", { type: "button", textContent: phrase("Save all my answers as one file") });
    const choose = make("input", { type: "file" });
    const { box, say, doing, confirm } = part(phrase("Take your answers along"), phrase(FILE),
      make("div", { className: "wf-actions" }, save), make("p", {}, make("label", {}, `${phrase("Open such a file")} `, choose)));
    save.onclick = doing(phrase("Collecting your answers…"), async () => {
      const { name, says, buffers } = await ask(say, { event: "save" });
      if (buffers[0].byteLength) download(name, buffers[0]);
      return says;
    });
    choose.onchange = doing(phrase("Reading the file…"), async () => {
      const [file] = choose.files;
      if (!file) return "";
      const large = phrase("This file is far larger than any file of answers. It was not opened.");
      if (!file.size) throw new Error(phrase("This file is empty."));
      if (file.size > model.get("limit")) throw new Error(large);
      const bytes = new Uint8Array(await file.arrayBuffer());
      choose.value = ""; // the same file may be chosen again
      return bring(say, bytes, confirm);
    });
    return box;
  }

  function download(name, bytes) {
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/x-ndjson" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  function forgetPart(forgotten) {
    const button = make("button", { type: "button", textContent: phrase("Forget me…") });
    const controls = make("div", { className: "wf-actions" }, button);
    const { box, say, doing, show, confirm } = part(phrase("Forget me"), phrase(FORGET), controls);
    button.onclick = doing(phrase("Looking for what is kept of you…"), async () => {
      const { traces, own } = await ask(say, { event: "look" });
      const all = [...traces, ...inBrowser().map(([, , words]) => words)];
      const about = [
        ...list(phrase("This deletes, for good:"), all.length ? all : [phrase("nothing: there is no trace of you here")]),
        ...list(phrase("This is left, since it is yours and not the course’s:"), own),
      ];
      confirm(about, phrase("Yes, delete all of this"), doing(phrase("Deleting…"), forget));
      return "";
    });

    async function forget() {
      const done = await ask(say, { event: "forget" });
      const here = inBrowser();
      for (const [store, key] of here) store.removeItem(key);
      forgotten();
      show(phrase("What was deleted"), ...list(phrase("Deleted:"), [...done.deleted, ...here.map(([, , words]) => words)]),
        ...list(phrase("As released again:"), done.restored), ...list(phrase("Left, since it is yours:"), done.own),
        ...list(phrase("Not deleted:"), done.failed), make("p", { textContent: done.elsewhere }),
        make("p", { textContent: phrase(AFTER) }));
      return done.failed.length ? phrase("Not all could be deleted; see above.") : phrase("You are forgotten here.");
    }

    return box;
  }

  function languagePart() { // said in both languages: who needs it may not read the one that is spoken here
    const choose = make("select", {}, ...Object.entries(model.get("languages")).map(([code, name]) =>
      make("option", { value: code, textContent: name, lang: code })));
    choose.value = model.get("language");
    const english = make("span", { textContent: "Language of the buttons", ...COURSE });
    const spanish = make("span", { textContent: "Idioma de los botones", lang: "es", dir: "ltr" });
    const label = make("label", {}, english, " / ", spanish, " ", choose);
    const { box, say, doing } = part(phrase("Language"), phrase(LANGUAGE), make("p", {}, label));
    choose.onchange = doing("…", async () => (await ask(say, { event: "language", language: choose.value })).says);
    return box;
  }

  const { box: leave } = part(phrase("Leave quickly"), phrase(LEAVE), make("div", { className: "wf-actions" },
    make("button", { type: "button", className: "wf-leave", textContent: phrase("Leave now"), onclick: leaveQuickly })));
  const files = filePart();
  const take = async (say) => (await ask(say, { event: "save" })).buffers[0];
  const copy = model.get("binder") && copyPart(part, take, bring);
  desk.append(asleep, languagePart(), files, ...(copy ? [copy.box] : []), forgetPart(() => copy && copy.forgotten()));
  el.classList.add("wf");
  keepKeys(el);
  el.append(make("section", { className: "wf-desk" }, make("h3", { textContent: phrase("Your desk") }), leave, desk));
  return end;
}

// What this browser keeps of the course in this window: [store, key, what it is].
function inBrowser() {
  const words = { [COPY]: phrase("in this browser: the encrypted copy of your answers") };
  return [sessionStorage, localStorage].flatMap((store) => Object.keys(store).filter((key) => key.startsWith(OURS))
    .map((key) => [store, key, words[key] || phrase("in this browser: an answer that had not been sent")]));
}

export default { render };
