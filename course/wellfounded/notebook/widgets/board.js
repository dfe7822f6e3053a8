// Shows progress or advice, and asks for it anew when something was kept, here or in another lesson of this window;
// live.js stands before it.

function render({ model, el }) {
  speak(model, el);
  const shown = make("div", { className: "wf-board" });
  const status = make("p", { className: "wf-status", role: "status" });
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });
  let waiting = false; // for an answer of the kernel
  let again = false; // something was kept meanwhile
  let drawn = null; // the HTML that is shown

  function look() {
    if (document.hidden) return; // there will be another look when the page is seen
    again = waiting;
    if (waiting) return;
    waiting = true;
    post({ id: uuid(), event: "look" });
  }

  function heard(message) {
    waiting = false;
    status.textContent = "";
    show(message.html);
    if (again) look();
  }

  function silent() {
    waiting = false;
    status.dataset.state = "lost";
    status.textContent = phrase("Not brought up to date: {why}", { why: silence() });
  }

  function show(html) { // what was open stays open, and what has the focus keeps it
    if (html === drawn) return;
    drawn = html;
    const closed = new Map([...shown.querySelectorAll("details")].map((each) => [each.dataset.key, each.open]));
    const focused = shown.contains(document.activeElement) && document.activeElement.closest("[data-key]");
    const tag = focused && document.activeElement.tagName;
    shown.innerHTML = html;
    for (const each of shown.querySelectorAll("details")) each.open = closed.get(each.dataset.key) ?? each.open;
    const same = focused && [...shown.querySelectorAll("[data-key]")].find((each) => each.dataset.key === focused.dataset.key);
    if (same) (tag === "SUMMARY" ? same.querySelector("summary") : same).focus({ preventScroll: true });
  }

  if (model.get("what") === "recommend") shown.setAttribute("role", "status"); // a change of advice is spoken
  document.addEventListener(KEPT, look);
  document.addEventListener("visibilitychange", look);
  el.classList.add("wf");
  keepKeys(el);
  el.append(make("section", { className: "wf-progress" }, shown, status));
  show(model.get("html"));
  return () => {
    document.removeEventListener(KEPT, look);
    document.removeEventListener("visibilitychange", look);
    end();
  };
}

export default { render };
