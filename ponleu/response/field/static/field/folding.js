// What stands at the sites: what the server told last, and upon it what was made here since.

import { plainDigits } from "./digits.js";

export const FIELDS = ["wristband", "language", "age_band", "needs"];

// `told` is `standing` of one operation or more; `entries` are in the order in which they were made.
export function folded(told, entries) {
  const sites = new Map();
  const people = new Map();
  const siteOf = (key) => {
    if (!sites.has(key)) sites.set(key, { answers: new Map(), people: [], made: [] });
    return sites.get(key);
  };
  for (const { answers, persons } of told) {
    for (const one of answers) answer(siteOf(one.site), one.code, one.answer, one.entry);
    for (const { site, last, ...person } of persons) {
      people.set(person.person, { ...person, site, bases: { ...last } });
    }
  }
  for (const entry of entries) {
    siteOf(entry.site).made.push(entry);
    if (!entry.isSent) apply(siteOf(entry.site), people, entry);
  }
  for (const person of people.values()) siteOf(person.site).people.push(person);
  return { of: siteOf, people };
}

function apply(site, people, { id, site: place, kind, open }) {
  if (kind === "check") site.answers.set(open.code, { said: [open.answer], entry: id });
  if (kind === "person") {
    const bases = Object.fromEntries(FIELDS.map((field) => [field, id]));
    people.set(open.person, { ...open, site: place, bases });
  }
  if (kind === "person_change") {
    const person = people.get(open.person);
    if (!person) return;
    person[open.field] = open.value;
    person.bases[open.field] = id;
  }
}

// Several answers to one question stand beside each other until a person at the desk chooses.
function answer(site, code, said, entry) {
  const before = site.answers.get(code)?.said ?? [];
  site.answers.set(code, { said: [...before, said], entry });
}

// A wristband as it is compared and sent: capitals and digits without blanks and dashes.
export const bandOf = (typed) =>
  plainDigits(typed).normalize("NFKC").toUpperCase().replace(/[\s\-–.]/g, "");

export const isBand = (band) => /^(?=[A-Z]*[0-9])[A-Z0-9]{2,12}$/.test(band);
