// Plays an interview: what was said so far, then the present turn, its ways to speak as native radio buttons.

const CALM = 7; // trust of so much and more shows as calm
const CLOSED = 3; // of so much and less as closed

// The walk, as script.py does it: a test has both walk the same paths.

function gateHolds(gate, { trust, open }) {
  return gate.trust_least <= trust && trust <= gate.trust_most
    && gate.after.every((token) => open.has(token)) && !gate.without.some((token) => open.has(token));
}

function followingTurn(script, state) {
  return script.turns.findIndex((turn, i) => i > state.turn && gateHolds(turn.when, state));
}

function offeredWays(script, state) {
  const next = followingTurn(script, state);
  const again = state.again.length ? script.turns[state.turn].ways.filter((way) => state.again.includes(way.id)) : [];
  const fresh = next < 0 ? [] : script.turns[next].ways;
  const found = [...again.map((way) => ({ turn: state.turn, way })), ...fresh.map((way) => ({ turn: next, way }))];
  return found.filter(({ way }) => gateHolds(way.when, state));
}

function sayWay(state, { turn, way }) {
  const trust = Math.min(10, Math.max(0, state.trust + way.trust));
  const after = { trust, open: new Set(state.open), turn, again: [] };
  const first = way.replies.find((reply) => gateHolds(reply.when, after));
  const replies = [];
  for (const reply of [...(first ? [first] : []), ...way.adds]) {
    if (!gateHolds(reply.when, after)) continue;
    replies.push(reply);
    reply.opens.forEach((token) => after.open.add(token));
    if (turn !== state.turn) after.again.push(...reply.again);
  }
  return { turn, way, replies, before: state, after };
}

function walkScript(script, path) {
  const moves = [];
  let state = { trust: script.trust, open: new Set(), turn: -1, again: [] };
  for (const step of Array.isArray(path) ? path : []) {
    const said = offeredWays(script, state).find(({ turn, way }) => `${script.turns[turn].id},${way.id}` === String(step));
    if (!said) break;
    moves.push(sayWay(state, said));
    state = moves.at(-1).after;
  }
  return { moves, state };
}

function demeanour(name, { trust }) {
  if (trust >= CALM) return phrase("{name} seems calm.", { name });
  return trust <= CLOSED ? phrase("{name} seems closed.", { name }) : phrase("{name} seems guarded.", { name });
}

function roleOf({ role }) {
  return role === "officer" ? phrase("You are the officer.") : phrase("You are the representative.");
}

