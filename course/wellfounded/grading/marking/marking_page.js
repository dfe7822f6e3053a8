// @ts-check
// A marker's page: counts what is marked, keeps it in this browser, and saves it to a file that the course reads.

/** @typedef {{code: string, answer: string, points: Record<string, number>, comment: string, at: string}} Mark */

/** @param {Document} page */
export function startMarking(page) {
  const articles = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("article")]);
  const marker = page.body.dataset.marker ?? "";
  const drafts = draftStore(`wellfounded-marks-${marker}`);
  let unsaved = false;
  for (const article of articles) {
    const draft = drafts.read(article);
    if (draft && draft.at > (article.dataset.at ?? "")) fill(article, draft);
    article.addEventListener("input", () => changed(article));
    article.querySelector(".used")?.addEventListener("toggle", () => offerComments(article, changed));
  }
  element("next").onclick = () => leadToNext(articles);
  element("save").onclick = save;
  element("load").onchange = load;
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  tell();

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (page.getElementById(id));
  }

  /** @param {HTMLElement} article */
  function changed(article) {
    article.dataset.at = new Date().toISOString();
    unsaved = true;
    drafts.keep(markOf(article));
    tell();
  }

  /** @param {string} [news] */
  function tell(news = "") {
    for (const article of articles) describe(article);
    const done = articles.filter(isMarked).length;
    element("progress").textContent = `${done} of ${articles.length} marked. ${news}`;
  }

  function save() {
    const marks = articles.filter((article) => article.dataset.at).map(markOf);
    const text = JSON.stringify({ wellfounded: "marks", v: 1, marker, marks }, null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(page.createElement("a"), { href: address, download: `marks-${marker}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be reading
    unsaved = false;
    tell(`Saved as marks-${marker}.json, where your browser keeps what it downloads.`);
  }

  async function load() {
    const file = /** @type {HTMLInputElement} */ (element("load")).files?.[0];
    if (!file) return;
    try {
      const marks = /** @type {Mark[]} */ (JSON.parse(await file.text()).marks);
      const byCode = new Map(marks.map((mark) => [mark.code, mark]));
      const fitting = articles.filter((article) => isLater(byCode.get(article.dataset.code ?? ""), article));
      for (const article of fitting) fill(article, /** @type {Mark} */ (byCode.get(article.dataset.code ?? "")));
      for (const article of fitting) drafts.keep(markOf(article));
      tell(`${fitting.length} taken from the file; where this page has later ones, they stay.`);
    } catch {
      tell("That file holds no marks. Choose the one that this page saved.");
    }
  }
}

/**
 * Keep marks in this browser; where it keeps nothing, the file is all there is.
 * @param {string} name
 */
function draftStore(name) {
  return {
    /** @param {HTMLElement} article @returns {Mark | null} */
    read(article) {
      try {
        const mark = JSON.parse(localStorage.getItem(`${name}-${article.dataset.code}`) ?? "null");
        return mark?.answer === article.dataset.answer ? mark : null;
      } catch {
        return null;
      }
    },
    /** @param {Mark} mark */
    keep(mark) {
      try {
        localStorage.setItem(`${name}-${mark.code}`, JSON.stringify(mark));
      } catch {
        // full, or switched off
      }
    },
  };
}

/** @param {HTMLElement} article */
export function markOf(article) {
  /** @type {Record<string, number>} */
  const points = {};
  for (const line of lines(article)) {
    const chosen = line.querySelector("input:checked");
    if (chosen instanceof HTMLInputElement) points[line.dataset.criterion ?? ""] = Number(chosen.value);
  }
  const { code = "", answer = "", at = "" } = article.dataset;
  return { code, answer, points, comment: comment(article).value, at };
}

/**
 * @param {HTMLElement} article
 * @param {Mark} mark
 */
export function fill(article, mark) {
  for (const line of lines(article)) {
    const wanted = String(mark.points[line.dataset.criterion ?? ""]);
    for (const input of line.querySelectorAll("input")) input.checked = input.value === wanted;
  }
  comment(article).value = String(mark.comment ?? "");
  article.dataset.at = mark.at;
}

/**
 * @param {Mark | undefined} mark
 * @param {HTMLElement} article
 */
function isLater(mark, article) {
  return Boolean(mark && mark.answer === article.dataset.answer && mark.at > (article.dataset.at ?? ""));
}

/** @param {HTMLElement} article */
function isMarked(article) {
  return lines(article).every((line) => line.querySelector("input:checked"));
}

/** @param {HTMLElement} article */
function describe(article) {
  const points = Object.values(markOf(article).points);
  const sum = points.reduce((total, each) => total + each, 0);
  const left = lines(article).length - points.length;
  const total = /** @type {HTMLElement} */ (article.querySelector(".total"));
  const open = left ? `; ${left} line${left > 1 ? "s" : ""} to choose` : "";
  total.textContent = `${sum} of ${Number(article.dataset.most)} points${open}`;
  article.classList.toggle("marked", !left);
}

/** @param {HTMLElement[]} articles */
function leadToNext(articles) {
  const next = articles.find((article) => !isMarked(article));
  next?.scrollIntoView({ block: "start" });
  next?.querySelector("h3")?.focus({ preventScroll: true });
}

/**
 * Offer the comments that were used for this question: those that came with the page, and those on it now.
 * @param {HTMLElement} article
 * @param {(article: HTMLElement) => void} changed
 */
function offerComments(article, changed) {
  const section = /** @type {HTMLElement} */ (article.closest(".question"));
  const list = /** @type {HTMLElement} */ (article.querySelector(".used ul"));
  const own = [...section.querySelectorAll("textarea")].map((field) => field.value.trim());
  const before = /** @type {string[]} */ (JSON.parse(section.dataset.comments ?? "[]"));
  const offered = [...new Set([...before, ...own])].filter(Boolean);
  const none = Object.assign(document.createElement("li"), { textContent: "None yet." });
  list.replaceChildren(...(offered.length ? offered.map((text) => offer(text)) : [none]));

  /** @param {string} text */
  function offer(text) {
    const field = comment(article);
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.onclick = () => {
      field.value = [field.value.trim(), text].filter(Boolean).join("\n");
      changed(article);
    };
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}

/** @param {HTMLElement} article */
function lines(article) {
  return /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-criterion]")]);
}

/** @param {HTMLElement} article */
function comment(article) {
  return /** @type {HTMLTextAreaElement} */ (article.querySelector("textarea"));
}

if (globalThis.document?.body?.dataset.marker) startMarking(document);
