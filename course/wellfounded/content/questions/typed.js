// Draws one text field, and reads what is typed into it: what `number`, `date` and `short` share.
// What cannot be read, or can be read in two ways, is told beside the field and not sent: the last answer stands.
// A reading is {value, words}; {words} where there is no value; {words, choices} where there are two.

const TYPING_MS = 400; // a pause this long ends the typing
const MOST_CHARACTERS = 200; // short.py knows it too
const LARGEST = 1e15; // number.py knows it too
const MONTHS = [later("January"), later("February"), later("March"), later("April"), later("May"), later("June"),
  later("July"), later("August"), later("September"), later("October"), later("November"), later("December")];
const WEEKDAYS = [later("Sunday"), later("Monday"), later("Tuesday"), later("Wednesday"), later("Thursday"), later("Friday"),
  later("Saturday")];
// For translators: what may stand around the day or month of a date, parted by spaces: de, del.
const AROUND_DAY = later("st nd rd th of the");
const PLAIN_NUMBER = /^(?<sign>[-+]?)(?<whole>\d*)[.,]?(?<fraction>\d*)$/;
const GROUPED_NUMBER =
  /^(?<sign>[-+]?)(?<whole>[1-9]\d{0,2}(?<gap>[ .,])\d{3}(?:\k<gap>\d{3})*)(?:(?!\k<gap>)[.,](?<fraction>\d+))?$/;
const KINDS = {
  number: { read: readNumber, show: String, inputMode: "decimal", guide: () => "" },
  date: { read: readDate, show: (iso) => longDate(parted(iso)), inputMode: "text", guide: wholeDate },
  short: { read: readShort, show: String, inputMode: "text", guide: () => "" },
};

function draw({ question, response, answer, check }) {
  const { read, show, inputMode, guide } = KINDS[question.kind];
  const id = `wf-${uuid()}`;
  const value = response === null ? "" : show(response);
  const field = make("input", { type: "text", autocomplete: "off", maxLength: MOST_CHARACTERS, inputMode, value, dir: "auto" });
  const unit = make("span", { innerHTML: question.unit || "", ...COURSE });
  const words = make("p", { id, className: "wf-read", textContent: guide() });
  const choices = make("div", { className: "wf-actions" });
  let last = response; // the answer that stands
  let timer = null; // null while all that was typed is read

  function settle({ value: found, words: said, choices: offered = [] }) {
    const known = found !== undefined;
    const stands = last === null
      ? phrase("Nothing is saved yet.") : phrase("Your last answer, {answer}, stays.", { answer: show(last) });
    words.style.minHeight = `${words.offsetHeight}px`; // never less, or "Check my answer" moves while it is clicked
    words.textContent = known ? said : `${said} ${stands}`;
    field.setAttribute("aria-invalid", !known);
    choices.replaceChildren(...offered.map(({ label, text }) =>
      make("button", { type: "button", textContent: label, onclick: () => choose(text) })));
    if (!known) return;
    last = found;
    answer(found);
  }

  function choose(text) {
    field.value = text;
    field.focus(); // the buttons go
    settle(read(text));
  }

  function keep() {
    if (timer === null || !field.isConnected) return; // another window's answer may have been drawn over this view
    clearTimeout(timer);
    timer = null;
    settle(read(field.value, unit.textContent));
  }

  field.setAttribute("aria-describedby", id);
  words.setAttribute("role", "status");
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", phrase("Which do you mean?"));
  if (question.kind === "date" && response !== null) words.textContent = read(value).words;
  field.addEventListener("input", () => {
    choices.replaceChildren();
    clearTimeout(timer);
    timer = setTimeout(keep, TYPING_MS);
  });
  field.addEventListener("blur", keep);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    keep();
    if (field.value.trim() && field.getAttribute("aria-invalid") !== "true") check();
  });
  const named = make("span", { textContent: phrase("Your answer") });
  const label = make("label", { className: "wf-typed" }, named, field, onPaper(field), unit);
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), label, words, choices);
}

function readShort(text) {
  const full = text.length >= MOST_CHARACTERS;
  return { value: text, words: full ? phrase("No more than {n} characters fit here.", { n: MOST_CHARACTERS }) : "" };
}

function wholeDate() {
  return phrase("Write day, month and year, for example 31 January 2024 or 2024-01-31.");
}

