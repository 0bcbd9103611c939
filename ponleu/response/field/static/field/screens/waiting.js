// What waits to be sent, what was refused and why, and where two phones say different things.

import { fill, onPress, part, say, show, time } from "../page.js";

export async function waiting(app) {
  const page = show("waiting");
  const rows = await app.vault.store.all("outbox");
  const isWaiting = new Set(rows.filter((row) => !row.isStuck).map((row) => row.at));
  const told = (entry) => app.told.get(entry.id) ?? {};
  const lines = {
    waits: app.entries.filter(({ id }) => isWaiting.has(id)).map(named),
    refused: app.entries.filter((one) => told(one).refused).map((one) => why(one, told(one))),
    flagged: app.entries.filter((one) => told(one).flags?.length).map((one) => flag(one, told(one))),
    unlike: app.conflicts.map((one) => unlike(app, one)),
  };
  for (const [name, list] of Object.entries(lines)) {
    const place = part(page, name);
    place.replaceChildren(...list.map(item));
    place.parentElement.hidden = !list.length;
  }
  fill(page, "nothing", Object.values(lines).some((list) => list.length) ? "" : say("all-sent"));
  onPress(page, "back", () => app.back());
}

const named = ({ kind, at }) => `${say(`kind-${kind}`)}, ${time(at)}`;
const why = (entry, { refused }) => `${named(entry)}: ${refused.say || refused.code}`;
const flag = (entry, { flags }) => `${named(entry)}: ${flags.map((one) => one.say).join(" ")}`;

function unlike(app, { id, field, theirs }) {
  const entry = app.entries.find((one) => one.id === id);
  const what = say(`field-${field}`);
  const open = entry?.open ?? {};
  const ours = open.answer ?? open.value ?? open[field] ?? "";
  return say("unlike", { what, ours: word(app, ours), theirs: word(app, theirs) });
}

// The word of a code of any list; else what was said itself.
export function word(app, said) {
  if (Array.isArray(said)) return said.map((one) => word(app, one)).join(", ") || say("none");
  const { languages = [], age_bands = [], needs = [] } = app.work.lists;
  const own = ["yes", "no", "unknown"].map((code) => [code, say(code)]);
  const found = [...own, ...languages, ...age_bands, ...needs].find(([code]) => code === said);
  return found?.[1] ?? `${said}`;
}

function item(sentence) {
  return Object.assign(document.createElement("li"), { textContent: sentence });
}
