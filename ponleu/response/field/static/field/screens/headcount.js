// How many people are there now, children among them.

import { fill, onPress, onSubmit, part, say, show, time, warn } from "../page.js";
import { offerUndo } from "./site.js";

export function headcount(app, { site }) {
  const page = show("headcount");
  const counts = app.standing.of(site).made.filter(({ kind }) => kind === "headcount");
  const line = ({ at, open }) => {
    const item = document.createElement("li");
    item.textContent = say("counted", { ...open, time: time(at) });
    return item;
  };
  part(page, "counts").replaceChildren(...counts.reverse().map(line));
  fill(page, "people", say("people", { n: app.standing.of(site).people.length }));
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  onSubmit(part(page, "form"), async (given) => {
    const [number, children] = ["number", "children"].map((name) => Number(given.get(name)));
    if (children > number) return warn(say("children-more"));
    await app.record(site, { kind: "headcount", open: { number, children } });
    app.render();
  });
}
