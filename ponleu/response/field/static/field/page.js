// What is on the page: one screen at a time, cut from a template that the server has worded.

export const language = document.documentElement.lang;
export const main = document.getElementById("main");

const words = document.getElementById("words").content;
// English forms with Khmer digits: not every browser knows the Khmer ones.
const numberingSystem = language === "km" ? "khmr" : "latn";
const digits = new Intl.NumberFormat("en", { useGrouping: false, numberingSystem });
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  numberingSystem,
});

export const number = (value) => digits.format(value);

// A sentence of the template of words, with numbers and words put into its {places}.
export function say(name, places = {}) {
  const sentence = words.querySelector(`[data-word="${name}"]`).textContent;
  return sentence.replace(/\{(\w+)\}/g, (_, place) => {
    const value = places[place];
    return typeof value === "number" ? number(value) : value;
  });
}

export const time = (at) => clock.format(new Date(at));

export const cut = (name) =>
  document.getElementById(name).content.firstElementChild.cloneNode(true);

export const part = (root, name) => root.querySelector(`[data-${name}]`);

export function fill(root, name, value) {
  const place = part(root, name);
  place.textContent = value;
  place.hidden = value === "";
  return place;
}

// Shows a screen; its heading is told first to who cannot see it, unless it is only shown anew.
export const mode = { isQuiet: false };

export function show(name) {
  const screen = document.getElementById(`screen-${name}`).content.cloneNode(true);
  main.replaceChildren(screen);
  main.dataset.screen = name;
  const heading = main.querySelector("h1");
  heading.tabIndex = -1;
  if (!mode.isQuiet) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  return main;
}

export function onSubmit(form, work) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    try {
      await work(new FormData(form));
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  });
}

export function onPress(root, name, work) {
  part(root, name).addEventListener("click", work);
}

// A sentence beside the work, read out at once.
export function warn(sentence) {
  const place = part(main, "warning");
  place.textContent = sentence;
  place.hidden = !sentence;
  if (sentence) place.scrollIntoView({ block: "nearest" });
}

// Something went wrong that no screen expects: said above all of them until something is kept.
export function tellFault(sentence) {
  fill(document, "fault", sentence);
  if (sentence) scrollTo(0, 0);
}

export function options(select, list, chosen) {
  select.replaceChildren(...list.map(([code, word]) => new Option(word, code)));
  select.value = chosen;
}

// A row of boxes or circles to tick, each as large as a finger.
export function ticks(place, { type, name, list, chosen = [] }) {
  const rows = list.map(([code, word]) => {
    const row = cut("part-tick");
    const input = row.querySelector("input");
    Object.assign(input, { type, name, value: code, checked: chosen.includes(code) });
    row.querySelector("span").textContent = word;
    return row;
  });
  place.append(...rows);
}