// Point, comma or space may part thousands; point or comma may begin a fraction. 1.234 can be either.
function readNumber(text, unit) {
  const written = bare(text, unit);
  const plain = written.match(PLAIN_NUMBER);
  const grouped = written.match(GROUPED_NUMBER);
  if (plain && grouped) {
    const values = { written, thousands: written.replace(/[.,]/, ""), fraction: `${written}0` };
    return { words: phrase("{written} can be read in two ways. If you mean thousands, write {thousands}. "
      + "If you mean a fraction, write {fraction}.", values) };
  }
  const { sign, whole = "", fraction = "" } = (plain || grouped)?.groups || {};
  if (!whole && !fraction) return { words: phrase("Not a number. Write only digits, for example 1234 or 2.5.") };
  const value = Number(`${sign}${whole.replace(/\D/g, "") || 0}.${fraction || 0}`);
  if (Math.abs(value) > LARGEST) return { words: phrase("This number is too large.") };
  return { value, words: text === String(value) ? "" : phrase("Read as {answer}.", { answer: `${value} ${unit}`.trim() }) };
}

// A learner may well type the unit that stands beside the field.
function bare(text, unit) {
  const written = text.trim().replace(/\s+/g, " ").replace(/[−–]/, "-");
  const doubled = unit && written.toLowerCase().endsWith(unit.toLowerCase());
  return doubled ? written.slice(0, -unit.length).trim() : written;
}

// A month may be a number, or a name in the learner's language or in English; 03/04/2025 is two dates until someone says which.
function readDate(text) {
  const tokens = withoutWeekday(text.toLowerCase().trim()).match(/\d+|[\p{L}\p{M}]+/gu) || [];
  const around = `${AROUND_DAY} ${phrase(AROUND_DAY)}`.split(" ");
  const numbers = tokens.filter((token) => /\d/.test(token));
  const names = tokens.filter((token) => !/\d/.test(token) && !around.includes(token));
  const years = numbers.filter((number) => /^[1-9]\d{3}$/.test(number));
  const others = numbers.filter((number) => /^\d{1,2}$/.test(number)).map(Number);
  const month = monthOf(names[0]);
  if (names.length === 1 && !month) return { words: phrase("“{name}” is not the name of a month.", { name: names[0] }) };
  if (names.length + numbers.length !== 3 || names.length > 1) return { words: `${phrase("Not a whole date.")} ${wholeDate()}` };
  if (!years.length) return { words: `${phrase("Write the year with four digits.")} ${wholeDate()}` };
  if (others.length !== numbers.length - 1) return { words: `${phrase("Not a date.")} ${wholeDate()}` };
  return reading(dates(Number(years[0]), numbers.indexOf(years[0]), others, month));
}

// What a year at its place among the numbers, and one or two other numbers, can mean.
function dates(year, place, [a, b], month) {
  if (month) return [{ year, month, day: a }];
  if (place === 0) return [{ year, month: a, day: b }];
  return [{ year, month: b, day: a, first: "day" }, { year, month: a, day: b, first: "month" }];
}

function monthOf(name = "") {
  if (name.length < 3) return 0;
  const begins = (month) => month.toLowerCase().startsWith(name);
  return MONTHS.findIndex((each) => begins(phrase(each))) + 1 || MONTHS.findIndex(begins) + 1;
}

function withoutWeekday(text) {
  const named = [...WEEKDAYS.map((each) => phrase(each)), ...WEEKDAYS].map((each) => each.toLowerCase());
  const found = named.find((each) => text.startsWith(each) && !/^[\p{L}\p{M}]/u.test(text.slice(each.length)));
  return found ? text.slice(found.length) : text;
}

function reading(possible) {
  const real = possible.filter(exists);
  if (real.length === 2 && real[0].day !== real[0].month) {
    const choices = real.map((date) => ({ label: inOrder(date), text: longDate(date) }));
    return { words: phrase("This can be two dates. Choose the one that you mean."), choices };
  }
  if (!real.length) return { words: whyNot(possible.find(({ month }) => MONTHS[month - 1]) || possible[0]) };
  const { year, month, day } = real[0];
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const value = [year, month, day].map((number) => String(number).padStart(2, "0")).join("-");
  return { value, words: phrase("Read as {weekday}, {date}.", { weekday: phrase(weekday), date: longDate(real[0]) }) };
}

function inOrder(date) {
  const named = { date: longDate(date) };
  return date.first === "day" ? phrase("{date} (day first)", named) : phrase("{date} (month first)", named);
}

function exists({ year, month, day }) {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function whyNot({ year, month, day }) {
  const name = MONTHS[month - 1];
  if (!name) return phrase("There is no month {month}.", { month });
  return phrase("{month} {year} has no day {day}.", { month: phrase(name), year, day });
}

function longDate({ year, month, day }) {
  return phrase("{day} {month} {year}", { day, month: phrase(MONTHS[month - 1]), year });
}

function parted(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day };
}
