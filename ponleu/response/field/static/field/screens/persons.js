// People found at a site: by wristband, with what they need. No name is asked.

import { bandOf } from "../folding.js";
import { cut, fill, onPress, part, say, show } from "../page.js";
import { word } from "./waiting.js";

export function persons(app, { site }) {
  const page = show("persons");
  const { people } = app.standing.of(site);
  const unlike = new Set(app.conflicts.map(({ id }) => id));
  const rows = people.toReversed().map((one) => row(app, site, one, unlike));
  part(page, "people").replaceChildren(...rows.map(({ line }) => line));
  fill(page, "count", say("people", { n: people.length }));
  const search = part(page, "search");
  search.parentElement.hidden = people.length < 10;
  search.oninput = () => {
    const sought = bandOf(search.value);
    for (const { line, band } of rows) line.hidden = !band.includes(sought);
  };
  onPress(page, "add", () => app.go("person", { site }));
  onPress(page, "back", () => app.back());
}

function row(app, site, person, unlike) {
  const line = cut("part-person");
  fill(line, "band", person.wristband);
  const told = [person.language, person.age_band].map((code) => word(app, code));
  fill(line, "told", told.join(" · "));
  fill(line, "needs", person.needs.length ? word(app, person.needs) : "");
  const isUnlike = Object.values(person.bases).some((id) => unlike.has(id));
  fill(line, "unlike", isUnlike ? say("person-unlike") : "");
  line.querySelector("button").onclick = () => app.go("person", { site, person: person.person });
  return { line, band: bandOf(person.wristband) };
}
