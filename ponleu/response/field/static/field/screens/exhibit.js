// Something seen that may be evidence; it is taken into custody at the desk.

import { onPress, onSubmit, options, part, show } from "../page.js";
import { offerUndo } from "./site.js";

export function exhibit(app, { site }) {
  const page = show("exhibit");
  const kinds = app.work.lists.exhibit_kinds;
  options(page.querySelector("select"), kinds, kinds[0][0]);
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  onSubmit(part(page, "form"), async (given) => {
    const text = given.get("text").trim();
    const open = { kind: given.get("kind"), seal: given.get("seal").trim() };
    await app.record(site, { kind: "exhibit", open, words: { text } });
    app.render();
  });
}