function draw({ question, response, answer }) {
  let { moves, state } = walkScript(question, response);
  let undone = null; // what going back took away, until something new is said
  let left = false; // whether a second way in the same turn was left unsaid
  const transcript = make("ol", { className: "wf-transcript" });
  const heard = make("div", { className: "wf-heard" });
  const mood = make("p");
  const present = make("div");

  // One announcement: the words just heard, unseen because they stand above, and how the person now seems.
  const told = make("div", { className: "wf-mood" }, heard, mood);
  told.setAttribute("role", "status");
  transcript.setAttribute("role", "list"); // without numbers, some browsers would no longer call it one

  function go(next, { back = null, pass = false } = {}) {
    moves = next;
    state = moves.at(-1)?.after || walkScript(question, []).state;
    undone = back;
    left = pass;
    show();
    present.querySelector("legend").focus();
    if (!pass) answer(moves.map(({ turn, way }) => [question.turns[turn].id, way.id]));
  }

  function show() {
    const rows = [...transcript.children];
    const same = rows.findIndex((row, i) => row.move !== moves[i]);
    rows.slice(same < 0 ? rows.length : same).forEach((row) => row.remove());
    for (const move of moves.slice(transcript.children.length)) transcript.append(drawMove(move));
    heard.innerHTML = moves.length ? spoken(question, moves.at(-1)) : "";
    mood.innerHTML = demeanour(question.name, state);
    present.replaceChildren(drawPresent());
  }

  function drawMove(move) {
    const { title } = question.turns[move.turn];
    const place = moves.indexOf(move);
    const back = make("button", { type: "button", textContent: phrase("Go back to here") });
    back.onclick = () => go(moves.slice(0, place), { back: moves });
    const turn = phrase("Turn {n}: {title}", { n: move.turn + 1, title: authored(title) });
    const where = make("p", { className: "wf-where", innerHTML: turn });
    back.setAttribute("aria-label", phrase("Go back to here: {turn}", { turn: where.textContent }));
    return make("li", { move }, where,
      make("p", { innerHTML: `<strong>${phrase("You:")}</strong> ${authored(move.way.text)}` }),
      make("div", { innerHTML: spoken(question, move) }),
      make("div", { className: "wf-actions" }, back));
  }

  function drawPresent() {
    const next = followingTurn(question, state);
    const ways = offeredWays(question, state);
    const more = left ? [] : ways.filter(({ turn }) => turn === state.turn);
    const undo = make("button", { type: "button", textContent: phrase("Undo going back"), onclick: () => go(undone) });
    const extra = undone ? [undo] : [];
    if (more.length) {
      const enough = phrase("Say no more on this");
      const skip = make("button", { type: "button", textContent: enough, onclick: () => go(moves, { pass: true }) });
      const scene = make("p", { textContent: phrase("You may say one thing more here.") });
      return drawTurn(state.turn, more, scene, [skip, ...extra]);
    }
    if (next < 0) return drawEnd(extra);
    const scene = make("p", { innerHTML: question.turns[next].scene, ...COURSE });
    return drawTurn(next, ways.filter(({ turn }) => turn === next), scene, extra);
  }

  function drawTurn(turn, ways, scene, buttons) {
    const name = `wf-${uuid()}`;
    const inputs = ways.map(({ way }) => make("input", { type: "radio", name, value: way.id }));
    const labels = ways.map(({ way }, i) =>
      make("label", { className: "wf-option" }, inputs[i], make("span", { innerHTML: way.text, ...COURSE })));
    const missing = make("span", { className: "wf-unsaid" });
    const say = () => {
      const chosen = inputs.findIndex((input) => input.checked);
      if (chosen < 0) missing.textContent = phrase("Choose what to say first.");
      else go([...moves, sayWay(state, ways[chosen])]);
    };
    missing.setAttribute("role", "status");
    const about = { n: turn + 1, all: question.turns.length, title: authored(question.turns[turn].title) };
    const title = phrase("Turn {n} of {all}: {title}", about);
    const button = make("button", { type: "button", textContent: phrase("Say this"), onclick: say });
    const group = make("fieldset", { className: "wf-turn" }, make("legend", { innerHTML: title, tabIndex: -1 }),
      scene, ...labels, make("div", { className: "wf-actions" }, button, ...buttons, missing));
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && inputs.includes(event.target)) say();
    });
    return group;
  }

  function drawEnd(buttons) {
    const again = make("button", { type: "button", textContent: phrase("Start again"), onclick: () => go([], { back: moves }) });
    return make("fieldset", { className: "wf-turn" },
      make("legend", { textContent: phrase("The interview is over"), tabIndex: -1 }),
      make("p", { textContent: phrase("You may go back to a turn above, or start again.") }),
      make("div", { className: "wf-actions" }, again, ...buttons));
  }

  show();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }),
    make("p", { textContent: `${roleOf(question)} ${howToPlay()}` }), transcript, told, present);
}

function spoken({ name }, { replies }) {
  return replies.map(({ text }) => `<p lang="en" dir="ltr"><strong>${name}:</strong> ${text}</p>`).join("");
}

function authored(html) {
  return `<span lang="en" dir="ltr">${html}</span>`;
}

function howToPlay() {
  return phrase("Choose what to say, then say it. “Go back to here” takes away what was said from there on.");
}
