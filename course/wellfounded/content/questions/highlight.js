// Draws a text in which each marked passage is a native check box, its label the passage's own words, inline.

const MARK = /\[\[([a-z][0-9]*|[0-9]+): (.*?)\]\]/gs; // as in passages.py

function draw({ question, response, answer }) {
  // The text is HTML that the build made. Marks stand in its words, never in a tag; what is inside one stays as it is.
  const drawn = question.text.replace(MARK, '<label class="wf-passage"><input type="checkbox" value="$1">$2</label>');
  const text = make("div", { className: "wf-text", innerHTML: drawn, ...COURSE });
  const boxes = [...text.querySelectorAll(".wf-passage > input")];
  const count = make("p", { className: "wf-marked" });
  count.setAttribute("role", "status");

  function tell() {
    const marked = boxes.filter((box) => box.checked).length;
    count.textContent = marked ? phraseMany("{n} passage marked.", "{n} passages marked.", marked) : phrase("No passage marked.");
  }

  for (const box of boxes) {
    box.checked = (response || []).includes(box.value);
    box.addEventListener("change", () => {
      tell();
      answer(boxes.filter((each) => each.checked).map((each) => each.value));
    });
  }
  tell();
  const how = make("p", { className: "wf-how", textContent: phrase("Choose the words that are underlined to mark them.") });
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), how, text, count);
}
