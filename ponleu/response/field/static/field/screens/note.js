// Words about a site; sealed to the desk when they are kept.

import { onPress, onSubmit, options, part, show } from "../page.js";
import { offerUndo } from "./site.js";

export function note(app, { site }) {
  const page = show("note");
  const kinds = app.work.lists.note_kinds;
  options(page.querySelector("select"), kinds, kinds[0][0]);
  const own = app.standing.of(site).made.filter(({ kind, text }) => kind === "note" && text);
  const line = ({ text }) => Object.assign(document.createElement("li"), { textContent: text });
  part(page, "notes").replaceChildren(...own.reverse().map(line));
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  onSubmit(part(page, "form"), async (given) => {
    const text = given.get("text").trim();
    if (!text) return;
    await app.record(site, { kind: "note", open: { kind: given.get("kind") }, words: { text } });
    app.render();
  });
}
