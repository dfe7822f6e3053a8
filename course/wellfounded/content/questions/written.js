// Draws a text field that grows, with a count of words. What is typed is kept after a short pause, and on leaving.

const PAUSE_MS = 800;

function draw({ question, response, answer }) {
  const id = `wf-${uuid()}`;
  const field = make("textarea", { className: "wf-written", rows: 8, value: response || "", maxLength: 20000, dir: "auto" });
  const count = make("p", { className: "wf-count", id });
  let timer = null;

  function tell() {
    const words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
    const guide = { least: question.least, most: question.most };
    count.textContent = phraseMany("{n} word. Write {least} to {most}.", "{n} words. Write {least} to {most}.", words, guide);
  }

  function keep() {
    clearTimeout(timer);
    if (timer === null) return; // nothing was typed since
    timer = null;
    answer(field.value);
  }

  field.setAttribute("aria-describedby", id);
  field.setAttribute("aria-label", phrase("Your reasons"));
  field.addEventListener("input", () => {
    tell();
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  });
  field.addEventListener("blur", keep);
  tell();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), field, onPaper(field), count);
}
